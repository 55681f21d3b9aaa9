//! Drafts go to disk by themselves: within a second of typing, and whenever the agent rests. Nothing here writes; it says what to keep.

use std::time::Duration;

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::notices::{self, Toast};
use crate::domain::call::CallId;
use crate::domain::note::Draft;
use crate::domain::problem::Problem;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;

/// After something could not be written, everything about that call is told again this much later, and again.
const RETRY: Duration = Duration::from_secs(3);

/// Hands out every draft that is due. `at_rest`: nobody is in the middle of a word, so take whatever is left.
pub(crate) fn hand_out(app: &mut App, at_rest: bool, out: &mut Vec<Effect>) {
    let now = app.now;
    for call in app.calls.open.iter_mut().filter(|call| !call.saving) {
        if call.retry_at.take_if(|at| *at <= now.mono).is_some() {
            out.extend(call.told_again());
        }
        if call.retry_at.is_none() && call.note.wants_saving(now.mono, at_rest) {
            call.note.handed_out(now);
            let body = RawText::new(call.note.text());
            let evidence = call.evidence.clone();
            out.push(Effect::SaveDraft(Draft { call: call.id, body, evidence, at: now.wall }));
        }
    }
}

/// A draft is on disk.
pub(crate) fn on_saved(app: &mut App, call: CallId, at: Moment) {
    app.notices.saved_at = Some(at);
    if let Some(call) = app.calls.get_mut(call) {
        call.note.saved(at);
        if let Some(problem) = call.failed.take() {
            notices::over(app, problem.code);
        }
    }
}

/// Something about a call could not be written: it stays as it is on the screen, and is tried again.
pub(crate) fn on_failed(app: &mut App, call: CallId, problem: Problem) {
    let mono = app.now.mono;
    if let Some(call) = app.calls.get_mut(call) {
        call.retry_at = Some(mono + RETRY);
        call.note.keep_again(mono);
        call.failed = Some(problem.clone());
    }
    notices::pin(app, problem);
}

/// Ctrl-S: whatever is left goes now, and the agent is told.
pub(crate) fn save_now(app: &mut App, out: &mut Vec<Effect>) {
    if app.calls.current().is_none() {
        return notices::not_here(app, "why-no-call");
    }
    hand_out(app, true, out);
    notices::say(app, Toast::DraftSaved);
}

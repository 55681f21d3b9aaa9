//! Drafts go to disk by themselves: within a second of typing, and whenever the agent rests. Nothing here writes; it says what to keep.

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::notices::{self, Toast};
use crate::domain::call::CallId;
use crate::domain::note::Draft;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;

/// Hands out every draft that is due. `at_rest`: nobody is in the middle of a word, so take whatever is left.
pub(crate) fn hand_out(app: &mut App, at_rest: bool, out: &mut Vec<Effect>) {
    let now = app.now;
    for call in app.calls.open.iter_mut().filter(|call| !call.saving) {
        if call.note.wants_saving(now.mono, at_rest) {
            call.note.handed_out(now.mono);
            let body = RawText::new(call.note.text());
            out.push(Effect::SaveDraft(Draft { call: call.id, body, at: now.wall }));
        }
    }
}

/// A draft is on disk.
pub(crate) fn on_saved(app: &mut App, call: CallId, at: Moment) {
    if let Some(call) = app.calls.get_mut(call) {
        call.note.saved(at);
    }
    app.notices.saved_at = Some(at);
}

/// Ctrl-S: whatever is left goes now, and the agent is told.
pub(crate) fn save_now(app: &mut App, out: &mut Vec<Effect>) {
    if app.calls.current().is_none() {
        return notices::not_here(app, "why-no-call");
    }
    hand_out(app, true, out);
    notices::say(app, Toast::DraftSaved);
}

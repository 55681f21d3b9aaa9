//! F9: opens the form, then saves and goes on at once. Nothing waits for the disk, and nothing is lost when the disk fails: the call is
//! kept, note and all, until it is written, and for eight seconds more in case it is taken back.

use crate::app::calls::OpenCall;
use crate::app::effect::Effect;
use crate::app::notices::{self, Toast, UNDO_TIME};
use crate::app::wrap_up::{self, WrapUpField};
use crate::app::{App, Pane, Place, desk, drafts, handset, profile, walks};
use crate::domain::call::{CallId, CallState, EndReason};
use crate::domain::follow_up::{FollowUp, Origin};
use crate::domain::note::{Note, NoteId, Unfinished, WrapUp};
use crate::domain::problem::Problem;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;

/// F9, the first or the second time.
pub(crate) fn on_key(app: &mut App, out: &mut Vec<Effect>) {
    let now = app.now;
    let here = app.place == Place::WrapUp;
    let Some(call) = app.calls.current_mut() else { return notices::not_here(app, "why-no-call") };
    if here && call.wrap_up.opened {
        return save(app, out);
    }
    // The note keeps the keyboard: F9 in the middle of a composition must not send the next word elsewhere.
    call.wrap_up.opened = true;
    call.wrap_up.field = WrapUpField::Note;
    wrap_up::propose(call, now);
    app.place = Place::WrapUp;
    app.focus = Pane::Note;
    app.zoomed = false;
}

fn save(app: &mut App, out: &mut Vec<Effect>) {
    let now = app.now;
    let Some(call) = app.calls.current_mut() else { return };
    let id = call.id;
    wrap_up::propose(call, now);
    if call.wrap_up.disposition.is_none() {
        call.wrap_up.missing = true;
        call.wrap_up.field = WrapUpField::Disposition;
        return notices::not_here(app, "why-no-disposition");
    }
    let (state, by_hand) = (call.state, call.is_by_hand());
    // What the disk refused comes first: an end without its beginning would be refused again, and look like a refused wrap-up.
    if call.retry_at.take().is_some() {
        out.extend(call.told_again());
    }
    match (state, by_hand) {
        (CallState::Ended, _) => {}
        (CallState::Unknown, false) => handset::end(app, id, EndReason::NotSeen, out),
        (_, true) => handset::end(app, id, EndReason::ByHand, out),
        // Saving must never cut a conversation off, nor book one as over that goes on.
        (_, false) => return notices::not_here(app, "why-still-on-the-line"),
    }
    if let Some(wrap_up) = written(app, id) {
        out.extend(walks::write_down(app, id));
        out.push(Effect::SaveWrapUp(Box::new(wrap_up)));
        app.notices.undo = Some((id, now.mono + UNDO_TIME));
        desk::go_on(app);
    }
}

/// Everything that is saved, with ids that a second try keeps.
fn written(app: &mut App, id: CallId) -> Option<WrapUp> {
    let at = app.now.wall;
    let (note_id, follow_up_id) = (app.ids.next(at), app.ids.next(at));
    let call = app.calls.get_mut(id)?;
    let end = call.end.clone()?;
    let disposition = call.wrap_up.disposition?;
    let customer = call.who.customer_id();
    let number = call.who.known().map(|known| known.profile.customer.number).or_else(|| call.party.number());
    let note_id = *call.note_id.get_or_insert(NoteId(note_id));
    let follow_up_id = *call.follow_up_id.get_or_insert(follow_up_id);
    let note = (!call.note.is_blank()).then(|| Note {
        id: note_id,
        call: id,
        number,
        customer,
        body: RawText::new(call.note.text()),
        at,
    });
    let follow_up = call.wrap_up.due_at.zip(number).map(|(due, number)| FollowUp {
        id: follow_up_id,
        number,
        customer,
        due_at: Some(due),
        reason: RawText::new(call.wrap_up.reason.text()),
        origin: Origin::Promise { call: id },
    });
    call.saving = true;
    Some(WrapUp { end, note, disposition, follow_up, completes: call.answers, at })
}

/// It is on disk: the call leaves the list, and waits a while for Ctrl-Z.
pub(crate) fn on_saved(app: &mut App, id: CallId, at: Moment) {
    app.notices.saved_at = Some(at);
    let Some(index) = app.calls.open.iter().position(|call| call.id == id && call.saving) else { return };
    let mut call = app.calls.open.remove(index);
    call.saving = false;
    if let Some(problem) = call.failed.take() {
        notices::over(app, problem.code);
    }
    if let Some(answered) = call.answers {
        app.follow_ups.rows.retain(|row| row.follow_up.id != answered);
        app.follow_ups.selected = app.follow_ups.selected.min(app.follow_ups.rows.len().saturating_sub(1));
    }
    app.calls.undoable = Some(Box::new(call));
    if app.notices.undo.is_some_and(|(undo, _)| undo == id) {
        notices::say(app, Toast::WrapUpSaved);
    }
}

/// Ctrl-Z with nothing to undo in the note: takes the last wrap-up back.
pub(crate) fn take_back(app: &mut App, out: &mut Vec<Effect>) {
    let now = app.now;
    match app.notices.undo.take() {
        Some((call, until)) if now.mono < until => out.push(Effect::Reopen { call, at: now.wall }),
        _ => notices::not_here(app, "why-nothing-to-undo"),
    }
}

/// The store has taken the wrap-up back: the call is on the screen again as it was, form, note and undo.
pub(crate) fn on_reopened(app: &mut App, unfinished: Unfinished, out: &mut Vec<Effect>) {
    let id = unfinished.start.id;
    if app.calls.get(id).is_none() {
        let kept = app.calls.undoable.take().filter(|call| call.id == id);
        let fresh = kept.is_none();
        let customer = unfinished.start.customer;
        let mut call = kept.map_or_else(|| desk::restored(app, unfinished), |call| *call);
        call.note_id = None;
        call.follow_up_id = None;
        let at = app.calls.open.iter().position(|other| other.began_at > call.began_at);
        app.calls.open.insert(at.unwrap_or(app.calls.open.len()), call);
        if fresh {
            profile::ask(app, id, customer, out);
        }
    }
    bring_back(app, id);
    notices::say(app, Toast::Reopened);
}

/// The disk failed: the call comes back with its note untouched, unless other work is on the screen; then it waits in the tray.
pub(crate) fn on_failed(app: &mut App, id: CallId, problem: Problem) {
    let Some(call) = app.calls.get_mut(id) else {
        return notices::say(app, Toast::Problem(problem));
    };
    let (was_saving, again) = (call.saving, call.failed.is_some());
    call.saving = false;
    drafts::on_failed(app, id, problem.clone());
    if was_saving || !again {
        notices::say(app, Toast::Problem(problem));
    }
    if !was_saving {
        // A draft, a start or an end: nothing has left the screen, so nothing comes back.
        return;
    }
    app.notices.undo.take_if(|(undo, _)| *undo == id);
    if app.calls.current().is_none_or(|current| !at_work(current)) {
        bring_back(app, id);
    }
}

/// Somebody is being talked to, or something was written.
fn at_work(call: &OpenCall) -> bool {
    call.is_live() || !call.note.is_blank()
}

fn bring_back(app: &mut App, id: CallId) {
    desk::show(app, id);
    app.place = Place::WrapUp;
    if let Some(call) = app.calls.get_mut(id) {
        call.wrap_up.opened = true;
        call.wrap_up.field = WrapUpField::Note;
    }
}

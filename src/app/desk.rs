//! Which call is on the screen, and how one comes there: answered, taken from the tray, started, restored. Nothing here steals
//! the screen from a call that holds work.

use uuid::Uuid;

use crate::app::calls::{OpenCall, Who};
use crate::app::effect::{Effect, PhoneCommand};
use crate::app::note::NoteEditor;
use crate::app::notices::{self, Toast};
use crate::app::wrap_up::{WrapUpField, WrapUpForm};
use crate::app::{App, Pane, Place, cards, evidence, profile, training};
use crate::domain::call::{CallId, CallKey, CallKind, CallStart, CallState, Direction, Party};
use crate::domain::customer::CustomerId;
use crate::domain::note::Unfinished;

/// How a call begins, as far as whoever starts it knows.
#[derive(Debug)]
pub(crate) struct Beginning {
    pub(crate) key: CallKey,
    pub(crate) direction: Direction,
    pub(crate) kind: CallKind,
    pub(crate) party: Party,
    pub(crate) customer: Option<CustomerId>,
    pub(crate) state: CallState,
    pub(crate) answers: Option<Uuid>,
    pub(crate) wanted_script: Option<String>,
}

/// Puts a new call on the list, has its start stored, and asks who it is.
pub(crate) fn begin(app: &mut App, beginning: Beginning, out: &mut Vec<Effect>) -> CallId {
    let now = app.now;
    let id = CallId(app.ids.next(now.wall));
    let start = CallStart {
        id,
        key: beginning.key.clone(),
        direction: beginning.direction,
        kind: beginning.kind,
        number: beginning.party.number(),
        customer: beginning.customer,
        at: now.wall,
        follow_up: beginning.answers,
    };
    out.push(Effect::StoreCallStart(Box::new(start.clone())));
    let talking = beginning.state == CallState::Talking;
    app.calls.open.push(OpenCall {
        id,
        key: beginning.key,
        direction: beginning.direction,
        kind: beginning.kind,
        party: beginning.party,
        network_name: None,
        state: beginning.state,
        began_at: now.wall,
        began_mono: now.mono,
        since: now.wall,
        answered_at: talking.then_some(now.wall),
        answered_mono: talking.then_some(now.mono),
        held_since: None,
        held: std::time::Duration::ZERO,
        end: None,
        ended_mono: None,
        who: Who::Nameless,
        script: None,
        step: 0,
        card: None,
        hint: None,
        hinted: None,
        resume: None,
        path_told: false,
        asked: crate::domain::spin::Asked::default(),
        evidence: crate::domain::evidence::Evidence::default(),
        finding: None,
        walk: crate::domain::script::Walk::default(),
        other_scripts: Vec::new(),
        script_ticket: None,
        note: NoteEditor::default(),
        wrap_up: WrapUpForm::default(),
        revealed_until: None,
        answers: beginning.answers,
        wanted_script: beginning.wanted_script,
        saving: false,
        failed: None,
        restored: false,
        shown: false,
        hang_up_asked: false,
        direction_known: true,
        start,
        link: None,
        retry_at: None,
        note_id: None,
        follow_up_id: None,
    });
    profile::ask(app, id, beginning.customer, out);
    id
}

/// A key for a call that no feed knows.
pub(crate) fn hand_key(app: &mut App) -> CallKey {
    let id = app.ids.next(app.now.wall);
    CallKey(format!("hand:{}", id.simple()))
}

/// Puts a call on the screen. What was there stays on the list, with its note.
pub(crate) fn show(app: &mut App, id: CallId) {
    app.calls.current = Some(id);
    if let Some(call) = app.calls.get_mut(id) {
        call.shown = true;
    }
    app.looking_at = None;
    app.place = Place::Desk;
    app.popup = None;
    app.scroll = [0; 6];
    focus(app, Pane::Note);
    app.zoomed = false;
}

/// Gives a pane of the desk the keyboard.
pub(crate) fn focus(app: &mut App, pane: Pane) {
    app.place = Place::Desk;
    app.zoomed &= app.focus == pane;
    app.focus = pane;
    app.back_to_note = false;
}

/// An F-key of a pane: goes there; once more, the pane fills the screen, or no longer.
pub(crate) fn on_focus_key(app: &mut App, pane: Pane) {
    let call = app.calls.current().is_some();
    if !call && app.looking_at.is_none() {
        app.place = Place::Desk;
        return notices::not_here(app, "why-no-customer");
    }
    if pane == Pane::Note && !call {
        return notices::not_here(app, "why-no-call");
    }
    if pane == Pane::Note && app.place == Place::WrapUp {
        if let Some(call) = app.calls.current_mut() {
            call.wrap_up.field = WrapUpField::Note;
        }
    } else if app.place == Place::Desk && app.focus == pane {
        app.zoomed = !app.zoomed;
    } else {
        let from_note = app.place == Place::Desk && app.focus == Pane::Note && call;
        focus(app, pane);
        app.back_to_note = from_note && pane == Pane::Script;
    }
}

/// When nothing is on the screen, a ringing call takes it: the customer is there before the first hello.
pub(crate) fn fill_if_empty(app: &mut App) {
    if app.calls.current().is_none() {
        app.calls.current = None;
    }
    if let (true, Some(id)) = (is_free(app), app.calls.ringing().map(|call| call.id)) {
        show(app, id);
    }
}

/// A call that was picked up at the handset takes the screen when nothing was written in the one that is there, and it is over.
pub(crate) fn on_picked_up(app: &mut App, id: CallId) {
    let quiet = app.place == Place::Desk && app.popup.is_none() && app.looking_at.is_none();
    let over = app.calls.current().is_none_or(|call| !call.is_live() && call.note.is_blank());
    if quiet && over && app.calls.current != Some(id) {
        show(app, id);
    }
}

/// Nothing is on the screen that a call would cover.
pub(crate) fn is_free(app: &App) -> bool {
    app.place == Place::Desk
        && app.popup.is_none()
        && app.looking_at.is_none()
        && app.calls.current().is_none_or(|call| !call.holds_the_screen())
}

/// Ctrl-N: picks up what rings; when nothing rings, shows the next call of the tray.
pub(crate) fn answer(app: &mut App, out: &mut Vec<Effect>) {
    let here = app.calls.current().filter(|call| call.state == CallState::Ringing).map(|call| call.id);
    match here.or_else(|| app.calls.ringing().or_else(|| app.calls.announced().next()).map(|call| call.id)) {
        Some(id) => take(app, id, out),
        None => next(app),
    }
}

/// A click on a call: picks up when it rings, else shows it.
pub(crate) fn take(app: &mut App, id: CallId, out: &mut Vec<Effect>) {
    match app.calls.get(id) {
        Some(call) if call.saving => {}
        Some(call) if call.state == CallState::Ringing => pick_up(app, id, out),
        Some(_) => show(app, id),
        None => {}
    }
}

fn pick_up(app: &mut App, id: CallId, out: &mut Vec<Effect>) {
    let aside = app.calls.current().is_some_and(|call| call.id != id);
    if let Some(call) = app.calls.get(id) {
        out.push(Effect::Phone(PhoneCommand::Answer(call.key.clone())));
    }
    show(app, id);
    if aside {
        notices::say(app, Toast::Parked);
    }
}

/// Shows the call of the tray after the present one, round and round.
pub(crate) fn next(app: &mut App) {
    match app.calls.after_current() {
        Some(id) => show(app, id),
        None => notices::not_here(app, "why-tray-empty"),
    }
}

/// Ctrl-K: puts the present call aside.
pub(crate) fn park(app: &mut App) {
    match app.calls.current().map(|call| call.state) {
        None => notices::not_here(app, "why-no-call"),
        Some(CallState::Ringing) => notices::not_here(app, "why-still-ringing"),
        Some(_) => {
            let next = app.calls.after_current();
            app.calls.current = None;
            app.place = Place::Desk;
            if let Some(id) = next {
                show(app, id);
            }
            notices::say(app, Toast::Parked);
        }
    }
}

/// Esc: closes what lies over the desk, then gives the note the keyboard; never discards, never leaves a call.
pub(crate) fn back(app: &mut App, out: &mut Vec<Effect>) {
    if training::back(app, out) {
        // Training has its own ways back.
    } else if app.place == Place::Desk && evidence::close(app) {
        // What was written stays.
    } else if app.place != Place::Desk {
        app.place = Place::Desk;
    } else if app.zoomed {
        app.zoomed = false;
    } else if cards::put_away(app) {
        // The script is beneath, at its step.
    } else if app.calls.current().is_some() {
        focus(app, Pane::Note);
    } else if let Some(looking) = app.looking_at.take()
        && let Some(id) = looking.from.filter(|id| app.calls.get(*id).is_some_and(|call| !call.saving))
    {
        show(app, id);
    }
}

/// What goes on the screen when a call has left it: what rings, else the next of the tray, else the quiet screen.
pub(crate) fn go_on(app: &mut App) {
    let next = app.calls.ringing().map(|call| call.id).or_else(|| app.calls.best_of_tray());
    app.calls.current = None;
    app.place = Place::Desk;
    app.zoomed = false;
    if let Some(id) = next {
        show(app, id);
    }
}

/// Calls of the last run that were not wrapped up go to the tray with their drafts; the newest one in which something was written
/// is put on the screen.
pub(crate) fn on_restored(app: &mut App, calls: Vec<Unfinished>, out: &mut Vec<Effect>) {
    let mut newest = None;
    let mut count = 0;
    for unfinished in calls {
        if app.calls.get(unfinished.start.id).is_some() {
            continue;
        }
        let customer = unfinished.start.customer;
        let call = restored(app, unfinished);
        let (id, written) = (call.id, !call.note.is_blank());
        let began = call.began_at;
        app.calls.open.push(call);
        profile::ask(app, id, customer, out);
        count += 1;
        if written && newest.is_none_or(|(at, _)| began >= at) {
            newest = Some((began, id));
        }
    }
    if count == 0 {
        return;
    }
    app.calls.open.sort_by_key(|call| call.began_at);
    let free = app.calls.current().is_none() && app.looking_at.is_none() && app.place == Place::Desk;
    if let (true, Some((_, id))) = (free, newest) {
        show(app, id);
    }
    notices::say(app, Toast::Restored { calls: count });
}

/// A call as the store kept it. When its end was not seen, nobody knows whether it still lasts.
pub(crate) fn restored(app: &App, unfinished: Unfinished) -> OpenCall {
    let Unfinished { start, end, draft, evidence } = unfinished;
    let answered_at = end.as_ref().and_then(|end| end.answered_at);
    OpenCall {
        id: start.id,
        key: start.key.clone(),
        direction: start.direction,
        kind: start.kind,
        party: start.number.map_or(Party::Withheld, Party::Number),
        network_name: None,
        state: if end.is_some() { CallState::Ended } else { CallState::Unknown },
        began_at: start.at,
        began_mono: app.now.mono,
        since: end.as_ref().map_or(start.at, |end| end.ended_at),
        answered_at,
        answered_mono: None,
        held_since: None,
        held: std::time::Duration::from_secs(end.as_ref().map_or(0, |end| u64::from(end.held_seconds))),
        ended_mono: end.as_ref().map(|_| app.now.mono),
        end,
        who: Who::Nameless,
        script: None,
        step: 0,
        card: None,
        hint: None,
        hinted: None,
        resume: None,
        path_told: false,
        asked: crate::domain::spin::Asked::default(),
        // The checks go on in the script in which they began.
        wanted_script: evidence.script().map(str::to_owned),
        evidence,
        finding: None,
        walk: crate::domain::script::Walk::default(),
        other_scripts: Vec::new(),
        script_ticket: None,
        note: NoteEditor::holding(draft.as_raw()),
        wrap_up: WrapUpForm::default(),
        revealed_until: None,
        answers: start.follow_up,
        saving: false,
        failed: None,
        restored: true,
        shown: false,
        hang_up_asked: false,
        direction_known: true,
        start,
        link: None,
        retry_at: None,
        note_id: None,
        follow_up_id: None,
    }
}

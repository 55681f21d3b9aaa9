//! What a phone feed reports, taken in any order and any number of times: nothing already true becomes false, nothing is counted twice,
//! and no report takes the screen or the keyboard.

use std::time::Duration;

use crate::app::calls::{GHOST_TIME, Gone, OpenCall, Who};
use crate::app::desk::{self, Beginning};
use crate::app::effect::Effect;
use crate::app::notices::{self, Toast};
use crate::app::{App, Place, handset, profile};
use crate::domain::call::{CallId, CallKey, CallKind, CallState, Direction, EndReason, Party, Signal};
use crate::domain::problem::{Problem, Severity};
use crate::domain::safe_text::RawText;

/// Seconds within which a call that rang before the program stopped may still be ringing after it has started again.
const RESTART: i64 = 120;

/// A call that we dialled is the one that the feed reports, when it reports it within this time.
const ADOPTION: Duration = Duration::from_secs(60);

/// One report.
pub(crate) fn on_signal(app: &mut App, signal: Signal, out: &mut Vec<Effect>) {
    match signal {
        Signal::Ringing { call, party, name } => on_begin(app, call, Direction::In, party, name, out),
        Signal::Dialling { call, party } => on_begin(app, call, Direction::Out, party, None, out),
        Signal::Answered { call } => on_answered(app, &call, out),
        Signal::Held { call } => on_held(app, &call, out),
        Signal::Unheld { call } => on_unheld(app, &call),
        Signal::Ended { call, reason } => on_ended(app, call, reason, out),
        Signal::Lost => on_lost(app),
        Signal::Connected => notices::over(app, "phone-lost"),
    }
}

fn on_begin(
    app: &mut App,
    key: CallKey,
    direction: Direction,
    party: Party,
    name: Option<RawText>,
    out: &mut Vec<Effect>,
) {
    let late = app.calls.gone.iter().find(|gone| gone.key == key).map(|gone| (gone.known, gone.reason));
    let id = match (begun(app, &key, &party), late) {
        (Some(id), _) => {
            learn(app, id, direction, party, out);
            id
        }
        // The desk had it and has finished with it.
        (None, Some((true, _))) => return,
        (None, late) => {
            let id = match adopt(app, &key, direction, &party) {
                Some(id) => id,
                None => arrive(app, key, direction, party, out),
            };
            if let Some((_, reason)) = late {
                // Its end was reported before its beginning: a missed call, not a ghost that rings for ever.
                handset::end(app, id, reason, out);
            }
            id
        }
    };
    if let Some(name) = name.filter(|name| !name.is_empty())
        && let Some(call) = app.calls.get_mut(id)
    {
        call.network_name = Some(name.safe());
    }
}

/// The open call that a report of a beginning means. Feeds count their calls anew at each start, so a call of the last run is meant
/// only when it is the same number, moments ago.
fn begun(app: &mut App, key: &CallKey, party: &Party) -> Option<CallId> {
    let now = app.now.wall;
    let id = known(app, key)?;
    let call = app.calls.get(id)?;
    let same = call.party.number().is_some()
        && call.party.number() == party.number()
        && (now - call.began_at).num_seconds() < RESTART;
    (!call.restored || same).then_some(id)
}

/// The open call that the feed means: one that lasts, or one that ended so recently that this is an echo.
fn known(app: &mut App, key: &CallKey) -> Option<CallId> {
    let mono = app.now.mono;
    let echo = |call: &OpenCall| {
        call.is_live()
            || call.ended_mono.is_some_and(|at| !call.restored && mono.saturating_sub(at) < GHOST_TIME)
    };
    app.calls.by_key_mut(key).filter(|call| echo(call)).map(|call| call.id)
}

/// A call that the desk dialled itself gets the feed's name for it.
fn adopt(app: &mut App, key: &CallKey, direction: Direction, party: &Party) -> Option<CallId> {
    let (mono, now) = (app.now.mono, app.now);
    let number = party.number().filter(|_| direction == Direction::Out)?;
    let call = app.calls.open.iter_mut().rev().find(|call| {
        call.is_by_hand()
            && call.is_live()
            && call.direction == Direction::Out
            && call.party.number() == Some(number)
            && mono.saturating_sub(call.began_mono) < ADOPTION
    })?;
    call.key = key.clone();
    if call.state == CallState::Talking {
        // It was taken for answered, because no feed seemed to be there; now one says that it only dials.
        call.answered_at = None;
        call.answered_mono = None;
        call.turn(CallState::Dialling, now);
    }
    Some(call.id)
}

fn arrive(app: &mut App, key: CallKey, direction: Direction, party: Party, out: &mut Vec<Effect>) -> CallId {
    let (state, kind) = match direction {
        Direction::In => (CallState::Ringing, CallKind::Inbound),
        Direction::Out => (CallState::Dialling, CallKind::CareOutbound),
    };
    if direction == Direction::In {
        out.push(Effect::Bell);
    }
    let beginning =
        Beginning { key, direction, kind, party, customer: None, state, answers: None, wanted_script: None };
    begin(app, beginning, out)
}

/// A call that the feed brings takes the screen when nothing is there.
fn begin(app: &mut App, beginning: Beginning, out: &mut Vec<Effect>) -> CallId {
    let id = desk::begin(app, beginning, out);
    if desk::is_free(app) {
        desk::show(app, id);
    }
    id
}

/// A second report of a call's beginning, or a first one after `Answered`: fills in what was missing, and takes nothing back.
fn learn(app: &mut App, id: CallId, direction: Direction, party: Party, out: &mut Vec<Effect>) {
    let now = app.now;
    let Some(call) = app.calls.get_mut(id) else { return };
    if !call.direction_known {
        call.direction = direction;
        call.direction_known = true;
        call.kind = if direction == Direction::In { CallKind::Inbound } else { CallKind::CareOutbound };
    }
    if call.state == CallState::Unknown && call.answered_at.is_none() {
        let state = if direction == Direction::In { CallState::Ringing } else { CallState::Dialling };
        call.turn(state, now);
    }
    if call.party.number().is_none() && party.number().is_some() {
        call.party = party;
        if matches!(call.who, Who::Nameless | Who::Stranger) {
            profile::ask(app, id, None, out);
        }
    }
}

fn on_answered(app: &mut App, key: &CallKey, out: &mut Vec<Effect>) {
    let now = app.now;
    let Some(id) = ensure(app, key, out) else { return };
    let Some(call) = app.calls.get_mut(id) else { return };
    call.answered(now);
    match call.state {
        CallState::Ringing | CallState::Dialling | CallState::Unknown => {
            call.turn(CallState::Talking, now);
            desk::on_picked_up(app, id);
        }
        CallState::Ended => answered_before_the_end(call),
        CallState::Talking | CallState::Held => {}
    }
}

/// `Answered` came after `Ended`: they did talk, for a time that nobody measured.
fn answered_before_the_end(call: &mut OpenCall) {
    if let Some(end) = &mut call.end {
        end.answered_at.get_or_insert(end.ended_at);
        call.answered_at = end.answered_at;
    }
    call.answered_mono = call.answered_mono.min(call.ended_mono).or(call.ended_mono);
}

fn on_held(app: &mut App, key: &CallKey, out: &mut Vec<Effect>) {
    let now = app.now;
    let Some(id) = ensure(app, key, out) else { return };
    let Some(call) = app.calls.get_mut(id) else { return };
    if call.is_live() {
        call.answered(now);
        call.turn(CallState::Held, now);
    }
}

fn on_unheld(app: &mut App, key: &CallKey) {
    let now = app.now;
    let Some(call) = app.calls.by_key_mut(key) else { return };
    if matches!(call.state, CallState::Held | CallState::Unknown) {
        call.answered(now);
        call.turn(CallState::Talking, now);
    }
}

/// The call with this key, made up when the feed began to speak in the middle of it. `None` for an echo of one that is gone.
fn ensure(app: &mut App, key: &CallKey, out: &mut Vec<Effect>) -> Option<CallId> {
    if let Some(id) = known(app, key) {
        return Some(id);
    }
    if app.calls.gone.iter().any(|gone| gone.key == *key) {
        return None;
    }
    let beginning = Beginning {
        key: key.clone(),
        direction: Direction::In,
        kind: CallKind::Inbound,
        party: Party::Withheld,
        customer: None,
        state: CallState::Talking,
        answers: None,
        wanted_script: None,
    };
    let id = begin(app, beginning, out);
    if let Some(call) = app.calls.get_mut(id) {
        call.direction_known = false;
    }
    Some(id)
}

fn on_ended(app: &mut App, key: CallKey, reason: EndReason, out: &mut Vec<Effect>) {
    let mono = app.now.mono;
    let current = app.calls.current;
    let Some(call) = app.calls.by_key_mut(&key).filter(|call| call.end.is_none()) else {
        if !app.calls.gone.iter().any(|gone| gone.key == key) && known(app, &key).is_none() {
            app.calls.gone.push(Gone { key, at: mono, known: false, reason });
        }
        return;
    };
    let (id, here) = (call.id, Some(call.id) == current);
    let missed = call.answered_at.is_none();
    handset::end(app, id, reason, out);
    if missed {
        notices::say(app, Toast::Missed);
    } else if !here || app.place != Place::Desk {
        notices::say(app, Toast::CallEnded);
    }
}

/// The feed is blind: what it reported may no longer be true. Calls kept by hand are not its business.
fn on_lost(app: &mut App) {
    let now = app.now;
    for call in app.calls.open.iter_mut().filter(|call| call.is_live() && !call.is_by_hand()) {
        call.turn(CallState::Unknown, now);
    }
    notices::pin(app, Problem::new("phone-lost", Severity::Warning));
}

//! What the agent does to the line: hang up, hold, say that it is over. Asks the phone where there is one; keeps the book where there is none.

use crate::app::App;
use crate::app::action::Action;
use crate::app::calls::Gone;
use crate::app::effect::{Effect, PhoneCommand};
use crate::app::notices::{self, Toast};
use crate::domain::call::{CallId, CallState, EndReason};

/// Ctrl-D: ends a call kept by hand; asks the phone to end any other one, when the key was pressed twice.
pub(crate) fn hang_up(app: &mut App, out: &mut Vec<Effect>) {
    let by_hand = app.calls.current().is_none_or(|call| call.is_by_hand() || !call.is_live());
    if !by_hand && !notices::asked_twice(app, Action::HangUp, Toast::HangUpAgain) {
        return;
    }
    let Some(call) = app.calls.current_mut() else { return notices::not_here(app, "why-no-call") };
    if !call.is_live() {
        return notices::not_here(app, "why-already-over");
    }
    if call.is_by_hand() {
        let id = call.id;
        end(app, id, EndReason::ByHand, out);
    } else {
        call.hang_up_asked = true;
        out.push(Effect::Phone(PhoneCommand::HangUp(call.key.clone())));
    }
}

/// Says that a call is over although the phone system never did.
pub(crate) fn close(app: &mut App, out: &mut Vec<Effect>) {
    match app.calls.current().map(|call| (call.id, call.is_live(), call.is_by_hand())) {
        None => notices::not_here(app, "why-no-call"),
        Some((_, false, _)) => notices::not_here(app, "why-already-over"),
        Some((id, true, by_hand)) => {
            let reason = if by_hand { EndReason::ByHand } else { EndReason::NotSeen };
            end(app, id, reason, out);
        }
    }
}

/// Hold, or take back from hold.
pub(crate) fn toggle_hold(app: &mut App, out: &mut Vec<Effect>) {
    let now = app.now;
    let Some(call) = app.calls.current_mut() else { return notices::not_here(app, "why-no-call") };
    let (state, command) = match call.state {
        CallState::Talking => (CallState::Held, PhoneCommand::Hold(call.key.clone())),
        CallState::Held => (CallState::Talking, PhoneCommand::Unhold(call.key.clone())),
        _ => return notices::not_here(app, "why-not-talking"),
    };
    if call.is_by_hand() {
        call.turn(state, now);
    } else {
        // The state changes when the phone says so.
        out.push(Effect::Phone(command));
    }
}

/// Ends a call and has its end stored. A second end changes nothing.
pub(crate) fn end(app: &mut App, id: CallId, reason: EndReason, out: &mut Vec<Effect>) {
    let now = app.now;
    let Some(call) = app.calls.get_mut(id) else { return };
    let Some(end) = call.finish(reason, now) else { return };
    let key = call.key.clone();
    out.push(Effect::StoreCallEnd(Box::new(end)));
    app.calls.gone.push(Gone { key, at: now.mono, known: true, reason });
}

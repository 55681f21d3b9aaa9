//! F4: going through the script, by lines, digits and jumps, and Ctrl-U, another script. What the answers have told is kept. It must not
//! know what stands in a script.

use std::time::Duration;

use crate::app::calls::OpenCall;
use crate::app::effect::Effect;
use crate::app::event::Ticket;
use crate::app::moving::moved;
use crate::app::{App, Pane, Popup, cards, desk, notices, offers, profile, walks};
use crate::domain::call::CallId;
use crate::domain::customer::CustomerId;
use crate::domain::script::{Script, ScriptTitle};

/// Opens the list, when there is anything to choose.
pub(crate) fn open(app: &mut App) {
    match app.calls.current() {
        None => notices::not_here(app, "why-no-call"),
        Some(call) if call.other_scripts.is_empty() => notices::not_here(app, "why-no-scripts"),
        Some(_) => app.popup = Some(Popup::Scripts { selected: 0 }),
    }
}

/// Opens the script in that row from its beginning.
pub(crate) fn choose(app: &mut App, row: usize, out: &mut Vec<Effect>) {
    let Some(call) = app.calls.current_mut() else { return };
    let Some(wanted) = call.other_scripts.get(row).map(|script| script.id.clone()) else { return };
    call.wanted_script = Some(wanted);
    call.walk.begin_again();
    call.resume = None;
    // Another script begins at its first step, even when it is the same one.
    call.script = None;
    let id = call.id;
    app.popup = None;
    profile::ask_script(app, id, out);
}

/// The script has come. The same one again (in another language, or after an answer that tells something) keeps its place.
pub(crate) fn on_found(
    app: &mut App,
    ticket: Ticket,
    script: Option<Script>,
    others: Vec<ScriptTitle>,
    out: &mut Vec<Effect>,
) {
    if walks::on_script(app, ticket, script.as_ref()) {
        return;
    }
    let Some(call) = app.calls.open.iter_mut().find(|call| call.script_ticket == Some(ticket)) else {
        return;
    };
    let id = call.id;
    let old = call.script.take();
    call.step = match (&old, &script) {
        (Some(old), Some(new)) if old.id == new.id => call.walk.place_in(new, old, call.step),
        (_, Some(new)) => call.walk.begin(new),
        (_, None) => 0,
    };
    call.script = script;
    call.other_scripts = others;
    on_moved(app, id, out);
}

/// What was passed on the way: a card goes beside the script, and what was told fills the script again.
fn on_moved(app: &mut App, id: CallId, out: &mut Vec<Effect>) {
    let Some(call) = app.calls.get_mut(id) else { return };
    let (card, told) = (call.walk.take_card(), call.walk.wants_refill());
    if let Some(card) = card {
        cards::show(app, id, &card, out);
    }
    if told {
        offers::hear(app, id);
        profile::ask_script(app, id, out);
    }
}

/// What F5 recommends has changed: the scripts that may speak of it are filled again where they stand.
pub(crate) fn on_offer(app: &mut App, customer: CustomerId, out: &mut Vec<Effect>) {
    let speaks = |call: &&OpenCall| call.script.is_some() && call.who.customer_id() == Some(customer);
    let calls: Vec<CallId> = app.calls.open.iter().filter(speaks).map(|call| call.id).collect();
    for id in calls {
        profile::ask_script(app, id, out);
    }
}

/// The next line to say. Only where the keyboard is at the script or the note; elsewhere Enter does nothing.
pub(crate) fn say_next(app: &mut App, out: &mut Vec<Effect>) {
    if matches!(app.focus, Pane::Script | Pane::Note) {
        step(app, 1, out);
    }
}

/// A line on or back, or to the first or the last one. An open card is walked through instead.
pub(crate) fn step(app: &mut App, by: i32, out: &mut Vec<Effect>) {
    if cards::step(app, by) {
        return;
    }
    let Some(call) = app.calls.current_mut() else { return };
    let id = call.id;
    if call.resume().is_some() {
        // Going on means going on there; there is nothing before it.
        if by == 1 {
            walks::take(app, id, out);
        }
        return;
    }
    walk(call, by);
    on_moved(app, id, out);
}

fn walk(call: &mut OpenCall, by: i32) {
    let Some(script) = &call.script else { return };
    let last = script.steps.len().saturating_sub(1);
    call.step = match by {
        1 => {
            let to = call.walk.forward(script, call.step);
            // The last line stays; going on from it says that it was said.
            if call.step == last && to > last { last } else { to }
        }
        -1 => call.walk.backward(script, call.step),
        _ => {
            call.walk.jump(script, call.step);
            moved(call.step, by, script.steps.len())
        }
    };
}

/// A digit at the script: the answer where one was asked for, else that step; 0 is one step back. When F4 was pressed in the note, the
/// keyboard goes back there.
pub(crate) fn on_digit(app: &mut App, digit: u8, out: &mut Vec<Effect>) {
    let (back, mono) = (app.back_to_note, app.now.mono);
    if digit == 0 {
        step(app, -1, out);
    } else if let Some(call) = app.calls.current_mut() {
        let id = call.id;
        if call.resume().is_some() {
            match digit {
                1 => walks::take(app, id, out),
                2 => call.resume = None,
                _ => return notices::not_here(app, "why-go-on-or-begin"),
            }
        } else if !answer_or_jump(call, digit, mono) {
            return notices::not_here(app, "why-no-such-step");
        }
        on_moved(app, id, out);
    }
    if back {
        desk::focus(app, Pane::Note);
    }
}

/// Whether there is such an answer, or such a step.
fn answer_or_jump(call: &mut OpenCall, digit: u8, mono: Duration) -> bool {
    let Some(script) = &call.script else { return true };
    let asked = call.current_step().is_some_and(|step| !step.answers.is_empty());
    if asked {
        let at = call.walk.answer(script, call.step, digit);
        if at.is_some() && call.evidence.add(script, call.step, digit) {
            call.note.goes_with_more(mono);
        }
        call.step = at.unwrap_or(call.step);
        return at.is_some();
    }
    let at = usize::from(digit).saturating_sub(1);
    if at >= script.steps.len() {
        return false;
    }
    call.walk.jump(script, call.step);
    call.step = at;
    true
}

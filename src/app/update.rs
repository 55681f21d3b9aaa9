//! The only way in which anything on the screen changes. It only routes: what happens is in one small file per capability.

use crate::app::effect::Effect;
use crate::app::event::{Event, Mouse, MouseKind, Target, Texts};
use crate::app::notices::Toast;
use crate::app::{
    App, Pane, cards, desk, drafts, follow_ups, insight, keymap, messages, moving, notices, offers, profile,
    records, routing, scripts, search, signals, soft, training, typing, walks, wrap_up,
};
use crate::domain::time::Now;

/// Takes one event and says what the outside must do.
#[must_use]
pub fn update(app: &mut App, event: Event, now: Now) -> Vec<Effect> {
    app.now = training::clock(app, now);
    training::record(app, &event);
    let mut out = Vec::new();
    // Whoever presses a command key has stopped typing for a moment.
    let at_rest = match &event {
        Event::Key(key) => keymap::resolve(app.layer(), *key).is_some(),
        Event::Typed(_) | Event::Pasted(_) => false,
        _ => true,
    };
    route(app, event, &mut out);
    insight::listen(app);
    training::watch(app, &mut out);
    desk::fill_if_empty(app);
    drafts::hand_out(app, at_rest, &mut out);
    let leaving = out.iter().any(|effect| matches!(effect, Effect::Quit));
    walks::hand_out(app, leaving, &mut out);
    records::hand_out(app, &mut out);
    publish(app, &mut out);
    // Whatever was written must be on its way before the program leaves.
    out.sort_by_key(|effect| matches!(effect, Effect::Quit));
    out
}

/// The program leaves without being asked: what is still to be written down.
#[must_use]
pub fn leave(app: &mut App) -> Vec<Effect> {
    let mut out = Vec::new();
    walks::hand_out(app, true, &mut out);
    out
}

fn route(app: &mut App, event: Event, out: &mut Vec<Effect>) {
    match event {
        Event::Key(key) => typing::on_key(app, key, out),
        Event::Typed(text) => typing::on_text(app, &text, out),
        Event::Pasted(text) => typing::on_paste(app, &text, out),
        Event::Mouse(mouse) => on_mouse(app, mouse),
        Event::Clicked(target) => on_click(app, target, out),
        Event::Tick => {
            notices::on_tick(app);
            soft::on_tick(app);
            training::on_tick(app);
        }
        Event::Call(signal) => signals::on_signal(app, signal, out),
        Event::Found { ticket, profile } => profile::on_found(app, ticket, profile, out),
        Event::ScriptFound { ticket, script, others } => scripts::on_found(app, ticket, script, others, out),
        Event::StoppedFound { call, stopped } => {
            walks::on_stopped(app, call, stopped.map(|stopped| *stopped), out)
        }
        Event::MessagesFilled { ticket, messages } => messages::on_filled(app, ticket, messages),
        Event::TextsRead(texts) => texts_read(app, *texts, out),
        Event::ScriptsChanged => profile::ask_scripts_again(app, out),
        Event::CardsRead(read) => {
            app.all_cards = read;
            cards::refresh(app);
        }
        Event::Advised { ticket, advice } => offers::on_advised(app, ticket, advice, out),
        Event::SearchFound { ticket, result } => search::on_found(app, ticket, result, out),
        Event::FollowUps(rows) => follow_ups::on_loaded(app, rows),
        Event::Restored(calls) => desk::on_restored(app, calls, out),
        Event::DraftSaved { call, at } => drafts::on_saved(app, call, at),
        Event::WrapUpSaved { call, at } => wrap_up::save::on_saved(app, call, at),
        Event::Reopened { call } => wrap_up::save::on_reopened(app, *call, out),
        Event::SaveFailed { call, problem } => wrap_up::save::on_failed(app, call, problem),
        Event::Recorded { id } => records::on_recorded(app, id),
        Event::RecordFailed { id, problem } => records::on_failed(app, id, problem),
        Event::Training(heard) => training::on_event(app, heard, out),
        Event::Unsent(count) => app.unsent = count,
        Event::Tallies(tallies) => app.tallies = *tallies,
        Event::Problem(problem) => notices::say(app, Toast::Problem(problem)),
        Event::Resized { columns, rows } => app.size = (columns, rows),
    }
}

/// What people wrote has changed: the same screen with the new words, at the same step.
fn texts_read(app: &mut App, texts: Texts, out: &mut Vec<Effect>) {
    let learnt = app.rules.learnt.clone();
    let mut rules = texts.rules.with_learnt(learnt);
    rules.own.clone_from(&app.rules.own);
    app.rules = std::sync::Arc::new(rules);
    app.snippets = texts.snippets;
    app.all_cards = texts.cards;
    cards::refresh(app);
    profile::ask_scripts_again(app, out);
    messages::ask(app, out);
    let toast = texts.kept.map_or(Toast::TextsRead, Toast::Problem);
    notices::say(app, toast);
}

fn on_mouse(app: &mut App, mouse: Mouse) {
    match mouse.kind {
        MouseKind::WheelUp => moving::by(app, -1),
        MouseKind::WheelDown => moving::by(app, 1),
        MouseKind::Click => {}
    }
}

fn on_click(app: &mut App, target: Target, out: &mut Vec<Effect>) {
    crate::app::person::keep(app, out);
    match target {
        Target::Pane(pane) if app.focus == pane && app.place == crate::app::Place::Desk => {}
        Target::Pane(pane) => routing::act(app, crate::app::action::Action::Focus(pane), out),
        Target::Note { line, column } => {
            if app.calls.current().is_some() {
                desk::focus(app, Pane::Note);
                if let Some(call) = app.calls.current_mut() {
                    call.note.jump(line, column);
                }
            }
        }
        Target::Row(row) => {
            // The first click chooses, the second one takes.
            if moving::to_row(app, row) {
                routing::act(app, crate::app::action::Action::Accept, out);
            }
        }
        Target::Call(id) => desk::take(app, id, out),
        Target::Field(field) => {
            if let Some(call) = app.calls.current_mut() {
                call.wrap_up.field = field;
            }
        }
        Target::Disposition(digit) => wrap_up::choose_by_digit(app, digit),
        Target::Action(action) => routing::act(app, action, out),
    }
}

/// Tells the control socket when, and only when, the list of calls has changed.
fn publish(app: &mut App, out: &mut Vec<Effect>) {
    let list = app.calls.summaries();
    if list != app.published {
        app.published.clone_from(&list);
        out.push(Effect::PublishCalls(list));
    }
}

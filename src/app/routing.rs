//! From an action to the small place that carries it out. Knows no rules of its own but where a popup is in the way.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::layer::Layer;
use crate::app::notices::{self, Toast};
use crate::app::{
    App, Lang, Pane, Place, Popup, calls, cards, desk, drafts, evidence, follow_ups, handset, heard,
    messages, methods, moving, offers, palette, person, profile, reveal, scripts, search, snippets, training,
    typing, why, wrap_up,
};
use crate::domain::used::Topic;

/// Carries out one action.
pub(crate) fn act(app: &mut App, action: Action, out: &mut Vec<Effect>) {
    if app.popup.is_some() {
        return act_in_popup(app, action, out);
    }
    training::saw(app, action);
    match action {
        Action::AnswerCall => desk::answer(app, out),
        Action::NextCall => desk::next(app),
        Action::ParkCall => desk::park(app),
        Action::HangUp => handset::hang_up(app, out),
        Action::CloseCall => handset::close(app, out),
        Action::ToggleHold => handset::toggle_hold(app, out),
        Action::WrapUp if training::save_review(app, out) => {}
        Action::WrapUp => wrap_up::save::on_key(app, out),
        Action::Undo => undo(app, out),
        Action::Redo => redo(app),
        Action::Focus(pane) => desk::on_focus_key(app, pane),
        Action::OpenFollowUps => follow_ups::open(app, out),
        Action::OpenSearch => search::open(app),
        Action::OpenHelp if why::has_rules(app) => why::open(app),
        Action::OpenHelp => app.popup = Some(Popup::Help { selected: 0 }),
        Action::OpenWhy => why::open(app),
        Action::OpenPerson => person::open(app),
        Action::OpenMethods => methods::open(app),
        Action::OpenPalette => palette::open(app),
        Action::OpenSnippets => snippets::open(app),
        Action::OpenCards => cards::open(app),
        Action::OpenScripts => scripts::open(app),
        Action::OpenMessages => messages::open(app, out),
        Action::OpenLeader => app.popup = Some(Popup::Leader),
        Action::Next => moving::next(app, true),
        Action::Previous => moving::next(app, false),
        Action::Up
        | Action::Down
        | Action::Left
        | Action::Right
        | Action::PageUp
        | Action::PageDown
        | Action::Home
        | Action::End => moving::step(app, action, out),
        Action::Accept => accept(app, out),
        Action::Back => desk::back(app, out),
        Action::Digit(digit) => on_digit(app, digit, out),
        Action::More | Action::Less => more_or_less(app, action == Action::More, out),
        Action::CustomerAsked => heard::toggle(app, Topic::Asked, out),
        Action::BillComplaint => heard::toggle(app, Topic::Bill, out),
        Action::SayFreely
        | Action::Hint
        | Action::StepBack
        | Action::Replay
        | Action::OpenRecord
        | Action::PlayOrPause
        | Action::Faster
        | Action::Slower => training::act(app, action, out),
        Action::LookAt => look_at(app, out),
        Action::CallOut => search::choose(app, search::Choice::CallOut, out),
        Action::NoFollowUp => wrap_up::no_follow_up(app),
        Action::Postpone => follow_ups::postpone(app, out),
        Action::DeleteWord => typing::delete_word(app, out),
        Action::SaveNow => drafts::save_now(app, out),
        Action::Reveal => reveal::reveal(app, out),
        Action::CopyLine => reveal::copy_line(app, out),
        Action::Zoom => zoom(app),
        Action::SwitchLanguage => {
            app.lang = match app.lang {
                Lang::Zh => Lang::En,
                Lang::En => Lang::Zh,
            };
            cards::refresh(app);
            profile::ask_scripts_again(app, out);
        }
        Action::Redraw => out.push(Effect::Redraw),
        Action::Quit => quit(app, out),
    }
}

/// A popup keeps the keys that move and choose in it; every other action closes it first.
fn act_in_popup(app: &mut App, action: Action, out: &mut Vec<Effect>) {
    if person::act(app, action, out) || (action == Action::Undo && why::take_back(app, out)) {
        return;
    }
    match (&app.popup, action) {
        (_, Action::Back) | (Some(Popup::Help { .. }), Action::OpenHelp) => app.popup = None,
        (Some(Popup::Palette { .. }), Action::OpenPalette)
        | (Some(Popup::Cards { .. }), Action::OpenCards) => app.popup = None,
        // F1 once more: from the rules to the keys.
        (Some(Popup::Why { .. }), Action::OpenHelp) => app.popup = Some(Popup::Help { selected: 0 }),
        (Some(Popup::Why { .. }), Action::Digit(digit)) => why::on_digit(app, digit, out),
        (Some(Popup::Methods { .. }), Action::Digit(digit)) => methods::on_digit(app, digit, out),
        (Some(Popup::Leader), _) => run_from_popup(app, action, out),
        (_, Action::Accept) => accept(app, out),
        (_, Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::Home | Action::End) => {
            moving::step(app, action, out);
        }
        (Some(Popup::Scripts { .. }), Action::OpenScripts) => app.popup = None,
        (Some(Popup::Scripts { .. }), Action::Digit(digit)) => {
            scripts::choose(app, usize::from(digit).saturating_sub(1), out);
        }
        (Some(Popup::Messages { .. }), Action::Digit(digit)) => {
            messages::choose(app, usize::from(digit).saturating_sub(1), out);
        }
        (Some(Popup::Snippets { .. }), Action::Digit(digit)) => snippets::choose(app, digit),
        (Some(Popup::Palette { .. } | Popup::Cards { .. } | Popup::Person(_)), Action::DeleteWord) => {
            typing::delete_word(app, out)
        }
        _ => run_from_popup(app, action, out),
    }
}

/// Closes the popup and carries the action out in the place beneath, where the keyboard was all the time.
pub(crate) fn run_from_popup(app: &mut App, action: Action, out: &mut Vec<Effect>) {
    app.popup = None;
    act(app, action, out);
}

fn accept(app: &mut App, out: &mut Vec<Effect>) {
    match &app.popup {
        Some(Popup::Help { selected }) => {
            let action = app.help_rows().get(*selected).map(|row| row.action);
            // A row of many digits is not one action.
            if let Some(action) = action.filter(|action| !matches!(action, Action::Digit(_))) {
                run_from_popup(app, action, out);
            }
        }
        Some(Popup::Palette { selected, .. }) => {
            if let Some(action) = app.palette_rows().get(*selected).map(|name| name.action) {
                run_from_popup(app, action, out);
            }
        }
        Some(Popup::Snippets { selected }) => {
            let digit = u8::try_from(*selected + 1).unwrap_or(u8::MAX);
            snippets::choose(app, digit);
        }
        Some(Popup::Cards { .. }) => cards::choose(app, out),
        Some(Popup::Scripts { selected }) => scripts::choose(app, *selected, out),
        Some(Popup::Messages { selected, .. }) => messages::choose(app, *selected, out),
        Some(Popup::Leader | Popup::Why { .. } | Popup::Person(_) | Popup::Methods { .. }) => {}
        None => match app.place {
            Place::Search => search::choose(app, search::Choice::Take, out),
            Place::FollowUps => follow_ups::call(app, out),
            Place::WrapUp => moving::next(app, true),
            Place::Desk if app.focus == Pane::Customer => person::open(app),
            Place::Training => training::accept(app, out),
            Place::Desk if app.base_layer() == Layer::Say => training::say(app),
            Place::Desk if app.base_layer() == Layer::Finding => evidence::keep(app, out),
            Place::Desk => {
                if !evidence::open(app) {
                    scripts::say_next(app, out);
                }
            }
        },
    }
}

fn look_at(app: &mut App, out: &mut Vec<Effect>) {
    match app.place {
        Place::FollowUps => follow_ups::look_at(app, out),
        _ => search::choose(app, search::Choice::Look, out),
    }
}

fn on_digit(app: &mut App, digit: u8, out: &mut Vec<Effect>) {
    match app.place {
        Place::WrapUp => wrap_up::on_digit(app, digit),
        Place::Training => training::on_digit(app, digit, out),
        Place::Desk if app.focus == Pane::Script && app.talk().is_some() => training::choose(app, digit),
        Place::Desk if app.focus == Pane::Script => scripts::on_digit(app, digit, out),
        Place::Desk if app.focus == Pane::Offers => offers::on_digit(app, digit, out),
        _ => {}
    }
}

fn more_or_less(app: &mut App, more: bool, out: &mut Vec<Effect>) {
    if app.place == Place::Desk && app.focus == Pane::Offers {
        offers::change(app, more, out);
    } else if more && app.place == Place::Desk && app.focus == Pane::Script {
        cards::open_questions(app);
    } else if app.place == Place::Desk && app.focus == Pane::Script {
        evidence::write(app);
    } else {
        notices::not_here(app, "why-nothing-to-try");
    }
}

/// The last edit of the note, else the last wrap-up.
fn undo(app: &mut App, out: &mut Vec<Effect>) {
    if why::take_back(app, out) {
        return;
    }
    let mono = app.now.mono;
    let editing = matches!(app.place, Place::Desk | Place::WrapUp);
    if editing && app.calls.current_mut().is_some_and(|call| call.note.undo(mono)) {
        return;
    }
    wrap_up::save::take_back(app, out);
}

fn redo(app: &mut App) {
    let mono = app.now.mono;
    if !app.calls.current_mut().is_some_and(|call| call.note.redo(mono)) {
        notices::not_here(app, "why-nothing-to-redo");
    }
}

fn zoom(app: &mut App) {
    if app.place == Place::Desk && (app.calls.current().is_some() || app.looking_at.is_some()) {
        app.zoomed = !app.zoomed;
    } else {
        notices::not_here(app, "why-nothing-to-zoom");
    }
}

/// Leaves at once when no call is open, else asks for the key once more: it lies next to the keys of the note.
fn quit(app: &mut App, out: &mut Vec<Effect>) {
    let busy = app.calls.open.iter().any(calls::OpenCall::is_live);
    if !busy || notices::asked_twice(app, Action::Quit, Toast::QuitAgain) {
        training::leave(app, out);
        out.push(Effect::Quit);
    }
}

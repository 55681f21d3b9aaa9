//! Keys and text: a command where one is bound, else text for the field that has the keyboard. Text is never lost: what arrives where
//! no field is goes to the note of the call on the screen, or begins a search between calls.

use crate::app::effect::Effect;
use crate::app::key::{Key, KeyCode};
use crate::app::layer::Layer;
use crate::app::line::LineEdit;
use crate::app::note::Inserted;
use crate::app::notices::{self, Toast};
use crate::app::person::View;
use crate::app::wrap_up::WrapUpField;
use crate::app::{
    App, Pane, Place, Popup, cards, desk, evidence, keymap, routing, search, snippets, training,
};
use crate::domain::note::NOTE_LIMIT;

/// A paste this short is an input method's commit (some terminals wrap commits in paste brackets), so no message about it.
const SHORT_PASTE: usize = 20;

/// One key.
pub(crate) fn on_key(app: &mut App, key: Key, out: &mut Vec<Effect>) {
    let layer = app.layer();
    if let Some(action) = keymap::resolve(layer, key) {
        return routing::act(app, action, out);
    }
    if layer == Layer::Leader {
        // A key that means nothing after Ctrl-G ends the prefix, and is itself nothing.
        app.popup = None;
        return;
    }
    match key.code {
        KeyCode::Char('c') if key.ctrl => notices::not_here(app, "why-ctrl-c"),
        KeyCode::Char(c) if !key.ctrl && !key.alt => on_char(app, layer, c, out),
        _ => on_edit_key(app, layer, key, out),
    }
}

fn on_char(app: &mut App, layer: Layer, c: char, out: &mut Vec<Effect>) {
    // Space is pressed to choose a candidate; outside a field it is not meant for us.
    if layer.is_text() || !c.is_whitespace() {
        on_text(app, c.encode_utf8(&mut [0; 4]), out);
    }
}

/// One burst of text. Never a command, except for digits that were typed where digits choose.
pub(crate) fn on_text(app: &mut App, text: &str, out: &mut Vec<Effect>) {
    insert(app, text, false, out);
}

/// One paste.
pub(crate) fn on_paste(app: &mut App, text: &str, out: &mut Vec<Effect>) {
    let pasted = text.chars().nth(SHORT_PASTE).is_some();
    insert(app, text, pasted, out);
}

fn insert(app: &mut App, text: &str, pasted: bool, out: &mut Vec<Effect>) {
    match app.layer() {
        Layer::Palette => {
            if let Some(Popup::Palette { input, selected }) = &mut app.popup {
                input.insert(text);
                *selected = 0;
            }
        }
        Layer::Cards => {
            if let Some(Popup::Cards { input, .. }) = &mut app.popup {
                input.insert(text);
                cards::look(app);
            }
        }
        Layer::PersonText => {
            if let Some(Popup::Person(View { typing: Some(line), .. })) = &mut app.popup {
                line.insert(text);
            }
        }
        Layer::Finding => evidence::edit(app, |line| line.insert(text)),
        Layer::Search => {
            app.search.input.insert(text);
            search::ask(app, out);
        }
        Layer::WrapUpText => edit_reason(app, |reason| {
            reason.insert(text);
            true
        }),
        Layer::Note => write(app, text, pasted),
        Layer::Talk | Layer::Say | Layer::Review => training::type_in(app, |line| {
            line.insert(text);
            true
        }),
        Layer::Lessons | Layer::Result | Layer::Replay => {}
        _ => catch(app, text, pasted, out),
    }
}

/// Text without a field: into the note of the call on the screen; without a call, into the search.
fn catch(app: &mut App, text: &str, pasted: bool, out: &mut Vec<Effect>) {
    if text.trim().is_empty() {
        return;
    }
    app.popup = None;
    if app.layer() == Layer::Note || app.calls.current().is_some() && app.place != Place::FollowUps {
        if app.place == Place::WrapUp {
            if let Some(call) = app.calls.current_mut() {
                call.wrap_up.field = WrapUpField::Note;
            }
        } else {
            desk::focus(app, Pane::Note);
        }
        write(app, text, pasted);
    } else {
        search::open(app);
        app.search.input.insert(text);
        search::ask(app, out);
    }
}

/// Writes into the current call's note.
fn write(app: &mut App, text: &str, pasted: bool) {
    let mono = app.now.mono;
    let snippets = app.snippets.clone();
    let Some(call) = app.calls.current_mut() else { return };
    let inserted = call.note.insert(text, mono);
    if !pasted {
        snippets::expand(&mut call.note, &snippets, mono);
    }
    if inserted == Inserted::Cut {
        notices::say(app, Toast::PasteCut { limit: NOTE_LIMIT });
    }
}

fn on_edit_key(app: &mut App, layer: Layer, key: Key, out: &mut Vec<Effect>) {
    match layer {
        Layer::Note => edit_note(app, key),
        Layer::Search if edit_line(&mut app.search.input, key) => search::ask(app, out),
        Layer::WrapUpText => edit_reason(app, |reason| edit_line(reason, key)),
        Layer::PersonText => {
            if let Some(Popup::Person(View { typing: Some(line), .. })) = &mut app.popup {
                edit_line(line, key);
            }
        }
        Layer::Finding => evidence::edit(app, |line| {
            edit_line(line, key);
        }),
        Layer::Say | Layer::Review => training::type_in(app, |line| edit_line(line, key)),
        Layer::Palette => {
            if let Some(Popup::Palette { input, selected }) = &mut app.popup
                && edit_line(input, key)
            {
                *selected = 0;
            }
        }
        Layer::Cards => {
            if let Some(Popup::Cards { input, .. }) = &mut app.popup
                && edit_line(input, key)
            {
                cards::look(app);
            }
        }
        _ => {}
    }
}

fn edit_note(app: &mut App, key: Key) {
    let mono = app.now.mono;
    let Some(call) = app.calls.current_mut() else { return };
    match key.code {
        KeyCode::Enter => {
            if call.note.insert("\n", mono) == Inserted::Cut {
                notices::say(app, Toast::PasteCut { limit: NOTE_LIMIT });
            }
        }
        KeyCode::Backspace if key.ctrl => call.note.delete_word(mono),
        KeyCode::Backspace => call.note.backspace(mono),
        KeyCode::Delete => call.note.delete(mono),
        code => {
            call.note.travel(code, key.ctrl);
        }
    }
}

/// Returns whether the text changed.
fn edit_line(line: &mut LineEdit, key: Key) -> bool {
    match key.code {
        KeyCode::Backspace if key.ctrl => return line.delete_word(),
        KeyCode::Backspace => return line.backspace(),
        KeyCode::Delete => return line.delete(),
        KeyCode::Left => line.left(),
        KeyCode::Right => line.right(),
        KeyCode::Home => line.home(),
        KeyCode::End => line.end(),
        _ => {}
    }
    false
}

fn edit_reason(app: &mut App, edit: impl FnOnce(&mut LineEdit) -> bool) {
    if let Some(call) = app.calls.current_mut()
        && edit(&mut call.wrap_up.reason)
    {
        call.wrap_up.reason_chosen = true;
    }
}

/// Ctrl-W in whatever field has the keyboard.
pub(crate) fn delete_word(app: &mut App, out: &mut Vec<Effect>) {
    let word = Key { ctrl: true, ..Key::plain(KeyCode::Backspace) };
    let layer = app.layer();
    on_edit_key(app, layer, word, out);
}

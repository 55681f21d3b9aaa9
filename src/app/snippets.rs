//! 常用语: texts behind `/1` to `/9` in a note, and the list behind Ctrl-E.

use std::time::Duration;

use crate::app::note::NoteEditor;
use crate::app::notices;
use crate::app::wrap_up::WrapUpField;
use crate::app::{App, Pane, Place, Popup, desk, keymap};

/// Opens the list, when there is a note to put a snippet into.
pub(crate) fn open(app: &mut App) {
    if app.calls.current().is_none() {
        notices::not_here(app, "why-no-call");
    } else if app.snippets.is_empty() {
        notices::not_here(app, "why-no-snippets");
    } else {
        app.popup = Some(Popup::Snippets { selected: 0 });
    }
}

/// Puts the snippet behind a digit into the note, and the keyboard with it.
pub(crate) fn choose(app: &mut App, digit: u8) {
    let mono = app.now.mono;
    let Some(text) = behind(&app.snippets, digit).map(str::to_owned) else { return };
    app.popup = None;
    if app.place == Place::WrapUp {
        if let Some(call) = app.calls.current_mut() {
            call.wrap_up.field = WrapUpField::Note;
        }
    } else {
        desk::focus(app, Pane::Note);
    }
    if let Some(call) = app.calls.current_mut() {
        call.note.replace_before(0, &text, mono);
    }
}

/// Replaces `/3` (or `、3`, as a Chinese input method writes it) before the cursor, at the start of a line or after a blank.
/// One undo brings the two characters back.
pub(crate) fn expand(note: &mut NoteEditor, snippets: &[String], mono: Duration) {
    let before = note.before_cursor();
    let mut tail = before.chars().rev();
    let (Some(digit), Some('/' | '／' | '、')) = (tail.next(), tail.next()) else { return };
    if tail.next().is_some_and(|c| !c.is_whitespace()) {
        return;
    }
    let digit = keymap::half_width(digit).to_digit(10).and_then(|digit| u8::try_from(digit).ok());
    if let Some(text) = digit.and_then(|digit| behind(snippets, digit)) {
        note.replace_before(2, text, mono);
    }
}

fn behind(snippets: &[String], digit: u8) -> Option<&str> {
    let at = usize::from(digit).checked_sub(1)?;
    snippets.get(at).map(String::as_str).filter(|text| !text.is_empty())
}

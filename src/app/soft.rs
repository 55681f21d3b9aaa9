//! A word to the agent about a note being typed: a phrase that is never said to a customer, or an absolute promise. A hint, never a block; it
//! is looked for once a second and only after an edit, so that typing never waits for it.

use crate::app::{App, Lang};
use crate::domain::phrase::{self, Phrase};

/// The phrases of both languages.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    /// 简体中文
    pub zh: Vec<Phrase>,
    /// English
    pub en: Vec<Phrase>,
}

/// What the hint says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The phrase in the note.
    pub phrase: String,
    /// What serves better.
    pub instead: String,
}

/// A second has passed: the note on the screen is looked through when it has changed.
pub(crate) fn on_tick(app: &mut App) {
    let lang = app.lang;
    let Some(id) = app.calls.current else { return };
    let Some(call) = app.calls.open.iter_mut().find(|call| call.id == id) else { return };
    let seen = (call.note.edits(), lang);
    if call.hinted == Some(seen) {
        return;
    }
    call.hinted = Some(seen);
    let phrases = match lang {
        Lang::Zh => &app.phrases.zh,
        Lang::En => &app.phrases.en,
    };
    // The last one: what was written first has been seen already.
    let found = call.note.area.lines().iter().rev().find_map(|line| phrase::find(line, phrases).pop());
    let hint =
        |(_, found): (usize, &Phrase)| Hint { phrase: found.avoid.clone(), instead: found.instead.clone() };
    call.hint = found.map(hint);
}

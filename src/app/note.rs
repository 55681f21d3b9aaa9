//! The note while it is typed: the one place where the app holds a widget crate's state (see `app/mod.rs`).

use std::time::Duration;

use ratatui_textarea::{TextArea, WrapMode};

use crate::domain::time::Moment;

/// A multi-line text field with undo. What is typed in one burst is one undo step.
#[derive(Debug)]
pub struct NoteEditor {
    /// The widget's state; `ui/` draws it and asks it where the cursor is.
    pub area: TextArea<'static>,
    /// When text was last changed, on the monotonic clock, while that change is not on disk yet.
    pub dirty_since: Option<Duration>,
    /// When the draft was last written to disk.
    pub saved_at: Option<Moment>,
}

impl Default for NoteEditor {
    fn default() -> Self {
        Self { area: area(Vec::new()), dirty_since: None, saved_at: None }
    }
}

impl NoteEditor {
    /// The whole text, lines joined with `\n`.
    #[must_use]
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// How many characters, line breaks not counted.
    #[must_use]
    pub fn count(&self) -> usize {
        self.area.lines().iter().map(|line| line.chars().count()).sum()
    }

    /// Whether nothing but white space was written.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.area.lines().iter().all(|line| line.trim().is_empty())
    }
}

/// The widget as we want it: wrapped, and without a painted cursor, because the terminal's own cursor stands there.
fn area(lines: Vec<String>) -> TextArea<'static> {
    let mut area = TextArea::new(lines);
    area.set_wrap_mode(WrapMode::WordOrGlyph);
    area.set_cursor_line_style(Default::default());
    area.set_cursor_style(Default::default());
    area.set_max_histories(4_000);
    area
}

/// Text as a keyboard or a paste delivers it, without what a terminal would obey or could not show.
#[must_use]
pub fn typed(text: &str) -> String {
    text.to_owned()
}

/// How many characters before the cursor make up the word that Ctrl-W erases.
#[must_use]
pub fn word_before(before: &str) -> usize {
    usize::from(!before.is_empty())
}

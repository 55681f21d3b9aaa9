//! The note while it is typed: the one place where the app holds a widget crate's state (see `app/mod.rs`).

use std::time::Duration;

use ratatui_textarea::TextArea;

use crate::domain::time::Moment;

/// A multi-line text field with undo. What is typed in one burst is one undo step.
#[derive(Debug, Default)]
pub struct NoteEditor {
    /// The widget's state; `ui/` draws it and asks it where the cursor is.
    pub area: TextArea<'static>,
    /// When text was last changed, on the monotonic clock, while that change is not on disk yet.
    pub dirty_since: Option<Duration>,
    /// When the draft was last written to disk.
    pub saved_at: Option<Moment>,
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
}

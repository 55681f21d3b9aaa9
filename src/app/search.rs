//! Ctrl-F: finding people while typing.

use crate::app::event::Ticket;
use crate::domain::search::SearchResult;

/// The search's text and what it found.
#[derive(Debug, Default)]
pub struct Search {
    /// What was typed.
    pub text: String,
    /// Cursor, in characters from the start.
    pub cursor: usize,
    /// The newest question; older answers are dropped.
    pub ticket: Option<Ticket>,
    /// The newest answer.
    pub result: SearchResult,
    /// The chosen row.
    pub selected: usize,
}

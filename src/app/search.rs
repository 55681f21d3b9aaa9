//! Ctrl-F: finding people while typing.

use crate::app::App;
use crate::app::event::Ticket;
use crate::app::line::LineEdit;
use crate::domain::search::SearchResult;

/// The search's text and what it found.
#[derive(Debug, Default)]
pub struct Search {
    /// What was typed, and the cursor.
    pub input: LineEdit,
    /// The newest question; older answers are dropped.
    pub ticket: Option<Ticket>,
    /// The newest answer.
    pub result: SearchResult,
    /// The chosen row.
    pub selected: usize,
    /// Enter (or F2, F3) came before the answer: done when the answer is exactly one customer.
    pub waiting: Option<Choice>,
}

/// What is done with the chosen row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Enter: see [`SearchEnter`].
    Take,
    /// F2: only look.
    Look,
    /// F3: call.
    CallOut,
}

/// What Enter does in the search now; the hint says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchEnter {
    /// Start a call by hand with the chosen customer.
    StartCall,
    /// Start a call by hand with the typed number, which no customer has.
    StartNumber,
    /// The call on the screen gets the chosen customer.
    LinkToCall,
    /// Nothing is chosen.
    Nothing,
}

impl App {
    /// What Enter does in the search now.
    #[must_use]
    pub fn search_enter(&self) -> SearchEnter {
        SearchEnter::Nothing
    }
}

//! F9: how the call ended, when to call again, and the note once more.

use crate::app::line::LineEdit;
use crate::domain::disposition::Disposition;
use crate::domain::time::Moment;

/// The wrap-up form of one call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrapUpForm {
    /// Chosen, or proposed from what happened.
    pub disposition: Option<Disposition>,
    /// Whether the agent chose it (a proposal follows the events, a choice stays).
    pub chosen: bool,
    /// When to call again; `None` for no follow-up.
    pub due_at: Option<Moment>,
    /// What the follow-up is about; proposed from the note's first line.
    pub reason: LineEdit,
    /// Whether the agent changed the time (a proposal follows the disposition, a choice stays).
    pub due_chosen: bool,
    /// Whether the agent changed the reason.
    pub reason_chosen: bool,
    /// Whether F9 has opened the form at least once.
    pub opened: bool,
    /// Which field has the keyboard.
    pub field: WrapUpField,
    /// Said when F9 was pressed and something is missing.
    pub missing: bool,
}

/// The fields of the form, in the order of Tab. The note keeps the keyboard when the form opens (EXPERIENCE, rule 4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WrapUpField {
    /// The note.
    #[default]
    Note,
    /// The disposition: digits choose.
    Disposition,
    /// When to call again: arrows move it.
    DueAt,
    /// What it is about.
    Reason,
}

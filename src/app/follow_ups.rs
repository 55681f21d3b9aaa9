//! F8: the calls to make.

use crate::domain::follow_up::DueFollowUp;

/// The list and the chosen row.
#[derive(Debug, Default)]
pub struct FollowUps {
    /// In the order of `domain::follow_up::sort`. Re-sorted between calls only, never under the agent's hand.
    pub rows: Vec<DueFollowUp>,
    /// The chosen row.
    pub selected: usize,
}

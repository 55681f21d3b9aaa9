//! 如果…: the customer's own months with a little more or less. It changes the question, never the records.

use serde::Serialize;

use crate::domain::recommend::History;

/// What the agent tries out, per month. All zero is the customer's own months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WhatIf {
    /// More or fewer outgoing minutes.
    pub minutes: i32,
    /// More or less data in MB.
    pub data_mb: i32,
    /// Days abroad.
    pub roaming_days: u32,
    /// Further lines.
    pub lines: u32,
}

impl WhatIf {
    /// Whether nothing is changed.
    #[must_use]
    pub fn is_own(self) -> bool {
        self == Self::default()
    }

    /// The months as they would have been. What is unknown stays unknown; nothing falls below zero. The real bills are of other
    /// months then, so they are left out: a what-if compares packages with each other only.
    #[must_use]
    pub fn apply(self, history: &History) -> History {
        let mut changed = history.clone();
        if self.is_own() {
            return changed;
        }
        for past in &mut changed.months {
            past.bill = None;
        }
        let uses = changed.months.iter_mut().map(|past| &mut past.used).chain(&mut changed.earlier);
        for used in uses {
            used.minutes = used.minutes.map(|minutes| minutes.saturating_add_signed(i64::from(self.minutes)));
            if let Some(data) = &mut used.data {
                data.national = data.national.saturating_add_signed(i64::from(self.data_mb) * 1024);
            }
            used.roaming_days = used.roaming_days.saturating_add(self.roaming_days);
            used.lines = used.lines.saturating_add(self.lines);
        }
        changed
    }
}

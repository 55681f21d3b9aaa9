//! Everything the desk knows about one customer at the moment the phone rings.

use serde::Serialize;

use crate::domain::call::{CallId, Direction};
use crate::domain::customer::{Customer, CustomerId};
use crate::domain::disposition::Disposition;
use crate::domain::event::CustomerEvent;
use crate::domain::follow_up::FollowUp;
use crate::domain::habit::Habit;
use crate::domain::insight::retention::Tried;
use crate::domain::insight::wrong::Quiet;
use crate::domain::month::Month;
use crate::domain::person::told::Told;
use crate::domain::recommend::answer::PastOffer;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;
use crate::domain::usage::UsageMonth;

/// 客户全貌. Read in one go by the store; nothing in it is computed.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The store's row.
    pub id: CustomerId,
    /// Who.
    pub customer: Customer,
    /// Known months, oldest first, at most 24, without gaps filled in.
    pub usage: Vec<UsageMonth>,
    /// The week; `None` when no habit was imported.
    pub habit: Option<Habit>,
    /// What happened outside our calls, newest first, at most 50.
    pub events: Vec<CustomerEvent>,
    /// Our own calls with this customer, newest first, at most 50.
    pub history: Vec<PastCall>,
    /// Open follow-ups, soonest first.
    pub follow_ups: Vec<FollowUp>,
    /// What this customer said to our offers, newest first, at most 50.
    pub offers: Vec<PastOffer>,
    /// Signs that the agent called wrong and that are still quiet.
    pub quiet: Vec<Quiet>,
    /// What the agent has learned and set about the person.
    pub told: Vec<Told>,
    /// Retention methods that were tried on this customer, newest first, at most 50.
    pub tried: Vec<Tried>,
}

impl Profile {
    /// The newest month that is known.
    #[must_use]
    pub fn latest(&self) -> Option<&UsageMonth> {
        self.usage.last()
    }

    /// The last `count` calendar months up to the newest known one, oldest first; a month that no file had is `None`.
    #[must_use]
    pub fn months(&self, count: u32) -> Vec<(Month, Option<&UsageMonth>)> {
        let Some(latest) = self.latest().map(|usage| usage.month) else {
            return Vec::new();
        };
        (0..count)
            .rev()
            .map(|back| {
                let month = latest.minus(back);
                (month, self.usage.iter().find(|usage| usage.month == month))
            })
            .collect()
    }
}

/// A call in the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PastCall {
    /// Its id.
    pub call: CallId,
    /// When it began.
    pub at: Moment,
    /// In or out.
    pub direction: Direction,
    /// Seconds talked; `None` when never answered.
    pub talked_seconds: Option<u32>,
    /// How it ended; `None` when never wrapped up.
    pub disposition: Option<Disposition>,
    /// The note.
    pub note: Option<RawText>,
}

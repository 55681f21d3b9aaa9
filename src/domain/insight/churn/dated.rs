//! The day that a sign's evidence is of. It must not judge.

use chrono::NaiveDate;

use crate::domain::insight::churn::Evidence;
use crate::domain::time::local;

impl Evidence {
    /// The day of the evidence: of the event, or the first of the month that was looked at; `None` for what has no day.
    #[must_use]
    pub fn on(&self) -> Option<NaiveDate> {
        match self {
            Self::UsageFall { falls, .. } => falls.first().map(|fall| fall.month.first_day()),
            Self::BillShock { month, .. } => Some(month.first_day()),
            Self::ContractEnd { on, .. } | Self::ContractLong { on, .. } => Some(*on),
            Self::Hotline { last: at, .. }
            | Self::Campaign { at }
            | Self::PortQuery { at }
            | Self::PortRequest { at, .. }
            | Self::Complaint { since: at }
            | Self::Stopped { since: at } => Some(local(*at).date_naive()),
            Self::SlowDecline(_)
            | Self::Silence { .. }
            | Self::FriendsLeave { .. }
            | Self::RepeatedCalls { .. }
            | Self::LongStay { .. }
            | Self::Family
            | Self::Broadband => None,
        }
    }
}

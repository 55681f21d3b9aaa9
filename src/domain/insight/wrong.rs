//! 误报: an agent says that a sign was wrong, and why. It must not decide what is done about it, beside keeping the sign quiet.

use serde::{Deserialize, Serialize};

use crate::domain::phone::PhoneNumber;
use crate::domain::time::Moment;

/// Why a sign was wrong, in the order of the digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WrongReason {
    /// Away, ill or abroad: it will pass.
    Away,
    /// Uses another number of ours, or calls over the internet.
    OtherLine,
    /// The same every year.
    Season,
    /// The file is wrong.
    BadRecord,
    /// Was settled before.
    Settled,
}

impl WrongReason {
    /// Every reason, the first behind digit 1.
    pub const ALL: [Self; 5] = [Self::Away, Self::OtherLine, Self::Season, Self::BadRecord, Self::Settled];

    /// The stable name, in events and in the words files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Away => "away",
            Self::OtherLine => "other_line",
            Self::Season => "season",
            Self::BadRecord => "bad_record",
            Self::Settled => "settled",
        }
    }

    /// Reads a name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == text)
    }

    /// The reason behind a digit.
    #[must_use]
    pub fn of_digit(digit: u8) -> Option<Self> {
        usize::from(digit).checked_sub(1).and_then(|at| Self::ALL.get(at)).copied()
    }
}

/// A sign that is kept quiet for one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quiet {
    /// The rule, as [`Evidence::code`](crate::domain::insight::churn::Evidence::code) names it.
    pub rule: String,
    /// Why.
    pub reason: WrongReason,
    /// Since when.
    pub at: Moment,
    /// Until when.
    pub until: Moment,
}

/// What the agent said, on its way to the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongAlarm {
    /// Its id.
    pub id: uuid::Uuid,
    /// Of whom.
    pub number: PhoneNumber,
    /// What is quiet now.
    pub quiet: Quiet,
    /// What the rule gave when it spoke.
    pub points: i32,
}

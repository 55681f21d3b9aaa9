//! What a customer said to an offer. It is recorded as it was said; nothing is concluded from it here.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::call::CallId;
use crate::domain::money::Fen;
use crate::domain::time::Moment;

/// One answer to one offer in one call. A later answer to the same offer in the same call replaces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferAnswer {
    /// Its id, when it is new.
    pub id: Uuid,
    /// In which call.
    pub call: CallId,
    /// Codes of package and packs, joined by `+`.
    pub offer: String,
    /// What was said.
    pub said: Said,
    /// The saving per month that stood on the screen; `None` when none did.
    pub saving: Option<Fen>,
    /// When.
    pub at: Moment,
}

/// What was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", content = "reason", rename_all = "snake_case")]
pub enum Said {
    /// 接受
    Accepted,
    /// 考虑
    Maybe,
    /// 不要
    Declined(Why),
}

impl Said {
    /// The code in events: `accepted`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Maybe => "maybe",
            Self::Declined(_) => "declined",
        }
    }

    /// The code of the reason, for a refusal.
    #[must_use]
    pub const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Declined(why) => Some(why.code()),
            Self::Accepted | Self::Maybe => None,
        }
    }
}

/// Why an offer is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// 嫌贵
    Price,
    /// 怕麻烦
    Bother,
    /// 不相信
    Distrust,
    /// 已有安排
    OtherPlans,
    /// 没说
    Unsaid,
}

impl Why {
    /// In the order of the digits.
    pub const ALL: [Self; 5] = [Self::Price, Self::Bother, Self::Distrust, Self::OtherPlans, Self::Unsaid];

    /// The code in events.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Bother => "bother",
            Self::Distrust => "distrust",
            Self::OtherPlans => "other_plans",
            Self::Unsaid => "unsaid",
        }
    }
}

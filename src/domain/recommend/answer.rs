//! What a customer said to an offer. It is recorded as it was said; what follows from it is that nobody pitches the same again too soon.

use chrono::TimeDelta;
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

/// An answer of an earlier call, as the store has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PastOffer {
    /// In which call.
    pub call: CallId,
    /// Codes of package and packs, joined by `+`.
    pub offer: String,
    /// What was said.
    #[serde(flatten)]
    pub said: Said,
    /// The saving per month that stood on the screen.
    pub saving: Option<Fen>,
    /// When.
    pub at: Moment,
}

/// 90 days: as long as nobody is sold the same thing again (ALGORITHMS (iii), the repeat limit).
pub const REST: TimeDelta = TimeDelta::days(90);

impl PastOffer {
    /// Until when the offer is not the first thing to say again; `None` when it may be said now. A maybe may always be taken up.
    #[must_use]
    pub fn rests_until(&self, now: Moment) -> Option<Moment> {
        let until = self.at + REST;
        (self.said != Said::Maybe && now < until).then_some(until)
    }
}

/// Of the answers, newest first, those that keep an offer from being pitched first again: the newest answer to each offer counts.
#[must_use]
pub fn resting(past: &[PastOffer], now: Moment) -> Vec<PastOffer> {
    let newest = |at: usize, one: &PastOffer| past.iter().take(at).all(|other| other.offer != one.offer);
    past.iter()
        .enumerate()
        .filter(|(at, one)| newest(*at, one) && one.rests_until(now).is_some())
        .map(|(_, one)| one.clone())
        .collect()
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

    /// Reads the two codes; a reason that a later version brought is unsaid.
    #[must_use]
    pub fn parse(code: &str, reason: Option<&str>) -> Option<Self> {
        match code {
            "accepted" => Some(Self::Accepted),
            "maybe" => Some(Self::Maybe),
            "declined" => {
                let why = Why::ALL.into_iter().find(|why| Some(why.code()) == reason);
                Some(Self::Declined(why.unwrap_or(Why::Unsaid)))
            }
            _ => None,
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

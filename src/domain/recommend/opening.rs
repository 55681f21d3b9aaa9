//! 外呼开场: whether a call may open with a package. Proposing a better plan to people who did not ask made more of them leave
//! (6.4 % became 10.0 % in a field test of 65,000: Ascarza, Iyengar and Schleicher 2016), so the answer is "no" unless there is a reason.

use serde::Serialize;

use crate::domain::call::Direction;
use crate::domain::customer::Consent;
use crate::domain::event::EventKind;
use crate::domain::insight::{Insight, Sign};
use crate::domain::profile::Profile;

/// Why a package may be spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// 客户主动询问
    Asked,
    /// 账单投诉
    BillComplaint,
    /// 连续超套
    RepeatedOverage {
        /// Months in a row.
        months: u32,
    },
    /// An inbound call: the customer opened it.
    CalledIn,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// 已拒绝营销
    DoNotMarket,
    /// 刚查询携转: a push now drives the customer out.
    AskedToPort,
    /// 投诉处理中: service only.
    ComplaintOpen,
    /// 欠费: no selling.
    Arrears,
    /// 用量下滑且无投诉
    FallingUse,
    /// 临近到期: an under-user near the end of the contract is best left in peace.
    ContractEnding,
    /// 无理由: nothing happened that would make it service.
    NoReason,
}

/// The answer for the beginning of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "opening", rename_all = "snake_case")]
pub enum Opening {
    /// May begin with the package, as service.
    May {
        /// Why.
        because: Reason,
    },
    /// Must not; the package may come up only when the customer brings it up.
    MustNot {
        /// Why not.
        because: Hold,
    },
}

/// What only the agent knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// The customer asked about packages, now or on an earlier call that this one answers.
    pub asked: bool,
    /// The customer complained about the bill.
    pub bill_complaint: bool,
}

/// Months of overage in a row that are a reason to call.
const REPEATED: u32 = 2;

/// Decides for one call.
#[must_use]
pub fn opening(direction: Direction, profile: &Profile, insight: &Insight, heard: Heard) -> Opening {
    if heard.asked {
        return Opening::May { because: Reason::Asked };
    }
    if heard.bill_complaint || complained_of_bill(profile, insight) {
        return Opening::May { because: Reason::BillComplaint };
    }
    if let Some(because) = forbidden(profile, insight) {
        return Opening::MustNot { because };
    }
    if direction == Direction::In {
        return Opening::May { because: Reason::CalledIn };
    }
    match overage(insight) {
        Some(months) if months >= REPEATED => Opening::May { because: Reason::RepeatedOverage { months } },
        _ => Opening::MustNot { because: quiet(insight) },
    }
}

fn overage(insight: &Insight) -> Option<u32> {
    insight.signs.iter().find_map(|sign| match sign {
        Sign::RepeatedOverage { months, .. } => Some(*months),
        _ => None,
    })
}

/// What forbids it even where overage would be a reason.
fn forbidden(profile: &Profile, insight: &Insight) -> Option<Hold> {
    let refused =
        profile.customer.do_not_call == Some(true) || profile.customer.marketing_consent == Some(Consent::No);
    if refused {
        return Some(Hold::DoNotMarket);
    }
    let order = [Hold::AskedToPort, Hold::ComplaintOpen, Hold::Arrears];
    let holds: Vec<Hold> = insight
        .signs
        .iter()
        .filter_map(|sign| match sign {
            Sign::PortRequested { .. } | Sign::PortQueried { .. } => Some(Hold::AskedToPort),
            Sign::ComplaintOpen { .. } => Some(Hold::ComplaintOpen),
            Sign::Arrears { .. } => Some(Hold::Arrears),
            _ => None,
        })
        .collect();
    order.into_iter().find(|hold| holds.contains(hold))
}

/// Why a quiet customer stays quiet; the most telling reason.
fn quiet(insight: &Insight) -> Hold {
    let has = |test: fn(&Sign) -> bool| insight.signs.iter().any(test);
    if has(|sign| matches!(sign, Sign::UsageDrop { .. })) {
        Hold::FallingUse
    } else if has(|sign| matches!(sign, Sign::ContractEnd { .. })) {
        Hold::ContractEnding
    } else {
        Hold::NoReason
    }
}

/// An open complaint whose text speaks of the bill.
fn complained_of_bill(profile: &Profile, insight: &Insight) -> bool {
    const WORDS: [&str; 6] = ["账单", "话费", "资费", "扣费", "超套", "bill"];
    let open = insight.signs.iter().find_map(|sign| match sign {
        Sign::ComplaintOpen { since } => Some(*since),
        _ => None,
    });
    profile
        .events
        .iter()
        .filter(|event| event.kind == EventKind::Complaint && Some(event.at) == open)
        .filter_map(|event| event.detail.as_ref())
        .any(|detail| WORDS.iter().any(|word| detail.as_raw().to_lowercase().contains(word)))
}

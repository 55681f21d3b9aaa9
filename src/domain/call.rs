//! Calls: what a phone feed reports, and what the desk keeps of a call.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::customer::CustomerId;
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;

/// The desk's own id of a call (UUIDv7), chosen before anything is stored, so that a retry cannot make a second call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CallId(pub Uuid);

/// A feed's own name for a call, such as `ctl:k7` or `sim:3`. Unique while the call is open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CallKey(pub String);

/// Who started the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 呼入
    In,
    /// 呼出
    Out,
}

/// 服务模式: how the call came about, which decides the opening script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallKind {
    /// 呼入业务受理和咨询
    Inbound,
    /// 维系关怀式外呼
    CareOutbound,
    /// 问卷式主动外呼
    SurveyOutbound,
    /// 回访: a follow-up that is due
    FollowUp,
}

impl CallKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Inbound, Self::CareOutbound, Self::SurveyOutbound, Self::FollowUp];

    /// The stored form.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::CareOutbound => "care_outbound",
            Self::SurveyOutbound => "survey_outbound",
            Self::FollowUp => "follow_up",
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == text)
    }
}

/// The other party as the feed names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Party {
    /// A number that reads as one.
    Number(PhoneNumber),
    /// 隐藏号码: the network withholds it.
    Withheld,
    /// Something that is not a number, kept for the record.
    Unreadable(RawText),
}

impl Party {
    /// Reads what a phone feed sends: a number, or one of the words for a withheld one.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        const WITHHELD: [&str; 9] = [
            "",
            "anonymous",
            "unknown",
            "<unknown>",
            "private",
            "withheld",
            "restricted",
            "unavailable",
            "隐藏号码",
        ];
        let plain = text.trim();
        if WITHHELD.iter().any(|word| plain.eq_ignore_ascii_case(word)) {
            return Self::Withheld;
        }
        PhoneNumber::parse(plain).map_or_else(|_| Self::Unreadable(RawText::new(plain)), Self::Number)
    }

    /// The number, when there is one.
    #[must_use]
    pub const fn number(&self) -> Option<PhoneNumber> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Withheld | Self::Unreadable(_) => None,
        }
    }
}

/// What a phone feed reports. Feeds differ in order and repeat themselves, so whoever receives these must not rely on order:
/// an `Ended` before `Answered`, or a second `Ringing` of the same call, changes nothing that is already true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signal {
    /// A call rings in.
    Ringing {
        /// The feed's name for the call.
        call: CallKey,
        /// Who calls.
        party: Party,
        /// The name the network shows; written by the caller, so never believed.
        name: Option<RawText>,
    },
    /// Our own phone dials out.
    Dialling {
        /// The feed's name for the call.
        call: CallKey,
        /// Who is called.
        party: Party,
    },
    /// Both sides talk.
    Answered {
        /// The feed's name for the call.
        call: CallKey,
    },
    /// On hold.
    Held {
        /// The feed's name for the call.
        call: CallKey,
    },
    /// Back from hold.
    Unheld {
        /// The feed's name for the call.
        call: CallKey,
    },
    /// Over.
    Ended {
        /// The feed's name for the call.
        call: CallKey,
        /// Why, as far as the feed knows.
        reason: EndReason,
    },
    /// The feed lost its phone system: what it reported may no longer be true.
    Lost,
    /// The feed is connected (again).
    Connected,
}

/// Why a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// Somebody hung up.
    HungUp,
    /// Never answered.
    Missed,
    /// Rejected or busy.
    Rejected,
    /// The feed did not see the end.
    NotSeen,
    /// The agent said so, for a call beside a phone without integration.
    ByHand,
}

impl EndReason {
    /// The stored form.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::HungUp => "hung_up",
            Self::Missed => "missed",
            Self::Rejected => "rejected",
            Self::NotSeen => "not_seen",
            Self::ByHand => "by_hand",
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::HungUp, Self::Missed, Self::Rejected, Self::NotSeen, Self::ByHand]
            .into_iter()
            .find(|reason| reason.code() == text)
    }
}

/// Where a call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallState {
    /// 来电
    Ringing,
    /// 拨号中
    Dialling,
    /// 通话中
    Talking,
    /// 保持
    Held,
    /// 已结束
    Ended,
    /// The feed lost sight of it.
    Unknown,
}

impl CallState {
    /// Not over, as far as anybody knows.
    #[must_use]
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::Ended)
    }

    /// The word in JSON and on the control socket.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ringing => "ringing",
            Self::Dialling => "dialling",
            Self::Talking => "talking",
            Self::Held => "held",
            Self::Ended => "ended",
            Self::Unknown => "unknown",
        }
    }
}

/// What the desk stores of a call when it begins (event `call.start`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallStart {
    /// Our id.
    pub id: CallId,
    /// The feed's key, for the control socket and for joining with the exchange's own log.
    pub key: CallKey,
    /// In or out.
    pub direction: Direction,
    /// How it came about.
    pub kind: CallKind,
    /// The number, when there is one.
    pub number: Option<PhoneNumber>,
    /// The customer, when known already.
    pub customer: Option<CustomerId>,
    /// When it began to ring or dial.
    pub at: Moment,
    /// The follow-up or task that this call answers.
    pub follow_up: Option<Uuid>,
}

/// What the desk stores of a call when it is over (event `call.end`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallEnd {
    /// Our id.
    pub id: CallId,
    /// When the two sides began to talk; `None` when they never did.
    pub answered_at: Option<Moment>,
    /// When it ended.
    pub ended_at: Moment,
    /// Seconds on hold.
    pub held_seconds: u32,
    /// Why.
    pub reason: EndReason,
}

/// An open call as others may see it: the control socket's `state`, and the window title. Nothing unmasked but the number itself,
/// which the socket's user gave or owns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallSummary {
    /// The feed's key.
    pub key: CallKey,
    /// Where it stands.
    pub state: CallState,
    /// The number, when there is one.
    pub number: Option<PhoneNumber>,
    /// Since when in this state.
    pub since: Moment,
    /// The customer's row, when known.
    pub customer: Option<CustomerId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn withheld_numbers_are_not_numbers() {
        for text in ["", "anonymous", "Anonymous", "<unknown>", "隐藏号码"] {
            assert_eq!(Party::parse(text), Party::Withheld, "{text}");
        }
        assert!(matches!(Party::parse("Karen"), Party::Unreadable(_)));
        assert!(Party::parse("+8613800138000").number().is_some());
    }

    #[test]
    fn codes_read_back() {
        for kind in CallKind::ALL {
            assert_eq!(CallKind::parse(kind.code()), Some(kind));
        }
        assert_eq!(EndReason::parse("hung_up"), Some(EndReason::HungUp));
        assert_eq!(EndReason::parse("bored"), None);
    }
}

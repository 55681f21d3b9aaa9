//! 结果码: how a call ended for the business. Chosen with a digit.

use serde::{Deserialize, Serialize};

/// How the call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disposition {
    /// 1 已解决
    Resolved,
    /// 2 有意向,约回访
    Interested,
    /// 3 成交
    Agreed,
    /// 4 拒绝
    Refused,
    /// 5 投诉转单
    Escalated,
    /// 6 未接通
    NotReached,
    /// 7 空号、错号
    WrongNumber,
    /// 8 其他
    Other,
}

impl Disposition {
    /// Every disposition, in the order of its digit.
    pub const ALL: [Self; 8] = [
        Self::Resolved,
        Self::Interested,
        Self::Agreed,
        Self::Refused,
        Self::Escalated,
        Self::NotReached,
        Self::WrongNumber,
        Self::Other,
    ];

    /// The digit that chooses it, 1 to 8.
    #[must_use]
    pub fn digit(self) -> u8 {
        Self::ALL.iter().zip(1..).find(|(disposition, _)| **disposition == self).map_or(0, |(_, digit)| digit)
    }

    /// The disposition behind a digit.
    #[must_use]
    pub fn from_digit(digit: u8) -> Option<Self> {
        usize::from(digit).checked_sub(1).and_then(|at| Self::ALL.get(at)).copied()
    }

    /// The stored form.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Resolved => "resolved",
            Self::Interested => "interested",
            Self::Agreed => "agreed",
            Self::Refused => "refused",
            Self::Escalated => "escalated",
            Self::NotReached => "not_reached",
            Self::WrongNumber => "wrong_number",
            Self::Other => "other",
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|disposition| disposition.code() == text)
    }

    /// Whether the customer expects to hear from us again, so that the wrap-up proposes a follow-up.
    #[must_use]
    pub const fn wants_follow_up(self) -> bool {
        matches!(self, Self::Interested | Self::Escalated | Self::NotReached)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_codes_read_back() {
        for disposition in Disposition::ALL {
            assert_eq!(Disposition::from_digit(disposition.digit()), Some(disposition));
            assert_eq!(Disposition::parse(disposition.code()), Some(disposition));
        }
        assert_eq!(Disposition::from_digit(0), None);
        assert_eq!(Disposition::from_digit(9), None);
    }
}

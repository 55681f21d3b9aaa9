//! Money in whole fen. There is no floating point anywhere near money.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An amount in fen (1/100 yuan, 分). Displayed and serialised in yuan with two decimals: `129.00`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(pub i64);

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not a decimal number.
    #[error("not an amount in yuan")]
    NotANumber,
    /// More than two decimals that are not zero.
    #[error("more than two decimals")]
    TooPrecise,
    /// Beyond a hundred million yuan either way.
    #[error("out of range")]
    OutOfRange,
}

/// A hundred million yuan: far beyond any bill, far from overflow in any sum of bills.
const LIMIT: i64 = 10_000_000_000;

impl Fen {
    /// Whole yuan.
    #[must_use]
    pub const fn yuan(yuan: i64) -> Self {
        Self(yuan * 100)
    }

    /// The amount without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// With an explicit sign, for changes: `+38.00`, `-12.50`, `0.00`.
    #[must_use]
    pub fn signed(self) -> String {
        if self.0 > 0 { format!("+{self}") } else { self.to_string() }
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        f.pad(&format!("{sign}{}.{:02}", fen / 100, fen % 100))
    }
}

impl FromStr for Fen {
    type Err = MoneyError;

    /// Reads yuan: `129`, `129.5`, `-3.00`, `1,299.00`, `￥12`, `12元`. Trailing zeros beyond two decimals are harmless.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let text = text.trim().trim_start_matches(['¥', '￥']).trim_end_matches('元').trim();
        let (negative, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = parse_whole(whole)?;
        let fen = whole
            .checked_mul(100)
            .and_then(|fen| fen.checked_add(parse_decimals(decimals).ok()?))
            .filter(|fen| *fen <= LIMIT)
            .ok_or_else(|| parse_decimals(decimals).err().unwrap_or(MoneyError::OutOfRange))?;
        Ok(Self(if negative { -fen } else { fen }))
    }
}

fn parse_whole(text: &str) -> Result<i64, MoneyError> {
    if text.is_empty() || !grouped_by_thousands(text) {
        return Err(MoneyError::NotANumber);
    }
    text.bytes().filter(|byte| *byte != b',').try_fold(0_i64, |sum, byte| {
        if !byte.is_ascii_digit() {
            return Err(MoneyError::NotANumber);
        }
        sum.checked_mul(10)
            .and_then(|sum| sum.checked_add(i64::from(byte - b'0')))
            .ok_or(MoneyError::OutOfRange)
    })
}

/// `1,299` is grouped; `1,29` and `12,34,5` are damage.
fn grouped_by_thousands(text: &str) -> bool {
    let mut groups = text.split(',');
    let head = groups.next().unwrap_or("");
    let mut rest = groups.peekable();
    rest.peek().is_none() || ((1..=3).contains(&head.len()) && rest.all(|group| group.len() == 3))
}

fn parse_decimals(text: &str) -> Result<i64, MoneyError> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(MoneyError::NotANumber);
    }
    let digit = |at: usize| text.as_bytes().get(at).map_or(0, |byte| i64::from(byte - b'0'));
    if text.bytes().skip(2).any(|byte| byte != b'0') {
        return Err(MoneyError::TooPrecise);
    }
    Ok(digit(0) * 10 + digit(1))
}

impl Add for Fen {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Fen {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Fen {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self(0), Add::add)
    }
}

impl Serialize for Fen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_as_people_and_systems_write_them() {
        for (text, fen) in [
            ("129", 12_900),
            ("129.5", 12_950),
            ("-3.07", -307),
            ("+0.10", 10),
            ("1,299.00", 129_900),
            ("￥12", 1_200),
            ("12.340000元", 1_234),
            ("1.", 100),
        ] {
            assert_eq!(text.parse(), Ok(Fen(fen)), "{text}");
        }
    }

    #[test]
    fn what_is_not_an_amount_says_why() {
        for (text, why) in [
            ("", MoneyError::NotANumber),
            (".5", MoneyError::NotANumber),
            ("1,29", MoneyError::NotANumber),
            ("1e3", MoneyError::NotANumber),
            ("十", MoneyError::NotANumber),
            ("1.234", MoneyError::TooPrecise),
            ("99999999999999999999", MoneyError::OutOfRange),
            ("100000001", MoneyError::OutOfRange),
        ] {
            assert_eq!(text.parse::<Fen>(), Err(why), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_amount_reads_back(fen in -LIMIT..=LIMIT) {
            prop_assert_eq!(Fen(fen).to_string().parse(), Ok(Fen(fen)));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,24}") {
            let _ = text.parse::<Fen>();
        }
    }
}

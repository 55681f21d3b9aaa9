//! A billing month.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calendar month, counted from January of year 0. Displayed and serialised as `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(u32);

/// The text is not a month between 1900-01 and 2199-12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a month; write it like 2026-11")]
pub struct MonthError;

impl Month {
    /// `month` is 1 to 12, `year` 1900 to 2199.
    #[must_use]
    pub fn new(year: u32, month: u32) -> Option<Self> {
        ((1900..2200).contains(&year) && (1..=12).contains(&month)).then(|| Self(year * 12 + month - 1))
    }

    /// The month a day lies in.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(u32::try_from(day.year()).unwrap_or(0) * 12 + day.month0())
    }

    /// The year, such as 2026.
    #[must_use]
    pub const fn year(self) -> u32 {
        self.0 / 12
    }

    /// 1 to 12.
    #[must_use]
    pub const fn month(self) -> u32 {
        self.0 % 12 + 1
    }

    /// Months since January of year 0: the compact form the store keeps.
    #[must_use]
    pub const fn index(self) -> u32 {
        self.0
    }

    /// The reverse of [`Month::index`]; `None` outside 1900 to 2199.
    #[must_use]
    pub fn from_index(index: u32) -> Option<Self> {
        Self::new(index / 12, index % 12 + 1)
    }

    /// `count` months later.
    #[must_use]
    pub const fn plus(self, count: u32) -> Self {
        Self(self.0.saturating_add(count))
    }

    /// `count` months earlier.
    #[must_use]
    pub const fn minus(self, count: u32) -> Self {
        Self(self.0.saturating_sub(count))
    }

    /// How many months `self` lies after `earlier`; negative when before.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        i64::from(self.0) - i64::from(earlier.0)
    }

    /// The first day of the month.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        let year = i32::try_from(self.year()).unwrap_or(0);
        NaiveDate::from_ymd_opt(year, self.month(), 1).unwrap_or_default()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}", self.year(), self.month()))
    }
}

impl FromStr for Month {
    type Err = MonthError;

    /// Reads `2026-11`, `2026/11`, `202611`, `2026年11月`, or any date, whose month counts.
    fn from_str(text: &str) -> Result<Self, MonthError> {
        let text = text.trim();
        if let Some(day) = crate::domain::time::parse_date(text) {
            return Ok(Self::of(day));
        }
        let plain = text.trim_end_matches('月').replace(['/', '.', '年'], "-");
        let (year, month) = match plain.split_once('-') {
            Some(parts) => parts,
            None => plain.split_at_checked(4).ok_or(MonthError)?,
        };
        let number = |part: &str| {
            (!part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse().ok())
                .flatten()
        };
        number(year).zip(number(month)).and_then(|(year, month)| Self::new(year, month)).ok_or(MonthError)
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_every_spelling() {
        let november = Month::new(2026, 11).unwrap();
        for text in ["2026-11", "2026/11", "202611", "2026年11月", "2026-11-30", "20261101"] {
            assert_eq!(text.parse(), Ok(november), "{text}");
        }
        for text in ["", "2026", "2026-00", "2026-13", "11-2026", "99-1", "2026-x", "20-261"] {
            assert_eq!(text.parse::<Month>(), Err(MonthError), "{text}");
        }
    }

    #[test]
    fn arithmetic_crosses_the_year() {
        let november = Month::new(2026, 11).unwrap();
        assert_eq!(november.plus(2).to_string(), "2027-01");
        assert_eq!(november.minus(11).to_string(), "2025-12");
        assert_eq!(november.since(november.minus(11)), 11);
        assert_eq!(Month::from_index(november.index()), Some(november));
        assert_eq!(november.first_day().to_string(), "2026-11-01");
    }
}

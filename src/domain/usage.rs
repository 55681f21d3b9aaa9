//! What one month of one customer looked like. Every measure may be unknown, and unknown is never zero.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::money::Fen;
use crate::domain::month::Month;

/// Whole minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Minutes(pub u32);

/// Data in whole kilobytes (1 MB = 1024 KB), because sessions are rated by the kilobyte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Kilobytes(pub u64);

/// The text is not an amount of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an amount of data in MB")]
pub struct DataError;

impl Kilobytes {
    /// From whole megabytes.
    #[must_use]
    pub const fn from_mb(mb: u64) -> Self {
        Self(mb.saturating_mul(1024))
    }

    /// Whole gigabytes and tenths, rounded down: `47.3`. Never shows more than there is.
    #[must_use]
    pub fn gb_tenths(self) -> String {
        let tenths = u128::from(self.0) * 10 / (1024 * 1024);
        format!("{}.{}", tenths / 10, tenths % 10)
    }

    /// Reads megabytes with any number of decimals and divides by `divide` (1 for MB, 1024 for a column in KB),
    /// exactly, rounded to the nearest KB.
    ///
    /// # Errors
    /// When the text is not a decimal number that is zero or more, or is beyond a petabyte.
    pub fn from_mb_text(text: &str, divide: u32) -> Result<Self, DataError> {
        let (whole, decimals) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let decimals = decimals.trim_end_matches('0');
        if (whole.is_empty() && decimals.is_empty()) || whole.len() > 18 || decimals.len() > 12 || divide == 0
        {
            return Err(DataError);
        }
        let mut value: u128 = 0;
        for byte in whole.bytes().chain(decimals.bytes()) {
            if !byte.is_ascii_digit() {
                return Err(DataError);
            }
            value = value * 10 + u128::from(byte - b'0');
        }
        let scale = 10_u128.pow(u32::try_from(decimals.len()).map_err(|_| DataError)?) * u128::from(divide);
        let kb = (value * 1024 + scale / 2) / scale;
        u64::try_from(kb).ok().filter(|kb| *kb <= 1 << 40).map(Self).ok_or(DataError)
    }
}

impl FromStr for Kilobytes {
    type Err = DataError;
    fn from_str(text: &str) -> Result<Self, DataError> {
        Self::from_mb_text(text, 1)
    }
}

impl fmt::Display for Kilobytes {
    /// Megabytes with up to three decimals, as the files have them: `1024`, `0.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let thousandths = (self.0 % 1024) * 1000 / 1024;
        let text = if thousandths == 0 {
            format!("{}", self.0 / 1024)
        } else {
            format!("{}.{thousandths:03}", self.0 / 1024).trim_end_matches('0').to_owned()
        };
        f.pad(&text)
    }
}

/// A share in thousandths, 0 to 1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PerMille(pub u16);

impl PerMille {
    /// Reads `0.85`, `85%` or `1`; `None` outside 0 to 1.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (number, scale) = match text.strip_suffix(['%', '％']) {
            Some(number) => (number.trim(), 10.0),
            None => (text, 1000.0),
        };
        let value: f64 = number.parse().ok()?;
        let thousandths = (value * scale).round();
        // The range is checked, so the cast is exact.
        (0.0..=1000.0).contains(&thousandths).then_some(Self(thousandths as u16))
    }
}

/// 用量: one customer's month. The file columns have the same names; see INTERFACE in the README.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageMonth {
    /// Which month.
    pub month: Month,
    /// The whole bill, ARPU of this customer.
    pub bill: Option<Fen>,
    /// The package's monthly fee as billed.
    pub package_fee: Option<Fen>,
    /// Voice beyond the package.
    pub voice_fee: Option<Fen>,
    /// Data beyond the package.
    pub data_fee: Option<Fen>,
    /// Messages beyond the package.
    pub sms_fee: Option<Fen>,
    /// Value-added services (增值业务).
    pub vas_fee: Option<Fen>,
    /// Roaming.
    pub roaming_fee: Option<Fen>,
    /// Minutes in and out (MOU).
    pub voice_min: Option<Minutes>,
    /// Minutes called out.
    pub voice_out_min: Option<Minutes>,
    /// Data used (DOU).
    pub data: Option<Kilobytes>,
    /// Messages sent.
    pub sms: Option<u32>,
    /// Calls in and out.
    pub calls: Option<u32>,
    /// Different numbers spoken with.
    pub distinct_numbers: Option<u32>,
    /// Minutes while roaming.
    pub roaming_min: Option<Minutes>,
    /// Data while roaming.
    pub roaming_data: Option<Kilobytes>,
    /// Data beyond the package.
    pub overage_data: Option<Kilobytes>,
    /// Days without any call.
    pub zero_days: Option<u8>,
    /// Share of minutes with numbers of the same network.
    pub onnet_share: Option<PerMille>,
}

impl UsageMonth {
    /// A month of which nothing is known yet.
    #[must_use]
    pub const fn unknown(month: Month) -> Self {
        Self {
            month,
            bill: None,
            package_fee: None,
            voice_fee: None,
            data_fee: None,
            sms_fee: None,
            vas_fee: None,
            roaming_fee: None,
            voice_min: None,
            voice_out_min: None,
            data: None,
            sms: None,
            calls: None,
            distinct_numbers: None,
            roaming_min: None,
            roaming_data: None,
            overage_data: None,
            zero_days: None,
            onnet_share: None,
        }
    }

    /// Whether anything at all was measured.
    #[must_use]
    pub fn has_measure(&self) -> bool {
        *self != Self::unknown(self.month)
    }

    /// What was billed beyond the package's fee, as far as the fees are known. `None` when no such fee is known.
    #[must_use]
    pub fn overage_fee(&self) -> Option<Fen> {
        let known = [self.voice_fee, self.data_fee, self.sms_fee];
        known.iter().any(Option::is_some).then(|| known.into_iter().flatten().sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn data_is_exact_to_the_kilobyte() {
        assert_eq!("1.5".parse(), Ok(Kilobytes(1536)));
        assert_eq!("0.001".parse(), Ok(Kilobytes(1)));
        // A column in KB, divided by 1024, comes back to the very same KB.
        assert_eq!(Kilobytes::from_mb_text("8450801", 1024), Ok(Kilobytes(8_450_801)));
        for text in ["", ".", "-1", "1e9", "十", "1.2.3"] {
            assert_eq!(text.parse::<Kilobytes>(), Err(DataError), "{text}");
        }
    }

    #[test]
    fn gigabytes_round_down() {
        assert_eq!(Kilobytes::from_mb(1023).gb_tenths(), "0.9");
        assert_eq!(Kilobytes::from_mb(1024).gb_tenths(), "1.0");
        assert_eq!(Kilobytes(u64::MAX).gb_tenths(), "17592186044415.9");
    }

    #[test]
    fn shares_in_both_spellings() {
        assert_eq!(PerMille::parse("0.85"), Some(PerMille(850)));
        assert_eq!(PerMille::parse("85%"), Some(PerMille(850)));
        assert_eq!(PerMille::parse("1"), Some(PerMille(1000)));
        assert_eq!(PerMille::parse("1.01"), None);
        assert_eq!(PerMille::parse("NaN"), None);
    }

    #[test]
    fn an_overage_of_nothing_known_is_unknown() {
        let mut month = UsageMonth::unknown(Month::new(2026, 11).unwrap());
        assert!(!month.has_measure());
        assert_eq!(month.overage_fee(), None);
        month.data_fee = Some(Fen(0));
        assert!(month.has_measure());
        assert_eq!(month.overage_fee(), Some(Fen(0)));
    }

    proptest! {
        #[test]
        fn kilobytes_survive_a_column_in_kb(kb in 0_u64..1 << 40) {
            prop_assert_eq!(Kilobytes::from_mb_text(&kb.to_string(), 1024), Ok(Kilobytes(kb)));
        }
    }
}

//! Telephone numbers, in every spelling that a phone system or a spreadsheet produces.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number as the network knows it: a mainland mobile number (`13800138000`), a landline with area code (`01062345678`),
/// a service number (`10086`), or an international one (`+85291234567`).
///
/// `Debug` and `Display` are masked; [`PhoneNumber::digits`] is the whole number and belongs into the store and the phone only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber(i64);

/// Why a text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Nothing there.
    #[error("the number is empty")]
    Empty,
    /// `1.38E+10`: the last digits are gone for good.
    #[error(
        "a spreadsheet turned the number into scientific notation; format the column as text and export again"
    )]
    Scientific,
    /// Letters or signs that belong to no number.
    #[error("not a telephone number")]
    NotANumber,
    /// Fewer than 3 digits, or more than a number can have.
    #[error("a number of this length does not exist")]
    Length,
}

/// The two marks that keep `0…` and `+…` apart from plain digits in one integer. E.164 ends at 15 digits.
const LANDLINE: i64 = 10_000_000_000_000_000;
const INTERNATIONAL: i64 = 2 * LANDLINE;

/// Prefixes that a caller or an exchange puts before a mobile number to choose a carrier.
const CARRIER_PREFIXES: [&str; 8] = ["12593", "17951", "17950", "17911", "17909", "17901", "10193", "11808"];

impl PhoneNumber {
    /// Reads any spelling: `138 0013 8000`, `+86-138-0013-8000`, `0086…`, `８６１３８…`, `tel:+86138…;ext=1`, `sip:138…@host`,
    /// `'138…`, `13800138000.0`, `013800138000`, `12593138…`.
    ///
    /// # Errors
    /// Says what is wrong; never contains the text.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let folded = fold(text);
        let body = strip_wrapping(&folded);
        if body.is_empty() {
            return Err(PhoneError::Empty);
        }
        if is_scientific(body) {
            return Err(PhoneError::Scientific);
        }
        let body = body
            .split_once('.')
            .filter(|(head, tail)| head.len() >= 7 && !tail.is_empty() && tail.bytes().all(|b| b == b'0'))
            .map_or(body, |(head, _)| head);
        let (international, rest) = match body.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => (false, body),
        };
        let mut digits = String::with_capacity(16);
        for c in rest.chars() {
            match c {
                '0'..='9' => digits.push(c),
                ' ' | '-' | '(' | ')' | '.' | '/' | '[' | ']' => {}
                _ => return Err(PhoneError::NotANumber),
            }
        }
        Self::from_digits(&digits, international)
    }

    fn from_digits(digits: &str, international: bool) -> Result<Self, PhoneError> {
        if digits.is_empty() {
            return Err(PhoneError::NotANumber);
        }
        let (international, digits) = match digits.strip_prefix("00") {
            Some(rest) if rest.len() >= 7 => (true, rest),
            _ => (international, digits),
        };
        if let Some(home) = digits.strip_prefix("86") {
            // `+86 10 6234 5678`: the area code lost its zero on the way abroad.
            if is_mobile(home) {
                return Ok(Self(number(home)?));
            }
            if international {
                return Self::from_home(home, true);
            }
        }
        if international {
            return (7..=15)
                .contains(&digits.len())
                .then_some(())
                .ok_or(PhoneError::Length)
                .and_then(|()| Ok(Self(INTERNATIONAL + number(digits)?)));
        }
        Self::from_home(digits, false)
    }

    fn from_home(digits: &str, from_abroad: bool) -> Result<Self, PhoneError> {
        if is_mobile(digits) {
            return Ok(Self(number(digits)?));
        }
        let trunk = digits.strip_prefix('0');
        if let Some(mobile) = trunk.filter(|rest| is_mobile(rest)) {
            return Ok(Self(number(mobile)?));
        }
        if let Some(mobile) = CARRIER_PREFIXES
            .iter()
            .find_map(|prefix| digits.strip_prefix(prefix))
            .filter(|rest| is_mobile(rest))
        {
            return Ok(Self(number(mobile)?));
        }
        match (trunk, digits.len()) {
            // Area code (2 or 3 digits after the zero) and 7 or 8 digits.
            (Some(rest), 10..=12) => Ok(Self(LANDLINE + number(rest)?)),
            (None, 9..=11) if from_abroad => Ok(Self(LANDLINE + number(digits)?)),
            (None, 3..=15) => Ok(Self(number(digits)?)),
            _ => Err(PhoneError::Length),
        }
    }

    /// The whole number: `13800138000`, `01062345678`, `+85291234567`. Never for screens or logs.
    #[must_use]
    pub fn digits(self) -> String {
        if self.0 >= INTERNATIONAL {
            format!("+{}", self.0 - INTERNATIONAL)
        } else if self.0 >= LANDLINE {
            format!("0{}", self.0 - LANDLINE)
        } else {
            self.0.to_string()
        }
    }

    /// One integer per number, for the store's unique index. A mobile number is its own key.
    #[must_use]
    pub const fn key(self) -> i64 {
        self.0
    }

    /// The reverse of [`PhoneNumber::key`], for rows of the store.
    #[must_use]
    pub const fn from_key(key: i64) -> Self {
        Self(key)
    }

    /// The last four digits, which people say to each other.
    #[must_use]
    pub const fn last4(self) -> u16 {
        (self.0 % 10_000).unsigned_abs() as u16
    }

    /// An eleven-digit mainland mobile number.
    #[must_use]
    pub const fn is_mobile(self) -> bool {
        self.0 >= 13_000_000_000 && self.0 < 20_000_000_000
    }

    /// The form for screens: `138****8000`; what is too short to mask is hidden whole.
    #[must_use]
    pub fn masked(self) -> String {
        crate::domain::mask::digits(&self.digits())
    }
}

fn is_mobile(digits: &str) -> bool {
    let mut bytes = digits.bytes();
    digits.len() == 11
        && bytes.next() == Some(b'1')
        && bytes.next().is_some_and(|second| (b'3'..=b'9').contains(&second))
}

fn number(digits: &str) -> Result<i64, PhoneError> {
    digits.parse().map_err(|_| PhoneError::Length)
}

/// Full-width forms to ASCII, every kind of space and dash to one, invisible characters away.
fn fold(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => Some('-'),
            '\u{00A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' | '\t' => Some(' '),
            '\u{00AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}' => None,
            other => Some(other),
        })
        .collect()
}

/// Quotes, the apostrophe and `="…"` of spreadsheets, and the scheme and parameters of a `tel:` or `sip:` address.
fn strip_wrapping(text: &str) -> &str {
    let text = text.trim().trim_start_matches('=').trim_matches(['\'', '"', '`', '’', '‘']).trim();
    let lower_scheme = ["tel:", "sip:", "sips:", "callto:"]
        .iter()
        .find_map(|scheme| {
            text.split_at_checked(scheme.len())
                .filter(|(head, _)| head.eq_ignore_ascii_case(scheme))
                .map(|(_, rest)| rest.trim_start_matches('/'))
        })
        .unwrap_or(text);
    let end = lower_scheme.find([';', '@', '?']).unwrap_or(lower_scheme.len());
    lower_scheme.get(..end).unwrap_or(lower_scheme).trim()
}

/// `1.38E+10`, `1.38001e10`.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        return false;
    };
    !mantissa.is_empty()
        && mantissa.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && !exponent.is_empty()
        && exponent.bytes().all(|b| b.is_ascii_digit() || b == b'+' || b == b'-')
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.masked())
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumber({})", self.masked())
    }
}

impl Serialize for PhoneNumber {
    /// Serialises the whole number: for the store's own payloads. What people see is made with [`PhoneNumber::masked`].
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.digits())
    }
}

impl<'de> Deserialize<'de> for PhoneNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn digits(text: &str) -> Result<String, PhoneError> {
        PhoneNumber::parse(text).map(PhoneNumber::digits)
    }

    #[test]
    fn one_mobile_number_in_every_spelling() {
        for text in [
            "13800138000",
            "138 0013 8000",
            "138-0013-8000",
            "+86 138-0013-8000",
            "+8613800138000",
            "008613800138000",
            "8613800138000",
            "013800138000",
            "1259313800138000",
            "１３８００１３８０００",
            "＋８６ １３８—００１３—８０００",
            "'13800138000",
            "=\"13800138000\"",
            "13800138000.0",
            "tel:+86-138-0013-8000;ext=12",
            "SIP:13800138000@10.0.0.1:5060",
            "\u{feff}13800138000\u{200b}",
            "(138) 0013.8000",
        ] {
            assert_eq!(digits(text).as_deref(), Ok("13800138000"), "{text}");
        }
    }

    #[test]
    fn other_numbers_keep_their_shape() {
        for (text, expected) in [
            ("010-6234 5678", "01062345678"),
            ("+86 10 6234 5678", "01062345678"),
            ("0755-1234567", "07551234567"),
            ("10086", "10086"),
            ("+852 9123 4567", "+85291234567"),
            ("0085291234567", "+85291234567"),
            ("62345678", "62345678"),
        ] {
            assert_eq!(digits(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn damage_is_named() {
        assert_eq!(digits("1.38E+10"), Err(PhoneError::Scientific));
        assert_eq!(digits("１.３８e１０"), Err(PhoneError::Scientific));
        assert_eq!(digits("  "), Err(PhoneError::Empty));
        assert_eq!(digits("张三"), Err(PhoneError::NotANumber));
        assert_eq!(digits("138****8000"), Err(PhoneError::NotANumber));
        assert_eq!(digits("12"), Err(PhoneError::Length));
        assert_eq!(digits("1234567890123456"), Err(PhoneError::Length));
    }

    #[test]
    fn masked_everywhere_but_in_digits() {
        let number = PhoneNumber::parse("13800138000").unwrap();
        assert_eq!(number.to_string(), "138****8000");
        assert_eq!(format!("{number:?}"), "PhoneNumber(138****8000)");
        assert_eq!(number.last4(), 8000);
        assert!(number.is_mobile());
    }

    proptest! {
        #[test]
        fn what_parses_reads_back_the_same(text in "[+0-9 \\-()]{0,20}") {
            if let Ok(number) = PhoneNumber::parse(&text) {
                prop_assert_eq!(PhoneNumber::parse(&number.digits()), Ok(number));
                prop_assert_eq!(PhoneNumber::from_key(number.key()), number);
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = PhoneNumber::parse(&text);
        }
    }
}

//! Reads one field as an amount, a date, a count. What does not fit is a reason, never a value.

use chrono::NaiveDate;

use crate::domain::money::{Fen, MoneyError};
use crate::domain::month::Month;
use crate::domain::phone::{PhoneError, PhoneNumber};
use crate::domain::safe_text::RawText;
use crate::domain::time::{Moment, local, parse_date, parse_moment};
use crate::domain::usage::{Kilobytes, PerMille};
use crate::intake::columns::{Cell, Columns};
use crate::intake::decimal::{Plain, scaled};
use crate::intake::summary::Reason;
use crate::intake::table::Row;

/// The fields of one row, asked for in the order of [`crate::intake::Kind::columns`].
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a> {
    pub(crate) columns: &'a Columns,
    pub(crate) row: Row<'a>,
}

type Field<T> = Result<Option<T>, Reason>;

/// Beyond a petabyte a month is no phone.
const MOST_KB: i64 = 1 << 40;
/// A hundred million yuan: the limit of the money type.
const MOST_FEN: i64 = 10_000_000_000;

impl<'a> Fields<'a> {
    pub(crate) fn cell(&self, at: usize) -> Option<Cell<'a>> {
        self.columns.cell(self.row, at)
    }

    /// The number in a field that is taken as it is, when it is as plain as nearly all are. `None`: look closer.
    fn plain(&self, at: usize) -> Option<Plain> {
        Plain::read(self.columns.bytes(self.row, at)?)
    }

    pub(crate) fn number(&self, at: usize) -> Result<PhoneNumber, Reason> {
        if let Some(number) = self.columns.bytes(self.row, at).and_then(plain_mobile) {
            return Ok(number);
        }
        let cell = self.cell(at).ok_or(Reason::of("number-empty", "number"))?;
        PhoneNumber::parse(&cell.text).map_err(|error| {
            let code = match error {
                PhoneError::Empty => "number-empty",
                PhoneError::Scientific => "number-scientific",
                PhoneError::NotANumber => "number-not-one",
                PhoneError::Length => "number-length",
            };
            Reason::of(code, "number")
        })
    }

    pub(crate) fn text(&self, at: usize) -> Option<RawText> {
        self.cell(at).and_then(|cell| RawText::non_empty(&cell.text))
    }

    pub(crate) fn money(&self, at: usize, field: &'static str) -> Field<Fen> {
        if let Some(fen) = self.plain(at).and_then(Plain::hundredths).filter(|fen| *fen <= MOST_FEN) {
            return Ok(Some(Fen(fen)));
        }
        let Some(cell) = self.cell(at) else { return Ok(None) };
        if !cell.as_is() {
            let fen = scaled(&cell.text, cell.multiply, cell.divide, 2).filter(|fen| fen.abs() <= MOST_FEN);
            return fen.map(|fen| Some(Fen(fen))).ok_or(Reason::of("bad-money", field));
        }
        cell.text.parse().map(Some).map_err(|error| {
            let code = match error {
                MoneyError::TooPrecise => "money-too-precise",
                MoneyError::NotANumber | MoneyError::OutOfRange => "bad-money",
            };
            Reason::of(code, field)
        })
    }

    /// A count of minutes, calls, days. Decimals round to the nearest whole one.
    pub(crate) fn count(&self, at: usize, field: &'static str, most: u32) -> Field<u32> {
        if let Some(count) = self.plain(at).and_then(Plain::whole).filter(|count| *count <= most) {
            return Ok(Some(count));
        }
        let Some(cell) = self.cell(at) else { return Ok(None) };
        scaled(&cell.text, cell.multiply, cell.divide, 0)
            .and_then(|value| u32::try_from(value).ok())
            .filter(|value| *value <= most)
            .map(Some)
            .ok_or(Reason::of("bad-count", field))
    }

    /// Megabytes, exact to the kilobyte.
    pub(crate) fn data(&self, at: usize, field: &'static str) -> Field<Kilobytes> {
        let most = MOST_KB.cast_unsigned();
        if let Some(kb) = self.plain(at).and_then(Plain::kilobytes).filter(|kb| *kb <= most) {
            return Ok(Some(Kilobytes(kb)));
        }
        let Some(cell) = self.cell(at) else { return Ok(None) };
        let multiply = cell.multiply.checked_mul(1024).ok_or(Reason::of("bad-data", field))?;
        scaled(&cell.text, multiply, cell.divide, 0)
            .filter(|kb| (0..=MOST_KB).contains(kb))
            .and_then(|kb| u64::try_from(kb).ok())
            .map(|kb| Some(Kilobytes(kb)))
            .ok_or(Reason::of("bad-data", field))
    }

    pub(crate) fn share(&self, at: usize, field: &'static str) -> Field<PerMille> {
        if let Some(share) = self.plain(at).and_then(Plain::thousandths) {
            return Ok(Some(PerMille(share)));
        }
        let Some(cell) = self.cell(at) else { return Ok(None) };
        if cell.as_is() {
            return PerMille::parse(&cell.text).map(Some).ok_or(Reason::of("bad-share", field));
        }
        scaled(&cell.text, cell.multiply, cell.divide, 3)
            .filter(|share| (0..=1000).contains(share))
            .and_then(|share| u16::try_from(share).ok())
            .map(|share| Some(PerMille(share)))
            .ok_or(Reason::of("bad-share", field))
    }

    pub(crate) fn month(&self, at: usize) -> Result<Month, Reason> {
        if let Some(month) = self.columns.bytes(self.row, at).and_then(plain_month) {
            return Ok(month);
        }
        let cell = self.cell(at).ok_or(Reason::of("bad-month", "month"))?;
        plain_month(cell.text.as_bytes())
            .or_else(|| cell.text.parse().ok())
            .ok_or(Reason::of("bad-month", "month"))
    }

    /// A day; a time behind it is ignored.
    pub(crate) fn date(&self, at: usize, field: &'static str) -> Field<NaiveDate> {
        let Some(cell) = self.cell(at) else { return Ok(None) };
        plain_date(&cell.text)
            .or_else(|| parse_date(&cell.text))
            .or_else(|| parse_moment(&cell.text).map(|at| local(at).date_naive()))
            .map(Some)
            .ok_or(Reason::of("bad-date", field))
    }

    pub(crate) fn moment(&self, at: usize, field: &'static str) -> Field<Moment> {
        let Some(cell) = self.cell(at) else { return Ok(None) };
        parse_moment(&cell.text).map(Some).ok_or(Reason::of("bad-time", field))
    }

    /// One of the words that `parse` knows.
    pub(crate) fn word<T>(
        &self,
        at: usize,
        field: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Field<T> {
        let Some(cell) = self.cell(at) else { return Ok(None) };
        parse(&cell.text).map(Some).ok_or(Reason::of("unknown-word", field))
    }
}

/// Eleven digits that begin with 13 to 19: what nearly every row has.
fn plain_mobile(text: &[u8]) -> Option<PhoneNumber> {
    let [b'1', b'3'..=b'9', rest @ ..] = text else { return None };
    if rest.len() != 9 {
        return None;
    }
    let mut value: i64 = 0;
    for byte in text {
        if !byte.is_ascii_digit() {
            return None;
        }
        value = value * 10 + i64::from(byte - b'0');
    }
    Some(PhoneNumber::from_key(value))
}

/// `2026-11-22`.
fn plain_date(text: &str) -> Option<NaiveDate> {
    let [a, b, c, d, b'-', e, f, b'-', g, h] = *text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        digits
            .iter()
            .try_fold(0_u32, |value, byte| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0')))
    };
    let year = number(&[a, b, c, d]).filter(|year| (1900..2200).contains(year))?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(&[e, f])?, number(&[g, h])?)
}

/// `2026-11` and `202611`.
fn plain_month(text: &[u8]) -> Option<Month> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    let (year, month) = match *text {
        [a, b, c, d, b'-', e, f] | [a, b, c, d, e, f] => ([a, b, c, d], [e, f]),
        _ => return None,
    };
    let fold = |digits: &[u8]| digits.iter().try_fold(0, |value, byte| Some(value * 10 + digit(*byte)?));
    Month::new(fold(&year)?, fold(&month)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn shortcuts_agree_with_the_domain(
            number in "1[0-9]{9,11}",
            month in "[12][0-9]{3}-?[0-9]{2}",
            date in "[12][0-9]{3}-[01][0-9]-[0-3][0-9]",
        ) {
            prop_assert_eq!(plain_date(&date), parse_date(&date));
            if let Some(fast) = plain_mobile(number.as_bytes()) {
                prop_assert_eq!(Ok(fast), PhoneNumber::parse(&number));
            }
            if let Some(fast) = plain_month(month.as_bytes()) {
                prop_assert_eq!(Ok(fast), month.parse());
            }
        }
    }
}

//! Moments and the shop's own time zone. The clock itself lives in `shell/clock.rs`; here time is only an argument.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Utc};

/// A point in time, stored as UTC.
pub type Moment = DateTime<Utc>;

/// Mainland China has one zone and no summer time, so a fixed offset is exact.
pub const SHOP_OFFSET: FixedOffset = FixedOffset::east_opt(8 * 3600).unwrap();

/// What `shell/clock.rs` hands to everything that needs the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The wall clock, for stamps that people read. It may jump.
    pub wall: Moment,
    /// Time since the program started, for timers. It never goes back.
    pub mono: Duration,
}

impl Now {
    /// The calendar day in the shop.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        local(self.wall).date_naive()
    }
}

/// A moment as the shop's clocks show it.
#[must_use]
pub fn local(at: Moment) -> DateTime<FixedOffset> {
    at.with_timezone(&SHOP_OFFSET)
}

/// A wall-clock reading of the shop, as a moment.
#[must_use]
pub fn from_local(at: NaiveDateTime) -> Moment {
    match SHOP_OFFSET.from_local_datetime(&at) {
        chrono::LocalResult::Single(moment) | chrono::LocalResult::Ambiguous(moment, _) => {
            moment.with_timezone(&Utc)
        }
        // A fixed offset has no gaps.
        chrono::LocalResult::None => at.and_utc(),
    }
}

/// Reads `2026-11-22`, `2026/11/22`, `2026.11.22`, `20261122` and `2026年11月22日`; single-digit months and days are fine.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(text, format).ok())
        .filter(|day| plausible(*day))
}

/// Reads an RFC 3339 instant, or a date with an optional time, taken as the shop's own clock.
#[must_use]
pub fn parse_moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.with_timezone(&Utc)).filter(|at| plausible(local(*at).date_naive()));
    }
    const FORMATS: [&str; 8] = [
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M",
        "%Y/%m/%d %H:%M:%S",
        "%Y/%m/%d %H:%M",
        "%Y%m%d%H%M%S",
        "%Y%m%d %H:%M:%S",
    ];
    FORMATS
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .or_else(|| parse_date(text).and_then(|day| day.and_hms_opt(0, 0, 0)))
        .filter(|at| plausible(at.date()))
        .map(from_local)
}

/// Years outside 1900 to 2199 are typing mistakes, and would not fit the compact forms in the store.
fn plausible(day: NaiveDate) -> bool {
    use chrono::Datelike;
    (1900..2200).contains(&day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_the_spellings_of_spreadsheets() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 2);
        for text in ["2026-11-02", "2026/11/2", "20261102", " 2026.11.02 ", "2026年11月2日"] {
            assert_eq!(parse_date(text), day, "{text}");
        }
        for text in ["", "2026-13-01", "2026-02-30", "0001-01-01", "46348", "02/11/2026"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_without_zone_is_the_shops_own() {
        let at = parse_moment("2026-11-22 10:42:08").unwrap();
        assert_eq!(at.to_rfc3339(), "2026-11-22T02:42:08+00:00");
        assert_eq!(parse_moment("2026-11-22T10:42:08+08:00"), Some(at));
        assert_eq!(local(at).format("%H:%M").to_string(), "10:42");
    }
}

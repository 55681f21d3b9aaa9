//! Figures as people read them: money, data, minutes, dates, durations, in the language of the screen.
//! It must not decide which figure is worth showing.

use std::time::Duration;

use chrono::{Datelike, NaiveDate};

use crate::app::Lang;
use crate::content::words::{Arg, Words};
use crate::domain::money::Fen;
use crate::domain::time::{Moment, local};
use crate::domain::usage::{Kilobytes, Minutes};

/// `28.00 元`, `CNY 28.00`.
#[must_use]
pub fn money(lang: Lang, amount: Fen) -> String {
    match lang {
        Lang::Zh => format!("{amount} 元"),
        Lang::En => format!("CNY {amount}"),
    }
}

/// The number of gigabytes with one decimal: `47.0`.
#[must_use]
pub fn gigabytes(data: Kilobytes) -> String {
    data.gb_tenths()
}

/// Whole minutes: `320`.
#[must_use]
pub fn minutes(minutes: Minutes) -> String {
    minutes.0.to_string()
}

/// `03:37`; above an hour `1:03:37`.
#[must_use]
pub fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes:02}:{seconds:02}")
    }
}

/// `3:12`, for calls in a list.
#[must_use]
pub fn talked(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// `10:42` in the shop.
#[must_use]
pub fn hour_minute(at: Moment) -> String {
    local(at).format("%H:%M").to_string()
}

/// `10:42:07` in the shop.
#[must_use]
pub fn time_of_day(at: Moment) -> String {
    local(at).format("%H:%M:%S").to_string()
}

/// `11-02` in this year, `2025-11-02` in another.
#[must_use]
pub fn day(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        day.format("%m-%d").to_string()
    } else {
        day.format("%Y-%m-%d").to_string()
    }
}

/// A moment as day and hour, without the day when it is today: `10:45`, `11-25 10:00`.
#[must_use]
pub fn day_and_time(at: Moment, today: NaiveDate) -> String {
    let date = local(at).date_naive();
    if date == today { hour_minute(at) } else { format!("{} {}", day(date, today), hour_minute(at)) }
}

/// `6年2月`, `6 y 2 m`.
#[must_use]
pub fn tenure(words: &Words, months: u32) -> String {
    let args = [("years", Arg::from(months / 12)), ("months", Arg::from(months % 12))];
    let key = match (months / 12, months % 12) {
        (0, _) => "desk-tenure-months",
        (_, 0) => "desk-tenure-years",
        _ => "desk-tenure",
    };
    words.with(key, &args).into_owned()
}

/// The weekday's key in the words files.
#[must_use]
pub fn weekday_key(day: NaiveDate) -> &'static str {
    match day.weekday() {
        chrono::Weekday::Mon => "desk-mon",
        chrono::Weekday::Tue => "desk-tue",
        chrono::Weekday::Wed => "desk-wed",
        chrono::Weekday::Thu => "desk-thu",
        chrono::Weekday::Fri => "desk-fri",
        chrono::Weekday::Sat => "desk-sat",
        chrono::Weekday::Sun => "desk-sun",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_moment;

    #[test]
    fn figures_read_as_people_say_them() {
        assert_eq!(money(Lang::Zh, Fen(2_800)), "28.00 元");
        assert_eq!(money(Lang::En, Fen(-50)), "CNY -0.50");
        assert_eq!(clock(Duration::from_secs(217)), "03:37");
        assert_eq!(clock(Duration::from_secs(3_817)), "1:03:37");
        assert_eq!(talked(192), "3:12");
        assert_eq!(tenure(&Words::new("zh-CN"), 74), "6年2月");
        assert_eq!(tenure(&Words::new("en"), 74), "6 y 2 m");
        assert_eq!(tenure(&Words::new("zh-CN"), 72), "6年");
    }

    #[test]
    fn days_say_the_year_only_when_it_is_another() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let at = parse_moment("2026-11-22 10:45").unwrap();
        assert_eq!(day_and_time(at, today), "10:45");
        assert_eq!(day_and_time(parse_moment("2026-11-25 10:00").unwrap(), today), "11-25 10:00");
        assert_eq!(day(NaiveDate::from_ymd_opt(2025, 1, 2).unwrap(), today), "2025-01-02");
    }
}

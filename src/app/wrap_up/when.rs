//! When to call again: the standard proposal, presets, steps of the arrow keys, and the day and hour that a note names.
//! Always between 9:00 and 20:00 in the shop's zone, and never in the past.

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use crate::app::action::Action;
use crate::app::keymap::half_width;
use crate::domain::time::{Moment, Now, from_local, local};

/// First hour in which one may call.
const OPENS: u32 = 9;
/// Last moment of the day at which one may call, as an hour.
const CLOSES: u32 = 20;
/// Minutes of a small step.
const STEP: u32 = 30;

/// The next working day at 10:00. (Public holidays are not known here.)
pub(crate) fn standard(now: Now) -> Moment {
    at(working_day_after(now.today()), 10, 0)
}

/// Presets by digit: 1 in an hour, 2 today at 16:00, 3 tomorrow at 10:00, 4 tomorrow at 15:00, 5 in three days at 10:00,
/// 6 next Monday at 10:00, 7 in a week at 10:00. One that has passed already moves on to where one may call.
pub(crate) fn preset(digit: u8, now: Now) -> Option<Moment> {
    let today = now.today();
    let wanted = match digit {
        1 => from_local(rounded_up(local(now.wall).naive_local() + Duration::hours(1))),
        2 => at(today, 16, 0),
        3 => at(later(today, 1), 10, 0),
        4 => at(later(today, 1), 15, 0),
        5 => at(later(today, 3), 10, 0),
        6 => at(next_weekday(later(today, 1), Weekday::Mon), 10, 0),
        7 => at(later(today, 7), 10, 0),
        _ => return None,
    };
    Some(allowed(wanted, now))
}

/// An arrow: half an hour; up and down a day; page keys a week. Without a time yet, any of them begins with the standard one.
pub(crate) fn moved(from: Option<Moment>, action: Action, now: Now) -> Moment {
    let Some(from) = from else { return standard(now) };
    let by = match action {
        Action::Left => Duration::minutes(-i64::from(STEP)),
        Action::Right => Duration::minutes(i64::from(STEP)),
        Action::Up => Duration::days(1),
        Action::Down => Duration::days(-1),
        Action::PageUp => Duration::days(7),
        Action::PageDown => Duration::days(-7),
        _ => Duration::zero(),
    };
    let wanted = from + by;
    if by < Duration::zero() && local(wanted).hour() < OPENS {
        // Before the first hour comes the last one of the day before.
        let day = local(wanted).date_naive().pred_opt().unwrap_or_default();
        return allowed(at(day, CLOSES, 0), now);
    }
    allowed(wanted, now)
}

/// Moves a time to where one may call: not before now, not at night.
fn allowed(wanted: Moment, now: Now) -> Moment {
    let soonest = from_local(rounded_up(local(now.wall).naive_local()));
    let wanted = local(wanted.max(soonest)).naive_local();
    let (day, time) = (wanted.date(), wanted.time());
    if time.hour() < OPENS {
        at(day, OPENS, 0)
    } else if time > hour(CLOSES, 0) {
        at(later(day, 1), OPENS, 0)
    } else {
        from_local(wanted)
    }
}

/// Up to the next half hour.
fn rounded_up(time: NaiveDateTime) -> NaiveDateTime {
    let seconds = i64::from(time.time().num_seconds_from_midnight());
    let step = i64::from(STEP) * 60;
    let up = (seconds + step - 1) / step * step;
    time.date().and_time(NaiveTime::MIN) + Duration::seconds(up)
}

/// The day and hour that a note names: `周三10点`, `下周一下午3点半`, `明天 15:30`, `3天后`. A day without an hour means 10:00;
/// an hour without a day means today, or tomorrow when it has passed. `None` when it names neither, or a time that has passed.
pub(crate) fn written(note: &str, now: Now) -> Option<Moment> {
    let text: String = note.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    let day = day_in(&text, now.today());
    let rest = day.map_or(text.as_str(), |(_, end)| text.get(end..).unwrap_or_default());
    let time = time_in(rest);
    let wanted = match (day, time) {
        (None, None) => return None,
        (Some((day, _)), time) => day.and_time(time.unwrap_or_else(|| hour(10, 0))),
        (None, Some(time)) => {
            let today = now.today().and_time(time);
            if from_local(today) > now.wall { today } else { later(now.today(), 1).and_time(time) }
        }
    };
    let wanted = from_local(wanted);
    (wanted > now.wall).then(|| allowed(wanted, now))
}

/// A day, and where in the text its name ends.
fn day_in(text: &str, today: NaiveDate) -> Option<(NaiveDate, usize)> {
    const NAMES: [(&str, u64); 8] = [
        ("大后天", 3),
        ("后天", 2),
        ("明天", 1),
        ("明日", 1),
        ("明早", 1),
        ("明晚", 1),
        ("今天", 0),
        ("今晚", 0),
    ];
    let named = NAMES.iter().find_map(|(name, days)| {
        // 明晚 and 今晚 also say what part of the day it is: leave 晚 to the hour.
        let length = if name.ends_with(['晚', '早']) { name.len() - '晚'.len_utf8() } else { name.len() };
        text.find(name).map(|found| (later(today, *days), found + length))
    });
    named.or_else(|| weekday_in(text, today)).or_else(|| days_from_now(text, today))
}

/// `周三` is the next Wednesday to come; `下周三` the one of the next calendar week.
fn weekday_in(text: &str, today: NaiveDate) -> Option<(NaiveDate, usize)> {
    ["周", "星期", "礼拜"].iter().find_map(|name| {
        text.match_indices(name).find_map(|(found, _)| {
            let after = found + name.len();
            let sign = text.get(after..)?.chars().next()?;
            let weekday = weekday(sign)?;
            let next_week = text.get(..found)?.ends_with('下');
            let from = if next_week {
                later(today, 7 - u64::from(today.weekday().num_days_from_monday()))
            } else {
                later(today, 1)
            };
            Some((next_weekday(from, weekday), after + sign.len_utf8()))
        })
    })
}

fn weekday(sign: char) -> Option<Weekday> {
    Some(match sign {
        '一' | '1' => Weekday::Mon,
        '二' | '2' => Weekday::Tue,
        '三' | '3' => Weekday::Wed,
        '四' | '4' => Weekday::Thu,
        '五' | '5' => Weekday::Fri,
        '六' | '6' => Weekday::Sat,
        '日' | '天' | '7' => Weekday::Sun,
        _ => return None,
    })
}

/// `3天后`
fn days_from_now(text: &str, today: NaiveDate) -> Option<(NaiveDate, usize)> {
    let found = text.find("天后")?;
    let days = number_before(text.get(..found)?)?;
    (1..=60).contains(&days).then(|| (later(today, u64::from(days)), found + "天后".len()))
}

/// `10点`, `下午3点半`, `15:30`, `晚上8点20`
fn time_in(text: &str) -> Option<NaiveTime> {
    let (found, sign) = text.char_indices().find(|(at, c)| {
        matches!(c, '点' | ':') && text.get(..*at).and_then(number_before).is_some_and(|hour| hour < 24)
    })?;
    let before = text.get(..found)?;
    let whole = number_before(before)?;
    let after = text.get(found + sign.len_utf8()..)?;
    let minute = if after.starts_with('半') { 30 } else { number_after(after).unwrap_or(0) };
    if sign == ':' && number_after(after).is_none() {
        return None;
    }
    let afternoon = ["下午", "晚上", "傍晚", "晚"].iter().any(|part| before.contains(part));
    let whole = if afternoon && whole < 12 { whole + 12 } else { whole };
    NaiveTime::from_hms_opt(whole, minute, 0)
}

/// The number that ends right here, in digits or as 一 to 十二.
fn number_before(text: &str) -> Option<u32> {
    let digits: Vec<char> = text.chars().rev().take_while(char::is_ascii_digit).collect();
    if !digits.is_empty() {
        return digits.iter().rev().collect::<String>().parse().ok();
    }
    const NAMES: [(&str, u32); 13] = [
        ("十二", 12),
        ("十一", 11),
        ("十", 10),
        ("九", 9),
        ("八", 8),
        ("七", 7),
        ("六", 6),
        ("五", 5),
        ("四", 4),
        ("三", 3),
        ("两", 2),
        ("二", 2),
        ("一", 1),
    ];
    NAMES.iter().find(|(name, _)| text.ends_with(name)).map(|(_, number)| *number)
}

fn number_after(text: &str) -> Option<u32> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).take(2).collect();
    digits.parse().ok()
}

fn working_day_after(day: NaiveDate) -> NaiveDate {
    (1..=3)
        .map(|days| later(day, days))
        .find(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
        .unwrap_or(day)
}

/// The first such weekday on or after `from`.
fn next_weekday(from: NaiveDate, weekday: Weekday) -> NaiveDate {
    (0..7).map(|days| later(from, days)).find(|day| day.weekday() == weekday).unwrap_or(from)
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

fn hour(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)
}

fn at(day: NaiveDate, whole: u32, minute: u32) -> Moment {
    from_local(day.and_time(hour(whole, minute)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_moment;

    /// A Sunday.
    fn now(text: &str) -> Now {
        Now { wall: parse_moment(text).unwrap(), mono: std::time::Duration::ZERO }
    }

    fn shown(at: Moment) -> String {
        local(at).format("%m-%d %H:%M").to_string()
    }

    #[test]
    fn the_standard_is_the_next_working_day_at_ten() {
        assert_eq!(shown(standard(now("2026-11-20 15:00"))), "11-23 10:00");
        assert_eq!(shown(standard(now("2026-11-23 15:00"))), "11-24 10:00");
    }

    #[test]
    fn notes_name_days_and_hours() {
        let now = now("2026-11-22 10:42:08");
        for (note, expected) in [
            ("约周三10点回访", Some("11-25 10:00")),
            ("下周三前回电", Some("11-25 10:00")),
            ("星期一下午3点半", Some("11-23 15:30")),
            ("明天 15:30 再打", Some("11-23 15:30")),
            ("后天晚上八点", Some("11-24 20:00")),
            ("明晚7点", Some("11-23 19:00")),
            ("3天后联系", Some("11-25 10:00")),
            ("下午三点", Some("11-22 15:00")),
            ("9点", Some("11-23 09:00")),
            ("今天晚上11点", Some("11-23 09:00")),
            ("今天9点说过了", None),
            ("周末再说", None),
            ("移动那边99元就有60G", None),
            ("套餐：129元", None),
            ("一周后", None),
        ] {
            assert_eq!(written(note, now).map(shown).as_deref(), expected, "{note}");
        }
        assert_eq!(
            written("下周三", super::tests::now("2026-11-23 09:00")).map(shown).as_deref(),
            Some("12-02 10:00")
        );
    }

    #[test]
    fn arrows_stay_within_the_hours_of_calling() {
        let now = now("2026-11-22 10:42:08");
        let from = parse_moment("2026-11-23 20:00");
        assert_eq!(shown(moved(from, Action::Right, now)), "11-24 09:00");
        let back = moved(parse_moment("2026-11-24 09:00"), Action::Left, now);
        assert_eq!(shown(back), "11-23 20:00");
        assert_eq!(shown(moved(from, Action::Up, now)), "11-24 20:00");
        assert_eq!(shown(moved(parse_moment("2026-11-22 11:00"), Action::Down, now)), "11-22 11:00");
        assert_eq!(shown(moved(None, Action::Left, now)), "11-23 10:00");
    }

    #[test]
    fn presets_are_never_past_or_at_night() {
        for text in ["2026-11-22 03:00", "2026-11-22 10:42", "2026-11-22 19:59", "2026-11-22 23:30"] {
            for digit in 1..=7 {
                let wanted = preset(digit, now(text)).unwrap();
                assert!(wanted >= now(text).wall, "{text} {digit}");
                let time = local(wanted).time();
                assert!(time >= hour(OPENS, 0) && time <= hour(CLOSES, 0), "{text} {digit} {time}");
            }
        }
        assert_eq!(preset(8, now("2026-11-22 03:00")), None);
    }
}

//! Each sign of leaving: it fires, stays quiet, at its boundary, without data, around Spring Festival, on a new customer.

use chrono::{Duration, NaiveDate};

use seatmate::domain::customer::{Customer, CustomerId};
use seatmate::domain::event::{CustomerEvent, EventKind};
use seatmate::domain::insight::churn::{Alarm, Churn, Evidence, assess_churn, levels};
use seatmate::domain::insight::rules::{Quota, Rules};
use seatmate::domain::insight::season::Season;
use seatmate::domain::insight::usage_fall::Measure;
use seatmate::domain::money::Fen;
use seatmate::domain::month::Month;
use seatmate::domain::phone::PhoneNumber;
use seatmate::domain::profile::Profile;
use seatmate::domain::safe_text::RawText;
use seatmate::domain::time::{Moment, from_local, parse_moment};
use seatmate::domain::usage::{Kilobytes, Minutes, PerMille, UsageMonth};

pub(crate) fn now() -> Moment {
    parse_moment("2026-11-22 10:00").unwrap()
}

/// A customer with minutes, oldest month first; the last month is October 2026.
pub(crate) fn customer(minutes: &[u32]) -> Profile {
    until("2026-10", minutes)
}

fn until(last: &str, minutes: &[u32]) -> Profile {
    let last: Month = last.parse().unwrap();
    let count = u32::try_from(minutes.len()).unwrap();
    let usage = minutes
        .iter()
        .zip(0..)
        .map(|(minutes, at)| UsageMonth {
            voice_min: Some(Minutes(*minutes)),
            data: Some(Kilobytes::from_mb(20_000)),
            bill: Some(Fen::yuan(150)),
            ..UsageMonth::unknown(last.minus(count - 1 - at))
        })
        .collect();
    Profile {
        id: CustomerId(1),
        customer: Customer::bare(PhoneNumber::parse("13800138000").unwrap()),
        usage,
        habit: None,
        events: Vec::new(),
        history: Vec::new(),
        follow_ups: Vec::new(),
        offers: Vec::new(),
        quiet: Vec::new(),
        told: Vec::new(),
        tried: Vec::new(),
    }
}

fn churn(profile: &Profile) -> Churn {
    assess_churn(profile, now(), &Rules::default(), &Season::default())
}

fn codes(profile: &Profile) -> Vec<&'static str> {
    churn(profile).signs.iter().map(|sign| sign.evidence.code()).collect()
}

fn points(profile: &Profile, code: &str) -> Option<i32> {
    churn(profile).signs.iter().find(|sign| sign.evidence.code() == code).map(|sign| sign.weight)
}

fn happened(profile: &mut Profile, kind: EventKind, days_ago: i64, detail: Option<&str>) {
    let at = now() - Duration::days(days_ago);
    profile.events.insert(0, CustomerEvent { at, kind, detail: detail.map(RawText::new) });
}

const STEADY: [u32; 11] = [400, 420, 390, 410, 400, 380, 430, 400, 415, 395, 405];

fn then(latest: u32) -> Profile {
    let mut minutes = STEADY.to_vec();
    minutes.push(latest);
    customer(&minutes)
}

#[test]
fn a_steady_customer_gives_no_sign() {
    assert_eq!(churn(&then(400)), Churn::default());
    assert_eq!(churn(&customer(&[])), Churn::default());
}

#[test]
fn a_fall_speaks_by_its_depth() {
    // The least spread gives sigma (0.25 + 0.41) / 2 = 0.33: amber below 400 e^-0.66, red below 400 e^-0.825.
    assert_eq!(points(&then(230), "usage_fall"), None);
    assert_eq!(points(&then(195), "usage_fall"), Some(30));
    assert_eq!(points(&then(150), "usage_fall"), Some(50));
    let churn = churn(&then(150));
    let Evidence::UsageFall { falls, red: true } = &churn.signs[0].evidence else { panic!("{churn:?}") };
    assert_eq!((falls[0].measure, falls[0].latest, falls[0].months), (Measure::Voice, 150.0, 11));
    assert!((falls[0].usual - 400.0).abs() < 1.0);
}

#[test]
fn two_measures_together_are_red() {
    let mut profile = then(195);
    profile.usage.last_mut().unwrap().bill = Some(Fen::yuan(75));
    assert_eq!(points(&profile, "usage_fall"), Some(50));
}

#[test]
fn a_restless_customer_may_fall_further() {
    let restless = customer(&[150, 700, 200, 900, 180, 600, 220, 800, 160, 750, 190, 150]);
    assert_eq!(points(&restless, "usage_fall"), None);
}

#[test]
fn small_use_unknown_months_and_new_customers_say_nothing() {
    assert_eq!(codes(&customer(&[50, 40, 55, 45, 50, 1])), Vec::<&str>::new());
    assert_eq!(codes(&customer(&[400, 400, 10])), Vec::<&str>::new());
    assert_eq!(codes(&customer(&[400, 400, 400, 10])), ["usage_fall"]);
    let mut profile = then(10);
    profile.usage.last_mut().unwrap().voice_min = None;
    assert_eq!(codes(&profile), Vec::<&str>::new());
}

#[test]
fn around_spring_festival_a_fall_must_be_deeper_or_the_season_known() {
    let mut minutes = STEADY.to_vec();
    minutes.push(140);
    let february = until("2026-02", &minutes);
    let month: Month = "2026-02".parse().unwrap();
    let said = |season: &Season| {
        let churn = assess_churn(&february, now(), &Rules::default(), season);
        churn.signs.iter().map(|sign| sign.weight).sum::<i32>()
    };
    // Red in any other month, amber while the festival is not measured, nothing when everybody fell, red when nobody did.
    assert_eq!(said(&Season::default()), 30);
    assert_eq!(said(&Season::of_base((0..100).map(|_| (month, -0.6)))), 0);
    assert_eq!(said(&Season::of_base((0..100).map(|_| (month, 0.0)))), 50);
}

#[test]
fn a_slow_decline_needs_a_year() {
    let slow = [500, 510, 490, 505, 495, 500, 400, 350, 310, 270, 240, 230];
    assert!(codes(&customer(&slow)).contains(&"slow_decline"));
    assert!(!codes(&customer(&slow[1..])).contains(&"slow_decline"));
    assert!(!codes(&then(400)).contains(&"slow_decline"));
}

#[test]
fn silence_is_judged_by_the_customers_own_habit() {
    let silent = |before: u8, latest: u8, data: Option<u64>| {
        let mut profile = then(400);
        let count = profile.usage.len();
        for month in &mut profile.usage[count - 4..] {
            month.zero_days = Some(before);
        }
        let month = profile.usage.last_mut().unwrap();
        (month.zero_days, month.data) = (Some(latest), data.map(Kilobytes::from_mb));
        profile
    };
    // A talker: 24 of 31 days silent hold a run of 3 at least.
    assert_eq!(points(&silent(0, 24, Some(900)), "silence"), Some(20));
    assert_eq!(points(&silent(0, 24, Some(0)), "silence"), Some(50));
    assert_eq!(points(&silent(0, 20, Some(900)), "silence"), None);
    // Somebody who is silent every second day.
    assert_eq!(points(&silent(15, 24, Some(900)), "silence"), None);
    assert_eq!(points(&silent(15, 31, Some(900)), "silence"), Some(20));
    let mut abroad = silent(0, 24, Some(900));
    abroad.usage.last_mut().unwrap().roaming_min = Some(Minutes(12));
    assert_eq!(points(&abroad, "silence"), None);
    assert_eq!(points(&then(400), "silence"), None);
}

#[test]
fn the_contract_speaks_by_its_days() {
    let with = |days: i64| {
        let mut profile = then(400);
        let today: NaiveDate = "2026-11-22".parse().unwrap();
        profile.customer.contract_end = Some(today + Duration::days(days));
        churn(&profile).points
    };
    let said = [800, 730, 729, 365, 364, 91, 90, 61, 60, 31, 30, 0, -30, -31, -60, -89, -90].map(with);
    assert_eq!(said, [-70, -70, -30, -30, 0, 0, 10, 10, 20, 20, 30, 30, 30, 29, 15, 0, 0]);
}

#[test]
fn competitors_and_porting() {
    let mut profile = then(400);
    happened(&mut profile, EventKind::CompetitorHotline, 30, None);
    assert_eq!(points(&profile, "hotline"), None);
    happened(&mut profile, EventKind::CompetitorHotline, 29, None);
    assert_eq!(points(&profile, "hotline"), Some(30));
    happened(&mut profile, EventKind::CompetitorHotline, 1, None);
    assert_eq!(points(&profile, "hotline"), Some(45));
    happened(&mut profile, EventKind::PortQuery, 59, None);
    happened(&mut profile, EventKind::Campaign, 3, Some("本网回馈"));
    assert_eq!(codes(&profile), ["port_query", "hotline"]);
    // Competitor signs together give 100 at most: 60, and 40 of 45.
    happened(&mut profile, EventKind::Campaign, 2, Some("联通进校园"));
    let churn = churn(&profile);
    assert_eq!(churn.points, 100);
    assert_eq!(churn.signs.iter().map(|sign| sign.points).collect::<Vec<_>>(), [60, 40, 0]);
}

#[test]
fn a_port_code_lives_sixty_minutes() {
    for (minutes, lives) in [(0, true), (59, true), (60, false)] {
        let mut profile = then(400);
        let at = now() - Duration::minutes(minutes);
        profile.events.push(CustomerEvent { at, kind: EventKind::PortRequest, detail: None });
        let Evidence::PortRequest { code_lives, .. } = churn(&profile).signs[0].evidence else { panic!() };
        assert_eq!(code_lives, lives, "{minutes}");
    }
    let mut tomorrow = then(400);
    happened(&mut tomorrow, EventKind::PortRequest, -1, None);
    assert_eq!(codes(&tomorrow), Vec::<&str>::new());
}

#[test]
fn friends_who_leave() {
    let mut profile = then(400);
    for month in &mut profile.usage {
        month.onnet_share = Some(PerMille(800));
    }
    profile.usage.last_mut().unwrap().onnet_share = Some(PerMille(700));
    assert_eq!(points(&profile, "friends_leave"), None);
    profile.usage.last_mut().unwrap().onnet_share = Some(PerMille(699));
    assert_eq!(points(&profile, "friends_leave"), Some(20));
}

#[test]
fn complaints_calls_and_stops() {
    let mut profile = then(400);
    happened(&mut profile, EventKind::Complaint, 9, None);
    assert_eq!(codes(&profile), ["complaint"]);
    happened(&mut profile, EventKind::ComplaintClosed, 3, None);
    assert_eq!(codes(&profile), Vec::<&str>::new());
    for day in [1, 2, 3] {
        happened(&mut profile, EventKind::ServiceCall, day, None);
    }
    assert_eq!(points(&profile, "repeated_calls"), None);
    happened(&mut profile, EventKind::ServiceCall, 29, None);
    assert_eq!(points(&profile, "repeated_calls"), Some(40));
    happened(&mut profile, EventKind::Stop, 400, None);
    assert_eq!(points(&profile, "stopped"), Some(30));
    happened(&mut profile, EventKind::Resume, 5, None);
    assert_eq!(points(&profile, "stopped"), None);
}

#[test]
fn both_bill_shocks() {
    let with = |bills: &[i64]| {
        let mut profile = customer(&vec![400; bills.len()]);
        for (month, yuan) in profile.usage.iter_mut().zip(bills) {
            month.bill = Some(Fen::yuan(*yuan));
        }
        churn(&profile).signs.iter().find_map(|sign| match sign.evidence {
            Evidence::BillShock { legal, .. } => Some(legal),
            _ => None,
        })
    };
    assert_eq!(with(&[100, 100, 100, 100, 100, 150]), None);
    assert_eq!(with(&[100, 100, 100, 100, 100, 151]), Some(false));
    assert_eq!(with(&[100, 100, 100, 100, 100, 300]), Some(false));
    assert_eq!(with(&[100, 100, 100, 100, 100, 301]), Some(true));
    // Four months are too few for the regulation, two too few for anything; eight yuan are no shock.
    assert_eq!(with(&[100, 100, 100, 100, 900]), Some(false));
    assert_eq!(with(&[100, 100, 900]), None);
    assert_eq!(with(&[8, 8, 8, 8, 16]), None);
}

#[test]
fn what_keeps_customers_counts_against() {
    let mut profile = then(400);
    profile.customer.joined_on = Some("2022-11-22".parse().unwrap());
    assert_eq!(churn(&profile).points, 0);
    profile.customer.joined_on = Some("2022-10-22".parse().unwrap());
    profile.customer.tags = vec![RawText::new("家庭副卡"), RawText::new("宽带用户")];
    let churn = churn(&profile);
    assert_eq!(churn.points, -35 - 45 - 40);
    assert_eq!(churn.reasons().1.unwrap().evidence.code(), "family");
}

#[test]
fn the_shown_points_are_the_score() {
    let mut profile = then(100);
    for kind in [EventKind::Complaint, EventKind::Stop, EventKind::PortQuery, EventKind::CompetitorHotline] {
        happened(&mut profile, kind, 2, None);
    }
    profile.customer.joined_on = Some("2015-01-01".parse().unwrap());
    let churn = churn(&profile);
    assert_eq!(churn.points, churn.signs.iter().map(|sign| sign.points).sum::<i32>());
    assert!(churn.signs.is_sorted_by(|a, b| a.points >= b.points));
    assert_eq!(churn, assess_churn(&profile, now(), &Rules::default(), &Season::default()));
    assert_eq!(churn.reasons().0.len(), 3);
}

#[test]
fn levels_are_places_in_the_book() {
    let mut points: Vec<i32> = (0..1000).map(|at| if at < 100 { 200 - at } else { 0 }).collect();
    let count = |points: &[i32], alarm| {
        levels(points, &Quota::default()).iter().filter(|found| **found == alarm).count()
    };
    assert_eq!((count(&points, Alarm::Red), count(&points, Alarm::Amber)), (20, 50));
    // A tie that does not fit goes down whole: fewer, never more.
    points[15..25].fill(180);
    assert_eq!((count(&points, Alarm::Red), count(&points, Alarm::Amber)), (15, 55));
    assert_eq!(count(&[0, -5, 0], Alarm::Red), 0);
    assert_eq!(levels(&[], &Quota::default()), Vec::new());
    assert_eq!(levels(&[40, 0], &Quota::default())[0], Alarm::Red);
}

#[test]
fn any_clock_and_any_month_is_survived() {
    for at in ["1900-01-01", "2199-12-31"] {
        let day: NaiveDate = at.parse().unwrap();
        let at = from_local(day.and_hms_opt(0, 0, 0).unwrap());
        let mut profile = then(1);
        profile.customer.contract_end = Some("2026-01-01".parse().unwrap());
        profile.usage.last_mut().unwrap().bill = Some(Fen(i64::MAX / 1000));
        let churn = assess_churn(&profile, at, &Rules::default(), &Season::default());
        assert_eq!(churn.points, churn.signs.iter().map(|sign| sign.points).sum::<i32>());
    }
}

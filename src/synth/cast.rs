//! 演员: the customer of a training scenario, made from a description, with months, events and past calls, so that every pane of the desk is
//! alive. The same description, seed and day make the same customer.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;

use crate::domain::call::{CallId, Direction};
use crate::domain::customer::{Consent, Customer, CustomerId, Gender, Level};
use crate::domain::disposition::Disposition;
use crate::domain::event::{CustomerEvent, EventKind};
use crate::domain::follow_up::{FollowUp, Origin};
use crate::domain::habit::{Habit, HabitCell};
use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::profile::{PastCall, Profile};
use crate::domain::safe_text::RawText;
use crate::domain::time::{Moment, from_local, local};
use crate::domain::training::persona::{Pattern, Persona, PersonaCall};
use crate::domain::usage::{Kilobytes, Minutes, PerMille, UsageMonth};
use crate::synth::names::name;
use crate::synth::number;

/// A customer for one rehearsal. Everything is relative to `now`.
#[must_use]
pub fn cast(persona: &Persona, seed: u64, now: Moment) -> Profile {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let customer = customer(persona, &mut rng, now);
    let habits = habits(persona);
    let mut history: Vec<PastCall> =
        persona.calls.iter().enumerate().map(|(at, call)| past(call, at, seed, now)).collect();
    history.sort_by_key(|call| std::cmp::Reverse(call.at));
    let number = customer.number;
    let follow_ups = persona.calls.iter().enumerate().filter_map(|(at, call)| {
        Some(FollowUp {
            id: id(seed, 0x8000 + at),
            number,
            customer: Some(CustomerId(1)),
            due_at: Some(now + TimeDelta::hours(i64::from(call.promise_in_hours))),
            reason: RawText::new(call.promise.as_deref()?),
            origin: Origin::Promise { call: CallId(id(seed, at)) },
        })
    });
    Profile {
        id: CustomerId(1),
        usage: usage(persona, &mut rng, now),
        habit: (!habits.is_empty()).then(|| Habit::from_cells(&habits)),
        events: events(persona, now),
        history,
        follow_ups: follow_ups.collect(),
        quiet: Vec::new(),
        offers: Vec::new(),
        told: Vec::new(),
        tried: Vec::new(),
        customer,
    }
}

/// The week of a persona, for whoever stores it.
#[must_use]
pub fn habits(persona: &Persona) -> Vec<HabitCell> {
    let peaks: &[(u8, u32)] = match persona.habit.as_deref() {
        Some("early") => &[(7, 5), (8, 8), (9, 6), (17, 4), (18, 3)],
        Some("night") => &[(12, 3), (18, 4), (19, 6), (20, 9), (21, 7)],
        _ => &[(9, 5), (10, 9), (11, 7), (14, 5), (15, 8), (16, 8), (20, 3)],
    };
    let week = (1..=7_u8).flat_map(|weekday| peaks.iter().map(move |(hour, calls)| (weekday, *hour, *calls)));
    week.map(|(weekday, hour, calls)| HabitCell {
        weekday,
        hour,
        calls: if weekday > 5 { calls / 2 } else { calls },
    })
    .filter(|cell| cell.calls > 0)
    .collect()
}

/// An id that depends on nothing but the seed and the place.
fn id(seed: u64, place: usize) -> Uuid {
    Uuid::from_u64_pair(seed ^ 0x7A41_0000_0000_0000, 0x8000_0000_0000_0000 | place as u64)
}

fn text(value: Option<&String>) -> Option<RawText> {
    value.map(|value| RawText::new(value.as_str()))
}

fn customer(persona: &Persona, rng: &mut ChaCha8Rng, now: Moment) -> Customer {
    let today = local(now).date_naive();
    let yuan = |value: Option<u16>| value.map(|value| Fen::yuan(i64::from(value)));
    let drawn_male = rng.random_bool(0.5);
    let gender = persona.gender.as_deref().and_then(Gender::parse);
    let gender = gender.unwrap_or(if drawn_male { Gender::Male } else { Gender::Female });
    let drawn_name = name(rng, gender == Gender::Male);
    let mut customer = Customer::bare(number(rng.random_range(0..50_000_000)));
    customer.name = Some(RawText::new(persona.name.clone().unwrap_or(drawn_name)));
    customer.gender = Some(gender);
    customer.birthday = birthday(persona, rng, today);
    customer.level = persona.level.as_deref().and_then(Level::parse);
    customer.brand = text(persona.brand.as_ref());
    customer.package = text(persona.package.as_ref());
    customer.joined_on = today.checked_sub_days(Days::new(u64::from(tenure(persona)) * 365 / 12 + 5));
    customer.contract_end =
        persona.contract_in_days.and_then(|days| today.checked_add_signed(TimeDelta::days(i64::from(days))));
    customer.contract_penalty = yuan(persona.penalty);
    customer.balance = yuan(persona.balance);
    customer.arrears = Some(yuan(persona.arrears).unwrap_or_default());
    customer.credit_limit = yuan(persona.credit);
    customer.points = persona.points.map(i64::from);
    customer.customer_id = Some(RawText::new(format!("T{:08}", rng.random_range(0..100_000_000_u32))));
    customer.group_name = text(persona.group.as_ref());
    customer.region = text(persona.region.as_ref());
    customer.segment = text(persona.segment.as_ref());
    customer.tags = persona.tags.iter().map(|tag| RawText::new(tag.as_str())).collect();
    customer.preferred_channel = text(persona.channel.as_ref());
    customer.preferred_time = text(persona.time.as_ref());
    customer.taboo = text(persona.taboo.as_ref());
    customer.marketing_consent = persona.consent.as_deref().and_then(Consent::parse);
    customer
}

fn tenure(persona: &Persona) -> u16 {
    let usual = if persona.pattern == Pattern::New { 2 } else { 60 };
    persona.tenure_months.unwrap_or(usual)
}

fn birthday(persona: &Persona, rng: &mut ChaCha8Rng, today: NaiveDate) -> Option<NaiveDate> {
    let ahead = persona.birthday_in_days.unwrap_or_else(|| rng.random_range(60..300));
    let day = today.checked_add_days(Days::new(u64::from(ahead)))?;
    let drawn: u8 = rng.random_range(26..58);
    let year = day.year() - i32::from(persona.age.unwrap_or(drawn)) - i32::from(day.year() > today.year());
    day.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
}

fn usage(persona: &Persona, rng: &mut ChaCha8Rng, now: Moment) -> Vec<UsageMonth> {
    let newest = Month::of(local(now).date_naive()).minus(1);
    let known = u32::from(tenure(persona)).min(if persona.pattern == Pattern::New { 3 } else { 12 });
    (0..known).rev().map(|back| month(persona, rng, newest.minus(back), back)).collect()
}

/// The course of a pattern, `back` months ago, in hundredths of the usual month.
fn course(pattern: Pattern, back: u32) -> u64 {
    match (pattern, back) {
        (Pattern::Growing, back) => 104_u64.saturating_sub(u64::from(back) * 4),
        (Pattern::Falling, back) => 62 + u64::from(back) * 4,
        (Pattern::Dropping, 0) => 24,
        (Pattern::Dropping, 1) => 55,
        (Pattern::Silent, 0) => 0,
        (Pattern::Silent, 1) => 35,
        _ => 100,
    }
}

fn month(persona: &Persona, rng: &mut ChaCha8Rng, month: Month, back: u32) -> UsageMonth {
    let flow = course(persona.pattern, back);
    let about = |rng: &mut ChaCha8Rng, usual: u64| usual * flow * rng.random_range(95..=105) / 10_000;
    let fee = Fen::yuan(i64::from(persona.fee.or(persona.bill).unwrap_or(58)));
    let minutes = u32::try_from(about(rng, u64::from(persona.minutes.unwrap_or(260)))).unwrap_or(0);
    let kb = about(rng, u64::from(persona.gb.unwrap_or(12)) * 1_024 * 1_024);
    let usual = Fen::yuan(i64::from(persona.bill.or(persona.fee).unwrap_or(58)));
    // What the usual bill holds beyond the fee: data beyond the package for those who overflow, services for the others.
    let beyond = Fen((usual - fee).0.max(0));
    // Whoever grows into more calls pays for them a little more every month.
    let grows = persona.pattern == Pattern::Growing;
    let beyond = if grows { Fen(beyond.0 * i64::from(12_u32.saturating_sub(back)) / 12) } else { beyond };
    let varied = Fen(beyond.0 * rng.random_range(85..=115) / 100 / 100 * 100);
    let mut usage = UsageMonth::unknown(month);
    usage.package_fee = Some(fee);
    usage.voice_fee = Some(if grows { varied } else { Fen(0) });
    usage.sms_fee = Some(Fen(0));
    let overflows = persona.pattern == Pattern::Overage && back < 8;
    usage.data_fee = Some(if overflows { varied } else { Fen(0) });
    usage.vas_fee = Some(if grows || persona.pattern == Pattern::Overage { Fen(0) } else { varied });
    usage.roaming_fee = Some(match (persona.pattern, back) {
        (Pattern::Roaming, 0) => Fen::yuan(180),
        (Pattern::Shock, 0) => Fen(usual.0 * 3 / 2 / 100 * 100),
        _ => Fen(0),
    });
    let fees = [usage.package_fee, usage.voice_fee, usage.data_fee, usage.vas_fee, usage.roaming_fee];
    usage.bill = Some(fees.into_iter().flatten().sum());
    usage.voice_min = Some(Minutes(minutes));
    usage.voice_out_min = Some(Minutes(minutes * 53 / 100));
    usage.data = Some(Kilobytes(kb));
    usage.overage_data =
        Some(if overflows { Kilobytes::from_mb((varied.0 / 29).unsigned_abs()) } else { Kilobytes(0) });
    usage.sms = Some(minutes % 7);
    usage.calls = Some(minutes * 10 / 23);
    usage.distinct_numbers = Some(if minutes == 0 { 0 } else { minutes / 9 + 4 });
    usage.roaming_min =
        Some(Minutes(if persona.pattern == Pattern::Roaming && back == 0 { minutes / 4 } else { 0 }));
    usage.roaming_data =
        Some(Kilobytes(if persona.pattern == Pattern::Roaming && back == 0 { kb / 3 } else { 0 }));
    usage.zero_days = Some(if minutes == 0 {
        30
    } else if flow < 30 {
        12
    } else {
        0
    });
    usage.onnet_share = (minutes > 0).then_some(PerMille(640));
    usage
}

fn ago(now: Moment, days: u16, hour: u8) -> Moment {
    let day = local(now).date_naive().checked_sub_days(Days::new(u64::from(days))).unwrap_or_default();
    day.and_hms_opt(u32::from(hour).min(23), 20, 0).map_or(now, from_local).min(now)
}

fn events(persona: &Persona, now: Moment) -> Vec<CustomerEvent> {
    let event = |event: &crate::domain::training::persona::PersonaEvent| {
        let at = match event.minutes_ago {
            Some(minutes) => now - TimeDelta::minutes(i64::from(minutes)),
            None => ago(now, event.days_ago, event.hour),
        };
        Some(CustomerEvent { at, kind: EventKind::parse(&event.kind)?, detail: text(event.detail.as_ref()) })
    };
    let mut events: Vec<CustomerEvent> = persona.events.iter().filter_map(event).collect();
    events.sort_by_key(|event| std::cmp::Reverse(event.at));
    events.truncate(50);
    events
}

fn past(call: &PersonaCall, place: usize, seed: u64, now: Moment) -> PastCall {
    PastCall {
        call: CallId(id(seed, place)),
        at: ago(now, call.days_ago, call.hour),
        direction: if call.direction == "in" { Direction::In } else { Direction::Out },
        talked_seconds: (call.seconds > 0).then_some(u32::from(call.seconds)),
        disposition: Disposition::parse(&call.disposition),
        note: text(call.note.as_ref()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::insight::{Sign, assess};
    use crate::domain::time::parse_moment;

    fn now() -> Moment {
        parse_moment("2026-11-22T10:42:00+08:00").unwrap()
    }

    fn persona(pattern: Pattern) -> Persona {
        Persona {
            pattern,
            fee: Some(58),
            bill: Some(118),
            level: Some("gold".into()),
            habit: Some("night".into()),
            calls: vec![PersonaCall {
                days_ago: 3,
                direction: "in".into(),
                seconds: 90,
                disposition: "resolved".into(),
                promise: Some("x".into()),
                promise_in_hours: 20,
                ..PersonaCall::default()
            }],
            ..Persona::default()
        }
    }

    #[test]
    fn the_same_seed_makes_the_same_customer_and_another_seed_another_name() {
        let (one, two) =
            (cast(&persona(Pattern::Steady), 7, now()), cast(&persona(Pattern::Steady), 7, now()));
        assert_eq!(one.customer, two.customer);
        assert_eq!(one.usage, two.usage);
        assert_ne!(one.customer.number, cast(&persona(Pattern::Steady), 8, now()).customer.number);
        assert!(crate::synth::is_invented(one.customer.number));
    }

    #[test]
    fn every_pane_has_something_and_patterns_show_on_the_desk() {
        let signs = |pattern| assess(&cast(&persona(pattern), 1, now()), now()).signs;
        assert!(signs(Pattern::Overage).iter().any(|sign| matches!(sign, Sign::RepeatedOverage { .. })));
        assert!(signs(Pattern::Dropping).iter().any(|sign| matches!(sign, Sign::UsageDrop { .. })));
        assert!(signs(Pattern::Shock).iter().any(|sign| matches!(sign, Sign::BillShock { .. })));
        let profile = cast(&persona(Pattern::Steady), 1, now());
        assert_eq!((profile.usage.len(), profile.history.len(), profile.follow_ups.len()), (12, 1, 1));
        assert!(profile.habit.is_some() && profile.customer.name.is_some());
        assert_eq!(cast(&persona(Pattern::New), 1, now()).usage.len(), 2);
        assert_eq!(cast(&persona(Pattern::Silent), 1, now()).latest().unwrap().voice_min, Some(Minutes(0)));
    }

    #[test]
    fn a_growing_customer_pays_more_for_calls_every_quarter() {
        let bills: Vec<i64> =
            cast(&persona(Pattern::Growing), 1, now()).usage.iter().filter_map(|m| Some(m.bill?.0)).collect();
        assert!(bills.chunks(3).map(|quarter| quarter.iter().sum::<i64>()).is_sorted(), "{bills:?}");
    }

    #[test]
    fn a_birthday_is_as_near_as_the_description_says() {
        let mut person = persona(Pattern::Steady);
        person.birthday_in_days = Some(3);
        person.age = Some(44);
        let birthday = cast(&person, 1, now()).customer.birthday.unwrap();
        assert_eq!((birthday.month(), birthday.day()), (11, 25));
        assert_eq!(birthday.year(), 1982);
    }
}

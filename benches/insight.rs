//! How often the fall in use cries wolf, and how soon it sees a fall, on an invented base, side by side with a common rule of thumb.
//! No time is measured here; the figures are the same on every computer.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Normal};

use seatmate::domain::customer::{Customer, CustomerId};
use seatmate::domain::insight::rules::UsageRules;
use seatmate::domain::insight::season::Season;
use seatmate::domain::insight::usage_fall::{Measure, fall, slow_decline};
use seatmate::domain::money::Fen;
use seatmate::domain::month::Month;
use seatmate::domain::phone::PhoneNumber;
use seatmate::domain::profile::Profile;
use seatmate::domain::usage::{Minutes, UsageMonth};

/// How many the bench invents.
pub(crate) const CUSTOMERS: u32 = 20_000;
/// Months before the first judged one.
const BEFORE: usize = 12;
/// How this month lies to the last, in the customer's own spread. Assumed; no public figures say.
const MEMORY: f64 = 0.3;

/// One invented customer: minutes of the months before, and of three months to judge.
///
/// The middle follows a silver-level base (median 430 minutes). The spread of a customer is 0.38 in the middle and differs between
/// customers, so that a month against the three before falls as often as in a real VIP base of 1,522: 8.2 % below a half, about 4.6 %
/// below 0.4, 1.6 % below 0.3.
fn minutes(random: &mut ChaCha8Rng, left_over: f64) -> Vec<f64> {
    let normal = Normal::new(0.0, 1.0).unwrap_or_else(|_| unreachable!("a fixed, valid spread"));
    let middle = (430.0_f64.ln() + 0.6 * normal.sample(random)).exp();
    let spread = 0.38 * (0.4 * normal.sample(random)).exp();
    let mut noise = normal.sample(random);
    (0..BEFORE + 3)
        .map(|month| {
            noise = MEMORY * noise + (1.0 - MEMORY * MEMORY).sqrt() * normal.sample(random);
            let fallen = if month >= BEFORE { left_over } else { 1.0 };
            (middle * (spread * noise).exp() * fallen).round()
        })
        .collect()
}

fn profile(minutes: &[f64]) -> Option<Profile> {
    // Ends in October: no festival near.
    let last = Month::new(2026, 10)?;
    let count = u32::try_from(minutes.len()).ok()?;
    let usage = minutes
        .iter()
        .zip(0..)
        .map(|(minutes, at)| UsageMonth {
            voice_min: Some(Minutes(*minutes as u32)),
            bill: Some(Fen::yuan(150)),
            ..UsageMonth::unknown(last.minus(count - 1 - at))
        })
        .collect();
    Some(Profile {
        id: CustomerId(1),
        customer: Customer::bare(PhoneNumber::parse("13800138000").ok()?),
        usage,
        habit: None,
        events: Vec::new(),
        history: Vec::new(),
        follow_ups: Vec::new(),
        offers: Vec::new(),
        quiet: Vec::new(),
        told: Vec::new(),
        tried: Vec::new(),
    })
}

type Rule = (&'static str, fn(&[f64]) -> bool);

const RULES: [Rule; 6] = [
    ("below 0.5 of the last three", |minutes| ratio(minutes) < 0.5),
    ("below 0.4 of the last three", |minutes| ratio(minutes) < 0.4),
    ("below 0.3 of the last three", |minutes| ratio(minutes) < 0.3),
    ("seatmate amber (z < -2.0)", |minutes| z(minutes) < UsageRules::default().amber),
    ("seatmate red (z < -2.5)", |minutes| z(minutes) < UsageRules::default().red),
    ("seatmate slow decline", |minutes| {
        profile(minutes).is_some_and(|profile| {
            slow_decline(&profile, Measure::Voice, &Season::default(), &UsageRules::default()).is_some()
        })
    }),
];

fn ratio(minutes: &[f64]) -> f64 {
    let Some((latest, before)) = minutes.split_last() else { return 1.0 };
    let three: Vec<f64> = before.iter().rev().take(3).copied().collect();
    latest / (three.iter().sum::<f64>() / three.len().max(1) as f64).max(1.0)
}

fn z(minutes: &[f64]) -> f64 {
    profile(minutes)
        .and_then(|profile| fall(&profile, Measure::Voice, &Season::default(), &UsageRules::default()))
        .map_or(0.0, |fall| fall.z)
}

/// The share of `customers` for whom a rule speaks in the first month, and in any of the first three.
fn caught(rule: fn(&[f64]) -> bool, customers: u32, left_over: f64, seed: u64) -> (f64, f64) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (mut first, mut third) = (0_u32, 0_u32);
    for _ in 0..customers {
        let minutes = minutes(&mut random, left_over);
        let speaks = |month: usize| minutes.get(..BEFORE + month).is_some_and(rule);
        let at_once = speaks(1);
        first += u32::from(at_once);
        third += u32::from(at_once || speaks(2) || speaks(3));
        // One draw more keeps the customers of different runs apart.
        let _: f64 = random.random();
    }
    let share = |count: u32| f64::from(count) / f64::from(customers);
    (share(first), share(third))
}

/// What became of one rule; shares from 0 to 1, falls as (in the first month, by the third).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured {
    /// The rule, in English.
    pub(crate) name: &'static str,
    /// Of customers who did not change, in one month.
    pub(crate) false_alarms: f64,
    /// Of customers whose minutes fell by half.
    pub(crate) half: (f64, f64),
    /// Of customers whose minutes fell by 70 %.
    pub(crate) deep: (f64, f64),
}

/// The rules whose names `wanted` accepts, on `customers` invented customers.
#[must_use]
pub(crate) fn measure(customers: u32, wanted: impl Fn(&str) -> bool) -> Vec<Measured> {
    let measured = |(name, rule)| Measured {
        name,
        false_alarms: caught(rule, customers, 1.0, 1).0,
        half: caught(rule, customers, 0.5, 2),
        deep: caught(rule, customers, 0.3, 3),
    };
    RULES.into_iter().filter(|(name, _)| wanted(name)).map(measured).collect()
}

/// The table: false alarms per 100 customers and month; falls by half and by 70 %, caught in the first month and by the third.
#[must_use]
pub(crate) fn table() -> String {
    let mut text = String::from(
        "| rule | false alarms / 100 / month | -50 %: month 1, by 3 | -70 %: month 1, by 3 |\n|---|---|---|---|\n",
    );
    for Measured { name, false_alarms, half, deep } in measure(CUSTOMERS, |_| true) {
        text.push_str(&format!(
            "| {name} | {:.1} | {:.2}, {:.2} | {:.2}, {:.2} |\n",
            false_alarms * 100.0,
            half.0,
            half.1,
            deep.0,
            deep.1
        ));
    }
    text
}

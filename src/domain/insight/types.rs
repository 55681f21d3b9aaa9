//! 客户类型: persona and sensitivities as points that clues give, each clue a rule in a file. A type is a guess that the agent overrules.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::domain::habit::Habit;
use crate::domain::profile::Profile;
use crate::domain::time::{Moment, local};
use crate::domain::usage::UsageMonth;

/// What a clue may look at. A fact that is unknown gives nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// Whole years of age.
    Age,
    /// Place in the order of levels, 0 none to 9 diamond.
    Level,
    /// Months on the network.
    Tenure,
    /// Mean bill of the known months, up to six, in yuan.
    Bill,
    /// The same for minutes.
    Minutes,
    /// The same for data, GB.
    DataGb,
    /// Months of the last twelve with roaming minutes or data.
    RoamingMonths,
    /// Months of the last twelve in which something was paid beyond the package.
    OverageMonths,
    /// Share of calls between 20:00 and 24:00, percent.
    EveningShare,
    /// Complaints in a year.
    Complaints,
    /// Calls to the service line and visits to a shop in a year.
    ServiceContacts,
    /// Changes of package in a year.
    PackageChanges,
    /// Tags, segment, brand, package and corporate group as one text.
    Words,
}

/// One clue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clue {
    /// What it speaks for.
    pub speaks_for: String,
    /// What it looks at.
    pub fact: Fact,
    /// At least this.
    #[serde(default)]
    pub from: Option<f64>,
    /// Less than this.
    #[serde(default)]
    pub below: Option<f64>,
    /// Holds one of these words.
    #[serde(default)]
    pub words: Vec<String>,
    /// What it gives; negative speaks against.
    pub points: i32,
}

/// The clues for personas and for sensitivities.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TypeRules {
    /// Points below which no persona is named.
    pub persona_least: i32,
    /// Clues for one of the personas.
    pub persona: Vec<Clue>,
    /// Clues for the sensitivities: security, price, service, brand.
    pub sensitivity: Vec<Clue>,
}

/// A type, its points, and the facts that gave them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Typed {
    /// The code, such as `business_elite` or `price`.
    pub code: String,
    /// The sum of its clues.
    pub points: i32,
    /// Every clue that held, with its points, in the order of the file.
    pub because: Vec<(Fact, i32)>,
}

/// Persona and sensitivities of one customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CustomerType {
    /// The likeliest persona; `None` when nothing speaks clearly or two are equally likely.
    pub persona: Option<Typed>,
    /// Every sensitivity that something speaks for, the strongest first.
    pub sensitivities: Vec<Typed>,
}

/// Adds up the clues.
#[must_use]
pub fn customer_type(profile: &Profile, now: Moment, rules: &TypeRules) -> CustomerType {
    let facts = Facts::of(profile, now);
    let mut personas = add_up(&rules.persona, &facts).into_iter();
    let persona = personas.next().filter(|best| {
        best.points >= rules.persona_least.max(1)
            && personas.next().is_none_or(|second| second.points < best.points)
    });
    CustomerType { persona, sensitivities: add_up(&rules.sensitivity, &facts) }
}

fn add_up(clues: &[Clue], facts: &Facts) -> Vec<Typed> {
    let mut sums: BTreeMap<&str, Typed> = BTreeMap::new();
    for clue in clues.iter().filter(|clue| facts.holds(clue)) {
        let sum = sums.entry(&clue.speaks_for).or_insert_with(|| Typed {
            code: clue.speaks_for.clone(),
            points: 0,
            because: Vec::new(),
        });
        sum.points += clue.points;
        sum.because.push((clue.fact, clue.points));
    }
    let mut found: Vec<Typed> = sums.into_values().filter(|sum| sum.points > 0).collect();
    found.sort_by(|a, b| b.points.cmp(&a.points).then(a.code.cmp(&b.code)));
    found
}

/// What is known.
struct Facts {
    numbers: BTreeMap<Fact, f64>,
    words: String,
}

impl Facts {
    fn of(profile: &Profile, now: Moment) -> Self {
        let (customer, today) = (&profile.customer, local(now).date_naive());
        let mut numbers = BTreeMap::new();
        let mut know = |fact, value: Option<f64>| {
            if let Some(value) = value {
                numbers.insert(fact, value);
            }
        };
        know(Fact::Age, customer.birthday.and_then(|birthday| age(birthday, today)).map(f64::from));
        know(Fact::Level, customer.level.map(|level| f64::from(level as u8)));
        know(Fact::Tenure, customer.tenure_months(today).map(f64::from));
        know(Fact::Bill, mean(profile, |usage| Some(usage.bill?.0 as f64 / 100.0)));
        know(Fact::Minutes, mean(profile, |usage| Some(f64::from(usage.voice_min?.0))));
        know(Fact::DataGb, mean(profile, |usage| Some(usage.data?.0 as f64 / (1024.0 * 1024.0))));
        let roaming = |usage: &UsageMonth| {
            let minutes = usage.roaming_min.map(|minutes| minutes.0 > 0);
            let data = usage.roaming_data.map(|data| data.0 > 0);
            minutes.or(data).map(|_| minutes == Some(true) || data == Some(true))
        };
        know(Fact::RoamingMonths, months(profile, roaming));
        know(Fact::OverageMonths, months(profile, |usage| usage.overage_fee().map(|fee| fee.0 > 0)));
        know(Fact::EveningShare, profile.habit.as_ref().and_then(evening_share));
        let happened = |kinds: &[EventKind]| {
            let recent = |at: Moment| at <= now && (now - at).num_days() < 365;
            let count = profile.events.iter().filter(|event| kinds.contains(&event.kind) && recent(event.at));
            Some(count.count() as f64)
        };
        know(Fact::Complaints, happened(&[EventKind::Complaint]));
        know(Fact::ServiceContacts, happened(&[EventKind::ServiceCall, EventKind::Visit]));
        know(Fact::PackageChanges, happened(&[EventKind::PackageChange]));
        let texts = [&customer.segment, &customer.brand, &customer.package, &customer.group_name];
        let words: Vec<&str> =
            texts.into_iter().flatten().chain(&customer.tags).map(|text| text.as_raw()).collect();
        Self { numbers, words: words.join("\n") }
    }

    fn holds(&self, clue: &Clue) -> bool {
        if clue.fact == Fact::Words {
            return clue.words.iter().any(|word| self.words.contains(word.as_str()));
        }
        self.numbers.get(&clue.fact).is_some_and(|value| {
            clue.from.is_none_or(|from| *value >= from) && clue.below.is_none_or(|below| *value < below)
        })
    }
}

fn age(birthday: NaiveDate, today: NaiveDate) -> Option<u32> {
    today.years_since(birthday).filter(|age| *age < 130 && birthday.year() > 1900)
}

fn mean(profile: &Profile, of: impl Fn(&UsageMonth) -> Option<f64>) -> Option<f64> {
    let known: Vec<f64> = profile.usage.iter().rev().take(6).filter_map(of).collect();
    (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
}

fn months(profile: &Profile, of: impl Fn(&UsageMonth) -> Option<bool>) -> Option<f64> {
    let known: Vec<bool> = profile.usage.iter().rev().take(12).filter_map(of).collect();
    (!known.is_empty()).then(|| known.iter().filter(|holds| **holds).count() as f64)
}

fn evening_share(habit: &Habit) -> Option<f64> {
    let all = habit.total();
    let evening: u64 = (20..24).map(|hour| habit.hour_total(hour)).sum();
    (all >= 20).then(|| 100.0 * evening as f64 / all as f64)
}

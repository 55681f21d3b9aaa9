//! The facts of one customer that clues look at, each with its value, so that evidence can be shown. It gives no points.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::event::EventKind;
use crate::domain::habit::Habit;
use crate::domain::insight::types::{Clue, Fact};
use crate::domain::profile::Profile;
use crate::domain::time::{Moment, local};
use crate::domain::usage::UsageMonth;

/// What is known.
pub(super) struct Facts {
    numbers: BTreeMap<Fact, f64>,
    words: String,
}

impl Facts {
    pub(super) fn of(profile: &Profile, now: Moment) -> Self {
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
        know(Fact::ContractDays, customer.contract_days_left(today).map(|days| days as f64));
        know(Fact::DistinctNumbers, mean(profile, |usage| usage.distinct_numbers.map(f64::from)));
        know(Fact::TalkSeconds, talk_seconds(profile));
        let asked = profile.events.iter().filter(|event| {
            let porting = matches!(event.kind, EventKind::PortQuery | EventKind::PortRequest);
            porting && event.at <= now && (now - event.at).num_days() < 60
        });
        know(Fact::PortQueries, Some(asked.count() as f64));
        let texts = [&customer.segment, &customer.brand, &customer.package, &customer.group_name];
        let words: Vec<&str> =
            texts.into_iter().flatten().chain(&customer.tags).map(|text| text.as_raw()).collect();
        Self { numbers, words: words.join("\n") }
    }

    /// What a clue found: the fact's value, or the rule's word; `None` when it does not hold.
    pub(super) fn found(&self, clue: &Clue) -> Option<String> {
        if clue.fact == Fact::Words {
            return clue.words.iter().find(|word| self.words.contains(word.as_str())).cloned();
        }
        let value = *self.numbers.get(&clue.fact)?;
        let holds =
            clue.from.is_none_or(|from| value >= from) && clue.below.is_none_or(|below| value < below);
        // Whole numbers as they are, means with one decimal.
        let text = || if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.1}") };
        holds.then(text)
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

/// How long our calls with this customer last.
fn talk_seconds(profile: &Profile) -> Option<f64> {
    let talked: Vec<f64> =
        profile.history.iter().take(10).filter_map(|call| call.talked_seconds).map(f64::from).collect();
    (talked.len() >= 2).then(|| talked.iter().sum::<f64>() / talked.len() as f64)
}

fn evening_share(habit: &Habit) -> Option<f64> {
    let all = habit.total();
    let evening: u64 = (20..24).map(|hour| habit.hour_total(hour)).sum();
    (all >= 20).then(|| 100.0 * evening as f64 / all as f64)
}

//! A finished call as a case to practise: its structure, and the customer in bands. Nothing in it points at anybody. Pure.

use chrono::NaiveDate;

use crate::domain::call::CallKind;
use crate::domain::customer::{Consent, Gender, Level};
use crate::domain::disposition::Disposition;
use crate::domain::money::Fen;
use crate::domain::profile::Profile;
use crate::domain::training::persona::Pattern;
use crate::domain::training::scenario::Group;
use crate::domain::usage::UsageMonth;

/// A masked case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// How the call came about.
    pub kind: CallKind,
    /// Which exercise it is.
    pub group: Group,
    /// How it ended.
    pub disposition: Option<Disposition>,
    /// The script, by its id.
    pub script: Option<String>,
    /// The steps that were shown, by their ids.
    pub steps: Vec<String>,
    /// What the answers told, in the codes of the script.
    pub told: Vec<(String, String)>,
    /// What came of the offers, by code; which offers they were is left out.
    pub offers: Vec<String>,
    /// The customer in bands.
    pub who: Bands,
}

/// A customer in bands: wide enough that many share them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bands {
    /// Level.
    pub level: Option<Level>,
    /// Gender.
    pub gender: Option<Gender>,
    /// The middle of the decade.
    pub age: Option<u8>,
    /// The middle of a band of months.
    pub tenure_months: Option<u16>,
    /// Monthly fee, to twenty yuan.
    pub fee: Option<u16>,
    /// Usual bill, to twenty yuan.
    pub bill: Option<u16>,
    /// Minutes a month, to a hundred.
    pub minutes: Option<u16>,
    /// Data a month, to five GB.
    pub gb: Option<u16>,
    /// How the months go.
    pub pattern: Pattern,
    /// Whether the customer agreed to marketing.
    pub consent: Option<Consent>,
    /// Whether something is overdue.
    pub arrears: bool,
    /// Whether the contract ends within three months.
    pub contract_ends: bool,
}

/// What the desk kept of the call, by codes.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// The script.
    pub script: Option<String>,
    /// Its steps.
    pub steps: Vec<String>,
    /// What the answers told.
    pub told: Vec<(String, String)>,
    /// What was said to offers.
    pub offers: Vec<String>,
}

impl Case {
    /// Takes structure and bands, and leaves everything else behind. Codes that do not look like codes are left behind as well: a name or
    /// a number could hide in them.
    #[must_use]
    pub fn of(
        kind: CallKind,
        disposition: Option<Disposition>,
        course: Course,
        profile: Option<&Profile>,
        today: NaiveDate,
    ) -> Self {
        let plain = |code: &String| is_code(code);
        let script = course.script.filter(plain);
        Self {
            kind,
            group: group(kind, script.as_deref()),
            disposition,
            script,
            steps: course.steps.into_iter().filter(plain).collect(),
            told: course.told.into_iter().filter(|(name, value)| is_code(name) && is_code(value)).collect(),
            offers: course.offers.into_iter().filter(plain).collect(),
            who: profile.map(|profile| bands(profile, today)).unwrap_or_default(),
        }
    }
}

/// Small letters, single digits and hyphens, as the files write them.
fn is_code(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    let digits = text.chars().filter(char::is_ascii_digit).count();
    !text.is_empty() && text.len() <= 40 && digits <= 2 && text.chars().all(fits)
}

fn group(kind: CallKind, script: Option<&str>) -> Group {
    match script.unwrap_or_default() {
        "welcome" => Group::Welcome,
        "club" => Group::Club,
        "marketing" | "family" | "bundle" => Group::Marketing,
        "birthday" => Group::Birthday,
        "retention" | "retention-port" | "win-back" | "contract-end" => Group::Retention,
        "port-inbound" => Group::Port,
        "arrears" | "stop-resume" => Group::Arrears,
        "information" => Group::Information,
        "satisfaction" | "survey-open" => Group::Satisfaction,
        "silent-line" => Group::Silent,
        complaint if complaint.starts_with("complaint") => Group::Complaint,
        _ if kind == CallKind::SurveyOutbound => Group::Satisfaction,
        _ => Group::Bill,
    }
}

fn bands(profile: &Profile, today: NaiveDate) -> Bands {
    let customer = &profile.customer;
    let months = profile.usage.get(profile.usage.len().saturating_sub(6)..).unwrap_or_default();
    let age = customer.birthday.and_then(|born| today.years_since(born));
    let tenure = customer.tenure_months(today);
    let yuan = |fen: Fen| u64::try_from(fen.0 / 100).unwrap_or(0);
    Bands {
        level: customer.level,
        gender: customer.gender,
        age: age.filter(|age| (18..90).contains(age)).and_then(|age| u8::try_from(age / 10 * 10 + 5).ok()),
        tenure_months: tenure.map(|months| match months {
            0..=3 => 2,
            4..=12 => 8,
            13..=36 => 24,
            37..=96 => 60,
            _ => 120,
        }),
        fee: mean(months.iter().filter_map(|month| month.package_fee).map(yuan), 20),
        bill: mean(months.iter().filter_map(|month| month.bill).map(yuan), 20),
        minutes: mean(months.iter().filter_map(|month| month.voice_min).map(|min| u64::from(min.0)), 100),
        gb: mean(months.iter().filter_map(|month| month.data).map(|data| data.0 / (1024 * 1024)), 5),
        pattern: pattern(&profile.usage, tenure),
        consent: customer.marketing_consent,
        arrears: customer.arrears.is_some_and(|due| due.0 > 0),
        contract_ends: customer.contract_end.is_some_and(|end| (0..=90).contains(&(end - today).num_days())),
    }
}

/// The mean to the nearest step, at least one step, at most four digits.
fn mean(values: impl Iterator<Item = u64>, step: u64) -> Option<u16> {
    let values: Vec<u64> = values.collect();
    let count = u64::try_from(values.len()).ok().filter(|count| *count > 0)?;
    let mean = values.iter().fold(0_u64, |sum, value| sum.saturating_add(*value)) / count;
    u16::try_from((((mean + step / 2) / step).max(1) * step).min(9_000)).ok()
}

fn pattern(usage: &[UsageMonth], tenure: Option<u32>) -> Pattern {
    let Some((last, before)) = usage.split_last() else { return Pattern::Steady };
    let data = |month: &UsageMonth| month.data.map(|data| data.0);
    let bills: Vec<i64> =
        before.iter().rev().take(3).filter_map(|month| month.bill).map(|fen| fen.0).collect();
    let usual = bills.iter().sum::<i64>().checked_div(i64::try_from(bills.len()).unwrap_or(0));
    let extra = |month: &&UsageMonth| month.data_fee.is_some_and(|fee| fee.0 > 0);
    if tenure.is_some_and(|months| months <= 3) {
        return Pattern::New;
    }
    if data(last) == Some(0) && last.voice_min.is_some_and(|minutes| minutes.0 == 0) {
        return Pattern::Silent;
    }
    if last.roaming_fee.is_some_and(|fee| fee.0 > 0) {
        return Pattern::Roaming;
    }
    if usage.iter().rev().take(3).filter(extra).count() >= 2 {
        return Pattern::Overage;
    }
    if let (Some(bill), Some(usual)) = (last.bill, usual)
        && bill.0 * 2 > usual * 3
    {
        return Pattern::Shock;
    }
    let part = |months: &[UsageMonth]| mean(months.iter().filter_map(data).map(|kb| kb / (1024 * 100)), 1);
    let new = part(usage.get(usage.len().saturating_sub(2)..).unwrap_or_default());
    let old =
        part(before.get(before.len().saturating_sub(5)..before.len().saturating_sub(1)).unwrap_or_default());
    match (new, old) {
        (Some(new), Some(old)) if new * 2 < old => Pattern::Dropping,
        (Some(new), Some(old)) if u32::from(new) * 5 < u32::from(old) * 4 => Pattern::Falling,
        (Some(new), Some(old)) if u32::from(new) * 4 > u32::from(old) * 5 => Pattern::Growing,
        _ => Pattern::Steady,
    }
}

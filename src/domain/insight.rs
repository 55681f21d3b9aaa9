//! What a careful account manager would notice at a glance, in its first true form: the trend of bill and use,
//! the contract's end, open complaints and promises. Every sign carries the figures it rests on.

pub mod assessment;
pub mod brief;
pub mod calling_time;
pub mod churn;
pub mod consumption;
pub mod floor;
pub mod in_call;
pub mod learnt;
pub mod lifecycle;
pub mod next_action;
pub mod noticed;
pub mod own_card;
pub mod picture;
pub mod retention;
pub mod robust;
pub mod rules;
pub mod season;
pub mod silence;
mod type_facts;
pub mod types;
pub mod usage_fall;
pub mod value;
pub mod wrong;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::event::EventKind;
use crate::domain::money::Fen;
use crate::domain::profile::Profile;
use crate::domain::time::{Moment, local};
use crate::domain::usage::UsageMonth;

/// 洞察: what is worth knowing before saying hello, most urgent first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Insight {
    /// Signs, most urgent first.
    pub signs: Vec<Sign>,
    /// Latest bill against the median of the three known months before it.
    pub bill: Option<Trend>,
    /// Latest minutes against the same yardstick.
    pub voice: Option<Trend>,
    /// Latest data against the same yardstick, in KB.
    pub data: Option<Trend>,
}

/// A measure's latest value against its own recent past.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Trend {
    /// The latest month's value (fen, minutes or KB).
    pub latest: i64,
    /// The median of the three known months before it.
    pub before: i64,
}

impl Trend {
    /// The change in whole percent, rounded towards zero; `None` when there was nothing before.
    #[must_use]
    pub fn percent(self) -> Option<i64> {
        (self.before > 0).then(|| (self.latest - self.before).saturating_mul(100) / self.before)
    }
}

/// 征兆 with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "sign", rename_all = "snake_case")]
pub enum Sign {
    /// A port-out code was requested; it lives 60 minutes.
    PortRequested {
        /// When.
        at: Moment,
    },
    /// Asked whether the number can be ported.
    PortQueried {
        /// The latest time.
        at: Moment,
    },
    /// A complaint is open.
    ComplaintOpen {
        /// Since when.
        since: Moment,
    },
    /// We promised something.
    PromiseOpen {
        /// When it is due.
        due_at: Option<Moment>,
    },
    /// Called a competitor's hotline.
    CompetitorHotline {
        /// How often in the last 30 days.
        times: u32,
    },
    /// Overdue amount.
    Arrears {
        /// How much.
        amount: Fen,
    },
    /// The latest bill is more than one and a half times the median of the months before.
    BillShock {
        /// Latest bill.
        latest: Fen,
        /// Median of the three months before.
        before: Fen,
    },
    /// Paid beyond the package in each of the last months.
    RepeatedOverage {
        /// In how many months in a row, up to the latest.
        months: u32,
        /// What the latest month cost beyond the package.
        latest: Fen,
    },
    /// Minutes fell below four tenths of the median of the months before.
    UsageDrop {
        /// Latest minutes.
        latest: i64,
        /// Median of the three months before.
        before: i64,
    },
    /// The contract ends soon, or ended lately.
    ContractEnd {
        /// The last day.
        on: NaiveDate,
        /// Days left; negative when it has ended.
        days: i64,
    },
    /// Asked not to be called, or refused marketing.
    DoNotMarket,
    /// Birthday within three days.
    Birthday {
        /// Days until then, -3 to 3.
        days: i64,
    },
}

/// Looks at a profile. Deterministic; says nothing about what is unknown.
#[must_use]
pub fn assess(profile: &Profile, now: Moment) -> Insight {
    let today = local(now).date_naive();
    let bill = trend(profile, |usage| usage.bill.map(|fen| fen.0));
    let voice = trend(profile, |usage| usage.voice_min.map(|minutes| i64::from(minutes.0)));
    let data = trend(profile, |usage| usage.data.and_then(|kb| i64::try_from(kb.0).ok()));
    let mut signs = Vec::new();
    signs.extend(event_signs(profile, now));
    signs.extend(account_signs(profile, today));
    signs.extend(bill.and_then(bill_shock));
    signs.extend(repeated_overage(profile));
    signs.extend(voice.and_then(usage_drop));
    signs.sort_by_key(urgency);
    Insight { signs, bill, voice, data }
}

/// The latest month against the median of up to three known months before it; at least two are needed.
fn trend(profile: &Profile, measure: impl Fn(&UsageMonth) -> Option<i64>) -> Option<Trend> {
    let mut newest_first = profile.usage.iter().rev();
    let latest = measure(newest_first.next()?)?;
    let mut before: Vec<i64> = newest_first.filter_map(&measure).take(3).collect();
    before.sort_unstable();
    (before.len() >= 2)
        .then(|| before.get(before.len() / 2).copied())
        .flatten()
        .map(|before| Trend { latest, before })
}

fn event_signs(profile: &Profile, now: Moment) -> Vec<Sign> {
    let within_days = |at: Moment, days: i64| at <= now && (now - at).num_days() < days;
    let latest = |kind: EventKind| {
        profile.events.iter().filter(|event| event.kind == kind).map(|event| event.at).max()
    };
    let mut signs = Vec::new();
    if let Some(at) = latest(EventKind::PortRequest).filter(|at| within_days(*at, 30)) {
        signs.push(Sign::PortRequested { at });
    }
    if let Some(at) = latest(EventKind::PortQuery).filter(|at| within_days(*at, 60)) {
        signs.push(Sign::PortQueried { at });
    }
    let closed = latest(EventKind::ComplaintClosed);
    if let Some(since) = latest(EventKind::Complaint).filter(|at| closed.is_none_or(|closed| closed < *at)) {
        signs.push(Sign::ComplaintOpen { since });
    }
    let hotline = profile
        .events
        .iter()
        .filter(|event| event.kind == EventKind::CompetitorHotline && within_days(event.at, 30))
        .count();
    if hotline > 0 {
        signs.push(Sign::CompetitorHotline { times: u32::try_from(hotline).unwrap_or(u32::MAX) });
    }
    signs
}

fn account_signs(profile: &Profile, today: NaiveDate) -> Vec<Sign> {
    let customer = &profile.customer;
    let mut signs = Vec::new();
    if let Some(promise) = profile.follow_ups.first() {
        signs.push(Sign::PromiseOpen { due_at: promise.due_at });
    }
    if let Some(amount) = customer.arrears.filter(|amount| amount.0 > 0) {
        signs.push(Sign::Arrears { amount });
    }
    // The window in which the seeds and the retention desk act on a contract's end: 90 days before to 30 after.
    if let Some((on, days)) = customer.contract_end.zip(customer.contract_days_left(today))
        && (-30..=90).contains(&days)
    {
        signs.push(Sign::ContractEnd { on, days });
    }
    if customer.do_not_call == Some(true)
        || customer.marketing_consent == Some(crate::domain::customer::Consent::No)
    {
        signs.push(Sign::DoNotMarket);
    }
    if let Some(days) = customer.birthday.and_then(|birthday| days_to_birthday(birthday, today))
        && days.abs() <= 3
    {
        signs.push(Sign::Birthday { days });
    }
    signs
}

/// Days from `today` to the nearest anniversary. A birthday on 29 February counts on 28 February in short years.
fn days_to_birthday(birthday: NaiveDate, today: NaiveDate) -> Option<i64> {
    use chrono::Datelike;
    (-1..=1)
        .filter_map(|years| {
            let year = today.year() + years;
            birthday.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
        })
        .map(|anniversary| (anniversary - today).num_days())
        .min_by_key(|days| days.abs())
}

/// Statistical bill shock: more than 1.5 times the customer's own recent median, and at least 10 yuan more.
fn bill_shock(trend: Trend) -> Option<Sign> {
    (trend.latest * 2 > trend.before * 3 && trend.latest - trend.before >= 1_000)
        .then_some(Sign::BillShock { latest: Fen(trend.latest), before: Fen(trend.before) })
}

/// Below 0.4 of the recent median, from at least 60 minutes: half of it alone would flag one VIP in twelve (FACTS section 2).
fn usage_drop(trend: Trend) -> Option<Sign> {
    (trend.before >= 60 && trend.latest * 10 < trend.before * 4)
        .then_some(Sign::UsageDrop { latest: trend.latest, before: trend.before })
}

fn repeated_overage(profile: &Profile) -> Option<Sign> {
    let fees = || {
        profile
            .months(24)
            .into_iter()
            .rev()
            .map_while(|(_, usage)| usage.and_then(UsageMonth::overage_fee))
            .take_while(|fee| fee.0 > 0)
    };
    let months = u32::try_from(fees().count()).unwrap_or(u32::MAX);
    fees().next().filter(|_| months >= 2).map(|latest| Sign::RepeatedOverage { months, latest })
}

/// Lower is more urgent: deadlines, then anger, then money, then the calendar.
fn urgency(sign: &Sign) -> u8 {
    match sign {
        Sign::PortRequested { .. } => 0,
        Sign::ComplaintOpen { .. } => 1,
        Sign::PromiseOpen { .. } => 2,
        Sign::PortQueried { .. } => 3,
        Sign::CompetitorHotline { .. } => 4,
        Sign::Arrears { .. } => 5,
        Sign::BillShock { .. } => 6,
        Sign::UsageDrop { .. } => 7,
        Sign::RepeatedOverage { .. } => 8,
        Sign::ContractEnd { .. } => 9,
        Sign::DoNotMarket => 10,
        Sign::Birthday { .. } => 11,
    }
}

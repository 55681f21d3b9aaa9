//! What the customer uses and pays: level, direction, make-up, what lies unused. Whole numbers out; what is unknown stays unknown.

use serde::{Deserialize, Serialize};

use crate::domain::insight::robust::slope;
use crate::domain::insight::usage_fall::Measure;
use crate::domain::money::Fen;
use crate::domain::profile::Profile;
use crate::domain::usage::{Kilobytes, Minutes, UsageMonth};

/// A measure's level and direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Course {
    /// Of what.
    pub measure: Measure,
    /// The newest month, in minutes, KB or fen.
    pub latest: i64,
    /// Against the calendar month before, whole percent rounded towards zero.
    pub on_month: Option<i64>,
    /// The robust direction over six months (Theil-Sen on logarithms), in thousandths a month. Needs four known months.
    pub direction: Option<i64>,
}

/// What a bill is made of, latest month, in fen; a part that is unknown is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MakeUp {
    /// The whole bill.
    pub bill: Fen,
    /// 套餐内
    pub package: Option<Fen>,
    /// 套外语音
    pub voice: Option<Fen>,
    /// 套外流量
    pub data: Option<Fen>,
    /// 增值业务
    pub value_added: Option<Fen>,
    /// 漫游
    pub roaming: Option<Fen>,
}

/// What a package gives a month, and what a unit of it is taken to be worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// The fee.
    pub fee: Fen,
    /// Minutes; `None` when there is no such part.
    pub minutes: Option<Minutes>,
    /// Data; `None` when there is no such part.
    pub data: Option<Kilobytes>,
    /// What a minute counts when the fee is divided between the parts.
    pub worth_minute: Fen,
    /// What a GB counts.
    pub worth_gb: Fen,
    /// Unused data lives to the end of the next month, and is used there first.
    pub rolls: bool,
}

/// 白花的钱: the part of the fee that bought what was never used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Unused {
    /// Months in which everything was known.
    pub months: i64,
    /// A month on average, rounded down.
    pub fee: Fen,
    /// Unused minutes a month.
    pub minutes: i64,
    /// Unused KB a month.
    pub kb: i64,
}

/// Every measure whose newest month is known.
#[must_use]
pub fn courses(profile: &Profile) -> Vec<Course> {
    Measure::ALL.into_iter().filter_map(|measure| course(profile, measure)).collect()
}

fn course(profile: &Profile, measure: Measure) -> Option<Course> {
    let months = profile.months(6);
    let value = |usage: Option<&UsageMonth>| usage.and_then(|usage| measure.of(usage));
    let values: Vec<Option<f64>> = months.iter().map(|(_, usage)| value(*usage)).collect();
    let latest = values.last().copied().flatten()? as i64;
    let before = values.iter().rev().nth(1).copied().flatten().map(|value| value as i64);
    let points: Vec<(f64, f64)> = (0..6_i32)
        .zip(&values)
        .filter_map(|(at, value)| Some((f64::from(at), (*value).filter(|value| *value > 0.0)?.ln())))
        .collect();
    let direction =
        (points.len() >= 4).then(|| slope(&points)).flatten().map(|slope| (slope * 1000.0).round() as i64);
    let on_month =
        before.filter(|before| *before > 0).map(|before| (latest - before).saturating_mul(100) / before);
    Some(Course { measure, latest, on_month, direction })
}

/// The newest bill by its parts.
#[must_use]
pub fn make_up(profile: &Profile) -> Option<MakeUp> {
    let usage = profile.latest()?;
    Some(MakeUp {
        bill: usage.bill?,
        package: usage.package_fee,
        voice: usage.voice_fee,
        data: usage.data_fee,
        value_added: usage.vas_fee,
        roaming: usage.roaming_fee,
    })
}

/// What lay unused over the last six known months. The fee is divided between minutes and data by what they count. Data that rolls over
/// lies unused only when the next month has ended without it; what the last month left is still alive and not counted.
#[must_use]
pub fn unused(profile: &Profile, allowance: &Allowance) -> Option<Unused> {
    let minutes = allowance.minutes.map_or(0, |minutes| i128::from(minutes.0));
    let kb = allowance.data.map_or(0, |data| i128::from(data.0));
    // In fen times KB of a GB, so that nothing is rounded before the end.
    let gb = 1024 * 1024;
    let worth = |minutes: i128, kb: i128| {
        minutes * i128::from(allowance.worth_minute.0) * gb + kb * i128::from(allowance.worth_gb.0)
    };
    let whole = worth(minutes, kb);
    if whole <= 0 {
        return None;
    }
    let left = left(profile, minutes, kb, allowance.rolls);
    let months = i128::try_from(left.len()).ok().filter(|months| *months > 0)?;
    let (minutes, kb) = left.iter().fold((0, 0), |sum, month| (sum.0 + month.0, sum.1 + month.1));
    let fee = i128::from(allowance.fee.0.max(0)) * worth(minutes, kb) / (whole * months);
    Some(Unused {
        months: i64::try_from(months).ok()?,
        fee: Fen(i64::try_from(fee).ok()?),
        minutes: i64::try_from(minutes / months).ok()?,
        kb: i64::try_from(kb / months).ok()?,
    })
}

/// A bill for more of what was not used up: then the customer's package is not what the catalogue says, and the month proves nothing.
fn contradicts(usage: &UsageMonth, idle: i128, spare: i128) -> bool {
    let billed = |fee: Option<Fen>| fee.is_some_and(|fee| fee.0 > 0);
    idle > 0 && billed(usage.voice_fee) || spare > 0 && billed(usage.data_fee)
}

/// Minutes and KB that each known month left unused.
fn left(profile: &Profile, minutes: i128, kb: i128, rolls: bool) -> Vec<(i128, i128)> {
    let known: Vec<(&UsageMonth, i128, i128)> = profile
        .usage
        .iter()
        .rev()
        .filter_map(|usage| {
            let spoken = if minutes > 0 { i128::from(usage.voice_out_min.or(usage.voice_min)?.0) } else { 0 };
            let used = if kb > 0 { i128::from(usage.data?.0) } else { 0 };
            Some((usage, spoken, used))
        })
        .take(6)
        .collect();
    let mut out = Vec::new();
    // What came over from the month before; unknown where that month is.
    let mut over: Option<(crate::domain::month::Month, i128)> = None;
    for (usage, spoken, used) in known.into_iter().rev() {
        let idle = (minutes - spoken).max(0);
        if contradicts(usage, idle, kb - used) {
            over = None;
            continue;
        }
        if !rolls || kb == 0 {
            out.push((idle, (kb - used).max(0)));
            continue;
        }
        let came = over.filter(|(month, _)| month.plus(1) == usage.month).map(|(_, came)| came);
        let from_over = came.unwrap_or(0).min(used);
        if let Some(came) = came {
            out.push((idle, came - from_over));
        }
        over = Some((usage.month, (kb - (used - from_over)).max(0)));
    }
    out
}

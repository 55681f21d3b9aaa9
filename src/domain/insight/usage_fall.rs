//! 业务量突降 and 缓慢下滑: a month against the customer's own middle, in units of the customer's own spread.

use serde::Serialize;

use crate::domain::insight::robust::{median, spread};
use crate::domain::insight::rules::UsageRules;
use crate::domain::insight::season::Season;
use crate::domain::month::Month;
use crate::domain::profile::Profile;
use crate::domain::usage::UsageMonth;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// MOU, minutes
    Voice,
    /// DOU, KB
    Data,
    /// ARPU, fen
    Bill,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 3] = [Self::Voice, Self::Data, Self::Bill];

    /// The value of a month in the measure's unit.
    #[must_use]
    pub fn of(self, usage: &UsageMonth) -> Option<f64> {
        match self {
            Self::Voice => usage.voice_min.map(|minutes| f64::from(minutes.0)),
            Self::Data => usage.data.map(|kb| kb.0 as f64),
            Self::Bill => usage.bill.map(|fen| fen.0.max(0) as f64),
        }
    }

    /// Added before the logarithm, so that small amounts do not leap: 10 minutes, 0.2 GB, 5 yuan.
    const fn offset(self) -> f64 {
        match self {
            Self::Voice => 10.0,
            Self::Data => 209_715.0,
            Self::Bill => 500.0,
        }
    }
}

/// A month against the months before it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Fall {
    /// Of what.
    pub measure: Measure,
    /// Which month.
    pub month: Month,
    /// The month's value.
    pub latest: f64,
    /// The customer's own middle, with that month's season.
    pub usual: f64,
    /// How many known months the middle rests on.
    pub months: usize,
    /// The distance in shrunk spreads; negative is lower.
    pub z: f64,
}

/// A decline that no single month shows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SlowDecline {
    /// Of what.
    pub measure: Measure,
    /// Months in a row below the middle, up to the latest.
    pub months: usize,
    /// The sum that spoke.
    pub sum: f64,
}

/// One customer's months as `(month, log value less season)`, oldest first, known ones only.
fn logs(profile: &Profile, measure: Measure, season: &Season) -> Vec<(Month, f64)> {
    profile
        .usage
        .iter()
        .filter_map(|usage| {
            let log = (measure.of(usage)? + measure.offset()).ln();
            let shift = if measure == Measure::Voice { season.shift(usage.month) } else { 0.0 };
            Some((usage.month, log - shift))
        })
        .collect()
}

/// How far each known month's minutes lie from the customer's own middle, for learning the season; nothing about who speaks too little.
#[must_use]
pub fn deviations(usage: &[UsageMonth], rules: &UsageRules) -> Vec<(Month, f64)> {
    let measure = Measure::Voice;
    let logs: Vec<(Month, f64)> = usage
        .iter()
        .filter_map(|usage| Some((usage.month, (measure.of(usage)? + measure.offset()).ln())))
        .collect();
    let values: Vec<f64> = logs.iter().map(|(_, log)| *log).collect();
    match median(&values) {
        Some(middle) if logs.len() > 3 && middle.exp() - measure.offset() >= rules.least_minutes => {
            logs.into_iter().map(|(month, log)| (month, log - middle)).collect()
        }
        _ => Vec::new(),
    }
}

/// The z-score of a value against earlier ones, all in logs: the own spread is shrunk halfway into the population's, because a dozen
/// months tell a spread badly.
#[must_use]
pub fn shrunk_z(latest: f64, before: &[f64], least_spread: f64, population: f64) -> Option<f64> {
    let sigma = f64::midpoint(spread(before)?.max(least_spread), population);
    Some((latest - median(before)?) / sigma)
}

/// The latest month of a measure; `None` when it is unknown, when too little came before, or when the usual is too small to fall.
#[must_use]
pub fn fall(profile: &Profile, measure: Measure, season: &Season, rules: &UsageRules) -> Option<Fall> {
    let logs = logs(profile, measure, season);
    let ((month, latest), before) = logs.split_last()?;
    // An unknown latest month is not the month before.
    if Some(*month) != profile.latest().map(|usage| usage.month) {
        return None;
    }
    let before: Vec<f64> = before.iter().rev().take(12).map(|(_, log)| *log).collect();
    if before.len() < usize::try_from(rules.months_needed).unwrap_or(usize::MAX).max(2) {
        return None;
    }
    let middle = median(&before)?;
    let shift = if measure == Measure::Voice { season.shift(*month) } else { 0.0 };
    let usual = (middle + shift).exp() - measure.offset();
    if measure == Measure::Voice && middle.exp() - measure.offset() < rules.least_minutes {
        return None;
    }
    let population = match measure {
        Measure::Voice => rules.spread_voice,
        Measure::Data => rules.spread_data,
        Measure::Bill => rules.spread_bill,
    };
    let festival = if season.is_unsure(*month) { rules.festival_spread } else { 0.0 };
    let z = shrunk_z(*latest, &before, rules.least_spread, population + 2.0 * festival)?;
    let latest = profile.latest().and_then(|usage| measure.of(usage))?;
    Some(Fall { measure, month: *month, latest, usual, months: before.len(), z })
}

/// A slow decline of a measure (CUSUM), on enough months, of which the last few lie low.
#[must_use]
pub fn slow_decline(
    profile: &Profile,
    measure: Measure,
    season: &Season,
    rules: &UsageRules,
) -> Option<SlowDecline> {
    let logs = logs(profile, measure, season);
    if logs.len() < usize::try_from(rules.slow_months).unwrap_or(usize::MAX)
        || logs.last().map(|(month, _)| *month) != profile.latest().map(|usage| usage.month)
    {
        return None;
    }
    let values: Vec<f64> = logs.iter().map(|(_, log)| *log).collect();
    // The first half is what the customer was like; the rest is judged by it.
    let half = values.len() / 2;
    let (first, rest) = values.split_at_checked(half)?;
    let middle = median(first)?;
    if measure == Measure::Voice && middle.exp() - measure.offset() < rules.least_minutes {
        return None;
    }
    let sigma = f64::midpoint(spread(first)?.max(rules.least_spread), rules.spread_voice);
    let (sum, run) = rest.iter().fold((0.0_f64, 0_usize), |(sum, run), value| {
        let below = (middle - value) / sigma;
        ((sum + below - rules.slow_slack).max(0.0), if below > rules.slow_slack { run + 1 } else { 0 })
    });
    (sum >= rules.slow_limit && run >= rules.slow_run).then_some(SlowDecline { measure, months: run, sum })
}

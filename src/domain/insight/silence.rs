//! 多日零通话: how many days without a call are too many for this customer. It knows months, not single days.

use crate::domain::insight::rules::SilenceRules;
use crate::domain::profile::Profile;
use crate::domain::usage::UsageMonth;

/// A silence longer than the customer's own limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence {
    /// Days without a call in a row, at least.
    pub days: u32,
    /// The limit.
    pub limit: u32,
    /// Whether data was used in that month.
    pub data_alive: Option<bool>,
}

/// The run of silent days that this customer reaches by chance once in a thousand times, from silent days among known days.
#[must_use]
pub fn limit(silent: u32, days: u32, rules: &SilenceRules) -> u32 {
    // One silent and one talking day are added, so that nobody is certain.
    let share = f64::from(silent.min(days) + 1) / f64::from(days + 2);
    let run = (rules.chance.ln() / share.ln()).ceil();
    // The range is checked before the cast; a share of one gives infinity.
    if run.is_finite() && run < f64::from(rules.most_days) {
        (run.max(0.0) as u32).max(rules.least_days)
    } else {
        rules.most_days
    }
}

/// The longest run that a month with so many silent days must hold: talking days split the silent ones into one part more at most.
#[must_use]
pub fn least_run(silent: u32, days: u32) -> u32 {
    let silent = silent.min(days);
    silent.div_ceil(days - silent + 1)
}

/// Looks at the latest month, by a limit from up to three months before it. Roaming or an unknown count says nothing.
#[must_use]
pub fn detect(profile: &Profile, rules: &SilenceRules) -> Option<Silence> {
    let (latest, before) = profile.usage.split_last()?;
    let silent = u32::from(latest.zero_days?);
    if latest.roaming_min.is_some_and(|minutes| minutes.0 > 0) {
        return None;
    }
    let known: Vec<(u32, u32)> = before
        .iter()
        .rev()
        .take(3)
        .filter_map(|usage| Some((u32::from(usage.zero_days?), days_in(usage))))
        .collect();
    if known.is_empty() {
        return None;
    }
    let (silent_before, days_before) =
        known.iter().fold((0, 0), |sum, month| (sum.0 + month.0, sum.1 + month.1));
    let limit = limit(silent_before, days_before, rules);
    let days = least_run(silent, days_in(latest));
    let data_alive = latest.data.map(|data| data.0 > 0);
    (days >= limit).then_some(Silence { days, limit, data_alive })
}

fn days_in(usage: &UsageMonth) -> u32 {
    let days = (usage.month.plus(1).first_day() - usage.month.first_day()).num_days();
    u32::try_from(days).unwrap_or(30)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_grow_with_the_customers_own_silence() {
        let rules = SilenceRules::default();
        // A tenth, three tenths and half of ninety days.
        assert_eq!([9, 27, 45].map(|silent| limit(silent, 90, &rules)), [4, 6, 10]);
        assert_eq!(limit(0, 90, &rules), 3);
        assert_eq!(limit(90, 90, &rules), 30);
        assert_eq!(limit(0, 0, &rules), 10);
    }

    #[test]
    fn a_count_of_silent_days_bounds_their_run() {
        assert_eq!(least_run(30, 30), 30);
        assert_eq!(least_run(15, 30), 1);
        assert_eq!(least_run(24, 30), 4);
        assert_eq!(least_run(0, 31), 0);
        assert_eq!(least_run(99, 30), 30);
    }
}

//! What a month does to everybody: the season learnt from a whole base, and where Spring Festival lies when none was learnt.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::insight::robust::median;
use crate::domain::month::Month;

/// How far everybody's months lie from their own middle (natural log), as far as it was learnt.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Season {
    shift: BTreeMap<Month, f64>,
}

/// Customers that a month needs before its shift is believed.
const LEAST_CUSTOMERS: usize = 30;

impl Season {
    /// Learns from `(month, log of the month's use less the customer's own median)`, over all customers.
    #[must_use]
    pub fn of_base(deviations: impl IntoIterator<Item = (Month, f64)>) -> Self {
        let mut by_month: BTreeMap<Month, Vec<f64>> = BTreeMap::new();
        for (month, deviation) in deviations {
            by_month.entry(month).or_default().push(deviation);
        }
        let shift = by_month
            .into_iter()
            .filter(|(_, all)| all.len() >= LEAST_CUSTOMERS)
            .filter_map(|(month, all)| Some((month, median(&all)?)))
            .collect();
        Self { shift }
    }

    /// The shift of a month; 0 when it was not learnt.
    #[must_use]
    pub fn shift(&self, month: Month) -> f64 {
        self.shift.get(&month).copied().unwrap_or(0.0)
    }

    /// How many months were learnt.
    #[must_use]
    pub fn months(&self) -> usize {
        self.shift.len()
    }

    /// Whether a month is odd in a way nobody measured: it holds a part of the fortnight from five days before to ten days after
    /// the lunar New Year, and no season was learnt for it.
    #[must_use]
    pub fn is_unsure(&self, month: Month) -> bool {
        !self.shift.contains_key(&month) && touches_festival(month)
    }
}

/// The first walk over a base: how far months lie from their customers' own middles, in bins of a hundredth, so that its size does not
/// grow with the base.
#[derive(Clone, Debug, Default)]
pub struct SeasonLearner {
    months: BTreeMap<Month, Bins>,
}

#[derive(Clone, Debug)]
struct Bins(Vec<u32>);

/// Bins to each side of no deviation; what lies further counts as the last.
const SIDE: i32 = 300;

impl SeasonLearner {
    /// One month of one customer: the log of its use less the customer's own median.
    pub fn see(&mut self, month: Month, deviation: f64) {
        let bin = (deviation * 100.0).round().clamp(f64::from(-SIDE), f64::from(SIDE)) as i32 + SIDE;
        let bins = self.months.entry(month).or_insert_with(|| Bins(vec![0; (2 * SIDE + 1) as usize]));
        if let Some(slot) = usize::try_from(bin).ok().and_then(|bin| bins.0.get_mut(bin)) {
            *slot += 1;
        }
    }

    /// What another thread saw.
    pub fn absorb(&mut self, other: Self) {
        for (month, bins) in other.months {
            match self.months.get_mut(&month) {
                Some(own) => own.0.iter_mut().zip(bins.0).for_each(|(own, other)| *own += other),
                None => {
                    self.months.insert(month, bins);
                }
            }
        }
    }

    /// The median of each month that enough customers have, exact to a hundredth.
    #[must_use]
    pub fn finish(self) -> Season {
        let shift = self.months.into_iter().filter_map(|(month, bins)| {
            let total: u64 = bins.0.iter().copied().map(u64::from).sum();
            if total < LEAST_CUSTOMERS as u64 {
                return None;
            }
            let mut below = 0;
            let middle = bins.0.iter().position(|count| {
                below += u64::from(*count);
                below * 2 >= total
            })?;
            Some((month, (middle as f64 - f64::from(SIDE)) / 100.0))
        });
        Season { shift: shift.collect() }
    }
}

/// The first day of the lunar year, 2020 to 2040.
const NEW_YEAR: [(i32, u32, u32); 21] = [
    (2020, 1, 25),
    (2021, 2, 12),
    (2022, 2, 1),
    (2023, 1, 22),
    (2024, 2, 10),
    (2025, 1, 29),
    (2026, 2, 17),
    (2027, 2, 6),
    (2028, 1, 26),
    (2029, 2, 13),
    (2030, 2, 3),
    (2031, 1, 23),
    (2032, 2, 11),
    (2033, 1, 31),
    (2034, 2, 19),
    (2035, 2, 8),
    (2036, 1, 28),
    (2037, 2, 15),
    (2038, 2, 4),
    (2039, 1, 24),
    (2040, 2, 12),
];

/// 春节: beyond the table, any January and February may be it.
fn touches_festival(month: Month) -> bool {
    let first = month.first_day();
    match NEW_YEAR.iter().find(|(year, ..)| *year == first.year()) {
        None => month.month() <= 2,
        Some((year, at, day)) => {
            let Some(new_year) = NaiveDate::from_ymd_opt(*year, *at, *day) else { return false };
            let (from, to) = (new_year - Days::new(5), new_year + Days::new(10));
            Month::of(from) == month || Month::of(to) == month
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn the_festival_moves_between_january_and_february() {
        let season = Season::default();
        assert!(season.is_unsure(month("2026-02")) && !season.is_unsure(month("2026-01")));
        // 29 January 2025: both months.
        assert!(season.is_unsure(month("2025-01")) && season.is_unsure(month("2025-02")));
        assert!(!season.is_unsure(month("2026-07")));
        assert!(season.is_unsure(month("2055-01")) && !season.is_unsure(month("2055-03")));
    }

    #[test]
    fn bins_tell_what_the_medians_tell_and_threads_may_share_the_work() {
        let february = month("2026-02");
        let values: Vec<f64> = (0..101).map(|at| f64::from(at - 70) / 100.0).collect();
        let (mut one, mut two) = (SeasonLearner::default(), SeasonLearner::default());
        for (at, value) in values.iter().enumerate() {
            if at % 2 == 0 { &mut one } else { &mut two }.see(february, *value);
        }
        one.see(month("2026-03"), 9.0);
        one.absorb(two);
        let learnt = one.finish();
        let exact = Season::of_base(values.iter().map(|value| (february, *value)));
        assert!((learnt.shift(february) - exact.shift(february)).abs() < 1e-9);
        // One customer in March teaches nothing.
        assert!(learnt.shift(month("2026-03")) == 0.0);
    }

    #[test]
    fn a_learnt_month_is_no_longer_unsure_and_a_handful_teaches_nothing() {
        let february = month("2026-02");
        let learnt = Season::of_base((0..100).map(|at| (february, if at % 2 == 0 { -0.3 } else { -0.1 })));
        assert!((learnt.shift(february) + 0.2).abs() < 1e-9 && !learnt.is_unsure(february));
        let few = Season::of_base((0..10).map(|_| (february, -0.3)));
        assert!(few.shift(february) == 0.0 && few.is_unsure(february));
    }
}

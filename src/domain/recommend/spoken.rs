//! The figures of the one sentence to read aloud, rounded to the safe side: costs up, savings and today's cost down. The words are the
//! screen's; what is not computed is not said.

use serde::Serialize;

use crate::domain::money::Fen;
use crate::domain::rating::GB;
use crate::domain::recommend::advice::{Advice, Ranked, Saving};

/// What can be said of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spoken {
    /// How many months it rests on.
    pub months: u32,
    /// Today's mean over those months, as billed or as rated, whichever is less, in tenths of a yuan, rounded down.
    pub today: Fen,
    /// The new mean over those months in tenths of a yuan, rounded up.
    pub there: Fen,
    /// The dearest month there, rounded up to the yuan.
    pub worst: Fen,
    /// Saved per month in whole yuan, rounded down; `None` when there is nothing to promise.
    pub saves_month: Option<Fen>,
    /// Saved in the first year in whole yuan, rounded down, the known cost of changing taken off.
    pub saves_year: Option<Fen>,
    /// Cheaper in so many months.
    pub wins: u32,
    /// Of so many.
    pub of: u32,
    /// Rolled-over data lost, in tenths of a GB, rounded up.
    pub rollover_lost_gb_tenths: u64,
    /// Something must be checked before it is promised.
    pub must_check: bool,
    /// Slow days over all months.
    pub slow_days: u32,
    /// Minutes were estimated, or something else was.
    pub estimated: bool,
}

/// The figures for an entry of the advice; `None` without any month.
#[must_use]
pub fn spoken(advice: &Advice, entry: &Ranked) -> Option<Spoken> {
    let rated = advice.current.as_ref().map(|current| &current.own.totals)?;
    let billed: Option<Vec<Fen>> = advice.bills.iter().copied().collect();
    let count = i64::try_from(entry.own.totals.len()).ok().filter(|count| *count > 0)?;
    let mean = |totals: &[Fen]| totals.iter().copied().sum::<Fen>().0;
    let today = billed.map_or(mean(rated), |billed| mean(&billed).min(mean(rated)));
    let saving = entry.saving.ok();
    Some(Spoken {
        months: u32::try_from(count).ok()?,
        today: Fen(today.div_euclid(count * 10) * 10),
        there: up(mean(&entry.own.totals), count * 10, 10),
        worst: up(entry.own.worst.0, 100, 100),
        saves_month: saving.and_then(|saving| whole_yuan(saving.month)),
        saves_year: saving.and_then(|saving: Saving| whole_yuan(saving.year)),
        wins: entry.own.wins,
        of: entry.own.of,
        rollover_lost_gb_tenths: (entry.switch.rollover_kb * 10).div_ceil(GB),
        must_check: entry.must_check(),
        slow_days: entry.own.slow_days,
        estimated: entry.marks.has(crate::domain::rating::Mark::MinutesEstimated)
            || entry.marks.has(crate::domain::rating::Mark::DataNotSplit),
    })
}

fn up(amount: i64, divide: i64, unit: i64) -> Fen {
    Fen(-(-amount).div_euclid(divide) * unit)
}

fn whole_yuan(amount: Fen) -> Option<Fen> {
    Some(Fen(amount.0.div_euclid(100) * 100)).filter(|amount| amount.0 > 0)
}

//! The score of a plan over the resampled years: mean, dearest tenth, slowness and the cost of changing, as one whole number.

use crate::domain::money::Fen;
use crate::domain::rating::flat::{Cost, Flat};
use crate::domain::recommend::forecast::Forecast;
use crate::domain::recommend::ground::Ground;
use crate::domain::recommend::{Settings, YEAR};

/// What a plan costs over every drawn month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Costs {
    /// Sum over all drawn months, in fen.
    pub(crate) sum: i64,
    /// Sum over the dearest tenth of them.
    pub(crate) tail: i64,
    /// Sum of the price of slowness.
    pub(crate) shadow: i64,
    /// A price is missing somewhere.
    pub(crate) gap: bool,
}

/// J times a thousand times the number of drawn months: whole, so that no two machines rank differently. Lower is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Score {
    /// What cannot be priced comes after everything that can.
    pub(crate) gap: bool,
    /// The scaled J.
    pub(crate) scaled: i64,
}

/// The dearest tenth.
const TENTH: i64 = 10;

/// What stays the same for every plan of a question.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale<'f> {
    pub(crate) forecast: &'f Forecast,
    lambda: i64,
    years: i64,
    months: i64,
}

impl<'f> Scale<'f> {
    pub(crate) fn new(forecast: &'f Forecast, settings: &Settings) -> Self {
        let years = i64::try_from(forecast.years()).unwrap_or(0);
        let lambda = i64::from(settings.insurance_per_mille.min(1000));
        Self { forecast, lambda, years, months: years * YEAR as i64 }
    }

    /// J = EC + λ (CVaR90 − EC) + S/12 + κ·slow, each term times 1000 · months.
    pub(crate) const fn score(&self, costs: &Costs, switch: Fen) -> Score {
        let scaled = 1000 * costs.sum
            + self.lambda * (TENTH * costs.tail - costs.sum)
            + 1000 * self.years * switch.0
            + 1000 * costs.shadow;
        Score { gap: costs.gap, scaled }
    }

    /// The least score that costs can have: with a tail no dearer than the mean.
    pub(crate) const fn least(&self, costs: &Costs, switch: Fen) -> i64 {
        1000 * (costs.sum + costs.shadow + self.years * switch.0)
    }

    /// What a fee adds to a score.
    pub(crate) const fn fee(&self, fee: Fen) -> i64 {
        1000 * self.months * fee.0
    }

    /// Whether a plan cannot beat `limit`: begins with the score `least` that it has at the very least and adds what its hot cells
    /// cost, the dearest first, until that is too much. The dearest tenth is at least as dear as the mean, so the sum alone will do.
    pub(crate) fn is_beaten(
        &self,
        flat: &Flat<'_>,
        ground: &Ground,
        fee: Fen,
        least: i64,
        limit: Score,
    ) -> bool {
        if limit.gap {
            return false;
        }
        let mut scaled = least;
        for hot in &ground.hot {
            let Some(used) = self.forecast.rows.get(usize::from(hot.cell.row)) else { continue };
            let cost = flat.beyond_plan(used, hot.cell.beyond);
            scaled += 1000 * hot.cell.weight * (cost.money - hot.free - fee.0 + cost.shadow);
            if scaled >= limit.scaled {
                return true;
            }
        }
        false
    }

    /// What a plan costs on the ground of its main package. Stops before the dear part of the work, and gives `None`, when even a
    /// flat distribution would not beat `limit`.
    pub(crate) fn costs(
        &self,
        flat: &Flat<'_>,
        ground: &Ground,
        switch: Fen,
        limit: Option<Score>,
        space: &mut Vec<(i64, i64)>,
    ) -> Option<Costs> {
        let mut costs = Costs::default();
        space.clear();
        for (cost, weight) in self.each_cell(flat, ground) {
            costs.sum += cost.money * weight;
            costs.shadow += cost.shadow * weight;
            costs.gap |= cost.gap;
            space.push((cost.money, weight));
        }
        // The dearest tenth is at least as dear as the mean.
        let flat_tail = Costs { tail: costs.sum / TENTH, ..costs };
        if limit.is_some_and(|limit| self.score(&flat_tail, switch) >= limit) {
            return None;
        }
        space.sort_unstable_by(|a, b| b.cmp(a));
        let mut left = self.months / TENTH;
        for (money, weight) in space.iter() {
            let taken = left.min(*weight);
            costs.tail += money * taken;
            left -= taken;
            if left == 0 {
                break;
            }
        }
        Some(costs)
    }

    /// The sum of each resampled year.
    pub(crate) fn year_sums(&self, flat: &Flat<'_>, ground: &Ground) -> Vec<i64> {
        let costs: Vec<i64> = self.each_cell(flat, ground).map(|(cost, _)| cost.money).collect();
        ground.years(&costs, self.forecast)
    }

    /// The cost of every cell with its weight. A row that was never drawn weighs nothing and hides no price.
    fn each_cell<'g>(
        &self,
        flat: &'g Flat<'_>,
        ground: &'g Ground,
    ) -> impl Iterator<Item = (Cost, i64)> + use<'g, 'f> {
        let rows = &self.forecast.rows;
        ground.cells.iter().map(move |cell| {
            let cost = rows.get(usize::from(cell.row)).map(|row| flat.beyond_plan(row, cell.beyond));
            let cost = cost.unwrap_or_default();
            (Cost { gap: cost.gap && cell.weight > 0, ..cost }, cell.weight)
        })
    }
}

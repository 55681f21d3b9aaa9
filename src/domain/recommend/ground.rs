//! The drawn years as one main package sees them. Packs serve after the plan's own data, so what rolls over does not depend on
//! them: the chain of months is walked once per main package, and every combination of packs is priced on a few distinct cells.

use crate::domain::rating::flat::Flat;
use crate::domain::recommend::YEAR;
use crate::domain::recommend::forecast::Forecast;

/// A distinct situation: a row of the forecast with so much data left after rollover and plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Which row of the forecast.
    pub(crate) row: u16,
    /// KB left for packs, pool and price.
    pub(crate) beyond: u64,
    /// How many drawn months are like this.
    pub(crate) weight: i64,
}

/// Every drawn month as a cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ground {
    /// The distinct situations.
    pub(crate) cells: Vec<Cell>,
    /// For each drawn month its cell; empty when the cells are the rows themselves.
    drawn: Vec<u16>,
    /// Cells of each row, for finding them again.
    by_row: Vec<Vec<u16>>,
    /// Cells in which packs could save anything, those with most to save first, each with its cost if what packs touch were free.
    pub(crate) hot: Vec<Hot>,
}

/// A cell in which packs could save something.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hot {
    /// Which cell.
    pub(crate) cell: Cell,
    /// Its cost with nothing beyond, in fen.
    pub(crate) free: i64,
    /// All that could be saved in it, times its weight.
    saves: i64,
}

impl Ground {
    /// Walks the drawn years on a plan, each begun without rolled-over data. Reuses its own space.
    pub(crate) fn walk(&mut self, flat: &Flat<'_>, forecast: &Forecast) {
        self.cells.clear();
        self.drawn.clear();
        let exceeds = forecast.rows.iter().any(|row| flat.need(row) > flat.plan);
        if flat.rolls && exceeds { self.chain(flat, forecast) } else { self.rows(flat, forecast) }
    }

    /// Finds the cells in which packs could save anything.
    pub(crate) fn heat(&mut self, alone: &Flat<'_>, forecast: &Forecast) {
        let freed = alone.freed();
        self.hot.clear();
        self.hot.extend(self.cells.iter().filter_map(|cell| {
            let used = forecast.rows.get(usize::from(cell.row))?;
            let (cost, free) =
                (alone.beyond_plan(used, cell.beyond), freed.beyond_plan(used, cell.beyond).money);
            let saves = (cost.money - free + cost.shadow) * cell.weight;
            (saves > 0 || cost.gap).then_some(Hot { cell: *cell, free, saves })
        }));
        self.hot.sort_unstable_by_key(|hot| -hot.saves);
    }

    /// Without rollover every row is the same wherever it was drawn.
    fn rows(&mut self, flat: &Flat<'_>, forecast: &Forecast) {
        let rows = forecast.rows.iter().zip(&forecast.weights).zip(0..);
        self.cells.extend(rows.map(|((row, weight), at)| Cell {
            row: at,
            beyond: flat.need(row).saturating_sub(flat.plan),
            weight: *weight,
        }));
    }

    fn chain(&mut self, flat: &Flat<'_>, forecast: &Forecast) {
        let needs: Vec<u64> = forecast.rows.iter().map(|row| flat.need(row)).collect();
        self.by_row.iter_mut().for_each(Vec::clear);
        self.by_row.resize_with(needs.len(), Vec::new);
        for year in forecast.by_year() {
            let mut carry = 0;
            for row in year {
                let need = needs.get(usize::from(*row)).map_or(0, |need| need.saturating_sub(carry));
                carry = flat.plan - need.min(flat.plan);
                let cell = self.cell(*row, need.saturating_sub(flat.plan));
                self.drawn.push(cell);
            }
        }
    }

    /// Counts one more month in the cell of a row with so much beyond.
    fn cell(&mut self, row: u16, beyond: u64) -> u16 {
        let Some(known) = self.by_row.get_mut(usize::from(row)) else { return 0 };
        for at in known.iter() {
            if let Some(cell) = self.cells.get_mut(usize::from(*at)).filter(|cell| cell.beyond == beyond) {
                cell.weight += 1;
                return *at;
            }
        }
        // A drawn month makes at most one cell, and there are a few thousand of them.
        let at = u16::try_from(self.cells.len()).unwrap_or(u16::MAX);
        known.push(at);
        self.cells.push(Cell { row, beyond, weight: 1 });
        at
    }

    /// The sum of each year, given the cost of each cell.
    pub(crate) fn years(&self, costs: &[i64], forecast: &Forecast) -> Vec<i64> {
        let drawn = if self.drawn.is_empty() { &forecast.drawn } else { &self.drawn };
        let cost = |cell: &u16| costs.get(usize::from(*cell)).copied().unwrap_or(0);
        drawn.chunks_exact(YEAR).map(|year| year.iter().map(cost).sum()).collect()
    }
}

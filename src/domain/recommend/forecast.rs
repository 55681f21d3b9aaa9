//! The years that might come: the customer's own months, freed of the season, drawn again with a fixed seed. Whole numbers only,
//! so that every machine draws the same years.

use crate::domain::month::Month;
use crate::domain::rating::flat::FlatUse;
use crate::domain::rating::{DataUse, Use};
use crate::domain::recommend::{History, YEAR};

/// Resampled years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Distinct months of use.
    pub rows: Vec<FlatUse>,
    /// For each drawn month, its row: year after year, twelve each.
    pub drawn: Vec<u16>,
    /// How often each row was drawn.
    pub weights: Vec<i64>,
}

/// How a measure moves over the calendar, in thousandths per month of the year; January first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Season(pub [u32; 12]);

impl Season {
    /// No season.
    pub const FLAT: Self = Self([1000; 12]);

    /// The customer's own season, halfway between what two years show and none at all, because two points are few.
    /// Flat when fewer than 24 months are known.
    fn of(uses: &[&Use], measure: impl Fn(&Use) -> u64) -> Self {
        let total: u128 = uses.iter().map(|used| u128::from(measure(used))).sum();
        let count = uses.len() as u128;
        if count < 24 || total == 0 {
            return Self::FLAT;
        }
        let mut index = [1000; 12];
        for (at, share) in index.iter_mut().enumerate() {
            let own = uses.iter().filter(|used| used.month.month() as usize == at + 1);
            let (sum, months) = own
                .fold((0_u128, 0_u128), |(sum, months), used| (sum + u128::from(measure(used)), months + 1));
            if months >= 2 {
                let raw = sum * 1000 * count / (total * months);
                *share = u32::try_from(u128::midpoint(raw, 1000)).unwrap_or(1000).clamp(500, 2000);
            }
        }
        Self(index)
    }

    fn at(&self, month: Month) -> u64 {
        self.0.get(month.month() as usize - 1).map_or(1000, |share| u64::from(*share))
    }
}

impl Forecast {
    /// Draws `resamples` years that begin with `start`. Empty when there is no month to draw from.
    #[must_use]
    pub fn draw(history: &History, start: Month, resamples: u32, seed: u64) -> Self {
        let all: Vec<&Use> =
            history.earlier.iter().chain(history.months.iter().map(|past| &past.used)).collect();
        let minutes = Season::of(&all, |used| used.minutes.unwrap_or(0));
        let data = Season::of(&all, |used| used.data.map_or(0, DataUse::total));
        let bases = history.months.len();
        if bases == 0 {
            return Self { rows: Vec::new(), drawn: Vec::new(), weights: Vec::new() };
        }
        let flat = minutes == Season::FLAT && data == Season::FLAT;
        let targets = if flat { 1 } else { YEAR };
        let rows: Vec<FlatUse> = history
            .months
            .iter()
            .flat_map(|past| {
                (0..targets).map(move |ahead| {
                    let target = start.plus(u32::try_from(ahead).unwrap_or(0));
                    moved(&past.used, target, &minutes, &data)
                })
            })
            .collect();
        let years = resamples.max(1).next_multiple_of(5) as usize;
        let mut dice = SplitMix(seed);
        let drawn: Vec<u16> = (0..years * YEAR)
            .map(|at| {
                let row = dice.below(bases) * targets + at % targets;
                u16::try_from(row).unwrap_or(0)
            })
            .collect();
        let mut weights = vec![0; rows.len()];
        for row in &drawn {
            if let Some(weight) = weights.get_mut(usize::from(*row)) {
                *weight += 1;
            }
        }
        Self { rows, drawn, weights }
    }

    /// How many years.
    #[must_use]
    pub fn years(&self) -> usize {
        self.drawn.len() / YEAR
    }

    /// Every drawn month of every year.
    pub fn by_year(&self) -> impl Iterator<Item = &[u16]> {
        self.drawn.chunks_exact(YEAR)
    }
}

/// A month's use as it would be in another month of the year.
fn moved(used: &Use, target: Month, minutes: &Season, data: &Season) -> FlatUse {
    let mut flat = FlatUse::from(used);
    let scale = |amount: u64, season: &Season| {
        let (from, to) = (season.at(used.month), season.at(target));
        if from == to { amount } else { amount.saturating_mul(to).div_ceil(from.max(1)) }
    };
    flat.minutes = scale(flat.minutes, minutes);
    flat.national = scale(flat.national, data);
    flat.directed = scale(flat.directed, data);
    flat.local = scale(flat.local, data);
    flat
}

/// SplitMix64 (Steele, Lea and Flood 2014): small, fast, and the same everywhere.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `limit`, which is at most a few hundred: the bias is below one in a hundred million.
    fn below(&mut self, limit: usize) -> usize {
        (((self.next() >> 32) * limit as u64) >> 32) as usize
    }
}

//! From a column to a short row of codes: cut points of numbers, groups of words, a place of its own for what is missing.
//!
//! Everything here is learnt from the rows it is given, so that cross-validation can give it the training rows only.

use std::collections::BTreeMap;

use crate::domain::scorecard::card::{Source, Test};
use crate::domain::scorecard::table::{Cell, Table, Values};

/// A thing that lines may be about, cut into codes `0..bins`; what is missing has the code `bins`.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    pub(super) source: Source,
    pub(super) cuts: Cuts,
    pub(super) bins: usize,
    /// One code per training row.
    pub(super) codes: Vec<u8>,
    pub(super) has_missing: bool,
    /// The direction in which points may go: 1 rising, -1 falling, 0 any.
    pub(super) monotone: i8,
    /// What a gain must exceed because the order of the words was itself learnt from the outcomes.
    pub(super) price: f64,
}

/// Where the codes come from.
#[derive(Clone, Debug)]
pub(super) enum Cuts {
    /// Code `n` is below the n-th edge and not below the one before.
    Edges(Vec<f64>),
    /// Groups of words, lowest share of positives first; the one at `other` also takes every word it does not know.
    Groups { groups: Vec<Vec<String>>, other: usize },
}

/// How many codes a number may have.
const MOST_BINS: usize = 24;

impl Variable {
    /// Cuts a source on the given rows; `None` when nothing tells the rows apart.
    pub(super) fn learn(
        source: Source,
        table: &Table,
        rows: &[usize],
        positive: &[bool],
        monotone: i8,
    ) -> Option<Self> {
        let cells: Vec<Cell<'_>> = rows.iter().map(|row| source.cell(table, *row)).collect();
        let words = match &source {
            Source::Column(name) => matches!(table.column(name)?.values, Values::Words { .. }),
            Source::SumOf(_) => false,
        };
        let (cuts, price) = if words { groups(&cells, positive) } else { (Cuts::Edges(edges(&cells)), 0.0) };
        let bins = cuts.bins();
        let codes: Vec<u8> =
            cells.iter().map(|cell| u8::try_from(cuts.code(*cell)).unwrap_or(u8::MAX)).collect();
        let has_missing = cells.iter().any(|cell| matches!(cell, Cell::Missing));
        (bins + usize::from(has_missing) > 1).then_some(Self {
            source,
            cuts,
            bins,
            codes,
            has_missing,
            monotone,
            price,
        })
    }

    /// The test that the codes `from..to` pass. `from == bins` is what is missing.
    pub(super) fn test(&self, from: usize, to: usize) -> Test {
        if from >= self.bins {
            return Test { missing: true, ..Test::default() };
        }
        match &self.cuts {
            Cuts::Edges(edges) => Test {
                from: from.checked_sub(1).and_then(|at| edges.get(at)).copied(),
                below: to.checked_sub(1).and_then(|at| edges.get(at)).copied(),
                ..Test::default()
            },
            Cuts::Groups { groups, other } => {
                let inside = |at: usize| (from..to).contains(&at);
                let collect = |wanted: bool| {
                    let mut words: Vec<String> = groups
                        .iter()
                        .enumerate()
                        .filter(|(at, _)| inside(*at) == wanted)
                        .flat_map(|(_, words)| words.iter().cloned())
                        .collect();
                    words.sort();
                    words
                };
                if inside(*other) {
                    Test { none_of: Some(collect(false)), ..Test::default() }
                } else {
                    Test { one_of: Some(collect(true)), ..Test::default() }
                }
            }
        }
    }
}

impl Cuts {
    fn bins(&self) -> usize {
        match self {
            Self::Edges(edges) => edges.len() + 1,
            Self::Groups { groups, .. } => groups.len(),
        }
    }

    fn code(&self, cell: Cell<'_>) -> usize {
        match (self, cell) {
            (Self::Edges(edges), Cell::Number(value)) => edges.partition_point(|edge| *edge <= value),
            (Self::Groups { groups, other }, Cell::Word(word)) => {
                groups.iter().position(|words| words.iter().any(|known| known == word)).unwrap_or(*other)
            }
            _ => self.bins(),
        }
    }
}

/// Edges near the quantiles, each the roundest number that lies within a quarter of the way to its neighbours.
fn edges(cells: &[Cell<'_>]) -> Vec<f64> {
    let mut known: Vec<f64> = cells
        .iter()
        .filter_map(|cell| if let Cell::Number(value) = cell { Some(*value) } else { None })
        .collect();
    known.sort_by(f64::total_cmp);
    let play = known.len() / (MOST_BINS * 4);
    let mut edges: Vec<f64> = (1..MOST_BINS)
        .filter_map(|step| {
            let at = known.len() * step / MOST_BINS;
            let above = *known.get(at + play)?;
            let below = *known.get(at.checked_sub(play)?)?;
            if below < above {
                return Some(round_between(below, above));
            }
            // One value fills the place: the edge goes below it, or above it when it is the lowest.
            let first = known.partition_point(|value| *value < above);
            match first.checked_sub(1).and_then(|at| known.get(at)) {
                Some(below) => Some(round_between(*below, above)),
                None => {
                    let next = known.partition_point(|value| *value <= above);
                    known.get(next).map(|next| round_between(above, *next))
                }
            }
        })
        .collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup();
    edges
}

/// The number with the fewest digits in `(below, above]`.
pub(super) fn round_between(below: f64, above: f64) -> f64 {
    for decimals in -9..=9_i32 {
        let unit = 10_f64.powi(-decimals);
        for unit in [unit * 5.0, unit] {
            // Divide by the inverse below 1, so that 0.3 is the 0.3 that people write.
            let rounded = if unit < 1.0 {
                let inverse = (1.0 / unit).round();
                (above * inverse).floor() / inverse
            } else {
                (above / unit).floor() * unit
            };
            if rounded > below && rounded <= above {
                return rounded;
            }
        }
    }
    above
}

/// Words of their own on a card; more could not be read.
const MOST_WORDS: usize = 12;

/// The frequent words by their share of positives, the rest in one group; and the price of having learnt that order.
fn groups(cells: &[Cell<'_>], positive: &[bool]) -> (Cuts, f64) {
    let mut counts: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    let (mut all, mut hits) = (0.0_f64, 0.0_f64);
    for (cell, positive) in cells.iter().zip(positive) {
        let hit = f64::from(u8::from(*positive));
        all += 1.0;
        hits += hit;
        if let Cell::Word(word) = cell {
            let count = counts.entry(word).or_default();
            count.0 += 1.0;
            count.1 += hit;
        }
    }
    let enough = (all / 100.0).clamp(5.0, 50.0);
    // Shrunk by ten rows of the average, so that a handful of rows cannot lead the order.
    let share =
        |(rows, positives): (f64, f64)| (positives + 10.0 * hits / f64::max(all, 1.0)) / (rows + 10.0);
    let mut frequent: Vec<(&str, (f64, f64))> = counts.iter().map(|(word, count)| (*word, *count)).collect();
    frequent.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then(a.0.cmp(b.0)));
    let kept = frequent.iter().take(MOST_WORDS).take_while(|(_, count)| count.0 >= enough).count();
    let rest = frequent
        .split_off(kept)
        .into_iter()
        .fold((0.0, 0.0), |sum, (_, count)| (sum.0 + count.0, sum.1 + count.1));
    frequent.sort_by(|a, b| share(a.1).total_cmp(&share(b.1)).then(a.0.cmp(b.0)));
    // Sorting groups by outcome and cutting once gains about 2/pi per group by chance alone.
    let price = 0.64 * (frequent.len() as f64 - 2.0).max(0.0);
    let place = frequent.partition_point(|(_, count)| share(*count) < share(rest));
    let mut groups: Vec<Vec<String>> = frequent.iter().map(|(word, _)| vec![(*word).to_owned()]).collect();
    // What is rare or unknown is a group of its own when there are rows enough, else it goes with the group nearest to it.
    let other = if rest.0 >= enough || groups.is_empty() {
        groups.insert(place, Vec::new());
        place
    } else {
        place.min(groups.len() - 1)
    };
    (Cuts::Groups { groups, other }, price)
}

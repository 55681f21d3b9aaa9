//! Cross-validation: every choice is made anew inside each fold, so that the figures are those of rows the card has not seen.

use crate::domain::scorecard::card::Card;
use crate::domain::scorecard::learn::{Wish, learn};
use crate::domain::scorecard::measure::{Measure, auc, measure};
use crate::domain::scorecard::screen::Outcome;
use crate::domain::scorecard::table::Table;

/// What cross-validation found.
#[derive(Clone, Debug, PartialEq)]
pub struct Validation {
    /// The area of each fold.
    pub folds: Vec<f64>,
    /// The mean area over the folds.
    pub auc: f64,
    /// Their standard deviation.
    pub auc_sd: f64,
    /// Everything else, over all rows by the card that had not seen them.
    pub pooled: Measure,
    /// Lines of each fold's card.
    pub lines: Vec<usize>,
}

/// Which fold each row belongs to: both classes spread evenly, chosen by the seed alone.
#[must_use]
pub fn folds(positive: &[bool], count: usize, seed: u64) -> Vec<usize> {
    let mut state = seed;
    let mut fold = vec![0; positive.len()];
    for class in [true, false] {
        let mut rows: Vec<(u64, usize)> = positive
            .iter()
            .enumerate()
            .filter(|(_, hit)| **hit == class)
            .map(|(row, _)| (next(&mut state), row))
            .collect();
        rows.sort_unstable();
        for (place, (_, row)) in rows.into_iter().enumerate() {
            if let Some(slot) = fold.get_mut(row) {
                *slot = place % count.max(1);
            }
        }
    }
    fold
}

/// `SplitMix64`: a well-mixed sequence from any seed.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Learns `count` cards, each without one fold, and measures each on the rows it has not seen.
#[must_use]
pub fn validate(
    table: &Table,
    columns: &[String],
    outcome: &Outcome,
    wish: &Wish,
    (count, seed): (usize, u64),
    capacity: usize,
) -> Validation {
    let positive = &outcome.hits;
    let fold = folds(positive, count, seed);
    let mut scores = vec![0.0; positive.len()];
    let (mut areas, mut lines) = (Vec::new(), Vec::new());
    for out in 0..count {
        let rows_where = |inside: bool| -> Vec<usize> {
            fold.iter().enumerate().filter(|(_, at)| (**at == out) == inside).map(|(row, _)| row).collect()
        };
        let (seen, unseen) = (rows_where(false), rows_where(true));
        let pick = |rows: &[usize]| -> Vec<bool> {
            rows.iter().map(|row| positive.get(*row).copied().unwrap_or(false)).collect()
        };
        let in_table = |rows: &[usize]| -> Vec<usize> {
            rows.iter().filter_map(|row| outcome.rows.get(*row)).copied().collect()
        };
        let card = learn(table, columns, &in_table(&seen), &pick(&seen), wish);
        let own: Vec<f64> = in_table(&unseen).iter().map(|row| f64::from(card.score(table, *row))).collect();
        areas.push(auc(&own, &pick(&unseen)));
        lines.push(card.lines.len());
        for (row, score) in unseen.iter().zip(own) {
            if let Some(slot) = scores.get_mut(*row) {
                *slot = score;
            }
        }
    }
    let mean = areas.iter().sum::<f64>() / count.max(1) as f64;
    let spread = areas.iter().map(|area| (area - mean).powi(2)).sum::<f64>() / (count.max(2) - 1) as f64;
    let probabilities: Vec<f64> = scores.iter().map(|score| Card::probability(*score as i32)).collect();
    Validation {
        folds: areas,
        auc: mean,
        auc_sd: spread.sqrt(),
        pooled: measure(&scores, &probabilities, positive, capacity),
        lines,
    }
}

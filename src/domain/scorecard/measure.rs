//! How good a score is: order (AUC, lift), hits at a capacity, calibration. It sees scores and outcomes, never customers.

use serde::Serialize;

/// How well scores tell the positives from the rest.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measure {
    /// Rows.
    pub rows: usize,
    /// Positives among them.
    pub positives: usize,
    /// The chance that a positive scores higher than another row; ties count half.
    pub auc: f64,
    /// The share of positives in the top tenth, over the share in all.
    pub lift_top_decile: f64,
    /// Rows that can be worked on in a day.
    pub capacity: usize,
    /// The share of positives among that many with the highest scores.
    pub precision_at_capacity: f64,
    /// Mean squared error of the probability.
    pub brier: f64,
    /// Expected and seen by tenths of the score, lowest first.
    pub calibration: Vec<CalibrationBand>,
    /// The mean distance between expected and seen over those tenths, in percentage points.
    pub calibration_error: f64,
}

/// A tenth of the rows by score.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CalibrationBand {
    /// Rows.
    pub rows: usize,
    /// Mean probability that the card said.
    pub expected: f64,
    /// Share of positives that came.
    pub seen: f64,
}

/// Measures scores (any unit) and probabilities against outcomes. Equal scores share their place, so the order of rows means nothing.
#[must_use]
pub fn measure(scores: &[f64], probabilities: &[f64], positive: &[bool], capacity: usize) -> Measure {
    let rows = positive.len();
    let positives = positive.iter().filter(|hit| **hit).count();
    let share = positives as f64 / rows.max(1) as f64;
    let calibration = bands(scores, probabilities, positive);
    let calibration_error = calibration
        .iter()
        .map(|band| (band.expected - band.seen).abs() * band.rows as f64 * 100.0)
        .sum::<f64>()
        / rows.max(1) as f64;
    let brier = probabilities
        .iter()
        .zip(positive)
        .map(|(p, hit)| (p - f64::from(u8::from(*hit))).powi(2))
        .sum::<f64>()
        / rows.max(1) as f64;
    let tenth = rows.div_ceil(10);
    let capacity = capacity.min(rows);
    Measure {
        rows,
        positives,
        auc: auc(scores, positive),
        lift_top_decile: if share > 0.0 { precision_at(scores, positive, tenth) / share } else { 0.0 },
        capacity,
        precision_at_capacity: precision_at(scores, positive, capacity),
        brier,
        calibration,
        calibration_error,
    }
}

/// The area under the curve by ranks; 0.5 when one class is missing.
#[must_use]
pub fn auc(scores: &[f64], positive: &[bool]) -> f64 {
    let mut pairs: Vec<(f64, bool)> = scores.iter().copied().zip(positive.iter().copied()).collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let positives = pairs.iter().filter(|pair| pair.1).count() as f64;
    let negatives = pairs.len() as f64 - positives;
    if positives == 0.0 || negatives == 0.0 {
        return 0.5;
    }
    let (mut below, mut area) = (0.0, 0.0);
    for group in pairs.chunk_by(|a, b| a.0 == b.0) {
        let hits = group.iter().filter(|pair| pair.1).count() as f64;
        let others = group.len() as f64 - hits;
        area += hits * (below + others / 2.0);
        below += others;
    }
    area / (positives * negatives)
}

/// The expected share of positives among the `count` highest scores; a group of equal scores at the border counts in proportion.
#[must_use]
pub fn precision_at(scores: &[f64], positive: &[bool], count: usize) -> f64 {
    let mut pairs: Vec<(f64, bool)> = scores.iter().copied().zip(positive.iter().copied()).collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut left, mut hits) = (count.min(pairs.len()) as f64, 0.0);
    let all = left;
    for group in pairs.chunk_by(|a, b| a.0 == b.0) {
        let size = group.len() as f64;
        let take = left.min(size);
        hits += group.iter().filter(|pair| pair.1).count() as f64 * take / size;
        left -= take;
        if left <= 0.0 {
            break;
        }
    }
    if all > 0.0 { hits / all } else { 0.0 }
}

fn bands(scores: &[f64], probabilities: &[f64], positive: &[bool]) -> Vec<CalibrationBand> {
    let mut rows: Vec<(f64, f64, bool)> =
        scores.iter().zip(probabilities).zip(positive).map(|((s, p), hit)| (*s, *p, *hit)).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let size = rows.len().div_ceil(10).max(1);
    rows.chunks(size)
        .map(|band| CalibrationBand {
            rows: band.len(),
            expected: band.iter().map(|row| row.1).sum::<f64>() / band.len() as f64,
            seen: band.iter().filter(|row| row.2).count() as f64 / band.len() as f64,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_of_small_cases_by_hand() {
        assert_eq!(auc(&[1.0, 2.0, 3.0, 4.0], &[false, false, true, true]), 1.0);
        assert_eq!(auc(&[4.0, 3.0, 2.0, 1.0], &[false, false, true, true]), 0.0);
        // One of four pairs is the wrong way round.
        assert_eq!(auc(&[1.0, 3.0, 2.0, 4.0], &[false, false, true, true]), 0.75);
        assert_eq!(auc(&[1.0, 1.0, 1.0, 1.0], &[false, true, false, true]), 0.5);
        assert_eq!(auc(&[1.0, 2.0], &[true, true]), 0.5);
    }

    #[test]
    fn precision_shares_a_tie_at_the_border() {
        let scores = [9.0, 5.0, 5.0, 1.0];
        let positive = [true, true, false, false];
        assert_eq!(precision_at(&scores, &positive, 1), 1.0);
        assert_eq!(precision_at(&scores, &positive, 2), 0.75);
        assert_eq!(precision_at(&scores, &positive, 100), 0.5);
        assert_eq!(precision_at(&[], &[], 30), 0.0);
    }

    #[test]
    fn lift_and_calibration_of_a_perfect_score() {
        let scores: Vec<f64> = (0..100).map(f64::from).collect();
        let positive: Vec<bool> = (0..100).map(|at| at >= 90).collect();
        let probabilities: Vec<f64> = positive.iter().map(|hit| f64::from(u8::from(*hit))).collect();
        let found = measure(&scores, &probabilities, &positive, 30);
        assert_eq!((found.auc, found.lift_top_decile, found.brier), (1.0, 10.0, 0.0));
        assert_eq!(found.calibration.len(), 10);
        assert_eq!(found.calibration_error, 0.0);
        assert!((found.precision_at_capacity - 1.0 / 3.0).abs() < 1e-12);
    }
}

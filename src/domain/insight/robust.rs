//! Statistics that a single odd month cannot upset: medians, their spread, slopes. Numbers in, numbers out.

/// The median; `None` of nothing. The mean of the two in the middle when the count is even.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    sorted.get((sorted.len() / 2).checked_sub(1)?).map(|lower| f64::midpoint(*lower, upper))
}

/// The median distance from the median, scaled so that it estimates the standard deviation of a normal spread.
#[must_use]
pub fn spread(values: &[f64]) -> Option<f64> {
    let middle = median(values)?;
    let distances: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    median(&distances).map(|mad| mad / 0.6745)
}

/// Theil-Sen: the median of the slopes between all pairs of `(x, y)`; needs two different x.
#[must_use]
pub fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let mut slopes = Vec::new();
    for (at, (x, y)) in points.iter().enumerate() {
        for (later_x, later_y) in points.iter().skip(at + 1) {
            if later_x != x {
                slopes.push((later_y - y) / (later_x - x));
            }
        }
    }
    median(&slopes)
}

/// The share of `peers` below `value`, in whole percent, equal ones counted half; `None` without peers.
#[must_use]
pub fn percentile(value: i64, peers: &[i64]) -> Option<u8> {
    if peers.is_empty() {
        return None;
    }
    let below = peers.iter().filter(|peer| **peer < value).count();
    let equal = peers.iter().filter(|peer| **peer == value).count();
    u8::try_from((200 * below + 100 * equal) / (2 * peers.len())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn small_cases_by_hand() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(spread(&[1.0, 1.0, 1.0]), Some(0.0));
        // One month in six is absurd and the slope does not care.
        let points = [(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (3.0, 900.0), (4.0, 4.0), (5.0, 5.0)];
        assert_eq!(slope(&points), Some(1.0));
        assert_eq!(slope(&[(1.0, 5.0), (1.0, 9.0)]), None);
        assert_eq!(percentile(5, &[1, 2, 3, 9]), Some(75));
        assert_eq!(percentile(5, &[5, 5]), Some(50));
        assert_eq!(percentile(5, &[]), None);
    }

    proptest! {
        #[test]
        fn a_median_lies_between_its_values(values in proptest::collection::vec(-1e9..1e9_f64, 1..40)) {
            let middle = median(&values).unwrap();
            let low = values.iter().copied().fold(f64::INFINITY, f64::min);
            let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            prop_assert!((low..=high).contains(&middle));
        }
    }
}

//! Logistic regression on columns of small codes, by Newton's method with a ridge. It knows nothing of what the codes mean.
#![expect(
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    reason = "square matrices of a size fixed at the top of each function; iterators would hide the algebra"
)]

/// One line's place in the model: which cell each row lies in. Cell 0 is the reference and weighs nothing.
#[derive(Clone, Debug)]
pub(super) struct Term {
    /// One cell per row.
    pub(super) cells: Vec<u8>,
    /// How many cells there are, the reference included.
    pub(super) size: usize,
}

impl Term {
    /// Whether two rules hold on nearly the same rows, four in five of those on which either holds.
    pub(super) fn resembles(&self, other: &Self) -> bool {
        let (mut both, mut either) = (0_usize, 0_usize);
        for (a, b) in self.cells.iter().zip(&other.cells) {
            both += usize::from(*a > 0 && *b > 0);
            either += usize::from(*a > 0 || *b > 0);
        }
        self.size == 2 && other.size == 2 && both * 5 > either * 4
    }
}

/// What came out.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) intercept: f64,
    /// Per term one weight per cell, the reference's 0 included.
    pub(super) weights: Vec<Vec<f64>>,
    /// The probability of each row.
    pub(super) probability: Vec<f64>,
    /// Twice the negative log likelihood plus the ridge's penalty.
    pub(super) deviance: f64,
}

const MOST_STEPS: usize = 30;

/// Fits the model to `positive`. `ridge` pulls every weight but the intercept towards zero.
pub(super) fn fit(terms: &[&Term], positive: &[bool], ridge: f64) -> Model {
    let mut offsets = Vec::with_capacity(terms.len());
    let mut size = 1;
    for term in terms {
        offsets.push(size);
        size += term.size - 1;
    }
    let rows = positive.len();
    // Where each row is active; a row is in one cell of each term at most.
    let mut active: Vec<u16> = Vec::with_capacity(rows * (terms.len() + 1));
    let mut ends = Vec::with_capacity(rows);
    for row in 0..rows {
        active.push(0);
        for (term, offset) in terms.iter().zip(&offsets) {
            let cell = usize::from(term.cells[row]);
            if cell > 0 {
                active.push(u16::try_from(offset + cell - 1).unwrap_or(0));
            }
        }
        ends.push(active.len());
    }
    let share = positive.iter().filter(|hit| **hit).count() as f64 / rows.max(1) as f64;
    let mut beta = vec![0.0; size];
    beta[0] = (share.clamp(1e-6, 1.0 - 1e-6) / (1.0 - share.clamp(1e-6, 1.0 - 1e-6))).ln();
    let mut probability = vec![0.0; rows];
    let mut deviance = evaluate(&active, &ends, positive, &beta, ridge, &mut probability);
    for _ in 0..MOST_STEPS {
        let (gradient, hessian) = derivatives(&active, &ends, positive, &probability, &beta, ridge);
        let Some(step) = solve(hessian, gradient) else { break };
        let mut length = 1.0;
        let before = deviance;
        let mut next = beta.clone();
        loop {
            for (slot, (old, change)) in next.iter_mut().zip(beta.iter().zip(&step)) {
                *slot = old + length * change;
            }
            deviance = evaluate(&active, &ends, positive, &next, ridge, &mut probability);
            if deviance <= before + 1e-9 || length < 1e-3 {
                break;
            }
            length *= 0.5;
        }
        beta = next;
        if before - deviance < 1e-6 {
            break;
        }
    }
    let weights = terms
        .iter()
        .zip(&offsets)
        .map(|(term, offset)| {
            std::iter::once(0.0).chain((0..term.size - 1).map(|cell| beta[offset + cell])).collect()
        })
        .collect();
    Model { intercept: beta[0], weights, probability, deviance }
}

fn evaluate(
    active: &[u16],
    ends: &[usize],
    positive: &[bool],
    beta: &[f64],
    ridge: f64,
    probability: &mut [f64],
) -> f64 {
    let mut begin = 0;
    let mut deviance = ridge * beta.iter().skip(1).map(|weight| weight * weight).sum::<f64>();
    for (row, end) in ends.iter().enumerate() {
        let z: f64 = active[begin..*end].iter().map(|at| beta[usize::from(*at)]).sum();
        begin = *end;
        probability[row] = 1.0 / (1.0 + (-z).exp());
        let margin = if positive[row] { -z } else { z };
        // ln(1 + e^margin) without overflow.
        deviance += 2.0 * (margin.max(0.0) + (-margin.abs()).exp().ln_1p());
    }
    deviance
}

fn derivatives(
    active: &[u16],
    ends: &[usize],
    positive: &[bool],
    probability: &[f64],
    beta: &[f64],
    ridge: f64,
) -> (Vec<f64>, Vec<Vec<f64>>) {
    let size = beta.len();
    let mut gradient: Vec<f64> =
        beta.iter().enumerate().map(|(at, weight)| if at == 0 { 0.0 } else { -ridge * weight }).collect();
    let mut hessian = vec![vec![0.0; size]; size];
    for (at, row) in hessian.iter_mut().enumerate() {
        row[at] = if at == 0 { 1e-9 } else { ridge + 1e-9 };
    }
    let mut begin = 0;
    for (row, end) in ends.iter().enumerate() {
        let p = probability[row];
        let residual = f64::from(u8::from(positive[row])) - p;
        let weight = p * (1.0 - p);
        let cells = &active[begin..*end];
        begin = *end;
        for (at, i) in cells.iter().enumerate() {
            let i = usize::from(*i);
            gradient[i] += residual;
            for j in &cells[..=at] {
                hessian[i][usize::from(*j)] += weight;
            }
        }
    }
    (gradient, hessian)
}

/// Solves `matrix · x = right` for a symmetric positive matrix of which the lower triangle is filled.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let size = right.len();
    for i in 0..size {
        for j in 0..=i {
            let mut sum = matrix[i][j];
            for k in 0..j {
                sum -= matrix[i][k] * matrix[j][k];
            }
            if i == j {
                if sum <= 0.0 {
                    return None;
                }
                matrix[i][i] = sum.sqrt();
            } else {
                matrix[i][j] = sum / matrix[j][j];
            }
        }
        let mut sum = right[i];
        for k in 0..i {
            sum -= matrix[i][k] * right[k];
        }
        right[i] = sum / matrix[i][i];
    }
    for i in (0..size).rev() {
        let mut sum = right[i];
        for k in i + 1..size {
            sum -= matrix[k][i] * right[k];
        }
        right[i] = sum / matrix[i][i];
    }
    Some(right)
}

//! The search for the next line: scales, single conditions, and conditions that belong together, judged by how much they would explain
//! of what the lines so far leave open. It looks at codes only.
#![expect(
    clippy::indexing_slicing,
    reason = "histograms whose size is fixed where they are made; codes are smaller than that by construction"
)]

use crate::domain::scorecard::logistic::Term;
use crate::domain::scorecard::variable::Variable;

/// What a line may cost and be made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Pulls every weight towards zero.
    pub(super) ridge: f64,
    /// What a condition of a rule, or a further step of a scale, must gain (twice the log likelihood).
    pub(super) price: f64,
    /// Steps of a scale.
    pub(super) most_steps: usize,
    /// Conditions of a rule.
    pub(super) most_conditions: usize,
    /// Rows a step or rule must hold.
    pub(super) support: f64,
}

/// The codes `from..to` of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Range {
    pub(super) variable: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A line in terms of codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Steps of one variable in the order of their codes, what is missing last; the one at `reference` gives nothing.
    Scale { steps: Vec<Range>, reference: usize },
    /// Conditions that hold together, by variable.
    Rule(Vec<Range>),
}

/// A line that might be next.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) shape: Shape,
    /// Expected gain less its price.
    pub(super) gain: f64,
    /// The price.
    pub(super) price: f64,
}

/// Sums over some rows: residuals, weights, how many.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    residual: f64,
    weight: f64,
    rows: f64,
}

impl Sums {
    fn add(&mut self, other: Self) {
        self.residual += other.residual;
        self.weight += other.weight;
        self.rows += other.rows;
    }

    fn without(self, other: Self) -> Self {
        Self {
            residual: self.residual - other.residual,
            weight: self.weight - other.weight,
            rows: self.rows - other.rows,
        }
    }
}

/// What the lines so far leave open, row by row.
pub(super) struct Open<'a> {
    pub(super) variables: &'a [Variable],
    pub(super) residual: Vec<f64>,
    pub(super) weight: Vec<f64>,
    pub(super) limits: Limits,
    total: Sums,
    /// Every so many rows are looked at; a full fit judges what is found.
    stride: usize,
}

/// More rows than this find no better candidates, only later.
const ROWS_TO_LOOK_AT: usize = 40_000;

impl<'a> Open<'a> {
    pub(super) fn new(
        variables: &'a [Variable],
        probability: &[f64],
        positive: &[bool],
        limits: Limits,
    ) -> Self {
        let residual: Vec<f64> =
            probability.iter().zip(positive).map(|(p, hit)| f64::from(u8::from(*hit)) - p).collect();
        let weight: Vec<f64> = probability.iter().map(|p| p * (1.0 - p)).collect();
        let total = Sums {
            residual: residual.iter().sum(),
            weight: weight.iter().sum(),
            rows: positive.len() as f64,
        };
        let stride = (positive.len() / ROWS_TO_LOOK_AT).max(1);
        Self { variables, residual, weight, limits, total, stride }
    }

    /// The best few lines of every kind, best first.
    pub(super) fn candidates(&self, count: usize) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = (0..self.variables.len()).filter_map(|at| self.scale(at)).collect();
        let mut pairs = self.pairs();
        sort(&mut pairs);
        pairs.truncate(60);
        if self.limits.most_conditions > 2 {
            let mut triples: Vec<Candidate> =
                pairs.iter().take(24).filter_map(|pair| self.extended(pair)).collect();
            found.append(&mut triples);
        }
        found.append(&mut pairs);
        sort(&mut found);
        found.dedup_by(|a, b| a.shape == b.shape);
        found.truncate(count);
        found
    }

    fn row(&self, at: usize) -> Sums {
        let times = self.stride as f64;
        Sums { residual: self.residual[at] * times, weight: self.weight[at] * times, rows: times }
    }

    /// What a single weight for these rows against the others would gain. The sign tells the direction.
    fn gain(&self, inside: Sums) -> f64 {
        if inside.rows < self.limits.support || self.total.rows - inside.rows < self.limits.support {
            return 0.0;
        }
        let rest = (1.0 - inside.weight / self.total.weight).max(0.0);
        let information = inside.weight * rest + self.limits.ridge;
        let centred = inside.residual - self.total.residual * inside.weight / self.total.weight;
        centred * centred.abs() / information
    }

    /// The ranges a condition on a variable may have: a beginning, an end, or what is missing.
    fn ranges(&self, at: usize) -> Vec<Range> {
        let variable = &self.variables[at];
        let mut ranges = Vec::with_capacity(2 * variable.bins + 1);
        for cut in 1..variable.bins {
            ranges.push(Range { variable: at, from: 0, to: cut });
            ranges.push(Range { variable: at, from: cut, to: variable.bins });
        }
        if variable.has_missing {
            ranges.push(Range { variable: at, from: variable.bins, to: variable.bins + 1 });
        }
        ranges
    }

    /// Whether a condition may give points of this sign, where a direction was asked for.
    fn allowed(&self, range: Range, gain: f64) -> bool {
        let variable = &self.variables[range.variable];
        let direction = f64::from(variable.monotone);
        if direction == 0.0 || range.from >= variable.bins {
            return true;
        }
        if range.from == 0 { gain * direction <= 0.0 } else { gain * direction >= 0.0 }
    }

    fn scale(&self, at: usize) -> Option<Candidate> {
        let variable = &self.variables[at];
        let mut codes = vec![Sums::default(); variable.bins + 1];
        for (row, code) in variable.codes.iter().enumerate().step_by(self.stride) {
            codes[usize::from(*code)].add(self.row(row));
        }
        let missing = codes.pop().unwrap_or_default();
        let blocks = self.blocks(&codes, variable.monotone);
        let room = self.limits.most_steps - usize::from(missing.rows > 0.0);
        let (mut steps, mut gain) = self.segments(at, &blocks, room)?;
        if missing.rows > 0.0 {
            steps.push(Range { variable: at, from: variable.bins, to: variable.bins + 1 });
            gain += missing.residual * missing.residual / (missing.weight + self.limits.ridge);
        }
        let price = self.limits.price * (steps.len() as f64 - 1.0) + variable.price;
        let reference = (0..steps.len()).max_by_key(|step| self.rows_in(steps[*step]))?;
        (steps.len() > 1).then_some(Candidate {
            shape: Shape::Scale { steps, reference },
            gain: gain - price,
            price,
        })
    }

    fn rows_in(&self, range: Range) -> usize {
        self.variables[range.variable]
            .codes
            .iter()
            .filter(|code| (range.from..range.to).contains(&usize::from(**code)))
            .count()
    }

    /// Neighbouring codes pooled until the rates go in the wanted direction only: (first code, one past the last, sums).
    fn blocks(&self, codes: &[Sums], monotone: i8) -> Vec<(usize, usize, Sums)> {
        let rate = |sums: &Sums| sums.residual / (sums.weight + 1e-9) * f64::from(monotone);
        let mut blocks: Vec<(usize, usize, Sums)> = Vec::new();
        for (at, sums) in codes.iter().enumerate() {
            blocks.push((at, at + 1, *sums));
            while monotone != 0 && blocks.len() > 1 {
                let last = blocks[blocks.len() - 1];
                let before = blocks[blocks.len() - 2];
                if rate(&before.2) <= rate(&last.2) {
                    break;
                }
                blocks.pop();
                if let Some(block) = blocks.last_mut() {
                    block.1 = last.1;
                    block.2.add(last.2);
                }
            }
        }
        blocks
    }

    /// The best cutting of the blocks into at most `room` steps, by dynamic programming: the steps and what they gain.
    fn segments(
        &self,
        variable: usize,
        blocks: &[(usize, usize, Sums)],
        room: usize,
    ) -> Option<(Vec<Range>, f64)> {
        let count = blocks.len();
        let mut upto = vec![Sums::default(); count + 1];
        for (at, block) in blocks.iter().enumerate() {
            upto[at + 1] = upto[at];
            upto[at + 1].add(block.2);
        }
        let value = |from: usize, to: usize| {
            let sums = upto[to].without(upto[from]);
            if sums.rows < self.limits.support {
                return f64::NEG_INFINITY;
            }
            sums.residual * sums.residual / (sums.weight + self.limits.ridge) - self.limits.price
        };
        // best[steps][end]: the value and where the last step begins.
        let mut best = vec![vec![(f64::NEG_INFINITY, 0_usize); count + 1]; room + 1];
        best[0][0] = (0.0, 0);
        for steps in 1..=room {
            for end in 1..=count {
                for from in 0..end {
                    let sum = best[steps - 1][from].0 + value(from, end);
                    if sum > best[steps][end].0 {
                        best[steps][end] = (sum, from);
                    }
                }
            }
        }
        let mut steps = (1..=room).max_by(|a, b| best[*a][count].0.total_cmp(&best[*b][count].0))?;
        let found = best[steps][count].0;
        if !found.is_finite() {
            return None;
        }
        let gain = found + self.limits.price * steps as f64;
        let (mut ranges, mut end) = (Vec::new(), count);
        while steps > 0 {
            let from = best[steps][end].1;
            ranges.push(Range { variable, from: blocks[from].0, to: blocks[end - 1].1 });
            (end, steps) = (from, steps - 1);
        }
        ranges.reverse();
        Some((ranges, gain))
    }

    /// The best rule of two conditions for every pair of variables.
    fn pairs(&self) -> Vec<Candidate> {
        let count = self.variables.len();
        let all: Vec<Vec<Range>> = (0..count).map(|at| self.ranges(at)).collect();
        let mut found = Vec::new();
        let mut cells: Vec<Sums> = Vec::new();
        for first in 0..count {
            for second in first + 1..count {
                let (a, b) = (&self.variables[first], &self.variables[second]);
                let width = b.bins + 2;
                // Sums of everything before a row and a column, so that any box costs four look-ups.
                cells.clear();
                cells.resize((a.bins + 2) * width, Sums::default());
                for (row, (x, y)) in a.codes.iter().zip(&b.codes).enumerate().step_by(self.stride) {
                    cells[(usize::from(*x) + 1) * width + usize::from(*y) + 1].add(self.row(row));
                }
                for x in 1..a.bins + 2 {
                    for y in 1..width {
                        let (up, left) = (cells[(x - 1) * width + y], cells[x * width + y - 1]);
                        let corner = cells[(x - 1) * width + y - 1];
                        let cell = &mut cells[x * width + y];
                        cell.add(up);
                        cell.add(left.without(corner));
                    }
                }
                let mut best: Option<Candidate> = None;
                for x in &all[first] {
                    for y in &all[second] {
                        let at = |x: usize, y: usize| cells[x * width + y];
                        let inside = at(x.to, y.to)
                            .without(at(x.from, y.to))
                            .without(at(x.to, y.from).without(at(x.from, y.from)));
                        let gain = self.gain(inside);
                        let better = best.as_ref().is_none_or(|best| gain.abs() > best.gain);
                        if better && self.allowed(*x, gain) && self.allowed(*y, gain) {
                            let shape = Shape::Rule(vec![*x, *y]);
                            best = Some(Candidate { shape, gain: gain.abs(), price: 0.0 });
                        }
                    }
                }
                if let Some(mut best) = best {
                    best.price = 2.0 * self.limits.price + a.price + b.price;
                    best.gain -= best.price;
                    found.push(best);
                }
            }
        }
        found
    }

    /// The pair with the third condition that helps most.
    fn extended(&self, pair: &Candidate) -> Option<Candidate> {
        let Shape::Rule(conditions) = &pair.shape else { return None };
        let inside = self.holds(conditions);
        let mut best: Option<Candidate> = None;
        for at in 0..self.variables.len() {
            if conditions.iter().any(|range| range.variable == at) {
                continue;
            }
            let variable = &self.variables[at];
            let mut upto = vec![Sums::default(); variable.bins + 2];
            for (row, code) in variable.codes.iter().enumerate().step_by(self.stride) {
                if inside[row] {
                    upto[usize::from(*code) + 1].add(self.row(row));
                }
            }
            for code in 1..upto.len() {
                let before = upto[code - 1];
                upto[code].add(before);
            }
            for range in self.ranges(at) {
                let gain = self.gain(upto[range.to].without(upto[range.from]));
                let price = pair.price + self.limits.price + variable.price;
                let right = conditions.iter().chain([&range]).all(|range| self.allowed(*range, gain));
                if right && best.as_ref().is_none_or(|best| gain.abs() - price > best.gain) {
                    let mut all = conditions.clone();
                    all.push(range);
                    all.sort();
                    best = Some(Candidate { shape: Shape::Rule(all), gain: gain.abs() - price, price });
                }
            }
        }
        best
    }

    fn holds(&self, conditions: &[Range]) -> Vec<bool> {
        (0..self.residual.len())
            .map(|row| {
                conditions.iter().all(|range| {
                    (range.from..range.to).contains(&usize::from(self.variables[range.variable].codes[row]))
                })
            })
            .collect()
    }
}

impl Shape {
    /// The cell of a scale's step: the reference is cell 0, and the steps before it move up by one.
    pub(super) fn cell_of(step: usize, reference: usize) -> usize {
        match step.cmp(&reference) {
            std::cmp::Ordering::Less => step + 1,
            std::cmp::Ordering::Equal => 0,
            std::cmp::Ordering::Greater => step,
        }
    }

    /// Which cell each row lies in.
    pub(super) fn term(&self, variables: &[Variable]) -> Term {
        match self {
            Self::Scale { steps, reference } => {
                let codes = steps.first().map_or(&[][..], |step| &variables[step.variable].codes);
                let cell = |code: u8| {
                    let step = steps
                        .iter()
                        .position(|step| (step.from..step.to).contains(&usize::from(code)))
                        .unwrap_or(*reference);
                    u8::try_from(Self::cell_of(step, *reference)).unwrap_or(0)
                };
                Term { cells: codes.iter().map(|code| cell(*code)).collect(), size: steps.len() }
            }
            Self::Rule(conditions) => {
                let rows = conditions.first().map_or(0, |range| variables[range.variable].codes.len());
                let holds = |row: usize| {
                    conditions.iter().all(|range| {
                        (range.from..range.to).contains(&usize::from(variables[range.variable].codes[row]))
                    })
                };
                Term { cells: (0..rows).map(|row| u8::from(holds(row))).collect(), size: 2 }
            }
        }
    }
}

/// Best first, and in a fixed order among equals.
fn sort(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| b.gain.total_cmp(&a.gain));
}

//! Learning a card: which columns may speak, which lines are worth their place, how many points they give.

use std::collections::BTreeMap;

use crate::domain::scorecard::card::{Card, Condition, Line, Source, Step, factor};
use crate::domain::scorecard::logistic::{Model, Term, fit};
use crate::domain::scorecard::search::{Candidate, Limits, Open, Range, Shape};
use crate::domain::scorecard::table::{Table, Values};
use crate::domain::scorecard::variable::Variable;

/// Pulls every weight towards zero, as two rows of the average would.
const RIDGE: f64 = 2.0;
/// What each condition or further step must gain, in twice the log likelihood. Thousands are tried, so chance alone gains more
/// than the 3.8 of a single test. Between 4 and 8 the cross-validated area of the files tried moved by less than 0.003.
const PRICE: f64 = 6.0;
/// How often the lines are gone through again once they stand together.
const SECOND_THOUGHTS: usize = 2;

/// What may be asked of a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// How many lines at most.
    pub lines: usize,
    /// How many conditions one rule may join, 1 to 3.
    pub conditions: usize,
    /// Columns whose points may only rise (1) or fall (-1) with their value.
    pub monotone: BTreeMap<String, i8>,
    /// Columns that add up to something, beside each column on its own.
    pub sums: Vec<Vec<String>>,
}

impl Default for Wish {
    fn default() -> Self {
        Self { lines: 12, conditions: 2, monotone: BTreeMap::new(), sums: Vec::new() }
    }
}

/// Lines on their way to a card.
struct Draft<'a> {
    variables: &'a [Variable],
    positive: &'a [bool],
    limits: Limits,
    lines: Vec<Part>,
}

#[derive(Clone)]
struct Part {
    shape: Shape,
    price: f64,
    term: Term,
}

impl Part {
    /// When the weights go against a direction that was asked for: what the line must become, `Some(None)` for nothing.
    fn against(&self, variables: &[Variable], weights: &[f64]) -> Option<Option<Shape>> {
        let direction = |range: &Range| variables.get(range.variable).map_or(0, |variable| variable.monotone);
        match &self.shape {
            Shape::Rule(conditions) => {
                let weight = weights.get(1).copied().unwrap_or(0.0);
                conditions
                    .iter()
                    .any(|range| {
                        let known = variables.get(range.variable).is_some_and(|v| range.from < v.bins);
                        let sign = f64::from(direction(range)) * if range.from == 0 { -1.0 } else { 1.0 };
                        known && weight * sign < 0.0
                    })
                    .then_some(None)
            }
            Shape::Scale { steps, reference } => {
                let sign = f64::from(steps.first().map_or(0, direction));
                let weight = |step: usize| {
                    let cell = Shape::cell_of(step, *reference);
                    weights.get(cell).copied().unwrap_or(0.0) * sign
                };
                let pair = (1..steps.len()).find(|at| {
                    let known = steps
                        .get(*at)
                        .is_some_and(|step| variables.get(step.variable).is_some_and(|v| step.from < v.bins));
                    known && weight(*at) < weight(at - 1)
                })?;
                let mut joined = steps.clone();
                let last = joined.remove(pair);
                if let Some(step) = joined.get_mut(pair - 1) {
                    step.to = last.to;
                }
                let reference = if *reference >= pair { reference - 1 } else { *reference };
                Some((joined.len() > 1).then_some(Shape::Scale { steps: joined, reference }))
            }
        }
    }
}

impl Draft<'_> {
    fn model(&self, without: Option<usize>, with: Option<&Part>) -> Model {
        let terms: Vec<&Term> = self
            .lines
            .iter()
            .enumerate()
            .filter(|(at, _)| Some(*at) != without)
            .map(|(_, part)| part)
            .chain(with)
            .map(|part| &part.term)
            .collect();
        fit(&terms, self.positive, self.limits.ridge)
    }

    fn prices(&self) -> f64 {
        self.lines.iter().map(|part| part.price).sum()
    }

    /// The best next line beside the given ones, judged by a full fit; with its deviance and price.
    fn next(&self, model: &Model, without: Option<usize>) -> Option<(Part, f64)> {
        let open = Open::new(self.variables, &model.probability, self.positive, self.limits);
        let mut best: Option<(Part, f64)> = None;
        // The more rows, the better the estimate agrees with the full fit, and the dearer the full fit is.
        let tries = if self.positive.len() > 10_000 { 5 } else { 12 };
        for candidate in open.candidates(tries) {
            if candidate.gain <= 0.0 {
                break;
            }
            let Candidate { shape, price, .. } = candidate;
            let term = shape.term(self.variables);
            if self
                .lines
                .iter()
                .enumerate()
                .any(|(at, line)| Some(at) != without && line.term.resembles(&term))
            {
                continue;
            }
            let part = Part { shape, price, term };
            let cost = self.model(without, Some(&part)).deviance + part.price;
            if best.as_ref().is_none_or(|best| cost < best.1) {
                best = Some((part, cost));
            }
        }
        best.filter(|best| best.1 < model.deviance)
    }

    fn grow(&mut self, most: usize) {
        while self.lines.len() < most {
            let model = self.model(None, None);
            let Some((part, _)) = self.next(&model, None) else { break };
            self.lines.push(part);
        }
    }

    /// The final fit. Fitted together, lines may turn against a direction that was asked for: such steps are joined and such rules
    /// taken away, until none is left.
    fn settle(&mut self) -> Model {
        loop {
            let model = self.model(None, None);
            let against = (0..self.lines.len()).find_map(|at| {
                let (part, weights) = self.lines.get(at).zip(model.weights.get(at))?;
                part.against(self.variables, weights).map(|shape| (at, shape))
            });
            match against {
                None => return model,
                Some((at, None)) => drop(self.lines.remove(at)),
                Some((at, Some(shape))) => {
                    let variables = self.variables;
                    if let Some(part) = self.lines.get_mut(at) {
                        part.term = shape.term(variables);
                        part.shape = shape;
                    }
                }
            }
        }
    }

    /// Takes each line out once and puts the best line in its place, when that is better. Whether anything changed.
    fn improve(&mut self) -> bool {
        let mut changed = false;
        let mut at = 0;
        while at < self.lines.len() {
            let now = self.model(None, None).deviance + self.prices();
            let model = self.model(Some(at), None);
            let others = self.prices() - self.lines.get(at).map_or(0.0, |part| part.price);
            let better = self.next(&model, Some(at)).filter(|(_, cost)| cost + others < now - 1e-6);
            match better {
                Some((part, _)) => {
                    self.lines.remove(at);
                    self.lines.insert(at, part);
                    changed = true;
                    at += 1;
                }
                None if model.deviance + others < now => {
                    self.lines.remove(at);
                    changed = true;
                }
                None => at += 1,
            }
        }
        changed
    }
}

/// Learns a card from the given rows of a table; `positive` has one entry per given row.
#[must_use]
pub fn learn(table: &Table, columns: &[String], rows: &[usize], positive: &[bool], wish: &Wish) -> Card {
    let variables = variables(table, columns, rows, positive, wish);
    let count = rows.len() as f64;
    let limits = Limits {
        ridge: RIDGE,
        price: PRICE,
        most_steps: 5,
        most_conditions: wish.conditions,
        support: (count / 200.0).clamp(3.0, 25.0),
    };
    let mut draft = Draft { variables: &variables, positive, limits, lines: Vec::new() };
    draft.grow(wish.lines);
    for _ in 0..SECOND_THOUGHTS {
        if !draft.improve() {
            break;
        }
        draft.grow(wish.lines);
    }
    let model = draft.settle();
    write(&draft, &model)
}

fn variables(
    table: &Table,
    columns: &[String],
    rows: &[usize],
    positive: &[bool],
    wish: &Wish,
) -> Vec<Variable> {
    let sums = wish.sums.iter().map(|names| (Source::SumOf(names.clone()), 0));
    let single = columns
        .iter()
        .map(|name| (Source::Column(name.clone()), wish.monotone.get(name).copied().unwrap_or(0)));
    let mut kept: Vec<Variable> = Vec::new();
    for (source, monotone) in single.chain(sums) {
        let Some(variable) = Variable::learn(source, table, rows, positive, monotone) else { continue };
        let same = |other: &Variable| {
            let alike = other.codes.iter().zip(&variable.codes).filter(|(a, b)| a == b).count();
            other.bins == variable.bins && alike * 100 >= variable.codes.len() * 99
        };
        // Minutes and their charge say the same: the first of them speaks.
        if variable.monotone != 0 || !kept.iter().any(same) {
            kept.push(variable);
        }
    }
    kept
}

/// Groups of numeric columns that share the last word of their names, such as several charges: their sum may say more than each.
#[must_use]
pub fn sums_by_name(table: &Table, columns: &[String]) -> Vec<Vec<String>> {
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in columns {
        let amounts = table.column(name).is_some_and(|column| match &column.values {
            Values::Numbers(values) => {
                values.iter().all(|value| value.is_nan() || *value >= 0.0) && column.values.distinct() > 10
            }
            Values::Words { .. } => false,
        });
        if amounts {
            groups.entry(last_word(name)).or_default().push(name.clone());
        }
    }
    groups.into_values().filter(|names| (2..=8).contains(&names.len())).collect()
}

/// `total day charge` and `day_charge` end in `charge`; `语音费` ends in `费`.
fn last_word(name: &str) -> String {
    let plain = name.trim().to_lowercase();
    let word = plain.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
    match word.chars().last() {
        Some(last) if !last.is_ascii() => last.to_string(),
        _ => word.to_owned(),
    }
}

fn write(draft: &Draft<'_>, model: &Model) -> Card {
    let factor = factor();
    let points = |weight: f64| (weight * factor).round() as i32;
    let mut lines: Vec<(i32, Line)> = Vec::new();
    for (part, weights) in draft.lines.iter().zip(&model.weights) {
        let line = match &part.shape {
            Shape::Scale { steps, reference } => scale(draft, steps, *reference, weights, &points),
            Shape::Rule(conditions) => rule(draft, conditions, weights, &points),
        };
        let span = match &line {
            Line::Scale { steps, .. } => {
                let all = || steps.iter().map(|step| step.points);
                all().max().unwrap_or(0) - all().min().unwrap_or(0)
            }
            Line::Rule { points, .. } => points.abs(),
        };
        if span > 0 {
            lines.push((span, line));
        }
    }
    lines.sort_by_key(|(span, _)| std::cmp::Reverse(*span));
    Card {
        rows: draft.positive.len(),
        positives: draft.positive.iter().filter(|hit| **hit).count(),
        base: points(model.intercept),
        lines: lines.into_iter().map(|(_, line)| line).collect(),
        ..Card::default()
    }
}

fn scale(
    draft: &Draft<'_>,
    steps: &[Range],
    reference: usize,
    weights: &[f64],
    points: &dyn Fn(f64) -> i32,
) -> Line {
    let hits = draft.positive.iter().filter(|hit| **hit).count() as f64;
    let others = draft.positive.len() as f64 - hits;
    let mut information = 0.0;
    let mut written = Vec::new();
    let mut source = None;
    for (at, step) in steps.iter().enumerate() {
        let Some(variable) = draft.variables.get(step.variable) else { continue };
        source = Some(variable.source.clone());
        let (rows, positives) = count(draft, std::slice::from_ref(step));
        // Half a row on each side keeps an empty side finite.
        let share = (positives as f64 + 0.5) / (hits + 0.5);
        let rest = ((rows - positives) as f64 + 0.5) / (others + 0.5);
        let woe = (share / rest).ln();
        information += (share - rest) * woe;
        let cell = Shape::cell_of(at, reference);
        written.push(Step {
            test: variable.test(step.from, step.to),
            points: points(weights.get(cell).copied().unwrap_or(0.0)),
            woe: (woe * 100.0).round() / 100.0,
            rows,
            positives,
        });
    }
    Line::Scale {
        of: source.unwrap_or(Source::SumOf(Vec::new())),
        information: (information * 1000.0).round() / 1000.0,
        steps: written,
    }
}

fn rule(draft: &Draft<'_>, conditions: &[Range], weights: &[f64], points: &dyn Fn(f64) -> i32) -> Line {
    let (rows, positives) = count(draft, conditions);
    let all = conditions
        .iter()
        .filter_map(|range| {
            let variable = draft.variables.get(range.variable)?;
            Some(Condition { of: variable.source.clone(), test: variable.test(range.from, range.to) })
        })
        .collect();
    Line::Rule { all, points: points(weights.get(1).copied().unwrap_or(0.0)), rows, positives }
}

/// Rows on which all ranges hold, and the positives among them.
fn count(draft: &Draft<'_>, ranges: &[Range]) -> (usize, usize) {
    let (mut rows, mut positives) = (0, 0);
    for (row, hit) in draft.positive.iter().enumerate() {
        let holds = ranges.iter().all(|range| {
            draft
                .variables
                .get(range.variable)
                .and_then(|variable| variable.codes.get(row))
                .is_some_and(|code| (range.from..range.to).contains(&usize::from(*code)))
        });
        rows += usize::from(holds);
        positives += usize::from(holds && *hit);
    }
    (rows, positives)
}

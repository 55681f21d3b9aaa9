//! 记分卡: a scorecard of a few readable lines, learnt from outcomes. Pure: tables in, a card and its figures out.
//!
//! [`fit`] screens the columns, cross-validates, and learns the card from all rows; [`evaluate`] measures a card on other rows.

pub mod card;
pub mod learn;
mod logistic;
pub mod measure;
pub mod screen;
mod search;
pub mod table;
pub mod validate;
mod variable;

use std::collections::BTreeMap;

use card::{Card, Measured};
use learn::{Wish, learn, sums_by_name};
use measure::{Measure, measure};
use screen::{LabelError, Outcome, Screened, screen};
use table::Table;
use validate::{Validation, validate};

/// What is asked of [`fit`].
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// The column to learn.
    pub label: String,
    /// Which value of it is positive; the one that sounds so, or the rarer of two, when nobody says.
    pub positive: Option<String>,
    /// Columns that must not speak.
    pub drop: Vec<String>,
    /// Columns that must speak although they look like ids or like the outcome itself.
    pub keep: Vec<String>,
    /// Columns whose points may only rise (1) or fall (-1).
    pub monotone: BTreeMap<String, i8>,
    /// Lines at most.
    pub lines: usize,
    /// Conditions that one rule may join.
    pub conditions: usize,
    /// Offer sums of columns that share the last word of their names.
    pub sums: bool,
    /// Folds.
    pub folds: usize,
    /// What chooses them.
    pub seed: u64,
    /// How many rows can be worked on in a day.
    pub capacity: usize,
}

impl Default for Order {
    fn default() -> Self {
        Self {
            label: String::new(),
            positive: None,
            drop: Vec::new(),
            keep: Vec::new(),
            monotone: BTreeMap::new(),
            lines: 12,
            conditions: 2,
            sums: true,
            folds: 5,
            seed: 1,
            capacity: 30,
        }
    }
}

/// A card and how far it can be believed.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// Learnt from all rows.
    pub card: Card,
    /// Measured on rows that each fold's card had not seen.
    pub validation: Validation,
    /// Which columns spoke.
    pub screened: Screened,
    /// Rows without an outcome, which taught nothing.
    pub unlabelled: usize,
}

/// Learns a card. Deterministic: the same table and order give the same card and figures.
///
/// # Errors
/// When the label cannot be read, has one class only, or nothing can be learnt from.
pub fn fit(table: &Table, order: &Order) -> Result<Fitted, LabelError> {
    let outcome = Outcome::read(table, &order.label, order.positive.as_deref())?;
    outcome.teaches()?;
    let screened = screen(table, &outcome, &order.drop, &order.keep);
    if screened.columns.is_empty() {
        return Err(LabelError::NothingToLearnFrom);
    }
    let sums = if order.sums { sums_by_name(table, &screened.columns) } else { Vec::new() };
    let monotone = order
        .monotone
        .iter()
        .filter_map(|(name, direction)| Some((table.column(name)?.name.clone(), *direction)))
        .collect();
    let wish = Wish { lines: order.lines, conditions: order.conditions, monotone, sums };
    let plan = (order.folds, order.seed);
    let validation = validate(table, &screened.columns, &outcome, &wish, plan, order.capacity);
    let mut card = learn(table, &screened.columns, &outcome.rows, &outcome.hits, &wish);
    card.label.clone_from(&outcome.label);
    card.positive.clone_from(&outcome.positive);
    card.measured = Some(Measured {
        folds: order.folds,
        seed: order.seed,
        auc: rounded(validation.auc),
        auc_sd: rounded(validation.auc_sd),
        lift_top_decile: rounded(validation.pooled.lift_top_decile),
    });
    let unlabelled = table.rows - outcome.rows.len();
    Ok(Fitted { card, validation, screened, unlabelled })
}

/// Measures a card on a labelled table that it was not learnt from.
///
/// # Errors
/// When the label cannot be read. One class only is no error here: the figures say 0.5.
pub fn evaluate(
    card: &Card,
    table: &Table,
    label: Option<&str>,
    positive: Option<&str>,
    capacity: usize,
) -> Result<Measure, LabelError> {
    let outcome =
        Outcome::read(table, label.unwrap_or(&card.label), Some(positive.unwrap_or(&card.positive)))?;
    let scores: Vec<i32> = outcome.rows.iter().map(|row| card.score(table, *row)).collect();
    let probabilities: Vec<f64> = scores.iter().map(|score| Card::probability(*score)).collect();
    let scores: Vec<f64> = scores.into_iter().map(f64::from).collect();
    Ok(measure(&scores, &probabilities, &outcome.hits, capacity))
}

/// To four decimals, so that a card file stays readable.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

//! Before learning: what counts as positive, which columns may speak, which would give the answer away. It learns no card.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::scorecard::card::Source;
use crate::domain::scorecard::measure::auc;
use crate::domain::scorecard::table::{Cell, NO_WORD, Table, Values};
use crate::domain::scorecard::validate::folds;
use crate::domain::scorecard::variable::Variable;

/// Rows of each class below which nothing worth printing can be learnt.
pub const FEWEST_OF_A_CLASS: usize = 10;

/// Alone, in rows it was not sorted by, a column this good is the outcome under another name, and is left out.
const SAME_AS_LABEL: f64 = 0.99;
/// From here on a column may have been written after the outcome, and is named in a warning.
const SUSPICIOUS: f64 = 0.93;

/// Why a table cannot teach a card.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    /// No column of that name.
    #[error("no column of that name")]
    NoColumn {
        /// Some of the names there are.
        names: Vec<String>,
    },
    /// More than two values, and nobody said which one is positive.
    #[error("more than two values in the label; say which one is positive")]
    ManyValues {
        /// Some of them.
        values: Vec<String>,
    },
    /// The positive value does not occur.
    #[error("the positive value does not occur in the label")]
    NoPositive {
        /// Some of the values there are.
        values: Vec<String>,
    },
    /// Too few rows of one class, or none.
    #[error("too few rows: {positives} positive, {negatives} others")]
    TooFew {
        /// Positive rows.
        positives: usize,
        /// The others.
        negatives: usize,
    },
    /// No column is left to learn from.
    #[error("no column can tell the rows apart")]
    NothingToLearnFrom,
}

/// The outcome of each row that has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The label column's name as the file spells it.
    pub label: String,
    /// The value that counts as positive.
    pub positive: String,
    /// Rows with a known outcome.
    pub rows: Vec<usize>,
    /// Whether each of them is positive.
    pub hits: Vec<bool>,
}

/// Why a column may not speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// One value only.
    Constant,
    /// Names the row: a number of its own for each.
    Identifier,
    /// Too many different words to count any of them.
    TooManyWords,
    /// Says the same as the label: it would not be known before.
    SameAsLabel,
    /// Left out by wish.
    Dropped,
}

/// Which columns may speak.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Screened {
    /// May speak.
    pub columns: Vec<String>,
    /// May not, and why.
    pub left_out: Vec<(String, LeftOut)>,
    /// May speak, but alone tell so much that they may have been written after the outcome; with their area.
    pub suspicious: Vec<(String, f64)>,
}

impl Outcome {
    /// Reads the label column. Rows without a label are left out.
    ///
    /// # Errors
    /// When there is no such column, or no telling what is positive.
    pub fn read(table: &Table, label: &str, positive: Option<&str>) -> Result<Self, LabelError> {
        let column = table.column(label).ok_or_else(|| LabelError::NoColumn {
            names: table.columns.iter().take(12).map(|column| column.name.clone()).collect(),
        })?;
        let words: Vec<Option<String>> =
            (0..table.rows).map(|row| spelling(column.values.cell(row))).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in words.iter().flatten() {
            *counts.entry(word).or_default() += 1;
        }
        let values = || counts.keys().take(8).map(|word| (*word).to_owned()).collect::<Vec<String>>();
        let positive = match positive {
            Some(wanted) => counts
                .keys()
                .find(|word| same(word, wanted))
                .ok_or_else(|| LabelError::NoPositive { values: values() })?,
            None if counts.len() > 2 => return Err(LabelError::ManyValues { values: values() }),
            None => counts
                .iter()
                .min_by_key(|(word, count)| (!sounds_positive(word), **count))
                .map_or(&"", |(word, _)| word),
        };
        let known = || words.iter().enumerate().filter_map(|(row, word)| Some((row, word.as_deref()?)));
        Ok(Self {
            label: column.name.clone(),
            positive: (*positive).to_owned(),
            rows: known().map(|(row, _)| row).collect(),
            hits: known().map(|(_, word)| word == *positive).collect(),
        })
    }

    /// Both classes must be there, often enough.
    ///
    /// # Errors
    /// When one of them has fewer rows than [`FEWEST_OF_A_CLASS`].
    pub fn teaches(&self) -> Result<(), LabelError> {
        let positives = self.hits.iter().filter(|hit| **hit).count();
        let negatives = self.hits.len() - positives;
        if positives.min(negatives) < FEWEST_OF_A_CLASS {
            return Err(LabelError::TooFew { positives, negatives });
        }
        Ok(())
    }
}

fn spelling(cell: Cell<'_>) -> Option<String> {
    match cell {
        Cell::Missing => None,
        Cell::Number(value) => Some(value.to_string()),
        Cell::Word(word) => Some(word.to_owned()),
    }
}

/// `1` and `1.0` are the same value, and so are `True` and `true`.
fn same(word: &str, wanted: &str) -> bool {
    let wanted = wanted.trim();
    word.eq_ignore_ascii_case(wanted)
        || word.parse::<f64>().ok().zip(wanted.parse::<f64>().ok()).is_some_and(|(a, b)| a == b)
}

/// The spellings of yes. When none of the two values is one of them, the rarer value is positive.
fn sounds_positive(word: &str) -> bool {
    const WORDS: [&str; 12] =
        ["1", "true", "yes", "y", "t", "positive", "churn", "churned", "是", "离网", "流失", "有"];
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Decides which columns may speak. `keep` overrules every doubt, `drop` every hope.
#[must_use]
pub fn screen(table: &Table, outcome: &Outcome, drop: &[String], keep: &[String]) -> Screened {
    let named =
        |names: &[String], name: &str| names.iter().any(|wanted| wanted.trim().eq_ignore_ascii_case(name));
    let mut screened = Screened::default();
    for column in table.columns.iter().filter(|column| column.name != outcome.label) {
        let kept = named(keep, &column.name);
        let mut reason = doubt(&column.name, &column.values, &outcome.rows);
        if named(drop, &column.name) {
            reason = Some(LeftOut::Dropped);
        } else if kept && reason != Some(LeftOut::Constant) {
            reason = None;
        }
        let told = if reason.is_none() { alone(table, &column.name, outcome) } else { 0.5 };
        if told >= SAME_AS_LABEL && !kept {
            reason = Some(LeftOut::SameAsLabel);
        }
        match reason {
            Some(reason) => screened.left_out.push((column.name.clone(), reason)),
            None => {
                if told >= SUSPICIOUS {
                    screened.suspicious.push((column.name.clone(), told));
                }
                screened.columns.push(column.name.clone());
            }
        }
    }
    screened
}

fn doubt(name: &str, values: &Values, rows: &[usize]) -> Option<LeftOut> {
    match values {
        Values::Numbers(numbers) => {
            let mut known: Vec<f64> = rows
                .iter()
                .filter_map(|row| numbers.get(*row))
                .copied()
                .filter(|value| !value.is_nan())
                .collect();
            let (count, gaps) = (known.len(), rows.len() - known.len());
            known.sort_by(f64::total_cmp);
            known.dedup();
            match known.len() {
                0 => Some(LeftOut::Constant),
                1 if gaps == 0 => Some(LeftOut::Constant),
                distinct if count >= 30 && distinct * 100 >= count * 98 && names_rows(name, &known) => {
                    Some(LeftOut::Identifier)
                }
                _ => None,
            }
        }
        Values::Words { codes, .. } => {
            let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
            for code in rows.iter().filter_map(|row| codes.get(*row)) {
                *counts.entry(*code).or_default() += 1;
            }
            let gaps = counts.remove(&NO_WORD).unwrap_or(0);
            let known = rows.len() - gaps;
            let enough = (rows.len() / 100).clamp(5, 50);
            let covered: usize = counts.values().filter(|count| **count >= enough).sum();
            match counts.len() {
                0 => Some(LeftOut::Constant),
                1 if gaps == 0 => Some(LeftOut::Constant),
                distinct if known >= 30 && distinct * 10 >= known * 9 => Some(LeftOut::Identifier),
                distinct if distinct > 12 && covered * 2 < known => Some(LeftOut::TooManyWords),
                _ => None,
            }
        }
    }
}

/// Whole numbers that differ on every row name rows when they are long, or run on without gaps, or are called so.
fn names_rows(name: &str, sorted: &[f64]) -> bool {
    if sorted.iter().any(|value| value.fract() != 0.0) {
        return false;
    }
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else { return false };
    let called = name.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(word, "id" | "no" | "number" | "phone" | "msisdn" | "uid" | "imsi" | "imei" | "key")
    }) || name.to_lowercase().ends_with("id")
        || ["号", "编号", "号码", "序号"].iter().any(|end| name.ends_with(end));
    called || *first >= 1e6 || (last - first) <= 1.02 * sorted.len() as f64
}

/// How much a column alone tells: each half of the rows is sorted by the shares that the other half saw.
fn alone(table: &Table, name: &str, outcome: &Outcome) -> f64 {
    let source = Source::Column(name.to_owned());
    let Some(variable) = Variable::learn(source, table, &outcome.rows, &outcome.hits, 0) else { return 0.5 };
    let half = folds(&outcome.hits, 2, 7);
    let all = outcome.hits.iter().filter(|hit| **hit).count() as f64 / outcome.hits.len().max(1) as f64;
    let rows = || variable.codes.iter().zip(&half).zip(&outcome.hits);
    let areas = (0..2_usize).map(|out| {
        let mut counts = vec![(0.0, 0.0); variable.bins + 1];
        for ((code, _), hit) in rows().filter(|((_, half), _)| **half != out) {
            if let Some(count) = counts.get_mut(usize::from(*code)) {
                count.0 += 1.0;
                count.1 += f64::from(u8::from(*hit));
            }
        }
        let share =
            |code: u8| counts.get(usize::from(code)).map_or(all, |(rows, hits)| (hits + all) / (rows + 1.0));
        let (scores, hits): (Vec<f64>, Vec<bool>) = rows()
            .filter(|((_, half), _)| **half == out)
            .map(|((code, _), hit)| (share(*code), *hit))
            .unzip();
        auc(&scores, &hits)
    });
    areas.sum::<f64>() / 2.0
}

//! The card itself: a few lines of integer points that a person can read, and how a row earns them. It does not know how it was learnt.

use serde::{Deserialize, Serialize};

use crate::domain::scorecard::table::{Cell, Table};

/// Points that double the odds: 20, so one unit of log odds is 20 / ln 2 points.
pub const POINTS_TO_DOUBLE: f64 = 20.0;

/// Points per unit of natural log odds.
#[must_use]
pub fn factor() -> f64 {
    POINTS_TO_DOUBLE / std::f64::consts::LN_2
}

/// 记分卡: a row's score is `base` plus what each line gives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// The column that was learnt.
    pub label: String,
    /// The value of it that counts as positive.
    pub positive: String,
    /// Rows it was learnt from.
    pub rows: usize,
    /// Positives among them.
    pub positives: usize,
    /// What everybody starts with.
    pub base: i32,
    /// How good it was where it was learnt, measured on rows that it had not seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<Measured>,
    /// The lines, the weightiest first.
    #[serde(default, rename = "line")]
    pub lines: Vec<Line>,
}

/// The cross-validated figures, kept beside the lines they belong to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// Folds.
    pub folds: usize,
    /// What chose the folds.
    pub seed: u64,
    /// Mean over the folds.
    pub auc: f64,
    /// Standard deviation over the folds.
    pub auc_sd: f64,
    /// The top tenth against everybody.
    pub lift_top_decile: f64,
}

/// One line: points by the value of one thing, or points when conditions hold together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Line {
    /// Points by the value of one column or sum. The steps do not overlap; what is in none of them gives nothing.
    Scale {
        /// Of what.
        #[serde(flatten)]
        of: Source,
        /// The information value where it was learnt.
        information: f64,
        /// The steps.
        steps: Vec<Step>,
    },
    /// Points when every condition holds.
    Rule {
        /// What must hold together.
        all: Vec<Condition>,
        /// What it gives then.
        points: i32,
        /// Rows on which it held.
        rows: usize,
        /// Positives among them.
        positives: usize,
    },
}

/// A column, or several added up. A sum is missing when any part is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// One column.
    Column(String),
    /// Columns in one unit, added up.
    SumOf(Vec<String>),
}

/// One step of a scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// For which values.
    #[serde(flatten)]
    pub test: Test,
    /// What it gives.
    pub points: i32,
    /// Weight of evidence of the step on its own: ln of its share of positives over its share of the others.
    pub woe: f64,
    /// Rows in it.
    pub rows: usize,
    /// Positives among them.
    pub positives: usize,
}

/// One condition of a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// Of what.
    #[serde(flatten)]
    pub of: Source,
    /// What must hold.
    #[serde(flatten)]
    pub test: Test,
}

/// What a value must be. Unknown values pass only `missing`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Test {
    /// At least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<f64>,
    /// Less than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<f64>,
    /// One of these words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one_of: Option<Vec<String>>,
    /// A known word that is none of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub none_of: Option<Vec<String>>,
    /// Nothing is known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub missing: bool,
}

impl Test {
    /// Whether a cell passes.
    #[must_use]
    pub fn passes(&self, cell: Cell<'_>) -> bool {
        match cell {
            Cell::Missing => self.missing,
            Cell::Number(value) => {
                !self.missing
                    && self.one_of.is_none()
                    && self.none_of.is_none()
                    && self.from.is_none_or(|from| value >= from)
                    && self.below.is_none_or(|below| value < below)
            }
            Cell::Word(word) => {
                !self.missing
                    && self.from.is_none()
                    && self.below.is_none()
                    && self.one_of.as_ref().is_none_or(|words| words.iter().any(|known| known == word))
                    && self.none_of.as_ref().is_none_or(|words| words.iter().all(|known| known != word))
            }
        }
    }
}

impl Source {
    /// The columns that are read.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        match self {
            Self::Column(name) => std::slice::from_ref(name),
            Self::SumOf(names) => names,
        }
    }

    /// The value in a row. A column that the table does not have is missing everywhere.
    #[must_use]
    pub fn cell<'a>(&self, table: &'a Table, row: usize) -> Cell<'a> {
        let read = |name: &String| table.column(name).map_or(Cell::Missing, |column| column.values.cell(row));
        match self {
            Self::Column(name) => read(name),
            Self::SumOf(names) => {
                let mut sum = 0.0;
                for name in names {
                    let Cell::Number(value) = read(name) else { return Cell::Missing };
                    sum += value;
                }
                Cell::Number(sum)
            }
        }
    }
}

impl Line {
    /// What the line reads.
    #[must_use]
    pub fn sources(&self) -> Vec<&Source> {
        match self {
            Self::Scale { of, .. } => vec![of],
            Self::Rule { all, .. } => all.iter().map(|condition| &condition.of).collect(),
        }
    }

    /// What the line gives to a row.
    #[must_use]
    pub fn points(&self, table: &Table, row: usize) -> i32 {
        match self {
            Self::Scale { of, steps, .. } => {
                let cell = of.cell(table, row);
                steps.iter().find(|step| step.test.passes(cell)).map_or(0, |step| step.points)
            }
            Self::Rule { all, points, .. } => {
                let holds = all.iter().all(|condition| condition.test.passes(condition.of.cell(table, row)));
                if holds { *points } else { 0 }
            }
        }
    }
}

impl Card {
    /// A row's score: the base and every line, added up exactly.
    #[must_use]
    pub fn score(&self, table: &Table, row: usize) -> i32 {
        self.lines.iter().fold(self.base, |sum, line| sum.saturating_add(line.points(table, row)))
    }

    /// The chance that the outcomes it was learnt from give a score. Valid only where outcomes are alike: see the calibration.
    #[must_use]
    pub fn probability(score: i32) -> f64 {
        1.0 / (1.0 + (-f64::from(score) / factor()).exp())
    }

    /// The columns that a table must have and has not.
    #[must_use]
    pub fn missing_columns(&self, table: &Table) -> Vec<String> {
        let mut names: Vec<String> = self
            .lines
            .iter()
            .flat_map(Line::sources)
            .flat_map(Source::columns)
            .filter(|name| table.column(name).is_none())
            .cloned()
            .collect();
        names.sort();
        names.dedup();
        names
    }
}

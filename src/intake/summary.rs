//! The accounts of an import: every row of the file is accepted, rejected for a named reason, or blank.

use std::collections::BTreeMap;

use serde::Serialize;

/// Why a row was rejected: a code (`reject-CODE` in `import.ftl`) and the field it is about. Never a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Reason {
    /// Such as `bad-date`.
    pub code: &'static str,
    /// Our name of the column, such as `birthday`.
    pub field: Option<&'static str>,
}

impl Reason {
    /// About the row as a whole.
    #[must_use]
    pub const fn plain(code: &'static str) -> Self {
        Self { code, field: None }
    }

    /// About one field.
    #[must_use]
    pub const fn of(code: &'static str, field: &'static str) -> Self {
        Self { code, field: Some(field) }
    }
}

/// How often a reason occurred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ReasonCount {
    /// Why.
    #[serde(flatten)]
    pub reason: Reason,
    /// How many rows.
    pub rows: u64,
}

/// What became of the rows of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Rows below the header. Always `accepted + rejected + blank`.
    pub read: u64,
    /// Rows that fit.
    pub accepted: u64,
    /// Rows that did not, each for one reason.
    pub rejected: u64,
    /// Rows with nothing in them.
    pub blank: u64,
    /// Accepted rows that said nothing new.
    pub unchanged: u64,
    /// How long it took; filled in by whoever has a clock.
    pub seconds: f64,
    /// Rejected rows by reason, most frequent first.
    pub reasons: Vec<ReasonCount>,
    /// Columns that mean nothing to us, in the order of the file.
    pub unknown_columns: Vec<String>,
    /// Nothing was stored.
    pub dry_run: bool,
}

/// Counts while rows come in.
#[derive(Debug, Default)]
pub(crate) struct Accounts {
    pub(crate) accepted: u64,
    pub(crate) blank: u64,
    reasons: BTreeMap<Reason, u64>,
}

impl Accounts {
    pub(crate) fn reject(&mut self, reason: Reason) {
        *self.reasons.entry(reason).or_default() += 1;
    }

    pub(crate) fn rejected(&self) -> u64 {
        self.reasons.values().sum()
    }

    pub(crate) fn read(&self) -> u64 {
        self.accepted + self.blank + self.rejected()
    }

    pub(crate) fn summary(&self) -> Summary {
        let mut reasons: Vec<ReasonCount> =
            self.reasons.iter().map(|(reason, rows)| ReasonCount { reason: *reason, rows: *rows }).collect();
        reasons.sort_by_key(|count| std::cmp::Reverse(count.rows));
        Summary {
            read: self.read(),
            accepted: self.accepted,
            rejected: self.rejected(),
            blank: self.blank,
            reasons,
            ..Summary::default()
        }
    }
}

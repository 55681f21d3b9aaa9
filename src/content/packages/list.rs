//! A package list as spreadsheets have it: one row per package, a few columns, into the same packages as the TOML files.
//! A bad row costs only itself.

mod row;

use serde::Serialize;

use crate::content::finding::Weight;
use crate::content::packages::{sentence, weight};
use crate::domain::package::check::{self, Fault};
use crate::domain::package::{Class, Package};

/// Columns that a list may have; the first four are required.
pub const COLUMNS: [&str; 53] = [
    "code",
    "name",
    "kind",
    "fee",
    "family",
    "aliases",
    "minutes",
    "voice_over",
    "national",
    "directed",
    "local",
    "roaming_data",
    "national_mb",
    "directed_mb",
    "local_mb",
    "over",
    "per_mb",
    "per_gb",
    "step",
    "first_mb",
    "block_price",
    "block_mb",
    "throttle_after",
    "kbps",
    "cap",
    "fuse",
    "sms",
    "sms_over",
    "rollover",
    "roaming_days",
    "roaming_over",
    "line_fee",
    "lines_included",
    "lines_most",
    "benefits",
    "commitment",
    "penalty",
    "no_downgrade",
    "effective",
    "sale_from",
    "sale_to",
    "level_from",
    "brands",
    "age_from",
    "age_to",
    "channels",
    "new_only",
    "condition",
    "with",
    "stackable",
    "order",
    "source",
    "year",
];

/// So many packages at most: nobody sells more, and a file with more is something else.
pub const MOST: usize = 2000;

/// The result of a list: good packages, and what is wrong with the other rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// In the order of the rows.
    pub packages: Vec<Package>,
    /// One per bad row.
    pub rejects: Vec<Reject>,
    /// Rows with nothing in them.
    pub blank: usize,
}

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reject {
    /// Counted from 1, the header included.
    pub line: u64,
    /// Which column; `None` for the row as a whole.
    pub column: Option<&'static str>,
    /// Why.
    pub why: Why,
}

/// Why a row was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Why {
    /// The column is required and empty, or the list does not have it.
    Missing,
    /// Not an amount, a number, a month or one of the words.
    Unreadable,
    /// The list is longer than any list of packages.
    TooMany,
    /// A contradiction inside the package.
    Faulty {
        /// Which.
        fault: Fault,
        /// At which key of the package.
        key: String,
    },
}

/// Reads a list that somebody else has split into cells: intake knows encodings and quotes, this knows packages.
#[derive(Clone, Debug)]
pub struct Reader {
    header: Vec<String>,
    list: List,
}

impl Reader {
    /// Begins with the header's cells.
    #[must_use]
    pub fn new<'c>(header: impl IntoIterator<Item = &'c str>) -> Self {
        let clean = |cell: &str| cell.trim_start_matches('\u{FEFF}').trim().to_lowercase();
        Self { header: header.into_iter().map(clean).collect(), list: List::default() }
    }

    /// Takes one row, which stands in `line` of the file; says when it was not taken, and why.
    pub fn row(&mut self, line: u64, cells: &[&str]) -> Option<&Reject> {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            self.list.blank += 1;
            return None;
        }
        let rejected = match row::package(&self.header, cells) {
            Ok(package) => take(&mut self.list, package).err(),
            Err((column, why)) => Some((Some(column), why)),
        };
        let (column, why) = rejected?;
        self.list.rejects.push(Reject { line, column, why });
        self.list.rejects.last()
    }

    /// What was read. `packages + rejects + blank` is the number of rows.
    #[must_use]
    pub fn finish(self) -> List {
        self.list
    }
}

/// Takes a package unless it contradicts itself or an earlier one. What only looks odd keeps no row out, as in the TOML files.
fn take(list: &mut List, package: Package) -> Result<(), (Option<&'static str>, Why)> {
    if list.packages.len() >= MOST {
        return Err((None, Why::TooMany));
    }
    list.packages.push(package);
    let found = check::check_last(&list.packages);
    let Some(finding) = found.into_iter().find(|finding| weight(&finding.fault) == Weight::Error) else {
        return Ok(());
    };
    let column = list.packages.pop().and_then(|package| column_of(&package, &finding.key));
    Err((column, Why::Faulty { fault: finding.fault, key: finding.key }))
}

/// The column that filled a key of a package.
fn column_of(package: &Package, key: &str) -> Option<&'static str> {
    let name = match key {
        "cap.money" => "cap",
        "on_sale.to" => "sale_to",
        "who.age_to" => "age_to",
        "over.gb" => "per_gb",
        "over.price" => "block_price",
        "over.mb" => "block_mb",
        "over.after" => "throttle_after",
        "lines" | "lines.fee" => "line_fee",
        other => match other.split('.').collect::<Vec<_>>().as_slice() {
            ["data", at, ..] => {
                let class =
                    at.parse().ok().and_then(|at: usize| package.data.get(at)).map(|entry| entry.class);
                return class.map(class_column);
            }
            ["benefits", ..] => "benefits",
            ["penalty", ..] => "penalty",
            ["voice", ..] => "voice_over",
            ["sms", ..] => "sms_over",
            ["roaming", ..] => "roaming_over",
            [.., last] => last,
            [] => return None,
        },
    };
    COLUMNS.into_iter().find(|column| *column == name)
}

const fn class_column(class: Class) -> &'static str {
    match class {
        Class::National => "national",
        Class::Directed => "directed",
        Class::Local => "local",
        Class::Roaming => "roaming_data",
    }
}

impl Why {
    /// The code of the sentence, `reject-CODE`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "empty",
            Self::Unreadable => "package-unreadable",
            Self::TooMany => "package-too-many",
            Self::Faulty { fault, .. } => sentence(fault),
        }
    }
}

//! A labelled table as columns of numbers or words, whatever its file called them. It reads cells and must not know any file.

use std::collections::BTreeMap;

/// The code of a cell without a word.
pub const NO_WORD: u32 = u32::MAX;

/// What a column holds, one entry per row.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Numbers; a missing one is NaN.
    Numbers(Vec<f64>),
    /// Words as places in `levels`; a missing one is [`NO_WORD`].
    Words {
        /// One place per row.
        codes: Vec<u32>,
        /// The different words, sorted.
        levels: Vec<String>,
    },
}

/// A named column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The name in the file, trimmed.
    pub name: String,
    /// What it holds.
    pub values: Values,
}

/// Columns of one length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// In the order of the file.
    pub columns: Vec<Column>,
    /// How many rows.
    pub rows: usize,
}

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing is known.
    Missing,
    /// A number.
    Number(f64),
    /// A word.
    Word(&'a str),
}

impl Table {
    /// Reads columns of text. A column is numeric when all its cells are numbers, or all but one cell in fifty.
    #[must_use]
    pub fn from_text(names: &[String], columns: Vec<Vec<String>>) -> Self {
        let rows = columns.first().map_or(0, Vec::len);
        let columns = names
            .iter()
            .zip(columns)
            .map(|(name, cells)| Column { name: name.trim().to_owned(), values: Values::read(&cells) })
            .collect();
        Self { columns, rows }
    }

    /// The column of that name: exactly, or else without regard to case.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        let wanted = name.trim();
        self.columns.iter().find(|column| column.name == wanted).or_else(|| {
            self.columns.iter().find(|column| column.name.to_lowercase() == wanted.to_lowercase())
        })
    }
}

impl Values {
    /// Numbers or words, from the cells as the file has them.
    #[must_use]
    pub fn read(cells: &[String]) -> Self {
        let known = cells.iter().filter(|cell| !is_missing(cell)).count();
        let numbers: Vec<f64> = cells.iter().map(|cell| number(cell).unwrap_or(f64::NAN)).collect();
        let read = numbers.iter().filter(|value| !value.is_nan()).count();
        if known > 0 && read > 0 && (known - read) * 50 <= known {
            return Self::Numbers(numbers);
        }
        Self::words(cells)
    }

    /// Words, whatever they look like.
    #[must_use]
    pub fn words(cells: &[String]) -> Self {
        let mut places: BTreeMap<&str, u32> = BTreeMap::new();
        for cell in cells.iter().filter(|cell| !is_missing(cell)) {
            places.insert(cell.trim(), 0);
        }
        for (place, at) in places.values_mut().zip(0..) {
            *place = at;
        }
        let codes = cells.iter().map(|cell| places.get(cell.trim()).copied().unwrap_or(NO_WORD)).collect();
        Self::Words { codes, levels: places.keys().map(|level| (*level).to_owned()).collect() }
    }

    /// The cell in a row; beyond the last row everything is missing.
    #[must_use]
    pub fn cell(&self, row: usize) -> Cell<'_> {
        match self {
            Self::Numbers(values) => match values.get(row) {
                Some(value) if !value.is_nan() => Cell::Number(*value),
                _ => Cell::Missing,
            },
            Self::Words { codes, levels } => codes
                .get(row)
                .and_then(|code| levels.get(usize::try_from(*code).ok()?))
                .map_or(Cell::Missing, |word| Cell::Word(word)),
        }
    }

    /// How many different known values there are.
    #[must_use]
    pub fn distinct(&self) -> usize {
        match self {
            Self::Numbers(values) => {
                let mut known: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
                known.sort_by(f64::total_cmp);
                known.dedup();
                known.len()
            }
            Self::Words { levels, .. } => levels.len(),
        }
    }
}

/// The spellings in which files say that they do not know.
#[must_use]
pub fn is_missing(cell: &str) -> bool {
    const WORDS: [&str; 12] = ["", "na", "n/a", "nan", "null", "none", "nil", "?", "-", "--", "#n/a", "\\n"];
    let cell = cell.trim();
    cell.len() <= 4 && WORDS.iter().any(|word| cell.eq_ignore_ascii_case(word))
}

/// `12`, `-0.5`, `1,234.5`, `12%`, `1e3`. Infinite values are not numbers here.
fn number(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    let (cell, scale) = cell.strip_suffix(['%', '％']).map_or((cell, 1.0), |rest| (rest, 0.01));
    if !cell.bytes().next().is_some_and(|first| first.is_ascii_digit() || matches!(first, b'-' | b'+' | b'.'))
    {
        return None;
    }
    let plain = if cell.contains(',') { cell.replace(',', "") } else { cell.to_owned() };
    plain.parse::<f64>().ok().filter(|value| value.is_finite()).map(|value| value * scale)
}

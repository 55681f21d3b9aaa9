//! Why an import as a whole could not go on. A single bad row is never an error; it is counted and set aside.

use std::io;

use crate::domain::problem::{Problem, Severity};
use crate::intake::mapping::MappingFault;
use crate::store::StoreError;

/// Why an import stopped. Nothing of it is stored then. Never contains a value of the file.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be opened or read.
    #[error("the file cannot be read: {0}")]
    Read(io::ErrorKind),
    /// A folder, a pipe, a device or a link.
    #[error("not a regular file")]
    NotAFile,
    /// Beyond [`crate::intake::FILE_LIMIT`].
    #[error("larger than {limit} GiB")]
    TooLarge {
        /// The limit in GiB.
        limit: u64,
    },
    /// No header line.
    #[error("the file is empty")]
    Empty,
    /// The header lies in more lines than it may, has too many columns, or is not text.
    #[error("the first line is not a header")]
    BadHeader,
    /// A column that must be there is not.
    #[error("the column {0} is missing")]
    MissingColumn(&'static str),
    /// Usage without a single measure.
    #[error("no column with a measure")]
    NoMeasure,
    /// The mapping names a column that the file does not have.
    #[error("the mapping names a column that the file does not have")]
    MappedColumnMissing {
        /// Our name for it.
        field: &'static str,
        /// The name in the mapping.
        column: String,
    },
    /// The mapping names a field that this kind of file does not have.
    #[error("the mapping names an unknown field")]
    UnknownField {
        /// As the mapping writes it.
        field: String,
    },
    /// Two columns of the file have the same meaning.
    #[error("two columns for {0}")]
    TwoColumns(&'static str),
    /// The mapping itself is wrong.
    #[error("the mapping is wrong in line {}", .0.line)]
    Mapping(MappingFault),
    /// The spreadsheet cannot be read.
    #[error("not a spreadsheet")]
    Sheet,
    /// This kind of file comes as CSV only.
    #[error("only customers and tasks may be spreadsheets")]
    SheetKind,
    /// A text that is longer than people write.
    #[error("the text is too long")]
    TextTooLong,
    /// Bytes that are no text in any encoding we know.
    #[error("not a text")]
    NotText,
    /// Somebody stopped it.
    #[error("stopped")]
    Interrupted,
    /// The rejects file cannot be written.
    #[error("the rejects file cannot be written: {0}")]
    Rejects(io::ErrorKind),
    /// The file of packages that were imported earlier does not read.
    #[error("the packages imported earlier do not read")]
    Catalogue,
    /// The file of imported packages would be larger than the desk reads.
    #[error("too many packages")]
    ShelfFull,
    /// The file of imported packages cannot be written.
    #[error("the packages cannot be written: {0}")]
    Shelf(io::ErrorKind),
    /// The store could not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ImportError {
    /// The sentence for people.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let failure = |code| Problem::new(code, Severity::Failure);
        match self {
            Self::Read(kind) => failure("import-read").with("why", kind),
            Self::NotAFile => failure("import-not-a-file"),
            Self::TooLarge { limit } => failure("import-too-large").with("limit", limit),
            Self::Empty => failure("import-empty"),
            Self::BadHeader => failure("import-bad-header"),
            Self::MissingColumn(name) => failure("import-missing-column").with("column", name),
            Self::NoMeasure => failure("import-no-measure"),
            Self::MappedColumnMissing { field, column } => failure("import-mapped-column-missing")
                .with("field", field)
                .with("column", crate::domain::safe_text::SafeText::new(column)),
            Self::UnknownField { field } => {
                failure("import-unknown-field").with("field", crate::domain::safe_text::SafeText::new(field))
            }
            Self::TwoColumns(name) => failure("import-two-columns").with("column", name),
            Self::Mapping(fault) => fault.problem(),
            Self::Sheet => failure("import-sheet"),
            Self::SheetKind => failure("import-sheet-kind"),
            Self::TextTooLong => failure("text-too-long"),
            Self::NotText => failure("not-text"),
            Self::Interrupted => Problem::new("import-interrupted", Severity::Warning),
            Self::Rejects(kind) => failure("import-rejects").with("why", kind),
            Self::Catalogue => failure("import-catalogue"),
            Self::ShelfFull => failure("import-shelf-full"),
            Self::Shelf(kind) => failure("import-shelf").with("why", kind),
            Self::Store(error) => error.problem(),
        }
    }
}

impl From<io::Error> for ImportError {
    fn from(error: io::Error) -> Self {
        Self::Read(error.kind())
    }
}

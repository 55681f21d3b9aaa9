//! A table that comes in, row by row, whether it was a CSV or a spreadsheet.

use crate::intake::encoding::Encoding;
use crate::intake::quotes::Span;
use crate::intake::records::Records;
use crate::intake::sheet::Sheet;
use crate::intake::summary::Reason;
use crate::intake::{ImportError, Source};

/// What came next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A row with something in it.
    Row,
    /// An empty row.
    Blank,
    /// A row that cannot be split into fields.
    Bad(Reason),
    /// Nothing more.
    End,
}

/// A row's fields.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    text: &'a str,
    spans: &'a [Span],
}

impl<'a> Row<'a> {
    pub(crate) const fn new(text: &'a str, spans: &'a [Span]) -> Self {
        Self { text, spans }
    }

    pub(crate) const fn text(&self) -> &'a str {
        self.text
    }

    pub(crate) const fn spans(&self) -> &'a [Span] {
        self.spans
    }

    pub(crate) fn bytes(&self, at: usize) -> Option<&'a [u8]> {
        let (from, to) = *self.spans.get(at)?;
        self.text.as_bytes().get(from as usize..to as usize)
    }

    /// How many fields.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is no field at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// A field; empty when the row has none there.
    #[must_use]
    pub fn get(&self, at: usize) -> &'a str {
        self.spans
            .get(at)
            .and_then(|(from, to)| self.text.get(*from as usize..*to as usize))
            .unwrap_or_default()
    }
}

/// A table under way.
pub struct Table {
    rows: Rows,
    header: Vec<String>,
    bytes: Option<u64>,
}

enum Rows {
    Csv(Box<Records>),
    Sheet(Sheet),
}

impl Table {
    /// Reads up to the header.
    ///
    /// # Errors
    /// When there is no header, or the file cannot be read.
    pub fn open(
        source: Source,
        encoding: Option<Encoding>,
        delimiter: Option<u8>,
    ) -> Result<Self, ImportError> {
        let bytes = source.bytes;
        let rows = if source.sheet {
            Rows::Sheet(Sheet::read(source)?)
        } else {
            Rows::Csv(Box::new(Records::new(source.reader, encoding, delimiter)?))
        };
        let mut table = Self { rows, header: Vec::new(), bytes };
        table.read_header()?;
        Ok(table)
    }

    fn read_header(&mut self) -> Result<(), ImportError> {
        loop {
            match self.step()? {
                Step::Blank => {}
                Step::End => return Err(ImportError::Empty),
                Step::Bad(_) => return Err(ImportError::BadHeader),
                Step::Row => break,
            }
        }
        let row = self.row();
        self.header = (0..row.len()).map(|at| row.get(at).trim().to_owned()).collect();
        if let Rows::Csv(records) = &mut self.rows {
            records.width = Some(self.header.len());
        }
        Ok(())
    }

    /// The names of the columns.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Goes to the next row. A row with more or fewer fields than the header is bad, unless only empty ones are too many.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn step(&mut self) -> Result<Step, ImportError> {
        let step = match &mut self.rows {
            Rows::Csv(records) => records.step()?,
            Rows::Sheet(sheet) => sheet.step(),
        };
        let width = self.header.len();
        if step != Step::Row
            || width == 0
            || matches!(&self.rows, Rows::Csv(records) if records.fields() == width)
        {
            return Ok(step);
        }
        let row = self.row();
        let ragged = row.len() < width || (width..row.len()).any(|at| !row.get(at).trim().is_empty());
        Ok(if ragged { Step::Bad(Reason::plain("columns")) } else { step })
    }

    /// The present row.
    #[must_use]
    pub fn row(&self) -> Row<'_> {
        match &self.rows {
            Rows::Csv(records) => records.row(),
            Rows::Sheet(sheet) => sheet.row(),
        }
    }

    /// The present row's line in the file, from 1; for a spreadsheet its row.
    #[must_use]
    pub fn line(&self) -> u64 {
        match &self.rows {
            Rows::Csv(records) => records.line(),
            Rows::Sheet(sheet) => sheet.line(),
        }
    }

    /// The present row as the file has it.
    #[must_use]
    pub fn original(&self) -> String {
        match &self.rows {
            Rows::Csv(records) => records.original(),
            Rows::Sheet(sheet) => sheet.original(),
        }
    }

    /// Whether the present row's text is the row as the file has it.
    pub(crate) fn is_as_it_stood(&self) -> bool {
        matches!(&self.rows, Rows::Csv(records) if records.is_as_it_stood())
    }

    /// Bytes read so far.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        match &self.rows {
            Rows::Csv(records) => records.bytes,
            Rows::Sheet(_) => self.bytes.unwrap_or(0),
        }
    }

    /// Bytes in all, when known.
    #[must_use]
    pub const fn bytes_total(&self) -> Option<u64> {
        self.bytes
    }

    /// Whether this is a spreadsheet.
    #[must_use]
    pub const fn is_sheet(&self) -> bool {
        matches!(self.rows, Rows::Sheet(_))
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("columns", &self.header.len()).finish_non_exhaustive()
    }
}

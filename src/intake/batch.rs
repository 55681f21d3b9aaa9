//! Rows in batches, so that splitting the file, reading fields and storing go on at the same time. It decides about no row.

use crate::intake::ImportError;
use crate::intake::quotes::Span;
use crate::intake::table::{Row, Step, Table};

/// Rows in a batch: about a millisecond of work, and small enough for a processor's cache.
const ROWS: usize = 1_024;
/// Bytes in a batch, for rows that are long.
const BYTES: usize = 1 << 20;

/// Some rows of a table, in its order.
#[derive(Default)]
pub(crate) struct Batch {
    text: String,
    spans: Vec<Span>,
    rows: Vec<Place>,
    /// Bytes of the file read when the batch was full.
    pub(crate) bytes: u64,
}

/// Where a row of the batch lies.
struct Place {
    step: Step,
    line: u64,
    text: Span,
    spans: Span,
    /// The row as it stood in the file, when that is not its text.
    original: Option<Span>,
}

/// A row of a batch.
pub(crate) struct Batched<'a> {
    pub(crate) step: Step,
    pub(crate) line: u64,
    pub(crate) row: Row<'a>,
    /// The row as it stood in the file.
    pub(crate) original: &'a str,
}

impl Batch {
    /// Takes the next rows out of a table; `None` at its end.
    pub(crate) fn take(table: &mut Table) -> Result<Option<Self>, ImportError> {
        let mut batch = Self { rows: Vec::with_capacity(ROWS), ..Self::default() };
        while batch.rows.len() < ROWS && batch.text.len() < BYTES {
            match table.step()? {
                Step::End => break,
                step => batch.push(step, table),
            }
        }
        batch.bytes = table.bytes_read();
        Ok((!batch.rows.is_empty()).then_some(batch))
    }

    fn push(&mut self, step: Step, table: &Table) {
        let first = self.spans.len();
        let text = if step == Step::Row {
            let row = table.row();
            self.spans.extend_from_slice(row.spans());
            self.add(row.text())
        } else {
            self.add("")
        };
        let as_it_stood = step == Step::Row && table.is_as_it_stood();
        let original = (!as_it_stood && step != Step::Blank).then(|| self.add(&table.original()));
        let spans = (short(first), short(self.spans.len()));
        self.rows.push(Place { step, line: table.line(), text, spans, original });
    }

    fn add(&mut self, text: &str) -> Span {
        let from = self.text.len();
        self.text.push_str(text);
        (short(from), short(self.text.len()))
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Batched<'_>> {
        self.rows.iter().map(|place| {
            let text = self.part(place.text);
            let (from, to) = place.spans;
            let spans = self.spans.get(from as usize..to as usize).unwrap_or_default();
            let original = place.original.map_or(text, |span| self.part(span));
            Batched { step: place.step, line: place.line, row: Row::new(text, spans), original }
        })
    }

    fn part(&self, (from, to): Span) -> &str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }
}

/// A batch ends long before four gigabytes.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

//! Spreadsheets (.xlsx): the first sheet, as rows of text. Numbers that are telephone numbers and dates that are numbers
//! become what the person who typed them saw.

use std::fmt::Write as _;
use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};

use crate::intake::quotes::Span;
use crate::intake::table::{Row, Step};
use crate::intake::{COLUMN_LIMIT, ImportError, Source};

/// A spreadsheet is unpacked in memory; a base that is larger than this comes as CSV.
const SHEET_LIMIT: u64 = 64 << 20;
/// What a sheet may unpack to: the rows of the largest sheet are a million, and nobody keeps that many customers in one.
const CELL_LIMIT: usize = 40_000_000;

/// The rows of a sheet.
pub(crate) struct Sheet {
    cells: Range<Data>,
    at: usize,
    text: String,
    spans: Vec<Span>,
}

impl Sheet {
    pub(crate) fn read(source: Source) -> Result<Self, ImportError> {
        if source.bytes.is_some_and(|bytes| bytes > SHEET_LIMIT) {
            return Err(ImportError::TooLarge { limit: 0 });
        }
        let mut bytes = Vec::new();
        source.reader.take(SHEET_LIMIT).read_to_end(&mut bytes)?;
        let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| ImportError::Sheet)?;
        let name = book.sheet_names().first().cloned().ok_or(ImportError::Empty)?;
        let cells = book.worksheet_range(&name).map_err(|_| ImportError::Sheet)?;
        let (height, width) = cells.get_size();
        if width > COLUMN_LIMIT || height.saturating_mul(width) > CELL_LIMIT {
            return Err(ImportError::Sheet);
        }
        Ok(Self { cells, at: 0, text: String::new(), spans: Vec::new() })
    }

    pub(crate) fn step(&mut self) -> Step {
        let (height, width) = self.cells.get_size();
        if self.at >= height {
            return Step::End;
        }
        self.text.clear();
        self.spans.clear();
        for column in 0..width {
            let start = self.text.len() as u32;
            if let Some(cell) = self.cells.get((self.at, column)) {
                write_cell(&mut self.text, cell);
            }
            self.spans.push((start, self.text.len() as u32));
        }
        self.at += 1;
        if self.text.trim().is_empty() { Step::Blank } else { Step::Row }
    }

    pub(crate) fn row(&self) -> Row<'_> {
        Row::new(&self.text, &self.spans)
    }

    /// The row as the spreadsheet program counts it.
    pub(crate) fn line(&self) -> u64 {
        let first = self.cells.start().map_or(0, |(row, _)| u64::from(row));
        first + u64::try_from(self.at).unwrap_or(u64::MAX)
    }

    /// The row as a line of CSV.
    pub(crate) fn original(&self) -> String {
        let row = self.row();
        let fields: Vec<&str> = (0..row.len()).map(|at| row.get(at)).collect();
        fields.join(",")
    }
}

fn write_cell(out: &mut String, cell: &Data) {
    // Writing into a string cannot fail.
    let _ = match cell {
        Data::Empty | Data::Error(_) => Ok(()),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => out.write_str(text),
        Data::Int(value) => write!(out, "{value}"),
        // A number typed into a sheet is a float: 13800138000.0 was 13800138000.
        Data::Float(value) if value.fract() == 0.0 && value.abs() < 1e15 => write!(out, "{value:.0}"),
        Data::Float(value) => write!(out, "{value}"),
        Data::Bool(value) => out.write_str(if *value { "yes" } else { "no" }),
        Data::DateTime(at) => {
            let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
            write!(out, "{year:04}-{month:02}-{day:02}").and_then(|()| {
                if (hour, minute, second) == (0, 0, 0) {
                    return Ok(());
                }
                write!(out, " {hour:02}:{minute:02}:{second:02}")
            })
        }
        #[allow(unreachable_patterns, reason = "kinds of cells that a newer reader may add are empty to us")]
        _ => Ok(()),
    };
}

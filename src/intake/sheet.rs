//! Spreadsheets (.xlsx): the first sheet, as rows of text. Numbers that are telephone numbers and dates that are numbers
//! become what the person who typed them saw.

use std::fmt::Write as _;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};

use crate::intake::quotes::Span;
use crate::intake::table::{Row, Step};
use crate::intake::{COLUMN_LIMIT, ImportError, Source};

/// A spreadsheet is unpacked in memory; a base that is larger than this comes as CSV.
const SHEET_LIMIT: u64 = 64 << 20;
/// The most cells with something in them. Empty ones are not stored, so one cell in the last corner of a sheet costs nothing.
const CELL_LIMIT: usize = 20_000_000;

/// The rows of a sheet.
pub(crate) struct Sheet {
    /// Row, column, and where the text lies; in the order of the sheet.
    cells: Vec<(u32, u32, Span)>,
    all: String,
    width: u32,
    /// The next cell, and the number of the present row, from 1.
    next: usize,
    line: u32,
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
        let mut reader = book.worksheet_cells_reader(&name).map_err(|_| ImportError::Sheet)?;
        let (mut cells, mut all, mut width) = (Vec::new(), String::new(), 0);
        while let Some(cell) = reader.next_cell().map_err(|_| ImportError::Sheet)? {
            let (row, column) = cell.get_position();
            let start = all.len() as u32;
            write_cell(&mut all, &Data::from(cell.get_value().clone()));
            if all.len() as u32 == start {
                continue;
            }
            let wide = usize::try_from(column).is_ok_and(|column| column >= COLUMN_LIMIT);
            if wide || cells.len() >= CELL_LIMIT || all.len() > u32::MAX as usize / 2 {
                return Err(ImportError::TooLarge { limit: 0 });
            }
            width = width.max(column + 1);
            cells.push((row, column, (start, all.len() as u32)));
        }
        cells.sort_by_key(|(row, column, _)| (*row, *column));
        // Two cells in one place are damage; the first counts, and no row waits for the second.
        cells.dedup_by_key(|(row, column, _)| (*row, *column));
        Ok(Self { cells, all, width, next: 0, line: 0, text: String::new(), spans: Vec::new() })
    }

    /// Goes to the next row, also when it is an empty one between others.
    pub(crate) fn step(&mut self) -> Step {
        self.text.clear();
        self.spans.clear();
        if self.next >= self.cells.len() {
            return Step::End;
        }
        let row = self.line;
        self.line += 1;
        for column in 0..self.width {
            let start = self.text.len() as u32;
            if let Some((_, _, (from, to))) =
                self.cells.get(self.next).filter(|(at, place, _)| (*at, *place) == (row, column))
            {
                self.text.push_str(self.all.get(*from as usize..*to as usize).unwrap_or_default());
                self.next += 1;
            }
            self.spans.push((start, self.text.len() as u32));
        }
        if self.text.trim().is_empty() { Step::Blank } else { Step::Row }
    }

    pub(crate) fn row(&self) -> Row<'_> {
        Row::new(&self.text, &self.spans)
    }

    /// The row as the spreadsheet program counts it.
    pub(crate) fn line(&self) -> u64 {
        u64::from(self.line)
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

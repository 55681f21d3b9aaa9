//! The two forms of an export: CSV that no spreadsheet mistakes for a formula, and one JSON object per line. It must not know records.

use std::io::{self, Write};

use serde_json::Value;

use crate::cli::export_rows::{Record, Row};
use crate::cli::{Failure, paper};
use crate::domain::safe_text::SafeText;

/// Where rows go.
pub(crate) struct Sink<W: Write> {
    form: Form<W>,
    rows: u64,
}

enum Form<W: Write> {
    Csv { writer: Box<csv::Writer<W>>, columns: Vec<&'static str>, to_terminal: bool },
    Ndjson(W),
}

impl<W: Write> Sink<W> {
    /// Begins a CSV with its header line.
    pub(crate) fn csv(
        mut out: W,
        columns: Vec<&'static str>,
        bom: bool,
        to_terminal: bool,
    ) -> io::Result<Self> {
        if bom {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        writer.write_record(&columns).map_err(io::Error::from)?;
        Ok(Self { form: Form::Csv { writer: Box::new(writer), columns, to_terminal }, rows: 0 })
    }

    /// Begins an NDJSON file.
    pub(crate) fn ndjson(out: W) -> Self {
        Self { form: Form::Ndjson(out), rows: 0 }
    }

    /// Writes one row; `mixed` adds the kind of record in front.
    pub(crate) fn put(&mut self, record: Record, mixed: bool, mut row: Row) -> Result<(), Failure> {
        if mixed {
            row.insert("record".to_owned(), Value::from(record.name()));
        }
        match &mut self.form {
            Form::Csv { writer, columns, to_terminal } => {
                let fields = columns.iter().map(|column| field(row.get(*column), *to_terminal));
                writer.write_record(fields).map_err(io::Error::from)?;
            }
            Form::Ndjson(out) => writeln!(out, "{}", paper::json(&row)?)?,
        }
        self.rows += 1;
        Ok(())
    }

    /// Everything is on its way to the disk; how many rows there were.
    pub(crate) fn finish(self) -> io::Result<u64> {
        match self.form {
            Form::Csv { mut writer, .. } => writer.flush()?,
            Form::Ndjson(mut out) => out.flush()?,
        }
        Ok(self.rows)
    }
}

fn field(value: Option<&Value>, to_terminal: bool) -> String {
    let text = match value {
        None | Some(Value::Null) => return String::new(),
        Some(Value::String(text)) if to_terminal => SafeText::lines(text).as_str().to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => return other.to_string(),
    };
    if is_formula(&text) { format!("'{text}") } else { text }
}

/// A field that begins like this is run by spreadsheet programs (OWASP: CSV injection); the apostrophe makes it text.
/// Full-width signs count too: some programs fold them first.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(bom: bool, body: &str) -> Vec<u8> {
        let mut out = Vec::new();
        let mut sink = Sink::csv(&mut out, vec!["id", "body", "priority"], bom, false).unwrap();
        let row = serde_json::json!({ "id": "x", "body": body, "priority": -3 });
        sink.put(Record::Note, false, row.as_object().unwrap().clone()).unwrap();
        assert_eq!(sink.finish().unwrap(), 1);
        out
    }

    #[test]
    fn a_byte_order_mark_only_when_asked_for() {
        assert!(written(true, "a").starts_with(&[0xEF, 0xBB, 0xBF]));
        assert_eq!(written(false, "a"), b"id,body,priority\r\nx,a,-3\r\n");
    }

    #[test]
    fn formulas_become_text_and_our_own_numbers_stay() {
        let said = String::from_utf8(written(false, "=HYPERLINK(\"http://x\")")).unwrap();
        assert_eq!(said, "id,body,priority\r\nx,\"'=HYPERLINK(\"\"http://x\"\")\",-3\r\n");
        for start in ["+", "-", "@", "\t", "\r", "="] {
            let said = String::from_utf8(written(false, &format!("{start}1"))).unwrap();
            assert!(said.contains(&format!("'{start}")), "{said:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_reads_back(body in ".*") {
            let bytes = written(false, &body);
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            let record = reader.records().next().unwrap().unwrap();
            let read = &record[1];
            prop_assert_eq!(read.strip_prefix('\'').filter(|_| is_formula(&body)).unwrap_or(read), body);
        }
    }
}

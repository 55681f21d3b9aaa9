//! A CSV file with any columns, read whole for learning. It keeps no row anywhere and knows no column's meaning.

use std::io;
use std::path::Path;

use encoding_rs::{GB18030, UTF_8};

use crate::domain::scorecard::table::Table;

/// Why a file cannot be read as a table.
#[derive(Debug, thiserror::Error)]
pub enum LabelledError {
    /// The file cannot be opened or read.
    #[error("cannot read the file: {}", .0.kind())]
    Unreadable(#[from] io::Error),
    /// No header, or no rows.
    #[error("no rows in the file")]
    Empty,
    /// Two columns have one name.
    #[error("two columns have the same name")]
    SameName {
        /// That name.
        name: String,
    },
    /// A row has more or fewer cells than the header.
    #[error("line {line} has another number of columns than the header")]
    Ragged {
        /// Counted from 1.
        line: u64,
    },
}

/// Reads a CSV in UTF-8, UTF-16 with a mark, or GB18030; commas, semicolons or tabs between the cells.
///
/// # Errors
/// When the file cannot be read, is empty, or its rows and header do not fit together.
pub fn read(path: &Path) -> Result<Table, LabelledError> {
    parse(&std::fs::read(path)?)
}

/// The same from bytes.
///
/// # Errors
/// As [`read`].
pub fn parse(bytes: &[u8]) -> Result<Table, LabelledError> {
    let encoding = if encoding_rs::Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        GB18030
    };
    // `decode` follows a byte order mark, when there is one, and takes it away.
    let (text, _, _) = encoding.decode(bytes);
    let head = text.lines().next().unwrap_or("");
    let separator = [b',', b'\t', b';']
        .into_iter()
        .max_by_key(|mark| (head.bytes().filter(|byte| byte == mark).count(), *mark == b','))
        .unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|_| LabelledError::Empty)?;
    let names: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    if let Some(name) = twice(&names) {
        return Err(LabelledError::SameName { name });
    }
    let mut columns: Vec<Vec<String>> = vec![Vec::new(); names.len()];
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|_| LabelledError::Empty)? {
        if record.len() != names.len() {
            let line = record.position().map_or(0, csv::Position::line);
            return Err(LabelledError::Ragged { line });
        }
        for (column, cell) in columns.iter_mut().zip(&record) {
            column.push(cell.to_owned());
        }
    }
    if columns.first().is_none_or(Vec::is_empty) {
        return Err(LabelledError::Empty);
    }
    Ok(Table::from_text(&names, columns))
}

fn twice(names: &[String]) -> Option<String> {
    let mut sorted: Vec<&String> = names.iter().collect();
    sorted.sort();
    sorted.windows(2).find_map(|pair| match pair {
        [a, b] if a == b => Some((*a).clone()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_in_the_encodings_and_separators_of_spreadsheets() {
        let expected = parse("套餐,离网\nA,是\nB,否\n".as_bytes()).unwrap();
        assert_eq!(expected.rows, 2);
        let (gb, _, _) = GB18030.encode("套餐;离网\r\nA;是\r\nB;否\r\n");
        assert_eq!(parse(&gb).unwrap(), expected);
        assert_eq!(parse("\u{feff}套餐\t离网\nA\t是\nB\t否".as_bytes()).unwrap(), expected);
    }

    #[test]
    fn a_file_that_does_not_hold_together_is_refused_with_its_line() {
        assert!(matches!(parse(b""), Err(LabelledError::Empty)));
        assert!(matches!(parse(b"a,b\n"), Err(LabelledError::Empty)));
        assert!(matches!(parse(b"a,b\n1,2\n3\n"), Err(LabelledError::Ragged { line: 3 })));
        assert!(matches!(parse(b"a,a\n1,2\n"), Err(LabelledError::SameName { .. })));
    }
}

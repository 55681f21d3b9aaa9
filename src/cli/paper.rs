//! Text that lines up on paper: columns of mixed Chinese and Latin, dates, durations. It must not know what the text means.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::domain::safe_text::{RawText, SafeText};
use crate::domain::time::{Moment, local};

/// Prints rows in columns, two spaces apart, without trailing spaces.
pub(crate) fn columns(out: &mut dyn Write, rows: &[Vec<String>]) -> io::Result<()> {
    aligned(out, rows, Align::Left)
}

/// The same with every column but the first to the right, for figures.
pub(crate) fn figures(out: &mut dyn Write, rows: &[Vec<String>]) -> io::Result<()> {
    aligned(out, rows, Align::Right)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Align {
    Left,
    Right,
}

fn aligned(out: &mut dyn Write, rows: &[Vec<String>], align: Align) -> io::Result<()> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(width).collect();
    for row in rows {
        let mut line = String::new();
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let space = " ".repeat(width.saturating_sub(cell.width()));
            if at > 0 && align == Align::Right {
                line.push_str(&space);
                line.push_str(cell);
            } else {
                line.push_str(cell);
                line.push_str(&space);
            }
            line.push_str("  ");
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// A label and its value.
pub(crate) fn line(out: &mut dyn Write, label: &str, value: &str) -> io::Result<()> {
    writeln!(out, "{label}{}{value}", " ".repeat(14_usize.saturating_sub(label.width()).max(1)))
}

/// `2026-11-22 10:42` on the shop's clock.
pub(crate) fn minute(at: Moment) -> String {
    local(at).format("%Y-%m-%d %H:%M").to_string()
}

/// RFC 3339 with the shop's offset, whole seconds.
pub(crate) fn instant(at: Moment) -> String {
    local(at).to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

/// Minutes and seconds: `4:02`.
pub(crate) fn talked(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Text from outside on one line, or a dash.
pub(crate) fn or_dash(text: Option<&RawText>) -> String {
    text.map_or_else(|| "-".to_owned(), |text| text.safe().as_str().to_owned())
}

/// Text from outside on one line.
pub(crate) fn safe(text: &str) -> String {
    SafeText::new(text).as_str().to_owned()
}

/// One JSON document on one line. Characters that could drive a terminal or turn the reading direction are escaped, which JSON allows
/// anywhere inside its strings, and nowhere else do such characters stand.
pub(crate) fn json(value: &impl serde::Serialize) -> io::Result<String> {
    let plain = serde_json::to_string(value).map_err(io::Error::from)?;
    let mut out = String::with_capacity(plain.len() + 1);
    let mut units = [0; 2];
    for c in plain.chars() {
        if drives_a_terminal(c) {
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    Ok(out)
}

/// DEL, C1, direction marks, invisible characters and tags.
fn drives_a_terminal(c: char) -> bool {
    matches!(
        u32::from(c),
        0x7F..=0x9F | 0xAD | 0x061C | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xE0000..=0xE0FFF
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_latin_columns_line_up() {
        let rows = vec![vec!["王小明".into(), "a".into()], vec!["Li".into(), "b".into()]];
        let mut out = Vec::new();
        columns(&mut out, &rows).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "王小明  a\nLi      b\n");
    }

    #[test]
    fn json_reads_back_and_holds_no_live_control_characters() {
        let text = "王\u{9b}31m\u{202e}x\u{1b}[2J\u{e0041}";
        let said = json(&text).unwrap();
        assert!(said.chars().all(|c| !c.is_control() && !drives_a_terminal(c)), "{said}");
        assert_eq!(serde_json::from_str::<String>(&said).unwrap(), text);
    }

    #[test]
    fn talked_time_reads_as_minutes_and_seconds() {
        assert_eq!(talked(242), "4:02");
    }
}

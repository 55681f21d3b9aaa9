//! Text on the screen: how wide it is, where it may be cut or wrapped, and the only two ways to make a piece of it.
//! It must not know what the text is about.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, CellWidth as _};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::domain::safe_text::SafeText;

/// A piece of our own: a sentence of the words files, a figure, a sign.
pub(crate) fn own<'a>(text: impl Into<Cow<'a, str>>, style: Style) -> Span<'a> {
    Span::styled(text, style)
}

/// A piece of text from outside. There is no other way to draw one.
pub(crate) fn outside(text: &SafeText, style: Style) -> Span<'static> {
    Span::styled(text.as_str().to_owned(), style)
}

/// How many cells a text takes, counted as it is drawn: grapheme by grapheme, control characters left out.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|byte| !byte.is_ascii_control()).count();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) { 0 } else { usize::from(grapheme.cell_width()) }
}

/// The longest beginning of `text` that fits into `cols` cells. Never half a character.
#[must_use]
pub fn cut(text: &str, cols: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > cols {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// `text` in at most `cols` cells; when something had to go, `..` says so (unless there is no room to say it).
#[must_use]
pub fn fit(text: &str, cols: usize) -> Cow<'_, str> {
    let fitting = cut(text, cols);
    if fitting.len() == text.len() || cols < 6 {
        return Cow::Borrowed(fitting);
    }
    Cow::Owned(format!("{}..", cut(text, cols - 2).trim_end()))
}

/// `text` in exactly `cols` cells, filled up with spaces on the right.
#[must_use]
pub fn pad(text: &str, cols: usize) -> String {
    let fitting = fit(text, cols);
    let blank = cols.saturating_sub(width(&fitting));
    format!("{fitting}{:blank$}", "")
}

/// `text` in exactly `cols` cells, filled up with spaces on the left.
#[must_use]
pub fn pad_left(text: &str, cols: usize) -> String {
    let fitting = fit(text, cols);
    let blank = cols.saturating_sub(width(&fitting));
    format!("{:blank$}{fitting}", "")
}

/// Lines of at most `cols` cells, broken where Unicode's line breaking rules (UAX 14) allow it: between any two Chinese
/// characters, never before `，`, never inside a word or an amount unless that alone is longer than a line.
#[must_use]
pub fn wrap(text: &str, cols: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    if cols == 0 {
        return lines;
    }
    let (mut start, mut end) = (0, 0);
    for (at, kind) in linebreaks(text) {
        if kind == BreakOpportunity::Allowed && parts_a_unit(text, at) {
            continue;
        }
        let piece = text.get(start..at).unwrap_or_default();
        if width(piece.trim_end()) > cols {
            push_line(&mut lines, text.get(start..end).unwrap_or_default());
            start = end;
            start += push_long(&mut lines, text.get(start..at).unwrap_or_default(), cols);
        }
        end = at;
        if kind == BreakOpportunity::Mandatory && at < text.len() {
            lines.push(text.get(start..at).unwrap_or_default().trim_end());
            start = at;
        }
    }
    push_line(&mut lines, text.get(start..).unwrap_or_default());
    lines
}

/// Whether a break at `at` would leave a number without its unit: `28.00 元`, `12 个月`, `CNY 28.00`.
fn parts_a_unit(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let number =
        before.strip_suffix(' ').is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    let unit_first =
        before.ends_with("CNY ") && after.starts_with(|next: char| next.is_ascii_digit() || next == '-');
    unit_first || number && after.chars().next().is_some_and(|next| !next.is_ascii())
}

fn push_line<'a>(lines: &mut Vec<&'a str>, line: &'a str) {
    let line = line.trim_end();
    if !line.is_empty() {
        lines.push(line);
    }
}

/// Breaks a run that is longer than a line between characters; what is left for the next line is not pushed.
/// Returns how many bytes were pushed.
fn push_long<'a>(lines: &mut Vec<&'a str>, run: &'a str, cols: usize) -> usize {
    let mut rest = run;
    while width(rest.trim_end()) > cols {
        let head = match cut(rest, cols) {
            // One character that is wider than the line: drop it, or we would never end.
            "" => {
                let first = rest.graphemes(true).next().map_or(rest.len(), str::len);
                rest = rest.get(first..).unwrap_or_default();
                continue;
            }
            head => head,
        };
        push_line(lines, head);
        rest = rest.get(head.len()..).unwrap_or_default().trim_start();
    }
    run.len() - rest.len()
}

/// Draws a line at `x`, `y` in at most `cols` cells and returns the column after it. Outside the buffer nothing happens.
pub(crate) fn put(buf: &mut Buffer, x: u16, y: u16, line: &Line<'_>, cols: u16) -> u16 {
    let area = *buf.area();
    if x < area.left() || x >= area.right() || y < area.top() || y >= area.bottom() {
        return x;
    }
    let cols = cols.min(area.right() - x);
    let (mut at, end) = (x, x.saturating_add(cols));
    for span in &line.spans {
        let left = end.saturating_sub(at);
        if left == 0 {
            break;
        }
        let text = fit(&span.content, usize::from(left));
        at = buf.set_stringn(at, y, &text, usize::from(left), span.style).0;
    }
    at
}

/// Draws a line so that it ends at column `end` (exclusive). Returns where it begins.
pub(crate) fn put_right(buf: &mut Buffer, end: u16, y: u16, line: &Line<'_>, cols: u16) -> u16 {
    let wanted = line.spans.iter().map(|span| width(&span.content)).sum::<usize>();
    let wanted = u16::try_from(wanted).unwrap_or(u16::MAX).min(cols);
    let x = end.saturating_sub(wanted);
    put(buf, x, y, line, wanted);
    x
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_wide_character_is_never_cut_in_half() {
        assert_eq!(cut("王小明", 5), "王小");
        assert_eq!(cut("王小明", 1), "");
        assert_eq!(fit("畅享套餐一百二十九元", 11), "畅享套餐..");
        assert_eq!(fit("王小明", 6), "王小明");
        assert_eq!(pad("王", 4), "王  ");
        assert_eq!(pad_left("28.00", 8), "   28.00");
    }

    #[test]
    fn no_line_begins_with_a_comma() {
        assert_eq!(wrap("客户嫌贵，说别家便宜", 8), ["客户嫌", "贵，说别", "家便宜"]);
        assert_eq!(wrap("升到 159.00 元", 8), ["升到", "159.00", "元"]);
        assert_eq!(wrap("一\n\n二", 8), ["一", "", "二"]);
        assert_eq!(wrap("", 8), Vec::<&str>::new());
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("王明", 1), Vec::<&str>::new());
    }

    fn mixed() -> impl Strategy<Value = String> {
        proptest::collection::vec(
            prop_oneof![
                Just('王'),
                Just('，'),
                Just('。'),
                Just('「'),
                Just('」'),
                Just('a'),
                Just('7'),
                Just(' '),
                Just('…'),
                Just('\u{301}'),
                Just('ﾞ'),
                Just('😀'),
                Just('\n'),
                any::<char>()
            ],
            0..60,
        )
        .prop_map(|characters| {
            SafeText::lines(&characters.into_iter().collect::<String>()).as_str().to_owned()
        })
    }

    /// Every character there is, as text from outside, drawn and looked at once more before it leaves.
    #[test]
    fn no_character_at_all_comes_out_dangerous() {
        let area = ratatui::layout::Rect::new(0, 0, 250, 1);
        let characters: Vec<char> = ('\0'..=char::MAX).collect();
        for chunk in characters.chunks(100) {
            let raw: String = chunk.iter().copied().chain(std::iter::once('|')).collect();
            let safe = SafeText::new(&raw);
            let mut buf = Buffer::empty(area);
            put(&mut buf, 0, 0, &Line::from(outside(&safe, Style::new())), 250);
            let drawn: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
            let first = u32::from(chunk.first().copied().unwrap_or('\0'));
            assert_eq!(SafeText::new(&drawn).as_str(), drawn, "after U+{first:04X}");
            assert!(!drawn.contains(char::is_control), "after U+{first:04X}");
        }
    }

    proptest! {
        #[test]
        fn fitting_text_fits(text in mixed(), cols in 0_usize..40) {
            prop_assert!(width(&fit(&text, cols)) <= cols);
            prop_assert_eq!(width(&pad(&text.replace('\n', " "), cols)), cols);
        }

        #[test]
        fn wrapped_lines_fit_and_lose_nothing_but_spaces(text in mixed(), cols in 2_usize..40) {
            // Half-width sound marks pile up into one character wider than two cells; such a one may not fit at all.
            prop_assume!(text.graphemes(true).all(|grapheme| grapheme_width(grapheme) <= cols));
            let lines = wrap(&text, cols);
            for line in &lines {
                prop_assert!(width(line) <= cols, "{:?} in {cols}", line);
            }
            let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(solid(&lines.concat()), solid(&text));
        }

        #[test]
        fn drawn_text_takes_the_cells_it_is_said_to_take(text in mixed(), cols in 0_u16..40) {
            let mut buf = Buffer::empty(ratatui::layout::Rect::new(0, 0, 40, 1));
            let safe = SafeText::new(&text);
            let end = put(&mut buf, 0, 0, &Line::from(outside(&safe, Style::new())), cols);
            prop_assert_eq!(usize::from(end), width(&fit(&safe, usize::from(cols))));
        }
    }
}

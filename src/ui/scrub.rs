//! The last look at every cell before it leaves for the terminal. It must not change a cell that is harmless.
//!
//! Panes draw only safe text; this is the second lock, for text that a widget holds (the note being typed) and for the day
//! somebody forgets. On terminals that draw ambiguous characters two cells wide it also replaces those, at draw time only.

use ratatui::buffer::{Buffer, Cell, CellWidth as _};
use ratatui::layout::Rect;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::domain::safe_text::SafeText;
use crate::ui::symbols::Symbols;

/// Makes every cell of `area` safe to send.
pub(super) fn scrub(buf: &mut Buffer, area: Rect, symbols: Symbols) {
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                scrub_cell(cell, symbols);
            }
        }
    }
}

fn scrub_cell(cell: &mut Cell, symbols: Symbols) {
    let symbol = cell.symbol();
    if symbol.is_ascii() {
        if symbol.bytes().any(|byte| byte.is_ascii_control()) {
            cell.set_symbol(" ");
        }
        return;
    }
    let safe = SafeText::new(symbol);
    if symbols.wide && safe.width() != safe.width_cjk() {
        let plain: String = safe.chars().map(plain).collect();
        cell.set_symbol(&plain);
    } else if safe.as_str() != symbol {
        let columns = symbol.cell_width();
        // The cells behind were laid out for the old width.
        let same = !safe.is_empty() && safe.cell_width() == columns;
        cell.set_symbol(if same { safe.as_str() } else { "?" });
    }
}

/// A stand-in of one cell for a character that this terminal would draw in two.
fn plain(c: char) -> char {
    if c.width() == c.width_cjk() {
        return c;
    }
    match c {
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '—' | '–' | '―' | '─' => '-',
        '…' => '~',
        '·' | '•' | '●' => '*',
        '│' => '|',
        '×' => 'x',
        '÷' => '/',
        '→' => '>',
        '←' => '<',
        '°' => 'o',
        _ => '?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scrubbed(symbol: &str, symbols: Symbols) -> String {
        let mut cell = Cell::default();
        cell.set_symbol(symbol);
        scrub_cell(&mut cell, symbols);
        cell.symbol().to_owned()
    }

    #[test]
    fn harmless_cells_stay_and_dangerous_ones_do_not() {
        for symbol in [" ", "王", "─", "e\u{301}", "…"] {
            assert_eq!(scrubbed(symbol, Symbols::NARROW), symbol);
        }
        for symbol in ["\u{1b}", "\u{7f}", "a\u{202e}", "\u{200b}", "\u{9b}"] {
            let safe = scrubbed(symbol, Symbols::NARROW);
            assert_eq!(SafeText::new(&safe).as_str(), safe, "{symbol:?}");
        }
    }

    #[test]
    fn ambiguous_characters_become_narrow_where_they_would_be_wide() {
        assert_eq!(scrubbed("…", Symbols::WIDE), "~");
        assert_eq!(scrubbed("“", Symbols::WIDE), "\"");
        assert_eq!(scrubbed("①", Symbols::WIDE), "?");
        assert_eq!(scrubbed("王", Symbols::WIDE), "王");
    }
}

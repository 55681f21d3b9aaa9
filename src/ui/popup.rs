//! Popups: a frame over everything else that leaves no half character at its edge. It must not know what is in it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr as _;

use crate::ui::pen::Pen;

/// Clears a rectangle, and the half of every wide character that its edges would cut: a terminal draws such a half over the border.
pub(super) fn clear_cjk(buf: &mut Buffer, area: Rect) {
    let area = area.intersection(*buf.area());
    for y in area.top()..area.bottom() {
        // A wide character that begins left of the edge.
        if let Some(before) = area.x.checked_sub(1)
            && let Some(cell) = buf.cell_mut((before, y))
            && cell.symbol().width() > 1
        {
            let style = cell.style();
            cell.reset();
            cell.set_style(style);
        }
        // One whose second half lies right of the edge needs nothing: its first half is cleared with the rest.
        for x in area.left()..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
}

/// A rectangle in the middle of `area`, a little above the centre, at most as large as it.
pub(super) fn centred(area: Rect, columns: u16, rows: u16) -> Rect {
    let (width, height) = (columns.min(area.width), rows.min(area.height));
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 3, width, height }
}

/// Clears the popup's place and draws its frame; returns the room inside.
pub(super) fn open<'a>(pen: &Pen<'a>, buf: &mut Buffer, area: Rect, title: Vec<Span<'a>>) -> Rect {
    clear_cjk(buf, area);
    buf.set_style(area.intersection(*buf.area()), Style::reset());
    pen.ink.cover(area);
    pen.frame(buf, area, title, Vec::new(), true)
}

/// The first row to show of a list so that the chosen one is visible and has company above and below.
pub(super) fn first_row(selected: usize, count: usize, room: usize) -> usize {
    selected.saturating_sub(room / 2).min(count.saturating_sub(room))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_half_character_stays_at_either_edge() {
        for x in 0..8 {
            for columns in 1..6 {
                let mut buf = Buffer::empty(Rect::new(0, 0, 12, 1));
                buf.set_string(0, 0, "王小明王小明", Style::new());
                let area = Rect::new(x, 0, columns, 1);
                clear_cjk(&mut buf, area);
                let mut at = 0;
                while at < 12 {
                    let width = buf[(at, 0)].symbol().width();
                    let spill = at < area.right() && at + (width as u16) > area.x && width > 1;
                    assert!(!spill, "half a character at {at}, popup {area}");
                    at += (width as u16).max(1);
                }
            }
        }
    }

    #[test]
    fn the_chosen_row_is_always_shown() {
        for (selected, count, room) in [(0, 5, 10), (9, 10, 4), (5, 10, 4), (0, 0, 4), (3, 4, 0)] {
            let first = first_row(selected, count, room);
            assert!(first <= selected && (room == 0 || selected < first + room), "{selected} {count} {room}");
        }
    }
}

//! 短信模板: the list of filled templates and the chosen one as it would arrive, with its length. It must not change the words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::event::Target;
use crate::content::words::Arg;
use crate::domain::message::Message;
use crate::ui::layout::rows;
use crate::ui::lists::title;
use crate::ui::pen::{Page, Pen};
use crate::ui::popup::{centred, first_row, open};
use crate::ui::text::{outside, own, wrap};

/// Columns of the popup.
const COLUMNS: u16 = 76;
/// Rows of the preview: its head, and as much of the text as is read at a glance.
const PREVIEW: u16 = 8;

/// Draws the popup.
pub(super) fn draw(pen: &Pen<'_>, filled: &[Message], selected: usize, area: Rect, buf: &mut Buffer) {
    let count = u16::try_from(filled.len()).unwrap_or(u16::MAX);
    let height = count.saturating_add(PREVIEW + 3).min(area.height);
    let title = title(pen, "desk-messages", "desk-messages-how");
    let inner = open(pen, buf, centred(area, COLUMNS, height), title);
    if filled.is_empty() {
        Page::new(buf, inner).sentence(&pen.say("desk-messages-none"), pen.theme.muted);
        return;
    }
    let list = rows(inner, 0, inner.height.saturating_sub(PREVIEW + 1));
    draw_list(pen, filled, selected, list, buf);
    if let Some(message) = filled.get(selected) {
        let from = list.height.saturating_add(1);
        preview(pen, message, rows(inner, from, inner.height.saturating_sub(from)), buf);
    }
}

fn draw_list(pen: &Pen<'_>, filled: &[Message], selected: usize, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.height);
    let first = first_row(selected, filled.len(), room);
    let mut page = Page::new(buf, area);
    for (at, message) in filled.iter().enumerate().skip(first).take(room) {
        pen.ink.target(Rect { y: page.y(), height: 1, ..area }, Target::Row(at));
        let line = row(pen, at, message);
        if at == selected {
            page.selected_line(line, pen.theme.selected);
        } else {
            page.line(line);
        }
    }
}

fn row<'a>(pen: &Pen<'a>, at: usize, message: &Message) -> Vec<Span<'a>> {
    let digit = if at < 9 { format!("{} ", at + 1) } else { "  ".to_owned() };
    let mut line = vec![
        own(digit, pen.theme.accent),
        own(if message.fits { "* " } else { "  " }, pen.theme.focus),
        outside(&message.title, pen.theme.text),
    ];
    if message.gaps > 0 {
        line.push(own(format!("  {}", gaps(pen, message)), pen.theme.watch));
    }
    line
}

fn gaps(pen: &Pen<'_>, message: &Message) -> String {
    pen.fill("desk-message-gaps", &[("n", Arg::from(message.gaps))])
}

/// The text as it would arrive, and how many short messages it takes.
fn preview(pen: &Pen<'_>, message: &Message, area: Rect, buf: &mut Buffer) {
    let mut page = Page::new(buf, area);
    let length =
        [("units", Arg::from(message.length.units)), ("segments", Arg::from(message.length.segments))];
    let mut head = vec![own(pen.fill("desk-message-length", &length), pen.theme.muted)];
    if message.gaps > 0 {
        head.push(own(format!("  ! {}", gaps(pen, message)), pen.theme.watch));
    }
    page.line(head);
    let cols = page.cols().saturating_sub(2);
    let lines = wrap(&message.text, cols);
    let room = usize::from(page.left());
    for (at, line) in lines.iter().take(room).enumerate() {
        let cut_short = at + 1 == room && lines.len() > room;
        let mut spans = vec![own("  ", pen.theme.say), own((*line).to_owned(), pen.theme.say)];
        if cut_short {
            spans.push(own(" ..", pen.theme.muted));
        }
        page.line(spans);
    }
}

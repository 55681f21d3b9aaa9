//! F6 小结: the note being typed, with the terminal's own cursor in it. It must not change the note.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget as _;

use crate::app::Pane;
use crate::app::action::Action;
use crate::app::calls::OpenCall;
use crate::app::layer::Layer;
use crate::app::soft::Hint;
use crate::content::words::Arg;
use crate::domain::safe_text::SafeText;
use crate::ui::format;
use crate::ui::pen::{Page, Pen};
use crate::ui::text::{outside, own, put, width};

/// Draws the pane.
pub(super) fn draw(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    let call = pen.app.calls.current();
    let aside = call.map_or_else(Vec::new, |call| state(pen, call));
    let mut inner = pen.pane_frame(buf, area, Pane::Note, Vec::new(), aside);
    if let Some(hint) = call.and_then(|call| call.hint.as_ref())
        && inner.height > 2
    {
        inner.height -= 1;
        soft_hint(pen, hint, Rect { y: inner.bottom(), height: 1, ..inner }, buf);
    }
    match call {
        Some(call) => draw_text(pen, call, inner, buf),
        None => Page::new(buf, inner).sentence(&pen.say("desk-no-call-note"), pen.theme.muted),
    }
}

/// A quiet word about what was written: never a block.
fn soft_hint(pen: &Pen<'_>, hint: &Hint, row: Rect, buf: &mut Buffer) {
    let args = [("phrase", Arg::from(hint.phrase.as_str())), ("instead", Arg::from(hint.instead.as_str()))];
    Page::new(buf, row).line(own(pen.fill("desk-soft-hint", &args), pen.theme.muted));
}

/// `已存 10:42:07  128 字`.
pub(super) fn state<'a>(pen: &Pen<'a>, call: &OpenCall) -> Vec<Span<'a>> {
    let count = call.note.count();
    let mut spans = vec![pen.muted(" ")];
    match (call.note.saved_at, call.note.dirty_since) {
        (Some(at), None) => {
            let saved = pen.fill("desk-saved-at", &[("at", Arg::from(format::time_of_day(at)))]);
            spans.push(pen.muted(saved));
            spans.push(pen.muted("  "));
        }
        (_, Some(_)) => spans.extend([pen.label("desk-typing"), pen.muted("  ")]),
        (None, None) => {}
    }
    spans.push(pen.muted(pen.fill("desk-characters", &[("n", Arg::from(count))])));
    spans.push(pen.muted(" "));
    spans
}

/// Draws the text area's own view, so that what is drawn and where the cursor stands come from one and the same wrapping.
pub(super) fn draw_text(pen: &Pen<'_>, call: &OpenCall, inner: Rect, buf: &mut Buffer) {
    let inner = inner.intersection(*buf.area());
    if inner.is_empty() {
        return;
    }
    if call.note.area.is_empty() {
        let hint = fill_hint(pen, call);
        put(buf, inner.x, inner.y, &Line::from(pen.muted(hint)), inner.width);
        // The widget must still learn its size, or the first line typed is wrapped to the last one.
        call.note.area.render(Rect { height: inner.height, ..inner }, &mut Buffer::empty(inner));
    } else {
        call.note.area.render(inner, buf);
        // No painted cursor, no underlined line: the terminal's own cursor stands there.
        for position in inner.positions() {
            if let Some(cell) = buf.cell_mut(position) {
                cell.set_style(
                    Style::reset().patch(pen.theme.strong).remove_modifier(ratatui::style::Modifier::BOLD),
                );
            }
        }
    }
    pen.ink.set_note(Some(inner));
    if pen.app.layer() == Layer::Note {
        pen.ink.set_cursor(Some(caret(call, inner)));
    }
}

fn fill_hint(pen: &Pen<'_>, call: &OpenCall) -> String {
    let key = if call.state.is_live() { "desk-note-empty" } else { "desk-note-empty-ended" };
    pen.say(key).into_owned()
}

/// The caret's cell. Behind a full row it stands in the column of air that every field has at its right.
fn caret(call: &OpenCall, inner: Rect) -> Position {
    let cursor = call.note.area.screen_cursor();
    let (top, left) = call.note.area.scroll_offset();
    let column = u16::try_from(cursor.col).unwrap_or(u16::MAX).saturating_sub(left);
    let row = u16::try_from(cursor.row).unwrap_or(u16::MAX).saturating_sub(top);
    Position::new(
        inner.x.saturating_add(column).min(inner.right()),
        inner.y.saturating_add(row).min(inner.bottom().saturating_sub(1)),
    )
}

/// The texts behind `/1` to `/9`, beneath the note.
pub(super) fn draw_snippets(pen: &Pen<'_>, row: Rect, buf: &mut Buffer) {
    if pen.app.calls.current().is_none() || row.is_empty() {
        return;
    }
    let mut x = row.x + 2;
    let end = row.right().saturating_sub(2);
    if let Some(key) = pen.key_for(Action::OpenSnippets) {
        x = put(buf, x, row.y, &Line::from(own(key, pen.theme.accent)), end.saturating_sub(x));
        x = put(buf, x + 1, row.y, &Line::from(pen.label("desk-snippets")), end.saturating_sub(x)) + 2;
    }
    let count = u16::try_from(pen.app.snippets.len().min(9)).unwrap_or(9).max(1);
    // Each gets its share of the row: the beginning is enough to know which is which.
    let share = (end.saturating_sub(x) / count).saturating_sub(2).max(20);
    for (at, snippet) in pen.app.snippets.iter().take(9).enumerate() {
        let text = SafeText::new(snippet);
        let key = format!("/{} ", at + 1);
        let cols = u16::try_from(width(&key) + width(&text)).unwrap_or(u16::MAX).min(share);
        if x.saturating_add(cols) > end {
            break;
        }
        let line = Line::from(vec![own(key, pen.theme.accent), outside(&text, pen.theme.muted)]);
        x = put(buf, x, row.y, &line, cols) + 2;
    }
}

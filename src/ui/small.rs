//! A window that is too small: the call, the note being typed, and a sentence. It must keep accepting text at any size.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::layer::Layer;
use crate::app::person::View;
use crate::app::training::Page as TrainingPage;
use crate::app::wrap_up::WrapUpField;
use crate::app::{Place, Popup};
use crate::content::words::Arg;
use crate::ui::layout::{SMALLEST, rows};
use crate::ui::pen::{Page, Pen};
use crate::ui::{call_bar, note, search};

/// Draws what there is room for: the sentence gives way to the note, the note to the call.
pub(super) fn draw(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    call_bar::draw(pen, rows(area, 0, area.height.min(2)), buf);
    let below = rows(area, 2, area.height.saturating_sub(2));
    let sentence = u16::from(below.height > 2);
    let mut page = Page::new(buf, rows(below, 0, sentence));
    let args = [("columns", Arg::from(SMALLEST.0)), ("rows", Arg::from(SMALLEST.1))];
    page.line(pen.muted(format!(" {}", pen.fill("desk-too-small", &args))));
    let text = rows(below, sentence, below.height - sentence);
    // The caret needs a column of air at the right.
    let air = u16::from(text.width > 3);
    let text = Rect { x: text.x + air, width: text.width.saturating_sub(1 + air), ..text };
    match (&pen.app.popup, pen.app.place, pen.app.calls.current()) {
        (Some(Popup::Palette { input, .. } | Popup::Cards { input, .. }), ..) => {
            search::draw_field(pen, text, buf, input, true)
        }
        (Some(Popup::Person(View { typing: Some(line), .. })), ..) => {
            search::draw_field(pen, text, buf, line, true);
        }
        (None, Place::Training, _) => draw_answer(pen, text, buf),
        (None, Place::Desk, Some(_)) if pen.app.layer() == Layer::Say => {
            if let Some(session) = pen.app.talk() {
                search::draw_field(pen, text, buf, &session.input.line, true);
            }
        }
        (None, Place::Desk, Some(call)) if pen.app.layer() == Layer::Finding => {
            if let Some(line) = call.finding() {
                search::draw_field(pen, text, buf, line, true);
            }
        }
        (None, Place::Search, _) => search::draw_field(pen, text, buf, &pen.app.search.input, true),
        (None, Place::WrapUp, Some(call)) if call.wrap_up.field == WrapUpField::Reason => {
            search::draw_field(pen, text, buf, &call.wrap_up.reason, true);
        }
        (_, _, Some(call)) => note::draw_text(pen, call, text, buf),
        _ => {}
    }
}

/// The answer to one of the three questions of training, while it is typed.
fn draw_answer(pen: &Pen<'_>, text: Rect, buf: &mut Buffer) {
    if let Some(TrainingPage::Result(page)) = pen.app.training.as_deref().map(|training| training.page())
        && let Some(answer) = page.question.and_then(|at| page.review.get(at))
    {
        search::draw_field(pen, text, buf, answer, true);
    }
}

//! The screens of training: the menu, the conversation in F4, the result, the replay. They must not judge anything.

mod lessons;
mod record;
pub(super) mod replay;
mod result;
pub(super) mod talk;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::training::Page;
use crate::ui::pen::Pen;

/// Draws what fills the screen between rehearsals.
pub(super) fn draw(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    match pen.app.training.as_deref().map(|training| training.page()) {
        Some(Page::Lessons(lessons)) => lessons::draw(pen, lessons, area, buf),
        Some(Page::Result(page)) => result::draw(pen, page, area, buf),
        Some(Page::Record(page)) => record::draw(pen, page, area, buf),
        Some(Page::Replay(replay)) => replay::draw(pen, replay, area, buf),
        None => {}
    }
}

/// `**-`: how hard a scenario is, as a shape.
fn difficulty(level: u8) -> String {
    let stars = usize::from(level.min(3));
    format!("{}{}", "*".repeat(stars), "-".repeat(3 - stars))
}

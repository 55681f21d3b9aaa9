//! Draws the app with ratatui and changes nothing.
//!
//! Everything that is drawn is our own sentence or a `SafeText`; [`text`] holds the only two ways to make a piece of text, and
//! `scrub` looks once more at every cell before it leaves.

mod call_bar;
mod cards;
mod customer;
mod customer_insight;
mod follow_ups;
pub mod format;
mod hints;
mod history;
mod home;
mod ink;
mod layout;
mod lists;
mod messages;
mod methods;
mod note;
mod notices;
mod offers;
mod pen;
mod person;
pub mod picture;
mod popup;
mod resume;
mod script;
mod scrub;
mod search;
mod signs;
mod small;
pub mod symbols;
pub mod text;
pub mod theme;
mod training;
mod usage;
mod usage_insight;
mod why;
mod wrap_up;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{App, Lang, Pane, Place};
use crate::content::words::Words;

pub use ink::Drawn;
pub use layout::SMALLEST;
pub use symbols::Symbols;
pub use theme::{Depth, Ground, Theme};

/// How the screen looks: the words of both languages, the colours and the signs. Made once.
#[derive(Debug)]
pub struct Look {
    zh: Words,
    en: Words,
    /// Colours.
    pub theme: Theme,
    /// Signs.
    pub symbols: Symbols,
}

impl Look {
    /// Reads the words of both languages.
    #[must_use]
    pub fn new(theme: Theme, symbols: Symbols) -> Self {
        Self { zh: Words::new(Lang::Zh.tag()), en: Words::new(Lang::En.tag()), theme, symbols }
    }

    /// The words of a language.
    #[must_use]
    pub const fn words(&self, lang: Lang) -> &Words {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Draws everything into `area` of an empty buffer. Returns where the terminal's own cursor belongs (visible, in the focused text
/// field) and what lies where for the mouse. Never panics, at no size.
pub fn draw(app: &App, look: &Look, area: Rect, buf: &mut Buffer) -> Drawn {
    let area = area.intersection(*buf.area());
    let ink = ink::Ink::default();
    let pen = pen::Pen::new(app, look, &ink);
    draw_whole(&pen, look, area, buf);
    scrub::scrub(buf, area, look.symbols);
    ink.into_drawn()
}

fn draw_whole(pen: &pen::Pen<'_>, look: &Look, area: Rect, buf: &mut Buffer) {
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        return small::draw(pen, area, buf);
    }
    match pen.app.replay() {
        // The desk of then, as it was; only the last row is today's.
        Some(replay) if !replay.beside && pen.app.popup.is_none() => {
            let then = ink::Ink::default();
            draw_whole(&pen::Pen::new(&replay.desk, look, &then), look, area, buf);
            let last = layout::rows(area, area.height.saturating_sub(1), 1);
            buf.set_style(last, ratatui::style::Style::reset());
            for x in last.left()..last.right() {
                if let Some(cell) = buf.cell_mut((x, last.y)) {
                    cell.set_symbol(" ");
                }
            }
            training::replay::draw_bar(pen, replay, last, buf);
        }
        _ => draw_screen(pen, area, buf),
    }
}

fn draw_screen(pen: &pen::Pen<'_>, area: Rect, buf: &mut Buffer) {
    let screen = layout::screen(area);
    call_bar::draw(pen, screen.bar, buf);
    match pen.app.place {
        Place::Search => search::draw(pen, screen.body, buf),
        Place::FollowUps => follow_ups::draw(pen, screen.body, buf),
        Place::WrapUp => wrap_up::draw(pen, screen.body, buf),
        Place::Training => training::draw(pen, screen.body, buf),
        Place::Desk if pen.app.calls.current().is_some() || pen.app.looking_at.is_some() => {
            draw_desk(pen, screen.body, buf);
        }
        Place::Desk => home::draw(pen, screen.body, buf),
    }
    notices::draw(pen, screen.notice, buf);
    match pen.app.replay() {
        Some(replay) => training::replay::draw_bar(pen, replay, screen.hints, buf),
        None => hints::draw(pen, screen.hints, buf),
    }
    lists::draw(pen, screen.body, buf);
}

fn draw_desk(pen: &pen::Pen<'_>, body: Rect, buf: &mut Buffer) {
    let (focus, zoomed) = (pen.app.focus, pen.app.zoomed);
    let knowing = pen.app.calls.current().is_none() && !matches!(focus, Pane::Script | Pane::Note);
    let talking = focus == Pane::Script && !zoomed && pen.app.talk().is_some() && layout::is_small(body);
    let desk = match (knowing, talking) {
        (true, _) => layout::looking(body, focus, zoomed),
        (false, true) => layout::talking(body),
        (false, false) => layout::desk(body, focus, zoomed),
    };
    for (pane, area) in desk.panes {
        match pane {
            Pane::Customer => customer::draw(pen, area, buf),
            Pane::Usage => usage::draw(pen, area, buf),
            Pane::Script => script::draw(pen, area, buf),
            Pane::Offers => offers::draw(pen, area, buf),
            Pane::Note => note::draw(pen, area, buf),
            Pane::History => history::draw(pen, area, buf),
        }
    }
    note::draw_snippets(pen, desk.snippets, buf);
}

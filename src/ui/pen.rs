//! What every pane is given to draw with: the app (to look at, never to change), the words, the look. And the frame of a pane.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::action::Action;
use crate::app::event::Target;
use crate::app::key::{Key, KeyCode};
use crate::app::keymap;
use crate::app::layer::Layer;
use crate::app::{App, Lang, Pane, Place};
use crate::content::words::{Arg, Words};
use crate::domain::customer::Level;
use crate::domain::safe_text::{RawText, SafeText};
use crate::ui::ink::Ink;
use crate::ui::text::{outside, own, put, put_right};
use crate::ui::{Look, Symbols, Theme};

/// Everything a pane may look at.
#[derive(Clone, Copy)]
pub(super) struct Pen<'a> {
    pub(super) app: &'a App,
    pub(super) words: &'a Words,
    pub(super) theme: &'a Theme,
    pub(super) symbols: Symbols,
    pub(super) ink: &'a Ink,
}

impl<'a> Pen<'a> {
    pub(super) fn new(app: &'a App, look: &'a Look, ink: &'a Ink) -> Self {
        Self { app, words: look.words(app.lang), theme: &look.theme, symbols: look.symbols, ink }
    }

    pub(super) fn lang(&self) -> Lang {
        self.app.lang
    }

    /// A sentence without arguments.
    pub(super) fn say(&self, key: &str) -> Cow<'a, str> {
        self.words.get(key)
    }

    /// A sentence with arguments.
    pub(super) fn fill(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.with(key, args).into_owned()
    }

    pub(super) fn text(&self, text: impl Into<Cow<'a, str>>) -> Span<'a> {
        own(text, self.theme.text)
    }

    pub(super) fn strong(&self, text: impl Into<Cow<'a, str>>) -> Span<'a> {
        own(text, self.theme.strong)
    }

    pub(super) fn muted(&self, text: impl Into<Cow<'a, str>>) -> Span<'a> {
        own(text, self.theme.muted)
    }

    /// A muted sentence of the words files.
    pub(super) fn label(&self, key: &str) -> Span<'a> {
        own(self.say(key), self.theme.muted)
    }

    /// Text from outside in the style of values.
    pub(super) fn value(&self, text: &RawText) -> Span<'a> {
        outside(&text.safe(), self.theme.text)
    }

    /// The customer's level in words.
    pub(super) fn level(&self, level: Level) -> Cow<'a, str> {
        self.say(&format!("desk-level-{}", level.code()))
    }

    /// The key that asks for `action` in the place one is in.
    pub(super) fn key_for(&self, action: Action) -> Option<String> {
        keymap::rows(self.app.base_layer())
            .into_iter()
            .find(|row| row.action == action)
            .and_then(|row| shown_key(&row))
            .map(|key| self.key_name(key))
            .or_else(|| self.key_after_leader(action))
    }

    /// `Ctrl-G *`, for actions without a key of their own.
    fn key_after_leader(&self, action: Action) -> Option<String> {
        let leader = keymap::key_for(Layer::Global, Action::OpenLeader)?;
        let row = keymap::own_rows(Layer::Leader).into_iter().find(|row| row.action == action)?;
        Some(format!("{} {}", self.key_name(leader), self.key_name(*row.keys.first()?)))
    }

    /// A key as it is printed on the keyboard, in the language of the screen.
    pub(super) fn key_name(&self, key: Key) -> String {
        match key.code {
            KeyCode::Up => self.say("desk-key-up").into_owned(),
            KeyCode::Down => self.say("desk-key-down").into_owned(),
            KeyCode::Left => self.say("desk-key-left").into_owned(),
            KeyCode::Right => self.say("desk-key-right").into_owned(),
            _ => key.to_string(),
        }
    }

    /// Whether this pane has the keyboard.
    pub(super) fn has_focus(&self, pane: Pane) -> bool {
        let at_desk = self.app.place == Place::Desk
            && (self.app.calls.current().is_some() || self.app.looking_at.is_some());
        at_desk && self.app.focus == pane && self.app.popup.is_none()
    }

    /// ` F4 话术 ` as a pane's title.
    pub(super) fn pane_title(&self, pane: Pane) -> Vec<Span<'a>> {
        let focused = self.has_focus(pane);
        let name = if focused { self.theme.focus } else { self.theme.text };
        vec![
            own(format!(" F{} ", pane.f_key()), if focused { self.theme.focus } else { self.theme.muted }),
            own(self.say(pane_key(pane)), name),
            own(" ", name),
            self.muted(if focused && self.app.zoomed {
                format!("{} ", self.say("desk-zoomed"))
            } else {
                String::new()
            }),
        ]
    }

    /// Draws a frame and returns the room inside. `title` sits at the left of the upper border, `aside` at its right.
    pub(super) fn frame(
        &self,
        buf: &mut Buffer,
        area: Rect,
        title: Vec<Span<'a>>,
        aside: Vec<Span<'a>>,
        focused: bool,
    ) -> Rect {
        let style = if focused { self.theme.focus } else { self.theme.border };
        draw_border(buf, area, self.symbols, style);
        let inner = inner(area);
        if area.width > 4 && area.height > 0 {
            let room = area.width - 2;
            let after = put(buf, area.x + 1, area.y, &Line::from(title), room);
            let left = area.right().saturating_sub(after + 2);
            let fits = aside.iter().map(|span| crate::ui::text::width(&span.content)).sum::<usize>()
                <= usize::from(left);
            if !aside.is_empty() && fits {
                put_right(buf, area.right() - 1, area.y, &Line::from(aside), left);
            }
        }
        inner
    }

    /// Says at the lower border how many lines are hidden below it.
    pub(super) fn more(&self, buf: &mut Buffer, area: Rect, hidden: usize) {
        if hidden > 0 && area.height > 1 && area.width > 24 {
            let text = self.fill("desk-more", &[("n", Arg::from(hidden))]);
            let line = Line::from(self.muted(format!(" {text} ")));
            put_right(buf, area.right() - 2, area.bottom() - 1, &line, area.width - 4);
        }
    }

    /// The frame of one of the desk's panes.
    pub(super) fn pane_frame(
        &self,
        buf: &mut Buffer,
        area: Rect,
        pane: Pane,
        extra: Vec<Span<'a>>,
        aside: Vec<Span<'a>>,
    ) -> Rect {
        let mut title = self.pane_title(pane);
        title.extend(extra);
        self.ink.target(area, Target::Pane(pane));
        self.frame(buf, area, title, aside, self.has_focus(pane))
    }
}

/// The key that hints show for an action: one that works in text fields too, where there is one.
pub(super) fn shown_key(row: &keymap::Row) -> Option<Key> {
    let sign = |key: &Key| matches!(key.code, KeyCode::Char(_)) && !key.ctrl;
    row.keys.iter().find(|key| !sign(key)).or_else(|| row.keys.first()).copied()
}

/// The name of a pane in the words files.
pub(super) const fn pane_key(pane: Pane) -> &'static str {
    match pane {
        Pane::Customer => "desk-pane-customer",
        Pane::Usage => "desk-pane-usage",
        Pane::Script => "desk-pane-script",
        Pane::Offers => "desk-pane-offers",
        Pane::Note => "desk-pane-note",
        Pane::History => "desk-pane-history",
    }
}

/// The room inside a border, with one column of air at either side.
fn inner(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(2),
        y: area.y.saturating_add(1),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

fn draw_border(buf: &mut Buffer, area: Rect, symbols: Symbols, style: Style) {
    if area.width < 2 || area.height < 2 {
        return;
    }
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    let mut set = |x: u16, y: u16, symbol: &str| {
        if let Some(cell) = buf.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
    };
    for x in area.x + 1..right {
        set(x, area.y, symbols.horizontal);
        set(x, bottom, symbols.horizontal);
    }
    for y in area.y + 1..bottom {
        set(area.x, y, symbols.vertical);
        set(right, y, symbols.vertical);
    }
    let [top_left, top_right, bottom_left, bottom_right] = symbols.corners;
    set(area.x, area.y, top_left);
    set(right, area.y, top_right);
    set(area.x, bottom, bottom_left);
    set(right, bottom, bottom_right);
}

/// Writes lines from the top of a rectangle downwards, and stops at its end.
pub(super) struct Page<'b> {
    buf: &'b mut Buffer,
    area: Rect,
    y: u16,
}

impl<'b> Page<'b> {
    pub(super) fn new(buf: &'b mut Buffer, area: Rect) -> Self {
        Self { buf, area, y: area.y }
    }

    /// Rows left.
    pub(super) fn left(&self) -> u16 {
        self.area.bottom().saturating_sub(self.y)
    }

    /// Columns.
    pub(super) fn cols(&self) -> usize {
        usize::from(self.area.width)
    }

    /// One line.
    pub(super) fn line<'l>(&mut self, line: impl Into<Line<'l>>) {
        if self.left() > 0 {
            put(self.buf, self.area.x, self.y, &line.into(), self.area.width);
            self.y += 1;
        }
    }

    /// One line with a second part flush right; the left part gives way.
    pub(super) fn line_with<'l>(&mut self, line: impl Into<Line<'l>>, right: impl Into<Line<'l>>) {
        if self.left() > 0 {
            let start = put_right(self.buf, self.area.right(), self.y, &right.into(), self.area.width);
            let room = start.saturating_sub(self.area.x).saturating_sub(1);
            put(self.buf, self.area.x, self.y, &line.into(), room);
            self.y += 1;
        }
    }

    /// The chosen row of a list: a filled bar from edge to edge, so that it can be seen without its colour's hue.
    pub(super) fn selected_line<'l>(&mut self, line: impl Into<Line<'l>>, style: Style) {
        if self.left() > 0 {
            let row = Rect { x: self.area.x, y: self.y, width: self.area.width, height: 1 };
            self.line(line);
            self.buf.set_style(row, style);
        }
    }

    /// An empty row, unless it would be the last.
    pub(super) fn blank(&mut self) {
        if self.left() > 1 {
            self.y += 1;
        }
    }

    /// Where the next row will be.
    pub(super) fn y(&self) -> u16 {
        self.y
    }

    /// A rectangle of the next `rows` rows, which the caller draws into.
    pub(super) fn take(&mut self, rows: u16) -> (Rect, &mut Buffer) {
        let rows = rows.min(self.left());
        let area = Rect { x: self.area.x, y: self.y, width: self.area.width, height: rows };
        self.y += rows;
        (area, self.buf)
    }

    /// A sentence, wrapped.
    pub(super) fn sentence(&mut self, text: &str, style: Style) {
        let text = SafeText::lines(text);
        for line in crate::ui::text::wrap(&text, self.cols()) {
            self.line(own(line.to_owned(), style));
        }
    }
}

//! The popups that are lists: help, the palette, the snippets, and what follows Ctrl-G. Each row says what it does.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::event::Target;
use crate::app::keymap;
use crate::app::layer::Layer;
use crate::app::line::LineEdit;
use crate::app::{App, Popup};
use crate::domain::safe_text::SafeText;
use crate::ui::cards;
use crate::ui::layout::rows;
use crate::ui::messages;
use crate::ui::pen::{Page, Pen};
use crate::ui::person;
use crate::ui::popup::{centred, first_row, open};
use crate::ui::search::draw_field;
use crate::ui::text::{outside, own, pad, width};
use crate::ui::{methods, why};

/// Draws the open popup, if any.
pub(super) fn draw(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    match &pen.app.popup {
        Some(Popup::Help { selected }) => draw_help(pen, *selected, area, buf),
        Some(Popup::Palette { input, selected }) => draw_palette(pen, input, *selected, area, buf),
        Some(Popup::Snippets { selected }) => draw_snippets(pen, *selected, area, buf),
        Some(Popup::Cards { input, selected, found }) => cards::draw(pen, input, *selected, found, area, buf),
        Some(Popup::Scripts { selected }) => draw_scripts(pen, *selected, area, buf),
        Some(Popup::Messages { selected, filled, .. }) => messages::draw(pen, filled, *selected, area, buf),
        Some(Popup::Leader) => draw_leader(pen, area, buf),
        Some(Popup::Why { selected }) => why::draw(pen, *selected, area, buf),
        Some(Popup::Person(view)) => person::draw(pen, view, area, buf),
        Some(Popup::Methods { selected }) => methods::draw(pen, *selected, area, buf),
        None => {}
    }
}

pub(super) fn title<'a>(pen: &Pen<'a>, key: &str, hint: &str) -> Vec<Span<'a>> {
    vec![own(format!(" {} ", pen.say(key)), pen.theme.focus), pen.muted(format!(" {} ", pen.say(hint)))]
}

/// Draws rows with the chosen one visible, and makes each a target.
fn draw_list<'a>(pen: &Pen<'a>, inner: Rect, buf: &mut Buffer, lines: Vec<Vec<Span<'a>>>, selected: usize) {
    let mut page = Page::new(buf, inner);
    let room = usize::from(inner.height);
    let first = first_row(selected, lines.len(), room);
    for (at, line) in lines.into_iter().enumerate().skip(first).take(room) {
        pen.ink.target(Rect { y: page.y(), height: 1, ..inner }, Target::Row(at));
        if at == selected {
            page.selected_line(line, pen.theme.selected);
        } else {
            page.line(line);
        }
    }
}

/// Key, name, and why, from the key table.
fn key_lines<'a>(pen: &Pen<'a>, rows: &[keymap::Row]) -> Vec<Vec<Span<'a>>> {
    let label = |row: &keymap::Row| match row.keys.as_slice() {
        [key] => pen.key_name(*key),
        [_, _] if !row.label().contains('-') || row.keys.len() == 2 => {
            row.keys.iter().map(|key| pen.key_name(*key)).collect::<Vec<_>>().join("  ")
        }
        _ => row.label(),
    };
    let keys = rows.iter().map(|row| width(&label(row))).max().unwrap_or(0).min(20) + 2;
    let names = rows.iter().map(|row| width(&pen.say(row.action.key()))).max().unwrap_or(0).min(26) + 2;
    rows.iter()
        .map(|row| {
            vec![
                own(pad(&label(row), keys), pen.theme.accent),
                pen.text(pad(&pen.say(row.action.key()), names)),
                pen.muted(pen.say(&format!("{}.why", row.action.key()))),
            ]
        })
        .collect()
}

fn draw_help(pen: &Pen<'_>, selected: usize, area: Rect, buf: &mut Buffer) {
    let lines = key_lines(pen, &pen.app.help_rows());
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let inner = open(pen, buf, centred(area, 96, height), title(pen, "desk-help", "desk-help-how"));
    draw_list(pen, inner, buf, lines, selected);
}

fn draw_palette(pen: &Pen<'_>, input: &LineEdit, selected: usize, area: Rect, buf: &mut Buffer) {
    let app: &App = pen.app;
    let found = app.palette_rows();
    let inner = open(pen, buf, centred(area, 72, 18), title(pen, "desk-palette", "desk-palette-how"));
    let field = rows(inner, 0, 1);
    let prompt = Rect { x: field.x + 2.min(field.width), width: field.width.saturating_sub(2), ..field };
    Page::new(buf, field).line(own("> ", pen.theme.focus));
    draw_field(pen, prompt, buf, input, true);
    let list = rows(inner, 2, inner.height.saturating_sub(2));
    if found.is_empty() {
        Page::new(buf, list).sentence(&pen.say("desk-palette-nothing"), pen.theme.muted);
        return;
    }
    let lines = found
        .iter()
        .map(|name| {
            let key = pen.key_for(name.action).unwrap_or_default();
            vec![
                pen.text(pad(&SafeText::new(name.text(pen.lang())), 28)),
                own(pad(&key, 12), pen.theme.accent),
                pen.muted(pen.say(&format!("{}.why", name.action.key()))),
            ]
        })
        .collect();
    draw_list(pen, list, buf, lines, selected);
}

fn draw_scripts(pen: &Pen<'_>, selected: usize, area: Rect, buf: &mut Buffer) {
    let Some(call) = pen.app.calls.current() else { return };
    let height = u16::try_from(call.other_scripts.len()).unwrap_or(u16::MAX).saturating_add(2);
    let inner = open(pen, buf, centred(area, 72, height), title(pen, "desk-scripts", "desk-scripts-how"));
    let lines = (1..)
        .zip(&call.other_scripts)
        .map(|(digit, script)| {
            let digit = if digit < 10 { format!("{digit} ") } else { "  ".to_owned() };
            vec![
                own(digit, pen.theme.accent),
                own(if script.fits { "* " } else { "  " }, pen.theme.focus),
                outside(&script.title, pen.theme.text),
            ]
        })
        .collect();
    draw_list(pen, inner, buf, lines, selected);
}

fn draw_snippets(pen: &Pen<'_>, selected: usize, area: Rect, buf: &mut Buffer) {
    let snippets = &pen.app.snippets;
    let height = u16::try_from(snippets.len()).unwrap_or(u16::MAX).saturating_add(2).max(3);
    let inner = open(pen, buf, centred(area, 72, height), title(pen, "desk-snippets", "desk-snippets-how"));
    if snippets.is_empty() {
        Page::new(buf, inner).sentence(&pen.say("desk-snippets-empty"), pen.theme.muted);
        return;
    }
    let lines = snippets
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let digit = if at < 9 { format!("{}  ", at + 1) } else { "   ".to_owned() };
            vec![own(digit, pen.theme.accent), outside(&SafeText::new(text), pen.theme.text)]
        })
        .collect();
    draw_list(pen, inner, buf, lines, selected);
}

fn draw_leader(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    let lines = key_lines(pen, &keymap::own_rows(Layer::Leader));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let inner = open(pen, buf, centred(area, 76, height), title(pen, "desk-leader", "desk-leader-how"));
    draw_list(pen, inner, buf, lines, usize::MAX);
}

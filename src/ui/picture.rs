//! A drawn screen as a picture: text, or SVG for the README. The same screen gives the same bytes. It must not draw panes.
//!
//! Lines and blocks become shapes, so that they meet at every size; every other character is placed by its column, so that a
//! Chinese character takes exactly two columns whatever fonts the viewer has.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr as _;

use crate::app::App;
use crate::ui::Look;
use crate::ui::theme::Ground;

/// Width of a column and height of a row in the picture's own units.
const COLUMN: u16 = 10;
const ROW: u16 = 21;
/// The margin around the screen.
const MARGIN: u16 = 14;
/// Latin first, for its even width; then a Chinese font for what Latin has not.
const FONTS: &str = "'JetBrains Mono','Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono CJK SC',\
                     'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',monospace";

/// A drawn screen, for whoever has no terminal.
#[derive(Debug)]
pub struct Picture {
    buf: Buffer,
    cursor: Option<Position>,
}

impl Picture {
    /// Draws the app at a size, in columns and rows.
    #[must_use]
    pub fn new(app: &App, look: &Look, size: (u16, u16)) -> Self {
        let area = Rect::new(0, 0, size.0, size.1);
        let mut buf = Buffer::empty(area);
        let cursor = crate::ui::draw(app, look, area, &mut buf).cursor;
        Self { buf, cursor }
    }

    /// The screen as lines of text; see [`text`].
    #[must_use]
    pub fn text(&self) -> String {
        text(&self.buf)
    }

    /// The screen as an SVG document with the cursor; see [`svg`].
    #[must_use]
    pub fn svg(&self, ground: Ground) -> String {
        svg(&self.buf, self.cursor, ground)
    }
}

/// The screen as lines of text, without trailing spaces. The second cell of a wide character is skipped.
#[must_use]
pub fn text(buf: &Buffer) -> String {
    let mut out = String::new();
    for y in buf.area.top()..buf.area.bottom() {
        let mut line = String::new();
        for (_, symbol) in symbols(buf, y) {
            line.push_str(symbol.symbol());
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The screen as an SVG document. `cursor` is drawn as a bar.
#[must_use]
pub fn svg(buf: &Buffer, cursor: Option<Position>, ground: Ground) -> String {
    let paper = Paper::new(ground);
    let (width, height) = (buf.area.width * COLUMN + 2 * MARGIN, buf.area.height * ROW + 2 * MARGIN);
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <style>text{{font:16.6px {FONTS};white-space:pre}}.w{{font-size:17.6px;letter-spacing:2.4px}}.b{{font-weight:700}}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"9\" fill=\"{}\"/>",
        paper.ground
    );
    for y in buf.area.top()..buf.area.bottom() {
        draw_grounds(&mut out, buf, y, &paper);
        draw_shapes(&mut out, buf, y, &paper);
        draw_text(&mut out, buf, y, &paper);
    }
    if let Some(at) = cursor {
        let (x, y) = (left(at.x), top(at.y));
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{}\" width=\"2\" height=\"17\" fill=\"{}\"/>",
            y + 2,
            paper.caret
        );
    }
    out.push_str("</svg>\n");
    out
}

/// Colours that the terminal itself brings.
struct Paper {
    ground: String,
    ink: String,
    caret: &'static str,
}

impl Paper {
    fn new(ground: Ground) -> Self {
        let (ground, ink, caret) = match ground {
            Ground::Dark => ("#0e1318", "#c8ced4", "#ffffff"),
            Ground::Light => ("#fbfcfd", "#2a3036", "#000000"),
        };
        Self { ground: ground.to_owned(), ink: ink.to_owned(), caret }
    }

    /// Ink and ground of a cell; `None` where the paper shows.
    fn colors(&self, cell: &Cell) -> (String, Option<String>) {
        let ink = hex(cell.fg).unwrap_or_else(|| self.ink.clone());
        let ground = hex(cell.bg);
        if cell.modifier.contains(Modifier::REVERSED) {
            (ground.unwrap_or_else(|| self.ground.clone()), Some(ink))
        } else {
            (ink, ground)
        }
    }
}

/// Cells of a row with their columns, without the second cells of wide characters.
fn symbols(buf: &Buffer, y: u16) -> impl Iterator<Item = (u16, &Cell)> {
    let mut skip = 0;
    (buf.area.left()..buf.area.right()).filter_map(move |x| {
        if skip > 0 {
            skip -= 1;
            return None;
        }
        let cell = buf.cell((x, y))?;
        skip = cell.symbol().width().saturating_sub(1);
        Some((x, cell))
    })
}

fn left(x: u16) -> u16 {
    MARGIN + x * COLUMN
}

fn top(y: u16) -> u16 {
    MARGIN + y * ROW
}

/// Filled backgrounds, one rectangle for each run of one colour.
fn draw_grounds(out: &mut String, buf: &Buffer, y: u16, paper: &Paper) {
    let mut run: Option<(u16, u16, String)> = None;
    for (x, cell) in symbols(buf, y) {
        let columns = cell_columns(cell);
        let color = paper.colors(cell).1;
        match (&mut run, color) {
            (Some((_, end, ground)), Some(color)) if *ground == color => *end = x + columns,
            (_, color) => {
                flush_ground(out, run.take(), y);
                run = color.map(|color| (x, x + columns, color));
            }
        }
    }
    flush_ground(out, run, y);
}

fn flush_ground(out: &mut String, run: Option<(u16, u16, String)>, y: u16) {
    if let Some((from, to, color)) = run {
        let (x, width) = (left(from), (to - from) * COLUMN);
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{ROW}\" fill=\"{color}\"/>",
            top(y)
        );
    }
}

fn cell_columns(cell: &Cell) -> u16 {
    u16::try_from(cell.symbol().width()).unwrap_or(1).max(1)
}

/// Lines and blocks.
fn draw_shapes(out: &mut String, buf: &Buffer, y: u16, paper: &Paper) {
    let (mut lines, mut blocks) = (Vec::new(), Vec::new());
    for (x, cell) in symbols(buf, y) {
        let color = paper.colors(cell).0;
        if let Some(path) = line_path(cell.symbol(), left(x), top(y)) {
            push(&mut lines, color, &path);
        } else if let Some((dx, dy, width, height)) = block(cell.symbol()) {
            let (x, y) = (f32::from(left(x)) + dx, f32::from(top(y)) + dy);
            push(&mut blocks, color, &format!("M{x} {y}h{width}v{height}h-{width}z"));
        }
    }
    for (color, path) in lines {
        let _ = writeln!(out, "<path d=\"{path}\" stroke=\"{color}\" fill=\"none\"/>");
    }
    for (color, path) in blocks {
        let _ = writeln!(out, "<path d=\"{path}\" fill=\"{color}\"/>");
    }
}

/// One path for each colour of a row.
fn push(paths: &mut Vec<(String, String)>, color: String, path: &str) {
    match paths.iter_mut().find(|(known, _)| *known == color) {
        Some((_, whole)) => whole.push_str(path),
        None => paths.push((color, path.to_owned())),
    }
}

/// A border's piece, through the middle of its cell.
fn line_path(symbol: &str, x: u16, y: u16) -> Option<String> {
    let (middle, centre) = (x + COLUMN / 2, f32::from(y) + f32::from(ROW) / 2.0);
    let (right, bottom) = (x + COLUMN, y + ROW);
    let path = match symbol {
        "─" => format!("M{x} {centre}H{right}"),
        "│" => format!("M{middle} {y}V{bottom}"),
        "┌" => format!("M{right} {centre}H{middle}V{bottom}"),
        "┐" => format!("M{x} {centre}H{middle}V{bottom}"),
        "└" => format!("M{right} {centre}H{middle}V{y}"),
        "┘" => format!("M{x} {centre}H{middle}V{y}"),
        _ => return None,
    };
    Some(path)
}

/// Left, top, width and height of a block character within its cell.
fn block(symbol: &str) -> Option<(f32, f32, f32, f32)> {
    let (column, row) = (f32::from(COLUMN), f32::from(ROW));
    let c = symbol.chars().next()?;
    match u32::from(c) {
        // Heavy lines, and their left half.
        0x2501 => Some((0.0, row / 2.0 - 3.0, column, 6.0)),
        0x2578 => Some((0.0, row / 2.0 - 3.0, column / 2.0, 6.0)),
        // Lower eighths.
        code @ 0x2581..=0x2588 => {
            let eighths = u8::try_from(code - 0x2580).ok()?;
            let height = row * f32::from(eighths) / 8.0;
            Some((0.0, row - height, column, height))
        }
        // Left eighths, from seven down to one; in bars they leave air above and below.
        code @ 0x2589..=0x258F => {
            let eighths = u8::try_from(0x2590 - code).ok()?;
            Some((0.0, 0.0, column * f32::from(eighths) / 8.0, row))
        }
        _ => None,
    }
}

/// Text, one element for each run of one style.
fn draw_text(out: &mut String, buf: &Buffer, y: u16, paper: &Paper) {
    let mut run = Run::default();
    for (x, cell) in symbols(buf, y) {
        let symbol = cell.symbol();
        if symbol.trim().is_empty() || line_path(symbol, 0, 0).is_some() || block(symbol).is_some() {
            continue;
        }
        let style = Style {
            color: paper.colors(cell).0,
            bold: cell.modifier.contains(Modifier::BOLD),
            dim: cell.modifier.contains(Modifier::DIM),
            underlined: cell.modifier.contains(Modifier::UNDERLINED),
            wide: cell_columns(cell) > 1,
        };
        // A position belongs to one character each; a character with marks on it stands alone. Some viewers heed only the first
        // position of a text, so a run also ends where a gap begins.
        let single = symbol.chars().count() == 1;
        if run.style.as_ref() != Some(&style) || !single || run.end != x {
            run.flush(out, y);
            run.style = Some(style);
        }
        run.add(x, symbol);
        run.end = x + cell_columns(cell);
        if !single {
            run.flush(out, y);
        }
    }
    run.flush(out, y);
}

#[derive(PartialEq, Eq)]
struct Style {
    color: String,
    bold: bool,
    dim: bool,
    underlined: bool,
    wide: bool,
}

#[derive(Default)]
struct Run {
    style: Option<Style>,
    positions: Vec<String>,
    text: String,
    /// The column after the last character.
    end: u16,
}

impl Run {
    fn add(&mut self, x: u16, symbol: &str) {
        let wide = self.style.as_ref().is_some_and(|style| style.wide);
        // A Chinese glyph is a little narrower than its two columns: centre it.
        let x = if wide { format!("{}.2", left(x) + 1) } else { left(x).to_string() };
        self.positions.push(x);
        for c in symbol.chars() {
            match c {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                c => self.text.push(c),
            }
        }
    }

    fn flush(&mut self, out: &mut String, y: u16) {
        let Some(style) = self.style.take().filter(|_| !self.text.is_empty()) else {
            return;
        };
        let class = match (style.wide, style.bold) {
            (true, true) => " class=\"w b\"",
            (true, false) => " class=\"w\"",
            (false, true) => " class=\"b\"",
            (false, false) => "",
        };
        let dim = if style.dim { " opacity=\".6\"" } else { "" };
        let underlined = if style.underlined { " text-decoration=\"underline\"" } else { "" };
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" fill=\"{}\"{class}{dim}{underlined}>{}</text>",
            self.positions.join(" "),
            top(y) + 16,
            style.color,
            self.text
        );
        self.positions.clear();
        self.text.clear();
    }
}

/// `#rrggbb`; `None` for the terminal's own colour.
fn hex(color: Color) -> Option<String> {
    let (r, g, b) = match color {
        Color::Reset => return None,
        Color::Rgb(r, g, b) => (r, g, b),
        Color::Indexed(index) => indexed(index),
        Color::Black => (0, 0, 0),
        Color::Red => (170, 0, 0),
        Color::Green => (0, 140, 0),
        Color::Yellow => (170, 110, 0),
        Color::Blue => (30, 60, 170),
        Color::Magenta => (150, 0, 150),
        Color::Cyan => (0, 140, 150),
        Color::Gray => (190, 190, 190),
        Color::DarkGray => (110, 110, 110),
        Color::LightRed => (255, 95, 95),
        Color::LightGreen => (95, 220, 95),
        Color::LightYellow => (255, 215, 95),
        Color::LightBlue => (95, 135, 255),
        Color::LightMagenta => (255, 95, 255),
        Color::LightCyan => (95, 215, 255),
        Color::White => (255, 255, 255),
    };
    Some(format!("#{r:02x}{g:02x}{b:02x}"))
}

/// The 6x6x6 cube and the greys of the 256 colours.
fn indexed(index: u8) -> (u8, u8, u8) {
    let level = |step: u8| if step == 0 { 0 } else { 55 + step * 40 };
    match index {
        16..=231 => {
            let cube = index - 16;
            (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        232..=255 => {
            let grey = 8 + (index - 232) * 10;
            (grey, grey, grey)
        }
        _ => (190, 190, 190),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_has_one_character_for_two_cells() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 8, 2));
        buf.set_string(0, 0, "王a小", ratatui::style::Style::new());
        assert_eq!(text(&buf), "王a小\n\n");
    }

    #[test]
    fn wide_characters_stand_two_columns_apart_and_markup_is_escaped() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 8, 1));
        buf.set_string(0, 0, "王明<&─█", ratatui::style::Style::new());
        let svg = svg(&buf, Some(Position::new(3, 0)), Ground::Dark);
        assert!(svg.contains("<text x=\"15.2 35.2\""), "{svg}");
        assert!(svg.contains("&lt;&amp;</text>") && svg.contains("<path d=\"M74 24.5H84\""), "{svg}");
        assert!(svg.contains("<rect x=\"44\" y=\"16\" width=\"2\""), "{svg}");
    }
}

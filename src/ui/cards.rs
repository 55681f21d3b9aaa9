//! Ctrl-O 卡片: the search over the desk, and the card beside the script, two lines at a time. It must not change the words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::cards::OpenCard;
use crate::app::event::Target;
use crate::app::line::LineEdit;
use crate::domain::card::{Card, CardKind, CardLine, CardPart};
use crate::domain::spin::SpinType;
use crate::ui::layout::rows;
use crate::ui::lists::title;
use crate::ui::pen::{Page, Pen};
use crate::ui::popup::{centred, first_row, open};
use crate::ui::search::draw_field;
use crate::ui::text::{outside, own, pad, width, wrap};

/// Lines of a part that are shown at a time: as much as an eye takes in while the mouth speaks.
const LINES: usize = 2;
/// 26 full-width characters.
const READING_COLUMNS: usize = 52;
/// Rows of the preview: a rule of air, the part's name, two lines.
const PREVIEW: u16 = 4;

/// Draws the search.
pub(super) fn draw(
    pen: &Pen<'_>,
    input: &LineEdit,
    selected: usize,
    found: &[usize],
    area: Rect,
    buf: &mut Buffer,
) {
    let inner = open(pen, buf, centred(area, 76, 18), title(pen, "desk-cards", "desk-cards-how"));
    let field = rows(inner, 0, 1);
    let prompt = Rect { x: field.x + 2.min(field.width), width: field.width.saturating_sub(2), ..field };
    Page::new(buf, field).line(own("> ", pen.theme.focus));
    draw_field(pen, prompt, buf, input, true);
    let list = rows(inner, 2, inner.height.saturating_sub(2 + PREVIEW));
    if found.is_empty() {
        Page::new(buf, list).sentence(&pen.say("desk-cards-nothing"), pen.theme.muted);
        return;
    }
    let kinds = kinds_width(pen);
    // Only what can be seen is made into lines: there may be thousands.
    let room = usize::from(list.height);
    let first = first_row(selected, found.len(), room);
    let mut page = Page::new(buf, list);
    for (at, place) in found.iter().enumerate().skip(first).take(room) {
        let Some(card) = pen.app.cards().get(*place) else { continue };
        pen.ink.target(Rect { y: page.y(), height: 1, ..list }, Target::Row(at));
        let line = row(pen, card, kinds);
        if at == selected {
            page.selected_line(line, pen.theme.selected);
        } else {
            page.line(line);
        }
    }
    if let Some(card) = pen.app.chosen_card() {
        preview(pen, card, rows(inner, inner.height.saturating_sub(PREVIEW - 1), PREVIEW - 1), buf);
    }
}

fn row<'a>(pen: &Pen<'a>, card: &Card, kinds: usize) -> Vec<Span<'a>> {
    vec![own(pad(&pen.say(kind_key(card)), kinds), pen.theme.muted), outside(&card.title, pen.theme.text)]
}

/// What would be said first of the substance: the answer.
fn preview(pen: &Pen<'_>, card: &Card, area: Rect, buf: &mut Buffer) {
    let mut page = Page::new(buf, area);
    let answer = card.lines.iter().find(|line| line.part == CardPart::Answer).or_else(|| card.lines.first());
    if let Some(line) = answer {
        part(pen, line, &mut page);
    }
}

/// Draws the card beside the script: its name and how far one is, the part, two lines.
pub(super) fn draw_open(pen: &Pen<'_>, open: &OpenCard, page: &mut Page<'_>) {
    let count = open.card.lines.len();
    let Some(line) = open.card.lines.get(open.at) else { return };
    let head = vec![
        own("[ ", pen.theme.accent),
        outside(open.card.group.as_ref().unwrap_or(&open.card.title), pen.theme.strong),
        own(" ] ", pen.theme.accent),
        own(pen.say(part_key(line.part)), part_style(pen, line.part)),
    ];
    let mut aside = Vec::new();
    if open.card.ours {
        aside.extend([pen.label("desk-card-ours"), pen.muted("  ")]);
    }
    if count > 1 {
        aside.push(pen.muted(format!("{}/{count}  ", open.at + 1)));
    }
    aside.push(pen.label("desk-card-away"));
    page.line_with(head, aside);
    said(pen, line, page);
}

fn part(pen: &Pen<'_>, line: &CardLine, page: &mut Page<'_>) {
    page.line(own(pen.say(part_key(line.part)), part_style(pen, line.part)));
    said(pen, line, page);
}

fn said(pen: &Pen<'_>, line: &CardLine, page: &mut Page<'_>) {
    let cols = page.cols().saturating_sub(2).min(READING_COLUMNS);
    let avoid = line.part == CardPart::Avoid;
    let (sign, style) = if avoid { ("x", pen.theme.watch) } else { (pen.symbols.say, pen.theme.say) };
    for text in wrap(&line.text, cols).into_iter().take(LINES) {
        page.line(vec![own(sign, pen.theme.accent), own(" ", style), own(text.to_owned(), style)]);
    }
}

fn part_style(pen: &Pen<'_>, part: CardPart) -> ratatui::style::Style {
    if part == CardPart::Avoid { pen.theme.watch } else { pen.theme.focus }
}

/// The widest name of a kind, and air.
fn kinds_width(pen: &Pen<'_>) -> usize {
    let asked = SpinType::ALL.into_iter().map(|kind| part_key(CardPart::Ask(kind)));
    let kinds = CardKind::ALL.into_iter().filter(|kind| *kind != CardKind::Spin).map(plain_kind_key);
    kinds.chain(asked).map(|key| width(&pen.say(key))).max().unwrap_or(0) + 2
}

/// A question is named by the kind of question it is.
fn kind_key(card: &Card) -> &'static str {
    card.asks().map_or(plain_kind_key(card.kind), |kind| part_key(CardPart::Ask(kind)))
}

const fn plain_kind_key(kind: CardKind) -> &'static str {
    match kind {
        CardKind::Objection => "desk-card-objection",
        CardKind::Knowledge => "desk-card-knowledge",
        CardKind::Wording => "desk-card-wording",
        CardKind::Weapon => "desk-card-weapon",
        CardKind::Measure => "desk-card-measure",
        CardKind::Angle => "desk-card-angle",
        CardKind::Spin => "desk-card-spin",
    }
}

const fn part_key(part: CardPart) -> &'static str {
    match part {
        CardPart::Acknowledge => "desk-part-acknowledge",
        CardPart::Clarify => "desk-part-clarify",
        CardPart::Answer => "desk-part-answer",
        CardPart::Proof => "desk-part-proof",
        CardPart::Check => "desk-part-check",
        CardPart::PoliteNo => "desk-part-polite-no",
        CardPart::Avoid => "desk-part-avoid",
        CardPart::When => "desk-part-when",
        CardPart::Do => "desk-part-do",
        CardPart::Ask(SpinType::Situation) => "desk-part-situation",
        CardPart::Ask(SpinType::Problem) => "desk-part-problem",
        CardPart::Ask(SpinType::Implication) => "desk-part-implication",
        CardPart::Ask(SpinType::NeedPayoff) => "desk-part-need-payoff",
    }
}

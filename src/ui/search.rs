//! Ctrl-F 查找: the field, the people it finds with the reason why, and what Enter does, in words.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::app::Place;
use crate::app::event::Target;
use crate::app::search::SearchEnter;
use crate::content::words::Arg;
use crate::domain::safe_text::SafeText;
use crate::domain::search::{Matched, SearchHit};
use crate::ui::layout::rows;
use crate::ui::pen::{Page, Pen};
use crate::ui::popup::first_row;
use crate::ui::text::{fit, outside, own, pad, put, width};

/// Draws the field and the list.
pub(super) fn draw(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    let title = vec![
        own(" Ctrl-F ", pen.theme.focus),
        own(pen.say("desk-search"), pen.theme.focus),
        pen.muted(format!("  {} ", pen.say("desk-search-by"))),
    ];
    let field = pen.frame(buf, rows(area, 0, 3), title, Vec::new(), true);
    let focused = pen.app.place == Place::Search && pen.app.popup.is_none();
    draw_field(pen, field, buf, &pen.app.search.input, focused);
    draw_results(pen, rows(area, 3, area.height.saturating_sub(3)), buf);
}

/// A one-line text field: the text, scrolled so that the cursor is in it, and the cursor's cell.
pub(super) fn draw_field(
    pen: &Pen<'_>,
    area: Rect,
    buf: &mut Buffer,
    input: &crate::app::line::LineEdit,
    focused: bool,
) {
    if area.is_empty() {
        return;
    }
    let room = usize::from(area.width.saturating_sub(1));
    let before = SafeText::new(input.before_cursor());
    // Whole characters go off the left edge until the cursor is inside.
    let mut hidden = 0;
    while focused && width(before.get(hidden..).unwrap_or_default()) > room {
        hidden += before.get(hidden..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    }
    let whole = SafeText::new(input.text());
    let shown = SafeText::new(whole.get(hidden..).unwrap_or_default());
    put(buf, area.x, area.y, &Line::from(outside(&shown, pen.theme.strong)), area.width);
    if focused {
        let column = u16::try_from(width(before.get(hidden..).unwrap_or_default())).unwrap_or(0);
        pen.ink.set_cursor(Some(Position::new(area.x.saturating_add(column), area.y)));
    }
}

fn draw_results(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    let search = &pen.app.search;
    let count = search.result.total.unwrap_or(search.result.hits.len());
    let title = vec![pen.text(format!(" {} ", pen.fill("desk-results", &[("n", Arg::from(count))])))];
    let inner = pen.frame(buf, area, title, Vec::new(), false);
    let list = rows(inner, 0, inner.height.saturating_sub(2));
    draw_hits(pen, list, buf);
    let foot = rows(inner, inner.height.saturating_sub(1), 1);
    put(buf, foot.x, foot.y, &Line::from(enter(pen)), foot.width);
}

fn draw_hits(pen: &Pen<'_>, inner: Rect, buf: &mut Buffer) {
    let search = &pen.app.search;
    let mut page = Page::new(buf, inner);
    let hits = &search.result.hits;
    if hits.is_empty() {
        let key = if search.input.is_empty() { "desk-search-empty" } else { "desk-search-nobody" };
        page.sentence(&pen.say(key), pen.theme.muted);
        return;
    }
    let room = usize::from(page.left());
    let first = first_row(search.selected, hits.len(), room);
    for (at, hit) in hits.iter().enumerate().skip(first).take(room) {
        pen.ink.target(Rect { y: page.y(), height: 1, ..inner }, Target::Row(at));
        let chosen = at == search.selected;
        let cols = page.cols();
        let line = hit_row(pen, hit, chosen, cols);
        if chosen {
            page.selected_line(line, pen.theme.selected);
        } else {
            page.line(line);
        }
    }
}

/// `> 王小明  138****5678  金卡  畅享129  首字母`.
fn hit_row<'a>(pen: &Pen<'a>, hit: &SearchHit, chosen: bool, cols: usize) -> Vec<Span<'a>> {
    let name = hit.name.as_ref().map(|name| name.safe().as_str().to_owned()).unwrap_or_default();
    let level = hit.level.map(|level| pen.level(level).into_owned()).unwrap_or_default();
    let package = hit.package.as_ref().map(|package| package.safe().as_str().to_owned()).unwrap_or_default();
    let reason = pen.say(matched_key(hit.matched));
    let fixed = 2 + 12 + 13 + 10 + 3 + 2 + width(&reason);
    vec![
        own(if chosen { "> " } else { "  " }, pen.theme.focus),
        pen.strong(format!("{} ", pad(&name, 12))),
        pen.text(format!("{} ", pad(&hit.number.masked(), 13))),
        own(format!("{} ", pad(&level, 10)), pen.theme.accent),
        pen.text(pad(&fit(&package, cols.saturating_sub(fixed).min(36)), cols.saturating_sub(fixed).min(36))),
        pen.muted(format!("  {reason}")),
    ]
}

fn matched_key(matched: Matched) -> &'static str {
    match matched {
        Matched::WholeNumber => "desk-matched-number",
        Matched::LastFour => "desk-matched-last-four",
        Matched::NumberPrefix => "desk-matched-number-prefix",
        Matched::NumberSuffix => "desk-matched-number-suffix",
        Matched::NumberPart => "desk-matched-number-part",
        Matched::WholeName => "desk-matched-name",
        Matched::NamePrefix => "desk-matched-name-prefix",
        Matched::NamePart => "desk-matched-name-part",
        Matched::WholePinyin | Matched::PinyinPrefix | Matched::PinyinPart => "desk-matched-pinyin",
        Matched::WholeInitials | Matched::InitialsPrefix => "desk-matched-initials",
    }
}

/// What Enter does, so that nobody starts a call by mistake.
fn enter<'a>(pen: &Pen<'a>) -> Vec<Span<'a>> {
    let key = match pen.app.search_enter() {
        SearchEnter::StartCall => "desk-enter-start-call",
        SearchEnter::StartNumber => "desk-enter-start-number",
        SearchEnter::LinkToCall => "desk-enter-link",
        SearchEnter::Nothing => return vec![pen.label("desk-search-tip")],
    };
    vec![own("Enter ", pen.theme.focus), pen.text(pen.say(key))]
}

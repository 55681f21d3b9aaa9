//! F8 待办: the calls to make, most urgent first. It must not sort: the app does that between calls only.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::event::Target;
use crate::content::words::Arg;
use crate::domain::follow_up::{DueFollowUp, Origin};
use crate::domain::time::local;
use crate::ui::format;
use crate::ui::layout::rows;
use crate::ui::pen::{Page, Pen};
use crate::ui::popup::first_row;
use crate::ui::text::{fit, outside, own, pad, width};

/// Draws the list and a preview of the chosen row.
pub(super) fn draw(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    let preview = 6.min(area.height / 3);
    let list = &pen.app.follow_ups;
    let overdue = list.rows.iter().filter(|row| is_overdue(pen, row)).count();
    let title = vec![
        own(" F8 ", pen.theme.focus),
        own(pen.say("desk-follow-ups"), pen.theme.focus),
        own(" ", pen.theme.focus),
    ];
    let args = [("n", Arg::from(list.rows.len())), ("overdue", Arg::from(overdue))];
    let aside = vec![pen.muted(format!(" {} ", pen.fill("desk-follow-ups-count", &args)))];
    let inner = pen.frame(buf, rows(area, 0, area.height - preview), title, aside, true);
    draw_rows(pen, inner, buf);
    let title = vec![pen.text(format!(" {} ", pen.say("desk-preview")))];
    let below = pen.frame(buf, rows(area, area.height - preview, preview), title, Vec::new(), false);
    draw_preview(pen, below, buf);
}

fn draw_rows(pen: &Pen<'_>, inner: Rect, buf: &mut Buffer) {
    let list = &pen.app.follow_ups;
    let mut page = Page::new(buf, inner);
    if list.rows.is_empty() {
        page.sentence(&pen.say("desk-follow-ups-empty"), pen.theme.muted);
        return;
    }
    page.line(header(pen));
    let room = usize::from(page.left());
    let first = first_row(list.selected, list.rows.len(), room);
    for (at, item) in list.rows.iter().enumerate().skip(first).take(room) {
        pen.ink.target(Rect { y: page.y(), height: 1, ..inner }, Target::Row(at));
        let mark = uncertified(pen, item);
        let cols = page.cols().saturating_sub(2 + mark.as_deref().map_or(0, width));
        let chosen = at == list.selected;
        let mut spans = vec![own(if chosen { "> " } else { "  " }, pen.theme.focus)];
        spans.extend(row(pen, item, cols));
        if let Some(mark) = mark {
            // Before the reason, which is the last.
            spans.insert(spans.len() - 1, pen.muted(mark));
        }
        if chosen {
            page.selected_line(spans, pen.theme.selected);
        } else {
            page.line(spans);
        }
    }
}

const WHEN: usize = 12;
const NAME: usize = 10;
const NUMBER: usize = 13;
const LEVEL: usize = 10;

fn header<'a>(pen: &Pen<'a>) -> Vec<Span<'a>> {
    let head = |key: &str, cols: usize| pen.muted(format!("{} ", pad(&pen.say(key), cols)));
    vec![
        pen.muted("  "),
        head("desk-col-when", WHEN),
        head("desk-col-name", NAME),
        head("desk-col-number", NUMBER),
        head("desk-col-level", LEVEL),
        pen.label("desk-col-reason"),
    ]
}

/// Whether its time has come.
pub(super) fn is_overdue(pen: &Pen<'_>, row: &DueFollowUp) -> bool {
    row.follow_up.due_at.is_some_and(|due| due <= pen.app.now.wall)
}

/// One row: when, who, number, level, why. Promises are marked, overdue ones are loud.
pub(super) fn row<'a>(pen: &Pen<'a>, item: &DueFollowUp, cols: usize) -> Vec<Span<'a>> {
    let follow_up = &item.follow_up;
    let when = follow_up
        .due_at
        .map_or_else(|| "--".to_owned(), |due| format::day_and_time(due, pen.app.now.today()));
    let overdue = is_overdue(pen, item);
    let (mark, style) = match (&follow_up.origin, overdue) {
        (_, true) => ("!", pen.theme.alarm),
        (Origin::Promise { .. }, false) => ("", pen.theme.watch),
        (Origin::Task { .. }, false) => ("", pen.theme.text),
    };
    let name = item.name.as_ref().map(|name| name.safe().as_str().to_owned()).unwrap_or_default();
    let level = item.level.map(|level| pen.level(level).into_owned()).unwrap_or_default();
    let used = WHEN + NAME + NUMBER + LEVEL + 4;
    let reason = follow_up.reason.safe();
    vec![
        own(format!("{} ", pad(&format!("{when}{mark}"), WHEN)), style),
        pen.strong(format!("{} ", pad(&name, NAME))),
        pen.text(format!("{} ", pad(&follow_up.number.masked(), NUMBER))),
        own(format!("{} ", pad(&level, LEVEL)), pen.theme.accent),
        pen.text(fit(&reason, cols.saturating_sub(used)).into_owned()),
    ]
}

/// `[ ] 未认证 `: a task for which no certificate is earned. It reminds, and stops nobody.
fn uncertified(pen: &Pen<'_>, item: &DueFollowUp) -> Option<String> {
    let missing = pen.app.passport.missing(&item.follow_up.origin);
    (!missing.is_empty()).then(|| format!("[ ] {} ", pen.say("record-uncertified")))
}

fn draw_preview(pen: &Pen<'_>, inner: Rect, buf: &mut Buffer) {
    let mut page = Page::new(buf, inner);
    let Some(item) = pen.app.follow_ups.rows.get(pen.app.follow_ups.selected) else {
        return;
    };
    let (key, campaign) = match &item.follow_up.origin {
        Origin::Promise { .. } => ("desk-origin-promise", None),
        Origin::Task { campaign, .. } => ("desk-origin-task", campaign.as_ref()),
    };
    let mut head = vec![pen.label(key)];
    if let Some(campaign) = campaign {
        head.extend([pen.text("  "), outside(&campaign.safe(), pen.theme.text)]);
    }
    if let Some(at) = item.last_contact {
        let day = format::day(local(at).date_naive(), pen.app.now.today());
        head.push(pen.muted(format!("  {}", pen.fill("desk-last-contact", &[("at", Arg::from(day))]))));
    }
    page.line(head);
    let missing = pen.app.passport.missing(&item.follow_up.origin);
    if !missing.is_empty() {
        let titles: Vec<&str> = missing.iter().map(|one| one.title.as_str()).collect();
        let titles = titles.join(&pen.say("record-or"));
        page.sentence(&pen.fill("record-uncertified-why", &[("titles", Arg::from(titles))]), pen.theme.muted);
    }
    page.sentence(item.follow_up.reason.safe().as_str(), pen.theme.strong);
}

//! F9 小结单: how the call ended, when to call again, and the note once more. It must not save: F9 once more does.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::action::Action;
use crate::app::calls::OpenCall;
use crate::app::event::Target;
use crate::app::wrap_up::WrapUpField;
use crate::content::words::Arg;
use crate::domain::disposition::Disposition;
use crate::domain::time::{Moment, local};
use crate::ui::layout::rows;
use crate::ui::pen::{Page, Pen};
use crate::ui::text::{own, pad, put, width};
use crate::ui::{format, note, notices, script, search};

/// Draws the form of the call on the screen.
pub(super) fn draw(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    let Some(call) = pen.app.calls.current() else {
        return;
    };
    let outcomes = 6;
    let again = 4;
    // Two more rows beneath keep the caret out of the last four rows of the screen.
    let note_height = area.height.saturating_sub(outcomes + again + 1).min(16);
    draw_outcomes(pen, call, rows(area, 0, outcomes), buf);
    draw_again(pen, call, rows(area, outcomes, again), buf);
    draw_note(pen, call, rows(area, outcomes + again, note_height), buf);
    draw_state(pen, call, rows(area, outcomes + again + note_height, 1), buf);
}

fn field_frame(
    pen: &Pen<'_>,
    area: Rect,
    key: &str,
    field: WrapUpField,
    call: &OpenCall,
    buf: &mut Buffer,
) -> Rect {
    let focused = call.wrap_up.field == field && pen.app.popup.is_none();
    let style = if focused { pen.theme.focus } else { pen.theme.text };
    pen.ink.target(area, Target::Field(field));
    let aside = if field == WrapUpField::Note { note::state(pen, call) } else { Vec::new() };
    pen.frame(buf, area, vec![own(format!(" {} ", pen.say(key)), style)], aside, focused)
}

/// Eight dispositions with their digits, four to a row.
fn draw_outcomes(pen: &Pen<'_>, call: &OpenCall, area: Rect, buf: &mut Buffer) {
    let inner = field_frame(pen, area, "desk-outcome", WrapUpField::Disposition, call, buf);
    let step = inner.width / 4;
    for (at, disposition) in (0_u16..).zip(Disposition::ALL) {
        let (column, row) = (at % 4, at / 4);
        let cell =
            Rect { x: inner.x + column * step, y: inner.y + row, width: step.saturating_sub(1), height: 1 };
        if cell.y >= inner.bottom() {
            break;
        }
        pen.ink.target(cell, Target::Disposition(disposition.digit()));
        put(buf, cell.x, cell.y, &Line::from(outcome(pen, call, disposition)), cell.width);
        if call.wrap_up.disposition == Some(disposition) {
            buf.set_style(cell, pen.theme.selected);
        }
    }
    let mut page = Page::new(buf, rows(inner, 3, inner.height.saturating_sub(3)));
    let form = &call.wrap_up;
    let line = if form.missing && form.disposition.is_none() {
        own(format!("! {}", pen.say("desk-outcome-missing")), pen.theme.watch)
    } else if form.disposition.is_some() && !form.chosen {
        pen.label("desk-outcome-proposed")
    } else if form.field == WrapUpField::Disposition {
        pen.label("desk-outcome-digit")
    } else {
        pen.label("desk-outcome-how")
    };
    page.line(line);
}

fn outcome<'a>(pen: &Pen<'a>, call: &OpenCall, disposition: Disposition) -> Vec<Span<'a>> {
    let chosen = call.wrap_up.disposition == Some(disposition);
    let mark = if chosen { "(*)" } else { "( )" };
    vec![
        pen.muted(mark),
        own(format!(" {} ", disposition.digit()), pen.theme.accent),
        pen.text(pen.say(disposition_key(disposition))),
    ]
}

/// The name of a disposition in the words files.
pub(super) const fn disposition_key(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Resolved => "disposition-resolved",
        Disposition::Interested => "disposition-interested",
        Disposition::Agreed => "disposition-agreed",
        Disposition::Refused => "disposition-refused",
        Disposition::Escalated => "disposition-escalated",
        Disposition::NotReached => "disposition-not-reached",
        Disposition::WrongNumber => "disposition-wrong-number",
        Disposition::Other => "disposition-other",
    }
}

/// When to call again, and what about.
fn draw_again(pen: &Pen<'_>, call: &OpenCall, area: Rect, buf: &mut Buffer) {
    let form = &call.wrap_up;
    let field = if form.field == WrapUpField::Reason { WrapUpField::Reason } else { WrapUpField::DueAt };
    let inner = field_frame(pen, area, "desk-again", field, call, buf);
    let labels = [pen.say("desk-again-when"), pen.say("desk-again-what")];
    let label_width = labels.iter().map(|label| width(label)).max().unwrap_or(0) + 2;
    let mut page = Page::new(buf, inner);
    let [when, what] = labels;
    let due =
        form.due_at.map_or_else(|| pen.say("desk-again-none").into_owned(), |due| day_in_words(pen, due));
    let style = if form.field == WrapUpField::DueAt { pen.theme.selected } else { pen.theme.strong };
    page.line(vec![
        pen.muted(pad(&when, label_width)),
        own(if form.field == WrapUpField::DueAt { format!(" {due} ") } else { due }, style),
        pen.muted("  "),
        pen.label(if form.field == WrapUpField::DueAt { "desk-again-how" } else { "desk-again-tab" }),
    ]);
    page.line(pen.muted(pad(&what, label_width)));
    let offset = u16::try_from(label_width).unwrap_or(0).min(inner.width);
    let line = Rect { x: inner.x + offset, y: inner.y + 1, width: inner.width - offset, height: 1 };
    if inner.height > 1 {
        pen.ink.target(line, Target::Field(WrapUpField::Reason));
        let focused = form.field == WrapUpField::Reason && pen.app.popup.is_none();
        search::draw_field(pen, line, buf, &form.reason, focused);
    }
}

/// `11-25 周三 10:00`.
fn day_in_words(pen: &Pen<'_>, at: Moment) -> String {
    let date = local(at).date_naive();
    let day = format::day(date, pen.app.now.today());
    format!("{day} {} {}", pen.say(format::weekday_key(date)), format::hour_minute(at))
}

fn draw_note(pen: &Pen<'_>, call: &OpenCall, area: Rect, buf: &mut Buffer) {
    let inner = field_frame(pen, area, "desk-pane-note", WrapUpField::Note, call, buf);
    note::draw_text(pen, call, inner, buf);
}

/// What had to be said and was not confirmed, by stage: a reminder, never a block.
fn unsaid(pen: &Pen<'_>, call: &OpenCall) -> String {
    let Some(script) = call.script.as_ref().filter(|_| !call.is_missed()) else { return String::new() };
    let mut names: Vec<String> = call
        .walk
        .unsaid(script)
        .iter()
        .map(|step| pen.say(script::stage_key(step.stage)).into_owned())
        .collect();
    names.dedup();
    if names.is_empty() {
        return String::new();
    }
    let list = names.join(&pen.say("desk-list-comma"));
    format!("   ! {}", pen.fill("desk-unsaid", &[("list", Arg::from(list))]))
}

/// Saving, failed, or the key that saves.
fn draw_state(pen: &Pen<'_>, call: &OpenCall, row: Rect, buf: &mut Buffer) {
    let mut page = Page::new(buf, Rect { x: row.x + 2, width: row.width.saturating_sub(4), ..row });
    if call.saving {
        page.line(pen.label("desk-saving"));
    } else if let Some(problem) = &call.failed {
        page.line(notices::problem_spans(pen, problem));
    } else if let Some(key) = pen.key_for(Action::WrapUp) {
        let text = pen.fill("desk-save-and-next", &[("key", Arg::from(key))]);
        page.line(vec![own(text, pen.theme.accent), own(unsaid(pen, call), pen.theme.watch)]);
    }
}

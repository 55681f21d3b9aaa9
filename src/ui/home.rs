//! The quiet screen between calls: what waits, what is due, what to press. It must not look busy.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::action::Action;
use crate::app::calls::OpenCall;
use crate::app::event::Target;
use crate::content::words::Arg;
use crate::ui::layout::{columns, rows};
use crate::ui::pen::{Page, Pen};
use crate::ui::text::{fit, own, pad, width};
use crate::ui::{call_bar, follow_ups, format};

/// Draws the screen.
pub(super) fn draw(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    let wide = area.width >= 110;
    let keys_height = 11.min(area.height * 3 / 5);
    let (upper, lower) =
        (rows(area, 0, area.height - keys_height), rows(area, area.height - keys_height, keys_height));
    let (tray, due) = if wide {
        // The tray is empty most of the time; the calls to make have reasons to read.
        let third = upper.width / 3;
        (columns(upper, 0, third), columns(upper, third, upper.width - third))
    } else {
        let waiting = u16::try_from(pen.app.calls.tray().count()).unwrap_or(u16::MAX);
        let height = waiting.saturating_add(2).clamp(3, (upper.height / 2).max(3));
        (rows(upper, 0, height), rows(upper, height, upper.height.saturating_sub(height)))
    };
    draw_tray(pen, tray, buf);
    draw_due(pen, due, buf);
    draw_keys(pen, lower, buf);
}

/// Calls that wait for their wrap-up.
fn draw_tray(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    let waiting: Vec<&OpenCall> = pen.app.calls.tray().collect();
    let title = vec![pen.text(format!(" {} ", pen.say("desk-tray")))];
    let aside = if waiting.is_empty() { Vec::new() } else { vec![pen.muted(format!(" {} ", waiting.len()))] };
    let inner = pen.frame(buf, area, title, aside, false);
    let mut page = Page::new(buf, inner);
    if waiting.is_empty() {
        page.sentence(&pen.say("desk-tray-empty"), pen.theme.muted);
        return;
    }
    for call in waiting {
        if page.left() > 0 {
            pen.ink.target(Rect { y: page.y(), height: 1, ..inner }, Target::Call(call.id));
        }
        let room = page.cols();
        page.line(tray_row(pen, call, room));
    }
}

/// `10:31  王小明  138****5678  已结束  客户嫌贵..`.
fn tray_row<'a>(pen: &Pen<'a>, call: &'a OpenCall, cols: usize) -> Vec<Span<'a>> {
    let name = call
        .who
        .known()
        .and_then(|known| known.profile.customer.name.as_ref())
        .map(|name| name.safe().as_str().to_owned())
        .unwrap_or_default();
    let mut spans = vec![pen.muted(format!("{}  ", format::hour_minute(call.began_at)))];
    if !name.is_empty() {
        spans.push(pen.strong(format!("{}  ", pad(&name, 8))));
    }
    spans.extend(call_bar::party(pen, call));
    spans.push(pen.muted("  "));
    spans.push(own(pen.say(call_bar::state_key(call)), pen.theme.watch));
    let used: usize = spans.iter().map(|span| width(&span.content)).sum();
    let note = crate::domain::safe_text::SafeText::new(&call.note.text());
    if !note.is_empty() && cols > used + 8 {
        spans.push(pen.muted(format!("  {}", fit(&note, cols - used - 2))));
    }
    spans
}

/// The first rows of F8.
fn draw_due(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    let list = &pen.app.follow_ups.rows;
    let key = pen.key_for(Action::OpenFollowUps).unwrap_or_default();
    let title = vec![pen.muted(format!(" {key} ")), pen.text(pen.say("desk-follow-ups")), pen.text(" ")];
    let aside = if list.is_empty() {
        Vec::new()
    } else {
        let overdue = list.iter().filter(|row| follow_ups::is_overdue(pen, row)).count();
        let args = [("n", Arg::from(list.len())), ("overdue", Arg::from(overdue))];
        vec![pen.muted(format!(" {} ", pen.fill("desk-follow-ups-count", &args)))]
    };
    let inner = pen.frame(buf, area, title, aside, false);
    let mut page = Page::new(buf, inner);
    if list.is_empty() {
        page.sentence(&pen.say("desk-follow-ups-empty"), pen.theme.muted);
    }
    for row in list.iter().take(usize::from(page.left())) {
        let cols = page.cols();
        page.line(follow_ups::row(pen, row, cols));
    }
}

/// What one may press now, each with its reason.
fn draw_keys(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    let inner =
        pen.frame(buf, area, vec![pen.text(format!(" {} ", pen.say("desk-what-now")))], Vec::new(), false);
    let mut page = Page::new(buf, inner);
    page.sentence(&pen.say("desk-home-lead"), pen.theme.text);
    page.blank();
    let mut actions = vec![
        Action::OpenSearch,
        Action::OpenFollowUps,
        Action::OpenHelp,
        Action::OpenPalette,
        Action::SwitchLanguage,
        Action::Quit,
    ];
    if pen.app.calls.tray().next().is_some() {
        actions.insert(0, Action::NextCall);
    }
    if pen.app.calls.ringing().is_some() {
        actions.insert(0, Action::AnswerCall);
    }
    for action in actions {
        let Some(key) = pen.key_for(action) else { continue };
        page.line(vec![
            own(pad(&key, 10), pen.theme.accent),
            pen.text(pad(&pen.say(action.key()), 16)),
            pen.muted("  "),
            pen.muted(pen.say(&format!("{}.why", action.key()))),
        ]);
    }
}

//! F7 历史: open promises first, then past calls and what else happened, newest first. It must not show more than its rows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::Pane;
use crate::app::calls::Known;
use crate::content::answers;
use crate::domain::call::Direction;
use crate::domain::event::CustomerEvent;
use crate::domain::follow_up::FollowUp;
use crate::domain::profile::PastCall;
use crate::domain::recommend::answer::PastOffer;
use crate::domain::safe_text::{RawText, SafeText};
use crate::domain::time::{Moment, local};
use crate::ui::format;
use crate::ui::pen::{Page, Pen};
use crate::ui::text::{outside, own, pad_left, width, wrap};

/// Draws the pane.
pub(super) fn draw(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    let inner = pen.pane_frame(buf, area, Pane::History, Vec::new(), Vec::new());
    let mut page = Page::new(buf, inner);
    let Some(known) = pen.app.customer() else {
        page.sentence(&pen.say("desk-no-customer"), pen.theme.muted);
        return;
    };
    let lines = lines(pen, known, page.cols());
    if lines.is_empty() {
        page.sentence(&pen.say("desk-no-history"), pen.theme.muted);
    }
    let skip = usize::from(pen.app.scroll.last().copied().unwrap_or(0));
    let skip = skip.min(lines.len().saturating_sub(usize::from(page.left())));
    let hidden = lines.len().saturating_sub(skip + usize::from(page.left()));
    for line in lines.into_iter().skip(skip) {
        page.line(line);
    }
    pen.more(buf, area, hidden);
}

fn lines<'a>(pen: &Pen<'a>, known: &Known, cols: usize) -> Vec<Vec<Span<'a>>> {
    let profile = &known.profile;
    let mut lines: Vec<Vec<Span<'a>>> =
        profile.follow_ups.iter().flat_map(|item| follow_up(pen, item, cols)).collect();
    let mut past: Vec<(Moment, Vec<Vec<Span<'a>>>)> =
        profile.history.iter().map(|call| (call.at, past_call(pen, call, cols))).collect();
    past.extend(profile.offers.iter().map(|offer| (offer.at, answered(pen, offer, cols))));
    past.extend(profile.events.iter().map(|event| (event.at, happening(pen, event, cols))));
    past.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    lines.extend(past.into_iter().flat_map(|(_, lines)| lines));
    lines
}

/// `> 10:00 回访 流量超套`, loud once its time has come.
fn follow_up<'a>(pen: &Pen<'a>, item: &FollowUp, cols: usize) -> Vec<Vec<Span<'a>>> {
    let overdue = item.due_at.is_some_and(|due| due <= pen.app.now.wall);
    let style = if overdue { pen.theme.alarm } else { pen.theme.watch };
    let when = item.due_at.map_or_else(String::new, |due| format::day_and_time(due, pen.app.now.today()));
    let head = vec![own(format!("> {} {when}", pen.say("desk-follow-up")), style)];
    let reason = item.reason.safe();
    let rows = wrap(&reason, cols.saturating_sub(2)).into_iter().take(2);
    let rows = rows.map(|row| vec![pen.text("  "), outside(&SafeText::new(row), pen.theme.text)]);
    std::iter::once(head).chain(rows).collect()
}

/// `11-02 呼入  3:12  已解决`, and beneath it the beginning of the note.
fn past_call<'a>(pen: &Pen<'a>, call: &PastCall, cols: usize) -> Vec<Vec<Span<'a>>> {
    let direction = match call.direction {
        Direction::In => "desk-call-in",
        Direction::Out => "desk-call-out",
    };
    let talked = call.talked_seconds.map_or_else(|| "-".to_owned(), format::talked);
    let mut head = vec![
        pen.muted(format!("{}  ", day(pen, call.at))),
        pen.muted(format!("{} ", pen.say(direction))),
        pen.muted(format!("{}  ", pad_left(&talked, 5))),
    ];
    if let Some(disposition) = call.disposition {
        head.push(pen.strong(pen.say(&format!("disposition-{}", disposition.code().replace('_', "-")))));
    }
    let mut lines = vec![head];
    if let Some(note) = &call.note {
        let safe = note.safe();
        let rows = wrap(&safe, cols.saturating_sub(2));
        lines.extend(
            rows.into_iter()
                .take(2)
                .map(|row| vec![pen.text("  "), outside(&SafeText::new(row), pen.theme.text)]),
        );
    }
    lines
}

/// `11-02  推荐 畅享88: 不要（嫌贵）`.
fn answered<'a>(pen: &Pen<'a>, past: &PastOffer, cols: usize) -> Vec<Vec<Span<'a>>> {
    let day = format!("{}  ", day(pen, past.at));
    let name = format!("{} ", pen.say("desk-offer"));
    let said = SafeText::new(&answers::line(pen.words, &pen.app.catalogue, past));
    let room = cols.saturating_sub(width(&day) + width(&name));
    if width(&said) <= room {
        return vec![vec![pen.muted(day), pen.text(name), outside(&said, pen.theme.text)]];
    }
    let rows = wrap(&said, cols.saturating_sub(2)).into_iter().take(2);
    let rows = rows.map(|row| vec![pen.text("  "), outside(&SafeText::new(row), pen.theme.text)]);
    std::iter::once(vec![pen.muted(day), pen.text(name)]).chain(rows).collect()
}

/// `11-18  投诉 流量扣费`; a detail that is too long for the row goes beneath.
fn happening<'a>(pen: &Pen<'a>, event: &CustomerEvent, cols: usize) -> Vec<Vec<Span<'a>>> {
    let name = pen.say(&format!("event-{}", event.kind.code().replace('_', "-")));
    let day = format!("{}  ", day(pen, event.at));
    let room = cols.saturating_sub(width(&day) + width(&name) + 1);
    let mut head = vec![pen.muted(day), pen.text(name)];
    let Some(detail) = event.detail.as_ref().map(RawText::safe) else {
        return vec![head];
    };
    if width(&detail) <= room {
        head.extend([pen.text(" "), outside(&detail, pen.theme.muted)]);
        return vec![head];
    }
    let rows = wrap(&detail, cols.saturating_sub(2)).into_iter().take(2);
    let rows = rows.map(|row| vec![pen.text("  "), outside(&SafeText::new(row), pen.theme.muted)]);
    std::iter::once(head).chain(rows).collect()
}

fn day(pen: &Pen<'_>, at: Moment) -> String {
    format::day(local(at).date_naive(), pen.app.now.today())
}

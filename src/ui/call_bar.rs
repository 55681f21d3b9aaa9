//! The two rows at the top: the call and whose it is; and what worries us, or who else is ringing.
//! It must not answer anything: it names the key that does.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::Mode;
use crate::app::action::Action;
use crate::app::calls::{Known, OpenCall, Who};
use crate::app::event::Target;
use crate::content::words::Arg;
use crate::domain::call::{CallState, Party};
use crate::domain::insight::Sign;
use crate::domain::insight::brief::Says;
use crate::domain::insight::churn::Alarm;
use crate::domain::phone::PhoneNumber;
use crate::ui::customer_insight::teller;
use crate::ui::pen::Pen;
use crate::ui::signs::Tone;
use crate::ui::symbols::Symbols;
use crate::ui::text::{outside, own, put, put_right, width};
use crate::ui::{format, signs};

/// Draws both rows.
pub(super) fn draw(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    let right = status(pen);
    let start = put_right(buf, area.right().saturating_sub(1), area.y, &Line::from(right), area.width);
    let room = start.saturating_sub(area.x).saturating_sub(3);
    put(buf, area.x + 1, area.y, &Line::from(facts(pen, usize::from(room))), room);
    if area.height > 1 {
        draw_worries(pen, Rect { y: area.y + 1, height: 1, ..area }, buf);
    }
}

/// Mode, what waits for the centre, the clock.
fn status<'a>(pen: &Pen<'a>) -> Vec<Span<'a>> {
    let mut spans = Vec::new();
    match pen.app.mode {
        Mode::Live => {}
        Mode::Demo => spans.extend([pen.label("desk-demo"), pen.muted("  ")]),
        Mode::Training => spans.extend([training(pen), pen.muted("  ")]),
    }
    let waiting = pen.app.calls.tray().count();
    if waiting > 0 && pen.app.calls.current().is_some() {
        spans.extend([
            own(pen.fill("desk-tray-count", &[("n", Arg::from(waiting))]), pen.theme.watch),
            pen.muted("  "),
        ]);
    }
    if pen.app.unsent > 0 {
        spans.extend([
            pen.muted(pen.fill("desk-unsent", &[("n", Arg::from(pen.app.unsent))])),
            pen.muted("  "),
        ]);
    }
    spans.push(pen.text(format::time_of_day(pen.app.now.wall)));
    spans
}

/// A filled badge on every frame: nobody may take a rehearsal for a call, nor a call for a rehearsal.
fn training<'a>(pen: &Pen<'a>) -> Span<'a> {
    let key = if pen.app.size.0 >= 110 { "training-banner" } else { "training-banner.short" };
    own(format!(" {} ", pen.say(key)), pen.theme.badge_training)
}

/// The call's state and whose it is, most important first; what does not fit is left out whole.
fn facts<'a>(pen: &Pen<'a>, room: usize) -> Vec<Span<'a>> {
    let groups = match (pen.app.calls.current(), &pen.app.looking_at) {
        (Some(call), _) => call_facts(pen, call),
        (None, Some(looking)) => {
            let badge = vec![own(format!(" {} ", pen.say("desk-looking")), pen.theme.selected)];
            let number = vec![number(pen, looking.number, looking.revealed_until)];
            std::iter::once(badge).chain(person(pen, looking.known.as_deref(), number)).collect()
        }
        (None, None) => idle_facts(pen),
    };
    let mut used = 0;
    let mut spans = Vec::new();
    for group in groups {
        let cols: usize = group.iter().map(|span| width(&span.content)).sum::<usize>() + 2;
        if !spans.is_empty() && used + cols > room {
            break;
        }
        if !spans.is_empty() {
            spans.push(pen.text("  "));
        }
        used += cols;
        spans.extend(group);
    }
    spans
}

fn idle_facts<'a>(pen: &Pen<'a>) -> Vec<Vec<Span<'a>>> {
    let mut groups = vec![vec![own(format!(" {} ", pen.say("desk-idle")), pen.theme.selected)]];
    groups.push(vec![pen.strong(pen.say("desk-product"))]);
    let agent = crate::domain::safe_text::SafeText::new(&pen.app.agent);
    if !agent.is_empty() {
        groups.push(vec![pen.label("desk-agent"), pen.text(" "), outside(&agent, pen.theme.text)]);
    }
    let waiting = pen.app.calls.tray().count();
    if waiting > 0 {
        groups.push(vec![own(pen.fill("desk-tray-count", &[("n", Arg::from(waiting))]), pen.theme.watch)]);
    }
    groups
}

fn call_facts<'a>(pen: &Pen<'a>, call: &'a OpenCall) -> Vec<Vec<Span<'a>>> {
    let mut groups = vec![vec![badge(pen, call)]];
    if let Some(time) = call.wrap_time(pen.app.now.mono) {
        groups.push(vec![pen.label("desk-after-call"), pen.text(" "), pen.strong(format::clock(time))]);
    }
    if let Some(time) = call.hold_time(pen.app.now.mono) {
        groups.push(vec![
            pen.label("desk-on-hold"),
            pen.text(" "),
            own(format::clock(time), pen.theme.watch),
        ]);
    }
    groups.extend(person(pen, call.who.known(), party(pen, call)));
    groups
}

/// ` <> 通话中 03:37 `, filled, so that it is the first thing seen.
fn badge<'a>(pen: &Pen<'a>, call: &OpenCall) -> Span<'a> {
    let mono = pen.app.now.mono;
    let time = call.talk_time(mono).unwrap_or_else(|| call.wait_time(mono));
    let style = match call.state {
        CallState::Ringing => pen.theme.badge_ring,
        CallState::Ended => pen.theme.selected,
        _ => pen.theme.badge,
    };
    let word = pen.say(state_key(call));
    own(format!(" {} {word} {} ", Symbols::state(call.state), format::clock(time)), style)
}

/// The name of a call's state in the words files.
pub(super) fn state_key(call: &OpenCall) -> &'static str {
    match call.state {
        CallState::Ringing => "desk-state-ringing",
        CallState::Dialling => "desk-state-dialling",
        CallState::Talking => "desk-state-talking",
        CallState::Held => "desk-state-held",
        CallState::Ended if call.is_missed() => "desk-state-missed",
        CallState::Ended => "desk-state-ended",
        CallState::Unknown => "desk-state-unknown",
    }
}

/// Name, number, level, tenure: one group each.
fn person<'a>(pen: &Pen<'a>, known: Option<&'a Known>, number: Vec<Span<'a>>) -> Vec<Vec<Span<'a>>> {
    let Some(known) = known else {
        return vec![number];
    };
    let customer = &known.profile.customer;
    let mut groups = Vec::new();
    if let Some(name) = &customer.name {
        let mut group = vec![outside(&name.safe(), pen.theme.strong)];
        if let Some(gender) = customer.gender {
            group.push(pen.muted(format!(" {}", pen.say(&format!("desk-address-{}", gender.code())))));
        }
        groups.push(group);
    }
    groups.push(number);
    if let Some(level) = customer.level {
        groups.push(vec![own(
            pen.level(level),
            if level.is_vip() { pen.theme.accent } else { pen.theme.text },
        )]);
    }
    if let Some(months) = customer.tenure_months(pen.app.now.today()) {
        groups.push(vec![pen.text(format::tenure(pen.words, months))]);
    }
    groups
}

/// The other party: a masked number, or why there is none.
pub(super) fn party<'a>(pen: &Pen<'a>, call: &'a OpenCall) -> Vec<Span<'a>> {
    let spans = match &call.party {
        Party::Number(phone) => vec![number(pen, *phone, call.revealed_until)],
        Party::Withheld => vec![own(pen.say("desk-withheld"), pen.theme.watch)],
        Party::Unreadable(text) => vec![pen.value(text)],
    };
    match (&call.who, &call.network_name) {
        (Who::Stranger, Some(name)) => {
            let claim = pen.muted(pen.fill("desk-network-name", &[("name", Arg::from(name.as_str()))]));
            spans.into_iter().chain([pen.text(" "), claim]).collect()
        }
        _ => spans,
    }
}

/// Masked unless it was asked for, for thirty seconds.
pub(super) fn number<'a>(pen: &Pen<'a>, phone: PhoneNumber, revealed_until: Option<Duration>) -> Span<'a> {
    if revealed_until.is_some_and(|until| pen.app.now.mono < until) {
        own(phone.digits(), pen.theme.watch)
    } else {
        pen.text(phone.masked())
    }
}

/// Who else is ringing; else the brief.
fn draw_worries(pen: &Pen<'_>, row: Rect, buf: &mut Buffer) {
    let ringing = pen.app.calls.announced().next();
    let spans = match (ringing, pen.app.customer()) {
        (Some(call), _) => ring_banner(pen, call, row),
        (None, Some(known)) => brief(pen, known, usize::from(row.width.saturating_sub(2))),
        (None, None) => vec![pen.muted(who_is_missing(pen))],
    };
    put(buf, row.x + 1, row.y, &Line::from(spans), row.width.saturating_sub(2));
}

/// ` << 来电 00:07 ` number, name, level, and the key that answers.
fn ring_banner<'a>(pen: &Pen<'a>, call: &'a OpenCall, row: Rect) -> Vec<Span<'a>> {
    pen.ink.target(row, Target::Call(call.id));
    let mut spans = vec![badge(pen, call), pen.text("  ")];
    for group in person(pen, call.who.known(), party(pen, call)) {
        spans.extend(group);
        spans.push(pen.text("  "));
    }
    if let Some(key) = pen.key_for(Action::AnswerCall) {
        spans.push(own(key, pen.theme.focus));
        spans.push(pen.text(format!(" {}", pen.say("desk-answer-it"))));
    }
    let more = pen.app.calls.announced().count().saturating_sub(1);
    if more > 0 {
        spans.push(own(
            format!("  {}", pen.fill("desk-more-ringing", &[("n", Arg::from(more))])),
            pen.theme.watch,
        ));
    }
    spans
}

/// The ten seconds before "hello", after who it is, which stands above: why now, what to avoid, what was promised, what to begin with.
/// What the points do not count follows while there is room; a clause that does not fit is left out whole, the least needed first.
fn brief<'a>(pen: &Pen<'a>, known: &'a Known, room: usize) -> Vec<Span<'a>> {
    let tell = teller(pen);
    let mut said: Vec<(u8, String, Style)> = Vec::new();
    // The line to say takes the room that is left, else it shrinks to the name of what to begin with.
    let mut short = None;
    for clause in &known.picture.brief {
        let Some(text) = tell.clause(clause) else { continue };
        let tone = clause_style(pen, known, &clause.says);
        let style = tone.map_or(pen.theme.text, |tone| tone.style(pen));
        let text = match &clause.says {
            Says::Begin { proposal } => {
                short = Some(text);
                tell.first_line(proposal)
            }
            _ => marked(tone, &text),
        };
        said.push((clause.says.rank(), text, style));
    }
    let promised = |sign: &Sign| matches!(sign, Sign::PromiseOpen { .. });
    let others = known.insight.signs.iter().filter(|sign| !signs::in_points(sign) && !promised(sign));
    said.extend(others.map(|sign| {
        let tone = signs::tone(pen, sign);
        (3, marked(Some(tone), &signs::sentence(pen, sign)), tone.style(pen))
    }));
    if said.iter().all(|(rank, ..)| *rank >= 4) {
        said.insert(0, (0, pen.say("desk-no-signs").into_owned(), pen.theme.muted));
    }
    let cols = |said: &[(u8, String, Style)]| {
        said.iter().map(|(_, text, _)| width(text)).sum::<usize>() + 3 * said.len().saturating_sub(1)
    };
    if cols(&said) > room
        && let Some(short) = short
        && let Some(begin) = said.iter_mut().find(|(rank, ..)| *rank == 4)
    {
        begin.1 = short;
    }
    while cols(&said) > room && said.len() > 1 {
        let Some(least) = (0..said.len()).rev().max_by_key(|at| said.get(*at).map(|clause| clause.0)) else {
            break;
        };
        said.remove(least);
    }
    let mut spans = Vec::new();
    for (_, text, style) in said {
        if !spans.is_empty() {
            spans.push(pen.text("   "));
        }
        spans.push(own(text, style));
    }
    spans
}

fn marked(tone: Option<Tone>, text: &str) -> String {
    tone.map_or_else(|| text.to_owned(), |tone| format!("{} {text}", tone.shape()))
}

fn clause_style(pen: &Pen<'_>, known: &Known, says: &Says) -> Option<Tone> {
    let _ = pen;
    match says {
        Says::WhyNow { sign } if sign.weight >= 50 => Some(Tone::Alarm),
        Says::WhyNow { .. } if known.picture.alarm == Alarm::Red => Some(Tone::Alarm),
        Says::WhyNow { .. } | Says::Taboo { .. } => Some(Tone::Watch),
        Says::Promise { late: true, .. } => Some(Tone::Alarm),
        Says::Promise { .. } => Some(Tone::Watch),
        _ => None,
    }
}

/// Why there is no customer on the screen.
fn who_is_missing<'a>(pen: &Pen<'a>) -> std::borrow::Cow<'a, str> {
    match pen.app.calls.current().map(|call| &call.who) {
        Some(Who::Asking(_)) => pen.say("desk-asking"),
        Some(Who::Stranger) => pen.say("desk-stranger"),
        Some(Who::Nameless) => pen.say("desk-nameless"),
        Some(Who::Known(_)) | None => std::borrow::Cow::Borrowed(""),
    }
}

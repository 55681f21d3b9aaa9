//! F4 in training: what the customer just said, how the customer feels, what one may answer, and the line for words of one's own.
//! It must not show what the mode hides: the app decides that.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::app::Pane;
use crate::app::action::Action;
use crate::app::keymap;
use crate::app::layer::Layer;
use crate::app::training::session::{Asked, Remark, Session, Shown};
use crate::content::words::Arg;
use crate::domain::safe_text::SafeText;
use crate::domain::training::rehearsal::{Line, Who};
use crate::ui::pen::{Page, Pen};
use crate::ui::text::{fit, own, pad, width, wrap};
use crate::ui::{cards, script, search};

/// 26 full-width characters: longer lines are lost while reading aloud.
const READING_COLUMNS: usize = 52;

/// Draws the pane.
pub(in crate::ui) fn draw(pen: &Pen<'_>, session: &Session, area: Rect, buf: &mut Buffer) {
    // The title takes ten cells, in English two more.
    let right = aside(pen, session, usize::from(area.width).saturating_sub(15));
    let inner = pen.pane_frame(buf, area, Pane::Script, Vec::new(), right);
    let mut page = Page::new(buf, inner);
    let roomy = page.left() >= 14;
    if let Some(card) = pen.app.calls.current().and_then(|call| call.card.as_ref()) {
        cards::draw_open(pen, card, &mut page);
        if page.left() < 6 {
            return;
        }
        page.blank();
    }
    draw_customer(pen, session, &mut page);
    if roomy {
        page.blank();
    }
    draw_remarks(pen, session, &mut page, roomy);
    draw_tasks(pen, session, &mut page);
    draw_choices(pen, session, &mut page);
    draw_field(pen, session, &mut page);
    if roomy {
        page.blank();
    }
    draw_script(pen, session, &mut page, roomy);
    draw_transcript(pen, session, &mut page);
}

/// Mood as word, shape and trend; patience and, in a test, the time that is left in words. What does not fit goes, the trend first.
fn aside<'a>(pen: &Pen<'a>, session: &Session, cols: usize) -> Vec<Span<'a>> {
    let mono = pen.app.now.mono;
    let Some(feeling) = session.feeling(mono) else { return Vec::new() };
    let style = match feeling.mood {
        60.. => pen.theme.accent,
        40.. => pen.theme.text,
        20.. => pen.theme.watch,
        _ => pen.theme.alarm,
    };
    let mut parts: Vec<(u8, Span<'a>)> = Vec::new();
    if let Some((round, of)) = session.round_of() {
        parts.push((1, own(format!(" {round}/{of} "), pen.theme.strong)));
    }
    parts.extend([
        (0, own(format!(" {} ", pen.say(mood_key(feeling.mood))), style)),
        (3, own(format!("{} ", bars(feeling.mood)), style)),
        (4, own(format!("{} ", pen.say(trend_key(feeling.trend))), pen.theme.muted)),
    ]);
    if let Some(left) = feeling.patience.filter(|_| !session.is_drill()) {
        let style = if left <= 8 { pen.theme.watch } else { pen.theme.muted };
        parts.push((1, own(format!("{} ", pen.fill("training-patience", &[("n", Arg::from(left))])), style)));
    }
    if let Some(left) = session.time_left(mono) {
        let style = if left <= 60 { pen.theme.watch } else { pen.theme.muted };
        let clock = format!("{}:{:02}", left / 60, left % 60);
        parts.push((
            3,
            own(format!("{} ", pen.fill("training-time-left", &[("at", Arg::from(clock))])), style),
        ));
    }
    while parts.iter().map(|(_, span)| width(&span.content)).sum::<usize>() > cols && parts.len() > 1 {
        let least = (0..parts.len()).max_by_key(|at| parts.get(*at).map(|part| part.0)).unwrap_or(0);
        parts.remove(least);
    }
    parts.into_iter().map(|(_, span)| span).collect()
}

/// The word for a mood of 0 to 100.
pub(in crate::ui) const fn mood_key(mood: u8) -> &'static str {
    match mood {
        80.. => "training-mood-warm",
        60.. => "training-mood-friendly",
        40.. => "training-mood-cool",
        20.. => "training-mood-impatient",
        _ => "training-mood-angry",
    }
}

const fn trend_key(trend: i16) -> &'static str {
    match trend {
        1.. => "training-trend-up",
        0 => "training-trend-same",
        _ => "training-trend-down",
    }
}

/// `###--`: the same without colour.
fn bars(mood: u8) -> String {
    let full = usize::from(mood.min(100)).div_ceil(20);
    format!("{}{}", "#".repeat(full), "-".repeat(5 - full))
}

/// The one thing that matters now.
fn draw_customer(pen: &Pen<'_>, session: &Session, page: &mut Page<'_>) {
    let said = session.said_now();
    if said.is_empty() || !session.may_speak() {
        page.sentence(&pen.say(session.waiting_key()), pen.theme.muted);
    }
    let cols = page.cols().saturating_sub(2).min(READING_COLUMNS);
    let limit = usize::from(page.left().saturating_sub(4).max(1));
    let lines: Vec<&str> = said.iter().flat_map(|line| wrap(line, cols)).collect();
    let first = lines.len().saturating_sub(limit);
    for text in lines.into_iter().skip(first) {
        page.line(vec![
            own(pen.symbols.say, pen.theme.accent),
            own(" ", pen.theme.say),
            own(text.to_owned(), pen.theme.say),
        ]);
    }
}

/// What was heard in the last thing said, and the hint that was asked for.
fn draw_remarks(pen: &Pen<'_>, session: &Session, page: &mut Page<'_>, roomy: bool) {
    let cols = page.cols();
    let remarks = session.remarks();
    let mut line: Vec<Span<'_>> = Vec::new();
    let mut used = 0;
    let mut rows = 0;
    let most: usize = if roomy { 6 } else { 2 };
    for remark in remarks {
        let (text, style) = remark_words(pen, remark);
        let whole = matches!(remark, Remark::Hint(_) | Remark::Slip { .. });
        let cells = width(&text) + 2;
        if (whole || used + cells > cols) && used > 0 && rows < most {
            page.line(std::mem::take(&mut line));
            used = 0;
            rows += 1;
        }
        if whole || cells > cols {
            for part in wrap(&text, cols).into_iter().take(most.saturating_sub(rows).min(3)) {
                page.line(own(part.to_owned(), style));
                rows += 1;
            }
            continue;
        }
        used += cells;
        line.push(own(format!("{text}  "), style));
    }
    if used > 0 && rows < most {
        page.line(line);
        rows += 1;
    }
    if let Some(note) = session.note() {
        for part in wrap(note, cols).into_iter().take(if roomy { 4 } else { 1 }) {
            page.line(pen.muted(part.to_owned()));
            rows += 1;
        }
    }
    if roomy && rows > 0 {
        page.blank();
    }
}

pub(in crate::ui) fn remark_words(pen: &Pen<'_>, remark: &Remark) -> (String, Style) {
    let list = |words: &[SafeText]| {
        let words: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
        words.join(&pen.say("desk-list-comma"))
    };
    match remark {
        Remark::Heard(words) => {
            (pen.fill("training-heard", &[("list", Arg::from(list(words)))]), pen.theme.accent)
        }
        Remark::Negated(words) => {
            (pen.fill("training-negated", &[("list", Arg::from(list(words)))]), pen.theme.watch)
        }
        Remark::Nothing => (pen.say("training-heard-nothing").into_owned(), pen.theme.watch),
        Remark::Slip { name, phrase, instead } => {
            let mut text = format!("! {}", slip_words(pen, name));
            if let Some(phrase) = phrase {
                text.push_str(&pen.fill("training-slip-phrase", &[("phrase", Arg::from(phrase.as_str()))]));
            }
            if let Some(instead) = instead {
                text.push_str(&pen.fill("training-instead", &[("say", Arg::from(instead.as_str()))]));
            }
            (text, pen.theme.alarm)
        }
        Remark::Earned { text, points } => (format!("+{points} {text}"), pen.theme.accent),
        Remark::Lost { text, points } => (format!("-{points} {text}"), pen.theme.alarm),
        Remark::Task { text, right: true } => (format!("[x] {text}"), pen.theme.accent),
        Remark::Task { text, right: false } => {
            (format!("[!] {text} {}", pen.say("training-task-wrong")), pen.theme.alarm)
        }
        Remark::Mood(by) if *by > 0 => {
            (pen.fill("training-mood-change", &[("by", Arg::from(signed(i64::from(*by))))]), pen.theme.accent)
        }
        Remark::Mood(by) => {
            (pen.fill("training-mood-change", &[("by", Arg::from(signed(i64::from(*by))))]), pen.theme.watch)
        }
        Remark::Hint(text) => (format!("* {text}"), pen.theme.accent),
        Remark::WentBack => (pen.say("training-went-back").into_owned(), pen.theme.muted),
    }
}

/// What a slip is called; a scenario's own slip by its own name.
pub(in crate::ui) fn slip_words(pen: &Pen<'_>, name: &str) -> String {
    let key = format!("training-slip-{name}");
    if pen.words.has(&key) { pen.say(&key).into_owned() } else { SafeText::new(name).as_str().to_owned() }
}

/// `+5`, `-4`, `0`.
pub(in crate::ui) fn signed(value: i64) -> String {
    if value > 0 { format!("+{value}") } else { value.to_string() }
}

fn draw_tasks(pen: &Pen<'_>, session: &Session, page: &mut Page<'_>) {
    for task in session.tasks() {
        let (mark, style) = match (task.done, task.asks) {
            (true, _) => ("[x]", pen.theme.muted),
            (false, true) => ("[?]", pen.theme.watch),
            (false, false) => ("[ ]", pen.theme.accent),
        };
        let text = fit(&task.say, page.cols().saturating_sub(5)).into_owned();
        let body = if task.done { pen.theme.muted } else { pen.theme.text };
        page.line(vec![own(format!("{mark} "), style), own(text, body)]);
    }
}

/// What the digits choose. Each takes one line more only while there is room for all of them.
fn draw_choices(pen: &Pen<'_>, session: &Session, page: &mut Page<'_>) {
    let choices = match session.asked() {
        Asked::Say(choices) => choices,
        Asked::Found { choices, .. } => {
            page.line(own(pen.say("training-what-found"), pen.theme.watch));
            choices
        }
    };
    let cols = page.cols().saturating_sub(2);
    // The field beneath needs a row.
    let room = usize::from(page.left().saturating_sub(1));
    let lines = |limit: usize| -> usize {
        let rows = |choice: &Shown| wrap(&script::one_line(&choice.say), cols).len().clamp(1, limit);
        choices.iter().map(rows).sum()
    };
    let limit = [4, 3, 2].into_iter().find(|limit| lines(*limit) <= room).unwrap_or(1);
    for choice in &choices {
        let text = script::one_line(&choice.say);
        for (row, line) in cut_lines(&text, cols, limit).into_iter().enumerate() {
            let head = if row == 0 { format!("{} ", choice.digit) } else { "  ".to_owned() };
            page.line(vec![own(head, pen.theme.accent), own(line, pen.theme.text)]);
        }
    }
    if choices.is_empty() && session.may_speak() && !session.input.open {
        page.line(pen.label("training-say-it-yourself"));
    }
}

fn cut_lines(text: &str, cols: usize, limit: usize) -> Vec<String> {
    if limit <= 1 {
        return vec![fit(text, cols).into_owned()];
    }
    let lines = wrap(text, cols);
    let cut_short = lines.len() > limit;
    let mut lines: Vec<String> = lines.into_iter().take(limit).map(str::to_owned).collect();
    if let Some(last) = lines.last_mut().filter(|_| cut_short) {
        *last = fit(&format!("{last}{}", " ".repeat(cols)), cols).into_owned();
    }
    lines
}

/// The line for words of one's own, or the keys that are there.
fn draw_field(pen: &Pen<'_>, session: &Session, page: &mut Page<'_>) {
    if page.left() == 0 {
        return;
    }
    if session.input.open || !session.input.line.is_empty() {
        let label = format!("{} ", pen.say("training-say"));
        let offset = u16::try_from(width(&label)).unwrap_or(0);
        let (row, buf) = page.take(1);
        let focused = session.input.open && pen.has_focus(Pane::Script);
        let style = if focused { pen.theme.focus } else { pen.theme.muted };
        Page::new(buf, row).line(own(label, style));
        let field = Rect { x: row.x + offset.min(row.width), width: row.width.saturating_sub(offset), ..row };
        search::draw_field(pen, field, buf, &session.input.line, focused);
        return;
    }
    if !session.may_speak() {
        return;
    }
    let mut spans = Vec::new();
    let mut add = |action: Action, text: String| {
        if let Some(key) = keymap::key_for(Layer::Talk, action) {
            spans.extend([own(pen.key_name(key), pen.theme.accent), pen.muted(format!(" {text}   "))]);
        }
    };
    add(Action::SayFreely, pen.say("action-say-freely.short").into_owned());
    if let Some(cost) = session.hint_cost() {
        add(Action::Hint, pen.fill("training-hint-costs", &[("n", Arg::from(cost))]));
    }
    if session.may_step_back() {
        add(Action::StepBack, pen.say("action-step-back.short").into_owned());
    }
    page.line(spans);
}

/// The script's own line, in the modes that show it.
fn draw_script(pen: &Pen<'_>, session: &Session, page: &mut Page<'_>, roomy: bool) {
    if !session.shows_script() || page.left() < 2 {
        return;
    }
    let Some(call) = pen.app.calls.current() else { return };
    let Some(step) = call.current_step() else { return };
    let must = if step.must_say { format!("! {} ", pen.say("desk-must-say")) } else { String::new() };
    page.line(vec![
        pen.label("training-script"),
        pen.muted(" "),
        pen.label(script::stage_key(step.stage)),
        own(format!("  {must}"), pen.theme.watch),
    ]);
    let cols = page.cols().saturating_sub(2).min(READING_COLUMNS);
    let limit = if roomy { 5 } else { 2 };
    for line in cut_lines(&step.say, cols, limit) {
        page.line(vec![own(pen.symbols.say, pen.theme.muted), pen.text(format!(" {line}"))]);
    }
    if roomy {
        page.blank();
    }
}

/// The last lines, newest at the bottom; what is above can be scrolled to.
fn draw_transcript(pen: &Pen<'_>, session: &Session, page: &mut Page<'_>) {
    let room = usize::from(page.left());
    if room < 3 {
        return;
    }
    let cols = page.cols();
    let mut lines: Vec<Vec<Span<'_>>> = Vec::new();
    for line in session.rehearsal.transcript() {
        lines.extend(spoken_lines(pen, line, cols));
    }
    let hidden = lines.len().saturating_sub(room - 1);
    let up = usize::from(session.scroll).min(hidden);
    page.line(vec![pen.label("training-so-far"), pen.muted(if hidden > 0 { "  PgUp PgDn" } else { "" })]);
    for line in lines.into_iter().skip(hidden - up).take(room - 1) {
        page.line(line);
    }
}

/// `01:20 客户 ..` in as many lines as it takes.
pub(in crate::ui) fn spoken_lines<'a>(pen: &Pen<'a>, said: &Line, cols: usize) -> Vec<Vec<Span<'a>>> {
    let seconds = said.at.as_secs();
    let (key, style) = match said.who {
        Who::Customer => ("training-customer", pen.theme.strong),
        Who::Agent => ("training-you", pen.theme.text),
        Who::Desk => ("training-desk", pen.theme.muted),
    };
    let who = pad(&pen.say(key), 9);
    let head = 6 + 9;
    let text = script::one_line(&said.text);
    let lines = wrap(&text, cols.saturating_sub(head));
    lines
        .into_iter()
        .enumerate()
        .map(|(row, line)| {
            let line = own(line.to_owned(), style);
            if row == 0 {
                let clock = format!("{:02}:{:02} ", seconds / 60, seconds % 60);
                vec![pen.muted(clock), pen.muted(who.clone()), line]
            } else {
                vec![pen.text(" ".repeat(head)), line]
            }
        })
        .collect()
}

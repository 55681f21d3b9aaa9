//! F4 话术: the line to say now, with the strongest contrast on the screen, and the steps around it. It must not change the words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::app::Pane;
use crate::app::calls::{Known, OpenCall};
use crate::domain::recommend::opening::{Opening, opening};
use crate::domain::script::{Script, Stage, Step, StepKind};
use crate::ui::cards;
use crate::ui::offers::cards::chosen_benefit;
use crate::ui::pen::{Page, Pen};
use crate::ui::resume;
use crate::ui::search;
use crate::ui::text::{fit, outside, own, pad, width, wrap};
use crate::ui::training::talk;

/// 26 full-width characters: longer lines are lost while reading aloud.
const READING_COLUMNS: usize = 52;

/// Draws the pane.
pub(super) fn draw(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    if let Some(session) = pen.app.talk() {
        return talk::draw(pen, session, area, buf);
    }
    let call = pen.app.calls.current();
    let script = call.and_then(|call| call.script.as_ref());
    let extra = script.map_or_else(Vec::new, |script| title(pen, script));
    let aside = call.zip(script).map_or_else(Vec::new, |(call, script)| progress(pen, call, script));
    let inner = pen.pane_frame(buf, area, Pane::Script, extra, aside);
    let mut page = Page::new(buf, inner);
    match call.zip(script) {
        Some((call, script)) => draw_script(pen, call, script, &mut page),
        None => page.sentence(&pen.say(empty_key(pen)), pen.theme.muted),
    }
}

fn empty_key(pen: &Pen<'_>) -> &'static str {
    match pen.app.calls.current() {
        Some(call) if call.script_ticket.is_some() => "desk-asking",
        Some(_) => "desk-no-script",
        None => "desk-no-call-script",
    }
}

fn title<'a>(pen: &Pen<'a>, script: &Script) -> Vec<Span<'a>> {
    vec![outside(&script.title, pen.theme.muted), pen.muted(" ")]
}

fn progress<'a>(pen: &Pen<'a>, call: &OpenCall, script: &Script) -> Vec<Span<'a>> {
    let at = (call.step + 1).min(script.steps.len());
    let elapsed = call.talk_time(pen.app.now.mono).map_or(0, |time| time.as_secs());
    let expected = u64::from(script.seconds());
    let time =
        if expected == 0 { String::new() } else { format!("{}/{}  ", clock(elapsed), clock(expected)) };
    let late = if elapsed > expected { pen.theme.watch } else { pen.theme.muted };
    vec![own(format!(" {time}"), late), pen.muted(format!("{at}/{} ", script.steps.len()))]
}

/// `3:20`.
fn clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn draw_script(pen: &Pen<'_>, call: &OpenCall, script: &Script, page: &mut Page<'_>) {
    if let Some((stopped, place)) = call.resume() {
        return resume::draw(pen, stopped, place, page);
    }
    let Some(step) = script.steps.get(call.step) else {
        page.sentence(&pen.say("desk-script-done"), pen.theme.muted);
        return;
    };
    let roomy = page.left() >= 10;
    if let Some(card) = &call.card {
        cards::draw_open(pen, card, page);
        if page.left() < 4 {
            // The step comes back when the card goes.
            return;
        }
        page.blank();
    }
    if roomy {
        page.line(stage_bar(pen, script, step.stage));
    }
    draw_heading(pen, call, step, page);
    if roomy {
        page.blank();
    }
    draw_say(pen, step, page, roomy);
    draw_benefit(pen, step, page, script.steps.len().saturating_sub(call.step));
    draw_answers(pen, step, page);
    if page.left() > 2 {
        page.blank();
    }
    draw_steps(pen, call, script, page);
}

/// The stage, and whether it must be said.
fn draw_heading(pen: &Pen<'_>, call: &OpenCall, step: &Step, page: &mut Page<'_>) {
    let mut left = vec![
        own(pen.say(kind_key(step.kind)), pen.theme.focus),
        pen.muted("  "),
        pen.label(stage_key(step.stage)),
    ];
    if step.must_say {
        let (mark, style) = must_mark(pen, call, step);
        left.extend([pen.muted("  "), own(format!("{mark}{}", pen.say("desk-must-say")), style)]);
    }
    if let Some(card) = &step.card
        && let Some(card) = pen.app.cards().iter().find(|known| known.id == *card)
    {
        left.extend([pen.muted("  Ctrl-O "), outside(&card.title, pen.theme.muted)]);
    }
    let asked = call.asked.count();
    let open = step.stage == Stage::Discovery && pen.has_focus(Pane::Script);
    let count = if asked.is_empty() && !open { String::new() } else { asked.label() };
    let aside = if open { format!("{count}  + SPIN") } else { count };
    page.line_with(left, vec![pen.muted(aside)]);
    draw_evidence(pen, step, page);
}

/// The slot that this step fills, how many are filled, and the key that writes them into the note.
fn draw_evidence(pen: &Pen<'_>, step: &Step, page: &mut Page<'_>) {
    let slots = pen.app.evidence();
    if slots.is_empty() || page.left() < 4 {
        return;
    }
    let found = slots.iter().filter(|slot| slot.found.is_some()).count();
    let mut left = vec![pen.label("desk-evidence"), pen.muted(format!(" {found}/{}  ", slots.len()))];
    let here = slots.iter().find(|slot| slot.step == step.id);
    left.extend(here.map(|slot| outside(&slot.name, pen.theme.focus)));
    if let Some(line) = pen.app.calls.current().and_then(OpenCall::finding) {
        left.push(pen.muted("  "));
        let offset = left.iter().map(|span| width(&span.content)).sum::<usize>();
        let offset = u16::try_from(offset).unwrap_or(u16::MAX);
        let (row, buf) = page.take(1);
        Page::new(buf, row).line(left);
        let offset = offset.min(row.width);
        let field = Rect { x: row.x + offset, width: row.width - offset, ..row };
        return search::draw_field(pen, field, buf, line, pen.has_focus(Pane::Script));
    }
    if let Some(found) = here.and_then(|slot| slot.found.as_ref()) {
        left.extend([pen.muted("  "), outside(found, pen.theme.text)]);
    }
    // What was found comes before the keys.
    let room = page.cols().saturating_sub(left.iter().map(|span| width(&span.content)).sum::<usize>());
    let keys = ["desk-evidence-keys", "desk-evidence-write"].into_iter().skip(usize::from(here.is_none()));
    let keys = keys.map(|key| pen.label(key)).find(|keys| width(&keys.content) + 2 <= room);
    let keys: Vec<Span<'_>> = keys.filter(|_| pen.has_focus(Pane::Script)).into_iter().collect();
    page.line_with(left, keys);
}

const fn kind_key(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Say => "desk-say-now",
        StepKind::Ask => "desk-ask-now",
        StepKind::Choose => "desk-choose-now",
    }
}

/// What must be said has a `!` until it was shown and gone on from, then a `+`.
fn must_mark(pen: &Pen<'_>, call: &OpenCall, step: &Step) -> (&'static str, Style) {
    match (step.must_say, call.walk.has_said(step)) {
        (true, true) => ("+ ", pen.theme.accent),
        (true, false) => ("! ", pen.theme.watch),
        (false, _) => ("  ", pen.theme.muted),
    }
}

/// The stages of the script in one row, the present one in brackets.
fn stage_bar<'a>(pen: &Pen<'a>, script: &Script, now: Stage) -> Vec<Span<'a>> {
    script
        .stages()
        .into_iter()
        .map(|stage| match stage == now {
            true => own(format!("[{}] ", pen.say(stage_key(stage))), pen.theme.focus),
            false => pen.muted(format!("{} ", pen.say(stage_key(stage)))),
        })
        .collect()
}

/// What the customer may answer, with the digits.
fn draw_answers(pen: &Pen<'_>, step: &Step, page: &mut Page<'_>) {
    let cols = page.cols();
    let (mut line, mut used) = (Vec::new(), 0);
    for (digit, answer) in (1..).zip(&step.answers) {
        let text = fit(&answer.say, cols.saturating_sub(4)).into_owned();
        let cells = 4 + width(&text);
        if used > 0 && used + cells > cols {
            page.line(std::mem::take(&mut line));
            used = 0;
        }
        used += cells;
        line.extend([own(format!("{digit} "), pen.theme.accent), own(format!("{text}  "), pen.theme.text)]);
    }
    if used > 0 {
        page.line(line);
    }
}

fn draw_say(pen: &Pen<'_>, step: &Step, page: &mut Page<'_>, roomy: bool) {
    let cols = page.cols().saturating_sub(2).min(READING_COLUMNS);
    // The answers need a row beneath.
    let beneath = u16::from(!roomy && step.answers.is_empty()) + u16::from(!step.answers.is_empty());
    let limit = usize::from(page.left().saturating_sub(beneath).max(1));
    let lines = wrap(&step.say, cols);
    let cut_short = lines.len() > limit;
    // What the agent chooses is not read aloud, and does not look as if it were.
    let (sign, style) = match step.kind {
        StepKind::Choose => (" ", pen.theme.text),
        StepKind::Say | StepKind::Ask => (pen.symbols.say, pen.theme.say),
    };
    for (at, line) in lines.iter().take(limit).enumerate() {
        let mut spans = vec![own(sign, pen.theme.accent), own(" ", style), own((*line).to_owned(), style)];
        if cut_short && at + 1 == limit {
            spans.push(own(" ..", pen.theme.muted));
        }
        page.line(spans);
    }
    if let Some(note) = step.note.as_ref().filter(|_| roomy) {
        page.blank();
        for line in wrap(note, cols) {
            page.line(vec![pen.muted("  "), pen.muted(line.to_owned())]);
        }
    }
}

/// Where an offer is presented: what this customer gets from the one that is chosen at F5. It gives way to the steps that are to come.
fn draw_benefit(pen: &Pen<'_>, step: &Step, page: &mut Page<'_>, to_come: usize) {
    if step.stage != Stage::Presentation {
        return;
    }
    let may = |known: &&Known| {
        let call = pen.app.calls.current();
        call.is_some_and(|call| {
            let heard = known.offers.heard;
            matches!(opening(call.direction, &known.profile, &known.insight, heard), Opening::May { .. })
        })
    };
    let known = pen.app.customer().filter(may);
    let Some(benefit) = known.and_then(|known| chosen_benefit(pen, known, true)) else { return };
    let cols = page.cols().saturating_sub(2).min(READING_COLUMNS);
    let lines = wrap(&benefit.benefit, cols);
    if usize::from(page.left()) < lines.len() + 3 + to_come {
        return;
    }
    page.blank();
    page.line(vec![pen.muted("  "), pen.label("offer-benefit-of")]);
    for line in lines {
        page.line(vec![pen.muted("  "), pen.text(line.to_owned())]);
    }
}

/// The steps with the digits that go there, the present one marked. What was said takes one line; what is to come takes as many
/// as there is room for.
fn draw_steps(pen: &Pen<'_>, call: &OpenCall, script: &Script, page: &mut Page<'_>) {
    let stages = script.steps.iter().map(|step| width(&pen.say(stage_key(step.stage)))).max().unwrap_or(0);
    let indent = 6 + stages + 2;
    let cols = page.cols().min(2 * READING_COLUMNS).saturating_sub(indent);
    let room = usize::from(page.left());
    let tall = [usize::MAX, 3, 2].into_iter().find(|limit| {
        let count = |(at, step)| step_lines(step, at, call.step, cols, *limit).len();
        script.steps.iter().enumerate().map(count).sum::<usize>() <= room
    });
    let first = match tall {
        Some(_) => 0,
        None => call.step.saturating_sub(room / 3).min(script.steps.len().saturating_sub(room)),
    };
    for (at, step) in script.steps.iter().enumerate().skip(first) {
        let body = if at <= call.step { pen.theme.muted } else { pen.theme.text };
        let lines = step_lines(step, at, call.step, cols, tall.unwrap_or(1));
        for (row, line) in lines.into_iter().enumerate() {
            let mut spans = if row == 0 {
                step_head(pen, call, at, step, stages)
            } else {
                vec![pen.text(" ".repeat(indent))]
            };
            spans.push(own(line, body));
            page.line(spans);
        }
    }
}

/// Several lines as one: Chinese needs no space between them.
pub(super) fn one_line(text: &str) -> String {
    text.lines().fold(String::new(), |mut line, next| {
        if line.ends_with(|c: char| c.is_ascii()) {
            line.push(' ');
        }
        line + next
    })
}

/// A step's words in at most `limit` lines, said ones in one.
fn step_lines(step: &Step, at: usize, current: usize, cols: usize, limit: usize) -> Vec<String> {
    let one = || vec![fit(&one_line(&step.say), cols).into_owned()];
    if at <= current || limit == 1 {
        return one();
    }
    let lines = wrap(&step.say, cols);
    let cut_short = lines.len() > limit;
    let mut lines: Vec<String> = lines.into_iter().take(limit).map(str::to_owned).collect();
    if let Some(last) = lines.last_mut().filter(|_| cut_short) {
        *last = fit(&format!("{last}{}", " ".repeat(cols)), cols).into_owned();
    }
    lines
}

/// `> 3 ! 探询  `: six cells, the stage, two cells of air.
fn step_head<'a>(pen: &Pen<'a>, call: &OpenCall, at: usize, step: &Step, stages: usize) -> Vec<Span<'a>> {
    // Digits choose the first nine steps, unless they answer a question.
    let asked = call.current_step().is_some_and(|step| !step.answers.is_empty());
    let digit = if at < 9 && !asked { format!("{} ", at + 1) } else { "  ".to_owned() };
    let (mark, style) = must_mark(pen, call, step);
    vec![
        own(if at == call.step { "> " } else { "  " }, pen.theme.focus),
        own(digit, pen.theme.accent),
        own(mark, style),
        pen.muted(format!("{}  ", pad(&pen.say(stage_key(step.stage)), stages))),
    ]
}

/// The name of a stage in the words files.
pub(super) fn stage_key(stage: Stage) -> &'static str {
    match stage {
        Stage::Opening => "desk-stage-opening",
        Stage::Identity => "desk-stage-identity",
        Stage::Rapport => "desk-stage-rapport",
        Stage::Discovery => "desk-stage-discovery",
        Stage::Presentation => "desk-stage-presentation",
        Stage::Objection => "desk-stage-objection",
        Stage::Commitment => "desk-stage-commitment",
        Stage::Confirmation => "desk-stage-confirmation",
        Stage::Closing => "desk-stage-closing",
    }
}

//! The menu of training: scenarios in groups, with what was reached in them, and what the chosen one is about. It must not sort.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::action::Action;
use crate::app::event::Target;
use crate::app::training::lessons::{Heading, Lesson, Lessons};
use crate::content::words::Arg;
use crate::domain::call::CallKind;
use crate::domain::safe_text::SafeText;
use crate::domain::training::rehearsal::Mode;
use crate::ui::layout::{columns, rows};
use crate::ui::pen::{Page, Pen};
use crate::ui::text::{outside, own, pad, width};
use crate::ui::training::difficulty;

/// Draws the menu.
pub(super) fn draw(pen: &Pen<'_>, lessons: &Lessons, area: Rect, buf: &mut Buffer) {
    draw_modes(pen, lessons, rows(area, 0, 3), buf);
    let body = rows(area, 3, area.height.saturating_sub(3));
    if let Some(findings) = lessons.findings.as_ref().filter(|findings| !findings.is_empty()) {
        draw_findings(pen, findings, body, buf);
    } else if area.width >= 110 {
        let list = area.width * 3 / 5;
        draw_list(pen, lessons, columns(body, 0, list), buf);
        draw_preview(pen, lessons, columns(body, list, body.width - list), buf);
    } else {
        let preview = 6.min(body.height / 3);
        draw_list(pen, lessons, rows(body, 0, body.height - preview), buf);
        draw_preview(pen, lessons, rows(body, body.height - preview, preview), buf);
    }
}

/// How to practise, the chosen way filled.
fn draw_modes(pen: &Pen<'_>, lessons: &Lessons, area: Rect, buf: &mut Buffer) {
    let title = vec![pen.text(format!(" {} ", pen.say("training-how")))];
    let inner = pen.frame(buf, area, title, Vec::new(), false);
    let mut line = Vec::new();
    for (digit, mode) in (1..).zip(Mode::ALL) {
        let name = pen.say(mode_key(mode));
        if mode == lessons.mode() {
            line.push(own(format!(" {digit} {name} "), pen.theme.selected));
        } else {
            line.extend([own(format!(" {digit} "), pen.theme.accent), pen.text(format!("{name} "))]);
        }
    }
    line.push(pen.muted("  "));
    line.push(pen.label(&format!("{}.why", mode_key(lessons.mode()))));
    Page::new(buf, inner).line(line);
}

/// The name of a mode in the words files.
pub(super) const fn mode_key(mode: Mode) -> &'static str {
    match mode {
        Mode::Learn => "training-mode-learn",
        Mode::Practise => "training-mode-practise",
        Mode::Test => "training-mode-test",
        Mode::Drill => "training-mode-drill",
    }
}

/// A line of the list: a heading, or a scenario by its place.
enum Row {
    Heading(Heading),
    Lesson(usize),
}

fn listed(lessons: &Lessons) -> Vec<Row> {
    let mut listed = Vec::new();
    let mut last = None;
    for (at, lesson) in lessons.rows.iter().enumerate() {
        let heading = lessons.heading(lesson);
        if last != Some(heading) {
            listed.push(Row::Heading(heading));
            last = Some(heading);
        }
        listed.push(Row::Lesson(at));
    }
    listed
}

fn draw_list(pen: &Pen<'_>, lessons: &Lessons, area: Rect, buf: &mut Buffer) {
    let title = vec![own(format!(" {} ", pen.say("training-lessons")), pen.theme.focus)];
    let due = lessons.rows.iter().filter(|lesson| lesson.due).count();
    let args = [("n", Arg::from(lessons.rows.len())), ("due", Arg::from(due))];
    let aside = vec![pen.muted(format!(" {} ", pen.fill("training-count", &args)))];
    let inner = pen.frame(buf, area, title, aside, pen.app.popup.is_none());
    let mut page = Page::new(buf, inner);
    if lessons.rows.is_empty() {
        let key = if lessons.loaded { "training-none" } else { "desk-asking" };
        page.sentence(&pen.say(key), pen.theme.muted);
        return;
    }
    let listed = listed(lessons);
    let room = usize::from(page.left());
    let chosen = listed.iter().position(|row| matches!(row, Row::Lesson(at) if *at == lessons.selected));
    let first = crate::ui::popup::first_row(chosen.unwrap_or(0), listed.len(), room);
    for row in listed.iter().skip(first).take(room) {
        match row {
            Row::Heading(heading) => page.line(own(heading_words(pen, *heading), pen.theme.accent)),
            Row::Lesson(at) => {
                let Some(lesson) = lessons.rows.get(*at) else { continue };
                pen.ink.target(Rect { y: page.y(), height: 1, ..inner }, Target::Row(*at));
                let cols = page.cols();
                let line = lesson_row(pen, lesson, *at == lessons.selected, cols);
                if *at == lessons.selected {
                    page.selected_line(line, pen.theme.selected);
                } else {
                    page.line(line);
                }
            }
        }
    }
}

fn heading_words(pen: &Pen<'_>, heading: Heading) -> String {
    match heading {
        Heading::First => pen.say("training-begin-here").into_owned(),
        Heading::Due => pen.say("training-due").into_owned(),
        Heading::Of(group) => pen.say(&format!("training-group-{}", group.code())).into_owned(),
    }
}

/// `> 老客户嫌贵要携转          **-   5 分钟   最好 82  最近 75`.
fn lesson_row<'a>(pen: &Pen<'a>, lesson: &Lesson, chosen: bool, cols: usize) -> Vec<Span<'a>> {
    let score = |key: &str, score: Option<u32>| match score {
        Some(score) => format!("{} {score:>3}", pen.say(key)),
        None => format!("{} {:>3}", pen.say(key), "-"),
    };
    let best = score("training-best", lesson.best);
    let last = score("training-last", lesson.last);
    let minutes = pen.fill("training-minutes", &[("n", Arg::from(lesson.minutes))]);
    let fixed = 2 + 5 + width(&minutes).max(8) + 2 + width(&best) + 2 + width(&last);
    vec![
        own(if chosen { "> " } else { "  " }, pen.theme.focus),
        pen.strong(pad(&lesson.title, cols.saturating_sub(fixed))),
        pen.muted(format!(" {} ", difficulty(lesson.difficulty))),
        pen.muted(pad(&minutes, 8)),
        pen.text(format!("  {best}")),
        pen.muted(format!("  {last}")),
    ]
}

/// What is wrong with the file that is being tried, as `check` says it.
fn draw_findings(pen: &Pen<'_>, findings: &[SafeText], area: Rect, buf: &mut Buffer) {
    let title = vec![own(format!(" {} ", pen.say("training-try")), pen.theme.watch)];
    let inner = pen.frame(buf, area, title, Vec::new(), false);
    let mut page = Page::new(buf, inner);
    page.sentence(&pen.say("training-try-wrong"), pen.theme.watch);
    for finding in findings {
        page.blank();
        // Columns matter under a caret: nothing is wrapped.
        for line in finding.lines() {
            page.line(outside(&SafeText::new(line), pen.theme.text));
        }
    }
}

fn draw_preview(pen: &Pen<'_>, lessons: &Lessons, area: Rect, buf: &mut Buffer) {
    let Some(lesson) = lessons.chosen() else {
        pen.frame(buf, area, Vec::new(), Vec::new(), false);
        return;
    };
    let title = vec![pen.text(" "), outside(&lesson.title, pen.theme.text), pen.text(" ")];
    let inner = pen.frame(buf, area, title, Vec::new(), false);
    let mut page = Page::new(buf, inner);
    page.sentence(&lesson.about, pen.theme.strong);
    page.blank();
    let way = if lesson.kind == CallKind::Inbound { "training-inbound" } else { "training-outbound" };
    page.sentence(&pen.say(way), pen.theme.muted);
    if lesson.attempts > 0 {
        let text = pen.fill("training-attempts", &[("n", Arg::from(lesson.attempts))]);
        page.sentence(&text, pen.theme.muted);
    }
    page.blank();
    if page.left() > 0 {
        let begin = pen.key_for(Action::Accept).unwrap_or_default();
        let mut line = vec![own(begin, pen.theme.focus), pen.text(format!(" {}", pen.say("training-begin")))];
        if lesson.attempts > 0 {
            let replay = pen.key_for(Action::Replay).unwrap_or_default();
            line.extend([
                own(format!("   {replay}"), pen.theme.focus),
                pen.text(format!(" {}", pen.say("training-replay-best"))),
            ]);
        }
        page.line(line);
    }
}

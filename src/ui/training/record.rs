//! 成绩档案: skills as bars, level, certificates, scenarios with every attempt, points with when they are due. It must not reckon: the report
//! comes with its figures.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::event::Target;
use crate::app::training::record::{Choice, RecordPage, Tab};
use crate::content::words::Arg;
use crate::domain::time::Moment;
use crate::domain::training::certification::What;
use crate::domain::training::radar::Bar;
use crate::domain::training::record::Trend;
use crate::domain::training::report::{Held, Made, Reason, Report, Row, Weak};
use crate::ui::format;
use crate::ui::layout::{columns, rows};
use crate::ui::pen::{Page, Pen};
use crate::ui::popup::first_row;
use crate::ui::text::{fit, own, pad, pad_left, width};
use crate::ui::training::difficulty;
use crate::ui::training::lessons::mode_key;

/// Cells of a skill's bar.
const BAR: usize = 14;
/// Cells of a skill's name.
const NAME: usize = 20;

/// Draws the record.
pub(super) fn draw(pen: &Pen<'_>, page: &RecordPage, area: Rect, buf: &mut Buffer) {
    if area.width >= 110 {
        let left = 44;
        draw_skills(pen, page, columns(area, 0, left), buf);
        draw_tab(pen, page, columns(area, left, area.width - left), buf);
    } else if page.tab == Tab::Next {
        let upper = 14.min(area.height.saturating_sub(4));
        draw_skills(pen, page, rows(area, 0, upper), buf);
        draw_tab(pen, page, rows(area, upper, area.height - upper), buf);
    } else {
        draw_tab(pen, page, area, buf);
    }
}

fn draw_skills(pen: &Pen<'_>, page: &RecordPage, area: Rect, buf: &mut Buffer) {
    let title = vec![own(format!(" {} ", pen.say("record-title")), pen.theme.focus)];
    let aside = vec![pen.strong(format!(" {} ", level(pen, page.report.level)))];
    let inner = pen.frame(buf, area, title, aside, false);
    let mut sheet = Page::new(buf, inner);
    let report = &page.report;
    sheet.line(own(totals(pen, report), pen.theme.text));
    sheet.line(pen.muted(pace(pen, report)));
    if inner.height > 12 {
        sheet.blank();
    }
    for bar in &report.bars {
        let name = NAME.min(usize::from(inner.width).saturating_sub(14));
        let cells = BAR.min(usize::from(inner.width).saturating_sub(name + 8));
        sheet.line(skill(pen, *bar, name, cells));
    }
    if sheet.left() > 2 {
        sheet.blank();
        sheet.sentence(&pen.say("record-bars-why"), pen.theme.muted);
    }
}

/// `2 级 专项座席`.
fn level(pen: &Pen<'_>, level: u8) -> String {
    pen.say(&format!("record-level-{}", level.min(3))).into_owned()
}

fn totals(pen: &Pen<'_>, report: &Report) -> String {
    let earned = report.certificates.iter().filter(|held| held.earned.is_some()).count();
    pen.fill(
        "record-totals",
        &[
            ("n", Arg::from(report.attempts)),
            ("minutes", Arg::from(report.talked / 60)),
            ("earned", Arg::from(earned)),
            ("of", Arg::from(report.certificates.len())),
        ],
    )
}

fn pace(pen: &Pen<'_>, report: &Report) -> String {
    let seconds = report.latency.map_or_else(|| "-".to_owned(), tenths);
    pen.fill("record-pace", &[("seconds", Arg::from(seconds)), ("hints", Arg::from(report.hints))])
}

/// Milliseconds as seconds with one digit: `2.7`.
fn tenths(millis: u64) -> String {
    format!("{}.{}", millis / 1_000, millis % 1_000 / 100)
}

/// `投诉处理   ################....  82`; a dash for what was never practised.
fn skill<'a>(pen: &Pen<'a>, bar: Bar, name: usize, cells: usize) -> Line<'a> {
    let percent = bar.percent.unwrap_or(0);
    let full = cells * percent.min(100) as usize / 100;
    let style = match percent {
        75.. => pen.theme.text,
        _ => pen.theme.watch,
    };
    let figure = bar.percent.map_or_else(|| "-".to_owned(), |percent| percent.to_string());
    Line::from(vec![
        pen.text(pad(&fit(&pen.say(&format!("record-skill-{}", bar.skill.code())), name), name)),
        own("#".repeat(full), style),
        pen.muted(".".repeat(cells - full)),
        own(pad_left(&figure, 5), if bar.percent.is_some() { style } else { pen.theme.muted }),
    ])
}

/// The pages by digit, the one that is shown filled, and its rows.
fn draw_tab(pen: &Pen<'_>, page: &RecordPage, area: Rect, buf: &mut Buffer) {
    let mut title = Vec::new();
    for (digit, tab) in (1..).zip(Tab::ALL) {
        let style = if tab == page.tab { pen.theme.selected } else { pen.theme.text };
        title.push(own(format!(" {digit} {} ", pen.say(tab.key())), style));
    }
    let due = pen.fill("record-due", &[("n", Arg::from(page.report.due()))]);
    let aside = vec![pen.muted(format!(" {due} "))];
    let inner = pen.frame(buf, area, title, aside, pen.app.popup.is_none());
    let lines = lines(pen, page, usize::from(inner.width));
    let mut sheet = Page::new(buf, inner);
    if lines.is_empty() {
        let key = if page.tab == Tab::Next { "record-nothing-next" } else { "record-nothing" };
        sheet.sentence(&pen.say(key), pen.theme.muted);
        return;
    }
    let chosen = lines.iter().position(|(place, _)| *place == Some(page.selected)).unwrap_or(0);
    let room = usize::from(sheet.left());
    for (place, line) in lines.iter().skip(first_row(chosen, lines.len(), room)).take(room) {
        if let Some(place) = place {
            pen.ink.target(Rect { y: sheet.y(), height: 1, ..inner }, Target::Row(*place));
        }
        let mark = if *place == Some(page.selected) { "> " } else { "  " };
        let mut spans = vec![own(mark, pen.theme.focus)];
        spans.extend(line.spans.iter().cloned());
        if *place == Some(page.selected) {
            sheet.selected_line(spans, pen.theme.selected);
        } else {
            sheet.line(spans);
        }
    }
}

/// The lines of the page; those that can be chosen with their place among the choices.
fn lines<'a>(pen: &Pen<'a>, page: &RecordPage, cols: usize) -> Vec<(Option<usize>, Line<'a>)> {
    let mut lines = Vec::new();
    let cols = cols.saturating_sub(2);
    for (place, choice) in page.choices().into_iter().enumerate() {
        let report = &page.report;
        match choice {
            Choice::Next(at) => {
                if let Some(next) = report.next.get(at) {
                    lines.push((Some(place), advised(pen, next, cols)));
                }
            }
            Choice::Certificate(at) => {
                let Some(held) = report.certificates.get(at) else { continue };
                lines.push((Some(place), certificate(pen, held, cols)));
                lines.extend(needs(pen, held, report).into_iter().map(|line| (None, line)));
            }
            Choice::Scenario(at) => {
                let Some(row) = report.scenarios.get(at) else { continue };
                let open = page.open.as_deref() == Some(row.known.id.as_str());
                lines.push((Some(place), scenario(pen, row, open, cols)));
            }
            Choice::Attempt(at, made) => {
                let found = report.scenarios.get(at).and_then(|row| row.made.get(made));
                lines.extend(found.map(|made| (Some(place), attempt(pen, made))));
            }
            Choice::Point(at) => {
                lines.extend(report.weak.get(at).map(|weak| (Some(place), point(pen, weak, cols))));
            }
        }
    }
    lines
}

fn advised<'a>(pen: &Pen<'a>, next: &crate::domain::training::report::Next, cols: usize) -> Line<'a> {
    let why = match &next.why {
        Reason::Due(count) => pen.fill("record-why-due", &[("n", Arg::from(*count))]),
        Reason::Certificate(title, mode) => pen.fill(
            "record-why-certificate",
            &[
                ("title", Arg::from(title.as_str())),
                ("mode", Arg::from(pen.say(mode_key(*mode)).into_owned())),
            ],
        ),
        Reason::New => pen.say("record-why-new").into_owned(),
    };
    let room = cols.saturating_sub(width(&why) + 8);
    Line::from(vec![
        pen.strong(pad(&fit(&next.known.title, room), room)),
        pen.muted(format!(" {} ", difficulty(next.known.difficulty))),
        pen.text(format!(" {why}")),
    ])
}

/// `[x] 1 级 话费理财   2026-11-20 拿到`.
fn certificate<'a>(pen: &Pen<'a>, held: &Held, cols: usize) -> Line<'a> {
    let earned = held.earned.is_some();
    let said = match held.earned {
        Some(at) => pen.fill("record-earned", &[("at", Arg::from(day(pen, at)))]),
        None => pen.say("record-not-earned").into_owned(),
    };
    let level = pen.fill("record-of-level", &[("n", Arg::from(held.certificate.level))]);
    let room = cols.saturating_sub(width(&said) + width(&level) + 7);
    let style = if earned { pen.theme.strong } else { pen.theme.text };
    Line::from(vec![
        own(if earned { "[x] " } else { "[ ] " }, style),
        pen.muted(format!("{level} ")),
        pen.strong(pad(&fit(&held.certificate.title, room), room)),
        own(format!(" {said}"), style),
    ])
}

/// `      话费理财 75 分以上  练习  1/2`.
fn needs<'a>(pen: &Pen<'a>, held: &Held, report: &Report) -> Vec<Line<'a>> {
    let line = |(need, done): (&crate::domain::training::certification::Need, &u32)| {
        let what = match &need.what {
            What::Group(group) => pen.say(&format!("training-group-{}", group.code())).into_owned(),
            What::Scenario(id) => {
                let row = report.scenarios.iter().find(|row| row.known.id == *id);
                row.map_or_else(|| id.clone(), |row| row.known.title.as_str().to_owned())
            }
        };
        let text = pen.fill(
            "record-need",
            &[
                ("what", Arg::from(what)),
                ("score", Arg::from(need.score)),
                ("stars", Arg::from(difficulty(need.difficulty))),
                ("mode", Arg::from(pen.say(mode_key(need.mode)).into_owned())),
                ("done", Arg::from(*done)),
                ("count", Arg::from(need.count)),
            ],
        );
        let style = if *done >= need.count { pen.theme.muted } else { pen.theme.text };
        Line::from(own(format!("      {text}"), style))
    };
    held.certificate.needs.iter().zip(&held.done).map(line).collect()
}

/// `+ 话费理财：月月超流量   *--   3 次  最好 91  最近 78  升 12`.
fn scenario<'a>(pen: &Pen<'a>, row: &Row, open: bool, cols: usize) -> Line<'a> {
    let score = |score: Option<u32>| score.map_or_else(|| "-".to_owned(), |score| score.to_string());
    let times = pen.fill("record-times", &[("n", Arg::from(row.made.len()))]);
    let figures = format!(
        "{} {} {}  {} {}  {}",
        pad_left(&times, 8),
        pen.say("training-best"),
        pad_left(&score(row.best), 3),
        pen.say("training-last"),
        pad_left(&score(row.last), 3),
        pad(&trend(pen, row), 8),
    );
    let mark = match (row.made.is_empty(), open) {
        (true, _) => "  ",
        (false, true) => "- ",
        (false, false) => "+ ",
    };
    let room = cols.saturating_sub(width(&figures) + 7);
    let style = row.best.map_or(pen.theme.muted, |best| score_style(pen, best));
    Line::from(vec![
        pen.muted(mark),
        pen.strong(pad(&fit(&row.known.title, room), room)),
        pen.muted(format!(" {} ", difficulty(row.known.difficulty))),
        own(figures, style),
    ])
}

fn trend(pen: &Pen<'_>, row: &Row) -> String {
    match row.trend {
        _ if row.made.is_empty() => String::new(),
        Trend::First => pen.say("record-trend-first").into_owned(),
        Trend::Level => pen.say("record-trend-level").into_owned(),
        Trend::Up(by) => pen.fill("record-trend-up", &[("n", Arg::from(by))]),
        Trend::Down(by) => pen.fill("record-trend-down", &[("n", Arg::from(by))]),
    }
}

fn score_style(pen: &Pen<'_>, total: u32) -> Style {
    match total {
        75.. => pen.theme.text,
        _ => pen.theme.watch,
    }
}

/// `    11-20 10:42  练习  91 分 *最好  合规  提示 0  首句 2.7 秒`.
fn attempt<'a>(pen: &Pen<'a>, made: &Made) -> Line<'a> {
    let mut spans: Vec<Span<'a>> = vec![
        pen.muted(format!("    {}  ", format::day_and_time(made.at, pen.app.now.today()))),
        pen.text(format!("{} ", pad(&pen.say(mode_key(made.mode)), 8))),
        own(pad_left(&made.total.to_string(), 4), score_style(pen, made.total)),
        own(
            format!(" {} ", pad(&if made.is_best { pen.say("record-is-best") } else { "".into() }, 6)),
            pen.theme.strong,
        ),
    ];
    if !made.compliance_passed {
        spans.push(own(format!("! {}  ", pen.say("record-compliance-failed")), pen.theme.alarm));
    }
    let seconds = made.latency.map_or_else(|| "-".to_owned(), tenths);
    let rest = pen.fill("record-pace", &[("seconds", Arg::from(seconds)), ("hints", Arg::from(made.hints))]);
    spans.push(pen.muted(rest));
    Line::from(spans)
}

/// `! 话费理财  说清生效时间   该复习了  忘过 1 次`.
fn point<'a>(pen: &Pen<'a>, weak: &Weak, cols: usize) -> Line<'a> {
    let due = if weak.is_due {
        pen.say("record-due-now").into_owned()
    } else {
        pen.fill("record-due-at", &[("at", Arg::from(day(pen, weak.due)))])
    };
    let state = if weak.held {
        pen.fill("record-known", &[("n", Arg::from(weak.chance))])
    } else {
        pen.say("record-missed").into_owned()
    };
    let style = match (weak.is_due, weak.held) {
        (true, false) => pen.theme.watch,
        _ => pen.theme.text,
    };
    let group = pad(&pen.say(&format!("training-group-{}", weak.point.group.code())), 16);
    let right = format!("{}  {}", pad(&state, 11), pad(&due, 11));
    let room = cols.saturating_sub(width(&group) + width(&right) + 4);
    Line::from(vec![
        own(if weak.held { "  " } else { "! " }, style),
        pen.muted(format!("{group} ")),
        pen.text(pad(&fit(&weak.text, room), room)),
        own(format!(" {right}"), style),
    ])
}

fn day(pen: &Pen<'_>, at: Moment) -> String {
    format::day(crate::domain::time::local(at).date_naive(), pen.app.now.today())
}

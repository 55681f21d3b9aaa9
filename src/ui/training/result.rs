//! The result of a rehearsal: score, sections as bars, each item with what happened and what would have been better, and the three questions.
//! It must not add anything up: the score comes with its sums.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::training::result::ResultPage;
use crate::content::words::Arg;
use crate::domain::safe_text::SafeText;
use crate::domain::training::rubric::ItemKind;
use crate::domain::training::score::{Adjustment, Band, ItemScore, Score, SectionScore, Why};
use crate::ui::layout::{columns, rows};
use crate::ui::pen::{Page, Pen};
use crate::ui::text::{own, pad, pad_left, width, wrap};
use crate::ui::training::talk::{signed, slip_words};
use crate::ui::{script, search};

/// Cells of a section's bar.
const BAR: usize = 20;

/// Draws the page.
pub(super) fn draw(pen: &Pen<'_>, page: &ResultPage, area: Rect, buf: &mut Buffer) {
    let asks = page.question.is_some();
    let below = if asks { 8.min(area.height / 2) } else { 3 };
    let upper = rows(area, 0, area.height.saturating_sub(below));
    if area.width >= 110 {
        let left = 50;
        draw_summary(pen, page, columns(upper, 0, left), buf);
        draw_items(pen, page, columns(upper, left, upper.width - left), buf, false);
    } else {
        draw_items(pen, page, upper, buf, true);
    }
    let foot = rows(area, area.height.saturating_sub(below), below);
    if asks { draw_questions(pen, page, foot, buf) } else { draw_ways(pen, page, foot, buf) }
}

fn title<'a>(pen: &Pen<'a>, page: &ResultPage) -> Vec<Span<'a>> {
    vec![
        own(format!(" {} ", pen.say("training-result")), pen.theme.focus),
        pen.muted(format!("{} ", page.rehearsal.scenario().title)),
    ]
}

fn draw_summary(pen: &Pen<'_>, page: &ResultPage, area: Rect, buf: &mut Buffer) {
    let inner = pen.frame(buf, area, title(pen, page), Vec::new(), false);
    let mut sheet = Page::new(buf, inner);
    for line in summary(pen, page, usize::from(inner.width)) {
        sheet.line(line);
    }
}

/// Total, band, compliance, what was taken off, the sections, and how it stands among those before.
fn summary<'a>(pen: &Pen<'a>, page: &ResultPage, cols: usize) -> Vec<Line<'a>> {
    if !page.rounds.is_empty() {
        return drill_summary(pen, page);
    }
    let score = &page.score;
    let style = band_style(pen, score.band);
    let mut lines = vec![
        Line::from(vec![
            own(format!("{:>3} ", score.total), style),
            own(pen.say("training-points"), style),
            own(format!("   {}", pen.say(band_key(score.band))), style),
        ]),
        compliance(pen, score),
    ];
    lines.extend(score.adjustments.iter().map(|adjustment| taken_off(pen, adjustment)));
    lines.push(ending(pen, page));
    lines.push(Line::default());
    lines.extend(score.sections().into_iter().map(|section| bar(pen, section, cols)));
    lines.push(Line::default());
    lines.extend(standing(pen, page));
    lines
}

/// How many rounds were right, the mean, and how fast.
fn drill_summary<'a>(pen: &Pen<'a>, page: &ResultPage) -> Vec<Line<'a>> {
    let band = Band::of(page.total());
    let style = band_style(pen, band);
    let right = page.rounds.iter().filter(|round| Band::of(round.total) >= Band::Passed).count();
    let times: Vec<Duration> = page.rounds.iter().filter_map(|round| round.took).collect();
    let sum: Duration = times.iter().sum();
    let mean = sum.checked_div(u32::try_from(times.len()).unwrap_or(0)).unwrap_or_default();
    let args = [("right", Arg::from(right)), ("of", Arg::from(page.rounds.len()))];
    vec![
        Line::from(vec![
            own(format!("{:>3} ", page.total()), style),
            own(pen.say("training-points"), style),
            own(format!("   {}", pen.say(band_key(band))), style),
        ]),
        Line::from(pen.text(pen.fill("training-rounds", &args))),
        Line::from(pen.text(pen.fill("training-mean-time", &[("at", Arg::from(tenths(mean)))]))),
    ]
}

/// `3.2`.
fn tenths(time: Duration) -> String {
    format!("{}.{}", time.as_secs(), time.subsec_millis() / 100)
}

/// Each round: what the customer said, the answer, how fast, and a model where it was not right.
fn rounds<'a>(pen: &Pen<'a>, page: &ResultPage, cols: usize) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for round in &page.rounds {
        let right = Band::of(round.total) >= Band::Passed;
        let style = band_style(pen, Band::of(round.total));
        let time = round.took.map_or_else(|| "-".to_owned(), tenths);
        let head = format!("{} {:>3}  {:>4}  ", if right { "[x]" } else { "[ ]" }, round.total, time);
        let indent = width(&head);
        let mut add = |head: Option<&str>, text: &str, body: Style| {
            for (row, part) in wrap(text, cols.saturating_sub(indent)).into_iter().enumerate() {
                let lead = head.filter(|_| row == 0).map_or_else(|| " ".repeat(indent), str::to_owned);
                lines.push(Line::from(vec![own(lead, style), own(part.to_owned(), body)]));
            }
        };
        add(Some(&head), &round.asked, pen.theme.strong);
        add(None, &round.said, pen.theme.muted);
        if !right {
            add(
                None,
                &pen.fill("training-model", &[("text", Arg::from(round.model.as_str()))]),
                pen.theme.accent,
            );
        }
    }
    lines
}

fn band_style(pen: &Pen<'_>, band: Band) -> Style {
    match band {
        Band::Excellent | Band::Passed => pen.theme.accent,
        Band::Fair => pen.theme.watch,
        Band::Low => pen.theme.alarm,
    }
}

/// The name of a band in the words files.
const fn band_key(band: Band) -> &'static str {
    match band {
        Band::Excellent => "training-band-excellent",
        Band::Passed => "training-band-passed",
        Band::Fair => "training-band-fair",
        Band::Low => "training-band-low",
    }
}

fn compliance<'a>(pen: &Pen<'a>, score: &Score) -> Line<'a> {
    let passed = score.compliance.passed;
    let key = if passed { "training-compliance-passed" } else { "training-compliance-failed" };
    let args = [("points", Arg::from(score.compliance.points)), ("of", Arg::from(score.compliance.of))];
    let style = if passed { pen.theme.text } else { pen.theme.alarm };
    Line::from(own(pen.fill(key, &args), style))
}

fn taken_off<'a>(pen: &Pen<'a>, adjustment: &Adjustment) -> Line<'a> {
    let n = Arg::from(adjustment.points);
    let text = match &adjustment.why {
        Why::Hints { count } => pen.fill("training-off-hints", &[("n", n), ("count", Arg::from(*count))]),
        Why::Critical { .. } => pen.fill("training-off-critical", &[("n", n)]),
        Why::Fatal { .. } => pen.fill("training-off-fatal", &[("n", n)]),
    };
    Line::from(own(text, pen.theme.watch))
}

fn ending<'a>(pen: &Pen<'a>, page: &ResultPage) -> Line<'a> {
    let scenario = page.rehearsal.scenario();
    let ending = page.rehearsal.ending().and_then(|place| scenario.endings.get(place));
    let name = ending.map(|ending| ending.title.as_str().to_owned()).unwrap_or_default();
    Line::from(vec![pen.label("training-ended"), pen.text(format!(" {name}"))])
}

/// `开场     ################....  16/20`.
fn bar<'a>(pen: &Pen<'a>, section: SectionScore, cols: usize) -> Line<'a> {
    let name = pad(&pen.say(&format!("training-section-{}", section.section.code())), 16);
    let cells = BAR.min(cols.saturating_sub(16 + 9));
    let full = (cells * section.points as usize).checked_div(section.of as usize).unwrap_or(0);
    let style = pen.theme.accent;
    Line::from(vec![
        pen.muted(name),
        own("#".repeat(full), style),
        pen.muted(".".repeat(cells.saturating_sub(full))),
        pen.text(format!(" {}", pad_left(&format!("{}/{}", section.points, section.of), 7))),
    ])
}

/// Best, last and trend; a worse attempt never hides a better one.
fn standing<'a>(pen: &Pen<'a>, page: &ResultPage) -> Vec<Line<'a>> {
    let Some(standing) = &page.standing else { return vec![Line::from(pen.label("desk-saving"))] };
    let mut lines = Vec::new();
    let total = page.score.total;
    let (key, style) = match standing.best {
        None => ("training-first-time", pen.theme.text),
        Some(best) if total > best => ("training-new-best", pen.theme.accent),
        Some(_) => ("training-best-stays", pen.theme.text),
    };
    let best = standing.best.unwrap_or(total);
    lines.push(Line::from(own(pen.fill(key, &[("best", Arg::from(best))]), style)));
    if standing.trend.len() > 1 {
        let scores: Vec<String> = standing.trend.iter().map(u32::to_string).collect();
        let change =
            standing.trend.iter().rev().nth(1).map_or(0, |before| i64::from(total) - i64::from(*before));
        lines.push(Line::from(vec![
            pen.label("training-trend"),
            pen.text(format!(" {}  ", scores.join(" "))),
            own(signed(change), if change < 0 { pen.theme.watch } else { pen.theme.accent }),
        ]));
    }
    if standing.attempt.is_none() {
        lines.push(Line::from(own(pen.say("training-not-kept"), pen.theme.watch)));
    }
    lines
}

/// Every item; in a narrow window below the summary. Broken fatal items stand apart, at the top.
fn draw_items(pen: &Pen<'_>, page: &ResultPage, area: Rect, buf: &mut Buffer, with_summary: bool) {
    let head = if with_summary {
        title(pen, page)
    } else {
        vec![own(format!(" {} ", pen.say("training-items")), pen.theme.focus)]
    };
    let inner = pen.frame(buf, area, head, Vec::new(), page.question.is_none() && pen.app.popup.is_none());
    let cols = usize::from(inner.width);
    let mut lines = if with_summary { summary(pen, page, cols) } else { Vec::new() };
    if with_summary {
        lines.push(Line::default());
    }
    lines.extend(items(pen, page, cols));
    let room = usize::from(inner.height);
    let first = usize::from(page.scroll).min(lines.len().saturating_sub(room));
    let hidden = lines.len().saturating_sub(first + room);
    let mut sheet = Page::new(buf, inner);
    for line in lines.into_iter().skip(first) {
        sheet.line(line);
    }
    pen.more(buf, area, hidden);
}

fn items<'a>(pen: &Pen<'a>, page: &ResultPage, cols: usize) -> Vec<Line<'a>> {
    if !page.rounds.is_empty() {
        return rounds(pen, page, cols);
    }
    let score = &page.score;
    let mut lines = Vec::new();
    let broken = |item: &&ItemScore| item.kind == ItemKind::Fatal && !item.held;
    if score.adjustments.iter().any(|adjustment| matches!(adjustment.why, Why::Fatal { .. })) {
        lines.push(Line::from(own(pen.say("training-fatal"), pen.theme.alarm)));
        for item in score.items.iter().filter(broken) {
            lines.extend(item_lines(pen, item, cols));
        }
        lines.push(Line::default());
    }
    for section in score.sections() {
        let name = pen.say(&format!("training-section-{}", section.section.code()));
        lines.push(Line::from(vec![
            own(name, pen.theme.accent),
            pen.muted(format!("  {}/{}", section.points, section.of)),
        ]));
        let here = |item: &&ItemScore| item.section == section.section && !broken(item);
        for item in score.items.iter().filter(here) {
            lines.extend(item_lines(pen, item, cols));
        }
    }
    lines
}

/// What was judged, what happened and when, and, when it was missed, what would have been better.
fn item_lines<'a>(pen: &Pen<'a>, item: &ItemScore, cols: usize) -> Vec<Line<'a>> {
    let (mark, style) = match (item.held, item.kind) {
        (true, _) => ("[x]", pen.theme.accent),
        (false, ItemKind::Fatal | ItemKind::RedFlag) => ("[!]", pen.theme.alarm),
        (false, ItemKind::Critical) => ("[ ]", pen.theme.watch),
        (false, ItemKind::Optional) => ("[ ]", pen.theme.muted),
    };
    let points = if item.weight > 0 { format!("{}/{}", item.earned, item.weight) } else { String::new() };
    let kind = match item.kind {
        ItemKind::Optional => String::new(),
        ItemKind::Critical => format!("  {}", pen.say("training-kind-critical")),
        ItemKind::RedFlag => format!("  {}", pen.say("training-kind-red-flag")),
        ItemKind::Fatal => format!("  {}", pen.say("training-kind-fatal")),
    };
    let text = item.text.safe();
    let mut lines = Vec::new();
    for (row, part) in wrap(&text, cols.saturating_sub(12 + width(&kind))).into_iter().enumerate() {
        let head = if row == 0 { format!("{mark} {} ", pad_left(&points, 5)) } else { " ".repeat(10) };
        let tail = if row == 0 { kind.clone() } else { String::new() };
        lines.push(Line::from(vec![own(head, style), pen.text(part.to_owned()), pen.muted(tail)]));
    }
    let mut add = |text: &str, style: Style| {
        for part in wrap(&SafeText::new(text), cols.saturating_sub(12)) {
            lines.push(Line::from(vec![pen.text(" ".repeat(10)), own(part.to_owned(), style)]));
        }
    };
    for happened in happened(pen, item, cols.saturating_sub(12)) {
        add(&happened, pen.theme.muted);
    }
    if !item.held {
        let better = item.better.safe();
        add(&pen.fill("training-better", &[("text", Arg::from(better.as_str()))]), pen.theme.accent);
        if let Some(model) = item.model.as_ref().map(|model| model.safe()) {
            add(&pen.fill("training-model", &[("text", Arg::from(model.as_str()))]), pen.theme.text);
        }
    }
    lines
}

/// `01:20 「对不起」`, as far as the item looks at it.
fn happened(pen: &Pen<'_>, item: &ItemScore, cols: usize) -> Vec<String> {
    // The clock and the marks around the words.
    let room = cols.saturating_sub(10).min(60);
    let clock = |ms: u64| format!("{:02}:{:02}", ms / 60_000, ms / 1_000 % 60);
    let mut told = Vec::new();
    for (_, evidence) in item.happened.made.iter().take(3) {
        let quote = crate::ui::text::fit(&script::one_line(&evidence.quote.safe()), room).into_owned();
        let line =
            pen.fill("training-did", &[("at", Arg::from(clock(evidence.at))), ("quote", Arg::from(quote))]);
        // One sentence may make several points: it is quoted once.
        if !told.contains(&line) {
            told.push(line);
        }
    }
    for slip in &item.happened.slips {
        let quote = crate::ui::text::fit(&script::one_line(&slip.quote.safe()), room).into_owned();
        let name = slip_words(pen, &slip.slip);
        let args =
            [("at", Arg::from(clock(slip.at))), ("name", Arg::from(name)), ("quote", Arg::from(quote))];
        told.push(pen.fill("training-slipped", &args));
    }
    if let Some(slowest) = item.happened.slowest {
        told.push(pen.fill("training-slowest", &[("n", Arg::from(slowest.div_ceil(1_000)))]));
    }
    if !item.held && told.is_empty() {
        told.push(pen.say("training-did-not").into_owned());
    }
    told
}

/// Where one goes from here.
fn draw_ways(pen: &Pen<'_>, page: &ResultPage, area: Rect, buf: &mut Buffer) {
    let title = vec![pen.text(format!(" {} ", pen.say("desk-what-now")))];
    let inner = pen.frame(buf, area, title, Vec::new(), false);
    let mut line = Vec::new();
    let reviewed = if page.is_reviewed() { "training-way-review-again" } else { "training-way-review" };
    for (key, way) in [
        ("1", "training-way-again"),
        ("2", "training-way-next"),
        ("3", "training-way-replay"),
        ("4", reviewed),
        ("Esc", "training-way-menu"),
    ] {
        line.extend([own(format!("{key} "), pen.theme.accent), pen.text(format!("{}   ", pen.say(way)))]);
    }
    Page::new(buf, inner).line(line);
}

/// What was worth learning, what to improve, how to use it.
fn draw_questions(pen: &Pen<'_>, page: &ResultPage, area: Rect, buf: &mut Buffer) {
    let title = vec![
        own(format!(" {} ", pen.say("training-review")), pen.theme.focus),
        pen.label("training-review-how"),
    ];
    let inner = pen.frame(buf, area, title, Vec::new(), pen.app.popup.is_none());
    let mut y = inner.y;
    for (at, answer) in page.review.iter().enumerate() {
        let here = page.question == Some(at);
        let question = pen.say(&format!("training-question-{}", at + 1));
        let style = if here { pen.theme.focus } else { pen.theme.muted };
        let row = |y: u16| Rect { x: inner.x, y, width: inner.width, height: 1 };
        if y + 1 >= inner.bottom() {
            break;
        }
        Page::new(buf, row(y)).line(own(format!("{} {question}", at + 1), style));
        let field = Rect { x: inner.x + 2, width: inner.width.saturating_sub(2), ..row(y + 1) };
        search::draw_field(pen, field, buf, answer, here && pen.app.popup.is_none());
        y += 2;
    }
}

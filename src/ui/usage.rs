//! F3 用量: twelve months of bill, minutes and data as bars that carry their numbers. The axis starts at zero, an unknown month is a
//! gap, the latest month is marked. It must not compute a trend: the insight has done that.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::Pane;
use crate::app::calls::Known;
use crate::domain::insight::Trend;
use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::usage::{Kilobytes, UsageMonth};
use crate::ui::pen::{Page, Pen};
use crate::ui::text::{own, pad, pad_left, put, width};
use crate::ui::{signs, usage_insight};

const MONTHS: u32 = 12;

/// One of the three measures of a month.
struct Measure {
    label: &'static str,
    unit: &'static str,
    /// The twelve months, oldest first; what is unknown stays unknown.
    values: Vec<Option<u64>>,
    trend: Option<Trend>,
    print: fn(u64) -> String,
}

impl Measure {
    fn most(&self) -> u64 {
        self.values.iter().flatten().copied().max().unwrap_or(0)
    }

    fn latest(&self) -> Option<u64> {
        self.values.last().copied().flatten()
    }
}

/// Draws the pane.
pub(super) fn draw(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    let inner = pen.pane_frame(buf, area, Pane::Usage, Vec::new(), Vec::new());
    let mut page = Page::new(buf, inner);
    let Some(known) = pen.app.customer() else {
        page.sentence(&pen.say("desk-no-customer"), pen.theme.muted);
        return;
    };
    let months = known.profile.months(MONTHS);
    if months.is_empty() {
        page.sentence(&pen.say("desk-no-usage"), pen.theme.muted);
        return;
    }
    let measures = measures(known, &months);
    if inner.height >= 16 && inner.width >= 38 {
        draw_table(pen, &months, &measures, &mut page);
        if page.left() > 4 {
            page.blank();
        }
        draw_split(pen, known, &mut page);
        usage_insight::draw(pen, known, &mut page);
        usage_insight::draw_week(pen, known, &mut page);
    } else if inner.height >= 9 {
        draw_columns(pen, &months, &measures, &mut page);
        draw_split(pen, known, &mut page);
        usage_insight::draw(pen, known, &mut page);
    } else {
        draw_rows(pen, &measures, &mut page);
        draw_split(pen, known, &mut page);
        usage_insight::draw(pen, known, &mut page);
    }
}

type Months<'a> = [(Month, Option<&'a UsageMonth>)];

fn measures(known: &Known, months: &Months<'_>) -> Vec<Measure> {
    let take = |pick: fn(&UsageMonth) -> Option<u64>| {
        months.iter().map(|(_, usage)| usage.and_then(pick)).collect::<Vec<_>>()
    };
    let insight = &known.insight;
    vec![
        Measure {
            label: "desk-bill",
            unit: "desk-unit-money",
            values: take(|usage| usage.bill.and_then(|bill| u64::try_from(bill.0).ok())),
            trend: insight.bill,
            print: |fen| Fen(i64::try_from(fen).unwrap_or(i64::MAX)).to_string(),
        },
        Measure {
            label: "desk-voice",
            unit: "desk-unit-minutes",
            values: take(|usage| usage.voice_min.map(|minutes| u64::from(minutes.0))),
            trend: insight.voice,
            print: |minutes| minutes.to_string(),
        },
        Measure {
            label: "desk-data",
            unit: "desk-unit-gb",
            values: take(|usage| usage.data.map(|data| data.0)),
            trend: insight.data,
            print: |kb| Kilobytes(kb).gb_tenths(),
        },
    ]
}

/// `账单   157.00 元  +21 %`, the change in a colour only when it is large.
fn heading<'a>(pen: &Pen<'a>, measure: &Measure) -> (Line<'a>, Line<'a>) {
    let left = Line::from(vec![pen.label(measure.label), pen.muted(" "), pen.label(measure.unit)]);
    let mut right = Vec::new();
    match measure.latest() {
        Some(latest) => right.push(pen.strong((measure.print)(latest))),
        None => right.push(pen.label("desk-unknown")),
    }
    right.push(change(pen, measure.trend));
    (left, Line::from(right))
}

/// Eight columns: `  +128 %`.
fn change<'a>(pen: &Pen<'a>, trend: Option<Trend>) -> Span<'a> {
    let text = trend.and_then(signs::change).unwrap_or_default();
    let large = trend.and_then(Trend::percent).is_some_and(|percent| percent.abs() >= 30);
    own(pad_left(&text, 8), if large { pen.theme.watch } else { pen.theme.muted })
}

/// Three rows: label, twelve small columns, the latest value and its change.
fn draw_rows(pen: &Pen<'_>, measures: &[Measure], page: &mut Page<'_>) {
    let labels = measures.iter().map(|measure| width(&pen.say(measure.label))).max().unwrap_or(0) + 1;
    for measure in measures {
        let mut left = vec![pen.muted(pad(&pen.say(measure.label), labels))];
        let most = measure.most();
        let last = measure.values.len().saturating_sub(1);
        // Not quite up to the edge, or it grows together with the row above.
        let heights = pen.symbols.column.split_last().map_or(pen.symbols.column, |(_, lower)| lower);
        for (at, value) in measure.values.iter().enumerate() {
            let style = if at == last { pen.theme.strong } else { pen.theme.accent };
            left.push(match value {
                Some(value) => own(level(heights, *value, most), style),
                None => own(pen.symbols.gap, pen.theme.muted),
            });
        }
        page.line_with(left, heading(pen, measure).1);
    }
}

/// Each measure as a heading and two rows of columns, the highest value and the zero of the axis written at the left.
fn draw_columns(pen: &Pen<'_>, months: &Months<'_>, measures: &[Measure], page: &mut Page<'_>) {
    let axis = measures.iter().map(|measure| width(&(measure.print)(measure.most()))).max().unwrap_or(1);
    let step = (page.cols().saturating_sub(axis + 1) / months.len().max(1)).clamp(1, 4);
    // A row for the months and one for the split must stay.
    let tall = usize::from(page.left().saturating_sub(2)) / measures.len().max(1);
    let rows = tall.saturating_sub(1).clamp(1, 4);
    for measure in measures {
        let (left, right) = heading(pen, measure);
        page.line_with(left, right);
        for row in (0..rows).rev() {
            let number = match row {
                _ if row + 1 == rows => (measure.print)(measure.most()),
                0 => "0".to_owned(),
                _ => String::new(),
            };
            let mut spans = vec![pen.muted(format!("{} ", pad_left(&number, axis)))];
            spans.extend(column_row(pen, measure, row, rows, step));
            page.line(spans);
        }
    }
    page.line(month_axis(pen, months, axis, step));
}

fn column_row<'a>(pen: &Pen<'a>, measure: &Measure, row: usize, rows: usize, step: usize) -> Vec<Span<'a>> {
    let column = pen.symbols.column;
    let (most, last) = (measure.most(), measure.values.len().saturating_sub(1));
    // The filled part is one cell narrower than the step, so that columns stay apart, unless there is only one cell.
    let filled = step.saturating_sub(1).max(1);
    let cells = |value: &Option<u64>, at: usize| {
        let (symbol, style) = match value {
            Some(value) => {
                let style = if at == last { pen.theme.strong } else { pen.theme.accent };
                (part(column, *value, most, row, rows), style)
            }
            None if row == 0 => (pen.symbols.gap, pen.theme.muted),
            None => (" ", pen.theme.muted),
        };
        own(format!("{}{:2$}", symbol.repeat(filled), "", step - filled), style)
    };
    measure.values.iter().enumerate().map(|(at, value)| cells(value, at)).collect()
}

/// Every third month by its number, and the latest.
fn month_axis<'a>(pen: &Pen<'a>, months: &Months<'_>, axis: usize, step: usize) -> Vec<Span<'a>> {
    let last = months.len().saturating_sub(1);
    let mut spans = vec![pen.muted(format!("{:axis$} ", ""))];
    for (at, (month, _)) in months.iter().enumerate() {
        let shown = (last - at).is_multiple_of(3);
        let label = if shown { month.month().to_string() } else { String::new() };
        let style = if at == last { pen.theme.strong } else { pen.theme.muted };
        // Two digits may reach into the next, empty, column.
        spans.push(own(if step == 1 { pad(&label, 1) } else { pad(&label, step) }, style));
    }
    spans
}

/// A row for each month: three numbers, each with its bar.
fn draw_table(pen: &Pen<'_>, months: &Months<'_>, measures: &[Measure], page: &mut Page<'_>) {
    let numbers: Vec<usize> = measures
        .iter()
        .map(|measure| {
            let longest = measure.values.iter().flatten().map(|value| width(&(measure.print)(*value))).max();
            longest.unwrap_or(1)
        })
        .collect();
    let fixed = 4 + numbers.iter().sum::<usize>() + measures.len() * 2;
    let bar = (page.cols().saturating_sub(fixed) / measures.len().max(1)).saturating_sub(1).clamp(1, 24);
    let mut header = vec![pen.muted(pad("", 4))];
    for (measure, digits) in measures.iter().zip(&numbers) {
        let label = format!("{} {}", pen.say(measure.label), pen.say(measure.unit));
        header.push(pen.muted(pad(&label, digits + bar + 3)));
    }
    page.line(header);
    let last = months.len().saturating_sub(1);
    for (at, (month, _)) in months.iter().enumerate() {
        let style = if at == last { pen.theme.strong } else { pen.theme.text };
        let mark = if at == last { "*" } else { " " };
        let mut spans = vec![own(
            format!("{:>2}{mark} ", month.month()),
            if at == last { style } else { pen.theme.muted },
        )];
        for (measure, digits) in measures.iter().zip(&numbers) {
            let value = measure.values.get(at).copied().flatten();
            spans.extend(bar_cells(pen, measure, value, *digits, bar, style));
        }
        page.line(spans);
    }
    let mut footer = vec![pen.muted(pad("", 4))];
    for (measure, digits) in measures.iter().zip(&numbers) {
        let text = change(pen, measure.trend);
        footer.push(own(pad(text.content.trim(), digits + bar + 3), text.style));
    }
    page.line(footer);
}

fn bar_cells<'a>(
    pen: &Pen<'a>,
    measure: &Measure,
    value: Option<u64>,
    digits: usize,
    bar: usize,
    style: Style,
) -> [Span<'a>; 2] {
    let number = value.map_or_else(|| pen.symbols.gap.to_owned(), measure.print);
    let drawn = value.map_or_else(String::new, |value| bar_of(pen.symbols.bar, value, measure.most(), bar));
    let number_style = if value.is_some() { style } else { pen.theme.muted };
    [
        own(format!("{} ", pad_left(&number, digits)), number_style),
        own(format!("{}  ", pad(&drawn, bar)), pen.theme.accent),
    ]
}

/// What the latest bill is made of.
fn draw_split(pen: &Pen<'_>, known: &Known, page: &mut Page<'_>) {
    let Some(latest) = known.profile.latest().filter(|_| page.left() > 0) else {
        return;
    };
    let mut parts: Vec<(&str, Fen)> = [
        ("desk-fee-package", latest.package_fee),
        ("desk-fee-voice", latest.voice_fee),
        ("desk-fee-data", latest.data_fee),
        ("desk-fee-sms", latest.sms_fee),
        ("desk-fee-vas", latest.vas_fee),
        ("desk-fee-roaming", latest.roaming_fee),
    ]
    .into_iter()
    .filter_map(|(key, fee)| Some((key, fee.filter(|fee| fee.0 != 0)?)))
    .collect();
    // The largest first: it explains the bill, and the row may be short.
    parts.sort_by_key(|(_, fee)| std::cmp::Reverse(fee.abs()));
    let (area, buf) = page.take(1);
    let mut x = area.x;
    for (key, fee) in parts {
        let spans = vec![pen.label(key), pen.muted(" "), pen.text(fee.to_string())];
        let cols: usize = spans.iter().map(|span| width(&span.content)).sum();
        let cols = u16::try_from(cols).unwrap_or(u16::MAX);
        if x.saturating_add(cols) > area.right() {
            break;
        }
        x = put(buf, x, area.y, &Line::from(spans), cols).saturating_add(2);
    }
}

/// How full one cell is, as a symbol: of nothing only an exact zero is drawn as nothing.
fn level(symbols: &'static [&'static str], value: u64, most: u64) -> &'static str {
    part(symbols, value, most, 0, 1)
}

/// The part of a column in `row` (0 at the bottom) of `rows`.
fn part(symbols: &'static [&'static str], value: u64, most: u64, row: usize, rows: usize) -> &'static str {
    let steps = symbols.len().saturating_sub(1);
    let height = eighths(value, most, steps * rows);
    let here = height.saturating_sub(row * steps).min(steps);
    symbols.get(here).copied().unwrap_or(" ")
}

/// A bar from the left, at most `cols` cells.
fn bar_of(symbols: &'static [&'static str], value: u64, most: u64, cols: usize) -> String {
    let steps = symbols.len().saturating_sub(1).max(1);
    let length = eighths(value, most, steps * cols);
    let full = symbols.last().copied().unwrap_or("#").repeat(length / steps);
    let rest = symbols.get(length % steps).copied().filter(|_| !length.is_multiple_of(steps)).unwrap_or("");
    full + rest
}

/// `value` of `most` in `steps`; something is never nothing.
fn eighths(value: u64, most: u64, steps: usize) -> usize {
    if most == 0 || value == 0 {
        return 0;
    }
    let scaled = u128::from(value) * steps as u128 / u128::from(most);
    usize::try_from(scaled).unwrap_or(steps).clamp(1, steps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Symbols;

    #[test]
    fn bars_start_at_zero_and_never_hide_a_little() {
        let bar = Symbols::NARROW.bar;
        assert_eq!(bar_of(bar, 0, 100, 4), "");
        assert_eq!(bar_of(bar, 1, 1_000_000, 4), "╸");
        assert_eq!(bar_of(bar, 100, 100, 4), "━━━━");
        assert_eq!(bar_of(bar, 50, 100, 4), "━━");
        assert_eq!(bar_of(Symbols::WIDE.bar, 50, 100, 4), "##");
        assert_eq!(bar_of(bar, u64::MAX, u64::MAX, 4), "━━━━");
        assert_eq!(bar_of(bar, 0, 0, 4), "");
    }

    #[test]
    fn columns_fill_from_the_bottom() {
        let column = Symbols::NARROW.column;
        assert_eq!([1, 0].map(|row| part(column, 100, 100, row, 2)), ["█", "█"]);
        assert_eq!([1, 0].map(|row| part(column, 50, 100, row, 2)), [" ", "█"]);
        assert_eq!([1, 0].map(|row| part(column, 25, 100, row, 2)), [" ", "▄"]);
    }
}

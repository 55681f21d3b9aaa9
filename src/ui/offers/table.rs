//! F5 over the whole screen: the customer's own months as rows and packages as columns, why the bill changed, and the whole ranking,
//! with what may not be had in grey. Nothing that is cheaper is left out.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{answers, bill, cards, keys, model, paragraph, peril, spread, verdict, what_if};
use crate::app::Pane;
use crate::app::calls::Known;
use crate::content::offers::{self, yuan};
use crate::content::words::Arg;
use crate::domain::money::Fen;
use crate::domain::recommend::{Advice, Ranked};
use crate::ui::pen::{Page, Pen};
use crate::ui::text::{fit, own, pad_left, wrap};

/// Cells of the months' column and of every other one.
const FIRST: usize = 9;
const COLUMN: usize = 13;

/// So many lines of answers stay in sight; the newest are the last.
const MOST_ANSWERS: usize = 3;

/// Draws what is scrolled to, with what is tried out pinned below. Says how many lines are hidden.
pub(super) fn draw(pen: &Pen<'_>, known: &Known, advice: &Advice, page: &mut Page<'_>) -> usize {
    let cols = page.cols();
    let mut pinned = cards::sentence(pen, known, advice, cols);
    pinned.extend(what_if(pen, known, cols));
    pinned.extend(paragraph(&keys(pen, known, cols), cols, pen.theme.muted));
    let given = answers::given(pen, known, cols);
    let old = given.len().saturating_sub(MOST_ANSWERS);
    pinned.extend(given.into_iter().skip(old));
    let lines = lines(pen, known, advice, cols);
    let room = usize::from(page.left()).saturating_sub(pinned.len());
    let from = usize::from(pen.app.first_line(Pane::Offers)).min(lines.len().saturating_sub(room));
    let hidden = lines.len().saturating_sub(from + room);
    let shown: Vec<Line<'_>> = lines.into_iter().skip(from).take(room).collect();
    let gap = room - shown.len();
    shown.into_iter().for_each(|line| page.line(line));
    (0..gap).for_each(|_| page.line(Line::default()));
    pinned.into_iter().for_each(|line| page.line(line));
    hidden
}

fn lines<'a>(pen: &Pen<'a>, known: &Known, advice: &Advice, cols: usize) -> Vec<Line<'a>> {
    let mut lines = verdict(pen, advice, cols);
    let (opening, lifted) = peril::lines(pen, known, cols).unwrap_or_default();
    lines.extend(opening);
    lines.extend(lifted);
    lines.extend(answers::resting(pen, known, advice, cols));
    lines.extend(table(pen, known, advice, cols));
    lines.extend(bill(pen, known, cols).unwrap_or_default());
    lines.extend(paragraph(&model(pen, advice), cols, pen.theme.muted));
    if pen.app.catalogue.is_example {
        lines.push(Line::from(pen.label("offer-example")));
    }
    lines.extend(ranking(pen, advice, cols));
    lines
}

/// The present package, the cards, then the ranking, as many as fit.
fn columns<'e>(known: &'e Known, advice: &'e Advice, cols: usize) -> Vec<&'e Ranked> {
    let mut columns: Vec<&Ranked> = Vec::new();
    let cards = known.offers.cards();
    let wanted = advice.current.iter().chain(cards.iter().map(|card| card.entry)).chain(&advice.ranked);
    for entry in wanted {
        if !columns.iter().any(|known| known.code == entry.code && known.packs == entry.packs) {
            columns.push(entry);
        }
    }
    columns.truncate(cols.saturating_sub(FIRST + COLUMN) / COLUMN);
    columns
}

fn table<'a>(pen: &Pen<'a>, known: &Known, advice: &Advice, cols: usize) -> Vec<Line<'a>> {
    let columns = columns(known, advice, cols);
    let mut lines = heads(pen, &columns);
    for (at, month) in advice.months.iter().enumerate() {
        let bill = advice.bills.get(at).copied().flatten();
        let totals: Vec<Option<Fen>> =
            columns.iter().map(|entry| entry.own.totals.get(at).copied()).collect();
        lines.push(row(pen, &month.to_string(), bill, &totals));
    }
    let every = |pick: fn(&Ranked) -> Option<Fen>| -> Vec<Option<Fen>> {
        columns.iter().map(|entry| pick(entry)).collect()
    };
    for (key, cells) in [
        ("offer-row-mean", every(|entry| Some(entry.mean))),
        ("offer-row-fee", every(|entry| Some(entry.fee))),
        ("offer-row-saves", every(|entry| entry.saving.ok().map(|saving| saving.month))),
    ] {
        lines.push(row(pen, &pen.say(key), None, &cells));
    }
    lines
}

/// Two lines of names over the columns; the present package says so.
fn heads<'a>(pen: &Pen<'a>, columns: &[&Ranked]) -> Vec<Line<'a>> {
    let mut names: Vec<Vec<String>> = vec![vec![pen.say("offer-row-bill").into_owned()]];
    for entry in columns {
        let name = offers::name(&pen.app.catalogue, entry);
        let mut parts: Vec<String> = wrap(&name, COLUMN - 1).into_iter().take(2).map(str::to_owned).collect();
        if entry.is_current {
            parts.insert(0, pen.say("rate-now").into_owned());
            parts.truncate(2);
        }
        names.push(parts);
    }
    (0..2)
        .map(|at| {
            let mut spans = vec![own(" ".repeat(FIRST), Style::default())];
            for parts in &names {
                let part = parts.get(at).map_or("", String::as_str);
                spans.push(own(pad_left(&fit(part, COLUMN - 1), COLUMN), pen.theme.muted));
            }
            Line::from(spans)
        })
        .collect()
}

fn row<'a>(pen: &Pen<'a>, label: &str, bill: Option<Fen>, cells: &[Option<Fen>]) -> Line<'a> {
    let least = cells.iter().flatten().min().copied();
    let cell = |amount: Option<Fen>, style: Style| -> Span<'a> {
        let text = amount.map_or_else(|| "-".to_owned(), |amount| amount.to_string());
        own(pad_left(&text, COLUMN), style)
    };
    let mut spans = vec![own(crate::ui::text::pad(label, FIRST), pen.theme.muted)];
    spans.push(cell(bill, pen.theme.text));
    for amount in cells {
        let style = if *amount == least { pen.theme.strong } else { pen.theme.text };
        spans.push(cell(*amount, style));
    }
    Line::from(spans)
}

/// Every package: what it costs and saves, and behind them those that may not be had, with the rule.
fn ranking<'a>(pen: &Pen<'a>, advice: &Advice, cols: usize) -> Vec<Line<'a>> {
    let mut lines = vec![Line::from(pen.label("offer-ranking"))];
    for (entry, place) in advice.ranked.iter().zip(1_u32..) {
        let key = if entry.is_complete() { "offer-rank" } else { "offer-rank-lower" };
        let mut figures = pen.fill(key, &[("mean", Arg::from(yuan(entry.mean)))]);
        match entry.saving {
            _ if entry.is_current => figures.push_str(&format!("  {}", pen.say("rate-now"))),
            Ok(saving) => figures.push_str(&format!("  {}", saving.month.signed())),
            Err(_) => {}
        }
        let left = vec![
            own(format!("{place:>3} "), pen.theme.muted),
            own(offers::name(&pen.app.catalogue, entry), pen.theme.text),
        ];
        lines.push(spread(left, vec![own(figures, pen.theme.text)], cols));
    }
    for refused in advice.refused.iter().filter(|refused| refused.own.is_some()) {
        let name =
            pen.app.catalogue.get(refused.package).map(|package| package.name.safe().as_str().to_owned());
        let left = vec![own(format!("    {}", name.unwrap_or_default()), pen.theme.muted)];
        let why = offers::barrier(pen.words, &refused.barrier);
        lines.push(spread(left, vec![own(why, pen.theme.muted)], cols));
    }
    lines
}

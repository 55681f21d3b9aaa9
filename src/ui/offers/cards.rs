//! The cards of F5: what a suggestion costs, saves and loses, and the sentence to read aloud. Figures come from the answer as they are.

use ratatui::text::Line;

use super::{Block, paragraph, spread};
use crate::app::Pane;
use crate::app::calls::Known;
use crate::content::offers::{self, yuan};
use crate::content::words::Arg;
use crate::domain::benefit::{self, Benefit};
use crate::domain::recommend::cards::{Card, Purpose};
use crate::domain::recommend::{Advice, Ranked};
use crate::ui::pen::Pen;
use crate::ui::text::{own, pad, width, wrap};

/// One head per card, and the figures of the chosen one before those of the others.
pub(super) fn blocks<'a>(pen: &Pen<'a>, known: &Known, advice: &Advice, cols: usize) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    for (at, card) in known.offers.cards().iter().enumerate() {
        let chosen = at == known.offers.chosen;
        let later = if chosen && (card.is_advised || pen.has_focus(Pane::Offers)) { 0 } else { 5 };
        blocks.push(Block::whole(if chosen { 2 } else { 7 }, vec![head(pen, card, chosen, cols)]));
        blocks.push(Block::cut(3 + later, figures(pen, card.entry, cols)));
        let lost = lost(pen, advice, card.entry, cols);
        blocks.push(Block::cut(3 + later, lost));
    }
    if blocks.is_empty() {
        let now = advice.current.iter().flat_map(|entry| figures(pen, entry, cols)).collect();
        blocks.push(Block::cut(5, now));
    }
    blocks
}

const fn label(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Cheapest => "offer-card-cheapest",
        Purpose::SamePrice => "offer-card-same",
        Purpose::StayPlus => "offer-card-plus",
        Purpose::Wanted => "offer-card-wanted",
    }
}

fn head<'a>(pen: &Pen<'a>, card: &Card<'_>, chosen: bool, cols: usize) -> Line<'a> {
    let mark = if chosen { ">" } else { " " };
    let name_style = if chosen { pen.theme.strong } else { pen.theme.text };
    let left = vec![
        own(mark, pen.theme.accent),
        own(format!("{} ", pen.say(label(card.purpose))), pen.theme.muted),
        own(offers::name(&pen.app.catalogue, card.entry), name_style),
    ];
    let right = match card.entry.saving {
        Ok(saving) if saving.month.0 > 0 => {
            let text = pen.fill("offer-saves", &[("month", Arg::from(yuan(saving.month)))]);
            vec![own(text, pen.theme.good)]
        }
        Ok(_) => vec![pen.label("offer-saves-nothing")],
        Err(_) => vec![pen.label("offer-saves-unknown")],
    };
    spread(left, right, cols)
}

/// Fee, true cost, worst month, wins, first year; wrapped and set in.
fn figures<'a>(pen: &Pen<'a>, entry: &Ranked, cols: usize) -> Vec<Line<'a>> {
    let key = if entry.is_complete() { "offer-figures" } else { "offer-figures-lower" };
    let args = [
        ("fee", Arg::from(yuan(entry.fee))),
        ("mean", Arg::from(yuan(entry.mean))),
        ("worst", Arg::from(yuan(entry.own.worst))),
        ("wins", Arg::from(entry.own.wins)),
        ("of", Arg::from(entry.own.of)),
    ];
    let mut text = pen.fill(key, &args);
    if let Ok(saving) = entry.saving
        && saving.year.0 > 0
    {
        text.push_str(&pen.fill("offer-year", &[("year", Arg::from(yuan(saving.year)))]));
    }
    if entry.own.slow_days > 0 {
        text.push_str(&pen.fill("offer-slow", &[("days", Arg::from(entry.own.slow_days))]));
    }
    set_in(pen, &text, cols, pen.theme.text)
}

/// What becomes of the packs that are held, and what is lost.
fn lost<'a>(pen: &Pen<'a>, advice: &Advice, entry: &Ranked, cols: usize) -> Vec<Line<'a>> {
    let change = offers::pack_change(pen.words, &pen.app.catalogue, advice, entry);
    let mut lines = change.map_or_else(Vec::new, |change| set_in(pen, &change, cols, pen.theme.text));
    let losses = offers::losses(pen.words, &entry.switch, entry.check_sale);
    if !losses.is_empty() {
        lines.extend(set_in(pen, &format!("! {}", losses.join("; ")), cols, pen.theme.watch));
    }
    lines
}

fn set_in<'a>(pen: &Pen<'a>, text: &str, cols: usize, style: ratatui::style::Style) -> Vec<Line<'a>> {
    let room = cols.saturating_sub(2);
    paragraph(text, room, style)
        .into_iter()
        .map(|mut line| {
            line.spans.insert(0, own("  ", pen.theme.text));
            line
        })
        .collect()
}

/// The three lines for the chosen card's family of packages: what it has, why that is better, what this customer gets from it.
pub(super) fn benefit<'a>(pen: &Pen<'a>, known: &Known, cols: usize) -> Vec<Line<'a>> {
    let Some(benefit) = chosen_benefit(pen, known, false) else { return Vec::new() };
    let parts = [
        ("offer-feature", &benefit.feature, pen.theme.muted),
        ("offer-advantage", &benefit.advantage, pen.theme.muted),
        ("offer-benefit", &benefit.benefit, pen.theme.text),
    ];
    let labels = parts.iter().map(|(key, ..)| width(&pen.say(key))).max().unwrap_or(0) + 1;
    let mut lines = Vec::new();
    for (key, text, style) in parts {
        for (at, line) in wrap(text, cols.saturating_sub(labels)).into_iter().enumerate() {
            let label = if at == 0 { pen.say(key).into_owned() } else { String::new() };
            let label = own(pad(&label, labels), pen.theme.muted);
            lines.push(Line::from(vec![label, own(line.to_owned(), style)]));
        }
    }
    lines
}

/// The lines that belong to the chosen card, in the language of the call's script; `advised`: only when the verdict speaks of that card.
pub(in crate::ui) fn chosen_benefit<'a>(pen: &Pen<'a>, known: &Known, advised: bool) -> Option<&'a Benefit> {
    let script = pen.app.calls.current()?.script.as_ref()?;
    let cards = known.offers.cards();
    let entry = cards.get(known.offers.chosen).filter(|card| card.is_advised || !advised)?.entry;
    let positions = std::iter::once(&entry.package).chain(&entry.with);
    // Of a card that keeps the package and adds packs, the packs are what is new.
    let packages = positions.rev().filter_map(|at| pen.app.catalogue.get(*at));
    packages
        .filter_map(|package| package.family.as_ref())
        .find_map(|family| benefit::of(&script.benefits, family.safe().as_str()))
}

/// What to say: of the chosen card when the keyboard is here or it is advised, else of the present package.
pub(super) fn sentence<'a>(pen: &Pen<'a>, known: &Known, advice: &Advice, cols: usize) -> Vec<Line<'a>> {
    let cards = known.offers.cards();
    let card = cards.get(known.offers.chosen);
    let card = card.filter(|card| card.is_advised || pen.has_focus(Pane::Offers));
    let Some(entry) = card.map(|card| card.entry).or(advice.current.as_ref()) else { return Vec::new() };
    let text = offers::sentence(pen.words, &pen.app.catalogue, advice, entry);
    let text = crate::domain::safe_text::SafeText::lines(&text);
    let mut lines = Vec::new();
    for (at, line) in wrap(&text, cols.saturating_sub(2)).into_iter().enumerate() {
        let mark = if at == 0 { format!("{} ", pen.symbols.say) } else { "  ".to_owned() };
        lines.push(Line::from(vec![own(mark, pen.theme.accent), own(line.to_owned(), pen.theme.text)]));
    }
    lines
}

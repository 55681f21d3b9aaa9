//! The ways through a scenario as a picture, in Graphviz or Mermaid. It must not judge anything.

use std::fmt::Write as _;

use toml::Spanned;

use crate::content::scenarios::file::File;
use crate::content::scenarios::made::{ending_place, turn_name, turn_place};
use crate::content::scripts::Notation;

/// A box a turn, a circle an ending, an arrow a way, named by the answer's words, the offer or the condition.
pub(crate) fn picture(file: &File, notation: Notation) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = match notation {
        Notation::Dot => writeln!(out, "digraph \"{}\" {{\n  node [shape=box];", plain(file.id.get_ref())),
        Notation::Mermaid => writeln!(out, "flowchart TD"),
    };
    for (at, turn) in file.turns.iter().enumerate() {
        let said = turn.say.as_ref().and_then(|say| say.get_ref().all().first().cloned()).unwrap_or_default();
        let label = format!("{}: {}", plain(&turn_name(at, turn)), short(&said));
        let _ = match notation {
            Notation::Dot => writeln!(out, "  t{at} [label=\"{label}\"];"),
            Notation::Mermaid => writeln!(out, "  t{at}[\"{label}\"]"),
        };
    }
    let mut used = vec![false; file.endings.len()];
    for (at, turn) in file.turns.iter().enumerate() {
        let target = |goto: &Option<Spanned<String>>, end: &Option<Spanned<String>>, stay: bool| {
            let name = goto.as_ref().or(end.as_ref()).map(Spanned::get_ref);
            let place = name.and_then(|name| {
                turn_place(file, name).map(Ok).or_else(|| ending_place(file, name).map(Err))
            });
            match (place, stay) {
                (Some(place), _) => place,
                (None, true) => Ok(at),
                (None, false) => Ok(at + 1),
            }
        };
        let mut arrows: Vec<(Result<usize, usize>, String, bool)> = Vec::new();
        arrows.extend(
            turn.ways.iter().map(|way| (target(&way.goto, &way.end, false), short(way.when.get_ref()), true)),
        );
        arrows.extend(turn.answers.iter().map(|answer| {
            (target(&answer.goto, &answer.end, answer.stay), short(answer.say.get_ref()), false)
        }));
        arrows.extend(turn.offers.iter().map(|offer| {
            (
                target(&offer.goto, &offer.end, offer.stay),
                format!("F5 {}", short(offer.offer.get_ref())),
                false,
            )
        }));
        if turn.answers.is_empty() {
            arrows.push((target(&turn.goto, &turn.end, false), String::new(), false));
        }
        for (to, label, condition) in arrows {
            if let Err(ending) = to
                && let Some(seen) = used.get_mut(ending)
            {
                *seen = true;
            }
            arrow(&mut out, notation, at, to, &label, condition);
        }
    }
    for (at, ending) in file.endings.iter().enumerate().filter(|(at, _)| used.get(*at) == Some(&true)) {
        let label = short(ending.title.get_ref());
        let _ = match notation {
            Notation::Dot => writeln!(out, "  e{at} [shape=doublecircle, label=\"{label}\"];"),
            Notation::Mermaid => writeln!(out, "  e{at}((\"{label}\"))"),
        };
    }
    if notation == Notation::Dot {
        out.push_str("}\n");
    }
    out
}

fn arrow(
    out: &mut String,
    notation: Notation,
    at: usize,
    to: Result<usize, usize>,
    label: &str,
    condition: bool,
) {
    let to = match to {
        Ok(turn) => format!("t{turn}"),
        Err(ending) => format!("e{ending}"),
    };
    let _ = match (notation, label.is_empty(), condition) {
        (Notation::Dot, true, _) => writeln!(out, "  t{at} -> {to};"),
        (Notation::Dot, false, true) => writeln!(out, "  t{at} -> {to} [style=dashed, label=\"{label}\"];"),
        (Notation::Dot, false, false) => writeln!(out, "  t{at} -> {to} [label=\"{label}\"];"),
        (Notation::Mermaid, true, _) => writeln!(out, "  t{at} --> {to}"),
        (Notation::Mermaid, false, true) => writeln!(out, "  t{at} -.->|\"{label}\"| {to}"),
        (Notation::Mermaid, false, false) => writeln!(out, "  t{at} -->|\"{label}\"| {to}"),
    };
}

/// The first line, as far as a label has room.
fn short(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let mut label: String = plain(line).chars().take(24).collect();
    if line.chars().count() > 24 {
        label.push_str("...");
    }
    label
}

/// Quotes and control characters would end the label.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c == '"' || c == '\\' || c == '|' || c.is_control() { '\'' } else { c }).collect()
}

//! What can be wrong with the ways through a script: places that do not exist, steps that nobody reaches, rounds without an end.
//! And the same ways as a picture. It must not judge the words.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use toml::Spanned;

use crate::content::finding::Finding;
use crate::content::scripts::file::{File, FileStep, Parts};
use crate::content::source::Source;

/// There are nine digits.
const MOST_ANSWERS: usize = 9;

/// Where steps lead: to other steps by their place in the file; to the number of steps for the end.
struct Ways {
    edges: Vec<Vec<usize>>,
}

/// What is wrong with the ways through a script.
pub(crate) fn check(source: &Source, file: &File, parts: &Parts) -> Vec<Finding> {
    let mut findings = shapes(source, file, parts);
    findings.extend(names(source, file));
    findings.extend(dangling(source, file));
    if findings.is_empty() {
        findings.extend(ways_out(source, file));
    }
    let must = |step: &FileStep| {
        let shared = step.part.as_ref().and_then(|part| parts.steps(part.get_ref())).unwrap_or_default();
        step.must_say || shared.iter().any(|step| step.must_say)
    };
    if !file.steps.is_empty() && !file.steps.iter().any(must) {
        findings.push(Finding::warning(source, file.id.span(), "no-must-say"));
    }
    findings
}

/// A step is either a part, or a stage with words.
fn shapes(source: &Source, file: &File, parts: &Parts) -> Vec<Finding> {
    let mut findings = Vec::new();
    for step in &file.steps {
        match (&step.part, &step.say, &step.stage) {
            (Some(part), _, _) if parts.steps(part.get_ref()).is_none() => {
                let found = Finding::error(source, part.span(), "part-unknown");
                findings.push(found.with("part", part.get_ref()));
            }
            (Some(_), None, _) | (None, Some(_), Some(_)) => {}
            (Some(part), Some(_), _) => findings.push(Finding::error(source, part.span(), "step-shape")),
            (None, say, _) => {
                let span = say.as_ref().map_or(file.id.span(), Spanned::span);
                findings.push(Finding::error(source, span, "step-shape"));
            }
        }
        if let Some(answer) = step.answers.get(MOST_ANSWERS) {
            let found = Finding::error(source, answer.say.span(), "too-many-answers");
            findings.push(found.with("limit", MOST_ANSWERS));
        }
    }
    findings
}

fn names(source: &Source, file: &File) -> Vec<Finding> {
    let mut seen = BTreeMap::new();
    let ids = file.steps.iter().filter_map(|step| step.id.as_ref());
    ids.filter(|id| seen.insert(id.get_ref().clone(), ()).is_some())
        .map(|id| Finding::error(source, id.span(), "step-twice").with("step", id.get_ref()))
        .collect()
}

fn targets(step: &FileStep) -> impl Iterator<Item = &Spanned<String>> {
    step.goto.iter().chain(step.answers.iter().filter_map(|answer| answer.goto.as_ref()))
}

fn place(file: &File, id: &str) -> Option<usize> {
    file.steps.iter().position(|step| step.id.as_ref().is_some_and(|known| known.get_ref() == id))
}

fn dangling(source: &Source, file: &File) -> Vec<Finding> {
    let all = file.steps.iter().flat_map(targets);
    all.filter(|target| place(file, target.get_ref()).is_none())
        .map(|target| Finding::error(source, target.span(), "dangling").with("step", target.get_ref()))
        .collect()
}

fn ways(file: &File) -> Ways {
    let end = file.steps.len();
    let lead = |at: usize, goto: Option<&Spanned<String>>, ends: bool| match goto {
        Some(goto) => place(file, goto.get_ref()).unwrap_or(end),
        None if ends => end,
        None => at + 1,
    };
    let edges = file.steps.iter().enumerate().map(|(at, step)| {
        let mut to = vec![lead(at, step.goto.as_ref(), step.end)];
        to.extend(step.answers.iter().map(|answer| lead(at, answer.goto.as_ref(), answer.end)));
        // Where the condition does not hold one falls through to the next.
        if step.when.is_some() {
            to.push(at + 1);
        }
        if !step.answers.is_empty()
            && step.answers.iter().all(|answer| answer.goto.is_some() || answer.end)
            && step.goto.is_none()
        {
            // Whoever is asked something answers it: the way straight on is not one.
            to.remove(0);
        }
        to
    });
    Ways { edges: edges.collect() }
}

impl Ways {
    fn reached_from(&self, start: usize) -> Vec<bool> {
        let mut seen = vec![false; self.edges.len() + 1];
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            match seen.get_mut(at) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            open.extend(self.edges.get(at).into_iter().flatten());
        }
        seen
    }
}

fn ways_out(source: &Source, file: &File) -> Vec<Finding> {
    let ways = ways(file);
    let reached = ways.reached_from(0);
    let mut findings = Vec::new();
    for (at, step) in file.steps.iter().enumerate() {
        let name = step.id.as_ref().or(step.say.as_ref()).or(step.part.as_ref());
        let span = name.map_or(file.id.span(), Spanned::span);
        if !reached.get(at).copied().unwrap_or(false) {
            findings.push(Finding::error(source, span, "unreachable"));
        } else if !ways.reached_from(at).last().copied().unwrap_or(false) {
            findings.push(Finding::error(source, span, "no-way-out"));
        }
    }
    findings
}

/// How a picture of the ways is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Graphviz.
    Dot,
    /// Mermaid.
    Mermaid,
}

/// The ways through a script as a picture: a box a step, an arrow a way, named by its answer.
pub(crate) fn picture(file: &File, notation: Notation) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = match notation {
        Notation::Dot => writeln!(out, "digraph \"{}\" {{\n  node [shape=box];", plain(file.id.get_ref())),
        Notation::Mermaid => writeln!(out, "flowchart TD"),
    };
    let end = file.steps.len();
    for (at, step) in file.steps.iter().enumerate() {
        let text = step
            .say
            .as_ref()
            .or(step.part.as_ref())
            .map(|text| first_line(text.get_ref()))
            .unwrap_or_default();
        let mark = if step.must_say { "! " } else { "" };
        let _ = match notation {
            Notation::Dot => writeln!(out, "  n{at} [label=\"{mark}{text}\"];"),
            Notation::Mermaid => writeln!(out, "  n{at}[\"{mark}{text}\"]"),
        };
        let lead = |goto: Option<&Spanned<String>>, ends: bool| match goto {
            Some(goto) => place(file, goto.get_ref()).unwrap_or(end),
            None if ends => end,
            None => at + 1,
        };
        let mut arrows = Vec::new();
        if step.answers.is_empty() {
            arrows.push((lead(step.goto.as_ref(), step.end), String::new()));
        }
        arrows.extend(
            step.answers
                .iter()
                .map(|answer| (lead(answer.goto.as_ref(), answer.end), first_line(answer.say.get_ref()))),
        );
        for (to, label) in arrows {
            let _ = match (notation, label.is_empty()) {
                (Notation::Dot, true) => writeln!(out, "  n{at} -> n{to};"),
                (Notation::Dot, false) => writeln!(out, "  n{at} -> n{to} [label=\"{label}\"];"),
                (Notation::Mermaid, true) => writeln!(out, "  n{at} --> n{to}"),
                (Notation::Mermaid, false) => writeln!(out, "  n{at} -->|\"{label}\"| n{to}"),
            };
        }
    }
    let _ = match notation {
        Notation::Dot => writeln!(out, "  n{end} [shape=doublecircle, label=\"\"];\n}}"),
        Notation::Mermaid => writeln!(out, "  n{end}((\".\"))"),
    };
    out
}

fn first_line(text: &str) -> String {
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with("{%"))
        .unwrap_or_default();
    plain(line)
}

/// Quotes and control characters would end the label.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c == '"' || c == '\\' || c.is_control() { '\'' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::scripts;

    fn found(steps: &str) -> Vec<(&'static str, usize)> {
        let text = format!("id = \"x\"\ntitle = \"X\"\nkind = \"inbound\"\n{steps}");
        let findings = scripts::check(&Source::built_in("x.toml", &text), "en");
        findings.iter().map(|finding| (finding.code, finding.place().0)).collect()
    }

    fn step(more: &str) -> String {
        format!("[[step]]\nstage = \"opening\"\nmust_say = true\nsay = \"Hello.\"\n{more}\n")
    }

    #[test]
    fn a_way_to_nowhere_is_found_where_it_is_written() {
        assert_eq!(found(&step("goto = \"there\"")), [("dangling", 8)]);
        let answer = step("answers = [{ say = \"yes\", goto = \"there\" }]");
        assert_eq!(found(&answer), [("dangling", 8)]);
    }

    #[test]
    fn a_step_that_nobody_reaches_and_a_round_without_end_are_found() {
        let steps = [step("end = true"), step("")].concat();
        assert_eq!(found(&steps), [("unreachable", 12)]);
        let round = [step("id = \"a\""), step("goto = \"a\"")].concat();
        assert_eq!(found(&round), [("no-way-out", 8), ("no-way-out", 12)]);
        let left = [
            step("id = \"a\""),
            step("answers = [{ say = \"again\", goto = \"a\" }, { say = \"stop\", end = true }]"),
        ];
        assert_eq!(found(&left.concat()), []);
    }

    #[test]
    fn names_twice_parts_unknown_and_shapes_are_found() {
        let twice = [step("id = \"a\""), step("id = \"a\"")].concat();
        assert_eq!(found(&twice), [("step-twice", 13)]);
        assert_eq!(
            found(&[step(""), "[[step]]\nuse = \"nothing\"\n".into()].concat()),
            [("part-unknown", 10)]
        );
        assert_eq!(found(&[step(""), "[[step]]\nsay = \"x\"\n".into()].concat()), [("step-shape", 10)]);
        assert_eq!(found("[[step]]\nstage = \"opening\"\nsay = \"Hello.\"\n"), [("no-must-say", 1)]);
        assert_eq!(found("[[step]]\nuse = \"identity\"\n"), []);
    }

    #[test]
    fn features_alone_are_found_and_a_benefit_beside_them_is_enough() {
        let offer = |say: &str| format!("{}[[step]]\nstage = \"presentation\"\nsay = \"{say}\"\n", step(""));
        assert_eq!(found(&offer("It has 30 GB.")), [("no-benefit", 11)]);
        assert_eq!(found(&offer("It has 30 GB, enough for the films you watch.")), []);
    }

    #[test]
    fn the_ways_are_drawn_with_their_answers() {
        let text = format!(
            "id = \"x\"\ntitle = \"X\"\nkind = \"inbound\"\n{}{}",
            step("answers = [{ say = \"yes\", goto = \"b\" }, { say = \"no\", end = true }]"),
            step("id = \"b\"")
        );
        let source = Source::built_in("x.toml", &text);
        let mermaid = scripts::picture(&source, Notation::Mermaid).unwrap();
        assert!(mermaid.contains("n0 -->|\"yes\"| n1") && mermaid.contains("n0 -->|\"no\"| n2"), "{mermaid}");
        let dot = scripts::picture(&source, Notation::Dot).unwrap();
        assert!(dot.starts_with("digraph \"x\"") && dot.contains("n1 -> n2;"), "{dot}");
    }
}

//! What can be wrong with the ways through a script: places that do not exist, steps that nobody reaches, rounds without an end.
//! It must not judge the words.

use std::collections::BTreeSet;

use toml::Spanned;

use crate::content::check::Beside;
use crate::content::finding::Finding;
use crate::content::scripts::file::{File, FileStep, MustSay, Node};
use crate::content::source::Source;
use crate::domain::script::StepKind;

/// There are nine digits.
const MOST_ANSWERS: usize = 9;

/// Where steps lead: to other steps by their place in the file; to the number of steps for the end.
pub(super) struct Ways {
    pub(super) edges: Vec<Vec<Edge>>,
}

/// One way from a step.
pub(super) struct Edge {
    /// Where to.
    pub(super) to: usize,
    /// Why one goes there.
    pub(super) why: Why,
}

/// Why a way is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// One simply goes on.
    On,
    /// The answer with these words.
    Answer(String),
    /// This condition does not hold.
    Unless(String),
}

/// What is wrong with the ways through a script.
pub(crate) fn check(source: &Source, file: &File, beside: &Beside) -> Vec<Finding> {
    let mut findings = shapes(source, file, beside);
    findings.extend(names(source, file));
    findings.extend(dangling(source, file));
    if findings.is_empty() {
        findings.extend(ways_out(source, file));
    }
    findings.extend(unknown_cards(source, file, beside));
    let must = |step: &FileStep| {
        let shared = step.part.as_ref().and_then(|part| beside.parts.steps(part.get_ref()));
        step.is_must_say() || shared.unwrap_or_default().iter().any(FileStep::is_must_say)
    };
    if !file.steps.is_empty() && !file.steps.iter().any(must) {
        findings.push(Finding::warning(source, file.id.span(), "no-must-say"));
    }
    findings
}

/// A step is one kind of node, with what that kind needs.
fn shapes(source: &Source, file: &File, beside: &Beside) -> Vec<Finding> {
    let mut findings = Vec::new();
    for step in &file.steps {
        let span = step.span().unwrap_or(file.id.span());
        let flagged = matches!(step.must_say.as_ref().map(Spanned::get_ref), Some(MustSay::Flag(true)));
        let unclear = match step.node() {
            Node::Unclear => true,
            Node::Words(kind, _) => {
                if kind != StepKind::Say && step.answers.is_empty() {
                    findings.push(Finding::error(source, span.clone(), "no-answers"));
                }
                step.stage.is_none() || (kind == StepKind::Choose && flagged)
            }
            Node::Turn => flagged,
            Node::Part => false,
        };
        if unclear {
            findings.push(Finding::error(source, span, "step-shape"));
        }
        if let Some(part) = step.part.as_ref().filter(|part| beside.parts.steps(part.get_ref()).is_none()) {
            let found = Finding::error(source, part.span(), "part-unknown");
            findings.push(found.with("part", part.get_ref()));
        }
        if let Some(answer) = step.answers.get(MOST_ANSWERS) {
            let found = Finding::error(source, answer.say.span(), "too-many-answers");
            findings.push(found.with("limit", MOST_ANSWERS));
        }
    }
    findings
}

fn names(source: &Source, file: &File) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let ids = file.steps.iter().filter_map(|step| step.id.as_ref());
    ids.filter(|id| !seen.insert(id.get_ref().clone()))
        .map(|id| Finding::error(source, id.span(), "step-twice").with("step", id.get_ref()))
        .collect()
}

fn unknown_cards(source: &Source, file: &File, beside: &Beside) -> Vec<Finding> {
    let cards = file.steps.iter().filter_map(|step| step.card.as_ref());
    cards
        .filter(|card| !beside.cards.contains(card.get_ref()))
        .map(|card| Finding::warning(source, card.span(), "card-unknown").with("card", card.get_ref()))
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

/// Every way from every step.
pub(super) fn ways(file: &File) -> Ways {
    let end = file.steps.len();
    let lead = |at: usize, goto: Option<&Spanned<String>>, ends: bool| match goto {
        Some(goto) => place(file, goto.get_ref()).unwrap_or(end),
        None if ends => end,
        None => at + 1,
    };
    let edges = file.steps.iter().enumerate().map(|(at, step)| {
        let mut edges = Vec::new();
        // Whoever is asked something answers it: the way straight on is one only where an answer takes it.
        let elsewhere =
            |answer: &crate::content::scripts::file::FileAnswer| answer.goto.is_some() || answer.end;
        if step.answers.is_empty() || step.goto.is_some() || !step.answers.iter().all(elsewhere) {
            edges.push(Edge { to: lead(at, step.goto.as_ref(), step.end), why: Why::On });
        }
        edges.extend(step.answers.iter().map(|answer| Edge {
            to: lead(at, answer.goto.as_ref(), answer.end),
            why: Why::Answer(answer.say.get_ref().clone()),
        }));
        // Where the condition does not hold one falls through to the next.
        if let Some(when) = &step.when {
            edges.push(Edge { to: at + 1, why: Why::Unless(when.get_ref().clone()) });
        }
        edges
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
            open.extend(self.edges.get(at).into_iter().flatten().map(|edge| edge.to));
        }
        seen
    }
}

fn ways_out(source: &Source, file: &File) -> Vec<Finding> {
    let ways = ways(file);
    let reached = ways.reached_from(0);
    let mut findings = Vec::new();
    for (at, step) in file.steps.iter().enumerate() {
        let span = step.id.as_ref().map(Spanned::span).or_else(|| step.span()).unwrap_or(file.id.span());
        if !reached.get(at).copied().unwrap_or(false) {
            findings.push(Finding::error(source, span, "unreachable"));
        } else if !ways.reached_from(at).last().copied().unwrap_or(false) {
            findings.push(Finding::error(source, span, "no-way-out"));
        }
    }
    findings
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
    fn every_kind_of_node_stands_alone_and_needs_what_it_needs() {
        let head = step("");
        let after = |node: &str| found(&format!("{head}[[step]]\n{node}\n"));
        for good in [
            "end = true",
            "set = { told = \"yes\" }",
            "card = \"too-expensive\"",
            "stage = \"discovery\"\nask = \"What matters?\"\nanswers = [{ say = \"price\" }]",
            "stage = \"discovery\"\nchoose = \"How do they sound?\"\nanswers = [{ say = \"calm\" }]",
            "stage = \"closing\"\nmust_say = \"Goodbye.\"",
            "when = \"customer.vip\"\nend = true",
        ] {
            assert_eq!(after(good), [], "{good}");
        }
        for (bad, code) in [
            ("stage = \"discovery\"\nask = \"What matters?\"", "no-answers"),
            ("stage = \"discovery\"\nchoose = \"Which?\"", "no-answers"),
            ("stage = \"discovery\"\nsay = \"x\"\nask = \"y\"\nanswers = [{ say = \"z\" }]", "step-shape"),
            (
                "stage = \"discovery\"\nmust_say = true\nchoose = \"y\"\nanswers = [{ say = \"z\" }]",
                "step-shape",
            ),
            ("end = true\nmust_say = true", "step-shape"),
            ("stage = \"discovery\"", "step-shape"),
            ("use = \"identity\"\nsay = \"x\"", "step-shape"),
            ("card = \"no-such-card\"", "card-unknown"),
        ] {
            assert_eq!(after(bad).iter().map(|(code, _)| *code).collect::<Vec<_>>(), [code], "{bad}");
        }
    }

    #[test]
    fn a_ring_of_silent_steps_is_found() {
        let ring =
            format!("{}[[step]]\nid = \"a\"\nset = {{ x = \"1\" }}\n[[step]]\ngoto = \"a\"\n", step(""));
        assert_eq!(found(&ring), [("no-way-out", 7), ("no-way-out", 10), ("no-way-out", 13)]);
        let left = ring.replace("goto = \"a\"", "when = \"customer.vip\"\ngoto = \"a\"");
        assert_eq!(found(&left), []);
    }

    #[test]
    fn features_alone_are_found_and_a_benefit_beside_them_is_enough() {
        let offer = |say: &str| format!("{}[[step]]\nstage = \"presentation\"\nsay = \"{say}\"\n", step(""));
        assert_eq!(found(&offer("It has 30 GB.")), [("no-benefit", 11)]);
        assert_eq!(found(&offer("It has 30 GB, enough for the films you watch.")), []);
    }
}

//! What only walking through a scenario shows: turns and endings that nobody reaches, a best way that is not good, silence and rudeness
//! that are not bad, and answers whose own words would not be heard. It finds; it must not mend.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use crate::content::fields::{self, Filling, Speaker};
use crate::content::finding::Finding;
use crate::content::scenarios::file::File;
use crate::content::scenarios::lists::Lists;
use crate::content::scenarios::made::{Making, turn_name};
use crate::content::scripts::engine;
use crate::content::source::Source;
use crate::content::words::Words;
use crate::domain::script::Facts;
use crate::domain::training::explore;
use crate::domain::training::scenario::Scenario;
use crate::domain::training::score::Score;

/// The least that the best way must score, and what silence must stay below.
const BEST: u32 = 95;
const SILENCE: u32 = 50;

/// What is wrong with the ways through a scenario without a customer.
pub(crate) fn check(source: &Source, whole: &File, tag: &str, shared: &Lists) -> Vec<Finding> {
    let words = Words::new(tag);
    let (speaker, facts) = (Speaker::default(), Facts::new());
    let filling = Filling {
        profile: None,
        speaker: &speaker,
        kind: whole.kind,
        now: chrono::DateTime::UNIX_EPOCH,
        words: &words,
        facts: &facts,
        pitch: None,
    };
    let (env, context) = (engine(), fields::context(&filling));
    let making = Making { file: whole, hash: "", tag, lists: shared, env: &env, context: &context };
    let scenario = Arc::new(making.scenario());
    let mut findings = unreached(source, whole, &scenario);
    findings.extend(scores(source, whole, &scenario));
    findings.extend(unheard(source, whole, &scenario));
    findings
}

/// A place in this file: names that come from a shared part have their places elsewhere.
fn place(source: &Source, file: &File, name: &str, span: Option<Range<usize>>) -> Range<usize> {
    let own = span.filter(|span| source.text.get(span.clone()).is_some_and(|text| text.contains(name)));
    own.unwrap_or_else(|| file.id.span())
}

fn unreached(source: &Source, file: &File, scenario: &Arc<Scenario>) -> Vec<Finding> {
    let reached = explore::reached(scenario);
    if reached.cut {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (at, ending) in file.endings.iter().enumerate() {
        if !reached.endings.contains(&at) {
            let name = ending.id.get_ref();
            let span = place(source, file, name, Some(ending.id.span()));
            findings.push(Finding::error(source, span, "ending-unreached").with("name", name));
        }
    }
    for (at, turn) in file.turns.iter().enumerate() {
        let waits = !turn.answers.is_empty() || !turn.offers.is_empty();
        if waits && !reached.turns.contains(&at) {
            let name = turn_name(at, turn);
            let span = place(source, file, &name, turn.id.as_ref().map(Spanned::span));
            findings.push(Finding::error(source, span, "turn-unreached").with("name", name));
        }
    }
    findings
}

fn scores(source: &Source, file: &File, scenario: &Arc<Scenario>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let span = || file.id.span();
    let best = explore::best(scenario);
    let spoilt = best.as_ref().and_then(|best| explore::spoilt(scenario, best));
    if let Some(best) = best.filter(|best| best.score.total < BEST || !best.score.compliance.passed) {
        let lost = best.score.items.iter().filter(|item| !item.held).map(|item| item.id.as_str());
        let found = Finding::error(source, span(), "best-too-low").with("score", best.score.total);
        findings.push(found.with("lost", lost.collect::<Vec<_>>().join(", ")));
    }
    let silence = explore::silence(scenario).score.total;
    if silence >= SILENCE {
        findings.push(Finding::error(source, span(), "silence-too-high").with("score", silence));
    }
    let rude = [explore::rudeness(scenario), spoilt];
    if rude.iter().flatten().any(|way| passes(&way.score)) {
        findings.push(Finding::error(source, span(), "rudeness-passes"));
    }
    findings
}

/// Rudeness passes when compliance does, or when nothing in the score has seen it.
fn passes(score: &Score) -> bool {
    score.compliance.passed || score.items.iter().all(|item| item.happened.slips.is_empty())
}

/// Answers that say a point which nobody would hear in the same words, typed.
fn unheard(source: &Source, file: &File, scenario: &Scenario) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (turn, made) in file.turns.iter().zip(&scenario.turns) {
        for (answer, made) in turn.answers.iter().zip(&made.answers) {
            let heard = scenario.ears.hear(&made.say.replace('\n', " "));
            let missing: Vec<&str> =
                made.points.iter().filter(|point| !heard.has(point)).map(String::as_str).collect();
            let span = answer.say.span();
            let head = answer.say.get_ref().trim().lines().next().unwrap_or_default();
            // An answer of a shared part is looked at where the part is.
            let own = source.text.get(span.clone()).is_some_and(|text| text.contains(head));
            if !missing.is_empty() && own {
                let found = Finding::warning(source, span, "not-heard");
                findings.push(found.with("points", missing.join(", ")));
            }
        }
    }
    findings
}

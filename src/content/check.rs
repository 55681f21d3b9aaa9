//! What can be wrong with a script: each step's texts, its shape, the order of the stages, the ways through it. It finds; it must not mend.

pub(crate) mod graph;
pub(crate) mod picture;
pub(crate) mod text;

use std::collections::BTreeSet;

use toml::Spanned;

use crate::content::check::text::Judge;
use crate::content::finding::Finding;
use crate::content::scripts::file::{File, FileStep, Node, Parts, read, read_parts};
use crate::content::scripts::is_parts;
use crate::content::source::Source;
use crate::domain::script::{Stage, StepKind};

/// What stands beside a script and may be named in it.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// Shared steps.
    pub(crate) parts: Parts,
    /// Ids of cards.
    pub(crate) cards: BTreeSet<String>,
}

/// Everything that is wrong with a script file, or a file of parts.
pub(crate) fn whole(source: &Source, tag: &str, beside: &Beside) -> Vec<Finding> {
    let judge = Judge::new(source, tag);
    if is_parts(source) {
        return match read_parts(source) {
            Ok(own) => own.parts.iter().flat_map(|part| steps(&judge, &part.steps)).collect(),
            Err(finding) => vec![*finding],
        };
    }
    match read(source) {
        Ok(file) => script(&judge, &file, beside),
        Err(finding) => vec![*finding],
    }
}

/// What is wrong with the texts of steps, wherever they stand.
pub(crate) fn steps(judge: &Judge<'_>, steps: &[FileStep]) -> Vec<Finding> {
    steps.iter().flat_map(|each| step(judge, each)).collect()
}

/// Everything that is wrong with a script that reads as TOML.
fn script(judge: &Judge<'_>, file: &File, beside: &Beside) -> Vec<Finding> {
    let mut findings = steps(judge, &file.steps);
    findings.extend([&file.id, &file.title].into_iter().filter_map(|text| judge.empty(text)));
    findings.extend(file.when.iter().flat_map(|when| judge.condition(when)));
    if let Some(bridge) = &file.bridge {
        findings.extend(judge.empty(bridge));
        findings.extend(judge.template(bridge, None));
        findings.extend(judge.long_lines(bridge));
        findings.extend(judge.phrases(bridge));
    }
    findings.extend(out_of_order(judge.source, file));
    findings.extend(graph::check(judge.source, file, beside));
    findings.sort_by_key(|finding| finding.span.start);
    findings
}

fn step(judge: &Judge<'_>, step: &FileStep) -> Vec<Finding> {
    let guard = step.when.as_ref().map(|when| when.get_ref().as_str());
    let mut findings: Vec<Finding> = step.when.iter().flat_map(|when| judge.condition(when)).collect();
    let answers = step.answers.iter().map(|answer| &answer.say);
    let node = step.node();
    let words = match &node {
        Node::Words(kind, text) => Some((*kind, text)),
        Node::Turn | Node::Part | Node::Unclear => None,
    };
    for text in words.iter().map(|(_, text)| *text).chain(&step.note).chain(answers) {
        findings.extend(judge.template(text, guard));
    }
    if let Some((kind, text)) = words {
        findings.extend(judge.empty(text));
        // What the agent chooses is not read aloud.
        if kind != StepKind::Choose {
            findings.extend(judge.long_lines(text));
            findings.extend(only_features(judge.source, step, text));
            findings.extend(judge.phrases(text));
        }
    }
    findings
}

/// An offer that names features and not what the customer has of them: features persuade nobody, a benefit tied to a need does.
fn only_features(source: &Source, step: &FileStep, say: &Spanned<String>) -> Option<Finding> {
    const FEATURES: [&str; 6] = ["GB", "兆", "Mbps", "折", "Mbit", "discount"];
    let text = say.get_ref();
    let presented = step.stage.as_ref().is_some_and(|stage| *stage.get_ref() == Stage::Presentation);
    let features = FEATURES.iter().any(|word| text.contains(word));
    (presented && features && !names_a_benefit(text))
        .then(|| Finding::warning(source, say.span(), "no-benefit"))
}

/// Whether a text says what the customer has of it.
pub(crate) fn names_a_benefit(text: &str) -> bool {
    const BENEFITS: [&str; 21] = [
        "您", "省", "够", "少付", "不用", "放心", "方便", "save", "you ", "your", "enough", "less",
        "without", "so that", "no more", "need", "instead", "worry", "pay", "fit", "free",
    ];
    BENEFITS.iter().any(|word| text.contains(word))
}

/// The opening comes first and the closing last; what lies between is the call centre's own affair.
fn out_of_order(source: &Source, file: &File) -> Option<Finding> {
    let staged: Vec<&Spanned<Stage>> = file.steps.iter().filter_map(|step| step.stage.as_ref()).collect();
    let stages: Vec<Stage> = staged.iter().map(|stage| *stage.get_ref()).collect();
    let last = stages.len().saturating_sub(1);
    let wrong = staged.iter().enumerate().find(|(at, stage)| match stage.get_ref() {
        Stage::Opening => stages.iter().take(*at).any(|before| *before != Stage::Opening),
        Stage::Closing => *at < last && stages.iter().skip(*at).any(|after| *after != Stage::Closing),
        _ => false,
    });
    match wrong {
        Some((_, stage)) => Some(Finding::warning(source, stage.span(), "stage-order")),
        None if file.steps.is_empty() => Some(Finding::error(source, file.id.span(), "no-steps")),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::scripts;

    fn found(steps: &str) -> Vec<(&'static str, usize, usize)> {
        let text = format!("id = \"x\"\ntitle = \"X\"\nkind = \"inbound\"\n{steps}");
        scripts::check(&Source::built_in("x.toml", &text), "zh-CN")
            .iter()
            .filter(|finding| finding.code != "no-must-say")
            .map(|finding| (finding.code, finding.place().0, finding.place().1))
            .collect()
    }

    #[test]
    fn a_missing_fallback_is_found_with_line_and_column() {
        let say = |text: &str| found(&format!("[[step]]\nstage = \"opening\"\nsay = \"{text}\"\n"));
        assert_eq!(say("{{ customer.salutation }}您好"), [("no-fallback", 6, 11)]);
        assert_eq!(say("{{ customer.salutation | default('您') }}好"), []);
        assert_eq!(say("{% if customer.name %}{{ customer.name }}{% endif %}好"), []);
        assert_eq!(say("{{ call.greeting }},您好"), []);
        assert_eq!(say("{% if offer.saves %}省{{ offer.saving_month | whole }}{% endif %}"), []);
        assert_eq!(
            say("{% if offer.saves %}省{{ offer.saving_month | round_up }}{% endif %}"),
            [("unsafe-rounding", 6, 32)]
        );
        assert_eq!(
            say("{% if offer.known %}{{ offer.fee | round_down }}{% endif %}"),
            [("unsafe-rounding", 6, 31)]
        );
    }

    #[test]
    fn a_condition_on_the_field_is_a_fallback() {
        let steps =
            "[[step]]\nstage = \"opening\"\nwhen = \"account.arrears\"\nsay = \"{{ account.arrears }}\"\n";
        assert_eq!(found(steps), []);
        let steps = steps.replace("when = \"account.arrears\"", "when = \"account.arrearsx\"");
        assert_eq!(found(&steps), [("unknown-field", 6, 9), ("no-fallback", 7, 11)]);
    }

    #[test]
    fn a_misspelt_field_names_its_nearest_neighbour() {
        let text = "id = \"x\"\ntitle = \"X\"\nkind = \"inbound\"\n[[step]]\nmust_say = true\nstage = \"opening\"\nsay = \"{{ customer.salutaton }}\"\n";
        let findings = scripts::check(&Source::built_in("x.toml", text), "en");
        assert_eq!(findings[0].code, "unknown-field");
        assert!(findings[0].args.contains(&("nearest", "customer.salutation".to_owned())));
    }

    #[test]
    fn broken_templates_long_lines_and_forbidden_phrases_are_found() {
        let long = "长".repeat(27);
        let steps = format!(
            "[[step]]\nstage = \"opening\"\nsay = '''\n好\n{{% if customer.vip %}}\n'''\n[[step]]\nstage = \"closing\"\nsay = \"{long}\"\n[[step]]\nstage = \"rapport\"\nsay = \"我保证\"\n"
        );
        let found = found(&steps);
        let codes: Vec<&str> = found.iter().map(|(code, ..)| *code).collect();
        assert_eq!(codes, ["template", "stage-order", "long-line", "avoid"]);
        assert_eq!(found[3], ("avoid", 15, 9));
    }

    #[test]
    fn a_script_without_steps_is_an_error() {
        assert_eq!(found("step = []\n"), [("no-steps", 1, 6)]);
    }
}

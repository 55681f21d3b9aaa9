//! SPIN files: questions by product, made into cards that Ctrl-O finds. It must not know the screen.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use crate::content::cards::{OURS, key};
use crate::content::finding::{Finding, Weight};
use crate::content::phrases;
use crate::content::source::Source;
use crate::domain::card::{Card, CardKind, CardLine, CardPart};
use crate::domain::safe_text::SafeText;
use crate::domain::search::normalise;
use crate::domain::spin::SpinType;

const BUILT_IN: (&str, &str) = (
    include_str!("../../assets/spin/zh-CN/products.toml"),
    include_str!("../../assets/spin/en/products.toml"),
);

/// Fewer questions of a kind leave an agent without a choice.
const FEWEST: usize = 3;
/// 26 Chinese characters, or 60 columns: a question is read aloud at a glance.
const CHINESE_CELLS: usize = 52;
const LATIN_CELLS: usize = 60;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    source: Option<String>,
    #[serde(rename = "product")]
    products: Vec<Product>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Product {
    id: Spanned<String>,
    title: Spanned<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    scripts: Vec<String>,
    situation: Vec<Spanned<String>>,
    problem: Vec<Spanned<String>>,
    implication: Vec<Spanned<String>>,
    need_payoff: Vec<Spanned<String>>,
}

impl Product {
    fn questions(&self, kind: SpinType) -> &[Spanned<String>] {
        match kind {
            SpinType::Situation => &self.situation,
            SpinType::Problem => &self.problem,
            SpinType::Implication => &self.implication,
            SpinType::NeedPayoff => &self.need_payoff,
        }
    }
}

/// The built-in file of a language.
#[must_use]
pub fn built_in(tag: &str) -> Source {
    let english = tag == "en";
    let folder = if english { "en" } else { "zh-CN" };
    let text = if english { BUILT_IN.1 } else { BUILT_IN.0 };
    Source::built_in(&format!("assets/spin/{folder}/products.toml"), text)
}

/// The questions of a language: the call centre's own (`spin/zh-CN/*.toml` beside the settings) before the built-in ones, of two
/// products with one id the first. A file with an error is not used.
pub(crate) fn load(tag: &str, config: Option<&Path>) -> (Vec<Arc<Card>>, Vec<Finding>) {
    let folder = config.map(|folder| folder.join("spin").join(tag));
    let own = folder.map(|folder| Source::files_in(&folder)).unwrap_or_default();
    let own = own.iter().filter_map(|path| Source::read(path).ok());
    let (mut cards, mut findings, mut known) = (Vec::new(), Vec::new(), BTreeSet::new());
    for source in own.chain(std::iter::once(built_in(tag))) {
        let found = check(&source, tag);
        let usable = found.iter().all(|finding| finding.weight < Weight::Error);
        findings.extend(found);
        let Some(file) = read(&source).ok().filter(|_| usable) else { continue };
        let ours = file.source.as_deref() == Some(OURS);
        for product in file.products.iter().filter(|product| known.insert(product.id.get_ref().clone())) {
            cards.extend(SpinType::ALL.into_iter().flat_map(|kind| made(product, kind, ours)));
        }
    }
    (cards, findings)
}

fn read(source: &Source) -> Result<File, Box<Finding>> {
    toml::from_str(&source.text).map_err(|error| Box::new(Finding::toml(source, &error)))
}

/// One card a question.
fn made(product: &Product, kind: SpinType, ours: bool) -> impl Iterator<Item = Arc<Card>> + '_ {
    (1..).zip(product.questions(kind)).map(move |(number, question)| {
        let text = SafeText::new(question.get_ref());
        let names = ["spin", product.title.get_ref().as_str(), kind.code()].into_iter();
        let keys = names.chain(product.words.iter().map(String::as_str)).map(key).collect();
        Arc::new(Card {
            id: format!("spin-{}-{}-{number}", product.id.get_ref(), kind.code()),
            kind: CardKind::Spin,
            title: text.clone(),
            group: Some(SafeText::new(product.title.get_ref())),
            levels: Vec::new(),
            scripts: product.scripts.clone(),
            ours,
            body: normalise(&text),
            lines: vec![CardLine { part: CardPart::Ask(kind), text }],
            keys,
        })
    })
}

/// Everything that is wrong with a SPIN file.
#[must_use]
pub fn check(source: &Source, tag: &str) -> Vec<Finding> {
    let file = match read(source) {
        Ok(file) => file,
        Err(finding) => return vec![*finding],
    };
    let phrases = phrases::built_in(tag);
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for product in &file.products {
        if !seen.insert(product.id.get_ref().clone()) {
            let found = Finding::error(source, product.id.span(), "card-twice");
            findings.push(found.with("card", product.id.get_ref()));
        }
        if product.title.get_ref().trim().is_empty() {
            findings.push(Finding::error(source, product.title.span(), "empty"));
        }
        for kind in SpinType::ALL {
            let questions = product.questions(kind);
            if questions.len() < FEWEST {
                let found = Finding::warning(source, product.id.span(), "spin-few");
                findings.push(found.with("kind", kind.code().replace('-', "_")).with("fewest", FEWEST));
            }
            for text in questions {
                findings.extend(question(source, text));
                let raw = source.text.get(text.span()).unwrap_or_default();
                for (at, phrase) in phrases::find(raw, &phrases) {
                    let start = text.span().start + at;
                    let found = Finding::warning(source, start..start + phrase.avoid.len(), "avoid");
                    findings.push(found.with("phrase", &phrase.avoid).with("instead", &phrase.instead));
                }
            }
        }
    }
    findings
}

fn question(source: &Source, text: &Spanned<String>) -> Option<Finding> {
    let said = text.get_ref().trim();
    let cells = said.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let limit = if said.is_ascii() { LATIN_CELLS } else { CHINESE_CELLS };
    if said.is_empty() {
        Some(Finding::error(source, text.span(), "empty"))
    } else if !said.ends_with(['?', '？']) {
        Some(Finding::warning(source, text.span(), "spin-no-question"))
    } else if cells > limit {
        let found = Finding::warning(source, text.span(), "long-line");
        Some(found.with("cells", cells).with("limit", limit))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::words::Words;

    #[test]
    fn both_languages_ask_the_same_number_of_questions_and_nothing_is_wrong_with_them() {
        let words = Words::new("en");
        let ids = |tag: &str| {
            let (cards, findings) = load(tag, None);
            let shown: Vec<String> = findings.iter().map(|finding| finding.render(&words, false)).collect();
            assert!(findings.is_empty(), "{}", shown.join("\n"));
            cards.iter().map(|card| (card.id.clone(), card.scripts.clone())).collect::<Vec<_>>()
        };
        let zh = ids("zh-CN");
        assert!(zh.len() >= 7 * 4 * FEWEST, "{}", zh.len());
        assert_eq!(zh, ids("en"));
    }

    #[test]
    fn every_script_a_product_names_is_there() {
        let scripts = crate::content::scripts::Scripts::built_in("en");
        for card in load("en", None).0 {
            for script in &card.scripts {
                assert!(scripts.ids().any(|id| id == script), "{script}");
            }
        }
    }

    #[test]
    fn too_few_questions_and_what_is_no_question_are_found() {
        let text = "[[product]]\nid = \"a\"\ntitle = \"A\"\nsituation = [\"x?\", \"y\"]\nproblem = [\"x?\", \"y?\", \"z?\"]\nimplication = [\"x?\", \"y?\", \"z?\"]\nneed_payoff = [\"x?\", \"y?\", \"\"]\n";
        let found: Vec<_> = check(&Source::built_in("x.toml", text), "en")
            .iter()
            .map(|finding| (finding.code, finding.place().0))
            .collect();
        assert_eq!(found, [("spin-few", 2), ("spin-no-question", 4), ("empty", 7)]);
    }
}

//! The catalogue of retention methods as a file: what is wrong with it, with its line. Which method fits whom is not decided here.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use crate::content::finding::Finding;
use crate::content::source::Source;
use crate::domain::customer::Level;
use crate::domain::insight::churn::SIGN_CODES;
use crate::domain::insight::lifecycle::Stage;
use crate::domain::insight::retention::{Authority, RetentionRules, Rung};

/// Columns that a sentence to say may take: two lines of a small screen.
const LONGEST: usize = 152;

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    method: Vec<FileMethod>,
}

#[derive(Deserialize)]
struct FileMethod {
    code: Spanned<String>,
    name: Pair,
    say: Pair,
    rung: Spanned<Rung>,
    #[serde(default)]
    authority: Option<Authority>,
    cost: Option<Spanned<i64>>,
    #[serde(default)]
    fits: FileFits,
}

#[derive(Deserialize)]
struct Pair {
    zh: Spanned<String>,
    en: Spanned<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct FileFits {
    reasons: Vec<Spanned<String>>,
    levels: Vec<Spanned<String>>,
    minds: Vec<Spanned<String>>,
    stages: Vec<Stage>,
}

/// Everything that is wrong with a catalogue.
#[must_use]
pub fn check(source: &Source) -> Vec<Finding> {
    // The strict reading first: it knows every field.
    if let Err(error) = toml::from_str::<RetentionRules>(&source.text) {
        return vec![Finding::toml(source, &error)];
    }
    let file: File = match toml::from_str(&source.text) {
        Ok(file) => file,
        Err(error) => return vec![Finding::toml(source, &error)],
    };
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for method in &file.method {
        let code = method.code.get_ref();
        if !seen.insert(code.clone()) {
            findings.push(Finding::error(source, method.code.span(), "method-twice").with("method", code));
        }
        check_texts(source, method, &mut findings);
        check_fits(source, &method.fits, &mut findings);
        check_price(source, method, &mut findings);
    }
    findings
}

fn check_texts(source: &Source, method: &FileMethod, findings: &mut Vec<Finding>) {
    for text in [&method.name.zh, &method.name.en, &method.say.zh, &method.say.en] {
        if text.get_ref().trim().is_empty() {
            findings.push(Finding::error(source, text.span(), "empty"));
        }
    }
    for text in [&method.say.zh, &method.say.en] {
        let cells = text.get_ref().chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
        if cells > LONGEST {
            let finding = Finding::warning(source, text.span(), "long-line");
            findings.push(finding.with("cells", cells).with("limit", LONGEST));
        }
    }
}

fn check_fits(source: &Source, fits: &FileFits, findings: &mut Vec<Finding>) {
    let mut among = |values: &[Spanned<String>], allowed: &[&str]| {
        for value in values.iter().filter(|value| !allowed.contains(&value.get_ref().as_str())) {
            let finding = Finding::error(source, value.span(), "choice");
            findings.push(finding.with("allowed", allowed.join(", ")));
        }
    };
    among(&fits.reasons, &SIGN_CODES);
    among(&fits.levels, &Level::ALL.map(Level::code));
    among(&fits.minds, &["security", "price", "service", "brand"]);
    // Stages were read as what they are.
    let _ = &fits.stages;
}

/// What costs money does not stand on the free rungs, and what gives money away is not for every agent to grant.
fn check_price(source: &Source, method: &FileMethod, findings: &mut Vec<Finding>) {
    let (rung, cost) = (*method.rung.get_ref(), method.cost.as_ref());
    if let Some(cost) = cost.filter(|cost| *cost.get_ref() < 0) {
        findings.push(Finding::error(source, cost.span(), "method-cost"));
    }
    if rung <= Rung::Remedy && cost.is_some_and(|cost| *cost.get_ref() > 0) {
        findings.push(Finding::error(source, method.rung.span(), "method-not-free"));
    }
    if rung == Rung::Discount && method.authority == Some(Authority::Agent) {
        findings.push(Finding::warning(source, method.rung.span(), "method-authority"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, usize)> {
        let findings = check(&Source::built_in("retention.toml", text));
        findings.iter().map(|finding| (finding.code, finding.place().0)).collect()
    }

    const GOOD: &str = "[[method]]\ncode = \"a\"\nname = { zh = \"甲\", en = \"A\" }\nsay = { zh = \"好。\", en = \"Good.\" }\nrung = \"listen\"\nauthority = \"agent\"\n";

    #[test]
    fn a_catalogue_without_mistakes_has_no_findings() {
        assert_eq!(found(GOOD), []);
        assert_eq!(found(crate::content::rules::RETENTION), []);
    }

    #[test]
    fn each_mistake_is_found_on_its_line() {
        assert_eq!(found(&format!("{GOOD}{GOOD}")), [("method-twice", 8)]);
        assert_eq!(found(&GOOD.replace("\"Good.\"", "\" \"")), [("empty", 4)]);
        assert_eq!(found(&GOOD.replace("Good.", &"long ".repeat(40))), [("long-line", 4)]);
        assert_eq!(found(&format!("{GOOD}cost = 100\n")), [("method-not-free", 5)]);
        assert_eq!(found(&format!("{GOOD}cost = -1\n")), [("method-cost", 7)]);
        assert_eq!(found(&GOOD.replace("listen", "discount")), [("method-authority", 5)]);
        assert_eq!(found(&format!("{GOOD}fits = {{ reasons = [\"bored\"] }}\n")), [("choice", 7)]);
        assert_eq!(found(&format!("{GOOD}fits = {{ levels = [\"tin\"] }}\n")), [("choice", 7)]);
        assert_eq!(found(&GOOD.replace("listen", "shout")), [("toml", 5)]);
        assert_eq!(found(&format!("{GOOD}price = 1\n")), [("toml", 7)]);
    }
}

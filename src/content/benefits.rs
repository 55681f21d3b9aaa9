//! 特点优点利益 files: three lines for each family of packages, read, checked and filled with one customer's months. It must not know the
//! screen.

use std::collections::BTreeSet;
use std::path::Path;

use minijinja::{Environment, Value};
use serde::Deserialize;
use toml::Spanned;

use crate::content::check::names_a_benefit;
use crate::content::check::text::Judge;
use crate::content::finding::{Finding, Weight};
use crate::content::scripts::{engine, without_empty_lines};
use crate::content::source::Source;
use crate::domain::benefit::Benefit;
use crate::domain::safe_text::SafeText;

const BUILT_IN: (&str, &str) = (
    include_str!("../../assets/benefits/zh-CN/families.toml"),
    include_str!("../../assets/benefits/en/families.toml"),
);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// `ours`: the project wrote the lines and knows no source for them.
    #[serde(default, rename = "source")]
    _source: Option<String>,
    #[serde(rename = "family")]
    families: Vec<Family>,
}

/// The lines of one family.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    id: Spanned<String>,
    families: Vec<String>,
    feature: Spanned<String>,
    advantage: Spanned<String>,
    benefit: Spanned<String>,
}

/// The lines of every family of one language. Their templates are compiled once, because every ringing call fills them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Benefits {
    families: Vec<Family>,
    templates: Environment<'static>,
}

impl Benefits {
    /// The lines with the customer's own months in them.
    pub(crate) fn filled(&self, context: &Value) -> Vec<Benefit> {
        let fill = |family: &Family| {
            let text = self.templates.get_template(family.id.get_ref()).and_then(|made| made.render(context));
            Benefit {
                id: family.id.get_ref().clone(),
                families: family.families.clone(),
                feature: SafeText::new(family.feature.get_ref()),
                advantage: SafeText::new(family.advantage.get_ref()),
                benefit: without_empty_lines(&text.unwrap_or_default()),
            }
        };
        self.families.iter().map(fill).collect()
    }
}

/// The built-in file of a language.
#[must_use]
pub fn built_in(tag: &str) -> Source {
    let english = tag == "en";
    let folder = if english { "en" } else { "zh-CN" };
    let text = if english { BUILT_IN.1 } else { BUILT_IN.0 };
    Source::built_in(&format!("assets/benefits/{folder}/families.toml"), text)
}

/// The lines of a language: the call centre's own (`benefits/zh-CN/*.toml` beside the settings) before the built-in ones, of two with
/// one id the first. A file with an error is not used.
pub(crate) fn load(tag: &str, config: Option<&Path>) -> (Benefits, Vec<Finding>) {
    let folder = config.map(|folder| folder.join("benefits").join(tag));
    let own = folder.map(|folder| Source::files_in(&folder)).unwrap_or_default();
    let own = own.iter().filter_map(|path| Source::read(path).ok());
    let (mut benefits, mut findings, mut known) =
        (Benefits { families: Vec::new(), templates: engine() }, Vec::new(), BTreeSet::new());
    for source in own.chain(std::iter::once(built_in(tag))) {
        let found = check(&source, tag);
        let usable = found.iter().all(|finding| finding.weight < Weight::Error);
        findings.extend(found);
        let Some(file) = read(&source).ok().filter(|_| usable) else { continue };
        for family in file.families {
            let (id, text) = (family.id.get_ref().clone(), family.benefit.get_ref().clone());
            // A template that cannot be compiled is an error, and a file with an error does not come this far.
            if known.insert(id.clone()) && benefits.templates.add_template_owned(id, text).is_ok() {
                benefits.families.push(family);
            }
        }
    }
    (benefits, findings)
}

/// How many groups of families have their lines in a language.
#[must_use]
pub fn count(tag: &str) -> usize {
    load(tag, None).0.families.len()
}

fn read(source: &Source) -> Result<File, Box<Finding>> {
    toml::from_str(&source.text).map_err(|error| Box::new(Finding::toml(source, &error)))
}

/// Everything that is wrong with a file of benefits: features and advantages without a benefit persuade nobody.
#[must_use]
pub fn check(source: &Source, tag: &str) -> Vec<Finding> {
    let file = match read(source) {
        Ok(file) => file,
        Err(finding) => return vec![*finding],
    };
    let judge = Judge::new(source, tag);
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for family in &file.families {
        if !seen.insert(family.id.get_ref().clone()) {
            let found = Finding::error(source, family.id.span(), "card-twice");
            findings.push(found.with("card", family.id.get_ref()));
        }
        for text in [&family.feature, &family.advantage, &family.benefit] {
            findings.extend(judge.empty(text));
            findings.extend(judge.long_lines(text));
            findings.extend(judge.phrases(text));
        }
        findings.extend(judge.template(&family.benefit, None));
        let benefit = family.benefit.get_ref();
        if !names_a_benefit(benefit) {
            findings.push(Finding::warning(source, family.benefit.span(), "no-benefit"));
        } else if !["usage.", "account.", "offer."].iter().any(|own| benefit.contains(own)) {
            findings.push(Finding::warning(source, family.benefit.span(), "benefit-no-months"));
        }
    }
    findings.sort_by_key(|finding| finding.span.start);
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::packages;
    use crate::content::words::Words;

    #[test]
    fn every_family_of_the_built_in_catalogue_has_its_lines_in_both_languages() {
        let words = Words::new("en");
        let mut shapes = Vec::new();
        for tag in ["zh-CN", "en"] {
            let (benefits, findings) = load(tag, None);
            let shown: Vec<String> = findings.iter().map(|finding| finding.render(&words, false)).collect();
            assert!(findings.is_empty(), "{}", shown.join("\n"));
            shapes.push(
                benefits
                    .families
                    .iter()
                    .map(|family| (family.id.get_ref().clone(), family.families.clone()))
                    .collect::<Vec<_>>(),
            );
        }
        assert_eq!(shapes[0], shapes[1]);
        let known: BTreeSet<&String> = shapes[0].iter().flat_map(|(_, families)| families).collect();
        for source in packages::built_in() {
            for line in source.text.lines().filter_map(|line| line.strip_prefix("family = \"")) {
                let family = line.trim_end_matches('"').to_owned();
                assert!(known.contains(&family), "{family}");
            }
        }
    }

    #[test]
    fn a_family_with_features_only_is_found() {
        let file = |benefit: &str| {
            let text = format!(
                "[[family]]\nid = \"a\"\nfamilies = [\"A\"]\nfeature = \"40 GB\"\nadvantage = \"fast\"\nbenefit = \"{benefit}\"\n"
            );
            let found = check(&Source::built_in("benefits/en/x.toml", &text), "en");
            found.iter().map(|finding| (finding.code, finding.place().0)).collect::<Vec<_>>()
        };
        assert_eq!(file("40 GB more"), [("no-benefit", 6)]);
        assert_eq!(file("you pay less"), [("benefit-no-months", 6)]);
        assert_eq!(file("you used {{ usage.data | default('little') }}, and pay less"), []);
    }
}

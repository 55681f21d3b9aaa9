//! 认证 as a file: which scenarios at which score open which campaigns. It reads and checks; whether one is earned is decided below.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::content::finding::{Finding, Weight};
use crate::content::source::Source;
use crate::domain::safe_text::SafeText;
use crate::domain::training::certification::{Certificate, Need, What};
use crate::domain::training::rehearsal::Mode;
use crate::domain::training::report::Known;
use crate::domain::training::scenario::Group;

const BUILT_IN: &str = include_str!("../../assets/training/certificates.toml");

/// The file's name in `training/` beside the settings.
pub const FILE: &str = "certificates.toml";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "certificate")]
    certificates: Vec<Written>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: Spanned<String>,
    title: Titles,
    level: Spanned<u8>,
    needs: Spanned<Vec<WrittenNeed>>,
    #[serde(default)]
    campaigns: Vec<Spanned<String>>,
    #[serde(default)]
    scripts: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Titles {
    #[serde(rename = "zh-CN")]
    zh: Spanned<String>,
    en: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenNeed {
    #[serde(default)]
    scenario: Option<Spanned<String>>,
    #[serde(default)]
    group: Option<Spanned<Group>>,
    score: Spanned<u32>,
    #[serde(default)]
    difficulty: Option<u8>,
    #[serde(default)]
    mode: Option<Mode>,
    #[serde(default)]
    count: Option<u32>,
}

impl WrittenNeed {
    fn what(&self) -> Option<What> {
        match (&self.scenario, &self.group) {
            (Some(scenario), None) => Some(What::Scenario(scenario.get_ref().clone())),
            (None, Some(group)) => Some(What::Group(*group.get_ref())),
            _ => None,
        }
    }

    fn made(&self) -> Option<Need> {
        Some(Need {
            what: self.what()?,
            score: *self.score.get_ref(),
            difficulty: self.difficulty.unwrap_or(1),
            mode: self.mode.unwrap_or(Mode::Practise),
            count: self.count.unwrap_or(1),
        })
    }
}

/// The file that comes with the program.
#[must_use]
pub fn built_in() -> Source {
    Source::built_in("assets/training/certificates.toml", BUILT_IN)
}

/// Where a call centre keeps its own.
#[must_use]
pub fn own_file(config: &Path) -> PathBuf {
    config.join("training").join(FILE)
}

/// The certificates in a language: a call centre's own file when it is good, else the built-in one; and what is wrong with it.
#[must_use]
pub fn load(tag: &str, config: Option<&Path>) -> (Vec<Certificate>, Vec<Finding>) {
    let own = config.map(own_file).filter(|path| path.exists()).and_then(|path| Source::read(&path).ok());
    let Some(source) = own else { return (read(&built_in(), tag), Vec::new()) };
    let findings = check(&source, &[]);
    if findings.iter().any(|finding| finding.weight == Weight::Error) {
        return (read(&built_in(), tag), findings);
    }
    (read(&source, tag), findings)
}

fn read(source: &Source, tag: &str) -> Vec<Certificate> {
    let Ok(file) = toml::from_str::<File>(&source.text) else { return Vec::new() };
    let texts = |list: &[Spanned<String>]| list.iter().map(|text| text.get_ref().clone()).collect();
    file.certificates
        .iter()
        .map(|written| Certificate {
            id: written.id.get_ref().clone(),
            title: SafeText::new(if tag == "en" {
                written.title.en.get_ref()
            } else {
                written.title.zh.get_ref()
            }),
            level: *written.level.get_ref(),
            needs: written.needs.get_ref().iter().filter_map(WrittenNeed::made).collect(),
            campaigns: texts(&written.campaigns),
            scripts: texts(&written.scripts),
        })
        .collect()
}

/// Everything that is wrong with a file of certificates. Without scenarios nothing is said about those.
#[must_use]
pub fn check(source: &Source, known: &[Known]) -> Vec<Finding> {
    let file: File = match toml::from_str(&source.text) {
        Ok(file) => file,
        Err(error) => return vec![Finding::toml(source, &error)],
    };
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for written in &file.certificates {
        if !seen.insert(written.id.get_ref()) {
            let found = Finding::error(source, written.id.span(), "certificate-twice");
            findings.push(found.with("certificate", written.id.get_ref()));
        }
        for text in [&written.id, &written.title.zh, &written.title.en] {
            if text.get_ref().trim().is_empty() {
                findings.push(Finding::error(source, text.span(), "empty"));
            }
        }
        if !(1..=9).contains(written.level.get_ref()) {
            findings.push(Finding::error(source, written.level.span(), "certificate-level"));
        }
        // Nothing is needed by nobody: such a certificate would be earned before the first call.
        if written.needs.get_ref().is_empty() {
            findings.push(Finding::error(source, written.needs.span(), "certificate-free"));
        }
        if written.campaigns.is_empty() && written.scripts.is_empty() {
            findings.push(Finding::warning(source, written.id.span(), "certificate-opens-nothing"));
        }
        for need in written.needs.get_ref() {
            findings.extend(check_need(source, need, known));
        }
    }
    findings.sort_by_key(|finding| finding.span.start);
    findings
}

fn check_need(source: &Source, need: &WrittenNeed, known: &[Known]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let span = need.score.span();
    if !(1..=100).contains(need.score.get_ref()) || need.count == Some(0) {
        findings.push(Finding::error(source, span.clone(), "certificate-score"));
    }
    if matches!(need.mode, Some(Mode::Learn | Mode::Drill)) {
        findings.push(Finding::error(source, span.clone(), "certificate-mode"));
    }
    let Some(made) = need.made() else {
        findings.push(Finding::error(source, span, "certificate-need"));
        return findings;
    };
    let fits = known.iter().filter(|known| {
        known.difficulty >= made.difficulty
            && match &made.what {
                What::Scenario(id) => known.id == *id,
                What::Group(group) => known.group == *group,
            }
    });
    let there = u32::try_from(fits.count()).unwrap_or(u32::MAX);
    if !known.is_empty() && there < made.count {
        let span = match (&need.scenario, &need.group) {
            (Some(text), _) => text.span(),
            (_, Some(group)) => group.span(),
            _ => span,
        };
        let found = Finding::error(source, span, "certificate-unreachable");
        findings.push(found.with("there", there).with("count", made.count));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::scenarios::Scenarios;
    use crate::content::words::Words;

    #[test]
    fn every_built_in_certificate_can_be_earned_in_both_languages() {
        for tag in ["zh-CN", "en"] {
            let known = Scenarios::built_in(tag).known();
            let words = Words::new(tag);
            let shown: Vec<String> =
                check(&built_in(), &known).iter().map(|finding| finding.render(&words, false)).collect();
            assert!(shown.is_empty(), "{}", shown.join("\n"));
            let (certificates, _) = load(tag, None);
            assert!(certificates.len() >= 8 && certificates.iter().all(|one| !one.needs.is_empty()));
        }
        let titles = |tag| load(tag, None).0.into_iter().map(|one| one.title).collect::<Vec<_>>();
        assert_ne!(titles("zh-CN"), titles("en"));
    }

    fn codes(text: &str) -> Vec<&'static str> {
        let known = Scenarios::built_in("en").known();
        let source = Source::built_in("training/certificates.toml", text);
        check(&source, &known).iter().map(|finding| finding.code).collect()
    }

    fn certificate(needs: &str, rest: &str) -> String {
        format!(
            "[[certificate]]\nid = \"a\"\ntitle = {{ zh-CN = \"甲\", en = \"A\" }}\nlevel = 1\nneeds = {needs}\n{rest}"
        )
    }

    #[test]
    fn what_cannot_be_earned_or_is_given_away_is_found() {
        let opens = "scripts = [\"overage\"]\n";
        let find = |needs: &str| codes(&certificate(needs, opens));
        assert_eq!(find("[{ group = \"bill\", score = 75 }]"), Vec::<&str>::new());
        assert_eq!(find("[]"), ["certificate-free"]);
        assert_eq!(find("[{ group = \"bill\", score = 175 }]"), ["certificate-score"]);
        assert_eq!(find("[{ group = \"bill\", score = 75, count = 99 }]"), ["certificate-unreachable"]);
        assert_eq!(find("[{ scenario = \"nobody\", score = 75 }]"), ["certificate-unreachable"]);
        assert_eq!(find("[{ score = 75 }]"), ["certificate-need"]);
        assert_eq!(find("[{ group = \"bill\", score = 75, mode = \"learn\" }]"), ["certificate-mode"]);
        assert_eq!(
            codes(&certificate("[{ group = \"bill\", score = 75 }]", "")),
            ["certificate-opens-nothing"]
        );
        assert_eq!(codes("[[certificate]]\nid = 1\n"), ["toml"]);
    }

    #[test]
    fn a_call_centres_own_file_stands_instead_and_a_wrong_one_does_not() {
        let config = tempfile::tempdir().unwrap();
        std::fs::create_dir(config.path().join("training")).unwrap();
        let put = |text: &str| std::fs::write(own_file(config.path()), text).unwrap();
        put(&certificate("[{ group = \"bill\", score = 75 }]", "scripts = [\"overage\"]\n"));
        let (own, findings) = load("zh-CN", Some(config.path()));
        assert_eq!((own.len(), own[0].title.as_str(), findings.len()), (1, "甲", 0));
        put(&certificate("[]", ""));
        let (own, findings) = load("zh-CN", Some(config.path()));
        assert!(own.len() > 1 && !findings.is_empty());
    }
}

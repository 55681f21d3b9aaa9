//! 场景 files: one scenario a file and language, read, checked and made ready for one invented customer. It must not know the screen.

pub(crate) mod check;
pub(crate) mod file;
pub(crate) mod lists;
pub(crate) mod made;
mod names;
pub(crate) mod picture;
pub(crate) mod tried;
pub(crate) mod twin;

use std::path::{Path, PathBuf};

use crate::content::fields::{self, Filling};
use crate::content::finding::Finding;
use crate::content::scenarios::file::{File, Parts};
use crate::content::scenarios::lists::Lists;
use crate::content::scenarios::made::Making;
use crate::content::scripts::{Notation, engine};
use crate::content::source::Source;
use crate::domain::call::CallKind;
use crate::domain::safe_text::SafeText;
use crate::domain::training::persona::Persona;
use crate::domain::training::scenario::{Group, Scenario, Skill, fingerprint};

macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        &[$((
            $name,
            include_str!(concat!("../../assets/scenarios/zh-CN/", $name, ".toml")),
            include_str!(concat!("../../assets/scenarios/en/", $name, ".toml")),
        )),+]
    };
}

/// Name, Chinese and English text of every scenario that comes with the program.
const BUILT_IN: &[(&str, &str, &str)] = built_in![
    "lesson-three-minutes",
    "welcome-first-week",
    "welcome-mother",
    "welcome-ported-in",
    "club-hike",
    "club-cancelled",
    "club-sceptic",
    "club-secretary",
    "bill-overage",
    "bill-shock-roaming",
    "bill-too-big",
    "marketing-family",
    "marketing-contract-end",
    "marketing-no-means-no",
    "marketing-haggler",
    "birthday-plain",
    "birthday-open-complaint",
    "birthday-wants-gift",
    "birthday-the-late-father",
    "retention-new-user-plan",
    "retention-basement",
    "retention-rival-called",
    "retention-shop-insult",
    "arrears-forgot",
    "arrears-dispute",
    "arrears-out-of-work",
    "information-willing",
    "information-wary",
    "information-wifes-phone",
    "satisfaction-nine",
    "satisfaction-not-solved",
    "satisfaction-three-points",
    "complaint-sp-charge",
    "complaint-two-promotions",
    "complaint-wrong-stop",
    "spin-shop",
    "spin-traveller",
    "objection-twenty",
    "difficult-talker",
    "difficult-shouter",
    "difficult-someone-elses-bill",
    "difficult-regulator",
    "silent-second-sim",
    "silent-abroad",
    "port-price",
    "port-decided",
];

/// What the built-in scenarios share, in Chinese and English.
const PARTS: (&str, &str) = (
    include_str!("../../assets/scenarios/zh-CN/parts.toml"),
    include_str!("../../assets/scenarios/en/parts.toml"),
);

/// The scenario one begins with, in Chinese and English.
const TEMPLATE: (&str, &str) = (
    include_str!("../../assets/training/template.zh-CN.toml"),
    include_str!("../../assets/training/template.en.toml"),
);

/// The name of a file of parts.
const PARTS_FILE: &str = "parts.toml";

/// The scenarios of one language: the call centre's own (`scenarios/zh-CN/*.toml` beside the settings) before the built-in ones.
#[derive(Clone, Debug, Default)]
pub struct Scenarios {
    tag: &'static str,
    files: Vec<(File, String)>,
    lists: Lists,
}

/// A scenario in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The file's id.
    pub id: String,
    /// Title.
    pub title: SafeText,
    /// What the trainee is told before the call.
    pub about: SafeText,
    /// Which exercise.
    pub group: Group,
    /// 1 to 3.
    pub difficulty: u8,
    /// How long it should take.
    pub minutes: u8,
    /// Which kind of call.
    pub kind: CallKind,
    /// The script that goes with it.
    pub script: Option<String>,
    /// What it practises.
    pub skills: Vec<Skill>,
    /// The fingerprint of its text.
    pub hash: String,
}

impl Scenarios {
    /// The scenarios of a language. A file with the id of a built-in scenario replaces it; a file that cannot be read is left out. What
    /// is wrong comes back as findings; the slow checks are left to [`check()`].
    #[must_use]
    pub fn load(tag: &str, config: Option<&Path>) -> (Self, Vec<Finding>) {
        let (lists, mut findings) = lists::load(tag, config);
        let own = config.map(|folder| Source::files_in(&own_folder(folder, tag))).unwrap_or_default();
        let own: Vec<Source> = own.iter().filter_map(|path| Source::read(path).ok()).collect();
        let parts = parts(tag, &own);
        let tag = if tag == "en" { "en" } else { "zh-CN" };
        let mut scenarios = Self { tag, files: Vec::new(), lists };
        for source in own.into_iter().filter(|source| !is_parts(source)).chain(built_in(tag)) {
            findings.extend(scenarios.add(&source, &parts));
        }
        (scenarios, findings)
    }

    /// The scenarios that come with the program.
    #[must_use]
    pub fn built_in(tag: &str) -> Self {
        Self::load(tag, None).0
    }

    /// One file by itself, with the shared parts and lists: for trying out what one is writing. The findings say why when there is none.
    #[must_use]
    pub fn only(source: &Source, tag: &str, config: Option<&Path>) -> (Self, Vec<Finding>) {
        let (lists, mut findings) = lists::load(tag, config);
        let own = config.map(|folder| Source::files_in(&own_folder(folder, tag))).unwrap_or_default();
        let own: Vec<Source> = own.iter().filter_map(|path| Source::read(path).ok()).collect();
        let tag = if tag == "en" { "en" } else { "zh-CN" };
        let mut scenarios = Self { tag, files: Vec::new(), lists };
        findings.extend(scenarios.add(source, &parts(tag, &own)));
        (scenarios, findings)
    }

    fn add(&mut self, source: &Source, parts: &Parts) -> Vec<Finding> {
        match file::read(source) {
            Ok(file) => {
                let file = file.expanded(parts);
                if !self.files.iter().any(|(known, _)| known.id.get_ref() == file.id.get_ref()) {
                    self.files.push((file, fingerprint(&source.text)));
                }
                Vec::new()
            }
            Err(finding) => vec![*finding],
        }
    }

    /// Every scenario, by group and difficulty.
    #[must_use]
    pub fn list(&self) -> Vec<Listing> {
        let mut list: Vec<Listing> = self.files.iter().map(|(file, hash)| listing(file, hash)).collect();
        list.sort_by(|a, b| (a.group, a.difficulty, &a.id).cmp(&(b.group, b.difficulty, &b.id)));
        list
    }

    /// The customer of a scenario, from whom `synth` makes a profile.
    #[must_use]
    pub fn persona(&self, id: &str) -> Option<&Persona> {
        self.file(id).map(|(file, _)| &file.persona)
    }

    /// A scenario made ready: the fields of its lines are filled for the customer.
    #[must_use]
    pub fn prepare(&self, id: &str, filling: &Filling<'_>) -> Option<Scenario> {
        let (file, hash) = self.file(id)?;
        let (env, context) = (engine(), fields::context(filling));
        let making = Making { file, hash, tag: self.tag, lists: &self.lists, env: &env, context: &context };
        Some(making.scenario())
    }

    fn file(&self, id: &str) -> Option<&(File, String)> {
        self.files.iter().find(|(file, _)| file.id.get_ref() == id)
    }
}

fn listing(file: &File, hash: &str) -> Listing {
    Listing {
        id: file.id.get_ref().clone(),
        title: SafeText::new(file.title.get_ref()),
        about: SafeText::lines(file.about.get_ref().trim()),
        group: *file.group.get_ref(),
        difficulty: (*file.difficulty.get_ref()).clamp(1, 3),
        minutes: (*file.minutes.get_ref()).clamp(1, 60),
        kind: file.kind,
        script: file.script.as_ref().map(|script| script.get_ref().clone()),
        skills: file.skills.clone(),
        hash: hash.to_owned(),
    }
}

/// Where a call centre keeps its own scenarios of a language.
#[must_use]
pub fn own_folder(config: &Path, tag: &str) -> PathBuf {
    config.join("scenarios").join(tag)
}

/// The built-in files of a language, without the file of parts.
pub fn built_in(tag: &str) -> impl Iterator<Item = Source> {
    let english = tag == "en";
    let folder = if english { "en" } else { "zh-CN" };
    BUILT_IN.iter().map(move |(name, zh, en)| {
        Source::built_in(&format!("assets/scenarios/{folder}/{name}.toml"), if english { en } else { zh })
    })
}

/// Everything that is wrong with a scenario file, or with a file of parts. It walks through the scenario, so it takes a moment.
#[must_use]
pub fn check(source: &Source, tag: &str) -> Vec<Finding> {
    check_beside(source, tag, None)
}

/// The same, with a call centre's own parts and lists beside the built-in ones.
#[must_use]
pub fn check_beside(source: &Source, tag: &str, config: Option<&Path>) -> Vec<Finding> {
    let own = config.map(|folder| Source::files_in(&own_folder(folder, tag))).unwrap_or_default();
    let own: Vec<Source> = own
        .iter()
        .filter(|path| path.ends_with(PARTS_FILE))
        .filter_map(|path| Source::read(path).ok())
        .collect();
    let (lists, _) = lists::load(tag, config);
    check::whole(source, tag, &parts(tag, &own), &lists)
}

/// What of a scenario differs from its twin in the other language, besides words; `None` when nothing does.
#[must_use]
pub fn check_twin(source: &Source, other: &Source) -> Option<Finding> {
    twin::check(source, other)
}

/// Everything that is wrong with a list of words, `training/synonyms.*.txt`.
#[must_use]
pub fn check_lists(source: &Source) -> Vec<Finding> {
    lists::read(source).1
}

/// The built-in list of words of a language.
#[must_use]
pub fn built_in_lists(tag: &str) -> Source {
    lists::built_in(tag)
}

/// The ways through a scenario as a picture.
///
/// # Errors
/// A file that is no scenario.
pub fn picture(source: &Source, tag: &str, notation: Notation) -> Result<String, Box<Finding>> {
    file::read(source).map(|file| picture::picture(&file.expanded(&parts(tag, &[])), notation))
}

/// A scenario to begin with, complete and without findings, with `name` as its id.
#[must_use]
pub fn template(tag: &str, name: &str) -> String {
    let text = if tag == "en" { TEMPLATE.1 } else { TEMPLATE.0 };
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    text.replace("NAME", if name.is_empty() { "my-case" } else { &name })
}

/// The built-in file of parts.
#[must_use]
pub fn built_in_parts(tag: &str) -> Source {
    let english = tag == "en";
    let folder = if english { "en" } else { "zh-CN" };
    let name = format!("assets/scenarios/{folder}/{PARTS_FILE}");
    Source::built_in(&name, if english { PARTS.1 } else { PARTS.0 })
}

/// Whether a file holds parts and no scenario.
pub(crate) fn is_parts(source: &Source) -> bool {
    Path::new(&source.name).file_name().is_some_and(|name| name == PARTS_FILE)
}

/// A call centre's own parts before the built-in ones; of two with one name the first counts.
pub(crate) fn parts(tag: &str, own: &[Source]) -> Parts {
    let mut all = Parts::default();
    let own = own.iter().filter(|source| is_parts(source)).filter_map(|source| file::read_parts(source).ok());
    for parts in own.chain(file::read_parts(&built_in_parts(tag)).ok()) {
        all.parts.extend(parts.parts);
        all.rubrics.extend(parts.rubrics);
        all.endings.extend(parts.endings);
        if all.nudges.is_empty() {
            all.nudges = parts.nudges;
        }
        if all.unclear.is_empty() {
            all.unclear = parts.unclear;
        }
    }
    all
}

#[cfg(test)]
mod heard;
#[cfg(test)]
mod linted;
#[cfg(test)]
mod walks;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::fields::Speaker;
    use crate::content::words::Words;
    use crate::domain::script::Facts;
    use crate::domain::time::parse_moment;

    #[test]
    fn every_built_in_scenario_reads_and_its_weights_make_100() {
        for tag in ["zh-CN", "en"] {
            let (scenarios, findings) = Scenarios::load(tag, None);
            let words = Words::new(tag);
            let shown: Vec<String> = findings.iter().map(|finding| finding.render(&words, false)).collect();
            assert!(findings.is_empty(), "{}", shown.join("\n"));
            assert_eq!(scenarios.list().len(), BUILT_IN.len());
            for listing in scenarios.list() {
                let filling = Filling {
                    profile: None,
                    speaker: &Speaker::default(),
                    kind: listing.kind,
                    now: parse_moment("2026-11-22T10:42:00+08:00").unwrap(),
                    words: &words,
                    facts: &Facts::new(),
                    pitch: None,
                };
                let scenario = scenarios.prepare(&listing.id, &filling).unwrap();
                let sum: u32 = scenario.items.iter().map(|item| item.weight).sum();
                assert_eq!(sum, 100, "{tag} {}", scenario.id);
            }
        }
    }

    /// Saying it in the model's own words must be heard as what the choice stands for.
    #[test]
    fn what_a_choice_says_is_heard_as_its_points() {
        let mut wrong = Vec::new();
        for tag in ["zh-CN", "en"] {
            let (scenarios, _) = Scenarios::load(tag, None);
            let words = Words::new(tag);
            for listing in scenarios.list() {
                let filling = Filling {
                    profile: None,
                    speaker: &Speaker::default(),
                    kind: listing.kind,
                    now: parse_moment("2026-11-22T10:42:00+08:00").unwrap(),
                    words: &words,
                    facts: &Facts::new(),
                    pitch: None,
                };
                let scenario = scenarios.prepare(&listing.id, &filling).unwrap();
                for turn in &scenario.turns {
                    for answer in &turn.answers {
                        let heard = scenario.ears.hear(&answer.say.replace('\n', " "));
                        for point in answer.points.iter().filter(|point| !heard.has(point)) {
                            wrong.push(format!(
                                "{tag} {} {}: {point} in: {}",
                                scenario.id, turn.id, &*answer.say
                            ));
                        }
                    }
                }
                if let Some(model) = &scenario.record.model {
                    let heard = scenario.ears.hear(model);
                    for point in scenario.record.note.iter().filter(|point| !heard.has(point)) {
                        wrong.push(format!("{tag} {} note: {point} in: {}", scenario.id, &**model));
                    }
                }
                for item in &scenario.items {
                    let known: Vec<&String> = scenario
                        .turns
                        .iter()
                        .flat_map(|turn| {
                            turn.answers
                                .iter()
                                .flat_map(|answer| &answer.points)
                                .chain(turn.offers.iter().flat_map(|offer| &offer.points))
                        })
                        .collect();
                    for point in item.rule.points.iter().filter(|point| !known.contains(point)) {
                        wrong.push(format!("{tag} {} item {}: nobody says {point}", scenario.id, item.id));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{} {}", wrong.len(), wrong.join("\n"));
    }
}

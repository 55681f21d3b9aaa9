//! 话术 files: one script a file, read, checked, chosen for a situation and filled for one customer. It must not know the screen.

pub(crate) mod file;
mod foreign;
pub mod import;
pub mod twins;

use std::path::{Path, PathBuf};

use minijinja::{Environment, UndefinedBehavior, Value};
use toml::Spanned;

use crate::content::benefits::{self, Benefits};
use crate::content::cards;
pub use crate::content::check::picture::Notation;
use crate::content::check::{self, Beside};
use crate::content::fields::{self, Filling};
use crate::content::finding::{Finding, Weight};
use crate::content::scripts::file::{File, FileAnswer, FileStep, Node, Parts, read};
use crate::content::source::Source;
use crate::domain::safe_text::SafeText;
use crate::domain::script::{Answer, Next, Script, ScriptTitle, Stage, Step, StepKind, Turn};

macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        &[$((
            $name,
            include_str!(concat!("../../assets/scripts/zh-CN/", $name, ".toml")),
            include_str!(concat!("../../assets/scripts/en/", $name, ".toml")),
        )),+]
    };
}

/// Name, Chinese and English text of every script that comes with the program.
const BUILT_IN: &[(&str, &str, &str)] = built_in![
    "inbound-open",
    "care-open",
    "survey-open",
    "follow-up-open",
    "retention",
    "retention-port",
    "port-inbound",
    "overage",
    "contract-end",
    "arrears",
    "welcome",
    "birthday",
    "satisfaction",
    "information",
    "win-back",
    "silent-line",
    "complaint-sp",
    "complaint-stop",
    "complaint-promotion",
    "stop-resume",
    "roaming",
    "family",
    "marketing",
    "club",
    "bundle",
    "key-person",
];

/// Steps that the built-in scripts share, in Chinese and English.
const PARTS: (&str, &str) = (
    include_str!("../../assets/scripts/zh-CN/parts.toml"),
    include_str!("../../assets/scripts/en/parts.toml"),
);

/// The name of a file of parts.
const PARTS_FILE: &str = "parts.toml";

/// The scripts of one language: the built-in ones, replaced or joined by those beside the settings file.
#[derive(Clone, Debug, Default)]
pub struct Scripts {
    files: Vec<File>,
    benefits: Benefits,
}

/// How much there is to say, parts counted in each script that uses them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Scripts.
    pub scripts: usize,
    /// Steps.
    pub steps: usize,
    /// Answers by digit.
    pub answers: usize,
    /// Evidence slots.
    pub slots: usize,
}

impl Scripts {
    /// The scripts of a language. A file `scripts/zh-CN/*.toml` beside the settings wins over a built-in script with the same id,
    /// and over every built-in script of its kind. What is wrong with a file comes back as findings; a file with an error is not used.
    #[must_use]
    pub fn load(tag: &str, config: Option<&Path>) -> (Self, Vec<Finding>) {
        let (benefits, mut findings) = benefits::load(tag, config);
        let mut scripts = Self { files: Vec::new(), benefits };
        let own = config.map(|folder| Source::files_in(&own_folder(folder, tag))).unwrap_or_default();
        let own: Vec<Source> = own.iter().filter_map(|path| Source::read(path).ok()).collect();
        let beside = Beside { parts: parts(tag, &own), cards: cards::ids(tag, config) };
        for source in own.into_iter().filter(|source| !is_parts(source)).chain(built_in(tag)) {
            let found = check::whole(&source, tag, &beside);
            let usable = found.iter().all(|finding| finding.weight < Weight::Error);
            findings.extend(found);
            // A script that would leave a gap is still better than silence; one that cannot be read is not.
            if let Some(file) = read(&source).ok().filter(|_| usable) {
                let known = scripts.files.iter().any(|other| other.id.get_ref() == file.id.get_ref());
                if !known {
                    scripts.files.push(file.expanded(&beside.parts));
                }
            }
        }
        (scripts, findings)
    }

    /// The scripts that come with the program.
    #[must_use]
    pub fn built_in(tag: &str) -> Self {
        Self::load(tag, None).0
    }

    /// The script to open a call with: the one that is asked for by id; else, of those whose situation this is, the one with the
    /// highest priority; else the first of the kind without a situation. `None` when no file fits.
    #[must_use]
    pub fn open(&self, wanted: Option<&str>, filling: &Filling<'_>) -> Option<Script> {
        let by_id = wanted.and_then(|id| self.files.iter().find(|file| file.id.get_ref() == id));
        let file = by_id.or_else(|| self.by_situation(filling))?;
        Some(fill(file, &self.benefits, filling))
    }

    fn by_situation(&self, filling: &Filling<'_>) -> Option<&File> {
        let (env, context) = (engine(), fields::context(filling));
        let holds = |file: &&File| {
            let situation = file.when.as_ref().is_none_or(|when| holds(&env, when.get_ref(), &context));
            file.kind == filling.kind && !file.by_hand && situation
        };
        // Of two that are equal the first one counts, and a call centre's own files come first.
        self.files.iter().filter(holds).rev().max_by_key(|file| (file.when.is_some(), file.priority))
    }

    /// Every script, those that fit the call first.
    #[must_use]
    pub fn titles(&self, filling: &Filling<'_>) -> Vec<ScriptTitle> {
        let (env, context) = (engine(), fields::context(filling));
        let mut titles: Vec<(bool, ScriptTitle)> = self
            .files
            .iter()
            .map(|file| {
                let fits = file.when.as_ref().is_some_and(|when| holds(&env, when.get_ref(), &context));
                let title = SafeText::new(file.title.get_ref());
                (file.kind == filling.kind, ScriptTitle { id: file.id.get_ref().clone(), title, fits })
            })
            .collect();
        titles.sort_by_key(|(kind, title)| (!title.fits, !kind));
        titles.into_iter().map(|(_, title)| title).collect()
    }

    /// How much there is of it.
    #[must_use]
    pub fn size(&self) -> Size {
        let steps = || self.files.iter().flat_map(|file| &file.steps);
        Size {
            scripts: self.files.len(),
            steps: steps().count(),
            answers: steps().map(|step| step.answers.len()).sum(),
            slots: steps().filter(|step| step.evidence.is_some()).count(),
        }
    }

    /// The ids, in the order in which they are looked through.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.id.get_ref().as_str())
    }
}

/// Where a call centre keeps its own scripts of a language.
#[must_use]
pub fn own_folder(config: &Path, tag: &str) -> PathBuf {
    config.join("scripts").join(tag)
}

/// The built-in files of a language.
pub fn built_in(tag: &str) -> impl Iterator<Item = Source> {
    let english = tag == "en";
    let folder = if english { "en" } else { "zh-CN" };
    BUILT_IN.iter().map(move |(name, zh, en)| {
        Source::built_in(&format!("assets/scripts/{folder}/{name}.toml"), if english { en } else { zh })
    })
}

/// Everything that is wrong with a script file, or with a file of parts.
#[must_use]
pub fn check(source: &Source, tag: &str) -> Vec<Finding> {
    // A file of a call centre may name that call centre's own parts and cards.
    let config = config_of(Path::new(&source.name), tag);
    let own = config.map(|config| Source::files_in(&own_folder(config, tag))).unwrap_or_default();
    let own: Vec<Source> = own.iter().filter_map(|path| Source::read(path).ok()).collect();
    check::whole(source, tag, &Beside { parts: parts(tag, &own), cards: cards::ids(tag, config) })
}

/// The folder of the settings, when a file lies where a call centre keeps its scripts of a language.
fn config_of<'p>(path: &'p Path, tag: &str) -> Option<&'p Path> {
    let folder = path.parent()?;
    folder.ends_with(Path::new("scripts").join(tag)).then(|| folder.parent()?.parent()).flatten()
}

/// The ways through a script as a picture, or why it cannot be read.
///
/// # Errors
/// A file that is no script.
pub fn picture(source: &Source, notation: Notation) -> Result<String, Box<Finding>> {
    read(source).map(|file| check::picture::picture(&file, notation))
}

/// The built-in file of parts.
#[must_use]
pub fn built_in_parts(tag: &str) -> Source {
    let english = tag == "en";
    let folder = if english { "en" } else { "zh-CN" };
    let name = format!("assets/scripts/{folder}/{PARTS_FILE}");
    Source::built_in(&name, if english { PARTS.1 } else { PARTS.0 })
}

/// Whether a file holds parts and no script.
pub(crate) fn is_parts(source: &Source) -> bool {
    Path::new(&source.name).file_name().is_some_and(|name| name == PARTS_FILE)
}

/// A call centre's own parts before the built-in ones; of two with one name the first counts.
fn parts(tag: &str, own: &[Source]) -> Parts {
    let own = own.iter().filter(|source| is_parts(source)).filter_map(|source| file::read_parts(source).ok());
    let built_in = file::read_parts(&built_in_parts(tag)).ok();
    Parts { parts: own.chain(built_in).flat_map(|parts| parts.parts).collect() }
}

/// The template engine with our filters: a missing attribute of a field prints nothing, which `check` refuses beforehand.
pub(crate) fn engine() -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Chainable);
    env.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    fields::add_filters(&mut env);
    env
}

fn fill(file: &File, benefits: &Benefits, filling: &Filling<'_>) -> Script {
    let env = engine();
    let context = fields::context(filling);
    let said = |text: &str| said(&env, text, &context);
    let (mut steps, mut turns) = (Vec::new(), Vec::new());
    for (order, step) in file.steps.iter().enumerate() {
        if step.when.as_ref().is_some_and(|when| !holds(&env, when.get_ref(), &context)) {
            continue;
        }
        match step.node() {
            Node::Words(kind, text) => {
                let say = said(text.get_ref());
                if !say.trim().is_empty() {
                    steps.push(filled(file, order, step, (kind, say), &said));
                }
            }
            Node::Turn => turns.push(turn(file, order, step)),
            Node::Part | Node::Unclear => {}
        }
    }
    let bridge = file.bridge.as_ref().map(|bridge| said(bridge.get_ref()));
    Script {
        id: file.id.get_ref().clone(),
        title: SafeText::new(file.title.get_ref()),
        kind: file.kind,
        steps,
        turns,
        bridge: bridge.unwrap_or_else(|| SafeText::new(&filling.words.get("say-bridge"))),
        benefits: benefits.filled(&context),
    }
}

fn filled(
    file: &File,
    order: usize,
    step: &FileStep,
    (kind, say): (StepKind, SafeText),
    said: &dyn Fn(&str) -> SafeText,
) -> Step {
    let answer = |answer: &FileAnswer| Answer {
        say: said(answer.say.get_ref()),
        next: next(file, answer.end, answer.goto.as_ref()),
        sets: answer.set.clone().into_iter().collect(),
    };
    Step {
        id: step.id.as_ref().map_or_else(|| format!("s{}", order + 1), |id| id.get_ref().clone()),
        order,
        stage: step.stage.as_ref().map_or(Stage::Discovery, |stage| *stage.get_ref()),
        kind,
        must_say: step.is_must_say(),
        note: step.note.as_ref().map(|note| said(note.get_ref())),
        answers: step.answers.iter().map(answer).collect(),
        sets: step.set.clone().into_iter().collect(),
        next: next(file, step.end, step.goto.as_ref()),
        card: step.card.as_ref().map(|card| card.get_ref().clone()),
        evidence: step.evidence.as_ref().map(|slot| said(slot.get_ref())),
        // What the agent chooses takes no time of the call.
        seconds: step.seconds.unwrap_or_else(|| if kind == StepKind::Choose { 0 } else { seconds(&say) }),
        say,
    }
}

fn turn(file: &File, order: usize, step: &FileStep) -> Turn {
    Turn {
        order,
        sets: step.set.clone().into_iter().collect(),
        card: step.card.as_ref().map(|card| card.get_ref().clone()),
        next: next(file, step.end, step.goto.as_ref()),
    }
}

fn next(file: &File, end: bool, goto: Option<&Spanned<String>>) -> Next {
    let place = |id: &Spanned<String>| {
        file.steps
            .iter()
            .position(|step| step.id.as_ref().is_some_and(|known| known.get_ref() == id.get_ref()))
    };
    match goto.and_then(place) {
        Some(order) => Next::Order(order),
        None if end => Next::End,
        None => Next::Following,
    }
}

/// A calm voice says four Chinese characters, or fourteen Latin letters, in a second; and everybody takes a breath.
fn seconds(say: &str) -> u32 {
    let latin = say.chars().filter(char::is_ascii).count();
    let chinese = say.chars().count() - latin;
    u32::try_from(2 + chinese / 4 + latin / 14).unwrap_or(u32::MAX)
}

/// A condition that cannot be worked out does not hold: better one line less than a wrong one.
pub(crate) fn holds(env: &Environment<'_>, when: &str, context: &Value) -> bool {
    env.compile_expression(when)
        .and_then(|condition| condition.eval(context))
        .is_ok_and(|value| value.is_true())
}

/// The words with their fields filled in. A template that fails is shown as a gap, with its text left out.
pub(crate) fn said(env: &Environment<'_>, template: &str, context: &Value) -> SafeText {
    let text = env.render_str(template, context).unwrap_or_else(|_| "⟦?⟧".to_owned());
    without_empty_lines(&text)
}

/// A line that held only a condition is empty once it is filled.
pub(crate) fn without_empty_lines(text: &str) -> SafeText {
    let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    SafeText::lines(&lines.join("\n"))
}

#[cfg(test)]
mod walks;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::fields::Speaker;
    use crate::content::words::Words;
    use crate::domain::call::CallKind;
    use crate::domain::script::Facts;
    use crate::domain::time::parse_moment;

    #[test]
    fn a_file_beside_the_settings_wins_and_a_broken_one_is_reported() {
        let config = tempfile::tempdir().unwrap();
        let folder = own_folder(config.path(), "en");
        std::fs::create_dir_all(&folder).unwrap();
        let own = "id = \"ours\"\ntitle = \"Ours\"\nkind = \"inbound\"\n[[step]]\nmust_say = true\nstage = \"opening\"\nsay = \"Hello.\"\n";
        std::fs::write(folder.join("ours.toml"), own).unwrap();
        std::fs::write(folder.join("zz.toml"), "id = \"zz\"\nkind = 7\n").unwrap();
        let (scripts, findings) = Scripts::load("en", Some(config.path()));
        let words = Words::new("en");
        let speaker = Speaker::default();
        let filling = Filling {
            profile: None,
            speaker: &speaker,
            kind: CallKind::Inbound,
            now: parse_moment("2026-11-22T10:42:00+08:00").unwrap(),
            words: &words,
            facts: &Facts::new(),
            pitch: None,
        };
        assert_eq!(scripts.open(None, &filling).unwrap().id, "ours");
        assert_eq!(scripts.open(Some("inbound-open"), &filling).unwrap().id, "inbound-open");
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].place().0, 2);
    }
}

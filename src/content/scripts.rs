//! 话术 files: one script a file, read, checked and filled for one customer. It must not know the screen.

use std::path::{Path, PathBuf};

use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Deserialize;
use toml::Spanned;

use crate::content::fields::{self, Filling};
use crate::content::finding::{Finding, Weight};
use crate::content::source::Source;
use crate::content::{check, phrases};
use crate::domain::call::CallKind;
use crate::domain::safe_text::SafeText;
use crate::domain::script::{Script, Stage, Step};

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
const BUILT_IN: &[(&str, &str, &str)] =
    built_in!["inbound-open", "care-open", "survey-open", "follow-up-open"];

/// A script file as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// Unique name, by which a task asks for the script.
    pub id: Spanned<String>,
    /// For the pane's title.
    pub title: Spanned<String>,
    /// Which calls it opens.
    pub kind: CallKind,
    /// In the order of the call.
    #[serde(rename = "step")]
    pub steps: Vec<FileStep>,
}

/// One step as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileStep {
    /// Which part of the call.
    pub stage: Spanned<Stage>,
    /// What to read aloud.
    pub say: Spanned<String>,
    /// 必须告知
    #[serde(default)]
    pub must_say: bool,
    /// For the agent's eyes only.
    #[serde(default)]
    pub note: Option<Spanned<String>>,
    /// The step is left out unless this is true.
    #[serde(default)]
    pub when: Option<Spanned<String>>,
}

/// The scripts of one language: the built-in ones, replaced or joined by those beside the settings file.
#[derive(Clone, Debug, Default)]
pub struct Scripts {
    files: Vec<File>,
}

impl Scripts {
    /// The scripts of a language. A file `scripts/zh-CN/*.toml` beside the settings wins over a built-in script with the same id,
    /// and over every built-in script of its kind. What is wrong with a file comes back as findings; a file with an error is not used.
    #[must_use]
    pub fn load(tag: &str, config: Option<&Path>) -> (Self, Vec<Finding>) {
        let mut scripts = Self::default();
        let mut findings = Vec::new();
        let own = config.map(|folder| Source::files_in(&own_folder(folder, tag))).unwrap_or_default();
        let own = own.iter().filter_map(|path| Source::read(path).ok());
        for source in own.chain(built_in(tag)) {
            let found = check(&source, tag);
            let usable = found.iter().all(|finding| finding.weight < Weight::Error);
            findings.extend(found);
            // A script that would leave a gap is still better than silence; one that cannot be read is not.
            if let Some(file) = read(&source).ok().filter(|_| usable) {
                let known = scripts.files.iter().any(|other| other.id.get_ref() == file.id.get_ref());
                if !known {
                    scripts.files.push(file);
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

    /// The script to open a call with: the one that is asked for by id, else the first of the kind. `None` when no file fits.
    #[must_use]
    pub fn open(&self, wanted: Option<&str>, filling: &Filling<'_>) -> Option<Script> {
        let by_id = wanted.and_then(|id| self.files.iter().find(|file| file.id.get_ref() == id));
        let file = by_id.or_else(|| self.files.iter().find(|file| file.kind == filling.kind))?;
        Some(fill(file, filling))
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

/// Everything that is wrong with a script file.
#[must_use]
pub fn check(source: &Source, tag: &str) -> Vec<Finding> {
    match read(source) {
        Ok(file) => check::script(source, &file, &phrases::built_in(tag)),
        Err(finding) => vec![*finding],
    }
}

fn read(source: &Source) -> Result<File, Box<Finding>> {
    toml::from_str(&source.text).map_err(|error| Box::new(Finding::toml(source, &error)))
}

/// The template engine with our filters: a missing attribute of a field prints nothing, which `check` refuses beforehand.
pub(crate) fn engine() -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Chainable);
    env.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    fields::add_filters(&mut env);
    env
}

fn fill(file: &File, filling: &Filling<'_>) -> Script {
    let env = engine();
    let context = fields::context(filling);
    let steps = file
        .steps
        .iter()
        .filter(|step| step.when.as_ref().is_none_or(|when| holds(&env, when.get_ref(), &context)))
        .map(|step| Step {
            stage: *step.stage.get_ref(),
            say: said(&env, step.say.get_ref(), &context),
            must_say: step.must_say,
            note: step.note.as_ref().map(|note| said(&env, note.get_ref(), &context)),
        })
        .filter(|step| !step.say.trim().is_empty())
        .collect();
    Script {
        id: file.id.get_ref().clone(),
        title: SafeText::new(file.title.get_ref()),
        kind: file.kind,
        steps,
    }
}

/// A condition that cannot be worked out does not hold: better one line less than a wrong one.
fn holds(env: &Environment<'_>, when: &str, context: &Value) -> bool {
    env.compile_expression(when)
        .and_then(|condition| condition.eval(context))
        .is_ok_and(|value| value.is_true())
}

/// The words with their fields filled in. A template that fails is shown as a gap, with its text left out.
fn said(env: &Environment<'_>, template: &str, context: &Value) -> SafeText {
    let text = env.render_str(template, context).unwrap_or_else(|_| "⟦?⟧".to_owned());
    // A line that held only a condition is empty now.
    let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    SafeText::lines(&lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::fields::Speaker;
    use crate::content::words::Words;
    use crate::domain::customer::{Customer, CustomerId, Gender};
    use crate::domain::money::Fen;
    use crate::domain::phone::PhoneNumber;
    use crate::domain::profile::Profile;
    use crate::domain::safe_text::RawText;
    use crate::domain::time::{Moment, parse_moment};

    fn now() -> Moment {
        parse_moment("2026-11-22T10:42:00+08:00").unwrap()
    }

    fn profile() -> Profile {
        let mut customer = Customer::bare(PhoneNumber::parse("19900000001").unwrap());
        customer.name = Some(RawText::new("王小明"));
        customer.gender = Some(Gender::Male);
        customer.arrears = Some(Fen(2850));
        Profile {
            id: CustomerId(1),
            customer,
            usage: Vec::new(),
            habit: None,
            events: Vec::new(),
            history: Vec::new(),
            follow_ups: Vec::new(),
            quiet: Vec::new(),
        }
    }

    fn said_by(template: &str, profile: Option<&Profile>) -> String {
        let words = Words::new("zh-CN");
        let speaker = Speaker { id: "8001".into(), ..Speaker::default() };
        let filling =
            Filling { profile, speaker: &speaker, kind: CallKind::Inbound, now: now(), words: &words };
        said(&engine(), template, &fields::context(&filling)).to_string()
    }

    #[test]
    fn fields_fall_back_or_show_their_gap() {
        let known = profile();
        assert_eq!(said_by("{{ customer.salutation | default('您') }}好", Some(&known)), "王先生好");
        assert_eq!(said_by("{{ customer.salutation | default('您') }}好", None), "您好");
        assert_eq!(said_by("{{ customer.salutation }}好", None), "⟦称呼?⟧好");
        assert_eq!(said_by("{{ package.name }}", Some(&known)), "⟦套餐名?⟧");
    }

    #[test]
    fn amounts_speak_and_compare() {
        let known = profile();
        assert_eq!(said_by("{{ account.arrears }}", Some(&known)), "28.50 元");
        assert_eq!(said_by("{% if account.arrears %}欠{% endif %}", Some(&known)), "欠");
        assert_eq!(said_by("{% if account.arrears | number > 28 %}多{% endif %}", Some(&known)), "多");
        assert_eq!(said_by("{% if account.arrears %}欠{% endif %}", None), "");
        assert_eq!(said_by("{% if account.contract_days | number > 3 %}x{% endif %}", Some(&known)), "");
        assert_eq!(said_by("{{ customer.number }}", Some(&known)), "199****0001");
    }

    #[test]
    fn a_name_is_data_and_never_a_template_or_a_control_code() {
        let mut known = profile();
        known.customer.name = Some(RawText::new("{{ agent.id }}\u{1b}[31m"));
        assert_eq!(said_by("{{ customer.name }}", Some(&known)), "{{ agent.id }}\u{FFFD}[31m");
    }

    #[test]
    fn every_kind_of_call_has_an_opening_in_both_languages_even_for_a_stranger() {
        for tag in ["zh-CN", "en"] {
            let (scripts, findings) = Scripts::load(tag, None);
            let words = Words::new(tag);
            let shown: Vec<String> = findings.iter().map(|finding| finding.render(&words, false)).collect();
            assert!(findings.is_empty(), "{}", shown.join("\n"));
            let speaker = Speaker { id: "8001".into(), ..Speaker::default() };
            for kind in CallKind::ALL {
                for profile in [None, Some(&profile())] {
                    let filling = Filling { profile, speaker: &speaker, kind, now: now(), words: &words };
                    let script = scripts.open(None, &filling).unwrap();
                    assert_eq!(script.kind, kind);
                    assert!(script.steps.len() >= 4, "{tag} {kind:?}");
                    assert!(script.steps.iter().any(|step| step.must_say), "{tag} {kind:?}");
                    for step in &script.steps {
                        assert!(!step.say.contains('⟦'), "{tag} {kind:?}: {}", step.say.as_str());
                    }
                }
            }
        }
    }

    #[test]
    fn a_file_beside_the_settings_wins_and_a_broken_one_is_reported() {
        let config = tempfile::tempdir().unwrap();
        let folder = own_folder(config.path(), "en");
        std::fs::create_dir_all(&folder).unwrap();
        let own = "id = \"ours\"\ntitle = \"Ours\"\nkind = \"inbound\"\n[[step]]\nstage = \"opening\"\nsay = \"Hello.\"\n";
        std::fs::write(folder.join("ours.toml"), own).unwrap();
        std::fs::write(folder.join("zz.toml"), "id = \"zz\"\nkind = 7\n").unwrap();
        let (scripts, findings) = Scripts::load("en", Some(config.path()));
        let words = Words::new("en");
        let speaker = Speaker::default();
        let filling =
            Filling { profile: None, speaker: &speaker, kind: CallKind::Inbound, now: now(), words: &words };
        assert_eq!(scripts.open(None, &filling).unwrap().id, "ours");
        assert_eq!(scripts.open(Some("inbound-open"), &filling).unwrap().id, "inbound-open");
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].place().0, 2);
    }
}

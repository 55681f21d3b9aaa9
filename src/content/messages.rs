//! 短信模板 files: many templates a file, read, checked and filled for one customer. It must not know the screen, nor send anything.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::content::check::text::{Judge, without_blocks};
use crate::content::fields::{self, Filling};
use crate::content::finding::{Finding, Weight};
use crate::content::scripts::{engine, holds, said};
use crate::content::source::Source;
use crate::domain::message::{Message, SmsLength};
use crate::domain::safe_text::SafeText;

macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        &[$((
            $name,
            include_str!(concat!("../../assets/messages/zh-CN/", $name, ".toml")),
            include_str!(concat!("../../assets/messages/en/", $name, ".toml")),
        )),+]
    };
}

/// Name, Chinese and English text of every file of templates that comes with the program. A new file is a new name here.
const BUILT_IN: &[(&str, &str, &str)] = built_in!["calls", "service", "care"];

/// A longer message is charged as three and read by few.
const MOST_SEGMENTS: usize = 2;

/// How a commercial message says that one may refuse.
const REFUSALS: [&str; 4] = ["退订", "拒收", "STOP", "opt out"];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "message")]
    messages: Vec<Template>,
}

/// One template.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    /// Unique, the same in both languages.
    id: Spanned<String>,
    /// For the list.
    title: Spanned<String>,
    /// The situation it was written for: it is listed first then.
    #[serde(default)]
    when: Option<Spanned<String>>,
    /// 商业短信: only with the customer's consent, and the text says how to refuse (通信短信息服务管理规定, 工信部令第31号).
    #[serde(default)]
    commercial: bool,
    /// The words, with fields.
    text: Spanned<String>,
}

/// The templates of one language: the call centre's own (`messages/zh-CN/*.toml` beside the settings) before the built-in ones.
#[derive(Clone, Debug, Default)]
pub struct Messages {
    templates: Vec<Template>,
}

impl Messages {
    /// The templates of a language; of two with one id the first counts. What is wrong with a file comes back as findings; a file with an
    /// error is not used.
    #[must_use]
    pub fn load(tag: &str, config: Option<&Path>) -> (Self, Vec<Finding>) {
        let folder = config.map(|folder| folder.join("messages").join(tag));
        let own = folder.map(|folder| Source::files_in(&folder)).unwrap_or_default();
        let own = own.iter().filter_map(|path| Source::read(path).ok());
        let (mut templates, mut findings, mut known) = (Vec::new(), Vec::new(), BTreeSet::new());
        for source in own.chain(built_in(tag)) {
            let found = check(&source, tag);
            let usable = found.iter().all(|finding| finding.weight < Weight::Error);
            findings.extend(found);
            let Some(file) = read(&source).ok().filter(|_| usable) else { continue };
            let fresh = |template: &Template| known.insert(template.id.get_ref().clone());
            templates.extend(file.messages.into_iter().filter(fresh));
        }
        (Self { templates }, findings)
    }

    /// The ids, in the order in which they are looked through.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.templates.iter().map(|template| template.id.get_ref().as_str())
    }

    /// Every template with its words filled in, those whose situation this is first.
    #[must_use]
    pub fn filled(&self, filling: &Filling<'_>) -> Vec<Message> {
        let (env, context) = (engine(), fields::context(filling));
        let fill = |template: &Template| {
            let fits = template.when.as_ref().is_some_and(|when| holds(&env, when.get_ref(), &context));
            let text = said(&env, template.text.get_ref(), &context);
            Message::filled(template.id.get_ref(), SafeText::new(template.title.get_ref()), fits, text)
        };
        // No consent, no commercial message: neither to whoever refused nor to a stranger.
        let may_market = holds(&env, "customer.may_market", &context);
        let allowed = self.templates.iter().filter(|template| may_market || !template.commercial);
        let mut messages: Vec<Message> = allowed.map(fill).collect();
        messages.sort_by_key(|message| !message.fits);
        messages
    }
}

/// The built-in files of a language.
pub fn built_in(tag: &str) -> impl Iterator<Item = Source> {
    let english = tag == "en";
    let folder = if english { "en" } else { "zh-CN" };
    BUILT_IN.iter().map(move |(name, zh, en)| {
        Source::built_in(&format!("assets/messages/{folder}/{name}.toml"), if english { en } else { zh })
    })
}

fn read(source: &Source) -> Result<File, Box<Finding>> {
    toml::from_str(&source.text).map_err(|error| Box::new(Finding::toml(source, &error)))
}

/// Everything that is wrong with a file of templates.
#[must_use]
pub fn check(source: &Source, tag: &str) -> Vec<Finding> {
    let file = match read(source) {
        Ok(file) => file,
        Err(finding) => return vec![*finding],
    };
    let judge = Judge::new(source, tag);
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for message in &file.messages {
        if !seen.insert(message.id.get_ref().clone()) {
            let found = Finding::error(source, message.id.span(), "message-twice");
            findings.push(found.with("message", message.id.get_ref()));
        }
        let texts = [&message.id, &message.title, &message.text];
        findings.extend(texts.into_iter().filter_map(|text| judge.empty(text)));
        findings.extend(message.when.iter().flat_map(|when| judge.condition(when)));
        // A template can be sent in any situation, so its condition is no fallback for a field.
        findings.extend(judge.template(&message.text, None));
        findings.extend(judge.phrases(&message.text));
        findings.extend(too_long(source, &message.text));
        if message.commercial && !REFUSALS.iter().any(|word| message.text.get_ref().contains(word)) {
            findings.push(Finding::warning(source, message.text.span(), "message-no-refusal"));
        }
    }
    findings.sort_by_key(|finding| finding.span.start);
    findings
}

/// Longer than anybody reads, fields reckoned at their usual length.
fn too_long(source: &Source, text: &Spanned<String>) -> Option<Finding> {
    let lines: Vec<String> = text.get_ref().lines().map(without_blocks).collect();
    let length = SmsLength::of(lines.join("\n").trim());
    (length.segments > MOST_SEGMENTS).then(|| {
        let found = Finding::warning(source, text.span(), "message-long");
        found.with("segments", length.segments).with("units", length.units).with("limit", MOST_SEGMENTS)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::fields::Speaker;
    use crate::content::words::Words;
    use crate::domain::call::CallKind;
    use crate::domain::script::Facts;
    use crate::domain::time::parse_moment;

    fn found(more: &str) -> Vec<(&'static str, usize)> {
        let source = Source::built_in("messages/en/x.toml", more);
        check(&source, "en").iter().map(|finding| (finding.code, finding.place().0)).collect()
    }

    fn template(text: &str) -> String {
        format!("[[message]]\nid = \"a\"\ntitle = \"A\"\ntext = '''{text}'''\n")
    }

    #[test]
    fn every_built_in_template_is_good_and_has_its_twin() {
        let mut shapes = Vec::new();
        for tag in ["zh-CN", "en"] {
            let (messages, findings) = Messages::load(tag, None);
            let words = Words::new(tag);
            let shown: Vec<String> = findings.iter().map(|finding| finding.render(&words, false)).collect();
            assert!(findings.is_empty(), "{}", shown.join("\n"));
            let shape = |template: &Template| {
                let when = template.when.as_ref().map(|when| when.get_ref().clone());
                (template.id.get_ref().clone(), when, template.commercial)
            };
            shapes.push(messages.templates.iter().map(shape).collect::<Vec<_>>());
        }
        assert_eq!(shapes[0], shapes[1]);
        assert!(shapes[0].len() >= 20);
    }

    #[test]
    fn what_is_wrong_with_a_template_is_found() {
        assert_eq!(found(&template("Hello {{ customer.salutation }}")), [("no-fallback", 4)]);
        assert_eq!(found(&template("Hello {{ customer.salutation | default('there') }}")), []);
        assert_eq!(found(&template("{{ customer.salutatio | default('x') }}")), [("unknown-field", 4)]);
        assert_eq!(found(&template("I guarantee it")), [("avoid", 4)]);
        assert_eq!(found(&template(" ")), [("empty", 4)]);
        assert_eq!(found(&template(&"word ".repeat(70))), [("message-long", 4)]);
        assert_eq!(found(&format!("{0}{0}", template("x"))), [("message-twice", 6)]);
        assert_eq!(found(&format!("{}commercial = true\n", template("x"))), [("message-no-refusal", 4)]);
        assert_eq!(found(&format!("{}commercial = true\n", template("x. Reply STOP"))), []);
        assert_eq!(found("[[message]]\nid = 7\n"), [("toml", 2)]);
    }

    #[test]
    fn a_gap_is_counted_and_a_template_for_the_situation_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("messages/en");
        std::fs::create_dir_all(&own).unwrap();
        let fits = "[[message]]\nid = \"b\"\ntitle = \"B\"\nwhen = \"not customer.vip\"\ntext = \"Hi {{ agent.id | default('') }}\"\n";
        std::fs::write(own.join("own.toml"), fits).unwrap();
        let (messages, _) = Messages::load("en", Some(folder.path()));
        let words = Words::new("en");
        let filling = Filling {
            profile: None,
            speaker: &Speaker { id: "8001".into(), ..Speaker::default() },
            kind: CallKind::Inbound,
            now: parse_moment("2026-11-22T10:42:00+08:00").unwrap(),
            words: &words,
            facts: &Facts::new(),
            pitch: None,
        };
        let filled = messages.filled(&filling);
        assert_eq!((filled[0].id.as_str(), filled[0].fits, filled[0].text.as_str()), ("b", true, "Hi 8001"));
        assert!(filled.iter().all(|message| message.gaps == message.text.matches('⟦').count()));
    }
}

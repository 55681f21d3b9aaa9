//! Every sentence people see, in their language: a typed door to the `.ftl` files. It must not know who asks, and never fails:
//! a sentence that is missing shows its own key.

use std::borrow::Cow;
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::domain::problem::Problem;

/// What a sentence fills in: a text that is safe to show, or a number (English needs numbers for its plurals).
pub type Arg<'a> = FluentValue<'a>;

/// One file of sentences, as built into the program.
struct File {
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests name the file that is wrong"))]
    name: &'static str,
    zh: &'static str,
    en: &'static str,
}

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(File {
            name: $name,
            zh: include_str!(concat!("../../assets/locales/zh-CN/", $name, ".ftl")),
            en: include_str!(concat!("../../assets/locales/en/", $name, ".ftl")),
        }),+]
    };
}

/// One file per area, the same in both languages. A new area is a new name here.
const FILES: &[File] = files![
    "desk",
    "keys",
    "problems",
    "cli",
    "import",
    "shell",
    "check",
    "scorecard",
    "scripts",
    "scenarios",
    "talk",
    "store",
    "offers",
    "insight",
    "person",
    "training",
    "packages",
    "assess",
    "retention",
    "brief",
    "record",
];

/// The sentences of one language.
pub struct Words {
    tag: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words of a language tag. Anything that begins with `zh` is Chinese; everything else is English.
    #[must_use]
    pub fn new(tag: &str) -> Self {
        let chinese = tag.get(..2).is_some_and(|head| head.eq_ignore_ascii_case("zh"));
        let tag = if chinese { "zh-CN" } else { "en" };
        let language: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolation marks are invisible direction characters: terminals show them as rubbish.
        bundle.set_use_isolating(false);
        for file in FILES {
            let source = if chinese { file.zh } else { file.en };
            // A file with a mistake still gives its other sentences; the tests refuse the mistake.
            let resource =
                FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { tag, bundle }
    }

    /// The tag of the language in use: `zh-CN` or `en`.
    #[must_use]
    pub const fn tag(&self) -> &'static str {
        self.tag
    }

    /// Whether there is a sentence under this key (`key`, or `key.attribute`).
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        let (name, attribute) = split(key);
        self.bundle.get_message(name).is_some_and(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).is_some(),
            None => message.value().is_some(),
        })
    }

    /// A sentence without arguments. `key.attribute` reads an attribute.
    #[must_use]
    pub fn get(&self, key: &str) -> Cow<'_, str> {
        self.format(key, None)
    }

    /// A sentence with arguments. Whoever passes a text from outside passes its safe form.
    ///
    /// All values of one call have one type; mix texts and numbers as [`Arg`]: `("n", Arg::from(3))`.
    #[must_use]
    pub fn with<'a, V>(&'a self, key: &str, args: &[(&'a str, V)]) -> Cow<'a, str>
    where
        V: Into<Arg<'a>> + Clone,
    {
        let args: FluentArgs<'_> =
            args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone().into())).collect();
        Cow::Owned(self.format(key, Some(&args)).into_owned())
    }

    /// What happened, in one sentence.
    #[must_use]
    pub fn problem(&self, problem: &Problem) -> String {
        self.problem_part(problem, "")
    }

    /// What to do about it, in one sentence.
    #[must_use]
    pub fn hint(&self, problem: &Problem) -> String {
        self.problem_part(problem, ".hint")
    }

    fn problem_part(&self, problem: &Problem, part: &str) -> String {
        let args: FluentArgs<'_> =
            problem.args.iter().map(|(name, value)| (Cow::Borrowed(*name), problem_value(value))).collect();
        self.format(&format!("problem-{}{part}", problem.code), Some(&args)).into_owned()
    }

    fn format<'a>(&'a self, key: &str, args: Option<&FluentArgs<'_>>) -> Cow<'a, str> {
        let (name, attribute) = split(key);
        let message = self.bundle.get_message(name);
        let pattern = match attribute {
            Some(attribute) => message
                .and_then(|message| message.get_attribute(attribute))
                .map(|attribute| attribute.value()),
            None => message.and_then(|message| message.value()),
        };
        let Some(pattern) = pattern else {
            return Cow::Owned(format!("[{key}]"));
        };
        // An argument that is missing stays visible as `{$name}`; the library writes that itself.
        self.bundle.format_pattern(pattern, args, &mut Vec::new())
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({})", self.tag)
    }
}

/// `key.attribute` in its two parts.
fn split(key: &str) -> (&str, Option<&str>) {
    key.split_once('.').map_or((key, None), |(head, tail)| (head, Some(tail)))
}

/// Numbers count (plurals), everything else is text.
fn problem_value(text: &str) -> Arg<'_> {
    text.parse::<i64>().map_or_else(|_| Arg::from(text), Arg::from)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use unicode_width::UnicodeWidthChar;

    use super::*;
    use crate::domain::problem::Severity;

    /// Every key (`a`, `a.hint`) of a file with the arguments its sentence names.
    fn keys(source: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let (mut message, mut current) = (String::new(), String::new());
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let head = line.split_once('=').map(|(head, _)| head.trim());
            match head {
                Some(head) if line.starts_with(|c: char| c.is_ascii_lowercase()) => {
                    message = head.to_owned();
                    current = head.to_owned();
                    assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{head} twice");
                }
                Some(head) if head.starts_with('.') => {
                    current = format!("{message}{head}");
                    assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{current} twice");
                }
                _ => {}
            }
            for part in line.split('$').skip(1) {
                let name: String = part
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
                    .collect();
                found.get_mut(&current).expect("an argument belongs to a message").insert(name);
            }
        }
        found
    }

    #[test]
    fn both_languages_say_the_same_things() {
        for file in FILES {
            let (zh, en) = (keys(file.zh), keys(file.en));
            let only = |a: &BTreeMap<String, _>, b: &BTreeMap<String, _>| {
                a.keys().filter(|key| !b.contains_key(*key)).cloned().collect::<Vec<_>>()
            };
            assert_eq!(only(&zh, &en), Vec::<String>::new(), "only in zh-CN/{}.ftl", file.name);
            assert_eq!(only(&en, &zh), Vec::<String>::new(), "only in en/{}.ftl", file.name);
            for (key, arguments) in &zh {
                assert_eq!(Some(arguments), en.get(key), "arguments of {key}");
            }
        }
    }

    #[test]
    fn every_file_parses_and_no_key_is_said_twice() {
        for (language, pick) in
            [("zh-CN", (|file: &File| file.zh) as fn(&File) -> &'static str), ("en", |file| file.en)]
        {
            let mut bundle = FluentBundle::new_concurrent(vec![language.parse().unwrap()]);
            for file in FILES {
                let resource = FluentResource::try_new(pick(file).to_owned())
                    .unwrap_or_else(|(_, errors)| panic!("{language}/{}.ftl: {errors:?}", file.name));
                bundle
                    .add_resource(resource)
                    .unwrap_or_else(|errors| panic!("{language}/{}.ftl: {errors:?}", file.name));
            }
        }
    }

    #[test]
    fn our_own_sentences_have_the_same_width_on_every_terminal() {
        for file in FILES {
            for (language, source) in [("zh-CN", file.zh), ("en", file.en)] {
                for line in source.lines().filter(|line| !line.starts_with('#')) {
                    for c in line.chars() {
                        assert_eq!(c.width(), c.width_cjk(), "{language}/{}.ftl: {c:?} in {line}", file.name);
                    }
                }
            }
        }
    }

    #[test]
    fn a_missing_sentence_shows_its_key() {
        let words = Words::new("en");
        assert_eq!(words.get("no-such-sentence"), "[no-such-sentence]");
        assert_eq!(words.get("no-such.hint"), "[no-such.hint]");
        assert_eq!(words.hint(&Problem::new("no-such", Severity::Notice)), "[problem-no-such.hint]");
    }

    #[test]
    fn arguments_are_filled_in_without_direction_marks() {
        for tag in ["zh-CN", "en"] {
            let words = Words::new(tag);
            let text = words.with("desk-tray-count", &[("n", 3)]);
            assert!(text.contains('3') && !text.contains('\u{2068}'), "{text}");
            assert_eq!(words.tag(), tag);
        }
    }
}

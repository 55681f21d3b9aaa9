//! What a call centre's own scripts lack in one language: a file without its twin, and steps, answers, must-says or cards that only one of the
//! two has. It must not judge the words.

use std::path::Path;

use super::file::{File, FileStep, read};
use super::{is_parts, own_folder};
use crate::content::finding::Finding;
use crate::content::source::Source;

/// A script of one language.
struct Twin {
    source: Source,
    file: File,
}

/// What is wrong between the two languages' own folders. A language without any file of its own is not missing anything.
#[must_use]
pub fn check(config: &Path) -> Vec<Finding> {
    let own = |tag: &str| -> Vec<Twin> {
        let files = Source::files_in(&own_folder(config, tag));
        let sources =
            files.iter().filter_map(|path| Source::read(path).ok()).filter(|source| !is_parts(source));
        sources.filter_map(|source| read(&source).ok().map(|file| Twin { source, file })).collect()
    };
    let (zh, en) = (own("zh-CN"), own("en"));
    if zh.is_empty() || en.is_empty() {
        return Vec::new();
    }
    let mut findings = lacking(&zh, &en, "en");
    findings.extend(lacking(&en, &zh, "zh-CN"));
    findings
}

/// What stands in `here` and not in `there`.
fn lacking(here: &[Twin], there: &[Twin], other: &'static str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for twin in here {
        match there.iter().find(|that| that.file.id.get_ref() == twin.file.id.get_ref()) {
            None => {
                let found = Finding::warning(&twin.source, twin.file.id.span(), "twin-missing");
                findings.push(found.with("id", twin.file.id.get_ref()).with("other", other));
            }
            Some(that) => findings.extend(differing(twin, that, other)),
        }
    }
    findings
}

/// Steps by their names; those without one are counted.
fn differing(twin: &Twin, that: &Twin, other: &'static str) -> Vec<Finding> {
    let found = |span, what: &'static str, name: &str| {
        Finding::warning(&twin.source, span, what).with("name", name).with("other", other)
    };
    let mut findings = Vec::new();
    let (own, theirs) = (twin.file.steps.len(), that.file.steps.len());
    if own > theirs {
        findings.push(found(twin.file.id.span(), "twin-steps", &(own - theirs).to_string()));
    }
    for step in &twin.file.steps {
        let Some(id) = &step.id else { continue };
        let Some(same) = that.file.steps.iter().find(|other| named(other) == Some(id.get_ref())) else {
            findings.push(found(id.span(), "twin-step", id.get_ref()));
            continue;
        };
        if step.answers.len() > same.answers.len() {
            findings.push(found(id.span(), "twin-answers", id.get_ref()));
        }
        if step.is_must_say() && !same.is_must_say() {
            findings.push(found(id.span(), "twin-must-say", id.get_ref()));
        }
        if let (Some(card), None) = (&step.card, &same.card) {
            findings.push(found(card.span(), "twin-card", card.get_ref()));
        }
    }
    findings
}

fn named(step: &FileStep) -> Option<&String> {
    step.id.as_ref().map(|id| id.get_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(config: &Path, tag: &str, name: &str, text: &str) {
        let folder = own_folder(config, tag);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name), text).unwrap();
    }

    const STEP: &str = "[[step]]\nid = \"a\"\nstage = \"opening\"\nmust_say = true\nsay = \"x\"\ncard = \"too-expensive\"\nanswers = [{ say = \"1\" }, { say = \"2\" }]\n";

    fn script(id: &str, steps: &str) -> String {
        format!("id = \"{id}\"\ntitle = \"T\"\nkind = \"inbound\"\n{steps}")
    }

    #[test]
    fn what_one_language_lacks_is_found_in_the_other() {
        let config = tempfile::tempdir().unwrap();
        write(config.path(), "zh-CN", "a.toml", &script("a", STEP));
        assert!(check(config.path()).is_empty(), "one language alone lacks nothing");
        write(config.path(), "en", "a.toml", &script("a", STEP));
        assert!(check(config.path()).is_empty());
        let codes =
            || check(config.path()).iter().map(|found| (found.code, found.place().0)).collect::<Vec<_>>();
        write(config.path(), "zh-CN", "b.toml", &script("b", STEP));
        assert_eq!(codes(), [("twin-missing", 1)]);
        let less = STEP
            .replace("must_say = true\n", "")
            .replace("card = \"too-expensive\"\n", "")
            .replace(", { say = \"2\" }", "");
        write(config.path(), "en", "b.toml", &script("b", &less));
        assert_eq!(codes(), [("twin-answers", 5), ("twin-must-say", 5), ("twin-card", 9)]);
        write(config.path(), "en", "b.toml", &script("b", &STEP.replace("\"a\"", "\"z\"")));
        assert_eq!(codes(), [("twin-step", 5), ("twin-step", 5)]);
    }
}

//! `seatmate train` without a screen: the list of scenarios, and the template of a new one. It must not begin a session.

use std::io::Write as _;
use std::path::PathBuf;

use serde_json::json;

use crate::cli::args::Train;
use crate::cli::paper;
use crate::cli::{Door, Exit, Failure, train_case};
use crate::content::scenarios::{self, Listing, Scenarios};
use crate::domain::problem::{Problem, Severity};

/// The template in both languages.
const TEMPLATES: [(&str, &str); 2] = [
    ("zh-CN", include_str!("../../assets/training/template.zh-CN.toml")),
    ("en", include_str!("../../assets/training/template.en.toml")),
];

/// Carries the headless parts of the verb out.
///
/// # Errors
/// A session was asked for, which needs a terminal; or something cannot be written.
pub fn run(args: &Train, door: &mut Door<'_>) -> Result<Exit, Failure> {
    if let Some(from) = &args.from {
        return train_case::run(from, args.with_note, door);
    }
    match &args.new {
        Some(name) => write_template(name, door),
        None if args.list => list(door),
        None => Err(Failure::usage(Problem::new("needs-terminal", Severity::Failure))),
    }
}

fn list(door: &mut Door<'_>) -> Result<Exit, Failure> {
    let (scenarios, _) = Scenarios::load(door.words.tag(), Some(&door.paths.config()));
    let mut group = None;
    for listing in scenarios.list() {
        if door.json {
            writeln!(door.out, "{}", paper::json(&as_json(&listing))?)?;
            continue;
        }
        if group != Some(listing.group) {
            group = Some(listing.group);
            let key = format!("training-group-{}", listing.group.code());
            writeln!(door.out, "{}", door.words.get(&key))?;
        }
        let stars = "*".repeat(usize::from(listing.difficulty.min(3)));
        let minutes = door.words.with("training-minutes", &[("n", listing.minutes)]);
        writeln!(door.out, "  {:<28} {stars:<3} {minutes:<7} {}", listing.id, listing.title)?;
    }
    Ok(Exit::Done)
}

fn as_json(listing: &Listing) -> serde_json::Value {
    json!({
        "id": listing.id,
        "title": listing.title.as_str(),
        "about": listing.about.as_str(),
        "group": listing.group,
        "difficulty": listing.difficulty,
        "minutes": listing.minutes,
        "kind": listing.kind,
        "skills": listing.skills,
    })
}

/// Writes the template beside whoever asked for it, and says what to do next. A file that is there stays.
fn write_template(name: &str, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let name = name.strip_suffix(".toml").unwrap_or(name);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || !name.chars().all(plain) {
        return Err(Failure::usage(Problem::new("training-bad-name", Severity::Failure)));
    }
    let file = PathBuf::from(format!("{name}.toml"));
    let template = TEMPLATES.iter().find(|(tag, _)| *tag == door.words.tag()).map_or("", |(_, text)| text);
    let text = template.replace("\"NAME\"", &format!("\"{name}\""));
    let written = std::fs::OpenOptions::new().write(true).create_new(true).open(&file);
    let shown = || file.display().to_string();
    let mut out = written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Failure::usage(Problem::new("training-file-exists", Severity::Failure).with("file", shown()))
        }
        kind => {
            let problem = Problem::new("cannot-write-file", Severity::Failure);
            Failure::from(problem.with("file", shown()).with("why", kind))
        }
    })?;
    out.write_all(text.as_bytes())?;
    let folder = scenarios::own_folder(&door.paths.config(), door.words.tag()).display().to_string();
    writeln!(door.out, "{}", door.words.with("train-new-written", &[("file", shown())]))?;
    writeln!(door.out, "{}", door.words.with("train-new-next", &[("file", shown()), ("folder", folder)]))?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::source::Source;
    use crate::content::words::Words;

    #[test]
    fn the_template_is_a_scenario_without_a_mistake() {
        for (tag, text) in TEMPLATES {
            let source = Source::built_in("my-case.toml", &text.replace("NAME", "my-case"));
            let (scenarios, findings) = Scenarios::only(&source, tag, None);
            let words = Words::new(tag);
            let shown: Vec<String> = findings.iter().map(|finding| finding.render(&words, false)).collect();
            assert_eq!(shown, Vec::<String>::new(), "{tag}");
            assert_eq!(scenarios.list().len(), 1);
        }
    }
}

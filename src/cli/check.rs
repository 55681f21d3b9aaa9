//! `seatmate check`: every finding in the text files with file, line, column and a hint. Changes nothing.

use std::path::{Path, PathBuf};

use crate::cli::args::{Check, Graph};
use crate::cli::{Door, Exit, Failure, check_training, paper};
use crate::content::finding::{Finding, Weight};
use crate::content::scenarios::Scenarios;
use crate::content::scripts::Notation;
use crate::content::settings::Settings;
use crate::content::source::Source;
use crate::content::{
    benefits, calendar, cards, certificates, messages, packages, promotions, rules, scenarios, scripts,
    snippets, spin,
};
use crate::intake::Mapping;

/// What a text file is, by where it lies and what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Script,
    Scenario,
    WordLists,
    Cards,
    Messages,
    Spin,
    Benefits,
    Calendar,
    Packages,
    Snippets,
    Mapping,
    Settings,
    Phrases,
    Rules,
    Certificates,
    Unknown,
}

/// Carries the verb out. Exit code 1 when there is an error; warnings alone are no reason to stop.
///
/// # Errors
/// A path that does not exist or cannot be read (2).
pub fn run(args: &Check, door: &mut Door<'_>) -> Result<Exit, Failure> {
    if let Some(graph) = args.graph {
        return draw(&args.paths, graph, door);
    }
    let files =
        if args.paths.is_empty() { own_files(&door.paths.config()) } else { named_files(&args.paths) };
    let mut findings = if args.paths.is_empty() { check_built_in() } else { Vec::new() };
    if args.paths.is_empty() {
        findings.extend(packages::clashes(&door.paths.config()));
    }
    if args.paths.is_empty() {
        findings.extend(scripts::twins::check(&door.paths.config()));
    }
    let mut checked = 0_u64;
    for file in &files {
        findings.extend(check_file(file, door)?);
        checked += 1;
    }
    if args.paths.is_empty() {
        checked += built_in_count();
    }
    report(&findings, checked, door)?;
    let wrong = findings.iter().any(|finding| finding.weight == Weight::Error);
    Ok(if wrong { Exit::Failed } else { Exit::Done })
}

/// Prints scripts and scenarios as pictures.
fn draw(paths: &[PathBuf], graph: Graph, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let notation = match graph {
        Graph::Mermaid => Notation::Mermaid,
        Graph::Dot => Notation::Dot,
    };
    for path in paths {
        let source = Source::read(path).map_err(Failure::usage)?;
        let picture = match kind_of(path, &source) {
            Kind::Scenario => scenarios::picture(&source, tag_of(path).unwrap_or(door.words.tag()), notation),
            _ => scripts::picture(&source, notation),
        };
        match picture {
            Ok(picture) => write!(door.out, "{picture}")?,
            Err(finding) => {
                writeln!(door.out, "{}", finding.render(&door.words, door.around.colour))?;
                return Ok(Exit::Failed);
            }
        }
    }
    Ok(Exit::Done)
}

fn built_in_sources() -> impl Iterator<Item = (&'static str, Source)> {
    ["zh-CN", "en"].into_iter().flat_map(|tag| scripts::built_in(tag).map(move |source| (tag, source)))
}

fn built_in_cards() -> impl Iterator<Item = (&'static str, Source)> {
    ["zh-CN", "en"].into_iter().flat_map(|tag| cards::built_in(tag).map(move |source| (tag, source)))
}

fn built_in_messages() -> impl Iterator<Item = (&'static str, Source)> {
    ["zh-CN", "en"].into_iter().flat_map(|tag| messages::built_in(tag).map(move |source| (tag, source)))
}

fn built_in_count() -> u64 {
    built_in_sources().count() as u64
        + built_in_cards().count() as u64
        + built_in_messages().count() as u64
        + packages::built_in().len() as u64
        + check_training::built_in_count()
        + 8
}

fn check_built_in() -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        built_in_sources().flat_map(|(tag, source)| scripts::check(&source, tag)).collect();
    findings.extend(built_in_cards().flat_map(|(tag, source)| cards::check(&source, tag)));
    findings.extend(built_in_messages().flat_map(|(tag, source)| messages::check(&source, tag)));
    findings.extend(packages::built_in().iter().flat_map(packages::check));
    findings.extend(calendar::check(&calendar::built_in()));
    findings.extend(promotions::check(&promotions::built_in()));
    findings.extend(certificates::check(&certificates::built_in(), &Scenarios::built_in("zh-CN").known()));
    findings.extend(check_training::check_built_in());
    for tag in ["zh-CN", "en"] {
        let (name, text) = snippets::source_of(tag);
        findings.extend(benefits::check(&benefits::built_in(tag), tag));
        findings.extend(spin::check(&spin::built_in(tag), tag));
        findings.extend(snippets::read(&Source::built_in(name, text)).err().unwrap_or_default());
    }
    findings
}

/// What a call centre keeps beside its settings.
fn own_files(config: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        Some(config.join("settings.toml")).filter(|path| path.is_file()).into_iter().collect();
    for folder in [
        "scripts/zh-CN",
        "scripts/en",
        "cards/zh-CN",
        "cards/en",
        "messages/zh-CN",
        "messages/en",
        "spin/zh-CN",
        "spin/en",
        "benefits/zh-CN",
        "benefits/en",
        "calendar",
        "packages",
        "rules",
        "snippets",
        "mappings",
        "training",
    ] {
        files.extend(Source::files_in(&config.join(folder)));
    }
    files.extend(check_training::own_files(config));
    files
}

/// Files as they are named; folders with everything under them.
fn named_files(paths: &[PathBuf]) -> Vec<PathBuf> {
    paths
        .iter()
        .flat_map(|path| if path.is_dir() { in_folder(path, 4) } else { vec![path.clone()] })
        .collect()
}

fn in_folder(folder: &Path, depth: u32) -> Vec<PathBuf> {
    let mut files = Source::files_in(folder);
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        // A link may lead in a circle.
        .filter(|entry| depth > 0 && entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    files.extend(folders.iter().flat_map(|inner| in_folder(inner, depth - 1)));
    files
}

fn check_file(path: &Path, door: &Door<'_>) -> Result<Vec<Finding>, Failure> {
    let source = Source::read(path).map_err(Failure::usage)?;
    let tag = tag_of(path).unwrap_or(door.words.tag());
    Ok(match kind_of(path, &source) {
        Kind::Script => scripts::check(&source, tag),
        Kind::Scenario => check_training::check_scenario(path, &source, tag),
        Kind::WordLists => scenarios::check_lists(&source),
        Kind::Cards => cards::check(&source, tag),
        Kind::Messages => messages::check(&source, tag),
        Kind::Spin => spin::check(&source, tag),
        Kind::Benefits => benefits::check(&source, tag),
        Kind::Calendar => calendar::check(&source),
        Kind::Packages => packages::check(&source),
        Kind::Snippets => snippets::read(&source).err().unwrap_or_default(),
        Kind::Settings => Settings::check(&source, path.parent().unwrap_or(Path::new(""))),
        Kind::Mapping => check_mapping(&source),
        Kind::Phrases => Vec::new(),
        Kind::Rules => rules::check(&source),
        Kind::Certificates => {
            certificates::check(&source, &Scenarios::load(tag, Some(&door.paths.config())).0.known())
        }
        Kind::Unknown => vec![Finding::warning(&source, 0..0, "unknown-file")],
    })
}

/// The language by the folder or the file's own name.
fn tag_of(path: &Path) -> Option<&'static str> {
    let named =
        |tag: &str| path.iter().any(|part| Path::new(part).file_stem().is_some_and(|stem| stem == tag));
    ["zh-CN", "en"].into_iter().find(|tag| named(tag))
}

fn kind_of(path: &Path, source: &Source) -> Kind {
    // The file's own folder, or the one that holds the languages' folders; further up it is somebody's name for something else.
    let within = |folder: &str| path.ancestors().skip(1).take(2).any(|part| part.ends_with(folder));
    let has = |head: &str| source.text.lines().any(|line| line.trim_start().starts_with(head));
    if path.file_name().is_some_and(|name| name == "settings.toml") {
        Kind::Settings
    } else if within("rules")
        && path.file_name().is_some_and(|name| rules::FILES.iter().any(|file| name == *file))
    {
        Kind::Rules
    } else if path.file_name().is_some_and(|name| name == certificates::FILE) || has("[[certificate]]") {
        Kind::Certificates
    } else if path.extension().is_some_and(|end| end == "txt") && within("training") {
        Kind::WordLists
    } else if within("scenarios") || has("[[turn]]") {
        Kind::Scenario
    } else if within("scripts") || has("[[step]]") {
        Kind::Script
    } else if within("cards") || has("[[card]]") {
        Kind::Cards
    } else if within("messages") || has("[[message]]") {
        Kind::Messages
    } else if within("spin") || has("[[product]]") {
        Kind::Spin
    } else if within("benefits") || has("[[family]]") {
        Kind::Benefits
    } else if within("calendar") || has("[[festival]]") {
        Kind::Calendar
    } else if within("packages") || has("[[package]]") {
        Kind::Packages
    } else if within("snippets") || has("snippets") {
        Kind::Snippets
    } else if within("mappings") || has("[columns") {
        Kind::Mapping
    } else if within("phrases") || has("[[phrase]]") {
        Kind::Phrases
    } else {
        Kind::Unknown
    }
}

fn check_mapping(source: &Source) -> Vec<Finding> {
    match Mapping::parse(&source.text) {
        Ok(_) => Vec::new(),
        Err(fault) => vec![Finding::error(source, fault.span, fault.code)],
    }
}

fn report(findings: &[Finding], checked: u64, door: &mut Door<'_>) -> Result<(), Failure> {
    let count = |weight| findings.iter().filter(|finding| finding.weight == weight).count() as u64;
    let (errors, warnings) = (count(Weight::Error), count(Weight::Warning));
    if door.json {
        let lines: Vec<_> = findings.iter().map(|finding| finding.line(&door.words)).collect();
        let document = serde_json::json!({
            "files": checked, "errors": errors, "warnings": warnings, "findings": lines,
        });
        writeln!(door.out, "{}", paper::json(&document)?)?;
        return Ok(());
    }
    for finding in findings {
        writeln!(door.out, "{}\n", finding.render(&door.words, door.around.colour))?;
    }
    let counts = [("files", checked), ("errors", errors), ("warnings", warnings)];
    writeln!(door.out, "{}", door.words.with("check-summary", &counts))?;
    Ok(())
}

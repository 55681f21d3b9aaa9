//! `seatmate import script`: a script that another system wrote as plain text, into a script file beside the settings. Stores nothing in the
//! database, and never writes over a file that somebody has changed.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::cli::args::Import;
use crate::cli::import::failure;
use crate::cli::{Door, Exit, Failure, paper};
use crate::content::finding::Finding;
use crate::content::scripts;
use crate::content::scripts::import::{Imported, convert, tag_of};
use crate::content::source::Source;
use crate::content::words::Words;
use crate::domain::problem::{Problem, Severity};
use crate::intake::plain;

/// Carries the verb out.
///
/// # Errors
/// When the text cannot be read or has nothing in it, or a script of that name is there with something else in it. Marks that nobody knows
/// give the exit code [`Exit::Partial`].
pub(super) fn run(args: &Import, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let text = plain::read(&args.file).map_err(failure)?;
    let id = id_of(&args.file);
    let done = convert(&text, &id, &Words::new(tag_of(&text)));
    let Some(done) = done else {
        return Err(Problem::new("script-empty", Severity::Failure).into());
    };
    let path = scripts::own_folder(&door.paths.config(), done.tag).join(format!("{id}.toml"));
    let there = std::fs::read_to_string(&path).ok();
    if there.as_ref().is_some_and(|there| *there != done.toml) {
        let problem = Problem::new("script-exists", Severity::Failure);
        return Err(problem.with("file", path.display()).into());
    }
    if !args.dry_run && there.is_none() {
        write(&path, &done.toml).map_err(|error| {
            let problem = Problem::new("cannot-write-file", Severity::Failure);
            problem.with("file", path.display()).with("why", error.kind())
        })?;
    }
    let source = Source::built_in(&path.display().to_string(), &done.toml);
    let findings = scripts::check(&source, done.tag);
    report(&done, &path, &findings, args.dry_run, door)?;
    Ok(if done.unknown.is_empty() && !done.cut { Exit::Done } else { Exit::Partial })
}

/// A name for the script from the file's: letters, digits and hyphens.
fn id_of(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let plain: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let id: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    if id.is_empty() { "imported".to_owned() } else { id.join("-") }
}

/// Under another name first: a desk that looks on never sees half a file.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    std::fs::create_dir_all(&folder)?;
    let mut file = tempfile::NamedTempFile::new_in(&folder)?;
    file.write_all(text.as_bytes())?;
    file.persist_noclobber(path)?;
    Ok(())
}

fn report(
    done: &Imported,
    path: &Path,
    findings: &[Finding],
    dry_run: bool,
    door: &mut Door<'_>,
) -> Result<(), Failure> {
    if door.json {
        let lines: Vec<_> = findings.iter().map(|finding| finding.line(&door.words)).collect();
        let fields: Vec<_> =
            done.fields.iter().map(|(mark, field)| json!({ "mark": mark, "field": field })).collect();
        let document = json!({
            "file": path.display().to_string(), "dry_run": dry_run, "steps": done.steps, "fields": fields,
            "unknown": done.unknown, "cut": done.cut, "findings": lines,
        });
        writeln!(door.out, "{}", paper::json(&document)?)?;
        return Ok(());
    }
    if dry_run {
        writeln!(door.out, "{}", done.toml)?;
    }
    for finding in findings {
        writeln!(door.out, "{}\n", finding.render(&door.words, door.around.colour))?;
    }
    let count = |value: usize| value.to_string();
    let args = [
        ("file", path.display().to_string()),
        ("steps", count(done.steps)),
        ("fields", count(done.fields.len())),
        ("unknown", count(done.unknown.len())),
    ];
    let key = if dry_run { "import-script-look" } else { "import-script-written" };
    writeln!(door.out, "{}", door.words.with(key, &args))?;
    if done.cut {
        writeln!(door.out, "{}", door.words.get("import-script-cut"))?;
    }
    Ok(())
}

//! `seatmate train --from CALL`: a finished call becomes a masked case to practise. The real store is read; what is written is about nobody.

use std::io::Write as _;
use std::path::Path;

use uuid::Uuid;

use crate::cli::unlock::Wants;
use crate::cli::{Door, Exit, Failure};
use crate::content::finding::Weight;
use crate::content::practice_case;
use crate::content::scenarios;
use crate::content::scripts::Scripts;
use crate::content::source::Source;
use crate::domain::problem::{Problem, Severity};
use crate::domain::time::local;
use crate::domain::training::case::{Case, Course};
use crate::store::Reader;
use crate::store::read::CallRow;

/// Carries it out.
///
/// # Errors
/// There is no such call, the store cannot be opened, or the file cannot be written.
pub(crate) fn run(from: &str, with_note: bool, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let reader = door.store(Wants::Existing)?.reader()?;
    let found = find(&reader, from)?
        .ok_or_else(|| Failure::usage(Problem::new("training-no-call", Severity::Failure)))?;
    let profile = match found.customer_number.or(found.start.number) {
        Some(number) => reader.profile_by_number(number)?,
        None => None,
    };
    let way = reader.way_of(found.start.id)?;
    let offers = profile.iter().flat_map(|profile| &profile.offers);
    let offers =
        offers.filter(|offer| offer.call == found.start.id).map(|offer| offer.said.code().to_owned());
    let course = Course {
        script: way.as_ref().map(|way| way.script.clone()),
        steps: way.as_ref().map(|way| way.steps.clone()).unwrap_or_default(),
        told: way.map(|way| way.told.into_iter().collect()).unwrap_or_default(),
        offers: offers.collect(),
    };
    let today = local(door.now()).date_naive();
    let case = Case::of(found.start.kind, found.disposition, course, profile.as_ref(), today);
    let past = profile.iter().flat_map(|profile| &profile.history).find(|past| past.call == found.start.id);
    let note = past.and_then(|past| past.note.as_ref()).filter(|_| with_note);
    let name = found.name.as_ref().map(|name| name.as_raw());
    let note = note.map(|note| practice_case::scrubbed(note.as_raw(), name));
    let tag = door.words.tag();
    let config = door.paths.config();
    let scripts = Scripts::load(tag, Some(&config)).0;
    let folder = scenarios::own_folder(&config, tag);
    let (id, mut file) = fresh(&folder, case.group.code())?;
    let text = practice_case::written(&case, &id, note.as_deref(), &scripts, &door.words, door.now());
    file.write_all(text.as_bytes())?;
    report(&folder.join(format!("{id}.toml")), &config, door)
}

fn find(reader: &Reader, from: &str) -> Result<Option<CallRow>, Failure> {
    let wanted = if from == "last" { None } else { Some(Uuid::parse_str(from).unwrap_or_default()) };
    let mut found = None;
    reader.for_each_call(None, |row| -> Result<(), Failure> {
        let is_it = match wanted {
            Some(id) => row.start.id.0 == id,
            None => row.end.is_some(),
        };
        if is_it {
            found = Some(row);
        }
        Ok(())
    })?;
    Ok(found)
}

/// The first name that nobody has used: `case-retention-1`. A day would say whose call it was.
fn fresh(folder: &Path, group: &str) -> Result<(String, std::fs::File), Failure> {
    let refused = |kind: std::io::ErrorKind| {
        let problem = Problem::new("cannot-write-file", Severity::Failure).with("file", folder.display());
        Failure::from(problem.with("why", kind))
    };
    std::fs::create_dir_all(folder).map_err(|error| refused(error.kind()))?;
    for number in 1..1_000 {
        let id = format!("case-{group}-{number}");
        let path = folder.join(format!("{id}.toml"));
        match std::fs::OpenOptions::new().write(true).create_new(true).open(path) {
            Ok(file) => return Ok((id, file)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(refused(error.kind())),
        }
    }
    Err(refused(std::io::ErrorKind::AlreadyExists))
}

/// Where it lies, what is left to write, and how to practise it.
fn report(file: &Path, config: &Path, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let shown = file.display().to_string();
    let source = Source::read(file).map_err(Failure::usage)?;
    let findings = scenarios::check_beside(&source, door.words.tag(), Some(config));
    writeln!(door.out, "{}", door.words.with("case-written", &[("file", shown.clone())]))?;
    for finding in &findings {
        writeln!(door.out, "{}\n", finding.render(&door.words, door.around.colour))?;
    }
    writeln!(door.out, "{}", door.words.with("case-next", &[("file", shown)]))?;
    let wrong = findings.iter().any(|finding| finding.weight == Weight::Error);
    Ok(if wrong { Exit::Partial } else { Exit::Done })
}

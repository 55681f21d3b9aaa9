//! `seatmate notes`: what was written about calls, newest first. Prints masked numbers only.

use serde_json::json;

use crate::cli::args::Notes;
use crate::cli::paper;
use crate::cli::unlock::Wants;
use crate::cli::{Door, Exit, Failure};
use crate::domain::mask;
use crate::domain::phone::PhoneNumber;
use crate::domain::problem::{Problem, Severity};
use crate::domain::safe_text::SafeText;
use crate::domain::time::{Moment, from_local, parse_date, parse_moment};
use crate::store::read::{NoteQuery, NoteRow};

/// Carries the verb out.
///
/// # Errors
/// A number or date that does not read, or a store that cannot be opened or read.
pub fn run(args: &Notes, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let query = NoteQuery {
        number: args.number.as_deref().map(number).transpose()?,
        since: args.since.as_deref().map(since).transpose()?,
        text: args.search.clone(),
        limit: usize::try_from(args.limit).ok(),
    };
    let rows = door.store(Wants::Existing)?.reader()?.notes(&query)?;
    for row in &rows {
        if door.json {
            writeln!(door.out, "{}", paper::json(&as_json(row))?)?;
        } else {
            print(row, door)?;
        }
    }
    Ok(Exit::Done)
}

/// A number from the command line.
///
/// # Errors
/// Exit code 2; the sentence does not repeat what was typed.
pub(crate) fn number(text: &str) -> Result<PhoneNumber, Failure> {
    PhoneNumber::parse(text).map_err(|_| Failure::usage(Problem::new("bad-number", Severity::Failure)))
}

/// A day or an instant from the command line.
fn since(text: &str) -> Result<Moment, Failure> {
    let day = parse_date(text).and_then(|day| day.and_hms_opt(0, 0, 0)).map(from_local);
    day.or_else(|| parse_moment(text))
        .ok_or_else(|| Failure::usage(Problem::new("bad-date", Severity::Failure)))
}

fn print(row: &NoteRow, door: &mut Door<'_>) -> Result<(), Failure> {
    let outcome = row.disposition.map_or_else(String::new, |disposition| {
        door.words.get(&format!("cli-disposition-{}", disposition.code().replace('_', "-"))).into_owned()
    });
    let who = row.note.number.map_or_else(|| "-".to_owned(), PhoneNumber::masked);
    let head = [paper::minute(row.note.at), who, paper::or_dash(row.name.as_ref()), outcome];
    writeln!(door.out, "{}", head.join("  ").trim_end())?;
    for line in SafeText::lines(&mask::numbers_in(row.note.body.as_raw())).lines() {
        writeln!(door.out, "    {line}")?;
    }
    Ok(())
}

fn as_json(row: &NoteRow) -> serde_json::Value {
    json!({
        "id": row.note.id,
        "call": row.note.call,
        "at": paper::instant(row.note.at),
        "number": row.note.number.map(PhoneNumber::masked),
        "name": row.name,
        "direction": row.call.direction,
        "kind": row.call.kind,
        "disposition": row.disposition,
        "body": mask::numbers_in(row.note.body.as_raw()),
    })
}

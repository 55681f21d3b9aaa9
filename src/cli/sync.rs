//! `seatmate sync`: what waits for the centre, and whether the local event log is whole. Sends nothing.

use crate::cli::args::{Sync, SyncVerb};
use crate::cli::paper;
use crate::cli::unlock::Wants;
use crate::cli::{Door, Exit, Failure, training_files};
use crate::domain::problem::{Problem, Severity};
use crate::sync::status::{self, SyncStatus};
use crate::sync::verify::{self, Verification};

/// Carries the verb out.
///
/// # Errors
/// When the store cannot be opened or read.
pub fn run(args: &Sync, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let (SyncVerb::Status { training } | SyncVerb::Verify { training, .. }) = args.verb;
    let store = if training {
        let none = || Failure::usage(Problem::new("training-nothing", Severity::Failure));
        training_files::team(door)?.ok_or_else(none)?
    } else {
        door.store(Wants::Existing)?
    };
    let reader = store.reader()?;
    match args.verb {
        SyncVerb::Status { .. } => {
            let found = status::status(&reader, door.now())?;
            if door.json {
                print_json(&found, door)?
            } else {
                print_status(&found, door)?
            }
            Ok(match found.exit_code() {
                0 => Exit::Done,
                3 => Exit::Partial,
                _ => Exit::Alarm,
            })
        }
        SyncVerb::Verify { .. } => {
            let found = verify::verify_local(&reader)?;
            if door.json {
                print_json(&found, door)?
            } else {
                print_verification(&found, door)?
            }
            Ok(if found.is_clean() { Exit::Done } else { Exit::Alarm })
        }
    }
}

fn print_json(found: &impl serde::Serialize, door: &mut Door<'_>) -> Result<(), Failure> {
    writeln!(door.out, "{}", paper::json(found)?)?;
    Ok(())
}

fn print_status(found: &SyncStatus, door: &mut Door<'_>) -> Result<(), Failure> {
    let words = &door.words;
    writeln!(door.out, "{}", words.with("sync-unsent", &[("count", found.unsent)]))?;
    if let Some(at) = found.oldest_unsent_at {
        writeln!(door.out, "{}", words.with("sync-oldest", &[("at", paper::minute(at))]))?;
    }
    if found.parked > 0 {
        writeln!(door.out, "{}", words.with("sync-parked", &[("count", found.parked)]))?;
    }
    if found.targets.is_empty() {
        writeln!(door.out, "{}", words.get("sync-no-target"))?;
    }
    Ok(())
}

fn print_verification(found: &Verification, door: &mut Door<'_>) -> Result<(), Failure> {
    let words = &door.words;
    let counts = [("events", found.events), ("streams", found.streams)];
    let key = if found.is_clean() { "sync-whole" } else { "sync-broken" };
    writeln!(door.out, "{}", words.with(key, &counts))?;
    for fault in &found.findings {
        let name = words.get(fault_key(fault.fault)).into_owned();
        let args = [("stream", fault.stream.to_string()), ("seq", fault.seq.to_string()), ("fault", name)];
        writeln!(door.out, "{}", words.with("sync-fault", &args))?;
    }
    Ok(())
}

const fn fault_key(fault: verify::Fault) -> &'static str {
    match fault {
        verify::Fault::Gap => "sync-gap",
        verify::Fault::BrokenLink => "sync-broken-link",
        verify::Fault::HeaderChanged => "sync-header-changed",
        verify::Fault::PayloadChanged => "sync-payload-changed",
        verify::Fault::HeadMismatch => "sync-head-mismatch",
        verify::Fault::UnknownStream => "sync-unknown-stream",
    }
}

//! `seatmate export`: the agent's records for people and other systems, masked unless asked for with a reason, whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Seek};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::cli::args::{Export, ExportFormat, ExportWhat};
use crate::cli::export_rows::{
    Masking, Record, call_row, columns_of, follow_up_row, note_row, offer_row, person_row,
};
use crate::cli::export_sink::Sink;
use crate::cli::unlock::Wants;
use crate::cli::{Door, Exit, Failure, export_rehearsals};
use crate::domain::problem::{Problem, Severity};
use crate::store::{Reader, Store};

/// Carries the verb out.
///
/// # Errors
/// A file that exists or cannot be written, a store that cannot be opened or read; nothing is left behind then.
pub fn run(args: &Export, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let to_stdout = args.out.as_os_str() == "-";
    if !to_stdout && args.out.exists() && !args.force {
        return Err(Failure::usage(
            Problem::new("export-exists", Severity::Failure).with("file", args.out.display()),
        ));
    }
    let rehearsals = args.what == ExportWhat::Rehearsals;
    // Only the events are chained, and only as lines of JSON.
    if args.team && !(rehearsals && args.format == ExportFormat::Ndjson) {
        return Err(Failure::usage(Problem::new("export-team", Severity::Failure)));
    }
    // What was practised is about nobody: the real store stays closed, and there is nothing to log.
    let store = if rehearsals { None } else { Some(door.store(Wants::Existing)?) };
    // Standard output is spooled too, in the private data directory, so that a failure half-way prints nothing.
    let folder = if to_stdout { door.paths.data.as_path() } else { folder_of(&args.out) };
    let mut spool = tempfile::Builder::new()
        .prefix(".seatmate-export")
        .tempfile_in(folder)
        .map_err(|error| cannot_write(&args.out, &error))?;
    let to_terminal = to_stdout && door.around.out_is_terminal;
    let rows = match &store {
        Some(store) => write_all(args, &store.reader()?, spool.as_file_mut(), to_terminal)?,
        None => export_rehearsals::write(args, door, spool.as_file_mut(), to_terminal)?,
    };
    spool.as_file().sync_all().map_err(|error| cannot_write(&args.out, &error))?;
    if let Some(store) = &store {
        log(args, store, rows, door)?;
    }
    if to_stdout {
        spool.rewind()?;
        io::copy(&mut spool, &mut *door.out)?;
    } else {
        finish(spool, args)?;
        report(rows, args, door)?;
    }
    Ok(Exit::Done)
}

/// Where the file will lie: a rename across file systems would not be whole or nothing.
fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn write_all(args: &Export, reader: &Reader, file: &mut File, to_terminal: bool) -> Result<u64, Failure> {
    let records: &[Record] = match args.what {
        ExportWhat::Notes => &[Record::Note],
        ExportWhat::Calls => &[Record::Call],
        ExportWhat::FollowUps => &[Record::FollowUp],
        ExportWhat::Offers => &[Record::Offer],
        ExportWhat::Person => &[Record::Person],
        ExportWhat::Rehearsals => &[],
        ExportWhat::All => &[Record::Call, Record::Note, Record::FollowUp, Record::Offer, Record::Person],
    };
    let masking = if args.reveal.reveal { Masking::Off } else { Masking::On };
    let writer = BufWriter::new(file);
    let mut sink = match args.format {
        ExportFormat::Csv => Sink::csv(writer, columns_of(records), args.bom, to_terminal)?,
        ExportFormat::Ndjson => Sink::ndjson(writer),
    };
    let mixed = records.len() > 1;
    for record in records {
        match record {
            // Written by itself.
            Record::Rehearsal => {}
            Record::Person => {
                reader.for_each_told(|row| sink.put(*record, mixed, person_row(&row, masking)))?
            }
            Record::Note => {
                reader.for_each_note(None, |row| sink.put(*record, mixed, note_row(&row, masking)))?;
            }
            Record::Call => {
                reader.for_each_call(None, |row| sink.put(*record, mixed, call_row(&row, masking)))?;
            }
            Record::Offer => {
                reader.for_each_offer(|row| sink.put(*record, mixed, offer_row(&row, masking)))?;
            }
            Record::FollowUp => {
                reader
                    .for_each_follow_up(None, |row| sink.put(*record, mixed, follow_up_row(&row, masking)))?;
            }
        }
    }
    Ok(sink.finish()?)
}

/// On record before anybody can read it; what cannot be recorded does not leave.
fn log(args: &Export, store: &Store, rows: u64, door: &Door<'_>) -> Result<(), Failure> {
    let what = match args.what {
        ExportWhat::Notes => "notes",
        ExportWhat::Calls => "calls",
        ExportWhat::FollowUps => "follow-ups",
        ExportWhat::Offers => "offers",
        ExportWhat::Person => "person",
        ExportWhat::Rehearsals => "rehearsals",
        ExportWhat::All => "all",
    };
    let reason = args.reveal.reason.as_deref();
    store.recorder()?.log_export(what, rows, args.reveal.reveal, reason, door.now())?;
    Ok(())
}

fn finish(spool: NamedTempFile, args: &Export) -> Result<(), Failure> {
    let placed = if args.force { spool.persist(&args.out) } else { spool.persist_noclobber(&args.out) };
    placed.map_err(|error| cannot_write(&args.out, &error.error))?;
    // The new name is as durable as the bytes only once the folder is.
    File::open(folder_of(&args.out))
        .and_then(|folder| folder.sync_all())
        .map_err(|error| cannot_write(&args.out, &error))
}

fn report(rows: u64, args: &Export, door: &mut Door<'_>) -> Result<(), Failure> {
    if door.json {
        let document = serde_json::json!({ "rows": rows, "unmasked": args.reveal.reveal });
        writeln!(door.out, "{document}")?;
    } else {
        writeln!(door.out, "{}", door.words.with("export-done", &[("rows", rows)]))?;
    }
    Ok(())
}

fn cannot_write(file: &Path, error: &io::Error) -> Failure {
    let problem = Problem::new("cannot-write-file", Severity::Failure).with("file", file.display());
    problem.with("why", error.kind()).into()
}

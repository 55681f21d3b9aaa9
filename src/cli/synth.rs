//! `seatmate synth`: invented customers as four CSV files. The same seed makes the same bytes.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget};

use crate::cli::args::Synth;
use crate::cli::paper;
use crate::cli::{Door, Exit, Failure};
use crate::domain::problem::{Problem, Severity};
use crate::synth::Population;
use crate::synth::csv::{Files, Written};

/// Carries the verb out.
///
/// # Errors
/// When the folder or a file cannot be written.
pub fn run(args: &Synth, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let mut files = open(&args.out)?;
    let bar = if door.around.err_is_terminal && !door.json {
        ProgressBar::with_draw_target(Some(u64::from(args.customers)), ProgressDrawTarget::stderr_with_hz(10))
    } else {
        ProgressBar::hidden()
    };
    let population = Population::fixed(args.seed, args.months);
    let written = files
        .write(&population, args.customers, |done| {
            if done % 1_000 == 0 {
                bar.set_position(u64::from(done));
            }
        })
        .map_err(|error| cannot_write(&args.out, &error))?;
    bar.finish_and_clear();
    report(&written, &args.out, door)?;
    Ok(Exit::Done)
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Failure {
    let problem = Problem::new("cannot-write-file", Severity::Failure);
    Failure::from(problem.with("file", path.display()).with("why", error.kind()))
}

fn open(folder: &Path) -> Result<Files<BufWriter<File>>, Failure> {
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    let create = |name: &str| {
        let path = folder.join(name);
        let file = File::create(&path).map_err(|error| cannot_write(&path, &error))?;
        Ok::<_, Failure>(BufWriter::with_capacity(1 << 18, file))
    };
    Ok(Files {
        customers: create("customers.csv")?,
        usage: create("usage.csv")?,
        habits: create("habits.csv")?,
        events: create("events.csv")?,
    })
}

fn report(written: &Written, folder: &Path, door: &mut Door<'_>) -> Result<(), Failure> {
    if door.json {
        writeln!(door.out, "{}", paper::json(written)?)?;
        return Ok(());
    }
    for (name, rows) in [
        ("customers.csv", written.customers),
        ("usage.csv", written.usage),
        ("habits.csv", written.habits),
        ("events.csv", written.events),
    ] {
        writeln!(door.out, "{:>12}  {}", rows, folder.join(name).display())?;
    }
    Ok(())
}

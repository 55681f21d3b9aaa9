//! `seatmate rate --all`: the whole base rated on two threads and in constant memory, in the short form or, with `--full`, with the
//! verdict that the desk would show. It draws nothing.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use chrono::NaiveDate;

use crate::cli::args::Rate;
use crate::cli::rate_all_rows::{self, COLUMNS, Row};
use crate::cli::unlock::Wants;
use crate::cli::{Door, Exit, Failure};
use crate::content::packages;
use crate::domain::customer::Customer;
use crate::domain::problem::{Problem, Severity};
use crate::domain::rating::flat::Flat;
use crate::domain::rating::{Plan, Terms};
use crate::domain::recommend::{Case, Catalogue, YEAR};
use crate::domain::time::local;
use crate::domain::usage::UsageMonth;
use crate::store::{Reader, StoreError};

/// Rates everybody; rows come in the order of the base.
///
/// # Errors
/// When the file exists and is not to be replaced, or something cannot be read or written.
pub(crate) fn run(args: &Rate, out: &Path, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let own = crate::content::settings::Settings::load(&door.paths.settings).unwrap_or_default();
    let shelf = packages::on_offer(&door.paths.config(), &own);
    let store = door.store(Wants::Existing)?;
    let readers = [store.reader()?, store.reader()?];
    let task = Task { catalogue: &shelf, today: local(door.now()).date_naive(), full: args.full };
    if out.as_os_str() == "-" {
        rate(readers, task, &mut *door.out)?;
    } else {
        let mut file = BufWriter::new(open(out, args.force)?);
        rate(readers, task, &mut file)?;
        file.flush()?;
    }
    Ok(Exit::Done)
}

fn open(out: &Path, force: bool) -> Result<std::fs::File, Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create(force).truncate(force).create_new(!force);
    options.open(out).map_err(|error| {
        let problem = Problem::new("cannot-write-file", Severity::Failure);
        Failure::from(problem.with("file", out.display()).with("why", error.kind()))
    })
}

/// Each thread takes every second customer; taking from them in turn keeps the order.
fn rate(readers: [Reader; 2], task: Task<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS).map_err(io::Error::from)?;
    std::thread::scope(|scope| {
        let lanes: Vec<Receiver<Result<Row, StoreError>>> = readers
            .into_iter()
            .enumerate()
            .map(|(lane, reader)| {
                let (rows, lane_out) = sync_channel(256);
                scope.spawn(move || work(&reader, lane, task, &rows));
                lane_out
            })
            .collect();
        for lane in lanes.iter().cycle() {
            let Ok(row) = lane.recv() else { break };
            writer.write_record(row?).map_err(io::Error::from)?;
        }
        writer.flush()?;
        Ok(())
    })
}

/// Somebody stopped listening.
struct Gone;

impl From<StoreError> for Gone {
    fn from(_: StoreError) -> Self {
        Self
    }
}

fn work(reader: &Reader, lane: usize, task: Task<'_>, rows: &SyncSender<Result<Row, StoreError>>) {
    let plans: Vec<Option<Flat<'_>>> = task
        .catalogue
        .packages
        .iter()
        .map(|main| main.is_main().then(|| Flat::new(&Plan { main, packs: &[] }, &Terms::default())))
        .collect();
    let mut index = 0;
    let walked: Result<(), Gone> = reader.for_each_customer(|id, customer| {
        index += 1;
        if (index - 1) % 2 != lane {
            return Ok(());
        }
        let row = reader.usage(id).map(|usage| row(&customer, &usage, task, &plans));
        rows.send(row).map_err(|_| Gone)
    });
    if walked.is_err() {
        // Either nobody listens, or the walk itself failed; the latter must not look like the end of the base.
        let _ = rows.send(Err(StoreError::Disk));
    }
}

/// What is rated for everybody, and how.
#[derive(Clone, Copy)]
struct Task<'a> {
    catalogue: &'a Catalogue,
    today: NaiveDate,
    full: bool,
}

fn row(customer: &Customer, usage: &[UsageMonth], task: Task<'_>, plans: &[Option<Flat<'_>>]) -> Row {
    let case = Case::read(customer, usage, task.catalogue, task.today).latest(YEAR);
    if task.full {
        rate_all_rows::full(customer, &case, task.catalogue)
    } else {
        rate_all_rows::short(customer, &case, task.catalogue, plans)
    }
}

//! `seatmate rate --all`: the short form of the rating for the whole base, on two threads and in constant memory. It draws nothing.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use chrono::NaiveDate;

use crate::cli::unlock::Wants;
use crate::cli::{Door, Exit, Failure};
use crate::content::packages;
use crate::domain::customer::Customer;
use crate::domain::money::Fen;
use crate::domain::package::Package;
use crate::domain::package::who::{Eligibility, may_have};
use crate::domain::problem::{Problem, Severity};
use crate::domain::rating::flat::{Flat, FlatUse};
use crate::domain::rating::{Plan, Terms};
use crate::domain::recommend::{Case, Catalogue, Settings, quick};
use crate::domain::time::local;
use crate::domain::usage::UsageMonth;
use crate::store::{Reader, StoreError};

/// The header of the file.
const COLUMNS: [&str; 8] =
    ["number", "package", "months", "error_per_mille", "today", "cheapest", "cost", "saving_month"];

type Row = [String; COLUMNS.len()];

/// Rates everybody; rows come in the order of the base.
///
/// # Errors
/// When the file exists and is not to be replaced, or something cannot be read or written.
pub(crate) fn run(out: &Path, force: bool, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let own = crate::content::settings::Settings::load(&door.paths.settings).unwrap_or_default();
    let shelf = packages::on_offer(&door.paths.config(), &own);
    let store = door.store(Wants::Existing)?;
    let readers = [store.reader()?, store.reader()?];
    let today = local(door.now()).date_naive();
    if out.as_os_str() == "-" {
        rate(readers, &shelf, today, &mut *door.out)?;
    } else {
        let mut file = BufWriter::new(open(out, force)?);
        rate(readers, &shelf, today, &mut file)?;
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
fn rate(
    readers: [Reader; 2],
    catalogue: &Catalogue,
    today: NaiveDate,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS).map_err(io::Error::from)?;
    std::thread::scope(|scope| {
        let lanes: Vec<Receiver<Result<Row, StoreError>>> = readers
            .into_iter()
            .enumerate()
            .map(|(lane, reader)| {
                let (rows, lane_out) = sync_channel(256);
                scope.spawn(move || work(&reader, lane, catalogue, today, &rows));
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

fn work(
    reader: &Reader,
    lane: usize,
    catalogue: &Catalogue,
    today: NaiveDate,
    rows: &SyncSender<Result<Row, StoreError>>,
) {
    let plans: Vec<Option<Flat<'_>>> = catalogue
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
        let row = reader.usage(id).map(|usage| row(&customer, &usage, catalogue, &plans, today));
        rows.send(row).map_err(|_| Gone)
    });
    if walked.is_err() {
        // Either nobody listens, or the walk itself failed; the latter must not look like the end of the base.
        let _ = rows.send(Err(StoreError::Disk));
    }
}

fn row(
    customer: &Customer,
    usage: &[UsageMonth],
    catalogue: &Catalogue,
    plans: &[Option<Flat<'_>>],
    today: NaiveDate,
) -> Row {
    let packages = &catalogue.packages;
    let case = Case::read(customer, usage, catalogue, today);
    let months: Vec<(FlatUse, bool)> =
        case.history.chain().map(|(past, follows)| (FlatUse::from(&past.used), follows)).collect();
    let count = i64::try_from(months.len()).unwrap_or(i64::MAX);
    let total = |at: usize| plans.get(at)?.as_ref().and_then(|plan| quick::total(plan, &months));
    let may = |package: &Package| matches!(may_have(package, &case.applicant, case.start), Eligibility::Yes);
    let best = packages
        .iter()
        .enumerate()
        .filter(|(at, package)| case.current == Some(*at) || may(package))
        .filter_map(|(at, package)| total(at).map(|total| (total, package.fee, at)))
        .min()
        .filter(|_| count > 0);
    let now = case.current.and_then(total).filter(|_| count > 0);
    let billed: Option<Fen> = case.history.months.iter().map(|past| past.bill).sum();
    let error = now.zip(billed).filter(|(_, billed)| billed.0 > 0);
    let error = error.map(|(now, billed)| (now - billed.0).abs() * 1000 / billed.0);
    let sure =
        count >= 3 && error.is_some_and(|error| error <= i64::from(Settings::default().error_per_mille));
    let mean = |total: i64| Fen(total.div_euclid(count.max(1))).to_string();
    let saving = best.zip(now).filter(|_| sure).map(|((best, ..), now)| mean((now - best).max(0)));
    let code = best.and_then(|(_, _, at)| packages.get(at)).map(|package| package.code.clone());
    [
        customer.number.masked(),
        case.current.and_then(|at| packages.get(at)).map(|package| package.code.clone()).unwrap_or_default(),
        count.to_string(),
        error.map(|error| error.to_string()).unwrap_or_default(),
        now.map(mean).unwrap_or_default(),
        code.unwrap_or_default(),
        best.map(|(total, ..)| mean(total)).unwrap_or_default(),
        saving.unwrap_or_default(),
    ]
}

//! Import against the sqlite3 shell's `.import` into the same typed tables with the same indexes: a ratio per round, alternating.
//!
//! `SEATMATE_BENCH_CUSTOMERS=1000000` asks for the large size; the default is small enough for every day.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use seatmate::domain::time::{Moment, parse_moment};
use seatmate::intake::{Job, Kind, Mapping, Source, StoreSink, Table, run};
use seatmate::store::{DatabaseKey, Store, StoreOptions};
use seatmate::synth::Population;

/// Rounds; the figure is the median of their ratios.
const ROUNDS: usize = 5;
/// Months per customer.
const MONTHS: u32 = 12;

/// Measures and prints. Without a sqlite3 shell there is no yardstick, and only rows per second are printed.
pub(crate) fn print() {
    let customers: u32 =
        std::env::var("SEATMATE_BENCH_CUSTOMERS").ok().and_then(|count| count.parse().ok()).unwrap_or(20_000);
    let folder = tempfile::tempdir().expect("a folder for the files");
    let rows = write_files(folder.path(), customers);
    let mut ours = Vec::new();
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let own = import(folder.path());
        if let Some(shell) = shell_import(folder.path()) {
            ratios.push(shell.as_secs_f64() / own.as_secs_f64());
        }
        ours.push(own.as_secs_f64());
    }
    let seconds = median(&mut ours);
    println!(
        "import {customers} customers + {rows} months: {seconds:.2} s, {:.0} rows/s",
        f64::from(customers + rows) / seconds
    );
    if ratios.is_empty() {
        println!("import against sqlite3 .import: no sqlite3 shell here");
    } else {
        println!(
            "import against sqlite3 .import, encrypted: {:.1} times as fast (goal 4)",
            median(&mut ratios)
        );
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Customers with six columns, and months in the order of the month, as monthly files come.
fn write_files(folder: &Path, customers: u32) -> u32 {
    let population = Population::fixed(1, MONTHS);
    let mut people = BufWriter::new(fs::File::create(folder.join("customers.csv")).expect("a file"));
    writeln!(people, "number,name,level,package,joined_on,arrears").expect("room");
    let mut months = Vec::new();
    for index in 0..customers {
        let person = population.person(index);
        let customer = &person.customer;
        let name = customer.name.as_ref().map_or("", |name| name.as_raw());
        let package = customer.package.as_ref().map_or("", |name| name.as_raw());
        let level = customer.level.map_or("", seatmate::domain::customer::Level::code);
        let joined = customer.joined_on.map(|day| day.to_string()).unwrap_or_default();
        let arrears = customer.arrears.map(|fen| fen.to_string()).unwrap_or_default();
        writeln!(people, "{},{name},{level},{package},{joined},{arrears}", customer.number.digits())
            .expect("room");
        for month in person.usage {
            let small = |value: Option<u64>| value.and_then(|value| u32::try_from(value).ok()).unwrap_or(0);
            let bill = small(month.bill.and_then(|fen| u64::try_from(fen.0).ok()));
            let mb = small(month.data.map(|data| data.0 / 1024));
            let minutes = month.voice_min.map_or(0, |minutes| minutes.0);
            months.push((month.month, index, bill, minutes, mb, month.sms.unwrap_or(0)));
        }
    }
    months.sort_by_key(|(month, index, ..)| (*month, *index));
    let mut usage = BufWriter::new(fs::File::create(folder.join("usage.csv")).expect("a file"));
    writeln!(usage, "number,month,bill,voice_min,data_mb,sms").expect("room");
    for (month, index, bill, minutes, mb, sms) in &months {
        let number = seatmate::synth::number(*index).digits();
        writeln!(usage, "{number},{month},{}.{:02},{minutes},{mb},{sms}", bill / 100, bill % 100)
            .expect("room");
    }
    u32::try_from(months.len()).unwrap_or(u32::MAX)
}

fn now() -> Moment {
    parse_moment("2026-11-22T10:00:00+08:00").expect("a moment")
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn import(folder: &Path) -> Duration {
    let data = tempfile::tempdir().expect("a folder for the store");
    let key = DatabaseKey::random().expect("random bytes");
    let start = Instant::now();
    let options = StoreOptions { invented: true, accept_plaintext: false };
    let store = Store::open(data.path(), &key, options).expect("a store");
    for (kind, name) in [(Kind::Customers, "customers.csv"), (Kind::Usage, "usage.csv")] {
        let source = Source::open(&folder.join(name)).expect("the file");
        let mut table = Table::open(source, None, None).expect("a header");
        let mut sink = StoreSink::new(store.loader(now()).expect("a loader"));
        let mapping = Mapping::default();
        let job =
            Job { kind, mapping: &mapping, rejects: None, interrupted: &|| false, progress: &mut |_| {} };
        let summary = run(&mut table, job, &mut sink).expect("an import");
        assert_eq!(summary.rejected, 0);
        sink.commit().expect("a commit");
    }
    start.elapsed()
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn shell_import(folder: &Path) -> Option<Duration> {
    let database = folder.join("yardstick.db");
    let _ = fs::remove_file(&database);
    let mut script = String::from(
        "CREATE TABLE customers(number INTEGER, name TEXT, level TEXT, package TEXT, joined_on TEXT, arrears REAL);\n\
         CREATE TABLE usage(number INTEGER, month TEXT, bill REAL, voice_min INTEGER, data_mb INTEGER, sms INTEGER);\n",
    );
    for name in ["customers", "usage"] {
        writeln!(script, ".import --csv --skip 1 {} {name}", folder.join(format!("{name}.csv")).display())
            .ok()?;
    }
    script.push_str(
        "CREATE UNIQUE INDEX c ON customers(number);\nCREATE UNIQUE INDEX u ON usage(number, month);\n",
    );
    let start = Instant::now();
    let mut shell = Command::new("sqlite3").arg(&database).stdin(Stdio::piped()).spawn().ok()?;
    shell.stdin.take()?.write_all(script.as_bytes()).ok()?;
    shell.wait().ok().filter(std::process::ExitStatus::success)?;
    Some(start.elapsed())
}

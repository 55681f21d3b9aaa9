//! Import against the sqlite3 shell's `.import` of the same files into typed tables with the same indexes: whole processes, in turn.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::base::Base;
use crate::yard::{Figure, Unit, paired, plain};

/// The figures of the import. Ours checks every field, finds pinyin initials, encrypts and makes it durable; the shell does none of it.
pub fn figures(base: &Base) -> Vec<Figure> {
    let mut peak = 0.0_f64;
    let rounds = if base.is_large() { 3 } else { 5 };
    let import = paired(
        "import of all customers and months, whole process, encrypted",
        "<= 1/4 x",
        rounds,
        "sqlite3 `.import` and indexes",
        || {
            let data = tempfile::tempdir().expect("a folder for the store");
            let (seconds, memory) = base.import_into(data.path());
            peak = peak.max(memory);
            seconds
        },
        || shell_import(&base.files).unwrap_or(f64::NAN),
    );
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |found| found.len()) as f64;
    let files = size(&base.files.join("customers.csv")) + size(&base.files.join("usage.csv"));
    let stored = size(&base.data.join("reference.db"));
    vec![
        import,
        plain("memory of the import at its peak", "<= 512 MB", Unit::Bytes, peak),
        Figure {
            what: "size of the encrypted customer base".to_owned(),
            ours: Unit::Bytes.one(stored),
            yardstick: format!("the CSV files: {}", Unit::Bytes.one(files)),
            ratio: Some(crate::yard::Spread::of(vec![stored / files])),
            goal: "<= 0.5 x",
        },
    ]
}

/// What somebody with a shell would do. `None` where there is no sqlite3 shell.
fn shell_import(files: &Path) -> Option<f64> {
    let folder = tempfile::tempdir().ok()?;
    let mut script = String::new();
    for table in ["customers", "usage"] {
        let file = files.join(format!("{table}.csv"));
        let text = std::fs::File::open(&file).ok()?;
        let mut header = String::new();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(text), &mut header).ok()?;
        let columns: Vec<String> = header
            .trim()
            .trim_start_matches('\u{feff}')
            .split(',')
            .map(|name| format!("{name} {}", kind_of(name)))
            .collect();
        writeln!(script, "CREATE TABLE {table}({});", columns.join(", ")).ok()?;
        writeln!(script, ".import --csv --skip 1 {} {table}", file.display()).ok()?;
    }
    script.push_str(
        "CREATE UNIQUE INDEX by_number ON customers(number);\nCREATE INDEX by_name ON customers(name);\n\
         CREATE UNIQUE INDEX by_month ON usage(number, month);\n",
    );
    let start = Instant::now();
    let mut shell = Command::new("sqlite3")
        .arg(folder.path().join("yardstick.db"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    shell.stdin.take()?.write_all(script.as_bytes()).ok()?;
    shell.wait().ok().filter(std::process::ExitStatus::success)?;
    Some(start.elapsed().as_secs_f64())
}

fn kind_of(column: &str) -> &'static str {
    const WHOLE: [&str; 11] = [
        "number",
        "points",
        "voice_min",
        "voice_out_min",
        "sms",
        "calls",
        "distinct_numbers",
        "roaming_min",
        "zero_days",
        "weekday",
        "hour",
    ];
    const AMOUNTS: [&str; 9] = [
        "bill",
        "balance",
        "arrears",
        "credit_limit",
        "contract_penalty",
        "data_mb",
        "roaming_mb",
        "overage_mb",
        "onnet_share",
    ];
    if WHOLE.contains(&column) {
        "INTEGER"
    } else if AMOUNTS.contains(&column) || column.ends_with("_fee") {
        "REAL"
    } else {
        "TEXT"
    }
}

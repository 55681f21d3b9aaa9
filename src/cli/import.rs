//! `seatmate import`: a file into the store, or only a look at it. Prints the accounts; never a row.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use signal_hook::consts::SIGINT;
use signal_hook::flag;

use crate::cli::args::{Import, ImportKind};
use crate::cli::unlock::Wants;
use crate::cli::{Door, Exit, Failure};
use crate::cli::{import_packages, import_script, paper};
use crate::content::words::Arg;
use crate::domain::follow_up::FollowUp;
use crate::domain::problem::{Problem, Severity};
use crate::domain::safe_text::SafeText;
use crate::intake::rejects::Rejects;
use crate::intake::{
    Held, ImportError, Job, Kind, Mapping, Progress, Sink, Source, StoreSink, Summary, Table, run as read_all,
};
use crate::store::{Put, Store};

/// Mappings that are built in, by the name that `--map` takes when no such file exists.
const MAPPINGS: [(&str, &str); 2] = [
    ("bjmobile2022-customers", include_str!("../../assets/mappings/bjmobile2022-customers.toml")),
    ("bjmobile2022-usage", include_str!("../../assets/mappings/bjmobile2022-usage.toml")),
];

/// A mapping is written by hand; what is larger is something else.
const MAPPING_LIMIT: u64 = 1 << 20;

/// Carries the verb out.
///
/// # Errors
/// When nothing could be imported. Rejected rows are no error: they give the exit code [`Exit::Partial`].
pub fn run(args: &Import, door: &mut Door<'_>) -> Result<Exit, Failure> {
    if args.kind == ImportKind::Packages {
        return import_packages::run(args, door);
    }
    if args.kind == ImportKind::Script {
        return import_script::run(args, door);
    }
    if args.example {
        return Err(Failure::usage(Problem::new("import-example", Severity::Failure)));
    }
    let started = (door.clock)().mono;
    let mapping = mapping(args.map.as_deref())?;
    let source = Source::open(&args.file).map_err(failure)?;
    let mut table = Table::open(source, mapping.encoding, mapping.delimiter).map_err(failure)?;
    let stop = interruption()?;
    let bar = bar(door, &table);
    let mut summary = into_store(args, &mapping, &mut table, &stop, &bar, door)?;
    bar.finish_and_clear();
    summary.dry_run = args.dry_run;
    summary.seconds = (door.clock)().mono.saturating_sub(started).as_secs_f64();
    report(&summary, door)?;
    Ok(if summary.rejected > 0 { Exit::Partial } else { Exit::Done })
}

impl From<ImportKind> for Kind {
    fn from(kind: ImportKind) -> Self {
        match kind {
            ImportKind::Customers => Self::Customers,
            ImportKind::Usage => Self::Usage,
            ImportKind::Habits => Self::Habits,
            ImportKind::Events => Self::Events,
            ImportKind::Tasks => Self::Tasks,
            // A script goes its own way before this.
            ImportKind::Packages | ImportKind::Script => Self::Packages,
        }
    }
}

pub(super) fn failure(error: ImportError) -> Failure {
    match error {
        ImportError::Store(error) => Failure::from(error),
        other => Failure::from(other.problem()),
    }
}

/// A file, or the name of one of our own.
pub(super) fn mapping(path: Option<&Path>) -> Result<Mapping, Failure> {
    let Some(path) = path else { return Ok(Mapping::default()) };
    let built_in = MAPPINGS.iter().find(|(name, _)| !path.exists() && path.as_os_str() == *name);
    let text = match built_in {
        Some((_, text)) => (*text).to_owned(),
        None => read_mapping(path)?,
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Mapping::parse(&text).map_err(|fault| Failure::from(fault.problem().with("file", SafeText::new(&name))))
}

fn read_mapping(path: &Path) -> Result<String, Failure> {
    use std::io::Read as _;
    let source = Source::open(path).map_err(failure)?;
    let mut text = String::new();
    let unreadable = |error: std::io::Error| failure(ImportError::Read(error.kind()));
    source.reader.take(MAPPING_LIMIT).read_to_string(&mut text).map_err(unreadable)?;
    Ok(text)
}

/// The first Ctrl-C asks the import to stop and take everything back; a second one ends the program.
pub(super) fn interruption() -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    flag::register_conditional_default(SIGINT, Arc::clone(&stop))
        .and_then(|_| flag::register(SIGINT, Arc::clone(&stop)))?;
    Ok(stop)
}

/// A bar on a terminal, nothing anywhere else.
fn bar(door: &Door<'_>, table: &Table) -> ProgressBar {
    if !door.around.err_is_terminal || door.json {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(table.bytes_total(), ProgressDrawTarget::stderr_with_hz(10));
    let shape =
        if table.bytes_total().is_some() { "[{bar:32}] {percent}% {msg} {eta}" } else { "{bytes} {msg}" };
    if let Ok(style) = ProgressStyle::with_template(shape) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
}

fn into_store(
    args: &Import,
    mapping: &Mapping,
    table: &mut Table,
    stop: &AtomicBool,
    bar: &ProgressBar,
    door: &mut Door<'_>,
) -> Result<Summary, Failure> {
    // A look at a file makes no store where there is none.
    let store = if args.dry_run && door.has_no_store() { None } else { Some(door.store(Wants::MayCreate)?) };
    let rejects = args
        .rejects
        .as_deref()
        .map(|path| Rejects::create(path, door.words.tag()))
        .transpose()
        .map_err(failure)?;
    let words = &door.words;
    let mut progress = |at: Progress| {
        bar.set_position(at.bytes);
        bar.set_message(words.with("import-rows", &[("rows", at.rows)]).into_owned());
    };
    let interrupted = || stop.load(Ordering::Relaxed);
    let kind = Kind::from(args.kind);
    let job = Job { kind, mapping, rejects, interrupted: &interrupted, progress: &mut progress };
    match store {
        Some(store) if kind != Kind::Tasks => {
            let mut sink = StoreSink::new(store.loader(door.now())?);
            let summary = read_into(table, job, &mut sink)?;
            if !args.dry_run {
                sink.commit()?;
            }
            Ok(summary)
        }
        store => {
            let mut held = Held::default();
            let mut summary = read_into(table, job, &mut held)?;
            if let Some(store) = store {
                summary.unchanged = file_tasks(&store, &held.tasks, args.dry_run, door)?;
            }
            Ok(summary)
        }
    }
}

fn read_into(table: &mut Table, job: Job<'_>, sink: &mut impl Sink) -> Result<Summary, Failure> {
    read_all(table, job, sink).map_err(failure)
}

/// Stores the tasks, and says how many were known exactly so.
fn file_tasks(store: &Store, tasks: &[FollowUp], dry_run: bool, door: &Door<'_>) -> Result<u64, Failure> {
    if dry_run {
        let open = store.reader()?.follow_ups()?;
        let known = |task: &FollowUp| {
            open.iter().any(|row| row.follow_up.id == task.id && row.follow_up.origin == task.origin)
        };
        return Ok(tasks.iter().map(|task| u64::from(known(task))).sum());
    }
    let puts = store.recorder()?.put_tasks(tasks, door.now())?;
    Ok(puts.iter().map(|put| u64::from(*put == Put::Unchanged)).sum())
}

impl Door<'_> {
    fn has_no_store(&self) -> bool {
        let dir = &self.paths.data;
        !crate::store::key::exists(dir) && !dir.join("reference.db").exists()
    }
}

fn report(summary: &Summary, door: &mut Door<'_>) -> Result<(), Failure> {
    if door.json {
        writeln!(door.out, "{}", paper::json(summary)?)?;
        return Ok(());
    }
    accounts(summary, door)
}

/// The accounts of the rows, for people.
pub(super) fn accounts(summary: &Summary, door: &mut Door<'_>) -> Result<(), Failure> {
    let words = &door.words;
    if summary.dry_run {
        writeln!(door.out, "{}", words.get("import-dry-run"))?;
    }
    let count = |key, value: u64| words.with(key, &[("rows", value)]).into_owned();
    writeln!(door.out, "{}", count("import-read", summary.read))?;
    writeln!(
        door.out,
        "{}",
        words.with("import-accepted", &[("rows", summary.accepted), ("unchanged", summary.unchanged)])
    )?;
    if summary.blank > 0 {
        writeln!(door.out, "{}", count("import-blank", summary.blank))?;
    }
    if summary.rejected > 0 {
        writeln!(door.out, "{}", count("import-rejected", summary.rejected))?;
    }
    for found in &summary.reasons {
        let why = words.get(&format!("reject-{}", found.reason.code)).into_owned();
        let about = found.reason.field.map_or(String::new(), |field| format!(" ({field})"));
        writeln!(door.out, "  {:>8}  {why}{about}", found.rows)?;
    }
    if !summary.unknown_columns.is_empty() {
        let names: Vec<String> =
            summary.unknown_columns.iter().map(|name| SafeText::new(name).as_str().to_owned()).collect();
        let names = Arg::from(names.join(", "));
        let count = Arg::from(summary.unknown_columns.len() as u64);
        writeln!(door.out, "{}", words.with("import-unknown", &[("names", names), ("count", count)]))?;
    }
    let seconds = format!("{:.1}", summary.seconds);
    writeln!(door.out, "{}", words.with("import-seconds", &[("seconds", seconds)]))?;
    Ok(())
}

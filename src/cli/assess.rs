//! `seatmate assess --all`: what the whole base teaches is learnt and kept, then everybody is assessed into one file, on two threads and
//! in constant memory. It must not judge: the rules of insight do.

use std::io::{self, BufWriter, Seek, Write};
use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use clap::{Args, ValueHint};

use crate::cli::args::{ExportFormat, Reveal};
use crate::cli::assess_rows::{COLUMNS, Row, row};
use crate::cli::show::own_card;
use crate::cli::unlock::Wants;
use crate::cli::{Door, Exit, Failure, assess_methods, paper};
use crate::content::rules;
use crate::content::words::Arg;
use crate::domain::insight::assessment::{assess, learn};
use crate::domain::insight::learnt::{Learner, Learnt};
use crate::domain::insight::own_card::own_score;
use crate::domain::insight::picture::RuleBook;
use crate::domain::insight::season::SeasonLearner;
use crate::domain::insight::usage_fall::deviations;
use crate::domain::problem::{Problem, Severity};
use crate::domain::profile::Profile;
use crate::domain::time::Moment;
use crate::store::learnt::Lane;
use crate::store::{Reader, Store, StoreError};

/// `assess`
#[derive(Clone, Debug, Args)]
pub struct Assess {
    /// The whole base; a single customer is what `show` is for.
    #[arg(long, required_unless_present = "methods", requires = "out")]
    pub all: bool,
    /// The retention methods with what came of them, instead of the customers.
    #[arg(long, conflicts_with_all = ["all", "out", "force"])]
    pub methods: bool,
    /// Where the rows go: a new file, or `-` for standard output.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub out: Option<PathBuf>,
    /// The form of the file.
    #[arg(long, value_name = "FORMAT", default_value = "csv")]
    pub format: ExportFormat,
    /// Replaces the file when it exists.
    #[arg(long)]
    pub force: bool,
    /// Writes numbers in full.
    #[command(flatten)]
    pub reveal: Reveal,
}

/// Threads, and parts of the base.
const LANES: i64 = 2;

/// Rows that travel together.
const PARCEL: usize = 128;

/// Carries the verb out.
///
/// # Errors
/// A file that exists or cannot be written, a store that cannot be opened or read; no half file is left behind then.
pub fn run(args: &Assess, door: &mut Door<'_>) -> Result<Exit, Failure> {
    match &args.out {
        Some(out) if !args.methods => run_all(args, out, door),
        _ => assess_methods::run(door),
    }
}

fn run_all(args: &Assess, out: &Path, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let to_stdout = out.as_os_str() == "-";
    if !to_stdout && out.exists() && !args.force {
        let problem = Problem::new("export-exists", Severity::Failure).with("file", out.display());
        return Err(Failure::usage(problem));
    }
    let store = door.store(Wants::Existing)?;
    let (book, findings) = rules::load(Some(&door.paths.config()));
    if !findings.is_empty() {
        door.complain(&Problem::new("rules-wrong", Severity::Warning).with("count", findings.len()));
    }
    let now = door.now();
    let learnt = learn_base(&store, book.clone(), now)?;
    store.keep_learnt(&learnt)?;
    let mut book = book.with_learnt(Some(learnt));
    book.own = own_card(door);
    let folder = if to_stdout { door.paths.data.clone() } else { folder_of(out).to_owned() };
    let refused = |error: &io::Error| cannot_write(out, error);
    let mut spool = tempfile::Builder::new()
        .prefix(".seatmate-assess")
        .tempfile_in(&folder)
        .map_err(|error| refused(&error))?;
    let rows = write_rows(args, &store, &book, now, spool.as_file_mut())?;
    store.recorder()?.log_export(
        "assessment",
        rows,
        args.reveal.reveal,
        args.reveal.reason.as_deref(),
        now,
    )?;
    if to_stdout {
        spool.rewind()?;
        io::copy(&mut spool, &mut *door.out)?;
        return Ok(Exit::Done);
    }
    let placed = if args.force { spool.persist(out) } else { spool.persist_noclobber(out) };
    placed.map_err(|error| refused(&error.error))?;
    report(rows, &book, door)?;
    Ok(Exit::Done)
}

/// A rename across file systems would not be whole or nothing.
fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn cannot_write(file: &Path, error: &io::Error) -> Failure {
    let problem = Problem::new("cannot-write-file", Severity::Failure).with("file", file.display());
    problem.with("why", error.kind()).into()
}

fn lanes() -> impl Iterator<Item = Lane> {
    (0..LANES).map(|at| Lane { at, of: LANES })
}

/// Carries one piece of work out per lane, and joins what each brings back.
fn on_every_lane<T: Send>(
    store: &Store,
    work: impl Fn(&Reader, Lane) -> Result<T, StoreError> + Sync,
) -> Result<Vec<T>, StoreError> {
    let readers: Vec<(Lane, Reader)> =
        lanes().map(|lane| Ok((lane, store.reader()?))).collect::<Result<_, StoreError>>()?;
    std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> =
            readers.into_iter().map(|(lane, reader)| scope.spawn(move || work(&reader, lane))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or(Err(StoreError::Disk))).collect()
    })
}

/// The season first, from everybody's months; then points and bills, judged with that season.
fn learn_base(store: &Store, book: RuleBook, now: Moment) -> Result<Learnt, StoreError> {
    let seasons = on_every_lane(store, |reader, lane| {
        let mut season = SeasonLearner::default();
        reader.for_each_usage(lane, |usage| {
            for (month, deviation) in deviations(usage, &book.churn.usage) {
                season.see(month, deviation);
            }
            Ok::<_, StoreError>(())
        })?;
        Ok(season)
    })?;
    let season = seasons.into_iter().reduce(|mut all, one| {
        all.absorb(one);
        all
    });
    let book = RuleBook { season: season.unwrap_or_default().finish(), ..book };
    let learners = on_every_lane(store, |reader, lane| {
        let mut learner = Learner::default();
        reader.for_each_profile(lane, |_, profile| {
            learn(&profile, now, &book, &mut learner);
            Ok::<_, StoreError>(())
        })?;
        Ok(learner)
    })?;
    let mut all = Learner::default();
    learners.into_iter().for_each(|learner| all.absorb(learner));
    Ok(all.finish(book.season.clone(), &book.churn.quota, now))
}

type Parcel = Result<Vec<(i64, Row)>, StoreError>;

/// Everybody's row, in the order of the base.
fn write_rows(
    args: &Assess,
    store: &Store,
    book: &RuleBook,
    now: Moment,
    out: &mut dyn Write,
) -> Result<u64, Failure> {
    let readers: Vec<(Lane, Reader)> =
        lanes().map(|lane| Ok((lane, store.reader()?))).collect::<Result<_, StoreError>>()?;
    let masked = !args.reveal.reveal;
    std::thread::scope(|scope| {
        let coming: Vec<Receiver<Parcel>> = readers
            .into_iter()
            .map(|(lane, reader)| {
                let (parcels, coming) = sync_channel(8);
                scope.spawn(move || work(&reader, lane, book, now, masked, &parcels));
                coming
            })
            .collect();
        let mut streams: Vec<_> = coming.iter().map(|lane| stream(lane).peekable()).collect();
        let out = BufWriter::with_capacity(1 << 16, out);
        match args.format {
            ExportFormat::Csv => {
                let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
                writer.write_record(COLUMNS).map_err(io::Error::from)?;
                let rows = merge(&mut streams, |row| {
                    Ok(writer.write_record(row.cells()).map_err(io::Error::from)?)
                })?;
                writer.flush()?;
                Ok(rows)
            }
            ExportFormat::Ndjson => {
                let mut out = out;
                let rows = merge(&mut streams, |row| Ok(writeln!(out, "{}", paper::json(&row)?)?))?;
                out.flush()?;
                Ok(rows)
            }
        }
    })
}

/// The rows of a lane, one by one.
fn stream(lane: &Receiver<Parcel>) -> impl Iterator<Item = Result<(i64, Row), StoreError>> {
    lane.iter().flat_map(|parcel| match parcel {
        Ok(rows) => rows.into_iter().map(Ok).collect::<Vec<_>>(),
        Err(error) => vec![Err(error)],
    })
}

/// Takes the lowest row of all lanes, again and again.
fn merge(
    streams: &mut [Peekable<impl Iterator<Item = Result<(i64, Row), StoreError>>>],
    mut put: impl FnMut(Row) -> Result<(), Failure>,
) -> Result<u64, Failure> {
    let mut rows = 0;
    loop {
        let place = |next: Option<&Result<(i64, Row), StoreError>>| match next {
            Some(Ok((id, _))) => Some(*id),
            // A failure is found at once.
            Some(Err(_)) => Some(i64::MIN),
            None => None,
        };
        let lowest = streams
            .iter_mut()
            .filter_map(|stream| place(stream.peek()).map(|id| (id, stream)))
            .min_by_key(|(id, _)| *id);
        let Some(next) = lowest.and_then(|(_, stream)| stream.next()) else { return Ok(rows) };
        put(next?.1)?;
        rows += 1;
    }
}

/// Somebody stopped listening, or the walk failed.
enum Stopped {
    Gone,
    Failed(StoreError),
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

/// What the shop's own card gives; `None` without one, or when it was made for other columns.
fn own_points(profile: &Profile, book: &RuleBook, now: Moment) -> Option<i32> {
    own_score(&book.own.as_ref()?.card, profile, now).map(|own| own.score)
}

fn work(
    reader: &Reader,
    lane: Lane,
    book: &RuleBook,
    now: Moment,
    masked: bool,
    parcels: &SyncSender<Parcel>,
) {
    let mut parcel = Vec::with_capacity(PARCEL);
    let walked = reader.for_each_profile(lane, |id, profile| {
        parcel.push((
            id.0,
            row(&profile, &assess(&profile, now, book), own_points(&profile, book, now), masked),
        ));
        if parcel.len() < PARCEL {
            return Ok(());
        }
        parcels.send(Ok(std::mem::take(&mut parcel))).map_err(|_| Stopped::Gone)
    });
    // A walk that failed must not look like the end of the base.
    let last = match walked {
        Ok(()) => Ok(parcel),
        Err(Stopped::Failed(error)) => Err(error),
        Err(Stopped::Gone) => return,
    };
    let _ = parcels.send(last);
}

fn report(rows: u64, book: &RuleBook, door: &mut Door<'_>) -> Result<(), Failure> {
    let Some(learnt) = &book.learnt else { return Ok(()) };
    if door.json {
        let document = serde_json::json!({
            "rows": rows, "red_from": learnt.whole.red, "amber_from": learnt.whole.amber,
            "books": learnt.books.len(), "months": learnt.season.months(),
        });
        writeln!(door.out, "{document}")?;
        return Ok(());
    }
    let args = [
        ("rows", Arg::from(rows)),
        ("red", Arg::from(learnt.whole.red)),
        ("amber", Arg::from(learnt.whole.amber)),
        ("books", Arg::from(learnt.books.len())),
        ("months", Arg::from(learnt.season.months())),
    ];
    writeln!(door.out, "{}", door.words.with("assess-done", &args))?;
    Ok(())
}

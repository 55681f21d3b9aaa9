//! `seatmate import packages`: a list of packages into the text file that the desk reads beside its own. Stores nothing in the database.

use std::sync::atomic::Ordering;

use serde::Serialize;

use crate::cli::args::Import;
use crate::cli::import::{accounts, failure, interruption, mapping};
use crate::cli::{Door, Exit, Failure, paper};
use crate::content::packages::About;
use crate::domain::time::local;
use crate::intake::packages::{Filing, codes_elsewhere, file, read};
use crate::intake::rejects::Rejects;
use crate::intake::{Source, Summary, Table};

/// What `--json` prints.
#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    summary: &'a Summary,
    catalogue: &'a Filing,
}

/// Carries the verb out.
///
/// # Errors
/// When nothing could be imported; the packages that were there stay. Rejected rows give the exit code [`Exit::Partial`].
pub(super) fn run(args: &Import, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let started = (door.clock)().mono;
    let mapping = mapping(args.map.as_deref())?;
    let source = Source::open(&args.file).map_err(failure)?;
    let mut table = Table::open(source, mapping.encoding, mapping.delimiter).map_err(failure)?;
    let stop = interruption()?;
    let folder = door.paths.config().join("packages");
    let taken = codes_elsewhere(&folder, args.example);
    let rejects = args.rejects.as_deref().map(|path| Rejects::create(path, door.words.tag()));
    let rejects = rejects.transpose().map_err(failure)?;
    let interrupted = || stop.load(Ordering::Relaxed);
    let incoming = read(&mut table, &mapping, &taken, rejects, &interrupted).map_err(failure)?;
    let mut summary = incoming.summary;
    let filing = file(&folder, incoming.packages, about(args, door), args.dry_run).map_err(failure)?;
    summary.unchanged = filing.unchanged;
    summary.dry_run = args.dry_run;
    summary.seconds = (door.clock)().mono.saturating_sub(started).as_secs_f64();
    if door.json {
        writeln!(door.out, "{}", paper::json(&Report { summary: &summary, catalogue: &filing })?)?;
    } else {
        accounts(&summary, door)?;
        say(&filing, args.dry_run, door)?;
    }
    Ok(if summary.rejected > 0 { Exit::Partial } else { Exit::Done })
}

/// What the catalogue says of itself: the list's own name, and when it came in.
fn about(args: &Import, door: &Door<'_>) -> About {
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let today = local(door.now()).date_naive();
    About {
        title: name.clone(),
        place: String::new(),
        years: today.to_string(),
        example: args.example,
        source: name,
    }
}

fn say(filing: &Filing, dry_run: bool, door: &mut Door<'_>) -> Result<(), Failure> {
    let (file, count) = (filing.file.display().to_string(), |value: u64| value.to_string());
    let args = [
        ("file", file),
        ("added", count(filing.added)),
        ("changed", count(filing.changed)),
        ("packages", count(filing.packages)),
    ];
    let key = if dry_run { "import-packages-look" } else { "import-packages-filed" };
    writeln!(door.out, "{}", door.words.with(key, &args))?;
    Ok(())
}

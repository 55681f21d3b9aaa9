//! `seatmate report training`: the trainee's record on paper, as text, as a page for the browser, or for programs. Changes nothing.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, ValueHint};

use crate::cli::{Door, Exit, Failure, paper, training_files};
use crate::content::training_report::{self, Cover};
use crate::domain::problem::{Problem, Severity};

/// `report`
#[derive(Clone, Debug, Args)]
pub struct ReportArgs {
    /// About what.
    #[arg(id = "report_what", value_name = "WHAT")]
    pub what: ReportWhat,
    /// In which form.
    #[arg(id = "report_format", long = "format", value_name = "FORMAT", default_value = "text")]
    pub format: ReportFormat,
    /// Where to; without it, standard output.
    #[arg(id = "report_out", long = "out", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub out: Option<PathBuf>,
    /// Replaces the file when it exists.
    #[arg(long, requires = "report_out")]
    pub force: bool,
}

/// What can be reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportWhat {
    /// 成绩档案
    Training,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For a terminal or a mail.
    Text,
    /// One file for a browser and a printer.
    Html,
    /// For programs.
    Json,
}

/// Carries the verb out.
///
/// # Errors
/// The trainee's files cannot be read, or the report cannot be written.
pub fn run(args: &ReportArgs, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let report = training_files::report(door)?;
    let cover = Cover { agent: door.agent.clone(), at: door.now() };
    let format = if door.json { ReportFormat::Json } else { args.format };
    let document = training_report::document(&report, &cover, &door.words);
    let text = match format {
        ReportFormat::Text => training_report::text(&document, &door.words),
        ReportFormat::Html => training_report::html(&document, &door.words)?,
        ReportFormat::Json => format!("{}\n", paper::json(&document)?),
    };
    match &args.out {
        None => door.out.write_all(text.as_bytes())?,
        Some(file) => {
            write(file, &text, args.force)?;
            let file = file.display().to_string();
            writeln!(door.out, "{}", door.words.with("report-written", &[("file", file)]))?;
        }
    }
    Ok(Exit::Done)
}

/// Whole or not at all.
fn write(file: &Path, text: &str, force: bool) -> Result<(), Failure> {
    let refused = |why: std::io::ErrorKind| {
        let problem = Problem::new("cannot-write-file", Severity::Failure).with("file", file.display());
        Failure::from(problem.with("why", why))
    };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut spool = tempfile::NamedTempFile::new_in(folder).map_err(|error| refused(error.kind()))?;
    spool.write_all(text.as_bytes()).map_err(|error| refused(error.kind()))?;
    spool.as_file().sync_all().map_err(|error| refused(error.kind()))?;
    let placed = if force { spool.persist(file) } else { spool.persist_noclobber(file) };
    placed.map(|_| ()).map_err(|error| match error.error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Failure::usage(Problem::new("export-exists", Severity::Failure).with("file", file.display()))
        }
        why => refused(why),
    })
}

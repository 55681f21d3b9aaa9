//! Package lists that come in: rows into packages, and packages into one text file beside the settings, which the desk reads like any
//! other. The file is checked whole before it replaces anything. It rates nothing and knows no store.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::content::packages::list::{COLUMNS, List, Reader, Reject};
use crate::content::packages::{self, About, Catalogue};
use crate::content::source::Source;
use crate::domain::package::Package;
use crate::intake::columns::Columns;
use crate::intake::decimal::scaled;
use crate::intake::mapping::Mapping;
use crate::intake::rejects::Rejects;
use crate::intake::summary::{Accounts, Reason, Summary};
use crate::intake::table::{Row, Step, Table};
use crate::intake::{ImportError, Kind};

/// What a list came to.
#[derive(Debug)]
pub struct Incoming {
    /// The packages that fit, in the order of the rows.
    pub packages: Vec<Package>,
    /// The accounts of the rows.
    pub summary: Summary,
}

/// Reads a list. `taken` are codes of other files beside the settings, with which no row may collide.
///
/// # Errors
/// When the file fails, a required column is missing, or somebody interrupts.
pub fn read(
    table: &mut Table,
    mapping: &Mapping,
    taken: &[String],
    mut rejects: Option<Rejects>,
    interrupted: &dyn Fn() -> bool,
) -> Result<Incoming, ImportError> {
    let columns = Columns::find(Kind::Packages, table.header(), mapping)?;
    let (mut reader, mut accounts) = (Reader::new(COLUMNS), Accounts::default());
    loop {
        let reason = match table.step()? {
            Step::End => break,
            Step::Blank => {
                accounts.blank += 1;
                continue;
            }
            Step::Bad(reason) => Some(reason),
            Step::Row => {
                let cells = cells(&columns, table.row());
                let code = cells.first().map(String::as_str).unwrap_or_default();
                if taken.iter().any(|other| other == code) {
                    Some(Reason::of("package-code-elsewhere", "code"))
                } else {
                    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
                    reader.row(table.line(), &cells).map(reason)
                }
            }
        };
        match reason {
            None => accounts.accepted += 1,
            Some(reason) => {
                accounts.reject(reason);
                if let Some(rejects) = &mut rejects {
                    rejects.add(table.line(), reason, &table.original())?;
                }
            }
        }
        if interrupted() {
            return Err(ImportError::Interrupted);
        }
    }
    let List { packages, blank, .. } = reader.finish();
    // A row of nothing but what the mapping takes for nothing is blank too.
    let blank = blank as u64;
    accounts.blank += blank;
    accounts.accepted -= blank.min(accounts.accepted);
    let mut summary = accounts.summary();
    summary.unknown_columns = columns.unknown;
    if let Some(rejects) = rejects {
        rejects.finish()?;
    }
    Ok(Incoming { packages, summary })
}

fn reason(reject: &Reject) -> Reason {
    Reason { code: reject.why.code(), field: reject.column }
}

/// A row's cells in the order of our columns.
fn cells(columns: &Columns, row: Row<'_>) -> Vec<String> {
    let cell = |at| {
        let Some(cell) = columns.cell(row, at) else { return String::new() };
        if cell.as_is() {
            return cell.text.into_owned();
        }
        // What the mapping multiplies or divides is a number; one that is none is told as it stands.
        match scaled(&cell.text, cell.multiply, cell.divide, 2) {
            Some(value) if value % 100 == 0 => (value / 100).to_string(),
            Some(value) => {
                format!("{}{}.{:02}", if value < 0 { "-" } else { "" }, value.abs() / 100, value.abs() % 100)
            }
            None => cell.text.into_owned(),
        }
    };
    (0..COLUMNS.len()).map(cell).collect()
}

/// What filing changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Filing {
    /// The file.
    pub file: PathBuf,
    /// Packages that were not in it.
    pub added: u64,
    /// Packages that are different now.
    pub changed: u64,
    /// Packages that were so already.
    pub unchanged: u64,
    /// How many packages the file has now.
    pub packages: u64,
}

/// The file for imported packages, and that for imported examples.
fn target(folder: &Path, example: bool) -> PathBuf {
    folder.join(if example { "imported-examples.toml" } else { "imported.toml" })
}

/// The codes of every other file in `folder`.
#[must_use]
pub fn codes_elsewhere(folder: &Path, example: bool) -> Vec<String> {
    let own = target(folder, example);
    Source::files_in(folder)
        .iter()
        .filter(|path| **path != own)
        .filter_map(|path| packages::read(&Source::read(path).ok()?).ok())
        .flat_map(|(catalogue, _)| catalogue.packages.into_iter().map(|package| package.code))
        .collect()
}

/// Lays packages over what the file in `folder` has: a code that is there gets the new row, the others stay. The whole file is read
/// back and checked before it takes the old one's place; with `dry_run` it never does.
///
/// # Errors
/// When the file that is there does not read, or the new one cannot be written; then the old one is as it was.
pub fn file(
    folder: &Path,
    packages: Vec<Package>,
    about: About,
    dry_run: bool,
) -> Result<Filing, ImportError> {
    let path = target(folder, about.example);
    let known = match path.exists() {
        true => {
            let source = Source::read(&path).map_err(|_| ImportError::Catalogue)?;
            packages::read(&source).map_err(|_| ImportError::Catalogue)?.0.packages
        }
        false => Vec::new(),
    };
    let mut filing = Filing { file: path, ..Filing::default() };
    let merged = merge(known, packages, &mut filing);
    let text = written(&Catalogue { catalogue: about, packages: merged }, &filing.file)?;
    let is_new = filing.added + filing.changed > 0;
    if !dry_run && is_new {
        replace(folder, &filing.file, &text).map_err(|error| ImportError::Shelf(error.kind()))?;
    }
    Ok(filing)
}

fn merge(mut known: Vec<Package>, incoming: Vec<Package>, filing: &mut Filing) -> Vec<Package> {
    for package in incoming {
        match known.iter_mut().find(|other| other.code == package.code) {
            Some(same) if *same == package => filing.unchanged += 1,
            Some(other) => {
                *other = package;
                filing.changed += 1;
            }
            None => {
                known.push(package);
                filing.added += 1;
            }
        }
    }
    filing.packages = known.len() as u64;
    known
}

/// The text of a catalogue, read back and compared: what cannot be read again is never written.
fn written(catalogue: &Catalogue, path: &Path) -> Result<String, ImportError> {
    let text = toml::to_string(catalogue).map_err(|_| ImportError::Catalogue)?;
    if text.len() > packages::LARGEST {
        return Err(ImportError::ShelfFull);
    }
    let source = Source::built_in(&path.display().to_string(), &text);
    match packages::read(&source) {
        Ok((back, _)) if back == *catalogue => Ok(text),
        _ => Err(ImportError::Catalogue),
    }
}

fn replace(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".seatmate-packages-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

//! One import from the first row to the last. It stores nothing by itself: the sink's owner commits, or does not.

use crate::intake::cells::Fields;
use crate::intake::columns::Columns;
use crate::intake::mapping::Mapping;
use crate::intake::rejects::Rejects;
use crate::intake::sink::{Filed, Sink};
use crate::intake::summary::{Accounts, Reason, Summary};
use crate::intake::table::{Step, Table};
use crate::intake::{ImportError, Kind, rows};

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows so far.
    pub rows: u64,
    /// Bytes so far.
    pub bytes: u64,
    /// Bytes in all, when known.
    pub total: Option<u64>,
}

/// What to import, and whom to tell.
pub struct Job<'a> {
    /// What the file holds.
    pub kind: Kind,
    /// Which column is which.
    pub mapping: &'a Mapping,
    /// Where rejected rows go.
    pub rejects: Option<Rejects>,
    /// Asked every few thousand rows; `true` ends the import, and nothing of it is kept.
    pub interrupted: &'a dyn Fn() -> bool,
    /// Told every few thousand rows.
    pub progress: &'a mut dyn FnMut(Progress),
}

/// Rows between two looks at the world. At a million rows a second this is a few milliseconds.
const PAUSE: u64 = 4_096;

/// Reads every row into the sink and accounts for it.
///
/// # Errors
/// When the file or the store fails, a column is missing, or somebody interrupts. Then nothing may be committed.
pub fn run(table: &mut Table, job: Job<'_>, sink: &mut impl Sink) -> Result<Summary, ImportError> {
    if table.is_sheet() && !matches!(job.kind, Kind::Customers | Kind::Tasks) {
        return Err(ImportError::SheetKind);
    }
    let columns = Columns::find(job.kind, table.header(), job.mapping)?;
    let mut accounts = Accounts::default();
    let mut rejects = job.rejects;
    let mut until_pause = PAUSE;
    loop {
        let reason = match table.step()? {
            Step::End => break,
            Step::Blank => {
                accounts.blank += 1;
                None
            }
            Step::Bad(reason) => Some(reason),
            Step::Row => {
                let fields = Fields { columns: &columns, row: table.row() };
                let taken = take(job.kind, fields, sink)?;
                accounts.accepted += u64::from(taken.is_none());
                taken
            }
        };
        if let Some(reason) = reason {
            accounts.reject(reason);
            if let Some(rejects) = &mut rejects {
                rejects.add(table.line(), reason, &table.original())?;
            }
        }
        until_pause -= 1;
        if until_pause == 0 {
            until_pause = PAUSE;
            pause(table, &accounts, job.interrupted, job.progress)?;
        }
    }
    pause(table, &accounts, job.interrupted, job.progress)?;
    let mut summary = accounts.summary();
    summary.unchanged = sink.unchanged()?;
    summary.unknown_columns = columns.unknown;
    if let Some(rejects) = rejects {
        rejects.finish()?;
    }
    Ok(summary)
}

fn pause(
    table: &Table,
    accounts: &Accounts,
    interrupted: &dyn Fn() -> bool,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), ImportError> {
    if interrupted() {
        return Err(ImportError::Interrupted);
    }
    progress(Progress { rows: accounts.read(), bytes: table.bytes_read(), total: table.bytes_total() });
    Ok(())
}

/// Hands one row over; says why when it does not fit.
fn take(kind: Kind, fields: Fields<'_>, sink: &mut impl Sink) -> Result<Option<Reason>, ImportError> {
    let filed = match kind {
        Kind::Customers => match rows::customer(fields) {
            Ok(customer) => sink.customer(&customer).map(|()| Filed::Yes)?,
            Err(reason) => return Ok(Some(reason)),
        },
        Kind::Usage => match rows::usage(fields) {
            Ok((number, month)) => sink.usage(number, &month)?,
            Err(reason) => return Ok(Some(reason)),
        },
        Kind::Habits => match rows::habit(fields) {
            Ok((number, cell)) => sink.habit(number, cell)?,
            Err(reason) => return Ok(Some(reason)),
        },
        Kind::Events => match rows::event(fields) {
            Ok((number, event)) => sink.event(number, &event)?,
            Err(reason) => return Ok(Some(reason)),
        },
        Kind::Tasks => match rows::task(fields) {
            Ok(task) => sink.task(task).map(|()| Filed::Yes)?,
            Err(reason) => return Ok(Some(reason)),
        },
    };
    Ok((filed == Filed::UnknownCustomer).then_some(Reason::plain("unknown-customer")))
}

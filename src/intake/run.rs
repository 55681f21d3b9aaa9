//! One import from the first row to the last. It stores nothing by itself: the sink's owner commits, or does not.
//!
//! Three threads work on batches of rows: one splits the file, one reads the fields, the caller's own fills the sink. Batches
//! stay in the order of the file, so what comes of it does not depend on how many processors there are.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{self, Scope};

use crate::domain::customer::Customer;
use crate::domain::event::CustomerEvent;
use crate::domain::follow_up::FollowUp;
use crate::domain::habit::HabitCell;
use crate::domain::phone::PhoneNumber;
use crate::domain::usage::UsageMonth;
use crate::intake::batch::Batch;
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

/// Batches that may wait between two threads: enough that neither waits for the other's slow moments.
const WAITING: usize = 4;

/// Batches between two looks at the world: a few milliseconds.
const BATCHES: u32 = 4;

/// A batch whose fields are read: what became of each of its rows.
type ReadBatch = (Batch, Vec<Outcome>);

/// Batches as they are read, up to an error.
type Incoming = Receiver<Result<ReadBatch, ImportError>>;

enum Outcome {
    Blank,
    Bad(Reason),
    Fits(Filled),
}

/// A row that fits, as what it means.
enum Filled {
    Customer(Box<Customer>),
    Usage(PhoneNumber, UsageMonth),
    Habit(PhoneNumber, HabitCell),
    Event(PhoneNumber, CustomerEvent),
    Task(Box<FollowUp>),
}

/// Reads every row into the sink and accounts for it.
///
/// # Errors
/// When the file or the store fails, a column is missing, or somebody interrupts. Then nothing may be committed.
pub fn run(table: &mut Table, job: Job<'_>, sink: &mut impl Sink) -> Result<Summary, ImportError> {
    if table.is_sheet() && !matches!(job.kind, Kind::Customers | Kind::Tasks) {
        return Err(ImportError::SheetKind);
    }
    let columns = Columns::find(job.kind, table.header(), job.mapping)?;
    let (kind, total) = (job.kind, table.bytes_total());
    let mut filling = Filling { accounts: Accounts::default(), job, total, bytes: 0, batches: 0 };
    thread::scope(|scope| {
        let (batches, used) = read_ahead(scope, table, kind, &columns)?;
        for batch in batches {
            let batch = batch?;
            filling.take(&batch, sink)?;
            // Once that thread has read everything it is gone, and the last few batches are dropped here.
            let _ = used.send(batch);
        }
        Ok::<_, ImportError>(())
    })?;
    filling.pause()?;
    let mut summary = filling.accounts.summary();
    summary.unchanged = sink.unchanged()?;
    summary.unknown_columns = columns.unknown;
    if let Some(rejects) = filling.job.rejects {
        rejects.finish()?;
    }
    Ok(summary)
}

/// Starts the two threads before the sink. They end when the table does, at an error, or when nobody takes the batches any more.
fn read_ahead<'scope, 'env>(
    scope: &'scope Scope<'scope, 'env>,
    table: &'env mut Table,
    kind: Kind,
    columns: &'env Columns,
) -> Result<(Incoming, Sender<ReadBatch>), ImportError> {
    let (split_out, split_in) = sync_channel(WAITING);
    let (read_out, read_in) = sync_channel(WAITING);
    let (used_out, used_in) = channel::<ReadBatch>();
    let start = |name: &str| thread::Builder::new().name(name.to_owned());
    start("import-split").spawn_scoped(scope, move || split(table, &split_out))?;
    start("import-read").spawn_scoped(scope, move || {
        for batch in split_in {
            let read = batch.map(|batch| read(kind, columns, batch));
            if read_out.send(read).is_err() {
                return;
            }
            // Giving memory back takes as long as storing a row, and this thread has the time.
            used_in.try_iter().for_each(drop);
        }
    })?;
    Ok((read_in, used_out))
}

fn split(table: &mut Table, out: &SyncSender<Result<Batch, ImportError>>) {
    while let Some(batch) = Batch::take(table).transpose() {
        let failed = batch.is_err();
        if out.send(batch).is_err() || failed {
            return;
        }
    }
}

fn read(kind: Kind, columns: &Columns, batch: Batch) -> ReadBatch {
    let outcomes = batch
        .rows()
        .map(|row| match row.step {
            Step::Blank | Step::End => Outcome::Blank,
            Step::Bad(reason) => Outcome::Bad(reason),
            Step::Row => {
                fill(kind, Fields { columns, row: row.row }).map_or_else(Outcome::Bad, Outcome::Fits)
            }
        })
        .collect();
    (batch, outcomes)
}

fn fill(kind: Kind, fields: Fields<'_>) -> Result<Filled, Reason> {
    Ok(match kind {
        Kind::Customers => Filled::Customer(Box::new(rows::customer(fields)?)),
        Kind::Usage => rows::usage(fields).map(|(number, month)| Filled::Usage(number, month))?,
        Kind::Habits => rows::habit(fields).map(|(number, cell)| Filled::Habit(number, cell))?,
        Kind::Events => rows::event(fields).map(|(number, event)| Filled::Event(number, event))?,
        Kind::Tasks => Filled::Task(Box::new(rows::task(fields)?)),
        // Packages are read by `packages`, which needs no threads.
        Kind::Packages => return Err(Reason::plain("unknown-word")),
    })
}

/// The end of the line: the sink, the accounts and the rejects file.
struct Filling<'a> {
    accounts: Accounts,
    job: Job<'a>,
    bytes: u64,
    total: Option<u64>,
    batches: u32,
}

impl Filling<'_> {
    fn take(&mut self, (batch, outcomes): &ReadBatch, sink: &mut impl Sink) -> Result<(), ImportError> {
        for (row, outcome) in batch.rows().zip(outcomes) {
            let reason = match outcome {
                Outcome::Blank => {
                    self.accounts.blank += 1;
                    continue;
                }
                Outcome::Bad(reason) => *reason,
                Outcome::Fits(filled) if store(filled, sink)? == Filed::Yes => {
                    self.accounts.accepted += 1;
                    continue;
                }
                Outcome::Fits(_) => Reason::plain("unknown-customer"),
            };
            self.accounts.reject(reason);
            if let Some(rejects) = &mut self.job.rejects {
                rejects.add(row.line, reason, row.original)?;
            }
        }
        self.bytes = batch.bytes;
        self.batches = self.batches.wrapping_add(1);
        if self.batches.is_multiple_of(BATCHES) { self.pause() } else { Ok(()) }
    }

    /// Looks at the world.
    fn pause(&mut self) -> Result<(), ImportError> {
        if (self.job.interrupted)() {
            return Err(ImportError::Interrupted);
        }
        let (rows, bytes, total) = (self.accounts.read(), self.bytes, self.total);
        (self.job.progress)(Progress { rows, bytes, total });
        Ok(())
    }
}

/// Hands one row over.
fn store(filled: &Filled, sink: &mut impl Sink) -> Result<Filed, ImportError> {
    Ok(match filled {
        Filled::Customer(customer) => sink.customer(customer).map(|()| Filed::Yes)?,
        Filled::Usage(number, month) => sink.usage(*number, month)?,
        Filled::Habit(number, cell) => sink.habit(*number, *cell)?,
        Filled::Event(number, event) => sink.event(*number, event)?,
        Filled::Task(task) => sink.task(FollowUp::clone(task)).map(|()| Filed::Yes)?,
    })
}

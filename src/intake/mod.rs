//! Files that come in: tables of customers, usage, habits, events and tasks, in the shapes other systems write them.
//! It reads files and fills a sink; it knows no screen and no command line.

mod batch;
mod cells;
mod columns;
mod decimal;
pub mod encoding;
pub mod error;
pub mod labelled;
pub mod mapping;
pub mod open;
pub mod packages;
pub mod plain;
mod quotes;
mod records;
pub mod rejects;
mod rows;
mod run;
pub mod sheet;
pub mod sink;
mod summary;
pub mod table;

pub use error::ImportError;
pub use mapping::{Mapping, MappingFault};
pub use open::Source;
pub use run::{Job, Progress, run};
pub use sink::{Filed, Held, Sink, StoreSink};
pub use summary::{Reason, ReasonCount, Summary};
pub use table::Table;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One row per number.
    Customers,
    /// One row per number and month.
    Usage,
    /// One row per number, weekday and hour.
    Habits,
    /// One row per thing that happened.
    Events,
    /// One row per call to make.
    Tasks,
    /// One row per package. They go into a text file, not into the store.
    Packages,
}

/// The largest file: 12 million rows of usage are half a gigabyte, ten times that is still fine, and a runaway pipe ends.
pub const FILE_LIMIT: u64 = 8 << 30;
/// The longest field.
pub const FIELD_LIMIT: usize = 64 << 10;
/// The longest row, all lines of it together.
pub const ROW_LIMIT: usize = 1 << 20;
/// The most columns.
pub const COLUMN_LIMIT: usize = 512;
/// The most lines one quoted row may span. A quote that is still open after them is damage, not text.
pub const QUOTED_LINES: usize = 16;

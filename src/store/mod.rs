//! The only place with a database: reference data that files bring in, and the records that the agent makes.
//! It does not know the screen, the network or the clock.
//!
//! Two files, so that importing a customer base again can never touch a note: `reference.db` (customers, usage, habits,
//! events) and `records.db` (calls, notes, drafts, dispositions, follow-ups, audit, outbox). They are joined by the
//! customer's number, never by a row number.

pub mod answers;
mod audit;
mod backup;
mod calls;
pub mod chain;
pub mod error;
pub mod event_log;
mod find_once;
mod finder;
mod habit_blob;
mod index_text;
mod insight_log;
pub mod key;
pub mod learnt;
mod lists;
pub mod load;
mod note_text;
mod open;
pub mod open_key;
mod outbox;
mod packed;
pub mod paths;
pub mod person_facts;
mod profile;
mod quick_find;
pub mod read;
mod readings;
pub mod record;
mod rows;
mod schema;
pub mod search;
mod spelling;
mod tasks;
pub mod training;
mod usage_blob;
mod used;
pub mod worker;
pub mod wrong_signs;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use error::StoreError;
pub use key::DatabaseKey;
pub use load::{Filed, LoadSummary, Put, ReferenceLoader};
pub use read::Reader;
pub use record::Recorder;

use crate::domain::time::Moment;

/// The version of the SQLite library in this program, such as `3.53.4`.
#[must_use]
pub fn library_version() -> &'static str {
    rusqlite::version()
}

/// How a store may be opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoreOptions {
    /// The data is invented (`demo`, tests), so a build without encryption may hold it.
    pub invented: bool,
    /// The settings say that a build without encryption may hold real customers.
    pub accept_plaintext: bool,
}

/// An opened data folder. Cheap to clone; every reader, recorder and loader has a connection of its own.
#[derive(Clone)]
pub struct Store {
    dir: PathBuf,
    key: Arc<DatabaseKey>,
}

impl Store {
    /// Opens the data folder, makes what is missing, and brings both databases to this program's schema.
    ///
    /// # Errors
    /// See [`StoreError`]; a newer or foreign file is refused untouched.
    pub fn open(dir: &Path, key: &DatabaseKey, options: StoreOptions) -> Result<Self, StoreError> {
        open::prepare(dir, key, options)?;
        Ok(Self { dir: dir.to_owned(), key: Arc::new(key.duplicate()) })
    }

    /// The data folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// A connection for reading. Reads never wait for a writer.
    ///
    /// # Errors
    /// When the files cannot be opened.
    pub fn reader(&self) -> Result<Reader, StoreError> {
        Reader::open(self)
    }

    /// The connection through which the agent's records are written.
    ///
    /// # Errors
    /// When the files cannot be opened.
    pub fn recorder(&self) -> Result<Recorder, StoreError> {
        Recorder::open(self)
    }

    /// Begins an import: one transaction over everything put into it. Dropping it takes everything back.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another import is running.
    pub fn loader(&self, now: Moment) -> Result<ReferenceLoader, StoreError> {
        ReferenceLoader::begin(self, now)
    }
}

/// The records as a plain connection, for tests that damage them on purpose. Not part of the program's own ways.
///
/// # Errors
/// When the file cannot be opened.
#[doc(hidden)]
pub fn open_for_repair(dir: &Path, key: &DatabaseKey) -> Result<rusqlite::Connection, StoreError> {
    open::connect(dir, key, schema::Which::Records, open::Purpose::Write(2_000))
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").finish_non_exhaustive()
    }
}

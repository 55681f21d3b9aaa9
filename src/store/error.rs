//! What can go wrong in the store, and the one sentence an agent gets for it. Never contains a stored value.

use std::io;

use rusqlite::ErrorCode;

use crate::domain::problem::{Problem, Severity};

/// Why the store could not do it. Neither `Debug` nor `Display` contains a customer's words or numbers.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The key does not open this database, or the file is not a database at all.
    #[error("the key does not fit this database, or the file is damaged")]
    WrongKey,
    /// The file was written by a newer program; it was not touched.
    #[error("{file} was written by a newer version (schema {found}, this program knows {known})")]
    NewerDatabase {
        /// The file's name without its folder.
        file: &'static str,
        /// Its schema.
        found: i64,
        /// The newest schema of this program.
        known: i64,
    },
    /// A database, but not ours; it was not touched.
    #[error("{file} belongs to another program")]
    ForeignDatabase {
        /// The file's name without its folder.
        file: &'static str,
    },
    /// WAL needs shared memory, which network file systems do not give.
    #[error(
        "the folder is on a network file system ({kind}), where a database can be damaged; choose a local one"
    )]
    NetworkFileSystem {
        /// Its name.
        kind: &'static str,
    },
    /// Built without encryption, and nobody accepted that for real customers.
    #[error("this build does not encrypt; real customer data is refused unless the settings accept it")]
    PlaintextRefused,
    /// Below 3.51.3 two processes can damage a WAL database.
    #[error("the SQLite library is {found}; at least 3.51.3 is needed")]
    OldLibrary {
        /// Its version.
        found: String,
    },
    /// No room left.
    #[error("the disk is full")]
    DiskFull,
    /// Another process holds the write lock for longer than we wait.
    #[error("another program is writing to the database")]
    Busy,
    /// No right to write there.
    #[error("the database cannot be written: no permission")]
    ReadOnly,
    /// The disk failed under us. The connection was given up.
    #[error("the disk reported an error")]
    Disk,
    /// A page or a row does not read back.
    #[error("the database is damaged ({what})")]
    Damaged {
        /// Which part.
        what: &'static str,
    },
    /// The thing to change does not exist.
    #[error("there is no such {what}")]
    NotThere {
        /// Which kind of thing.
        what: &'static str,
    },
    /// The system's source of random bytes failed.
    #[error("no random numbers from the system")]
    NoRandom,
    /// A file operation beside the database.
    #[error("{action}: {kind}")]
    Io {
        /// What was tried.
        action: &'static str,
        /// How it failed.
        kind: io::ErrorKind,
    },
    /// Anything else SQLite says, by its number; its words could quote a statement, never a value.
    #[error("the database answered with error {code}")]
    Database {
        /// SQLite's extended result code; 0 for a misuse found before SQLite saw it.
        code: i32,
    },
}

impl StoreError {
    pub(crate) fn io(action: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |error| match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            kind => Self::Io { action, kind },
        }
    }

    /// Whether the connection that reported it must not be used any more: after a failed fsync nobody knows what is on disk.
    #[must_use]
    pub const fn connection_is_lost(&self) -> bool {
        matches!(self, Self::Disk | Self::Damaged { .. } | Self::WrongKey)
    }

    /// The sentence for the agent.
    #[must_use]
    pub fn problem(&self) -> Problem {
        match self {
            Self::WrongKey => Problem::new("store-wrong-key", Severity::Failure),
            Self::NewerDatabase { file, found, known } => Problem::new("store-newer", Severity::Failure)
                .with("file", file)
                .with("found", found)
                .with("known", known),
            Self::ForeignDatabase { file } => {
                Problem::new("store-foreign", Severity::Failure).with("file", file)
            }
            Self::NetworkFileSystem { kind } => {
                Problem::new("store-network", Severity::Failure).with("kind", kind)
            }
            Self::PlaintextRefused => Problem::new("store-plaintext", Severity::Failure),
            Self::OldLibrary { found } => {
                Problem::new("store-old-library", Severity::Failure).with("found", found)
            }
            Self::DiskFull => Problem::new("disk-full", Severity::Failure),
            Self::Busy => Problem::new("store-busy", Severity::Warning),
            Self::ReadOnly => Problem::new("store-read-only", Severity::Failure),
            Self::Disk => Problem::new("store-disk", Severity::Alarm),
            Self::Damaged { what } => Problem::new("store-damaged", Severity::Alarm).with("what", what),
            Self::NotThere { what } => Problem::new("store-not-there", Severity::Warning).with("what", what),
            Self::NoRandom => Problem::new("store-no-random", Severity::Failure),
            Self::Io { action, kind } => {
                Problem::new("store-io", Severity::Failure).with("action", action).with("kind", kind)
            }
            Self::Database { code } => Problem::new("store-database", Severity::Failure).with("code", code),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, _) = &error else {
            return match error {
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::Utf8Error(..) => Self::Damaged { what: "row" },
                _ => Self::Database { code: 0 },
            };
        };
        match failure.code {
            ErrorCode::NotADatabase => Self::WrongKey,
            ErrorCode::DiskFull => Self::DiskFull,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => Self::ReadOnly,
            ErrorCode::SystemIoFailure => Self::Disk,
            ErrorCode::DatabaseCorrupt => Self::Damaged { what: "page" },
            _ => Self::Database { code: failure.extended_code },
        }
    }
}

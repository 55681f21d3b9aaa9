//! Opening the store: where the passphrase comes from, and what to say when there is none. It must not keep the passphrase.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::cli::door::{Door, Failure};
use crate::content::settings::Settings;
use crate::domain::problem::{Problem, Severity};
use crate::store::key::{self, DatabaseKey};
use crate::store::{Store, StoreError, StoreOptions};

/// A file that holds the passphrase, for scripts and tests.
pub const PASSPHRASE_FILE: &str = "SEATMATE_PASSPHRASE_FILE";

/// Shorter passphrases fall to guessing.
pub const SHORTEST: usize = 12;

/// No passphrase is longer; a larger file is another file.
const LONGEST: u64 = 4096;

/// What a verb wants of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// Read or change what is there; an empty data directory is an error.
    Existing,
    /// Make the store when there is none.
    MayCreate,
}

impl Door<'_> {
    /// Opens the store of the data directory.
    ///
    /// # Errors
    /// Exit code 2 when there is no store to open or no passphrase to be had; 1 or 4 for what the store says.
    pub fn store(&mut self, wants: Wants) -> Result<Store, Failure> {
        let dir = self.paths.data.clone();
        let new = !key::exists(&dir) && !dir.join("reference.db").exists();
        if new && wants == Wants::Existing {
            return Err(Failure::usage(Problem::new("store-empty", Severity::Failure)));
        }
        if new {
            make_private(&dir)?;
        }
        let key = if cfg!(feature = "encrypted") { self.key(&dir, new)? } else { unused_key()? };
        let options = StoreOptions { invented: false, accept_plaintext: self.accepts_plaintext() };
        Store::open(&dir, &key, options).map_err(|error| failure(&error))
    }

    fn key(&mut self, dir: &Path, new: bool) -> Result<DatabaseKey, Failure> {
        let passphrase = self.passphrase(new)?;
        let opened = if new {
            if passphrase.chars().count() < SHORTEST {
                let problem = Problem::new("passphrase-short", Severity::Failure).with("shortest", SHORTEST);
                return Err(Failure::usage(problem));
            }
            key::create(dir, &passphrase)
        } else {
            key::unlock(dir, &passphrase)
        };
        opened.map_err(|error| Failure::usage(error.problem()))
    }

    fn passphrase(&mut self, new: bool) -> Result<Zeroizing<String>, Failure> {
        if let Some(path) = std::env::var_os(PASSPHRASE_FILE).map(PathBuf::from) {
            return from_file(&path);
        }
        if !self.around.asks {
            return Err(Failure::usage(Problem::new("passphrase-needed", Severity::Failure)));
        }
        let first = self.ask(if new { "cli-new-passphrase" } else { "cli-passphrase" })?;
        if new && *self.ask("cli-passphrase-again")? != *first {
            return Err(Failure::usage(Problem::new("passphrase-differs", Severity::Failure)));
        }
        Ok(first)
    }

    fn ask(&mut self, key: &str) -> Result<Zeroizing<String>, Failure> {
        let question = self.words.get(key).into_owned();
        let answer = rpassword::prompt_password(format!("{question} ")).map(Zeroizing::new);
        answer.map_err(|_| Failure::usage(Problem::new("passphrase-needed", Severity::Failure)))
    }

    /// Settings with a mistake accept nothing; whoever needs more of them reports the mistake.
    fn accepts_plaintext(&self) -> bool {
        Settings::load(&self.paths.settings).is_ok_and(|settings| settings.accepts_plaintext())
    }
}

/// A build without encryption has nothing to wrap a key for.
fn unused_key() -> Result<DatabaseKey, Failure> {
    DatabaseKey::random().map_err(|error| error.problem().into())
}

fn from_file(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let problem = || {
        Failure::usage(Problem::new("passphrase-file", Severity::Failure).with("variable", PASSPHRASE_FILE))
    };
    let file = fs::File::open(path).map_err(|_| problem())?;
    let mut text = Zeroizing::new(String::new());
    file.take(LONGEST).read_to_string(&mut text).map_err(|_| problem())?;
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() { Err(problem()) } else { Ok(Zeroizing::new(line.to_owned())) }
}

/// Makes the data directory, for the owner only.
fn make_private(dir: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(|error| {
        let problem =
            Problem::new("data-dir", Severity::Failure).with("dir", dir.display()).with("why", error.kind());
        Failure::usage(problem)
    })
}

/// What the store says, with the exit code that fits: surroundings in which no store can work are 2.
#[must_use]
pub fn failure(error: &StoreError) -> Failure {
    let unfit = matches!(
        error,
        StoreError::WrongKey
            | StoreError::NewerDatabase { .. }
            | StoreError::ForeignDatabase { .. }
            | StoreError::NetworkFileSystem { .. }
            | StoreError::PlaintextRefused
            | StoreError::OldLibrary { .. }
    );
    if unfit { Failure::usage(error.problem()) } else { Failure::from(error.problem()) }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        failure(&error)
    }
}

//! Opening the store: where the passphrase comes from, and what to say when there is none. It must not keep the passphrase.

use std::fs;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::cli::door::{Door, Failure};
use crate::cli::passphrase::{self, Question};
use crate::content::settings::Settings;
use crate::domain::problem::{Problem, Severity};
use crate::store::key::{self, DatabaseKey};
use crate::store::{Store, StoreError, StoreOptions};

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
        let key = if cfg!(feature = "encrypted") { self.key(&dir)? } else { unused_key()? };
        let options = StoreOptions { invented: false, accept_plaintext: self.accepts_plaintext() };
        Store::open(&dir, &key, options).map_err(|error| failure(&error))
    }

    fn key(&self, dir: &Path) -> Result<DatabaseKey, Failure> {
        let file = std::env::var_os(passphrase::FILE_VARIABLE).map(PathBuf::from);
        if file.is_none() && !self.around.asks {
            return Err(Failure::usage(Problem::new("passphrase-needed", Severity::Failure)));
        }
        let mut ask = |question| self.ask(question);
        passphrase::key(dir, file.as_deref(), &mut ask).map_err(Failure::usage)
    }

    fn ask(&self, question: Question) -> Option<Zeroizing<String>> {
        let question = self.words.get(question.key()).into_owned();
        rpassword::prompt_password(format!("{question} ")).ok().map(Zeroizing::new)
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

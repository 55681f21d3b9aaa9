//! The ground on which training happens: a folder, a key and a store of its own. It must not open, read or name anything of the real store.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use crate::domain::problem::{Problem, Severity};
use crate::store::{DatabaseKey, Store, StoreOptions, open_key};

/// The folder in the data folder that holds everything of training.
pub const FOLDER: &str = "training";
/// The store of the rehearsal that goes on: made anew for each one, so that nobody's customer remembers yesterday's.
const STAGE: &str = "stage";

/// The opened ground.
pub struct Ground {
    dir: PathBuf,
    key: DatabaseKey,
}

impl Ground {
    /// Opens the folder, or makes it.
    ///
    /// # Errors
    /// The folder or its key cannot be made or read.
    pub fn open(data: &Path) -> Result<Self, Problem> {
        let dir = data.join(FOLDER);
        let refused = |_| Problem::new("data-folder", Severity::Failure);
        DirBuilder::new().recursive(true).mode(0o700).create(&dir).map_err(refused)?;
        let key = open_key::load_or_make(&dir).map_err(|error| error.problem())?;
        Ok(Self { dir, key })
    }

    /// Where everything lies.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// A store in which nobody is yet. What was in it before is gone.
    ///
    /// # Errors
    /// The old one cannot be removed, or the new one not be made.
    pub fn fresh_stage(&self) -> Result<Store, Problem> {
        let stage = self.dir.join(STAGE);
        match std::fs::remove_dir_all(&stage) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Problem::new("data-folder", Severity::Failure));
            }
            _ => {}
        }
        let options = StoreOptions { invented: true, accept_plaintext: false };
        Store::open(&stage, &self.key, options).map_err(|error| error.problem())
    }
}

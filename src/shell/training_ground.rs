//! The ground on which training happens: a folder, a key and stores of its own. It must not open, read or name anything of the real store.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use crate::domain::problem::{Problem, Severity};
pub use crate::store::training::FOLDER;
use crate::store::training::{TEAM, TrainingStore};
use crate::store::{DatabaseKey, Store, StoreOptions, open_key};

/// The stores of rehearsals, in a folder each: made anew every time, so that nobody's customer remembers yesterday's.
const STAGES: &str = "stages";

/// The opened ground.
pub struct Ground {
    dir: PathBuf,
    key: DatabaseKey,
    stages: u32,
}

fn refused<E>(_: E) -> Problem {
    Problem::new("training-folder", Severity::Failure)
}

impl Ground {
    /// Opens the folder, or makes it. Stages that a killed program left behind are removed.
    ///
    /// # Errors
    /// The folder or its key cannot be made or read.
    pub fn open(data: &Path) -> Result<Self, Problem> {
        let dir = data.join(FOLDER);
        DirBuilder::new().recursive(true).mode(0o700).create(&dir).map_err(refused)?;
        let key = open_key::load_or_make(&dir).map_err(|error| error.problem())?;
        Ok(Self { dir, key, stages: 0 })
    }

    /// Where everything lies.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What was kept of earlier attempts.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn attempts(&self) -> Result<TrainingStore, Problem> {
        let options = StoreOptions { invented: true, accept_plaintext: false };
        TrainingStore::open(&self.dir, &self.key, options).map_err(|error| error.problem())
    }

    /// The event log for the team: its own stream under the key of training, apart from everything real.
    ///
    /// # Errors
    /// It cannot be opened.
    pub fn team(&self) -> Result<Store, Problem> {
        let options = StoreOptions { invented: true, accept_plaintext: false };
        Store::open(&self.dir.join(TEAM), &self.key, options).map_err(|error| error.problem())
    }

    /// A store in which nobody is yet, and its folder.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn fresh_stage(&mut self) -> Result<Stage, Problem> {
        self.stages += 1;
        let name = format!("{}-{}", std::process::id(), self.stages);
        let folder = Folder(self.dir.join(STAGES).join(name));
        let options = StoreOptions { invented: true, accept_plaintext: false };
        let store = Store::open(&folder.0, &self.key, options).map_err(|error| error.problem())?;
        Ok(Stage { store, folder })
    }
}

/// A folder that goes when nobody needs it any more.
pub struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is invented.
        let _ = std::fs::remove_dir_all(&self.0);
        if let Some(stages) = self.0.parent() {
            let _ = std::fs::remove_dir(stages);
        }
    }
}

/// The store of one rehearsal.
pub struct Stage {
    /// The store.
    pub store: Store,
    /// Its folder.
    pub folder: Folder,
}

//! One text file that people wrote, with the name it is shown under. It reads; it must not judge.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::problem::{Problem, Severity};

/// No text file of ours comes near this; a larger one is a mistake, such as a data file in the wrong folder.
pub(crate) const LIMIT: u64 = 1024 * 1024;

/// A text and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as people know it; built-in files are named by their place in `assets/`.
    pub name: String,
    /// The text.
    pub text: Arc<str>,
}

impl Source {
    /// A file that is compiled into the program.
    #[must_use]
    pub fn built_in(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), text: Arc::from(text) }
    }

    /// Reads a file. A byte order mark is dropped.
    ///
    /// # Errors
    /// When it cannot be read, is larger than a mebibyte, or is not UTF-8.
    pub fn read(path: &Path) -> Result<Self, Problem> {
        let name = path.display().to_string();
        let problem = |code| Problem::new(code, Severity::Failure).with("file", &name);
        let file = fs::File::open(path).map_err(|error| problem("cannot-read").with("why", error.kind()))?;
        let mut bytes = Vec::new();
        file.take(LIMIT + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| problem("cannot-read").with("why", error.kind()))?;
        if bytes.len() as u64 > LIMIT {
            return Err(problem("text-too-large"));
        }
        let text = String::from_utf8(bytes).map_err(|_| problem("not-utf8"))?;
        Ok(Self { text: Arc::from(text.trim_start_matches('\u{FEFF}')), name })
    }

    /// The `.toml` files of a folder, in the order of their names; a folder that does not exist has none.
    #[must_use]
    pub fn files_in(folder: &Path) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|end| end == "toml") && path.is_file())
            .collect();
        files.sort();
        files
    }
}

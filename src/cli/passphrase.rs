//! The passphrase of the store: from a file that only its owner can read, or typed without an echo. It is wiped after use.

use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use zeroize::Zeroizing;

use crate::domain::problem::{Problem, Severity};
use crate::store::key::{self, DatabaseKey};

/// Names a file whose first line is the passphrase.
pub const FILE_VARIABLE: &str = "SEATMATE_PASSPHRASE_FILE";

/// Shorter ones fall to whoever has the file and a day of time.
pub const SHORTEST: usize = 12;

/// Longer ones are a mistaken file.
const LONGEST: u64 = 4096;

/// How the agent is asked; the answer must not be shown.
pub type Ask<'a> = &'a mut dyn FnMut(Question) -> Option<Zeroizing<String>>;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// The passphrase of an existing store.
    Existing,
    /// Once more, because the last one did not fit.
    Wrong,
    /// A new passphrase.
    New,
    /// A new passphrase, because the last one was too short.
    TooShort,
    /// The new passphrase again.
    Again,
    /// A new passphrase, because the two differed.
    Differed,
}

impl Question {
    /// The key of its sentence.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Existing => "passphrase-existing",
            Self::Wrong => "passphrase-wrong",
            Self::New => "passphrase-new",
            Self::TooShort => "passphrase-too-short",
            Self::Again => "passphrase-again",
            Self::Differed => "passphrase-differed",
        }
    }
}

/// Wrong ones in a row before the program gives up.
const TRIES: usize = 5;

/// The key of the store in `dir`, made if there is none.
///
/// # Errors
/// The file is missing or open to others, the passphrase is wrong, or nobody answered.
pub fn key(dir: &Path, file: Option<&Path>, ask: Ask<'_>) -> Result<DatabaseKey, Problem> {
    if let Some(file) = file {
        let passphrase = from_file(file)?;
        if !key::exists(dir) && passphrase.chars().count() < SHORTEST {
            return Err(Problem::new("passphrase-short", Severity::Failure).with("shortest", SHORTEST));
        }
        let key =
            if key::exists(dir) { key::unlock(dir, &passphrase) } else { key::create(dir, &passphrase) };
        return key.map_err(|error| error.problem());
    }
    if key::exists(dir) { unlock(dir, ask) } else { create(dir, ask) }
}

fn unlock(dir: &Path, ask: Ask<'_>) -> Result<DatabaseKey, Problem> {
    let mut question = Question::Existing;
    let mut tries = 0;
    loop {
        let passphrase = ask(question).ok_or_else(unanswered)?;
        match key::unlock(dir, &passphrase) {
            Err(key::KeyError::WrongPassphrase) if tries + 1 < TRIES => {
                tries += 1;
                question = Question::Wrong;
            }
            other => return other.map_err(|error| error.problem()),
        }
    }
}

fn create(dir: &Path, ask: Ask<'_>) -> Result<DatabaseKey, Problem> {
    let mut question = Question::New;
    loop {
        let passphrase = ask(question).ok_or_else(unanswered)?;
        if passphrase.chars().count() < SHORTEST {
            question = Question::TooShort;
            continue;
        }
        if *ask(Question::Again).ok_or_else(unanswered)? == *passphrase {
            return key::create(dir, &passphrase).map_err(|error| error.problem());
        }
        question = Question::Differed;
    }
}

fn unanswered() -> Problem {
    Problem::new("no-passphrase", Severity::Failure)
}

/// The first line of the file, which must belong to us alone.
fn from_file(path: &Path) -> Result<Zeroizing<String>, Problem> {
    let unreadable = |_| Problem::new("passphrase-file-unreadable", Severity::Failure);
    let mut file = std::fs::File::open(path).map_err(unreadable)?;
    let about = file.metadata().map_err(unreadable)?;
    if about.mode() & 0o077 != 0 {
        return Err(Problem::new("passphrase-file-open", Severity::Failure));
    }
    let mut text = Zeroizing::new(String::new());
    (&mut file).take(LONGEST).read_to_string(&mut text).map_err(unreadable)?;
    let line = Zeroizing::new(text.lines().next().unwrap_or_default().to_owned());
    if line.is_empty() {
        return Err(Problem::new("passphrase-file-unreadable", Severity::Failure));
    }
    Ok(line)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_that_others_can_read_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("passphrase");
        std::fs::write(&path, "correct horse battery\nrest").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(from_file(&path).unwrap_err().code, "passphrase-file-open");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(from_file(&path).unwrap().as_str(), "correct horse battery");
        assert_eq!(from_file(&dir.path().join("none")).unwrap_err().code, "passphrase-file-unreadable");
    }

    #[test]
    fn a_new_passphrase_is_long_enough_and_typed_twice_alike() {
        let dir = tempfile::tempdir().unwrap();
        let mut answers =
            ["short", "long enough it is", "long enough it was", "long enough it is", "long enough it is"]
                .into_iter()
                .map(|text| Zeroizing::new(text.to_owned()));
        let mut asked = Vec::new();
        let made = key(dir.path(), None, &mut |question| {
            asked.push(question);
            answers.next()
        });
        assert!(made.is_ok());
        assert_eq!(
            asked,
            [Question::New, Question::TooShort, Question::Again, Question::Differed, Question::Again]
        );
        let gone = key(dir.path(), None, &mut |_| None);
        assert_eq!(gone.err().map(|problem| problem.code), Some("no-passphrase"));
    }
}

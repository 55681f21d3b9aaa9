//! A key that lies in the open, for a store in which everything is invented. It must never be used for real customers.
//!
//! Training asks for no passphrase: whoever wants to practise for three minutes would not type one, and nothing in that store is about
//! anybody. The file is still its owner's alone, and the store still encrypted, so that what a trainee wrote is not read in passing.

use std::fs::{self, DirBuilder};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;

use zeroize::Zeroizing;

use crate::store::DatabaseKey;
use crate::store::key::{self, KeyError};

/// The file's name in the folder. Not the one of a real key, so that neither is ever taken for the other.
pub const OPEN_KEY_FILE: &str = "open.key";

/// The key of the folder; made, with the folder, when there is none.
///
/// # Errors
/// [`KeyError::Exists`] when the folder holds a real key; [`KeyError::Damaged`]; or the file cannot be read or written.
pub fn load_or_make(dir: &Path) -> Result<DatabaseKey, KeyError> {
    if key::exists(dir) {
        return Err(KeyError::Exists);
    }
    match fs::read_to_string(dir.join(OPEN_KEY_FILE)) {
        Ok(text) => read(&Zeroizing::new(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => make(dir),
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => Err(KeyError::Damaged),
        Err(error) => Err(KeyError::Io { action: "read", kind: error.kind() }),
    }
}

fn read(text: &str) -> Result<DatabaseKey, KeyError> {
    let bytes = key::unhex(text.trim()).map(Zeroizing::new).ok_or(KeyError::Damaged)?;
    <[u8; 32]>::try_from(bytes.as_slice()).map(DatabaseKey::from_bytes).map_err(|_| KeyError::Damaged)
}

/// Two first starts at once: the one that comes second takes the key of the first.
fn make(dir: &Path) -> Result<DatabaseKey, KeyError> {
    let failed = |error: std::io::Error| KeyError::Io { action: "written", kind: error.kind() };
    DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(failed)?;
    let fresh = DatabaseKey::random()?;
    let temporary = tempfile::Builder::new()
        .prefix(".open.key.")
        .permissions(fs::Permissions::from_mode(0o600))
        .tempfile_in(dir)
        .map_err(failed)?;
    let mut file = temporary.as_file();
    file.write_all(fresh.hex().as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
    match temporary.persist_noclobber(dir.join(OPEN_KEY_FILE)) {
        Ok(_) => {
            fs::File::open(dir).and_then(|folder| folder.sync_all()).map_err(failed)?;
            Ok(fresh)
        }
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => load_or_make(dir),
        Err(error) => Err(failed(error.error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_key_every_time_and_only_for_its_owner() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("training");
        let first = load_or_make(&dir).unwrap();
        assert!(load_or_make(&dir).unwrap().hex() == first.hex());
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&dir), mode(&dir.join(OPEN_KEY_FILE))), (0o700, 0o600));
        assert_eq!(fs::read_dir(&dir).unwrap().count(), 1, "no temporary file stays");
    }

    #[test]
    fn a_folder_with_a_real_key_is_left_alone_and_a_damaged_file_is_not_replaced() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join(key::KEY_FILE), "{}").unwrap();
        assert!(matches!(load_or_make(home.path()), Err(KeyError::Exists)));
        assert!(!home.path().join(OPEN_KEY_FILE).exists());
        let other = tempfile::tempdir().unwrap();
        fs::write(other.path().join(OPEN_KEY_FILE), "zz").unwrap();
        assert!(matches!(load_or_make(other.path()), Err(KeyError::Damaged)));
        assert_eq!(fs::read_to_string(other.path().join(OPEN_KEY_FILE)).unwrap(), "zz");
    }
}

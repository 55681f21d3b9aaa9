//! A whole copy of the agent's records before a migration touches them. The base is not copied: its files can be imported again.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;

use crate::store::StoreError;
use crate::store::open::{ENCRYPTS, PAGE_SIZE, make_file};
use crate::store::schema::Which;

/// Copies the records to `records.db.v1` (the version they have) when a migration is due. Nothing is migrated without it.
pub(crate) fn before_migration(connection: &Connection, dir: &Path, which: Which) -> Result<(), StoreError> {
    let current: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let due = which == Which::Records && (1..which.newest()).contains(&current);
    if due { copy(connection, dir, &format!("{}.v{current}", which.file())) } else { Ok(()) }
}

/// Two starts of one process may copy at once; neither may take the other's unfinished file away.
static COPIES: AtomicU64 = AtomicU64::new(0);

/// A copy that is whole and on disk before it has its name. It is encrypted with the same key, and for its owner only.
fn copy(connection: &Connection, dir: &Path, name: &str) -> Result<(), StoreError> {
    let doing = "copying the records";
    let turn = COPIES.fetch_add(1, Ordering::Relaxed);
    let unfinished = dir.join(format!(".{name}.{}.{turn}", std::process::id()));
    let _ = fs::remove_file(&unfinished);
    make_file(&unfinished)?;
    let path =
        unfinished.to_str().ok_or(StoreError::Io { action: doing, kind: io::ErrorKind::InvalidFilename })?;
    if ENCRYPTS {
        // The copy would get the page size that SQLCipher takes by itself, and could not be opened as our files are.
        connection.execute_batch(&format!("PRAGMA cipher_default_page_size = {PAGE_SIZE}"))?;
    }
    let copied = connection.execute("VACUUM INTO ?1", [path]).map_err(StoreError::from).and_then(|_| {
        let finish = || -> io::Result<()> {
            File::open(&unfinished)?.sync_all()?;
            fs::rename(&unfinished, dir.join(name))?;
            File::open(dir)?.sync_all()
        };
        finish().map_err(StoreError::io(doing))
    });
    if copied.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    copied
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::store::open::{Purpose, connect};
    use crate::store::{DatabaseKey, Store, StoreOptions};

    #[test]
    fn a_copy_is_whole_encrypted_and_for_its_owner() {
        let dir = tempfile::tempdir().unwrap();
        let key = DatabaseKey::random().unwrap();
        Store::open(dir.path(), &key, StoreOptions { invented: true, accept_plaintext: false }).unwrap();
        let records = connect(dir.path(), &key, Which::Records, Purpose::Write(2_000)).unwrap();
        records.execute("INSERT INTO meta VALUES ('note', '只有她自己知道')", []).unwrap();
        before_migration(&records, dir.path(), Which::Records).unwrap();
        assert!(!dir.path().join("records.db.v1").exists(), "no migration is due");

        copy(&records, dir.path(), "records.db.v1").unwrap();
        copy(&records, dir.path(), "records.db.v1").unwrap();
        let path = dir.path().join("records.db.v1");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        if crate::store::open::ENCRYPTS {
            let (bytes, secret) = (fs::read(&path).unwrap(), "只有她自己知道".as_bytes());
            assert!(!bytes.windows(secret.len()).any(|window| window == secret));
        }
        // Put in the place of the records, it is the records.
        drop(records);
        for suffix in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(dir.path().join(format!("records.db{suffix}")));
        }
        fs::rename(&path, dir.path().join("records.db")).unwrap();
        let again = connect(dir.path(), &key, Which::Records, Purpose::Read(2_000)).unwrap();
        let note: String =
            again.query_row("SELECT value FROM meta WHERE name = 'note'", [], |row| row.get(0)).unwrap();
        assert_eq!(note, "只有她自己知道");
        let left: Vec<_> =
            fs::read_dir(dir.path()).unwrap().flatten().map(|entry| entry.file_name()).collect();
        assert!(left.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{left:?}");
    }
}

//! Opening: the folder's rights, the key, the pragmas, the schema. Everything that must be true before the first row.

use std::fs::{self, OpenOptions, Permissions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::store::schema::{self, Which};
use crate::store::{DatabaseKey, StoreError, StoreOptions, backup};

/// SQLite 3.51.3 repaired a fault by which two processes could damage a WAL database.
const OLDEST_LIBRARY: i32 = 3_051_003;

/// Pages of 8 KiB: best of five sizes for both the import and a cold read.
pub(crate) const PAGE_SIZE: u32 = 8192;

/// Whether this build encrypts.
pub(crate) const ENCRYPTS: bool = cfg!(feature = "encrypted");

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Writing, with a page cache of so many KiB.
    Write(u32),
    /// Reading only, with a page cache of so many KiB.
    Read(u32),
}

/// Makes the folder and the desk's two files what they should be.
pub(crate) fn prepare(dir: &Path, key: &DatabaseKey, options: StoreOptions) -> Result<(), StoreError> {
    prepare_files(dir, key, options, &[Which::Reference, Which::Records])
}

/// Makes the folder and some files what they should be.
pub(crate) fn prepare_files(
    dir: &Path,
    key: &DatabaseKey,
    options: StoreOptions,
    files: &[Which],
) -> Result<(), StoreError> {
    if rusqlite::version_number() < OLDEST_LIBRARY {
        return Err(StoreError::OldLibrary { found: rusqlite::version().to_owned() });
    }
    if !ENCRYPTS && !options.invented && !options.accept_plaintext {
        return Err(StoreError::PlaintextRefused);
    }
    make_folder(dir)?;
    refuse_network(dir)?;
    for which in files {
        refuse_strangers(dir, key, *which)?;
    }
    for which in files.iter().copied() {
        make_file(&dir.join(which.file()))?;
        let mut connection = connect(dir, key, which, Purpose::Write(2_000))?;
        backup::before_migration(&connection, dir, which)?;
        schema::migrate(&mut connection, which)?;
    }
    Ok(())
}

/// A connection with every pragma set.
pub(crate) fn connect(
    dir: &Path,
    key: &DatabaseKey,
    which: Which,
    purpose: Purpose,
) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(dir.join(which.file()), flags)?;
    unlock(&connection, key)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    let (cache, query_only) = match purpose {
        Purpose::Write(kib) => (kib, 0),
        Purpose::Read(kib) => (kib, 1),
    };
    connection.pragma_update(None, "page_size", PAGE_SIZE)?;
    use_wal(&connection)?;
    let secure_delete = i32::from(which != Which::Reference);
    connection.execute_batch(&format!(
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0;
         PRAGMA temp_store = MEMORY;
         PRAGMA journal_size_limit = 16777216;
         PRAGMA secure_delete = {secure_delete};
         PRAGMA cache_size = -{cache};
         PRAGMA query_only = {query_only};"
    ))?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Two processes that switch a new file to WAL at the same moment get "busy" without being made to wait, so we wait.
fn use_wal(connection: &Connection) -> Result<(), StoreError> {
    for _ in 0..100 {
        match connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0)) {
            Ok(mode) if mode == "wal" => return Ok(()),
            Ok(_) => return Err(StoreError::NetworkFileSystem { kind: "?" }),
            Err(error) => match StoreError::from(error) {
                StoreError::Busy => std::thread::sleep(Duration::from_millis(20)),
                other => return Err(other),
            },
        }
    }
    Err(StoreError::Busy)
}

/// Gives SQLCipher the raw key, before anything else touches the file. Its own log would land on the agent's screen.
fn unlock(connection: &Connection, key: &DatabaseKey) -> Result<(), StoreError> {
    if ENCRYPTS {
        connection.execute_batch("PRAGMA cipher_log_level = NONE; PRAGMA cipher_log = off;")?;
        let raw = key.pragma();
        let statement = zeroize::Zeroizing::new(format!(
            "PRAGMA key = \"{}\"; PRAGMA cipher_page_size = {PAGE_SIZE};",
            raw.as_str()
        ));
        connection.execute_batch(&statement)?;
    }
    // The first read proves the key.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

/// Looks at an existing file through a connection that cannot write, so that a refused file stays as it was.
fn refuse_strangers(dir: &Path, key: &DatabaseKey, which: Which) -> Result<(), StoreError> {
    let path = dir.join(which.file());
    if fs::metadata(&path).map_or(0, |meta| meta.len()) == 0 {
        return Ok(());
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&path, flags)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    unlock(&connection, key)?;
    schema::check(&connection, which)
}

/// The folder belongs to its owner alone. A folder that holds other things than ours is left as it is; our files in it
/// are closed to others in any case.
fn make_folder(dir: &Path) -> Result<(), StoreError> {
    if !dir.exists() {
        return fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(dir)
            .map_err(StoreError::io("making the data folder"));
    }
    let mode = fs::metadata(dir).map_err(StoreError::io("reading the data folder"))?.permissions().mode();
    let ours = dir.join(Which::Records.file()).exists()
        || dir.join(crate::store::key::KEY_FILE).exists()
        || fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_none());
    if mode & 0o077 != 0 && ours {
        fs::set_permissions(dir, Permissions::from_mode(0o700))
            .map_err(StoreError::io("closing the data folder to others"))?;
    }
    Ok(())
}

/// SQLite would make the file with the umask's rights; its `-wal` and `-shm` copy the rights of the file.
pub(crate) fn make_file(path: &Path) -> Result<(), StoreError> {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
        .map_err(StoreError::io("making the database"))?;
    let mode = file.metadata().map_err(StoreError::io("reading the database"))?.permissions().mode();
    if mode & 0o077 != 0 {
        file.set_permissions(Permissions::from_mode(0o600))
            .map_err(StoreError::io("closing the database to others"))?;
    }
    Ok(())
}

/// Shared memory of a WAL database does not work between machines. FUSE is not judged: it may be local.
#[cfg(target_os = "linux")]
fn refuse_network(dir: &Path) -> Result<(), StoreError> {
    let kind = rustix::fs::statfs(dir)
        .map_err(|error| StoreError::io("looking at the file system")(error.into()))?
        .f_type;
    // The field's width differs between machines; the magic numbers fit in 32 bits.
    let known = match kind & 0xFFFF_FFFF {
        0x6969 => "NFS",
        0x517B | 0xFF53_4D42 | 0xFE53_4D42 => "SMB",
        0x5346_414F => "AFS",
        0x7375_7245 => "Coda",
        0x00C3_6400 => "Ceph",
        _ => return Ok(()),
    };
    Err(StoreError::NetworkFileSystem { kind: known })
}

#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on Linux")]
fn refuse_network(_dir: &Path) -> Result<(), StoreError> {
    Ok(())
}

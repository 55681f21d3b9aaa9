//! The database key and its file: a random key, wrapped under a passphrase. The key itself is never on disk.
//!
//! `key.json` holds a list of slots, each of which opens the same key in its own way. Today there is one kind, a
//! passphrase; a recovery key or a token is one more slot and no new format.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::domain::problem::{Problem, Severity};

/// The file's name in the data folder.
pub const KEY_FILE: &str = "key.json";

/// 256 random bits that encrypt both databases. Has no `Debug`, no `Clone`, and is wiped when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct DatabaseKey([u8; 32]);

impl DatabaseKey {
    /// A new random key, for a new store or for a throw-away one that lives in memory only.
    ///
    /// # Errors
    /// [`KeyError::NoRandom`].
    pub fn random() -> Result<Self, KeyError> {
        let mut bytes = [0; 32];
        random(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// A key that was kept elsewhere for the shift, such as in the session's keyring. The caller wipes its own copy.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) fn duplicate(&self) -> Self {
        Self(self.0)
    }

    /// As lower-case hexadecimal digits.
    pub(crate) fn hex(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        push_hex(&mut text, &self.0);
        text
    }

    /// As SQLCipher takes a raw key: `x'…'`.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(68));
        text.push_str("x'");
        push_hex(&mut text, &self.0);
        text.push('\'');
        text
    }

    /// A public name of the key, from which the key cannot be told.
    fn id(&self) -> String {
        let mut text = String::new();
        push_hex(&mut text, blake3::derive_key("seatmate 2026 key id", &self.0).get(..8).unwrap_or_default());
        text
    }
}

/// Why the key file did not open.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The passphrase is not the one.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// No key file in this folder.
    #[error("there is no key file")]
    Missing,
    /// There is one already, and it was not touched.
    #[error("there is a key file already")]
    Exists,
    /// Written by a newer program, or with parameters nobody should use.
    #[error("the key file was made by a newer version")]
    Newer,
    /// Not a key file, or changed since it was written.
    #[error("the key file is damaged")]
    Damaged,
    /// The system's source of random bytes failed.
    #[error("no random numbers from the system")]
    NoRandom,
    /// A file operation.
    #[error("the key file cannot be {action}: {kind}")]
    Io {
        /// `read` or `written`.
        action: &'static str,
        /// How it failed.
        kind: std::io::ErrorKind,
    },
}

impl KeyError {
    /// The sentence for the agent.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let code = match self {
            Self::WrongPassphrase => "key-wrong-passphrase",
            Self::Missing => "key-missing",
            Self::Exists => "key-exists",
            Self::Newer => "key-newer",
            Self::Damaged => "key-damaged",
            Self::NoRandom => "store-no-random",
            Self::Io { kind, .. } => return Problem::new("key-io", Severity::Failure).with("kind", kind),
        };
        Problem::new(code, Severity::Failure)
    }
}

/// What `key.json` holds.
#[derive(Serialize, Deserialize)]
struct KeyFile {
    format: String,
    version: u32,
    key_id: String,
    slots: Vec<Slot>,
}

/// One way to the key. Unknown kinds are kept and passed over.
#[derive(Serialize, Deserialize)]
struct Slot {
    kind: String,
    kdf: String,
    m_kib: u32,
    t: u32,
    p: u32,
    salt: String,
    cipher: String,
    nonce: String,
    wrapped: String,
}

const FORMAT: &str = "seatmate-key";
const VERSION: u32 = 1;

/// Argon2id with 64 MiB, 3 passes, 1 lane: the second choice of RFC 9106, about half a second on a shop's PC.
const COST: (u32, u32, u32) = (65_536, 3, 1);

/// The most a key file may ask for, so that a changed file cannot make the program eat the machine before it is refused.
const COST_LIMIT: (u32, u32, u32) = (1 << 20, 16, 8);

/// Whether the folder has a key file.
#[must_use]
pub fn exists(dir: &Path) -> bool {
    path(dir).exists()
}

/// Makes a random key and its file, wrapped under `passphrase`.
///
/// # Errors
/// [`KeyError::Exists`] rather than replacing a key that data depends on.
pub fn create(dir: &Path, passphrase: &str) -> Result<DatabaseKey, KeyError> {
    if exists(dir) {
        return Err(KeyError::Exists);
    }
    let key = DatabaseKey::random()?;
    let file = KeyFile {
        format: FORMAT.to_owned(),
        version: VERSION,
        key_id: key.id(),
        slots: vec![wrap(&key, passphrase)?],
    };
    write(dir, &file, false)?;
    Ok(key)
}

/// Opens the key with a passphrase.
///
/// # Errors
/// [`KeyError::WrongPassphrase`] when no slot opens.
pub fn unlock(dir: &Path, passphrase: &str) -> Result<DatabaseKey, KeyError> {
    unlock_file(&read(dir)?, passphrase)
}

/// Wraps the same key under a new passphrase. The databases are not touched.
///
/// # Errors
/// [`KeyError::WrongPassphrase`] when `old` does not open it; the file is then as it was.
pub fn change_passphrase(dir: &Path, old: &str, new: &str) -> Result<(), KeyError> {
    let mut file = read(dir)?;
    let key = unlock_file(&file, old)?;
    let fresh = wrap(&key, new)?;
    for slot in file.slots.iter_mut().filter(|slot| slot.kind == "passphrase") {
        if open_slot(slot, &file.key_id, old).is_ok() {
            *slot = fresh;
            return write(dir, &file, true);
        }
    }
    Err(KeyError::WrongPassphrase)
}

fn unlock_file(file: &KeyFile, passphrase: &str) -> Result<DatabaseKey, KeyError> {
    let mut outcome = Err(KeyError::WrongPassphrase);
    for slot in file.slots.iter().filter(|slot| slot.kind == "passphrase") {
        match open_slot(slot, &file.key_id, passphrase) {
            Ok(key) => return Ok(key),
            Err(error) => outcome = Err(error),
        }
    }
    outcome
}

fn wrap(key: &DatabaseKey, passphrase: &str) -> Result<Slot, KeyError> {
    let (m_kib, t, p) = COST;
    let mut salt = [0; 16];
    let mut nonce = [0; 24];
    random(&mut salt)?;
    random(&mut nonce)?;
    let mut slot = Slot {
        kind: "passphrase".to_owned(),
        kdf: "argon2id".to_owned(),
        m_kib,
        t,
        p,
        salt: hex(&salt),
        cipher: "xchacha20poly1305".to_owned(),
        nonce: hex(&nonce),
        wrapped: String::new(),
    };
    let aad = bound(&slot, &key.id());
    let sealed = cipher(&slot, passphrase)?
        .encrypt(XNonce::from_slice(&nonce), Payload { msg: &key.0, aad: &aad })
        .map_err(|_| KeyError::Damaged)?;
    slot.wrapped = hex(&sealed);
    Ok(slot)
}

fn open_slot(slot: &Slot, key_id: &str, passphrase: &str) -> Result<DatabaseKey, KeyError> {
    if slot.kdf != "argon2id" || slot.cipher != "xchacha20poly1305" {
        return Err(KeyError::Newer);
    }
    let nonce = unhex(&slot.nonce).filter(|nonce| nonce.len() == 24).ok_or(KeyError::Damaged)?;
    let sealed = unhex(&slot.wrapped).ok_or(KeyError::Damaged)?;
    let aad = bound(slot, key_id);
    let opened = cipher(slot, passphrase)?
        .decrypt(XNonce::from_slice(&nonce), Payload { msg: &sealed, aad: &aad })
        .map(Zeroizing::new)
        .map_err(|_| KeyError::WrongPassphrase)?;
    let bytes = <[u8; 32]>::try_from(opened.as_slice()).map_err(|_| KeyError::Damaged)?;
    let key = DatabaseKey(bytes);
    if key.id() == key_id { Ok(key) } else { Err(KeyError::Damaged) }
}

fn cipher(slot: &Slot, passphrase: &str) -> Result<XChaCha20Poly1305, KeyError> {
    if slot.m_kib > COST_LIMIT.0 || slot.t > COST_LIMIT.1 || slot.p > COST_LIMIT.2 {
        return Err(KeyError::Newer);
    }
    let salt = unhex(&slot.salt).ok_or(KeyError::Damaged)?;
    let params = Params::new(slot.m_kib, slot.t, slot.p, Some(32)).map_err(|_| KeyError::Damaged)?;
    let mut derived = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), &salt, derived.as_mut())
        .map_err(|_| KeyError::Damaged)?;
    XChaCha20Poly1305::new_from_slice(derived.as_ref()).map_err(|_| KeyError::Damaged)
}

/// Everything the slot says, with lengths, so that changing any of it fails to open.
fn bound(slot: &Slot, key_id: &str) -> Vec<u8> {
    let numbers = format!("{} {} {}", slot.m_kib, slot.t, slot.p);
    let version = VERSION.to_string();
    let mut out = Vec::new();
    for part in
        [FORMAT, &version, key_id, &slot.kind, &slot.kdf, &numbers, &slot.salt, &slot.cipher, &slot.nonce]
    {
        out.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_le_bytes());
        out.extend_from_slice(part.as_bytes());
    }
    out
}

fn path(dir: &Path) -> PathBuf {
    dir.join(KEY_FILE)
}

fn read(dir: &Path) -> Result<KeyFile, KeyError> {
    let text = fs::read_to_string(path(dir)).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => KeyError::Missing,
        std::io::ErrorKind::InvalidData => KeyError::Damaged,
        kind => KeyError::Io { action: "read", kind },
    })?;
    let head: serde_json::Value = serde_json::from_str(&text).map_err(|_| KeyError::Damaged)?;
    if head.get("format").and_then(serde_json::Value::as_str) != Some(FORMAT) {
        return Err(KeyError::Damaged);
    }
    if head.get("version").and_then(serde_json::Value::as_u64) != Some(u64::from(VERSION)) {
        return Err(KeyError::Newer);
    }
    serde_json::from_value(head).map_err(|_| KeyError::Damaged)
}

/// Temporary file, fsync, rename, fsync of the folder: the old file or the new one, never half of one.
fn write(dir: &Path, file: &KeyFile, replace: bool) -> Result<(), KeyError> {
    let failed = |error: std::io::Error| KeyError::Io { action: "written", kind: error.kind() };
    let mut suffix = [0; 8];
    random(&mut suffix)?;
    let temporary = dir.join(format!(".{KEY_FILE}.{}", hex(&suffix)));
    let text = serde_json::to_string_pretty(file).map_err(|_| KeyError::Damaged)?;
    let mut out =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temporary).map_err(failed)?;
    let outcome = out
        .write_all(text.as_bytes())
        .and_then(|()| out.write_all(b"\n"))
        .and_then(|()| out.sync_all())
        .map_err(failed)
        .and_then(|()| {
            if replace {
                fs::rename(&temporary, path(dir)).map_err(failed)
            } else {
                // A link refuses to replace, so two first starts cannot overwrite each other's key.
                fs::hard_link(&temporary, path(dir)).map_err(|error| match error.kind() {
                    std::io::ErrorKind::AlreadyExists => KeyError::Exists,
                    kind => KeyError::Io { action: "written", kind },
                })
            }
        })
        .and_then(|()| fs::File::open(dir).and_then(|dir| dir.sync_all()).map_err(failed));
    if outcome.is_err() || !replace {
        let _ = fs::remove_file(&temporary);
    }
    outcome
}

fn random(bytes: &mut [u8]) -> Result<(), KeyError> {
    getrandom::fill(bytes).map_err(|_| KeyError::NoRandom)
}

fn push_hex(out: &mut String, bytes: &[u8]) {
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            out.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    push_hex(&mut out, bytes);
    out
}

pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    let half = |byte: u8| char::from(byte).to_digit(16).and_then(|half| u8::try_from(half).ok());
    (bytes.len().is_multiple_of(2)).then_some(())?;
    bytes
        .chunks_exact(2)
        .map(|pair| match pair {
            [high, low] => Some(half(*high)? << 4 | half(*low)?),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_passphrase_opens_and_no_other_does() {
        let dir = tempfile::tempdir().unwrap();
        assert!(matches!(unlock(dir.path(), "x"), Err(KeyError::Missing)));
        let key = create(dir.path(), "四个 词 的 口令").unwrap();
        assert!(matches!(create(dir.path(), "x"), Err(KeyError::Exists)));
        assert!(unlock(dir.path(), "四个 词 的 口令").unwrap().0 == key.0);
        assert!(matches!(unlock(dir.path(), "四个 词 的 口"), Err(KeyError::WrongPassphrase)));
        change_passphrase(dir.path(), "四个 词 的 口令", "another one").unwrap();
        assert!(unlock(dir.path(), "another one").unwrap().0 == key.0);
        assert!(matches!(unlock(dir.path(), "四个 词 的 口令"), Err(KeyError::WrongPassphrase)));
        let left: Vec<_> = fs::read_dir(dir.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "no temporary file stays");
    }

    #[test]
    fn nothing_of_the_key_is_in_the_file_and_only_the_owner_reads_it() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let key = create(dir.path(), "p").unwrap();
        let text = fs::read_to_string(dir.path().join(KEY_FILE)).unwrap();
        assert!(!text.contains(&hex(&key.0)) && !text.contains(&hex(&key.0[..8])));
        let mode = fs::metadata(dir.path().join(KEY_FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_changed_header_does_not_open() {
        let dir = tempfile::tempdir().unwrap();
        create(dir.path(), "p").unwrap();
        let file = dir.path().join(KEY_FILE);
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace("\"t\": 3", "\"t\": 2")).unwrap();
        assert!(matches!(unlock(dir.path(), "p"), Err(KeyError::WrongPassphrase)));
        fs::write(&file, text.replace("\"m_kib\": 65536", "\"m_kib\": 4194304")).unwrap();
        assert!(matches!(unlock(dir.path(), "p"), Err(KeyError::Newer)));
        fs::write(&file, text.replace("\"version\": 1", "\"version\": 2")).unwrap();
        assert!(matches!(unlock(dir.path(), "p"), Err(KeyError::Newer)));
        fs::write(&file, "{}").unwrap();
        assert!(matches!(unlock(dir.path(), "p"), Err(KeyError::Damaged)));
    }
}

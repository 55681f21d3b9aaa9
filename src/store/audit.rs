//! The audit trail: who looked behind a mask and what left the desk, each row linked to the one before.

use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::Value;

use crate::domain::time::Moment;
use crate::store::StoreError;
use crate::store::chain::Hash;

pub(crate) fn append(
    tx: &Transaction<'_>,
    at: Moment,
    action: &str,
    subject: Option<&str>,
    detail: &Value,
) -> Result<(), StoreError> {
    let last: Option<(i64, Hash)> = tx
        .prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (seq, prev) = last.map_or((1, [0; 32]), |(seq, hash)| (seq + 1, hash));
    let detail = detail.to_string();
    let micros = at.timestamp_micros();
    let hash = link(&prev, seq, micros, action, subject, &detail);
    tx.prepare_cached(
        "INSERT INTO audit(seq, at, action, subject, detail, prev, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![seq, micros, action, subject, detail, prev, hash])?;
    Ok(())
}

/// Every field with its length, so that no two rows have the same bytes.
pub(crate) fn link(
    prev: &Hash,
    seq: i64,
    micros: i64,
    action: &str,
    subject: Option<&str>,
    detail: &str,
) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(prev);
    hasher.update(&seq.to_be_bytes());
    hasher.update(&micros.to_be_bytes());
    for field in [Some(action), subject, Some(detail)] {
        hasher.update(&[u8::from(field.is_some())]);
        let bytes = field.unwrap_or_default().as_bytes();
        hasher.update(&(bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    }
    hasher.finalize().into()
}

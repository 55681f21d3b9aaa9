//! The audit trail: who looked behind a mask and what left the desk, each row linked to the one before.

use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::Value;

use crate::domain::time::Moment;
use crate::store::chain::Hash;
use crate::store::{Reader, StoreError};

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

impl Reader {
    /// The first row of the audit trail that was edited, moved, inserted, or follows a deleted one; `None` when it is whole.
    /// A cut tail cannot be seen from inside: whoever needs that keeps the last hash elsewhere.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn first_bad_audit_row(&self) -> Result<Option<i64>, StoreError> {
        let mut statement = self
            .records
            .prepare("SELECT seq, at, action, subject, detail, prev, hash FROM audit ORDER BY seq")?;
        let mut found = statement.query([])?;
        let (mut expected, mut last): (i64, Hash) = (1, [0; 32]);
        while let Some(row) = found.next()? {
            let seq: i64 = row.get(0)?;
            let (action, detail): (String, String) = (row.get(2)?, row.get(4)?);
            let subject: Option<String> = row.get(3)?;
            let (prev, hash): (Option<Hash>, Option<Hash>) = (row.get(5).ok(), row.get(6).ok());
            let again = link(&last, seq, row.get(1)?, &action, subject.as_deref(), &detail);
            if seq != expected || prev != Some(last) || hash != Some(again) {
                return Ok(Some(expected.min(seq)));
            }
            expected += 1;
            last = again;
        }
        Ok(None)
    }
}

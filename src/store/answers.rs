//! What customers said to offers: one row per offer and call, and its event in the same transaction.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde_json::json;
use uuid::Uuid;

use crate::domain::recommend::answer::OfferAnswer;
use crate::store::outbox::Kind;
use crate::store::{StoreError, calls, record, rows};

/// Adds an answer, or replaces the one that the same call has for the same offer.
pub(crate) fn put(
    tx: &Transaction<'_>,
    reference: &Connection,
    answer: &OfferAnswer,
) -> Result<(), StoreError> {
    let (said, reason) = (answer.said.code(), answer.said.reason());
    let known = tx
        .prepare_cached("SELECT id, said, reason FROM offer_answers WHERE call = ?1 AND offer = ?2")?
        .query_row(params![answer.call.0.as_bytes(), answer.offer], |row| {
            Ok((rows::id(row, 0), row.get::<_, String>(1)?, row.get::<_, Option<String>>(2)?))
        })
        .optional()?;
    let id: Uuid = match known {
        Some((_, was, why)) if was == said && why.as_deref() == reason => return Ok(()),
        Some((id, ..)) => id?,
        None => answer.id,
    };
    let whom = calls::whom(tx, answer.call)?;
    tx.prepare_cached(
        "INSERT INTO offer_answers(id, call, number, offer, said, reason, saving, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT(call, offer) DO UPDATE SET said = excluded.said, reason = excluded.reason,
           saving = excluded.saving, at = excluded.at",
    )?
    .execute(params![
        id.as_bytes(),
        answer.call.0.as_bytes(),
        whom.map(|number| number.key()),
        answer.offer,
        said,
        reason,
        answer.saving.map(|saving| saving.0),
        answer.at.timestamp_micros()
    ])?;
    let payload = json!({
        "answer": said, "reason": reason, "offer": answer.offer, "saving": answer.saving,
        "call": answer.call, "at": answer.at,
    });
    record::event(tx, reference, Kind::OfferAnswer, answer.at, id, whom, payload)
}

//! What customers said to offers: one row per offer and call, and its event in the same transaction.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::json;
use uuid::Uuid;

use crate::domain::call::CallId;
use crate::domain::money::Fen;
use crate::domain::phone::PhoneNumber;
use crate::domain::recommend::answer::{OfferAnswer, PastOffer, Said};
use crate::domain::safe_text::RawText;
use crate::store::outbox::Kind;
use crate::store::{Reader, StoreError, calls, record, rows};

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
    // Without its call an answer belongs to nobody; whoever sent it sends the call first and then this again.
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

/// An answer with its customer, for exports.
#[derive(Clone, Debug)]
pub struct OfferRow {
    /// Its id.
    pub id: Uuid,
    /// What was said to what.
    pub answer: PastOffer,
    /// Whose.
    pub number: Option<PhoneNumber>,
    /// The customer's name, when known.
    pub name: Option<RawText>,
}

/// As many as an agent can read during a call.
const LATEST: u32 = 50;

/// The call says whose answer it is: it may have been linked to a customer after the answer was written.
const COLUMNS: &str = "offer_answers.call, offer, said, reason, saving, at, offer_answers.id, calls.whom";

impl Reader {
    /// What whoever has this number said to offers, newest first, at most 50.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn offers(&self, number: PhoneNumber) -> Result<Vec<PastOffer>, StoreError> {
        let mut statement = self.records.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM calls JOIN offer_answers ON offer_answers.call = calls.id
             WHERE calls.whom = ?1 ORDER BY at DESC, offer_answers.id DESC LIMIT ?2"
        ))?;
        let mut found = statement.query(params![number.key(), LATEST])?;
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            out.extend(past(row)?);
        }
        Ok(out)
    }

    /// Every answer to an offer, in the order of time.
    ///
    /// # Errors
    /// When the database cannot be read, or what `each` returns.
    pub fn for_each_offer<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(OfferRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!(
            "SELECT {COLUMNS} FROM offer_answers LEFT JOIN calls ON calls.id = offer_answers.call
             ORDER BY at, offer_answers.id"
        );
        let mut statement = self.records.prepare_cached(&sql).map_err(StoreError::from)?;
        let mut found = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = found.next().map_err(StoreError::from)? {
            let Some(answer) = past(row)? else { continue };
            let number = rows::number(row, 7)?;
            each(OfferRow { id: rows::id(row, 6)?, answer, number, name: self.name(number)? })?;
        }
        Ok(())
    }
}

/// An answer that a later version brought is passed over.
fn past(row: &Row<'_>) -> Result<Option<PastOffer>, StoreError> {
    let (said, reason): (String, Option<String>) = (row.get(2)?, row.get(3)?);
    let Some(said) = Said::parse(&said, reason.as_deref()) else { return Ok(None) };
    let saving: Option<i64> = row.get(4)?;
    Ok(Some(PastOffer {
        call: CallId(rows::id(row, 0)?),
        offer: row.get(1)?,
        said,
        saving: saving.map(Fen),
        at: rows::moment(row, 5)?,
    }))
}

//! Writing what the agent makes. Every change appends its event to the outbox in the same transaction.
//!
//! Every method compares before it writes, so that repeating one after a crash makes neither a second row nor a second event.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde_json::json;
use uuid::Uuid;

use crate::domain::call::{CallEnd, CallId, CallStart};
use crate::domain::customer::CustomerId;
use crate::domain::evidence::Evidence;
use crate::domain::follow_up::{FollowUp, Origin};
use crate::domain::insight::wrong::WrongAlarm;
use crate::domain::note::{Draft, Unfinished, WrapUp};
use crate::domain::phone::PhoneNumber;
use crate::domain::recommend::answer::OfferAnswer;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;
use crate::store::load::Put;
use crate::store::open::{self, Purpose};
use crate::store::outbox::{self, Kind, NewEvent};
use crate::store::schema::Which;
use crate::store::{Store, StoreError, answers, audit, calls, note_text, rows, tasks, wrong_signs};

/// The connection through which records are written. Every method is one transaction, and repeating it changes nothing.
pub struct Recorder {
    store: Store,
    records: Connection,
    reference: Connection,
}

impl Recorder {
    pub(crate) fn open(store: &Store) -> Result<Self, StoreError> {
        Ok(Self {
            store: store.clone(),
            records: open::connect(&store.dir, &store.key, Which::Records, Purpose::Write(8_192))?,
            reference: open::connect(&store.dir, &store.key, Which::Reference, Purpose::Read(2_048))?,
        })
    }

    /// Gives the connections up and opens new ones: after the disk failed nobody knows what the old ones hold.
    ///
    /// # Errors
    /// When the files cannot be opened.
    pub fn reopen_connections(&mut self) -> Result<(), StoreError> {
        *self = Self::open(&self.store.clone())?;
        Ok(())
    }

    /// One transaction that takes the write lock at once: a later upgrade could fail without waiting.
    pub(super) fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>, &Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let transaction = self.records.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = change(&transaction, &self.reference)?;
        transaction.commit()?;
        Ok(done)
    }

    /// A call began (`call.start`).
    ///
    /// # Errors
    /// When it could not be written; nothing of it is then.
    pub fn start_call(&mut self, start: &CallStart) -> Result<(), StoreError> {
        self.write(|tx, reference| calls::start(tx, reference, start))
    }

    /// A call got its customer (`call.link`).
    ///
    /// # Errors
    /// [`StoreError::NotThere`] for an unknown call, or when it could not be written.
    pub fn link_call(
        &mut self,
        call: CallId,
        _customer: CustomerId,
        number: PhoneNumber,
        at: Moment,
    ) -> Result<(), StoreError> {
        self.write(|tx, reference| {
            let known: Option<i64> = tx
                .prepare_cached("SELECT customer_number FROM calls WHERE id = ?1")?
                .query_row([call.0.as_bytes()], |row| row.get(0))
                .optional()?
                .ok_or(StoreError::NotThere { what: "call" })?;
            if known == Some(number.key()) {
                return Ok(());
            }
            tx.prepare_cached("UPDATE calls SET customer_number = ?2 WHERE id = ?1")?
                .execute(params![call.0.as_bytes(), number.key()])?;
            let payload = json!({ "call": call, "customer_number": number, "at": at });
            event(tx, reference, Kind::CallLink, at, call.0, Some(number), payload)
        })
    }

    /// A call is over (`call.end`) and waits for its wrap-up.
    ///
    /// # Errors
    /// [`StoreError::NotThere`] for an unknown call, or when it could not be written.
    pub fn end_call(&mut self, end: &CallEnd) -> Result<(), StoreError> {
        self.write(|tx, reference| calls::end(tx, reference, end))
    }

    /// Keeps what is being written. An empty text removes the draft; a call that is wrapped up takes none. No event.
    ///
    /// # Errors
    /// [`StoreError::NotThere`] for an unknown call, or when it could not be written.
    pub fn save_draft(&mut self, draft: &Draft) -> Result<(), StoreError> {
        self.write(|tx, _| {
            let wrapped: Option<i64> = tx
                .prepare_cached("SELECT wrapped_at FROM calls WHERE id = ?1")?
                .query_row([draft.call.0.as_bytes()], |row| row.get(0))
                .optional()?
                .ok_or(StoreError::NotThere { what: "call" })?;
            // A draft that was on its way while the note was saved must not come back as a second truth.
            if wrapped.is_some() {
                return Ok(());
            }
            put_draft(tx, draft.call, draft.body.as_raw(), &draft.evidence, draft.at)
        })
    }

    /// End (when not stored yet), note, disposition, follow-up and the follow-up that this call answered: all or nothing.
    /// A retry changes nothing; a retry with other words amends.
    ///
    /// # Errors
    /// [`StoreError::NotThere`] for an unknown call, or when it could not be written.
    pub fn save_wrap_up(&mut self, wrap_up: &WrapUp) -> Result<(), StoreError> {
        self.write(|tx, reference| {
            let call = wrap_up.end.id;
            let at = wrap_up.at;
            calls::end(tx, reference, &wrap_up.end)?;
            let whom = calls::whom(tx, call)?;
            if let Some(note) = &wrap_up.note {
                put_note(tx, reference, note.id.0, call, note.body.as_raw(), at, whom)?;
            }
            let code = wrap_up.disposition.code();
            if calls::disposition(tx, call)?.as_deref() != Some(code) {
                tx.prepare_cached("UPDATE calls SET disposition = ?2 WHERE id = ?1")?
                    .execute(params![call.0.as_bytes(), code])?;
                let payload = json!({ "call": call, "disposition": code, "at": at });
                event(tx, reference, Kind::DispositionSet, at, call.0, whom, payload)?;
            }
            tx.prepare_cached("UPDATE calls SET wrapped_at = coalesce(wrapped_at, ?2) WHERE id = ?1")?
                .execute(params![call.0.as_bytes(), at.timestamp_micros()])?;
            if let Some(follow_up) = &wrap_up.follow_up {
                tasks::promise(tx, reference, follow_up, at)?;
            }
            if let Some(done) = wrap_up.completes {
                tasks::complete(tx, reference, done, call, at)?;
            }
            tx.prepare_cached("DELETE FROM drafts WHERE call = ?1")?.execute([call.0.as_bytes()])?;
            Ok(())
        })
    }

    /// Takes a wrap-up back by compensating events; its note becomes the draft again, its promise is withdrawn, and what it
    /// had answered is open again.
    ///
    /// # Errors
    /// [`StoreError::NotThere`] when the call is unknown or was not wrapped up, or when it could not be written.
    pub fn reopen(&mut self, call: CallId, at: Moment) -> Result<Unfinished, StoreError> {
        self.write(|tx, reference| {
            let changed = tx
                .prepare_cached(
                    "UPDATE calls SET wrapped_at = NULL, disposition = NULL WHERE id = ?1 AND wrapped_at IS NOT NULL",
                )?
                .execute([call.0.as_bytes()])?;
            if changed == 0 {
                return Err(StoreError::NotThere { what: "call" });
            }
            let whom = calls::whom(tx, call)?;
            let payload = json!({ "call": call, "disposition": null, "at": at });
            event(tx, reference, Kind::DispositionSet, at, call.0, whom, payload)?;
            let draft = withdraw_note(tx, reference, call, at, whom)?;
            tasks::withdraw_promises(tx, reference, call, at)?;
            tasks::uncomplete(tx, reference, call, at)?;
            let (start, end) = calls::read(tx, reference, call)?;
            Ok(Unfinished { start, end, draft, evidence: Evidence::default() })
        })
    }

    /// What the customer said to an offer (`offer.answer`); another answer in the same call replaces it, the same one changes nothing.
    ///
    /// # Errors
    /// When it could not be written; nothing of it is then.
    pub fn answer_offer(&mut self, answer: &OfferAnswer) -> Result<(), StoreError> {
        self.write(|tx, reference| answers::put(tx, reference, answer))
    }

    /// Puts off an open follow-up (`followup.edit`).
    ///
    /// # Errors
    /// [`StoreError::NotThere`] when it is unknown or done, or when it could not be written.
    pub fn postpone(&mut self, id: Uuid, due_at: Moment, at: Moment) -> Result<(), StoreError> {
        self.write(|tx, reference| tasks::postpone(tx, reference, id, due_at, at))
    }

    /// Adds an imported task, or brings an open one up to date. Not the agent's own, so no event.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn put_task(&mut self, task: &FollowUp, at: Moment) -> Result<Put, StoreError> {
        self.write(|tx, _| tasks::put(tx, task, at))
    }

    /// Adds many tasks in one transaction; see [`Self::put_task`].
    ///
    /// # Errors
    /// When it could not be written; then none is.
    pub fn put_tasks(&mut self, many: &[FollowUp], at: Moment) -> Result<Vec<Put>, StoreError> {
        self.write(|tx, _| many.iter().map(|task| tasks::put(tx, task, at)).collect())
    }

    /// The agent called a sign wrong (`sign.wrong`).
    ///
    /// # Errors
    /// When it could not be written; nothing of it is then.
    pub fn sign_wrong(&mut self, wrong: &WrongAlarm) -> Result<(), StoreError> {
        self.write(|tx, reference| wrong_signs::put(tx, reference, wrong))
    }

    /// Notes in the audit trail that a masked number was shown: during which call, or for which stated reason.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn log_reveal(
        &mut self,
        customer: Option<CustomerId>,
        call: Option<CallId>,
        reason: Option<&str>,
        at: Moment,
    ) -> Result<(), StoreError> {
        self.write(|tx, reference| {
            let number = match customer {
                Some(id) => number_of(reference, id)?,
                None => None,
            };
            let subject = subject(tx, reference, number)?;
            audit::append(tx, at, "reveal", subject.as_deref(), &json!({ "call": call, "reason": reason }))
        })
    }

    /// Notes in the audit trail that records left the desk: what kind, how many, whether unmasked, and why.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn log_export(
        &mut self,
        what: &str,
        row_count: u64,
        unmasked: bool,
        reason: Option<&str>,
        at: Moment,
    ) -> Result<(), StoreError> {
        self.write(|tx, _| {
            let detail = json!({ "what": what, "rows": row_count, "unmasked": unmasked, "reason": reason });
            audit::append(tx, at, "export", None, &detail)
        })
    }
}

/// Appends an event about whoever has that number.
pub(crate) fn event(
    tx: &Transaction<'_>,
    reference: &Connection,
    kind: Kind,
    at: Moment,
    entity: Uuid,
    whom: Option<PhoneNumber>,
    payload: serde_json::Value,
) -> Result<(), StoreError> {
    let subject = subject(tx, reference, whom)?;
    outbox::append(tx, NewEvent { kind, at, entity, subject, payload })
}

fn subject(
    tx: &Connection,
    reference: &Connection,
    number: Option<PhoneNumber>,
) -> Result<Option<String>, StoreError> {
    let operator_id = match number {
        Some(number) => reference
            .prepare_cached(&format!("SELECT {} FROM customers WHERE number = ?1", rows::CUSTOMER_COLUMNS))?
            .query_row([number.key()], |row| Ok(rows::customer(row, 0)))
            .optional()?
            .transpose()?
            .and_then(|(_, customer)| customer.customer_id),
        None => None,
    };
    outbox::subject(tx, number, operator_id.as_ref().map(RawText::as_raw))
}

/// The number of a row of the reference database.
pub(crate) fn number_of(reference: &Connection, id: CustomerId) -> Result<Option<PhoneNumber>, StoreError> {
    let key = reference
        .prepare_cached("SELECT number FROM customers WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    Ok(key.map(PhoneNumber::from_key))
}

/// What was found, as it stands beside a draft. What a later version wrote is left out rather than guessed.
pub(crate) fn evidence(kept: Option<String>) -> Evidence {
    kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default()
}

fn put_draft(
    tx: &Transaction<'_>,
    call: CallId,
    body: &str,
    evidence: &Evidence,
    at: Moment,
) -> Result<(), StoreError> {
    if body.is_empty() && evidence.is_empty() {
        tx.prepare_cached("DELETE FROM drafts WHERE call = ?1")?.execute([call.0.as_bytes()])?;
        return Ok(());
    }
    let kept = match evidence.is_empty() {
        true => None,
        false => Some(serde_json::to_string(evidence).map_err(|_| StoreError::Damaged { what: "draft" })?),
    };
    tx.prepare_cached(
        "INSERT INTO drafts(call, body, evidence, at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT(call) DO UPDATE SET body = excluded.body, evidence = excluded.evidence, at = excluded.at",
    )?
    .execute(params![call.0.as_bytes(), body, kept, at.timestamp_micros()])?;
    Ok(())
}

/// Adds the call's note, or amends the one it has. One call has one note that stands.
fn put_note(
    tx: &Transaction<'_>,
    reference: &Connection,
    id: Uuid,
    call: CallId,
    body: &str,
    at: Moment,
    whom: Option<PhoneNumber>,
) -> Result<(), StoreError> {
    // The call's own note first: after a reopen the app may come with a new id for the same thought.
    let known: Option<(i64, Vec<u8>, String, bool)> = tx
        .prepare_cached(
            "SELECT row, id, body, withdrawn FROM notes WHERE call = ?1 OR id = ?2
             ORDER BY withdrawn, id = ?2 DESC, row DESC LIMIT 1",
        )?
        .query_row(params![call.0.as_bytes(), id.as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .optional()?;
    let (kind, id, row) = match known {
        Some((_, _, known, false)) if known == body => return Ok(()),
        Some((row, id, _, _)) => {
            tx.prepare_cached("UPDATE notes SET body = ?2, at = ?3, withdrawn = 0 WHERE row = ?1")?
                .execute(params![row, body, at.timestamp_micros()])?;
            let id = Uuid::from_slice(&id).map_err(|_| StoreError::Damaged { what: "id" })?;
            (Kind::NoteAmend, id, row)
        }
        None => {
            tx.prepare_cached("INSERT INTO notes(id, call, body, at) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![id.as_bytes(), call.0.as_bytes(), body, at.timestamp_micros()])?;
            (Kind::NoteAdd, id, tx.last_insert_rowid())
        }
    };
    index_note(tx, row, Some(body))?;
    let payload = json!({ "note": id, "call": call, "number": whom, "body": body, "at": at });
    event(tx, reference, kind, at, id, whom, payload)
}

/// The call's note as a draft again; empty when it had none.
fn withdraw_note(
    tx: &Transaction<'_>,
    reference: &Connection,
    call: CallId,
    at: Moment,
    whom: Option<PhoneNumber>,
) -> Result<RawText, StoreError> {
    let known: Option<(i64, Vec<u8>, String)> = tx
        .prepare_cached("SELECT row, id, body FROM notes WHERE call = ?1 AND withdrawn = 0")?
        .query_row([call.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((row, id, body)) = known else {
        return Ok(RawText::default());
    };
    tx.prepare_cached("UPDATE notes SET withdrawn = 1 WHERE row = ?1")?.execute([row])?;
    index_note(tx, row, None)?;
    put_draft(tx, call, &body, &Evidence::default(), at)?;
    let id = Uuid::from_slice(&id).map_err(|_| StoreError::Damaged { what: "id" })?;
    let payload = json!({ "note": id, "call": call, "withdrawn": true, "at": at });
    event(tx, reference, Kind::NoteAmend, at, id, whom, payload)?;
    Ok(RawText::new(body))
}

fn index_note(tx: &Transaction<'_>, row: i64, body: Option<&str>) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM notes_text WHERE rowid = ?1")?.execute([row])?;
    if let Some(body) = body {
        tx.prepare_cached("INSERT INTO notes_text(rowid, spaced) VALUES (?1, ?2)")?
            .execute(params![row, note_text::spaced(body)])?;
    }
    Ok(())
}

/// Whether an origin is a promise or a task decides which columns it fills.
pub(crate) fn promised_in(origin: &Origin) -> Option<CallId> {
    match origin {
        Origin::Promise { call } => Some(*call),
        Origin::Task { .. } => None,
    }
}

//! Rows of `follow_ups`: promises made in calls, and imported tasks.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::json;
use uuid::Uuid;

use crate::domain::call::CallId;
use crate::domain::follow_up::{FollowUp, Origin};
use crate::domain::time::Moment;
use crate::store::load::Put;
use crate::store::outbox::Kind;
use crate::store::record::{event, promised_in};
use crate::store::{StoreError, calls, rows};

/// What [`follow_up`] reads, in its order.
pub(crate) const COLUMNS: &str = "follow_ups.id, follow_ups.number, follow_ups.due_at, follow_ups.reason,
     follow_ups.promised_in, follow_ups.campaign, follow_ups.script, follow_ups.priority";

/// How many columns that is.
pub(crate) const WIDTH: usize = 8;

/// A follow-up from [`COLUMNS`] at column 0.
pub(crate) fn follow_up(row: &Row<'_>, reference: &Connection) -> Result<FollowUp, StoreError> {
    let number = rows::number(row, 1)?.ok_or(StoreError::Damaged { what: "follow-up" })?;
    let origin = match rows::maybe_id(row, 4)? {
        Some(call) => Origin::Promise { call: CallId(call) },
        None => {
            Origin::Task { campaign: rows::text(row, 5)?, script: rows::text(row, 6)?, priority: row.get(7)? }
        }
    };
    Ok(FollowUp {
        id: rows::id(row, 0)?,
        number,
        customer: calls::row_of(reference, number)?,
        due_at: rows::maybe_moment(row, 2)?,
        reason: rows::text(row, 3)?.unwrap_or_default(),
        origin,
    })
}

/// A promise made in a call: opened, or edited when it is known and says something else now.
pub(crate) fn promise(
    tx: &Transaction<'_>,
    reference: &Connection,
    promise: &FollowUp,
    at: Moment,
) -> Result<(), StoreError> {
    let kind = match write(tx, promise, at, true)? {
        Put::Inserted => Kind::FollowUpOpen,
        Put::Updated => Kind::FollowUpEdit,
        Put::Unchanged => return Ok(()),
    };
    told(tx, reference, kind, promise.id, at, "open")
}

/// An imported task. One that is done or withdrawn stays so.
pub(crate) fn put(tx: &Transaction<'_>, task: &FollowUp, at: Moment) -> Result<Put, StoreError> {
    write(tx, task, at, false)
}

/// `revive`: a withdrawn promise opens again when the same wrap-up is saved again.
fn write(tx: &Transaction<'_>, new: &FollowUp, at: Moment, revive: bool) -> Result<Put, StoreError> {
    let (campaign, script) = match &new.origin {
        Origin::Promise { .. } => (None, None),
        Origin::Task { campaign, script, .. } => (campaign.as_ref(), script.as_ref()),
    };
    let call = promised_in(&new.origin).map(|call| call.0);
    let values = params![
        new.id.as_bytes(),
        new.number.key(),
        new.due_at.map(|due| due.timestamp_micros()),
        new.reason.as_raw(),
        call.as_ref().map(|id| id.as_bytes()),
        campaign.map(|text| text.as_raw()),
        script.map(|text| text.as_raw()),
        new.origin.priority(),
        at.timestamp_micros(),
    ];
    let added = tx
        .prepare_cached(
            "INSERT INTO follow_ups(id, number, due_at, reason, promised_in, campaign, script, priority, state, opened_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'open', ?9) ON CONFLICT(id) DO NOTHING",
        )?
        .execute(values)?;
    if added == 1 {
        return Ok(Put::Inserted);
    }
    let changed = tx
        .prepare_cached(
            "UPDATE follow_ups SET number = ?2, due_at = ?3, reason = ?4, promised_in = ?5, campaign = ?6, script = ?7,
               priority = ?8, state = 'open'
             WHERE id = ?1 AND (state = 'open' OR (?9 AND state = 'withdrawn'))
               AND (number, due_at, reason, campaign, script, priority, state)
                 IS NOT (?2, ?3, ?4, ?6, ?7, ?8, 'open')",
        )?
        .execute(params![
            new.id.as_bytes(),
            new.number.key(),
            new.due_at.map(|due| due.timestamp_micros()),
            new.reason.as_raw(),
            call.as_ref().map(|id| id.as_bytes()),
            campaign.map(|text| text.as_raw()),
            script.map(|text| text.as_raw()),
            new.origin.priority(),
            revive,
        ])?;
    Ok(if changed == 1 { Put::Updated } else { Put::Unchanged })
}

/// Done by that call, once.
pub(crate) fn complete(
    tx: &Transaction<'_>,
    reference: &Connection,
    id: Uuid,
    call: CallId,
    at: Moment,
) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE follow_ups SET state = 'done', done_at = ?2, done_by = ?3 WHERE id = ?1 AND state = 'open'",
        )?
        .execute(params![id.as_bytes(), at.timestamp_micros(), call.0.as_bytes()])?;
    if changed == 1 { told(tx, reference, Kind::FollowUpDone, id, at, "done") } else { Ok(()) }
}

pub(crate) fn postpone(
    tx: &Transaction<'_>,
    reference: &Connection,
    id: Uuid,
    due_at: Moment,
    at: Moment,
) -> Result<(), StoreError> {
    let due: Option<i64> = tx
        .prepare_cached("SELECT due_at FROM follow_ups WHERE id = ?1 AND state = 'open'")?
        .query_row([id.as_bytes()], |row| row.get(0))
        .optional()?
        .ok_or(StoreError::NotThere { what: "follow-up" })?;
    if due == Some(due_at.timestamp_micros()) {
        return Ok(());
    }
    tx.prepare_cached("UPDATE follow_ups SET due_at = ?2 WHERE id = ?1")?
        .execute(params![id.as_bytes(), due_at.timestamp_micros()])?;
    told(tx, reference, Kind::FollowUpEdit, id, at, "open")
}

/// Takes back what was promised in a call that is being reopened.
pub(crate) fn withdraw_promises(
    tx: &Transaction<'_>,
    reference: &Connection,
    call: CallId,
    at: Moment,
) -> Result<(), StoreError> {
    for id in ids(tx, "SELECT id FROM follow_ups WHERE promised_in = ?1 AND state = 'open'", call)? {
        tx.prepare_cached("UPDATE follow_ups SET state = 'withdrawn' WHERE id = ?1")?
            .execute([id.as_bytes()])?;
        told(tx, reference, Kind::FollowUpEdit, id, at, "withdrawn")?;
    }
    Ok(())
}

/// Opens again what a call that is being reopened had answered.
pub(crate) fn uncomplete(
    tx: &Transaction<'_>,
    reference: &Connection,
    call: CallId,
    at: Moment,
) -> Result<(), StoreError> {
    for id in ids(tx, "SELECT id FROM follow_ups WHERE done_by = ?1 AND state = 'done'", call)? {
        tx.prepare_cached(
            "UPDATE follow_ups SET state = 'open', done_at = NULL, done_by = NULL WHERE id = ?1",
        )?
        .execute([id.as_bytes()])?;
        told(tx, reference, Kind::FollowUpEdit, id, at, "open")?;
    }
    Ok(())
}

fn ids(tx: &Transaction<'_>, sql: &str, call: CallId) -> Result<Vec<Uuid>, StoreError> {
    let mut statement = tx.prepare_cached(sql)?;
    let mut found = statement.query([call.0.as_bytes()])?;
    let mut out = Vec::new();
    while let Some(row) = found.next()? {
        out.push(rows::id(row, 0)?);
    }
    Ok(out)
}

/// Appends the event with the whole follow-up in it: an imported task has no opening event of its own at the centre.
fn told(
    tx: &Transaction<'_>,
    reference: &Connection,
    kind: Kind,
    id: Uuid,
    at: Moment,
    state: &str,
) -> Result<(), StoreError> {
    let (now, done_by) = tx
        .prepare_cached(&format!("SELECT {COLUMNS}, done_by FROM follow_ups WHERE id = ?1"))?
        .query_row([id.as_bytes()], |row| {
            Ok(follow_up(row, reference).and_then(|it| Ok((it, rows::maybe_id(row, WIDTH)?))))
        })??;
    let payload = json!({
        "follow_up": id,
        "number": now.number,
        "due_at": now.due_at,
        "reason": now.reason,
        "origin": now.origin,
        "state": state,
        "done_by": done_by,
        "at": at,
    });
    event(tx, reference, kind, at, id, Some(now.number), payload)
}

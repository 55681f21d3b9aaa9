//! Rows of `calls`: how a call began, whose it is, how it ended.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::json;

use crate::domain::call::{CallEnd, CallId, CallKey, CallKind, CallStart, Direction, EndReason};
use crate::domain::customer::CustomerId;
use crate::domain::phone::PhoneNumber;
use crate::store::outbox::Kind;
use crate::store::record::{event, number_of};
use crate::store::{StoreError, rows};

/// What [`start_of`] and [`end_of`] read, in their order.
pub(crate) const COLUMNS: &str = "calls.id, calls.feed_key, calls.direction, calls.kind, calls.number, calls.customer_number,
     calls.started_at, calls.follow_up, calls.answered_at, calls.ended_at, calls.held_seconds, calls.end_reason";

/// How many columns that is.
pub(crate) const WIDTH: usize = 12;

pub(crate) fn start(
    tx: &Transaction<'_>,
    reference: &Connection,
    start: &CallStart,
) -> Result<(), StoreError> {
    let customer_number = match start.customer {
        Some(id) => number_of(reference, id)?,
        None => None,
    };
    let added = tx
        .prepare_cached(
            "INSERT INTO calls(id, feed_key, direction, kind, number, customer_number, started_at, follow_up)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT(id) DO NOTHING",
        )?
        .execute(params![
            start.id.0.as_bytes(),
            start.key.0,
            direction_code(start.direction),
            start.kind.code(),
            start.number.map(PhoneNumber::key),
            customer_number.map(PhoneNumber::key),
            start.at.timestamp_micros(),
            start.follow_up.as_ref().map(|id| id.as_bytes()),
        ])?;
    if added == 0 {
        return Ok(());
    }
    let payload = json!({
        "call": start.id,
        "key": start.key,
        "direction": start.direction,
        "kind": start.kind,
        "number": start.number,
        "customer_number": customer_number,
        "at": start.at,
        "follow_up": start.follow_up,
    });
    event(tx, reference, Kind::CallStart, start.at, start.id.0, customer_number.or(start.number), payload)
}

/// Stores the end, once. A second report that says the same or less changes nothing; what the first one lacked is kept as it was.
pub(crate) fn end(tx: &Transaction<'_>, reference: &Connection, end: &CallEnd) -> Result<(), StoreError> {
    let ended: Option<i64> = tx
        .prepare_cached("SELECT ended_at FROM calls WHERE id = ?1")?
        .query_row([end.id.0.as_bytes()], |row| row.get(0))
        .optional()?
        .ok_or(StoreError::NotThere { what: "call" })?;
    if ended.is_some() {
        return Ok(());
    }
    tx.prepare_cached(
        "UPDATE calls SET answered_at = ?2, ended_at = ?3, held_seconds = ?4, end_reason = ?5 WHERE id = ?1",
    )?
    .execute(params![
        end.id.0.as_bytes(),
        end.answered_at.map(|at| at.timestamp_micros()),
        end.ended_at.timestamp_micros(),
        end.held_seconds,
        end.reason.code(),
    ])?;
    let payload = json!({
        "call": end.id,
        "answered_at": end.answered_at,
        "ended_at": end.ended_at,
        "held_seconds": end.held_seconds,
        "reason": end.reason,
    });
    event(tx, reference, Kind::CallEnd, end.ended_at, end.id.0, whom(tx, end.id)?, payload)
}

/// Whose call it is: the linked customer's number, else the caller's.
pub(crate) fn whom(connection: &Connection, call: CallId) -> Result<Option<PhoneNumber>, StoreError> {
    let key: Option<i64> = connection
        .prepare_cached("SELECT whom FROM calls WHERE id = ?1")?
        .query_row([call.0.as_bytes()], |row| row.get(0))?;
    Ok(key.map(PhoneNumber::from_key))
}

pub(crate) fn disposition(connection: &Connection, call: CallId) -> Result<Option<String>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT disposition FROM calls WHERE id = ?1")?
        .query_row([call.0.as_bytes()], |row| row.get(0))?)
}

/// One call as it stands.
pub(crate) fn read(
    connection: &Connection,
    reference: &Connection,
    call: CallId,
) -> Result<(CallStart, Option<CallEnd>), StoreError> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM calls WHERE id = ?1"))?
        .query_row([call.0.as_bytes()], |row| {
            Ok(start_of(row, 0, reference).and_then(|start| Ok((start, end_of(row, 0)?))))
        })?
}

/// The beginning, from [`COLUMNS`] at column `at`; the customer's row is looked up, because an import may have changed it.
pub(crate) fn start_of(row: &Row<'_>, at: usize, reference: &Connection) -> Result<CallStart, StoreError> {
    let customer = match rows::number(row, at + 5)? {
        Some(number) => row_of(reference, number)?,
        None => None,
    };
    let direction: String = row.get(at + 2)?;
    let kind: String = row.get(at + 3)?;
    Ok(CallStart {
        id: CallId(rows::id(row, at)?),
        key: CallKey(row.get(at + 1)?),
        direction: if direction == "out" { Direction::Out } else { Direction::In },
        kind: CallKind::parse(&kind).ok_or(StoreError::Damaged { what: "call kind" })?,
        number: rows::number(row, at + 4)?,
        customer,
        at: rows::moment(row, at + 6)?,
        follow_up: rows::maybe_id(row, at + 7)?,
    })
}

/// The end, from [`COLUMNS`] at column `at`; `None` while it has none.
pub(crate) fn end_of(row: &Row<'_>, at: usize) -> Result<Option<CallEnd>, StoreError> {
    let Some(ended_at) = rows::maybe_moment(row, at + 9)? else {
        return Ok(None);
    };
    let reason: Option<String> = row.get(at + 11)?;
    Ok(Some(CallEnd {
        id: CallId(rows::id(row, at)?),
        answered_at: rows::maybe_moment(row, at + 8)?,
        ended_at,
        held_seconds: row.get::<_, Option<u32>>(at + 10)?.unwrap_or(0),
        reason: reason.as_deref().and_then(EndReason::parse).unwrap_or(EndReason::NotSeen),
    }))
}

/// The row of whoever has that number today.
pub(crate) fn row_of(reference: &Connection, number: PhoneNumber) -> Result<Option<CustomerId>, StoreError> {
    let id = reference
        .prepare_cached("SELECT id FROM customers WHERE number = ?1")?
        .query_row([number.key()], |row| row.get(0))
        .optional()?;
    Ok(id.map(CustomerId))
}

const fn direction_code(direction: Direction) -> &'static str {
    match direction {
        Direction::In => "in",
        Direction::Out => "out",
    }
}

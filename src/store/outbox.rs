//! The event log: appends an event to the open stream, inside the transaction that changes the record.

use chrono::Datelike;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde_json::Value;
use uuid::Uuid;

use crate::domain::phone::PhoneNumber;
use crate::domain::time::{Moment, local};
use crate::store::chain::{self, Hash, Header};
use crate::store::{StoreError, rows};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    CallStart,
    CallLink,
    CallEnd,
    CallHeard,
    NoteAdd,
    NoteAmend,
    DispositionSet,
    FollowUpOpen,
    FollowUpEdit,
    FollowUpDone,
    CardUse,
    ScriptPath,
    MessageUse,
    SignWrong,
    OfferAnswer,
    TrainingResult,
    PersonSet,
    SignShown,
    SignRight,
    ActionHeldOut,
    MethodUse,
}

impl Kind {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::CallStart => "call.start",
            Self::CallLink => "call.link",
            Self::CallEnd => "call.end",
            Self::CallHeard => "call.heard",
            Self::NoteAdd => "note.add",
            Self::NoteAmend => "note.amend",
            Self::DispositionSet => "disp.set",
            Self::FollowUpOpen => "followup.open",
            Self::FollowUpEdit => "followup.edit",
            Self::FollowUpDone => "followup.done",
            Self::CardUse => "card.use",
            Self::ScriptPath => "script.path",
            Self::MessageUse => "message.use",
            Self::SignWrong => "sign.wrong",
            Self::OfferAnswer => "offer.answer",
            Self::TrainingResult => "training.result",
            Self::PersonSet => "person.set",
            Self::SignShown => "sign.shown",
            Self::SignRight => "sign.right",
            Self::ActionHeldOut => "action.held_out",
            Self::MethodUse => "method.use",
        }
    }

    /// Events that edit something name the event they edit.
    const fn edits(self) -> bool {
        matches!(self, Self::NoteAmend | Self::DispositionSet | Self::FollowUpEdit | Self::FollowUpDone)
    }

    /// The events of one thing that follow each other: `note.`.
    fn family(self) -> &'static str {
        self.code().split_inclusive('.').next().unwrap_or_default()
    }
}

/// An event about to be appended.
pub(crate) struct NewEvent {
    pub(crate) kind: Kind,
    pub(crate) at: Moment,
    pub(crate) entity: Uuid,
    pub(crate) subject: Option<String>,
    pub(crate) payload: Value,
}

/// The version of the payloads' shapes written today.
const SCHEMA: u32 = 1;

/// Appends one event: next number, next clock reading, salted payload hash, link to the one before.
pub(crate) fn append(transaction: &Transaction<'_>, event: NewEvent) -> Result<(), StoreError> {
    let stream = open_stream(transaction, event.at)?;
    let last: Option<i64> = transaction
        .prepare_cached("SELECT hlc FROM sync_outbox ORDER BY hlc DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let hlc = chain::tick(last.unwrap_or(0).cast_unsigned(), event.at.timestamp_millis());
    let id = new_id(event.at)?;
    let entity = event.entity.to_string();
    let base = if event.kind.edits() { newest(transaction, &entity, event.kind)? } else { None };
    let payload = event.payload.to_string();
    let mut salt = [0; 16];
    random(&mut salt)?;
    let payload_hash = chain::payload_hash(&salt, &payload);
    let occurred_at = event.at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
    let header = Header {
        stream: stream.id,
        seq: stream.next_seq.cast_unsigned(),
        event: id,
        kind: event.kind.code(),
        schema: SCHEMA,
        hlc,
        occurred_at: &occurred_at,
        entity: Some(&entity),
        subject: event.subject.as_deref(),
        base,
    };
    let hash = chain::link(&stream.head, &header, &payload_hash);
    transaction
        .prepare_cached(
            "INSERT INTO sync_outbox(stream_id, seq, event_id, kind, schema_v, hlc, occurred_at, entity_id, subject_id,
               base, salt, payload, payload_hash, prev, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .execute(params![
            stream.id.as_bytes(),
            stream.next_seq,
            id.as_bytes(),
            header.kind,
            SCHEMA,
            hlc.cast_signed(),
            occurred_at,
            entity,
            event.subject,
            base.as_ref().map(|base| base.as_bytes()),
            salt,
            payload,
            payload_hash,
            stream.head,
            hash
        ])?;
    transaction
        .prepare_cached("UPDATE sync_stream SET next_seq = ?2, head = ?3 WHERE stream_id = ?1")?
        .execute(params![stream.id.as_bytes(), stream.next_seq + 1, hash])?;
    Ok(())
}

struct Stream {
    id: Uuid,
    next_seq: i64,
    head: Hash,
}

/// The open stream; a new one is opened with the first event of a month of the shop's calendar.
fn open_stream(transaction: &Transaction<'_>, at: Moment) -> Result<Stream, StoreError> {
    let current = transaction
        .prepare_cached("SELECT stream_id, next_seq, head FROM sync_stream WHERE open = 1")?
        .query_row([], |row| {
            Ok(rows::id(row, 0).and_then(|id| Ok(Stream { id, next_seq: row.get(1)?, head: row.get(2)? })))
        })
        .optional()?
        .transpose()?;
    let parent = match current {
        // A clock that went back must not reopen an old month.
        Some(stream) if month_of(stream.id) >= Some(month(at)) => return Ok(stream),
        other => other,
    };
    transaction.execute("UPDATE sync_stream SET open = 0 WHERE open = 1", [])?;
    let id = new_id(at)?;
    transaction.execute(
        "INSERT INTO sync_stream(stream_id, next_seq, head, parent, parent_seq, open) VALUES (?1, 1, ?2, ?3, ?4, 1)",
        params![
            id.as_bytes(),
            chain::START,
            parent.as_ref().map(|stream| stream.id.as_bytes()),
            parent.as_ref().map(|stream| stream.next_seq - 1),
        ],
    )?;
    Ok(Stream { id, next_seq: 1, head: chain::START })
}

fn month(at: Moment) -> (i32, u32) {
    let day = local(at).date_naive();
    (day.year(), day.month())
}

/// A UUIDv7 carries the time it was made.
fn month_of(id: Uuid) -> Option<(i32, u32)> {
    let (seconds, _) = id.get_timestamp()?.to_unix();
    chrono::DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0).map(month)
}

/// The newest event of the same family about the same thing: what an edit was made on.
fn newest(connection: &Connection, entity: &str, kind: Kind) -> Result<Option<Uuid>, StoreError> {
    let family = kind.family();
    let length = i64::try_from(family.len()).unwrap_or(0);
    let found = connection
        .prepare_cached(
            "SELECT event_id FROM sync_outbox WHERE entity_id = ?1 AND substr(kind, 1, ?2) = ?3
             ORDER BY hlc DESC LIMIT 1",
        )?
        .query_row(params![entity, length, family], |row| Ok(rows::id(row, 0)))
        .optional()?;
    found.transpose()
}

/// A UUIDv7 of that moment.
pub(crate) fn new_id(at: Moment) -> Result<Uuid, StoreError> {
    let mut bytes = [0; 10];
    random(&mut bytes)?;
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    Ok(uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid())
}

fn random(bytes: &mut [u8]) -> Result<(), StoreError> {
    getrandom::fill(bytes).map_err(|_| StoreError::NoRandom)
}

/// Whom an event is about, without saying the number: the operator's own id when the base has one that is not simply the
/// number again, else a hash of the number under a random key of this database.
pub(crate) fn subject(
    connection: &Connection,
    number: Option<PhoneNumber>,
    operator_id: Option<&str>,
) -> Result<Option<String>, StoreError> {
    if let Some(id) = operator_id.filter(|id| PhoneNumber::parse(id).is_err()) {
        return Ok(Some(format!("id:{id}")));
    }
    let Some(number) = number else { return Ok(None) };
    let hash = blake3::keyed_hash(&subject_key(connection)?, &number.key().to_be_bytes());
    let short = hash.to_hex();
    Ok(Some(format!("h:{}", short.get(..32).unwrap_or_default())))
}

fn subject_key(connection: &Connection) -> Result<[u8; 32], StoreError> {
    let read = || {
        connection
            .prepare_cached("SELECT value FROM meta WHERE name = 'subject_key'")?
            .query_row([], |row| row.get::<_, [u8; 32]>(0))
            .optional()
    };
    if let Some(key) = read()? {
        return Ok(key);
    }
    let mut key = [0; 32];
    random(&mut key)?;
    connection.execute("INSERT INTO meta(name, value) VALUES ('subject_key', ?1)", [key])?;
    Ok(key)
}

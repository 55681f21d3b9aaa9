//! Reading the event log for whoever sends or checks it. Changes nothing.

use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use crate::store::chain::{Hash, Header};
use crate::store::{Reader, StoreError, lists, rows};

/// A stream as the database has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamRow {
    /// Its id.
    pub id: Uuid,
    /// The number the next event gets.
    pub next_seq: u64,
    /// The hash of the last event, or of nothing.
    pub head: Hash,
    /// The stream before it.
    pub parent: Option<Uuid>,
    /// The last event of that stream.
    pub parent_seq: Option<u64>,
    /// Whether new events go into it.
    pub open: bool,
}

/// An event as the database has it; nothing in it has been checked. `Debug` leaves the payload out.
pub struct EventRow {
    /// Its stream.
    pub stream: Uuid,
    /// Its place.
    pub seq: u64,
    /// Its id.
    pub event: Uuid,
    /// What happened.
    pub kind: String,
    /// The version of the payload's shape.
    pub schema: u32,
    /// Hybrid logical clock.
    pub hlc: u64,
    /// RFC 3339.
    pub occurred_at: String,
    /// What it is about.
    pub entity: Option<String>,
    /// Whom it is about, opaque.
    pub subject: Option<String>,
    /// The event it edits.
    pub base: Option<Uuid>,
    /// `None` after an erasure.
    pub salt: Option<Vec<u8>>,
    /// JSON; `None` after an erasure.
    pub payload: Option<String>,
    /// Commits to salt and payload.
    pub payload_hash: Hash,
    /// The hash of the event before it.
    pub prev: Hash,
    /// Its own.
    pub hash: Hash,
}

impl EventRow {
    /// The part that the link covers besides the payload's hash.
    #[must_use]
    pub fn header(&self) -> Header<'_> {
        Header {
            stream: self.stream,
            seq: self.seq,
            event: self.event,
            kind: &self.kind,
            schema: self.schema,
            hlc: self.hlc,
            occurred_at: &self.occurred_at,
            entity: self.entity.as_deref(),
            subject: self.subject.as_deref(),
            base: self.base,
        }
    }
}

impl std::fmt::Debug for EventRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EventRow").field("seq", &self.seq).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// How far a destination is with one stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetRow {
    /// Its name.
    pub target: String,
    /// Which stream.
    pub stream: Uuid,
    /// The last event it confirmed.
    pub acked_seq: u64,
    /// When it last answered, RFC 3339.
    pub last_ok_at: Option<String>,
    /// What went wrong last.
    pub last_error: Option<String>,
}

/// What some target has not confirmed; without any target, everything. A target that never heard of a stream confirmed nothing of it.
const UNSENT: &str = "
  WITH names AS (SELECT DISTINCT target FROM sync_target),
  sent AS (
    SELECT stream_id, next_seq,
      coalesce((SELECT min(coalesce(
        (SELECT acked_seq FROM sync_target t WHERE t.target = names.target AND t.stream_id = s.stream_id), 0))
      FROM names), 0) AS acked
    FROM sync_stream s)";

impl Reader {
    /// How many events some target has not confirmed yet; without a target, all of them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn unsent(&self) -> Result<u64, StoreError> {
        let sql = format!("{UNSENT} SELECT coalesce(sum(max(next_seq - 1 - acked, 0)), 0) FROM sent");
        lists::count(&self.records, &sql)
    }

    /// When the oldest unsent event happened, RFC 3339.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn oldest_unsent(&self) -> Result<Option<String>, StoreError> {
        let sql = format!(
            "{UNSENT} SELECT occurred_at FROM sent JOIN sync_outbox o ON o.stream_id = sent.stream_id AND o.seq = acked + 1
             ORDER BY o.hlc LIMIT 1"
        );
        Ok(self.records.prepare_cached(&sql)?.query_row([], |row| row.get(0)).optional()?)
    }

    /// Events that were put aside because a target refused them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn parked(&self) -> Result<u64, StoreError> {
        lists::count(&self.records, "SELECT count(*) FROM sync_parked")
    }

    /// All streams, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn streams(&self) -> Result<Vec<StreamRow>, StoreError> {
        let mut statement = self.records.prepare_cached(
            "SELECT stream_id, next_seq, head, parent, parent_seq, open FROM sync_stream ORDER BY stream_id",
        )?;
        let mut found = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            out.push(StreamRow {
                id: rows::id(row, 0)?,
                next_seq: row.get::<_, i64>(1)?.cast_unsigned(),
                head: hash(row, 2),
                parent: rows::maybe_id(row, 3)?,
                parent_seq: row.get::<_, Option<i64>>(4)?.map(i64::cast_unsigned),
                open: row.get(5)?,
            });
        }
        Ok(out)
    }

    /// Streams that have events and are not listed. Only damage makes one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn unlisted_streams(&self) -> Result<Vec<Uuid>, StoreError> {
        let mut statement = self.records.prepare_cached(
            "SELECT DISTINCT stream_id FROM sync_outbox WHERE stream_id NOT IN (SELECT stream_id FROM sync_stream)",
        )?;
        let mut found = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            out.push(rows::id(row, 0)?);
        }
        Ok(out)
    }

    /// The events of a stream from `first` on, in order, one at a time.
    ///
    /// # Errors
    /// When the database cannot be read, or what `each` returns.
    pub fn for_each_event<E: From<StoreError>>(
        &self,
        stream: Uuid,
        first: u64,
        mut each: impl FnMut(EventRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self
            .records
            .prepare_cached(
                "SELECT stream_id, seq, event_id, kind, schema_v, hlc, occurred_at, entity_id, subject_id, base, salt,
                   payload, payload_hash, prev, hash
                 FROM sync_outbox WHERE stream_id = ?1 AND seq >= ?2 ORDER BY seq",
            )
            .map_err(StoreError::from)?;
        let mut found = statement
            .query(params![stream.as_bytes(), i64::try_from(first).unwrap_or(i64::MAX)])
            .map_err(StoreError::from)?;
        while let Some(row) = found.next().map_err(StoreError::from)? {
            each(event_row(row)?)?;
        }
        Ok(())
    }

    /// How far every target is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn targets(&self) -> Result<Vec<TargetRow>, StoreError> {
        let mut statement = self.records.prepare_cached(
            "SELECT target, stream_id, acked_seq, last_ok_at, last_error FROM sync_target ORDER BY target, stream_id",
        )?;
        let mut found = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            out.push(TargetRow {
                target: row.get(0)?,
                stream: rows::id(row, 1)?,
                acked_seq: row.get::<_, i64>(2)?.cast_unsigned(),
                last_ok_at: row.get(3)?,
                last_error: row.get(4)?,
            });
        }
        Ok(out)
    }
}

fn event_row(row: &rusqlite::Row<'_>) -> Result<EventRow, StoreError> {
    Ok(EventRow {
        stream: rows::id(row, 0)?,
        seq: row.get::<_, i64>(1)?.cast_unsigned(),
        event: rows::id(row, 2)?,
        kind: row.get(3)?,
        schema: row.get(4)?,
        hlc: row.get::<_, i64>(5)?.cast_unsigned(),
        occurred_at: row.get(6)?,
        entity: row.get(7)?,
        subject: row.get(8)?,
        base: rows::maybe_id(row, 9)?,
        salt: row.get(10)?,
        payload: row.get(11)?,
        payload_hash: hash(row, 12),
        prev: hash(row, 13),
        hash: hash(row, 14),
    })
}

/// A hash of a wrong length must be found by whoever checks the chain, by its number, not stop the reading.
fn hash(row: &rusqlite::Row<'_>, at: usize) -> Hash {
    row.get(at).unwrap_or([0; 32])
}

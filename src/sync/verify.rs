//! Whether the local event log is whole: every hash computed again. Reads only.

use serde::Serialize;
use uuid::Uuid;

use crate::store::chain::{self, Hash};
use crate::store::event_log::EventRow;
use crate::store::{Reader, StoreError};

/// What is wrong with an event or a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// A number is missing or out of order: an event was deleted, inserted or moved.
    Gap,
    /// It does not follow its predecessor.
    BrokenLink,
    /// Its header or hash was changed.
    HeaderChanged,
    /// Its content was changed.
    PayloadChanged,
    /// The stream's head is not its last event: the tail was cut or added to.
    HeadMismatch,
    /// Events of a stream that is not listed.
    UnknownStream,
}

/// The first thing wrong in a stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which stream.
    pub stream: Uuid,
    /// At which event.
    pub seq: u64,
    /// What.
    pub fault: Fault,
}

/// What `sync verify --local` says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Streams looked at.
    pub streams: u64,
    /// Events looked at.
    pub events: u64,
    /// Events whose content was erased on request; their chain still holds.
    pub erased: u64,
    /// The first fault of each damaged stream; empty when all is well.
    pub findings: Vec<Finding>,
}

impl Verification {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Computes the whole chain again.
///
/// # Errors
/// When the database cannot be read.
pub fn verify_local(reader: &Reader) -> Result<Verification, StoreError> {
    let mut out = Verification::default();
    for stream in reader.streams()? {
        out.streams += 1;
        let mut walk = Walk { expected: 1, prev: chain::START, fault: None };
        reader.for_each_event(stream.id, 0, |event| {
            out.events += 1;
            out.erased += u64::from(event.payload.is_none());
            walk.step(&event);
            Ok::<(), StoreError>(())
        })?;
        let end = (walk.expected != stream.next_seq || walk.prev != stream.head)
            .then(|| (walk.expected.saturating_sub(1), Fault::HeadMismatch));
        if let Some((seq, fault)) = walk.fault.or(end) {
            out.findings.push(Finding { stream: stream.id, seq, fault });
        }
    }
    for stream in reader.unlisted_streams()? {
        out.findings.push(Finding { stream, seq: 0, fault: Fault::UnknownStream });
    }
    Ok(out)
}

/// Goes along a stream and remembers the first fault.
struct Walk {
    expected: u64,
    prev: Hash,
    fault: Option<(u64, Fault)>,
}

impl Walk {
    fn step(&mut self, event: &EventRow) {
        if self.fault.is_some() {
            return;
        }
        self.fault = self.judge(event);
        self.expected += 1;
        self.prev = event.hash;
    }

    fn judge(&self, event: &EventRow) -> Option<(u64, Fault)> {
        if event.seq != self.expected {
            return Some((self.expected, Fault::Gap));
        }
        let fault = |fault| Some((event.seq, fault));
        if event.prev != self.prev {
            return fault(Fault::BrokenLink);
        }
        match (&event.salt, &event.payload) {
            (Some(salt), Some(payload)) => {
                if chain::payload_hash(salt, payload) != event.payload_hash {
                    return fault(Fault::PayloadChanged);
                }
            }
            // Erased whole; half an erasure is damage.
            (None, None) => {}
            _ => return fault(Fault::PayloadChanged),
        }
        if chain::link(&event.prev, &event.header(), &event.payload_hash) != event.hash {
            return fault(Fault::HeaderChanged);
        }
        None
    }
}

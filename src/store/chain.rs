//! How events are linked: the one place that says what a hash covers. Pure; the centre must compute the same bytes.
//!
//! `payload_hash = BLAKE3(salt || payload)`, so that a payload and its salt can be erased and the chain still holds.
//! `hash = BLAKE3(prev || seq || event_id || BLAKE3(header) || payload_hash)`, where the header is every other field, each
//! with its length before it: no two different headers have the same bytes.

use uuid::Uuid;

/// A BLAKE3 hash.
pub type Hash = [u8; 32];

/// What the first event of a stream without a parent follows.
pub const START: Hash = [0; 32];

/// What an event says besides its payload.
#[derive(Clone, Copy, Debug)]
pub struct Header<'a> {
    /// Its stream.
    pub stream: Uuid,
    /// Its place in the stream, from 1.
    pub seq: u64,
    /// Its id, which it keeps when it is moved to another stream.
    pub event: Uuid,
    /// What happened, such as `note.add`.
    pub kind: &'a str,
    /// The version of the payload's shape.
    pub schema: u32,
    /// Hybrid logical clock: 48 bits of milliseconds, 16 bits of counter.
    pub hlc: u64,
    /// RFC 3339.
    pub occurred_at: &'a str,
    /// What it is about: a call, a note, a follow-up.
    pub entity: Option<&'a str>,
    /// Whom it is about, as an opaque id.
    pub subject: Option<&'a str>,
    /// The event that this one edits.
    pub base: Option<Uuid>,
}

/// The hash that commits to a payload.
#[must_use]
pub fn payload_hash(salt: &[u8], payload: &str) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(salt);
    hasher.update(payload.as_bytes());
    hasher.finalize().into()
}

/// The hash that links an event to the one before it. The stream is part of the header: an event cannot be carried over.
#[must_use]
pub fn link(prev: &Hash, header: &Header<'_>, payload_hash: &Hash) -> Hash {
    let mut fields = blake3::Hasher::new();
    fields.update(header.stream.as_bytes());
    put(&mut fields, Some(header.kind.as_bytes()));
    fields.update(&header.schema.to_be_bytes());
    fields.update(&header.hlc.to_be_bytes());
    put(&mut fields, Some(header.occurred_at.as_bytes()));
    put(&mut fields, header.entity.map(str::as_bytes));
    put(&mut fields, header.subject.map(str::as_bytes));
    put(&mut fields, header.base.as_ref().map(|base| base.as_bytes().as_slice()));
    let fields: Hash = fields.finalize().into();

    let mut hasher = blake3::Hasher::new();
    hasher.update(prev);
    hasher.update(&header.seq.to_be_bytes());
    hasher.update(header.event.as_bytes());
    hasher.update(&fields);
    hasher.update(payload_hash);
    hasher.finalize().into()
}

/// A byte for "there is one", the length, the bytes: nothing, an empty text and two texts run together all differ.
fn put(hasher: &mut blake3::Hasher, field: Option<&[u8]>) {
    match field {
        None => {
            hasher.update(&[0]);
        }
        Some(bytes) => {
            hasher.update(&[1]);
            hasher.update(&(bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        }
    }
}

/// The next reading of the clock: the wall clock when it is ahead, else one more than the last. Never goes back.
#[must_use]
pub fn tick(last: u64, wall_millis: i64) -> u64 {
    let wall = (u64::try_from(wall_millis).unwrap_or(0) << 16) & (u64::MAX >> 1);
    wall.max(last.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn header() -> Header<'static> {
        Header {
            stream: Uuid::from_u128(1),
            seq: 1,
            event: Uuid::from_u128(2),
            kind: "note.add",
            schema: 1,
            hlc: 7,
            occurred_at: "2026-11-22T00:00:00Z",
            entity: Some("e"),
            subject: None,
            base: None,
        }
    }

    #[test]
    fn every_field_counts() {
        let base = header();
        let payload = payload_hash(b"salt", "{}");
        let reference = link(&START, &base, &payload);
        let others = [
            Header { stream: Uuid::from_u128(9), ..base },
            Header { seq: 2, ..base },
            Header { event: Uuid::from_u128(9), ..base },
            Header { kind: "note.amend", ..base },
            Header { schema: 2, ..base },
            Header { hlc: 8, ..base },
            Header { occurred_at: "2026-11-22T00:00:01Z", ..base },
            Header { entity: None, ..base },
            Header { entity: Some(""), ..base },
            Header { entity: None, subject: Some("e"), ..base },
            Header { base: Some(Uuid::nil()), ..base },
        ];
        for other in &others {
            assert_ne!(link(&START, other, &payload), reference, "{other:?}");
        }
        assert_ne!(link(&[1; 32], &base, &payload), reference);
        assert_ne!(link(&START, &base, &payload_hash(b"salz", "{}")), reference);
    }

    #[test]
    fn fields_do_not_run_together() {
        let a = Header { entity: Some("ab"), subject: Some("c"), ..header() };
        let b = Header { entity: Some("a"), subject: Some("bc"), ..header() };
        let payload = payload_hash(b"", "");
        assert_ne!(link(&START, &a, &payload), link(&START, &b, &payload));
    }

    proptest! {
        #[test]
        fn the_clock_never_goes_back(readings in proptest::collection::vec(any::<i64>(), 1..40)) {
            let mut last = 0;
            for reading in readings {
                let next = tick(last, reading);
                prop_assert!(next > last);
                last = next;
            }
        }
    }
}

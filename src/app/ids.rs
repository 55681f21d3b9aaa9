//! Ids of calls, notes and follow-ups: UUIDv7 from the time of the event and random bytes given at the start. Never asks the system.

use uuid::{Builder, Uuid};

use crate::domain::time::Moment;

/// Makes UUIDv7s. Two sources with the same seed and the same moments make the same ids, which is what tests want;
/// the shell seeds it from the system's generator, which is what everybody else wants.
#[derive(Debug)]
pub struct IdSource {
    state: [u64; 2],
    made: u16,
}

impl IdSource {
    /// Starts from 16 random bytes.
    #[must_use]
    pub fn new(seed: [u8; 16]) -> Self {
        let whole = u128::from_be_bytes(seed);
        // Both halves of the seed are wanted whole; truncation is the point.
        Self { state: [(whole >> 64) as u64, whole as u64], made: 0 }
    }

    /// The next id, stamped with `at`. Ids of one millisecond sort in the order they were made (RFC 9562, section 6.2, method 1).
    pub fn next(&mut self, at: Moment) -> Uuid {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        self.made = self.made.wrapping_add(1) & 0x0FFF;
        let [high, low] = &mut self.state;
        let random = (u128::from(split_mix(high)) << 64 | u128::from(split_mix(low))).to_be_bytes();
        let mut bytes = [0_u8; 10];
        for (byte, source) in bytes.iter_mut().zip(self.made.to_be_bytes().into_iter().chain(random)) {
            *byte = source;
        }
        Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): 64 well-mixed bits for each step. Ids must be unique, not secret.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_version_7_sorted_and_different() {
        let at = crate::domain::time::parse_moment("2026-11-22 10:42:08").unwrap();
        let mut source = IdSource::new([7; 16]);
        let ids: Vec<Uuid> = (0..4000).map(|_| source.next(at)).collect();
        assert!(ids.is_sorted());
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
        assert_eq!(IdSource::new([7; 16]).next(at), ids[0]);
        assert_ne!(IdSource::new([8; 16]).next(at), ids[0]);
    }
}

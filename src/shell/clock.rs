//! The only clock, and the only source of randomness for ids. Everything else gets `now` as an argument.

use std::time::{Duration, Instant};

use crate::domain::time::{Moment, Now};

/// Reads the wall clock and the monotonic clock. Copies tell the same time.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    started: Instant,
    frozen: Option<Moment>,
}

impl Clock {
    /// A clock that starts its monotonic count now. With `frozen` its wall clock begins at that moment and goes on from there,
    /// which makes screens repeatable (`--now`).
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one clock")]
    pub fn start(frozen: Option<Moment>) -> Self {
        Self { started: Instant::now(), frozen }
    }

    /// The time.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one clock")]
    pub fn now(&self) -> Now {
        let mono = self.started.elapsed();
        let wall = match self.frozen {
            Some(at) => chrono::Duration::from_std(mono).map_or(at, |passed| at + passed),
            None => chrono::Utc::now(),
        };
        Now { wall, mono }
    }

    /// How long until the wall clock shows another second, so that the screen's clock does not drift against others.
    #[must_use]
    pub fn until_next_second(&self) -> Duration {
        let within = u64::from(self.now().wall.timestamp_subsec_millis() % 1000);
        Duration::from_millis(1000 - within)
    }
}

/// Fresh random bytes from the operating system; the seed of every id.
///
/// # Errors
/// The operating system has none to give.
pub fn random<const N: usize>() -> std::io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| std::io::Error::other("no random bytes to be had"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_moment;

    #[test]
    fn a_frozen_clock_starts_at_its_moment_and_goes_on() {
        let at = parse_moment("2026-11-22 10:42:08").unwrap();
        let clock = Clock::start(Some(at));
        let first = clock.now();
        let second = clock.now();
        assert!(first.wall >= at && first.wall < at + chrono::Duration::seconds(60));
        assert!(second.mono >= first.mono && second.wall >= first.wall);
        assert!(clock.until_next_second() <= Duration::from_secs(1));
    }
}

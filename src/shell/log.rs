//! The log: a file in the data folder, for whoever looks after the program. No number, no name, no note ever goes there.

use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Mutex;

use tracing::Level;

use crate::shell::clock::Clock;

/// Begins anew above this size; the log before is kept as `seatmate.log.1`.
const SIZE_LIMIT: u64 = 1 << 20;

/// Starts to log into `seatmate.log` in `dir`, readable by its owner only.
///
/// # Errors
/// When the file cannot be opened. The program then goes on without a log.
pub fn start(dir: &Path, clock: Clock) -> io::Result<()> {
    let path = dir.join("seatmate.log");
    if path.metadata().is_ok_and(|file| file.len() > SIZE_LIMIT) {
        std::fs::rename(&path, dir.join("seatmate.log.1"))?;
    }
    let file = OpenOptions::new().create(true).append(true).mode(0o600).open(&path)?;
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(Level::INFO)
        .with_ansi(false)
        .with_target(false)
        .with_timer(Stamp(clock))
        .with_writer(Mutex::new(file))
        .finish();
    // A second desk in the same process (tests) keeps the first one's log.
    let _ = tracing::subscriber::set_global_default(subscriber);
    Ok(())
}

struct Stamp(Clock);

impl tracing_subscriber::fmt::time::FormatTime for Stamp {
    fn format_time(&self, writer: &mut tracing_subscriber::fmt::format::Writer<'_>) -> std::fmt::Result {
        write!(writer, "{}", self.0.now().wall.format("%Y-%m-%dT%H:%M:%S%.3fZ"))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn the_log_is_for_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        start(dir.path(), Clock::start(None)).unwrap();
        let mut file = OpenOptions::new().append(true).open(dir.path().join("seatmate.log")).unwrap();
        file.write_all(b"").unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}

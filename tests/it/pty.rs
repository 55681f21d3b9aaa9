//! The real program on a pseudo-terminal, with a terminal emulator at the other end. Nothing here sleeps: it reads until what it waits
//! for is on the screen, or a generous deadline has passed.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal};
use seatmate::shell::clock::Clock;

/// Far more than anything takes on a busy machine; a test that reaches it has failed.
const DEADLINE: Duration = Duration::from_secs(40);

/// What is left of the deadline.
pub(crate) struct Patience(Clock);

impl Patience {
    pub(crate) fn start() -> Self {
        Self(Clock::start(None))
    }

    pub(crate) fn left(&self) -> Duration {
        DEADLINE.saturating_sub(self.0.now().mono)
    }
}

/// A program on a terminal.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    output: Receiver<Vec<u8>>,
    gone: Arc<AtomicBool>,
    emulator: vt100::Parser,
    /// Every byte the program has written.
    pub(crate) raw: Vec<u8>,
    /// The terminal's modes before the program could touch them.
    pub(crate) untouched: String,
}

/// How to start it.
pub(crate) struct Launch {
    command: CommandBuilder,
    size: (u16, u16),
}

/// A home of its own for each test, so that no test meets another, or the user's own store.
pub(crate) fn home() -> tempfile::TempDir {
    tempfile::Builder::new().prefix("seatmate-pty-").tempdir().expect("a temporary folder")
}

impl Launch {
    /// `seatmate` with these arguments, at home in `home`.
    pub(crate) fn new(home: &Path, args: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_seatmate"));
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "zh_CN.UTF-8"), ("PATH", "/usr/bin:/bin")]
        {
            command.env(name, value);
        }
        command.env("HOME", home);
        command.env("XDG_RUNTIME_DIR", home);
        command.env("TMPDIR", home);
        command.args(args);
        command.cwd(home);
        Self { command, size: (120, 36) }
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    pub(crate) fn start(self) -> Terminal {
        let (cols, rows) = self.size;
        let pair = native_pty_system()
            .openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })
            .expect("a pseudo-terminal");
        let untouched = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(self.command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (send, output) = channel();
        let gone = Arc::new(AtomicBool::new(false));
        let reader_gone = Arc::clone(&gone);
        std::thread::spawn(move || {
            let mut chunk = [0; 16 * 1024];
            while let Ok(count) = reader.read(&mut chunk) {
                let closed = count == 0 || reader_gone.load(Ordering::SeqCst);
                if closed || send.send(chunk[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Terminal {
            child,
            writer: Some(pair.master.take_writer().expect("a writer")),
            master: Some(pair.master),
            output,
            gone,
            emulator: vt100::Parser::new(cells(rows), cells(cols), 0),
            raw: Vec::new(),
            untouched,
        }
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has at least one cell")
}

/// A passphrase file and the folder of a real store, in `home`.
pub(crate) fn real_store(home: &Path) -> (PathBuf, PathBuf) {
    use std::os::unix::fs::PermissionsExt;
    let file = home.join("passphrase");
    std::fs::write(&file, "correct horse battery\n").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    (home.join("data"), file)
}

impl Terminal {
    /// Sends bytes as a keyboard would.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        let writer = self.writer.as_mut().expect("the terminal is open");
        writer.write_all(text.as_bytes()).expect("the terminal takes bytes");
        writer.flush().expect("the terminal takes bytes");
        self
    }

    /// Presses a key by its name: `F9`, `Enter`, `Esc`, `Ctrl-Q`, or a character.
    pub(crate) fn press(&mut self, key: &str) -> &mut Self {
        let bytes = match key {
            "F1" => "\x1bOP".to_owned(),
            "F2" => "\x1bOQ".to_owned(),
            "F3" => "\x1bOR".to_owned(),
            "F4" => "\x1bOS".to_owned(),
            "F5" => "\x1b[15~".to_owned(),
            "F6" => "\x1b[17~".to_owned(),
            "F7" => "\x1b[18~".to_owned(),
            "F8" => "\x1b[19~".to_owned(),
            "F9" => "\x1b[20~".to_owned(),
            "Enter" => "\r".to_owned(),
            "Tab" => "\t".to_owned(),
            "Esc" => "\x1b".to_owned(),
            "Down" => "\x1b[B".to_owned(),
            "PgDn" => "\x1b[6~".to_owned(),
            other => match other.strip_prefix("Ctrl-").and_then(|letter| letter.bytes().next()) {
                Some(letter) => char::from(letter.to_ascii_lowercase() & 0x1f).to_string(),
                None => other.to_owned(),
            },
        };
        self.types(&bytes)
    }

    /// The screen as text, a line each, without what wide characters leave empty.
    pub(crate) fn text(&self) -> String {
        self.emulator.screen().contents()
    }

    /// Row and column of the cursor, and whether it can be seen.
    pub(crate) fn cursor(&self) -> ((u16, u16), bool) {
        (self.emulator.screen().cursor_position(), !self.emulator.screen().hide_cursor())
    }

    /// Row and column right behind the first occurrence of `text`.
    pub(crate) fn behind(&self, text: &str) -> Option<(u16, u16)> {
        let screen = self.emulator.screen();
        let (rows, cols) = (screen.size().0.get(), screen.size().1.get());
        (0..rows).find_map(|row| {
            let mut line = String::new();
            for col in 0..cols {
                line.push_str(screen.cell(row, col).map_or("", vt100::Cell::contents));
                if line.ends_with(text) {
                    let wide = screen.cell(row, col).is_some_and(vt100::Cell::is_wide);
                    return Some((row, col + 1 + u16::from(wide)));
                }
            }
            None
        })
    }

    /// Reads until `ready`; shows the screen when that never happens.
    pub(crate) fn until(&mut self, what: &str, mut ready: impl FnMut(&Self) -> bool) -> &mut Self {
        let patience = Patience::start();
        while !ready(self) {
            match self.output.recv_timeout(patience.left()) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout) => panic!("no {what} after {DEADLINE:?}:\n{}", self.text()),
                Err(RecvTimeoutError::Disconnected) if ready(self) => {}
                Err(RecvTimeoutError::Disconnected) => panic!("ended without {what}:\n{}", self.text()),
            }
        }
        self
    }

    /// Reads until `text` is on the screen.
    pub(crate) fn shows(&mut self, text: &str) -> &mut Self {
        self.until(text, |terminal| terminal.text().contains(text))
    }

    fn take(&mut self, bytes: &[u8]) {
        self.emulator.process(bytes);
        self.raw.extend_from_slice(bytes);
    }

    pub(crate) fn resize(&mut self, cols: u16, rows: u16) -> &mut Self {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().expect("open").resize(size).expect("resized");
        self.emulator.screen_mut().set_size(cells(rows), cells(cols));
        self
    }

    /// The terminal's modes, to compare.
    pub(crate) fn modes(&self) -> String {
        format!("{:?}", self.master.as_ref().expect("open").get_termios())
    }

    /// The program's number in `/proc`.
    pub(crate) fn process_id(&self) -> u32 {
        self.child.process_id().expect("a pid")
    }

    pub(crate) fn signal(&mut self, signal: Signal) -> &mut Self {
        let pid =
            self.child.process_id().and_then(|pid| Pid::from_raw(i32::try_from(pid).ok()?)).expect("a pid");
        rustix::process::kill_process(pid, signal).expect("it runs");
        self
    }

    /// Waits until the operating system says that the program is stopped.
    pub(crate) fn stands_still(&mut self) -> &mut Self {
        let stat = format!("/proc/{}/stat", self.child.process_id().expect("a pid"));
        let patience = Patience::start();
        while !std::fs::read_to_string(&stat).expect("it lives").contains(") T ") {
            assert!(!patience.left().is_zero(), "it does not stop");
            std::thread::yield_now();
        }
        self
    }

    /// Takes the terminal away from under the program.
    pub(crate) fn vanish(&mut self) {
        self.writer = None;
        self.master = None;
        // The thread that reads has the last end of it; the next tick of the program's clock wakes it up.
        self.gone.store(true, Ordering::SeqCst);
    }

    /// Reads everything that is still to come, and gives the exit code.
    pub(crate) fn ends(&mut self) -> u32 {
        let patience = Patience::start();
        loop {
            match self.output.recv_timeout(Duration::from_millis(20)) {
                Ok(bytes) => self.take(&bytes),
                Err(_) => {
                    if let Some(status) = self.child.try_wait().expect("it can be waited for") {
                        while let Ok(bytes) = self.output.try_recv() {
                            self.take(&bytes);
                        }
                        return status.exit_code();
                    }
                }
            }
            assert!(!patience.left().is_zero(), "it does not end:\n{}", self.text());
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

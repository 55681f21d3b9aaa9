//! The real program on a pseudo-terminal of 200 by 60: start to the first whole frame, key to frame, memory. The yardstick of a start is the
//! sqlite3 shell on the same kind of terminal, that of a key is a program that only echoes.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::base::{Base, PROGRAM};
use crate::yard::{Figure, Unit, each, paired, peak_memory, percentile, plain};

/// A frame is whole when the terminal is told so.
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";
const LONG: Duration = Duration::from_secs(60);

struct Program {
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    writer: Box<dyn Write + Send>,
    _master: Box<dyn MasterPty + Send>,
}

fn start(command: CommandBuilder) -> Program {
    let size = PtySize { rows: 60, cols: 200, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
    let child = pair.slave.spawn_command(command).expect("it starts");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let (send, output) = channel();
    std::thread::spawn(move || {
        let mut chunk = vec![0; 64 * 1024];
        while let Ok(count @ 1..) = reader.read(&mut chunk) {
            let bytes = chunk.get(..count).unwrap_or_default().to_vec();
            if send.send(bytes).is_err() {
                return;
            }
        }
    });
    let writer = pair.master.take_writer().expect("a writer");
    Program { child, output, writer, _master: pair.master }
}

impl Program {
    /// Reads until `marker` has come.
    fn until(&mut self, marker: &[u8]) -> bool {
        let mut tail = Vec::new();
        while let Ok(bytes) = self.output.recv_timeout(LONG) {
            tail.extend_from_slice(&bytes);
            if tail.windows(marker.len()).any(|window| window == marker) {
                return true;
            }
        }
        false
    }

    /// Reads what comes for so long: the clock alone sends something every second.
    fn reads_for(&mut self, time: Duration) {
        let until = Instant::now() + time;
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            let _ = self.output.recv_timeout(left);
        }
    }

    /// One key and the time until its answer; what was still coming is read first.
    fn key(&mut self, answer: &[u8]) {
        let _ = self.writer.write_all(b"a");
        assert!(self.until(answer), "no answer to a key");
    }

    /// Reads what comes until nothing has come for `gap`, and how much it was.
    fn settle(&mut self, gap: Duration) -> usize {
        let mut bytes = 0;
        while let Ok(chunk) = self.output.recv_timeout(gap) {
            bytes += chunk.len();
        }
        bytes
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn seatmate(base: &Base, home: &Path, args: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(PROGRAM);
    command.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "zh_CN.UTF-8")] {
        command.env(name, value);
    }
    command.env("HOME", home);
    command.env("XDG_RUNTIME_DIR", home);
    command.env("SEATMATE_PASSPHRASE_FILE", &base.passphrase);
    command.env("SEATMATE_DATA", &base.data);
    command.args(["--ambiguous", "1"]);
    command.args(args);
    command
}

/// Seconds from the start of a program to `marker`.
fn to_marker(command: CommandBuilder, marker: &[u8]) -> f64 {
    let from = Instant::now();
    let mut program = start(command);
    assert!(program.until(marker), "it ended before it showed anything");
    from.elapsed().as_secs_f64()
}

/// The figures of the terminal.
pub fn figures(base: &Base) -> Vec<Figure> {
    let home = tempfile::tempdir().expect("a folder");
    let shell = || {
        let mut command = CommandBuilder::new("sqlite3");
        command.arg(base.files.join("plain.db"));
        command
    };
    let first = paired(
        "start to the first whole frame 200x60, passphrase from a file",
        "-",
        7,
        "sqlite3 shell to its prompt",
        || to_marker(seatmate(base, home.path(), &[]), FRAME_ENDS),
        || to_marker(shell(), b"sqlite>"),
    );
    let demo = paired(
        "start of the demo to its first whole frame: people invented, stored and read",
        "-",
        5,
        "sqlite3 shell to its prompt",
        || to_marker(seatmate(base, home.path(), &["demo"]), FRAME_ENDS),
        || to_marker(shell(), b"sqlite>"),
    );
    let mut desk = start(seatmate(base, home.path(), &["demo"]));
    assert!(desk.until(b"<<"), "no call came");
    let _ = desk.writer.write_all(b"\x0e");
    desk.settle(Duration::from_millis(500));
    let mut echo = start(CommandBuilder::new("cat"));
    let key = paired(
        "key in the note to the end of its frame on the terminal (p50 of 50)",
        "-",
        5,
        "`cat` echoing a key",
        || percentile(each(50, |_| desk.key(FRAME_ENDS)), 0.5),
        || percentile(each(50, |_| echo.key(b"a")), 0.5),
    );
    let memory = desk.child.process_id().and_then(peak_memory).unwrap_or(f64::NAN);
    let mut live = start(seatmate(base, home.path(), &[]));
    assert!(live.until(FRAME_ENDS), "no frame came");
    live.reads_for(Duration::from_secs(3));
    let whole = live.child.process_id().and_then(peak_memory).unwrap_or(f64::NAN);
    vec![
        first,
        demo,
        key,
        plain("memory of the demo in a call, at its peak", "<= 100 MB", Unit::Bytes, memory),
        plain("memory of the desk with its search index, at its peak", "<= 200 MB", Unit::Bytes, whole),
    ]
}

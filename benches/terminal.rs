//! The real program on a pseudo-terminal of 200 by 60: start to the first whole frame, key to frame, bytes while nothing happens.
//! The yardstick of a start is `/bin/echo` on the same kind of terminal, run in turn with it.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use seatmate::shell::clock::Clock;

/// A frame is whole when the terminal is told so.
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";
const ROUNDS: usize = 7;
const KEYS: usize = 200;
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

fn seatmate(home: &Path, args: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_seatmate"));
    command.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "zh_CN.UTF-8")] {
        command.env(name, value);
    }
    command.env("HOME", home);
    command.env("XDG_RUNTIME_DIR", home);
    command.env("SEATMATE_PASSPHRASE_FILE", home.join("passphrase"));
    command.args(["--ambiguous", "1"]);
    command.args(args);
    command
}

fn home() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("passphrase");
    std::fs::write(&file, "correct horse battery\n").expect("a passphrase file");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).expect("its mode");
    home
}

/// Milliseconds from the start of a program to `marker`.
fn to_marker(clock: &Clock, command: CommandBuilder, marker: &[u8]) -> f64 {
    let from = clock.now().mono;
    let mut program = start(command);
    assert!(program.until(marker), "it ended before it showed anything");
    (clock.now().mono - from).as_secs_f64() * 1e3
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Measures and prints.
pub(crate) fn print() {
    let clock = Clock::start(None);
    let home = home();
    // The first start makes the store; it is not measured.
    to_marker(&clock, seatmate(home.path(), &[]), FRAME_ENDS);
    let (mut echo, mut demo, mut live) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let mut yardstick = CommandBuilder::new("/bin/echo");
        yardstick.arg("ready");
        echo.push(to_marker(&clock, yardstick, b"ready"));
        demo.push(to_marker(&clock, seatmate(home.path(), &["demo"]), FRAME_ENDS));
        live.push(to_marker(&clock, seatmate(home.path(), &[]), FRAME_ENDS));
    }
    let (echo, demo, live) = (median(echo), median(demo), median(live));
    println!("start to first frame, 200x60 terminal, median of {ROUNDS}, /bin/echo beside it = 1");
    println!("  /bin/echo                          {echo:7.1} ms");
    println!("  demo, its store made and filled    {demo:7.1} ms  {:6.1}x", demo / echo);
    println!("  desk, key derived from passphrase  {live:7.1} ms  {:6.1}x", live / echo);
    keys(&clock, home.path());
}

fn keys(clock: &Clock, home: &Path) {
    let mut desk = start(seatmate(home, &["demo"]));
    assert!(desk.until("<<".as_bytes()), "no call came");
    let _ = desk.writer.write_all(b"\x0e");
    desk.settle(Duration::from_millis(500));
    let mut times = Vec::new();
    for _ in 0..KEYS {
        // A draft that was saved, or the clock, must not be taken for the answer to the key.
        desk.settle(Duration::from_millis(20));
        let from = clock.now().mono;
        if desk.writer.write_all("a".as_bytes()).is_err() || !desk.until(FRAME_ENDS) {
            break;
        }
        times.push((clock.now().mono - from).as_secs_f64() * 1e6);
    }
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or(f64::NAN);
    println!("key to frame in a call: p50 {:.0} us, p99 {:.0} us", at(50), at(99));
    let from = clock.now().mono;
    let bytes = quiet(&mut desk, clock, from);
    println!("a call on the screen, nobody typing: {bytes} bytes in 5 s");
}

/// How much comes until five seconds have passed since `from`.
fn quiet(desk: &mut Program, clock: &Clock, from: Duration) -> usize {
    let mut bytes = 0;
    loop {
        let left = Duration::from_secs(5).saturating_sub(clock.now().mono - from);
        match desk.output.recv_timeout(left) {
            Ok(chunk) => bytes += chunk.len(),
            Err(_) => return bytes,
        }
    }
}

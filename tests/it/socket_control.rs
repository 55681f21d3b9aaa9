//! The control socket as a softphone's hooks meet it.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use seatmate::domain::call::{CallKey, CallState, CallSummary, EndReason, Signal};
use seatmate::domain::customer::CustomerId;
use seatmate::domain::time::parse_moment;
use seatmate::phone::Command;
use seatmate::phone::signal_socket::{SignalSocket, SocketError, path};

struct Line {
    socket: SignalSocket,
    signals: Receiver<Signal>,
    path: PathBuf,
    _home: tempfile::TempDir,
}

fn open_at(path: &Path) -> Result<(SignalSocket, Receiver<Signal>), SocketError> {
    let (send, signals) = channel();
    let at = parse_moment("2026-11-22 10:42:08").unwrap();
    let socket = SignalSocket::open(path, move || at, move |signal| send.send(signal).is_ok())?;
    Ok((socket, signals))
}

fn line() -> Line {
    let home = tempfile::tempdir().unwrap();
    let path = path(Some(home.path()), Path::new("/nonexistent"));
    let (socket, signals) = open_at(&path).unwrap();
    Line { socket, signals, path, _home: home }
}

impl Line {
    fn visitor(&self) -> Visitor {
        let stream = UnixStream::connect(&self.path).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        Visitor { reader: BufReader::new(stream.try_clone().unwrap()), writer: stream }
    }

    fn hears(&self) -> Signal {
        self.signals.recv_timeout(Duration::from_secs(20)).expect("a signal")
    }
}

struct Visitor {
    reader: BufReader<UnixStream>,
    writer: UnixStream,
}

impl Visitor {
    fn says(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        // A desk that has already refused may have closed the line.
        let _ = self.writer.write_all(bytes.as_ref());
        let _ = self.writer.write_all(b"\n");
        self
    }

    fn hears(&mut self) -> String {
        let mut line = String::new();
        self.reader.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
}

#[test]
fn a_hook_rings_answers_and_ends() {
    let line = line();
    let mut hook = line.visitor();
    assert_eq!(
        hook.says(r#"{"v":1,"op":"ring","num":"13800138000"}"#).hears(),
        r#"{"call":"k6b025680.1","ok":true}"#
    );
    assert!(matches!(line.hears(), Signal::Ringing { .. }));
    // Another process, another connection, as hooks are.
    assert_eq!(line.visitor().says(r#"{"op":"answer"}"#).hears(), r#"{"call":"k6b025680.1","ok":true}"#);
    let call = CallKey("ctl:k6b025680.1".to_owned());
    assert_eq!(line.hears(), Signal::Answered { call: call.clone() });
    assert_eq!(line.visitor().says(r#"{"op":"end"}"#).hears(), r#"{"call":"k6b025680.1","ok":true}"#);
    assert_eq!(line.hears(), Signal::Ended { call, reason: EndReason::HungUp });
}

#[test]
fn the_file_is_for_this_user_only_and_goes_with_the_desk() {
    let line = line();
    let mode = |path: &Path| std::fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&line.path), 0o600);
    assert_eq!(mode(line.path.parent().unwrap()), 0o700);
    let path = line.path.clone();
    drop(line.socket);
    assert!(!path.exists());
}

#[test]
fn a_stale_file_is_replaced_and_a_live_desk_is_not() {
    let line = line();
    assert!(matches!(open_at(&line.path), Err(SocketError::InUse)));
    assert!(line.path.exists());

    let home = tempfile::tempdir().unwrap();
    let stale = path(Some(home.path()), Path::new("/nonexistent"));
    std::fs::create_dir_all(stale.parent().unwrap()).unwrap();
    // A listener that is gone leaves its file behind, as a crash does.
    drop(UnixListener::bind(&stale).unwrap());
    assert!(stale.exists());
    let (_socket, _signals) = open_at(&stale).unwrap();
    assert!(UnixStream::connect(&stale).is_ok());
}

#[test]
fn what_is_not_a_socket_of_ours_stays_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    let path = path(Some(home.path()), Path::new("/nonexistent"));
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, "precious").unwrap();
    assert!(matches!(open_at(&path), Err(SocketError::NotOurs)));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "precious");
    std::fs::remove_file(&path).unwrap();
    let target = home.path().join("elsewhere");
    std::fs::write(&target, "precious").unwrap();
    symlink(&target, &path).unwrap();
    assert!(matches!(open_at(&path), Err(SocketError::NotOurs)));
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "precious");
}

#[test]
fn a_folder_that_is_a_link_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let elsewhere = home.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, home.path().join("seatmate")).unwrap();
    assert!(matches!(open_at(&home.path().join("seatmate/ctl.sock")), Err(SocketError::NotOurs)));
}

#[test]
fn hostile_lines_get_one_answer_each_and_harm_nobody() {
    let line = line();
    let mut hook = line.visitor();
    for bytes in [&b"\xff\xfe"[..], b"", b"null", b"{\"op\":\"ring\"", b"\x1b[31m", "王".as_bytes()] {
        assert_eq!(hook.says(bytes).hears(), r#"{"err":"bad request","ok":false}"#);
    }
    let deep = "[".repeat(4000);
    assert_eq!(hook.says(deep).hears(), r#"{"err":"bad request","ok":false}"#);
    let mut long = line.visitor();
    assert_eq!(long.says("x".repeat(10_000)).hears(), r#"{"err":"line too long","ok":false}"#);
    // Half a line and gone.
    line.visitor().writer.write_all(b"{\"op\":\"ring\",\"num\":\"13800138000\"}").unwrap();
    assert!(hook.says(r#"{"op":"state"}"#).hears().contains("\"calls\":[]"));
    assert!(line.signals.try_recv().is_err());
}

#[test]
fn a_line_of_exactly_the_limit_is_read() {
    let line = line();
    let head = r#"{"op":"state","pad":""#;
    let pad = "x".repeat(4096 - 1 - head.len() - 2);
    assert!(line.visitor().says(format!("{head}{pad}\"}}")).hears().contains("\"ok\":true"));
    let pad = format!("{pad}x");
    assert!(line.visitor().says(format!("{head}{pad}\"}}")).hears().contains("too long"));
}

#[test]
fn a_crowd_of_silent_visitors_does_not_keep_a_hook_out_for_long() {
    let line = line();
    let crowd: Vec<_> = (0..100).map(|_| line.visitor()).collect();
    drop(crowd);
    // The crowd is gone; whoever comes now is served, at the latest when the last of them has been noticed.
    let patience = crate::pty::Patience::start();
    let served = std::iter::repeat_with(|| !patience.left().is_zero()).take_while(|left| *left).any(|_| {
        let mut hook = line.visitor();
        hook.says(r#"{"op":"state"}"#);
        let mut answer = String::new();
        hook.reader.read_line(&mut answer).is_ok() && answer.contains("true")
    });
    assert!(served);
}

#[test]
fn a_watcher_hears_every_change_with_the_customers_row() {
    let line = line();
    let mut watcher = line.visitor();
    line.visitor().says(r#"{"op":"ring","num":"13800138000"}"#).hears();
    assert_eq!(watcher.says(r#"{"op":"watch"}"#).hears(), r#"{"ok":true}"#);
    assert!(watcher.hears().contains(r#""state":"ringing""#));
    line.socket
        .publish(vec![summary("ctl:k6b025680.1", CallState::Talking), summary("sim:4", CallState::Held)]);
    let talking = watcher.hears();
    assert!(talking.contains(r#""state":"talking""#) && talking.contains(r#""row":7"#), "{talking}");
    assert!(watcher.hears().contains(r#""call":"sim:4""#));
    line.socket.command(Command::HangUp(CallKey("ctl:k6b025680.1".to_owned())));
    let ended = watcher.hears();
    assert!(ended.contains(r#""state":"ended""#) && ended.contains(r#""call":"k6b025680.1""#), "{ended}");
}

fn summary(key: &str, state: CallState) -> CallSummary {
    CallSummary {
        key: CallKey(key.to_owned()),
        state,
        number: seatmate::domain::phone::PhoneNumber::parse("13800138000").ok(),
        since: parse_moment("2026-11-22 10:43:00").unwrap(),
        customer: Some(CustomerId(7)),
    }
}

#[test]
fn without_a_runtime_folder_it_lies_in_our_own() {
    assert_eq!(path(None, Path::new("/home/a/data")), Path::new("/home/a/data/run/ctl.sock"));
    assert_eq!(path(Some(Path::new("relative")), Path::new("/d")), Path::new("/d/run/ctl.sock"));
    assert_eq!(
        path(Some(Path::new("/run/user/1")), Path::new("/d")),
        Path::new("/run/user/1/seatmate/ctl.sock")
    );
}

//! The local control socket: one line of JSON in, one line out, for the hooks of any softphone. Only this user may use it.
//!
//! One thread owns the table of calls ([`Line`]); a thread per visitor reads bounded lines and waits for its answer. No visitor can
//! hold up the desk or another visitor.

use std::fs::{DirBuilder, Permissions};
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use crate::domain::call::{CallSummary, Signal};
use crate::domain::time::Moment;
use crate::phone::Command;
use crate::phone::line::{LINE_LIMIT, Line, Outcome};

/// More visitors at once than hooks and one or two watchers need.
const VISITORS: usize = 32;
/// A hook speaks at once or not at all; a watcher is silent and is not limited by this.
const PATIENCE: Duration = Duration::from_secs(10);
/// A watcher that does not read for so long is dropped.
const WRITE_PATIENCE: Duration = Duration::from_millis(200);

/// Why there is no socket.
#[derive(Debug, thiserror::Error)]
pub enum SocketError {
    /// Another desk of this user has it.
    #[error("another seatmate of this user already listens there")]
    InUse,
    /// Somebody else could get at it, or it is something else than a socket.
    #[error("the socket's folder or file is not ours alone")]
    NotOurs,
    /// The operating system refused.
    #[error("the socket could not be opened: {0}")]
    Io(#[from] std::io::Error),
}

/// Where the socket lies: in the session's runtime folder, else in the program's own data folder. Never in a shared one.
#[must_use]
pub fn path(runtime_dir: Option<&Path>, data_dir: &Path) -> PathBuf {
    match runtime_dir.filter(|dir| dir.is_absolute()) {
        Some(dir) => dir.join("seatmate").join("ctl.sock"),
        None => data_dir.join("run").join("ctl.sock"),
    }
}

/// The open socket. Dropping it removes the file; visitors still connected find the line closed.
#[derive(Debug)]
pub struct SignalSocket {
    path: PathBuf,
    owner: Sender<Message>,
}

enum Message {
    Request { line: String, reply: Sender<Outcome> },
    Watch(UnixStream),
    Publish(Vec<CallSummary>),
    Command(Command),
}

impl SignalSocket {
    /// Opens the socket and its threads. A file left behind by a crash is replaced, a live one is not. `now` reads the clock;
    /// `deliver` hands a signal to the desk and says whether anybody still listens.
    ///
    /// # Errors
    /// See [`SocketError`].
    pub fn open(
        path: &Path,
        now: impl Fn() -> Moment + Send + 'static,
        deliver: impl Fn(Signal) -> bool + Send + 'static,
    ) -> Result<Self, SocketError> {
        let listener = listen(path)?;
        let (owner, messages) = mpsc::channel();
        std::thread::Builder::new()
            .name("line".to_owned())
            .spawn(move || own_the_line(&messages, &now, &deliver))?;
        let to_owner = owner.clone();
        std::thread::Builder::new().name("socket".to_owned()).spawn(move || welcome(&listener, &to_owner))?;
        Ok(Self { path: path.to_owned(), owner })
    }

    /// Tells the socket which calls the desk has.
    pub fn publish(&self, calls: Vec<CallSummary>) {
        // A closed line means that the program is ending.
        let _ = self.owner.send(Message::Publish(calls));
    }

    /// What the agent's own key asks of a call that came in here.
    pub fn command(&self, command: Command) {
        let _ = self.owner.send(Message::Command(command));
    }
}

impl Drop for SignalSocket {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

fn listen(path: &Path) -> Result<UnixListener, SocketError> {
    let dir = path.parent().ok_or(SocketError::NotOurs)?;
    DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
    let folder = std::fs::symlink_metadata(dir)?;
    if !folder.is_dir() || folder.uid() != our_uid() {
        return Err(SocketError::NotOurs);
    }
    if folder.mode() & 0o077 != 0 {
        std::fs::set_permissions(dir, Permissions::from_mode(0o700))?;
    }
    clear_stale(path)?;
    let listener = UnixListener::bind(path)?;
    std::fs::set_permissions(path, Permissions::from_mode(0o600))?;
    Ok(listener)
}

/// Removes what a crash left behind; anything that is alive, or no socket, stays.
fn clear_stale(path: &Path) -> Result<(), SocketError> {
    match std::fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
        Ok(file) if !file.file_type().is_socket() || file.uid() != our_uid() => Err(SocketError::NotOurs),
        Ok(_) if UnixStream::connect(path).is_ok() => Err(SocketError::InUse),
        Ok(_) => Ok(std::fs::remove_file(path)?),
    }
}

fn our_uid() -> u32 {
    rustix::process::geteuid().as_raw()
}

fn own_the_line(messages: &Receiver<Message>, now: &dyn Fn() -> Moment, deliver: &dyn Fn(Signal) -> bool) {
    let mut line = Line::opened(now());
    let mut watchers: Vec<UnixStream> = Vec::new();
    let mut told: Vec<String> = Vec::new();
    while let Ok(message) = messages.recv() {
        let signal = match message {
            Message::Request { line: text, reply } => {
                let mut outcome = line.apply(&text, now());
                let signal = outcome.signal.take();
                let _ = reply.send(outcome);
                signal
            }
            Message::Watch(mut stream) => {
                if line.events().iter().all(|event| tell(&mut stream, event)) {
                    watchers.push(stream);
                }
                None
            }
            Message::Publish(calls) => {
                line.publish(calls);
                None
            }
            Message::Command(command) => line.command(&command, now()),
        };
        if signal.is_some_and(|signal| !deliver(signal)) {
            return;
        }
        let events = line.events();
        for event in changes(&told, &events) {
            watchers.retain_mut(|watcher| tell(watcher, &event));
        }
        told = events;
    }
}

/// What a watcher has not heard yet: new lines, and the end of calls that are gone.
fn changes(before: &[String], after: &[String]) -> Vec<String> {
    let name = |event: &String| {
        serde_json::from_str::<serde_json::Value>(event)
            .ok()
            .and_then(|value| value.get("call")?.as_str().map(str::to_owned))
    };
    let open: Vec<_> = after.iter().filter_map(name).collect();
    let gone = before.iter().filter_map(name).filter(|call| !open.contains(call));
    let ends = gone.map(|call| serde_json::json!({"ev": "call", "call": call, "state": "ended"}).to_string());
    after.iter().filter(|event| !before.contains(event)).cloned().chain(ends).collect()
}

fn tell(stream: &mut UnixStream, line: &str) -> bool {
    stream.write_all(format!("{line}\n").as_bytes()).is_ok()
}

fn welcome(listener: &UnixListener, owner: &Sender<Message>) {
    let visitors = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        let Ok(stream) = stream else { continue };
        if !is_ours(&stream) || visitors.load(Ordering::Relaxed) >= VISITORS {
            continue;
        }
        visitors.fetch_add(1, Ordering::Relaxed);
        let (owner, left) = (owner.clone(), Arc::clone(&visitors));
        let spawned = std::thread::Builder::new().name("visitor".to_owned()).spawn(move || {
            // A visitor that breaks off is no failure of ours.
            let _ = serve(stream, &owner);
            left.fetch_sub(1, Ordering::Relaxed);
        });
        if spawned.is_err() {
            visitors.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

/// The operating system says who is at the other end.
fn is_ours(stream: &UnixStream) -> bool {
    rustix::net::sockopt::socket_peercred(stream).is_ok_and(|peer| peer.uid.as_raw() == our_uid())
}

fn serve(stream: UnixStream, owner: &Sender<Message>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(WRITE_PATIENCE))?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    loop {
        let outcome = match read_line(&mut reader)? {
            Taken::End => return Ok(()),
            Taken::TooLong => {
                tell(&mut writer, &Outcome::refused("line too long").answer);
                return Ok(());
            }
            Taken::NotText => Outcome::refused("bad request"),
            Taken::Line(line) => ask(owner, line)?,
        };
        if !tell(&mut writer, &outcome.answer) {
            return Ok(());
        }
        if outcome.watches {
            reader.get_ref().set_read_timeout(None)?;
            let _ = owner.send(Message::Watch(writer.try_clone()?));
        }
    }
}

fn ask(owner: &Sender<Message>, line: String) -> std::io::Result<Outcome> {
    let (reply, answer) = mpsc::channel();
    let closed = |_| std::io::Error::from(ErrorKind::BrokenPipe);
    owner.send(Message::Request { line, reply }).map_err(|_| std::io::Error::from(ErrorKind::BrokenPipe))?;
    answer.recv().map_err(closed)
}

enum Taken {
    Line(String),
    NotText,
    TooLong,
    End,
}

/// One line of at most [`LINE_LIMIT`] bytes; never more than that in memory.
fn read_line(reader: &mut impl BufRead) -> std::io::Result<Taken> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(LINE_LIMIT).unwrap_or(u64::MAX);
    reader.by_ref().take(limit).read_until(b'\n', &mut bytes)?;
    match bytes.pop() {
        None => Ok(Taken::End),
        Some(b'\n') => {
            if bytes.last() == Some(&b'\r') {
                bytes.pop();
            }
            Ok(String::from_utf8(bytes).map_or(Taken::NotText, Taken::Line))
        }
        Some(_) if bytes.len() + 1 >= LINE_LIMIT => Ok(Taken::TooLong),
        // The other end closed in the middle of a line: half a request is none.
        Some(_) => Ok(Taken::End),
    }
}

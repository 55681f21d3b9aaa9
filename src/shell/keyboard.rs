//! The thread that waits at the terminal: bytes in, messages out, and the news that the terminal is gone. It knows no command.

use std::sync::mpsc::Sender;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::Timespec;
use rustix::io::Errno;

use crate::shell::burst::{BURST, Bursts};
use crate::shell::clock::Clock;
use crate::shell::keys::{Input, KeyReader};
use crate::shell::message::{Message, Stop};

/// A lone Esc, or half a sequence, is complete when nothing follows for so long. Slow lines need more than fast ones; people less.
const LONE_ESCAPE: Duration = Duration::from_millis(25);
/// A paste whose end does not come.
const CUT_PASTE: Duration = Duration::from_secs(1);
/// More than a hand can type in [`BURST`]: wait for the rest before deciding what it is.
const MORE_THAN_TYPED: usize = 16;
/// Enough for one round; a longer paste goes through several.
const ROUND: usize = 1 << 20;

/// Starts the thread. It ends when nobody listens or the terminal is gone.
///
/// # Errors
/// The operating system gives no thread.
pub fn spawn(clock: Clock, messages: Sender<Message>) -> std::io::Result<()> {
    let work = move || {
        // Nobody listens any more: the program is ending.
        let _ = watch(clock, &messages);
    };
    std::thread::Builder::new().name("keyboard".to_owned()).spawn(work).map(|_| ())
}

struct Closed;

fn watch(clock: Clock, messages: &Sender<Message>) -> Result<(), Closed> {
    let mut reader = KeyReader::default();
    let mut bursts = Bursts::default();
    let mut chunk = vec![0; 64 * 1024];
    loop {
        let patience = match (reader.pasting(), reader.waits()) {
            (true, _) => Some(CUT_PASTE),
            (false, true) => Some(LONE_ESCAPE),
            (false, false) => None,
        };
        let inputs = match wait(patience) {
            Ready::Bytes => match read_all(&mut reader, &mut chunk) {
                Some(inputs) => inputs,
                None => return send(messages, Message::Stop(Stop::TerminalGone)),
            },
            Ready::Nothing => reader.idle(),
            Ready::Gone => return send(messages, Message::Stop(Stop::TerminalGone)),
        };
        for input in &inputs {
            if let Input::CursorAt { column, .. } = input {
                send(messages, Message::CursorAt { column: *column })?;
            }
        }
        let events = bursts.take(inputs, clock.now().mono);
        if !events.is_empty() {
            send(messages, Message::Typed(events))?;
        }
    }
}

fn send(messages: &Sender<Message>, message: Message) -> Result<(), Closed> {
    messages.send(message).map_err(|_| Closed)
}

enum Ready {
    Bytes,
    Nothing,
    Gone,
}

/// Waits for bytes, at most so long. A terminal that hung up says so here at once, so nothing ever spins on it.
fn wait(patience: Option<Duration>) -> Ready {
    let input = rustix::stdio::stdin();
    let mut fds = [PollFd::new(&input, PollFlags::IN)];
    let limit = patience.and_then(|limit| Timespec::try_from(limit).ok());
    match poll(&mut fds, limit.as_ref()) {
        Err(Errno::INTR) => return Ready::Nothing,
        Err(_) => return Ready::Gone,
        Ok(_) => {}
    }
    let happened = fds.first().map_or(PollFlags::empty(), PollFd::revents);
    if happened.contains(PollFlags::IN) {
        Ready::Bytes
    } else if happened.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
        Ready::Gone
    } else {
        Ready::Nothing
    }
}

/// Everything that is there. When it is more than a hand types, the rest of it is waited for. `None` when the terminal is gone.
fn read_all(reader: &mut KeyReader, chunk: &mut [u8]) -> Option<Vec<Input>> {
    let mut inputs = Vec::new();
    let mut total = 0;
    loop {
        match rustix::io::read(rustix::stdio::stdin(), &mut *chunk) {
            Ok(0) => return None,
            Ok(count) => {
                total += count;
                inputs.extend(reader.feed(chunk.get(..count).unwrap_or_default()));
            }
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => return None,
        }
        let patience = if inputs.len() >= MORE_THAN_TYPED { BURST } else { Duration::ZERO };
        if total >= ROUND || !matches!(wait(Some(patience)), Ready::Bytes) {
            return Some(inputs);
        }
    }
}

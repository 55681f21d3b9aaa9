//! What the main loop waits for: one channel, one kind of message.

use crate::app::event::Event;
use crate::domain::call::Signal;
use crate::shell::watch::Reread;
use crate::store::worker::Reply;

/// Everything that can arrive.
#[derive(Debug)]
pub enum Message {
    /// What was typed, clicked or pasted at once.
    Typed(Vec<Event>),
    /// The terminal's answer to where its cursor is, counted from 1.
    CursorAt {
        /// Column.
        column: u16,
    },
    /// The terminal has another size.
    Resized,
    /// A phone feed about its own call.
    Signal(Signal),
    /// The control socket, perhaps about a call of another feed.
    Told(Signal),
    /// The store.
    Store(Box<Reply>),
    /// Files beside the settings were read again.
    Reread(Box<Reread>),
    /// What every package would cost somebody.
    Advised(Box<Event>),
    /// The scenario file that is being tried may have changed.
    FileChanged,
    /// Somebody wants the program to pause (`kill -TSTP`; Ctrl-Z is a key of ours).
    Pause,
    /// Leave, drafts first.
    Stop(Stop),
}

/// Why the program must leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The agent asked for it.
    Asked,
    /// A signal of the operating system, by its number.
    Signal(i32),
    /// The terminal is gone.
    TerminalGone,
    /// A thread of ours failed.
    Panicked,
}

impl Stop {
    /// The exit code: 128 and the signal, as shells expect it.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Asked => 0,
            Self::Signal(number) => u8::try_from(128 + number).unwrap_or(255),
            Self::TerminalGone => 129,
            Self::Panicked => 101,
        }
    }
}

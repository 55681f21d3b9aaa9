//! Bytes from the terminal in, keys, pastes and reports out. Pure: it reads no file and no clock, and keeps what is not complete yet.
//!
//! Three things make it worth having instead of the terminal library's own reader: half a sequence (Alt-[ sends one) never holds up
//! what comes after it; what a terminal answers to a question (OSC, DCS) can never press a key; and an end of paste inside a paste
//! cannot turn the rest of the clipboard into commands.

use crate::app::event::{Mouse, MouseKind};
use crate::app::key::{Key, KeyCode};

/// One thing that came from the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// A bracketed paste, as it came.
    Paste(String),
    /// Click or wheel.
    Mouse(Mouse),
    /// The answer to "where is the cursor", counted from 1.
    CursorAt {
        /// Row.
        row: u16,
        /// Column.
        column: u16,
    },
}

/// Longer sequences come from no keyboard.
const SEQUENCE_LIMIT: usize = 64;
/// Longer answers of a terminal are cut off and what follows is read again.
const STRING_LIMIT: usize = 64 * 1024;
/// A paste is delivered in parts of at most this many bytes; the note's own limit is far below.
const PASTE_LIMIT: usize = 16 * 1024 * 1024;

const PASTE_END: &[u8] = b"\x1b[201~";

/// The reader. Feed it what was read; call [`KeyReader::idle`] when nothing came for a moment.
#[derive(Debug, Default)]
pub struct KeyReader {
    pending: Vec<u8>,
    pasting: Option<Vec<u8>>,
}

/// What the beginning of the pending bytes is.
enum Step {
    /// So many bytes are this input, or nothing of interest.
    Done(usize, Option<Input>),
    /// A paste begins after so many bytes.
    PasteBegins(usize),
    /// Not complete yet.
    More,
}

impl KeyReader {
    /// Takes bytes in and gives what is complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.pending.extend_from_slice(bytes);
        let mut inputs = Vec::new();
        self.advance(&mut inputs, false);
        inputs
    }

    /// Nothing came for a moment: what waits for more is what it looks like now. A lone Esc is the Esc key, half a sequence is nothing.
    pub fn idle(&mut self) -> Vec<Input> {
        let mut inputs = Vec::new();
        self.advance(&mut inputs, true);
        inputs
    }

    /// Whether something incomplete waits.
    #[must_use]
    pub fn waits(&self) -> bool {
        !self.pending.is_empty() || self.pasting.is_some()
    }

    /// Whether a paste has begun and not ended.
    #[must_use]
    pub const fn pasting(&self) -> bool {
        self.pasting.is_some()
    }

    fn advance(&mut self, inputs: &mut Vec<Input>, idle: bool) {
        let pending = std::mem::take(&mut self.pending);
        let mut rest = pending.as_slice();
        loop {
            if self.pasting.is_some() {
                rest = self.paste(rest, inputs, idle);
                if self.pasting.is_some() {
                    break;
                }
            }
            if rest.is_empty() {
                break;
            }
            match step(rest, idle) {
                Step::Done(used, input) => {
                    inputs.extend(input);
                    rest = rest.get(used.max(1)..).unwrap_or_default();
                }
                Step::PasteBegins(used) => {
                    self.pasting = Some(Vec::new());
                    rest = rest.get(used..).unwrap_or_default();
                }
                Step::More => break,
            }
        }
        self.pending = rest.to_vec();
    }

    /// Collects a paste up to its end. A paste that stops in the middle is delivered when the terminal has been silent.
    fn paste<'a>(&mut self, rest: &'a [u8], inputs: &mut Vec<Input>, idle: bool) -> &'a [u8] {
        let Some(mut text) = self.pasting.take() else { return rest };
        let end = rest.windows(PASTE_END.len()).position(|window| window == PASTE_END);
        let (inside, after) = match end {
            Some(at) => rest.split_at(at),
            // The end itself may be cut in two, so its possible beginning stays behind.
            None if idle => (rest, [].as_slice()),
            None => rest.split_at(rest.len() - cut_end(rest)),
        };
        text.extend_from_slice(inside);
        if end.is_some() || idle || text.len() > PASTE_LIMIT {
            inputs.push(Input::Paste(String::from_utf8_lossy(&text).into_owned()));
        }
        if end.is_some() {
            return after.get(PASTE_END.len()..).unwrap_or_default();
        }
        if !idle {
            self.pasting = Some(if text.len() > PASTE_LIMIT { Vec::new() } else { text });
        }
        after
    }
}

/// How many bytes at the end of `bytes` could be the beginning of the end of a paste.
fn cut_end(bytes: &[u8]) -> usize {
    (1..PASTE_END.len())
        .rev()
        .find(|length| PASTE_END.get(..*length).is_some_and(|head| bytes.ends_with(head)))
        .unwrap_or(0)
}

fn step(bytes: &[u8], idle: bool) -> Step {
    let alt = |code| Key { alt: true, ..Key::plain(code) };
    match bytes {
        [0x1b] if idle => Step::Done(1, Some(Input::Key(Key::plain(KeyCode::Esc)))),
        [0x1b] => Step::More,
        [0x1b, b'[', rest @ ..] => csi(rest, idle),
        [0x1b, b'O', rest @ ..] => ss3(rest, idle),
        [0x1b, b']' | b'P' | b'_' | b'^' | b'X', rest @ ..] => terminal_string(rest, idle),
        // Two escapes: the first one was the key.
        [0x1b, 0x1b, ..] => Step::Done(1, Some(Input::Key(Key::plain(KeyCode::Esc)))),
        [0x1b, rest @ ..] => match plain(rest, idle) {
            Step::Done(used, Some(Input::Key(key))) => {
                Step::Done(used + 1, Some(Input::Key(Key { ctrl: key.ctrl, ..alt(key.code) })))
            }
            Step::Done(used, _) => Step::Done(used + 1, None),
            other => other,
        },
        _ => plain(bytes, idle),
    }
}

/// A character or a control byte.
fn plain(bytes: &[u8], idle: bool) -> Step {
    let Some(first) = bytes.first().copied() else { return Step::More };
    let key = match first {
        b'\r' => Key::plain(KeyCode::Enter),
        b'\t' => Key::plain(KeyCode::Tab),
        0x7f | 0x08 => Key::plain(KeyCode::Backspace),
        // Ctrl-J: in raw mode Enter is \r, and a pasted line break must still be one.
        b'\n' => Key::plain(KeyCode::Enter),
        0x00 => Key::ctrl(' '),
        0x01..=0x1a => Key::ctrl(char::from(first - 1 + b'a')),
        0x1c..=0x1f => Key::ctrl(char::from(first - 0x1c + b'4')),
        0x20..=0x7e => Key::plain(KeyCode::Char(char::from(first))),
        _ => return character(bytes, idle),
    };
    Step::Done(1, Some(Input::Key(key)))
}

/// A character of several bytes. Bytes that are none are dropped one by one, so that a broken one takes no neighbour with it.
fn character(bytes: &[u8], idle: bool) -> Step {
    let head = bytes.get(..bytes.len().min(4)).unwrap_or(bytes);
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            head.get(..error.valid_up_to()).and_then(|valid| std::str::from_utf8(valid).ok()).unwrap_or("")
        }
        Err(error) if error.error_len().is_none() && !idle => return Step::More,
        Err(_) => return Step::Done(1, None),
    };
    match text.chars().next() {
        Some(c) if c.is_control() => Step::Done(c.len_utf8(), None),
        Some(c) => Step::Done(c.len_utf8(), Some(Input::Key(Key::plain(KeyCode::Char(c))))),
        None => Step::Done(1, None),
    }
}

/// What a terminal answers (OSC, DCS and their kin) goes to its end and is dropped. Begun by a hand (Alt-]), it is nothing.
fn terminal_string(rest: &[u8], idle: bool) -> Step {
    let end = rest.iter().position(|byte| matches!(byte, 0x07 | 0x1b));
    match end {
        Some(at) if rest.get(at) == Some(&0x1b) => match rest.get(at + 1) {
            Some(b'\\') => Step::Done(at + 4, None),
            Some(_) => Step::Done(at + 2, None),
            None if idle => Step::Done(at + 2, None),
            None => Step::More,
        },
        Some(at) => Step::Done(at + 3, None),
        None if idle || rest.len() > STRING_LIMIT => Step::Done(rest.len() + 2, None),
        None => Step::More,
    }
}

/// `ESC O x`: F1 to F4 and the arrows of some terminals.
fn ss3(rest: &[u8], idle: bool) -> Step {
    let Some(last) = rest.first().copied() else {
        return if idle {
            Step::Done(2, Some(Input::Key(Key { alt: true, ..Key::plain(KeyCode::Char('O')) })))
        } else {
            Step::More
        };
    };
    let code = match last {
        b'P'..=b'S' => Some(KeyCode::F(last - b'P' + 1)),
        b'M' => Some(KeyCode::Enter),
        // The number block of a terminal in application mode.
        b'j'..=b'y' => Some(KeyCode::Char(char::from(last - b'j' + b'*'))),
        other => arrow(other),
    };
    Step::Done(3, code.map(|code| Input::Key(Key::plain(code))))
}

const fn arrow(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        _ => return None,
    })
}

/// `ESC [ …`: everything else that keyboards and mice send.
fn csi(rest: &[u8], idle: bool) -> Step {
    // The Linux console's F1 to F5: ESC [ [ A.
    if let [b'[', tail @ ..] = rest {
        return match tail.first() {
            Some(last @ b'A'..=b'E') => {
                Step::Done(4, Some(Input::Key(Key::plain(KeyCode::F(last - b'A' + 1)))))
            }
            Some(_) => Step::Done(3, None),
            None if idle => Step::Done(3, None),
            None => Step::More,
        };
    }
    let Some(end) = rest.iter().position(|byte| !(0x20..=0x3f).contains(byte)) else {
        return if idle || rest.len() > SEQUENCE_LIMIT {
            Step::Done(rest.len() + 2, None)
        } else {
            Step::More
        };
    };
    let (Some(parameters), Some(last)) = (rest.get(..end), rest.get(end).copied()) else { return Step::More };
    // A byte that ends no sequence begins something new: ESC [ was half a sequence, or Alt-[.
    if !(0x40..=0x7e).contains(&last) {
        return Step::Done(end + 2, None);
    }
    let used = end + 3;
    if (parameters, last) == (b"200", b'~') {
        return Step::PasteBegins(used);
    }
    // The old mouse report: three more bytes.
    if parameters.is_empty() && last == b'M' {
        return if rest.len() >= 4 || idle { Step::Done(used + 3, None) } else { Step::More };
    }
    Step::Done(used, sequence(parameters, last))
}

fn sequence(parameters: &[u8], last: u8) -> Option<Input> {
    if let Some(report) = parameters.strip_prefix(b"<") {
        return mouse(report, last);
    }
    let mut numbers = Numbers(parameters);
    let (first, second) = (numbers.next()?, numbers.next()?);
    let code = match last {
        b'R' if first > 1 => return Some(Input::CursorAt { row: first, column: second }),
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        b'Z' => KeyCode::BackTab,
        b'~' => tilde(first)?,
        other => arrow(other)?,
    };
    let modifiers = second.saturating_sub(1);
    let key = Key { code, shift: modifiers & 1 != 0, alt: modifiers & 2 != 0, ctrl: modifiers & 4 != 0 };
    Some(Input::Key(key))
}

/// `ESC [ number ~`, the same in xterm, PuTTY, Linux and rxvt.
const fn tilde(number: u16) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23 | 24 => KeyCode::F(number as u8 - 12),
        _ => return None,
    })
}

fn mouse(report: &[u8], last: u8) -> Option<Input> {
    let mut numbers = Numbers(report);
    let (button, column, row) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let kind = match (button & !0b1_1100, last) {
        (0, b'M') => MouseKind::Click,
        (64, b'M') => MouseKind::WheelUp,
        (65, b'M') => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Input::Mouse(Mouse { column: column.saturating_sub(1), row: row.saturating_sub(1), kind }))
}

/// Numbers between semicolons; one that is missing is 0, one that is none ends everything.
struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    fn next(&mut self) -> Option<u16> {
        let end = self.0.iter().position(|byte| *byte == b';').unwrap_or(self.0.len());
        let (number, rest) = self.0.split_at_checked(end)?;
        self.0 = rest.get(1..).unwrap_or_default();
        // Sub-parameters after a colon (key events of newer protocols) are not ours.
        let number = number.split(|byte| *byte == b':').next()?;
        if number.is_empty() {
            return Some(0);
        }
        std::str::from_utf8(number).ok()?.parse().ok()
    }
}

#[cfg(test)]
mod tests;

//! The terminal, taken over and given back: whatever ends the program, the user finds a usable terminal. It draws nothing itself.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use rustix::fd::AsFd;
use rustix::termios::OptionalActions;

/// Own screen, brackets around pastes, clicks and wheel by cell, no cursor until a field wants it, the title kept for later.
const ENTER: &str =
    "\x1b[?1049h\x1b[?2004h\x1b[?1000h\x1b[?1006h\x1b[?25l\x1b[22;2t\x1b]2;seatmate\x07\x1b[2J";

/// Everything back, in whatever state a frame was cut off. Motion reports are switched off although we never ask for them.
const LEAVE: &str = "\x1b[?2026l\x1b[0m\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[0 q\x1b[23;2t\x1b[?1049l\x1b[?25h";

/// A frame between these is shown at once, by terminals that know them; the others ignore them.
const FRAME_BEGINS: &str = "\x1b[?2026h";
const FRAME_ENDS: &str = "\x1b[?2026l";

/// Asks, in the second row so that the answer cannot be taken for a key, how wide a line of a box comes out.
const WIDTH_QUESTION: &str = "\x1b[2;1H\u{2500}\x1b[6n\r\x1b[K";

/// Whether the terminal is ours now. The panic hook and the signal thread must be able to ask.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Why there is no screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Input or output is a file or a pipe.
    #[error("not a terminal")]
    NotATerminal,
    /// `TERM` says that it cannot place a cursor, or is missing.
    #[error("a terminal without cursor addressing")]
    Dumb,
    /// The Linux console has no Chinese glyphs.
    #[error("a console without Chinese characters")]
    Console,
}

/// Whether a screen can be drawn here, before any byte is written.
///
/// # Errors
/// Says why not.
pub fn check(term: Option<&str>) -> Result<(), Unfit> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Unfit::NotATerminal);
    }
    match term {
        None | Some("" | "dumb") => Err(Unfit::Dumb),
        Some("linux") => Err(Unfit::Console),
        Some(_) => Ok(()),
    }
}

/// Columns and rows of the terminal. One that does not know its size is taken for 80 by 24.
#[must_use]
pub fn size() -> (u16, u16) {
    match rustix::termios::tcgetwinsize(rustix::stdio::stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
        _ => (80, 24),
    }
}

/// Asks for something that must not be seen. The echo is off before the question appears, so that not even a quick answer shows.
#[must_use]
pub fn ask_hidden(question: &str) -> Option<zeroize::Zeroizing<String>> {
    let input = rustix::stdio::stdin();
    let before = rustix::termios::tcgetattr(input).ok();
    if let Some(mut quiet) = before.clone() {
        quiet.local_modes.remove(rustix::termios::LocalModes::ECHO);
        let _ = rustix::termios::tcsetattr(input, OptionalActions::Now, &quiet);
    }
    let answer = rpassword::prompt_password(format!("{question} ")).ok().map(zeroize::Zeroizing::new);
    if let Some(before) = before {
        let _ = rustix::termios::tcsetattr(input, OptionalActions::Now, &before);
    }
    answer
}

/// The screen while it is ours. Dropping it gives the terminal back.
pub struct Screen {
    terminal: Terminal<Paper>,
    sheet: Sheet,
}

impl Screen {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// When its modes cannot be changed or it cannot be written to.
    pub fn take() -> io::Result<Self> {
        enter()?;
        let sheet = Sheet::default();
        let paper = Paper { inner: CrosstermBackend::new(sheet.clone()), size: sized(size()) };
        let terminal = Terminal::new(paper).inspect_err(|_| give_back())?;
        Ok(Self { terminal, sheet })
    }

    /// Asks how wide the terminal draws characters of ambiguous width; the answer comes as [`crate::shell::keys::Input::CursorAt`].
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn ask_width(&self) -> io::Result<()> {
        write_out(WIDTH_QUESTION.as_bytes())
    }

    /// Draws a frame and sends what differs from the last one in a single write. `draw` returns where the cursor belongs.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, draw: impl FnOnce(Rect, &mut Buffer) -> Option<Position>) -> io::Result<()> {
        self.sheet.0.borrow_mut().extend_from_slice(FRAME_BEGINS.as_bytes());
        let drawn = self.terminal.draw(|frame| {
            let area = frame.area();
            if let Some(at) = draw(area, frame.buffer_mut()) {
                frame.set_cursor_position(at);
            }
        });
        let bytes = self.sheet.take();
        drawn?;
        write_out(&[bytes.as_slice(), FRAME_ENDS.as_bytes()].concat())
    }

    /// The terminal has another size now.
    pub fn resize(&mut self, size: (u16, u16)) {
        self.terminal.backend_mut().size = sized(size);
    }

    /// Forgets what is on the terminal, so that the next frame is drawn whole.
    ///
    /// # Errors
    /// Never in practice: nothing is written before the next frame.
    pub fn forget(&mut self) -> io::Result<()> {
        let area = Rect::from((Position::ORIGIN, self.terminal.backend().size));
        self.terminal.resize(area)
    }

    /// Takes the terminal over again, after it was given back for a while. The next frame is drawn whole.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn take_again(&mut self) -> io::Result<()> {
        enter()?;
        self.resize(size());
        self.forget()
    }

    /// Puts text on the clipboard of whoever sits at the terminal (OSC 52), and nothing else.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn copy(&self, text: &str) -> io::Result<()> {
        write_out(format!("\x1b]52;c;{}\x07", base64(text.as_bytes())).as_bytes())
    }

    /// Rings the bell.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn bell(&self) -> io::Result<()> {
        write_out(b"\x07")
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

const fn sized((width, height): (u16, u16)) -> Size {
    Size { width, height }
}

fn enter() -> io::Result<()> {
    crossterm::terminal::enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    write_out(ENTER.as_bytes()).inspect_err(|_| give_back())
}

/// Gives the terminal back, once, from any thread; a terminal that is gone is no error.
pub fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = write_out(LEAVE.as_bytes());
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

/// Writes straight to the terminal, without a lock that a panicking thread may hold.
fn write_out(mut bytes: &[u8]) -> io::Result<()> {
    let out = rustix::stdio::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(out, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(rustix::io::Errno::INTR) => {}
            Err(rustix::io::Errno::AGAIN) => wait_writable(out.as_fd())?,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Somebody else made the terminal non-blocking: wait instead of losing half a frame.
fn wait_writable(out: rustix::fd::BorrowedFd<'_>) -> io::Result<()> {
    let mut fds = [rustix::event::PollFd::new(&out, rustix::event::PollFlags::OUT)];
    match rustix::event::poll(&mut fds, None) {
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sign = |bits: u32| SIGNS.get((bits & 63) as usize).map_or('=', |sign| char::from(*sign));
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        text.push(sign(bits >> 18));
        text.push(sign(bits >> 12));
        text.push(if chunk.len() > 1 { sign(bits >> 6) } else { '=' });
        text.push(if chunk.len() > 2 { sign(bits) } else { '=' });
    }
    text
}

/// Where a frame's bytes gather until they are sent at once.
#[derive(Clone, Debug, Default)]
struct Sheet(Rc<RefCell<Vec<u8>>>);

impl Sheet {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.borrow_mut())
    }
}

impl Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The terminal library's backend onto a [`Sheet`], with a size that we know: it asks no terminal anything.
#[derive(Debug)]
struct Paper {
    inner: CrosstermBackend<Sheet>,
    size: Size,
}

impl Backend for Paper {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.inner.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_everybody_writes_it() {
        for (text, expected) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("您好", "5oKo5aW9")]
        {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }

    #[test]
    fn a_frame_is_one_piece_and_the_next_only_what_changed() {
        let sheet = Sheet::default();
        let paper =
            Paper { inner: CrosstermBackend::new(sheet.clone()), size: Size { width: 200, height: 60 } };
        let mut terminal = Terminal::new(paper).unwrap();
        let mut frame = |text: &str| {
            terminal
                .draw(|frame| {
                    frame.buffer_mut().set_string(3, 2, text, ratatui::style::Style::new());
                    frame.set_cursor_position((5, 5));
                })
                .unwrap();
            sheet.take()
        };
        assert!(frame("10:42:08").len() < 120);
        let tick = frame("10:42:09");
        assert!(tick.len() < 70, "{} bytes for one digit", tick.len());
    }
}

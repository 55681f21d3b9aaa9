//! Ring to finished screen and keystroke to frame, through the same update and drawing as the program, with the store's own reader.

use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{TimeZone, Utc};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use seatmate::app::effect::Effect;
use seatmate::app::event::Event;
use seatmate::app::key::{Key, KeyCode};
use seatmate::app::{App, Lang, Mode, Start, update};
use seatmate::content::fields::Speaker;
use seatmate::domain::call::{CallKey, EndReason, Party, Signal};
use seatmate::domain::phone::PhoneNumber;
use seatmate::domain::time::Now;
use seatmate::shell::scripts::ScriptShelf;
use seatmate::store::{Reader, Store};
use seatmate::ui::theme::{Depth, Ground, Theme};
use seatmate::ui::{self, Look, Symbols};

/// Takes every byte and counts it.
#[derive(Clone, Default)]
pub struct Sink(std::rc::Rc<std::cell::Cell<usize>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal of `columns` by `rows` that goes nowhere.
pub fn terminal(columns: u16, rows: u16) -> (Terminal<CrosstermBackend<Sink>>, Sink) {
    let sink = Sink::default();
    let area = Rect::new(0, 0, columns, rows);
    let options = TerminalOptions { viewport: Viewport::Fixed(area) };
    let backend = CrosstermBackend::new(sink.clone());
    (Terminal::with_options(backend, options).expect("a terminal that goes nowhere"), sink)
}

/// A desk whose questions are answered at once.
pub struct Seat {
    pub app: App,
    reader: Reader,
    shelf: ScriptShelf,
    look: Look,
    terminal: Terminal<CrosstermBackend<Sink>>,
    pub sink: Sink,
    started: Instant,
    calls: u64,
}

impl Seat {
    pub fn new(store: &Store, columns: u16, rows: u16) -> Self {
        let (terminal, sink) = terminal(columns, rows);
        let look = Look::new(Theme::new(Depth::True, Ground::Dark), Symbols::for_width(1));
        let app = App::new(Start {
            lang: Lang::Zh,
            mode: Mode::Live,
            agent: "8001".to_owned(),
            now: now(Duration::ZERO),
            seed: [7; 16],
            snippets: Vec::new(),
            names: Vec::new(),
            can_dial: false,
            size: (columns, rows),
        });
        let reader = store.reader().expect("a reader");
        let (shelf, _) = ScriptShelf::load(Path::new("/nonexistent"), Speaker::default());
        Self { app, reader, shelf, look, terminal, sink, started: Instant::now(), calls: 0 }
    }

    /// One event and everything that follows from it, but no frame.
    pub fn event(&mut self, event: Event) {
        let mut waiting = vec![event];
        while let Some(event) = waiting.pop() {
            let now = now(self.started.elapsed());
            for effect in update::update(&mut self.app, event, now) {
                waiting.extend(self.answer(effect, now));
            }
        }
    }

    fn answer(&mut self, effect: Effect, now: Now) -> Option<Event> {
        match effect {
            Effect::FindCustomer { ticket, number } => {
                let profile = self.reader.profile_by_number(number).expect("the store answers");
                Some(Event::Found { ticket, profile: profile.map(Box::new) })
            }
            Effect::FindScript { ticket, wanted, occasion } => {
                let words = self.look.words(Lang::Zh);
                let (script, others) =
                    self.shelf.open(wanted.as_deref(), &occasion, Lang::Zh, words, now.wall);
                Some(Event::ScriptFound { ticket, script, others })
            }
            _ => None,
        }
    }

    /// A frame, and how many bytes it sent.
    pub fn frame(&mut self) -> usize {
        let before = self.sink.0.get();
        let (app, look) = (&self.app, &self.look);
        self.terminal
            .draw(|frame| {
                let area = frame.area();
                let _ = ui::draw(app, look, area, frame.buffer_mut());
            })
            .expect("the sink takes it");
        self.sink.0.get() - before
    }

    /// The phone rings; the customer's screen is finished when this returns.
    pub fn ring(&mut self, number: PhoneNumber) -> usize {
        self.calls += 1;
        let call = CallKey(format!("bench:{}", self.calls));
        self.event(Event::Call(Signal::Ringing { call, party: Party::Number(number), name: None }));
        self.frame()
    }

    /// The present call goes without being stored, so that the next one finds an empty desk.
    pub fn clear(&mut self) {
        let call = CallKey(format!("bench:{}", self.calls));
        self.event(Event::Call(Signal::Ended { call, reason: EndReason::Missed }));
        self.app.calls.open.clear();
        self.app.calls.current = None;
    }

    /// Everything anew, as after a resize.
    pub fn full_frame(&mut self) -> usize {
        self.terminal.swap_buffers();
        self.terminal.current_buffer_mut().reset();
        self.terminal.swap_buffers();
        self.frame()
    }

    /// The ringing call is answered; the note has the keyboard.
    pub fn talk(&mut self) {
        let call = CallKey(format!("bench:{}", self.calls));
        self.event(Event::Call(Signal::Answered { call }));
        self.frame();
    }

    /// A second passes.
    pub fn tick(&mut self) -> usize {
        self.started -= Duration::from_secs(1);
        self.event(Event::Tick);
        self.frame()
    }

    pub fn types(&mut self, c: char) -> usize {
        self.event(Event::Key(Key::plain(KeyCode::Char(c))));
        self.frame()
    }
}

fn now(mono: Duration) -> Now {
    let wall = Utc.with_ymd_and_hms(2026, 11, 22, 2, 42, 8).single().expect("a moment");
    Now { wall: wall + mono, mono }
}

/// A frame with nothing in it: what the terminal library itself costs.
pub struct EmptyFrame(Terminal<CrosstermBackend<Sink>>);

impl EmptyFrame {
    pub fn new(columns: u16, rows: u16) -> Self {
        Self(terminal(columns, rows).0)
    }

    pub fn draw(&mut self) {
        self.0.draw(|_| {}).expect("the sink takes it");
    }
}

//! The main loop: wait, hand every event to the app, carry out what it asks, draw once. It knows no key and no rule.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::app::App;
use crate::app::event::{Event, Mouse, MouseKind};
use crate::app::update::update;
use crate::shell::clock::Clock;
use crate::shell::effects::{self, Asked, Outside};
use crate::shell::message::{Message, Stop};
use crate::shell::process;
use crate::shell::terminal::{self, Screen};
use crate::ui::{Drawn, Look, Symbols};

/// The terminal has so long to say how wide it draws, before the first frame is drawn without knowing. A later answer still counts.
const WIDTH_PATIENCE: Duration = Duration::from_millis(80);
/// So many messages are taken in before a frame is drawn, so that a flood cannot keep the screen from showing anything.
const MESSAGES_PER_FRAME: usize = 512;

/// The desk while it runs.
pub struct Desk {
    /// What is on the screen.
    pub app: App,
    /// How it looks.
    pub look: Look,
    /// The outside.
    pub outside: Outside,
    /// The clock.
    pub clock: Clock,
    /// Everything that arrives.
    pub messages: Receiver<Message>,
    /// Whether the terminal has been asked how wide it draws, and has not answered.
    pub width_asked: bool,
    /// Where things lie on the screen, for clicks.
    pub drawn: Drawn,
}

impl Desk {
    /// Runs until there is a reason to stop. Drafts are handed to the store then, whatever the reason.
    ///
    /// # Errors
    /// When the terminal cannot be taken over. One that goes away later is a reason to stop and no error.
    pub fn run(&mut self, first: Vec<Event>) -> io::Result<Stop> {
        let mut screen = Screen::take()?;
        let mut waiting: VecDeque<Message> = VecDeque::new();
        if self.width_asked {
            screen.ask_width()?;
            self.await_width(&mut waiting);
        }
        let stop = self.turn(&mut screen, first, waiting);
        let now = self.clock.now();
        for effect in crate::app::update::leave(&mut self.app) {
            let lang = self.app.lang;
            // Only things to be written down, which the store answers to nobody now.
            let _ = self.outside.carry_out(effect, lang, self.look.words(lang), now);
        }
        for draft in effects::unsaved_drafts(&self.app, self.clock.now()) {
            self.outside.keep(draft);
        }
        Ok(stop)
    }

    fn turn(&mut self, screen: &mut Screen, first: Vec<Event>, mut waiting: VecDeque<Message>) -> Stop {
        let mut stop = self.handle_all(first, screen);
        let mut next_tick = self.clock.now().mono + self.clock.until_next_second();
        loop {
            // Everything that is already there comes before the frame: a burst costs one drawing.
            let mut taken = 0;
            while let (None, Some(message)) =
                (stop, waiting.pop_front().or_else(|| self.messages.try_recv().ok()))
            {
                stop = self.take(message, screen);
                taken += 1;
                if taken >= MESSAGES_PER_FRAME {
                    break;
                }
            }
            if process::has_panicked() {
                return Stop::Panicked;
            }
            if let Some(stop) = stop {
                return stop;
            }
            if self.draw(screen).is_err() {
                return Stop::TerminalGone;
            }
            match self.messages.recv_timeout(next_tick.saturating_sub(self.clock.now().mono)) {
                Ok(message) => waiting.push_back(message),
                Err(RecvTimeoutError::Timeout) => {
                    next_tick = self.clock.now().mono + self.clock.until_next_second();
                    #[cfg(debug_assertions)]
                    process::panic_when_asked();
                    stop = self.handle_all(vec![Event::Tick], screen);
                }
                Err(RecvTimeoutError::Disconnected) => return Stop::TerminalGone,
            }
        }
    }

    /// Waits a moment for the terminal's answer; what else arrives is kept in order.
    fn await_width(&mut self, waiting: &mut VecDeque<Message>) {
        let until = self.clock.now().mono + WIDTH_PATIENCE;
        while self.width_asked {
            let left = until.saturating_sub(self.clock.now().mono);
            match self.messages.recv_timeout(left) {
                Ok(Message::CursorAt { column }) => self.learn_width(column),
                Ok(message) => waiting.push_back(message),
                Err(_) => return,
            }
        }
    }

    /// The sign was printed in the first column: behind it is column 2 or 3.
    fn learn_width(&mut self, column: u16) {
        if self.width_asked {
            self.width_asked = false;
            self.look.symbols = Symbols::for_width(column.saturating_sub(1));
        }
    }

    fn take(&mut self, message: Message, screen: &mut Screen) -> Option<Stop> {
        match message {
            Message::Typed(events) => {
                let events = events.into_iter().map(|event| self.aim(event)).collect();
                self.handle_all(events, screen)
            }
            Message::CursorAt { column } => {
                self.learn_width(column);
                screen.forget().err().map(|_| Stop::TerminalGone)
            }
            Message::Resized => {
                let (columns, rows) = terminal::size();
                screen.resize((columns, rows));
                self.handle_all(vec![Event::Resized { columns, rows }], screen)
            }
            Message::Signal(signal) => self.handle_all(vec![Event::Call(signal)], screen),
            Message::Told(signal) => {
                let signal = self.outside.phones.told(signal)?;
                self.handle_all(vec![Event::Call(signal)], screen)
            }
            Message::Store(reply) => self.handle_all(vec![effects::event(*reply)], screen),
            Message::Reread(reread) => {
                self.outside.scripts = reread.shelf;
                self.handle_all(vec![Event::TextsRead(Box::new(reread.texts))], screen)
            }
            Message::Advised(event) => self.handle_all(vec![*event], screen),
            Message::FileChanged => {
                let (lang, now) = (self.app.lang, self.clock.now().wall);
                let academy = self.outside.training.as_deref_mut()?;
                let events = academy.read_again(lang, self.look.words(lang), now);
                self.handle_all(events, screen)
            }
            Message::Pause => {
                terminal::give_back();
                process::pause();
                screen.take_again().err().map(|_| Stop::TerminalGone)
            }
            Message::Stop(stop) => Some(stop),
        }
    }

    /// A click becomes a click on what was drawn there.
    fn aim(&self, event: Event) -> Event {
        match event {
            Event::Mouse(Mouse { column, row, kind: MouseKind::Click }) => {
                self.drawn.at(&self.app, column, row).map_or(event, Event::Clicked)
            }
            other => other,
        }
    }

    /// Hands events to the app, carries out what it asks, and hands it the answers that are there at once.
    fn handle_all(&mut self, events: Vec<Event>, screen: &mut Screen) -> Option<Stop> {
        let mut events = VecDeque::from(events);
        while let Some(event) = events.pop_front() {
            note_problem(&event);
            let now = self.clock.now();
            for effect in update(&mut self.app, event, now) {
                let lang = self.app.lang;
                let asked = self.outside.carry_out(effect, lang, self.look.words(lang), now);
                let Some(asked) = asked else { continue };
                let done = match asked {
                    Asked::Event(answer) => {
                        events.push_front(answer);
                        Ok(())
                    }
                    Asked::Events(answers) => {
                        answers.into_iter().rev().for_each(|answer| events.push_front(answer));
                        Ok(())
                    }
                    Asked::Copy(text) => screen.copy(&text),
                    Asked::Bell => screen.bell(),
                    Asked::Redraw => screen.forget(),
                    Asked::Quit => return Some(Stop::Asked),
                };
                if done.is_err() {
                    return Some(Stop::TerminalGone);
                }
            }
        }
        None
    }

    fn draw(&mut self, screen: &mut Screen) -> io::Result<()> {
        let (app, look, drawn) = (&self.app, &self.look, &mut self.drawn);
        screen.draw(|area, buf| {
            *drawn = crate::ui::draw(app, look, area, buf);
            drawn.cursor
        })
    }
}

/// What went wrong goes into the log by its name; what it was about does not.
fn note_problem(event: &Event) {
    if let Event::Problem(problem) | Event::SaveFailed { problem, .. } | Event::RecordFailed { problem, .. } =
        event
    {
        tracing::warn!(code = problem.code, "problem");
    }
}

//! The harness of the training stories: the real desk, the real training store in a temporary folder, a clock that the story turns. It must
//! not know any rule of training.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use seatmate::app::event::Event;
use seatmate::app::key::{Key, KeyCode};
use seatmate::app::training::event::{TrainingEvent, Wish};
use seatmate::app::training::session::Session;
use seatmate::app::update::update;
use seatmate::app::{App, Lang, Mode as DeskMode, Start, palette};
use seatmate::content::fields::Speaker;
use seatmate::content::{cards, packages};
use seatmate::domain::recommend::Catalogue;
use seatmate::domain::time::{Now, parse_moment};
use seatmate::domain::training::rehearsal::Mode;
use seatmate::shell::advisor::Advisor;
use seatmate::shell::effects::{self, Asked, Outside, Phones};
use seatmate::shell::message::Message;
use seatmate::shell::scripts::ScriptShelf;
use seatmate::shell::training::Academy;
use seatmate::shell::training_ground::Ground;
use seatmate::store::worker;
use seatmate::ui::{Depth, Ground as Background, Look, Symbols, Theme};

use crate::desk::named;

/// Far more than anything takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(40);

/// Somebody in training.
pub(crate) struct Trainee {
    pub(crate) app: App,
    pub(crate) outside: Outside,
    inbox: Receiver<Message>,
    pub(crate) now: Now,
    look: Look,
    /// What was on the screen after each event of the rehearsal.
    pub(crate) frames: Vec<Buffer>,
    pub(crate) left: bool,
    pub(crate) home: tempfile::TempDir,
}

fn blank(lang: Lang, now: Now, catalogue: &Arc<Catalogue>, look: &Look) -> App {
    let mut app = App::new(Start {
        lang,
        mode: DeskMode::Training,
        agent: "8001".to_owned(),
        now,
        seed: [3; 16],
        snippets: Vec::new(),
        names: palette::names(|lang, key| look.words(lang).get(key).into_owned()),
        can_dial: false,
        size: (120, 36),
    })
    .with_catalogue(Arc::clone(catalogue));
    app.all_cards = cards::load(None).0;
    app
}

impl Trainee {
    /// A desk in training with the menu on the screen.
    pub(crate) fn new(lang: Lang) -> Self {
        Self::at_home(lang, tempfile::tempdir().expect("a temporary folder"))
    }

    /// The program is left and started again, in the same folder.
    pub(crate) fn starts_again(self, lang: Lang) -> Self {
        let Self { home, outside, .. } = self;
        drop(outside);
        Self::at_home(lang, home)
    }

    fn at_home(lang: Lang, home: tempfile::TempDir) -> Self {
        let now = Now { wall: parse_moment("2026-11-22 10:42:08").unwrap(), mono: Duration::from_secs(100) };
        let look = Look::new(Theme::new(Depth::True, Background::Dark), Symbols::for_width(1));
        let catalogue = Arc::new(packages::load(None).0.on_offer());
        let (messages, inbox) = channel();
        let mut ground = Ground::open(home.path()).expect("a ground");
        let stage = ground.fresh_stage().expect("a stage");
        let store = worker::spawn(&stage.store, |_| ()).expect("threads");
        let told = messages.clone();
        let advisor = Advisor::start(Arc::clone(&catalogue), move |event| {
            let _ = told.send(Message::Advised(Box::new(event)));
        });
        let lender = blank(lang, now, &catalogue, &look);
        let config = home.path().join("config");
        let mut academy =
            Academy::open(ground, &config, Speaker::default(), lender, messages).expect("an academy");
        academy.keep_stage(stage);
        let (scripts, _) = ScriptShelf::load(&config, Speaker::default());
        let outside =
            Outside { store, phones: Phones::default(), scripts, advisor, training: Some(Box::new(academy)) };
        let app = blank(lang, now, &catalogue, &look);
        let mut trainee = Self { app, outside, inbox, now, look, frames: Vec::new(), left: false, home };
        trainee.lists();
        trainee
    }

    /// Asks for the menu.
    fn lists(&mut self) {
        use seatmate::app::training::event::TrainingEffect;
        let (lang, now) = (self.app.lang, self.now);
        let words = self.look.words(lang);
        let effect = seatmate::app::effect::Effect::Training(Box::new(TrainingEffect::List { lang }));
        if let Some(Asked::Events(events)) = self.outside.carry_out(effect, lang, words, now) {
            for event in events {
                self.happens(event);
            }
        }
    }

    /// Begins a scenario with a seed, and waits until its customer is on the screen.
    pub(crate) fn begins(&mut self, scenario: &str, mode: Mode, seed: u64) -> &mut Self {
        let wish = Wish { scenario: scenario.to_owned(), mode: Some(mode), seed: Some(seed) };
        self.happens(Event::Training(TrainingEvent::Wished(wish)));
        assert!(self.app.session().is_some(), "{scenario} did not begin");
        self.until("the customer", |app| app.customer().is_some())
    }

    /// The call is connected: answered with the key, or picked up at the other end.
    pub(crate) fn connects(&mut self) -> &mut Self {
        match self.session().direction() {
            seatmate::domain::call::Direction::In => self.press("Ctrl-N"),
            seatmate::domain::call::Direction::Out => self.waits(4),
        }
    }

    pub(crate) fn session(&self) -> &Session {
        self.app.session().expect("a rehearsal goes on")
    }

    /// One event, and everything that the outside answers to it at once.
    pub(crate) fn happens(&mut self, event: Event) -> &mut Self {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            let before = self.app.session().is_some();
            let begins = matches!(event, Event::Training(TrainingEvent::Ready(_)));
            if before {
                let kept = seatmate::app::training::tape::What::of(&event, |_| Some(0));
                assert!(kept.is_some(), "not on the tape: {event:?}");
            }
            if begins {
                self.frames.clear();
            }
            let effects = update(&mut self.app, event, self.now);
            if before || begins {
                self.frames.push(self.frame());
            }
            for effect in effects {
                let lang = self.app.lang;
                let asked = self.outside.carry_out(effect, lang, self.look.words(lang), self.now);
                match asked {
                    Some(Asked::Event(answer)) => events.push_front(answer),
                    Some(Asked::Events(answers)) => {
                        answers.into_iter().rev().for_each(|answer| events.push_front(answer));
                    }
                    Some(Asked::Quit) => self.left = true,
                    _ => {}
                }
            }
        }
        self
    }

    /// Takes what the outside answers until something is true.
    pub(crate) fn until(&mut self, what: &str, ready: impl Fn(&App) -> bool) -> &mut Self {
        while !ready(&self.app) {
            let message = self.inbox.recv_timeout(DEADLINE).unwrap_or_else(|_| panic!("no {what}"));
            self.take(message);
        }
        self
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Store(reply) => self.happens(effects::event(*reply)),
            Message::Advised(event) => self.happens(*event),
            other => panic!("{other:?}"),
        };
    }

    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split(' ') {
            self.happens(Event::Key(named(name)));
        }
        self
    }

    /// Text as an input method commits it: in one burst. Latin letters come one by one.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        if text.is_ascii() {
            for c in text.chars() {
                self.happens(Event::Key(Key::plain(KeyCode::Char(c))));
            }
            return self;
        }
        self.happens(Event::Typed(text.to_owned()))
    }

    /// Seconds go by, and what the outside had to say arrives in between.
    pub(crate) fn waits(&mut self, seconds: u64) -> &mut Self {
        for _ in 0..seconds {
            self.passes(1_000);
            self.happens(Event::Tick);
            while let Ok(message) = self.inbox.try_recv() {
                self.take(message);
            }
        }
        self
    }

    /// A moment goes by without a tick. Nanoseconds too: what is recorded has none.
    pub(crate) fn passes(&mut self, millis: u64) -> &mut Self {
        self.now.mono += Duration::from_millis(millis) + Duration::from_nanos(321_987);
        self.now.wall += chrono::TimeDelta::milliseconds(i64::try_from(millis).unwrap());
        self
    }

    /// The digit of the choice whose words begin like this.
    pub(crate) fn digit_of(&self, words: &str) -> u8 {
        let choices = self.session().rehearsal.choices();
        let found = choices.iter().find(|choice| choice.say.as_str().starts_with(words));
        found.unwrap_or_else(|| panic!("nobody says {words}: {choices:?}")).digit
    }

    /// Says the choice whose words begin like this, with the keyboard in F4.
    pub(crate) fn chooses(&mut self, words: &str) -> &mut Self {
        let digit = self.digit_of(words);
        self.press(&digit.to_string())
    }

    /// Says the answer that makes the most points, until the call is over.
    pub(crate) fn talks_well(&mut self) -> &mut Self {
        while self.session().may_speak() {
            self.passes(2_700);
            for (place, _) in self.session().rehearsal.tasks() {
                self.does(place);
            }
            if !self.session().may_speak() {
                break;
            }
            let turn = self.session().rehearsal.turn().expect("the line is open").clone();
            let best = self.session().rehearsal.choices().into_iter().max_by_key(|choice| {
                let answer = &turn.answers[choice.answer];
                (answer.slips.is_empty(), answer.points.len(), std::cmp::Reverse(choice.answer))
            });
            match best {
                Some(choice) => self.press("F4").in_front().press(&choice.digit.to_string()),
                None => self.waits(5),
            };
        }
        self
    }

    /// F4 pressed where it has the keyboard already fills the screen; once more takes that back.
    fn in_front(&mut self) -> &mut Self {
        if self.app.zoomed { self.press("F4") } else { self }
    }

    /// Carries a task out, and answers what it asks.
    fn does(&mut self, place: usize) -> &mut Self {
        use seatmate::domain::training::scenario::DeskSign;
        let task = self.session().rehearsal.scenario().tasks[place].clone();
        if let Some(DeskSign::Open(pane)) = &task.sign {
            let key = match pane.as_str() {
                "customer" => "F2",
                "usage" => "F3",
                "offers" => "F5",
                "history" => "F7",
                "follow_ups" => "F8",
                _ => "F6",
            };
            self.press(key).press("F4").in_front();
        }
        if let Some(DeskSign::Card(id)) = &task.sign {
            self.press("Ctrl-O");
            while self.app.chosen_card().is_some_and(|card| card.id != *id) {
                let before = self.app.chosen_card().map(|card| card.id.clone());
                self.press("Down");
                assert_ne!(before, self.app.chosen_card().map(|card| card.id.clone()), "no card {id}");
            }
            self.press("Enter F4").in_front();
        }
        if self.session().rehearsal.asks(place) {
            let right = task.found.iter().position(|found| found.right).expect("something is right") + 1;
            self.press(&right.to_string());
        }
        self
    }

    /// The screen as it is, with styles.
    pub(crate) fn frame(&self) -> Buffer {
        draw(&self.app, &self.look, self.app.size)
    }

    pub(crate) fn look(&self) -> &Look {
        &self.look
    }

    /// The screen as text.
    pub(crate) fn screen(&self, columns: u16, rows: u16) -> String {
        text(&draw(&self.app, &self.look, (columns, rows)))
    }

    /// Whether the screen at its own size holds a text.
    pub(crate) fn shows(&mut self, wanted: &str) -> &mut Self {
        let screen = text(&self.frame());
        assert!(screen.contains(wanted), "no {wanted}:\n{screen}");
        self
    }

    pub(crate) fn hides(&mut self, unwanted: &str) -> &mut Self {
        let screen = text(&self.frame());
        assert!(!screen.contains(unwanted), "{unwanted}:\n{screen}");
        self
    }
}

/// An app at a size.
pub(crate) fn draw(app: &App, look: &Look, size: (u16, u16)) -> Buffer {
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buf = Buffer::empty(area);
    seatmate::ui::draw(app, look, area, &mut buf);
    buf
}

/// A buffer as text, without the second cell of wide characters.
pub(crate) fn text(buf: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buf.area.height {
        let mut x = 0;
        let mut line = String::new();
        while x < buf.area.width {
            let symbol = buf[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(unicode_width::UnicodeWidthStr::width(symbol)).unwrap().max(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

//! Screens of training: the menu, a conversation, words of one's own in a test, a result. The customer is staged from a scenario. It must not
//! draw.

use std::sync::Arc;

use super::{Scene, Stage, speaker};
use crate::app::event::Event;
use crate::app::key::{Key, KeyCode};
use crate::app::training::event::{Ready, TrainingEvent};
use crate::app::training::lessons::Lesson;
use crate::app::training::result::Standing;
use crate::app::training::tape::Head;
use crate::app::{Lang, Mode as DeskMode, Place};
use crate::content::fields::Filling;
use crate::content::scenarios::Scenarios;
use crate::domain::call::CallKind;
use crate::domain::script::Facts;
use crate::domain::training::rehearsal::{Mode, Rehearsal, Setup};
use crate::domain::training::scenario::Group;
use crate::synth::staged;

/// The scenario of the pictures.
const SCENARIO: &str = "bill-overage";
/// Draws the same customer and the same words every time.
const SEED: u64 = 1;

impl Stage {
    /// Plays one of the training screens.
    pub(super) fn train(&mut self, scene: Scene) {
        self.app.mode = DeskMode::Training;
        self.app.training = Some(Box::default());
        self.app.place = Place::Training;
        self.list_lessons();
        match scene {
            Scene::Rehearsal => {
                self.begin_rehearsal(Mode::Learn);
                self.say_best(2);
                self.wait(4);
                self.press(Key::plain(KeyCode::Char('*')));
                self.wait(2);
            }
            Scene::Say => {
                self.begin_rehearsal(Mode::Test);
                self.types(match self.app.lang {
                    Lang::Zh => "您好，我是移动客户经理，通话会录音，现在方便吗",
                    Lang::En => "Hello, I am your account manager; this call is recorded",
                });
            }
            Scene::Result => {
                self.begin_rehearsal(Mode::Practise);
                self.say_best(4);
                self.hang_up();
            }
            _ => self.wait(1),
        }
    }

    fn list_lessons(&mut self) {
        let rows = Scenarios::built_in(self.words.tag()).list().into_iter().map(|listing| Lesson {
            // What somebody in the second week has behind them.
            best: (listing.group == Group::Bill).then_some(82),
            last: (listing.group == Group::Bill).then_some(75),
            attempts: if listing.group == Group::Bill { 3 } else { 0 },
            due: listing.id == "bill-shock-roaming",
            id: listing.id,
            title: listing.title,
            about: listing.about,
            group: listing.group,
            difficulty: listing.difficulty,
            minutes: listing.minutes,
            kind: listing.kind,
        });
        let rows = rows.collect();
        self.feed(Event::Training(TrainingEvent::Listed(rows)));
    }

    fn begin_rehearsal(&mut self, mode: Mode) {
        let scenarios = Scenarios::built_in(self.words.tag());
        let Some(persona) = scenarios.persona(SCENARIO) else { return };
        self.world = staged::world(persona, SEED, self.now.wall, &self.app.catalogue.packages);
        let Some(number) = self.world.customers.first().map(|customer| customer.number) else { return };
        let (profile, speaker) = (self.world.profile(number), speaker());
        let filling = Filling {
            profile: profile.as_ref(),
            speaker: &speaker,
            kind: CallKind::CareOutbound,
            now: self.now.wall,
            words: &self.words,
            facts: &Facts::new(),
            pitch: None,
        };
        let Some(scenario) = scenarios.prepare(SCENARIO, &filling) else { return };
        let rehearsal = Rehearsal::begin(Arc::new(scenario), Setup::new(SEED, mode));
        let head = Head {
            seed: SEED,
            began: self.now.wall,
            lang: self.app.lang,
            size: self.app.size,
            ticket: 0,
            rounds: Vec::new(),
        };
        let ready = Ready { rehearsal, rounds: Vec::new(), head, number };
        self.feed(Event::Training(TrainingEvent::Ready(Box::new(ready))));
        self.wait(5);
    }

    /// The answers that make the most points, so many times.
    fn say_best(&mut self, times: usize) {
        for _ in 0..times {
            let best = self.app.session().and_then(|session| {
                let answers = &session.rehearsal.turn()?.answers;
                let points = |at: usize| answers.get(at).map_or(0, |answer| answer.points.len());
                session.rehearsal.choices().into_iter().max_by_key(|choice| points(choice.answer))
            });
            if let Some(digit) = best.and_then(|choice| char::from_digit(u32::from(choice.digit), 10)) {
                self.press(Key::plain(KeyCode::Char(digit)));
            }
            self.wait(6);
        }
    }

    /// Hung up too early, and recorded.
    fn hang_up(&mut self) {
        for key in [Key::ctrl('d'), Key::ctrl('d'), Key::f(9)] {
            self.press(key);
        }
        self.types(if self.app.lang == Lang::Zh {
            "客户流量超出，已说明"
        } else {
            "Over the data, explained"
        });
        for key in [Key::plain(KeyCode::Tab), Key::plain(KeyCode::Char('2')), Key::f(9)] {
            self.press(key);
        }
        let standing = Standing {
            attempt: Some(uuid::Uuid::nil()),
            best: Some(82),
            trend: vec![64, 82, 75],
            next: None,
        };
        self.feed(Event::Training(TrainingEvent::Judged { standing }));
    }
}

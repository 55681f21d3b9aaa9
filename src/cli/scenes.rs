//! Screens of the demo, reached the way an agent reaches them: by events through the app's one `update`. What the store would
//! answer comes from the demo's invented world, so no file, clock or terminal is needed. It must not draw.

mod insight;
mod person;
mod record;
mod scene;
mod training;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use chrono::TimeDelta;

use crate::app::effect::{Effect, Occasion, PhoneCommand};
use crate::app::event::Event;
use crate::app::key::{Key, KeyCode};
use crate::app::update::update;
use crate::app::{App, Lang, Mode, Start, palette};
use crate::content::fields::{Filling, Speaker};
use crate::content::messages::Messages;
use crate::content::rules;
use crate::content::scripts::Scripts;
use crate::content::words::Words;
use crate::content::{cards, packages, snippets};
use crate::domain::call::{CallKey, EndReason, Party, Signal};
use crate::domain::follow_up::{self, DueFollowUp};
use crate::domain::phone::PhoneNumber;
use crate::domain::recommend::{Catalogue, Settings};
use crate::domain::search::{Matched, SearchHit, SearchResult, normalise};
use crate::domain::time::{Moment, Now, parse_moment};
use crate::domain::training::passport::Passport;
use crate::synth::demo::{Situation, World};

pub use scene::Scene;

/// The clock of the pictures when nobody sets one.
#[must_use]
pub fn usual_now() -> Moment {
    parse_moment("2026-11-22 10:38:20").unwrap_or_default()
}

/// Plays a scene and returns the app as it stands then.
#[must_use]
pub fn play(scene: Scene, lang: Lang, size: (u16, u16), now: Moment) -> App {
    let mut stage = Stage::new(lang, size, now);
    stage.act(scene);
    stage.app
}

/// The built-in examples, read once.
fn catalogue() -> Arc<Catalogue> {
    static SHELF: OnceLock<Arc<Catalogue>> = OnceLock::new();
    Arc::clone(SHELF.get_or_init(|| Arc::new(packages::load(None).0.on_offer())))
}

fn speaker() -> Speaker {
    Speaker { id: "8001".to_owned(), ..Speaker::default() }
}

/// The app, the invented world around it, and the time.
#[derive(Debug)]
pub struct Stage {
    /// What is on the screen.
    pub app: App,
    world: World,
    words: Words,
    now: Now,
    calls: usize,
}

impl Stage {
    /// The quiet screen at the start of a shift in the demo.
    #[must_use]
    pub fn new(lang: Lang, size: (u16, u16), now: Moment) -> Self {
        // A while after the start of the program, so that no timer can run below zero.
        let now = Now { wall: now, mono: Duration::from_secs(600) };
        let (zh, en) = (Words::new(Lang::Zh.tag()), Words::new(Lang::En.tag()));
        let name = |lang, key: &str| match lang {
            Lang::Zh => zh.get(key).into_owned(),
            Lang::En => en.get(key).into_owned(),
        };
        let mut app = App::new(Start {
            lang,
            mode: Mode::Demo,
            agent: "8001".to_owned(),
            now,
            seed: [7; 16],
            snippets: snippets::built_in(lang.tag()),
            names: palette::names(name),
            can_dial: true,
            size,
        })
        .with_catalogue(catalogue());
        app.rules = std::sync::Arc::new(rules::built_in());
        let mut stage = Self {
            app,
            world: World::new(now.wall),
            words: if lang == Lang::Zh { zh } else { en },
            now,
            calls: 0,
        };
        stage.feed(Event::FollowUps(stage.due()));
        stage.feed(Event::CardsRead(cards::load(None).0));
        stage
    }

    /// One event, and everything the outside answers to it.
    pub fn feed(&mut self, event: Event) {
        let effects = update(&mut self.app, event, self.now);
        for effect in effects {
            if let Some(answer) = self.answer(effect) {
                self.feed(answer);
            }
        }
    }

    /// Lets time pass, a tick a second.
    pub fn wait(&mut self, seconds: u64) {
        for _ in 0..seconds {
            self.now.mono += Duration::from_secs(1);
            self.now.wall += TimeDelta::seconds(1);
            self.feed(Event::Tick);
        }
    }

    /// A key.
    pub fn press(&mut self, key: Key) {
        self.feed(Event::Key(key));
    }

    /// Text in one burst, as an input method commits it.
    pub fn types(&mut self, text: &str) {
        self.feed(Event::Typed(text.to_owned()));
    }

    /// A call rings in. Returns the feed's name for it.
    pub fn rings(&mut self, party: Party) -> CallKey {
        self.calls += 1;
        let call = CallKey(format!("sim:{}", self.calls));
        self.feed(Event::Call(Signal::Ringing { call: call.clone(), party, name: None }));
        call
    }

    /// The number of a hand-made person, as a caller.
    #[must_use]
    pub fn caller(&self, situation: Situation) -> Party {
        self.world.person(situation).map_or(Party::Withheld, |person| Party::Number(person.number))
    }

    fn answer(&self, effect: Effect) -> Option<Event> {
        match effect {
            Effect::FindCustomer { ticket, number } => {
                Some(Event::Found { ticket, profile: self.world.profile(number).map(Box::new) })
            }
            Effect::LoadCustomer { ticket, id } => {
                let at = usize::try_from(id.0).ok().and_then(|id| id.checked_sub(1))?;
                let number = self.world.customers.get(at)?.number;
                Some(Event::Found { ticket, profile: self.world.profile(number).map(Box::new) })
            }
            Effect::FillMessages { ticket, occasion } => {
                let (speaker, messages) = (speaker(), Messages::load(self.words.tag(), None).0);
                let messages = messages.filled(&self.filling(&occasion, &speaker));
                Some(Event::MessagesFilled { ticket, messages })
            }
            Effect::FindScript { ticket, wanted, occasion } => {
                let speaker = speaker();
                let filling = self.filling(&occasion, &speaker);
                let scripts = Scripts::built_in(self.words.tag());
                let script = scripts.open(wanted.as_deref(), &filling);
                Some(Event::ScriptFound { ticket, script, others: scripts.titles(&filling) })
            }
            Effect::Advise { ticket, case, what_if, .. } => {
                let advice = case.advise(&self.app.catalogue.packages, what_if, Settings::default());
                Some(Event::Advised { ticket, advice: Box::new(advice) })
            }
            Effect::Search { ticket, text, limit } => {
                Some(Event::SearchFound { ticket, result: self.search(&text, limit) })
            }
            Effect::LoadFollowUps => Some(Event::FollowUps(self.due())),
            Effect::SaveDraft(draft) => Some(Event::DraftSaved { call: draft.call, at: self.now.wall }),
            Effect::SaveWrapUp(wrap_up) => {
                Some(Event::WrapUpSaved { call: wrap_up.end.id, at: self.now.wall })
            }
            Effect::Phone(PhoneCommand::Answer(call)) => Some(Event::Call(Signal::Answered { call })),
            Effect::Phone(PhoneCommand::Hold(call)) => Some(Event::Call(Signal::Held { call })),
            Effect::Phone(PhoneCommand::Unhold(call)) => Some(Event::Call(Signal::Unheld { call })),
            _ => None,
        }
    }

    fn filling<'a>(&'a self, occasion: &'a Occasion, speaker: &'a Speaker) -> Filling<'a> {
        Filling {
            profile: occasion.profile.as_ref(),
            speaker,
            kind: occasion.kind,
            now: self.now.wall,
            words: &self.words,
            facts: &occasion.facts,
            pitch: occasion.pitch.as_ref(),
        }
    }

    /// Names by their beginning and numbers by their end: as much of the search as a picture needs.
    fn search(&self, text: &str, limit: usize) -> SearchResult {
        let query = normalise(text);
        let hits: Vec<SearchHit> = (1_i64..)
            .zip(&self.world.customers)
            .filter_map(|(row, customer)| {
                let name = customer.name.as_ref().map(|name| normalise(name.as_raw())).unwrap_or_default();
                let matched = if !query.is_empty() && name == query {
                    Matched::WholeName
                } else if !query.is_empty() && name.starts_with(&query) {
                    Matched::NamePrefix
                } else if query.len() >= 3 && customer.number.digits().ends_with(&query) {
                    if query.len() == 4 { Matched::LastFour } else { Matched::NumberSuffix }
                } else {
                    return None;
                };
                Some(SearchHit {
                    id: crate::domain::customer::CustomerId(row),
                    number: customer.number,
                    name: customer.name.clone(),
                    level: customer.level,
                    package: customer.package.clone(),
                    matched,
                })
            })
            .collect();
        let total = Some(hits.len());
        SearchResult { hits: hits.into_iter().take(limit).collect(), total }
    }

    fn due(&self) -> Vec<DueFollowUp> {
        let promised = self.world.history.iter().filter_map(|call| call.wrap_up.follow_up.clone());
        let mut rows: Vec<DueFollowUp> = promised
            .chain(self.world.tasks.iter().cloned())
            .map(|follow_up| {
                let customer =
                    self.world.customers.iter().find(|customer| customer.number == follow_up.number);
                let past =
                    self.world.history.iter().rev().find(|call| call.start.number == Some(follow_up.number));
                DueFollowUp {
                    name: customer.and_then(|customer| customer.name.clone()),
                    level: customer.and_then(|customer| customer.level),
                    last_contact: past.map(|call| call.start.at),
                    follow_up,
                }
            })
            .collect();
        follow_up::sort(&mut rows);
        rows
    }

    /// The call of the README's picture: rung, answered, talked to the line with the customer's own figures, a note typed.
    fn talk(&mut self) -> CallKey {
        let call = self.rings(self.caller(Situation::BillShock));
        self.wait(5);
        self.press(Key::ctrl('n'));
        self.wait(214);
        self.press(Key::f(4));
        // The keyboard goes back to the note after the digit.
        self.press(Key::plain(KeyCode::Char('5')));
        self.types(match self.app.lang {
            Lang::Zh => "问上月账单为什么高：出境 8 天，流量漫游 240 元。已逐项说明，客户认可；下次出行前先办境外流量包，",
            Lang::En => "Asked why last month's bill was high: 8 days abroad, 240 of data roaming. Went through it item by item; will take a roaming pack before the next trip,",
        });
        self.wait(3);
        self.feed(Event::Unsent(2));
        call
    }

    fn act(&mut self, scene: Scene) {
        match scene {
            Scene::Home => self.wait(1),
            Scene::Lessons | Scene::Rehearsal | Scene::Say | Scene::Result => self.train(scene),
            Scene::Record | Scene::RecordCertificates | Scene::RecordScenarios | Scene::RecordPoints => {
                self.show_record(scene);
            }
            Scene::Tray => self.leave_calls_behind(),
            Scene::Ringing => {
                self.rings(self.caller(Situation::ComplaintOpen));
                self.wait(4);
            }
            Scene::Offers | Scene::Compare => {
                self.rings(self.caller(Situation::RepeatedOverage));
                self.press(Key::ctrl('n'));
                self.wait(12);
                self.press(Key::f(5));
                if scene == Scene::Compare {
                    self.press(Key::f(5));
                }
            }
            Scene::Why | Scene::Methods => self.show_insight(scene),
            Scene::Unknown => {
                self.rings(PhoneNumber::parse("15499990021").map_or(Party::Withheld, Party::Number));
                self.press(Key::ctrl('n'));
                self.wait(12);
            }
            Scene::Withheld => {
                self.rings(Party::Withheld);
                self.press(Key::ctrl('n'));
                self.wait(12);
            }
            Scene::Look => {
                self.find("王小明");
                self.press(Key::f(2));
            }
            Scene::Search => self.find("王"),
            Scene::FollowUps => {
                let certificates = crate::content::certificates::load(self.words.tag(), None).0;
                self.app.passport = Passport::new(certificates, vec!["care".to_owned()]);
                self.press(Key::f(8));
                self.press(Key::plain(KeyCode::Down));
            }
            _ => self.act_in_call(scene),
        }
    }

    fn act_in_call(&mut self, scene: Scene) {
        let call = self.talk();
        match scene {
            Scene::Customer => self.press(Key::f(2)),
            Scene::Usage => {
                self.press(Key::f(3));
                self.press(Key::f(3));
            }
            Scene::Second => {
                self.rings(self.caller(Situation::PortRequest));
                self.wait(4);
            }
            Scene::Held => {
                self.press(Key::ctrl('x'));
                self.wait(9);
            }
            Scene::Ended => {
                self.feed(Event::Call(Signal::Ended { call, reason: EndReason::HungUp }));
                self.wait(6);
            }
            Scene::WrapUp => {
                self.feed(Event::Call(Signal::Ended { call, reason: EndReason::HungUp }));
                self.wait(6);
                self.press(Key::f(9));
                self.press(Key::plain(KeyCode::Tab));
                self.press(Key::plain(KeyCode::Char('2')));
                self.wait(9);
            }
            Scene::Help => self.press(Key::f(1)),
            Scene::Palette => {
                self.press(Key::ctrl('p'));
                self.types("j");
            }
            Scene::Snippets => self.press(Key::ctrl('e')),
            Scene::Cards => self.look_for_card(),
            Scene::Card => {
                self.look_for_card();
                self.press(Key::plain(KeyCode::Enter));
            }
            Scene::Leader => self.press(Key::ctrl('g')),
            Scene::Messages => {
                self.press(Key::ctrl('g'));
                self.press(Key::plain(KeyCode::Char(':')));
            }
            Scene::Person | Scene::PersonProducts | Scene::PersonRelation => self.show_person(scene),
            _ => {}
        }
    }

    fn look_for_card(&mut self) {
        self.press(Key::ctrl('o'));
        self.types(if self.app.lang == Lang::Zh { "tg" } else { "too" });
    }

    fn find(&mut self, text: &str) {
        self.press(Key::ctrl('f'));
        self.types(text);
    }

    /// Two calls that ended without a wrap-up, put aside.
    fn leave_calls_behind(&mut self) {
        for (situation, zh, en) in [
            (Situation::ContractEnd, "合约快到期，想再看看方案", "Contract is running out, wants to compare"),
            (Situation::Birthday, "生日祝福，很高兴", "Birthday wishes, was pleased"),
        ] {
            let call = self.rings(self.caller(situation));
            self.press(Key::ctrl('n'));
            self.wait(61);
            self.types(if self.app.lang == Lang::Zh { zh } else { en });
            self.wait(2);
            self.feed(Event::Call(Signal::Ended { call, reason: EndReason::HungUp }));
            self.press(Key::ctrl('k'));
            self.wait(20);
        }
    }
}

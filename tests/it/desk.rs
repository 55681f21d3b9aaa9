//! The harness of the stories: a desk without terminal, clock or database, whose outside answers at once from a few invented
//! people. It must not know any rule of the desk.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use seatmate::app::calls::OpenCall;
use seatmate::app::effect::{Effect, PhoneCommand};
use seatmate::app::event::Event;
use seatmate::app::key::{Key, KeyCode};
use seatmate::app::notices::Toast;
use seatmate::app::update::update;
use seatmate::app::{App, Lang, Mode, Start, palette};
use seatmate::content::words::Words;
use seatmate::domain::call::{CallEnd, CallId, CallKey, CallStart, CallSummary, EndReason, Party, Signal};
use seatmate::domain::customer::{Customer, CustomerId, Level};
use seatmate::domain::follow_up::DueFollowUp;
use seatmate::domain::note::{Unfinished, WrapUp};
use seatmate::domain::package::Package;
use seatmate::domain::phone::PhoneNumber;
use seatmate::domain::problem::{Problem, Severity};
use seatmate::domain::profile::Profile;
use seatmate::domain::recommend::Settings;
use seatmate::domain::recommend::answer::OfferAnswer;
use seatmate::domain::safe_text::{RawText, SafeText};
use seatmate::domain::script::{Script, Stage, Step, Stopped};
use seatmate::domain::search::{Matched, SearchHit, SearchResult};
use seatmate::domain::time::{Now, parse_moment};
use seatmate::domain::used::Used;
use seatmate::shell::scripts::ScriptShelf;
use seatmate::ui::{Depth, Ground, Look, Symbols, Theme};

pub(crate) const WANG: &str = "13800138000";
pub(crate) const LI: &str = "13900139111";
pub(crate) const ZHAO: &str = "13700130021";
/// In nobody's file.
pub(crate) const NOBODY: &str = "13500135999";

/// What the outside has been told, and how it answers.
pub(crate) struct Outside {
    pub(crate) people: Vec<Profile>,
    pub(crate) starts: BTreeMap<CallId, CallStart>,
    pub(crate) ends: BTreeMap<CallId, CallEnd>,
    pub(crate) drafts: BTreeMap<CallId, String>,
    pub(crate) wrapped: BTreeMap<CallId, WrapUp>,
    pub(crate) links: Vec<(CallId, CustomerId)>,
    pub(crate) due: Vec<DueFollowUp>,
    pub(crate) phone: Vec<PhoneCommand>,
    pub(crate) published: Vec<CallSummary>,
    pub(crate) reveals: usize,
    pub(crate) copied: Vec<SafeText>,
    pub(crate) used: Vec<Used>,
    pub(crate) bells: usize,
    pub(crate) left: bool,
    pub(crate) draft_writes: usize,
    /// The disk refuses wrap-ups.
    pub(crate) disk_full: bool,
    /// What the checks had found, in the last draft.
    pub(crate) evidence: seatmate::domain::evidence::Evidence,
    /// So often a script was asked for.
    pub(crate) scripts_asked: usize,
    /// What was learned about people, as it was written: about what, and the level.
    pub(crate) sayings: Vec<(String, Option<u8>)>,
    /// Searches are not answered until this is false again.
    pub(crate) slow_search: bool,
    held_searches: Vec<Event>,
    pub(crate) packages: Vec<Package>,
    pub(crate) answers: Vec<OfferAnswer>,
    /// Real scripts and message templates; without them every script has three lines.
    pub(crate) shelf: Option<ScriptShelf>,
    /// Where a conversation with anybody stopped a short while ago.
    pub(crate) stopped: Option<Stopped>,
}

/// The desk and its outside.
pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) now: Now,
    pub(crate) outside: Outside,
    ring: u32,
    look: Look,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::with(false)
    }

    pub(crate) fn that_can_dial() -> Self {
        Self::with(true)
    }

    fn with(can_dial: bool) -> Self {
        let now = Now { wall: parse_moment("2026-11-22 10:42:08").unwrap(), mono: Duration::from_secs(100) };
        let look = Look::new(Theme::new(Depth::True, Ground::Dark), Symbols::for_width(1));
        let words = |lang: Lang, key: &str| look.words(lang).get(key).into_owned();
        let app = App::new(Start {
            lang: Lang::Zh,
            mode: Mode::Demo,
            agent: "8001".to_owned(),
            now,
            seed: [7; 16],
            snippets: ["嫌贵", "已对比", "约回访"].map(str::to_owned).to_vec(),
            names: palette::names(words),
            can_dial,
            size: (120, 36),
        });
        let people = vec![person(1, WANG, "王小明"), person(2, LI, "李芳"), person(3, ZHAO, "赵敏")];
        let outside = Outside {
            people,
            starts: BTreeMap::new(),
            ends: BTreeMap::new(),
            drafts: BTreeMap::new(),
            wrapped: BTreeMap::new(),
            links: Vec::new(),
            due: Vec::new(),
            phone: Vec::new(),
            published: Vec::new(),
            reveals: 0,
            copied: Vec::new(),
            used: Vec::new(),
            bells: 0,
            left: false,
            draft_writes: 0,
            disk_full: false,
            evidence: Default::default(),
            scripts_asked: 0,
            sayings: Vec::new(),
            slow_search: false,
            held_searches: Vec::new(),
            packages: Vec::new(),
            answers: Vec::new(),
            shelf: None,
            stopped: None,
        };
        Self { app, now, outside, ring: 0, look }
    }

    /// One event, and everything that the outside answers to it.
    pub(crate) fn happens(&mut self, event: Event) -> &mut Self {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            for effect in update(&mut self.app, event, self.now) {
                events.extend(self.outside.carry_out(effect, self.now));
            }
        }
        self
    }

    pub(crate) fn signal(&mut self, signal: Signal) -> &mut Self {
        self.happens(Event::Call(signal))
    }

    /// A call rings; the feed calls it `sim:1`, `sim:2` and so on.
    pub(crate) fn rings(&mut self, number: &str) -> &mut Self {
        self.ring += 1;
        let call = CallKey(format!("sim:{}", self.ring));
        self.signal(Signal::Ringing { call, party: Party::parse(number), name: None })
    }

    pub(crate) fn answered(&mut self, ring: u32) -> &mut Self {
        self.signal(Signal::Answered { call: key(ring) })
    }

    pub(crate) fn ended(&mut self, ring: u32) -> &mut Self {
        self.signal(Signal::Ended { call: key(ring), reason: EndReason::HungUp })
    }

    pub(crate) fn missed(&mut self, ring: u32) -> &mut Self {
        self.signal(Signal::Ended { call: key(ring), reason: EndReason::Missed })
    }

    /// Keys by name, with spaces between: `F9 Ctrl-N Tab 2`.
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

    pub(crate) fn pastes(&mut self, text: &str) -> &mut Self {
        self.happens(Event::Pasted(text.to_owned()))
    }

    /// Time goes by, with a tick at each whole second.
    pub(crate) fn waits(&mut self, millis: u64) -> &mut Self {
        for _ in 0..millis {
            self.now.mono += Duration::from_millis(1);
            self.now.wall += chrono::TimeDelta::milliseconds(1);
            if self.now.mono.subsec_millis() == 0 {
                self.happens(Event::Tick);
            }
        }
        self
    }

    /// The outside answers the searches that it kept waiting.
    pub(crate) fn searches_arrive(&mut self) -> &mut Self {
        self.outside.slow_search = false;
        for event in std::mem::take(&mut self.outside.held_searches) {
            self.happens(event);
        }
        self
    }

    /// The call on the screen.
    pub(crate) fn call(&self) -> &OpenCall {
        self.app.calls.current().expect("a call is on the screen")
    }

    pub(crate) fn note(&self) -> String {
        self.call().note.text()
    }

    /// The name of the customer on the screen, `-` for none.
    pub(crate) fn customer(&self) -> String {
        let name = self.app.customer().and_then(|known| known.profile.customer.name.clone());
        name.map_or_else(|| "-".to_owned(), |name| name.as_raw().to_owned())
    }

    pub(crate) fn draft(&self) -> &str {
        self.outside.drafts.get(&self.call().id).map_or("", String::as_str)
    }

    pub(crate) fn last_wrap_up(&self) -> &WrapUp {
        self.outside.wrapped.values().last().expect("something was wrapped up")
    }

    pub(crate) fn toast(&self) -> Option<&Toast> {
        self.app.notices.toast.as_ref().map(|(toast, _)| toast)
    }

    /// Why the last key did nothing.
    pub(crate) fn refusal(&self) -> &str {
        match self.toast() {
            Some(Toast::NotHere { why }) => why,
            other => panic!("no refusal, but {other:?}"),
        }
    }

    pub(crate) fn tray(&self) -> Vec<&OpenCall> {
        self.app.calls.tray().collect()
    }

    /// The screen as text, without the second cell of wide characters.
    pub(crate) fn screen(&self, columns: u16, rows: u16) -> String {
        let area = Rect::new(0, 0, columns, rows);
        let mut buf = Buffer::empty(area);
        seatmate::ui::draw(&self.app, &self.look, area, &mut buf);
        let mut text = String::new();
        for y in 0..rows {
            let mut x = 0;
            let mut line = String::new();
            while x < columns {
                let symbol = buf[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(unicode_width::UnicodeWidthStr::width(symbol)).unwrap().max(1);
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

impl Outside {
    fn carry_out(&mut self, effect: Effect, now: Now) -> Vec<Event> {
        let at = now.wall;
        self.scripts_asked += usize::from(matches!(effect, Effect::FindScript { .. }));
        match effect {
            Effect::FindCustomer { ticket, number } => {
                let found = self.people.iter().find(|person| person.customer.number == number);
                vec![Event::Found { ticket, profile: found.cloned().map(Box::new) }]
            }
            Effect::LoadCustomer { ticket, id } => {
                let found = self.people.iter().find(|person| person.id == id);
                vec![Event::Found { ticket, profile: found.cloned().map(Box::new) }]
            }
            Effect::Remember(saying) if self.disk_full => not_recorded(saying.id),
            Effect::Remember(saying) => {
                let id = saying.id;
                self.sayings.push((saying.told.about.clone(), saying.told.level));
                let about = |person: &&mut Profile| person.customer.number == saying.number;
                if let Some(person) = self.people.iter_mut().find(about) {
                    seatmate::domain::person::told::put(&mut person.told, saying.told);
                }
                vec![Event::Recorded { id }]
            }
            Effect::AnswerOffer(answer) if self.disk_full => not_recorded(answer.id),
            Effect::AnswerOffer(answer) => {
                let id = answer.id;
                self.answers.push(*answer);
                vec![Event::Recorded { id }]
            }
            Effect::Advise { ticket, case, what_if, .. } => {
                let advice = case.advise(&self.packages, what_if, Settings::default());
                vec![Event::Advised { ticket, advice: Box::new(advice) }]
            }
            Effect::FindScript { ticket, wanted, occasion } if self.shelf.is_some() => {
                let shelf = self.shelf.as_ref().unwrap();
                let words = Words::new("zh-CN");
                let (script, others) = shelf.open(wanted.as_deref(), &occasion, Lang::Zh, &words, at);
                vec![Event::ScriptFound { ticket, script, others }]
            }
            Effect::FindStopped { call, .. } => {
                vec![Event::StoppedFound { call, stopped: self.stopped.clone().map(Box::new) }]
            }
            Effect::FillMessages { ticket, occasion } => {
                let words = Words::new("zh-CN");
                let empty = ScriptShelf::default();
                let shelf = self.shelf.as_ref().unwrap_or(&empty);
                let messages = shelf.messages(&occasion, Lang::Zh, &words, at);
                vec![Event::MessagesFilled { ticket, messages }]
            }
            Effect::FindScript { ticket, occasion, .. } => {
                let kind = occasion.kind;
                let say = |order: usize, text: &str| Step::plain(order, Stage::Opening, SafeText::new(text));
                let steps = vec![say(0, "一"), say(1, "二"), say(2, "三")];
                let script = Script::plain(kind.code(), SafeText::new(kind.code()), kind, steps);
                vec![Event::ScriptFound { ticket, script: Some(script), others: Vec::new() }]
            }
            Effect::Search { ticket, text, .. } => {
                let event = Event::SearchFound { ticket, result: self.search(&text) };
                if self.slow_search {
                    self.held_searches.push(event);
                    return Vec::new();
                }
                vec![event]
            }
            Effect::LoadFollowUps => vec![Event::FollowUps(self.due.clone())],
            Effect::PostponeFollowUp { id, due_at } => {
                let row = self.due.iter_mut().find(|row| row.follow_up.id == id).expect("known follow-up");
                row.follow_up.due_at = Some(due_at);
                Vec::new()
            }
            Effect::StoreCallStart(start) => {
                if self.disk_full {
                    return refused(start.id);
                }
                let known = self.starts.insert(start.id, (*start).clone());
                assert!(known.is_none_or(|known| known == *start), "a call is started once");
                Vec::new()
            }
            Effect::LinkCall { call, .. } if self.disk_full => refused(call),
            Effect::LinkCall { call, customer, .. } => {
                self.links.push((call, customer));
                Vec::new()
            }
            Effect::StoreCallEnd(end) => {
                if self.disk_full || !self.starts.contains_key(&end.id) {
                    return refused(end.id);
                }
                let known = self.ends.insert(end.id, (*end).clone());
                assert!(known.is_none_or(|known| known.ended_at == end.ended_at), "a call ends once");
                Vec::new()
            }
            Effect::SaveDraft(draft) => {
                self.draft_writes += 1;
                if self.disk_full || !self.starts.contains_key(&draft.call) {
                    return refused(draft.call);
                }
                self.drafts.insert(draft.call, draft.body.as_raw().to_owned());
                self.evidence = draft.evidence;
                vec![Event::DraftSaved { call: draft.call, at }]
            }
            Effect::SaveWrapUp(wrap_up) => {
                let call = wrap_up.end.id;
                if self.disk_full || !self.starts.contains_key(&call) {
                    return refused(call);
                }
                self.drafts.remove(&call);
                self.wrapped.insert(call, *wrap_up);
                vec![Event::WrapUpSaved { call, at }]
            }
            Effect::Reopen { call, .. } => {
                let Some(wrap_up) = self.wrapped.remove(&call) else { return Vec::new() };
                let draft = wrap_up.note.map_or_else(RawText::default, |note| note.body);
                self.drafts.insert(call, draft.as_raw().to_owned());
                let start = self.starts[&call].clone();
                let evidence = Default::default();
                let call = Box::new(Unfinished { start, end: Some(wrap_up.end), draft, evidence });
                vec![Event::Reopened { call }]
            }
            Effect::RecordUse(used) if self.disk_full => not_recorded(used.id),
            Effect::RecordUse(used) => {
                let id = used.id;
                self.used.push(used);
                vec![Event::Recorded { id }]
            }
            Effect::StoreWrongAlarm(wrong) => vec![Event::Recorded { id: wrong.id }],
            Effect::UseMethod(used) => vec![Event::Recorded { id: used.id }],
            Effect::NoteInsight(noticed) => vec![Event::Recorded { id: noticed.id }],
            Effect::TakeBackWrongAlarm(back) => vec![Event::Recorded { id: back.wrong }],
            Effect::LogReveal { .. } => {
                self.reveals += 1;
                Vec::new()
            }
            Effect::Phone(command) => {
                self.phone.push(command);
                Vec::new()
            }
            Effect::PublishCalls(calls) => {
                assert_ne!(self.published, calls, "published without a change");
                self.published = calls;
                Vec::new()
            }
            Effect::Copy(text) => {
                self.copied.push(text);
                Vec::new()
            }
            Effect::Bell => {
                self.bells += 1;
                Vec::new()
            }
            Effect::Redraw | Effect::Training(_) => Vec::new(),
            Effect::Quit => {
                self.left = true;
                Vec::new()
            }
        }
    }

    fn search(&self, text: &str) -> SearchResult {
        let hit = |person: &Profile| SearchHit {
            id: person.id,
            number: person.customer.number,
            name: person.customer.name.clone(),
            level: person.customer.level,
            package: None,
            matched: Matched::NumberPart,
        };
        let matches = |person: &&Profile| {
            person.customer.number.digits().contains(text)
                || person.customer.name.as_ref().is_some_and(|name| name.as_raw().contains(text))
        };
        SearchResult { hits: self.people.iter().filter(matches).map(hit).collect(), total: None }
    }
}

fn refused(call: CallId) -> Vec<Event> {
    vec![Event::SaveFailed { call, problem: Problem::new("disk-full", Severity::Failure) }]
}

fn not_recorded(id: uuid::Uuid) -> Vec<Event> {
    vec![Event::RecordFailed { id, problem: Problem::new("disk-full", Severity::Failure) }]
}

fn key(ring: u32) -> CallKey {
    CallKey(format!("sim:{ring}"))
}

fn person(id: i64, number: &str, name: &str) -> Profile {
    let customer = Customer {
        name: Some(RawText::new(name)),
        level: Some(Level::Gold),
        ..Customer::bare(PhoneNumber::parse(number).unwrap())
    };
    Profile {
        id: CustomerId(id),
        customer,
        usage: Vec::new(),
        habit: None,
        events: Vec::new(),
        history: Vec::new(),
        follow_ups: Vec::new(),
        offers: Vec::new(),
        quiet: Vec::new(),
        told: Vec::new(),
        tried: Vec::new(),
    }
}

/// A key from the name that the manual gives it.
pub(crate) fn named(name: &str) -> Key {
    if let Some(letter) = name.strip_prefix("Ctrl-") {
        return Key::ctrl(letter.chars().next().unwrap().to_ascii_lowercase());
    }
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Shift-Tab" => KeyCode::BackTab,
        "Backspace" => KeyCode::Backspace,
        "Delete" => KeyCode::Delete,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Space" => KeyCode::Char(' '),
        _ => match name.strip_prefix('F').and_then(|number| number.parse().ok()) {
            Some(number) => KeyCode::F(number),
            None => {
                let mut letters = name.chars();
                let letter = letters.next().expect("a key has a name");
                assert_eq!(letters.next(), None, "no key is called {name}");
                KeyCode::Char(letter)
            }
        },
    };
    Key::plain(code)
}

/// The words of a language.
pub(crate) fn words(lang: Lang) -> Words {
    Words::new(lang.tag())
}

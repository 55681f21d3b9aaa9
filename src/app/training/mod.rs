//! 训练: rehearsals on the same desk. An invented customer answers back; what the trainee does is watched, never changed.

pub mod event;
pub mod lessons;
mod places;
pub mod record;
pub mod replay;
pub mod result;
pub mod session;
pub mod tape;
mod watch;

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::app::line::LineEdit;
use crate::app::notices::{self, Toast};
use crate::app::training::event::{TrainingEffect, TrainingEvent};
use crate::app::training::lessons::Lessons;
use crate::app::training::record::RecordPage;
use crate::app::training::replay::Replay;
use crate::app::training::result::ResultPage;
use crate::app::training::session::{Asked, Field, Session};
use crate::app::training::tape::What;
use crate::app::{App, Place};
use crate::domain::problem::{Problem, Severity};
use crate::domain::safe_text::RawText;
use crate::domain::time::Now;
use crate::domain::training::rehearsal::Input;

pub(crate) use places::{accept, back, by, next, on_digit, save_review, step};
pub(crate) use watch::{leave, watch};

/// Everything of training.
#[derive(Debug, Default)]
pub struct Training {
    /// The menu.
    pub lessons: Lessons,
    /// The rehearsal that goes on.
    pub session: Option<Box<Session>>,
    /// The result of the one before.
    pub result: Option<Box<ResultPage>>,
    /// An attempt seen again.
    pub replay: Option<Box<Replay>>,
    /// The record, beneath a replay that was asked for in it.
    pub record: Option<Box<RecordPage>>,
}

/// What fills the screen in [`Place::Training`].
#[derive(Clone, Copy, Debug)]
pub enum Page<'a> {
    /// The menu.
    Lessons(&'a Lessons),
    /// A result, with the three questions when they are open.
    Result(&'a ResultPage),
    /// An attempt seen again.
    Replay(&'a Replay),
    /// The record.
    Record(&'a RecordPage),
}

impl Training {
    /// What fills the screen.
    #[must_use]
    pub fn page(&self) -> Page<'_> {
        match (&self.replay, &self.record, &self.result) {
            (Some(replay), ..) => Page::Replay(replay),
            (None, Some(record), _) => Page::Record(record),
            (None, None, Some(result)) => Page::Result(result),
            (None, None, None) => Page::Lessons(&self.lessons),
        }
    }
}

impl App {
    /// The rehearsal, while its call is on the screen.
    #[must_use]
    pub fn talk(&self) -> Option<&Session> {
        let session = self.training.as_deref()?.session.as_deref()?;
        let call = self.calls.current()?;
        (call.key == session.key).then_some(session)
    }

    /// The replay that fills the screen.
    #[must_use]
    pub fn replay(&self) -> Option<&Replay> {
        let replay = self.training.as_deref()?.replay.as_deref();
        replay.filter(|_| self.place == Place::Training)
    }

    /// The rehearsal.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.training.as_deref()?.session.as_deref()
    }

    pub(crate) fn session_mut(&mut self) -> Option<&mut Session> {
        self.training.as_deref_mut()?.session.as_deref_mut()
    }
}

/// The time of an event. In training it is whole milliseconds, and the wall clock goes with the other one while a rehearsal lasts: a replay
/// then has the same time to the last digit.
pub(crate) fn clock(app: &App, now: Now) -> Now {
    let Some(training) = app.training.as_deref() else { return now };
    let mono = std::time::Duration::from_millis(u64::try_from(now.mono.as_millis()).unwrap_or(u64::MAX));
    let Some(session) = &training.session else { return Now { mono, ..now } };
    let passed = chrono::TimeDelta::from_std(session.at(mono)).unwrap_or_default();
    Now { wall: session.head.began + passed, mono }
}

/// Keeps what reaches the desk, for the replay.
pub(crate) fn record(app: &mut App, event: &Event) {
    let mono = app.now.mono;
    let places: Vec<crate::domain::call::CallId> = match event {
        Event::Clicked(_) => app.calls.open.iter().map(|call| call.id).collect(),
        _ => Vec::new(),
    };
    let place = |call| places.iter().position(|known| *known == call);
    if let Some(session) = app.session_mut()
        && let Some(what) = What::of(event, place)
    {
        session.record(what, mono);
    }
}

/// An action was asked for: the customer's side may want to know.
pub(crate) fn saw(app: &mut App, action: Action) {
    if let Some(session) = app.session_mut() {
        session.actions.push(action);
    }
}

/// Training itself was told something.
pub(crate) fn on_event(app: &mut App, heard: TrainingEvent, out: &mut Vec<Effect>) {
    match heard {
        TrainingEvent::Read(findings) => {
            if let Some(training) = app.training.as_deref_mut() {
                training.lessons.findings = Some(findings);
            }
        }
        TrainingEvent::Listed(rows) => lessons::on_listed(app, rows),
        TrainingEvent::Record(report) => record::on_record(app, *report),
        TrainingEvent::Wished(wish) => lessons::on_wish(app, wish, out),
        TrainingEvent::Preferred(mode) => {
            if let Some(training) = app.training.as_deref_mut() {
                training.lessons.mode = Some(mode);
            }
        }
        TrainingEvent::Ready(ready) => watch::begin(app, *ready, out),
        TrainingEvent::Judged { standing } => result::on_judged(app, standing),
        TrainingEvent::Reel(reel) => {
            let replay = Replay::new(app, *reel);
            if let Some(training) = app.training.as_deref_mut() {
                training.replay = Some(Box::new(replay));
            }
            app.place = Place::Training;
            app.popup = None;
        }
    }
}

/// A second has passed.
pub(crate) fn on_tick(app: &mut App) {
    if let Some(replay) = app.training.as_deref_mut().and_then(|training| training.replay.as_deref_mut()) {
        replay.on_tick();
    }
}

/// The actions that only training has.
pub(crate) fn act(app: &mut App, action: Action, out: &mut Vec<Effect>) {
    match action {
        Action::SayFreely => open_field(app),
        Action::Hint => tell(app, Input::Hint),
        Action::StepBack => tell(app, Input::Back),
        Action::Replay => places::replay(app, out),
        Action::OpenRecord if app.training.is_some() => record::open(app, out),
        Action::PlayOrPause | Action::Faster | Action::Slower if places::replays(app) => {
            replay::on_key(app, action);
        }
        _ => notices::not_here(app, "why-not-in-training"),
    }
}

fn open_field(app: &mut App) {
    if app.talk().is_none_or(|session| !session.may_speak()) {
        return notices::not_here(app, "why-nobody-listens");
    }
    if let Some(session) = app.session_mut() {
        session.input.open = true;
    }
}

/// A digit in F4: what to say, or what was found on the desk.
pub(crate) fn choose(app: &mut App, digit: u8) {
    let Some(session) = app.talk() else { return };
    if !session.may_speak() {
        return notices::not_here(app, "why-nobody-listens");
    }
    let (shown, task) = match session.asked() {
        Asked::Say(shown) => (shown, None),
        Asked::Found { task, choices } => {
            (choices, session.rehearsal.scenario().tasks.get(task).map(|task| task.id.clone()))
        }
    };
    if shown.is_empty() {
        // There is nothing to choose: a digit is the beginning of what one says.
        return type_in(app, |line| {
            line.insert(&digit.to_string());
            true
        });
    }
    if !shown.iter().any(|choice| choice.digit == digit) {
        return notices::not_here(app, "why-no-such-answer");
    }
    let back = app.back_to_note && task.is_none();
    tell(
        app,
        match task {
            Some(task) => Input::Found { task, digit },
            None => Input::Chose { digit },
        },
    );
    if back {
        crate::app::desk::focus(app, crate::app::Pane::Note);
    }
}

/// Enter in the field: says what was typed.
pub(crate) fn say(app: &mut App) {
    let Some(session) = app.session_mut() else { return };
    let text = session.input.line.text().to_owned();
    if text.trim().is_empty() {
        session.input.open = false;
        return;
    }
    if !session.may_speak() {
        return notices::not_here(app, "why-nobody-listens");
    }
    // What comes next may be a digit as well as words; words open the field again by themselves.
    session.input = Field::default();
    tell(app, Input::Said { text: RawText::new(text) });
}

/// Tells the customer's side; what it answers is carried out when the event is over.
fn tell(app: &mut App, input: Input) {
    let mono = app.now.mono;
    let Some(session) = app.session_mut() else { return notices::not_here(app, "why-not-in-training") };
    let reactions = session.tell(input, mono);
    session.pending.extend(reactions);
}

/// Typing in a field of training.
pub(crate) fn type_in(app: &mut App, edit: impl FnOnce(&mut LineEdit) -> bool) {
    if let Some(line) = places::review_field(app) {
        edit(line);
        return;
    }
    let mono = app.now.mono;
    let Some(session) = app.session_mut() else { return };
    if !session.may_speak() && !session.input.open {
        return notices::not_here(app, "why-nobody-listens");
    }
    session.input.open = true;
    if edit(&mut session.input.line) && session.hears_typing(mono) {
        tell(app, Input::Typing);
    }
}

/// Scrolls the transcript in F4.
pub(crate) fn scroll_talk(app: &mut App, up: bool) {
    if let Some(session) = app.session_mut() {
        session.scroll = if up { session.scroll.saturating_add(3) } else { session.scroll.saturating_sub(3) };
    }
}

/// The rehearsal is over and recorded.
fn finish(app: &mut App, out: &mut Vec<Effect>) {
    let Some(training) = app.training.as_deref_mut() else { return };
    let Some(session) = training.session.take() else { return };
    let tape = session.tape().written();
    let mut rehearsals = session.done;
    let page = ResultPage::new(session.rehearsal.clone(), &rehearsals);
    rehearsals.push(session.rehearsal);
    let (began, lang) = (session.head.began, session.head.lang);
    let keep = TrainingEffect::Keep { rehearsals, began, tape, lang };
    training.result = Some(Box::new(page));
    out.push(Effect::Training(Box::new(keep)));
    app.place = Place::Training;
    app.popup = None;
    // The call was judged as it was written: it is not taken back.
    app.notices.undo = None;
    // What was asked while the customer was on the line is over.
    app.notices.toast = None;
}

/// Something that training cannot do.
pub(crate) fn refused(app: &mut App, code: &'static str) {
    notices::say(app, Toast::Problem(Problem::new(code, Severity::Notice)));
}

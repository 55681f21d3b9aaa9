//! An attempt seen again: a second desk inside the first, fed with what reached it then, at its own time. Nothing that happens in it
//! reaches the outside.

use std::time::Duration;

use crate::app::action::Action;
use crate::app::event::Event;
use crate::app::training::tape::Head;
use crate::app::update::update;
use crate::app::{App, Mode, Start};
use crate::domain::time::Now;
use crate::domain::training::rehearsal::{Line, Reaction, Rehearsal, Timed, Who};

/// How many seconds of the attempt pass in one.
pub const SPEEDS: [u32; 5] = [1, 2, 4, 8, 16];
/// Where the second desk's own clock begins: a while after its start, so that no timer runs below zero.
const EARLIER: Duration = Duration::from_secs(1000);

/// What is needed to show an attempt.
#[derive(Clone, Debug)]
pub struct Reel {
    /// How it began.
    pub head: Head,
    /// Everything that reached the desk, with its time since the beginning. The rehearsal itself is the first.
    pub events: Vec<(Duration, Event)>,
    /// The conversation.
    pub own: Told,
    /// That of the best attempt, when it is another one.
    pub best: Option<Told>,
}

/// A conversation with the points as they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The final score.
    pub total: u32,
    /// Line by line.
    pub lines: Vec<ToldLine>,
}

/// A line, and what it earned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldLine {
    /// The line.
    pub line: Line,
    /// Points earned by it, or lost.
    pub points: i64,
}

impl Told {
    /// Rehearses a log again, and keeps what was said with its points.
    #[must_use]
    pub fn again(mut rehearsal: Rehearsal, log: &[Timed]) -> Self {
        let mut lines: Vec<ToldLine> = Vec::new();
        for timed in log {
            let reactions = rehearsal.on(timed.input.clone(), Duration::from_millis(timed.at));
            let points = reactions.iter().map(|reaction| points_of(&rehearsal, reaction)).sum::<i64>();
            let fresh = rehearsal.transcript().iter().skip(lines.len());
            let from = lines.len();
            lines.extend(fresh.map(|line| ToldLine { line: line.clone(), points: 0 }));
            let spoken = lines.iter_mut().skip(from).find(|told| told.line.who != Who::Customer);
            if let Some(told) = spoken {
                told.points += points;
            } else if let Some(last) = lines.last_mut() {
                last.points += points;
            }
        }
        Self { total: rehearsal.score().total, lines }
    }
}

fn points_of(rehearsal: &Rehearsal, reaction: &Reaction) -> i64 {
    let weight = |at: &usize| rehearsal.scenario().items.get(*at).map_or(0, |item| i64::from(item.weight));
    match reaction {
        Reaction::Earned(at) => weight(at),
        Reaction::Lost(at) => -weight(at),
        _ => 0,
    }
}

/// A replay on the screen.
#[derive(Debug)]
pub struct Replay {
    /// What is shown.
    pub reel: Reel,
    /// The desk as it was then.
    pub desk: Box<App>,
    /// How many events it has had.
    pub at: usize,
    /// The time shown.
    pub clock: Duration,
    /// Which of [`SPEEDS`].
    pub speed: usize,
    /// Whether it goes on by itself.
    pub playing: bool,
    /// Two conversations beside each other instead of the desk.
    pub beside: bool,
    /// Lines above the newest ones of the conversations.
    pub scroll: u16,
    /// This conversation.
    pub own: Told,
    /// The best one's.
    pub best: Option<Told>,
}

impl Replay {
    /// A replay that stands at its beginning. `app` lends what does not belong to one attempt: words, packages, rules.
    #[must_use]
    pub fn new(app: &App, mut reel: Reel) -> Self {
        let desk = Box::new(blank(app, &reel.head));
        let (own, best) = (std::mem::take(&mut reel.own), reel.best.take());
        let mut replay = Self {
            reel,
            desk,
            at: 0,
            clock: Duration::ZERO,
            speed: 0,
            playing: false,
            beside: false,
            scroll: 0,
            own,
            best,
        };
        replay.feed_until(Duration::ZERO);
        replay
    }

    /// How long the attempt took.
    #[must_use]
    pub fn length(&self) -> Duration {
        self.reel.events.last().map_or(Duration::ZERO, |(at, _)| *at)
    }

    /// Nothing is left to show.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.at >= self.reel.events.len()
    }

    /// Feeds everything that happened up to `clock`.
    fn feed_until(&mut self, clock: Duration) {
        while self.reel.events.get(self.at).is_some_and(|(at, _)| *at <= clock) {
            self.feed();
        }
        self.clock = clock.min(self.length());
    }

    /// Feeds one event; says whether there was one.
    pub fn feed(&mut self) -> bool {
        let Some((at, event)) = self.reel.events.get(self.at).cloned() else { return false };
        // Whatever the desk of then asks for was answered then: the answers are on the reel.
        let _ = update(&mut self.desk, event, time(&self.reel.head, at));
        self.at += 1;
        self.clock = at;
        true
    }

    /// A second has passed.
    pub(crate) fn on_tick(&mut self) {
        if self.playing {
            let speed = SPEEDS.get(self.speed).copied().unwrap_or(1);
            self.feed_until(self.clock + Duration::from_secs(u64::from(speed)));
            self.playing = !self.is_over();
        }
    }

    /// On to behind the next thing that the trainee did.
    fn forward(&mut self) {
        while self.feed() {
            let did = self.at.checked_sub(1).is_some_and(|at| self.is_deed(at));
            if did && !self.answer_follows() {
                return;
            }
        }
    }

    /// Back to behind the thing that the trainee did before.
    fn backward(&mut self, app: &App) {
        let last = (0..self.at).rev().filter(|at| self.is_deed(*at)).nth(1);
        self.rewind(app, last.map_or(0, |at| at + 1));
    }

    /// To the moment behind so many events.
    fn rewind(&mut self, app: &App, to: usize) {
        *self.desk = blank(app, &self.reel.head);
        self.at = 0;
        self.clock = Duration::ZERO;
        while self.at < to && self.feed() {}
        if to == 0 {
            self.feed_until(Duration::ZERO);
        }
        while self.answer_follows() && self.feed() {}
    }

    fn is_deed(&self, at: usize) -> bool {
        self.reel.events.get(at).is_some_and(|(_, event)| {
            matches!(event, Event::Key(_) | Event::Typed(_) | Event::Pasted(_) | Event::Clicked(_))
        })
    }

    /// The next event only answers the one before: a frame between them shows less than the trainee saw.
    fn answer_follows(&self) -> bool {
        self.reel.events.get(self.at).is_some_and(|(at, event)| {
            let deed = self.is_deed(self.at);
            *at == self.clock && !deed && !matches!(event, Event::Tick)
        })
    }
}

/// The two clocks of the second desk.
#[must_use]
pub fn time(head: &Head, at: Duration) -> Now {
    let wall = chrono::TimeDelta::from_std(at).map_or(head.began, |passed| head.began + passed);
    Now { wall, mono: EARLIER + at }
}

/// A desk as it was before the first event.
#[must_use]
pub fn blank(app: &App, head: &Head) -> App {
    let mut desk = App::new(Start {
        lang: head.lang,
        mode: Mode::Training,
        agent: app.agent.clone(),
        now: time(head, Duration::ZERO),
        seed: [0; 16],
        snippets: app.snippets.clone(),
        names: app.names.clone(),
        can_dial: false,
        size: head.size,
    })
    .with_catalogue(std::sync::Arc::clone(&app.catalogue));
    desk.rules = std::sync::Arc::clone(&app.rules);
    desk.all_cards = app.all_cards.clone();
    desk.last_ticket = head.ticket;
    desk
}

/// A key of the replay.
pub(crate) fn on_key(app: &mut App, action: Action) {
    // Taken out, so that the desk around it can be read while it changes.
    let Some(mut replay) = app.training.as_deref_mut().and_then(|training| training.replay.take()) else {
        return;
    };
    match action {
        Action::Right => {
            replay.playing = false;
            replay.forward();
        }
        Action::Left => {
            replay.playing = false;
            replay.backward(app);
        }
        Action::Home => replay.rewind(app, 0),
        Action::End => while replay.feed() {},
        Action::PlayOrPause if replay.is_over() => {
            replay.rewind(app, 0);
            replay.playing = true;
        }
        Action::PlayOrPause => replay.playing = !replay.playing,
        Action::Faster => replay.speed = (replay.speed + 1).min(SPEEDS.len() - 1),
        Action::Slower => replay.speed = replay.speed.saturating_sub(1),
        Action::Next => replay.beside = !replay.beside,
        Action::PageUp => replay.scroll = replay.scroll.saturating_add(5),
        Action::PageDown => replay.scroll = replay.scroll.saturating_sub(5),
        _ => {}
    }
    if let Some(training) = app.training.as_deref_mut() {
        training.replay = Some(replay);
    }
}

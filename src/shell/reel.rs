//! From a tape to a reel: plays a recorded session once in the dark, so that every question the desk asked then has its answer again, from
//! the same kinds of places. It must not touch the store of the session that goes on.

use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use crate::app::App;
use crate::app::event::{Event, Ticket};
use crate::app::training::replay::{self, Reel, Told};
use crate::app::training::tape::{Heard, Kind, Tape, What};
use crate::app::update::update;
use crate::content::words::Words;
use crate::shell::effects::{self, Asked, Outside};
use crate::shell::message::Message;

/// An answer that takes longer will not come: the reel then goes on without it.
const PATIENCE: Duration = Duration::from_secs(5);

/// The outside of a session that is over: opened for it alone.
pub struct Backstage {
    /// Store, scripts and prices.
    pub outside: Outside,
    /// What they answer.
    pub replies: Receiver<Message>,
}

/// Plays the tape. `lender` lends what does not belong to one attempt; `ready` is the rehearsal as it was before its first second.
#[must_use]
pub fn develop(tape: Tape, ready: Event, lender: &App, backstage: &mut Backstage, words: &Words) -> Reel {
    let mut darkroom = Darkroom {
        desk: replay::blank(lender, &tape.head),
        backstage,
        words,
        answers: BTreeMap::new(),
        next: BTreeMap::new(),
    };
    let mut events = vec![(Duration::ZERO, ready.clone())];
    darkroom.feed(&tape, Duration::ZERO, ready);
    for Heard { at, what } in &tape.heard {
        if let Some(event) = darkroom.event(what) {
            events.push((*at, event.clone()));
            darkroom.feed(&tape, *at, event);
        }
    }
    Reel { head: tape.head, events, own: Told::default(), best: None }
}

struct Darkroom<'a> {
    desk: App,
    backstage: &'a mut Backstage,
    words: &'a Words,
    answers: BTreeMap<Ticket, Event>,
    next: BTreeMap<Kind, VecDeque<Event>>,
}

impl Darkroom<'_> {
    fn feed(&mut self, tape: &Tape, at: Duration, event: Event) {
        let now = replay::time(&tape.head, at);
        for effect in update(&mut self.desk, event, now) {
            let lang = self.desk.lang;
            if let Some(Asked::Event(answer)) =
                self.backstage.outside.carry_out(effect, lang, self.words, now)
            {
                self.keep(answer);
            }
        }
    }

    fn event(&mut self, what: &What) -> Option<Event> {
        let call_at = |place: usize| self.desk.calls.open.get(place).map(|call| call.id);
        if let Some(event) = what.event(call_at) {
            return Some(event);
        }
        match what {
            What::Answered(ticket) => {
                while !self.answers.contains_key(ticket) && self.wait() {}
                self.answers.remove(ticket)
            }
            What::Next(kind) => {
                while self.next.get(kind).is_none_or(VecDeque::is_empty) && self.wait() {}
                self.next.get_mut(kind)?.pop_front()
            }
            _ => None,
        }
    }

    /// Waits for one answer; says whether one came.
    fn wait(&mut self) -> bool {
        match self.backstage.replies.recv_timeout(PATIENCE) {
            Ok(Message::Store(reply)) => self.keep(effects::event(*reply)),
            Ok(Message::Advised(event)) => self.keep(*event),
            Ok(_) => {}
            Err(_) => return false,
        }
        true
    }

    fn keep(&mut self, event: Event) {
        match &event {
            Event::Found { ticket, .. }
            | Event::ScriptFound { ticket, .. }
            | Event::Advised { ticket, .. }
            | Event::SearchFound { ticket, .. } => {
                self.answers.insert(*ticket, event);
            }
            other => {
                if let Some(kind) = Kind::of(other) {
                    self.next.entry(kind).or_default().push_back(event);
                }
            }
        }
    }
}

//! Carries out what the app asks of the outside: the store, the phone, the scripts. It decides nothing.

use std::sync::mpsc;

use crate::app::Lang;
use crate::app::effect::{Effect, PhoneCommand};
use crate::app::event::{Event, Ticket};
use crate::content::words::Words;
use crate::domain::call::{CallKey, Signal};
use crate::domain::note::Draft;
use crate::domain::problem::{Problem, Severity};
use crate::domain::safe_text::{RawText, SafeText};
use crate::domain::time::Now;
use crate::phone::Command;
use crate::phone::signal_socket::SignalSocket;
use crate::shell::advisor::Advisor;
use crate::shell::scripts::ScriptShelf;
use crate::shell::training::Academy;
use crate::store::worker::{Reply, Request, StoreThreads};

/// Everything outside that the app can ask for.
pub struct Outside {
    /// The store's threads.
    pub store: StoreThreads,
    /// The phone feeds.
    pub phones: Phones,
    /// The scripts of both languages.
    pub scripts: ScriptShelf,
    /// Who rates packages.
    pub advisor: Advisor,
    /// Scenarios and attempts, where somebody trains.
    pub training: Option<Box<Academy>>,
}

/// What is left for the one who owns the screen.
#[derive(Debug)]
pub enum Asked {
    /// Hand this to the app before the next frame.
    Event(Event),
    /// Hand these to the app before the next frame, in this order.
    Events(Vec<Event>),
    /// Put text on the clipboard.
    Copy(SafeText),
    /// Ring the bell.
    Bell,
    /// Draw everything anew.
    Redraw,
    /// Leave.
    Quit,
}

impl Outside {
    /// Carries out one effect, or says what is left to do. `words` are those of `lang`.
    pub fn carry_out(&mut self, effect: Effect, lang: Lang, words: &Words, now: Now) -> Option<Asked> {
        match effect {
            Effect::FindScript { ticket, wanted, occasion } => {
                let (script, others) = self.scripts.open(wanted.as_deref(), &occasion, lang, words, now.wall);
                return Some(Asked::Event(Event::ScriptFound { ticket, script, others }));
            }
            Effect::FillMessages { ticket, occasion } => {
                let messages = self.scripts.messages(&occasion, lang, words, now.wall);
                return Some(Asked::Event(Event::MessagesFilled { ticket, messages }));
            }
            Effect::Advise { ticket, case, what_if, at_once } => {
                return self.advisor.ask(ticket, case, what_if, at_once).map(Asked::Event);
            }
            Effect::Phone(command) => {
                return self.phones.command(command).map(|problem| Asked::Event(Event::Problem(problem)));
            }
            Effect::Training(effect) => {
                let academy = self.training.as_deref_mut()?;
                return Some(Asked::Events(academy.carry_out(*effect, &mut self.store, words, now)));
            }
            Effect::PublishCalls(calls) => self.phones.publish(calls),
            Effect::Copy(text) => return Some(Asked::Copy(text)),
            Effect::Bell => return Some(Asked::Bell),
            Effect::Redraw => return Some(Asked::Redraw),
            Effect::Quit => return Some(Asked::Quit),
            other => {
                if let Some(request) = request(other, now) {
                    self.store.send(request);
                }
            }
        }
        None
    }

    /// Writes what is still being typed; on the way out.
    pub fn keep(&self, draft: Draft) {
        self.store.send(Request::SaveDraft(draft));
    }
}

/// What an effect asks of the store; `None` for an effect that is not the store's.
fn request(effect: Effect, now: Now) -> Option<Request> {
    Some(match effect {
        Effect::FindCustomer { ticket, number } => Request::ProfileByNumber { ticket: ticket.0, number },
        Effect::LoadCustomer { ticket, id } => Request::ProfileById { ticket: ticket.0, id },
        Effect::Search { ticket, text, limit } => Request::Search { ticket: ticket.0, text, limit },
        Effect::FindStopped { call, number, since } => Request::Stopped { call, number, since },
        Effect::LoadFollowUps => Request::FollowUps,
        Effect::PostponeFollowUp { id, due_at } => Request::Postpone { id, due_at, at: now.wall },
        Effect::StoreCallStart(start) => Request::StartCall(start),
        Effect::LinkCall { call, customer, number, at } => Request::LinkCall { call, customer, number, at },
        Effect::StoreCallEnd(end) => Request::EndCall(end),
        Effect::SaveDraft(draft) => Request::SaveDraft(draft),
        Effect::SaveWrapUp(wrap_up) => Request::SaveWrapUp(wrap_up),
        Effect::Reopen { call, at } => Request::Reopen { call, at },
        Effect::RecordUse(used) => Request::RecordUse(used),
        Effect::StoreWrongAlarm(wrong) => Request::SignWrong(wrong),
        Effect::Remember(saying) => Request::Remember(saying),
        Effect::TakeBackWrongAlarm(back) => Request::SignRight(back),
        Effect::NoteInsight(noticed) => Request::NoteInsight(noticed),
        Effect::UseMethod(used) => Request::UseMethod(used),
        Effect::AnswerOffer(answer) => Request::AnswerOffer(answer),
        Effect::LogReveal { customer, call, at } => Request::LogReveal { customer, call, at },
        Effect::FindScript { .. }
        | Effect::FillMessages { .. }
        | Effect::Advise { .. }
        | Effect::Training(_)
        | Effect::Phone(_)
        | Effect::PublishCalls(_)
        | Effect::Copy(_)
        | Effect::Bell
        | Effect::Redraw
        | Effect::Quit => return None,
    })
}

/// What the store answered, as the app hears it.
#[must_use]
pub fn event(reply: Reply) -> Event {
    match reply {
        Reply::Profile { ticket, profile } => Event::Found { ticket: Ticket(ticket), profile },
        Reply::Search { ticket, result } => Event::SearchFound { ticket: Ticket(ticket), result },
        Reply::Stopped { call, stopped } => Event::StoppedFound { call, stopped },
        Reply::FollowUps(rows) => Event::FollowUps(rows),
        Reply::Unfinished(calls) => Event::Restored(calls),
        Reply::Unsent(count) => Event::Unsent(count),
        Reply::Tallies(tallies) => Event::Tallies(tallies),
        Reply::DraftSaved { call, at } => Event::DraftSaved { call, at },
        Reply::WrapUpSaved { call, at } => Event::WrapUpSaved { call, at },
        Reply::Reopened(call) => Event::Reopened { call },
        Reply::SaveFailed { call, problem } => Event::SaveFailed { call, problem },
        Reply::Recorded { id } => Event::Recorded { id },
        Reply::RecordFailed { id, problem } => Event::RecordFailed { id, problem },
        Reply::Problem(problem) => Event::Problem(problem),
    }
}

/// The feeds of this desk.
#[derive(Default)]
pub struct Phones {
    /// The demo's phone.
    pub simulator: Option<mpsc::Sender<Command>>,
    /// The control socket; `None` when it could not be opened.
    pub socket: Option<SignalSocket>,
}

/// The beginning of the simulator's call keys.
const SIMULATED: &str = "sim:";

impl Phones {
    /// Hands a command to the feed that has the call. A dial goes to a phone that can dial.
    fn command(&self, command: PhoneCommand) -> Option<Problem> {
        let command = match command {
            PhoneCommand::Answer(key) => Command::Answer(key),
            PhoneCommand::HangUp(key) => Command::HangUp(key),
            PhoneCommand::Hold(key) => Command::Hold(key),
            PhoneCommand::Unhold(key) => Command::Unhold(key),
            PhoneCommand::Dial(number) => Command::Dial(number),
        };
        let simulated = key_of(&command).is_none_or(|key| key.0.starts_with(SIMULATED));
        match (&self.simulator, &self.socket) {
            (Some(simulator), _) if simulated => {
                // A simulator that has stopped has no calls left to obey for.
                let _ = simulator.send(command);
                None
            }
            (_, Some(socket)) => {
                socket.command(command);
                None
            }
            _ => Some(Problem::new("no-phone", Severity::Warning)),
        }
    }

    fn publish(&self, calls: Vec<crate::domain::call::CallSummary>) {
        if let Some(socket) = &self.socket {
            socket.publish(calls);
        }
    }

    /// What the socket said about a call that is not its own: the simulator obeys it, everybody else's call just did it.
    #[must_use]
    pub fn told(&self, signal: Signal) -> Option<Signal> {
        let Some(simulator) = &self.simulator else { return Some(signal) };
        let command = match &signal {
            Signal::Answered { call } => Command::Answer(call.clone()),
            Signal::Held { call } => Command::Hold(call.clone()),
            Signal::Unheld { call } => Command::Unhold(call.clone()),
            Signal::Ended { call, .. } => Command::HangUp(call.clone()),
            Signal::Ringing { .. } | Signal::Dialling { .. } | Signal::Lost | Signal::Connected => {
                return Some(signal);
            }
        };
        if key_of(&command).is_some_and(|key| key.0.starts_with(SIMULATED)) {
            let _ = simulator.send(command);
            return None;
        }
        Some(signal)
    }
}

const fn key_of(command: &Command) -> Option<&CallKey> {
    match command {
        Command::Answer(key) | Command::HangUp(key) | Command::Hold(key) | Command::Unhold(key) => Some(key),
        Command::Dial(_) => None,
    }
}

/// The drafts of everything that is being typed and not on disk yet.
#[must_use]
pub fn unsaved_drafts(app: &crate::app::App, now: Now) -> Vec<Draft> {
    let dirty = app.calls.open.iter().filter(|call| call.note.dirty_since.is_some() && !call.saving);
    let draft = |call: &crate::app::calls::OpenCall| Draft {
        call: call.id,
        body: RawText::new(call.note.text()),
        evidence: call.evidence.clone(),
        at: now.wall,
    };
    dirty.map(draft).collect()
}

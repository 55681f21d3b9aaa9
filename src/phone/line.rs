//! The table of calls behind the control socket: one request in, one answer and at most one signal out. No sockets, no clock.
//!
//! A softphone's hooks know little: often only a number, sometimes an id. So a call is found by its id, else as the newest open
//! call with that number, else as the only open call; and what is told twice happens once.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::domain::call::{CallKey, CallState, CallSummary, Direction, EndReason, Party, Signal};
use crate::domain::customer::CustomerId;
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;
use crate::phone::Command;

/// The longest request in bytes, line break included.
pub const LINE_LIMIT: usize = 4096;

/// More calls than this on one seat are an error of whoever sends them.
const OPEN_LIMIT: usize = 64;

/// What keeps this feed's call keys apart from those of others.
const PREFIX: &str = "ctl:";

/// The calls this feed was told about, and those that the desk has from elsewhere.
#[derive(Debug, Default)]
pub struct Line {
    own: Vec<Call>,
    elsewhere: Vec<CallSummary>,
    counter: u64,
    /// Sets the names of this run's calls apart from those of an earlier run, whose calls may still wait for their wrap-up.
    run: String,
}

#[derive(Clone, Debug)]
struct Call {
    key: CallKey,
    direction: Direction,
    state: CallState,
    number: Option<PhoneNumber>,
    since: Moment,
    customer: Option<CustomerId>,
    answered: bool,
    /// The desk has shown it at least once, so when the desk no longer does, it is over.
    seen: bool,
}

/// What came of a request.
#[derive(Debug)]
pub struct Outcome {
    /// The answer, one line of JSON without its line break.
    pub answer: String,
    /// What the desk must hear.
    pub signal: Option<Signal>,
    /// The one who asked wants to hear of every change from now on.
    pub watches: bool,
}

/// A request as it comes in. Unknown keys are ignored.
#[derive(Deserialize)]
struct Request {
    v: Option<u64>,
    op: String,
    num: Option<String>,
    name: Option<String>,
    call: Option<String>,
    dir: Option<String>,
    reason: Option<String>,
}

type Refusal = &'static str;
type Done = Result<(Value, Option<Signal>), Refusal>;

impl Line {
    /// A line whose calls are named after the moment it was opened, so that no name comes twice in a seat's life.
    #[must_use]
    pub fn opened(at: Moment) -> Self {
        Self { run: format!("{:x}.", at.timestamp()), ..Self::default() }
    }

    /// Carries out one request line.
    pub fn apply(&mut self, line: &str, now: Moment) -> Outcome {
        // Not serde's own message: it repeats what it could not read.
        let Ok(request) = serde_json::from_str::<Request>(line) else {
            return Outcome::refused("bad request");
        };
        if request.v.is_some_and(|version| version != 1) {
            return Outcome::refused("unknown version");
        }
        let watches = request.op == "watch";
        match self.carry_out(&request, now) {
            Ok((answer, signal)) => Outcome { answer: answer.to_string(), signal, watches },
            Err(refusal) => Outcome::refused(refusal),
        }
    }

    /// What the desk's own keys ask of a call that came in here. There is no phone to obey, so the agent's word is the fact.
    pub fn command(&mut self, command: &Command, now: Moment) -> Option<Signal> {
        match command {
            Command::Answer(key) => self.own_position(key).and_then(|at| self.answer(at, now)),
            Command::Hold(key) => self.own_position(key).and_then(|at| self.hold(at, now)),
            Command::Unhold(key) => self.own_position(key).and_then(|at| self.unhold(at, now)),
            Command::HangUp(key) => {
                let at = self.own_position(key)?;
                Some(self.end(at, Some(EndReason::ByHand)))
            }
            Command::Dial(number) => {
                let key = self.fresh_key();
                Some(self.begin(key, Direction::Out, Party::Number(*number), None, now))
            }
        }
    }

    /// Takes over what the desk knows: customers of our own calls, which of them the agent has closed, and every call that is not ours.
    pub fn publish(&mut self, summaries: Vec<CallSummary>) {
        let (ours, others): (Vec<_>, Vec<_>) =
            summaries.into_iter().partition(|summary| summary.key.0.starts_with(PREFIX));
        self.own.retain(|call| !call.seen || ours.iter().any(|summary| summary.key == call.key));
        for summary in ours {
            if summary.state == CallState::Ended {
                self.own.retain(|call| call.key != summary.key);
            } else if let Some(call) = self.own.iter_mut().find(|call| call.key == summary.key) {
                call.seen = true;
                call.customer = summary.customer;
                // An older report must not undo what was told since.
                if summary.since >= call.since {
                    call.state = summary.state;
                }
            }
        }
        self.elsewhere = others.into_iter().filter(|call| call.state.is_live()).collect();
    }

    /// Every open call, as `watch` tells it.
    #[must_use]
    pub fn events(&self) -> Vec<String> {
        self.summaries()
            .iter()
            .map(|call| {
                let mut event = shown(call);
                if let Some(fields) = event.as_object_mut() {
                    fields.insert("ev".to_owned(), json!("call"));
                }
                event.to_string()
            })
            .collect()
    }

    fn carry_out(&mut self, request: &Request, now: Moment) -> Done {
        match request.op.as_str() {
            "ring" => self.ring(request, now),
            "dial" => self.dial(request, now),
            "answer" => self.change(request, now, &[CallState::Ringing, CallState::Dialling], Self::answer),
            "hold" => self.change(request, now, &[CallState::Talking], Self::hold),
            "unhold" => self.change(request, now, &[CallState::Held], Self::unhold),
            "end" => self.end_one(request),
            "state" => {
                let calls: Vec<Value> = self.summaries().iter().map(shown).collect();
                Ok((json!({"ok": true, "calls": calls}), None))
            }
            "watch" => Ok((json!({"ok": true}), None)),
            _ => Err("unknown op"),
        }
    }

    fn ring(&mut self, request: &Request, now: Moment) -> Done {
        let direction = match request.dir.as_deref() {
            None | Some("in") => Direction::In,
            Some("out") => Direction::Out,
            Some(_) => return Err("bad dir"),
        };
        let party = Party::parse(request.num.as_deref().ok_or("bad number")?);
        if matches!(party, Party::Unreadable(_)) {
            return Err("bad number");
        }
        let key = request.call.as_deref().map(given_key).transpose()?;
        if let Some(known) = self.known(key.as_ref(), party.number()) {
            return Ok((json!({"ok": true, "call": name_of(&known)}), None));
        }
        if self.own.len() >= OPEN_LIMIT {
            return Err("too many calls");
        }
        let key = key.unwrap_or_else(|| self.fresh_key());
        let answer = json!({"ok": true, "call": name_of(&key)});
        let name = request.name.as_deref().and_then(RawText::non_empty);
        Ok((answer, Some(self.begin(key, direction, party, name, now))))
    }

    /// The open call that this `ring` repeats.
    fn known(&self, key: Option<&CallKey>, number: Option<PhoneNumber>) -> Option<CallKey> {
        let same = |call: &&Call| match key {
            Some(key) => call.key == *key,
            None => call.number == number && (number.is_some() || call.state == CallState::Ringing),
        };
        self.own.iter().rev().find(same).map(|call| call.key.clone())
    }

    fn dial(&mut self, request: &Request, now: Moment) -> Done {
        let number =
            PhoneNumber::parse(request.num.as_deref().ok_or("bad number")?).map_err(|_| "bad number")?;
        if let Some(known) = self.known(None, Some(number)) {
            return Ok((json!({"ok": true, "call": name_of(&known)}), None));
        }
        if self.own.len() >= OPEN_LIMIT {
            return Err("too many calls");
        }
        let key = self.fresh_key();
        let answer = json!({"ok": true, "call": name_of(&key)});
        Ok((answer, Some(self.begin(key, Direction::Out, Party::Number(number), None, now))))
    }

    fn begin(
        &mut self,
        key: CallKey,
        direction: Direction,
        party: Party,
        name: Option<RawText>,
        now: Moment,
    ) -> Signal {
        let state = match direction {
            Direction::In => CallState::Ringing,
            Direction::Out => CallState::Dialling,
        };
        self.own.push(Call {
            key: key.clone(),
            direction,
            state,
            number: party.number(),
            since: now,
            customer: None,
            answered: false,
            seen: false,
        });
        match direction {
            Direction::In => Signal::Ringing { call: key, party, name },
            Direction::Out => Signal::Dialling { call: key, party },
        }
    }

    /// `answer`, `hold`, `unhold`: of our own calls, or of one the desk has from elsewhere.
    fn change(
        &mut self,
        request: &Request,
        now: Moment,
        from: &[CallState],
        how: fn(&mut Self, usize, Moment) -> Option<Signal>,
    ) -> Done {
        let key = self.wanted(request, from)?;
        let answer = json!({"ok": true, "call": name_of(&key)});
        if let Some(at) = self.own_position(&key) {
            return Ok((answer, how(self, at, now)));
        }
        let state = self.elsewhere.iter().find(|call| call.key == key).map(|call| call.state);
        let allowed = state.is_some_and(|state| from.contains(&state));
        Ok((answer, allowed.then(|| signal_for(request.op.as_str(), key)).flatten()))
    }

    fn end_one(&mut self, request: &Request) -> Done {
        let key = self.wanted(request, &[])?;
        let answer = json!({"ok": true, "call": name_of(&key)});
        let reason = request.reason.as_deref().and_then(EndReason::parse);
        let signal = match self.own_position(&key) {
            Some(at) => self.end(at, reason),
            None => Signal::Ended { call: key, reason: reason.unwrap_or(EndReason::HungUp) },
        };
        Ok((answer, Some(signal)))
    }

    fn answer(&mut self, at: usize, now: Moment) -> Option<Signal> {
        self.turn(at, now, &[CallState::Ringing, CallState::Dialling, CallState::Unknown], CallState::Talking)
            .map(|call| Signal::Answered { call })
    }

    fn hold(&mut self, at: usize, now: Moment) -> Option<Signal> {
        self.turn(at, now, &[CallState::Talking], CallState::Held).map(|call| Signal::Held { call })
    }

    fn unhold(&mut self, at: usize, now: Moment) -> Option<Signal> {
        self.turn(at, now, &[CallState::Held], CallState::Talking).map(|call| Signal::Unheld { call })
    }

    fn turn(&mut self, at: usize, now: Moment, from: &[CallState], to: CallState) -> Option<CallKey> {
        let call = self.own.get_mut(at).filter(|call| from.contains(&call.state))?;
        call.state = to;
        call.since = now;
        call.answered |= to == CallState::Talking;
        Some(call.key.clone())
    }

    fn end(&mut self, at: usize, reason: Option<EndReason>) -> Signal {
        let call = self.own.remove(at);
        let reason = reason.unwrap_or(match (call.answered, call.direction) {
            (false, Direction::In) => EndReason::Missed,
            _ => EndReason::HungUp,
        });
        Signal::Ended { call: call.key, reason }
    }

    /// Which call a request means. Among several, one that is in a state where the request makes sense wins.
    fn wanted(&self, request: &Request, fitting: &[CallState]) -> Result<CallKey, Refusal> {
        let open = self.summaries();
        if let Some(id) = &request.call {
            return open
                .iter()
                .find(|call| call.key.0 == *id || name_of(&call.key) == id)
                .map(|call| call.key.clone())
                .ok_or("no such call");
        }
        if let Some(number) = &request.num {
            let number = Party::parse(number).number();
            let same = |call: &&CallSummary| call.number == number;
            let newest = |calls: &mut dyn Iterator<Item = &CallSummary>| {
                calls.max_by_key(|call| call.since).map(|c| c.key.clone())
            };
            return newest(&mut open.iter().filter(same).filter(|call| fitting.contains(&call.state)))
                .or_else(|| newest(&mut open.iter().filter(same)))
                .ok_or("no such call");
        }
        let mut fit = open.iter().filter(|call| fitting.contains(&call.state));
        match (open.as_slice(), fit.next(), fit.next()) {
            ([], ..) => Err("no open call"),
            ([only], ..) | (_, Some(only), None) => Ok(only.key.clone()),
            _ => Err("several open calls"),
        }
    }

    fn summaries(&self) -> Vec<CallSummary> {
        let own = self.own.iter().map(|call| CallSummary {
            key: call.key.clone(),
            state: call.state,
            number: call.number,
            since: call.since,
            customer: call.customer,
        });
        own.chain(self.elsewhere.iter().cloned()).collect()
    }

    fn own_position(&self, key: &CallKey) -> Option<usize> {
        self.own.iter().position(|call| call.key == *key)
    }

    fn fresh_key(&mut self) -> CallKey {
        loop {
            self.counter += 1;
            let key = CallKey(format!("{PREFIX}k{}{}", self.run, self.counter));
            if self.own_position(&key).is_none() {
                return key;
            }
        }
    }
}

impl Outcome {
    /// A request that cannot be carried out.
    #[must_use]
    pub fn refused(why: &str) -> Self {
        Self { answer: json!({"ok": false, "err": why}).to_string(), signal: None, watches: false }
    }
}

/// Ids come from a phone system: short, and nothing that could be taken for something else.
fn given_key(id: &str) -> Result<CallKey, Refusal> {
    let fits = (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
    fits.then(|| CallKey(format!("{PREFIX}{id}"))).ok_or("bad call id")
}

/// A call's name on the socket: without the prefix when it is ours.
fn name_of(key: &CallKey) -> &str {
    key.0.strip_prefix(PREFIX).unwrap_or(&key.0)
}

fn signal_for(op: &str, call: CallKey) -> Option<Signal> {
    match op {
        "answer" => Some(Signal::Answered { call }),
        "hold" => Some(Signal::Held { call }),
        "unhold" => Some(Signal::Unheld { call }),
        _ => None,
    }
}

fn shown(call: &CallSummary) -> Value {
    json!({
        "call": name_of(&call.key),
        "state": call.state.code(),
        "num": call.number.map(PhoneNumber::digits),
        "since": call.since.timestamp_millis() as f64 / 1000.0,
        "row": call.customer.map(|customer| customer.0),
    })
}

#[cfg(test)]
mod tests;

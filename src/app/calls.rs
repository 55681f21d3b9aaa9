//! The calls on the desk: a list, not one slot, because a second call may ring while the first is being talked to or wrapped up.

use std::time::Duration;

use uuid::Uuid;

use crate::app::effect::Effect;
use crate::app::event::Ticket;
use crate::app::note::NoteEditor;
use crate::app::wrap_up::WrapUpForm;
use crate::domain::call::{
    CallEnd, CallId, CallKey, CallKind, CallStart, CallState, CallSummary, Direction, EndReason, Party,
};
use crate::domain::customer::CustomerId;
use crate::domain::fit::Fit;
use crate::domain::insight::Insight;
use crate::domain::note::NoteId;
use crate::domain::phone::PhoneNumber;
use crate::domain::problem::Problem;
use crate::domain::profile::Profile;
use crate::domain::safe_text::SafeText;
use crate::domain::script::{Script, Step};
use crate::domain::time::Moment;
use crate::domain::time::Now;

/// Every call that is open or waits for its wrap-up, oldest first, and which of them is on the screen.
#[derive(Debug, Default)]
pub struct Calls {
    /// Oldest first.
    pub open: Vec<OpenCall>,
    /// The one on the screen.
    pub current: Option<CallId>,
    /// The last wrapped-up call as it was on the screen, while Ctrl-Z can still take it back.
    pub undoable: Option<Box<OpenCall>>,
    /// Keys whose end was seen a moment ago, so that a late or repeated report starts no ghost.
    pub(crate) gone: Vec<Gone>,
}

/// Within this time after a call's end, a report about it is late or repeated; after it, the key may be a new call's.
pub(crate) const GHOST_TIME: Duration = Duration::from_secs(5);

/// A key that ended a moment ago.
#[derive(Debug)]
pub(crate) struct Gone {
    /// Which.
    pub(crate) key: CallKey,
    /// When, on the monotonic clock.
    pub(crate) at: Duration,
    /// Whether the desk had that call; else a late `Ringing` still deserves a missed call.
    pub(crate) known: bool,
    /// Why it ended.
    pub(crate) reason: EndReason,
}

impl Calls {
    /// The call on the screen.
    #[must_use]
    pub fn current(&self) -> Option<&OpenCall> {
        self.current.and_then(|id| self.get(id))
    }

    /// The call on the screen, to change it.
    pub fn current_mut(&mut self) -> Option<&mut OpenCall> {
        let id = self.current?;
        self.get_mut(id)
    }

    /// By id.
    #[must_use]
    pub fn get(&self, id: CallId) -> Option<&OpenCall> {
        self.open.iter().find(|call| call.id == id)
    }

    /// By id, to change it.
    pub fn get_mut(&mut self, id: CallId) -> Option<&mut OpenCall> {
        self.open.iter_mut().find(|call| call.id == id)
    }

    /// The call that has been ringing longest, on the screen or not.
    #[must_use]
    pub fn ringing(&self) -> Option<&OpenCall> {
        self.open.iter().find(|call| call.state == CallState::Ringing)
    }

    /// Calls that ring, or were picked up at the handset, and have not been on the screen: the call bar announces them,
    /// oldest first.
    pub fn announced(&self) -> impl Iterator<Item = &OpenCall> {
        self.open.iter().filter(|call| Some(call.id) != self.current && call.is_news())
    }

    /// Calls that are not on the screen: parked, ended without wrap-up, or restored after a crash. The pending tray.
    pub fn tray(&self) -> impl Iterator<Item = &OpenCall> {
        self.open.iter().filter(|call| Some(call.id) != self.current && !call.is_news() && !call.saving)
    }

    /// The call of the tray that comes after the one on the screen, round and round.
    #[must_use]
    pub(crate) fn after_current(&self) -> Option<CallId> {
        let at = self.open.iter().position(|call| Some(call.id) == self.current).map_or(0, |at| at + 1);
        let (before, after) = self.open.split_at_checked(at)?;
        after
            .iter()
            .chain(before)
            .find(|call| Some(call.id) != self.current && call.state != CallState::Ringing && !call.saving)
            .map(|call| call.id)
    }

    /// The call of the tray that needs the agent most: one that lasts, else the oldest one.
    #[must_use]
    pub(crate) fn best_of_tray(&self) -> Option<CallId> {
        let live = |call: &&OpenCall| matches!(call.state, CallState::Talking | CallState::Held);
        self.tray().find(live).or_else(|| self.tray().next()).map(|call| call.id)
    }

    /// The open call with this key that a feed may still be speaking of.
    pub(crate) fn by_key_mut(&mut self, key: &CallKey) -> Option<&mut OpenCall> {
        self.open.iter_mut().rev().find(|call| call.key == *key)
    }

    /// What the control socket may see, oldest first.
    #[must_use]
    pub(crate) fn summaries(&self) -> Vec<CallSummary> {
        let summary = |call: &OpenCall| CallSummary {
            key: call.key.clone(),
            state: call.state,
            number: call.party.number(),
            since: call.since,
            customer: call.who.customer_id(),
        };
        self.open.iter().filter(|call| call.state.is_live()).map(summary).collect()
    }

    /// Drops what only mattered for a moment.
    pub(crate) fn forget(&mut self, mono: Duration) {
        self.gone.retain(|gone| mono.saturating_sub(gone.at) < GHOST_TIME);
    }

    /// Calls whose wrap-up is on its way to the disk.
    pub fn saving(&self) -> impl Iterator<Item = &OpenCall> {
        self.open.iter().filter(|call| call.saving)
    }
}

/// Whose call it turned out to be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    /// The customer.
    pub(crate) customer: CustomerId,
    /// The number that customer is known by.
    pub(crate) number: PhoneNumber,
    /// When.
    pub(crate) at: Moment,
}

/// One call.
#[derive(Debug)]
pub struct OpenCall {
    /// Our id.
    pub id: CallId,
    /// The feed's key.
    pub key: CallKey,
    /// In or out.
    pub direction: Direction,
    /// How it came about.
    pub kind: CallKind,
    /// The other party as the feed names it.
    pub party: Party,
    /// The name the network shows; written by the caller, never believed.
    pub network_name: Option<SafeText>,
    /// Where it stands.
    pub state: CallState,
    /// When it began to ring or dial.
    pub began_at: Moment,
    /// The same on the monotonic clock.
    pub began_mono: Duration,
    /// Since when it is in its present state.
    pub since: Moment,
    /// When the two sides began to talk.
    pub answered_at: Option<Moment>,
    /// The same on the monotonic clock: the timer counts from here.
    pub answered_mono: Option<Duration>,
    /// Since when it is on hold, on the monotonic clock.
    pub held_since: Option<Duration>,
    /// Time on hold so far, without the present hold.
    pub held: Duration,
    /// How it ended, once it has.
    pub end: Option<CallEnd>,
    /// When it ended, on the monotonic clock: the wrap-up timer counts from here.
    pub ended_mono: Option<Duration>,
    /// Who it is, as far as the store knows.
    pub who: Who,
    /// What to say.
    pub script: Option<Script>,
    /// The script's current step.
    pub step: usize,
    /// Pairs the script's answer; `None` while nothing was asked.
    pub script_ticket: Option<Ticket>,
    /// The note.
    pub note: NoteEditor,
    /// The wrap-up, once F9 was pressed.
    pub wrap_up: WrapUpForm,
    /// The number is shown unmasked until then, on the monotonic clock.
    pub revealed_until: Option<Duration>,
    /// The follow-up or task that this call answers.
    pub answers: Option<Uuid>,
    /// The script that a task asks for.
    pub wanted_script: Option<String>,
    /// A wrap-up is being written to disk.
    pub saving: bool,
    /// Saving failed: what went wrong, until it is saved after all.
    pub failed: Option<Problem>,
    /// It came back from the disk when the program started.
    pub restored: bool,
    /// It has been on the screen.
    pub(crate) shown: bool,
    /// Hanging up was asked of the phone and has not been reported.
    pub hang_up_asked: bool,
    /// Whether `direction` was reported (a feed may join in the middle of a call).
    pub(crate) direction_known: bool,
    /// What the store was told when the call began; told again after a failure.
    pub(crate) start: CallStart,
    /// The customer whom the store was told later.
    pub(crate) link: Option<Link>,
    /// Something about this call could not be written: when everything is told again, on the monotonic clock.
    pub(crate) retry_at: Option<Duration>,
    /// The note's id once it was on its way: a second try must not make a second note.
    pub(crate) note_id: Option<NoteId>,
    /// The same for the follow-up.
    pub(crate) follow_up_id: Option<Uuid>,
}

impl OpenCall {
    /// Whether the agent keeps it by hand, beside a phone that tells us nothing.
    #[must_use]
    pub fn is_by_hand(&self) -> bool {
        self.key.0.starts_with("hand:")
    }

    /// Whether the agent has yet to be told of it.
    fn is_news(&self) -> bool {
        self.state == CallState::Ringing || (self.is_live() && !self.shown && !self.restored)
    }

    /// Whether it lasts, as far as anybody knows.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.state.is_live()
    }

    /// The call belongs to this customer; has the store told so.
    pub(crate) fn link(&mut self, link: Link) -> Effect {
        self.link = Some(link);
        Effect::LinkCall { call: self.id, customer: link.customer, number: link.number, at: link.at }
    }

    /// Everything the store should know of this call but its note. Telling it twice changes nothing there.
    pub(crate) fn told_again(&self) -> Vec<Effect> {
        let start = Effect::StoreCallStart(Box::new(self.start.clone()));
        let link = self.link.map(|link| Effect::LinkCall {
            call: self.id,
            customer: link.customer,
            number: link.number,
            at: link.at,
        });
        let end = self.end.clone().map(|end| Effect::StoreCallEnd(Box::new(end)));
        [Some(start), link, end].into_iter().flatten().collect()
    }

    /// Goes over to another state; says whether it was another one.
    pub(crate) fn turn(&mut self, state: CallState, now: Now) -> bool {
        if self.state == state {
            return false;
        }
        if self.state == CallState::Held
            && let Some(from) = self.held_since.take()
        {
            self.held += now.mono.saturating_sub(from);
        }
        if state == CallState::Held {
            self.held_since = Some(now.mono);
        }
        self.state = state;
        self.since = now.wall;
        true
    }

    /// The two sides talk (or have talked): the first time counts.
    pub(crate) fn answered(&mut self, now: Now) {
        self.answered_at.get_or_insert(now.wall);
        self.answered_mono.get_or_insert(now.mono);
    }

    /// It is over. The first end counts.
    pub(crate) fn finish(&mut self, reason: EndReason, now: Now) -> Option<CallEnd> {
        if self.end.is_some() {
            return None;
        }
        self.turn(CallState::Ended, now);
        self.ended_mono = Some(now.mono);
        let end = CallEnd {
            id: self.id,
            answered_at: self.answered_at,
            ended_at: now.wall,
            held_seconds: u32::try_from(self.held.as_secs()).unwrap_or(u32::MAX),
            reason,
        };
        self.end = Some(end.clone());
        Some(end)
    }

    /// How long the two sides have talked, holds included; `None` before the answer. Stops when the call ends.
    #[must_use]
    pub fn talk_time(&self, mono: Duration) -> Option<Duration> {
        self.answered_mono.map(|from| self.ended_mono.unwrap_or(mono).saturating_sub(from))
    }

    /// How long it has been ringing, dialling or in whatever came before the answer.
    #[must_use]
    pub fn wait_time(&self, mono: Duration) -> Duration {
        self.answered_mono.or(self.ended_mono).unwrap_or(mono).saturating_sub(self.began_mono)
    }

    /// How long the present hold lasts; `None` when not on hold.
    #[must_use]
    pub fn hold_time(&self, mono: Duration) -> Option<Duration> {
        self.held_since.map(|from| mono.saturating_sub(from))
    }

    /// 话后 how long since the call ended; `None` while it lasts.
    #[must_use]
    pub fn wrap_time(&self, mono: Duration) -> Option<Duration> {
        self.ended_mono.map(|from| mono.saturating_sub(from))
    }

    /// Whether the number is shown unmasked now.
    #[must_use]
    pub fn is_revealed(&self, mono: Duration) -> bool {
        self.revealed_until.is_some_and(|until| mono < until)
    }

    /// 未接: over without the two sides ever talking.
    #[must_use]
    pub fn is_missed(&self) -> bool {
        self.state == CallState::Ended && self.answered_at.is_none()
    }

    /// Whether there is work of the agent in it that must not be covered by a new call: it lasts, or something was written.
    #[must_use]
    pub fn holds_the_screen(&self) -> bool {
        !(self.is_missed() && self.note.is_blank())
    }

    /// The script's current step.
    #[must_use]
    pub fn current_step(&self) -> Option<&Step> {
        self.script.as_ref().and_then(|script| script.steps.get(self.step))
    }
}

/// What the store knows about the other party.
#[derive(Debug)]
pub enum Who {
    /// Asked, not answered yet.
    Asking(Ticket),
    /// A customer.
    Known(Box<Known>),
    /// 陌生号码: not in the base.
    Stranger,
    /// 隐藏号码, or not a number: nothing to ask for.
    Nameless,
}

impl Who {
    /// The customer, when known.
    #[must_use]
    pub fn known(&self) -> Option<&Known> {
        match self {
            Self::Known(known) => Some(known),
            Self::Asking(_) | Self::Stranger | Self::Nameless => None,
        }
    }

    /// The customer's row, when known.
    #[must_use]
    pub fn customer_id(&self) -> Option<CustomerId> {
        self.known().map(|known| known.profile.id)
    }
}

/// A customer and what was computed from the profile, once, when it arrived.
#[derive(Debug)]
pub struct Known {
    /// As the store has it.
    pub profile: Profile,
    /// Signs and trends.
    pub insight: Insight,
    /// How the present package fits; `None` when no month tells.
    pub fit: Option<Fit>,
}

/// A customer looked at without a call.
#[derive(Debug)]
pub struct Looking {
    /// The call that was on the screen; Esc goes back to it.
    pub(crate) from: Option<CallId>,
    /// The customer's row.
    pub id: CustomerId,
    /// The number as the search found it.
    pub number: PhoneNumber,
    /// Pairs the store's answer.
    pub ticket: Ticket,
    /// The customer, once the store has answered.
    pub known: Option<Box<Known>>,
    /// The number is shown unmasked until then, on the monotonic clock.
    pub revealed_until: Option<Duration>,
}

//! One call: what the phone said of it, what was written in it, and where it stands. It knows no other call.

use std::time::Duration;

use uuid::Uuid;

use crate::app::Lang;
use crate::app::calls::Who;
use crate::app::cards::OpenCard;
use crate::app::effect::Effect;
use crate::app::event::Ticket;
use crate::app::note::NoteEditor;
use crate::app::soft::Hint;
use crate::app::walks::Resume;
use crate::app::wrap_up::WrapUpForm;
use crate::domain::call::{
    CallEnd, CallId, CallKey, CallKind, CallStart, CallState, Direction, EndReason, Party,
};
use crate::domain::customer::CustomerId;
use crate::domain::note::NoteId;
use crate::domain::phone::PhoneNumber;
use crate::domain::problem::Problem;
use crate::domain::safe_text::SafeText;
use crate::domain::script::{Script, ScriptTitle, Step, Walk};
use crate::domain::time::{Moment, Now};

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
    /// The way through the script.
    pub walk: Walk,
    /// Scripts that could be opened instead, those that fit first.
    pub other_scripts: Vec<ScriptTitle>,
    /// Where an earlier conversation stopped, until the agent has decided.
    pub(crate) resume: Option<Resume>,
    /// The way through the script is written down up to the call's end.
    pub(crate) path_told: bool,
    /// A word about the note.
    pub hint: Option<Hint>,
    /// Up to which edit, and in which language, the note was looked through.
    pub(crate) hinted: Option<(u64, Lang)>,
    /// The card beside the script.
    pub card: Option<OpenCard>,
    /// SPIN questions that were put beside the script.
    pub asked: crate::domain::spin::Asked,
    /// What the checks of a complaint have found.
    pub evidence: crate::domain::evidence::Evidence,
    /// What is being written into the slot of a check.
    pub(crate) finding: Option<crate::app::evidence::Finding>,
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
    pub(super) fn is_news(&self) -> bool {
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

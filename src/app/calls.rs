//! The calls on the desk: a list, not one slot, because a second call may ring while the first is being talked to or wrapped up.

use std::time::Duration;

use uuid::Uuid;

use crate::app::event::Ticket;
use crate::app::note::NoteEditor;
use crate::app::wrap_up::WrapUpForm;
use crate::domain::call::{CallEnd, CallId, CallKey, CallKind, CallState, Direction, Party};
use crate::domain::customer::CustomerId;
use crate::domain::fit::Fit;
use crate::domain::insight::Insight;
use crate::domain::profile::Profile;
use crate::domain::safe_text::SafeText;
use crate::domain::script::Script;
use crate::domain::time::Moment;

/// Every call that is open or waits for its wrap-up, oldest first, and which of them is on the screen.
#[derive(Debug, Default)]
pub struct Calls {
    /// Oldest first.
    pub open: Vec<OpenCall>,
    /// The one on the screen.
    pub current: Option<CallId>,
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

    /// The call that has been ringing longest and is not on the screen being talked to.
    #[must_use]
    pub fn ringing(&self) -> Option<&OpenCall> {
        self.open.iter().find(|call| call.state == CallState::Ringing)
    }

    /// Calls that are not on the screen: parked, ended without wrap-up, or restored after a crash. The pending tray.
    pub fn tray(&self) -> impl Iterator<Item = &OpenCall> {
        self.open.iter().filter(|call| Some(call.id) != self.current && call.state != CallState::Ringing)
    }
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
    /// Pairs the script's answer.
    pub script_ticket: Option<Ticket>,
    /// The note.
    pub note: NoteEditor,
    /// The wrap-up, once F9 was pressed.
    pub wrap_up: WrapUpForm,
    /// The number is shown unmasked until then, on the monotonic clock.
    pub revealed_until: Option<Duration>,
    /// The follow-up or task that this call answers.
    pub answers: Option<Uuid>,
    /// A wrap-up is being written to disk.
    pub saving: bool,
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
    /// Pairs the store's answer.
    pub ticket: Ticket,
    /// The customer, once the store has answered.
    pub known: Option<Box<Known>>,
    /// The number is shown unmasked until then, on the monotonic clock.
    pub revealed_until: Option<Duration>,
}

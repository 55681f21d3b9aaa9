//! Who the other party is, as far as the store knows, and a customer looked at without any call.

use std::time::Duration;

use crate::app::event::Ticket;
use crate::app::offers::Offers;
use crate::domain::call::CallId;
use crate::domain::customer::CustomerId;
use crate::domain::fit::Fit;
use crate::domain::insight::Insight;
use crate::domain::insight::in_call::InCall;
use crate::domain::insight::picture::Picture;
use crate::domain::person::Person;
use crate::domain::phone::PhoneNumber;
use crate::domain::profile::Profile;

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
    /// Value, stage, type, signs of leaving, what to do next, and the brief.
    pub picture: Picture,
    /// Portrait, experience, relation, what is missing.
    pub person: Person,
    /// How the present package fits; `None` when no month tells.
    pub fit: Option<Fit>,
    /// What every package would cost, and what is tried out.
    pub offers: Offers,
    /// What was heard in this call, as the picture knows it.
    pub(crate) heard: InCall,
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

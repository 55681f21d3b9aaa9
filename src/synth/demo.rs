//! The demo's world: a dozen hand-made people, some hundreds of generated ones, their past calls, and the calls that will
//! come in. It only makes values; whoever shows the demo stores them.

use std::time::Duration;

use crate::domain::call::{CallStart, Party};
use crate::domain::customer::{Customer, CustomerId};
use crate::domain::event::CustomerEvent;
use crate::domain::follow_up::FollowUp;
use crate::domain::habit::{Habit, HabitCell};
use crate::domain::note::WrapUp;
use crate::domain::phone::PhoneNumber;
use crate::domain::profile::{PastCall, Profile};
use crate::domain::safe_text::RawText;
use crate::domain::time::{Moment, local};
use crate::domain::usage::UsageMonth;
use crate::synth::hand_made::{self, Portrait};
use crate::synth::{Person, Population, script};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
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

/// How many generated people stand behind the hand-made ones.
const CROWD: u32 = 300;

impl World {
    /// The world as it is at `now`: the newest month is the one before, dates are counted from today.
    #[must_use]
    pub fn new(now: Moment) -> Self {
        let mut world = Self::default();
        for portrait in hand_made::portraits() {
            world.add_portrait(&portrait, now);
        }
        let population = Population { seed: 20, today: local(now).date_naive(), months: 12 };
        for index in 0..CROWD {
            world.add_person(population.person(index));
        }
        world.history.sort_by_key(|call| call.start.at);
        world.tasks = script::tasks(&world, now);
        world.calls = script::calls(&world);
        world
    }

    fn add_portrait(&mut self, portrait: &Portrait, now: Moment) {
        let Some(customer) = portrait.customer(now) else { return };
        let number = customer.number;
        self.usage.extend(portrait.usage(now).into_iter().map(|month| (number, month)));
        self.habits.extend(portrait.habits().into_iter().map(|cell| (number, cell)));
        self.events.extend(portrait.events(now).into_iter().map(|event| (number, event)));
        for talk in &portrait.call {
            let call = script::past_call(talk, number, self.history.len(), now);
            self.history.push(call);
        }
        self.customers.push(customer);
    }

    fn add_person(&mut self, person: Person) {
        let number = person.customer.number;
        if self.customers.iter().any(|other| other.number == number) {
            return;
        }
        self.usage.extend(person.usage.into_iter().map(|month| (number, month)));
        self.habits.extend(person.habits.into_iter().map(|cell| (number, cell)));
        self.events.extend(person.events.into_iter().map(|event| (number, event)));
        self.customers.push(person.customer);
    }

    /// The hand-made person of a situation.
    #[must_use]
    pub fn person(&self, situation: Situation) -> Option<&Customer> {
        let at = Situation::ALL.iter().position(|other| *other == situation)?;
        self.customers.get(at)
    }

    /// What the store would answer for a number: for pictures and tests that need no store. The row's id is the place in
    /// [`World::customers`], from 1.
    #[must_use]
    pub fn profile(&self, number: PhoneNumber) -> Option<Profile> {
        let (at, customer) =
            (1_i64..).zip(&self.customers).find(|(_, customer)| customer.number == number)?;
        let cells: Vec<HabitCell> = of(&self.habits, number).copied().collect();
        let mut events: Vec<CustomerEvent> = of(&self.events, number).cloned().collect();
        events.reverse();
        events.truncate(50);
        let mut follow_ups: Vec<FollowUp> =
            self.tasks.iter().filter(|task| task.number == number).cloned().collect();
        let calls = || self.history.iter().filter(|call| call.start.number == Some(number));
        follow_ups.extend(calls().filter_map(|call| call.wrap_up.follow_up.clone()));
        follow_ups.sort_by_key(|follow_up| (follow_up.due_at.is_none(), follow_up.due_at));
        Some(Profile {
            id: CustomerId(at),
            customer: customer.clone(),
            usage: of(&self.usage, number).cloned().collect(),
            habit: (!cells.is_empty()).then(|| Habit::from_cells(&cells)),
            events,
            history: calls().rev().map(PastDemoCall::past).collect(),
            follow_ups,
            offers: Vec::new(),
            quiet: Vec::new(),
            told: Vec::new(),
            tried: Vec::new(),
        })
    }
}

impl PastDemoCall {
    /// As the history shows it.
    #[must_use]
    pub fn past(&self) -> PastCall {
        let end = &self.wrap_up.end;
        PastCall {
            call: self.start.id,
            at: self.start.at,
            direction: self.start.direction,
            talked_seconds: end
                .answered_at
                .and_then(|answered| u32::try_from((end.ended_at - answered).num_seconds()).ok()),
            disposition: Some(self.wrap_up.disposition),
            note: self.wrap_up.note.as_ref().map(|note| note.body.clone()),
        }
    }
}

fn of<T>(list: &[(PhoneNumber, T)], number: PhoneNumber) -> impl Iterator<Item = &T> {
    list.iter().filter(move |(other, _)| *other == number).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::insight::{Sign, assess};
    use crate::domain::time::parse_moment;

    fn shows(situation: Situation, sign: &Sign) -> bool {
        match situation {
            Situation::ContractEnd => matches!(sign, Sign::ContractEnd { .. }),
            Situation::BillShock => matches!(sign, Sign::BillShock { .. }),
            Situation::RepeatedOverage => matches!(sign, Sign::RepeatedOverage { .. }),
            Situation::UsageDrop => matches!(sign, Sign::UsageDrop { .. }),
            Situation::PortQuery => matches!(sign, Sign::PortQueried { .. }),
            Situation::PortRequest => matches!(sign, Sign::PortRequested { .. }),
            Situation::ComplaintOpen => matches!(sign, Sign::ComplaintOpen { .. }),
            Situation::PromiseOpen => matches!(sign, Sign::PromiseOpen { .. }),
            Situation::CompetitorHotline => matches!(sign, Sign::CompetitorHotline { .. }),
            Situation::Arrears => matches!(sign, Sign::Arrears { .. }),
            Situation::DoNotMarket => matches!(sign, Sign::DoNotMarket),
            Situation::Birthday => matches!(sign, Sign::Birthday { .. }),
            Situation::AllWell | Situation::Unknown => false,
        }
    }

    #[test]
    fn everybody_shows_what_they_are_there_for_on_any_day() {
        for now in ["2026-11-22T10:00:00+08:00", "2027-03-01T00:05:00+08:00", "2028-02-29T23:50:00+08:00"] {
            let now = parse_moment(now).unwrap();
            let world = World::new(now);
            for situation in Situation::ALL {
                let number = world.person(situation).unwrap().number;
                let signs = assess(&world.profile(number).unwrap(), now).signs;
                match situation {
                    Situation::AllWell | Situation::Unknown => {
                        assert!(signs.is_empty(), "{situation:?}: {signs:?}")
                    }
                    _ => assert!(signs.iter().any(|sign| shows(situation, sign)), "{situation:?}: {signs:?}"),
                }
            }
        }
    }

    #[test]
    fn nothing_lies_in_the_future_and_everybody_is_there_once() {
        let now = parse_moment("2026-11-22T08:00:00+08:00").unwrap();
        let world = World::new(now);
        assert!(world.customers.len() > 300);
        let mut numbers: Vec<PhoneNumber> = world.customers.iter().map(|customer| customer.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), world.customers.len());
        assert!(world.events.iter().all(|(_, event)| event.at <= now));
        assert!(world.history.iter().all(|call| call.wrap_up.at <= now));
        assert!(world.history.is_sorted_by_key(|call| call.start.at));
        assert!(world.calls.iter().any(|call| call.party == Party::Withheld));
        assert!(world.calls.iter().any(|call| matches!(call.begins, DemoBegins::DuringTalk(_))));
        assert!(
            world
                .calls
                .iter()
                .any(|call| { call.party.number().is_some_and(|number| world.profile(number).is_none()) })
        );
    }
}

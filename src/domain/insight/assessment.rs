//! One customer of a whole base in one row: points, level, value, stage, place among peers, what to do next. It must not choose a word.

use serde::Serialize;

use crate::domain::insight::churn::{Alarm, Churn, assess_churn};
use crate::domain::insight::in_call::InCall;
use crate::domain::insight::learnt::{Learner, Standing, yardstick};
use crate::domain::insight::lifecycle::{Lifecycle, lifecycle};
use crate::domain::insight::next_action::{NextActions, next_actions, year_value};
use crate::domain::insight::picture::RuleBook;
use crate::domain::insight::value::{Value, assess_value, recent_bill};
use crate::domain::money::Fen;
use crate::domain::profile::Profile;
use crate::domain::time::{Moment, local};

/// What one row says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assessment {
    /// The signs and their sum.
    pub churn: Churn,
    /// The level.
    pub alarm: Alarm,
    /// Level, target, axes, tier.
    pub value: Value,
    /// A year's margin, as the next best action counts it.
    pub year: Option<Fen>,
    /// Where in the life cycle.
    pub stage: Option<Lifecycle>,
    /// Where the bill stands among its peers.
    pub standing: Option<Standing>,
    /// What to do next.
    pub next: NextActions,
}

/// The points and the bill of one customer, for learning where the levels begin.
pub fn learn(profile: &Profile, now: Moment, book: &RuleBook, learner: &mut Learner) {
    let churn = assess_churn(profile, now, &book.churn, &book.season);
    let customer = &profile.customer;
    let manager = customer.manager.as_ref().map(|manager| manager.as_raw());
    learner.see(churn.points, manager, customer.level, recent_bill(profile));
}

/// Looks at one customer as the desk would.
#[must_use]
pub fn assess(profile: &Profile, now: Moment, book: &RuleBook) -> Assessment {
    let churn = assess_churn(profile, now, &book.churn, &book.season);
    let alarm = level_of(profile, &churn, book);
    Assessment {
        value: assess_value(profile, &book.value, &[]),
        year: year_value(profile, &book.actions),
        stage: lifecycle(profile, local(now).date_naive(), loud_signs(&churn, book), &book.stage),
        standing: standing(profile, book),
        next: next_actions(profile, &churn, alarm, now, &book.actions, InCall::default()),
        alarm,
        churn,
    }
}

/// A sign that weighs as much as an amber fall counts as one for the life cycle.
pub(crate) fn loud_signs(churn: &Churn, book: &RuleBook) -> usize {
    churn.signs.iter().filter(|sign| sign.weight >= book.churn.usage.amber_points).count()
}

/// The level of points in the customer's book, raised by the floor.
fn level_of(profile: &Profile, churn: &Churn, book: &RuleBook) -> Alarm {
    let manager = profile.customer.manager.as_ref().map(|manager| manager.as_raw());
    let level = yardstick(book.learnt.as_ref(), manager, &book.churn.levels).alarm(churn.points);
    book.churn.floor.raise(churn, level)
}

/// The place among peers, when a base was assessed and three months are known.
#[must_use]
pub fn standing(profile: &Profile, book: &RuleBook) -> Option<Standing> {
    book.learnt.as_ref()?.standing(profile.customer.level, recent_bill(profile)?)
}

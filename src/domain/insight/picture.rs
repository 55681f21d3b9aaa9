//! Everything that insight says about one customer, computed once from the profile and the rules. It must not read a file or choose a word.

use serde::Serialize;

use crate::domain::insight::assessment::{loud_signs, standing};
use crate::domain::insight::brief::{Clause, brief};
use crate::domain::insight::calling_time::{CallingTime, best_times};
use crate::domain::insight::churn::{Alarm, Churn, assess_churn};
use crate::domain::insight::consumption::{Course, courses};
use crate::domain::insight::in_call::InCall;
use crate::domain::insight::learnt::{Learnt, Standing, Yardstick, yardstick};
use crate::domain::insight::lifecycle::{Lifecycle, StageRules, lifecycle};
use crate::domain::insight::next_action::{ActionRules, NextActions, is_held_out, next_actions};
use crate::domain::insight::own_card::{self, OwnCard, OwnSeen};
use crate::domain::insight::retention::{AtRisk, Fitting, RetentionRules, methods};
use crate::domain::insight::rules::Rules;
use crate::domain::insight::season::Season;
use crate::domain::insight::types::{CustomerType, TypeRules, customer_type};
use crate::domain::insight::value::{Value, ValueRules, assess_value};
use crate::domain::person::rules::PersonRules;
use crate::domain::profile::Profile;
use crate::domain::time::{Moment, local};

/// Every rule of insight, from the files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleBook {
    /// Signs of leaving.
    pub churn: Rules,
    /// Persona and sensitivities.
    pub types: TypeRules,
    /// What may be proposed.
    pub actions: ActionRules,
    /// Service target, axes, tiers.
    pub value: ValueRules,
    /// The life cycle.
    pub stage: StageRules,
    /// Products, methods and questions of the portrait.
    pub person: PersonRules,
    /// How customers who may leave are kept.
    pub retention: RetentionRules,
    /// What a month does to everybody, as far as it was learnt.
    pub season: Season,
    /// What the whole base told when it was last assessed; `None` until then.
    pub learnt: Option<Learnt>,
    /// The card that the shop learnt from its own outcomes, beside the built-in rules.
    pub own: Option<OwnCard>,
}

impl RuleBook {
    /// The same rules with what a base taught.
    #[must_use]
    pub fn with_learnt(mut self, learnt: Option<Learnt>) -> Self {
        self.season = learnt.as_ref().map(|learnt| learnt.season.clone()).unwrap_or_default();
        self.learnt = learnt;
        self
    }
}

/// What insight says about one customer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// Level, target, axes, tier.
    pub value: Value,
    /// Where in the life cycle.
    pub stage: Option<Lifecycle>,
    /// Persona and sensitivities.
    pub types: CustomerType,
    /// Signs of leaving, which add up.
    pub churn: Churn,
    /// Where the points stand.
    pub alarm: Alarm,
    /// What the shop's own card says; `None` without one.
    pub own: Option<OwnSeen>,
    /// By what that is judged.
    pub yardstick: Yardstick,
    /// Where the bill stands among its peers; `None` until a base was assessed.
    pub standing: Option<Standing>,
    /// Direction of each measure.
    pub courses: Vec<Course>,
    /// The best hours of the week to call, best first.
    pub calling: Vec<CallingTime>,
    /// What to do next.
    pub next: NextActions,
    /// How to keep the customer, in the order of the ladder; empty for whoever is not at risk.
    pub methods: Vec<Fitting>,
    /// Left without care and sales, to see what they bring.
    pub held_out: bool,
    /// The ten seconds before "hello".
    pub brief: Vec<Clause>,
}

/// Looks at a profile once.
#[must_use]
pub fn look(profile: &Profile, now: Moment, book: &RuleBook) -> Picture {
    look_in_call(profile, now, book, InCall::default())
}

/// Looks again with what was heard in the call: the signs rest on records and stay, what to do next is ordered anew.
#[must_use]
pub fn look_in_call(profile: &Profile, now: Moment, book: &RuleBook, heard: InCall) -> Picture {
    let churn = assess_churn(profile, now, &book.churn, &book.season);
    let manager = profile.customer.manager.as_ref().map(|manager| manager.as_raw());
    let yardstick = yardstick(book.learnt.as_ref(), manager, &book.churn.levels);
    let alarm = book.churn.floor.raise(&churn, yardstick.alarm(churn.points));
    let loud = loud_signs(&churn, book);
    let next = next_actions(profile, &churn, alarm, now, &book.actions, heard);
    let weekdays: Vec<u8> = (1..=7).collect();
    let stage = lifecycle(profile, local(now).date_naive(), loud, &book.stage);
    let types = customer_type(profile, now, &book.types);
    let minds: Vec<String> = types.sensitivities.iter().map(|typed| typed.code.clone()).collect();
    let stage_now = stage.map(|stage| stage.stage);
    let at_risk = AtRisk { profile, churn: &churn, alarm, stage: stage_now, minds: &minds };
    let methods = methods(at_risk, now, &book.retention);
    Picture {
        methods,
        value: assess_value(profile, &book.value, &[]),
        stage,
        types,
        alarm,
        own: book.own.as_ref().map(|own| own_card::see(own, profile, now)),
        yardstick,
        standing: standing(profile, book),
        courses: courses(profile),
        calling: profile.habit.as_ref().map(|habit| best_times(habit, &weekdays, 3)).unwrap_or_default(),
        held_out: is_held_out(profile.customer.number, book.actions.hold_out),
        brief: brief(profile, &churn, &next, now, heard),
        next,
        churn,
    }
}

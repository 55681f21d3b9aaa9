//! 客户画像: the person behind the number, as far as months, record and agent know. It must not guess where nothing speaks, nor choose a word.

pub mod bundle;
pub mod experience;
pub mod missing;
pub mod portrait;
pub mod relation;
pub mod rules;
pub mod told;

use serde::Serialize;

use crate::domain::package::Package;
use crate::domain::person::bundle::{Bundle, bundle};
use crate::domain::person::experience::{Experience, experience};
use crate::domain::person::missing::{Missing, missing};
use crate::domain::person::portrait::{Portrait, portrait};
use crate::domain::person::relation::{Relation, relation};
use crate::domain::person::rules::PersonRules;
use crate::domain::profile::Profile;

/// What is known of the person, computed once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Three lines: how they use the phone, when and how they talk, what they pay.
    pub portrait: Portrait,
    /// What the package gives, and what of it lies unused; `None` when the catalogue does not know the package well enough.
    pub bundle: Option<Bundle>,
    /// How far the customer is with each product.
    pub experience: Vec<Experience>,
    /// How we stand with each other.
    pub relation: Relation,
    /// What the record does not say, with the question to ask; what the agent has heard since comes last.
    pub missing: Vec<Missing>,
}

/// Looks at a profile, with the packages that can be named.
#[must_use]
pub fn person(profile: &Profile, rules: &PersonRules, packages: &[Package]) -> Person {
    let bundle = bundle(profile, packages, &rules.worth);
    Person {
        portrait: portrait(profile, bundle.as_ref(), &rules.portrait),
        bundle,
        experience: experience(profile, rules),
        relation: relation(profile),
        missing: missing(profile, rules),
    }
}

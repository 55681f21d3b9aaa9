//! What the desk showed, and how it turned out: the denominators without which "wrong three times" says nothing. It must not judge.

use std::collections::BTreeMap;

use serde::Serialize;
use uuid::Uuid;

use crate::domain::call::CallId;
use crate::domain::insight::retention::Outcomes;
use crate::domain::phone::PhoneNumber;
use crate::domain::time::Moment;

/// The insight that stood on the screen of a call, told once per call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noticed {
    /// Its id.
    pub id: Uuid,
    /// In which call.
    pub call: CallId,
    /// Of whom.
    pub number: PhoneNumber,
    /// The signs, by the codes of their rules, with what each gave.
    pub signs: Vec<(String, i32)>,
    /// What the hold-out kept from being proposed, by code; each is recorded once per customer.
    pub held_out: Vec<String>,
    /// When.
    pub at: Moment,
}

/// The agent takes a wrong alarm back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongTakenBack {
    /// The id of the wrong alarm.
    pub wrong: Uuid,
    /// Of whom.
    pub number: PhoneNumber,
    /// When.
    pub at: Moment,
}

/// What the desk has seen: how often each sign stood on the screen of a call, how often it was called wrong, what methods brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tallies {
    /// Calls in which a sign stood on the screen, by rule.
    pub shown: BTreeMap<String, u64>,
    /// How often it was called wrong, by rule.
    pub wrong: BTreeMap<String, u64>,
    /// What methods brought, by code.
    pub methods: BTreeMap<String, Outcomes>,
}

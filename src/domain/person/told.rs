//! What the agent has learned and set about a person: one entry for each thing it is about, the newest counts. It decides nothing.

use serde::Serialize;
use uuid::Uuid;

use crate::domain::call::CallId;
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;

/// One thing the agent says. Without level and text it says nothing any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// What it is about: `sensitivity.price`, `style`, `experience.data`, `relation.work.custom`, `fact.birthday`.
    pub about: String,
    /// How much, where that is a level.
    pub level: Option<u8>,
    /// Which, or in the agent's words.
    pub text: Option<RawText>,
    /// When.
    pub at: Moment,
}

impl Told {
    /// Whether it says anything.
    #[must_use]
    pub const fn says_something(&self) -> bool {
        self.level.is_some() || self.text.is_some()
    }
}

/// A [`Told`] on its way to the records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// Made by the desk, so that writing it twice writes it once.
    pub id: Uuid,
    /// About whoever has this number.
    pub number: PhoneNumber,
    /// Heard in this call; `None` without one.
    pub call: Option<CallId>,
    /// When it was set or taken back; what is taken back to may be older.
    pub at: Moment,
    /// What.
    pub told: Told,
}

/// What was said about something.
#[must_use]
pub fn about<'a>(told: &'a [Told], about: &str) -> Option<&'a Told> {
    told.iter().find(|told| told.about == about && told.says_something())
}

/// How much the customer minds something, 0 to 3, by the agent's word; `None` when nobody has said.
#[must_use]
pub fn sensitivity(told: &[Told], code: &str) -> Option<u8> {
    let said = told.iter().find(|told| told.about.strip_prefix("sensitivity.") == Some(code))?;
    said.level.filter(|level| *level <= 3)
}

/// Replaces what was said about the same thing; an entry that says nothing takes the old one away.
pub fn put(known: &mut Vec<Told>, told: Told) {
    known.retain(|old| old.about != told.about);
    if told.says_something() {
        known.push(told);
    }
}

//! Invented customers: random ones whose figures follow published aggregates, and a hand-made set for the demo.
//! No files, no clock: the seed and `now` are arguments, and the same arguments make the same people.

mod billed;
pub mod cast;
pub mod csv;
pub mod demo;
mod hand_made;
mod happenings;
mod months;
mod names;
mod packages;
mod person;
mod script;
pub mod staged;

pub use person::{Life, Person};

use chrono::NaiveDate;

use crate::domain::month::Month;
use crate::domain::phone::PhoneNumber;

/// What makes a population: the same values make the same people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Population {
    /// Any number; another one gives other people.
    pub seed: u64,
    /// The day the people are seen on. Dates are counted from here, and the newest month is the one before.
    pub today: NaiveDate,
    /// Months of usage, 1 to 24.
    pub months: u32,
}

impl Population {
    /// The population that `seatmate synth` writes. Its day is fixed, so that a seed gives the same bytes in any year.
    #[must_use]
    pub fn fixed(seed: u64, months: u32) -> Self {
        Self { seed, today: NaiveDate::from_ymd_opt(2026, 11, 1).unwrap_or_default(), months }
    }

    /// The newest month of usage: the last one that is over.
    #[must_use]
    pub fn newest(&self) -> Month {
        Month::of(self.today).minus(1)
    }

    /// Person number `index`. Any index can be asked for by itself.
    #[must_use]
    pub fn person(&self, index: u32) -> Person {
        Person::new(self, index)
    }
}

/// How many invented numbers there are.
const NUMBERS: u64 = 100_000_000;

/// The invented number of a person: 154 and eight digits. The prefix 154 was never given to a network (the press listed it
/// among the unassigned ones, with 142, 143, 161, 164 and 194, in July 2022), so these numbers ring at nobody's; whoever
/// uses them should still look whether that has changed.
#[must_use]
pub fn number(index: u32) -> PhoneNumber {
    // A step without a common factor spreads the last digits and still gives every index its own number.
    let spread = (u64::from(index) * 61_803_399 + 20_011_127) % NUMBERS;
    PhoneNumber::from_key(15_400_000_000 + i64::try_from(spread).unwrap_or(0))
}

/// Whether a number lies in the invented range.
#[must_use]
pub const fn is_invented(number: PhoneNumber) -> bool {
    number.key() >= 15_400_000_000 && number.key() < 15_500_000_000
}

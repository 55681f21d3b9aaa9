//! The world around the customer of a training scenario, as a store takes it: one person, with months, events and past calls.

use crate::domain::package::Package;
use crate::domain::recommend::find;
use crate::domain::time::Moment;
use crate::domain::training::persona::{Persona, PersonaCall};
use crate::synth::demo::World;
use crate::synth::hand_made::Talk;
use crate::synth::{billed, cast, script};

/// Everything that files and past calls would say of this customer. Months are billed on the package they name, where `packages` knows it.
#[must_use]
pub fn world(persona: &Persona, seed: u64, now: Moment, packages: &[Package]) -> World {
    let mut profile = cast::cast(persona, seed, now);
    let held = profile.customer.package.as_ref().and_then(|text| find(packages, text.as_raw()));
    if let Some(main) = held {
        billed::bill(&mut profile.usage, main);
    }
    let number = profile.customer.number;
    let mut history: Vec<_> = persona
        .calls
        .iter()
        .enumerate()
        .map(|(at, call)| script::past_call(&talk(call), number, at, now))
        .collect();
    history.sort_by_key(|call| call.start.at);
    World {
        usage: profile.usage.into_iter().map(|month| (number, month)).collect(),
        habits: cast::habits(persona).into_iter().map(|cell| (number, cell)).collect(),
        // A profile has the newest first, a world the oldest.
        events: profile.events.into_iter().rev().map(|event| (number, event)).collect(),
        customers: vec![profile.customer],
        history,
        ..World::default()
    }
}

fn talk(call: &PersonaCall) -> Talk {
    Talk {
        days_ago: u64::from(call.days_ago),
        hour: u32::from(call.hour.min(23)),
        direction: call.direction.clone(),
        seconds: u32::from(call.seconds),
        disposition: call.disposition.clone(),
        note: call.note.clone(),
        promise: call.promise.clone(),
        promise_in_hours: i64::from(call.promise_in_hours),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_moment;
    use crate::synth::is_invented;

    #[test]
    fn the_same_seed_makes_the_same_world_with_an_invented_number() {
        let now = parse_moment("2026-11-22 10:42:08").unwrap();
        let make = |seed| world(&Persona::default(), seed, now, &[]);
        let (one, again, other) = (make(7), make(7), make(8));
        assert_eq!(one.customers, again.customers);
        assert_eq!(one.usage, again.usage);
        assert_ne!(one.customers, other.customers);
        for customer in one.customers.iter().chain(&other.customers) {
            assert!(is_invented(customer.number));
        }
        assert!(one.events.is_sorted_by_key(|(_, event)| event.at));
    }
}

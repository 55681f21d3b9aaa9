//! Invented customers: the same for the same seed, like the published figures, and readable by the import.

use std::collections::BTreeMap;

use seatmate::domain::customer::Level;
use seatmate::intake::Kind;
use seatmate::synth::csv::Files;
use seatmate::synth::{Person, Population, is_invented, number};

fn files(seed: u64, customers: u32) -> [Vec<u8>; 4] {
    let mut files =
        Files { customers: Vec::new(), usage: Vec::new(), habits: Vec::new(), events: Vec::new() };
    files.write(&Population::fixed(seed, 12), customers, |_| {}).unwrap();
    [files.customers, files.usage, files.habits, files.events]
}

#[test]
fn a_seed_gives_the_same_bytes() {
    assert_eq!(files(7, 200), files(7, 200));
    assert_ne!(files(7, 200), files(8, 200));
}

#[test]
fn what_is_written_is_read_without_a_rejected_row() {
    let kinds = [Kind::Customers, Kind::Usage, Kind::Habits, Kind::Events];
    for (kind, bytes) in kinds.into_iter().zip(files(1, 300)) {
        let rows = bytes.iter().filter(|byte| **byte == b'\n').count() as u64 - 1;
        let (summary, held) = crate::import_files::read(kind, bytes, "").unwrap();
        assert_eq!((summary.accepted, summary.rejected), (rows, 0), "{kind:?}: {:?}", summary.reasons);
        assert_eq!(summary.unknown_columns, Vec::<String>::new());
        let population = Population::fixed(1, 12);
        if kind == Kind::Customers {
            let made: Vec<_> = (0..300).map(|index| population.person(index).customer).collect();
            assert_eq!(held.customers, made);
        }
        if kind == Kind::Events {
            let made = (0..300).flat_map(|index| population.person(index).events).count();
            assert_eq!(held.events.len(), made);
        }
    }
}

#[test]
fn months_survive_the_file() {
    let population = Population::fixed(3, 24);
    let [_, usage, ..] = {
        let mut files =
            Files { customers: Vec::new(), usage: Vec::new(), habits: Vec::new(), events: Vec::new() };
        files.write(&population, 100, |_| {}).unwrap();
        [files.customers, files.usage, files.habits, files.events]
    };
    let (_, held) = crate::import_files::read(Kind::Usage, usage, "").unwrap();
    let made = (0..100).flat_map(|index| population.person(index).usage);
    for ((_, read), made) in held.usage.iter().zip(made) {
        // A file has megabytes with four decimals, which is exact to the kilobyte.
        assert_eq!(read, &made);
    }
}

#[test]
fn numbers_are_invented_and_everybody_has_one() {
    let mut numbers: Vec<_> = (0..200_000).map(number).collect();
    assert!(numbers.iter().all(|number| is_invented(*number)));
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 200_000);
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The published medians by level: bill in yuan, minutes, GB (FACTS section 2).
const PUBLISHED: [(Level, f64, f64, f64); 5] = [
    (Level::Star2, 39.0, 221.0, 11.8),
    (Level::Star3, 58.0, 257.0, 9.2),
    (Level::Silver, 133.0, 432.0, 17.3),
    (Level::Gold, 198.0, 760.0, 29.0),
    (Level::Platinum, 315.0, 1031.0, 23.8),
];

#[test]
fn levels_spend_talk_and_surf_as_published() {
    let population = Population::fixed(11, 1);
    let mut by_level: BTreeMap<Option<Level>, Vec<Person>> = BTreeMap::new();
    let mut all = Vec::new();
    for index in 0..12_000 {
        let person = population.person(index);
        all.push(person.clone());
        by_level.entry(person.customer.level).or_default().push(person);
    }
    let newest = |people: &[Person], measure: fn(&seatmate::domain::usage::UsageMonth) -> f64| {
        median(people.iter().filter_map(|person| person.usage.last()).map(measure).collect())
    };
    for (level, bill, minutes, gigabytes) in PUBLISHED {
        let people = &by_level[&Some(level)];
        let near = |what: &str, made: f64, published: f64| {
            let off = (made / published - 1.0).abs();
            assert!(off < 0.2, "{level:?} {what}: {made} for {published}");
        };
        near("bill", newest(people, |month| month.bill.unwrap().0 as f64 / 100.0), bill);
        near("minutes", newest(people, |month| f64::from(month.voice_min.unwrap().0)), minutes);
        near("GB", newest(people, |month| month.data.unwrap().0 as f64 / 1_048_576.0), gigabytes);
    }
    let share = |holds: fn(&Person) -> bool| {
        all.iter().filter(|person| holds(person)).count() as f64 / all.len() as f64
    };
    let newest_is = |person: &Person, holds: fn(&seatmate::domain::usage::UsageMonth) -> bool| {
        person.usage.last().is_some_and(holds)
    };
    // Published: silver and above 28 %, bills from 120 yuan 23.7 %, paid overage 8.2 %, roaming 9.6 %, arrears 4.0 %.
    let vip = share(|person| person.customer.level.is_some_and(Level::is_vip));
    assert!((0.25..0.31).contains(&vip), "{vip}");
    let rich = all.iter().filter(|p| newest_is(p, |m| m.bill.unwrap().0 >= 12_000)).count() as f64 / 12_000.0;
    assert!((0.18..0.30).contains(&rich), "{rich}");
    let over = all.iter().filter(|p| newest_is(p, |m| m.data_fee.unwrap().0 > 0)).count() as f64 / 12_000.0;
    assert!((0.06..0.11).contains(&over), "{over}");
    let away =
        all.iter().filter(|p| newest_is(p, |m| m.roaming_min.unwrap().0 > 0)).count() as f64 / 12_000.0;
    assert!((0.07..0.12).contains(&away), "{away}");
    let owes = share(|person| person.customer.arrears.is_some_and(|amount| amount.0 > 0));
    assert!((0.03..0.05).contains(&owes), "{owes}");
}

#[test]
fn lives_show_in_the_months() {
    use seatmate::synth::Life;
    let population = Population::fixed(5, 12);
    let people: Vec<Person> = (0..4_000).map(|index| population.person(index)).collect();
    let minutes = |person: &Person, back: usize| {
        let at = person.usage.len().checked_sub(1 + back)?;
        person.usage.get(at)?.voice_min.map(|minutes| f64::from(minutes.0))
    };
    let ratio = |life: Life| {
        median(
            people
                .iter()
                .filter(|person| person.life == life)
                .filter_map(|person| Some(minutes(person, 0)? / minutes(person, 4)?.max(1.0)))
                .collect(),
        )
    };
    assert!(ratio(Life::Dropping) < 0.35);
    assert!((0.8..1.25).contains(&ratio(Life::Steady)));
    assert!(ratio(Life::Growing) > 1.05);
    let silent: Vec<&Person> = people.iter().filter(|person| person.life == Life::Silent).collect();
    assert!(silent.iter().filter_map(|person| minutes(person, 0)).all(|minutes| minutes == 0.0));
    assert!(
        silent
            .iter()
            .filter_map(|p| p.usage.last())
            .filter(|m| m.voice_min.unwrap().0 == 0)
            .all(|m| m.zero_days == Some(30))
    );
    let gaps = people
        .iter()
        .filter(|person| person.usage.windows(2).any(|w| w[1].month.since(w[0].month) > 1))
        .count();
    assert!(gaps > 10, "some months are missing");
}

//! The story of an import: in, once more, a richer file, a poorer one, and one that is given up.

use chrono::NaiveDate;
use seatmate::domain::customer::{Customer, Level};
use seatmate::domain::event::{CustomerEvent, EventKind};
use seatmate::domain::habit::HabitCell;
use seatmate::domain::money::Fen;
use seatmate::domain::month::Month;
use seatmate::domain::phone::PhoneNumber;
use seatmate::domain::safe_text::RawText;
use seatmate::domain::time::{Moment, parse_moment};
use seatmate::domain::usage::{Minutes, UsageMonth};
use seatmate::store::{DatabaseKey, Filed, Put, Store, StoreError, StoreOptions};

pub(crate) fn now() -> Moment {
    parse_moment("2026-11-22T10:00:00+08:00").unwrap()
}

/// A store in a folder that goes away with the test.
pub(crate) struct Shop {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) key: DatabaseKey,
    pub(crate) store: Store,
}

pub(crate) fn shop() -> Shop {
    let dir = tempfile::tempdir().unwrap();
    let key = DatabaseKey::random().unwrap();
    let store = Store::open(dir.path(), &key, INVENTED).unwrap();
    Shop { dir, key, store }
}

pub(crate) const INVENTED: StoreOptions = StoreOptions { invented: true, accept_plaintext: false };

pub(crate) fn number(text: &str) -> PhoneNumber {
    PhoneNumber::parse(text).unwrap()
}

pub(crate) fn wang() -> Customer {
    Customer {
        name: Some(RawText::new("王小明")),
        level: Some(Level::Gold),
        package: Some(RawText::new("畅享159")),
        joined_on: NaiveDate::from_ymd_opt(2015, 3, 1),
        balance: Some(Fen(12_345)),
        tags: vec![RawText::new("家庭"), RawText::new("高价值")],
        ..Customer::bare(number("13800138000"))
    }
}

fn month(text: &str, bill: i64) -> UsageMonth {
    UsageMonth { bill: Some(Fen(bill)), ..UsageMonth::unknown(text.parse::<Month>().unwrap()) }
}

#[test]
fn what_goes_in_comes_out() {
    let shop = shop();
    let mut loader = shop.store.loader(now()).unwrap();
    assert_eq!(loader.put_customer(&wang()).unwrap(), Put::Inserted);
    assert_eq!(loader.put_usage(wang().number, &month("2026-10", 15_900)).unwrap(), Filed::Yes);
    assert_eq!(loader.put_usage(wang().number, &month("2026-08", 14_900)).unwrap(), Filed::Yes);
    assert_eq!(
        loader.put_usage(number("13900139000"), &month("2026-08", 1)).unwrap(),
        Filed::UnknownCustomer
    );
    let cell = HabitCell { weekday: 3, hour: 20, calls: 7 };
    assert_eq!(loader.put_habit(wang().number, cell).unwrap(), Filed::Yes);
    let complaint =
        CustomerEvent { at: now(), kind: EventKind::Complaint, detail: Some(RawText::new("资费争议")) };
    assert_eq!(loader.put_event(wang().number, &complaint).unwrap(), Filed::Yes);
    let reader = shop.store.reader().unwrap();
    assert!(reader.profile_by_number(wang().number).unwrap().is_none(), "nothing shows before the commit");
    let summary = loader.commit().unwrap();
    assert_eq!((summary.customers.inserted, summary.usage.inserted), (1, 2));
    assert_eq!((summary.habits.inserted, summary.events.inserted), (1, 1));

    let profile = reader.profile_by_number(wang().number).unwrap().unwrap();
    assert_eq!(profile.customer, wang());
    assert_eq!(profile.usage, [month("2026-08", 14_900), month("2026-10", 15_900)]);
    assert_eq!(profile.habit.as_ref().unwrap().calls(3, 20), 7);
    assert_eq!(profile.events, [complaint]);
    let again = reader.profile_by_id(profile.id).unwrap().unwrap();
    assert_eq!(again.customer, wang());
    assert_eq!(reader.imported_at().unwrap(), Some(now()));
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let shop = shop();
    let put = || {
        let mut loader = shop.store.loader(now()).unwrap();
        loader.put_customer(&wang()).unwrap();
        loader.put_usage(wang().number, &month("2026-10", 15_900)).unwrap();
        loader.put_habit(wang().number, HabitCell { weekday: 1, hour: 9, calls: 2 }).unwrap();
        let event = CustomerEvent { at: now(), kind: EventKind::Payment, detail: None };
        loader.put_event(wang().number, &event).unwrap();
        loader.commit().unwrap()
    };
    let first = put();
    let second = put();
    for (first, second) in [
        (first.customers, second.customers),
        (first.usage, second.usage),
        (first.habits, second.habits),
        (first.events, second.events),
    ] {
        assert_eq!((first.inserted, first.updated, first.unchanged), (1, 0, 0));
        assert_eq!((second.inserted, second.updated, second.unchanged), (0, 0, 1));
    }
}

#[test]
fn a_poorer_file_erases_nothing_and_a_richer_one_adds() {
    let shop = shop();
    let mut loader = shop.store.loader(now()).unwrap();
    loader.put_customer(&wang()).unwrap();
    loader.put_usage(wang().number, &month("2026-10", 15_900)).unwrap();
    loader.commit().unwrap();

    let mut loader = shop.store.loader(now()).unwrap();
    let poorer = Customer { name: Some(RawText::new("王晓明")), ..Customer::bare(wang().number) };
    assert_eq!(loader.put_customer(&poorer).unwrap(), Put::Updated);
    let minutes =
        UsageMonth { voice_min: Some(Minutes(300)), ..UsageMonth::unknown("2026-10".parse().unwrap()) };
    loader.put_usage(wang().number, &minutes).unwrap();
    let summary = loader.commit().unwrap();
    assert_eq!(summary.usage.updated, 1);

    let profile = shop.store.reader().unwrap().profile_by_number(wang().number).unwrap().unwrap();
    assert_eq!(profile.customer, Customer { name: Some(RawText::new("王晓明")), ..wang() });
    assert_eq!(profile.usage, [UsageMonth { voice_min: Some(Minutes(300)), ..month("2026-10", 15_900) }]);
}

#[test]
fn an_import_given_up_leaves_nothing() {
    let shop = shop();
    let mut loader = shop.store.loader(now()).unwrap();
    loader.put_customer(&wang()).unwrap();
    loader.put_usage(wang().number, &month("2026-10", 1)).unwrap();
    assert_eq!(loader.flush().unwrap().usage.inserted, 1);
    drop(loader);
    let counts = shop.store.reader().unwrap().counts().unwrap();
    assert_eq!((counts.customers, counts.with_usage), (0, 0));
    let mut loader = shop.store.loader(now()).unwrap();
    assert_eq!(loader.put_customer(&wang()).unwrap(), Put::Inserted);
}

#[test]
fn a_wrong_key_is_said_and_nothing_is_written() {
    let shop = shop();
    let other = DatabaseKey::random().unwrap();
    let before = std::fs::read(shop.dir.path().join("records.db")).unwrap();
    let outcome = Store::open(shop.dir.path(), &other, INVENTED);
    if cfg!(feature = "encrypted") {
        assert!(matches!(outcome, Err(StoreError::WrongKey)));
        assert!(!before.starts_with(b"SQLite format 3"));
    }
    assert_eq!(std::fs::read(shop.dir.path().join("records.db")).unwrap(), before);
    Store::open(shop.dir.path(), &shop.key, INVENTED).unwrap();
}

#[test]
fn only_the_owner_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let shop = shop();
    let _reader = shop.store.reader().unwrap();
    let mut count = 0;
    for entry in std::fs::read_dir(shop.dir.path()).unwrap() {
        let mode = entry.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
        count += 1;
    }
    assert!(count >= 2);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(24))]

    /// Whatever the order of months and customers, and wherever the buffer is written out in between: the same as laying
    /// one month after the other over what is known.
    #[test]
    fn usage_in_any_order_merges_as_if_written_row_by_row(
        rows in proptest::collection::vec((0_i64..4, 0_u32..5, proptest::option::of(0_i64..9), proptest::option::of(0_u32..9), 0_u8..8), 1..60),
    ) {
        let shop = shop();
        let customer = |who: i64| PhoneNumber::from_key(13_800_138_000 + who);
        let mut model: std::collections::BTreeMap<(i64, Month), UsageMonth> = std::collections::BTreeMap::new();
        let mut loader = shop.store.loader(now()).unwrap();
        for who in 0..4 {
            loader.put_customer(&Customer::bare(customer(who))).unwrap();
        }
        for (who, at, bill, minutes, what) in rows {
            let at = Month::new(2026, 1).unwrap().plus(at);
            let row = UsageMonth {
                bill: bill.map(Fen),
                voice_min: minutes.map(Minutes),
                ..UsageMonth::unknown(at)
            };
            loader.put_usage(customer(who), &row).unwrap();
            let known = model.entry((who, at)).or_insert_with(|| UsageMonth::unknown(at));
            known.bill = row.bill.or(known.bill);
            known.voice_min = row.voice_min.or(known.voice_min);
            match what {
                0 => {
                    loader.flush().unwrap();
                }
                1 => {
                    loader.commit().unwrap();
                    loader = shop.store.loader(now()).unwrap();
                }
                _ => {}
            }
        }
        loader.commit().unwrap();
        let reader = shop.store.reader().unwrap();
        for who in 0..4 {
            let found = reader.profile_by_number(customer(who)).unwrap().unwrap().usage;
            let expected: Vec<UsageMonth> =
                model.iter().filter(|((owner, _), _)| *owner == who).map(|(_, month)| month.clone()).collect();
            proptest::prop_assert_eq!(found, expected);
        }
    }
}

#[test]
fn the_order_of_a_file_does_not_matter() {
    let months: Vec<String> = (1..=12).map(|month| format!("2025-{month:02}")).collect();
    let (people, late) = (4_000_i64, "2026-01");
    let person = |index: i64| number(&(15_400_000_000 + index * 7).to_string());
    let bill = |index: i64, at: usize| index * 100 + at as i64;
    let store = |rows: &mut dyn Iterator<Item = (i64, usize)>| {
        let shop = shop();
        let mut loader = shop.store.loader(now()).unwrap();
        (0..people).for_each(|index| {
            loader.put_customer(&Customer::bare(person(index))).unwrap();
        });
        for (index, at) in rows {
            assert_eq!(
                loader.put_usage(person(index), &month(&months[at], bill(index, at))).unwrap(),
                Filed::Yes
            );
        }
        // Stragglers: a month more, one that is new to its customer, one that says what is known.
        for index in [3, people - 1, 0] {
            loader.put_usage(person(index), &month(late, 1)).unwrap();
            loader.put_usage(person(index), &month(&months[5], 77)).unwrap();
            loader.put_usage(person(index), &month(&months[6], bill(index, 6))).unwrap();
        }
        (loader.commit().unwrap(), shop)
    };
    // Customer by customer, the complete ones are written on the way; month by month, all of them at the end.
    let (by_customer, one) = store(&mut (0..people).flat_map(|index| (0..12).map(move |at| (index, at))));
    let (by_month, other) = store(&mut (0..12).flat_map(|at| (0..people).map(move |index| (index, at))));
    assert_eq!(by_customer, by_month);
    let all = people as u64 * 12 + 3;
    let tally = by_customer.usage;
    assert_eq!((tally.inserted, tally.updated, tally.unchanged), (all, 3, 3));
    let (one, other) = (one.store.reader().unwrap(), other.store.reader().unwrap());
    for index in [0, 1, 3, 1_999, people - 1] {
        let usage = |reader: &seatmate::store::Reader| {
            reader.profile_by_number(person(index)).unwrap().unwrap().usage
        };
        assert_eq!(usage(&one), usage(&other));
        assert_eq!(usage(&one)[4].bill, Some(Fen(bill(index, 4))));
    }
}

//! Where a conversation stopped, read back from a real store, also by another run of the program.

use chrono::TimeDelta;
use seatmate::domain::call::CallId;
use seatmate::domain::phone::PhoneNumber;
use seatmate::domain::script::Facts;
use seatmate::domain::used::{Use, Used};
use seatmate::store::Store;
use uuid::Uuid;

use crate::store_records::start;
use crate::store_reference::{INVENTED, now, shop};

fn path(id: u128, call: u128, at: Option<&str>, minutes: i64) -> Used {
    let what = Use::Path {
        script: "inbound-open".to_owned(),
        steps: vec!["hello".to_owned()],
        unsaid: Vec::new(),
        stopped_at: at.map(str::to_owned),
        said: vec!["hello".to_owned()],
        told: Facts::from([("concern".to_owned(), "price".to_owned())]),
        spin: Default::default(),
    };
    Used {
        id: Uuid::from_u128(id),
        call: CallId(Uuid::from_u128(call)),
        at: now() + TimeDelta::minutes(minutes),
        what,
    }
}

#[test]
fn the_newest_way_of_this_number_comes_back_after_a_restart_and_not_after_the_time_is_over() {
    let shop = shop();
    let number = start(1).number.unwrap();
    {
        let mut recorder = shop.store.recorder().unwrap();
        recorder.start_call(&start(1)).unwrap();
        recorder.record_use(&path(71, 1, Some("why"), 1)).unwrap();
        recorder.record_use(&path(72, 1, Some("price"), 2)).unwrap();
    }
    let again = Store::open(shop.dir.path(), &shop.key, INVENTED).unwrap();
    let reader = again.reader().unwrap();
    let stopped = reader.stopped(number, now() - TimeDelta::minutes(30)).unwrap().unwrap();
    assert_eq!((stopped.at.as_str(), stopped.script.as_str()), ("price", "inbound-open"));
    assert_eq!((stopped.said, stopped.when), (vec!["hello".to_owned()], now() + TimeDelta::minutes(2)));
    assert!(stopped.told.contains_key("concern"));
    assert!(reader.stopped(number, now() + TimeDelta::minutes(3)).unwrap().is_none(), "too long ago");
    let other = PhoneNumber::parse("13500135999").unwrap();
    assert!(reader.stopped(other, now() - TimeDelta::minutes(30)).unwrap().is_none());
}

#[test]
fn a_way_that_came_to_its_end_offers_nothing() {
    let shop = shop();
    let mut recorder = shop.store.recorder().unwrap();
    recorder.start_call(&start(1)).unwrap();
    recorder.record_use(&path(71, 1, Some("why"), 1)).unwrap();
    recorder.record_use(&path(72, 1, None, 2)).unwrap();
    let reader = shop.store.reader().unwrap();
    assert!(reader.stopped(start(1).number.unwrap(), now() - TimeDelta::minutes(30)).unwrap().is_none());
}

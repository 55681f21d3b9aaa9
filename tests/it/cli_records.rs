//! What was written about calls, read and exported with the real program.

use seatmate::domain::money::Fen;
use seatmate::domain::recommend::answer::{OfferAnswer, Said, Why};
use seatmate::store::{Store, StoreOptions, key};

use crate::cli::Seat;
use crate::store_records::{start, wrap_up};
use crate::store_reference::wang;

/// A seat with two wrapped-up calls, as the desk would have left them.
fn seat_with_notes() -> Seat {
    let seat = Seat::with_customers();
    let opened = key::unlock(&seat.path("data"), "four unrelated words here").unwrap();
    let store = Store::open(&seat.path("data"), &opened, StoreOptions::default()).unwrap();
    let mut recorder = store.recorder().unwrap();
    for (id, body) in [(1, "=cmd()客户嫌贵,留了 13900001111"), (2, "第二通\u{202e}电话")] {
        recorder.start_call(&start(id)).unwrap();
        recorder.save_wrap_up(&wrap_up(id, body)).unwrap();
    }
    seat
}

#[test]
fn notes_are_listed_searched_and_masked() {
    let seat = seat_with_notes();
    let text = seat.run("--lang en notes").ends(0).out;
    assert!(text.contains("interested, call again") && text.contains("客户嫌贵"), "{text}");
    assert!(text.contains("139****1111") && !text.contains("13900001111"), "{text}");
    assert!(!text.contains('\u{202e}'), "no direction marks reach the terminal: {text}");
    let found = seat.run("--json notes --search 嫌贵").ends(0);
    assert_eq!(found.out.lines().count(), 1);
    assert_eq!(found.json()["disposition"], "interested");
    assert!(seat.run("--json notes --search 没有这句").ends(0).out.is_empty());
    assert!(seat.run("notes --since yesterday").ends(2).err.contains("2026-11-22"));
}

#[test]
fn an_export_is_masked_until_a_reason_is_given_and_no_spreadsheet_runs_it() {
    let seat = seat_with_notes();
    let number = wang().number;
    let csv = seat.run("export notes --format csv --out -").ends(0).out;
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(csv.contains("\"'=cmd()") || csv.contains("'=cmd()"), "{csv}");
    assert!(!csv.contains(&number.digits()) && csv.contains(&number.masked()), "{csv}");
    assert!(!csv.contains("13900001111"), "{csv}");

    let words = ["export", "notes", "--format", "ndjson", "--out", "-", "--reveal", "--reason", "审计抽查"];
    let lines = seat.run_words(&words.map(str::to_owned)).ends(0).out;
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["number"], number.digits());
    assert!(first["body"].as_str().unwrap().contains("13900001111"));

    let calls = seat.run("export calls --format ndjson --out -").ends(0).out;
    let first: serde_json::Value = serde_json::from_str(calls.lines().next().unwrap()).unwrap();
    assert_eq!(first["talked_seconds"], 60);
    assert_eq!(first["end_reason"], "hung_up");
}

#[test]
fn answers_to_offers_are_exported_and_shown() {
    let seat = seat_with_notes();
    let opened = key::unlock(&seat.path("data"), "four unrelated words here").unwrap();
    let store = Store::open(&seat.path("data"), &opened, StoreOptions::default()).unwrap();
    let answer = OfferAnswer {
        id: uuid::Uuid::from_u128(70),
        call: start(1).id,
        offer: "bj-feixiang-88+bj-changyou-30".to_owned(),
        said: Said::Declined(Why::Price),
        saving: Some(Fen::yuan(30)),
        at: start(1).at,
    };
    store.recorder().unwrap().answer_offer(&answer).unwrap();
    let mut loader = store.loader(start(1).at).unwrap();
    loader.put_customer(&wang()).unwrap();
    loader.commit().unwrap();
    drop(store);
    let lines = seat.run("export offers --format ndjson --out -").ends(0).out;
    let row: serde_json::Value = serde_json::from_str(lines.trim()).unwrap();
    assert_eq!(
        (&row["answer"], &row["answer_reason"], &row["saving_month"]),
        (&"declined".into(), &"price".into(), &"30.00".into())
    );
    assert_eq!(row["number"], wang().number.masked());
    let all = seat.run("export all --format csv --out -").ends(0).out;
    assert!(all.lines().next().unwrap().contains("answer_reason"), "{all}");
    assert_eq!(all.lines().filter(|line| line.contains("bj-feixiang-88")).count(), 1);
    let shown = seat.run(&format!("--lang en show {}", wang().number.digits())).ends(0).out;
    assert!(shown.contains("4G飞享套餐88元档 + ") && shown.contains("declined (too dear)"), "{shown}");
    let json = seat.run(&format!("--json show {}", wang().number.digits())).ends(0).json();
    assert_eq!(json["offers"][0]["reason"], "price");
}

#[test]
fn the_log_of_two_calls_waits_for_the_centre_and_is_whole() {
    let seat = seat_with_notes();
    let status = seat.run("--json sync status").ends(3).json();
    assert!(status["unsent"].as_u64().unwrap() >= 4, "{status}");
    let verified = seat.run("--json sync verify --local").ends(0).json();
    assert_eq!(verified["events"], status["unsent"]);
}

#[test]
fn nothing_a_file_supplies_can_drive_the_terminal() {
    let seat = Seat::new();
    let hostile = "王\u{1b}[31m\u{9b}2J\u{202e}小\u{200b}明";
    seat.write(
        "customers.csv",
        &format!("number,name,taboo,tags\n19900000001,{hostile},{hostile},{hostile};{hostile}\n"),
    );
    seat.run("import customers @customers.csv").ends(0);
    let live = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(u32::from(c), 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F)
    };
    for line in ["find 0001", "--json find 0001", "show 19900000001", "--json show 19900000001"] {
        let ran = seat.run(line).ends(0);
        assert!(ran.out.contains('王') && !ran.out.contains(live), "{line}: {:?}", ran.out);
    }
    let name = seat.run("--json show 19900000001").json()["customer"]["name"].clone();
    assert_eq!(name, hostile, "JSON escapes and loses nothing");
}

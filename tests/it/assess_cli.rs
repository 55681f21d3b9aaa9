//! `seatmate assess --all` through the real program: every row adds up, levels keep their quota, and what was learnt is used afterwards.

use std::collections::BTreeMap;

use crate::cli::Seat;

/// A base of invented customers of whom two account managers look after a third each.
fn seat(customers: u32) -> Seat {
    let seat = Seat::new();
    seat.run(&format!("synth --customers {customers} --seed 7 --out @made")).ends(0);
    for kind in ["customers", "usage", "events"] {
        seat.run(&format!("import {kind} @made/{kind}.csv")).ends(0);
    }
    seat
}

fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_row_adds_up_and_levels_keep_their_quota() {
    let seat = seat(1_000);
    let said = seat.run("assess --all --out @all.csv").ends(0);
    assert!(said.out.contains("1000"), "{said:?}");
    let text = std::fs::read_to_string(seat.path("all.csv")).unwrap();
    let rows = rows(&text);
    assert_eq!(rows.len(), 1_000);
    for row in &rows {
        let sum: i32 =
            row["signs"].split(' ').filter_map(|sign| sign.split_once(':')?.1.parse::<i32>().ok()).sum();
        assert_eq!(sum.to_string(), row["points"], "{row:?}");
        assert!(row["number"].contains("****"), "masked unless asked: {}", row["number"]);
    }
    let count = |alarm: &str| rows.iter().filter(|row| row["alarm"] == alarm).count();
    assert!((1..=20).contains(&count("red")), "{} red", count("red"));
    assert!((1..=70 - count("red")).contains(&count("amber")), "{} amber", count("amber"));
    let least_red = rows.iter().filter(|row| row["alarm"] == "red").map(points).min().unwrap();
    let most_amber = rows.iter().filter(|row| row["alarm"] == "amber").map(points).max().unwrap();
    assert!(least_red > most_amber);
    let known = rows.iter().filter(|row| !row["percentile"].is_empty()).count();
    assert!(known > 900, "{known} of 1000 have peers");

    // The same base gives the same file, byte by byte; an existing file is kept unless it is to be replaced.
    seat.run("assess --all --out @all.csv").ends(2);
    seat.run("assess --all --out @again.csv").ends(0);
    assert_eq!(text, std::fs::read_to_string(seat.path("again.csv")).unwrap());
}

fn points(row: &BTreeMap<String, String>) -> i32 {
    row["points"].parse().unwrap()
}

#[test]
fn lines_of_json_say_the_same_and_numbers_in_full_need_a_reason() {
    let seat = seat(200);
    seat.run("assess --all --out @plain.csv --reveal").ends(2);
    let lines = seat.run("assess --all --out - --format ndjson --reveal --reason check").ends(0).out;
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let number = first["number"].as_str().unwrap();
    assert_eq!((lines.lines().count(), number.len()), (200, 11));
    let sum: i64 = first["signs"].as_array().unwrap().iter().map(|sign| sign[1].as_i64().unwrap()).sum();
    assert_eq!(first["points"].as_i64(), Some(sum));
    let masked = seat.run("assess --all --out -").ends(0).out;
    assert_eq!(rows(&masked)[0]["points"], first["points"].to_string());
}

#[test]
fn what_was_learnt_is_shown_with_its_date_and_before_that_the_limits_say_what_they_are() {
    let seat = seat(400);
    let lines = seat.run("assess --all --out - --format ndjson --reveal --reason check").ends(0).out;
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let number = first["number"].as_str().unwrap().to_owned();
    let page = seat.run(&format!("--json show {number}")).ends(0).json();
    let picture = &page["picture"];
    assert_eq!((picture["yardstick"]["by"].as_str(), &picture["alarm"]), (Some("quota"), &first["alarm"]));
    assert_eq!(picture["standing"]["percentile"], first["percentile"]);
    assert!(seat.run(&format!("--lang en show {number}")).ends(0).out.contains("learnt on 11-22"));

    let fresh = Seat::with_customers();
    let shown = fresh.run("--lang en show 19900000001").ends(0).out;
    assert!(shown.contains("no base was assessed yet"), "{shown}");
    let page = fresh.run("--json show 19900000001").ends(0).json();
    assert_eq!(page["picture"]["yardstick"], serde_json::json!({ "by": "limits", "red": 80, "amber": 40 }));
    assert!(page["picture"]["standing"].is_null());
}

#[test]
fn every_retention_method_is_listed_with_its_outcomes_also_before_any_was_used() {
    let seat = Seat::with_customers();
    let lines = seat.run("--json assess --methods").ends(0).json();
    let lines = lines.as_array().unwrap();
    assert_eq!(lines.len(), seatmate::content::rules::built_in().retention.method.len());
    for line in lines {
        for count in ["used", "kept", "not_yet", "refused"] {
            assert_eq!(line[count], 0, "{line}");
        }
    }
    let page = seat.run("--lang en assess --methods").ends(0).out;
    assert_eq!(page.lines().count(), lines.len() + 1, "{page}");
    assert!(page.lines().next().unwrap().ends_with("stays  not yet  refused"), "{page}");
    seat.run("assess --methods --all --out @x.csv").ends(2);
    seat.run("assess --all").ends(2);
    seat.run("assess").ends(2);
}

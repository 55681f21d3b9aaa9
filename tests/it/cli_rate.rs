//! `seatmate rate` through the real program: the verdict, every package, and arithmetic that adds up to the fen.

use crate::cli::Seat;

/// A call centre's own small catalogue, and a customer whose months can be worked out by hand.
fn seat() -> Seat {
    let seat = Seat::new();
    seat.write(
        "config/packages/own.toml",
        r#"[catalogue]
title = "本省现行"
place = "本省"
years = "2026"
source = "handwritten"

[[package]]
code = "small"
name = "小套餐29元"
kind = "main"
fee = 29
voice = { minutes = 100, over = "0.19" }
data = [{ class = "national", amount = 1, unit = "GB" }]
over = { rule = "ladder", per_mb = "0.29", per_gb = 60 }
cap = { money = 500 }
rollover = "no"
commitment = 0

[[package]]
code = "middle"
name = "中套餐59元"
kind = "main"
fee = 59
voice = { minutes = 200, over = "0.19" }
data = [{ class = "national", amount = 20, unit = "GB" }]
over = { rule = "tiers", per_mb = "0.29", gb = [5, 5, 5, 3] }
rollover = "no"
commitment = 0

[[package]]
code = "youth"
name = "青年卡19元"
kind = "main"
fee = 19
voice = { minutes = 100, over = "0.10" }
data = [{ class = "national", amount = 30, unit = "GB" }]
over = { rule = "per_mb", per_mb = "0.29" }
rollover = "no"
commitment = 0
who = { age_to = 28 }
"#,
    );
    seat.write(
        "customers.csv",
        "number,name,birthday,level,package,contract_end\n\
         19900000001,王小明,1980-05-01,gold,小套餐29元,2026-01-31\n\
         19900000002,李芳,1980-05-01,,别省套餐,\n",
    );
    // 100 minutes and 1.5 GB on the small one: 512 MB beyond, 60 yuan (512 * 0.29 = 148.48, at most 60): 89.00.
    let months: String = (1..=10)
        .map(|month| format!("19900000001,2026-{month:02},89.00,29.00,60.00,0.00,100,100,1536\n"))
        .collect();
    seat.write(
        "usage.csv",
        &format!(
            "number,month,bill,package_fee,data_fee,voice_fee,voice_min,voice_out_min,data_mb\n{months}"
        ),
    );
    seat.run("import customers @customers.csv").ends(0);
    seat.run("import usage @usage.csv").ends(0);
    seat
}

#[test]
fn a_customer_who_pays_beyond_every_month_is_told_what_to_change_to_and_what_it_saves() {
    let seat = seat();
    let json = seat.run("--json rate 19900000001").ends(0).json();
    assert_eq!(json["verdict"]["verdict"], "switch");
    assert_eq!(json["verdict"]["to"], "middle");
    assert_eq!(json["model"]["error_per_mille"], 0, "the model meets the bills to the fen");
    assert_eq!(json["example"], false);
    let ranked = json["ranked"].as_array().unwrap();
    assert_eq!(ranked[0]["code"], "middle");
    assert_eq!(ranked[0]["saving"], serde_json::json!({ "month": "30.00", "year": "360.00" }));
    assert_eq!(ranked[0]["own"]["wins"], 10);
    assert_eq!(json["refused"][0]["code"], "youth");
    assert_eq!(json["refused"][0]["barrier"]["rule"], "age_outside");

    let text = seat.run("--lang en rate 19900000001").ends(0).out;
    assert!(text.contains("Change to 中套餐59元"), "{text}");
    assert!(text.contains("You would save around 30 a month"), "{text}");
    assert!(text.contains("for ages - to 28"), "{text}");
    assert!(!text.contains("19900000001"), "{text}");
    let text = seat.run("--lang zh-CN rate 19900000001").ends(0).out;
    assert!(text.contains("建议换") && text.contains("每月能省 30 元左右"), "{text}");
}

#[test]
fn every_line_of_the_explanation_adds_up_to_its_total() {
    let seat = seat();
    let json = seat.run("--json rate 19900000001 --explain").ends(0).json();
    let plans = json["explained"].as_array().unwrap();
    assert_eq!(plans.len(), 2, "what the customer has, and what is suggested");
    for plan in plans {
        let code = plan["code"].as_str().unwrap();
        let entry = json["ranked"].as_array().unwrap().iter().find(|entry| entry["code"] == code).unwrap();
        let fen =
            |value: &serde_json::Value| value.as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
        for (bill, total) in
            plan["bills"].as_array().unwrap().iter().zip(entry["own"]["totals"].as_array().unwrap())
        {
            let sum: i64 = bill["lines"].as_array().unwrap().iter().map(|line| fen(&line["amount"])).sum();
            assert_eq!(sum, fen(total), "{code} {}", bill["month"]);
        }
    }
    let text = seat.run("--lang en rate 19900000001 --package small --months 3 --explain").ends(0).out;
    assert!(text.contains("2026-08 to 2026-10, 3 in all"), "{text}");
    assert_eq!(text.matches("512 MB x CNY 0.29/MB = 148.48, counts CNY 60.00").count(), 3, "{text}");
    assert!(!text.contains("2026-10  中套餐"), "only what was asked for: {text}");
    // One that may not be had is explained all the same.
    let text = seat.run("--lang en rate 19900000001 --package youth --explain").ends(0).out;
    assert!(text.contains("2026-10  青年卡19元") && text.contains("Total"), "{text}");
}

#[test]
fn no_saving_is_told_where_it_cannot_be_known() {
    let seat = seat();
    let json = seat.run("--json rate 19900000002").ends(0).json();
    assert_eq!(json["verdict"]["verdict"], "stay");
    assert_eq!(json["verdict"]["why"]["reason"]["why"], "current_unknown");
    assert!(json["ranked"].as_array().unwrap().iter().all(|entry| entry["saving"].is_null()), "{json}");
    let text = seat.run("--lang en rate 19900000002").ends(0).out;
    assert!(text.contains("today's plan is not in the catalogue") && text.contains("别省套餐"), "{text}");
}

#[test]
fn wrong_questions_are_answered_with_one_sentence() {
    let seat = seat();
    assert!(seat.run("--lang en rate 19900000009").ends(1).err.contains("seatmate:"));
    assert!(seat.run("--lang en rate 19900000001 --package nothing").ends(2).err.contains("No such plan"));
    seat.run("rate").ends(2);
}

#[test]
fn the_built_in_catalogue_says_that_nothing_in_it_may_be_promised() {
    let seat = Seat::with_customers();
    let ran = seat.run("--lang en rate 19900000001").ends(0);
    assert!(ran.out.contains("promise nothing from them"), "{ran:?}");
}

#[test]
fn check_finds_a_contradiction_in_a_package_file_with_its_line() {
    let seat = seat();
    seat.run("check").ends(0);
    seat.write(
        "config/packages/wrong.toml",
        "[catalogue]\ntitle = \"T\"\nplace = \"P\"\nyears = \"2026\"\nsource = \"S\"\n\n[[package]]\ncode = \"a\"\nname = \"A\"\n\
         kind = \"main\"\nfee = 8\npenalty = { rule = \"unknown\" }\n",
    );
    let ran = seat.run("--json check").ends(1).json();
    assert_eq!(ran["errors"], 1, "{ran}");
    assert_eq!(ran["findings"][0]["line"], 12, "{ran}");
    // Two files with one code: each is sound alone, together the second is not used.
    let head = "[catalogue]\ntitle = \"T\"\nplace = \"P\"\nyears = \"2026\"\nsource = \"S\"\n\n";
    let one = format!("{head}[[package]]\ncode = \"same\"\nname = \"A\"\nkind = \"main\"\nfee = 8\n");
    seat.write("config/packages/wrong.toml", &one);
    seat.write("config/packages/zz.toml", &one);
    let ran = seat.run("--json check").ends(1).json();
    assert_eq!(ran["findings"][0]["code"], "package-code-twice", "{ran}");
    assert!(ran["findings"][0]["file"].as_str().unwrap().ends_with("zz.toml"), "{ran}");
}

#[test]
fn the_whole_base_is_rated_into_one_file_in_the_order_of_the_base() {
    let seat = seat();
    seat.run("rate --all --out @base.csv").ends(0);
    let text = std::fs::read_to_string(seat.path("base.csv")).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(
        rows[0],
        "number,package,months,error_per_mille,today,cheapest,cost,saving_month,form,verdict,worst_month,saving_year,wins,of,check"
    );
    assert_eq!(rows[1], "199****0001,small,10,0,89.00,middle,59.00,30.00,short,,,,,,");
    assert!(rows[2].starts_with("199****0002,,0,") && rows.len() == 3, "{text}");
    seat.run("rate --all --out @base.csv").ends(1);
    seat.run("rate --all --out @base.csv --force").ends(0);
    assert_eq!(std::fs::read_to_string(seat.path("base.csv")).unwrap(), text);
    // The full form says exactly what the desk says.
    seat.run("rate --all --full --out @full.csv").ends(0);
    let text = std::fs::read_to_string(seat.path("full.csv")).unwrap();
    let row: Vec<&str> = text.lines().nth(1).unwrap().split(',').collect();
    let desk = seat.run("--json rate 19900000001").ends(0).json();
    let to = desk["verdict"]["to"].as_str().unwrap();
    let entry = desk["ranked"].as_array().unwrap().iter().find(|entry| entry["code"] == to).unwrap();
    assert_eq!((row[5], row[8], row[9]), (to, "full", "switch"), "{text}");
    assert_eq!(
        (row[6], row[7]),
        (entry["mean"].as_str().unwrap(), entry["saving"]["month"].as_str().unwrap())
    );
    assert_eq!(
        (row[4], row[11]),
        (desk["current"]["mean"].as_str().unwrap(), entry["saving"]["year"].as_str().unwrap())
    );
}

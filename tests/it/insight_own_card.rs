//! From a file of outcomes to the desk: a shop's own card is learnt, laid into the data folder, and speaks beside the built-in rules.

use seatmate::app::Lang;
use seatmate::app::key::Key;
use seatmate::cli::scenes::{Stage, usual_now};
use seatmate::content::own_card;
use seatmate::domain::insight::own_card::OwnSeen;
use seatmate::synth::demo::Situation;
use seatmate::ui::picture::Picture as Drawn;
use seatmate::ui::{Depth, Ground, Look, Symbols, Theme};

use crate::cli::Seat;

/// Outcomes under the names of the import files: whoever pays little and has complained leaves.
fn outcomes(column: &str) -> String {
    let mut text = format!("{column},complaint_90,left\n");
    for row in 0..600_u32 {
        let (bill, complaints) = (20 + row * 13 % 200, row * 7 % 3);
        let left = (bill < 90 && complaints > 0) != (row % 29 == 0);
        text.push_str(&format!("{bill},{complaints},{}\n", if left { "yes" } else { "no" }));
    }
    text
}

fn seat(column: &str) -> Seat {
    let seat = Seat::with_customers();
    seat.write("outcomes.csv", &outcomes(column));
    seat.run("scorecard fit @outcomes.csv --label left --positive yes --out @data/scorecard.toml").ends(0);
    seat
}

#[test]
fn a_card_in_the_data_folder_speaks_in_show_and_adds_up() {
    let seat = seat("bill");
    let page = seat.run("--json show 19900000001").ends(0).json();
    let own = &page["picture"]["own"]["score"];
    let lines = own["lines"].as_array().unwrap();
    let sum: i64 = lines.iter().map(|line| line[1].as_i64().unwrap()).sum();
    assert_eq!(own["base"].as_i64().unwrap() + sum, own["score"].as_i64().unwrap(), "{own}");
    let shown = seat.run("--lang en show 19900000001").ends(0).out;
    assert!(shown.contains("Own card") && shown.contains("points"), "{shown}");
    // The built-in signs are as they were.
    let bare = Seat::with_customers().run("--json show 19900000001").ends(0).json();
    assert_eq!(bare["picture"]["churn"], page["picture"]["churn"]);
    assert!(bare["picture"]["own"].is_null());
}

#[test]
fn a_card_for_other_columns_says_which_are_missing_and_a_broken_one_is_complained_of() {
    let seat = seat("Total day charge");
    let shown = seat.run("--lang en show 19900000001").ends(0).out;
    assert!(shown.contains("no such columns: Total day charge"), "{shown}");
    seat.write("data/scorecard.toml", "label = 3\n");
    let shown = seat.run("--lang en show 19900000001").ends(0);
    assert!(shown.err.contains("own scorecard") && !shown.out.contains("Own card"), "{shown:?}");
}

#[test]
fn the_desk_shows_the_card_with_its_rule_behind_f1() {
    let seat = seat("bill");
    let own = own_card::load(&seat.path("data"), &seat.path("config"), None).unwrap();
    assert!(own.as_ref().is_some_and(|own| own.at.is_some()));
    let mut stage = Stage::new(Lang::Zh, (120, 36), usual_now());
    let mut book = (*stage.app.rules).clone();
    book.own = own;
    stage.app.rules = std::sync::Arc::new(book);
    stage.rings(stage.caller(Situation::PortQuery));
    stage.press(Key::ctrl('n'));
    stage.press(Key::f(2));
    stage.press(Key::f(2));
    assert!(matches!(stage.app.customer().unwrap().picture.own, Some(OwnSeen::Score { .. })));
    let look = Look::new(Theme::new(Depth::True, Ground::Dark), Symbols::NARROW);
    let text = |stage: &Stage| Drawn::new(&stage.app, &look, (120, 36)).text();
    assert!(text(&stage).contains("本店卡"), "{}", text(&stage));
    stage.press(Key::f(1));
    let at = stage.app.why_rows().iter().position(|row| *row == seatmate::app::why::Subject::Own).unwrap();
    for _ in 0..at {
        stage.press(Key::plain(seatmate::app::key::KeyCode::Down));
    }
    assert!(text(&stage).contains("本店记分卡：起分"), "{}", text(&stage));
}

#[test]
fn the_settings_name_the_card_check_looks_at_it_and_assess_writes_its_score() {
    let seat = seat("bill");
    std::fs::create_dir_all(seat.path("config")).unwrap();
    std::fs::rename(seat.path("data/scorecard.toml"), seat.path("config/ours.toml")).unwrap();
    let scores = |seat: &Seat| -> Vec<serde_json::Value> {
        let lines = seat.run("assess --all --out - --format ndjson").ends(0).out;
        let row = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["own_score"].clone();
        lines.lines().map(row).collect()
    };
    assert!(scores(&seat).iter().all(serde_json::Value::is_null));
    seat.write("config/settings.toml", "own_card = \"ours.toml\"\n");
    seat.run("check @config/settings.toml").ends(0);
    let page = seat.run("--json show 19900000001").ends(0).json();
    assert!(page["picture"]["own"]["score"]["score"].is_i64(), "{page}");
    assert!(scores(&seat).contains(&page["picture"]["own"]["score"]["score"]));
    seat.write("config/settings.toml", "own_card = \"nowhere.toml\"\n");
    let said = seat.run("--lang en check @config/settings.toml").ends(1);
    assert!(format!("{said:?}").contains("no scorecard here"), "{said:?}");
    assert!(seat.run("--lang en show 19900000001").ends(0).err.contains("own scorecard"));
}

//! `seatmate scorecard` as a script uses it: a card learnt, written, measured again, and every refusal with a sentence.

use crate::cli::Seat;

/// Sixty of three hundred leave: those with four calls or more and a small bill, and nobody else.
fn outcomes() -> String {
    let mut text = String::from("id,calls,bill,plan,left\n");
    for row in 0..600_u32 {
        let (calls, bill) = (row * 7 % 6, 20 + row * 13 % 200);
        let left = (calls >= 4 && bill < 90) != (row % 29 == 0);
        let plan = ["A", "B", "C"][(row % 3) as usize];
        text.push_str(&format!(
            "{},{calls},{bill},{plan},{}\n",
            900_000 + row,
            if left { "yes" } else { "no" }
        ));
    }
    text
}

#[test]
fn a_card_is_learnt_written_and_measured_again() {
    let seat = Seat::new();
    std::fs::write(seat.path("outcomes.csv"), outcomes()).unwrap();
    let fitted = seat.run("scorecard fit @outcomes.csv --label left --out @card.toml --json").ends(0).json();
    assert!(fitted["auc"].as_f64().unwrap() > 0.85, "{fitted}");
    assert!(fitted["auc_sd"].as_f64().is_some() && fitted["lift_top_decile"].as_f64().unwrap() > 3.0);
    let lines = fitted["lines"].as_u64().unwrap();
    assert!((1..=12).contains(&lines));
    assert_eq!(fitted["left_out"][0][0], "id");
    let card = std::fs::read_to_string(seat.path("card.toml")).unwrap();
    assert!(card.contains("[[line]]") && card.contains("column = \"calls\""), "{card}");
    let again = seat.run("scorecard evaluate @card.toml @outcomes.csv --json").ends(0).json();
    assert!(again["auc"].as_f64().unwrap() > 0.85, "{again}");
    assert_eq!(again["lines"].as_u64(), Some(lines));
    assert_eq!(seat.run("scorecard fit @outcomes.csv --label left --out -").ends(0).out, card);
    // The same bytes from the same rows.
    seat.run("scorecard fit @outcomes.csv --label left --out @again.toml").ends(0);
    assert_eq!(std::fs::read_to_string(seat.path("again.toml")).unwrap(), card);
}

#[test]
fn both_languages_show_the_card() {
    let seat = Seat::new();
    std::fs::write(seat.path("outcomes.csv"), outcomes()).unwrap();
    let english = seat.run("scorecard fit @outcomes.csv --label left --positive yes --lang en").ends(0).out;
    assert!(english.contains("calls \u{2265} 4 and bill < ") && english.contains("AUC 0."), "{english}");
    let chinese = seat.run("scorecard fit @outcomes.csv --label left --lang zh-CN").ends(0).out;
    assert!(chinese.contains("\u{4e14} bill < ") && !chinese.contains('['), "{chinese}");
    for words in ["scorecard --help", "scorecard fit --help", "scorecard evaluate --help"] {
        let help = seat.run(&format!("{words} --lang en")).ends(0).out;
        assert!(!help.contains("[about") && !help.contains("[arg"), "{help}");
    }
}

#[test]
fn a_table_that_teaches_nothing_is_refused_with_a_hint() {
    let seat = Seat::new();
    std::fs::write(seat.path("one.csv"), "a,y\n".to_owned() + &"1,no\n".repeat(40)).unwrap();
    std::fs::write(seat.path("many.csv"), "a,y\n1,p\n2,q\n3,r\n").unwrap();
    std::fs::write(seat.path("ragged.csv"), "a,y\n1\n").unwrap();
    std::fs::write(seat.path("empty.csv"), "").unwrap();
    for (line, code, said) in [
        ("fit @one.csv --label y", 2, "40"),
        ("fit @one.csv --label z", 2, "a, y"),
        ("fit @one.csv --label y --drop b", 2, "\"b\""),
        ("fit @one.csv --label y --positive maybe", 2, "no"),
        ("fit @many.csv --label y", 2, "p, q, r"),
        ("fit @ragged.csv --label y", 1, "2"),
        ("fit @empty.csv --label y", 1, "empty.csv"),
        ("fit @absent.csv --label y", 1, "absent.csv"),
        ("evaluate @one.csv @one.csv", 1, "one.csv"),
    ] {
        let ran = seat.run(&format!("scorecard {line} --lang en")).ends(code);
        assert!(ran.out.is_empty() && ran.err.contains(said) && !ran.err.contains('['), "{line}: {ran:?}");
    }
}

#[test]
fn a_table_without_the_cards_columns_is_measured_in_part_and_said() {
    let seat = Seat::new();
    std::fs::write(seat.path("outcomes.csv"), outcomes()).unwrap();
    seat.run("scorecard fit @outcomes.csv --label left --out @card.toml").ends(0);
    std::fs::write(seat.path("other.csv"), outcomes().replacen("bill", "amount", 1)).unwrap();
    let ran = seat.run("scorecard evaluate @card.toml @other.csv --lang en").ends(3);
    assert!(ran.out.contains("bill"), "{ran:?}");
}

//! A supervisor learns a scorecard from the shop's own outcomes and tries it on the next month.

use seatmate::content::card_file;
use seatmate::domain::scorecard::card::{Card, Line};
use seatmate::domain::scorecard::screen::{LabelError, LeftOut};
use seatmate::domain::scorecard::table::Table;
use seatmate::domain::scorecard::{Fitted, Order, evaluate, fit};
use seatmate::intake::labelled;

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Outcomes in which two pairs of conditions matter, and a gap; every other column says nothing.
fn outcomes(seed: u64, rows: usize) -> String {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut text = String::from("编号,套餐,账单,在网月,分钟,收入,地区,离网\n");
    for row in 0..rows {
        let plan = ["A", "B", "C", "D"][random.random_range(0..4)];
        let bill: f64 = random.random_range(20.0..300.0);
        let months: u32 = random.random_range(0..120);
        let minutes: u32 = random.random_range(0..1500);
        let income = (random.random_range(0..10) > 2).then(|| random.random_range(3000..30000));
        let mut odds = -3.0;
        odds += if plan == "C" && bill >= 150.0 { 3.0 } else { 0.0 };
        odds += if months < 24 && minutes < 300 { 2.5 } else { 0.0 };
        odds += if income.is_none() { 1.2 } else { 0.0 };
        let left = random.random_range(0.0..1.0) < 1.0 / (1.0 + f64::exp(-odds));
        let income = income.map(|income: u32| income.to_string()).unwrap_or_default();
        let region = any_region(&mut random);
        let left = if left { "是" } else { "否" };
        text.push_str(&format!("{},{plan},{bill:.2},{months},{minutes},{income},{region},{left}\n", row + 1));
    }
    text
}

fn any_region(random: &mut impl Rng) -> String {
    format!("区{}", random.random_range(0..300))
}

fn table(text: &str) -> Table {
    labelled::parse(text.as_bytes()).unwrap()
}

fn learn(text: &str) -> Result<Fitted, LabelError> {
    fit(&table(text), &Order { label: "离网".to_owned(), ..Order::default() })
}

#[test]
fn pairs_that_belong_together_are_found_and_hold_on_new_rows() {
    let fitted = learn(&outcomes(7, 3000)).unwrap();
    assert!(fitted.validation.auc > 0.72, "{:?}", fitted.validation);
    assert!(fitted.card.lines.len() <= 12);
    let pairs: Vec<Vec<String>> = fitted
        .card
        .lines
        .iter()
        .filter(|line| matches!(line, Line::Rule { points, .. } if *points > 30))
        .map(|line| line.sources().iter().flat_map(|of| of.columns().to_vec()).collect())
        .collect();
    assert!(pairs.iter().any(|pair| pair.contains(&"套餐".to_owned()) && pair.contains(&"账单".to_owned())));
    assert!(
        pairs.iter().any(|pair| pair.contains(&"在网月".to_owned()) && pair.contains(&"分钟".to_owned()))
    );
    // The next month, which no fold has seen, comes out alike.
    let next = evaluate(&fitted.card, &table(&outcomes(8, 3000)), None, None, 30).unwrap();
    assert!((next.auc - fitted.validation.auc).abs() < 0.04, "{} {}", next.auc, fitted.validation.auc);
    assert!(next.calibration_error < 4.0, "{next:?}");
}

#[test]
fn ids_and_free_words_do_not_speak() {
    let fitted = learn(&outcomes(7, 3000)).unwrap();
    let left =
        |name: &str| fitted.screened.left_out.iter().find(|(left, _)| left == name).map(|(_, why)| *why);
    assert_eq!(left("编号"), Some(LeftOut::Identifier));
    assert_eq!(left("地区"), Some(LeftOut::TooManyWords));
}

#[test]
fn the_same_rows_give_the_same_card_to_the_byte() {
    let write = || card_file::write(&learn(&outcomes(7, 1200)).unwrap().card);
    assert_eq!(write(), write());
}

#[test]
fn the_points_add_up_to_the_score_and_the_file_keeps_them() {
    let text = outcomes(9, 1200);
    let (card, rows) = (learn(&text).unwrap().card, table(&text));
    let again: Card = card_file::read(&card_file::write(&card)).unwrap();
    for row in 0..rows.rows {
        let sum = card.base + card.lines.iter().map(|line| line.points(&rows, row)).sum::<i32>();
        assert_eq!(card.score(&rows, row), sum);
        assert_eq!(again.score(&rows, row), sum);
    }
}

#[test]
fn a_copy_of_the_outcome_is_left_out_and_said() {
    let mut text = String::new();
    for (at, line) in outcomes(7, 800).lines().enumerate() {
        let copy = if at == 0 {
            "离网原因"
        } else if line.ends_with('是') {
            "价格"
        } else {
            ""
        };
        text.push_str(&format!("{copy},{line}\n"));
    }
    let fitted = learn(&text).unwrap();
    assert!(fitted.screened.left_out.contains(&("离网原因".to_owned(), LeftOut::SameAsLabel)));
}

#[test]
fn noise_gives_an_honest_half() {
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let mut text = String::from("a,b,c,y\n");
    for _ in 0..800 {
        let (a, b) = (random.random_range(0.0..1.0), random.random_range(0..9));
        let c = ["p", "q", "r"][random.random_range(0..3)];
        text.push_str(&format!("{a:.4},{b},{c},{}\n", random.random_range(0..2)));
    }
    let fitted = fit(&table(&text), &Order { label: "y".to_owned(), ..Order::default() }).unwrap();
    assert!((fitted.validation.auc - 0.5).abs() < 0.06, "{:?}", fitted.validation);
    assert!(fitted.card.lines.len() <= 2);
}

#[test]
fn one_kind_of_outcome_teaches_nothing() {
    let one =
        |value: &str| format!("a,离网\n{}", (0..50).map(|at| format!("{at},{value}\n")).collect::<String>());
    assert_eq!(learn(&one("是")), Err(LabelError::TooFew { positives: 50, negatives: 0 }));
    let gaps = format!("{}51,\n", one("是"));
    assert_eq!(learn(&gaps), Err(LabelError::TooFew { positives: 50, negatives: 0 }));
    let three = (0..60).map(|at| format!("{at},{}\n", at % 3)).collect::<String>();
    assert!(matches!(learn(&format!("a,离网\n{three}")), Err(LabelError::ManyValues { .. })));
    assert!(matches!(learn("a,b\n1,2\n"), Err(LabelError::NoColumn { .. })));
}

#[test]
fn a_direction_that_was_asked_for_is_kept() {
    let text = outcomes(7, 2000);
    let order = Order {
        label: "离网".to_owned(),
        monotone: [("在网月".to_owned(), -1), ("分钟".to_owned(), 1)].into(),
        ..Order::default()
    };
    let card = fit(&table(&text), &order).unwrap().card;
    for line in &card.lines {
        if let Line::Scale { of, steps, .. } = line
            && of.columns() == ["在网月".to_owned()]
        {
            let points: Vec<i32> =
                steps.iter().filter(|step| !step.test.missing).map(|step| step.points).collect();
            assert!(points.is_sorted_by(|a, b| a >= b), "{points:?}");
        }
        if let Line::Rule { all, points, .. } = line {
            for one in all.iter().filter(|one| one.of.columns() == ["分钟".to_owned()]) {
                assert!(one.test.from.is_some() == (*points > 0), "{line:?}");
            }
        }
    }
}

/// A table of anything: numbers, gaps, words, constants, huge and tiny values, in any number of rows.
fn any_table(seed: u64) -> String {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let columns = random.random_range(1..6);
    let rows = random.random_range(0..120);
    let kinds: Vec<u32> = (0..columns).map(|_| random.random_range(0..8)).collect();
    let mut text = (0..columns).map(|at| format!("c{at} fee,")).collect::<String>() + "y\n";
    for row in 0..rows {
        for kind in &kinds {
            let cell = match kind {
                0 => String::new(),
                1 => "7".to_owned(),
                2 => random.random_range(0..3).to_string(),
                3 => ["", "a", "b", "长 词"][random.random_range(0..4)].to_owned(),
                4 => format!(
                    "{:e}",
                    random.random_range(-1.0..1.0_f64) * 10_f64.powi(random.random_range(-300..300))
                ),
                5 => row.to_string(),
                6 => format!("{}%", random.random_range(0..100)),
                _ => format!("w{}", random.random_range(0..200)),
            };
            text.push_str(&cell);
            text.push(',');
        }
        text.push_str(["0", "1", "1", ""][random.random_range(0..4)]);
        text.push('\n');
    }
    text
}

#[test]
fn any_table_gives_a_card_or_a_reason() {
    let mut cards = 0;
    for seed in 0..60 {
        let Ok(table) = labelled::parse(any_table(seed).as_bytes()) else { continue };
        let monotone = [("c0 fee".to_owned(), 1), ("c1 fee".to_owned(), -1)].into();
        let order = Order { label: "y".to_owned(), lines: 5, conditions: 3, monotone, ..Order::default() };
        if let Ok(fitted) = fit(&table, &order) {
            cards += 1;
            assert!((0.0..=1.0).contains(&fitted.validation.auc), "seed {seed}");
            let text = card_file::write(&fitted.card);
            assert_eq!(card_file::read(&text).unwrap(), fitted.card, "seed {seed}: {text}");
        }
    }
    assert!(cards > 10, "{cards}");
}

//! How much there is to say: the counts in the READMEs are those of the files that come with the program.
//!
//! After a change: `UPDATE_README=1 cargo test --test it talking_points`.

use std::fmt::Write as _;

use seatmate::content::messages::Messages;
use seatmate::content::scripts::Scripts;
use seatmate::content::{benefits, calendar, cards, phrases};
use seatmate::domain::card::CardKind;

/// Name in English and Chinese, count in Chinese and in English.
fn counts() -> Vec<(&'static str, &'static str, [usize; 2])> {
    let both = |count: &dyn Fn(&str) -> usize| [count("zh-CN"), count("en")];
    let scripts = |tag: &str| Scripts::built_in(tag).size();
    let (shelf, _) = cards::load(None);
    let kind = |kind: CardKind| {
        let of = |cards: &[std::sync::Arc<seatmate::domain::card::Card>]| {
            cards.iter().filter(|card| card.kind == kind).count()
        };
        [of(&shelf.zh), of(&shelf.en)]
    };
    vec![
        ("scripts", "话术", both(&|tag| scripts(tag).scripts)),
        (
            "steps in them, shared parts counted in each",
            "话术里的步骤（共用步骤每份都算）",
            both(&|tag| scripts(tag).steps),
        ),
        ("answers by digit", "按数字选的回答", both(&|tag| scripts(tag).answers)),
        ("evidence slots", "取证项", both(&|tag| scripts(tag).slots)),
        ("cards: objections", "卡片：异议", kind(CardKind::Objection)),
        ("cards: facts", "卡片：知识", kind(CardKind::Knowledge)),
        ("cards: better wording", "卡片：换个说法", kind(CardKind::Wording)),
        ("cards: ways to keep a customer (ours)", "卡片：挽留武器（自拟）", kind(CardKind::Weapon)),
        ("cards: measures by level (ours)", "卡片：钻金银举措（自拟）", kind(CardKind::Measure)),
        ("cards: angles on loyalty (ours)", "卡片：忠诚的角度（自拟）", kind(CardKind::Angle)),
        ("SPIN questions (ours)", "SPIN 提问（自拟）", kind(CardKind::Spin)),
        (
            "feature, advantage, benefit: groups of families",
            "特点优点利益：套餐系列组",
            both(&benefits::count),
        ),
        ("message templates", "短信模板", both(&|tag| Messages::load(tag, None).0.ids().count())),
        ("phrases to avoid", "服务禁语", both(&|tag| phrases::built_in(tag).len())),
        ("festivals", "节日", both(&|_| calendar::festivals().len())),
    ]
}

fn table(english: bool) -> String {
    let head = if english { "| | Chinese | English |" } else { "| | 中文 | 英文 |" };
    let mut text = format!("{head}\n|---|---|---|\n");
    for (en, zh, [chinese, latin]) in counts() {
        let _ = writeln!(text, "| {} | {chinese} | {latin} |", if english { en } else { zh });
    }
    text
}

#[test]
fn the_counts_in_the_readmes_are_current() {
    for (file, english) in [("README.md", true), ("README.zh-CN.md", false)] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        let (head, rest) = text.split_once("<!-- talking points -->\n").unwrap();
        let (found, tail) = rest.split_once("<!-- end of talking points -->").unwrap();
        let wanted = table(english);
        if std::env::var_os("UPDATE_README").is_some() {
            let text = format!("{head}<!-- talking points -->\n{wanted}<!-- end of talking points -->{tail}");
            std::fs::write(&path, text).unwrap();
        } else {
            assert!(
                found == wanted,
                "the counts in {file} are stale: UPDATE_README=1 cargo test talking_points"
            );
        }
    }
}

#[test]
fn every_kind_of_text_is_there_as_often_in_both_languages() {
    for (what, _, [zh, en]) in counts() {
        assert!(what == "phrases to avoid" || zh == en, "{what}: {zh} and {en}");
        assert!(zh > 0 && en > 0, "{what}");
    }
}

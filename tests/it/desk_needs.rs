//! Stories of needs: what the customer answers chooses what F5 shows and what the script says of it, and the step one is on is kept.

use seatmate::content::fields::Speaker;
use seatmate::domain::recommend::pitch::Need;
use seatmate::shell::scripts::ScriptShelf;

use crate::desk::{Desk, WANG};
use crate::desk_offers::prepared;

const SCRIPT: &str = r#"
id = "needs"
title = "需求"
kind = "inbound"
[[step]]
stage = "opening"
must_say = "您好，请讲。"
[[step]]
id = "why"
stage = "discovery"
ask = "您最在意哪一样？"
answers = [
  { say = "价格", set = { concern = "price" } },
  { say = "流量", set = { wish = "data" } },
]
[[step]]
stage = "presentation"
when = "offer.known"
say = "{{ offer.name }}：{{ offer.benefit | default('我再给您算算。') }}"
[[step]]
stage = "closing"
say = "感谢来电，再见。"
"#;

fn talking() -> Desk {
    let config = tempfile::tempdir().unwrap();
    let folder = config.path().join("scripts/zh-CN");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("needs.toml"), SCRIPT).unwrap();
    let (shelf, findings) = ScriptShelf::load(config.path(), Speaker::default());
    assert!(findings.is_empty(), "{:?}", findings.iter().map(|found| found.code).collect::<Vec<_>>());
    let mut desk = prepared();
    desk.outside.shelf = Some(shelf);
    desk.rings(WANG).press("Ctrl-N").answered(1);
    desk
}

fn line(desk: &Desk) -> &str {
    desk.call().current_step().unwrap().say.as_str()
}

#[test]
fn an_answer_reorders_the_offers_and_the_script_speaks_of_the_first() {
    let mut desk = talking();
    desk.press("F4 PgDn");
    assert_eq!(line(&desk), "您最在意哪一样？");
    desk.press("1");
    let offers = &desk.app.customer().unwrap().offers;
    assert_eq!(offers.need, Some(Need::Price));
    let cards = offers.cards();
    let means: Vec<_> = cards.iter().map(|card| card.entry.mean).collect();
    assert!(means.is_sorted() && !means.is_empty(), "{means:?}");
    let now = offers.advice.as_deref().unwrap().current.as_ref().unwrap().mean;
    assert!(means[0] < now);
    assert!(line(&desk).contains("每月少付约"), "{}", line(&desk));
}

#[test]
fn who_wants_data_is_shown_what_has_more_of_it() {
    let mut desk = talking();
    desk.press("F4 PgDn F4 2");
    let offers = &desk.app.customer().unwrap().offers;
    let catalogue = &desk.app.catalogue;
    let first = offers.cards()[0].entry.code.clone();
    let data = |code: &str| {
        let package = catalogue.by_code(code).unwrap();
        package.allowance(seatmate::domain::package::Class::National)
    };
    let now = offers.advice.as_deref().unwrap().current.as_ref().unwrap().code.clone();
    let with_packs = !offers.cards()[0].entry.packs.is_empty();
    assert!(data(&first) > data(&now) || with_packs, "{first} against {now}");
    assert!(line(&desk).contains("每月比现在多"), "{}", line(&desk));
}

#[test]
fn the_offer_that_comes_late_fills_the_script_where_it_stands() {
    let mut desk = talking();
    desk.press("F4 PgDn");
    let before = desk.call().step;
    // What is tried out is rated anew, and the script filled again for it.
    desk.press("F5 2").types("+");
    assert_eq!((desk.call().step, line(&desk)), (before, "您最在意哪一样？"));
    assert!(desk.call().script.as_ref().unwrap().steps.iter().any(|step| step.say.contains("每月少付约")));
}

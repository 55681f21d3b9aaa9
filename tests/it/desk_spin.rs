//! Stories of the SPIN questions and of the cards by level: `+` at the script, Ctrl-O, what is counted.

use seatmate::app::event::Event;
use seatmate::app::{Pane, Popup};
use seatmate::content::cards;
use seatmate::domain::card::CardKind;
use seatmate::domain::customer::Level;
use seatmate::domain::used::Use;

use crate::desk::{Desk, WANG};

fn talking() -> Desk {
    let mut desk = Desk::new();
    desk.happens(Event::CardsRead(cards::load(None).0));
    desk.rings(WANG).press("Ctrl-N").answered(1);
    desk
}

#[test]
fn plus_at_the_script_opens_the_questions_and_each_one_counts_once() {
    let mut desk = talking();
    desk.press("F4 +");
    assert!(matches!(&desk.app.popup, Some(Popup::Cards { input, .. }) if input.text() == "spin"));
    desk.types(" 流量");
    assert_eq!(desk.app.chosen_card().map(|card| card.id.as_str()), Some("spin-data-situation-1"));
    desk.press("Enter");
    assert_eq!(desk.call().asked.count().label(), "S1 P0 I0 N0");
    let step = desk.call().step;
    // Asked: the next key puts the question away, and the script has kept its step.
    desk.press("PgDn");
    assert!(desk.call().card.is_none());
    assert_eq!(desk.call().step, step);
    desk.press("F4 +").types(" 流量").press("Enter Esc");
    assert_eq!(desk.call().asked.count().label(), "S1 P0 I0 N0");
    desk.press("F4 +").types(" 漫游").press("Down Down Down Enter");
    assert_eq!(desk.call().asked.count().label(), "S1 P1 I0 N0");
    assert_eq!(desk.app.focus, Pane::Script);
}

#[test]
fn the_way_through_the_script_tells_how_many_questions_of_each_kind() {
    let mut desk = talking();
    desk.press("F4 PgDn +").types(" 家庭").press("Enter PgDn").ended(1).press("F9 1 F9");
    let path = desk.outside.used.iter().find_map(|used| match &used.what {
        Use::Path { spin, .. } => Some(spin.label()),
        _ => None,
    });
    assert_eq!(path.as_deref(), Some("S1 P0 I0 N0"));
    let asked = Use::Card { card: "spin-home-situation-1".to_owned() };
    assert!(desk.outside.used.iter().any(|used| used.what == asked));
}

#[test]
fn questions_are_found_by_pinyin_and_initials_and_never_push_an_objection_down() {
    let mut desk = talking();
    desk.press("Ctrl-O").types("spinjt");
    assert!(desk.app.chosen_card().is_none());
    desk.press("Ctrl-W").types("spin manyou");
    assert_eq!(desk.app.chosen_card().map(|card| card.id.as_str()), Some("spin-roaming-situation-1"));
    desk.press("Ctrl-W Ctrl-W Ctrl-W").types("tgl");
    assert_eq!(desk.app.chosen_card().map(|card| card.id.as_str()), Some("too-expensive"));
}

#[test]
fn measures_are_those_of_the_customers_own_level() {
    let mut desk = talking();
    let level = desk.app.customer().and_then(|known| known.profile.customer.level).unwrap();
    assert!(level.is_vip(), "{level:?}");
    desk.press("Ctrl-O").types("举措");
    let Some(Popup::Cards { found, .. }) = &desk.app.popup else { panic!("the search") };
    let measures: Vec<_> = found.iter().map(|at| &desk.app.cards()[*at]).collect();
    assert!(!measures.is_empty());
    assert!(measures.iter().all(|card| card.levels.contains(&level)), "{level:?}");
}

#[test]
fn ten_ways_eight_angles_and_measures_for_three_levels_come_with_the_program_and_say_whose_they_are() {
    let (cards, _) = cards::load(None);
    for cards in [&cards.zh, &cards.en] {
        let of = |kind: CardKind| cards.iter().filter(|card| card.kind == kind).count();
        assert_eq!((of(CardKind::Weapon), of(CardKind::Angle)), (10, 8));
        for level in [Level::Diamond, Level::Platinum, Level::Gold, Level::Silver] {
            let own = |card: &&std::sync::Arc<_>| {
                let card: &seatmate::domain::card::Card = card;
                card.kind == CardKind::Measure && card.suits(Some(level))
            };
            assert!(cards.iter().filter(own).count() >= 4, "{level:?}");
        }
        for card in cards.iter() {
            let own =
                matches!(card.kind, CardKind::Weapon | CardKind::Angle | CardKind::Measure | CardKind::Spin);
            assert_eq!(card.ours, own, "{}", card.id);
        }
    }
}

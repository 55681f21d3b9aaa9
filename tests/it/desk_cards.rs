//! Stories of the answer cards: found while the customer speaks, put beside the script, walked through, put away.

use seatmate::app::event::Event;
use seatmate::app::{Pane, Popup};
use seatmate::content::cards;
use seatmate::domain::used::Use;

use crate::desk::{Desk, WANG};

fn talking() -> Desk {
    let mut desk = Desk::new();
    desk.happens(Event::CardsRead(cards::load(None).0));
    desk.rings(WANG).press("Ctrl-N").answered(1);
    desk
}

fn card(desk: &Desk) -> Option<(&str, usize)> {
    desk.call().card.as_ref().map(|open| (open.card.id.as_str(), open.at))
}

#[test]
fn a_card_comes_beside_the_script_which_keeps_its_step() {
    let mut desk = talking();
    desk.press("F4 2").types("嫌贵").press("Ctrl-O").types("taigui").press("Enter");
    assert_eq!(card(&desk), Some(("too-expensive", 0)));
    assert_eq!((desk.call().step, desk.app.focus, desk.note().as_str()), (1, Pane::Note, "嫌贵"));
    let [used] = desk.outside.used.as_slice() else { panic!("one use") };
    assert_eq!((used.call, &used.what), (desk.call().id, &Use::Card { card: "too-expensive".to_owned() }));
    desk.press("PgDn PgDn PgUp");
    assert_eq!((card(&desk), desk.call().step), (Some(("too-expensive", 1)), 1));
    desk.press("Esc PgDn");
    assert_eq!((card(&desk), desk.call().step), (None, 2));
}

#[test]
fn the_search_takes_text_in_one_burst_and_esc_leaves_everything_as_it_was() {
    let mut desk = talking();
    desk.types("客户说").press("Ctrl-O").types("信号");
    assert!(matches!(&desk.app.popup, Some(Popup::Cards { found, .. }) if !found.is_empty()));
    assert_eq!(desk.app.chosen_card().map(|card| card.id.as_str()), Some("no-signal-home"));
    desk.types("没有这种词");
    assert!(desk.app.chosen_card().is_none());
    desk.press("Enter").press("Esc");
    assert_eq!((card(&desk), desk.note().as_str()), (None, "客户说"));
    assert!(desk.outside.used.is_empty());
}

#[test]
fn another_language_shows_the_same_card() {
    let mut desk = talking();
    desk.press("Ctrl-O").types("tgl").press("Enter PgDn Ctrl-G *");
    let open = desk.call().card.as_ref().unwrap();
    assert_eq!((open.card.title.as_str(), open.at), ("Too expensive", 1));
}

#[test]
fn on_the_smallest_screen_two_lines_of_the_card_are_seen() {
    let mut desk = talking();
    desk.press("Ctrl-O").types("tgl").press("Enter PgDn PgDn");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("[ 太贵了 ] 回答"), "{screen}");
    assert!(screen.contains("我按您最近几个月的用量"), "{screen}");
    assert!(screen.contains("多少摆给您"), "{screen}");
}

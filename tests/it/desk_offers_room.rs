//! F5 at every size, for every person of the demo, in both languages: the line to read aloud and the keys are always there whole.

use std::sync::Arc;

use seatmate::app::Lang;
use seatmate::content::offers::sentence;
use seatmate::content::packages::load;
use seatmate::domain::recommend::Withheld;
use seatmate::domain::recommend::answer::{Said, Why};
use seatmate::synth::demo::World;

use crate::desk::{Desk, words};
use crate::desk_offers::offers;

/// Whether a text stands on the screen, wrapped as it may be: each piece of it in some row, in order, none of them a mere crumb.
fn stands(screen: &str, text: &str) -> bool {
    let mut left: Vec<char> = text.trim().chars().collect();
    while !left.is_empty() {
        let fits = |count: &usize| screen.contains(&left[..*count].iter().collect::<String>());
        let Some(count) = (1..=left.len()).rev().find(fits) else { return false };
        if count < 4 && count < left.len() {
            return false;
        }
        left.drain(..count);
        while left.first() == Some(&' ') {
            left.remove(0);
        }
    }
    true
}

#[test]
fn the_sentence_and_the_keys_are_never_pushed_off() {
    let catalogue = load(None).0.on_offer();
    let now = Desk::new().now.wall;
    let world = World::new(now);
    let mut rated = 0;
    for customer in world.customers.iter().take(30) {
        for lang in [Lang::Zh, Lang::En] {
            let mut desk = Desk::new();
            desk.outside.packages.clone_from(&catalogue.packages);
            desk.app = desk.app.with_catalogue(Arc::new(catalogue.clone()));
            desk.app.lang = lang;
            desk.outside.people = vec![world.profile(customer.number).unwrap()];
            desk.rings(&customer.number.digits()).press("Ctrl-N F5");
            let words = words(lang);
            let Some(advice) = offers(&desk).advice.as_deref() else { continue };
            // Without a known package or a month the bills speak alone.
            if advice.months.is_empty() || advice.model.withheld == Some(Withheld::CurrentUnknown) {
                continue;
            }
            let cards = offers(&desk).cards();
            let Some(entry) = cards.first().map(|card| card.entry).or(advice.current.as_ref()) else {
                continue;
            };
            let said = sentence(&words, &catalogue, advice, entry);
            let keys = [words.get("offer-keys").into_owned(), words.get("offer-keys-short").into_owned()];
            rated += 1;
            for size in [(80, 24), (120, 36), (200, 60)] {
                let screen = desk.screen(size.0, size.1);
                let who = customer.name.as_ref().map(|name| name.as_raw().to_owned());
                assert!(stands(&screen, &said), "{who:?} {size:?}: {said}\n{screen}");
                assert!(keys.iter().any(|keys| stands(&screen, keys)), "{who:?} {size:?}: no keys\n{screen}");
            }
            // Zoomed and scrolled to the end of the ranking they stay too.
            desk.press("F10");
            for _ in 0..12 {
                desk.press("PgDn");
            }
            for size in [(80, 24), (200, 60)] {
                let screen = desk.screen(size.0, size.1);
                assert!(
                    stands(&screen, &said) && keys.iter().any(|keys| stands(&screen, keys)),
                    "{size:?}\n{screen}"
                );
            }
        }
    }
    assert!(rated > 20, "only {rated} had figures");
}

#[test]
fn many_answers_push_nothing_off_either() {
    let mut desk = crate::desk_offers::prepared();
    desk.rings(crate::desk::WANG).press("Ctrl-N F5");
    for _ in 0..8 {
        desk.press("9 1");
    }
    let declined = |said: &Said| *said == Said::Declined(Why::Price);
    assert_eq!(offers(&desk).answers.iter().filter(|(_, said)| declined(said)).count(), 8);
    let keys = [
        words(Lang::Zh).get("offer-keys").into_owned(),
        words(Lang::Zh).get("offer-keys-short").into_owned(),
    ];
    for size in [(80, 24), (120, 36)] {
        let screen = desk.screen(size.0, size.1);
        assert!(keys.iter().any(|keys| stands(&screen, keys)), "{screen}");
    }
}

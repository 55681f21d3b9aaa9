//! A customer who may leave on the stage: the rules behind the points, the ladder of methods. It must not draw.

use crate::app::event::Event;
use crate::app::key::{Key, KeyCode};
use crate::cli::scenes::{Scene, Stage};
use crate::domain::insight::noticed::Tallies;
use crate::domain::insight::retention::Outcomes;
use crate::synth::demo::Situation;

impl Stage {
    /// The caller whose bill jumped, or the one who called a competitor; what a desk has counted by then; F1 in F2, or the methods with one tried.
    pub(super) fn show_insight(&mut self, scene: Scene) {
        let why = scene == Scene::Why;
        self.rings(self.caller(if why { Situation::BillShock } else { Situation::CompetitorHotline }));
        self.press(Key::ctrl('n'));
        self.wait(40);
        self.feed(Event::Tallies(Box::new(tallies())));
        self.press(Key::f(2));
        if why {
            self.press(Key::f(1));
            self.press(Key::plain(KeyCode::Down));
            return;
        }
        self.press(Key::plain(KeyCode::Char('#')));
        self.press(Key::plain(KeyCode::Char('2')));
        self.press(Key::plain(KeyCode::Down));
    }
}

fn tallies() -> Tallies {
    let counts = |pairs: &[(&str, u64)]| pairs.iter().map(|(code, n)| ((*code).to_owned(), *n)).collect();
    let hear = Outcomes { kept: 9, not_yet: 14, refused: 2 };
    let port = Outcomes { kept: 5, not_yet: 6, refused: 4 };
    Tallies {
        shown: counts(&[("bill_shock", 17), ("hotline", 23), ("contract_end", 61)]),
        wrong: counts(&[("bill_shock", 3), ("hotline", 2)]),
        methods: [("hear_reason".to_owned(), hear), ("before_you_port".to_owned(), port)].into(),
    }
}

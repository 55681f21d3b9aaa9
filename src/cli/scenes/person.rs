//! The person on the stage: a few things set the way an agent sets them. It must not draw.

use crate::app::Lang;
use crate::app::key::{Key, KeyCode};
use crate::cli::scenes::{Scene, Stage};

impl Stage {
    /// Enter in F2, some settings, the page of the scene.
    pub(super) fn show_person(&mut self, scene: Scene) {
        let keys = |stage: &mut Self, codes: &[KeyCode]| {
            codes.iter().for_each(|code| stage.press(Key::plain(*code)))
        };
        let digit = |digit| KeyCode::Char(digit);
        self.press(Key::f(2));
        self.press(Key::plain(KeyCode::Enter));
        // The fifth row is the second sensitivity.
        keys(self, &[KeyCode::Down; 4]);
        keys(self, &[digit('3')]);
        if scene == Scene::Person {
            return;
        }
        keys(self, &[KeyCode::Tab, KeyCode::Down, KeyCode::Down, digit('2')]);
        if scene == Scene::PersonProducts {
            return;
        }
        keys(self, &[KeyCode::Tab, digit('2'), KeyCode::Enter]);
        self.types(if self.app.lang == Lang::Zh {
            "常出国谈项目，落地就要有信号"
        } else {
            "Often abroad for projects, needs signal on landing"
        });
        keys(self, &[KeyCode::Down, KeyCode::Down]);
    }
}

//! A trainee of three weeks on the stage, and the record. The attempts are invented; what follows from them is reckoned as always.

use chrono::TimeDelta;
use uuid::Uuid;

use crate::app::event::Event;
use crate::app::key::{Key, KeyCode};
use crate::app::training::event::TrainingEvent;
use crate::app::{Mode as DeskMode, Place};
use crate::cli::scenes::{Scene, Stage};
use crate::content::certificates;
use crate::content::scenarios::Scenarios;
use crate::domain::training::record::{Brief, ItemBrief};
use crate::domain::training::rehearsal::Mode;
use crate::domain::training::report::{Report, Shelf};
use crate::domain::training::rubric::Section;
use crate::domain::training::scenario::Skill;

/// Scenario, days ago, total, mode, hints, milliseconds to the first word, and every how many-th point was missed.
const ATTEMPTS: &[(&str, i64, u32, Mode, u32, u64, usize)] = &[
    ("welcome-first-week", 20, 58, Mode::Learn, 3, 6_400, 3),
    ("welcome-first-week", 19, 81, Mode::Practise, 0, 4_100, 6),
    ("bill-overage", 18, 66, Mode::Practise, 0, 5_200, 3),
    ("bill-overage", 16, 84, Mode::Practise, 0, 3_300, 7),
    ("satisfaction-nine", 15, 92, Mode::Practise, 0, 2_900, 11),
    ("bill-too-big", 14, 78, Mode::Practise, 0, 3_100, 5),
    ("arrears-forgot", 12, 76, Mode::Practise, 0, 3_600, 5),
    ("marketing-family", 9, 71, Mode::Practise, 0, 3_900, 4),
    ("birthday-plain", 8, 90, Mode::Practise, 0, 2_400, 9),
    ("retention-basement", 6, 44, Mode::Test, 0, 7_200, 2),
    ("marketing-family", 4, 88, Mode::Practise, 0, 2_800, 8),
    ("bill-overage", 2, 79, Mode::Test, 0, 2_600, 6),
];

impl Stage {
    /// The record at one of its pages.
    pub(super) fn show_record(&mut self, scene: Scene) {
        self.app.mode = DeskMode::Training;
        self.app.place = Place::Training;
        self.app.training = Some(Box::default());
        let tag = self.app.lang.tag();
        let scenarios = Scenarios::built_in(tag);
        let shelf = Shelf {
            scenarios: scenarios.known(),
            certificates: certificates::load(tag, None).0,
            points: scenarios.points(),
        };
        let briefs: Vec<Brief> =
            (1..).zip(ATTEMPTS).filter_map(|(at, one)| self.brief(at, one, &shelf)).collect();
        let report = Report::of(&briefs, &shelf, self.now.wall);
        self.feed(Event::Training(TrainingEvent::Record(Box::new(report))));
        match scene {
            Scene::RecordCertificates => self.press(Key::plain(KeyCode::Char('2'))),
            Scene::RecordScenarios => {
                for key in ['3', '\n'] {
                    self.press(Key::plain(if key == '\n' { KeyCode::Enter } else { KeyCode::Char(key) }));
                }
                self.press(Key::plain(KeyCode::Down));
            }
            Scene::RecordPoints => self.press(Key::plain(KeyCode::Char('4'))),
            _ => {}
        }
    }

    fn brief(
        &self,
        number: u128,
        one: &(&str, i64, u32, Mode, u32, u64, usize),
        shelf: &Shelf,
    ) -> Option<Brief> {
        let (id, ago, total, mode, hints, latency, miss) = *one;
        let known = shelf.scenarios.iter().find(|known| known.id == id)?;
        let points = shelf.points.keys().filter(|point| point.group == known.group).take(14);
        let items = (0..).zip(points).map(|(at, point): (usize, _)| ItemBrief {
            id: point.item.clone(),
            section: Section::Soft,
            skill: Skill::ALL.get(at % Skill::ALL.len()).copied().unwrap_or(Skill::Care),
            weight: 6,
            held: at % miss != miss - 1,
        });
        Some(Brief {
            id: Uuid::from_u128(number),
            scenario: id.to_owned(),
            group: known.group,
            difficulty: known.difficulty,
            mode,
            pressure: 1,
            at: self.now.wall - TimeDelta::days(ago),
            total,
            compliance_passed: total >= 50,
            hints,
            talked: 190_000,
            latency: Some(latency),
            items: items.collect(),
        })
    }
}

//! The menu of training: which scenario, and how to practise it. It must not begin anything by itself.

use crate::app::App;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::moving::moved;
use crate::app::notices;
use crate::app::training::event::{TrainingEffect, Wish};
use crate::domain::call::CallKind;
use crate::domain::safe_text::SafeText;
use crate::domain::training::rehearsal::Mode;
use crate::domain::training::scenario::Group;

/// One scenario of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// The scenario's id.
    pub id: String,
    /// For the list.
    pub title: SafeText,
    /// What the trainee is told before the call.
    pub about: SafeText,
    /// Which kind of exercise.
    pub group: Group,
    /// 1 easy, 2 usual, 3 hard.
    pub difficulty: u8,
    /// How long the call should take.
    pub minutes: u8,
    /// Inbound rings; everything else is dialled.
    pub kind: CallKind,
    /// The best score so far.
    pub best: Option<u32>,
    /// The newest score.
    pub last: Option<u32>,
    /// How often it was practised.
    pub attempts: usize,
    /// It is time to practise it again.
    pub due: bool,
}

/// The menu.
#[derive(Debug, Default)]
pub struct Lessons {
    /// In the order in which they are shown.
    pub rows: Vec<Lesson>,
    /// The chosen row.
    pub selected: usize,
    /// How to practise; chosen with the arrows.
    pub mode: Option<Mode>,
    /// Whether the list has come at all.
    pub loaded: bool,
    /// What is wrong with the file that is being tried; `None` when none is.
    pub findings: Option<Vec<SafeText>>,
}

/// Why a row stands where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// Whoever is new begins here.
    First,
    /// 该复习了
    Due,
    /// Everything else, by its kind.
    Of(Group),
}

impl Lessons {
    /// The chosen scenario.
    #[must_use]
    pub fn chosen(&self) -> Option<&Lesson> {
        self.rows.get(self.selected)
    }

    /// Nothing was ever practised.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.rows.iter().all(|lesson| lesson.attempts == 0)
    }

    /// Under which heading a row stands.
    #[must_use]
    pub fn heading(&self, lesson: &Lesson) -> Heading {
        match lesson.group {
            Group::Lesson if self.is_new() => Heading::First,
            _ if lesson.due => Heading::Due,
            group => Heading::Of(group),
        }
    }

    /// The mode that Enter begins with: what was chosen; else the first lesson is learnt and the objection drill is drilled.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode.unwrap_or_else(|| match self.chosen().map(|lesson| lesson.group) {
            Some(Group::Objection) => Mode::Drill,
            Some(Group::Lesson) | None => Mode::Learn,
            Some(_) => Mode::Practise,
        })
    }
}

/// The list has come, or has changed: the chosen row stays chosen.
pub(crate) fn on_listed(app: &mut App, mut rows: Vec<Lesson>) {
    let Some(training) = app.training.as_deref_mut() else { return };
    let lessons = &mut training.lessons;
    let chosen = lessons.chosen().map(|lesson| lesson.id.clone());
    let first = rows.iter().all(|lesson| lesson.attempts == 0);
    // A stable sort: within one heading the files' own order stays.
    rows.sort_by_key(|lesson| match lesson.group {
        Group::Lesson if first => 0,
        _ if lesson.due => 1,
        _ => 2,
    });
    lessons.selected =
        chosen.and_then(|chosen| rows.iter().position(|lesson| lesson.id == chosen)).unwrap_or_default();
    lessons.rows = rows;
    lessons.loaded = true;
}

/// An arrow or page key.
pub(crate) fn step(app: &mut App, action: Action) {
    let by = match action {
        Action::Up => -1,
        Action::Down => 1,
        Action::PageUp => -10,
        Action::PageDown => 10,
        Action::Home => i32::MIN,
        Action::End => i32::MAX,
        Action::Left | Action::Right => return turn(app, action == Action::Right),
        _ => return,
    };
    let Some(training) = app.training.as_deref_mut() else { return };
    let count = training.lessons.rows.len();
    training.lessons.selected = moved(training.lessons.selected, by, count);
}

fn turn(app: &mut App, forward: bool) {
    let Some(training) = app.training.as_deref_mut() else { return };
    let at = Mode::ALL.iter().position(|mode| *mode == training.lessons.mode()).unwrap_or(0);
    let step = if forward { 1 } else { Mode::ALL.len() - 1 };
    training.lessons.mode = Mode::ALL.get((at + step) % Mode::ALL.len()).copied();
}

/// A digit chooses how to practise.
pub(crate) fn on_digit(app: &mut App, digit: u8) {
    let mode = usize::from(digit).checked_sub(1).and_then(|at| Mode::ALL.get(at));
    if let (Some(training), Some(mode)) = (app.training.as_deref_mut(), mode) {
        training.lessons.mode = Some(*mode);
    }
}

/// Enter: asks the outside for the customer and the line.
pub(crate) fn begin(app: &mut App, out: &mut Vec<Effect>) {
    let lang = app.lang;
    let Some(training) = app.training.as_deref_mut() else { return };
    let mode = training.lessons.mode();
    match training.lessons.chosen().map(|lesson| lesson.id.clone()) {
        Some(scenario) => {
            let ask = TrainingEffect::Begin { scenario, mode, lang, seed: None };
            out.push(Effect::Training(Box::new(ask)));
        }
        None => notices::not_here(app, "why-no-lesson"),
    }
}

/// A scenario was asked for on the command line: it is chosen, and begins.
pub(crate) fn on_wish(app: &mut App, wish: Wish, out: &mut Vec<Effect>) {
    let lang = app.lang;
    let Some(training) = app.training.as_deref_mut() else { return };
    let lessons = &mut training.lessons;
    if let Some(place) = lessons.rows.iter().position(|lesson| lesson.id == wish.scenario) {
        lessons.selected = place;
    }
    lessons.mode = wish.mode.or(lessons.mode);
    let mode = lessons.mode();
    let ask = TrainingEffect::Begin { scenario: wish.scenario, mode, lang, seed: wish.seed };
    out.push(Effect::Training(Box::new(ask)));
}

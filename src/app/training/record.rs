//! 成绩档案 on the screen: four pages of one report, and the rows that can be chosen. It must not reckon anything.

use crate::app::App;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::moving::moved;
use crate::app::notices;
use crate::app::training::event::{TrainingEffect, Which};
use crate::domain::training::report::{Known, Report};
use crate::domain::training::scenario::Group;

/// A page of the record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What to practise next, under the skills.
    #[default]
    Next,
    /// Certificates.
    Certificates,
    /// Scenarios, each with its attempts.
    Scenarios,
    /// Points, the soonest due first.
    Points,
}

impl Tab {
    /// In the order of the digits.
    pub const ALL: [Self; 4] = [Self::Next, Self::Certificates, Self::Scenarios, Self::Points];

    /// Its name in the words files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Next => "record-tab-next",
            Self::Certificates => "record-tab-certificates",
            Self::Scenarios => "record-tab-scenarios",
            Self::Points => "record-tab-points",
        }
    }
}

/// A row that can be chosen, by its place in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A scenario that is advised.
    Next(usize),
    /// A certificate.
    Certificate(usize),
    /// A scenario.
    Scenario(usize),
    /// An attempt: its scenario, and its place in it.
    Attempt(usize, usize),
    /// A point.
    Point(usize),
}

/// The record on the screen.
#[derive(Debug)]
pub struct RecordPage {
    /// Everything that is shown.
    pub report: Report,
    /// Which page.
    pub tab: Tab,
    /// The chosen row of the page.
    pub selected: usize,
    /// The scenario whose attempts are shown, by its id.
    pub open: Option<String>,
}

impl RecordPage {
    /// The record at its first page.
    #[must_use]
    pub const fn new(report: Report) -> Self {
        Self { report, tab: Tab::Next, selected: 0, open: None }
    }

    /// The rows of the page.
    #[must_use]
    pub fn choices(&self) -> Vec<Choice> {
        match self.tab {
            Tab::Next => (0..self.report.next.len()).map(Choice::Next).collect(),
            Tab::Certificates => (0..self.report.certificates.len()).map(Choice::Certificate).collect(),
            Tab::Points => (0..self.report.weak.len()).map(Choice::Point).collect(),
            Tab::Scenarios => {
                let mut choices = Vec::new();
                for (at, row) in self.report.scenarios.iter().enumerate() {
                    choices.push(Choice::Scenario(at));
                    if self.open.as_deref() == Some(row.known.id.as_str()) {
                        choices.extend((0..row.made.len()).map(|made| Choice::Attempt(at, made)));
                    }
                }
                choices
            }
        }
    }

    /// The chosen row.
    #[must_use]
    pub fn chosen(&self) -> Option<Choice> {
        self.choices().get(self.selected).copied()
    }

    fn turn_to(&mut self, tab: Tab) {
        (self.tab, self.selected) = (tab, 0);
    }

    fn turn(&mut self, forward: bool) {
        let at = Tab::ALL.iter().position(|tab| *tab == self.tab).unwrap_or(0);
        let step = if forward { 1 } else { Tab::ALL.len() - 1 };
        if let Some(tab) = Tab::ALL.get((at + step) % Tab::ALL.len()) {
            self.turn_to(*tab);
        }
    }

    /// By so many rows.
    pub(super) fn by(&mut self, rows: i32) {
        self.selected = moved(self.selected, rows, self.choices().len());
    }
}

/// Asks for the record.
pub(super) fn open(app: &mut App, out: &mut Vec<Effect>) {
    if app.session().is_some() {
        return notices::not_here(app, "why-in-rehearsal");
    }
    out.push(Effect::Training(Box::new(TrainingEffect::Record { lang: app.lang })));
}

/// The record has come. It lies over a result, which comes back when the record is left.
pub(super) fn on_record(app: &mut App, report: Report) {
    let Some(training) = app.training.as_deref_mut() else { return };
    training.record = Some(Box::new(RecordPage::new(report)));
}

fn page(app: &mut App) -> Option<&mut RecordPage> {
    app.training.as_deref_mut()?.record.as_deref_mut()
}

/// An arrow or page key.
pub(super) fn step(app: &mut App, action: Action) {
    let Some(page) = page(app) else { return };
    match action {
        Action::Up => page.by(-1),
        Action::Down => page.by(1),
        Action::PageUp => page.by(-10),
        Action::PageDown => page.by(10),
        Action::Home => page.by(i32::MIN),
        Action::End => page.by(i32::MAX),
        Action::Left | Action::Previous => page.turn(false),
        Action::Right | Action::Next => page.turn(true),
        _ => {}
    }
}

/// The wheel.
pub(super) fn by(app: &mut App, rows: i32) {
    if let Some(page) = page(app) {
        page.by(rows);
    }
}

/// A digit: a page.
pub(super) fn on_digit(app: &mut App, digit: u8) {
    let tab = usize::from(digit).checked_sub(1).and_then(|at| Tab::ALL.get(at)).copied();
    if let (Some(page), Some(tab)) = (page(app), tab) {
        page.turn_to(tab);
    }
}

/// Enter: the attempts of a scenario, the replay of an attempt, or the menu at what is advised.
pub(super) fn accept(app: &mut App, out: &mut Vec<Effect>) {
    let Some(page) = page(app) else { return };
    match page.chosen() {
        Some(Choice::Next(at)) => {
            let scenario = page.report.next.get(at).map(|next| next.known.clone());
            to_menu(app, scenario);
        }
        Some(Choice::Scenario(at)) => fold(app, at),
        Some(Choice::Attempt(..)) => replay(app, out),
        Some(Choice::Point(at)) => {
            let group = page.report.weak.get(at).map(|weak| weak.point.group);
            let scenario = group.and_then(|group| weakest_of(&page.report, group));
            to_menu(app, scenario);
        }
        Some(Choice::Certificate(at)) => {
            let title = page.report.certificates.get(at).map(|held| held.certificate.title.clone());
            let next = page.report.next.iter().find(|next| {
                matches!(&next.why, crate::domain::training::report::Reason::Certificate(wanted, _) if Some(wanted) == title.as_ref())
            });
            let scenario = next.map(|next| next.known.clone());
            if scenario.is_some() {
                to_menu(app, scenario)
            } else {
                notices::not_here(app, "why-nothing-lacks")
            }
        }
        None => notices::not_here(app, "why-no-attempt"),
    }
}

/// The scenario of a group that went worst.
fn weakest_of(report: &Report, group: Group) -> Option<Known> {
    let rows = report.scenarios.iter().filter(|row| row.known.group == group && row.best.is_some());
    rows.min_by_key(|row| (row.last, row.known.difficulty)).map(|row| row.known.clone())
}

fn fold(app: &mut App, at: usize) {
    let Some(page) = page(app) else { return };
    let Some(row) = page.report.scenarios.get(at) else { return };
    if row.made.is_empty() {
        let known = row.known.clone();
        return to_menu(app, Some(known));
    }
    let id = row.known.id.clone();
    page.open = if page.open.as_deref() == Some(id.as_str()) { None } else { Some(id) };
    page.selected = page.choices().iter().position(|choice| *choice == Choice::Scenario(at)).unwrap_or(0);
}

/// `=`: the chosen attempt once more; of a scenario the best one.
pub(super) fn replay(app: &mut App, out: &mut Vec<Effect>) {
    let lang = app.lang;
    let Some(page) = page(app) else { return };
    let scenario = |at: usize| page.report.scenarios.get(at);
    let which = match page.chosen() {
        Some(Choice::Attempt(at, made)) => {
            scenario(at).and_then(|row| row.made.get(made)).map(|made| Which::Attempt(made.id))
        }
        Some(Choice::Scenario(at)) => {
            scenario(at).filter(|row| !row.made.is_empty()).map(|row| Which::BestOf(row.known.id.clone()))
        }
        _ => None,
    };
    match which {
        Some(which) => out.push(Effect::Training(Box::new(TrainingEffect::Replay { which, lang }))),
        None => notices::not_here(app, "why-no-attempt"),
    }
}

/// Back to the menu, at a scenario.
fn to_menu(app: &mut App, known: Option<Known>) {
    let Some(training) = app.training.as_deref_mut() else { return };
    (training.record, training.result) = (None, None);
    let rows = &training.lessons.rows;
    if let Some(at) = known.and_then(|known| rows.iter().position(|lesson| lesson.id == known.id)) {
        training.lessons.selected = at;
    }
}

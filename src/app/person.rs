//! 客户画像 under the keyboard: three pages over the desk, digits and + - set what the agent knows, the same digit takes it back.
//! Letters typed outside its text field go to the note as everywhere. It must not say a sentence.

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::calls::{Known, OpenCall, Who};
use crate::app::effect::Effect;
use crate::app::line::LineEdit;
use crate::app::moving::moved;
use crate::app::{App, Popup, notices, profile};
use crate::domain::call::CallId;
use crate::domain::insight::{picture, types};
use crate::domain::person::experience::Stage;
use crate::domain::person::person;
use crate::domain::person::told::{self, Saying, Told};
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;

/// A page of the popup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Page {
    /// 画像: three lines, types, sensitivities.
    #[default]
    Portrait,
    /// 体验: products by stages.
    Experience,
    /// 关系与待了解
    Relation,
}

impl Page {
    /// In the order of Tab.
    pub const ALL: [Self; 3] = [Self::Portrait, Self::Experience, Self::Relation];

    fn beside(self, forward: bool) -> Self {
        let at = Self::ALL.iter().position(|page| *page == self).unwrap_or(0);
        let step = if forward { 1 } else { Self::ALL.len() - 1 };
        Self::ALL.get((at + step) % Self::ALL.len()).copied().unwrap_or_default()
    }
}

/// What the popup shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Which page.
    pub page: Page,
    /// The chosen row of [`App::person_rows`].
    pub selected: usize,
    /// What is being written about the chosen row.
    pub typing: Option<LineEdit>,
    /// The rule behind the chosen row is shown instead of what to do.
    pub why: bool,
}

/// A row that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The persona.
    Persona,
    /// The way of buying.
    Purchase,
    /// The style.
    Style,
    /// A sensitivity, by its code.
    Sensitivity(String),
    /// A product, by its place.
    Product(usize),
    /// A cell of the relation, by its place.
    Cell(usize),
    /// A missing fact, by its place.
    Missing(usize),
}

/// Levels of a sensitivity and of the relation end here.
const MOST: u8 = 3;
/// So many settings can be taken back.
const REMEMBERED: usize = 50;

impl App {
    /// The rows of the open page; none while the popup is closed.
    #[must_use]
    pub fn person_rows(&self) -> Vec<Row> {
        let (Some(Popup::Person(view)), Some(known)) = (&self.popup, self.customer()) else {
            return Vec::new();
        };
        match view.page {
            Page::Portrait => {
                let codes = types::codes(&self.rules.types.sensitivity);
                let sensitivities = codes.into_iter().map(|code| Row::Sensitivity(code.to_owned()));
                [Row::Persona, Row::Purchase, Row::Style].into_iter().chain(sensitivities).collect()
            }
            Page::Experience => (0..known.person.experience.len()).map(Row::Product).collect(),
            Page::Relation => {
                let cells = (0..known.person.relation.cells.len()).map(Row::Cell);
                cells.chain((0..known.person.missing.len()).map(Row::Missing)).collect()
            }
        }
    }

    /// The codes among which a row of types chooses by digit.
    #[must_use]
    pub fn person_choices(&self, row: &Row) -> Vec<&str> {
        let rules = &self.rules.types;
        match row {
            Row::Persona => types::codes(&rules.persona),
            Row::Purchase => types::codes(&rules.purchase),
            Row::Style => types::codes(&rules.style),
            _ => Vec::new(),
        }
    }

    fn person_view(&mut self) -> Option<&mut View> {
        match &mut self.popup {
            Some(Popup::Person(view)) => Some(view),
            _ => None,
        }
    }
}

/// Opens the popup when there is a customer.
pub(crate) fn open(app: &mut App) {
    if app.customer().is_none() {
        return notices::not_here(app, "why-no-customer");
    }
    app.popup = Some(Popup::Person(View::default()));
}

/// An action while the popup is open; says whether it was one of its own. What is being written is kept whatever comes.
pub(crate) fn act(app: &mut App, action: Action, out: &mut Vec<Effect>) -> bool {
    let Some(view) = app.person_view() else { return false };
    let was_typing = view.typing.is_some();
    if action == Action::DeleteWord {
        return false;
    }
    keep(app, out);
    match action {
        Action::Back | Action::Accept if was_typing => {}
        Action::Back | Action::OpenPerson => app.popup = None,
        Action::Accept => begin_typing(app),
        Action::Up => by(app, -1),
        Action::Down => by(app, 1),
        Action::PageUp | Action::Home => by(app, i32::MIN),
        Action::PageDown | Action::End => by(app, i32::MAX),
        Action::Next | Action::Right => turn(app, true),
        Action::Previous | Action::Left => turn(app, false),
        Action::Digit(digit) => on_digit(app, digit, out),
        Action::More => step(app, 1, out),
        Action::Less => step(app, -1, out),
        Action::Undo => take_back(app, out),
        Action::OpenHelp => return ask_why(app),
        _ => return false,
    }
    true
}

/// F1 shows the rule; once more leads to the keys.
fn ask_why(app: &mut App) -> bool {
    match app.person_view() {
        Some(view) if !view.why => {
            view.why = true;
            true
        }
        _ => {
            app.popup = Some(Popup::Help { selected: 0 });
            true
        }
    }
}

fn turn(app: &mut App, forward: bool) {
    if let Some(view) = app.person_view() {
        *view = View { page: view.page.beside(forward), why: view.why, ..View::default() };
    }
}

/// The row above or below.
pub(crate) fn by(app: &mut App, by: i32) {
    let count = app.person_rows().len();
    if let Some(view) = app.person_view() {
        view.selected = moved(view.selected, by, count);
    }
}

fn chosen(app: &App) -> Option<Row> {
    let Some(Popup::Person(view)) = &app.popup else { return None };
    app.person_rows().get(view.selected).cloned()
}

/// What a row's word is filed under.
fn filed(known: &Known, row: &Row) -> Option<String> {
    Some(match row {
        Row::Persona => "persona".to_owned(),
        Row::Purchase => "purchase".to_owned(),
        Row::Style => "style".to_owned(),
        Row::Sensitivity(code) => format!("sensitivity.{code}"),
        Row::Product(at) => known.person.experience.get(*at)?.about(),
        Row::Cell(at) => known.person.relation.cells.get(*at)?.about(),
        Row::Missing(at) => known.person.missing.get(*at)?.about(),
    })
}

/// The chosen row, what it is filed under, and what was said.
fn now_said(app: &App) -> Option<(Row, String, Option<Told>)> {
    let (known, row) = (app.customer()?, chosen(app)?);
    let about = filed(known, &row)?;
    let said = told::about(&known.profile.told, &about).cloned();
    Some((row, about, said))
}

fn on_digit(app: &mut App, digit: u8, out: &mut Vec<Effect>) {
    let Some((row, about, said)) = now_said(app) else { return };
    let level = said.as_ref().and_then(|said| said.level);
    let text = said.as_ref().and_then(|said| said.text.clone());
    match row {
        Row::Persona | Row::Purchase | Row::Style | Row::Product(_) => {
            let code = at_digit(app, &row, digit);
            let Some(code) = code else { return notices::not_here(app, "why-no-such-choice") };
            let same = text.as_ref().is_some_and(|text| text.as_raw() == code);
            say(app, about, None, (!same).then(|| RawText::new(code)), out);
        }
        Row::Sensitivity(_) if digit <= MOST => {
            say(app, about, Some(digit).filter(|_| level != Some(digit)), None, out);
        }
        Row::Cell(_) if (1..=MOST).contains(&digit) => {
            say(app, about, Some(digit).filter(|_| level != Some(digit)), text, out);
        }
        Row::Missing(_) => notices::not_here(app, "why-write-it"),
        _ => notices::not_here(app, "why-no-such-choice"),
    }
}

/// The code behind a digit from 1.
fn at_digit(app: &App, row: &Row, digit: u8) -> Option<String> {
    let at = usize::from(digit).checked_sub(1)?;
    match row {
        Row::Product(_) => Stage::ALL.get(at).map(|stage| stage.code().to_owned()),
        _ => app.person_choices(row).get(at).map(|code| (*code).to_owned()),
    }
}

/// + and -: one more or less than what stands there.
fn step(app: &mut App, by: i8, out: &mut Vec<Effect>) {
    let Some((row, about, said)) = now_said(app) else { return };
    let level = said.as_ref().and_then(|said| said.level);
    let text = said.and_then(|said| said.text);
    match row {
        Row::Sensitivity(_) => {
            let next = level.map_or(1, |level| level.saturating_add_signed(by).min(MOST));
            if level != Some(next) {
                say(app, about, Some(next), None, out);
            }
        }
        Row::Cell(_) => {
            let next = Some(level.unwrap_or(0).saturating_add_signed(by).min(MOST)).filter(|next| *next > 0);
            if level != next {
                say(app, about, next, text, out);
            }
        }
        Row::Product(at) => {
            let stage = app.customer().and_then(|known| known.person.experience.get(at)?.stage);
            let at = stage.and_then(|stage| Stage::ALL.iter().position(|known| *known == stage));
            let next = match (at, by > 0) {
                (None, true) => Some(0),
                (None, false) => None,
                (Some(at), true) => Some((at + 1).min(Stage::ALL.len() - 1)),
                (Some(at), false) => at.checked_sub(1),
            };
            let next = next.and_then(|next| Stage::ALL.get(next)).copied();
            if next.is_some() && next != stage {
                say(app, about, None, next.map(|stage| RawText::new(stage.code())), out);
            }
        }
        _ => notices::not_here(app, "why-nothing-to-try"),
    }
}

/// Enter: write about a cell or a missing fact.
fn begin_typing(app: &mut App) {
    let Some((row, _, said)) = now_said(app) else { return };
    if !matches!(row, Row::Cell(_) | Row::Missing(_)) {
        return notices::not_here(app, "why-set-by-digit");
    }
    let text = said.and_then(|said| said.text);
    let line = LineEdit::new(text.as_ref().map_or("", RawText::as_raw));
    if let Some(view) = app.person_view() {
        view.typing = Some(line);
    }
}

/// What was written is kept: leaving the field is enough, no key discards it.
pub(crate) fn keep(app: &mut App, out: &mut Vec<Effect>) {
    let Some(line) = app.person_view().and_then(|view| view.typing.take()) else { return };
    let Some((_, about, said)) = now_said(app) else { return };
    let before = said.as_ref().and_then(|said| said.text.clone());
    let after = RawText::non_empty(line.text());
    if before != after {
        say(app, about, said.and_then(|said| said.level), after, out);
    }
}

/// Sets what the agent says about something, or takes it back, and remembers what stood there.
fn say(app: &mut App, about: String, level: Option<u8>, text: Option<RawText>, out: &mut Vec<Effect>) {
    let Some(known) = app.customer() else { return };
    let number = known.profile.customer.number;
    let at = app.now.wall;
    let nothing = Told { about: about.clone(), level: None, text: None, at };
    let before = told::about(&known.profile.told, &about).cloned().unwrap_or(nothing);
    app.person_undo.push((number, before));
    if app.person_undo.len() > REMEMBERED {
        app.person_undo.remove(0);
    }
    store(app, number, Told { about, level, text, at }, out);
}

/// Ctrl-Z: what stood there before the last change, with its own date.
fn take_back(app: &mut App, out: &mut Vec<Effect>) {
    let number = app.customer().map(|known| known.profile.customer.number);
    let at = app.person_undo.iter().rposition(|(of, _)| Some(*of) == number);
    let Some(at) = at else { return notices::not_here(app, "why-nothing-set") };
    let (number, before) = app.person_undo.remove(at);
    store(app, number, before, out);
}

/// Everybody on the desk with that number knows it at once; the records soon.
fn store(app: &mut App, number: PhoneNumber, told: Told, out: &mut Vec<Effect>) {
    let (now, rules) = (app.now.wall, Arc::clone(&app.rules));
    let catalogue = Arc::clone(&app.catalogue);
    let call = app.calls.current().map(|call| call.id);
    let saying = Saying { id: app.ids.next(now), number, call, at: now, told: told.clone() };
    let calls = app.calls.open.iter_mut().filter_map(|call| match &mut call.who {
        Who::Known(known) => Some(known.as_mut()),
        Who::Asking(_) | Who::Stranger | Who::Nameless => None,
    });
    let looking = app.looking_at.iter_mut().filter_map(|looking| looking.known.as_deref_mut());
    for known in calls.chain(looking).filter(|known| known.profile.customer.number == number) {
        told::put(&mut known.profile.told, told.clone());
        known.picture = picture::look_in_call(&known.profile, now, &rules, known.heard);
        known.person = person(&known.profile, &rules.person, &catalogue.packages);
    }
    out.push(Effect::Remember(Box::new(saying)));
    // A script may go another way for whoever minds something.
    let speaks = |call: &&OpenCall| {
        call.script.is_some() && call.who.known().is_some_and(|known| known.profile.customer.number == number)
    };
    let calls: Vec<CallId> = app.calls.open.iter().filter(speaks).map(|call| call.id).collect();
    for id in calls {
        profile::ask_script(app, id, out);
    }
}

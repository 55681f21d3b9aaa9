//! Ctrl-F: finding people while typing.

use uuid::Uuid;

use crate::app::calls::{Link, Looking, Who};
use crate::app::desk::{self, Beginning};
use crate::app::effect::{Effect, PhoneCommand};
use crate::app::event::Ticket;
use crate::app::keymap::half_width;
use crate::app::line::LineEdit;
use crate::app::notices::{self, Toast};
use crate::app::{App, Pane, Place, profile};
use crate::domain::call::{CallKind, CallState, Direction, Party};
use crate::domain::customer::CustomerId;
use crate::domain::phone::PhoneNumber;
use crate::domain::search::SearchResult;

/// The search's text and what it found.
#[derive(Debug, Default)]
pub struct Search {
    /// What was typed, and the cursor.
    pub input: LineEdit,
    /// The newest question; older answers are dropped.
    pub ticket: Option<Ticket>,
    /// The newest answer.
    pub result: SearchResult,
    /// The chosen row.
    pub selected: usize,
    /// Enter (or F2, F3) came before the answer: done when the answer is exactly one customer.
    pub waiting: Option<Choice>,
    /// The newest question has no answer yet; what is shown is the answer to an older one.
    pub pending: bool,
}

/// What is done with the chosen row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Enter: see [`SearchEnter`].
    Take,
    /// F2: only look.
    Look,
    /// F3: call.
    CallOut,
}

/// What Enter does in the search now; the hint says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchEnter {
    /// Start a call by hand with the chosen customer.
    StartCall,
    /// Start a call by hand with the typed number, which no customer has.
    StartNumber,
    /// The call on the screen gets the chosen customer.
    LinkToCall,
    /// Nothing is chosen.
    Nothing,
}

/// Hits that are asked for: more than any screen shows.
const LIMIT: usize = 50;
/// A typed number shorter than this is a part of one.
const SHORTEST_NUMBER: usize = 7;

impl App {
    /// What Enter does in the search now.
    #[must_use]
    pub fn search_enter(&self) -> SearchEnter {
        let hit = self.search.result.hits.get(self.search.selected).is_some();
        match (hit, self.waits_for_a_customer()) {
            (true, true) => SearchEnter::LinkToCall,
            (true, false) => SearchEnter::StartCall,
            (false, false) if self.typed_number().is_some() => SearchEnter::StartNumber,
            (false, _) => SearchEnter::Nothing,
        }
    }

    /// The call on the screen has nobody to it yet, and is worth somebody.
    fn waits_for_a_customer(&self) -> bool {
        self.calls
            .current()
            .is_some_and(|call| matches!(call.who, Who::Stranger | Who::Nameless) && call.holds_the_screen())
    }

    /// A whole number that was typed, for people whom no file has.
    fn typed_number(&self) -> Option<PhoneNumber> {
        let text = self.search.input.text();
        let digits = text.chars().filter(|c| half_width(*c).is_ascii_digit()).count();
        PhoneNumber::parse(text).ok().filter(|_| digits >= SHORTEST_NUMBER)
    }
}

/// Ctrl-F: an empty search, whatever was on the screen stays beneath.
pub(crate) fn open(app: &mut App) {
    if app.place == Place::Search {
        return;
    }
    app.search = Search::default();
    app.place = Place::Search;
    app.zoomed = false;
}

/// The text has changed: asks anew. Older answers are dropped when they come.
pub(crate) fn ask(app: &mut App, out: &mut Vec<Effect>) {
    app.search.selected = 0;
    app.search.waiting = None;
    if app.search.input.text().trim().is_empty() {
        app.search.ticket = None;
        app.search.result = SearchResult::default();
        return;
    }
    let ticket = app.ticket();
    app.search.ticket = Some(ticket);
    app.search.pending = true;
    out.push(Effect::Search { ticket, text: app.search.input.text().to_owned(), limit: LIMIT });
}

/// The answer to the newest question.
pub(crate) fn on_found(app: &mut App, ticket: Ticket, result: SearchResult, out: &mut Vec<Effect>) {
    if app.search.ticket != Some(ticket) {
        return;
    }
    app.search.pending = false;
    app.search.result = result;
    app.search.selected = 0;
    // Enter was faster than the store. With one hit there is no doubt who was meant; with several the agent must see them.
    if let Some(choice) = app.search.waiting.take()
        && app.place == Place::Search
        && app.search.result.hits.len() <= 1
    {
        choose(app, choice, out);
    }
}

/// Does something with the chosen row.
pub(crate) fn choose(app: &mut App, choice: Choice, out: &mut Vec<Effect>) {
    if app.place != Place::Search {
        return match app.looking_at.as_ref().map(|looking| (looking.id, looking.number)) {
            Some((id, number)) if choice == Choice::CallOut => start(app, number, Some(id), choice, out),
            _ => open(app),
        };
    }
    if app.search.pending {
        app.search.waiting = Some(choice);
        return;
    }
    let hit = app.search.result.hits.get(app.search.selected).map(|hit| (hit.id, hit.number));
    match (hit, choice) {
        (Some((id, number)), Choice::Look) => look(app, id, number, out),
        (Some((id, number)), Choice::Take) if app.search_enter() == SearchEnter::LinkToCall => {
            link(app, id, number, out);
        }
        (Some((id, number)), choice) => start(app, number, Some(id), choice, out),
        (None, Choice::Look) => notices::not_here(app, "why-nobody-found"),
        (None, choice) => match app.typed_number().filter(|_| app.search_enter() == SearchEnter::StartNumber)
        {
            Some(number) => start(app, number, None, choice, out),
            None => notices::not_here(app, "why-nobody-found"),
        },
    }
}

/// Only looks at a customer. The call on the screen, if any, is put aside with its note.
pub(crate) fn look(app: &mut App, id: CustomerId, number: PhoneNumber, out: &mut Vec<Effect>) {
    let ticket = app.ticket();
    let from = app.calls.current.take();
    if from.is_some() {
        notices::say(app, Toast::Parked);
    }
    app.looking_at = Some(Looking { from, id, number, ticket, known: None, revealed_until: None });
    app.scroll = [0; 6];
    desk::focus(app, Pane::Customer);
    app.zoomed = false;
    out.push(Effect::LoadCustomer { ticket, id });
}

/// The call on the screen gets this customer.
fn link(app: &mut App, id: CustomerId, number: PhoneNumber, out: &mut Vec<Effect>) {
    let at = app.now.wall;
    let Some(call) = app.calls.current_mut() else { return };
    out.push(call.link(Link { customer: id, number, at }));
    let call = call.id;
    profile::ask(app, call, Some(id), out);
    desk::focus(app, Pane::Note);
    notices::say(app, Toast::Linked);
}

/// Enter: a call that is already going on beside any phone. F3: one that is to be dialled.
fn start(app: &mut App, number: PhoneNumber, id: Option<CustomerId>, choice: Choice, out: &mut Vec<Effect>) {
    // Whoever is on the line already is not started a second time.
    let open = app.calls.open.iter().find(|call| call.is_live() && call.party.number() == Some(number));
    if let Some(id) = open.map(|call| call.id) {
        return desk::show(app, id);
    }
    let dial = choice == Choice::CallOut;
    let (direction, kind) =
        if dial { (Direction::Out, CallKind::CareOutbound) } else { (Direction::In, CallKind::Inbound) };
    start_by_hand(app, ByHand { number, customer: id, direction, kind, answers: None, script: None }, out);
}

/// A call that the agent starts.
#[derive(Debug)]
pub(crate) struct ByHand {
    pub(crate) number: PhoneNumber,
    pub(crate) customer: Option<CustomerId>,
    pub(crate) direction: Direction,
    pub(crate) kind: CallKind,
    pub(crate) answers: Option<Uuid>,
    pub(crate) script: Option<String>,
}

/// Starts a call by hand and puts it on the screen; what was there is put aside. An outbound call is dialled where the phone can.
pub(crate) fn start_by_hand(app: &mut App, call: ByHand, out: &mut Vec<Effect>) {
    let dial = call.direction == Direction::Out && app.can_dial;
    let aside = app.calls.current().is_some();
    let key = desk::hand_key(app);
    let beginning = Beginning {
        key,
        direction: call.direction,
        kind: call.kind,
        party: Party::Number(call.number),
        customer: call.customer,
        state: if dial { CallState::Dialling } else { CallState::Talking },
        answers: call.answers,
        wanted_script: call.script,
    };
    let id = desk::begin(app, beginning, out);
    if dial {
        out.push(Effect::Phone(PhoneCommand::Dial(call.number)));
    }
    desk::show(app, id);
    if aside {
        notices::say(app, Toast::Parked);
    }
}

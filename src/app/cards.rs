//! Ctrl-O: cards found while the customer still speaks, and the one that lies beside the script. The script never loses its step.

use std::sync::Arc;

use crate::app::effect::Effect;
use crate::app::line::LineEdit;
use crate::app::{App, Lang, Popup, notices};
use crate::domain::call::CallId;
use crate::domain::card::{self, Card, Cards};
use crate::domain::used::{Use, Used};

/// A card beside the script.
#[derive(Clone, Debug)]
pub struct OpenCard {
    /// Which.
    pub card: Arc<Card>,
    /// The part to say now, from 0.
    pub at: usize,
}

/// Opens the search over whatever is on the screen.
pub(crate) fn open(app: &mut App) {
    app.popup = Some(Popup::Cards { input: LineEdit::default(), selected: 0, found: Vec::new() });
    look(app);
}

/// `+` at the script: the questions that suit it, ready to choose from. What was filled in can be erased like any other text.
pub(crate) fn open_questions(app: &mut App) {
    let Some(call) = app.calls.current() else { return notices::not_here(app, "why-no-call") };
    let script = call.script.as_ref().map(|script| script.id.clone()).unwrap_or_default();
    let suits = |card: &&Arc<Card>| card.asks().is_some() && card.scripts.contains(&script);
    let group = app.cards().iter().find(suits).and_then(|card| card.group.clone());
    let text = group.map_or_else(|| "spin".to_owned(), |group| format!("spin {}", group.as_str()));
    app.popup = Some(Popup::Cards { input: LineEdit::new(&text), selected: 0, found: Vec::new() });
    look(app);
}

/// Finds again; to be called whenever the field has changed.
pub(crate) fn look(app: &mut App) {
    let Some(Popup::Cards { input, .. }) = &app.popup else { return };
    let mut now_found = card::find(app.cards(), input.text());
    let level = app.customer().and_then(|known| known.profile.customer.level);
    now_found.retain(|at| app.cards().get(*at).is_some_and(|card| card.suits(level)));
    if let Some(Popup::Cards { selected, found, .. }) = &mut app.popup {
        *selected = 0;
        *found = now_found;
    }
}

/// Enter: the chosen card lies beside the script, and that is recorded.
pub(crate) fn choose(app: &mut App, out: &mut Vec<Effect>) {
    let Some(card) = app.chosen_card().cloned() else { return };
    let Some(call) = app.calls.current().map(|call| call.id) else {
        return notices::not_here(app, "why-no-call");
    };
    put_beside(app, call, card, out);
    app.popup = None;
}

/// The script asks for a card: it lies beside it as if it had been found.
pub(crate) fn show(app: &mut App, call: CallId, id: &str, out: &mut Vec<Effect>) {
    if let Some(card) = app.cards().iter().find(|card| card.id == id).cloned() {
        put_beside(app, call, card, out);
    }
}

fn put_beside(app: &mut App, id: CallId, card: Arc<Card>, out: &mut Vec<Effect>) {
    let at = app.now.wall;
    let event = app.ids.next(at);
    let Some(call) = app.calls.get_mut(id) else { return };
    let what = Use::Card { card: card.id.clone() };
    out.push(Effect::RecordUse(Used { id: event, call: id, at, what }));
    if let Some(kind) = card.asks() {
        call.asked.add(&card.id, kind);
    }
    call.card = Some(OpenCard { card, at: 0 });
}

/// The next or the previous part of the open card; says whether there is one open.
pub(crate) fn step(app: &mut App, by: i32) -> bool {
    let Some(open) = app.calls.current_mut().and_then(|call| call.card.as_mut()) else { return false };
    // A question was asked: the script is what comes next.
    if by == 1 && open.card.asks().is_some() {
        return put_away(app);
    }
    open.at = crate::app::moving::moved(open.at, by, open.card.lines.len());
    true
}

/// Esc: puts the open card away; says whether there was one.
pub(crate) fn put_away(app: &mut App) -> bool {
    app.calls.current_mut().is_some_and(|call| call.card.take().is_some())
}

/// New cards were read, or the language has changed: open cards are shown as they are now.
pub(crate) fn refresh(app: &mut App) {
    let lang = app.lang;
    for call in &mut app.calls.open {
        let Some(open) = &mut call.card else { continue };
        let cards = of(&app.all_cards, lang);
        if let Some(card) = cards.iter().find(|card| card.id == open.card.id) {
            open.at = open.at.min(card.lines.len().saturating_sub(1));
            open.card = Arc::clone(card);
        }
    }
    look(app);
}

fn of(cards: &Cards, lang: Lang) -> &[Arc<Card>] {
    match lang {
        Lang::Zh => &cards.zh,
        Lang::En => &cards.en,
    }
}

impl App {
    /// The cards of the screen's language.
    #[must_use]
    pub fn cards(&self) -> &[Arc<Card>] {
        of(&self.all_cards, self.lang)
    }

    /// The chosen card of the card search; `None` while it is closed or has found nothing.
    #[must_use]
    pub fn chosen_card(&self) -> Option<&Arc<Card>> {
        let Some(Popup::Cards { selected, found, .. }) = &self.popup else { return None };
        self.cards().get(*found.get(*selected)?)
    }
}

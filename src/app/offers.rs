//! F5 with the keyboard: which card is chosen, and what is tried out (what-if). The rating itself is asked of the outside, so that no
//! ringing call waits for it; late answers carry an old ticket and are dropped.

use std::sync::Arc;

use crate::app::App;
use crate::app::calls::{Known, Who};
use crate::app::effect::Effect;
use crate::app::event::Ticket;
use crate::app::{heard, notices, scripts};
use crate::domain::call::CallId;
use crate::domain::recommend::answer::{OfferAnswer, PastOffer, Said, Why};
use crate::domain::recommend::cards::{self, Card};
use crate::domain::recommend::opening::Heard;
use crate::domain::recommend::pitch::{self, Need, Pitch};
use crate::domain::recommend::{Advice, Case, Catalogue, WhatIf};
use crate::domain::time::local;
use crate::domain::used::Topic;

/// What + and - change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dial {
    /// 分钟
    #[default]
    Minutes,
    /// 流量
    Data,
    /// 漫游天数
    RoamingDays,
    /// 副卡
    Lines,
}

impl Dial {
    /// In the order of the digits.
    pub const ALL: [Self; 4] = [Self::Minutes, Self::Data, Self::RoamingDays, Self::Lines];

    fn beside(self, forward: bool) -> Self {
        let at = Self::ALL.iter().position(|dial| *dial == self).unwrap_or(0);
        let step = if forward { 1 } else { Self::ALL.len() - 1 };
        Self::ALL.get((at + step) % Self::ALL.len()).copied().unwrap_or_default()
    }
}

/// What the desk knows of offers for one customer.
#[derive(Debug, Default)]
pub struct Offers {
    /// What is asked; made once from the profile.
    pub(crate) case: Option<Arc<Case>>,
    /// The answer, once it has come.
    pub advice: Option<Box<Advice>>,
    /// What is tried out; all zero is the customer's own months.
    pub what_if: WhatIf,
    /// What + and - change.
    pub dial: Dial,
    /// The chosen card.
    pub chosen: usize,
    /// What the customer said of packages and the bill.
    pub heard: Heard,
    /// What the customer said in earlier calls that keeps an offer from being pitched first again.
    pub resting: Vec<PastOffer>,
    /// What the customer said in this call, by offer.
    pub answers: Vec<(String, Said)>,
    /// 9 was pressed: the next digit says why.
    pub declining: bool,
    /// What the customer wants, as far as the script's answers told.
    pub need: Option<Need>,
    /// Everything that can be sold; for what is in it.
    pub(crate) catalogue: Arc<Catalogue>,
    /// Pairs the answer.
    pub(crate) ticket: Option<Ticket>,
}

impl Offers {
    /// The cards to show, best first.
    #[must_use]
    pub fn cards(&self) -> Vec<Card<'_>> {
        let declined = |(_, said): &&(String, Said)| matches!(said, Said::Declined(_));
        let refused: Vec<String> =
            self.answers.iter().filter(declined).map(|(offer, _)| offer.clone()).collect();
        let Some(advice) = self.advice.as_deref() else { return Vec::new() };
        pitch::for_need(cards::cards(advice, &refused, &self.resting), self.need, advice, &self.catalogue)
    }
}

/// What a script may say of the chosen card.
pub(crate) fn pitch(known: &Known, catalogue: &Catalogue) -> Option<Pitch> {
    let offers = &known.offers;
    let advice = offers.advice.as_deref()?;
    let cards = offers.cards();
    let card = cards.get(offers.chosen).or_else(|| cards.first())?;
    Some(Pitch::of(advice, card.entry, catalogue, offers.need))
}

/// Minutes, MB, days and lines of one press.
const STEP_MINUTES: i32 = 50;
const STEP_MB: i32 = 1024;
/// Nobody talks or reads more than that in a month.
const MOST_MINUTES: i32 = 10_000;
const MOST_MB: i32 = 1024 * 1024;
const MOST_DAYS: u32 = 31;
const MOST_LINES: u32 = 9;

/// The customer is known: asks what every package would cost, and does not wait.
pub(crate) fn ask_first(app: &mut App, ticket: Ticket, out: &mut Vec<Effect>) {
    let catalogue = Arc::clone(&app.catalogue);
    if catalogue.packages.is_empty() {
        return;
    }
    let today = local(app.now.wall).date_naive();
    let Some(known) = by_ticket(app, None) else { return };
    let case = Arc::new(Case::of(&known.profile, &catalogue, today));
    known.offers.case = Some(Arc::clone(&case));
    known.offers.catalogue = catalogue;
    known.offers.ticket = Some(ticket);
    out.push(Effect::Advise { ticket, case, what_if: WhatIf::default(), at_once: false });
}

/// The customer who was asked about with this ticket; without one, whoever has not been asked about.
fn by_ticket(app: &mut App, ticket: Option<Ticket>) -> Option<&mut Known> {
    let calls = app.calls.open.iter_mut().filter_map(|call| match &mut call.who {
        Who::Known(known) => Some(known.as_mut()),
        Who::Asking(_) | Who::Stranger | Who::Nameless => None,
    });
    let looking = app.looking_at.iter_mut().filter_map(|looking| looking.known.as_deref_mut());
    calls.chain(looking).find(|known| match ticket {
        Some(ticket) => known.offers.ticket == Some(ticket),
        None => known.offers.case.is_none(),
    })
}

/// The answer has come.
pub(crate) fn on_advised(app: &mut App, ticket: Ticket, advice: Box<Advice>, out: &mut Vec<Effect>) {
    if let Some(known) = by_ticket(app, Some(ticket)) {
        known.offers.advice = Some(advice);
        known.offers.ticket = None;
        let count = known.offers.cards().len();
        known.offers.chosen = known.offers.chosen.min(count.saturating_sub(1));
        let id = known.profile.id;
        scripts::on_offer(app, id, out);
    }
}

/// The script's answers told something: what F5 shows follows it.
pub(crate) fn hear(app: &mut App, call: CallId) {
    let Some(call) = app.calls.get_mut(call) else { return };
    let need = Need::told(&call.walk.facts);
    if let Who::Known(known) = &mut call.who
        && known.offers.need != need
    {
        known.offers.need = need;
        known.offers.chosen = 0;
    }
}

/// Up and Down: the card above or below.
pub(crate) fn choose(app: &mut App, by: i32, out: &mut Vec<Effect>) {
    let Some(known) = customer_mut(app) else { return };
    let last = known.offers.cards().len().saturating_sub(1);
    let step = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
    let at = known.offers.chosen;
    known.offers.chosen = if by < 0 { at.saturating_sub(step) } else { at.saturating_add(step).min(last) };
    // The script speaks of the chosen one.
    let (moved, id) = (known.offers.chosen != at, known.profile.id);
    if moved {
        scripts::on_offer(app, id, out);
    }
}

/// Left and Right: what + and - change.
pub(crate) fn turn(app: &mut App, forward: bool) {
    if let Some(known) = customer_mut(app) {
        known.offers.dial = known.offers.dial.beside(forward);
    }
}

/// A digit: 1 to 4 choose what + and - change, 0 goes back to the customer's own months, 5 says that the customer asked,
/// 6 that the bill is a grievance; 7 takes the chosen card, 8 says maybe, 9 refuses it, and then a digit says why.
pub(crate) fn on_digit(app: &mut App, digit: u8, out: &mut Vec<Effect>) {
    let at = usize::from(digit).checked_sub(1);
    let dial = at.and_then(|at| Dial::ALL.get(at)).copied();
    let Some(known) = customer_mut(app) else { return };
    if std::mem::take(&mut known.offers.declining) {
        if let Some(why) = at.and_then(|at| Why::ALL.get(at)) {
            answer(app, Said::Declined(*why), out);
        }
        return;
    }
    match (digit, dial) {
        (0, _) => set(app, WhatIf::default(), out),
        (_, Some(dial)) => known.offers.dial = dial,
        (5, _) => heard::toggle(app, Topic::Asked, out),
        (6, _) => heard::toggle(app, Topic::Bill, out),
        (7, _) => answer(app, Said::Accepted, out),
        (8, _) => answer(app, Said::Maybe, out),
        (9, _) => known.offers.declining = !known.offers.cards().is_empty(),
        _ => {}
    }
}

/// The customer's answer to the chosen card. A refused one makes room for the next best at once.
fn answer(app: &mut App, said: Said, out: &mut Vec<Effect>) {
    let Some(call) = app.calls.current().map(|call| call.id) else {
        return notices::not_here(app, "why-no-call");
    };
    let (id, at) = (app.ids.next(app.now.wall), app.now.wall);
    let Some(known) = customer_mut(app) else { return };
    let cards = known.offers.cards();
    let Some(card) = cards.get(known.offers.chosen) else { return };
    let (offer, saving) = (cards::label(card.entry), card.entry.saving.ok().map(|saving| saving.month));
    known.offers.answers.retain(|(other, _)| *other != offer);
    known.offers.answers.push((offer.clone(), said));
    let last = known.offers.cards().len().saturating_sub(1);
    known.offers.chosen = known.offers.chosen.min(last);
    let past = &mut known.profile.offers;
    past.retain(|other| (other.call, &other.offer) != (call, &offer));
    past.insert(0, PastOffer { call, offer: offer.clone(), said, saving, at });
    let customer = known.profile.id;
    out.push(Effect::AnswerOffer(Box::new(OfferAnswer { id, call, offer, said, saving, at })));
    scripts::on_offer(app, customer, out);
}

/// + and -: one step more or less of what is dialled.
pub(crate) fn change(app: &mut App, more: bool, out: &mut Vec<Effect>) {
    let Some(known) = customer_mut(app) else { return notices::not_here(app, "why-no-customer") };
    if known.offers.case.is_none() {
        return notices::not_here(app, "why-no-catalogue");
    }
    let what_if = stepped(known.offers.what_if, known.offers.dial, more);
    set(app, what_if, out);
}

fn stepped(what_if: WhatIf, dial: Dial, more: bool) -> WhatIf {
    let sign = if more { 1 } else { -1 };
    let count = |value: u32, most: u32| value.saturating_add_signed(sign).min(most);
    let mut changed = what_if;
    match dial {
        Dial::Minutes => {
            changed.minutes = (what_if.minutes + sign * STEP_MINUTES).clamp(-MOST_MINUTES, MOST_MINUTES);
        }
        Dial::Data => changed.data_mb = (what_if.data_mb + sign * STEP_MB).clamp(-MOST_MB, MOST_MB),
        Dial::RoamingDays => changed.roaming_days = count(what_if.roaming_days, MOST_DAYS),
        Dial::Lines => changed.lines = count(what_if.lines, MOST_LINES),
    }
    changed
}

/// Everything is ranked anew before the next frame.
fn set(app: &mut App, what_if: WhatIf, out: &mut Vec<Effect>) {
    let ticket = app.ticket();
    let Some(known) = customer_mut(app) else { return };
    let Some(case) = known.offers.case.clone() else { return };
    known.offers.what_if = what_if;
    known.offers.ticket = Some(ticket);
    out.push(Effect::Advise { ticket, case, what_if, at_once: true });
}

fn customer_mut(app: &mut App) -> Option<&mut Known> {
    match app.calls.current_mut() {
        Some(call) => match &mut call.who {
            Who::Known(known) => Some(known),
            Who::Asking(_) | Who::Stranger | Who::Nameless => None,
        },
        None => app.looking_at.as_mut().and_then(|looking| looking.known.as_deref_mut()),
    }
}

//! Who is on the line and what to say: questions to the store, and their answers. A late answer carries an old ticket and is dropped.

use std::sync::Arc;

use crate::app::calls::{Known, Link, OpenCall, Who};
use crate::app::effect::{Effect, Occasion};
use crate::app::event::Ticket;
use crate::app::heard;
use crate::app::offers::{self, Offers};
use crate::app::{App, Mode, insight as seen, walks};
use crate::domain::call::{CallId, CallKind, Direction};
use crate::domain::customer::CustomerId;
use crate::domain::insight::in_call::InCall;
use crate::domain::insight::picture::{self, RuleBook};
use crate::domain::person::person;
use crate::domain::profile::Profile;
use crate::domain::recommend::Catalogue;
use crate::domain::recommend::answer::resting;
use crate::domain::time::Moment;
use crate::domain::{fit, insight};

/// Asks who the other party of a call is. Nobody can be asked about a withheld number, but there are words for that call too.
pub(crate) fn ask(app: &mut App, id: CallId, customer: Option<CustomerId>, out: &mut Vec<Effect>) {
    let ticket = app.ticket();
    let Some(call) = app.calls.get_mut(id) else { return };
    match (customer, call.party.number()) {
        (Some(id), _) => {
            call.who = Who::Asking(ticket);
            out.push(Effect::LoadCustomer { ticket, id });
        }
        (None, Some(number)) => {
            call.who = Who::Asking(ticket);
            out.push(Effect::FindCustomer { ticket, number });
        }
        (None, None) => {
            call.who = Who::Nameless;
            ask_script(app, id, out);
        }
    }
}

/// The store found a customer, or none.
pub(crate) fn on_found(app: &mut App, ticket: Ticket, profile: Option<Box<Profile>>, out: &mut Vec<Effect>) {
    let (now, rules, catalogue) = (app.now.wall, Arc::clone(&app.rules), Arc::clone(&app.catalogue));
    if let Some(looking) = app.looking_at.as_mut().filter(|looking| looking.ticket == ticket) {
        looking.known = profile.map(|profile| Box::new(known(*profile, now, &rules, &catalogue)));
        return ask_offers(app, out);
    }
    let asked = |who: &Who| matches!(who, Who::Asking(asked) if *asked == ticket);
    let Some(call) = app.calls.open.iter_mut().find(|call| asked(&call.who)) else { return };
    let id = call.id;
    call.who = match profile {
        Some(profile) => {
            if call.direction == Direction::Out
                && call.kind == CallKind::CareOutbound
                && call.answers.is_none()
                && promised(&profile, now)
            {
                call.kind = CallKind::FollowUp;
            }
            let (customer, number) = (profile.id, profile.customer.number);
            if call.start.number.is_none() && call.start.customer.is_none() && call.link.is_none() {
                // The call was stored before anybody knew who it was.
                out.push(call.link(Link { customer, number, at: now }));
            }
            let asked = heard::was_asked_for(&profile, call.answers);
            let mut known = known(*profile, now, &rules, &catalogue);
            known.offers.heard.asked = asked;
            Who::Known(Box::new(known))
        }
        None => Who::Stranger,
    };
    seen::note(app, id, out);
    ask_script(app, id, out);
    walks::ask(app, id, out);
    ask_offers(app, out);
}

fn ask_offers(app: &mut App, out: &mut Vec<Effect>) {
    let ticket = app.ticket();
    offers::ask_first(app, ticket, out);
}

/// A promise to this customer is due.
fn promised(profile: &Profile, now: Moment) -> bool {
    profile.follow_ups.iter().any(|follow_up| {
        follow_up.origin.priority() == 0
            && follow_up.due_at.is_some_and(|due| due <= now + chrono::TimeDelta::hours(1))
    })
}

/// A customer, and everything that is computed from the profile once.
pub(crate) fn known(profile: Profile, now: Moment, rules: &RuleBook, catalogue: &Catalogue) -> Known {
    let insight = insight::assess(&profile, now);
    let picture = picture::look(&profile, now, rules);
    let fit = fit::of(&profile);
    let person = person(&profile, &rules.person, &catalogue.packages);
    let offers = Offers { resting: resting(&profile.offers, now), ..Offers::default() };
    Known { profile, insight, picture, person, fit, offers, heard: InCall::default() }
}

/// The language has changed: the same words in the other one.
pub(crate) fn ask_scripts_again(app: &mut App, out: &mut Vec<Effect>) {
    let spoken: Vec<CallId> =
        app.calls.open.iter().filter(|call| call.script.is_some()).map(|call| call.id).collect();
    for id in spoken {
        ask_script(app, id, out);
    }
}

pub(crate) fn ask_script(app: &mut App, id: CallId, out: &mut Vec<Effect>) {
    let ticket = app.ticket();
    let Some(call) = app.calls.get_mut(id) else { return };
    call.script_ticket = Some(ticket);
    let wanted = call.wanted_script.clone();
    if let Some(call) = app.calls.get(id) {
        out.push(Effect::FindScript { ticket, wanted, occasion: occasion(app, call) });
    }
}

/// What the texts of a call are filled from.
pub(crate) fn occasion(app: &App, call: &OpenCall) -> Box<Occasion> {
    let known = call.who.known();
    Box::new(Occasion {
        kind: call.kind,
        facts: call.walk.facts.clone(),
        profile: known.map(|known| known.profile.clone()),
        // Examples may be spoken of in the demo and in training: nothing in them may be promised to anybody.
        pitch: known
            .filter(|_| !(app.catalogue.is_example && app.mode == Mode::Live))
            .and_then(|known| offers::pitch(known, &app.catalogue)),
    })
}

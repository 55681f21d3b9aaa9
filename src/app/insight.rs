//! What insight says of the customer on the screen, seen anew when something has happened. It must not judge: the rules do.

use std::sync::Arc;

use crate::app::App;
use crate::app::calls::{Known, Who};
use crate::app::effect::Effect;
use crate::domain::call::CallId;
use crate::domain::insight::in_call::InCall;
use crate::domain::insight::noticed::Noticed;
use crate::domain::insight::picture;
use crate::domain::recommend::answer::Said;
use crate::domain::script::Facts;

/// Looks at the customer on the screen again.
pub(crate) fn see_again(app: &mut App) {
    let (now, rules) = (app.now.wall, Arc::clone(&app.rules));
    let Some(known) = shown_mut(app) else { return };
    known.picture = picture::look_in_call(&known.profile, now, &rules, known.heard);
}

/// Orders anew what to do next when something was heard: an answer in the script, an offer taken or declined, a complaint, a promise.
pub(crate) fn listen(app: &mut App) {
    let Some(call) = app.calls.current() else { return };
    let Some(known) = call.who.known() else { return };
    let heard = heard(known, &call.walk.facts, call.wrap_up.due_at.is_some());
    if heard == known.heard {
        return;
    }
    if let Some(known) = shown_mut(app) {
        known.heard = heard;
    }
    see_again(app);
}

fn heard(known: &Known, facts: &Facts, promised: bool) -> InCall {
    let offers = &known.offers;
    let said = |wanted: fn(&Said) -> bool| offers.answers.iter().any(|(_, said)| wanted(said));
    let heard = InCall {
        bill: offers.heard.bill_complaint,
        asked: offers.heard.asked,
        accepted: said(|said| matches!(said, Said::Accepted)),
        declined: said(|said| matches!(said, Said::Declined(_))),
        promised,
        ..InCall::default()
    };
    facts.iter().fold(heard, |heard, (name, value)| heard.with_fact(name, value))
}

/// Tells the disk what stands on the screen of a call, so that "wrong three times" can be said of how many.
pub(crate) fn note(app: &mut App, call: CallId, out: &mut Vec<Effect>) {
    let (at, id) = (app.now.wall, app.ids.next(app.now.wall));
    let Some(known) = app.calls.get_mut(call).and_then(|call| call.who.known()) else { return };
    let picture = &known.picture;
    let signs: Vec<(String, i32)> =
        picture.churn.signs.iter().map(|sign| (sign.evidence.code().to_owned(), sign.points)).collect();
    let held_out = picture.next.kept_back.clone();
    if signs.is_empty() && held_out.is_empty() {
        return;
    }
    let number = known.profile.customer.number;
    out.push(Effect::NoteInsight(Box::new(Noticed { id, call, number, signs, held_out, at })));
}

/// The customer on the screen, to be changed.
pub(crate) fn shown_mut(app: &mut App) -> Option<&mut Known> {
    if app.calls.current().is_some() {
        return match &mut app.calls.current_mut()?.who {
            Who::Known(known) => Some(known),
            Who::Asking(_) | Who::Stranger | Who::Nameless => None,
        };
    }
    app.looking_at.as_mut()?.known.as_deref_mut()
}

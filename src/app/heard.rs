//! What the agent hears that changes what may be said: the customer asks for a better package, or complains about the bill. Recorded
//! as an event, so that a pitch in an outbound call can be told from an answer. It rates nothing.

use crate::app::App;
use crate::app::calls::Who;
use crate::app::effect::Effect;
use crate::app::notices::{self, Toast};
use crate::domain::call::CallId;
use crate::domain::follow_up::Origin;
use crate::domain::profile::Profile;
use crate::domain::recommend::answer::Said;
use crate::domain::used::{Topic, Use, Used};

/// Says that it was heard; once more takes it back.
pub(crate) fn toggle(app: &mut App, topic: Topic, out: &mut Vec<Effect>) {
    let at = app.now.wall;
    let id = app.ids.next(at);
    let Some(call) = app.calls.current_mut() else { return notices::not_here(app, "why-no-call") };
    let call_id = call.id;
    let Who::Known(known) = &mut call.who else { return notices::not_here(app, "why-no-customer") };
    let heard = match topic {
        Topic::Asked => &mut known.offers.heard.asked,
        Topic::Bill => &mut known.offers.heard.bill_complaint,
    };
    *heard = !*heard;
    let key = match (topic, *heard) {
        (Topic::Asked, true) => "toast-heard-asked",
        (Topic::Bill, true) => "toast-heard-bill",
        (_, false) => "toast-heard-taken-back",
    };
    let what = Use::Heard { heard: topic, taken_back: !*heard };
    out.push(Effect::RecordUse(Used { id, call: call_id, at, what }));
    notices::say(app, Toast::Heard { key });
}

/// Whether a call answers a promise of an earlier one in which the customer said maybe: then the customer has asked for it.
pub(crate) fn was_asked_for(profile: &Profile, answers: Option<uuid::Uuid>) -> bool {
    let promise = profile.follow_ups.iter().find(|due| Some(due.id) == answers);
    let call: Option<CallId> = promise.and_then(|due| match due.origin {
        Origin::Promise { call } => Some(call),
        Origin::Task { .. } => None,
    });
    call.is_some_and(|call| profile.offers.iter().any(|past| past.call == call && past.said == Said::Maybe))
}

//! Showing what is masked, and copying the line to say. Both leave the screen's own rules as they are: a reveal ends by itself and is logged.

use std::time::Duration;

use crate::app::App;
use crate::app::calls::OpenCall;
use crate::app::effect::Effect;
use crate::app::notices::{self, Toast};
use crate::domain::card::CardPart;
use crate::domain::script::StepKind;

/// How long a number stays unmasked.
const REVEAL: Duration = Duration::from_secs(30);

/// Ctrl-T: the number of the call, or of the customer looked at, for 30 seconds; once more hides it.
pub(crate) fn reveal(app: &mut App, out: &mut Vec<Effect>) {
    let now = app.now;
    let call = app.calls.current;
    let (customer, until) = if let Some(call) = app.calls.current_mut() {
        let shown = call.who.known().is_some() || call.party.number().is_some();
        if !shown {
            return notices::not_here(app, "why-no-number");
        }
        (call.who.customer_id(), &mut call.revealed_until)
    } else if let Some(looking) = &mut app.looking_at {
        (Some(looking.id), &mut looking.revealed_until)
    } else {
        return notices::not_here(app, "why-no-customer");
    };
    if until.take_if(|until| now.mono < *until).is_some() {
        return;
    }
    *until = Some(now.mono + REVEAL);
    out.push(Effect::LogReveal { customer, call, at: now.wall });
    notices::say(app, Toast::Revealed);
}

/// Ctrl-Y: the line to say, on the clipboard.
pub(crate) fn copy_line(app: &mut App, out: &mut Vec<Effect>) {
    let card = app.calls.current().and_then(|call| call.card.as_ref());
    if let Some(line) = card.and_then(|open| open.card.lines.get(open.at)) {
        if line.part == CardPart::Avoid {
            return notices::not_here(app, "why-nothing-aloud-card");
        }
        out.push(Effect::Copy(line.text.clone()));
        return notices::say(app, Toast::Copied);
    }
    if let Some((_, place)) = app.calls.current().and_then(OpenCall::resume) {
        out.push(Effect::Copy(place.script.bridge.clone()));
        return notices::say(app, Toast::Copied);
    }
    let step = app.calls.current().and_then(|call| call.current_step());
    if step.is_some_and(|step| step.kind == StepKind::Choose) {
        return notices::not_here(app, "why-nothing-aloud");
    }
    match step.map(|step| step.say.clone()) {
        Some(line) => {
            out.push(Effect::Copy(line));
            notices::say(app, Toast::Copied);
        }
        None => notices::not_here(app, "why-no-line"),
    }
}

//! 挽留方法 on the desk: which row is chosen, and what a digit says came of it. The order and what may be offered are the rules' affair.

use crate::app::effect::Effect;
use crate::app::notices::{self, Toast};
use crate::app::{App, Popup, insight};
use crate::domain::insight::retention::{MethodUse, Offer, Outcome, Tried};

/// Opens the methods for a customer who may leave; the first that may be offered is chosen.
pub(crate) fn open(app: &mut App) {
    let Some(known) = app.customer() else { return notices::not_here(app, "why-no-customer") };
    let methods = &known.picture.methods;
    if methods.is_empty() {
        return notices::not_here(app, "why-not-at-risk");
    }
    let selected = methods.iter().position(|fits| fits.offer == Offer::Open).unwrap_or(0);
    app.popup = Some(Popup::Methods { selected });
}

/// A digit: the chosen method was used, and this came of it.
pub(crate) fn on_digit(app: &mut App, digit: u8, out: &mut Vec<Effect>) {
    let Some(Popup::Methods { selected }) = app.popup else { return };
    let Some(outcome) = Outcome::of_digit(digit) else { return };
    let Some((call, began)) = app.calls.current().map(|call| (call.id, call.began_at)) else {
        return notices::not_here(app, "why-no-call");
    };
    let (at, id) = (app.now.wall, app.ids.next(app.now.wall));
    let Some(known) = insight::shown_mut(app) else { return };
    let Some(fits) = known.picture.methods.get(selected) else { return };
    match fits.offer {
        Offer::After(_) => return notices::not_here(app, "why-lower-rung"),
        Offer::Kept => return notices::not_here(app, "why-already-kept"),
        Offer::Open | Offer::Tried(_) => {}
    }
    let tried = Tried { method: fits.code.clone(), outcome, at };
    let (number, points) = (known.profile.customer.number, known.picture.churn.points);
    // Another outcome in the same call is a better knowledge of the same attempt.
    known.profile.tried.retain(|old| old.method != tried.method || old.at < began);
    known.profile.tried.insert(0, tried.clone());
    out.push(Effect::UseMethod(Box::new(MethodUse { id, call, number, tried, points })));
    insight::see_again(app);
    notices::say(app, Toast::MethodNoted);
}

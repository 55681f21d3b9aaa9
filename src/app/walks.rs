//! A conversation that broke off: the way through its script is written down when the call ends or is put aside, and when the same customer
//! is on the line again soon, F4 offers to go on where it stopped. It must not know how anything is stored.

use crate::app::App;
use crate::app::calls::OpenCall;
use crate::app::effect::Effect;
use crate::app::event::Ticket;
use crate::app::{offers, profile};
use crate::domain::call::{CallId, CallState};
use crate::domain::script::{Script, Step, Stopped, Walk};
use crate::domain::used::{Use, Used};

/// An offer to go on where an earlier call stopped.
#[derive(Debug)]
pub struct Resume {
    /// What was written down.
    pub stopped: Stopped,
    /// The script as it is then; `None` until it has come.
    pub place: Option<Place>,
    ticket: Ticket,
}

/// Where one would go on.
#[derive(Debug)]
pub struct Place {
    /// The script, filled for this customer and for what was told.
    pub script: Script,
    /// The step.
    pub at: usize,
    walk: Walk,
}

impl Place {
    /// The step at which it stopped.
    #[must_use]
    pub fn step(&self) -> Option<&Step> {
        self.script.steps.get(self.at)
    }
}

impl OpenCall {
    /// Where an earlier conversation stopped, while the agent has not decided whether to go on there.
    #[must_use]
    pub fn resume(&self) -> Option<(&Stopped, &Place)> {
        let resume = self.resume.as_ref()?;
        Some((&resume.stopped, resume.place.as_ref()?))
    }
}

/// Asks whether something broke off with this customer a short while ago.
pub(crate) fn ask(app: &App, id: CallId, out: &mut Vec<Effect>) {
    let Some(call) = app.calls.get(id) else { return };
    let known = call.who.known().map(|known| known.profile.customer.number);
    let number = known.or_else(|| call.party.number());
    if let Some(number) = number.filter(|_| app.resume_within > chrono::TimeDelta::zero()) {
        out.push(Effect::FindStopped { call: id, number, since: app.now.wall - app.resume_within });
    }
}

/// Something did: its script is fetched as it is for this customer now. Whoever has begun to speak is not interrupted.
pub(crate) fn on_stopped(app: &mut App, id: CallId, stopped: Option<Stopped>, out: &mut Vec<Effect>) {
    let ticket = app.ticket();
    let Some(stopped) = stopped else { return };
    let Some(call) = app.calls.get(id).filter(|call| !call.walk.has_begun()) else { return };
    let mut occasion = profile::occasion(app, call);
    occasion.facts.clone_from(&stopped.told);
    let wanted = Some(stopped.script.clone());
    if let Some(call) = app.calls.get_mut(id) {
        call.resume = Some(Resume { stopped, place: None, ticket });
        out.push(Effect::FindScript { ticket, wanted, occasion });
    }
}

/// A script has come; says whether it was asked for here. One that has changed so much that the step is gone is not offered.
pub(crate) fn on_script(app: &mut App, ticket: Ticket, script: Option<&Script>) -> bool {
    let asked = |call: &&mut OpenCall| call.resume.as_ref().is_some_and(|resume| resume.ticket == ticket);
    let Some(call) = app.calls.open.iter_mut().find(asked) else { return false };
    let Some(mut resume) = call.resume.take() else { return false };
    if let Some(script) = script.filter(|script| script.id == resume.stopped.script) {
        let mut walk = Walk::knowing(resume.stopped.told.clone());
        if let Some(at) = walk.resume(script, &resume.stopped) {
            resume.place = Some(Place { script: script.clone(), at, walk });
            call.resume = Some(resume);
        }
    }
    true
}

/// 1: goes on there. What was confirmed then counts.
pub(crate) fn take(app: &mut App, id: CallId, out: &mut Vec<Effect>) {
    let Some(call) = app.calls.get_mut(id) else { return };
    let Some(Place { script, at, walk }) = call.resume.take().and_then(|resume| resume.place) else { return };
    call.wanted_script = Some(script.id.clone());
    call.script = Some(script);
    call.walk = walk;
    call.step = at;
    offers::hear(app, id);
    profile::ask_script(app, id, out);
}

/// Writes down the ways of calls that have ended or were put aside, and of every call when the program leaves.
pub(crate) fn hand_out(app: &mut App, leaving: bool, out: &mut Vec<Effect>) {
    let aside = |call: &&OpenCall| {
        let ended = call.state == CallState::Ended && !call.path_told;
        !call.saving && (leaving || ended || Some(call.id) != app.calls.current)
    };
    let due = |call: &&OpenCall| aside(call) && !call.walk.path.is_empty();
    let calls: Vec<CallId> = app.calls.open.iter().filter(due).map(|call| call.id).collect();
    for id in calls {
        out.extend(write_down(app, id));
        if let Some(call) = app.calls.get_mut(id) {
            call.path_told = call.state == CallState::Ended;
        }
    }
}

/// The way through the script since it was last written down, when anything of it was said.
pub(crate) fn write_down(app: &mut App, id: CallId) -> Option<Effect> {
    let at = app.now.wall;
    let event = app.ids.next(at);
    let call = app.calls.get_mut(id)?;
    let script = call.script.as_ref()?;
    if call.walk.path.is_empty() {
        return None;
    }
    let what = Use::Path {
        script: script.id.clone(),
        unsaid: call.walk.unsaid(script).iter().map(|step| step.id.clone()).collect(),
        stopped_at: call.walk.broken_at(script, call.step).map(|step| step.id.clone()),
        said: call.walk.confirmed(script),
        told: call.walk.facts.clone(),
        steps: std::mem::take(&mut call.walk.path),
        spin: std::mem::take(&mut call.asked).count(),
    };
    Some(Effect::RecordUse(Used { id: event, call: id, at, what }))
}

//! The one place where the customer's side learns what happened on the desk, and where what it does becomes the signals of a phone. It must
//! not change anything else: whatever the trainee did has been done by the desk before.

use crate::app::calls::OpenCall;
use crate::app::effect::{Effect, PhoneCommand};
use crate::app::ids::IdSource;
use crate::app::training::event::{Ready, TrainingEffect};
use crate::app::training::session::Session;
use crate::app::training::tape::Head;
use crate::app::{App, Pane, Place, calls, desk, follow_ups, notices, search, signals, training};
use crate::domain::call::{CallId, Direction, EndReason, Party, Signal};
use crate::domain::note::WrapUp;
use crate::domain::safe_text::RawText;
use crate::domain::training::rehearsal::{Input, Phase, Reaction};
use crate::domain::training::scenario::DeskSign;
use crate::domain::used::Use;

/// Seconds until somebody picks up whom the trainee calls.
const PICKS_UP: std::time::Duration = std::time::Duration::from_secs(3);

/// The customer waits: the desk is cleared, and the telephone does what it does at the beginning of such a call.
pub(super) fn begin(app: &mut App, ready: Ready, out: &mut Vec<Effect>) {
    clear(app);
    let head = Head { lang: app.lang, size: app.size, ticket: app.last_ticket, ..ready.head.clone() };
    app.now.wall = head.began;
    app.ids = IdSource::new(id_seed(&head));
    let base = app.now.mono;
    let session = Session::begin(ready, head, base);
    let (call, party) = (session.key.clone(), Party::Number(session.number));
    let (direction, kind) = (session.direction(), session.rehearsal.scenario().kind);
    let script = session.rehearsal.scenario().script.clone();
    if let Some(training) = app.training.as_deref_mut() {
        training.session = Some(Box::new(session));
        training.result = None;
        training.replay = None;
    }
    app.place = Place::Desk;
    let signal = match direction {
        Direction::In => Signal::Ringing { call: call.clone(), party, name: None },
        Direction::Out => Signal::Dialling { call: call.clone(), party },
    };
    signals::on_signal(app, signal, out);
    if let Some(call) = app.calls.by_key_mut(&call) {
        call.kind = kind;
        call.start.kind = kind;
        call.wanted_script = script;
    }
    // The store is told of the call as it is, not as it was a moment before.
    for effect in out.iter_mut() {
        if let Effect::StoreCallStart(start) = effect {
            start.kind = kind;
        }
    }
}

/// Nothing of what was before is on the desk.
fn clear(app: &mut App) {
    app.calls = calls::Calls::default();
    app.looking_at = None;
    app.focus = Pane::Note;
    app.zoomed = false;
    app.popup = None;
    app.search = search::Search::default();
    app.follow_ups = follow_ups::FollowUps::default();
    app.fresh_follow_ups = None;
    app.notices = notices::Notices::default();
    app.scroll = [0; 6];
    app.published = Vec::new();
    app.waiting = Vec::new();
    app.person_undo = Vec::new();
    app.last_wrong = None;
    app.back_to_note = false;
    app.once_more = None;
    app.unsent = 0;
}

/// The same rehearsal has the same ids, so that its replay has them too.
fn id_seed(head: &Head) -> [u8; 16] {
    let began = u64::try_from(head.began.timestamp_millis()).unwrap_or(0);
    (u128::from(head.seed) << 64 | u128::from(began)).to_be_bytes()
}

/// After every event: what the desk did is told to the customer's side, and what that does is carried out.
pub(crate) fn watch(app: &mut App, out: &mut Vec<Effect>) {
    if app.training.is_none() {
        return;
    }
    let commands = taken_from_the_phone(out);
    if app.session().is_some() {
        for input in inputs(app, &commands, out) {
            let mono = app.now.mono;
            if let Some(session) = app.session_mut() {
                let reactions = session.tell(input, mono);
                session.pending.extend(reactions);
            }
        }
        phone(app, &commands, out);
        react(app, out);
    }
    let free = app.place == Place::Desk && app.calls.current().is_none() && app.looking_at.is_none();
    if free && app.session().is_none() {
        app.place = Place::Training;
    }
}

/// Nobody is at the other end of a real line: what is asked of the phone is answered here.
fn taken_from_the_phone(out: &mut Vec<Effect>) -> Vec<PhoneCommand> {
    let mut commands = Vec::new();
    out.retain(|effect| match effect {
        Effect::Phone(command) => {
            commands.push(command.clone());
            false
        }
        _ => true,
    });
    commands
}

/// What the customer's side has to know of what just happened, in its order.
fn inputs(app: &mut App, commands: &[PhoneCommand], out: &[Effect]) -> Vec<Input> {
    let mut inputs = Vec::new();
    let Some(key) = app.session().map(|session| session.key.clone()) else { return inputs };
    let ours = |wanted: &PhoneCommand| commands.contains(wanted);
    let dialled = app
        .session()
        .is_some_and(|session| session.direction() == Direction::Out && session.at(app.now.mono) >= PICKS_UP);
    let rings = app.session().is_some_and(|session| session.rehearsal.phase() == Phase::Ringing);
    if rings && (ours(&PhoneCommand::Answer(key.clone())) || dialled) {
        inputs.push(Input::Answered);
    }
    let late = app.session().is_some_and(|session| session.round_is_over(app.now.mono));
    if ours(&PhoneCommand::HangUp(key)) || late {
        inputs.push(Input::HungUp);
    }
    inputs.extend(signs(app));
    inputs.extend(said_steps(app));
    let ours = app.session().and_then(|session| app.calls.open.iter().find(|call| call.key == session.key));
    let ours = ours.map(|call| call.id);
    inputs.extend(out.iter().filter_map(|effect| input_of(effect, ours)));
    inputs.push(Input::Tick);
    inputs
}

fn input_of(effect: &Effect, ours: Option<CallId>) -> Option<Input> {
    Some(match effect {
        Effect::AnswerOffer(answer) => {
            Input::Offered { offer: answer.offer.clone(), saving: answer.saving, said: Some(answer.said) }
        }
        Effect::RecordUse(used) => match &used.what {
            Use::Card { card } => Input::Desk { sign: DeskSign::Card(card.clone()) },
            _ => return None,
        },
        Effect::SaveWrapUp(wrap_up) if Some(wrap_up.end.id) == ours => recorded(wrap_up),
        _ => return None,
    })
}

fn recorded(wrap_up: &WrapUp) -> Input {
    Input::Recorded {
        note: wrap_up.note.as_ref().map_or_else(RawText::default, |note| note.body.clone()),
        disposition: Some(wrap_up.disposition),
        follow_up: wrap_up.follow_up.is_some(),
    }
}

/// Panes that were opened and actions that were carried out since the last time.
fn signs(app: &mut App) -> Vec<Input> {
    let here = match app.place {
        Place::Desk if app.talk().is_some() => Some(pane_code(app.focus)),
        Place::FollowUps => Some("follow_ups"),
        _ => None,
    };
    let Some(session) = app.session_mut() else { return Vec::new() };
    let actions = std::mem::take(&mut session.actions);
    let moved = std::mem::replace(&mut session.opened, here) != here;
    let opened = here.filter(|_| moved).map(|code| DeskSign::Open(code.to_owned()));
    let done = actions.into_iter().map(|action| DeskSign::Action(action.key().to_owned()));
    opened.into_iter().chain(done).map(|sign| Input::Desk { sign }).collect()
}

const fn pane_code(pane: Pane) -> &'static str {
    match pane {
        Pane::Customer => "customer",
        Pane::Usage => "usage",
        Pane::Script => "script",
        Pane::Offers => "offers",
        Pane::Note => "note",
        Pane::History => "history",
    }
}

/// Must-say steps that were gone on from since the last time.
fn said_steps(app: &mut App) -> Vec<Input> {
    let Some(session) = app.session() else { return Vec::new() };
    let known = session.said.clone();
    let call = app.calls.open.iter().find(|call| call.key == session.key);
    let fresh: Vec<String> =
        call.map(confirmed).unwrap_or_default().into_iter().filter(|step| !known.contains(step)).collect();
    if let Some(session) = app.session_mut() {
        session.said.extend(fresh.iter().cloned());
    }
    fresh.into_iter().map(|step| Input::MustSay { step }).collect()
}

fn confirmed(call: &OpenCall) -> Vec<String> {
    let steps = call.script.as_ref().map(|script| script.steps.as_slice()).unwrap_or_default();
    let said = steps.iter().filter(|step| step.must_say && call.walk.has_said(step));
    said.map(|step| step.id.clone()).collect()
}

/// Hold and back from hold: the line does what it is told.
fn phone(app: &mut App, commands: &[PhoneCommand], out: &mut Vec<Effect>) {
    for command in commands {
        match command {
            PhoneCommand::Hold(call) => signals::on_signal(app, Signal::Held { call: call.clone() }, out),
            PhoneCommand::Unhold(call) => signals::on_signal(app, Signal::Unheld { call: call.clone() }, out),
            PhoneCommand::Dial(_) => training::refused(app, "training-no-line"),
            PhoneCommand::Answer(_) | PhoneCommand::HangUp(_) => {}
        }
    }
}

/// What the customer's side did becomes what a phone reports.
fn react(app: &mut App, out: &mut Vec<Effect>) {
    let Some(session) = app.session_mut() else { return };
    let (key, reactions) = (session.key.clone(), std::mem::take(&mut session.pending));
    let talking = session.rehearsal.phase() != Phase::Ringing;
    let answered = talking && !std::mem::replace(&mut session.answered, talking);
    if answered {
        signals::on_signal(app, Signal::Answered { call: key.clone() }, out);
        if app.calls.current().is_some_and(|call| call.key == key) {
            // The conversation is what one has to answer now; F6 goes to the note.
            desk::focus(app, Pane::Script);
        }
    }
    for reaction in reactions {
        match reaction {
            Reaction::Ended { .. } if app.session().is_some_and(Session::is_drill) => round_over(app, out),
            Reaction::Ended { .. } => {
                let ended = Signal::Ended { call: key.clone(), reason: EndReason::HungUp };
                signals::on_signal(app, ended, out);
            }
            Reaction::Refused(refusal) => {
                if let Some(why) = training::places::refusal_key(refusal) {
                    notices::not_here(app, why);
                }
            }
            Reaction::Turn(_) => follow_the_turn(app),
            Reaction::Finished => training::finish(app, out),
            _ => {}
        }
    }
}

/// A round of a drill is over: the next one at once, or the result. A drill has no wrap-up.
fn round_over(app: &mut App, out: &mut Vec<Effect>) {
    let mono = app.now.mono;
    let Some(session) = app.session_mut() else { return };
    let record = Input::Recorded { note: RawText::default(), disposition: None, follow_up: false };
    session.rehearsal.on(record, mono.saturating_sub(session.round));
    if session.next_round(mono) {
        session.pending.retain(|reaction| !matches!(reaction, Reaction::Turn(_)));
        return;
    }
    let key = session.key.clone();
    signals::on_signal(app, Signal::Ended { call: key, reason: EndReason::HungUp }, out);
    training::finish(app, out);
    app.calls = calls::Calls::default();
    app.place = Place::Training;
}

/// The script goes to the stage of the conversation; never back, so that what was passed stays passed.
fn follow_the_turn(app: &mut App) {
    let Some(stage) = app.session().and_then(|session| session.rehearsal.turn()).and_then(|turn| turn.stage)
    else {
        return;
    };
    let key = app.session().map(|session| session.key.clone());
    let Some(call) = key.and_then(|key| app.calls.by_key_mut(&key)) else { return };
    let Some(script) = &call.script else { return };
    let wanted = script.steps.iter().skip(call.step).position(|step| step.stage == stage);
    if let Some(wanted) = wanted.filter(|wanted| *wanted > 0) {
        call.walk.jump(script, call.step);
        call.step += wanted;
    }
}

/// Leaving in the middle: the attempt is kept as one that was left.
pub(crate) fn leave(app: &mut App, out: &mut Vec<Effect>) {
    let mono = app.now.mono;
    let Some(session) = app.session_mut().filter(|session| session.rehearsal.phase() != Phase::Ringing)
    else {
        return;
    };
    session.tell(Input::HungUp, mono);
    let record = Input::Recorded { note: RawText::default(), disposition: None, follow_up: false };
    session.tell(record, mono);
    let keep = TrainingEffect::Keep {
        rehearsals: session.done.iter().chain([&session.rehearsal]).cloned().collect(),
        began: session.head.began,
        tape: session.tape().written(),
        lang: session.head.lang,
    };
    out.push(Effect::Training(Box::new(keep)));
}

//! Small records on their way to the disk: answers to offers, what was learned about a person, uses, signs called wrong. Each is kept until
//! the store has it, and told again after a failure; it has its id from the start, so telling it twice writes it once. Nothing here writes.

use std::time::Duration;

use uuid::Uuid;

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::notices;
use crate::domain::problem::Problem;

/// After a record could not be written it is told again this much later, and again.
const RETRY: Duration = Duration::from_secs(3);

/// A record that the store has not confirmed.
#[derive(Debug)]
pub(crate) struct Waiting {
    id: Uuid,
    effect: Effect,
    /// It failed: when it is told again, on the monotonic clock.
    retry_at: Option<Duration>,
    /// The code of the problem that is pinned until it is written.
    failed: Option<&'static str>,
}

/// Notes what is on its way, hands out what is due again, and everything when the program leaves.
pub(crate) fn hand_out(app: &mut App, out: &mut Vec<Effect>) {
    for effect in out.iter() {
        keep(&mut app.waiting, effect);
    }
    let leaving = out.iter().any(|effect| matches!(effect, Effect::Quit));
    let now = app.now.mono;
    for waiting in &mut app.waiting {
        let due = waiting.retry_at.is_some_and(|at| leaving || at <= now);
        if due {
            waiting.retry_at = None;
            out.push(waiting.effect.clone());
        }
    }
}

/// A later word on the same thing replaces the earlier one, which must not come after it; what was pinned for the earlier stays until
/// the later is written.
fn keep(waiting: &mut Vec<Waiting>, effect: &Effect) {
    let Some(id) = id(effect) else { return };
    let failed = waiting.extract_if(.., |other| replaces(effect, &other.effect));
    let failed = failed.fold(None, |failed, old| failed.or(old.failed));
    waiting.push(Waiting { id, effect: effect.clone(), retry_at: None, failed });
}

const fn id(effect: &Effect) -> Option<Uuid> {
    Some(match effect {
        Effect::AnswerOffer(answer) => answer.id,
        Effect::Remember(saying) => saying.id,
        Effect::RecordUse(used) => used.id,
        Effect::StoreWrongAlarm(wrong) => wrong.id,
        Effect::NoteInsight(noticed) => noticed.id,
        Effect::TakeBackWrongAlarm(back) => back.wrong,
        Effect::UseMethod(used) => used.id,
        _ => return None,
    })
}

/// Whether `new` speaks of the same thing as `old`.
fn replaces(new: &Effect, old: &Effect) -> bool {
    match (new, old) {
        (Effect::AnswerOffer(new), Effect::AnswerOffer(old)) => {
            (new.call, &new.offer) == (old.call, &old.offer)
        }
        (Effect::Remember(new), Effect::Remember(old)) => {
            (new.number, &new.told.about) == (old.number, &old.told.about)
        }
        // What is not there any more must not be told again.
        (Effect::TakeBackWrongAlarm(back), old) => id(old) == Some(back.wrong),
        (Effect::UseMethod(new), Effect::UseMethod(old)) => {
            (new.call, &new.tried.method) == (old.call, &old.tried.method)
        }
        _ => false,
    }
}

/// A record is on disk.
pub(crate) fn on_recorded(app: &mut App, id: Uuid) {
    let Some(at) = app.waiting.iter().position(|waiting| waiting.id == id) else { return };
    let Some(code) = app.waiting.remove(at).failed else { return };
    if app.waiting.iter().all(|other| other.failed.is_none()) {
        notices::over(app, code);
    }
}

/// A record could not be written: it is told again soon, and the agent sees that something is not saved.
pub(crate) fn on_failed(app: &mut App, id: Uuid, problem: Problem) {
    let again = app.now.mono + RETRY;
    let Some(waiting) = app.waiting.iter_mut().find(|waiting| waiting.id == id) else { return };
    waiting.retry_at = Some(again);
    waiting.failed = Some(problem.code);
    notices::pin(app, problem);
}

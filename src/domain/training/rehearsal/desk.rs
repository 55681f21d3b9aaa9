//! What the trainee does beside speaking: offers, tasks, must-say steps, hints, a step back. It must not score.

use crate::domain::money::Fen;
use crate::domain::recommend::answer::Said;
use crate::domain::safe_text::{RawText, SafeText};
use crate::domain::training::rehearsal::{
    How, MOST_BACK, OfferMade, Phase, Reaction, Refusal, Rehearsal, Who,
};
use crate::domain::training::scenario::{DeskSign, Lead};

impl Rehearsal {
    pub(super) fn offer(
        &mut self,
        offer: String,
        saving: Option<Fen>,
        said: Option<Said>,
        out: &mut Vec<Reaction>,
    ) {
        let saves = saving.is_some_and(|saving| saving.0 > 0);
        let scenario = std::sync::Arc::clone(&self.scenario);
        let way = scenario
            .turns
            .get(self.state.turn)
            .and_then(|turn| turn.offers.iter().find(|way| way.fits(&offer, saves)));
        let at = self.state.talked();
        self.write(Who::Desk, SafeText::new(&offer));
        let quote = RawText::new(offer.clone());
        self.state.offers.push(OfferMade { offer, saving, said, at });
        let Some(way) = way else { return };
        self.remember();
        self.state.heard_something();
        for point in &way.points {
            self.make(point, &quote, How::Offered);
        }
        for slip in &way.slips {
            self.slip(slip, quote.clone(), None, out);
        }
        self.move_mood(i64::from(way.mood), out);
        if self.phase() == Phase::Talking {
            if !way.reply.is_empty() {
                self.customer_says(&way.reply, out);
            }
            self.follow(way.lead, out);
        }
    }

    pub(super) fn desk(&mut self, sign: &DeskSign, out: &mut Vec<Reaction>) {
        let scenario = std::sync::Arc::clone(&self.scenario);
        for (place, task) in scenario.tasks.iter().enumerate() {
            if task.sign.as_ref() != Some(sign) || self.state.tasks.contains_key(&task.id) {
                continue;
            }
            self.state.seen.insert(task.id.clone());
            if task.found.is_empty() {
                self.finish_task(place, true, out);
            }
        }
    }

    pub(super) fn found(&mut self, name: &str, digit: u8, out: &mut Vec<Reaction>) {
        let place = self.scenario.tasks.iter().position(|task| task.id == name);
        let evidence = place.and_then(|place| {
            let task = self.scenario.tasks.get(place)?;
            let right = task.found.get(usize::from(digit).checked_sub(1)?)?.right;
            Some((place, right))
        });
        match evidence {
            None => out.push(Reaction::Refused(Refusal::NoChoice)),
            Some((place, _)) if !self.asks(place) => out.push(Reaction::Refused(Refusal::LookFirst)),
            Some((place, right)) => self.finish_task(place, right, out),
        }
    }

    pub(super) fn finish_task(&mut self, place: usize, right: bool, out: &mut Vec<Reaction>) {
        let scenario = std::sync::Arc::clone(&self.scenario);
        let Some(task) = scenario.tasks.get(place) else { return };
        self.state.tasks.insert(task.id.clone(), right);
        self.state.task_times.insert(task.id.clone(), (self.state.talked(), self.state.turn));
        self.write(Who::Desk, task.say.clone());
        out.push(Reaction::TaskDone { task: place, right });
        let waits = self.waits_in(self.state.turn);
        if self.phase() == Phase::Talking && !waits {
            let next = self.turn().map_or(Lead::End(0), |turn| turn.next);
            self.follow(next, out);
        }
    }

    pub(super) fn must_say(&mut self, step: &str) {
        self.state.silent_since = self.state.now;
        let name = format!("step:{step}");
        self.make(&name, &RawText::new(step), How::Step);
    }

    pub(super) fn hint(&mut self, out: &mut Vec<Reaction>) {
        let hint = self.turn().and_then(|turn| turn.hint.clone());
        let Some(hint) = hint.filter(|_| self.setup.mode.allows_hints()) else {
            out.push(Reaction::Refused(Refusal::NoHint));
            return;
        };
        self.state.hints.insert(self.state.turn);
        self.state.silent_since = self.state.now;
        self.write(Who::Desk, hint.clone());
        out.push(Reaction::Hint(hint));
    }

    pub(super) fn remember(&mut self) {
        if !self.quiet && self.setup.mode.allows_back() {
            if self.past.len() == MOST_BACK {
                self.past.remove(0);
            }
            self.past.push(self.state.clone());
        }
    }

    /// The moment before the last answer again, but for time and hints.
    pub(super) fn back(&mut self, out: &mut Vec<Reaction>) {
        let allowed = self.setup.mode.allows_back();
        let Some(past) = self.past.pop().filter(|_| allowed) else {
            out.push(Reaction::Refused(Refusal::NoBack));
            return;
        };
        let (now, hints) = (self.state.now, std::mem::take(&mut self.state.hints));
        self.state = past;
        self.state.now = now;
        self.state.hints.extend(hints);
        out.push(Reaction::WentBack);
        self.wait_here(out);
    }
}

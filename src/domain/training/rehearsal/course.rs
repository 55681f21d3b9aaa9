//! How a rehearsal goes on: turns entered and left, choices, own words, offers, tasks, silence. It must not score.

use std::time::Duration;

use crate::domain::safe_text::{RawText, SafeText};
use crate::domain::training::ears::{Heard, Match};
use crate::domain::training::rehearsal::{
    Choice, Evidence, How, Line, MOST_NUDGES, Phase, Reaction, Refusal, Rehearsal, SlipSeen, Who,
};
use crate::domain::training::scenario::{Answer, Lead};

/// What silence, an answer that is late and words that mean nothing do to the mood.
const NUDGE: i64 = -10;
const LATE: i64 = -5;
const UNCLEAR: i64 = -5;

/// A turn that is entered more often than this ends the call: it goes in a circle.
const MOST_VISITS: u16 = 12;

/// So many turns may send one on before a word is said.
const MOST_HOPS: usize = 64;

/// Digits 1 to 9.
const MOST_CHOICES: usize = 9;

/// The point by which a trainee asks to wait.
const HOLD: &str = "hold";

/// The slip of speaking about an account before knowing to whom.
const PRIVACY: &str = "privacy";

/// What time alone brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// The customer asks into silence.
    Nudge,
    /// The answer is late.
    Late,
    /// The time of a test is over.
    Limit,
}

/// A number that looks drawn and depends on nothing but its arguments (SplitMix64).
fn draw(seed: u64, place: u64) -> u64 {
    let mut z =
        seed.wrapping_add(place.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Rehearsal {
    // Time

    pub(super) fn time_limit(&self) -> Option<u64> {
        let timed = self.setup.mode.is_timed() && self.phase() == Phase::Talking;
        timed.then(|| self.state.connected + u64::from(self.scenario.minutes) * 2 * 60_000)
    }

    pub(super) fn next_due(&self) -> Option<(u64, Due)> {
        let turn = self.turn()?;
        let patience = self.setup.patience(&self.scenario) * if self.state.holding { 2 } else { 1 };
        let nudge = Some((self.state.silent_since + patience, Due::Nudge));
        let late = turn
            .within
            .filter(|_| !self.state.late_here && !self.state.answered_here)
            .map(|within| (self.state.entered + u64::from(within) * 1_000, Due::Late));
        let limit = self.time_limit().map(|limit| (limit, Due::Limit));
        [late, nudge, limit].into_iter().flatten().min_by_key(|(at, _)| *at)
    }

    /// Lets time pass: what is due until `at` happens at its own time.
    pub(super) fn pass(&mut self, at: u64, out: &mut Vec<Reaction>) {
        while let Some((when, due)) = self.next_due().filter(|(when, _)| *when <= at) {
            self.state.now = self.state.now.max(when);
            match due {
                Due::Nudge => self.nudge(out),
                Due::Late => self.be_late(out),
                Due::Limit => self.end_by_name("late", true, out),
            }
        }
        self.state.now = self.state.now.max(at);
    }

    fn nudge(&mut self, out: &mut Vec<Reaction>) {
        self.state.silent_since = self.state.now;
        self.state.nudges += 1;
        if self.state.nudges >= MOST_NUDGES {
            self.end_by_name("silent", true, out);
            return;
        }
        let lines = self.scenario.nudges.clone();
        self.customer_says(&lines, out);
        self.move_mood(NUDGE, out);
    }

    fn be_late(&mut self, out: &mut Vec<Reaction>) {
        self.state.late_here = true;
        self.move_mood(LATE, out);
        let late = self.turn().and_then(|turn| turn.late);
        if let Some(lead) = late {
            self.follow(lead, out);
        }
    }

    // Turns

    pub(super) fn connect(&mut self, out: &mut Vec<Reaction>) {
        self.state.phase = Phase::Talking;
        self.state.connected = self.state.now;
        self.enter(self.state.turn, out);
    }

    /// Enters a turn, and goes on from one that has nothing to wait for.
    pub(super) fn enter(&mut self, mut place: usize, out: &mut Vec<Reaction>) {
        for _ in 0..MOST_HOPS {
            let Some(turn) = self.scenario.turns.get(place) else {
                return self.end(0, true, out);
            };
            self.state.turn = place;
            let visits = self.state.visits.get(place).copied().unwrap_or(0) + 1;
            if let Some(count) = self.state.visits.get_mut(place) {
                *count = visits;
            }
            if visits > MOST_VISITS {
                return self.end_by_name("late", true, out);
            }
            let view = self.view();
            let sent = turn.ways.iter().find(|way| way.when.holds(&view)).map(|way| way.lead);
            let waits = sent.is_none() && self.waits_in(place);
            if sent.is_none() && !turn.say.is_empty() {
                let lines =
                    if self.state.mood < 40 && !turn.cross.is_empty() { &turn.cross } else { &turn.say };
                let lines = lines.clone();
                self.customer_says(&lines, out);
            }
            if waits {
                self.wait_here(out);
                return;
            }
            let lead =
                sent.unwrap_or_else(|| self.scenario.turns.get(place).map_or(Lead::End(0), |turn| turn.next));
            self.state.left.entry(place).or_insert(self.state.now);
            place = match self.goal(place, lead) {
                Ok(next) => next,
                Err(ending) => return self.end(ending, true, out),
            };
        }
        self.end_by_name("late", true, out);
    }

    pub(super) fn wait_here(&mut self, out: &mut Vec<Reaction>) {
        let state = &mut self.state;
        state.entered = state.now;
        state.silent_since = state.now;
        state.holding = false;
        state.answered_here = false;
        state.late_here = false;
        state.unclear = 0;
        out.push(Reaction::Turn(state.turn));
    }

    /// Whether there is anything to say or do in a turn.
    pub(super) fn waits_in(&self, place: usize) -> bool {
        self.scenario.turns.get(place).is_some_and(|turn| {
            let open = |task: &usize| {
                self.scenario.tasks.get(*task).is_some_and(|task| !self.state.tasks.contains_key(&task.id))
            };
            !turn.answers.is_empty() || !turn.offers.is_empty() || turn.tasks.iter().any(open)
        })
    }

    /// The turn a lead goes to, or the ending.
    fn goal(&self, from: usize, lead: Lead) -> Result<usize, usize> {
        // What names no way goes where the turn goes.
        let own = self.scenario.turns.get(from).map_or(Lead::Following, |turn| turn.next);
        match if lead == Lead::Following { own } else { lead } {
            Lead::Following if from + 1 < self.scenario.turns.len() => Ok(from + 1),
            Lead::Following => Err(0),
            Lead::Turn(place) => Ok(place),
            Lead::End(ending) => Err(ending),
            Lead::Stay => Ok(from),
        }
    }

    /// Leaves the turn.
    pub(super) fn follow(&mut self, lead: Lead, out: &mut Vec<Reaction>) {
        let here = self.state.turn;
        if self.phase() != Phase::Talking {
            return;
        }
        if lead == Lead::Stay {
            self.state.silent_since = self.state.now;
            return;
        }
        self.state.left.entry(here).or_insert(self.state.now);
        if self.setup.only == Some(here) {
            let ending = self.goal(here, lead).err().unwrap_or(0);
            return self.end(ending, false, out);
        }
        match self.goal(here, lead) {
            Ok(place) => self.enter(place, out),
            Err(ending) => self.end(ending, true, out),
        }
    }

    pub(super) fn end_by_name(&mut self, name: &str, by_customer: bool, out: &mut Vec<Reaction>) {
        let place = self.scenario.endings.iter().position(|ending| ending.id == name).unwrap_or(0);
        self.end(place, by_customer, out);
    }

    fn end(&mut self, ending: usize, by_customer: bool, out: &mut Vec<Reaction>) {
        if self.phase() != Phase::Talking {
            return;
        }
        let line = self.scenario.endings.get(ending).and_then(|ending| ending.say.clone());
        if let Some(line) = line {
            self.customer_says(&[line], out);
        }
        self.state.phase = Phase::WrapUp;
        self.state.ending = Some(ending);
        self.state.ended = Some(self.state.now);
        out.push(Reaction::Ended { ending, by_customer });
    }

    pub(super) fn hang_up(&mut self, out: &mut Vec<Reaction>) {
        match self.phase() {
            Phase::Ringing => {
                self.state.phase = Phase::Talking;
                self.state.connected = self.state.now;
                self.end_by_name("left", false, out);
            }
            Phase::Talking => self.end_by_name("left", false, out),
            Phase::WrapUp | Phase::Done => {}
        }
    }

    // What is said

    pub(super) fn customer_says(&mut self, lines: &[SafeText], out: &mut Vec<Reaction>) {
        let count = u64::try_from(lines.len()).unwrap_or(1).max(1);
        self.state.draws += 1;
        let at = usize::try_from(draw(self.setup.seed, self.state.draws) % count).unwrap_or(0);
        if let Some(line) = lines.get(at) {
            self.write(Who::Customer, line.clone());
            out.push(Reaction::CustomerSays(line.clone()));
        }
    }

    pub(super) fn write(&mut self, who: Who, text: SafeText) {
        if !self.quiet {
            let at = Duration::from_millis(self.state.now);
            let (turn, mood) = (self.state.turn, self.state.mood_shown());
            self.lines.push(Line { at, turn, who, text, mood });
        }
    }

    pub(super) fn move_mood(&mut self, by: i64, out: &mut Vec<Reaction>) {
        let from = self.state.mood_shown();
        self.state.mood = (self.state.mood + by).clamp(0, 100);
        let to = self.state.mood_shown();
        if from != to {
            out.push(Reaction::Mood { from, to });
        }
        if to == 0 {
            self.end_by_name("angry", true, out);
        }
    }

    /// The choices in the order of their digits, which the seed and the visit shuffle.
    pub(super) fn open_choices(&self) -> Vec<Choice> {
        let Some(turn) = self.turn() else { return Vec::new() };
        let view = self.view();
        let visit = self.state.visits.get(self.state.turn).copied().unwrap_or(0);
        let key = |answer: usize| {
            let place = (self.state.turn as u64) << 32 | u64::from(visit) << 16 | answer as u64;
            draw(self.setup.seed ^ 0x5EA7_3A7E, place)
        };
        let mut open: Vec<usize> = (0..turn.answers.len())
            .filter(|at| {
                turn.answers.get(*at).is_some_and(|answer| {
                    !answer.hidden && answer.when.as_ref().is_none_or(|when| when.holds(&view))
                })
            })
            .collect();
        open.sort_by_key(|answer| key(*answer));
        let shown = open.into_iter().take(MOST_CHOICES).zip(1..);
        shown
            .filter_map(|(answer, digit)| {
                Some(Choice { digit, answer, say: turn.answers.get(answer)?.say.clone() })
            })
            .collect()
    }

    pub(super) fn choose(&mut self, digit: u8, out: &mut Vec<Reaction>) {
        let answer = self.open_choices().into_iter().find(|choice| choice.digit == digit);
        let scenario = std::sync::Arc::clone(&self.scenario);
        let answer =
            answer.and_then(|choice| scenario.turns.get(self.state.turn)?.answers.get(choice.answer));
        let Some(answer) = answer else {
            out.push(Reaction::Refused(Refusal::NoChoice));
            return;
        };
        self.answer(answer, out);
    }

    /// As if the choice had been taken whose place in the turn is known; for searching.
    pub(crate) fn answer(&mut self, answer: &Answer, out: &mut Vec<Reaction>) {
        self.remember();
        self.speak(answer.say.clone(), out);
        let quote = RawText::new(answer.say.as_str());
        for point in &answer.points {
            self.make(point, &quote, How::Chose);
        }
        self.take_slips(answer, &quote, &Heard::default(), out);
        self.settle(answer, i64::from(answer.mood), out);
    }

    pub(super) fn say(&mut self, text: &RawText, out: &mut Vec<Reaction>) {
        if text.as_raw().trim().is_empty() {
            return;
        }
        let scenario = std::sync::Arc::clone(&self.scenario);
        self.remember();
        self.speak(text.safe(), out);
        let heard = scenario.ears.hear(text.as_raw());
        for found in &heard.points {
            let quote = quoted(text.as_raw(), found);
            self.make(&found.list, &quote, How::Typed(found.way.clone()));
        }
        out.push(Reaction::Heard { points: heard.points.clone(), negated: heard.negated.clone() });
        let meant = self.meant(&heard);
        let answer = meant.and_then(|at| scenario.turns.get(self.state.turn)?.answers.get(at));
        match answer {
            Some(answer) => {
                let mood = mood_of(answer, &heard);
                self.take_slips(answer, text, &heard, out);
                self.settle(answer, mood, out);
            }
            None => self.be_unclear(text, &heard, out),
        }
    }

    /// The trainee speaks.
    fn speak(&mut self, text: SafeText, out: &mut Vec<Reaction>) {
        self.state.heard_something();
        self.state.spoke += 1;
        self.write(Who::Agent, text.clone());
        out.push(Reaction::AgentSays(text));
    }

    pub(super) fn make(&mut self, point: &str, quote: &RawText, how: How) {
        self.state.holding |= point == HOLD;
        let (at, turn) = (self.state.talked(), self.state.turn);
        let evidence = || Evidence { at, turn, quote: quote.clone(), how };
        if !self.state.points.contains_key(point) {
            let evidence = evidence();
            self.state.points.insert(point.to_owned(), evidence);
        }
    }

    /// Which answer own words mean: one whose slip was heard, else the one most of whose points were.
    fn meant(&self, heard: &Heard) -> Option<usize> {
        let turn = self.turn()?;
        let view = self.view();
        let open = |answer: &Answer| answer.when.as_ref().is_none_or(|when| when.holds(&view));
        let slip = turn.answers.iter().position(|answer| {
            open(answer)
                && answer.slips.iter().any(|slip| heard.slips.iter().any(|found| found.list == *slip))
        });
        let best = || {
            let candidates = turn.answers.iter().enumerate().filter(|(_, answer)| open(answer));
            let rated = candidates.filter_map(|(at, answer)| {
                let hits = answer.points.iter().filter(|point| heard.has(point)).count();
                // Of two with as many hits the one that wants less was meant; of two that want as much, the first.
                let missed = answer.points.len() - hits;
                (hits > 0).then_some(((hits, std::cmp::Reverse(missed), std::cmp::Reverse(at)), at))
            });
            rated.max().map(|(_, at)| at)
        };
        slip.or_else(best)
    }

    fn take_slips(&mut self, answer: &Answer, quote: &RawText, heard: &Heard, out: &mut Vec<Reaction>) {
        let typed = !heard.slips.is_empty() || !heard.points.is_empty() || !heard.negated.is_empty();
        for found in &heard.slips {
            self.slip(&found.list, quoted(quote.as_raw(), found), Some(found.clone()), out);
        }
        // A choice carries its own slips; own words only those that were heard.
        for slip in answer.slips.iter().filter(|_| !typed) {
            self.slip(slip, quote.clone(), None, out);
        }
        let unknown = |point: &String| !self.state.points.contains_key(point);
        if answer.needs.as_ref().is_some_and(unknown) {
            self.slip(PRIVACY, quote.clone(), None, out);
        }
    }

    pub(super) fn slip(&mut self, slip: &str, quote: RawText, found: Option<Match>, out: &mut Vec<Reaction>) {
        let instead = found.as_ref().and_then(|found| found.instead.as_ref());
        self.state.slips.push(SlipSeen {
            slip: slip.to_owned(),
            at: self.state.talked(),
            turn: self.state.turn,
            quote,
            instead: instead.map(|text| RawText::new(text.as_str())),
        });
        out.push(Reaction::Slipped { slip: slip.to_owned(), found });
    }

    fn settle(&mut self, answer: &Answer, mood: i64, out: &mut Vec<Reaction>) {
        self.state.facts.extend(answer.sets.iter().cloned());
        self.move_mood(mood, out);
        if self.phase() == Phase::Talking {
            if !answer.reply.is_empty() {
                self.customer_says(&answer.reply, out);
            }
            self.follow(answer.lead, out);
        }
    }

    fn be_unclear(&mut self, text: &RawText, heard: &Heard, out: &mut Vec<Reaction>) {
        for found in &heard.slips {
            self.slip(&found.list, quoted(text.as_raw(), found), Some(found.clone()), out);
        }
        let rude = i64::from(!heard.slips.is_empty()) * 10;
        self.state.unclear += 1;
        self.move_mood(UNCLEAR - rude, out);
        if self.phase() != Phase::Talking {
            return;
        }
        if self.state.unclear < 2 {
            let lines = self.scenario.unclear.clone();
            self.customer_says(&lines, out);
            return;
        }
        let next = self.turn().map_or(Lead::End(0), |turn| turn.next);
        self.follow(next, out);
    }
}

/// Half an answer pleases half as much; a slip beside it spoils it.
fn mood_of(answer: &Answer, heard: &Heard) -> i64 {
    let whole = answer.points.iter().all(|point| heard.has(point));
    let mood = i64::from(answer.mood);
    if !heard.slips.is_empty() && answer.slips.is_empty() {
        mood.min(0) - 15
    } else if whole || mood < 0 {
        mood
    } else {
        mood / 2
    }
}

/// The words that matched, in the order of the text.
fn quoted(text: &str, found: &Match) -> RawText {
    let mut spans = found.spans.clone();
    spans.sort_by_key(|span| span.start);
    let pieces: Vec<&str> = spans.iter().filter_map(|span| text.get(span.clone())).collect();
    RawText::new(pieces.join(" … "))
}

//! A phone that rings by itself, for `demo`. The machine is pure: time goes in, signals come out; a thin thread turns it.

use std::collections::VecDeque;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use crate::domain::call::{CallKey, EndReason, Party, Signal};
use crate::domain::safe_text::RawText;
use crate::phone::Command;

/// A call that will come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedCall {
    /// Who calls.
    pub party: Party,
    /// The name the network shows.
    pub name: Option<RawText>,
    /// When it begins to ring.
    pub begins: Begins,
    /// How long it rings before the caller gives up.
    pub rings: Duration,
    /// How long it is talked until the other side hangs up. Time on hold counts.
    pub talks: Duration,
}

/// When a planned call begins to ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    /// So long after the last of the earlier calls has ended (or after the start).
    AfterQuiet(Duration),
    /// So long after the earlier call was answered, while it is still being talked. If that call is missed, it begins then.
    DuringTalk(Duration),
}

/// How long a call that the desk dials rings at the other end.
const PICKS_UP_AFTER: Duration = Duration::from_secs(4);
const GIVES_UP_AFTER: Duration = Duration::from_secs(25);

/// The simulated line.
#[derive(Debug)]
pub struct Simulator {
    planned: VecDeque<PlannedCall>,
    /// From whom random calls come once the plan is done.
    people: Vec<Party>,
    seed: u64,
    open: Vec<Call>,
    counter: u64,
    /// When the line last became quiet.
    quiet_since: Duration,
    /// When a call was last answered.
    answered_at: Option<Duration>,
}

#[derive(Debug)]
struct Call {
    key: CallKey,
    talks: Duration,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// Rings here; the caller gives up at that time.
    Ringing { until: Duration },
    /// Rings at the other end; at that time somebody picks up, or nobody does.
    Dialling { until: Duration, picks_up: bool },
    /// Talked until that time.
    Talking { until: Duration },
}

impl Simulator {
    /// A line on which `planned` calls come first, and then random ones from `people`, the same for the same `seed`.
    #[must_use]
    pub fn new(planned: Vec<PlannedCall>, people: Vec<Party>, seed: u64) -> Self {
        Self {
            planned: planned.into(),
            people,
            seed,
            open: Vec::new(),
            counter: 0,
            quiet_since: Duration::ZERO,
            answered_at: None,
        }
    }

    /// Obeys `command`, lets everything happen that is due at `now`, and says what happened, in order.
    pub fn step(&mut self, now: Duration, command: Option<&Command>) -> Vec<Signal> {
        let mut signals = Vec::new();
        if let Some(command) = command {
            self.obey(command, now, &mut signals);
        }
        self.end_what_is_over(now, &mut signals);
        if self.next_ring().is_some_and(|at| at <= now) {
            self.ring(now, &mut signals);
        }
        signals
    }

    /// When something will happen by itself; `None` when only a command can change anything.
    #[must_use]
    pub fn next_due(&self) -> Option<Duration> {
        let ends = self.open.iter().map(|call| match call.stage {
            Stage::Ringing { until } | Stage::Talking { until } | Stage::Dialling { until, .. } => until,
        });
        ends.chain(self.next_ring()).min()
    }

    fn next_ring(&self) -> Option<Duration> {
        let talking = self.open.iter().any(|call| matches!(call.stage, Stage::Talking { .. }));
        match self.planned.front()?.begins {
            Begins::AfterQuiet(gap) => self.open.is_empty().then(|| self.quiet_since + gap),
            Begins::DuringTalk(gap) if talking => self.answered_at.map(|at| at + gap),
            Begins::DuringTalk(gap) => self.open.is_empty().then(|| self.quiet_since + gap),
        }
    }

    fn ring(&mut self, now: Duration, signals: &mut Vec<Signal>) {
        let Some(plan) = self.planned.pop_front() else { return };
        if self.planned.is_empty() {
            self.plan_another();
        }
        let key = self.fresh_key();
        self.open.push(Call {
            key: key.clone(),
            talks: plan.talks,
            stage: Stage::Ringing { until: now + plan.rings },
        });
        signals.push(Signal::Ringing { call: key, party: plan.party, name: plan.name });
    }

    /// Somebody will call, 20 to 60 seconds after the line has become quiet.
    fn plan_another(&mut self) {
        let count = u64::try_from(self.people.len()).unwrap_or(0);
        let pick = self.random(count);
        let Some(party) = usize::try_from(pick).ok().and_then(|at| self.people.get(at)).cloned() else {
            return;
        };
        let begins = Begins::AfterQuiet(Duration::from_secs(20 + self.random(40)));
        let rings = Duration::from_secs(25 + self.random(20));
        let talks = Duration::from_secs(60 + self.random(120));
        self.planned.push_back(PlannedCall { party, name: None, begins, rings, talks });
    }

    fn end_what_is_over(&mut self, now: Duration, signals: &mut Vec<Signal>) {
        let answered: Vec<CallKey> = self
            .open
            .iter()
            .filter(|call| matches!(call.stage, Stage::Dialling { until, picks_up: true } if until <= now))
            .map(|call| call.key.clone())
            .collect();
        for key in answered {
            self.talk(&key, now, signals);
        }
        let before = self.open.len();
        self.open.retain(|call| {
            let (until, reason) = match call.stage {
                Stage::Ringing { until } | Stage::Dialling { until, .. } => (until, EndReason::Missed),
                Stage::Talking { until } => (until, EndReason::HungUp),
            };
            if until <= now {
                signals.push(Signal::Ended { call: call.key.clone(), reason });
            }
            until > now
        });
        self.note_quiet(before, now);
    }

    fn obey(&mut self, command: &Command, now: Duration, signals: &mut Vec<Signal>) {
        match command {
            Command::Answer(key) => {
                if self
                    .open
                    .iter()
                    .any(|call| call.key == *key && matches!(call.stage, Stage::Ringing { .. }))
                {
                    self.talk(key, now, signals);
                }
            }
            Command::HangUp(key) => {
                let before = self.open.len();
                self.open.retain(|call| call.key != *key);
                if self.open.len() < before {
                    signals.push(Signal::Ended { call: key.clone(), reason: EndReason::HungUp });
                }
                self.note_quiet(before, now);
            }
            Command::Hold(key) if self.is_open(key) => signals.push(Signal::Held { call: key.clone() }),
            Command::Unhold(key) if self.is_open(key) => signals.push(Signal::Unheld { call: key.clone() }),
            Command::Hold(_) | Command::Unhold(_) => {}
            Command::Dial(number) => {
                let key = self.fresh_key();
                // One in five does not pick up, so that both are seen.
                let picks_up = self.random(5) != 0;
                let until = now + if picks_up { PICKS_UP_AFTER } else { GIVES_UP_AFTER };
                let talks = Duration::from_secs(90 + self.random(90));
                self.open.push(Call { key: key.clone(), talks, stage: Stage::Dialling { until, picks_up } });
                signals.push(Signal::Dialling { call: key, party: Party::Number(*number) });
            }
        }
    }

    fn talk(&mut self, key: &CallKey, now: Duration, signals: &mut Vec<Signal>) {
        let Some(call) = self.open.iter_mut().find(|call| call.key == *key) else { return };
        call.stage = Stage::Talking { until: now + call.talks };
        self.answered_at = Some(now);
        signals.push(Signal::Answered { call: key.clone() });
    }

    fn is_open(&self, key: &CallKey) -> bool {
        self.open.iter().any(|call| call.key == *key && matches!(call.stage, Stage::Talking { .. }))
    }

    fn note_quiet(&mut self, before: usize, now: Duration) {
        if before > 0 && self.open.is_empty() {
            self.quiet_since = now;
        }
    }

    fn fresh_key(&mut self) -> CallKey {
        self.counter += 1;
        CallKey(format!("sim:{}", self.counter))
    }

    /// 0 to `below` - 1 (splitmix64: repeatable, and good enough to pick a caller).
    fn random(&mut self, below: u64) -> u64 {
        self.seed = self.seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)).checked_rem(below).unwrap_or(0)
    }
}

/// Turns a simulator until `commands` is closed or `deliver` says that nobody listens any more. `mono` is the monotonic clock;
/// the simulator's own time starts when the thread does.
///
/// # Errors
/// The operating system gives no thread.
pub fn spawn(
    mut simulator: Simulator,
    mono: impl Fn() -> Duration + Send + 'static,
    deliver: impl Fn(Signal) -> bool + Send + 'static,
) -> std::io::Result<mpsc::Sender<Command>> {
    let (commands, orders) = mpsc::channel::<Command>();
    std::thread::Builder::new().name("simulator".to_owned()).spawn(move || {
        let start = mono();
        loop {
            let passed = mono().saturating_sub(start);
            let wait =
                simulator.next_due().map_or(Duration::from_secs(3600), |due| due.saturating_sub(passed));
            let command = match orders.recv_timeout(wait) {
                Ok(command) => Some(command),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let signals = simulator.step(mono().saturating_sub(start), command.as_ref());
            if !signals.into_iter().all(&deliver) {
                return;
            }
        }
    })?;
    Ok(commands)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::phone::PhoneNumber;

    fn s(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn sim(n: u64) -> CallKey {
        CallKey(format!("sim:{n}"))
    }

    fn planned(party: Party, begins: Begins) -> PlannedCall {
        PlannedCall { party, name: None, begins, rings: s(30), talks: s(60) }
    }

    fn story() -> Simulator {
        let plan = vec![
            planned(Party::parse("19900000001"), Begins::AfterQuiet(s(3))),
            planned(Party::Withheld, Begins::DuringTalk(s(20))),
            planned(Party::parse("19900000002"), Begins::AfterQuiet(s(10))),
        ];
        Simulator::new(plan, vec![Party::parse("19900000003")], 7)
    }

    #[test]
    fn a_call_waits_to_be_answered_and_ends_by_itself() {
        let mut line = story();
        assert_eq!(line.next_due(), Some(s(3)));
        assert_eq!(line.step(s(2), None), []);
        assert!(matches!(line.step(s(3), None).as_slice(), [Signal::Ringing { .. }]));
        assert_eq!(line.next_due(), Some(s(33)));
        assert_eq!(line.step(s(5), Some(&Command::Answer(sim(1)))), [Signal::Answered { call: sim(1) }]);
        // The second call comes in while the first is talked.
        assert_eq!(line.next_due(), Some(s(25)));
        assert!(matches!(
            line.step(s(25), None).as_slice(),
            [Signal::Ringing { party: Party::Withheld, .. }]
        ));
        assert_eq!(line.step(s(55), None), [Signal::Ended { call: sim(2), reason: EndReason::Missed }]);
        assert_eq!(line.step(s(65), None), [Signal::Ended { call: sim(1), reason: EndReason::HungUp }]);
        assert_eq!(line.next_due(), Some(s(75)));
    }

    #[test]
    fn after_the_plan_come_random_calls_and_the_same_seed_makes_the_same() {
        let run = || {
            let mut line = story();
            let mut seen = Vec::new();
            for _ in 0..40 {
                let Some(due) = line.next_due() else { break };
                seen.extend(line.step(due, None));
            }
            seen
        };
        let seen = run();
        assert_eq!(seen, run());
        let rings = seen.iter().filter(|signal| matches!(signal, Signal::Ringing { .. })).count();
        let ends = seen.iter().filter(|signal| matches!(signal, Signal::Ended { .. })).count();
        assert_eq!((rings, ends), (20, 20));
    }

    #[test]
    fn only_a_ringing_call_can_be_answered_and_only_an_open_one_ended() {
        let mut line = story();
        line.step(s(3), None);
        assert_eq!(line.step(s(4), Some(&Command::Hold(sim(1)))), []);
        assert_eq!(line.step(s(4), Some(&Command::Answer(sim(9)))), []);
        line.step(s(4), Some(&Command::Answer(sim(1))));
        assert_eq!(line.step(s(5), Some(&Command::Answer(sim(1)))), []);
        assert_eq!(line.step(s(5), Some(&Command::Hold(sim(1)))), [Signal::Held { call: sim(1) }]);
        let end = Signal::Ended { call: sim(1), reason: EndReason::HungUp };
        assert_eq!(line.step(s(6), Some(&Command::HangUp(sim(1)))), [end]);
        assert_eq!(line.step(s(7), Some(&Command::HangUp(sim(1)))), []);
    }

    #[test]
    fn a_dialled_call_is_picked_up_or_not() {
        let number = PhoneNumber::parse("19900000009").unwrap();
        let mut outcomes = std::collections::BTreeSet::new();
        for seed in 0..20 {
            let mut line = Simulator::new(Vec::new(), Vec::new(), seed);
            assert!(matches!(
                line.step(s(1), Some(&Command::Dial(number))).as_slice(),
                [Signal::Dialling { .. }]
            ));
            let due = line.next_due().unwrap();
            outcomes.insert(matches!(line.step(due, None).as_slice(), [Signal::Answered { .. }]));
        }
        assert_eq!(outcomes.len(), 2);
    }
}

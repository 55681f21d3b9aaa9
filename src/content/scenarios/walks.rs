//! Stories of the built-in scenarios, walked at random and replayed, in both languages.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use super::*;
use crate::content::fields::Speaker;
use crate::content::words::Words;
use crate::domain::money::Fen;
use crate::domain::safe_text::RawText;
use crate::domain::script::Facts;
use crate::domain::time::parse_moment;
use crate::domain::training::explore::ideal_record;
use crate::domain::training::rehearsal::{Input, Mode, Phase, Rehearsal, Setup};
use crate::domain::training::scenario::DeskSign;

pub(super) fn all(tag: &str) -> Vec<Arc<Scenario>> {
    let scenarios = Scenarios::built_in(tag);
    let words = Words::new(tag);
    let prepare = |listing: Listing| {
        let filling = Filling {
            profile: None,
            speaker: &Speaker::default(),
            kind: listing.kind,
            now: parse_moment("2026-11-22T10:42:00+08:00").unwrap(),
            words: &words,
            facts: &Facts::new(),
            pitch: None,
        };
        Arc::new(scenarios.prepare(&listing.id, &filling).unwrap())
    };
    scenarios.list().into_iter().map(prepare).collect()
}

static BOTH: LazyLock<[Vec<Arc<Scenario>>; 2]> = LazyLock::new(|| [all("zh-CN"), all("en")]);

/// A number that looks drawn.
fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

fn random_input(call: &Rehearsal, dice: &mut u64, pool: &[String]) -> Input {
    let pick = |dice: &mut u64, count: usize| usize::try_from(next(dice) % count.max(1) as u64).unwrap();
    let scenario = call.scenario();
    match next(dice) % 20 {
        0 => Input::Tick,
        1 => Input::Hint,
        2 => Input::Back,
        3 => Input::Typing,
        4 => Input::Offered {
            offer: "x".into(),
            saving: Some(Fen(i64::try_from(next(dice) % 200).unwrap() - 100)),
            said: None,
        },
        5 => Input::MustSay { step: "s2".into() },
        6 if !scenario.tasks.is_empty() => {
            let task = &scenario.tasks[pick(dice, scenario.tasks.len())];
            task.sign.clone().map_or(
                Input::Found { task: task.id.clone(), digit: u8::try_from(next(dice) % 5).unwrap() },
                |sign| Input::Desk { sign },
            )
        }
        7 => Input::Desk { sign: DeskSign::Open("usage".into()) },
        8 if next(dice).is_multiple_of(6) => Input::HungUp,
        9..=11 => Input::Said { text: RawText::new(pool[pick(dice, pool.len())].clone()) },
        _ => Input::Chose { digit: u8::try_from(next(dice) % 5).unwrap() },
    }
}

/// What random trainees type: answers of any scenario, words of the lists, and noise.
fn pool(scenarios: &[Arc<Scenario>]) -> Vec<String> {
    let mut pool: Vec<String> =
        ["", " ", "嗯嗯", "ni hao", "\u{202e}x\u{0}", "不不不", "😀", "'''", "wo bu zhidao"]
            .map(str::to_owned)
            .to_vec();
    for scenario in scenarios {
        for answer in scenario.turns.iter().flat_map(|turn| &turn.answers) {
            pool.push(answer.say.as_str().to_owned());
        }
    }
    pool
}

fn random_call(scenario: &Arc<Scenario>, round: u64, pool: &[String]) -> (Rehearsal, u64) {
    let mut dice = 0x5EED_u64 + round * 7_919;
    let setup = Setup::new(round, Mode::ALL[usize::try_from(round % 3).unwrap()])
        .with_pressure(u8::try_from(round % 3 + 1).unwrap());
    let mut call = Rehearsal::begin(Arc::clone(scenario), setup);
    let mut at = 0;
    call.on(Input::Answered, Duration::ZERO);
    for _ in 0..30 {
        at += next(&mut dice) % 9_000;
        let input = random_input(&call, &mut dice, pool);
        call.on(input, Duration::from_millis(at));
        if call.phase() != Phase::Talking {
            break;
        }
    }
    call.on(Input::HungUp, Duration::from_millis(at));
    (call, at)
}

#[test]
fn ten_thousand_random_calls_never_panic_and_every_score_adds_up() {
    std::thread::scope(|scope| {
        for (scenarios, half) in BOTH.iter().zip(0..2).flat_map(|(one, _)| [(one, 0), (one, 1)]) {
            scope.spawn(move || {
                let pool = pool(scenarios);
                for round in (half..5_000_u64).step_by(2) {
                    let scenario = &scenarios[usize::try_from(round / 2).unwrap() % scenarios.len()];
                    let (mut call, at) = random_call(scenario, round, &pool);
                    assert_eq!(call.phase(), Phase::WrapUp);
                    call.on(ideal_record(&call), Duration::from_millis(at + 5));
                    let score = call.score();
                    assert!(
                        score.adds_up() && score.total <= 100 && score.complete,
                        "{} {round}",
                        scenario.id
                    );
                    assert_eq!(score.items.len(), scenario.items.len());
                }
            });
        }
    });
}

#[test]
fn the_same_seed_and_inputs_give_the_same_call() {
    for scenarios in BOTH.iter() {
        let pool = pool(scenarios);
        for (round, scenario) in (0..200_u64).zip(scenarios.iter().cycle()) {
            let (call, _) = random_call(scenario, round, &pool);
            let mut again = Rehearsal::begin(Arc::clone(scenario), call.setup());
            for timed in call.log() {
                again.on(timed.input.clone(), Duration::from_millis(timed.at));
            }
            assert_eq!(again.transcript(), call.transcript(), "{} {round}", scenario.id);
            assert_eq!(again.score(), call.score(), "{} {round}", scenario.id);
            assert_eq!(again.log(), call.log());
        }
    }
}

//! What stays of training: every attempt with its replay, over restarts; drills in rounds; a file that is being written.

use seatmate::app::Lang;
use seatmate::app::layer::Layer;
use seatmate::domain::training::rehearsal::Mode;

use crate::trainee::Trainee;

fn best(trainee: &Trainee, scenario: &str) -> (Option<u32>, Option<u32>, usize) {
    let lessons = &trainee.app.training.as_deref().unwrap().lessons;
    let lesson = lessons.rows.iter().find(|lesson| lesson.id == scenario).unwrap();
    (lesson.best, lesson.last, lesson.attempts)
}

#[test]
fn attempts_and_their_replays_outlive_the_program() {
    let mut trainee = Trainee::new(Lang::Zh);
    trainee
        .begins("bill-overage", Mode::Practise, 1)
        .connects()
        .talks_well()
        .press("F9")
        .types("客户看视频多");
    trainee.press("Tab 3 F9").shows("成绩").press("Esc");
    let first = best(&trainee, "bill-overage");
    trainee.begins("bill-overage", Mode::Practise, 2).connects().press("Ctrl-D Ctrl-D F9 Tab 4 F9 Esc");
    let (top, last, attempts) = best(&trainee, "bill-overage");
    assert_eq!((top, attempts), (first.0, 2));
    assert!(last < top, "{last:?} {top:?}");
    let mut trainee = trainee.starts_again(Lang::Zh);
    assert_eq!(best(&trainee, "bill-overage"), (top, last, 2));
    let rows = &trainee.app.training.as_deref().unwrap().lessons.rows;
    let at = rows.iter().position(|lesson| lesson.id == "bill-overage").unwrap();
    for _ in 0..at {
        trainee.press("Down");
    }
    trainee.press("=");
    assert_eq!(trainee.app.layer(), Layer::Replay);
    trainee.press("End").shows("成绩").press("Tab").shows("这一次就是最好的一次");
}

#[test]
fn a_drill_goes_round_after_round_against_the_clock() {
    let mut trainee = Trainee::new(Lang::Zh);
    trainee.begins("bill-overage", Mode::Drill, 1).connects();
    let (_, rounds) = trainee.session().round_of().expect("a drill has rounds");
    assert!(rounds >= 4, "{rounds}");
    trainee.shows(&format!("1/{rounds}")).shows("限时 0:2");
    for round in 1..rounds {
        assert_eq!(trainee.session().round_of(), Some((round, rounds)));
        trainee.passes(1_500).press("1");
    }
    // The last one is missed: the clock ends it.
    trainee.waits(26).shows("成绩").shows(&format!("共 {rounds} 轮"));
    let page = trainee.app.training.as_deref().unwrap().result.as_ref().unwrap();
    assert_eq!(page.rounds.len(), rounds);
    assert!(page.rounds.last().unwrap().took.is_none());
    // A drill says nothing about the scenario's best.
    trainee.press("3");
    assert_eq!(trainee.app.layer(), Layer::Replay);
    trainee.press("End").shows("成绩").press("Esc Esc");
    assert_eq!(best(&trainee, "bill-overage"), (None, None, 0));
}

#[test]
fn every_bundled_scenario_can_be_trained_on_the_desk() {
    for lang in [Lang::Zh, Lang::En] {
        let mut trainee = Trainee::new(lang);
        let rows = &trainee.app.training.as_deref().unwrap().lessons.rows;
        let ids: Vec<String> = rows.iter().map(|lesson| lesson.id.clone()).collect();
        assert!(ids.len() >= 40, "{}", ids.len());
        // Every other one in each language, so that each is done once.
        let skip = usize::from(lang == Lang::En);
        for (seed, id) in (1..).zip(ids.iter().skip(skip).step_by(2)) {
            trainee.begins(id, Mode::Practise, seed).connects();
            assert!(trainee.session().said_now().len() <= 3, "{id}");
            trainee.talks_well().press("F9").types("，已记录").press("Tab 1 F9");
            let page = trainee.app.training.as_deref().unwrap().result.as_ref();
            let score = &page.unwrap_or_else(|| panic!("{id} has no result")).score;
            assert!(score.adds_up() && score.complete, "{id}");
            assert!(score.total >= 50, "{id}: whoever says the best is not at {}", score.total);
        }
    }
}

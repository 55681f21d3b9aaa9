//! An attempt seen again is what was on the screen then, cell by cell; and one can go back and forth in it.

use ratatui::buffer::Buffer;
use seatmate::app::event::Event;
use seatmate::app::training::replay::Replay;
use seatmate::app::{Lang, Place};
use seatmate::domain::training::rehearsal::Mode;

use crate::trainee::{Trainee, draw, text};

/// The replay on the screen.
fn replay(trainee: &Trainee) -> &Replay {
    trainee.app.replay().expect("a replay is on the screen")
}

/// Every frame of the replay, from the first event to the last.
fn frames(trainee: &mut Trainee) -> Vec<Buffer> {
    trainee.press("3");
    let mut seen = Replay::new(&trainee.app, replay(trainee).reel.clone());
    let look = trainee.look();
    // A new replay has fed what happened in its first moment: from the very beginning, one by one.
    let mut desk = seatmate::app::training::replay::blank(&trainee.app, &seen.reel.head);
    let mut frames = Vec::new();
    for (at, event) in seen.reel.events.clone() {
        let now = seatmate::app::training::replay::time(&seen.reel.head, at);
        let _ = seatmate::app::update::update(&mut desk, event, now);
        frames.push(draw(&desk, look, desk.size));
    }
    while seen.feed() {}
    assert_eq!(draw(&seen.desk, look, seen.desk.size), *frames.last().unwrap(), "both ways end alike");
    frames
}

fn compare(then: &[Buffer], again: &[Buffer]) {
    for (at, (then, again)) in then.iter().zip(again).enumerate() {
        assert!(then == again, "frame {at} differs:\n{}\n{}", text(then), text(again));
    }
    assert_eq!(then.len(), again.len(), "as many frames");
}

/// A call with everything that a trainee does on a desk.
fn rehearse(scenario: &str, mode: Mode, seed: u64, lang: Lang) -> Trainee {
    let mut trainee = Trainee::new(lang);
    trainee.begins(scenario, mode, seed).connects();
    trainee
        .until("what packages cost", |app| app.customer().is_some_and(|known| known.offers.advice.is_some()));
    trainee.press("F2").passes(1_234).press("F3 F3 F3").waits(1);
    trainee.press("F6").types("客户说流量超了").passes(400).types(" x").waits(2);
    trainee.happens(Event::Resized { columns: 100, rows: 30 }).press("F5 Down +").waits(1);
    trainee.happens(Event::Resized { columns: 120, rows: 36 });
    trainee.press("Ctrl-O").types("gui").press("Esc Ctrl-X").waits(1).press("Ctrl-X");
    trainee.press("F4").talks_well();
    trainee.press("F9").types("，约定周三回电").press("Tab 2").waits(2).press("F9");
    assert_eq!(trainee.app.place, Place::Training, "{}", trainee.screen(120, 36));
    trainee
}

#[test]
fn every_frame_is_as_it_was() {
    for (scenario, mode, seed, lang) in [
        ("bill-overage", Mode::Learn, 1, Lang::Zh),
        ("bill-overage", Mode::Practise, 2, Lang::En),
        ("complaint-wrong-stop", Mode::Test, 3, Lang::Zh),
        ("lesson-three-minutes", Mode::Learn, 4, Lang::En),
    ] {
        let mut trainee = rehearse(scenario, mode, seed, lang);
        let then = trainee.frames.clone();
        assert!(then.len() > 40, "{scenario}: {}", then.len());
        compare(&then, &frames(&mut trainee));
    }
}

#[test]
fn stepping_back_shows_what_stepping_forward_showed() {
    let mut trainee = rehearse("bill-overage", Mode::Practise, 5, Lang::Zh);
    trainee.press("3");
    let mut shown = Vec::new();
    while !replay(&trainee).is_over() {
        shown.push((replay(&trainee).at, draw(&replay(&trainee).desk, trainee.look(), (120, 36))));
        trainee.press("Right");
    }
    assert!(shown.len() > 10);
    for (at, frame) in shown.iter().rev().skip(1).take(12) {
        while replay(&trainee).at > *at {
            trainee.press("Left");
        }
        let now = draw(&replay(&trainee).desk, trainee.look(), (120, 36));
        assert!(replay(&trainee).at == *at && now == *frame, "at {at}:\n{}\n{}", text(&now), text(frame));
    }
}

#[test]
fn it_plays_by_itself_at_several_speeds_and_stops_at_the_end() {
    let mut trainee = rehearse("bill-overage", Mode::Practise, 5, Lang::Zh);
    trainee.press("3 Space").waits(3);
    assert_eq!(replay(&trainee).clock.as_secs(), 3);
    trainee.press("+ +").waits(2);
    assert_eq!(replay(&trainee).clock.as_secs(), 11);
    trainee.press("Space").waits(5);
    assert_eq!(replay(&trainee).clock.as_secs(), 11, "it stands still");
    trainee.press("Space + +").waits(60);
    assert!(replay(&trainee).is_over() && !replay(&trainee).playing);
    trainee.press("Esc").shows("成绩").press("Esc").shows("场景");
}

#[test]
fn beside_it_stands_the_best_attempt_with_times_and_points() {
    let mut trainee = rehearse("bill-overage", Mode::Practise, 5, Lang::Zh);
    let best = trainee.app.training.as_deref().unwrap().result.as_ref().unwrap().score.total;
    trainee.begins("bill-overage", Mode::Practise, 6).connects();
    trainee.waits(200);
    trainee.press("F9 Tab 4 F9").shows("再来一次").press("3 Tab");
    let told = replay(&trainee).best.as_ref().expect("the other one is better");
    assert_eq!(told.total, best);
    assert!(told.lines.iter().any(|line| line.points > 0));
    trainee.press("End").shows("这一次").shows("最好的一次").shows(&format!("{best} 分"));
    // In a narrow window there is room for one of them.
    assert!(!trainee.screen(100, 30).contains("最好的一次 "));
}

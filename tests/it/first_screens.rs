//! The first screen of every script that comes with the program, in both languages, for somebody of the demo whom it fits.
//!
//! After a change that is meant to be seen: `INSTA_UPDATE=always cargo test --test it first_screens`, look at the difference, commit it.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use seatmate::app::Lang;
use seatmate::app::key::{Key, KeyCode};
use seatmate::cli::scenes::{Stage, usual_now};
use seatmate::content::scripts::Scripts;
use seatmate::synth::demo::Situation;
use seatmate::ui::{Depth, Ground, Look, Symbols, Theme};

const SIZE: (u16, u16) = (80, 24);

fn stage(lang: Lang, situation: Situation) -> Stage {
    let mut stage = Stage::new(lang, SIZE, usual_now());
    stage.rings(stage.caller(situation));
    stage.press(Key::ctrl('n'));
    stage
}

/// Whether the script was written for this person.
fn fits(stage: &Stage, script: &str) -> bool {
    let others = stage.app.calls.current().map(|call| call.other_scripts.as_slice()).unwrap_or_default();
    others.iter().any(|other| other.id == script && other.fits)
}

/// Ctrl-U, the script's row, Enter, F4.
fn open(stage: &mut Stage, script: &str) {
    let call = stage.app.calls.current().unwrap();
    let row = call.other_scripts.iter().position(|other| other.id == script).unwrap();
    stage.press(Key::ctrl('u'));
    for _ in 0..row {
        stage.press(Key::plain(KeyCode::Down));
    }
    stage.press(Key::plain(KeyCode::Enter));
    stage.press(Key::f(4));
    assert_eq!(stage.app.calls.current().unwrap().script.as_ref().unwrap().id, script);
}

/// F4 alone: what lies around it is other stories' affair.
fn pane(stage: &Stage) -> String {
    let look = Look::new(Theme::new(Depth::True, Ground::Dark), Symbols::for_width(1));
    let area = Rect::new(0, 0, SIZE.0, SIZE.1);
    let mut buf = Buffer::empty(area);
    seatmate::ui::draw(&stage.app, &look, area, &mut buf);
    let lines: Vec<String> = (0..SIZE.1).map(|y| line(&buf, y)).collect();
    let from = lines.iter().position(|line| line.contains("F4")).unwrap();
    let rows = lines[from..].iter().position(|line| line.starts_with('└')).unwrap();
    lines[from..=from + rows].join("\n")
}

fn line(buf: &Buffer, y: u16) -> String {
    let (mut text, mut x) = (String::new(), 0);
    while x < SIZE.0 {
        let symbol = buf[(x, y)].symbol();
        text.push_str(symbol);
        x += u16::try_from(unicode_width::UnicodeWidthStr::width(symbol)).unwrap().max(1);
    }
    text.trim_end().to_owned()
}

#[test]
fn every_script_begins_readably_for_somebody_whom_it_fits() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let people: Vec<(Situation, Stage)> =
        Situation::ALL.into_iter().map(|situation| (situation, stage(Lang::Zh, situation))).collect();
    for lang in [Lang::Zh, Lang::En] {
        let mut all = String::new();
        for id in Scripts::built_in(lang.tag()).ids() {
            // A script without a situation is for anybody.
            let fitting = people.iter().find(|(_, stage)| fits(stage, id));
            let situation = fitting.map_or(Situation::AllWell, |(situation, _)| *situation);
            let mut stage = stage(lang, situation);
            open(&mut stage, id);
            let screen = pane(&stage);
            assert!(!screen.contains('⟦'), "{id}: {screen}");
            let _ = writeln!(all, "--- {id} ({situation:?})\n{screen}");
        }
        settings.bind(|| insta::assert_snapshot!(format!("first-screens.{}", lang.tag()), all));
    }
}

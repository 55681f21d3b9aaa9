//! The terminal is given back, whatever ends the program; and nothing that comes from it stalls the desk.

use rustix::process::Signal;

use crate::pty::{Launch, Terminal, home};

fn demo(home: &tempfile::TempDir) -> Launch {
    Launch::new(home.path(), &["demo", "--ambiguous", "1"])
}

fn on_screen(terminal: &Terminal) -> bool {
    String::from_utf8_lossy(&terminal.raw).contains("\x1b[?1049h") && terminal.text().contains("F8")
}

/// What must have been said at the end: own screen off, pastes and mouse off, cursor on.
fn given_back(terminal: &Terminal) {
    let raw = String::from_utf8_lossy(&terminal.raw);
    for sequence in ["\x1b[?1049l", "\x1b[?2004l", "\x1b[?1000l", "\x1b[?1003l", "\x1b[?25h"] {
        let (on, off) = (raw.rfind(&sequence.replace('l', "h")), raw.rfind(sequence));
        assert!(off.is_some(), "{sequence:?} is missing");
        assert!(sequence.ends_with('h') || off > on, "{sequence:?} came too early");
    }
}

#[test]
fn a_signal_gives_the_terminal_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)] {
        let home = home();
        let mut desk = demo(&home).start();
        let before = desk.untouched.clone();
        desk.until("a screen", on_screen);
        assert_ne!(desk.modes(), before);
        desk.signal(signal);
        assert_eq!(desk.ends(), code);
        given_back(&desk);
        assert_eq!(desk.modes(), before);
        assert_eq!(left_behind(&home), Vec::<String>::new(), "the demo leaves nothing behind");
    }
}

fn left_behind(home: &tempfile::TempDir) -> Vec<String> {
    let entries = std::fs::read_dir(home.path()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with("seatmate-demo-")).collect()
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_gives_the_terminal_back_and_tells_nothing() {
    for place in ["loop", "thread"] {
        let home = home();
        let mut desk = demo(&home).env("SEATMATE_TEST_PANIC", place).start();
        let before = desk.untouched.clone();
        assert_eq!(desk.ends(), 101, "{place}");
        given_back(&desk);
        assert_eq!(desk.modes(), before);
        let raw = String::from_utf8_lossy(&desk.raw);
        let after = raw.rsplit("\x1b[?25h").next().unwrap_or_default();
        assert!(after.contains("incident") && after.contains(".rs:"), "{after}");
        assert!(!after.contains("13800138000"), "{after}");
        assert_eq!(left_behind(&home), Vec::<String>::new());
    }
}

#[test]
fn a_dumb_terminal_gets_one_plain_sentence() {
    for term in ["dumb", ""] {
        let home = home();
        let mut desk = demo(&home).env("TERM", term).start();
        assert_eq!(desk.ends(), 2);
        assert!(!desk.raw.contains(&0x1b), "{:?}", desk.text());
        assert_eq!(desk.text().trim().lines().count(), 1, "{}", desk.text());
    }
}

#[test]
fn a_pipe_is_no_terminal() {
    let home = home();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_seatmate"))
        .arg("demo")
        .env("HOME", home.path())
        .env("TERM", "xterm-256color")
        .env("LANG", "en_US.UTF-8")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty() && !output.stderr.contains(&0x1b));
    assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1);
}

#[test]
fn a_locale_without_chinese_starts_with_a_warning() {
    let home = home();
    let mut desk = demo(&home).env("LC_ALL", "C").start();
    desk.until("a screen", on_screen);
    let raw = String::from_utf8_lossy(&desk.raw).into_owned();
    let before = raw.split("\x1b[?1049h").next().unwrap_or_default();
    assert!(before.contains("UTF-8"), "{before}");
}

#[test]
fn any_size_and_back() {
    let home = home();
    let mut desk = demo(&home).size(200, 60).start();
    desk.until("a screen", on_screen);
    for (columns, rows) in [(1, 1), (2, 1), (1, 40), (20, 5), (200, 60), (3, 200), (1, 1), (120, 36)] {
        desk.resize(columns, rows);
    }
    desk.until("the screen again", |desk| desk.text().contains("F8") && desk.text().lines().count() > 30);
    desk.signal(Signal::TERM);
    assert_eq!(desk.ends(), 143);
}

#[test]
fn half_a_sequence_does_not_stall_the_desk() {
    let home = home();
    let mut desk = demo(&home).start();
    desk.until("a screen", on_screen);
    // Half of an arrow, an answer nobody asked for, half a character, half a paste.
    for bytes in ["\x1b[", "\x1b]11;rgb:", "\x1b[200~ab"] {
        desk.types(bytes);
        let written = desk.raw.len();
        desk.until("another frame", |desk| desk.raw.len() > written);
    }
    desk.signal(Signal::TERM);
    assert_eq!(desk.ends(), 143);
}

#[test]
fn a_terminal_that_vanishes_takes_the_program_with_it() {
    let home = home();
    let mut desk = demo(&home).start();
    desk.until("a screen", on_screen);
    desk.vanish();
    assert_eq!(desk.ends(), 129);
    assert_eq!(left_behind(&home), Vec::<String>::new());
}

#[test]
fn an_idle_screen_is_quiet() {
    let home = home();
    let mut desk = demo(&home).start();
    desk.until("a screen", on_screen);
    // Three ticks of the clock; nothing else may be drawn meanwhile.
    let mut ticks = 0;
    let mut last = desk.raw.len();
    let start = desk.raw.len();
    desk.until("three ticks", |desk| {
        ticks += usize::from(desk.raw.len() > last);
        last = desk.raw.len();
        ticks >= 3 || desk.text().contains("来电")
    });
    assert!(
        desk.raw.len() - start < 3 * 400 || desk.text().contains("来电"),
        "{} bytes",
        desk.raw.len() - start
    );
}

#[test]
fn a_pause_gives_the_terminal_back_and_takes_it_again() {
    let home = home();
    let mut desk = demo(&home).start();
    let before = desk.untouched.clone();
    desk.until("a screen", on_screen);
    let ours = desk.modes();
    desk.signal(Signal::TSTP);
    desk.until("the terminal given back", |desk| desk.raw.ends_with(b"\x1b[?25h"));
    // The modes change after the bytes, and silently: once it stands still, both are done.
    desk.stands_still();
    assert_eq!(desk.modes(), before);
    desk.signal(Signal::CONT);
    desk.until("the screen again", |desk| desk.modes() == ours && desk.text().contains("F8"));
    desk.signal(Signal::TERM);
    assert_eq!(desk.ends(), 143);
    given_back(&desk);
}

#[test]
fn the_terminal_is_asked_how_wide_it_draws() {
    for (answer, corner) in [("\x1b[2;2R", "┌"), ("\x1b[2;3R", "+-")] {
        let home = home();
        let mut desk = Launch::new(home.path(), &["demo"]).start();
        desk.until("the question", |desk| desk.raw.windows(4).any(|window| window == b"\x1b[6n"));
        desk.types(answer);
        desk.until(corner, |desk| desk.text().contains("F8") && desk.text().contains(corner));
        desk.signal(Signal::TERM);
        assert_eq!(desk.ends(), 143);
    }
    // Whoever does not answer gets lines.
    let home = home();
    let mut desk = Launch::new(home.path(), &["demo"]).start();
    desk.until("lines", |desk| desk.text().contains("F8") && desk.text().contains("┌"));
}

#[test]
fn eight_megabytes_of_paste_are_one_paste() {
    let home = home();
    let mut desk = demo(&home).start();
    desk.shows("<< ").press("Ctrl-N").shows("<> ");
    let text = "粘贴进来的一行字。".repeat(300_000);
    desk.types(&format!("\x1b[200~{text}\x1b[201~"));
    desk.shows("20000");
    desk.signal(Signal::TERM);
    assert_eq!(desk.ends(), 143);
}

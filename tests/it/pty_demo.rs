//! What a newcomer does in the first minute: a call comes in, is answered with a key, Chinese is typed, the call is wrapped up.

use crate::pty::{Launch, Terminal, home};

/// The words of the call bar: how a ringing and a talked call are marked there.
const RINGS: &str = "<< 来电";
const TALKS: &str = "<> 通话中";

fn demo() -> (tempfile::TempDir, Terminal) {
    let home = home();
    let desk = Launch::new(home.path(), &["demo", "--ambiguous", "1"]).start();
    (home, desk)
}

#[test]
fn a_call_from_the_ring_to_the_saved_note() {
    let (_home, mut desk) = demo();
    desk.shows("演示").shows(RINGS);
    desk.press("Ctrl-N").shows(TALKS);
    desk.types("中文输入").until("the cursor right behind the text", |desk| {
        desk.behind("中文输入").is_some_and(|behind| desk.cursor() == (behind, true))
    });
    desk.press("F9").shows("再按 F9 保存");
    // The note keeps the keyboard: an Enter or a digit from the input method's habit is text there.
    desk.types("，待回电").shows("中文输入，待回电");
    desk.press("Tab").press("1").shows("(*) 1");
    // The other side is still on the line, so the call is ended first.
    desk.press("Ctrl-D").shows("再按一次 Ctrl-D").press("Ctrl-D").shows("已结束");
    desk.press("F9").shows("已保存");
    desk.press("Ctrl-Q");
    assert_eq!(desk.ends(), 0);
}

#[test]
fn pasted_text_is_text() {
    let (_home, mut desk) = demo();
    desk.shows(RINGS).press("Ctrl-N").shows(TALKS);
    // Ctrl-Q, F9 and Enter inside a paste, with brackets and without.
    desk.types("\x1b[200~第一行\r\x11\x1b[20~第二行还有更多的字在这里面\x1b[201~")
        .shows("第二行还有更多的字");
    desk.types("这一次没有括号但是一下子来了很多字\r\x11\x1b[20~还有一行").shows("还有一行");
    assert!(desk.text().contains(TALKS), "{}", desk.text());
    assert!(!desk.text().contains("再按 F9 保存"), "{}", desk.text());
}

#[test]
fn no_number_is_shown_or_sent_in_full() {
    let (_home, mut desk) = demo();
    desk.shows(RINGS).press("Ctrl-N").shows(TALKS);
    desk.press("F8").press("Esc").press("F2").press("F7").press("F6").types("记录").shows("记录");
    let raw = String::from_utf8_lossy(&desk.raw).into_owned();
    let longest = raw.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
    assert!(longest < Some(11), "eleven digits in a row reached the terminal");
}

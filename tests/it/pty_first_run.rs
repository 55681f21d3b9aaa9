//! The first start: nothing is there yet, and the program says what can be done.

use rustix::process::Signal;

use crate::pty::{Launch, home};

const PASSPHRASE: &str = "correct horse battery";

#[test]
fn an_empty_folder_offers_the_demo() {
    let home = home();
    let mut desk = Launch::new(home.path(), &["--ambiguous", "1"]).start();
    desk.shows("这里还没有客户资料").shows("seatmate import").types("1\r");
    desk.shows("演示").shows("<< ");
    desk.signal(Signal::TERM);
    assert_eq!(desk.ends(), 143);
}

#[test]
fn a_new_store_asks_twice_and_opens_with_that_passphrase_only() {
    let home = home();
    let mut desk = Launch::new(home.path(), &["--ambiguous", "1"]).start();
    desk.shows("这里还没有客户资料").types("3\r");
    desk.shows("新口令").types("short\r").shows("太短");
    desk.types(&format!("{PASSPHRASE}\r")).shows("再输入一次").types(&format!("{PASSPHRASE}\r"));
    desk.shows("F8").press("Ctrl-Q");
    assert_eq!(desk.ends(), 0);

    let mut desk = Launch::new(home.path(), &["--ambiguous", "1"]).start();
    desk.shows("口令").types("something else entirely\r").shows("口令不对");
    desk.types(&format!("{PASSPHRASE}\r")).shows("F8").press("Ctrl-Q");
    assert_eq!(desk.ends(), 0);
    let raw = String::from_utf8_lossy(&desk.raw).into_owned();
    assert!(!raw.contains(PASSPHRASE), "what is typed is not shown");
}

#[test]
fn whoever_wants_nothing_gets_nothing() {
    let home = home();
    let mut desk = Launch::new(home.path(), &[]).start();
    desk.shows("这里还没有客户资料").types("\r");
    assert_eq!(desk.ends(), 0);
    assert!(!desk.raw.contains(&0x1b));
}

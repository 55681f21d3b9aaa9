//! What is being written survives the program: a kill, a signal, a terminal that goes away. On a real, encrypted store.

use std::path::Path;
use std::process::Command;

use rustix::process::Signal;

use crate::pty::{Launch, Patience, Terminal, home, real_store};

const NUMBER: &str = "13800138000";

fn desk(home: &Path) -> Terminal {
    let (data, passphrase) = real_store(home);
    let args = ["--data", data.to_str().unwrap(), "--ambiguous", "1"];
    Launch::new(home, &args).env("SEATMATE_PASSPHRASE_FILE", passphrase).start()
}

/// `seatmate call …`, as a softphone's hook runs it. Waits until the desk listens.
pub(crate) fn hook(home: &Path, args: &[&str]) -> String {
    let patience = Patience::start();
    loop {
        let output = Command::new(env!("CARGO_BIN_EXE_seatmate"))
            .args(["call"])
            .args(args)
            .env("HOME", home)
            .env("XDG_RUNTIME_DIR", home)
            .env("LANG", "en_US.UTF-8")
            .output()
            .unwrap();
        match output.status.code() {
            Some(0) => return String::from_utf8_lossy(&output.stdout).into_owned(),
            Some(1) if !patience.left().is_zero() => {}
            code => panic!("{code:?}: {}", String::from_utf8_lossy(&output.stderr)),
        }
    }
}

/// A desk in a call, with `text` in its note.
fn writing(home: &Path, text: &str) -> Terminal {
    let mut desk = desk(home);
    desk.shows("F8");
    hook(home, &["ring", NUMBER, "--name", "Karen"]);
    desk.shows("<< 来电");
    hook(home, &["answer"]);
    desk.shows("<> 通话中");
    desk.types(text).shows(text);
    desk
}

/// The call comes back with what was written, under the same number.
fn comes_back(home: &Path, text: &str) {
    let mut desk = desk(home);
    desk.shows(text);
    assert!(desk.text().contains("138****8000"), "{}", desk.text());
    desk.press("Ctrl-Q").press("Ctrl-Q");
    assert_eq!(desk.ends(), 0);
}

#[test]
fn a_kill_loses_no_text_that_is_older_than_a_second() {
    let home = home();
    let mut desk = writing(home.path(), "写了一半的小结");
    desk.until("the draft on disk", |desk| !desk.text().contains("正在保存") && desk.text().contains("已存"));
    desk.signal(Signal::KILL);
    desk.ends();
    comes_back(home.path(), "写了一半的小结");
}

#[test]
fn a_signal_right_after_the_last_key_loses_nothing() {
    let home = home();
    let mut desk = writing(home.path(), "最后一个字也在");
    desk.signal(Signal::TERM);
    assert_eq!(desk.ends(), 143);
    comes_back(home.path(), "最后一个字也在");
}

#[test]
fn a_terminal_that_goes_away_loses_nothing() {
    let home = home();
    let mut desk = writing(home.path(), "窗口关了也在");
    desk.vanish();
    assert_eq!(desk.ends(), 129);
    comes_back(home.path(), "窗口关了也在");
}

#[test]
fn a_conversation_that_broke_off_is_offered_to_the_next_run_of_the_program() {
    let home = home();
    let mut desk = writing(home.path(), "说到一半");
    desk.press("PgDn").shows("2/5").press("PgDn").shows("3/5");
    desk.signal(Signal::TERM);
    assert_eq!(desk.ends(), 143);
    let mut desk = self::desk(home.path());
    desk.shows("说到一半");
    hook(home.path(), &["ring", NUMBER]);
    desk.shows("<< 来电").press("Ctrl-N").shows("接着上次").shows("我们接着说");
    desk.press("F4").press("1").until("the step", |desk| !desk.text().contains("接着上次"));
    desk.press("Ctrl-Q").press("Ctrl-Q");
    assert_eq!(desk.ends(), 0);
}

#[test]
fn hooks_see_what_the_desk_has() {
    let home = home();
    let mut desk = writing(home.path(), "通话中");
    let state = hook(home.path(), &["state"]);
    assert!(state.contains("talking") && state.contains("138****8000"), "{state}");
    let whole = hook(home.path(), &["state", "--json"]);
    assert!(whole.contains(NUMBER), "{whole}");
    hook(home.path(), &["hold"]);
    desk.shows("保持");
    hook(home.path(), &["unhold"]);
    desk.shows("<> 通话中");
    hook(home.path(), &["end"]);
    desk.shows("已结束");
    assert_eq!(hook(home.path(), &["state", "--json"]).trim(), "[]");
}

#[test]
fn nothing_personal_lies_in_the_open() {
    let home = home();
    let mut desk = writing(home.path(), "客户地址朝阳路八号");
    desk.signal(Signal::TERM);
    desk.ends();
    let mut seen = 0;
    for entry in walk(home.path()) {
        let bytes = std::fs::read(&entry).unwrap_or_default();
        seen += bytes.len();
        for secret in [NUMBER, "朝阳路八号", "Karen"] {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{} holds what only the store may hold", entry.display());
        }
    }
    assert!(seen > 10_000, "the store was looked at");
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(walk(&path));
        } else if path.is_file() {
            files.push(path);
        }
    }
    files
}

/// Two customers, imported as an operator's file would be.
fn import(home: &Path) {
    let (data, passphrase) = real_store(home);
    let file = home.join("customers.csv");
    std::fs::write(&file, "number,name,gender\n13900139000,王小明,male\n13700137001,李芳,female\n").unwrap();
    let imported = Command::new(env!("CARGO_BIN_EXE_seatmate"))
        .args(["import", "customers"])
        .arg(&file)
        .arg("--data")
        .arg(data)
        .env("HOME", home)
        .env("SEATMATE_PASSPHRASE_FILE", passphrase)
        .output()
        .unwrap();
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
}

#[test]
fn each_draft_comes_back_to_its_own_customer() {
    let home = home();
    import(home.path());
    let mut desk = desk(home.path());
    desk.shows("F8");
    hook(home.path(), &["ring", "13900139000"]);
    desk.shows("<< 来电");
    hook(home.path(), &["answer"]);
    desk.shows("王小明").types("第一位说了话费").shows("第一位说了话费");
    // A second call while the first is being talked; the first goes to the tray with its note.
    hook(home.path(), &["ring", "13700137001"]);
    desk.shows("李芳")
        .press("Ctrl-N")
        .until("the other call", |desk| !desk.text().contains("第一位说了话费"));
    desk.types("第二位问了流量").shows("第二位问了流量");
    desk.until("saved", |desk| desk.text().contains("已存") && !desk.text().contains("正在保存"));
    desk.signal(Signal::KILL);
    desk.ends();

    let mut desk = self::desk(home.path());
    desk.until("one of the two", |desk| {
        desk.text().contains("第一位说了") != desk.text().contains("第二位问了")
    });
    for _ in 0..2 {
        let text = desk.text();
        let first = text.contains("第一位说了话费");
        let (name, other) =
            if first { ("王小明", "第二位问了流量") } else { ("李芳", "第一位说了话费") };
        desk.until(name, |desk| desk.text().lines().next().is_some_and(|bar| bar.contains(name)));
        assert!(!desk.text().contains(other), "{}", desk.text());
        desk.press("Ctrl-K").shows(other);
    }
}

#[test]
fn a_call_beside_any_phone_takes_three_keys() {
    let home = home();
    import(home.path());
    let mut desk = desk(home.path());
    desk.shows("F8");
    desk.press("Ctrl-F").types("7001").shows("李芳").press("Enter").shows("<> 通话中");
    let state = hook(home.path(), &["state"]);
    assert!(state.contains("talking") && state.contains("137****7001"), "{state}");
    desk.types("送了一张贺卡").shows("送了一张贺卡").press("Ctrl-D").shows("已结束");
    desk.press("F9").press("Tab").press("1").shows("(*) 1").press("F9").shows("已保存");
    // Found again: in the history of the customer.
    desk.press("Ctrl-F").types("lf").shows("李芳").press("F2").shows("送了一张贺卡");
    desk.press("Ctrl-Q");
    assert_eq!(desk.ends(), 0);
}

/// At whatever moment it is killed: what comes back is what was typed up to some character, and everything that the screen had
/// called saved. `SEATMATE_KILLS` makes it as many times as one has patience for.
#[test]
fn kills_at_any_moment_lose_only_what_was_not_yet_called_saved() {
    let kills: usize = std::env::var("SEATMATE_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(3);
    let syllables: Vec<char> = "客户说每月流量不够用想换一个大一些的套餐先看短信再决定".chars().collect();
    for kill in 0..kills {
        let home = home();
        let mut desk = writing(home.path(), "始");
        let mut typed = "始".to_owned();
        let mut saved = 0;
        // Between one character and all of them, a different number each time.
        for syllable in syllables.iter().take(1 + kill * 7 % syllables.len()) {
            typed.push(*syllable);
            desk.types(&syllable.to_string()).shows(&typed);
            if desk.text().contains("已存") && !desk.text().contains("正在保存") {
                saved = typed.chars().count();
            }
        }
        if kill % 3 == 1 {
            desk.until("saved", |desk| desk.text().contains("已存") && !desk.text().contains("正在保存"));
            saved = typed.chars().count();
        }
        desk.signal(Signal::KILL);
        desk.ends();
        let mut desk = self::desk(home.path());
        if saved == 0 {
            desk.shows("F8");
        } else {
            let least: String = typed.chars().take(saved).collect();
            desk.shows(&least);
        }
        let text = desk.text();
        let back: String =
            text.lines().filter_map(|line| line.find('始').map(|at| line[at..].to_owned())).collect();
        let back = back.trim_end_matches(['│', ' ']);
        assert!(typed.starts_with(back), "{back:?} was never typed");
    }
}

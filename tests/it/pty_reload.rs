//! A script file is edited while the desk runs: the new words come to the same step, a broken edit changes nothing and is said.

use std::path::Path;

use crate::pty::{Launch, home, real_store};

fn script(home: &Path, text: &str) {
    let folder = home.join(".config/seatmate/scripts/zh-CN");
    std::fs::create_dir_all(&folder).unwrap();
    // As editors write: beside, then over it.
    let aside = folder.join("ours.toml.tmp");
    std::fs::write(&aside, text).unwrap();
    std::fs::rename(&aside, folder.join("ours.toml")).unwrap();
}

const OURS: &str = r#"
id = "ours"
title = "自己的"
kind = "inbound"
[[step]]
stage = "opening"
must_say = "您好，第一句。"
[[step]]
stage = "closing"
say = "再见，第二句。"
"#;

#[test]
fn the_edited_line_appears_at_the_same_step_and_a_broken_edit_keeps_the_old_one() {
    let home = home();
    script(home.path(), OURS);
    let (data, passphrase) = real_store(home.path());
    let args = ["--data", data.to_str().unwrap(), "--ambiguous", "1"];
    let mut desk = Launch::new(home.path(), &args).env("SEATMATE_PASSPHRASE_FILE", passphrase).start();
    desk.shows("F8");
    crate::pty_drafts::hook(home.path(), &["ring", "13800138000"]);
    desk.shows("<< 来电").press("Ctrl-N").shows("第一句").press("PgDn").shows("2/2");
    // A line comes before the present one; then the present one gets other words.
    let longer = OURS.replace(
        "[[step]]\nstage = \"closing\"",
        "[[step]]\nstage = \"rapport\"\nsay = \"新的一句。\"\n[[step]]\nstage = \"closing\"",
    );
    script(home.path(), &longer);
    desk.shows("3/3").shows("第二句");
    let edited = longer.replace("第二句", "改过的第二句");
    script(home.path(), &edited);
    desk.shows("改过的第二句").shows("3/3");
    script(home.path(), &edited.replace("kind = \"inbound\"", "kind = inbound"));
    desk.shows("第 4 行有错");
    assert!(desk.text().contains("改过的第二句"), "{}", desk.text());
    script(home.path(), &edited.replace("改过的", "改好的"));
    desk.shows("改好的第二句");
    desk.press("Ctrl-Q").press("Ctrl-Q");
    assert_eq!(desk.ends(), 0);
    let left = std::fs::read_dir(home.path()).unwrap().filter_map(Result::ok);
    let left = left.filter(|entry| entry.file_name().to_string_lossy().starts_with("seatmate-texts")).count();
    assert_eq!(left, 0, "the last good versions go away with the program");
}

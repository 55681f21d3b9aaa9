//! The record of training: on the screen, on paper, for the team, and what the live desk learns of it.

use std::process::Command;

use seatmate::app::Lang;
use seatmate::app::layer::Layer;
use seatmate::domain::follow_up::Origin;
use seatmate::domain::safe_text::RawText;
use seatmate::domain::training::rehearsal::Mode;
use seatmate::shell::passport;

use crate::trainee::Trainee;

/// One call well talked and one that was hung up at once.
fn practised(lang: Lang) -> Trainee {
    let mut trainee = Trainee::new(lang);
    trainee.begins("bill-overage", Mode::Practise, 1).connects().talks_well();
    trainee
        .press("F9")
        .types("客户看视频多，已对比套餐，13912345678 张三丰同意")
        .press("Tab 3 Tab Delete F9");
    trainee.press("Esc");
    trainee.waits(60);
    trainee.begins("bill-overage", Mode::Practise, 2).connects().press("Ctrl-D Ctrl-D F9 Tab 4 F9 Esc");
    trainee
}

/// The program itself in the trainee's home.
fn seatmate(trainee: &Trainee, words: &[&str]) -> (i32, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_seatmate"))
        .env_clear()
        .env("HOME", trainee.home.path())
        .env("LANG", "zh_CN.UTF-8")
        .env("SEATMATE_DATA", trainee.home.path())
        .args(["--now", "2026-11-23T10:42:00+08:00", "--agent", "8001"])
        .args(words)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap_or(-1), text(done.stdout), text(done.stderr))
}

#[test]
fn every_attempt_is_reached_from_the_menu_in_keystrokes() {
    let mut trainee = practised(Lang::Zh);
    trainee.press("#").shows("成绩档案").shows("共练 2 次").shows("学员").shows("离网挽留").shows("接着练");
    assert_eq!(trainee.app.layer(), Layer::Record);
    trainee.press("3").shows("2 次").press("Enter").shows("首句").press("Down Down");
    // The older one is the better one, and says so.
    trainee.shows("最好").press("Enter").shows("回放");
    assert_eq!(trainee.app.layer(), Layer::Replay);
    trainee.press("Esc");
    assert_eq!(trainee.app.layer(), Layer::Record);
    trainee.press("2").shows("[ ]").shows("75 分以上").press("4").shows("上次没做到");
    trainee.press("Esc");
    assert_eq!(trainee.app.layer(), Layer::Lessons);
}

#[test]
fn what_is_advised_leads_to_the_menu() {
    let mut trainee = practised(Lang::En);
    trainee.press("#").shows("Record").shows("Trainee").press("Enter");
    assert_eq!(trainee.app.layer(), Layer::Lessons);
    let chosen = trainee.app.training.as_deref().unwrap().lessons.chosen().unwrap();
    assert_eq!(chosen.group, seatmate::domain::training::scenario::Group::Bill, "the nearest certificate");
    let mut fresh = Trainee::new(Lang::En);
    fresh.press("# 3 =").shows("no attempt");
}

#[test]
fn the_report_says_it_all_in_three_forms() {
    let trainee = practised(Lang::Zh);
    let (code, text, _) = seatmate(&trainee, &["report", "training"]);
    assert_eq!(code, 0, "{text}");
    for part in [
        "成绩档案",
        "工号 8001",
        "专业服务力",
        "认证",
        "话费理财：月月超流量",
        "最好",
        "首句",
        "接着练",
        "上次没做到",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let (_, json, _) = seatmate(&trainee, &["--json", "report", "training"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["attempts"], &json["agent"]), (&2.into(), &"8001".into()));
    assert_eq!(json["scenarios"][0]["made"].as_array().unwrap().len(), 2);
    let file = trainee.home.path().join("report.html");
    let file = file.to_str().unwrap();
    let html = ["report", "training", "--format", "html", "--out", file, "--lang", "en"];
    assert_eq!(seatmate(&trainee, &html).0, 0);
    let page = std::fs::read_to_string(file).unwrap();
    assert!(page.contains("Professional skills") && page.contains("@media print"));
    // A file that is there stays, unless asked for.
    assert_eq!(seatmate(&trainee, &html).0, 2);
    assert_eq!(seatmate(&trainee, &[&html[..], &["--force"]].concat()).0, 0);
    for text in [text, page] {
        assert!(!text.contains("张三丰") && !text.contains("13912345678"), "nothing that was typed");
    }
}

#[test]
fn results_wait_for_the_team_in_a_chain_of_their_own() {
    let trainee = practised(Lang::Zh);
    let (code, status, _) = seatmate(&trainee, &["--json", "sync", "status", "--training"]);
    let status: serde_json::Value = serde_json::from_str(&status).unwrap();
    assert_eq!((code, &status["unsent"]), (3, &2.into()));
    let (code, said, _) = seatmate(&trainee, &["sync", "verify", "--local", "--training"]);
    assert_eq!(code, 0, "{said}");
    let team = ["export", "rehearsals", "--team", "--format", "ndjson", "--out", "-"];
    let (code, lines, _) = seatmate(&trainee, &team);
    assert_eq!((code, lines.lines().count()), (0, 2), "{lines}");
    for line in lines.lines() {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!((&event["kind"], &event["agent"]), (&"training.result".into(), &"8001".into()));
        let payload: serde_json::Value = serde_json::from_str(event["payload"].as_str().unwrap()).unwrap();
        assert!(payload["total"].is_u64() && payload["items"].as_array().unwrap().len() > 5);
        assert!(!line.contains("张三丰") && !line.contains("13912345678"));
    }
    let (_, again, _) = seatmate(&trainee, &team);
    assert_eq!(again, lines, "handing over twice adds nothing");
    let (_, csv, _) = seatmate(&trainee, &["export", "rehearsals", "--format", "csv", "--out", "-"]);
    assert_eq!(csv.lines().count(), 3);
    assert!(csv.starts_with("id,agent,at,scenario,group,difficulty,mode"), "{csv}");
    assert_eq!(seatmate(&trainee, &["export", "notes", "--team", "--format", "csv", "--out", "-"]).0, 2);
    // Nothing real was opened or made.
    for name in ["reference.db", "records.db", "key.json"] {
        assert!(!trainee.home.path().join(name).exists(), "{name}");
    }
}

#[test]
fn somebody_who_never_trained_has_an_empty_record_and_no_files() {
    let trainee = Trainee::new(Lang::Zh);
    let elsewhere = trainee.home.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    let data = elsewhere.to_str().unwrap();
    let (code, said, _) = seatmate(&trainee, &["--data", data, "report", "training"]);
    assert_eq!(code, 0);
    assert!(said.contains("还没有练过"), "{said}");
    let (code, _, complaint) = seatmate(&trainee, &["--data", data, "sync", "status", "--training"]);
    assert_eq!(code, 2, "{complaint}");
    assert_eq!(std::fs::read_dir(&elsewhere).unwrap().count(), 0, "a report makes nothing");
}

#[test]
fn the_live_desk_learns_which_certificates_are_earned() {
    let trainee = practised(Lang::Zh);
    let home = trainee.home.path();
    let passport = passport::read(home, "zh-CN", home);
    let task =
        |campaign: &str| Origin::Task { campaign: Some(RawText::new(campaign)), script: None, priority: 3 };
    let missing = passport.missing(&task("合约续签关怀"));
    assert_eq!(missing.first().map(|one| one.title.as_str()), Some("合约续签"));
    assert!(passport.missing(&task("没有人管的活动")).is_empty());
}

/// How many scenarios there are in each group, in the words of a README.
fn scenario_table(tag: &str) -> String {
    use seatmate::content::scenarios::Scenarios;
    use seatmate::content::words::Words;
    use seatmate::domain::training::scenario::Group;

    let words = Words::new(tag);
    let (zh, en) = (Scenarios::built_in("zh-CN").known(), Scenarios::built_in("en").known());
    let head = if tag == "en" { "Exercise" } else { "练什么" };
    let mut table = format!("| {head} | 中文 | English |\n|---|---|---|\n");
    for group in Group::ALL {
        let count = |known: &[seatmate::domain::training::report::Known]| {
            known.iter().filter(|one| one.group == group).count()
        };
        let name = words.get(&format!("training-group-{}", group.code())).into_owned();
        table.push_str(&format!("| {name} | {} | {} |\n", count(&zh), count(&en)));
    }
    let together = if tag == "en" { "Together" } else { "合计" };
    table.push_str(&format!("| {together} | {} | {} |\n", zh.len(), en.len()));
    table
}

#[test]
fn house_table_of_scenarios_in_the_readmes_is_current() {
    for (file, tag) in [("README.md", "en"), ("README.zh-CN.md", "zh-CN")] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        let (head, rest) = text.split_once("<!-- scenarios:").unwrap();
        let (mark, rest) = rest.split_once('\n').unwrap();
        let (table, tail) = rest.split_once("<!-- end of scenarios -->").unwrap();
        let wanted = scenario_table(tag);
        if std::env::var_os("UPDATE_README").is_some() {
            let text = format!("{head}<!-- scenarios:{mark}\n{wanted}<!-- end of scenarios -->{tail}");
            std::fs::write(&path, text).unwrap();
        } else {
            assert!(
                table == wanted,
                "the counts in {file} are stale: UPDATE_README=1 cargo test --test it house"
            );
        }
    }
}

//! Stories of scripts that another system wrote: read in whatever encoding, turned into a script file that checks, never over somebody's work.

use crate::cli::Seat;

const TEXT: &str = "【开场】\n您好，--A--first_name--B--，我是#工号#号。本次通话会录音。\n\n【呈现】\n您的[套餐]这个月账单[账单]。\n\n【结束】\n再见，#祝福语#。\n";

fn seat(bytes: &[u8]) -> Seat {
    let seat = Seat::new();
    std::fs::write(seat.path("Old Script.txt"), bytes).unwrap();
    std::fs::write(seat.path("old.txt"), bytes).unwrap();
    seat
}

fn written(seat: &Seat, json: &serde_json::Value) -> String {
    let _ = seat;
    std::fs::read_to_string(json["file"].as_str().unwrap()).unwrap()
}

#[test]
fn a_text_in_gbk_becomes_a_script_that_checks_and_its_unknown_mark_stays_visible() {
    let gbk = encode(TEXT);
    let seat = seat(&gbk);
    let done = seat.run("--json import script @old.txt").ends(3).json();
    assert_eq!((done["steps"].as_u64(), done["unknown"][0].as_str()), (Some(3), Some("祝福语")));
    assert_eq!(done["findings"][0]["code"], "gap-written");
    let text = written(&seat, &done);
    assert!(text.contains("customer.name") && text.contains("⟦祝福语?⟧") && text.contains("must_say = true"));
    // The same once more changes nothing; the file is checked like any other.
    seat.run("import script @old.txt").ends(3);
    let file = done["file"].as_str().unwrap();
    let checked = seat.run(&format!("--json check {file}")).ends(0).json();
    assert_eq!((checked["errors"].as_u64(), checked["warnings"].as_u64()), (Some(0), Some(1)));
}

/// GBK without a crate: the few characters come from the shell's own tables.
fn encode(text: &str) -> Vec<u8> {
    use std::io::Write as _;
    let mut iconv = std::process::Command::new("iconv")
        .args(["-f", "UTF-8", "-t", "GBK"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    iconv.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    iconv.wait_with_output().unwrap().stdout
}

#[test]
fn a_dry_run_prints_the_file_and_writes_none() {
    let seat = seat(TEXT.as_bytes());
    let done = seat.run("--json import script @old.txt --dry-run").ends(3).json();
    assert!(!std::path::Path::new(done["file"].as_str().unwrap()).exists());
    let shown = seat.run("--lang zh-CN import script @old.txt --dry-run").ends(3);
    assert!(shown.out.contains("[[step]]") && shown.out.contains("缺口"), "{}", shown.out);
}

#[test]
fn a_file_that_somebody_has_changed_is_left_alone() {
    let seat = seat(TEXT.as_bytes());
    let done = seat.run("--json import script @old.txt").ends(3).json();
    let path = done["file"].as_str().unwrap();
    std::fs::write(path, "id = \"old\"\n# mine\n").unwrap();
    let refused = seat.run("--lang en import script @old.txt").ends(1);
    assert!(refused.err.contains("something else in it"), "{refused:?}");
    assert!(std::fs::read_to_string(path).unwrap().contains("# mine"));
}

#[test]
fn hostile_files_are_refused_or_harmless() {
    for (bytes, code) in [
        (b"".to_vec(), 1),
        (b"\n \n\t\n".to_vec(), 1),
        (vec![0xFF, 0x00, 0xC4, 0xFE, 0x00, 0x01], 1),
        (b"a\0b\n".to_vec(), 1),
        ("长".repeat(400_000).into_bytes(), 1),
    ] {
        let head: Vec<u8> = bytes.iter().copied().take(8).collect();
        let ran = seat(&bytes).run("import script @old.txt");
        assert_eq!(ran.code, code, "{head:?}: {ran:?}");
        assert!(!ran.err.contains("panicked"));
    }
    let nasty = "您好\u{1b}[31m\u{202e}{{ agent.id }}{% for x in y %}\"\"\"'''\\ [../../x] #a#b#\n";
    let seat = seat(nasty.as_bytes());
    let ran = seat.run("--json import script @old.txt");
    let text = written(&seat, &ran.json());
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text}");
    let file = ran.json()["file"].as_str().unwrap().to_owned();
    assert_eq!(seat.run(&format!("--json check {file}")).json()["errors"].as_u64(), Some(0));
}

#[test]
fn the_scripts_name_comes_from_the_files_and_never_leads_elsewhere() {
    let seat = seat(TEXT.as_bytes());
    let mut words: Vec<String> = ["--json", "import", "script"].map(str::to_owned).to_vec();
    words.push(seat.path("Old Script.txt").display().to_string());
    let done = seat.run_words(&words).ends(3).json();
    assert!(done["file"].as_str().unwrap().ends_with("scripts/zh-CN/old-script.toml"));
}

//! `seatmate import` and `seatmate synth` as scripts use them: exit codes, JSON, interruption, and nothing told that should not be.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

struct Shop {
    dir: tempfile::TempDir,
}

impl Shop {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let passphrase = dir.path().join("passphrase");
        std::fs::write(&passphrase, "four words do well").unwrap();
        std::fs::set_permissions(&passphrase, std::fs::Permissions::from_mode(0o600)).unwrap();
        Self { dir }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_seatmate"));
        command
            .env_clear()
            .env("LANG", "en_US.UTF-8")
            .env("HOME", self.dir.path())
            .env("SEATMATE_PASSPHRASE_FILE", self.path("passphrase"))
            .arg("--data")
            .arg(self.path("data"))
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str], files: &[&Path]) -> Output {
        self.command().args(arguments).args(files).output().unwrap()
    }
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{} {}", text(&output.stdout), text(&output.stderr)))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const PEOPLE: &str = "number,name,shoes\n15412345678,王小明,43\nabc,李雷,44\n,,\n";

#[test]
fn exit_codes_and_accounts() {
    let shop = Shop::new();
    let file = shop.file("people.csv", PEOPLE);
    let look = shop.run(&["--json", "import", "customers", "--dry-run"], &[&file]);
    assert_eq!(look.status.code(), Some(3), "{}", text(&look.stderr));
    assert!(!shop.path("data").exists(), "a look makes no store");
    let first = shop.run(&["--json", "import", "customers"], &[&file]);
    assert_eq!(first.status.code(), Some(3));
    let found = json(&first);
    for (key, rows) in [("read", 3), ("accepted", 1), ("rejected", 1), ("blank", 1), ("unchanged", 0)] {
        assert_eq!(found[key], rows, "{key}");
        assert_eq!(json(&look)[key], rows, "{key} of the look");
    }
    assert_eq!(found["unknown_columns"][0], "shoes");
    assert_eq!(found["reasons"][0]["code"], "number-not-one");
    assert!(found["seconds"].is_number());
    let mended = shop.file("mended.csv", "number,name\n15412345678,王小明\n");
    let again = shop.run(&["--json", "import", "customers"], &[&mended]);
    assert_eq!((again.status.code(), json(&again)["unchanged"].clone()), (Some(0), Value::from(1)));
    let words = shop.run(&["--lang", "zh-CN", "import", "customers"], &[&file]);
    assert!(text(&words.stdout).contains("不是电话号码"), "{}", text(&words.stdout));
}

#[test]
fn tasks_are_looked_at_and_stored_once() {
    let shop = Shop::new();
    let file = shop.file("tasks.csv", "number,reason\n15412345678,回访\n");
    let unchanged = |arguments: &[&str]| json(&shop.run(arguments, &[&file]))["unchanged"].clone();
    assert_eq!(unchanged(&["--json", "import", "tasks"]), 0);
    assert_eq!(unchanged(&["--json", "import", "tasks", "--dry-run"]), 1);
    assert_eq!(unchanged(&["--json", "import", "tasks"]), 1);
}

#[test]
fn standard_input_is_a_file_too() {
    let shop = Shop::new();
    let mut child = shop
        .command()
        .args(["--json", "import", "customers", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(PEOPLE.as_bytes()).unwrap();
    assert_eq!(json(&child.wait_with_output().unwrap())["accepted"], 1);
}

#[test]
fn what_is_wrong_is_said_without_telling_anything() {
    let shop = Shop::new();
    let file = shop.file("people.csv", "phone number of him,name\n15412345678,王小明\n");
    let missing = shop.run(&["import", "customers"], &[&file]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(text(&missing.stderr).contains("column number is missing"), "{}", text(&missing.stderr));
    let map = shop.file("map.toml", "[columns]\nnumber = { column = \"a\", secret = \"15412345678\" }\n");
    let wrong = shop.run(&["import", "customers", "--map", map.to_str().unwrap()], &[&file]);
    let said = text(&wrong.stderr);
    assert!(said.contains("map.toml, line 2, column 26"), "{said}");
    for output in [&missing, &wrong] {
        assert!(!text(&output.stderr).contains("15412345678"));
        assert!(output.stdout.is_empty());
    }
    let folder = shop.run(&["import", "customers"], &[shop.dir.path()]);
    assert!(text(&folder.stderr).contains("not a regular file"));
}

/// Killed or asked to stop in the middle, an import leaves all or nothing; the next one works.
#[test]
fn stopped_anywhere_it_is_all_or_nothing() {
    let shop = Shop::new();
    let out = shop.path("made");
    let made = shop.run(&["synth", "--customers", "3000", "--months", "12", "--out"], &[&out]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let customers = out.join("customers.csv");
    let usage = out.join("usage.csv");
    assert!(shop.run(&["import", "customers"], &[&customers]).status.success());
    let bytes = std::fs::read(&usage).unwrap();
    for eighths in 0..=8 {
        let mut child = shop
            .command()
            .args(["import", "usage", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The pipe holds 64 KiB, so when this much is written the import has read nearly all of it.
        let mut pipe = child.stdin.take().unwrap();
        let (before, after) = bytes.split_at(bytes.len() / 8 * eighths);
        let _ = pipe.write_all(before);
        if eighths % 2 == 0 {
            let pid = rustix::process::Pid::from_child(&child);
            let _ = rustix::process::kill_process(pid, rustix::process::Signal::INT);
            let _ = pipe.write_all(after);
        } else {
            let _ = child.kill();
        }
        drop(pipe);
        let finished = child.wait().unwrap().success();
        let look = json(&shop.run(&["--json", "import", "usage", "--dry-run"], &[&usage]));
        let (read, unchanged) = (look["accepted"].as_u64().unwrap(), look["unchanged"].as_u64().unwrap());
        assert!(unchanged == 0 || unchanged == read, "{unchanged} of {read}");
        assert!(!finished || unchanged == read);
        if unchanged == read {
            break;
        }
    }
    assert!(shop.run(&["import", "usage"], &[&usage]).status.success());
}

#[test]
fn synth_writes_the_same_bytes_again() {
    let shop = Shop::new();
    for name in ["one", "two"] {
        let made = shop.run(&["synth", "--customers", "50", "--seed", "9", "--out"], &[&shop.path(name)]);
        assert!(made.status.success(), "{}", text(&made.stderr));
    }
    for file in ["customers.csv", "usage.csv", "habits.csv", "events.csv"] {
        let read = |name: &str| std::fs::read(shop.path(name).join(file)).unwrap();
        assert_eq!(read("one"), read("two"), "{file}");
        assert!(!read("one").is_empty());
    }
}

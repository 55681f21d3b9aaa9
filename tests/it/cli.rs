//! The command line as scripts use it: the real program, a store of its own, exit codes, standard output and standard error.

use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }
}

/// A seat of its own: data, configuration, home and passphrase in a directory that goes away.
pub(crate) struct Seat {
    home: tempfile::TempDir,
}

impl Seat {
    pub(crate) fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(home.path().join("passphrase"))
            .unwrap();
        file.write_all("four unrelated words here\n".as_bytes()).unwrap();
        Self { home }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Runs `seatmate` with words separated by spaces; `@name` is a file of this seat.
    pub(crate) fn run(&self, line: &str) -> Ran {
        let words = line.split(' ').map(|word| match word.strip_prefix('@') {
            Some(name) => self.path(name).display().to_string(),
            None => word.to_owned(),
        });
        self.run_words(&words.collect::<Vec<_>>())
    }

    pub(crate) fn run_words(&self, words: &[String]) -> Ran {
        let done = self.command().args(words).stdin(Stdio::null()).output().unwrap();
        Ran {
            code: done.status.code().unwrap_or(-1),
            out: String::from_utf8(done.stdout).unwrap(),
            err: String::from_utf8(done.stderr).unwrap(),
        }
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_seatmate"));
        command
            .env_clear()
            .env("HOME", self.home.path())
            .env("LANG", "en_US.UTF-8")
            .env("XDG_RUNTIME_DIR", self.home.path())
            .env("SEATMATE_DATA", self.path("data"))
            .env("SEATMATE_PASSPHRASE_FILE", self.path("passphrase"))
            .args(["--config", &self.path("config/settings.toml").display().to_string()])
            .args(["--now", "2026-11-22T10:42:00+08:00"]);
        command
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Two customers, one of them with usage, in the store.
    pub(crate) fn with_customers() -> Self {
        let seat = Self::new();
        seat.write(
            "customers.csv",
            "number,name,gender,level,package,joined_on,arrears\n\
             19900000001,王小明,male,gold,畅享129,2020-09-01,28.50\n\
             19900000002,李芳,female,,,,\n",
        );
        seat.write(
            "usage.csv",
            "number,month,bill,package_fee,data_fee,voice_min,data_mb\n\
             19900000001,2026-08,129.00,129.00,0.00,300,20480\n\
             19900000001,2026-09,157.00,129.00,28.00,310,44032\n\
             19900000001,2026-10,157.00,129.00,28.00,290,48128\n",
        );
        seat.run("import customers @customers.csv").ends(0);
        seat.run("import usage @usage.csv").ends(0);
        seat
    }
}

#[test]
fn wrong_usage_is_exit_code_2_and_one_sentence_in_the_language_asked_for() {
    let seat = Seat::new();
    let ran = seat.run("--lang en fnid x").ends(2);
    assert!(ran.out.is_empty() && ran.err.contains("fnid") && ran.err.lines().count() <= 3, "{ran:?}");
    let ran = seat.run("--lang zh-CN fnid x").ends(2);
    assert!(ran.err.contains("没有 fnid 这个命令"), "{ran:?}");
    let ran = seat.run("show 12x").ends(2);
    assert!(!ran.err.contains("12x"), "what was typed may be personal: {ran:?}");
    assert!(seat.run("show 19900000001 --reveal").ends(2).err.contains("--reason"));
}

#[test]
fn help_and_version_go_to_standard_output() {
    let seat = Seat::new();
    let ran = seat.run("--lang zh-CN --help").ends(0);
    assert!(ran.err.is_empty() && ran.out.contains("用法: seatmate") && ran.out.contains("seatmate demo"));
    assert!(seat.run("import --help").ends(0).out.contains("--dry-run"));
    assert!(seat.run("--version").ends(0).out.starts_with("seatmate "));
}

#[test]
fn an_empty_seat_says_what_to_do_and_creates_nothing() {
    let seat = Seat::new();
    let ran = seat.run("find wxm").ends(2);
    assert!(ran.err.contains("seatmate import"), "{ran:?}");
    assert!(!seat.path("data").exists());
}

#[test]
fn without_a_passphrase_nothing_opens_and_nobody_is_asked() {
    let seat = Seat::with_customers();
    let done = seat.command().env_remove("SEATMATE_PASSPHRASE_FILE").args(["find", "wxm"]).output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    std::fs::write(seat.path("passphrase"), "another passphrase entirely\n").unwrap();
    let ran = seat.run("find wxm").ends(2);
    assert!(ran.err.contains("passphrase is wrong"), "{ran:?}");
}

#[test]
fn a_customer_is_found_by_name_pinyin_and_digits_and_nobody_is_exit_code_1() {
    let seat = Seat::with_customers();
    for query in ["王小明", "wxm", "wangxm", "0001", "19900000001"] {
        let ran = seat.run(&format!("find {query}")).ends(0);
        assert!(ran.out.contains("199****0001") && ran.out.contains("王小明"), "{query}: {ran:?}");
        assert!(!ran.out.contains("19900000001"), "masked: {ran:?}");
    }
    let ran = seat.run("--json find lifang").ends(0);
    assert_eq!(ran.json()["hits"][0]["name"], "李芳");
    assert_eq!(seat.run("find zzzz").ends(1).out, "");
}

#[test]
fn show_prints_the_pop_masked_and_reveals_with_a_reason_only() {
    let seat = Seat::with_customers();
    let text = seat.run("--lang en show 199-0000-0001").ends(0).out;
    assert!(text.contains("199****0001") && !text.contains("19900000001"), "{text}");
    assert!(text.contains("157.00") && text.contains("CNY 28.50 overdue"), "{text}");
    assert!(text.contains("beyond the plan 2 months in a row"), "{text}");
    assert!(
        text.contains("say: May I check it is you? Then: 28.50 yuan is still unpaid;"),
        "the duty is the line to say: {text}"
    );
    assert!(text.contains("remind of what is unpaid (a duty, comes first)"), "{text}");
    assert!(!text.contains("I looked at your package"), "no sales line while sales are held back: {text}");
    assert!(
        text.contains("One more thing: 28.50 yuan is still unpaid"),
        "the script has the customer's figures: {text}"
    );

    let document = seat.run("--json show 19900000001").ends(0).json();
    assert_eq!(document["customer"]["number"], "199****0001");
    assert_eq!(document["customer"]["level"], "gold");
    assert_eq!(document["usage"][2]["month"], "2026-10");
    assert_eq!(document["usage"][2]["bill"], "157.00");
    assert_eq!(document["usage"][2]["data_mb"], 48128);
    assert_eq!(document["usage"][2]["sms"], serde_json::Value::Null, "unknown is never 0");
    assert_eq!(document["fit"]["months_over"], 2);
    assert_eq!(document["script"]["kind"], "inbound");

    let revealed = ["--json", "show", "19900000001", "--reveal", "--reason", "customer asked"];
    let document = seat.run_words(&revealed.map(str::to_owned)).ends(0).json();
    assert_eq!(document["customer"]["number"], "19900000001");
    assert_eq!(seat.run("show 19900000009").ends(1).out, "");
}

#[test]
fn exports_are_private_whole_and_never_overwrite() {
    let seat = Seat::with_customers();
    seat.run("export all --format csv --bom --out @all.csv").ends(0);
    let bytes = std::fs::read(seat.path("all.csv")).unwrap();
    assert!(bytes.starts_with(b"\xEF\xBB\xBFrecord,"));
    let mode = std::fs::metadata(seat.path("all.csv")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(seat.run("export notes --format csv --out @all.csv").ends(2).err.contains("--force"));
    assert_eq!(std::fs::read(seat.path("all.csv")).unwrap(), bytes, "untouched");
    seat.run("export notes --format ndjson --out @all.csv --force").ends(0);
    let ran = seat.run("export notes --format csv --out @no/such/folder.csv").ends(1);
    assert!(ran.out.is_empty());
    let left = std::fs::read_dir(seat.path("")).unwrap().filter_map(Result::ok);
    assert!(left.into_iter().all(|entry| !entry.file_name().to_string_lossy().starts_with(".seatmate")));
}

#[test]
fn the_event_log_of_a_new_seat_is_whole_and_empty() {
    let seat = Seat::with_customers();
    assert_eq!(seat.run("--json sync status").ends(0).json()["unsent"], 0);
    let verified = seat.run("--json sync verify --local").ends(0).json();
    assert_eq!(verified["findings"], serde_json::json!([]));
    seat.run("sync verify").ends(2);
}

#[test]
fn check_finds_mistakes_with_line_and_column_and_the_built_in_files_are_clean() {
    let seat = Seat::new();
    let ran = seat.run("--lang en check").ends(0);
    assert!(ran.out.contains("Errors: 0. Warnings: 0."), "{ran:?}");
    seat.write(
        "config/scripts/en/ours.toml",
        "id = \"ours\"\ntitle = \"Ours\"\nkind = \"inbound\"\n[[step]]\nstage = \"opening\"\nsay = \"Hello {{ customer.salutaton }}\"\nmust_say = true\n",
    );
    seat.write("config/settings.toml", "theem = \"dark\"\n");
    let ran = seat.run("--lang en check").ends(1);
    assert!(
        ran.out.contains("ours.toml:6:17") && ran.out.contains("did you mean customer.salutation?"),
        "{ran:?}"
    );
    assert!(ran.out.contains("settings.toml:1:1"), "{ran:?}");
    seat.write("config/mappings/ours.toml", "[columns]\nnumber = { column = \"用户号码\", pda = 8 }\n");
    let ran = seat.run("--lang en check @config/mappings").ends(1);
    assert!(ran.out.contains("ours.toml:2:") && ran.out.contains("pda"), "{ran:?}");
    let document = seat.run("--json check @config/scripts").ends(1).json();
    assert_eq!(document["findings"][0]["line"], 6);
    assert_eq!(document["findings"][0]["code"], "unknown-field");
    seat.run("check @nothing.toml").ends(2);
}

#[test]
fn what_the_readme_and_the_assets_show_passes_the_check() {
    let seat = Seat::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut words: Vec<String> = ["--lang", "en", "check"].map(str::to_owned).to_vec();
    words.extend(
        ["scripts", "snippets", "phrases", "mappings"]
            .map(|folder| root.join("assets").join(folder).display().to_string()),
    );
    let ran = seat.run_words(&words).ends(0);
    assert!(ran.out.contains("Errors: 0. Warnings: 0."), "{ran:?}");
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = std::fs::read_to_string(root.join(readme)).unwrap();
        let blocks = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
        for (at, block) in blocks.enumerate() {
            let name = if block.contains("[columns]") { "mappings/x.toml" } else { "settings.toml" };
            seat.write(&format!("{readme}-{at}/{name}"), block);
            seat.run(&format!("check @{readme}-{at}")).ends(0);
        }
    }
}

#[test]
fn completions_manual_and_doctor_work_anywhere() {
    let seat = Seat::new();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(seat.run(&format!("completions {shell}")).ends(0).out.contains("seatmate"));
    }
    assert!(seat.run("man").ends(0).out.contains(".TH seatmate"));
    seat.run("man --out @man").ends(0);
    assert!(Path::new(&seat.path("man/seatmate-import.1")).exists());
    let looks = seat.run("--json doctor").ends(0).json();
    assert!(looks.as_array().unwrap().iter().any(|look| look["subject"] == "locale" && look["ok"] == true));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let seat = Seat::new();
    let mut child = seat
        .command()
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), done.stderr.as_slice()), (Some(0), &b""[..]));
}

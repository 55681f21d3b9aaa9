//! `seatmate import packages`: a list becomes packages that rating, desk and check use; a bad row costs only itself, a bad file nothing.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output};

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
        std::fs::create_dir(dir.path().join("config")).unwrap();
        std::fs::write(dir.path().join("config/settings.toml"), "").unwrap();
        Self { dir }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn shelf(&self) -> PathBuf {
        self.dir.path().join("config/packages/imported.toml")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_seatmate"))
            .env_clear()
            .env("LANG", "en_US.UTF-8")
            .env("HOME", self.dir.path())
            .env("SEATMATE_PASSPHRASE_FILE", self.dir.path().join("passphrase"))
            .arg("--data")
            .arg(self.dir.path().join("data"))
            .arg("--config")
            .arg(self.dir.path().join("config/settings.toml"))
            .args(arguments)
            .output()
            .unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[&["--json"], arguments].concat());
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output.stderr)))
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Two good rows; an allowance without unit, a falling ladder, a penalty without commitment, a code twice, a short row, a blank one.
const LIST: &str = "套餐编码,套餐名称,类别,月费,通用流量,语音,套外语音,套外规则,套外每MB,套外每GB,违约金\n\
    N1,新套餐58,主套餐,58,10 GB,100,0.19,阶梯,0.29,60,\n\
    N2,流量包20,流量包,20,5GB,,,,,,\n\
    B1,没单位,主套餐,58,10,,,,,,\n\
    B2,倒挂,主套餐,58,10 GB,,,阶梯,0.29,0.20,\n\
    B3,违约金,主套餐,58,10 GB,,,,,,200\n\
    N1,又一个,主套餐,9,,,,,,,\n\
    B4,太短\n\
    ,,,,,,,,,,\n";

#[test]
fn a_list_in_another_encoding_comes_in_and_bad_rows_are_set_aside_with_line_and_reason() {
    let shop = Shop::new();
    // As a Chinese spreadsheet program writes it: GB18030, semicolons.
    let (bytes, _, _) = encoding_rs::GB18030.encode(LIST);
    let semicolons = text_in_gb(&bytes);
    let list = shop.file("list.csv", &semicolons);
    let rejects = shop.dir.path().join("rejects.csv");
    let look = shop.json(&["import", "packages", list.to_str().unwrap(), "--dry-run"]);
    assert!(!shop.shelf().exists(), "a look files nothing");
    assert_eq!((look["accepted"].clone(), look["dry_run"].clone()), (2.into(), true.into()));
    let output =
        shop.run(&["import", "packages", list.to_str().unwrap(), "--rejects", rejects.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    assert!(said.contains("now has 2 packages: 2 new, 0 changed"), "{said}");
    let rows = std::fs::read_to_string(&rejects).unwrap();
    let found: Vec<Vec<&str>> = rows.lines().skip(1).map(|row| row.splitn(3, ',').collect()).collect();
    let found: Vec<(&str, &str)> = found.iter().map(|row| (row[0], row[1])).collect();
    assert_eq!(
        found,
        [
            ("4", "package-no-unit"),
            ("5", "package-ladder-falls"),
            ("6", "package-penalty-without-commitment"),
            ("7", "package-code-twice"),
            ("8", "columns"),
        ]
    );
    assert!(rows.contains("write 10 GB or 300 MB") && rows.contains("national"), "{rows}");
    let again = shop.json(&["import", "packages", list.to_str().unwrap()]);
    assert_eq!((again["unchanged"].clone(), again["catalogue"]["changed"].clone()), (2.into(), 0.into()));
    let check = shop.run(&["check"]);
    assert!(check.status.success(), "{}", text(&check.stdout));
}

fn text_in_gb(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| if *byte == b',' { b';' } else { *byte }).collect()
}

/// The customer holds a published example; the imported list is what is sold. The example stays the yardstick, and only what is sold
/// is offered.
#[test]
fn rating_uses_the_list_and_an_example_is_only_for_whoever_holds_it() {
    let shop = Shop::new();
    let people = shop.file("people.csv", "number,package\n13800138000,4G飞享套餐58元档\n".as_bytes());
    let months: String =
        (1..=9).map(|month| format!("13800138000,2026-0{month},118,58,60,100,4096\n")).collect();
    let usage = format!("number,month,bill,package_fee,data_fee,voice_out_min,data_mb\n{months}");
    let usage = shop.file("usage.csv", usage.as_bytes());
    assert!(shop.run(&["import", "customers", people.to_str().unwrap()]).status.success());
    assert!(shop.run(&["import", "usage", usage.to_str().unwrap()]).status.success());
    let before = shop.json(&["rate", "13800138000"]);
    let ranked = |rated: &Value| -> Vec<String> {
        rated["ranked"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["code"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(ranked(&before).len() > 20, "the examples are all there is");
    let list = shop.file("list.csv", LIST.as_bytes());
    shop.run(&["import", "packages", list.to_str().unwrap()]);
    let after = shop.json(&["rate", "13800138000"]);
    let codes = ranked(&after);
    assert_eq!(codes.len(), 2, "{codes:?}");
    assert_eq!(codes[0], "N1", "58 yuan with ten GB beats 58 and 60 for the fourth");
    let mended =
        shop.file("list2.csv", "code,name,kind,fee,national\nN1,新套餐58,main,158,10 GB\n".as_bytes());
    assert!(shop.run(&["import", "packages", mended.to_str().unwrap()]).status.success());
    let dearer = shop.json(&["rate", "13800138000"]);
    assert_ne!(ranked(&dearer)[0], "N1", "the new row replaced the old one");
}

#[test]
fn what_does_not_read_is_never_replaced() {
    let shop = Shop::new();
    let list = shop.file("list.csv", LIST.as_bytes());
    shop.run(&["import", "packages", list.to_str().unwrap()]);
    let ours = shop.file("config/packages/own.toml", b"[catalogue]\ntitle = \"T\"\nplace = \"P\"\nyears = \"2026\"\nsource = \"S\"\n[[package]]\ncode = \"O1\"\nname = \"O\"\nkind = \"main\"\nfee = 8\n");
    let same = shop.file("same.csv", "code,name,kind,fee\nO1,O,main,9\n".as_bytes());
    let found = shop.json(&["import", "packages", same.to_str().unwrap()]);
    assert_eq!(
        found["reasons"][0]["code"], "package-code-elsewhere",
        "a file written by hand is changed by hand"
    );
    assert!(ours.exists());
    std::fs::write(shop.shelf(), "[catalogue\n").unwrap();
    let broken = shop.run(&["import", "packages", list.to_str().unwrap()]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(text(&broken.stderr).contains("imported earlier"), "{}", text(&broken.stderr));
    assert_eq!(std::fs::read_to_string(shop.shelf()).unwrap(), "[catalogue\n", "as it was");
    let none = shop.file("none.csv", b"code,name\nX,x\n");
    let missing = shop.run(&["import", "packages", none.to_str().unwrap()]);
    assert!(text(&missing.stderr).contains("column kind is missing"), "{}", text(&missing.stderr));
    let misused = shop.run(&["import", "tasks", none.to_str().unwrap(), "--example"]);
    assert_eq!(misused.status.code(), Some(2));
}

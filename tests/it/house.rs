//! The house rules, read from the source: arrows only point down, crates stay on their floor, one clock, short files with a first
//! sentence. Every failure is one plain sentence.

use std::fs;
use std::path::{Path, PathBuf};

/// Which folders a folder of `src/` may name.
const FLOORS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("content", &["domain"]),
    ("synth", &["domain"]),
    ("phone", &["domain", "store", "content", "synth"]),
    ("intake", &["domain", "store", "content", "synth"]),
    ("sync", &["domain", "store", "content", "synth"]),
    ("app", &["domain"]),
    ("ui", &["domain", "app", "content"]),
    ("cli", &["domain", "app", "content", "store", "synth", "intake", "sync", "phone"]),
    ("shell", &["domain", "app", "content", "store", "synth", "intake", "sync", "phone", "ui", "cli"]),
];

/// Arrows of single files that the table does not allow, each with its reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("src/cli/picture.rs", "ui", "a picture is a screen drawn without a terminal"),
    ("src/cli/picture.rs", "ratatui", "the same"),
    ("src/main.rs", "shell", "the program begins in the shell"),
];

/// Where a crate belongs. A crate that is not listed fails the test, so that adding one is a decision.
const CRATES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["content"]),
    ("anyhow", &["cli", "shell"]),
    ("argon2", &["store"]),
    ("blake3", &["store", "sync", "intake"]),
    ("calamine", &["intake"]),
    ("chacha20poly1305", &["store"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("crossterm", &["shell"]),
    ("csv", &["intake", "cli", "synth"]),
    ("directories", &["shell"]),
    ("encoding_rs", &["intake"]),
    ("encoding_rs_io", &["intake"]),
    ("fluent_bundle", &["content"]),
    ("getrandom", &["store", "shell"]),
    ("indicatif", &["cli"]),
    ("memchr", &["store", "intake"]),
    ("minijinja", &["content"]),
    ("notify", &["shell"]),
    ("pinyin", &["store", "content"]),
    ("rand", &["synth"]),
    ("rand_chacha", &["synth"]),
    ("rand_distr", &["synth"]),
    ("ratatui", &["ui", "shell"]),
    ("ratatui_textarea", &["app", "ui"]),
    ("rpassword", &["cli", "shell"]),
    // The one crate beyond plain types in the domain: when a weak point comes up again is arithmetic over plain values.
    ("rs_fsrs", &["domain"]),
    ("rusqlite", &["store"]),
    ("rustix", &["store", "phone", "intake", "sync", "shell"]),
    ("serde_json", &["store", "content", "phone", "intake", "sync", "cli", "shell"]),
    ("signal_hook", &["shell", "cli"]),
    ("sys_locale", &["shell"]),
    ("tempfile", &["store", "intake", "cli", "shell"]),
    ("toml", &["content", "synth", "intake", "cli"]),
    ("tracing", &["shell"]),
    ("tracing_subscriber", &["shell"]),
    ("unic_langid", &["content"]),
    ("unicode_linebreak", &["ui"]),
    ("unicode_segmentation", &["ui", "app"]),
    ("unicode_width", &["ui", "app", "cli", "content"]),
    ("zeroize", &["store", "cli", "shell"]),
];

/// Crates that hold plain types and may be used on every floor.
const EVERYWHERE: &[&str] = &["chrono", "serde", "thiserror", "uuid"];

/// Nobody reads a longer file to its end.
const LONGEST_FILE: usize = 500;

/// A source file: its path from the root, and its lines of code without comments and without its tests.
struct Source {
    path: String,
    text: String,
    code: Vec<(usize, String)>,
}

impl Source {
    fn folder(&self) -> &str {
        self.path.split('/').nth(1).unwrap_or_default()
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    walk(&root().join("src"), &mut files);
    files.sort();
    files.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Source {
    let text = fs::read_to_string(path).unwrap();
    let shown = path.strip_prefix(root()).unwrap().display().to_string();
    let own = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let code = (1..)
        .zip(own.lines())
        .map(|(number, line)| (number, line.split("//").next().unwrap_or_default().to_owned()))
        .collect();
    Source { path: shown, text, code }
}

/// Every `NAME` in `PREFIX::NAME` or `PREFIX::{NAME, ..}` of a line; with an empty prefix every `NAME` that begins a path.
fn named(line: &str, prefix: &str) -> Vec<String> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut found = Vec::new();
    for (at, _) in line.match_indices(prefix) {
        let before = line[..at].chars().next_back();
        if before.is_some_and(|c| is_word(c) || c == ':') {
            continue;
        }
        let rest = &line[at + prefix.len()..];
        let names =
            rest.strip_prefix('{').map_or(rest, |inside| inside.split('}').next().unwrap_or_default());
        let braced = rest.starts_with('{');
        for name in names.split(',').take(if braced { usize::MAX } else { 1 }) {
            found.push(name.trim().chars().take_while(|c| is_word(*c)).collect());
        }
    }
    found
}

fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn arrows_only_point_down() {
    let folders: Vec<&str> = FLOORS.iter().map(|(folder, _)| *folder).collect();
    let mut complaints = Vec::new();
    for source in sources() {
        let folder = source.folder();
        let allowed = FLOORS.iter().find(|(floor, _)| *floor == folder).map_or(&[][..], |(_, below)| *below);
        for (number, line) in &source.code {
            let mut names = named(line, "crate::");
            names.extend(named(line, "seatmate::"));
            for name in names.iter().filter(|name| folders.contains(&name.as_str())) {
                let excepted =
                    EXCEPTIONS.iter().any(|(path, other, _)| *path == source.path && other == name);
                if name != folder && !allowed.contains(&name.as_str()) && !excepted {
                    let path = &source.path;
                    complaints.push(format!(
                        "`{path}:{number}` names `{name}`, which `{folder}/` must not know. See src/ARCHITECTURE.md, Floors."
                    ));
                }
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn every_crate_stays_on_its_floor() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let crates: Vec<String> = dependencies
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name.trim().replace('-', "_"))
        .collect();
    let mut complaints = Vec::new();
    for name in crates.iter().filter(|name| !EVERYWHERE.contains(&name.as_str())) {
        if !CRATES.iter().any(|(known, _)| known == name) {
            complaints.push(format!(
                "`Cargo.toml` has `{name}`; say in tests/it/house.rs on which floor it belongs."
            ));
        }
    }
    for source in sources() {
        for (number, line) in &source.code {
            for (name, floors) in CRATES.iter().filter(|(name, _)| line.contains(name)) {
                let used = line.match_indices(&format!("{name}::")).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':')
                });
                let excepted =
                    EXCEPTIONS.iter().any(|(path, other, _)| *path == source.path && other == name);
                if used && !excepted && !floors.contains(&source.folder()) {
                    complaints.push(format!(
                        "`{}:{number}` uses `{name}`; only {} may. See src/ARCHITECTURE.md, Floors.",
                        source.path,
                        floors.iter().map(|floor| format!("`src/{floor}/`")).collect::<Vec<_>>().join(", "),
                    ));
                }
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn only_one_file_reads_a_clock() {
    let clocks = ["Utc::now", "Local::now", "Instant::now", "SystemTime::now", "now_v7"];
    let mut complaints = Vec::new();
    for source in sources().iter().filter(|source| source.path != "src/shell/clock.rs") {
        for (number, line) in &source.code {
            if clocks.iter().any(|clock| line.contains(clock)) {
                complaints
                    .push(format!("`{}:{number}` reads a clock; take `now` as an argument.", source.path));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn every_file_is_short_and_says_first_what_it_is_for() {
    let mut complaints = Vec::new();
    for source in sources() {
        let lines = source.text.lines().count();
        if lines > LONGEST_FILE {
            complaints
                .push(format!("`{}` has {lines} lines; split it before it becomes a corridor.", source.path));
        }
        if !source.text.starts_with("//! ") {
            complaints.push(format!("`{}` does not begin with a `//!` sentence.", source.path));
        }
    }
    assert_none(&complaints);
}

#[test]
fn nothing_is_drawn_past_the_update() {
    let mut complaints = Vec::new();
    for source in sources().iter().filter(|source| source.folder() == "ui") {
        for (number, line) in &source.code {
            if line.contains("&mut App") || line.contains("std::fs") {
                complaints.push(format!("`{}:{number}`: drawing must not change anything.", source.path));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn every_problem_has_its_words_in_both_languages() {
    let words = ["zh-CN", "en"].map(seatmate::content::words::Words::new);
    let mut complaints = Vec::new();
    for source in sources() {
        let code: String = source.code.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n");
        for (at, _) in code.match_indices("Problem::new(") {
            let rest = code[at + "Problem::new(".len()..].trim_start();
            let Some(problem) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
                continue;
            };
            for (words, part) in words.iter().flat_map(|words| [(words, ""), (words, ".hint")]) {
                if !words.has(&format!("problem-{problem}{part}")) {
                    let tag = words.tag();
                    complaints
                        .push(format!("`{}`: no sentence `problem-{problem}{part}` in {tag}.", source.path));
                }
            }
        }
    }
    let chosen = [
        "key-wrong-passphrase",
        "key-missing",
        "key-exists",
        "key-newer",
        "key-damaged",
        "store-no-random",
        "not-a-terminal",
        "terminal-dumb",
        "terminal-console",
    ];
    for (problem, words) in chosen.iter().flat_map(|problem| words.iter().map(move |words| (problem, words)))
    {
        if !words.has(&format!("problem-{problem}.hint")) {
            complaints.push(format!("no sentence `problem-{problem}` with a hint in {}.", words.tag()));
        }
    }
    complaints.sort();
    complaints.dedup();
    assert_none(&complaints);
}

/// What stands between an opening parenthesis, already passed, and its own closing one.
fn arguments(rest: &str) -> &str {
    let mut depth = 1;
    let end = rest.char_indices().find(|(_, c)| {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    });
    end.map_or(rest, |(end, _)| &rest[..end])
}

#[test]
fn every_finding_has_its_words_in_both_languages() {
    let words = ["zh-CN", "en"].map(seatmate::content::words::Words::new);
    let mut complaints = Vec::new();
    for source in sources().iter().filter(|source| ["content", "cli"].contains(&source.folder())) {
        let code: String = source.code.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n");
        for call in ["Finding::error(", "Finding::warning("] {
            for (at, _) in code.match_indices(call) {
                let inside = arguments(&code[at + call.len()..]);
                let Some(name) = inside.split('"').nth(1) else { continue };
                for words in words.iter().filter(|words| !words.has(&format!("finding-{name}.hint"))) {
                    complaints.push(format!(
                        "`{}`: no `finding-{name}` with a hint in {}.",
                        source.path,
                        words.tag()
                    ));
                }
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn the_test_can_fail() {
    assert_eq!(named("use crate::{store::Store, ui};", "crate::"), ["store", "ui"]);
    assert_eq!(named("let x = crate::shell::run();", "crate::"), ["shell"]);
    assert!(named("let x = my_crate::shell;", "crate::").is_empty());
    assert_eq!(arguments("a, b(c), \"d\").with(e)"), "a, b(c), \"d\"");
}

/// Arrows and paging do what everybody expects; a table of them hides the keys that matter.
fn moves(action: &str) -> bool {
    let name = action.trim_start_matches("action-");
    ["up", "down", "left", "right", "page-up", "page-down", "home", "end", "next", "previous"].contains(&name)
}

/// The key table of a README: one row per action and place, in the language of the file.
fn key_table(tag: &str) -> String {
    use seatmate::app::keymap;
    use seatmate::app::layer::Layer;
    use seatmate::content::words::Words;

    let words = Words::new(tag);
    let places: &[(Layer, &str, &str)] = &[
        (Layer::Global, "Everywhere", "到处"),
        (Layer::Note, "In a note", "小结里"),
        (Layer::WrapUp, "Wrap-up", "小结单"),
        (Layer::Search, "Search", "查找"),
        (Layer::FollowUps, "Calls to make", "待办"),
    ];
    let heads = if tag == "en" { ["Where", "Key", "What it does"] } else { ["位置", "键", "做什么"] };
    let mut table = format!("| {} | {} | {} |\n|---|---|---|\n", heads[0], heads[1], heads[2]);
    for (layer, en, zh) in places {
        let place = if tag == "en" { en } else { zh };
        for row in keymap::own_rows(*layer).iter().filter(|row| !moves(row.action.key())) {
            let what = words.get(row.action.key()).into_owned();
            table.push_str(&format!("| {place} | {} | {what} |\n", row.label().replace('|', "\\|")));
        }
    }
    table
}

#[test]
fn the_key_tables_of_the_readmes_are_current() {
    for (file, tag) in [("README.md", "en"), ("README.zh-CN.md", "zh-CN")] {
        let path = root().join(file);
        let text = fs::read_to_string(&path).unwrap();
        let (head, rest) = text.split_once("<!-- keys:").unwrap();
        let (mark, rest) = rest.split_once('\n').unwrap();
        let (table, tail) = rest.split_once("<!-- end of keys -->").unwrap();
        let wanted = key_table(tag);
        if std::env::var_os("UPDATE_README").is_some() {
            let text = format!("{head}<!-- keys:{mark}\n{wanted}<!-- end of keys -->{tail}");
            fs::write(&path, text).unwrap();
        } else {
            assert!(table == wanted, "the key table in {file} is stale: UPDATE_README=1 cargo test house");
        }
    }
}

#[test]
fn the_manual_of_scripts_lists_every_field() {
    let manual = fs::read_to_string(root().join("docs/scripts.md")).unwrap();
    let mut complaints = Vec::new();
    for (namespace, fields) in seatmate::content::fields::FIELDS {
        for (field, always) in *fields {
            let row = format!("| `{namespace}.{field}` {}|", if *always { "* " } else { "" });
            if !manual.contains(&row) {
                complaints.push(format!("docs/scripts.md lacks the row `{row}`."));
            }
        }
    }
    assert_none(&complaints);
}

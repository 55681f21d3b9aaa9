//! kill -9 at any moment: what was acknowledged is there, once, and the event log is whole.
//!
//! The child is this test binary again, told by an environment variable what to do. The parent kills it after a random number of
//! its lines plus a random spin, so that the blow lands anywhere inside a save. `SEATMATE_KILLS=10000` for a long run.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use seatmate::domain::call::CallId;
use seatmate::domain::note::Draft;
use seatmate::domain::safe_text::RawText;
use seatmate::store::read::NoteQuery;
use seatmate::store::{DatabaseKey, Store};
use seatmate::sync::verify::verify_local;
use uuid::Uuid;

use crate::store_records::{start, wrap_up};
use crate::store_reference::{INVENTED, now};

const DIR: &str = "SEATMATE_TEST_CRASH_DIR";
const FIRST: &str = "SEATMATE_TEST_CRASH_FIRST";
const COUNT: &str = "SEATMATE_TEST_CRASH_COUNT";

fn key() -> DatabaseKey {
    DatabaseKey::from_bytes([7; 32])
}

fn body(call: u128, length: usize) -> String {
    format!("{call}:{}", "字".repeat(length))
}

/// Not a test of its own: the child's part. Says `draft CALL LENGTH` and `saved CALL` after each commit.
#[test]
fn the_child_saves_calls() {
    let Ok(dir) = std::env::var(DIR) else { return };
    let first: u128 = std::env::var(FIRST).unwrap().parse().unwrap();
    let count: u128 = std::env::var(COUNT).unwrap().parse().unwrap();
    let store = Store::open(Path::new(&dir), &key(), INVENTED).unwrap();
    let mut recorder = store.recorder().unwrap();
    let say = |line: String| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "\n{line}").unwrap();
        out.flush().unwrap();
    };
    for call in first..first + count {
        recorder.start_call(&start(call)).unwrap();
        for length in 1..=3 {
            let draft = Draft {
                call: start(call).id,
                body: RawText::new(body(call, length)),
                evidence: Default::default(),
                at: now(),
            };
            recorder.save_draft(&draft).unwrap();
            say(format!("draft {call} {length}"));
        }
        recorder.save_wrap_up(&wrap_up(call, &body(call, 9))).unwrap();
        say(format!("saved {call}"));
    }
    say("done".to_owned());
}

fn child(dir: &Path, first: u128, count: u128) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["store_crash::the_child_saves_calls", "--exact", "--nocapture", "--test-threads=1"])
        .env(DIR, dir)
        .env(FIRST, first.to_string())
        .env(COUNT, count.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What the child has acknowledged.
#[derive(Default)]
struct Acknowledged {
    saved: Vec<u128>,
    drafts: BTreeMap<u128, usize>,
}

impl Acknowledged {
    fn note(&mut self, line: &str) -> bool {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["draft", call, length] => {
                self.drafts.insert(call.parse().unwrap(), length.parse().unwrap());
            }
            ["saved", call] => self.saved.push(call.parse().unwrap()),
            _ => return false,
        }
        true
    }
}

/// A small generator: the moments need to differ, not to be secret.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

#[test]
fn killed_at_any_moment_nothing_acknowledged_is_lost_and_nothing_is_twice() {
    let kills: u64 = std::env::var("SEATMATE_KILLS").map_or(60, |text| text.parse().unwrap());
    let dir = tempfile::tempdir().unwrap();
    let mut seed = 20_261_122;
    let mut all = Acknowledged::default();
    let mut first = 1;
    for _ in 0..kills {
        let mut child = child(dir.path(), first, 1_000_000);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (mut left, spin) = (next(&mut seed) % 24, next(&mut seed) % 400_000);
        for line in lines {
            let counts = all.note(&line.unwrap());
            if left == 0 {
                for turn in 0..spin {
                    std::hint::black_box(turn);
                }
                let _ = child.kill();
                // What it said before it died still counts: the loop reads on to the end.
            }
            left = left.saturating_sub(u64::from(counts));
        }
        child.wait().unwrap();
        check_draft(dir.path(), &all);
        // The retry begins with the first call that was not acknowledged: perhaps saved, perhaps not.
        first = all.saved.last().map_or(1, |last| last + 1);
    }
    let store = Store::open(dir.path(), &key(), INVENTED).unwrap();
    let reader = store.reader().unwrap();
    let mut found: Vec<u128> = Vec::new();
    for row in reader.notes(&NoteQuery::default()).unwrap() {
        let call = row.note.call.0.as_u128();
        assert_eq!(row.note.body.as_raw(), body(call, 9));
        found.push(call);
    }
    found.sort_unstable();
    let count = found.len();
    found.dedup();
    assert_eq!(found.len(), count, "no note twice");
    all.saved.dedup();
    for saved in &all.saved {
        assert!(found.binary_search(saved).is_ok(), "call {saved} was acknowledged and is lost");
    }
    assert!(count - all.saved.len() <= 1, "only the last one may be saved and not acknowledged");
    let report = verify_local(&reader).unwrap();
    assert!(report.is_clean(), "{report:?}");
    let unfinished = reader.unfinished().unwrap().len() as u64;
    assert_eq!(report.events, count as u64 * 4 + unfinished, "four events a call, none twice");
}

/// The draft of the call that was being written when the blow fell is the acknowledged one, or the one after it.
fn check_draft(dir: &Path, all: &Acknowledged) {
    let store = Store::open(dir, &key(), INVENTED).unwrap();
    for call in store.reader().unwrap().unfinished().unwrap() {
        let id = call.start.id.0.as_u128();
        let acknowledged = all.drafts.get(&id).copied().unwrap_or(0);
        let candidates = [body(id, acknowledged), body(id, acknowledged + 1)];
        assert!(
            candidates.iter().any(|text| text == call.draft.as_raw())
                || (acknowledged == 0 && call.draft.is_empty())
        );
    }
}

#[test]
fn two_programs_on_one_database_both_succeed() {
    let dir = tempfile::tempdir().unwrap();
    let mut children = [child(dir.path(), 1, 40), child(dir.path(), 1_001, 40), child(dir.path(), 2_001, 40)];
    for child in &mut children {
        let mut all = Acknowledged::default();
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            all.note(&line.unwrap());
        }
        assert!(child.wait().unwrap().success());
        assert_eq!(all.saved.len(), 40);
    }
    let store = Store::open(dir.path(), &key(), INVENTED).unwrap();
    let reader = store.reader().unwrap();
    assert_eq!(reader.counts().unwrap().notes, 120);
    let report = verify_local(&reader).unwrap();
    assert!(report.is_clean(), "{report:?}");
    assert_eq!(report.events, 480);
    assert!(
        reader.notes(&NoteQuery::default()).unwrap().iter().all(|row| row.note.call != CallId(Uuid::nil()))
    );
}

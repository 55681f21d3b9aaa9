//! What goes wrong around the store: kill -9 in the middle of an import, a full disk, and an import that others must not wait for.
//!
//! The child is this test binary again, told by an environment variable what to do. `SEATMATE_KILLS=1000` for a long run.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::channel;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use seatmate::domain::customer::Customer;
use seatmate::domain::money::Fen;
use seatmate::domain::month::Month;
use seatmate::domain::note::Draft;
use seatmate::domain::phone::PhoneNumber;
use seatmate::domain::safe_text::RawText;
use seatmate::domain::usage::UsageMonth;
use seatmate::store::worker::{Reply, Request, spawn};
use seatmate::store::{DatabaseKey, ReferenceLoader, Store, StoreError};
use seatmate::sync::verify::verify_local;

use crate::store_records::{end, start, wrap_up};
use crate::store_reference::{INVENTED, now, number, shop, wang};

const DIR: &str = "SEATMATE_TEST_FAULT_DIR";
const BASE: &str = "SEATMATE_TEST_FAULT_BASE";

/// So many customers in each base of the kill tests.
const PEOPLE: i64 = 600;

fn key() -> DatabaseKey {
    DatabaseKey::from_bytes([9; 32])
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{line}").unwrap();
    out.flush().unwrap();
}

fn child(test: &str, dir: &Path, base: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([&format!("store_faults::{test}"), "--exact", "--nocapture", "--test-threads=1"])
        .env(DIR, dir)
        .env(BASE, base.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn person(index: i64) -> PhoneNumber {
    number(&(15_400_000_000 + index).to_string())
}

/// Every customer of a base has its number as a name and as a bill, so that a base between two is seen at any one of them.
fn put_base(loader: &mut ReferenceLoader, base: u64, mut after_each: impl FnMut(i64)) {
    for index in 0..PEOPLE {
        let name = Some(RawText::new(format!("客户{base}")));
        loader.put_customer(&Customer { name, ..Customer::bare(person(index)) }).unwrap();
        let mut month = UsageMonth::unknown("2026-10".parse::<Month>().unwrap());
        month.bill = Some(Fen(i64::try_from(base).unwrap()));
        loader.put_usage(person(index), &month).unwrap();
        after_each(index);
    }
}

/// The one base whose number every customer carries; 0 when there is nobody.
fn base_in(dir: &Path) -> u64 {
    let store = Store::open(dir, &key(), INVENTED).unwrap();
    let reader = store.reader().unwrap();
    let counts = reader.counts().unwrap();
    if counts.customers == 0 {
        assert_eq!(counts.with_usage, 0);
        return 0;
    }
    assert_eq!((counts.customers, counts.with_usage), (PEOPLE as u64, PEOPLE as u64));
    let mut found = BTreeSet::new();
    for index in 0..PEOPLE {
        let profile = reader.profile_by_number(person(index)).unwrap().expect("found through the index");
        found.insert((profile.customer.name.unwrap().as_raw().to_owned(), profile.usage[0].bill));
    }
    assert_eq!(found.len(), 1, "two bases at once: {found:?}");
    let (name, bill) = found.pop_first().unwrap();
    let base = u64::try_from(bill.unwrap().0).unwrap();
    assert_eq!(name, format!("客户{base}"));
    base
}

/// Not a test of its own: the child's part. Imports one base and says how far it is.
#[test]
fn the_child_imports_a_base() {
    let (Ok(dir), Ok(base)) = (std::env::var(DIR), std::env::var(BASE)) else { return };
    let store = Store::open(Path::new(&dir), &key(), INVENTED).unwrap();
    let mut loader = store.loader(now()).unwrap();
    put_base(&mut loader, base.parse().unwrap(), |index| {
        if index % 40 == 0 {
            say("rows");
        }
    });
    loader.flush().unwrap();
    say("rows");
    say("committing");
    loader.commit().unwrap();
    say("committed");
}

/// A small generator: the moments need to differ, not to be secret.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

/// Imports a base in a child and kills it somewhere: every second time between the last row and the end of the commit.
/// Whether the child had said that everything stays.
fn import_and_kill(dir: &Path, base: u64, seed: &mut u64) -> bool {
    let mut child = child("the_child_imports_a_base", dir, base);
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let late = next(seed).is_multiple_of(2);
    let (mut left, spin) = (next(seed) % 16, next(seed) % if late { 40_000_000 } else { 400_000 });
    let mut committed = false;
    for line in lines.map_while(Result::ok) {
        committed |= line == "committed";
        let now = if late { line == "committing" } else { line == "rows" && left == 0 };
        if now {
            for turn in 0..spin {
                std::hint::black_box(turn);
            }
            let _ = child.kill();
        }
        left = left.saturating_sub(u64::from(line == "rows"));
    }
    child.wait().unwrap();
    committed
}

fn kills() -> u64 {
    std::env::var("SEATMATE_KILLS").map_or(24, |text| text.parse().unwrap())
}

#[test]
fn an_import_killed_at_any_moment_leaves_the_old_base_or_the_new_one() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), &key(), INVENTED).unwrap();
    let mut loader = store.loader(now()).unwrap();
    put_base(&mut loader, 1, |_| {});
    loader.commit().unwrap();
    drop(store);
    let (mut seed, mut old) = (20_261_122, 1);
    for base in 2..2 + kills() {
        let committed = import_and_kill(dir.path(), base, &mut seed);
        let found = base_in(dir.path());
        assert!(found == base || (found == old && !committed), "base {found} after {base} upon {old}");
        old = found;
    }
}

#[test]
fn a_first_import_killed_at_any_moment_leaves_nothing_or_everything() {
    let mut seed = 7;
    for base in 1..=kills() / 2 {
        let dir = tempfile::tempdir().unwrap();
        let committed = import_and_kill(dir.path(), base, &mut seed);
        let found = base_in(dir.path());
        assert!(found == base || (found == 0 && !committed), "base {found}");
        // What the next import needs is there in any case.
        let store = Store::open(dir.path(), &key(), INVENTED).unwrap();
        let mut loader = store.loader(now()).unwrap();
        put_base(&mut loader, base + 1, |_| {});
        loader.commit().unwrap();
        assert_eq!(base_in(dir.path()), base + 1);
    }
}

#[test]
fn nobody_waits_for_an_import() {
    let shop = shop();
    let mut loader = shop.store.loader(now()).unwrap();
    loader.put_customer(&wang()).unwrap();
    loader.commit().unwrap();
    let (answer, replies) = channel();
    let threads = spawn(&shop.store, move |reply| {
        let _ = answer.send(reply);
    })
    .unwrap();
    // From here on an import holds its transaction, with rows in it.
    let mut loader = shop.store.loader(now()).unwrap();
    let renamed = Customer { name: Some(RawText::new("王大明")), ..wang() };
    loader.put_customer(&renamed).unwrap();
    put_base(&mut loader, 1, |_| {});
    loader.flush().unwrap();

    threads.send(Request::ProfileByNumber { ticket: 1, number: wang().number });
    threads.send(Request::StartCall(Box::new(start(1))));
    threads.send(Request::SaveDraft(Draft {
        call: start(1).id,
        body: RawText::new("嫌"),
        evidence: Default::default(),
        at: now(),
    }));
    threads.send(Request::EndCall(Box::new(end(1))));
    threads.send(Request::SaveWrapUp(Box::new(wrap_up(1, "嫌贵"))));
    threads.send(Request::Search { ticket: 2, text: "8000".to_owned(), limit: 9 });
    // Whoever waited for the lock would give up after five seconds with a problem instead of these answers.
    let (mut profile, mut saved, mut found) = (None, false, None);
    while profile.is_none() || !saved || found.is_none() {
        match replies.recv().unwrap() {
            Reply::Profile { ticket: 1, profile: Some(old) } => profile = Some(old),
            Reply::WrapUpSaved { .. } => saved = true,
            Reply::Search { ticket: 2, result } => found = Some(result),
            Reply::SaveFailed { problem, .. } | Reply::Problem(problem) => panic!("{}", problem.code),
            _ => {}
        }
    }
    assert_eq!(profile.unwrap().customer, wang(), "the base as it was");
    assert_eq!(found.unwrap().hits.len(), 1);
    assert_eq!(loader.commit().unwrap().customers.updated, 1);
    let now_there = shop.store.reader().unwrap().profile_by_number(wang().number).unwrap().unwrap();
    assert_eq!(now_there.customer, renamed);
    assert_eq!(now_there.history.len(), 1, "the note of the call during the import");
}

/// Not a test of its own: the child's part. A limit on file sizes is the one full disk that needs no rights to make.
#[test]
fn the_child_fills_its_disk() {
    let Ok(dir) = std::env::var(DIR) else { return };
    let ignored = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
    ignored.unwrap();
    let store = Store::open(Path::new(&dir), &key(), INVENTED).unwrap();
    let mut loader = store.loader(now()).unwrap();
    put_base(&mut loader, 1, |_| {});
    loader.commit().unwrap();
    let (answer, replies) = channel();
    let threads = spawn(&store, move |reply| {
        let _ = answer.send(reply);
    })
    .unwrap();
    let save = |id: u128, body: &str| {
        threads.send(Request::StartCall(Box::new(start(id))));
        threads.send(Request::SaveWrapUp(Box::new(wrap_up(id, body))));
        loop {
            match replies.recv().unwrap() {
                Reply::WrapUpSaved { call, .. } if call == start(id).id => return Ok(()),
                Reply::SaveFailed { call, problem } if call == start(id).id => return Err(problem),
                _ => {}
            }
        }
    };
    save(1, "之前").unwrap();
    let draft =
        Draft {
            call: start(2).id, body: RawText::new("打了一半"), evidence: Default::default(), at: now()
        };
    threads.send(Request::StartCall(Box::new(start(2))));
    threads.send(Request::SaveDraft(draft));
    loop {
        if matches!(replies.recv().unwrap(), Reply::DraftSaved { .. }) {
            break;
        }
    }

    let before = getrlimit(Resource::Fsize);
    let small = Rlimit { current: Some(64 * 1024), ..before };
    setrlimit(Resource::Fsize, small).unwrap();
    let body = "字".repeat(20_000);
    let problem = save(2, &body).unwrap_err();
    assert!(["disk-full", "store-disk"].contains(&problem.code), "{}", problem.code);
    // Reading goes on, and what was saved before is there.
    let reader = store.reader().unwrap();
    assert_eq!(reader.counts().unwrap().notes, 1);
    assert_eq!(reader.unfinished().unwrap()[0].draft.as_raw(), "打了一半");
    assert!(reader.profile_by_number(person(5)).unwrap().is_some());
    let mut loader = store.loader(now()).unwrap();
    put_base(&mut loader, 2, |_| {});
    let failed = loader.commit().unwrap_err();
    assert!(matches!(failed, StoreError::DiskFull | StoreError::Disk), "{failed}");

    setrlimit(Resource::Fsize, before).unwrap();
    save(2, &body).unwrap();
    let mut loader = store.loader(now()).unwrap();
    put_base(&mut loader, 3, |_| {});
    loader.commit().unwrap();
    threads.finish();
    say("survived");
}

#[test]
fn a_full_disk_costs_nothing_that_was_saved_and_passes() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = child("the_child_fills_its_disk", dir.path(), 0);
    // All of it: a pipe that is closed early would be one more fault.
    let lines: Vec<String> =
        BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok).collect();
    assert!(child.wait().unwrap().success(), "{lines:?}");
    assert!(lines.iter().any(|line| line == "survived"));
    assert_eq!(base_in(dir.path()), 3);
    let store = Store::open(dir.path(), &key(), INVENTED).unwrap();
    let reader = store.reader().unwrap();
    assert_eq!(reader.counts().unwrap().notes, 2);
    assert!(reader.unfinished().unwrap().is_empty());
    let report = verify_local(&reader).unwrap();
    assert!(report.is_clean(), "{report:?}");
}

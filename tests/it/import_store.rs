//! Imports into a store: the same file twice, a look only, one that is stopped, and what becomes of rejected rows.

use std::cell::Cell;
use std::os::unix::fs::PermissionsExt;

use seatmate::intake::rejects::Rejects;
use seatmate::intake::{Held, ImportError, Job, Kind, Mapping, Source, StoreSink, Summary, Table, run};
use seatmate::store::Put;

use crate::store_reference::{Shop, now, number, shop};

const CUSTOMERS: &str = "number,name,level\n15400000001,欧阳娜,gold\n15400000002,单志远,star3\n1,,\n";
const USAGE: &str =
    "number,month,bill\n15400000001,2026-09,128\n15400000001,2026-10,129.5\n15400000009,2026-10,1\n";

fn import(shop: &Shop, kind: Kind, text: &str, keep: bool) -> Result<Summary, ImportError> {
    import_until(shop, kind, text, keep, &|| false)
}

fn import_until(
    shop: &Shop,
    kind: Kind,
    text: &str,
    keep: bool,
    interrupted: &dyn Fn() -> bool,
) -> Result<Summary, ImportError> {
    let mut table = Table::open(Source::from_bytes(text), None, None)?;
    let mapping = Mapping::default();
    let job = Job { kind, mapping: &mapping, rejects: None, interrupted, progress: &mut |_| {} };
    let mut sink = StoreSink::new(shop.store.loader(now())?);
    let summary = run(&mut table, job, &mut sink)?;
    if keep {
        sink.commit()?;
    }
    Ok(summary)
}

fn people(shop: &Shop) -> u64 {
    shop.store.reader().unwrap().counts().unwrap().customers
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let shop = shop();
    let first = import(&shop, Kind::Customers, CUSTOMERS, true).unwrap();
    assert_eq!((first.read, first.accepted, first.rejected, first.unchanged), (3, 2, 1, 0));
    let again = import(&shop, Kind::Customers, CUSTOMERS, true).unwrap();
    assert_eq!((again.accepted, again.unchanged), (2, 2));
    let first = import(&shop, Kind::Usage, USAGE, true).unwrap();
    assert_eq!((first.accepted, first.rejected, first.unchanged), (2, 1, 0));
    assert_eq!(first.reasons[0].reason.code, "unknown-customer");
    let again = import(&shop, Kind::Usage, USAGE, true).unwrap();
    assert_eq!((again.accepted, again.unchanged), (2, 2));
    let profile = shop.store.reader().unwrap().profile_by_number(number("15400000001")).unwrap().unwrap();
    assert_eq!(profile.usage.len(), 2);
}

#[test]
fn a_look_changes_nothing_and_says_the_same() {
    let shop = shop();
    let look = import(&shop, Kind::Customers, CUSTOMERS, false).unwrap();
    assert_eq!(people(&shop), 0);
    assert_eq!(look, import(&shop, Kind::Customers, CUSTOMERS, true).unwrap());
    assert_eq!(people(&shop), 2);
}

#[test]
fn an_import_that_is_stopped_leaves_nothing() {
    let shop = shop();
    let mut text = "number\n".to_owned();
    (0..20_000).for_each(|index| text.push_str(&format!("154{index:08}\n")));
    let asked = Cell::new(0);
    let stop = || {
        asked.set(asked.get() + 1);
        asked.get() > 2
    };
    let stopped = import_until(&shop, Kind::Customers, &text, true, &stop);
    assert!(matches!(stopped, Err(ImportError::Interrupted)));
    assert_eq!(people(&shop), 0);
    assert_eq!(import(&shop, Kind::Customers, &text, true).unwrap().accepted, 20_000);
}

#[test]
fn rejected_rows_can_be_mended() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rejected.csv");
    std::fs::write(&path, "an older one").unwrap();
    let text = "number,name\n15400000001,甲\nabc,\"乙,\"\"丙\"\"\"\n15400000002,\"open\n15400000003,丁\n";
    let mut table = Table::open(Source::from_bytes(text), None, None).unwrap();
    let mapping = Mapping::default();
    let rejects = Some(Rejects::create(&path, "en").unwrap());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "an older one", "replaced only when complete");
    let job = Job {
        kind: Kind::Customers,
        mapping: &mapping,
        rejects,
        interrupted: &|| false,
        progress: &mut |_| {},
    };
    run(&mut table, job, &mut Held::default()).unwrap();
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        written,
        "\u{feff}line,reason,why,field,row\n3,number-not-one,\"not a telephone number\",number,\"abc,\"\"乙,\"\"\"\"丙\"\"\"\"\"\"\"\n\
         4,open-quote,\"a quote is not closed\",,\"15400000002,\"\"open\"\n"
    );
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn tasks_come_once() {
    let shop = shop();
    let text = "number,reason,due_at\n15400000001,合约到期回访,2026-12-01 10:00\n";
    let tasks = crate::import_files::read(Kind::Tasks, text, "").unwrap().1.tasks;
    let mut recorder = shop.store.recorder().unwrap();
    assert_eq!(recorder.put_tasks(&tasks, now()).unwrap(), [Put::Inserted]);
    assert_eq!(recorder.put_tasks(&tasks, now()).unwrap(), [Put::Unchanged]);
}

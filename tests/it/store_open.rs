//! Which files are opened, and which are refused as they are.

use seatmate::store::{Store, StoreError};

use crate::store_reference::{INVENTED, now, shop, wang};

fn hash(path: &std::path::Path) -> blake3::Hash {
    blake3::hash(&std::fs::read(path).unwrap())
}

#[test]
fn a_newer_or_foreign_database_is_refused_untouched() {
    for (sql, newer) in [
        ("PRAGMA user_version = 99", true),
        ("PRAGMA application_id = 1", false),
        ("PRAGMA application_id = 0", false),
    ] {
        let shop = shop();
        let connection = seatmate::store::open_for_repair(shop.dir.path(), &shop.key).unwrap();
        connection.execute_batch(sql).unwrap();
        drop(connection);
        let paths = ["records.db", "reference.db"].map(|name| shop.dir.path().join(name));
        let before = paths.each_ref().map(|path| hash(path));
        match Store::open(shop.dir.path(), &shop.key, INVENTED) {
            Err(StoreError::NewerDatabase { file: "records.db", found: 99, .. }) => assert!(newer),
            Err(StoreError::ForeignDatabase { file: "records.db" }) => assert!(!newer),
            other => panic!("{sql}: {:?}", other.err()),
        }
        assert_eq!(before, paths.each_ref().map(|path| hash(path)), "{sql}");
    }
}

#[test]
fn a_file_that_is_no_database_is_refused_untouched() {
    let shop = shop();
    let path = shop.dir.path().join("records.db");
    for suffix in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(shop.dir.path().join(format!("records.db{suffix}")));
    }
    std::fs::write(&path, "客户名单\n".repeat(900)).unwrap();
    let before = hash(&path);
    assert!(matches!(Store::open(shop.dir.path(), &shop.key, INVENTED), Err(StoreError::WrongKey)));
    assert_eq!(hash(&path), before);
}

#[test]
fn nothing_of_a_customer_is_readable_in_the_files() {
    if !cfg!(feature = "encrypted") {
        return;
    }
    let shop = shop();
    let mut loader = shop.store.loader(now()).unwrap();
    loader.put_customer(&wang()).unwrap();
    loader.commit().unwrap();
    for entry in std::fs::read_dir(shop.dir.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for secret in ["王小明".as_bytes(), "畅享159".as_bytes(), b"SQLite format 3"] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret));
        }
    }
}

#[test]
fn opening_twice_is_fine_and_two_first_starts_at_once_too() {
    let dir = tempfile::tempdir().unwrap();
    let key = seatmate::store::DatabaseKey::random().unwrap();
    std::thread::scope(|scope| {
        let starts: Vec<_> =
            (0..6).map(|_| scope.spawn(|| Store::open(dir.path(), &key, INVENTED).map(|_| ()))).collect();
        for start in starts {
            start.join().unwrap().unwrap();
        }
    });
}

#[test]
fn an_import_under_way_holds_no_reader_up() {
    let shop = shop();
    let mut loader = shop.store.loader(now()).unwrap();
    loader.put_customer(&wang()).unwrap();
    loader.commit().unwrap();
    let mut second = shop.store.loader(now()).unwrap();
    let mut other = wang();
    other.number = crate::store_reference::number("13700137000");
    second.put_customer(&other).unwrap();
    let reader = shop.store.reader().unwrap();
    assert!(reader.profile_by_number(wang().number).unwrap().is_some());
    assert!(reader.profile_by_number(other.number).unwrap().is_none());
    // And the agent's own records are another file.
    shop.store.recorder().unwrap().start_call(&crate::store_records::start(1)).unwrap();
    second.commit().unwrap();
    assert!(reader.profile_by_number(other.number).unwrap().is_some());
}

//! Whoever edits, deletes, inserts or reorders a row of the event log is found, by the row's number.

use rusqlite::Connection;
use seatmate::store::key::DatabaseKey;
use seatmate::store::{Recorder, Store};
use seatmate::sync::status::status;
use seatmate::sync::verify::{Fault, verify_local};

use crate::store_records::{start, wrap_up};
use crate::store_reference::{Shop, now};

fn filled() -> (Shop, Recorder) {
    let shop = crate::store_reference::shop();
    let mut recorder = shop.store.recorder().unwrap();
    for id in 1..=3 {
        recorder.start_call(&start(id)).unwrap();
        recorder.save_wrap_up(&wrap_up(id, "写了")).unwrap();
    }
    (shop, recorder)
}

/// What a person with the key and a database tool could do.
fn tamper(store: &Store, key: &DatabaseKey, sql: &str) {
    let connection: Connection = seatmate::store::open_for_repair(store.dir(), key).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn a_whole_log_is_clean_and_waits() {
    let (shop, _recorder) = filled();
    let reader = shop.store.reader().unwrap();
    let report = verify_local(&reader).unwrap();
    assert!(report.is_clean());
    assert_eq!((report.streams, report.events, report.erased), (1, 12, 0));
    let status = status(&reader, now() + chrono::Duration::hours(1)).unwrap();
    assert_eq!(status.unsent, 12);
    assert_eq!(status.oldest_unsent_at, Some(now()));
    assert_eq!(status.oldest_unsent_age, Some(3600));
    assert_eq!(status.exit_code(), 3);
    assert!(serde_json::to_string(&status).unwrap().contains("\"unsent\":12"));
}

#[test]
fn every_kind_of_tampering_is_named() {
    let swap = "UPDATE sync_outbox SET seq = 99 WHERE seq = 5;
                UPDATE sync_outbox SET seq = 5 WHERE seq = 6;
                UPDATE sync_outbox SET seq = 6 WHERE seq = 99;";
    let insert = "UPDATE sync_outbox SET seq = seq + 100 WHERE seq > 5;
        INSERT INTO sync_outbox SELECT stream_id, 6, randomblob(16), kind, schema_v, hlc, occurred_at, entity_id, subject_id,
          base, salt, payload, payload_hash, prev, hash FROM sync_outbox WHERE seq = 5;
        UPDATE sync_outbox SET seq = seq - 99 WHERE seq > 100;";
    for (sql, seq, fault) in [
        (
            "UPDATE sync_outbox SET payload = replace(payload, '写', '删') WHERE seq = 3",
            3,
            Fault::PayloadChanged,
        ),
        ("UPDATE sync_outbox SET payload = NULL WHERE seq = 4", 4, Fault::PayloadChanged),
        ("UPDATE sync_outbox SET kind = 'note.amend' WHERE seq = 3", 3, Fault::HeaderChanged),
        (
            "UPDATE sync_outbox SET occurred_at = '2020-01-01T00:00:00Z' WHERE seq = 7",
            7,
            Fault::HeaderChanged,
        ),
        ("UPDATE sync_outbox SET hlc = hlc + 1 WHERE seq = 1", 1, Fault::HeaderChanged),
        ("UPDATE sync_outbox SET subject_id = 'x' WHERE seq = 2", 2, Fault::HeaderChanged),
        ("UPDATE sync_outbox SET entity_id = NULL WHERE seq = 2", 2, Fault::HeaderChanged),
        ("UPDATE sync_outbox SET schema_v = 2 WHERE seq = 2", 2, Fault::HeaderChanged),
        ("UPDATE sync_outbox SET base = randomblob(16) WHERE seq = 2", 2, Fault::HeaderChanged),
        ("UPDATE sync_outbox SET event_id = randomblob(16) WHERE seq = 2", 2, Fault::HeaderChanged),
        ("UPDATE sync_outbox SET hash = randomblob(32) WHERE seq = 8", 8, Fault::HeaderChanged),
        ("UPDATE sync_outbox SET prev = randomblob(32) WHERE seq = 8", 8, Fault::BrokenLink),
        ("UPDATE sync_outbox SET prev = x'00' WHERE seq = 8", 8, Fault::BrokenLink),
        ("DELETE FROM sync_outbox WHERE seq = 5", 5, Fault::Gap),
        ("DELETE FROM sync_outbox WHERE seq = 1", 1, Fault::Gap),
        ("DELETE FROM sync_outbox WHERE seq = 12", 11, Fault::HeadMismatch),
        ("DELETE FROM sync_outbox", 0, Fault::HeadMismatch),
        ("UPDATE sync_stream SET head = randomblob(32)", 12, Fault::HeadMismatch),
        ("UPDATE sync_stream SET next_seq = 12", 12, Fault::HeadMismatch),
        ("DELETE FROM sync_stream", 0, Fault::UnknownStream),
        (swap, 5, Fault::BrokenLink),
        (insert, 6, Fault::BrokenLink),
    ] {
        let (shop, recorder) = filled();
        drop(recorder);
        tamper(&shop.store, &shop.key, sql);
        let report = verify_local(&shop.store.reader().unwrap()).unwrap();
        assert_eq!(report.findings.len(), 1, "{sql}");
        assert_eq!((report.findings[0].seq, report.findings[0].fault), (seq, fault), "{sql}");
    }
}

#[test]
fn an_erasure_keeps_the_chain() {
    let (shop, _recorder) = filled();
    tamper(
        &shop.store,
        &shop.key,
        "UPDATE sync_outbox SET payload = NULL, salt = NULL WHERE seq BETWEEN 2 AND 5",
    );
    let report = verify_local(&shop.store.reader().unwrap()).unwrap();
    assert!(report.is_clean());
    assert_eq!(report.erased, 4);
}

#[test]
fn what_the_slowest_target_has_confirmed_is_sent() {
    let (shop, _recorder) = filled();
    let reader = shop.store.reader().unwrap();
    tamper(
        &shop.store,
        &shop.key,
        "INSERT INTO sync_target(target, stream_id, acked_seq) SELECT 'usb', stream_id, 12 FROM sync_stream;
         INSERT INTO sync_target(target, stream_id, acked_seq) SELECT 'centre', stream_id, 7 FROM sync_stream;",
    );
    assert_eq!(reader.unsent().unwrap(), 5);
    let status = status(&reader, now()).unwrap();
    assert_eq!(status.targets.len(), 2);
    tamper(&shop.store, &shop.key, "UPDATE sync_target SET acked_seq = 12");
    assert_eq!(reader.unsent().unwrap(), 0);
    assert_eq!(seatmate::sync::status::status(&reader, now()).unwrap().exit_code(), 0);
}

#[test]
fn the_audit_trail_names_its_first_bad_row() {
    for (sql, bad) in [
        ("SELECT 1", None),
        ("UPDATE audit SET detail = replace(detail, 'true', 'false') WHERE seq = 3", Some(3)),
        ("UPDATE audit SET at = at + 1 WHERE seq = 2", Some(2)),
        ("DELETE FROM audit WHERE seq = 2", Some(2)),
        (
            "UPDATE audit SET seq = 9 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = 9",
            Some(4),
        ),
        ("UPDATE audit SET hash = x'00' WHERE seq = 5", Some(5)),
    ] {
        let (shop, mut recorder) = filled();
        for round in 0..5 {
            recorder.log_export("notes", round, true, None, now()).unwrap();
        }
        drop(recorder);
        tamper(&shop.store, &shop.key, sql);
        assert_eq!(shop.store.reader().unwrap().first_bad_audit_row().unwrap(), bad, "{sql}");
    }
}

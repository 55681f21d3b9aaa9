//! Saving a note against the disk's own limit, reading a profile against a bare SELECT, searching against a LIKE scan.

use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use chrono::{TimeZone, Utc};
use rusqlite::{Connection, params};
use seatmate::domain::call::{CallEnd, CallId, CallKey, CallKind, CallStart, Direction, EndReason};
use seatmate::domain::disposition::Disposition;
use seatmate::domain::note::{Note, NoteId, WrapUp};
use seatmate::domain::phone::PhoneNumber;
use seatmate::domain::safe_text::RawText;
use seatmate::store::{DatabaseKey, Store, StoreOptions};
use uuid::Uuid;

/// Closes one call with a note of sixty characters: end, note, disposition and their events, durable when it returns.
pub struct Saves {
    recorder: seatmate::store::Recorder,
    number: PhoneNumber,
    count: u128,
    _dir: tempfile::TempDir,
}

impl Saves {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let key = DatabaseKey::random().expect("a key");
        let options = StoreOptions { invented: true, accept_plaintext: true };
        let store = Store::open(dir.path(), &key, options).expect("a store");
        let number = PhoneNumber::parse("15400000001").expect("a number");
        Self { recorder: store.recorder().expect("a recorder"), number, count: 0, _dir: dir }
    }

    /// A call that waits for its wrap-up; not part of the figure.
    pub fn prepare(&mut self) -> WrapUp {
        self.count += 1;
        let at = Utc
            .timestamp_opt(1_795_314_619 + i64::try_from(self.count).unwrap_or(0), 0)
            .single()
            .expect("a time");
        let id = CallId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + self.count));
        let start = CallStart {
            id,
            key: CallKey(format!("bench:{}", self.count)),
            direction: Direction::In,
            kind: CallKind::Inbound,
            number: Some(self.number),
            customer: None,
            at,
            follow_up: None,
        };
        self.recorder.start_call(&start).expect("the call starts");
        let body = RawText::new(
            "客户嫌贵,说别家九十九元就有六十个G;已按近六个月用量算账,同意先看短信方案,下周三上午十点回电确认,勿打手机。",
        );
        let note = Note {
            id: NoteId(Uuid::from_u128(0x0190_0000_0000_7000_9000_0000_0000_0000 + self.count)),
            call: id,
            number: Some(self.number),
            customer: None,
            body,
            at,
        };
        let end =
            CallEnd { id, answered_at: Some(at), ended_at: at, held_seconds: 0, reason: EndReason::HungUp };
        WrapUp {
            end,
            note: Some(note),
            disposition: Disposition::Resolved,
            follow_up: None,
            completes: None,
            at,
        }
    }

    pub fn save(&mut self, wrap_up: &WrapUp) {
        self.recorder.save_wrap_up(wrap_up).expect("the note is saved");
    }
}

/// The disk's own limit: append 12 KiB and make it durable.
pub struct Appends(
    std::fs::File,
    #[expect(dead_code, reason = "the folder goes when this goes")] tempfile::TempDir,
);

impl Appends {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let file = std::fs::File::create(dir.path().join("log")).expect("a file");
        Self(file, dir)
    }

    pub fn append(&mut self) {
        self.0.write_all(&[7; 12 * 1024]).expect("it is written");
        self.0.sync_data().expect("it is durable");
    }
}

/// The same customers in an ordinary table with an index on the number, for the yardsticks.
pub struct Plain(Connection);

impl Plain {
    pub fn of(files: &Path) -> Self {
        let path = files.join("plain.db");
        let fresh = !path.exists();
        let mut db = Connection::open(path).expect("a plain database");
        db.busy_timeout(Duration::from_secs(5)).expect("a time-out");
        if fresh {
            Self::fill(&mut db, files);
        }
        Self(db)
    }

    fn fill(db: &mut Connection, files: &Path) {
        let mut reader = csv::Reader::from_path(files.join("customers.csv")).expect("the customers");
        let headers = reader.headers().expect("a header").clone();
        let column = |name: &str| headers.iter().position(|header| header == name).expect("the column");
        let (number, name) = (column("number"), column("name"));
        let batch = db.transaction().expect("a transaction");
        batch
            .execute_batch("CREATE TABLE customer(id INTEGER PRIMARY KEY, phone INTEGER, name TEXT);")
            .expect("a table");
        {
            let mut insert =
                batch.prepare("INSERT INTO customer(phone, name) VALUES (?1, ?2)").expect("a statement");
            for row in reader.records() {
                let row = row.expect("a row");
                let phone = PhoneNumber::parse(&row[number]).expect("a number").key();
                insert.execute(params![phone, &row[name]]).expect("a row goes in");
            }
        }
        batch.execute_batch("CREATE UNIQUE INDEX by_phone ON customer(phone);").expect("an index");
        batch.commit().expect("it is stored");
    }

    /// One warm indexed lookup.
    pub fn select(&self, number: PhoneNumber) -> i64 {
        let mut statement =
            self.0.prepare_cached("SELECT id FROM customer WHERE phone = ?1").expect("a statement");
        statement.query_row([number.key()], |row| row.get(0)).expect("the customer")
    }

    /// What a desk without an index does: look at every row.
    pub fn like(&self, text: &str) -> usize {
        let mut statement = self
            .0
            .prepare_cached("SELECT id FROM customer WHERE phone LIKE ?1 OR name LIKE ?1 LIMIT 50")
            .expect("a statement");
        let pattern = format!("%{text}%");
        let rows = statement.query_map([pattern], |row| row.get::<_, i64>(0)).expect("rows");
        rows.filter_map(Result::ok).count()
    }

    /// Numbers spread over the whole table.
    pub fn numbers(&self, count: usize) -> Vec<PhoneNumber> {
        let mut statement = self
            .0
            .prepare("SELECT phone FROM customer ORDER BY (id * 2654435761) % 1000003 LIMIT ?1")
            .expect("a statement");
        let rows = statement
            .query_map([i64::try_from(count).unwrap_or(i64::MAX)], |row| row.get::<_, i64>(0))
            .expect("rows");
        rows.filter_map(Result::ok).map(PhoneNumber::from_key).collect()
    }

    /// Some names, for searching.
    pub fn names(&self, count: usize) -> Vec<String> {
        let mut statement = self
            .0
            .prepare("SELECT name FROM customer ORDER BY (id * 2654435761) % 1000003 LIMIT ?1")
            .expect("a statement");
        let rows = statement
            .query_map([i64::try_from(count).unwrap_or(i64::MAX)], |row| row.get::<_, String>(0))
            .expect("rows");
        rows.filter_map(Result::ok).collect()
    }
}

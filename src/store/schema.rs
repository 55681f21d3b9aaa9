//! The tables of both databases, as numbered migrations. A migration that has shipped is never changed, only followed.

use rusqlite::{Connection, TransactionBehavior};

use crate::store::StoreError;

/// Which of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// What files bring in.
    Reference,
    /// What the agent makes.
    Records,
    /// What a trainee makes, in a folder of its own.
    Training,
}

impl Which {
    /// The name in the data folder.
    pub(crate) const fn file(self) -> &'static str {
        match self {
            Self::Reference => "reference.db",
            Self::Records => "records.db",
            Self::Training => "training.db",
        }
    }

    /// SQLite's application id, so that each file says whose it is: `SMRF`, `SMRC`, `SMTR`.
    pub(crate) const fn application_id(self) -> i64 {
        match self {
            Self::Reference => 0x534D_5246,
            Self::Records => 0x534D_5243,
            Self::Training => 0x534D_5452,
        }
    }

    pub(crate) const fn migrations(self) -> &'static [&'static str] {
        match self {
            Self::Reference => REFERENCE,
            Self::Records => RECORDS,
            Self::Training => TRAINING,
        }
    }

    /// The schema this program writes.
    pub(crate) fn newest(self) -> i64 {
        i64::try_from(self.migrations().len()).unwrap_or(i64::MAX)
    }
}

/// Customers' secondary indexes. Dropped and made again around the first big import, which is twice as fast that way.
pub(crate) const CUSTOMER_INDEXES: &str = "
CREATE UNIQUE INDEX IF NOT EXISTS customers_number ON customers(number);
CREATE INDEX IF NOT EXISTS customers_last4 ON customers(last4);
CREATE INDEX IF NOT EXISTS customers_name ON customers(name) WHERE name IS NOT NULL;
CREATE INDEX IF NOT EXISTS customers_initials ON customers(initials) WHERE initials IS NOT NULL;
";

/// Undoes [`CUSTOMER_INDEXES`].
pub(crate) const DROP_CUSTOMER_INDEXES: &str = "
DROP INDEX IF EXISTS customers_number;
DROP INDEX IF EXISTS customers_last4;
DROP INDEX IF EXISTS customers_name;
DROP INDEX IF EXISTS customers_initials;
";

/// Times are microseconds since 1970 UTC; `rest`, `months` and `cells` are described in `packed.rs` and `usage_blob.rs`.
const REFERENCE: &[&str] = &["
CREATE TABLE meta(name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('generation', 0);
CREATE TABLE customers(
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  last4 INTEGER NOT NULL,
  name TEXT,
  initials TEXT,
  level TEXT,
  package TEXT,
  rest BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX customers_number ON customers(number);
CREATE INDEX customers_last4 ON customers(last4);
CREATE INDEX customers_name ON customers(name) WHERE name IS NOT NULL;
CREATE INDEX customers_initials ON customers(initials) WHERE initials IS NOT NULL;
CREATE TABLE usage(customer INTEGER PRIMARY KEY, months BLOB NOT NULL) STRICT;
CREATE TABLE habits(customer INTEGER PRIMARY KEY, cells BLOB NOT NULL) STRICT;
CREATE TABLE events(
  customer INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY(customer, at, kind, detail)
) STRICT, WITHOUT ROWID;
"];

/// `whom` is the linked customer's number, else the caller's: the one by which a customer's history is found.
/// The `sync_` tables are the event log; see `outbox.rs`.
const RECORDS: &[&str] = &[
    "
CREATE TABLE meta(name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE calls(
  id BLOB PRIMARY KEY,
  feed_key TEXT NOT NULL,
  direction TEXT NOT NULL,
  kind TEXT NOT NULL,
  number INTEGER,
  customer_number INTEGER,
  whom INTEGER GENERATED ALWAYS AS (coalesce(customer_number, number)) STORED,
  started_at INTEGER NOT NULL,
  follow_up BLOB,
  answered_at INTEGER,
  ended_at INTEGER,
  held_seconds INTEGER,
  end_reason TEXT,
  disposition TEXT,
  wrapped_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX calls_whom ON calls(whom, started_at) WHERE whom IS NOT NULL;
CREATE INDEX calls_started ON calls(started_at);
CREATE INDEX calls_unfinished ON calls(started_at) WHERE wrapped_at IS NULL;
CREATE TABLE drafts(
  call BLOB PRIMARY KEY REFERENCES calls(id),
  body TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE notes(
  row INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  call BLOB NOT NULL REFERENCES calls(id),
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK(withdrawn IN (0,1))
) STRICT;
CREATE UNIQUE INDEX notes_one_per_call ON notes(call) WHERE withdrawn = 0;
CREATE INDEX notes_at ON notes(at);
CREATE VIRTUAL TABLE notes_text USING fts5(spaced, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO notes_text(notes_text, rank) VALUES ('secure-delete', 1);
CREATE TABLE follow_ups(
  id BLOB PRIMARY KEY,
  number INTEGER NOT NULL,
  due_at INTEGER,
  reason TEXT NOT NULL,
  promised_in BLOB,
  campaign TEXT,
  script TEXT,
  priority INTEGER NOT NULL,
  state TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  done_at INTEGER,
  done_by BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_ups_open ON follow_ups(due_at, priority) WHERE state = 'open';
CREATE INDEX follow_ups_number ON follow_ups(number) WHERE state = 'open';
CREATE INDEX follow_ups_opened ON follow_ups(opened_at);
CREATE INDEX follow_ups_promised ON follow_ups(promised_in) WHERE promised_in IS NOT NULL;
CREATE INDEX follow_ups_done_by ON follow_ups(done_by) WHERE done_by IS NOT NULL;
CREATE TABLE audit(
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  action TEXT NOT NULL,
  subject TEXT,
  detail TEXT NOT NULL,
  prev BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE TABLE sync_stream(
  stream_id BLOB PRIMARY KEY,
  next_seq INTEGER NOT NULL,
  head BLOB NOT NULL,
  parent BLOB,
  parent_seq INTEGER,
  open INTEGER NOT NULL CHECK(open IN (0,1))
) STRICT;
CREATE UNIQUE INDEX sync_one_open ON sync_stream(open) WHERE open = 1;
CREATE TABLE sync_outbox(
  stream_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  event_id BLOB NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  schema_v INTEGER NOT NULL,
  hlc INTEGER NOT NULL,
  occurred_at TEXT NOT NULL,
  entity_id TEXT,
  subject_id TEXT,
  base BLOB,
  salt BLOB,
  payload TEXT,
  payload_hash BLOB NOT NULL,
  prev BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY(stream_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX sync_outbox_entity ON sync_outbox(entity_id, hlc);
CREATE INDEX sync_outbox_hlc ON sync_outbox(hlc);
CREATE TABLE sync_target(
  target TEXT NOT NULL,
  stream_id BLOB NOT NULL,
  acked_seq INTEGER NOT NULL DEFAULT 0,
  last_ok_at TEXT,
  last_error TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_try_at TEXT,
  PRIMARY KEY(target, stream_id)
) STRICT;
CREATE TABLE sync_parked(event_id BLOB PRIMARY KEY, reason TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE dist_release(
  channel TEXT NOT NULL,
  release INTEGER NOT NULL,
  digest BLOB NOT NULL,
  applied_at TEXT NOT NULL,
  PRIMARY KEY(channel, release)
) STRICT;
",
    "
CREATE TABLE wrong_signs(
  id BLOB PRIMARY KEY,
  number INTEGER NOT NULL,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  points INTEGER NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX wrong_signs_number ON wrong_signs(number, until);
",
    "
CREATE TABLE offer_answers(
  id BLOB PRIMARY KEY,
  call BLOB NOT NULL,
  number INTEGER,
  offer TEXT NOT NULL,
  said TEXT NOT NULL,
  reason TEXT,
  saving INTEGER,
  at INTEGER NOT NULL,
  UNIQUE(call, offer)
) STRICT;
CREATE INDEX offer_answers_number ON offer_answers(number) WHERE number IS NOT NULL;
",
    "
CREATE TABLE person_facts(
  number INTEGER NOT NULL,
  about TEXT NOT NULL,
  id BLOB NOT NULL,
  call BLOB,
  level INTEGER,
  body TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY(number, about)
) STRICT, WITHOUT ROWID;
",
    "
CREATE TABLE signs_shown(
  call BLOB NOT NULL,
  rule TEXT NOT NULL,
  points INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY(call, rule)
) STRICT, WITHOUT ROWID;
CREATE TABLE held_out(
  number INTEGER NOT NULL,
  action TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY(number, action)
) STRICT, WITHOUT ROWID;
CREATE TABLE method_uses(
  call BLOB NOT NULL,
  method TEXT NOT NULL,
  id BLOB NOT NULL UNIQUE,
  number INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  points INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY(call, method)
) STRICT, WITHOUT ROWID;
CREATE INDEX method_uses_number ON method_uses(number, at);
",
    "
ALTER TABLE drafts ADD COLUMN evidence TEXT;
",
];

/// Attempts are only ever added. `brief` is the part of `body` that lists and records need.
const TRAINING: &[&str] = &["
CREATE TABLE attempts(
  id BLOB PRIMARY KEY,
  scenario TEXT NOT NULL,
  mode TEXT NOT NULL,
  at INTEGER NOT NULL,
  total INTEGER NOT NULL,
  brief TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_at ON attempts(at);
CREATE INDEX attempts_scenario ON attempts(scenario, at);
CREATE TABLE reviews(
  attempt BLOB NOT NULL REFERENCES attempts(id),
  at INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY(attempt, at)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER attempts_stay BEFORE UPDATE ON attempts BEGIN SELECT RAISE(ABORT, 'attempts stay as they are'); END;
CREATE TRIGGER attempts_remain BEFORE DELETE ON attempts BEGIN SELECT RAISE(ABORT, 'attempts stay as they are'); END;
CREATE TRIGGER reviews_stay BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews stay as they are'); END;
CREATE TRIGGER reviews_remain BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews stay as they are'); END;
", "
CREATE TABLE tapes(
  attempt BLOB PRIMARY KEY REFERENCES attempts(id),
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"];

/// Whether a file may be opened at all: ours, and not from the future. Reads only.
pub(crate) fn check(connection: &Connection, which: Which) -> Result<(), StoreError> {
    let application: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let fresh = application == 0 && found == 0 && tables == 0;
    if !fresh && application != which.application_id() {
        return Err(StoreError::ForeignDatabase { file: which.file() });
    }
    if found > which.newest() {
        return Err(StoreError::NewerDatabase { file: which.file(), found, known: which.newest() });
    }
    Ok(())
}

/// Brings a checked file to the newest schema, each step in a transaction of its own.
pub(crate) fn migrate(connection: &mut Connection, which: Which) -> Result<(), StoreError> {
    for (version, script) in (1..).zip(which.migrations()) {
        let current: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if current >= version {
            continue;
        }
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been faster while we waited for the lock.
        let current: i64 = step.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if current < version {
            step.execute_batch(script)?;
            step.pragma_update(None, "application_id", which.application_id())?;
            step.pragma_update(None, "user_version", version)?;
        }
        step.commit()?;
    }
    Ok(())
}

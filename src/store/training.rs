//! The trainee's own database: attempts and reviews, added and never changed. It lies in the folder of training, under a key of its own, and
//! must not know the real store; the results for the team are handed over by whoever has both.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde_json::json;
use uuid::Uuid;

use crate::domain::time::Moment;
use crate::domain::training::attempt::{Attempt, Review};
use crate::domain::training::record::Brief;
use crate::store::open::{self, Purpose};
use crate::store::outbox::Kind;
use crate::store::schema::Which;
use crate::store::{DatabaseKey, Recorder, StoreError, StoreOptions, record};

/// The folder in the data folder that holds everything of training.
pub const FOLDER: &str = "training";
/// The folder in it whose event log holds the results for the team.
pub const TEAM: &str = "team";

/// The attempts of one trainee, opened for reading and adding.
pub struct TrainingStore {
    connection: Connection,
}

impl TrainingStore {
    /// Opens the file in the folder of training, or makes it.
    ///
    /// # Errors
    /// See [`StoreError`]; a newer or foreign file is refused untouched.
    pub fn open(dir: &Path, key: &DatabaseKey, options: StoreOptions) -> Result<Self, StoreError> {
        open::prepare_files(dir, key, options, &[Which::Training])?;
        let connection = open::connect(dir, key, Which::Training, Purpose::Write(4_096))?;
        Ok(Self { connection })
    }

    /// Adds an attempt. Adding the same one again changes nothing.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn add(&mut self, attempt: &Attempt) -> Result<(), StoreError> {
        let body = text(attempt)?;
        let brief = text(&attempt.brief())?;
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.prepare_cached(
            "INSERT INTO attempts(id, scenario, mode, at, total, brief, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT(id) DO NOTHING",
        )?
        .execute(params![
            attempt.id.as_bytes(),
            attempt.scenario,
            attempt.setup.mode.code(),
            attempt.at.timestamp_micros(),
            attempt.score.total,
            brief,
            body
        ])?;
        Ok(tx.commit()?)
    }

    /// Adds the answers to the three questions after an attempt. A later review stands beside an earlier one, and counts.
    ///
    /// # Errors
    /// When there is no such attempt, or it could not be written.
    pub fn add_review(&mut self, attempt: Uuid, review: &Review, at: Moment) -> Result<(), StoreError> {
        let body = text(review)?;
        self.connection
            .prepare_cached(
                "INSERT INTO reviews(attempt, at, body) VALUES (?1, ?2, ?3) ON CONFLICT(attempt, at) DO NOTHING",
            )?
            .execute(params![attempt.as_bytes(), at.timestamp_micros(), body])?;
        Ok(())
    }

    /// Every attempt in short, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn briefs(&self) -> Result<Vec<Brief>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT brief FROM attempts ORDER BY at, id")?;
        let mut rows = statement.query([])?;
        let mut briefs = Vec::new();
        while let Some(row) = rows.next()? {
            briefs.push(read(&row.get::<_, String>(0)?, "attempt")?);
        }
        Ok(briefs)
    }

    /// One attempt, whole.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn attempt(&self, id: Uuid) -> Result<Option<Attempt>, StoreError> {
        let body: Option<String> = self
            .connection
            .prepare_cached("SELECT body FROM attempts WHERE id = ?1")?
            .query_row([id.as_bytes()], |row| row.get(0))
            .optional()?;
        body.map(|body| read(&body, "attempt")).transpose()
    }

    /// Keeps what reached the desk during an attempt, for its replay. The first tape of an attempt stays.
    ///
    /// # Errors
    /// When there is no such attempt, or it could not be written.
    pub fn add_tape(&mut self, attempt: Uuid, tape: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO tapes(attempt, body) VALUES (?1, ?2) ON CONFLICT(attempt) DO NOTHING",
            )?
            .execute(params![attempt.as_bytes(), tape])?;
        Ok(())
    }

    /// What reached the desk during an attempt.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn tape(&self, attempt: Uuid) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT body FROM tapes WHERE attempt = ?1")?;
        Ok(statement.query_row([attempt.as_bytes()], |row| row.get(0)).optional()?)
    }

    /// The latest review of an attempt.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn review(&self, attempt: Uuid) -> Result<Option<Review>, StoreError> {
        let body: Option<String> = self
            .connection
            .prepare_cached("SELECT body FROM reviews WHERE attempt = ?1 ORDER BY at DESC LIMIT 1")?
            .query_row([attempt.as_bytes()], |row| row.get(0))
            .optional()?;
        body.map(|body| read(&body, "review")).transpose()
    }
}

impl std::fmt::Debug for TrainingStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TrainingStore").finish_non_exhaustive()
    }
}

fn text<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Damaged { what: "attempt" })
}

fn read<T: serde::de::DeserializeOwned>(body: &str, what: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(body).map_err(|_| StoreError::Damaged { what })
}

impl Recorder {
    /// Hands results of training to the team (`training.result`): for each attempt once, whatever is handed over again. Only figures:
    /// nothing that was typed. Returns how many were new.
    ///
    /// # Errors
    /// When they could not be written; then none is.
    pub fn hand_over_training(&mut self, briefs: &[Brief]) -> Result<u64, StoreError> {
        self.write(|tx, reference| {
            let mut added = 0;
            for brief in briefs {
                let known: Option<i64> = tx
                    .prepare_cached("SELECT 1 FROM sync_outbox WHERE entity_id = ?1 LIMIT 1")?
                    .query_row(params![brief.id.to_string()], |row| row.get(0))
                    .optional()?;
                if known.is_some() {
                    continue;
                }
                let items: Vec<_> = brief
                    .items
                    .iter()
                    .map(|item| json!({ "item": item.id, "section": item.section, "skill": item.skill, "weight": item.weight, "held": item.held }))
                    .collect();
                let payload = json!({
                    "attempt": brief.id, "scenario": brief.scenario, "group": brief.group, "difficulty": brief.difficulty,
                    "mode": brief.mode, "pressure": brief.pressure, "total": brief.total,
                    "compliance": brief.compliance_passed, "hints": brief.hints, "talked_ms": brief.talked, "latency_ms": brief.latency,
                    "items": items, "at": brief.at,
                });
                record::event(tx, reference, Kind::TrainingResult, brief.at, brief.id, None, payload)?;
                added += 1;
            }
            Ok(added)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::domain::call::CallKind;
    use crate::domain::safe_text::{RawText, SafeText};
    use crate::domain::time::parse_moment;
    use crate::domain::training::rehearsal::{Input, Mode, Rehearsal, Setup};
    use crate::domain::training::scenario::{Ending, EndingKind, Group, Scenario, Turn};

    fn attempt(id: u128) -> Attempt {
        let line = |text: &str| SafeText::new(text);
        let ending = Ending {
            id: "left".into(),
            title: line("left"),
            say: None,
            kind: EndingKind::Bad,
            dispositions: Vec::new(),
        };
        let scenario = Arc::new(Scenario {
            id: "x".into(),
            hash: "h".into(),
            title: line("X"),
            about: line("x"),
            group: Group::Bill,
            difficulty: 1,
            minutes: 3,
            kind: CallKind::Inbound,
            script: None,
            skills: Vec::new(),
            mood: 60,
            patience: 25,
            nudges: Vec::new(),
            unclear: Vec::new(),
            turns: vec![Turn { id: "a".into(), answers: vec![Default::default()], ..Turn::default() }],
            endings: vec![ending],
            tasks: Vec::new(),
            items: Vec::new(),
            record: Default::default(),
            ears: Arc::default(),
        });
        let mut call = Rehearsal::begin(scenario, Setup::new(7, Mode::Practise));
        call.on(Input::Answered, Duration::ZERO);
        call.on(Input::Said { text: RawText::new("您好") }, Duration::from_secs(2));
        call.on(Input::HungUp, Duration::from_secs(3));
        let at = parse_moment("2026-11-22T10:42:00+08:00").unwrap();
        Attempt::of(&call, Uuid::from_u128(id), "zh-CN", at)
    }

    #[test]
    fn attempts_come_back_whole_and_nothing_changes_or_removes_them() {
        let dir = tempfile::tempdir().unwrap();
        let key = DatabaseKey::random().unwrap();
        let options = StoreOptions { invented: true, accept_plaintext: false };
        let (one, two) = (attempt(1), attempt(2));
        {
            let mut store = TrainingStore::open(dir.path(), &key, options).unwrap();
            store.add(&one).unwrap();
            store.add(&two).unwrap();
            let mut other = two.clone();
            other.scenario = "y".into();
            store.add(&other).unwrap();
        }
        let mut store = TrainingStore::open(dir.path(), &key, options).unwrap();
        assert_eq!(store.attempt(two.id).unwrap(), Some(two.clone()), "the first one stays");
        assert_eq!(store.briefs().unwrap(), [one.brief(), two.brief()]);
        assert_eq!(store.attempt(Uuid::nil()).unwrap(), None);
        for statement in ["UPDATE attempts SET total = 100", "DELETE FROM attempts"] {
            assert!(store.connection.execute(statement, []).is_err(), "{statement}");
        }
        let review = |text: &str| Review { worth: RawText::new(text), ..Review::default() };
        let at = one.at;
        store.add_review(one.id, &review("a"), at).unwrap();
        store.add_review(one.id, &review("b"), at + chrono::TimeDelta::seconds(1)).unwrap();
        assert_eq!(store.review(one.id).unwrap(), Some(review("b")));
        assert!(store.add_review(Uuid::nil(), &review("c"), at).is_err());
        store.add_tape(one.id, "first").unwrap();
        store.add_tape(one.id, "second").unwrap();
        assert_eq!(store.tape(one.id).unwrap().as_deref(), Some("first"));
        assert_eq!(store.tape(two.id).unwrap(), None);
    }

    #[test]
    fn results_are_handed_over_once_and_hold_nothing_that_was_typed() {
        let dir = tempfile::tempdir().unwrap();
        let key = DatabaseKey::random().unwrap();
        let options = StoreOptions { invented: true, accept_plaintext: false };
        let store = crate::store::Store::open(dir.path(), &key, options).unwrap();
        let mut recorder = store.recorder().unwrap();
        let briefs = [attempt(1).brief(), attempt(2).brief()];
        assert_eq!(recorder.hand_over_training(&briefs).unwrap(), 2);
        assert_eq!(recorder.hand_over_training(&briefs).unwrap(), 0);
        let connection = crate::store::open_for_repair(dir.path(), &key).unwrap();
        let payload: String = connection
            .query_row("SELECT payload FROM sync_outbox WHERE kind = 'training.result' LIMIT 1", [], |row| {
                row.get(0)
            })
            .unwrap();
        assert!(payload.contains("\"scenario\":\"x\"") && !payload.contains("您好"), "{payload}");
    }
}

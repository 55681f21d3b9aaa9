//! What the desk showed and what came of it: signs on the screen of a call, actions that the hold-out kept back, retention methods with
//! their outcome. Each is written with its event, and counted. It must not judge.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde_json::json;

use crate::domain::insight::noticed::{Noticed, Tallies, WrongTakenBack};
use crate::domain::insight::retention::{MethodUse, Outcome, Outcomes, Tried};
use crate::domain::phone::PhoneNumber;
use crate::store::outbox::Kind;
use crate::store::{Reader, Recorder, StoreError, record, rows};

impl Recorder {
    /// What stood on the screen of a call (`sign.shown`, once per call), and what the hold-out kept back (`action.held_out`, once per
    /// customer and action).
    ///
    /// # Errors
    /// When it could not be written; nothing of it is then.
    pub fn note_insight(&mut self, noticed: &Noticed) -> Result<(), StoreError> {
        self.write(|tx, reference| {
            put_signs(tx, reference, noticed)?;
            noticed.held_out.iter().try_for_each(|action| put_held_out(tx, reference, noticed, action))
        })
    }

    /// A retention method and what came of it (`method.use`). Another outcome in the same call replaces the first.
    ///
    /// # Errors
    /// When it could not be written; nothing of it is then.
    pub fn use_method(&mut self, used: &MethodUse) -> Result<(), StoreError> {
        self.write(|tx, reference| put_use(tx, reference, used))
    }

    /// A wrong alarm is taken back (`sign.right`): the sign speaks again and is not counted as wrong. One that is not there is no mistake.
    ///
    /// # Errors
    /// When it could not be written; nothing of it is then.
    pub fn sign_right(&mut self, back: &WrongTakenBack) -> Result<(), StoreError> {
        self.write(|tx, reference| {
            let rule: Option<String> = tx
                .prepare_cached("DELETE FROM wrong_signs WHERE id = ?1 RETURNING rule")?
                .query_row([back.wrong.as_bytes()], |row| row.get(0))
                .optional()?;
            let Some(rule) = rule else { return Ok(()) };
            let payload = json!({ "number": back.number, "rule": rule, "at": back.at });
            record::event(tx, reference, Kind::SignRight, back.at, back.wrong, Some(back.number), payload)
        })
    }
}

fn put_signs(tx: &Transaction<'_>, reference: &Connection, noticed: &Noticed) -> Result<(), StoreError> {
    let known: Option<i64> = tx
        .prepare_cached("SELECT 1 FROM signs_shown WHERE call = ?1 LIMIT 1")?
        .query_row([noticed.call.0.as_bytes()], |row| row.get(0))
        .optional()?;
    if known.is_some() || noticed.signs.is_empty() {
        return Ok(());
    }
    for (rule, points) in &noticed.signs {
        tx.prepare_cached(
            "INSERT OR IGNORE INTO signs_shown(call, rule, points, at) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![noticed.call.0.as_bytes(), rule, points, noticed.at.timestamp_micros()])?;
    }
    let signs: serde_json::Map<String, serde_json::Value> =
        noticed.signs.iter().map(|(rule, points)| (rule.clone(), json!(points))).collect();
    let payload = json!({ "call": noticed.call, "signs": signs, "at": noticed.at });
    record::event(tx, reference, Kind::SignShown, noticed.at, noticed.id, Some(noticed.number), payload)
}

fn put_held_out(
    tx: &Transaction<'_>,
    reference: &Connection,
    noticed: &Noticed,
    action: &str,
) -> Result<(), StoreError> {
    let added = tx
        .prepare_cached("INSERT OR IGNORE INTO held_out(number, action, at) VALUES (?1, ?2, ?3)")?
        .execute(params![noticed.number.key(), action, noticed.at.timestamp_micros()])?;
    if added == 0 {
        return Ok(());
    }
    let payload = json!({ "number": noticed.number, "action": action, "at": noticed.at });
    record::event(tx, reference, Kind::ActionHeldOut, noticed.at, noticed.id, Some(noticed.number), payload)
}

fn put_use(tx: &Transaction<'_>, reference: &Connection, used: &MethodUse) -> Result<(), StoreError> {
    let (call, tried) = (used.call.0.as_bytes(), &used.tried);
    let known = tx
        .prepare_cached("SELECT id, outcome FROM method_uses WHERE call = ?1 AND method = ?2")?
        .query_row(params![call, tried.method], |row| Ok((rows::id(row, 0), row.get::<_, String>(1)?)))
        .optional()?;
    let id = match known {
        Some((_, was)) if was == tried.outcome.code() => return Ok(()),
        Some((id, _)) => id?,
        None => used.id,
    };
    tx.prepare_cached(
        "INSERT INTO method_uses(call, method, id, number, outcome, points, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT(call, method) DO UPDATE SET outcome = excluded.outcome, at = excluded.at",
    )?
    .execute(params![
        call,
        tried.method,
        id.as_bytes(),
        used.number.key(),
        tried.outcome.code(),
        used.points,
        tried.at.timestamp_micros(),
    ])?;
    let payload = json!({
        "call": used.call, "method": tried.method, "outcome": tried.outcome, "points": used.points, "at": tried.at,
    });
    record::event(tx, reference, Kind::MethodUse, tried.at, id, Some(used.number), payload)
}

impl Reader {
    /// What was tried on whoever has this number, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn tried_methods(&self, number: PhoneNumber) -> Result<Vec<Tried>, StoreError> {
        let mut statement = self.records.prepare_cached(
            "SELECT method, outcome, at FROM method_uses WHERE number = ?1 ORDER BY at DESC, method LIMIT 50",
        )?;
        let mut found = statement.query([number.key()])?;
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            let outcome: String = row.get(1)?;
            // An outcome that a later version brought is still open here.
            let outcome = Outcome::parse(&outcome).unwrap_or(Outcome::NotYet);
            out.push(Tried { method: row.get(0)?, outcome, at: rows::moment(row, 2)? });
        }
        Ok(out)
    }

    /// How often signs were shown and called wrong, and what methods brought.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn tallies(&self) -> Result<Tallies, StoreError> {
        let mut tallies = Tallies::default();
        for (sql, counts) in [
            ("SELECT rule, count(*) FROM signs_shown GROUP BY rule", &mut tallies.shown),
            ("SELECT rule, count(*) FROM wrong_signs GROUP BY rule", &mut tallies.wrong),
        ] {
            let mut statement = self.records.prepare_cached(sql)?;
            let mut found = statement.query([])?;
            while let Some(row) = found.next()? {
                counts.insert(row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs());
            }
        }
        let mut statement = self
            .records
            .prepare_cached("SELECT method, outcome, count(*) FROM method_uses GROUP BY method, outcome")?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            let (outcome, times): (String, i64) = (row.get(1)?, row.get(2)?);
            let of: &mut Outcomes = tallies.methods.entry(row.get(0)?).or_default();
            let count = match Outcome::parse(&outcome) {
                Some(Outcome::Kept) => &mut of.kept,
                Some(Outcome::Refused) => &mut of.refused,
                Some(Outcome::NotYet) | None => &mut of.not_yet,
            };
            *count += times.unsigned_abs();
        }
        Ok(tallies)
    }
}

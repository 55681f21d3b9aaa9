//! Signs that agents called wrong: written with their event, read back to keep them quiet and to be counted. It must not judge a rule.

use rusqlite::{Connection, Transaction, params};
use serde::Serialize;
use serde_json::json;

use crate::domain::insight::wrong::{Quiet, WrongAlarm, WrongReason};
use crate::domain::phone::PhoneNumber;
use crate::domain::time::Moment;
use crate::store::outbox::Kind;
use crate::store::{Reader, StoreError, record, rows};

/// How often a rule was called wrong, for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WrongCount {
    /// The rule.
    pub rule: String,
    /// Why.
    pub reason: WrongReason,
    /// How often.
    pub times: u64,
}

/// Writes one with its event; once more changes nothing.
pub(crate) fn put(
    tx: &Transaction<'_>,
    reference: &Connection,
    wrong: &WrongAlarm,
) -> Result<(), StoreError> {
    let quiet = &wrong.quiet;
    let added = tx
        .prepare_cached(
            "INSERT OR IGNORE INTO wrong_signs(id, number, rule, reason, points, at, until)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            wrong.id.as_bytes(),
            wrong.number.key(),
            quiet.rule,
            quiet.reason.code(),
            wrong.points,
            quiet.at.timestamp_micros(),
            quiet.until.timestamp_micros(),
        ])?;
    if added == 0 {
        return Ok(());
    }
    let payload = json!({
        "number": wrong.number,
        "rule": quiet.rule,
        "reason": quiet.reason,
        "points": wrong.points,
        "at": quiet.at,
        "quiet_until": quiet.until,
    });
    record::event(tx, reference, Kind::SignWrong, quiet.at, wrong.id, Some(wrong.number), payload)
}

impl Reader {
    /// The signs that may still be quiet for whoever has this number, newest first; whoever asks compares `until` with the time.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn quiet_signs(&self, number: PhoneNumber) -> Result<Vec<Quiet>, StoreError> {
        let mut statement = self.records.prepare_cached(
            "SELECT rule, reason, at, until FROM wrong_signs WHERE number = ?1 ORDER BY until DESC LIMIT 50",
        )?;
        let mut found = statement.query([number.key()])?;
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            let reason: String = row.get(1)?;
            // A reason that a later version brought keeps the sign quiet all the same.
            let reason = WrongReason::parse(&reason).unwrap_or(WrongReason::Settled);
            let (at, until): (Moment, Moment) = (rows::moment(row, 2)?, rows::moment(row, 3)?);
            out.push(Quiet { rule: row.get(0)?, reason, at, until });
        }
        Ok(out)
    }

    /// How often each rule was called wrong, by reason: the rule most often wrong first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn wrong_counts(&self) -> Result<Vec<WrongCount>, StoreError> {
        let mut statement = self.records.prepare_cached(
            "SELECT rule, reason, count(*) FROM wrong_signs GROUP BY rule, reason
             ORDER BY sum(count(*)) OVER (PARTITION BY rule) DESC, rule, count(*) DESC, reason",
        )?;
        let mut found = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            let reason: String = row.get(1)?;
            let times: i64 = row.get(2)?;
            out.push(WrongCount {
                rule: row.get(0)?,
                reason: WrongReason::parse(&reason).unwrap_or(WrongReason::Settled),
                times: times.unsigned_abs(),
            });
        }
        Ok(out)
    }
}

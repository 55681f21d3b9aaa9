//! Where a conversation broke off, read back from the events of the ways through scripts. Writes nothing.

use rusqlite::params;
use serde::Deserialize;
use uuid::Uuid;

use crate::domain::call::CallId;
use crate::domain::phone::PhoneNumber;
use crate::domain::script::{Facts, Stopped};
use crate::domain::time::Moment;
use crate::store::{Reader, StoreError, chain};

/// So many of the newest ways are looked through: more than a desk makes in an hour.
const NEWEST: i64 = 400;

/// A call may have begun long before it broke off.
const LONGEST_CALL: chrono::TimeDelta = chrono::TimeDelta::hours(4);

/// What the event says.
#[derive(Debug, Deserialize)]
struct Path {
    call: Uuid,
    script: String,
    #[serde(default)]
    stopped_at: Option<String>,
    #[serde(default)]
    said: Vec<String>,
    #[serde(default)]
    told: Facts,
    at: Moment,
}

/// The way through a script in one call, by codes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Way {
    /// The script.
    pub script: String,
    /// The steps that were shown, in order.
    #[serde(default)]
    pub steps: Vec<String>,
    /// What the answers told.
    #[serde(default)]
    pub told: Facts,
}

impl Reader {
    /// The newest way through a script in a call; `None` when none was written down.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn way_of(&self, call: CallId) -> Result<Option<Way>, StoreError> {
        let mut found = self.records.prepare_cached(
            "SELECT payload FROM sync_outbox WHERE kind = 'script.path' AND payload LIKE '%' || ?1 || '%' ORDER BY hlc DESC LIMIT 1",
        )?;
        let mut payloads = found.query(params![call.0.to_string()])?;
        let Some(row) = payloads.next()? else { return Ok(None) };
        Ok(serde_json::from_str(&row.get::<_, String>(0)?).ok())
    }

    /// Where the newest conversation with this number stopped, if it stopped in the middle and that was written down at `since` or later.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn stopped(&self, number: PhoneNumber, since: Moment) -> Result<Option<Stopped>, StoreError> {
        let calls: Vec<Uuid> = self
            .records
            .prepare_cached("SELECT id FROM calls WHERE whom = ?1 AND started_at >= ?2")?
            .query_map(params![number.key(), (since - LONGEST_CALL).timestamp_micros()], |row| {
                row.get::<_, [u8; 16]>(0).map(Uuid::from_bytes)
            })?
            .collect::<Result<_, _>>()?;
        if calls.is_empty() {
            return Ok(None);
        }
        let from = chain::tick(0, since.timestamp_millis()).cast_signed();
        let mut newest = self.records.prepare_cached(
            "SELECT payload FROM sync_outbox WHERE hlc >= ?1 AND kind = 'script.path' AND payload IS NOT NULL
             ORDER BY hlc DESC LIMIT ?2",
        )?;
        let mut payloads = newest.query(params![from, NEWEST])?;
        while let Some(row) = payloads.next()? {
            // One that does not read is of another time; it offers nothing.
            let Ok(path) = serde_json::from_str::<Path>(&row.get::<_, String>(0)?) else { continue };
            if calls.contains(&path.call) {
                return Ok(stopped(path));
            }
        }
        Ok(None)
    }
}

fn stopped(path: Path) -> Option<Stopped> {
    let Path { call, script, stopped_at, said, told, at } = path;
    Some(Stopped { call, script, at: stopped_at?, said, told, when: at })
}

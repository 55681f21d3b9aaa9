//! What the agent has learned about persons: written with its event, read back with the profile, told to exports. It judges nothing.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::json;

use crate::domain::person::told::{Saying, Told};
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;
use crate::store::outbox::Kind;
use crate::store::profile::name_and_level;
use crate::store::{Reader, Recorder, StoreError, record, rows};

/// One thing that was learned, for exports.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// About whom.
    pub number: PhoneNumber,
    /// The customer's name, when known.
    pub name: Option<RawText>,
    /// What.
    pub told: Told,
}

impl Recorder {
    /// The agent has learned or set something about a person (`person.set`), or taken it back. Writing the same again changes nothing.
    ///
    /// # Errors
    /// When it could not be written; nothing of it is then.
    pub fn remember(&mut self, saying: &Saying) -> Result<(), StoreError> {
        self.write(|tx, reference| put(tx, reference, saying))
    }
}

/// One row for each thing, the newest; every change has its event.
fn put(tx: &Transaction<'_>, reference: &Connection, saying: &Saying) -> Result<(), StoreError> {
    let told = &saying.told;
    let known: Option<Vec<u8>> = tx
        .prepare_cached("SELECT id FROM person_facts WHERE number = ?1 AND about = ?2")?
        .query_row(params![saying.number.key(), told.about], |row| row.get(0))
        .optional()?;
    if known.is_some_and(|known| known.as_slice() == saying.id.as_bytes()) {
        return Ok(());
    }
    let text = told.text.as_ref().map(RawText::as_raw);
    tx.prepare_cached(
        "INSERT INTO person_facts(number, about, id, call, level, body, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT(number, about) DO UPDATE SET id = excluded.id, call = excluded.call, level = excluded.level,
           body = excluded.body, at = excluded.at",
    )?
    .execute(params![
        saying.number.key(),
        told.about,
        saying.id.as_bytes(),
        saying.call.as_ref().map(|call| call.0.as_bytes()),
        told.level,
        text,
        told.at.timestamp_micros(),
    ])?;
    let payload = json!({
        "number": saying.number,
        "about": told.about,
        "level": told.level,
        "text": text,
        "call": saying.call,
        "at": told.at,
    });
    record::event(tx, reference, Kind::PersonSet, saying.at, saying.id, Some(saying.number), payload)
}

impl Reader {
    /// What the agent has learned about whoever has this number, in the order of the names of the things.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn told(&self, number: PhoneNumber) -> Result<Vec<Told>, StoreError> {
        let mut statement = self.records.prepare_cached(
            "SELECT about, level, body, at FROM person_facts
             WHERE number = ?1 AND (level IS NOT NULL OR body IS NOT NULL) ORDER BY about",
        )?;
        let mut found = statement.query([number.key()])?;
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            out.push(told_of(row, 0)?);
        }
        Ok(out)
    }

    /// Hands everything that was learned to `each`, by number, one row at a time.
    ///
    /// # Errors
    /// When the database cannot be read, or what `each` says.
    pub fn for_each_told<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(PersonRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self
            .records
            .prepare(
                "SELECT number, about, level, body, at FROM person_facts
                 WHERE level IS NOT NULL OR body IS NOT NULL ORDER BY number, about",
            )
            .map_err(StoreError::from)?;
        let mut found = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = found.next().map_err(StoreError::from)? {
            let number = PhoneNumber::from_key(row.get(0).map_err(StoreError::from)?);
            let name = name_and_level(&self.reference, number)?.and_then(|(name, _)| name);
            each(PersonRow { number, name, told: told_of(row, 1)? })?;
        }
        Ok(())
    }
}

fn told_of(row: &Row<'_>, first: usize) -> Result<Told, StoreError> {
    Ok(Told {
        about: row.get(first)?,
        level: row.get(first + 1)?,
        text: rows::text(row, first + 2)?,
        at: rows::moment(row, first + 3)?,
    })
}

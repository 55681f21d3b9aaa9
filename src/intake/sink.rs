//! Where rows go. The store takes them in one transaction; tests take them in memory.

use crate::domain::customer::Customer;
use crate::domain::event::CustomerEvent;
use crate::domain::follow_up::FollowUp;
use crate::domain::habit::HabitCell;
use crate::domain::phone::PhoneNumber;
use crate::domain::time::Moment;
use crate::domain::usage::UsageMonth;
use crate::store::load::Tally;
use crate::store::{Put, Recorder, ReferenceLoader, StoreError};

pub use crate::store::Filed;

/// Takes rows. Nothing stays until whoever owns the sink commits it.
pub trait Sink {
    /// Takes a customer.
    ///
    /// # Errors
    /// When nothing can be stored any more; the import is then lost as a whole.
    fn customer(&mut self, customer: &Customer) -> Result<(), StoreError>;

    /// Takes a month.
    ///
    /// # Errors
    /// When nothing can be stored any more; the import is then lost as a whole.
    fn usage(&mut self, number: PhoneNumber, month: &UsageMonth) -> Result<Filed, StoreError>;

    /// Takes a cell of the week.
    ///
    /// # Errors
    /// When nothing can be stored any more; the import is then lost as a whole.
    fn habit(&mut self, number: PhoneNumber, cell: HabitCell) -> Result<Filed, StoreError>;

    /// Takes something that happened.
    ///
    /// # Errors
    /// When nothing can be stored any more; the import is then lost as a whole.
    fn event(&mut self, number: PhoneNumber, event: &CustomerEvent) -> Result<Filed, StoreError>;

    /// Takes a task.
    ///
    /// # Errors
    /// When nothing can be stored any more; the import is then lost as a whole.
    fn task(&mut self, task: FollowUp) -> Result<(), StoreError>;

    /// Everything is in: how many of the accepted rows said nothing new.
    ///
    /// # Errors
    /// When nothing can be stored any more; the import is then lost as a whole.
    fn unchanged(&mut self) -> Result<u64, StoreError>;
}

/// The store as a sink. Dropping it takes everything back.
pub struct StoreSink {
    loader: ReferenceLoader,
    tasks: Vec<FollowUp>,
}

impl StoreSink {
    /// Fills a loader; tasks wait beside it until [`StoreSink::commit`].
    #[must_use]
    pub const fn new(loader: ReferenceLoader) -> Self {
        Self { loader, tasks: Vec::new() }
    }

    /// Makes everything stay, and says how many of the tasks were known before.
    ///
    /// # Errors
    /// When it could not be written; nothing stays then.
    pub fn commit(self, recorder: &mut Recorder, now: Moment) -> Result<u64, StoreError> {
        self.loader.commit()?;
        if self.tasks.is_empty() {
            return Ok(0);
        }
        let puts = recorder.put_tasks(&self.tasks, now)?;
        Ok(puts.iter().map(|put| u64::from(*put == Put::Unchanged)).sum())
    }
}

impl Sink for StoreSink {
    fn customer(&mut self, customer: &Customer) -> Result<(), StoreError> {
        self.loader.put_customer(customer).map(|_| ())
    }

    fn usage(&mut self, number: PhoneNumber, month: &UsageMonth) -> Result<Filed, StoreError> {
        self.loader.put_usage(number, month)
    }

    fn habit(&mut self, number: PhoneNumber, cell: HabitCell) -> Result<Filed, StoreError> {
        self.loader.put_habit(number, cell)
    }

    fn event(&mut self, number: PhoneNumber, event: &CustomerEvent) -> Result<Filed, StoreError> {
        self.loader.put_event(number, event)
    }

    fn task(&mut self, task: FollowUp) -> Result<(), StoreError> {
        self.tasks.push(task);
        Ok(())
    }

    fn unchanged(&mut self) -> Result<u64, StoreError> {
        let summary = self.loader.flush()?;
        let tallies: [Tally; 4] = [summary.customers, summary.usage, summary.habits, summary.events];
        Ok(tallies.iter().map(|tally| tally.unchanged).sum())
    }
}

impl std::fmt::Debug for StoreSink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoreSink").field("tasks", &self.tasks.len()).finish_non_exhaustive()
    }
}

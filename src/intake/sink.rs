//! Where rows go. The store takes them in one transaction; tests take them in memory.

use crate::domain::customer::Customer;
use crate::domain::event::CustomerEvent;
use crate::domain::follow_up::FollowUp;
use crate::domain::habit::HabitCell;
use crate::domain::phone::PhoneNumber;
use crate::domain::usage::UsageMonth;
use crate::store::load::Tally;
use crate::store::{ReferenceLoader, StoreError};

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
}

impl StoreSink {
    /// Fills a loader.
    #[must_use]
    pub const fn new(loader: ReferenceLoader) -> Self {
        Self { loader }
    }

    /// Makes everything stay.
    ///
    /// # Errors
    /// When it could not be written; nothing stays then.
    pub fn commit(self) -> Result<(), StoreError> {
        self.loader.commit().map(|_| ())
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

    /// Tasks are records of the desk, not reference data: see [`Held`].
    fn task(&mut self, _task: FollowUp) -> Result<(), StoreError> {
        Err(StoreError::NotThere { what: "loader for tasks" })
    }

    fn unchanged(&mut self) -> Result<u64, StoreError> {
        let summary = self.loader.flush()?;
        let tallies: [Tally; 4] = [summary.customers, summary.usage, summary.habits, summary.events];
        Ok(tallies.iter().map(|tally| tally.unchanged).sum())
    }
}

impl std::fmt::Debug for StoreSink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoreSink").finish_non_exhaustive()
    }
}

/// Holds what comes in: tasks on their way to the records, and rows of tests. A dry run before there is any store ends here.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// Customers, as they came.
    pub customers: Vec<Customer>,
    /// Months, as they came.
    pub usage: Vec<(PhoneNumber, UsageMonth)>,
    /// Cells of weeks, as they came.
    pub habits: Vec<(PhoneNumber, HabitCell)>,
    /// Things that happened, as they came.
    pub events: Vec<(PhoneNumber, CustomerEvent)>,
    /// Tasks, as they came.
    pub tasks: Vec<FollowUp>,
    /// Takes months, weeks and events of numbers that nobody has.
    pub strangers: bool,
}

impl Held {
    fn filed(&self, number: PhoneNumber) -> Filed {
        if self.strangers || self.customers.iter().any(|customer| customer.number == number) {
            Filed::Yes
        } else {
            Filed::UnknownCustomer
        }
    }
}

impl Sink for Held {
    fn customer(&mut self, customer: &Customer) -> Result<(), StoreError> {
        self.customers.push(customer.clone());
        Ok(())
    }

    fn usage(&mut self, number: PhoneNumber, month: &UsageMonth) -> Result<Filed, StoreError> {
        let filed = self.filed(number);
        if filed == Filed::Yes {
            self.usage.push((number, month.clone()));
        }
        Ok(filed)
    }

    fn habit(&mut self, number: PhoneNumber, cell: HabitCell) -> Result<Filed, StoreError> {
        let filed = self.filed(number);
        if filed == Filed::Yes {
            self.habits.push((number, cell));
        }
        Ok(filed)
    }

    fn event(&mut self, number: PhoneNumber, event: &CustomerEvent) -> Result<Filed, StoreError> {
        let filed = self.filed(number);
        if filed == Filed::Yes {
            self.events.push((number, event.clone()));
        }
        Ok(filed)
    }

    fn task(&mut self, task: FollowUp) -> Result<(), StoreError> {
        self.tasks.push(task);
        Ok(())
    }

    fn unchanged(&mut self) -> Result<u64, StoreError> {
        Ok(0)
    }
}

//! Walking the whole base on several threads, and keeping what it taught beside it. It must not judge anybody.

use rusqlite::{OptionalExtension, params};

use crate::domain::customer::CustomerId;
use crate::domain::insight::learnt::Learnt;
use crate::domain::profile::Profile;
use crate::domain::usage::UsageMonth;
use crate::store::open::{self, Purpose};
use crate::store::rows::{self, CUSTOMER_COLUMNS};
use crate::store::schema::Which;
use crate::store::{Reader, Store, StoreError, usage_blob};

/// Which part of the base a thread walks: those whose row leaves this remainder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// 0 up to `of`.
    pub at: i64,
    /// How many lanes there are.
    pub of: i64,
}

impl Store {
    /// Keeps what a base taught; it replaces what was kept before.
    ///
    /// # Errors
    /// [`StoreError::Busy`] while an import runs, or when it could not be written.
    pub fn keep_learnt(&self, learnt: &Learnt) -> Result<(), StoreError> {
        let text = serde_json::to_string(learnt).map_err(|_| StoreError::Damaged { what: "learnt" })?;
        open::connect(&self.dir, &self.key, Which::Reference, Purpose::Write(8_192))?
            .execute("INSERT OR REPLACE INTO meta(name, value) VALUES ('learnt', ?1)", params![text])?;
        Ok(())
    }
}

impl Reader {
    /// What the base taught when it was last assessed. What another version wrote in another form counts as nothing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn learnt(&self) -> Result<Option<Learnt>, StoreError> {
        let text: Option<String> = self
            .reference
            .prepare_cached("SELECT value FROM meta WHERE name = 'learnt'")?
            .query_row([], |row| row.get(0))
            .optional()?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// The months of every customer of a lane.
    ///
    /// # Errors
    /// When the database cannot be read, or what `each` answers.
    pub fn for_each_usage<E: From<StoreError>>(
        &self,
        lane: Lane,
        mut each: impl FnMut(&[UsageMonth]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self
            .reference
            .prepare("SELECT months FROM usage WHERE customer % ?2 = ?1 ORDER BY customer")
            .map_err(StoreError::from)?;
        let mut found = statement.query([lane.at, lane.of]).map_err(StoreError::from)?;
        while let Some(row) = found.next().map_err(StoreError::from)? {
            let bytes = row
                .get_ref(0)
                .map_err(StoreError::from)?
                .as_blob()
                .map_err(|_| StoreError::Damaged { what: "usage" })?;
            let months = usage_blob::unpack(bytes).ok_or(StoreError::Damaged { what: "usage" })?;
            let months: Vec<UsageMonth> = months.iter().filter_map(usage_blob::PackedMonth::month).collect();
            each(&months)?;
        }
        Ok(())
    }

    /// Every customer of a lane with what an assessment looks at; the week of calls is left out. In the order of the rows.
    ///
    /// # Errors
    /// When the database cannot be read, or what `each` answers.
    pub fn for_each_profile<E: From<StoreError>>(
        &self,
        lane: Lane,
        mut each: impl FnMut(CustomerId, Profile) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self
            .reference
            .prepare(&format!("SELECT {CUSTOMER_COLUMNS} FROM customers WHERE id % ?2 = ?1 ORDER BY id"))
            .map_err(StoreError::from)?;
        let mut found = statement.query([lane.at, lane.of]).map_err(StoreError::from)?;
        while let Some(row) = found.next().map_err(StoreError::from)? {
            let (id, customer) = rows::customer(row, 0)?;
            each(id, self.assessed(id, customer)?)?;
        }
        Ok(())
    }
}

//! Reading one customer whole: the moment the phone rings. Four indexed look-ups and two short lists.

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::call::CallId;
use crate::domain::customer::{Customer, CustomerId, Level};
use crate::domain::disposition::Disposition;
use crate::domain::event::{CustomerEvent, EventKind};
use crate::domain::follow_up::FollowUp;
use crate::domain::habit::Habit;
use crate::domain::phone::PhoneNumber;
use crate::domain::profile::{PastCall, Profile};
use crate::domain::safe_text::RawText;
use crate::domain::usage::UsageMonth;
use crate::store::rows::CUSTOMER_COLUMNS;
use crate::store::{Reader, StoreError, calls, habit_blob, rows, tasks, usage_blob};

/// As many months as a screen can show.
const MONTHS: usize = 24;

/// As many events and past calls as an agent can read during a call.
const LATEST: u32 = 50;

impl Reader {
    /// Everything known about whoever has this number; `None` when the base has no such customer.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn profile_by_number(&self, number: PhoneNumber) -> Result<Option<Profile>, StoreError> {
        self.profile(&format!("SELECT {CUSTOMER_COLUMNS} FROM customers WHERE number = ?1"), number.key())
    }

    /// The same by the store's own row.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn profile_by_id(&self, id: CustomerId) -> Result<Option<Profile>, StoreError> {
        self.profile(&format!("SELECT {CUSTOMER_COLUMNS} FROM customers WHERE id = ?1"), id.0)
    }

    fn profile(&self, sql: &str, key: i64) -> Result<Option<Profile>, StoreError> {
        let found = self
            .reference
            .prepare_cached(sql)?
            .query_row([key], |row| Ok(rows::customer(row, 0)))
            .optional()?
            .transpose()?;
        let Some((id, customer)) = found else {
            return Ok(None);
        };
        let habit = self.habit(id)?;
        Ok(Some(Profile { habit, ..self.assessed(id, customer)? }))
    }

    /// The profile of a customer whose row was read, without the week of calls.
    pub(crate) fn assessed(&self, id: CustomerId, customer: Customer) -> Result<Profile, StoreError> {
        let number = customer.number;
        Ok(Profile {
            id,
            customer,
            usage: self.usage(id)?,
            habit: None,
            events: self.events(id)?,
            history: self.history(number)?,
            follow_ups: self.open_follow_ups(number)?,
            offers: self.offers(number)?,
            quiet: self.quiet_signs(number)?,
            told: self.told(number)?,
            tried: self.tried_methods(number)?,
        })
    }

    fn blob(&self, sql: &str, id: CustomerId) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.reference.prepare_cached(sql)?.query_row([id.0], |row| row.get(0)).optional()?)
    }

    /// Known months of a customer, oldest first, at most 24.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn usage(&self, id: CustomerId) -> Result<Vec<UsageMonth>, StoreError> {
        let Some(bytes) = self.blob("SELECT months FROM usage WHERE customer = ?1", id)? else {
            return Ok(Vec::new());
        };
        let months = usage_blob::unpack(&bytes).ok_or(StoreError::Damaged { what: "usage" })?;
        let skip = months.len().saturating_sub(MONTHS);
        Ok(months.iter().skip(skip).filter_map(usage_blob::PackedMonth::month).collect())
    }

    fn habit(&self, id: CustomerId) -> Result<Option<Habit>, StoreError> {
        let Some(bytes) = self.blob("SELECT cells FROM habits WHERE customer = ?1", id)? else {
            return Ok(None);
        };
        let week = habit_blob::unpack(&bytes).ok_or(StoreError::Damaged { what: "habit" })?;
        Ok(Some(Habit::from_cells(&habit_blob::cells(&week))))
    }

    fn events(&self, id: CustomerId) -> Result<Vec<CustomerEvent>, StoreError> {
        let mut statement = self.reference.prepare_cached(
            "SELECT at, kind, detail FROM events WHERE customer = ?1 ORDER BY at DESC, kind, detail LIMIT ?2",
        )?;
        let mut found = statement.query(params![id.0, LATEST])?;
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            let kind: String = row.get(1)?;
            // A kind that a later version brought is not shown.
            let Some(kind) = EventKind::parse(&kind) else { continue };
            let detail = rows::text(row, 2)?.filter(|detail| !detail.is_empty());
            out.push(CustomerEvent { at: rows::moment(row, 0)?, kind, detail });
        }
        Ok(out)
    }

    /// Calls with whoever has this number, newest first, at most 50; calls that are still to be wrapped up are not history yet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn history(&self, number: PhoneNumber) -> Result<Vec<PastCall>, StoreError> {
        let mut statement = self.records.prepare_cached(&format!(
            "SELECT {}, calls.disposition, notes.body FROM calls
             LEFT JOIN notes ON notes.call = calls.id AND notes.withdrawn = 0
             WHERE whom = ?1 AND wrapped_at IS NOT NULL ORDER BY started_at DESC, calls.id DESC LIMIT ?2",
            calls::COLUMNS
        ))?;
        let mut found = statement.query(params![number.key(), LATEST])?;
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            let start = calls::start_of(row, 0, &self.reference)?;
            let end = calls::end_of(row, 0)?;
            let disposition: Option<String> = row.get(calls::WIDTH)?;
            out.push(PastCall {
                call: CallId(start.id.0),
                at: start.at,
                direction: start.direction,
                talked_seconds: end.and_then(|end| {
                    u32::try_from((end.ended_at - end.answered_at?).num_seconds().max(0)).ok()
                }),
                disposition: disposition.as_deref().and_then(Disposition::parse),
                note: rows::text(row, calls::WIDTH + 1)?,
            });
        }
        Ok(out)
    }

    /// What is still promised to, or planned for, whoever has this number; soonest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn open_follow_ups(&self, number: PhoneNumber) -> Result<Vec<FollowUp>, StoreError> {
        let mut statement = self.records.prepare_cached(&format!(
            "SELECT {} FROM follow_ups WHERE number = ?1 AND state = 'open'
             ORDER BY due_at IS NULL, due_at, priority, id",
            tasks::COLUMNS
        ))?;
        let mut found = statement.query([number.key()])?;
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            out.push(tasks::follow_up(row, &self.reference)?);
        }
        Ok(out)
    }
}

/// Each as far as it is known.
pub(crate) type NameAndLevel = (Option<RawText>, Option<Level>);

/// Name and level of whoever has that number.
pub(crate) fn name_and_level(
    reference: &Connection,
    number: PhoneNumber,
) -> Result<Option<NameAndLevel>, StoreError> {
    reference
        .prepare_cached("SELECT name, level FROM customers WHERE number = ?1")?
        .query_row([number.key()], |row| {
            Ok(rows::text(row, 0).and_then(|name| Ok((name, rows::level(row, 1)?))))
        })
        .optional()?
        .transpose()
}

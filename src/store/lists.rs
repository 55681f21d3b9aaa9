//! Reading lists: due follow-ups, unfinished calls, notes, and the streams that exports write out.

use rusqlite::{Row, params, params_from_iter, types};

use crate::domain::call::CallId;
use crate::domain::customer::{Customer, CustomerId, Level};
use crate::domain::disposition::Disposition;
use crate::domain::follow_up::{self, DueFollowUp};
use crate::domain::note::{Note, NoteId, Unfinished};
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;
use crate::store::read::{CallRow, Counts, FollowUpRow, FollowUpState, NoteQuery, NoteRow};
use crate::store::rows::CUSTOMER_COLUMNS;
use crate::store::{Reader, StoreError, calls, note_text, profile, record, rows, tasks};

/// More than a list on a screen can hold.
const MOST_FOLLOW_UPS: u32 = 5_000;

impl Reader {
    /// All open follow-ups and tasks in the order of [`follow_up::sort`], at most 5,000.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn follow_ups(&self) -> Result<Vec<DueFollowUp>, StoreError> {
        let mut statement = self.records.prepare_cached(&format!(
            "SELECT {}, (SELECT max(started_at) FROM calls WHERE whom = follow_ups.number AND wrapped_at IS NOT NULL)
             FROM follow_ups WHERE state = 'open' ORDER BY due_at IS NULL, due_at, priority, id LIMIT ?1",
            tasks::COLUMNS
        ))?;
        let mut found = statement.query([MOST_FOLLOW_UPS])?;
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            let follow_up = tasks::follow_up(row, &self.reference)?;
            let (name, level) =
                profile::name_and_level(&self.reference, follow_up.number)?.unwrap_or_default();
            out.push(DueFollowUp {
                follow_up,
                name,
                level,
                last_contact: rows::maybe_moment(row, tasks::WIDTH)?,
            });
        }
        follow_up::sort(&mut out);
        Ok(out)
    }

    /// Calls without a wrap-up, oldest first: what the tray holds after a restart.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn unfinished(&self) -> Result<Vec<Unfinished>, StoreError> {
        let mut statement = self.records.prepare_cached(&format!(
            "SELECT {}, drafts.body, drafts.evidence FROM calls LEFT JOIN drafts ON drafts.call = calls.id
             WHERE wrapped_at IS NULL ORDER BY started_at, calls.id",
            calls::COLUMNS
        ))?;
        let mut found = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = found.next()? {
            out.push(Unfinished {
                start: calls::start_of(row, 0, &self.reference)?,
                end: calls::end_of(row, 0)?,
                draft: rows::text(row, calls::WIDTH)?.unwrap_or_default(),
                evidence: record::evidence(row.get(calls::WIDTH + 1)?),
            });
        }
        Ok(out)
    }

    /// Notes, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn notes(&self, query: &NoteQuery) -> Result<Vec<NoteRow>, StoreError> {
        let mut filter = String::new();
        let mut values: Vec<types::Value> = Vec::new();
        if let Some(number) = query.number {
            filter.push_str(" AND calls.whom = ?");
            values.push(number.key().into());
        }
        if let Some(since) = query.since {
            filter.push_str(" AND notes.at >= ?");
            values.push(since.timestamp_micros().into());
        }
        if let Some(text) = &query.text {
            let Some(phrase) = note_text::query(text) else {
                return Ok(Vec::new());
            };
            filter.push_str(" AND notes.row IN (SELECT rowid FROM notes_text WHERE notes_text MATCH ?)");
            values.push(phrase.into());
        }
        let limit = query.limit.and_then(|limit| i64::try_from(limit).ok()).unwrap_or(-1);
        let mut out = Vec::new();
        self.each_note(&filter, values, "DESC", limit, |row| {
            out.push(row);
            Ok::<(), StoreError>(())
        })?;
        Ok(out)
    }

    /// Every note since then, oldest first, one at a time.
    ///
    /// # Errors
    /// When the database cannot be read, or what `each` returns.
    pub fn for_each_note<E: From<StoreError>>(
        &self,
        since: Option<Moment>,
        each: impl FnMut(NoteRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let values = vec![micros(since).into()];
        self.each_note(" AND notes.at >= ?", values, "ASC", -1, each)
    }

    fn each_note<E: From<StoreError>>(
        &self,
        filter: &str,
        values: Vec<types::Value>,
        order: &str,
        limit: i64,
        mut each: impl FnMut(NoteRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!(
            "SELECT {}, calls.disposition, notes.id, notes.body, notes.at FROM notes
             JOIN calls ON calls.id = notes.call
             WHERE notes.withdrawn = 0{filter} ORDER BY notes.at {order}, notes.row {order} LIMIT {limit}",
            calls::COLUMNS
        );
        let mut statement = self.records.prepare_cached(&sql).map_err(StoreError::from)?;
        let mut found = statement.query(params_from_iter(values)).map_err(StoreError::from)?;
        while let Some(row) = found.next().map_err(StoreError::from)? {
            each(self.note_row(row)?)?;
        }
        Ok(())
    }

    fn note_row(&self, row: &Row<'_>) -> Result<NoteRow, StoreError> {
        let call = calls::start_of(row, 0, &self.reference)?;
        let disposition: Option<String> = row.get(calls::WIDTH)?;
        let whom = rows::number(row, 5)?.or(call.number);
        Ok(NoteRow {
            note: Note {
                id: NoteId(rows::id(row, calls::WIDTH + 1)?),
                call: call.id,
                number: whom,
                customer: call.customer,
                body: rows::text(row, calls::WIDTH + 2)?.unwrap_or_default(),
                at: rows::moment(row, calls::WIDTH + 3)?,
            },
            disposition: disposition.as_deref().and_then(Disposition::parse),
            name: self.name(whom)?,
            call,
        })
    }

    /// Every call since then, oldest first, one at a time.
    ///
    /// # Errors
    /// When the database cannot be read, or what `each` returns.
    pub fn for_each_call<E: From<StoreError>>(
        &self,
        since: Option<Moment>,
        mut each: impl FnMut(CallRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self
            .records
            .prepare_cached(&format!(
                "SELECT {}, disposition, wrapped_at FROM calls WHERE started_at >= ?1 ORDER BY started_at, id",
                calls::COLUMNS
            ))
            .map_err(StoreError::from)?;
        let mut found = statement.query([micros(since)]).map_err(StoreError::from)?;
        while let Some(row) = found.next().map_err(StoreError::from)? {
            each(self.call_row(row)?)?;
        }
        Ok(())
    }

    fn call_row(&self, row: &Row<'_>) -> Result<CallRow, StoreError> {
        let disposition: Option<String> = row.get(calls::WIDTH)?;
        let customer_number = rows::number(row, 5)?;
        Ok(CallRow {
            start: calls::start_of(row, 0, &self.reference)?,
            end: calls::end_of(row, 0)?,
            disposition: disposition.as_deref().and_then(Disposition::parse),
            wrapped_at: rows::maybe_moment(row, calls::WIDTH + 1)?,
            customer_number,
            name: self.name(customer_number)?,
        })
    }

    /// Every follow-up opened since then, oldest first, one at a time.
    ///
    /// # Errors
    /// When the database cannot be read, or what `each` returns.
    pub fn for_each_follow_up<E: From<StoreError>>(
        &self,
        since: Option<Moment>,
        mut each: impl FnMut(FollowUpRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self
            .records
            .prepare_cached(&format!(
                "SELECT {}, state, opened_at, done_at, done_by FROM follow_ups
                 WHERE opened_at >= ?1 ORDER BY opened_at, id",
                tasks::COLUMNS
            ))
            .map_err(StoreError::from)?;
        let mut found = statement.query([micros(since)]).map_err(StoreError::from)?;
        while let Some(row) = found.next().map_err(StoreError::from)? {
            each(self.follow_up_row(row)?)?;
        }
        Ok(())
    }

    fn follow_up_row(&self, row: &Row<'_>) -> Result<FollowUpRow, StoreError> {
        let follow_up = tasks::follow_up(row, &self.reference)?;
        let state: String = row.get(tasks::WIDTH)?;
        Ok(FollowUpRow {
            name: self.name(Some(follow_up.number))?,
            state: FollowUpState::parse(&state).ok_or(StoreError::Damaged { what: "follow-up" })?,
            opened_at: rows::moment(row, tasks::WIDTH + 1)?,
            done_at: rows::maybe_moment(row, tasks::WIDTH + 2)?,
            done_by: rows::maybe_id(row, tasks::WIDTH + 3)?.map(CallId),
            follow_up,
        })
    }

    /// Every customer, one at a time, in the order of rows.
    ///
    /// # Errors
    /// When the database cannot be read, or what `each` returns.
    pub fn for_each_customer<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(CustomerId, Customer) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self
            .reference
            .prepare(&format!("SELECT {CUSTOMER_COLUMNS} FROM customers ORDER BY id"))
            .map_err(StoreError::from)?;
        let mut found = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = found.next().map_err(StoreError::from)? {
            let (id, customer) = rows::customer(row, 0)?;
            each(id, customer)?;
        }
        Ok(())
    }

    /// Row, number key, name and level of every customer, for the search index.
    pub(crate) fn for_each_name(
        &self,
        mut each: impl FnMut(i64, i64, Option<&str>, Option<Level>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.reference.prepare("SELECT id, number, name, level FROM customers")?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            let name = row.get_ref(2)?.as_str_or_null().map_err(|_| StoreError::Damaged { what: "name" })?;
            each(row.get(0)?, row.get(1)?, name, rows::level(row, 3)?)?;
        }
        Ok(())
    }

    pub(crate) fn name(&self, number: Option<PhoneNumber>) -> Result<Option<RawText>, StoreError> {
        let Some(number) = number else { return Ok(None) };
        Ok(profile::name_and_level(&self.reference, number)?.and_then(|(name, _)| name))
    }

    /// How much there is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let reference = |sql: &str| count(&self.reference, sql);
        let records = |sql: &str| count(&self.records, sql);
        Ok(Counts {
            customers: reference("SELECT count(*) FROM customers")?,
            with_usage: reference("SELECT count(*) FROM usage")?,
            calls: records("SELECT count(*) FROM calls")?,
            notes: records("SELECT count(*) FROM notes WHERE withdrawn = 0")?,
            open_follow_ups: records("SELECT count(*) FROM follow_ups WHERE state = 'open'")?,
            events: records("SELECT coalesce(sum(next_seq - 1), 0) FROM sync_stream")?,
        })
    }

    /// How many imports have been committed: changes whenever the customers may have.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn generation(&self) -> Result<u64, StoreError> {
        count(&self.reference, "SELECT value FROM meta WHERE name = 'generation'")
    }

    /// When the last import was committed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn imported_at(&self) -> Result<Option<Moment>, StoreError> {
        let mut statement =
            self.reference.prepare_cached("SELECT value FROM meta WHERE name = 'imported_at'")?;
        let mut found = statement.query(params![])?;
        match found.next()? {
            Some(row) => rows::maybe_moment(row, 0),
            None => Ok(None),
        }
    }
}

pub(crate) fn count(connection: &rusqlite::Connection, sql: &str) -> Result<u64, StoreError> {
    let count: i64 = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(count.max(0).cast_unsigned())
}

fn micros(since: Option<Moment>) -> i64 {
    since.map_or(i64::MIN, |since| since.timestamp_micros())
}

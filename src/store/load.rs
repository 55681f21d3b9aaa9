//! Imports into the reference database: one transaction, all or nothing, and the same file twice changes nothing.
//!
//! Customers are written as they come. Usage is gathered per customer in packed form and written in the order of rows,
//! because one blob written once costs a tenth of twelve rows written in the order of a monthly file.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::customer::Customer;
use crate::domain::event::CustomerEvent;
use crate::domain::habit::HabitCell;
use crate::domain::phone::PhoneNumber;
use crate::domain::time::Moment;
use crate::domain::usage::UsageMonth;
use crate::store::open::{self, Purpose};
use crate::store::packed::{self, pack_customer};
use crate::store::rows::{self, CUSTOMER_COLUMNS};
use crate::store::schema::{CUSTOMER_INDEXES, DROP_CUSTOMER_INDEXES, Which};
use crate::store::usage_blob::{self, Growing, PackedMonth};
use crate::store::{Store, StoreError, habit_blob, readings};

/// What became of a row that was put in.
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

impl Tally {
    fn count(&mut self, put: Put) -> Put {
        match put {
            Put::Inserted => self.inserted += 1,
            Put::Updated => self.updated += 1,
            Put::Unchanged => self.unchanged += 1,
        }
        put
    }
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

/// Gathered usage is written out at this many bytes, which keeps a million customers' import under 512 MB.
const GATHER_LIMIT: usize = 256 << 20;

/// Customers whose months are complete are written out at this many bytes.
const COMPLETE_LIMIT: usize = 1 << 20;

/// Gathered cells of weeks, 12 bytes each.
const CELL_LIMIT: usize = 4 << 20;

/// An import under way. Dropping it takes everything back; [`ReferenceLoader::commit`] makes everything stay.
pub struct ReferenceLoader {
    connection: Connection,
    /// Rows by number: a look-up in memory costs a fiftieth of one in the database.
    ids: HashMap<i64, u32>,
    newest_id: u32,
    /// The number of each row: files are mostly in one order, so the row after the last one is tried before the map.
    numbers: Vec<i64>,
    last_row: usize,
    /// The base was empty when the import began, so its indexes are made at the end.
    first: bool,
    /// Months per row, packed one after the other.
    gathered: Vec<Growing>,
    gathered_bytes: usize,
    /// How many months and customers have been gathered since the last writing, and whether in the order of rows so far.
    gathered_months: u64,
    gathered_rows: u64,
    in_order: bool,
    /// The last row gathered for, and the first that no usage has been written for in this import; rows from `unwritten` on
    /// have none in the base either, when it began without.
    gathering: usize,
    unwritten: Option<usize>,
    /// Nothing is gathered for rows before this one.
    first_gathered: usize,
    cells: Vec<(u32, u8, u32)>,
    summary: LoadSummary,
    now: Moment,
}

impl ReferenceLoader {
    pub(crate) fn begin(store: &Store, now: Moment) -> Result<Self, StoreError> {
        let connection = open::connect(&store.dir, &store.key, Which::Reference, Purpose::Write(98_304))?;
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let mut loader = Self {
            ids: HashMap::new(),
            newest_id: 0,
            numbers: Vec::new(),
            last_row: 0,
            first: false,
            gathered: Vec::new(),
            gathered_bytes: 0,
            gathered_months: 0,
            gathered_rows: 0,
            in_order: true,
            gathering: 0,
            first_gathered: 0,
            unwritten: is_empty(&connection, "SELECT 1 FROM usage LIMIT 1")?.then_some(0),
            cells: Vec::new(),
            summary: LoadSummary::default(),
            now,
            connection,
        };
        loader.read_ids()?;
        if loader.ids.is_empty() {
            loader.first = true;
            loader.connection.execute_batch(DROP_CUSTOMER_INDEXES)?;
            // The indexes at the end read every customer four times: better out of memory than out of the encrypted file.
            loader.connection.execute_batch("PRAGMA cache_size = -229376")?;
        }
        Ok(loader)
    }

    fn read_ids(&mut self) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare("SELECT number, id FROM customers ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (number, id): (i64, u32) = (row.get(0)?, row.get(1)?);
            self.newest_id = self.newest_id.max(id);
            self.ids.insert(number, id);
            remember(&mut self.numbers, id, number);
        }
        Ok(())
    }

    /// The row of a number: the same as last time, the next one, or the one in the map.
    fn row(&mut self, number: PhoneNumber) -> Option<u32> {
        let key = number.key();
        for row in [self.last_row, self.last_row + 1] {
            if self.numbers.get(row) == Some(&key) {
                self.last_row = row;
                return u32::try_from(row).ok();
            }
        }
        let row = *self.ids.get(&key)?;
        self.last_row = row as usize;
        Some(row)
    }

    /// Adds or merges a customer by number. A field that is `None` (or no tags) says nothing and keeps what is known.
    ///
    /// # Errors
    /// When the database cannot be written; the import is then lost as a whole.
    pub fn put_customer(&mut self, customer: &Customer) -> Result<Put, StoreError> {
        self.still_open()?;
        let key = customer.number.key();
        let put = match self.ids.get(&key) {
            Some(id) => self.update_customer(*id, customer)?,
            None => {
                let id = self.newest_id.checked_add(1).ok_or(StoreError::Damaged { what: "row number" })?;
                self.write_customer(INSERT_CUSTOMER, id, customer, &pack_customer(customer))?;
                self.newest_id = id;
                self.ids.insert(key, id);
                remember(&mut self.numbers, id, key);
                Put::Inserted
            }
        };
        Ok(self.summary.customers.count(put))
    }

    fn update_customer(&self, id: u32, file: &Customer) -> Result<Put, StoreError> {
        let known = self
            .connection
            .prepare_cached(&format!("SELECT {CUSTOMER_COLUMNS} FROM customers WHERE id = ?1"))?
            .query_row([id], |row| Ok(rows::customer(row, 0)))??;
        let mut merged = known.1.clone();
        packed::merge_customer(&mut merged, file);
        if merged == known.1 {
            return Ok(Put::Unchanged);
        }
        self.write_customer(UPDATE_CUSTOMER, id, &merged, &pack_customer(&merged))?;
        Ok(Put::Updated)
    }

    fn write_customer(&self, sql: &str, id: u32, customer: &Customer, rest: &[u8]) -> Result<(), StoreError> {
        let name = customer.name.as_ref().map(|name| name.as_raw());
        self.connection.prepare_cached(sql)?.execute(params![
            id,
            customer.number.key(),
            customer.number.last4(),
            name,
            name.and_then(readings::initials),
            customer.level.map(crate::domain::customer::Level::code),
            customer.package.as_ref().map(|package| package.as_raw()),
            rest,
        ])?;
        Ok(())
    }

    /// Adds a month, or merges it field by field into the same month. About 0.1 us; written by [`Self::flush`].
    ///
    /// # Errors
    /// When the database cannot be written; the import is then lost as a whole.
    pub fn put_usage(&mut self, number: PhoneNumber, month: &UsageMonth) -> Result<Filed, StoreError> {
        let Some(id) = self.row(number) else {
            return Ok(Filed::UnknownCustomer);
        };
        let at = id as usize;
        if at != self.gathering {
            self.turn_to(at)?;
        }
        if self.gathered.len() <= at {
            // All customers at once: growing by doubling would hold the table twice.
            self.gathered.resize_with(at.max(self.newest_id as usize) + 1, Growing::default);
        }
        let Some(place) = self.gathered.get_mut(at) else {
            return Ok(Filed::UnknownCustomer);
        };
        let before = place.held();
        self.gathered_rows += u64::from(before == 0);
        match place.add(&PackedMonth::of(month)) {
            None => self.gathered_months += 1,
            Some(true) => self.summary.usage.updated += 1,
            Some(false) => self.summary.usage.unchanged += 1,
        }
        self.gathered_bytes = (self.gathered_bytes + place.held()).saturating_sub(before);
        if self.gathered_bytes > GATHER_LIMIT {
            self.write_usage(usize::MAX)?;
        }
        Ok(Filed::Yes)
    }

    /// The file goes on to another customer. When it goes through the customers one by one, those behind are complete, and
    /// writing them now lets the next rows be read at the same time.
    fn turn_to(&mut self, at: usize) -> Result<(), StoreError> {
        self.in_order &= at > self.gathering;
        self.gathering = at;
        self.first_gathered = self.first_gathered.min(at);
        // A file that goes month by month is in order too during its first month; there nobody is complete.
        let complete = self.in_order && self.gathered_months >= 3 * self.gathered_rows;
        if complete && self.gathered_bytes > COMPLETE_LIMIT { self.write_usage(at) } else { Ok(()) }
    }

    /// Sets one cell of the week; the last value put for a cell stays. A cell outside the week is ignored.
    ///
    /// # Errors
    /// When the database cannot be written; the import is then lost as a whole.
    pub fn put_habit(&mut self, number: PhoneNumber, cell: HabitCell) -> Result<Filed, StoreError> {
        let Some(id) = self.row(number) else {
            return Ok(Filed::UnknownCustomer);
        };
        if let Some(at) = habit_blob::place(cell) {
            self.cells.push((id, at, cell.calls));
        }
        if self.cells.len() >= CELL_LIMIT {
            self.write_habits()?;
        }
        Ok(Filed::Yes)
    }

    /// Adds something that happened, unless it is known: the same kind at the same moment, with the same words or with
    /// words where the file has none.
    ///
    /// # Errors
    /// When the database cannot be written; the import is then lost as a whole.
    pub fn put_event(&mut self, number: PhoneNumber, event: &CustomerEvent) -> Result<Filed, StoreError> {
        self.still_open()?;
        let Some(id) = self.row(number) else {
            return Ok(Filed::UnknownCustomer);
        };
        let at = event.at.timestamp_micros();
        let kind = event.kind.code();
        let detail = event.detail.as_ref().map_or("", |detail| detail.as_raw());
        let mut known = self
            .connection
            .prepare_cached("SELECT detail FROM events WHERE customer = ?1 AND at = ?2 AND kind = ?3")?;
        let known: Vec<String> =
            known.query_map(params![id, at, kind], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let put = if known.iter().any(|words| words == detail || detail.is_empty()) {
            Put::Unchanged
        } else if known.iter().any(String::is_empty) {
            self.connection
                .prepare_cached(
                    "UPDATE events SET detail = ?4 WHERE customer = ?1 AND at = ?2 AND kind = ?3 AND detail = ''",
                )?
                .execute(params![id, at, kind, detail])?;
            Put::Updated
        } else {
            self.connection
                .prepare_cached("INSERT INTO events(customer, at, kind, detail) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![id, at, kind, detail])?;
            Put::Inserted
        };
        self.summary.events.count(put);
        Ok(Filed::Yes)
    }

    /// Whether a customer with this number exists, in the base or in this import.
    #[must_use]
    pub fn knows(&self, number: PhoneNumber) -> bool {
        self.ids.contains_key(&number.key())
    }

    /// Writes out what is buffered, inside the transaction, and says what has changed so far. A dry run ends here.
    ///
    /// # Errors
    /// When the database cannot be written; the import is then lost as a whole.
    pub fn flush(&mut self) -> Result<LoadSummary, StoreError> {
        self.still_open()?;
        self.write_usage(usize::MAX)?;
        self.write_habits()?;
        Ok(self.summary)
    }

    /// Makes everything stay.
    ///
    /// # Errors
    /// When the database cannot be written; nothing stays then.
    pub fn commit(mut self) -> Result<LoadSummary, StoreError> {
        let summary = self.flush()?;
        if self.first {
            self.connection.execute_batch(CUSTOMER_INDEXES)?;
        }
        self.connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'", [])?;
        self.connection.execute(
            "INSERT INTO meta VALUES ('imported_at', ?1) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
            [self.now.timestamp_micros()],
        )?;
        self.connection.execute_batch("COMMIT")?;
        // Gives the space of the log back; a reader in its way only postpones that.
        let _ = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        Ok(summary)
    }

    /// After a full disk SQLite has already taken everything back; going on would write rows one by one.
    fn still_open(&self) -> Result<(), StoreError> {
        if self.connection.is_autocommit() { Err(StoreError::Disk) } else { Ok(()) }
    }

    /// Writes what was gathered for rows below `end`.
    fn write_usage(&mut self, end: usize) -> Result<(), StoreError> {
        self.gathered_bytes = 0;
        self.gathered_months = 0;
        self.gathered_rows = 0;
        let mut insert =
            self.connection.prepare_cached("INSERT INTO usage(customer, months) VALUES (?1, ?2)")?;
        let mut write = self.connection.prepare_cached(
            "INSERT INTO usage(customer, months) VALUES (?1, ?2)
             ON CONFLICT(customer) DO UPDATE SET months = excluded.months",
        )?;
        let mut read = self.connection.prepare_cached("SELECT months FROM usage WHERE customer = ?1")?;
        let mut last = None;
        for (at, place) in self.gathered.iter_mut().enumerate().take(end).skip(self.first_gathered) {
            let file = std::mem::take(place);
            if file.bytes().is_empty() {
                continue;
            }
            let id = i64::try_from(at).unwrap_or(i64::MAX);
            last = Some(at);
            if self.unwritten.is_some_and(|from| at >= from) {
                insert.execute(params![id, file.bytes()])?;
                self.summary.usage.inserted += file.months();
                continue;
            }
            let known: Option<Vec<u8>> = read.query_row([id], |row| row.get(0)).optional()?;
            if let Some(blob) = lay_over(known, file.bytes(), &mut self.summary.usage)? {
                write.execute(params![id, blob])?;
            }
        }
        if let (Some(from), Some(last)) = (&mut self.unwritten, last) {
            *from = (*from).max(last + 1);
        }
        self.first_gathered = if end == usize::MAX { 0 } else { end };
        Ok(())
    }

    fn write_habits(&mut self) -> Result<(), StoreError> {
        let mut cells = std::mem::take(&mut self.cells);
        // Stable, so that of twins the later one of the file comes last and stays.
        cells.sort_by_key(|(id, at, _)| (*id, *at));
        let mut read = self.connection.prepare_cached("SELECT cells FROM habits WHERE customer = ?1")?;
        let mut write = self.connection.prepare_cached(
            "INSERT INTO habits(customer, cells) VALUES (?1, ?2)
             ON CONFLICT(customer) DO UPDATE SET cells = excluded.cells",
        )?;
        for group in cells.chunk_by(|a, b| a.0 == b.0) {
            let Some((id, _, _)) = group.first() else { continue };
            let bytes: Option<Vec<u8>> = read.query_row([id], |row| row.get(0)).optional()?;
            let mut week = match bytes {
                Some(bytes) => habit_blob::unpack(&bytes).ok_or(StoreError::Damaged { what: "habit" })?,
                None => [None; habit_blob::CELLS],
            };
            let before = week;
            for (_, at, calls) in group {
                let Some(place) = week.get_mut(usize::from(*at)) else { continue };
                let put = match place {
                    None => Put::Inserted,
                    Some(known) if known == calls => Put::Unchanged,
                    Some(_) => Put::Updated,
                };
                *place = Some(*calls);
                self.summary.habits.count(put);
            }
            if week != before {
                write.execute(params![id, habit_blob::pack(&week)])?;
            }
        }
        Ok(())
    }
}

/// What is to be written when a file's months are laid over the known ones; `None` when nothing is different.
fn lay_over(known: Option<Vec<u8>>, file: &[u8], tally: &mut Tally) -> Result<Option<Vec<u8>>, StoreError> {
    let read = |bytes: &[u8]| usage_blob::unpack(bytes).ok_or(StoreError::Damaged { what: "usage" });
    let file = read(file)?;
    let mut months = known.as_deref().map(read).transpose()?.unwrap_or_default();
    let (inserted, updated, unchanged) = usage_blob::merge(&mut months, &file);
    tally.inserted += inserted;
    tally.updated += updated;
    tally.unchanged += unchanged;
    Ok((inserted + updated > 0).then(|| usage_blob::pack(&months)))
}

fn remember(numbers: &mut Vec<i64>, row: u32, number: i64) {
    let row = row as usize;
    if numbers.len() <= row {
        // What no number is, so that gaps between rows match nothing.
        numbers.resize(row + 1, i64::MIN);
    }
    if let Some(place) = numbers.get_mut(row) {
        *place = number;
    }
}

const INSERT_CUSTOMER: &str = "INSERT INTO customers(id, number, last4, name, initials, level, package, rest)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

const UPDATE_CUSTOMER: &str =
    "UPDATE customers SET number = ?2, last4 = ?3, name = ?4, initials = ?5, level = ?6,
     package = ?7, rest = ?8 WHERE id = ?1";

fn is_empty(connection: &Connection, sql: &str) -> Result<bool, StoreError> {
    Ok(connection.query_row(sql, [], |_| Ok(())).optional()?.is_none())
}

//! From a row of the database to a type of the domain. A row that does not read back is damage, never a guess.

use chrono::DateTime;
use rusqlite::Row;
use uuid::Uuid;

use crate::domain::customer::{Customer, CustomerId, Level};
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;
use crate::store::StoreError;
use crate::store::packed::unpack_customer;

/// What [`customer`] reads, in its order.
pub(crate) const CUSTOMER_COLUMNS: &str = "id, number, name, level, package, rest";

/// A whole customer from [`CUSTOMER_COLUMNS`] beginning at column `at`.
pub(crate) fn customer(row: &Row<'_>, at: usize) -> Result<(CustomerId, Customer), StoreError> {
    let mut customer = Customer::bare(PhoneNumber::from_key(row.get(at + 1)?));
    customer.name = text(row, at + 2)?;
    customer.level = level(row, at + 3)?;
    customer.package = text(row, at + 4)?;
    let rest = row.get_ref(at + 5)?.as_blob().map_err(|_| StoreError::Damaged { what: "customer" })?;
    unpack_customer(rest, &mut customer).ok_or(StoreError::Damaged { what: "customer" })?;
    Ok((CustomerId(row.get(at)?), customer))
}

pub(crate) fn text(row: &Row<'_>, at: usize) -> Result<Option<RawText>, StoreError> {
    Ok(row.get::<_, Option<String>>(at)?.map(RawText::new))
}

/// A level this program does not know is treated as unknown.
pub(crate) fn level(row: &Row<'_>, at: usize) -> Result<Option<Level>, StoreError> {
    let code = row.get_ref(at)?.as_str_or_null().map_err(|_| StoreError::Damaged { what: "level" })?;
    Ok(code.and_then(Level::parse))
}

pub(crate) fn number(row: &Row<'_>, at: usize) -> Result<Option<PhoneNumber>, StoreError> {
    Ok(row.get::<_, Option<i64>>(at)?.map(PhoneNumber::from_key))
}

pub(crate) fn id(row: &Row<'_>, at: usize) -> Result<Uuid, StoreError> {
    maybe_id(row, at)?.ok_or(StoreError::Damaged { what: "id" })
}

pub(crate) fn maybe_id(row: &Row<'_>, at: usize) -> Result<Option<Uuid>, StoreError> {
    let bytes = row.get_ref(at)?.as_blob_or_null().map_err(|_| StoreError::Damaged { what: "id" })?;
    bytes.map(|bytes| Uuid::from_slice(bytes).map_err(|_| StoreError::Damaged { what: "id" })).transpose()
}

pub(crate) fn moment(row: &Row<'_>, at: usize) -> Result<Moment, StoreError> {
    maybe_moment(row, at)?.ok_or(StoreError::Damaged { what: "time" })
}

pub(crate) fn maybe_moment(row: &Row<'_>, at: usize) -> Result<Option<Moment>, StoreError> {
    row.get::<_, Option<i64>>(at)?
        .map(|micros| DateTime::from_timestamp_micros(micros).ok_or(StoreError::Damaged { what: "time" }))
        .transpose()
}

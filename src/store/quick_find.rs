//! Finding through the database's own indexes: answers at once after the start, while the index in memory is being built.

use rusqlite::{OptionalExtension, ToSql};

use crate::domain::customer::CustomerId;
use crate::domain::phone::PhoneNumber;
use crate::domain::search::{Matched, SearchHit, SearchResult, normalise};
use crate::store::search::Found;
use crate::store::{Reader, StoreError, rows};

impl Reader {
    /// Finds by number, first digits, last four, first characters of the name, or initials. The search of the desk is
    /// [`crate::store::search::SearchIndex`], which finds more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn find_by_index(&self, query: &str, limit: usize) -> Result<SearchResult, StoreError> {
        let text = normalise(query);
        let mut found: Vec<Found> = Vec::new();
        if let Ok(number) = PhoneNumber::parse(query) {
            self.collect(&mut found, "number = ?1", &[&number.key()], Matched::WholeNumber, limit)?;
        }
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits && text.len() == 4 {
            let last4: i64 = text.parse().unwrap_or(-1);
            self.collect(&mut found, "last4 = ?1", &[&last4], Matched::LastFour, limit)?;
        }
        if digits {
            for (low, high) in mobile_range(&text).into_iter().chain(landline_range(&text)) {
                let range = "number BETWEEN ?1 AND ?2";
                self.collect(&mut found, range, &[&low, &high], Matched::NumberPrefix, limit)?;
            }
        } else if text.is_ascii() && !text.is_empty() {
            let range = "initials BETWEEN ?1 AND ?2";
            let end = format!("{text}{{");
            self.collect(&mut found, range, &[&text, &end], Matched::InitialsPrefix, limit)?;
        } else if !text.is_empty() {
            let end = format!("{text}\u{10FFFF}");
            self.collect(&mut found, "name BETWEEN ?1 AND ?2", &[&text, &end], Matched::NamePrefix, limit)?;
        }
        found.truncate(limit);
        Ok(SearchResult { hits: self.hits(&found)?, total: None })
    }

    fn collect(
        &self,
        found: &mut Vec<Found>,
        condition: &str,
        values: &[&dyn ToSql],
        matched: Matched,
        limit: usize,
    ) -> Result<(), StoreError> {
        let sql = format!("SELECT id FROM customers WHERE {condition} LIMIT {limit}");
        let mut statement = self.reference.prepare_cached(&sql)?;
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            let id = CustomerId(row.get(0)?);
            if !found.iter().any(|known| known.id == id) {
                found.push(Found { id, matched });
            }
        }
        Ok(())
    }

    /// The rows of what was found, in the same order. A customer that is gone since is left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn hits(&self, found: &[Found]) -> Result<Vec<SearchHit>, StoreError> {
        let mut statement = self
            .reference
            .prepare_cached("SELECT number, name, level, package FROM customers WHERE id = ?1")?;
        let mut out = Vec::with_capacity(found.len());
        for one in found {
            let hit = statement
                .query_row([one.id.0], |row| {
                    Ok(PhoneNumber::from_key(row.get(0)?)).map(|number| {
                        Ok::<_, StoreError>(SearchHit {
                            id: one.id,
                            number,
                            name: rows::text(row, 1)?,
                            level: rows::level(row, 2)?,
                            package: rows::text(row, 3)?,
                            matched: one.matched,
                        })
                    })
                })
                .optional()?;
            out.extend(hit.transpose()?);
        }
        Ok(out)
    }
}

/// The eleven-digit numbers that begin so.
fn mobile_range(digits: &str) -> Option<(i64, i64)> {
    let missing = 11_u32.checked_sub(u32::try_from(digits.len()).ok()?)?;
    let unit = 10_i64.pow(missing);
    let low = digits.parse::<i64>().ok()? * unit;
    (!digits.starts_with('0')).then_some((low, low + unit - 1))
}

/// The landlines of an area code: the key has a mark in front instead of the zero.
fn landline_range(digits: &str) -> Option<(i64, i64)> {
    let area = digits.strip_prefix('0').filter(|rest| (2..=11).contains(&rest.len()))?;
    let mark = PhoneNumber::parse("01062345678").ok()?.key() - 1_062_345_678;
    let missing = 10_u32.checked_sub(u32::try_from(area.len()).ok()?)?;
    let unit = 10_i64.pow(missing);
    let low = mark + area.parse::<i64>().ok()? * unit;
    Some((low, low + unit - 1))
}

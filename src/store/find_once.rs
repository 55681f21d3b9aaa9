//! One question to a large base: reads numbers and names through the indexes that hold nothing else, keeps whoever may fit,
//! and lets the search index of these few decide. It answers as the index of everybody would, in a part of the time.

use std::collections::BTreeSet;

use memchr::memmem::Finder;

use crate::domain::phone::PhoneNumber;
use crate::domain::search::{SearchResult, normalise};
use crate::store::index_text::Runs;
use crate::store::search::{Entry, SearchIndex};
use crate::store::spelling::{self, Piece, Syllable, Table};
use crate::store::{Reader, StoreError, rows};

/// With more people than this the index of everybody costs less.
const MANY: usize = 100_000;

impl Reader {
    /// What [`SearchIndex::search`] finds, without an index in memory.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn find_once(&self, query: &str, limit: usize) -> Result<SearchResult, StoreError> {
        let text = normalise(query);
        let mut people = BTreeSet::new();
        if let Ok(number) = PhoneNumber::parse(query) {
            self.gather(&mut people, &format!("WHERE number = {}", number.key()), |_| true)?;
        }
        let digits = text.trim_start_matches('+');
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            self.gather_numbers(digits, &mut people)?;
        }
        if !text.is_empty() {
            self.gather_names(&text, &mut people)?;
        }
        if people.len() > MANY {
            return SearchIndex::build(self)?.search(self, query, limit);
        }
        SearchIndex::of(self.entries(&people)?).search(self, query, limit)
    }

    fn gather(
        &self,
        people: &mut BTreeSet<u32>,
        condition: &str,
        fits: impl Fn(i64) -> bool,
    ) -> Result<(), StoreError> {
        let sql = format!("SELECT id, number FROM customers INDEXED BY customers_number {condition}");
        let mut statement = self.reference.prepare(&sql)?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            if fits(row.get(1)?) {
                people.insert(row.get(0)?);
            }
        }
        Ok(())
    }

    fn gather_numbers(&self, digits: &str, people: &mut BTreeSet<u32>) -> Result<(), StoreError> {
        let finder = Finder::new(digits);
        self.gather(people, "ORDER BY number", |number| {
            finder.find(PhoneNumber::from_key(number).digits().as_bytes()).is_some()
        })
    }

    fn gather_names(&self, text: &str, people: &mut BTreeSet<u32>) -> Result<(), StoreError> {
        let mut wanted = Wanted::new(text);
        let mut statement = self.reference.prepare(
            "SELECT id, name FROM customers INDEXED BY customers_name WHERE name IS NOT NULL ORDER BY name",
        )?;
        let mut found = statement.query([])?;
        // Namesakes stand together: a name is judged once.
        let mut last: (String, bool) = (String::new(), false);
        while let Some(row) = found.next()? {
            let name = row.get_ref(1)?.as_str().map_err(|_| StoreError::Damaged { what: "name" })?;
            if last.0 != name {
                last.1 = wanted.may_be(name);
                last.0.clear();
                last.0.push_str(name);
            }
            if last.1 {
                people.insert(row.get(0)?);
            }
        }
        Ok(())
    }

    fn entries(&self, people: &BTreeSet<u32>) -> Result<Vec<Entry>, StoreError> {
        let mut statement =
            self.reference.prepare("SELECT number, name, level FROM customers WHERE id = ?1")?;
        let mut entries = Vec::with_capacity(people.len());
        for id in people {
            let mut found = statement.query([id])?;
            let Some(row) = found.next()? else { continue };
            let name = row.get_ref(1)?.as_str_or_null().map_err(|_| StoreError::Damaged { what: "name" })?;
            entries.push(Entry::new(*id, row.get(0)?, name, rows::level(row, 2)?));
        }
        Ok(entries)
    }
}

/// A name that holds the text, or may be read as it was typed.
struct Wanted {
    text: String,
    cuts: Vec<Vec<Piece>>,
    table: Table,
    variants: Vec<Vec<Syllable>>,
}

impl Wanted {
    fn new(text: &str) -> Self {
        let spelled = text.bytes().any(|byte| byte.is_ascii_alphabetic());
        let cuts = if spelled { spelling::cuts(text) } else { Vec::new() };
        Self { text: text.to_owned(), cuts, table: Table::new(), variants: Vec::new() }
    }

    fn may_be(&mut self, name: &str) -> bool {
        let name = normalise(name);
        if name.contains(&self.text) {
            return true;
        }
        if self.cuts.is_empty() {
            return false;
        }
        spelling::variants(&name, &mut self.table, &mut self.variants);
        let mut runs = Runs::default();
        for variant in &self.variants {
            runs.push(variant, 0);
        }
        let mut fits = false;
        for cut in &self.cuts {
            runs.scan(cut, |_| {
                fits = true;
                false
            });
        }
        fits
    }
}

//! Reading: profiles, lists and streams for exports. Changes nothing.

use crate::domain::call::{CallEnd, CallId, CallStart};
use crate::domain::customer::{Customer, CustomerId};
use crate::domain::disposition::Disposition;
use crate::domain::follow_up::{DueFollowUp, FollowUp};
use crate::domain::note::{Note, Unfinished};
use crate::domain::phone::PhoneNumber;
use crate::domain::profile::Profile;
use crate::domain::safe_text::RawText;
use crate::domain::search::SearchResult;
use crate::domain::time::Moment;
use crate::store::{Store, StoreError};

/// Which notes. Everything that is set must hold.
#[derive(Clone, Debug, Default)]
pub struct NoteQuery {
    /// Of the customer with this number, or of calls from it.
    pub number: Option<PhoneNumber>,
    /// Saved then or later.
    pub since: Option<Moment>,
    /// Containing this text: any number of Chinese characters, or words by their beginning.
    pub text: Option<String>,
    /// At most so many, newest first.
    pub limit: Option<usize>,
}

/// A note with what a list or an export says beside it.
#[derive(Clone, Debug)]
pub struct NoteRow {
    /// The note.
    pub note: Note,
    /// How its call began.
    pub call: CallStart,
    /// How its call ended for the business.
    pub disposition: Option<Disposition>,
    /// The customer's name, when known.
    pub name: Option<RawText>,
}

/// A call with its outcome, for exports.
#[derive(Clone, Debug)]
pub struct CallRow {
    /// How it began; `customer` is who it was linked to in the end.
    pub start: CallStart,
    /// How it ended.
    pub end: Option<CallEnd>,
    /// How it ended for the business.
    pub disposition: Option<Disposition>,
    /// When it was wrapped up.
    pub wrapped_at: Option<Moment>,
    /// The linked customer's number.
    pub customer_number: Option<PhoneNumber>,
    /// The linked customer's name.
    pub name: Option<RawText>,
}

/// Where a follow-up stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowUpState {
    /// To do.
    Open,
    /// Done by a call.
    Done,
    /// Taken back together with the wrap-up that made it.
    Withdrawn,
}

impl FollowUpState {
    /// The stored form.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Open, Self::Done, Self::Withdrawn].into_iter().find(|state| state.code() == text)
    }
}

/// A follow-up with its state, for exports.
#[derive(Clone, Debug)]
pub struct FollowUpRow {
    /// The call to make.
    pub follow_up: FollowUp,
    /// Where it stands.
    pub state: FollowUpState,
    /// When it was promised or imported.
    pub opened_at: Moment,
    /// When it was done.
    pub done_at: Option<Moment>,
    /// The call that did it.
    pub done_by: Option<CallId>,
    /// The customer's name, when known.
    pub name: Option<RawText>,
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Customers.
    pub customers: u64,
    /// Customers with at least one month of usage.
    pub with_usage: u64,
    /// Calls.
    pub calls: u64,
    /// Notes that stand.
    pub notes: u64,
    /// Open follow-ups.
    pub open_follow_ups: u64,
    /// Events in the outbox.
    pub events: u64,
}

/// A connection for reading both databases.
pub struct Reader {}

impl Reader {
    pub(crate) fn open(_store: &Store) -> Result<Self, StoreError> {
        Ok(Self {})
    }

    /// Everything known about whoever has this number; `None` when the base has no such customer.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn profile_by_number(&self, _number: PhoneNumber) -> Result<Option<Profile>, StoreError> {
        Ok(None)
    }

    /// The same by the store's own row.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn profile_by_id(&self, _id: CustomerId) -> Result<Option<Profile>, StoreError> {
        Ok(None)
    }

    /// All open follow-ups and tasks in the order of `domain::follow_up::sort`, at most 5,000.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn follow_ups(&self) -> Result<Vec<DueFollowUp>, StoreError> {
        Ok(Vec::new())
    }

    /// Calls without a wrap-up, oldest first: what the tray holds after a restart.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn unfinished(&self) -> Result<Vec<Unfinished>, StoreError> {
        Ok(Vec::new())
    }

    /// Notes, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn notes(&self, _query: &NoteQuery) -> Result<Vec<NoteRow>, StoreError> {
        Ok(Vec::new())
    }

    /// Every note since then, oldest first, one at a time.
    ///
    /// # Errors
    /// When the database cannot be read, or what `each` returns.
    pub fn for_each_note<E: From<StoreError>>(
        &self,
        _since: Option<Moment>,
        _each: impl FnMut(NoteRow) -> Result<(), E>,
    ) -> Result<(), E> {
        Ok(())
    }

    /// Every call since then, oldest first, one at a time.
    ///
    /// # Errors
    /// When the database cannot be read, or what `each` returns.
    pub fn for_each_call<E: From<StoreError>>(
        &self,
        _since: Option<Moment>,
        _each: impl FnMut(CallRow) -> Result<(), E>,
    ) -> Result<(), E> {
        Ok(())
    }

    /// Every follow-up opened since then, oldest first, one at a time.
    ///
    /// # Errors
    /// When the database cannot be read, or what `each` returns.
    pub fn for_each_follow_up<E: From<StoreError>>(
        &self,
        _since: Option<Moment>,
        _each: impl FnMut(FollowUpRow) -> Result<(), E>,
    ) -> Result<(), E> {
        Ok(())
    }

    /// Every customer, one at a time, in the order of rows.
    ///
    /// # Errors
    /// When the database cannot be read, or what `each` returns.
    pub fn for_each_customer<E: From<StoreError>>(
        &self,
        _each: impl FnMut(CustomerId, Customer) -> Result<(), E>,
    ) -> Result<(), E> {
        Ok(())
    }

    /// Finds by number, last four, name or initials through the database's own indexes only. The search of the desk
    /// is [`crate::store::search::SearchIndex`]; this one answers while that is being built.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn find_by_index(&self, _query: &str, _limit: usize) -> Result<SearchResult, StoreError> {
        Ok(SearchResult::default())
    }

    /// How much there is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        Ok(Counts::default())
    }

    /// How many events no target has confirmed yet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn unsent(&self) -> Result<u64, StoreError> {
        Ok(0)
    }
}

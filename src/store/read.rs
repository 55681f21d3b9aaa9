//! What lists and exports read: the shapes of their rows. The statements are in `profile.rs` and `lists.rs`.

use rusqlite::Connection;

use crate::domain::call::{CallEnd, CallId, CallStart};
use crate::domain::disposition::Disposition;
use crate::domain::follow_up::FollowUp;
use crate::domain::note::Note;
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;
use crate::store::open::{self, Purpose};
use crate::store::schema::Which;
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
pub struct Reader {
    pub(crate) reference: Connection,
    pub(crate) records: Connection,
}

impl Reader {
    pub(crate) fn open(store: &Store) -> Result<Self, StoreError> {
        let connect = |which, kib| open::connect(&store.dir, &store.key, which, Purpose::Read(kib));
        Ok(Self { reference: connect(Which::Reference, 32_768)?, records: connect(Which::Records, 8_192)? })
    }
}

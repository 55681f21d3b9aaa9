//! What the app asks of the outside. The shell carries these out; the app never waits for one.

use std::sync::Arc;

use uuid::Uuid;

use crate::app::event::Ticket;
use crate::app::training::event::TrainingEffect;
use crate::domain::call::{CallEnd, CallId, CallKey, CallKind, CallStart, CallSummary};
use crate::domain::customer::CustomerId;
use crate::domain::insight::noticed::{Noticed, WrongTakenBack};
use crate::domain::insight::retention::MethodUse;
use crate::domain::insight::wrong::WrongAlarm;
use crate::domain::note::{Draft, WrapUp};
use crate::domain::person::told::Saying;
use crate::domain::phone::PhoneNumber;
use crate::domain::profile::Profile;
use crate::domain::recommend::answer::OfferAnswer;
use crate::domain::recommend::pitch::Pitch;
use crate::domain::recommend::{Case, WhatIf};
use crate::domain::safe_text::SafeText;
use crate::domain::script::Facts;
use crate::domain::time::Moment;
use crate::domain::used::Used;

/// Something to be done outside the app.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Answered by `Event::Found`.
    FindCustomer {
        /// To pair the answer.
        ticket: Ticket,
        /// Whom.
        number: PhoneNumber,
    },
    /// Answered by `Event::Found`.
    LoadCustomer {
        /// To pair the answer.
        ticket: Ticket,
        /// Whom.
        id: CustomerId,
    },
    /// Answered by `Event::ScriptFound`.
    FindScript {
        /// To pair the answer.
        ticket: Ticket,
        /// A script that a task asks for by id; wins when it exists.
        wanted: Option<String>,
        /// For which call.
        occasion: Box<Occasion>,
    },
    /// Where a conversation with this number stopped in the middle. Answered by `Event::StoppedFound`.
    FindStopped {
        /// For which call.
        call: CallId,
        /// Whose.
        number: PhoneNumber,
        /// Not longer ago.
        since: Moment,
    },
    /// Every message template, filled. Answered by `Event::MessagesFilled`.
    FillMessages {
        /// To pair the answer.
        ticket: Ticket,
        /// For which call.
        occasion: Box<Occasion>,
    },
    /// What every package would cost. Answered by `Event::Advised`.
    Advise {
        /// To pair the answer.
        ticket: Ticket,
        /// Whose months, and what is known of the contract.
        case: Arc<Case>,
        /// What is tried out.
        what_if: WhatIf,
        /// The agent pressed a key and the next frame must show it; else no frame may wait for the answer.
        at_once: bool,
    },
    /// Answered by `Event::SearchFound`.
    Search {
        /// To pair the answer; only the newest matters.
        ticket: Ticket,
        /// What was typed, as it was typed.
        text: String,
        /// How many rows are wanted.
        limit: usize,
    },
    /// Answered by `Event::FollowUps`.
    LoadFollowUps,
    /// Put off a follow-up.
    PostponeFollowUp {
        /// Which.
        id: Uuid,
        /// Until when.
        due_at: Moment,
    },
    /// A call began (event `call.start`).
    StoreCallStart(Box<CallStart>),
    /// A call now has a customer (event `call.link`).
    LinkCall {
        /// Which call.
        call: CallId,
        /// Whose.
        customer: CustomerId,
        /// The number that customer is known by.
        number: PhoneNumber,
        /// When.
        at: Moment,
    },
    /// A call ended (event `call.end`); it waits for its wrap-up.
    StoreCallEnd(Box<CallEnd>),
    /// Keep what is being written. Answered by `Event::DraftSaved`.
    SaveDraft(Draft),
    /// Save end, note, disposition and follow-up at once. Answered by `Event::WrapUpSaved` or `Event::SaveFailed`.
    SaveWrapUp(Box<WrapUp>),
    /// Take a wrap-up back. Answered by `Event::Reopened`.
    Reopen {
        /// Which call.
        call: CallId,
        /// When.
        at: Moment,
    },
    /// The agent called a sign wrong (event `sign.wrong`).
    StoreWrongAlarm(Box<WrongAlarm>),
    /// The agent has set something about the person, or taken it back (event `person.set`).
    Remember(Box<Saying>),
    /// A wrong alarm is taken back (event `sign.right`).
    TakeBackWrongAlarm(WrongTakenBack),
    /// What stood on the screen of a call (events `sign.shown`, `action.held_out`).
    NoteInsight(Box<Noticed>),
    /// A retention method was used (event `method.use`).
    UseMethod(Box<MethodUse>),
    /// What the customer said to an offer (event `offer.answer`).
    AnswerOffer(Box<OfferAnswer>),
    /// A masked field was shown (audit).
    LogReveal {
        /// Whose number.
        customer: Option<CustomerId>,
        /// In which call.
        call: Option<CallId>,
        /// When.
        at: Moment,
    },
    /// A card, a script or a message was used in a call (events `card.use`, `script.path`, `message.use`).
    RecordUse(Used),
    /// Training.
    Training(Box<TrainingEffect>),
    /// Tell the phone.
    Phone(PhoneCommand),
    /// Tell the control socket which calls are open.
    PublishCalls(Vec<CallSummary>),
    /// Put text on the clipboard.
    Copy(SafeText),
    /// Ring the terminal's bell.
    Bell,
    /// Draw everything anew.
    Redraw,
    /// Leave; drafts are saved first.
    Quit,
}

/// What texts are filled from.
#[derive(Clone, Debug)]
pub struct Occasion {
    /// The kind of call.
    pub kind: CallKind,
    /// What the answers have told so far.
    pub facts: Facts,
    /// The customer; `None` for an unknown caller.
    pub profile: Option<Profile>,
    /// What F5 recommends, once that is known.
    pub pitch: Option<Pitch>,
}

/// What a phone can be asked to do. A feed that cannot do it answers with a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhoneCommand {
    /// Pick up.
    Answer(CallKey),
    /// Hang up.
    HangUp(CallKey),
    /// Hold.
    Hold(CallKey),
    /// Take back from hold.
    Unhold(CallKey),
    /// Dial.
    Dial(PhoneNumber),
}

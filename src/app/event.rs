//! What happened. A closed set: a new source is a new variant, and the compiler shows every place to decide.

use uuid::Uuid;

use crate::app::Pane;
use crate::app::action::Action;
use crate::app::key::Key;
use crate::app::training::event::TrainingEvent;
use crate::app::wrap_up::WrapUpField;
use crate::domain::call::{CallId, Signal};
use crate::domain::card::Cards;
use crate::domain::follow_up::DueFollowUp;
use crate::domain::insight::noticed::Tallies;
use crate::domain::insight::picture::RuleBook;
use crate::domain::message::Message;
use crate::domain::note::Unfinished;
use crate::domain::problem::Problem;
use crate::domain::profile::Profile;
use crate::domain::recommend::Advice;
use crate::domain::script::{Script, ScriptTitle, Stopped};
use crate::domain::search::SearchResult;
use crate::domain::time::Moment;

/// Pairs an answer with its question. A late answer carries an old ticket and is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// Everything that can happen to the app.
#[derive(Clone, Debug)]
pub enum Event {
    /// One key.
    Key(Key),
    /// Characters typed in one burst: one commit of an input method, or a paste without brackets. Never a command.
    Typed(String),
    /// A bracketed paste. Never a command.
    Pasted(String),
    /// A turn of the wheel, or a click on nothing in particular, in cells.
    Mouse(Mouse),
    /// A click on something that was drawn: the shell asks the screen what lies under the pointer.
    Clicked(Target),
    /// A second has passed (at most one of these per second).
    Tick,
    /// The phone.
    Call(Signal),
    /// The store found a customer, or none.
    Found {
        /// Of which question.
        ticket: Ticket,
        /// The customer, or `None` when the number is not in the base.
        profile: Option<Box<Profile>>,
    },
    /// The script to open with, filled for this customer.
    ScriptFound {
        /// Of which question.
        ticket: Ticket,
        /// The script, or `None` when no file fits.
        script: Option<Script>,
        /// Every script that could be opened instead, those that fit first.
        others: Vec<ScriptTitle>,
    },
    /// Where a conversation with this customer stopped in the middle, if one did.
    StoppedFound {
        /// For which call it was asked.
        call: CallId,
        /// What was written down.
        stopped: Option<Box<Stopped>>,
    },
    /// Every message template, filled for this customer.
    MessagesFilled {
        /// Of which question.
        ticket: Ticket,
        /// Those that fit the situation first.
        messages: Vec<Message>,
    },
    /// The cards of both languages were read, at the start or because a file has changed.
    CardsRead(Cards),
    /// What every package would cost this customer.
    Advised {
        /// Of which question.
        ticket: Ticket,
        /// The answer.
        advice: Box<Advice>,
    },
    /// Files beside the settings have changed and were read again; what is on the screen is asked for again.
    TextsRead(Box<Texts>),
    /// A script file has changed: what is on the screen is asked for again.
    ScriptsChanged,
    /// The search found people.
    SearchFound {
        /// Of which question.
        ticket: Ticket,
        /// Best first.
        result: SearchResult,
    },
    /// The list of calls to make.
    FollowUps(Vec<DueFollowUp>),
    /// Calls that were not wrapped up when the program last stopped.
    Restored(Vec<Unfinished>),
    /// A draft is on disk.
    DraftSaved {
        /// Of which call.
        call: CallId,
        /// When it was written.
        at: Moment,
    },
    /// A call is wrapped up and on disk.
    WrapUpSaved {
        /// Which call.
        call: CallId,
        /// When it was written.
        at: Moment,
    },
    /// A wrapped-up call was taken back.
    Reopened {
        /// The call with its note as a draft.
        call: Box<Unfinished>,
    },
    /// A small record (an answer to an offer, a use, a sign called wrong) is on disk.
    Recorded {
        /// Its id.
        id: Uuid,
    },
    /// A small record could not be written; it is told again.
    RecordFailed {
        /// Its id.
        id: Uuid,
        /// What went wrong.
        problem: Problem,
    },
    /// Training.
    Training(TrainingEvent),
    /// How many events wait for the centre.
    Unsent(u64),
    /// What signs and retention methods brought until now.
    Tallies(Box<Tallies>),
    /// Saving a call failed: what was to be saved stays on the screen.
    SaveFailed {
        /// Which call.
        call: CallId,
        /// What went wrong.
        problem: Problem,
    },
    /// Anything else that went wrong.
    Problem(Problem),
    /// The terminal has `columns` by `rows` cells now.
    Resized {
        /// Columns.
        columns: u16,
        /// Rows.
        rows: u16,
    },
}

/// What the app holds of the files beside the settings.
#[derive(Clone, Debug)]
pub struct Texts {
    /// Cards of both languages.
    pub cards: Cards,
    /// The texts behind `/1` to `/9`.
    pub snippets: Vec<String>,
    /// The rules of insight, without what was learnt of the base.
    pub rules: Box<RuleBook>,
    /// A file with a mistake was left as it was before.
    pub kept: Option<Problem>,
}

/// What lies under the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A pane.
    Pane(Pane),
    /// A place in the note, as line and character of the text.
    Note {
        /// Line, from 0.
        line: usize,
        /// Character in that line, from 0.
        column: usize,
    },
    /// A row of the list that has the keyboard (search, follow-ups, help, palette, snippets), from 0.
    Row(usize),
    /// A call in the call bar or the tray.
    Call(CallId),
    /// A field of the wrap-up form.
    Field(WrapUpField),
    /// A disposition, by its digit.
    Disposition(u8),
    /// A key hint.
    Action(Action),
}

/// A mouse event, in cells from the top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// Column.
    pub column: u16,
    /// Row.
    pub row: u16,
    /// What the mouse did.
    pub kind: MouseKind,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// Left button pressed.
    Click,
    /// Wheel up.
    WheelUp,
    /// Wheel down.
    WheelDown,
}

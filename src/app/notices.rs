//! Toasts and the status line: what was saved, what went wrong. None of them takes the keyboard.

use std::time::Duration;

use crate::domain::call::CallId;
use crate::domain::problem::Problem;
use crate::domain::time::Moment;

/// What the status line says.
#[derive(Debug, Default)]
pub struct Notices {
    /// The newest toast and until when it shows, on the monotonic clock.
    pub toast: Option<(Toast, Duration)>,
    /// Problems that stay until they are over, worst first.
    pub problems: Vec<Problem>,
    /// When anything was last saved.
    pub saved_at: Option<Moment>,
    /// The call that Ctrl-Z takes back, and until when.
    pub undo: Option<(CallId, Duration)>,
}

/// Something that happened, said once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Toast {
    /// 已保存: Ctrl-Z takes it back.
    WrapUpSaved,
    /// 已撤回
    Reopened,
    /// 草稿已存
    DraftSaved,
    /// The customer was linked to the call.
    Linked,
    /// 已推迟一天
    Postponed,
    /// Ctrl-Q once more leaves: a call is open.
    QuitAgain,
    /// The call ended while the agent was busy: F9 wraps it up.
    CallEnded,
    /// A call was missed.
    Missed,
    /// 已搁置: the call went to the tray.
    Parked,
    /// Drafts of calls that were not wrapped up came back.
    Restored {
        /// How many.
        calls: usize,
    },
    /// A paste was cut.
    PasteCut {
        /// To how many characters.
        limit: usize,
    },
    /// The number is shown for 30 seconds, and that was logged.
    Revealed,
    /// 已复制
    Copied,
    /// The key does nothing here; `why` is a message key.
    NotHere {
        /// Message key of the reason.
        why: &'static str,
    },
    /// Something went wrong.
    Problem(Problem),
}

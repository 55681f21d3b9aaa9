//! Toasts and the status line: what was saved, what went wrong. None of them takes the keyboard.

use std::time::Duration;

use crate::app::App;
use crate::app::action::Action;
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
    /// 再按一次挂断: the key lies next to those of the note and the search, and people talk on this line.
    HangUpAgain,
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
    /// 文件已更新
    TextsRead,
    /// 短信已复制
    MessageCopied {
        /// How many short messages it takes.
        segments: usize,
    },
    /// A message was copied that must not be sent as it is.
    MessageHasGaps {
        /// How many fields are missing.
        gaps: usize,
    },
    /// 已记误报: the sign stays quiet for this customer.
    SignQuiet {
        /// For so many days.
        days: i64,
    },
    /// What was heard opens or closes what may be said.
    Heard {
        /// Message key.
        key: &'static str,
    },
    /// A wrong alarm was taken back: the sign speaks again.
    SignBack,
    /// A retention method and its outcome are on record.
    MethodNoted,
    /// The key does nothing here; `why` is a message key.
    NotHere {
        /// Message key of the reason.
        why: &'static str,
    },
    /// Something went wrong.
    Problem(Problem),
}

/// How long a toast shows.
pub(crate) const TOAST: Duration = Duration::from_secs(4);
/// How long Ctrl-Z takes a wrap-up back.
pub(crate) const UNDO_TIME: Duration = Duration::from_secs(8);

/// Shows a toast.
pub(crate) fn say(app: &mut App, toast: Toast) {
    let time = match toast {
        Toast::WrapUpSaved | Toast::Problem(_) => UNDO_TIME,
        _ => TOAST,
    };
    app.notices.toast = Some((toast, app.now.mono + time));
}

/// The key does nothing here; says why.
pub(crate) fn not_here(app: &mut App, why: &'static str) {
    say(app, Toast::NotHere { why });
}

/// A problem that stays until [`over`] is called with its code. Twice the same is once.
pub(crate) fn pin(app: &mut App, problem: Problem) {
    app.notices.problems.retain(|known| known.code != problem.code);
    app.notices.problems.push(problem);
    app.notices.problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
}

/// A pinned problem is over.
pub(crate) fn over(app: &mut App, code: &str) {
    app.notices.problems.retain(|problem| problem.code != code);
}

/// A second has passed: what had its time goes.
pub(crate) fn on_tick(app: &mut App) {
    let mono = app.now.mono;
    let notices = &mut app.notices;
    notices.toast.take_if(|(_, until)| *until <= mono);
    notices.undo.take_if(|(_, until)| *until <= mono);
    app.once_more.take_if(|(_, until)| *until <= mono);
    for call in &mut app.calls.open {
        call.revealed_until.take_if(|until| *until <= mono);
    }
    if let Some(looking) = &mut app.looking_at {
        looking.revealed_until.take_if(|until| *until <= mono);
    }
    app.calls.forget(mono);
}

/// Whether this is the second press of a key that ends something; the first one only says so.
pub(crate) fn asked_twice(app: &mut App, action: Action, again: Toast) -> bool {
    let mono = app.now.mono;
    if app.once_more.take().is_some_and(|(asked, until)| asked == action && mono < until) {
        return true;
    }
    app.once_more = Some((action, mono + TOAST));
    say(app, again);
    false
}

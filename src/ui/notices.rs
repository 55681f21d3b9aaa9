//! The row above the keys: what was just done, what went wrong, how long it can be taken back. It never takes the keyboard.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::action::Action;
use crate::app::notices::Toast;
use crate::content::words::Arg;
use crate::domain::problem::{Problem, Severity};
use crate::domain::safe_text::SafeText;
use crate::ui::pen::Pen;
use crate::ui::text::{own, put, put_right};

/// Draws the row.
pub(super) fn draw(pen: &Pen<'_>, row: Rect, buf: &mut Buffer) {
    let notices = &pen.app.notices;
    let undo = notices.undo.as_ref().filter(|(_, until)| *until > pen.app.now.mono);
    let mut end = row.right().saturating_sub(1);
    if let Some((_, until)) = undo {
        let left = until.saturating_sub(pen.app.now.mono).as_secs() + 1;
        let key = pen.key_for(Action::Undo).unwrap_or_default();
        let args = [("key", Arg::from(key)), ("n", Arg::from(left))];
        let line = Line::from(own(pen.fill("desk-undo", &args), pen.theme.accent));
        end = put_right(buf, end, row.y, &line, row.width).saturating_sub(2);
    }
    let spans = match (&notices.toast, notices.problems.first()) {
        (Some((toast, until)), _) if *until > pen.app.now.mono => toast_spans(pen, toast),
        (_, Some(problem)) => problem_spans(pen, problem),
        _ => Vec::new(),
    };
    put(buf, row.x + 1, row.y, &Line::from(spans), end.saturating_sub(row.x + 1));
}

fn toast_spans<'a>(pen: &Pen<'a>, toast: &Toast) -> Vec<Span<'a>> {
    let plain = |key: &str| vec![own(pen.say(key), pen.theme.accent)];
    match toast {
        Toast::WrapUpSaved => plain("toast-wrap-up-saved"),
        Toast::Reopened => plain("toast-reopened"),
        Toast::SignBack => plain("toast-sign-back"),
        Toast::MethodNoted => plain("toast-method-noted"),
        Toast::DraftSaved => plain("toast-draft-saved"),
        Toast::Linked => plain("toast-linked"),
        Toast::Postponed => plain("toast-postponed"),
        Toast::QuitAgain => vec![own(pen.say("toast-quit-again"), pen.theme.watch)],
        Toast::HangUpAgain => vec![own(pen.say("toast-hang-up-again"), pen.theme.watch)],
        Toast::CallEnded => vec![own(pen.say("toast-call-ended"), pen.theme.watch)],
        Toast::Missed => vec![own(pen.say("toast-missed"), pen.theme.watch)],
        Toast::Parked => plain("toast-parked"),
        Toast::Restored { calls } => {
            vec![own(pen.fill("toast-restored", &[("n", Arg::from(*calls))]), pen.theme.watch)]
        }
        Toast::PasteCut { limit } => {
            vec![own(pen.fill("toast-paste-cut", &[("limit", Arg::from(*limit))]), pen.theme.watch)]
        }
        Toast::Revealed => plain("toast-revealed"),
        Toast::Copied => plain("toast-copied"),
        Toast::TextsRead => plain("toast-texts-read"),
        Toast::MessageCopied { segments } => {
            vec![own(pen.fill("toast-message-copied", &[("n", Arg::from(*segments))]), pen.theme.accent)]
        }
        Toast::MessageHasGaps { gaps } => {
            vec![own(pen.fill("toast-message-has-gaps", &[("n", Arg::from(*gaps))]), pen.theme.watch)]
        }
        Toast::SignQuiet { days } => {
            vec![own(pen.fill("toast-sign-quiet", &[("n", Arg::from(*days))]), pen.theme.accent)]
        }
        Toast::Heard { key } => plain(key),
        Toast::NotHere { why } => vec![pen.muted(pen.say(why))],
        Toast::Problem(problem) => problem_spans(pen, problem),
    }
}

/// What happened, and what to do about it.
pub(super) fn problem_spans<'a>(pen: &Pen<'a>, problem: &Problem) -> Vec<Span<'a>> {
    let style = severity(pen, problem.severity);
    let shape = if problem.severity >= Severity::Failure { "!! " } else { "! " };
    let what = SafeText::new(&pen.words.problem(problem));
    let hint = SafeText::new(&pen.words.hint(problem));
    vec![own(format!("{shape}{what}"), style), pen.muted("  "), own(hint.as_str().to_owned(), pen.theme.text)]
}

fn severity(pen: &Pen<'_>, severity: Severity) -> Style {
    match severity {
        Severity::Notice => pen.theme.accent,
        Severity::Warning => pen.theme.watch,
        Severity::Failure | Severity::Alarm => pen.theme.alarm,
    }
}

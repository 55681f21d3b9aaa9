//! F5: whether this call may open with a package, why not, and what would change that. The rule itself is the domain's.

use ratatui::text::Line;

use super::paragraph;
use crate::app::calls::Known;
use crate::content::offers;
use crate::domain::call::Direction;
use crate::domain::recommend::opening::{Opening, opening};
use crate::ui::pen::Pen;

/// The rule's answer where it is not plain, and what lifts a "no".
pub(super) fn lines<'a>(pen: &Pen<'a>, known: &Known, cols: usize) -> Option<(Vec<Line<'a>>, Vec<Line<'a>>)> {
    let call = pen.app.calls.current()?;
    let heard = known.offers.heard;
    let text = |answer| offers::opening(pen.words, answer);
    match opening(call.direction, &known.profile, &known.insight, heard) {
        answer @ Opening::MustNot { .. } => {
            let no = paragraph(&format!("! {}", text(answer)), cols, pen.theme.watch);
            Some((no, paragraph(&pen.say("offer-hold-lifted"), cols, pen.theme.muted)))
        }
        answer @ Opening::May { .. }
            if call.direction == Direction::Out || heard.asked || heard.bill_complaint =>
        {
            Some((paragraph(&text(answer), cols, pen.theme.muted), Vec::new()))
        }
        Opening::May { .. } => None,
    }
}

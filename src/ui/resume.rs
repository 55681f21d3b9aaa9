//! F4 while it is open whether to go on where an earlier call stopped: the bridging sentence, where it stopped, and the two ways. It must
//! not change the words.

use crate::app::walks::Place;
use crate::content::words::Arg;
use crate::domain::script::Stopped;
use crate::ui::format;
use crate::ui::pen::{Page, Pen};
use crate::ui::script::{one_line, stage_key};
use crate::ui::text::{own, wrap};

/// 26 full-width characters.
const READING_COLUMNS: usize = 52;

/// Draws the offer.
pub(super) fn draw(pen: &Pen<'_>, stopped: &Stopped, place: &Place, page: &mut Page<'_>) {
    let cols = page.cols().saturating_sub(2).min(READING_COLUMNS);
    page.line(own(pen.say("desk-resume"), pen.theme.focus));
    for line in wrap(&place.script.bridge, cols) {
        page.line(vec![
            own(pen.symbols.say, pen.theme.accent),
            own(" ", pen.theme.say),
            own((*line).to_owned(), pen.theme.say),
        ]);
    }
    if let Some(step) = place.step() {
        let stage = pen.say(stage_key(step.stage)).into_owned();
        let time = format::time_of_day(stopped.when);
        let args = [("time", Arg::from(time)), ("stage", Arg::from(stage))];
        page.line(own(pen.fill("desk-resume-where", &args), pen.theme.muted));
        for line in wrap(&one_line(&step.say), cols).into_iter().take(2) {
            page.line(vec![own("  ", pen.theme.muted), own(line.to_owned(), pen.theme.text)]);
        }
    }
    page.line(vec![
        own("1 ", pen.theme.accent),
        own(pen.say("desk-resume-go-on"), pen.theme.text),
        own("   2 ", pen.theme.accent),
        own(pen.say("desk-resume-begin"), pen.theme.text),
    ]);
}

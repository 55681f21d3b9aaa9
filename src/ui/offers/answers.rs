//! F5: what the customer has said to offers, in this call and in earlier ones. It must not decide what follows from it.

use ratatui::text::Line;

use super::paragraph;
use crate::app::calls::Known;
use crate::content::answers;
use crate::content::words::Arg;
use crate::domain::recommend::Advice;
use crate::domain::recommend::answer::Said;
use crate::domain::recommend::cards::settles;
use crate::ui::pen::Pen;

/// What the customer has answered in this call, the newest last.
pub(super) fn given<'a>(pen: &Pen<'a>, known: &Known, cols: usize) -> Vec<Line<'a>> {
    let said = known.offers.answers.iter().flat_map(|(offer, said)| {
        let key = match said {
            Said::Accepted => "offer-said-accepted",
            Said::Maybe => "offer-said-maybe",
            Said::Declined(_) => "offer-said-declined",
        };
        let name = answers::offer_name(&pen.app.catalogue, offer);
        paragraph(&pen.fill(key, &[("name", Arg::from(name))]), cols, pen.theme.text)
    });
    said.collect()
}

/// Why something that pays is not pitched first: the customer settled it not long ago. Only what the figures would speak of now.
pub(super) fn resting<'a>(pen: &Pen<'a>, known: &Known, advice: &Advice, cols: usize) -> Vec<Line<'a>> {
    let named = [advice.cheapest, advice.same_price].into_iter().flatten();
    let spoken_of: Vec<_> =
        named.filter_map(|at| advice.ranked.get(at)).chain(advice.stay_plus.as_ref()).collect();
    known
        .offers
        .resting
        .iter()
        .filter(|past| spoken_of.iter().any(|entry| settles(past, entry, advice)))
        .filter_map(|past| past.rests_until(pen.app.now.wall).map(|until| (past, until)))
        .flat_map(|(past, until)| {
            let text = answers::rest(pen.words, &pen.app.catalogue, past, until);
            paragraph(&format!("! {text}"), cols, pen.theme.watch)
        })
        .collect()
}

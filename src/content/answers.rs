//! What a customer said to offers, in words: for F5, F7, `show` and `rate`. It concludes nothing.

use crate::content::offers::yuan;
use crate::content::words::{Arg, Words};
use crate::domain::recommend::Catalogue;
use crate::domain::recommend::answer::{PastOffer, Said};
use crate::domain::time::{Moment, local};

/// The names of package and packs behind `code+code`; a code that no catalogue knows any more stands for itself.
#[must_use]
pub fn offer_name(catalogue: &Catalogue, offer: &str) -> String {
    let name = |code: &str| {
        let package = catalogue.by_code(code);
        package.map_or_else(
            || crate::domain::safe_text::SafeText::new(code).as_str().to_owned(),
            |package| package.name.safe().as_str().to_owned(),
        )
    };
    offer.split('+').map(name).collect::<Vec<_>>().join(" + ")
}

/// `不要（嫌贵）`.
#[must_use]
pub fn said(words: &Words, said: Said) -> String {
    match said {
        Said::Accepted => words.get("answer-accepted").into_owned(),
        Said::Maybe => words.get("answer-maybe").into_owned(),
        Said::Declined(why) => {
            let why = words.get(&format!("answer-why-{}", why.code().replace('_', "-"))).into_owned();
            words.with("answer-declined", &[("why", why)]).into_owned()
        }
    }
}

/// What was offered and what was said: `畅享88: 不要（嫌贵）`.
#[must_use]
pub fn line(words: &Words, catalogue: &Catalogue, past: &PastOffer) -> String {
    let args = [("name", offer_name(catalogue, &past.offer)), ("said", said(words, past.said))];
    words.with("answer-line", &args).into_owned()
}

/// Why an offer is not pitched first, and until when.
#[must_use]
pub fn rest(words: &Words, catalogue: &Catalogue, past: &PastOffer, until: Moment) -> String {
    let day = |at: Moment| local(at).date_naive().to_string();
    let mut args = vec![
        ("name", Arg::from(offer_name(catalogue, &past.offer))),
        ("on", Arg::from(day(past.at))),
        ("until", Arg::from(day(until))),
    ];
    let key = match past.said {
        Said::Declined(why) => {
            let why = words.get(&format!("answer-why-{}", why.code().replace('_', "-"))).into_owned();
            args.push(("why", Arg::from(why)));
            "answer-rests"
        }
        Said::Accepted | Said::Maybe => "answer-rests-accepted",
    };
    let mut text = words.with(key, &args).into_owned();
    if let Some(saving) = past.saving.filter(|saving| saving.0 > 0) {
        text.push_str(&words.with("answer-rests-saving", &[("amount", yuan(saving))]));
    }
    text
}

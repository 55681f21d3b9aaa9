//! The first form of F5, where no catalogue knows the customer's package: whether it fits the customer's own months, from the bills
//! alone. It must not recommend what was not computed.

use ratatui::style::Style;
use ratatui::text::Span;

use crate::app::Pane;
use crate::content::words::Arg;
use crate::domain::fit::{Fit, Verdict};
use crate::domain::money::Fen;
use crate::ui::format;
use crate::ui::pen::{Page, Pen};
use crate::ui::text::{own, wrap};

/// Draws the verdict, its figures and the sentence to say.
pub(super) fn draw(pen: &Pen<'_>, fit: &Fit, page: &mut Page<'_>) {
    let (key, style) = verdict(pen, fit.verdict);
    let shape = if fit.verdict == Verdict::TooSmall { "! " } else { "" };
    page.line(own(format!("{shape}{}", pen.say(key)), style));
    let roomy = page.left() >= 7;
    let said = wrap(&sentence(pen, fit), page.cols().saturating_sub(2)).len();
    // Air is given up before words are.
    let airy = usize::from(page.left()) >= figures(pen, fit).len() + said + 3;
    if roomy {
        if airy {
            page.blank();
        }
        for (label, value) in figures(pen, fit) {
            page.line_with(pen.label(label), value);
        }
        if airy {
            page.blank();
        }
        page.line(own(pen.say("desk-say-it"), pen.theme.focus));
    }
    let sentence = sentence(pen, fit);
    if !roomy && wrap(&sentence, page.cols().saturating_sub(2)).len() > usize::from(page.left()) {
        let args = [
            ("over", Arg::from(fit.months_over)),
            ("n", Arg::from(fit.months)),
            ("mean", Arg::from(format::money(pen.lang(), fit.mean_overage))),
        ];
        page.sentence(&pen.fill("desk-fit-short", &args), pen.theme.text);
        page.line(vec![
            own(format!("F{} ", Pane::Offers.f_key()), pen.theme.accent),
            pen.label("desk-fit-more"),
        ]);
        return;
    }
    for line in wrap(&sentence, page.cols().saturating_sub(2)) {
        page.line(vec![own(pen.symbols.say, pen.theme.accent), own(format!(" {line}"), pen.theme.text)]);
    }
}

/// Label and figure, the unit muted.
fn figures<'a>(pen: &Pen<'a>, fit: &Fit) -> Vec<(&'static str, Vec<Span<'a>>)> {
    let money = |amount: Fen| vec![pen.strong(format::money(pen.lang(), amount))];
    let mut rows = Vec::new();
    rows.extend(fit.package_fee.map(|fee| ("desk-fit-fee", money(fee))));
    let args = [("over", Arg::from(fit.months_over)), ("n", Arg::from(fit.months))];
    rows.push(("desk-fit-months", vec![pen.strong(pen.fill("desk-fit-months-value", &args))]));
    rows.push(("desk-fit-mean", money(fit.mean_overage)));
    rows.push(("desk-fit-worst", money(fit.worst_overage)));
    rows
}

fn verdict(pen: &Pen<'_>, verdict: Verdict) -> (&'static str, Style) {
    match verdict {
        Verdict::Fits => ("desk-fit-fits", pen.theme.strong),
        Verdict::Watch => ("desk-fit-watch", pen.theme.strong),
        Verdict::TooSmall => ("desk-fit-too-small", pen.theme.watch),
        Verdict::TooFewMonths => ("desk-fit-too-few", pen.theme.muted),
    }
}

/// What to say to the customer, with the customer's own figures.
fn sentence(pen: &Pen<'_>, fit: &Fit) -> String {
    let key = match fit.verdict {
        Verdict::Fits => "desk-fit-fits-say",
        Verdict::Watch => "desk-fit-watch-say",
        Verdict::TooSmall => "desk-fit-too-small-say",
        Verdict::TooFewMonths => "desk-fit-too-few-say",
    };
    let money = |amount| Arg::from(format::money(pen.lang(), amount));
    let args = [
        ("n", Arg::from(fit.months)),
        ("over", Arg::from(fit.months_over)),
        ("mean", money(fit.mean_overage)),
        ("worst", money(fit.worst_overage)),
    ];
    pen.fill(key, &args)
}

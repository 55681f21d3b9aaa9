//! 挽留方法: the ladder of a customer who may leave, the chosen method in full: what to say, why it fits, who grants it, what it brought.
//! It must not judge.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::event::Target;
use crate::content::words::Arg;
use crate::domain::insight::retention::{Fitting, Method, Offer, Outcome, Rung};
use crate::ui::customer_insight::teller;
use crate::ui::layout::rows;
use crate::ui::lists::title;
use crate::ui::pen::{Page, Pen};
use crate::ui::popup::{centred, first_row, open};
use crate::ui::text::{own, pad, width};

/// Rows beneath the list: air, two of speech, why, what it brought, the digits.
const BELOW: u16 = 7;

/// Draws the popup.
pub(super) fn draw(pen: &Pen<'_>, selected: usize, area: Rect, buf: &mut Buffer) {
    let Some(known) = pen.app.customer() else { return };
    let fitting = &known.picture.methods;
    let height = u16::try_from(fitting.len()).unwrap_or(u16::MAX).saturating_add(BELOW + 2);
    let inner = open(pen, buf, centred(area, 92, height), title(pen, "method-title", "method-how"));
    let room = inner.height.saturating_sub(BELOW).max(1);
    let list = rows(inner, 0, room);
    let first = first_row(selected, fitting.len(), usize::from(room));
    let names = fitting.iter().filter_map(|fits| method(pen, fits)).map(|method| width(name(pen, method)));
    let names = names.max().unwrap_or(0).min(usize::from(inner.width) / 2);
    let widest = |codes: &[String]| codes.iter().map(|code| width(&pen.say(code))).max().unwrap_or(0);
    let rungs = widest(&Rung::ALL.map(|rung| format!("method-rung-{}", rung.code())));
    let grants = fitting.iter().filter_map(|fits| method(pen, fits)).map(|method| width(&grant(pen, method)));
    let columns = [rungs, names, grants.max().unwrap_or(0)];
    let mut page = Page::new(buf, list);
    for (at, fits) in fitting.iter().enumerate().skip(first).take(usize::from(room)) {
        let Some(method) = method(pen, fits) else { continue };
        pen.ink.target(Rect { y: page.y(), height: 1, ..list }, Target::Row(at));
        let line = row(pen, fits, method, columns);
        if at == selected {
            page.selected_line(line, pen.theme.selected);
        } else {
            page.line(line);
        }
    }
    if let Some((fits, method)) = fitting.get(selected).and_then(|fits| Some((fits, method(pen, fits)?))) {
        let below = rows(inner, room, inner.height.saturating_sub(room));
        draw_chosen(pen, fits, method, &mut Page::new(buf, below));
    }
}

fn method<'a>(pen: &Pen<'a>, fits: &Fitting) -> Option<&'a Method> {
    pen.app.rules.retention.method.get(fits.at)
}

fn name<'a>(pen: &Pen<'a>, method: &'a Method) -> &'a str {
    if pen.words.tag() == "en" { &method.name.en } else { &method.name.zh }
}

/// `2 逐项讲清账单  免费  座席  可以提`
fn row<'a>(
    pen: &Pen<'a>,
    fits: &Fitting,
    method: &'a Method,
    [rungs, names, grants]: [usize; 3],
) -> Vec<Span<'a>> {
    let style = match fits.offer {
        Offer::Open => pen.theme.text,
        Offer::Tried(Outcome::Kept) => pen.theme.strong,
        Offer::Tried(_) | Offer::After(_) | Offer::Kept => pen.theme.muted,
    };
    let text = format!(
        "{} {} {}  {}  {}",
        mark(fits.offer),
        pad(&pen.say(&format!("method-rung-{}", method.rung.code())), rungs),
        pad(name(pen, method), names),
        pad(&grant(pen, method), grants),
        offer(pen, fits.offer),
    );
    vec![own(text, style)]
}

/// A shape beside the word: it may be offered, it was tried, it must wait.
const fn mark(offer: Offer) -> &'static str {
    match offer {
        Offer::Open => ">",
        Offer::Tried(Outcome::Kept) => "+",
        Offer::Tried(Outcome::NotYet) => "~",
        Offer::Tried(Outcome::Refused) => "x",
        Offer::After(_) | Offer::Kept => "-",
    }
}

fn grant(pen: &Pen<'_>, method: &Method) -> String {
    let tell = teller(pen);
    let cost = if method.cost > 0 {
        tell.money(crate::domain::money::Fen(method.cost))
    } else {
        tell.say("method-free")
    };
    format!("{cost}  {}", tell.say(&format!("method-by-{}", method.authority.code())))
}

fn offer(pen: &Pen<'_>, offer: Offer) -> String {
    let tell = teller(pen);
    match offer {
        Offer::Open => tell.say("method-open"),
        Offer::Kept => tell.say("method-not-needed"),
        Offer::Tried(outcome) => tell.say(&format!("method-{}", outcome.code())),
        Offer::After(rung) => {
            let rung = tell.say(&format!("method-rung-{}", rung.code()));
            tell.fill("method-after", &[("rung", Arg::from(rung))])
        }
    }
}

fn draw_chosen(pen: &Pen<'_>, fits: &Fitting, method: &Method, page: &mut Page<'_>) {
    let tell = teller(pen);
    let say = if pen.words.tag() == "en" { &method.say.en } else { &method.say.zh };
    page.blank();
    page.sentence(&format!("{} {say}", pen.symbols.say), pen.theme.say);
    let why = match &fits.reason {
        Some(code) => tell.fill("method-fits", &[("sign", Arg::from(tell.named("name", code)))]),
        None => tell.say("method-fits-all"),
    };
    page.sentence(&why, pen.theme.muted);
    let brought = pen.app.tallies.methods.get(&method.code).copied().unwrap_or_default();
    let text = if brought.used() == 0 {
        tell.say("method-never")
    } else {
        let args = [
            ("n", Arg::from(brought.used())),
            ("kept", Arg::from(brought.kept)),
            ("not_yet", Arg::from(brought.not_yet)),
            ("refused", Arg::from(brought.refused)),
        ];
        tell.fill("method-brought", &args)
    };
    page.sentence(&text, pen.theme.muted);
    let digits = (1..).zip(Outcome::ALL).map(|(digit, outcome): (u8, Outcome)| {
        format!("{digit} {}", tell.say(&format!("method-{}", outcome.code())))
    });
    let digits: Vec<String> = digits.collect();
    page.sentence(&format!("{}  {}", tell.say("method-used"), digits.join("  ")), pen.theme.strong);
}

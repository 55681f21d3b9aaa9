//! F5 推荐: the verdict first, then the cards, what is tried out, and the sentence to say. It must not compute and not recommend what was
//! not computed.

mod answers;
pub(super) mod cards;
mod fit;
mod peril;
mod table;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::calls::Known;
use crate::app::offers::Dial;
use crate::app::{Lang, Pane};
use crate::content::offers;
use crate::content::words::Arg;
use crate::domain::recommend::changes;
use crate::domain::recommend::{Advice, Verdict, Withheld};
use crate::domain::safe_text::SafeText;
use crate::ui::pen::{Page, Pen};
use crate::ui::text::{own, width, wrap};

/// Lines that belong together, and how soon they give way where there is no room: the lower the rank, the later.
struct Block<'a> {
    rank: u8,
    lines: Vec<Line<'a>>,
    /// Its first lines are worth showing alone.
    cut: bool,
}

impl<'a> Block<'a> {
    const fn whole(rank: u8, lines: Vec<Line<'a>>) -> Self {
        Self { rank, lines, cut: false }
    }

    const fn cut(rank: u8, lines: Vec<Line<'a>>) -> Self {
        Self { rank, lines, cut: true }
    }
}

/// Draws the pane.
pub(super) fn draw(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    // Where there is no room for the sentence, the frame still says that nothing here may be promised.
    let mark = if pen.app.catalogue.is_example { vec![pen.label("offer-example-mark")] } else { Vec::new() };
    let inner = pen.pane_frame(buf, area, Pane::Offers, Vec::new(), mark);
    let mut page = Page::new(buf, inner);
    let Some(known) = pen.app.customer() else {
        return page.sentence(&pen.say("desk-no-customer"), pen.theme.muted);
    };
    match known.offers.advice.as_deref() {
        Some(advice) if pen.app.zoomed && pen.has_focus(Pane::Offers) => {
            let hidden = table::draw(pen, known, advice, &mut page);
            pen.more(buf, area, hidden);
        }
        Some(advice) if is_worth_showing(advice) => lay(blocks(pen, known, advice, inner.width), &mut page),
        _ => match &known.fit {
            Some(fit) => fit::draw(pen, fit, &mut page),
            None => page.sentence(&pen.say("desk-fit-unknown"), pen.theme.muted),
        },
    }
}

/// Without today's package, or without months, the bills alone say more.
fn is_worth_showing(advice: &Advice) -> bool {
    advice.model.withheld != Some(Withheld::CurrentUnknown) && !advice.months.is_empty()
}

/// What fits, by rank; drawn in the order of the blocks. A block that may be cut shows as many of its lines as there is room for.
fn lay(blocks: Vec<Block<'_>>, page: &mut Page<'_>) {
    let mut ranks: Vec<(u8, usize)> = blocks.iter().enumerate().map(|(at, block)| (block.rank, at)).collect();
    ranks.sort_unstable();
    let mut room = usize::from(page.left());
    let mut shown = vec![0; blocks.len()];
    for (_, at) in ranks {
        let Some(block) = blocks.get(at) else { continue };
        let lines = if block.lines.len() <= room || block.cut { block.lines.len().min(room) } else { 0 };
        room -= lines;
        shown.iter_mut().skip(at).take(1).for_each(|shown| *shown = lines);
    }
    for (block, shown) in blocks.into_iter().zip(shown) {
        block.lines.into_iter().take(shown).for_each(|line| page.line(line));
    }
}

/// The verdict, what may be said, what to say and the keys come before everything that is only good to know.
fn blocks<'a>(pen: &Pen<'a>, known: &Known, advice: &Advice, cols: u16) -> Vec<Block<'a>> {
    let cols = usize::from(cols);
    let focused = pen.has_focus(Pane::Offers);
    let mut blocks = vec![Block::whole(0, verdict(pen, advice, cols))];
    if let Some((opening, lifted)) = peril::lines(pen, known, cols) {
        blocks.push(Block::whole(1, opening));
        blocks.push(Block::whole(4, lifted));
    }
    blocks.push(Block::cut(2, answers::resting(pen, known, advice, cols)));
    blocks.extend(cards::blocks(pen, known, advice, cols));
    blocks.push(Block::whole(1, cards::sentence(pen, known, advice, cols)));
    blocks.push(Block::whole(if focused { 6 } else { 8 }, cards::benefit(pen, known, cols)));
    if focused || !known.offers.what_if.is_own() {
        blocks.push(Block::whole(2, what_if(pen, known, cols)));
    }
    if focused {
        blocks.push(Block::whole(1, paragraph(&keys(pen, known, cols), cols, pen.theme.muted)));
    }
    blocks.push(Block::cut(3, answers::given(pen, known, cols)));
    blocks.push(Block::cut(9, bill(pen, known, cols).unwrap_or_default()));
    blocks.push(Block::whole(12, paragraph(&model(pen, advice), cols, pen.theme.muted)));
    if pen.app.catalogue.is_example {
        blocks.push(Block::whole(6, vec![Line::from(pen.label("offer-example"))]));
    }
    blocks
}

/// A sentence of ours, wrapped.
fn paragraph<'a>(text: &str, cols: usize, style: Style) -> Vec<Line<'a>> {
    let text = SafeText::lines(text);
    wrap(&text, cols).into_iter().map(|line| Line::from(own(line.to_owned(), style))).collect()
}

fn verdict<'a>(pen: &Pen<'a>, advice: &Advice, cols: usize) -> Vec<Line<'a>> {
    let style = match (&advice.verdict, advice.model.withheld) {
        (_, Some(_)) => pen.theme.watch,
        (Verdict::Stay { .. }, None) => pen.theme.strong,
        (Verdict::Switch { .. } | Verdict::AddPack, None) => pen.theme.good,
    };
    paragraph(&offers::verdict(pen.words, &pen.app.catalogue, advice), cols, style)
}

/// How well the model meets the real bills.
fn model(pen: &Pen<'_>, advice: &Advice) -> String {
    match advice.model.error_per_mille {
        Some(error) => {
            let args =
                [("percent", Arg::from(offers::percent(error))), ("months", Arg::from(advice.model.months))];
            pen.fill("offer-model", &args)
        }
        None => pen.say("rate-model-none").into_owned(),
    }
}

/// What is tried out: one figure per dial, the chosen one marked by its brackets and its colour.
fn what_if<'a>(pen: &Pen<'a>, known: &Known, cols: usize) -> Vec<Line<'a>> {
    let tried = known.offers.what_if;
    let sign = |amount: i64| if amount > 0 { format!("+{amount}") } else { amount.to_string() };
    let focused = pen.has_focus(Pane::Offers);
    let mut lines = vec![Line::default()];
    let mut used = 0;
    for (dial, digit) in Dial::ALL.into_iter().zip(1..) {
        let (key, value) = match dial {
            Dial::Minutes => ("offer-dial-minutes", sign(i64::from(tried.minutes))),
            Dial::Data => ("offer-dial-data", sign(i64::from(tried.data_mb / 1024))),
            Dial::RoamingDays => ("offer-dial-roaming", sign(i64::from(tried.roaming_days))),
            Dial::Lines => ("offer-dial-lines", sign(i64::from(tried.lines))),
        };
        let chosen = focused && dial == known.offers.dial;
        let text = pen.fill(key, &[("n", Arg::from(value.clone()))]);
        let text = if chosen { format!("[{digit} {text}]") } else { format!(" {digit} {text} ") };
        let style = match (chosen, value == "0") {
            (true, _) => pen.theme.focus,
            (false, false) => pen.theme.strong,
            (false, true) => pen.theme.muted,
        };
        if used > 0 && used + width(&text) > cols {
            lines.push(Line::default());
            used = 0;
        }
        used += width(&text);
        if let Some(line) = lines.last_mut() {
            line.push_span(own(text, style));
        }
    }
    lines
}

/// The keys of the pane; shorter where they would take more than a line.
fn keys(pen: &Pen<'_>, known: &Known, cols: usize) -> String {
    if known.offers.declining {
        return pen.say("offer-why").into_owned();
    }
    let full = pen.say("offer-keys");
    if width(&full) <= cols { full.into_owned() } else { pen.say("offer-keys-short").into_owned() }
}

/// Why the latest bill is not the one before, largest part first.
fn bill<'a>(pen: &Pen<'a>, known: &Known, cols: usize) -> Option<Vec<Line<'a>>> {
    let changes = changes::latest(&known.profile.usage)?;
    let key = match changes.total.0 {
        0 => return None,
        1.. => "offer-bill-more",
        _ => "offer-bill-less",
    };
    let between = if pen.lang() == Lang::Zh { "，" } else { ", " };
    let part = |part: &changes::Change<changes::Part>| {
        format!("{} {}", offers::part(pen.words, part.part), part.by.signed())
    };
    let parts: Vec<String> = changes.parts.iter().map(part).collect();
    let args = [
        ("month", Arg::from(changes.to.to_string())),
        ("amount", Arg::from(offers::yuan(changes.total.abs()))),
        ("parts", Arg::from(parts.join(between))),
    ];
    Some(paragraph(&pen.fill(key, &args), cols, pen.theme.text))
}

/// Text at the left, text at the right edge, in one line.
fn spread<'a>(left: Vec<Span<'a>>, right: Vec<Span<'a>>, cols: usize) -> Line<'a> {
    let wide = |spans: &[Span<'_>]| spans.iter().map(|span| width(&span.content)).sum::<usize>();
    let room = cols.saturating_sub(wide(&right) + 1);
    let mut line = Line::default();
    let mut used = 0;
    for span in left {
        let cut = crate::ui::text::fit(&span.content, room.saturating_sub(used)).into_owned();
        used += width(&cut);
        line.push_span(own(cut, span.style));
    }
    line.push_span(own(" ".repeat(cols.saturating_sub(used + wide(&right))), Style::default()));
    right.into_iter().for_each(|span| line.push_span(span));
    line
}

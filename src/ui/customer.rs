//! F2 客户: who it is, in labels and values that line up. It must not show what no file said.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::app::Pane;
use crate::app::calls::{Known, Who};
use crate::content::offers;
use crate::content::words::Arg;
use crate::domain::customer::{Consent, Customer};
use crate::domain::safe_text::RawText;
use crate::ui::pen::{Page, Pen};
use crate::ui::text::{own, width, wrap};
use crate::ui::{customer_insight, format, signs};

/// Draws the pane.
pub(super) fn draw(pen: &Pen<'_>, area: Rect, buf: &mut Buffer) {
    let door = if pen.has_focus(Pane::Customer) && pen.app.customer().is_some() {
        vec![pen.muted(format!(" {} ", pen.say("person-enter")))]
    } else {
        Vec::new()
    };
    let inner = pen.pane_frame(buf, area, Pane::Customer, Vec::new(), door);
    let mut page = Page::new(buf, inner);
    match pen.app.customer() {
        Some(known) => {
            let hidden = draw_known(pen, known, &mut page);
            pen.more(buf, area, hidden);
        }
        None => page.sentence(&pen.say(missing_key(pen)), pen.theme.muted),
    }
}

/// Why there is no customer, as a sentence with the key that helps.
fn missing_key(pen: &Pen<'_>) -> &'static str {
    match pen.app.calls.current().map(|call| &call.who) {
        Some(Who::Stranger) => "desk-customer-stranger",
        Some(Who::Nameless) => "desk-customer-nameless",
        Some(Who::Asking(_) | Who::Known(_)) | None => "desk-asking",
    }
}

/// A label with its value, which may be longer than a line.
pub(super) struct Row {
    pub(super) label: &'static str,
    pub(super) value: String,
    pub(super) style: Style,
}

/// Returns how many lines found no room below.
fn draw_known(pen: &Pen<'_>, known: &Known, page: &mut Page<'_>) -> usize {
    let all = pen.app.zoomed || page.left() >= 28;
    let (first, rest) = rows(pen, known, all);
    if first.is_empty() && rest.is_empty() {
        page.sentence(&pen.say("desk-customer-bare"), pen.theme.muted);
    }
    let labels = first.iter().chain(&rest).map(|row| width(&pen.say(row.label))).max().unwrap_or(0);
    let label_width = labels.min(page.cols() / 3) + 2;
    let skip = usize::from(pen.app.scroll.first().copied().unwrap_or(0));
    let cols = page.cols();
    let lines: Vec<Vec<Span<'_>>> = first
        .iter()
        .flat_map(|row| row_lines(pen, row, label_width, cols))
        .chain(sign_lines(pen, known, cols))
        .chain(insight_lines(pen, known, cols, all))
        .chain(portrait_lines(pen, known, cols))
        .chain(rest.iter().flat_map(|row| row_lines(pen, row, label_width, cols)))
        .collect();
    let skip = skip.min(lines.len().saturating_sub(usize::from(page.left())));
    let hidden = lines.len().saturating_sub(skip + usize::from(page.left()));
    for line in lines.into_iter().skip(skip) {
        page.line(line);
    }
    hidden
}

fn row_lines<'a>(pen: &Pen<'a>, row: &Row, label_width: usize, cols: usize) -> Vec<Vec<Span<'a>>> {
    wrap(&row.value, cols.saturating_sub(label_width))
        .into_iter()
        .enumerate()
        .map(|(at, line)| {
            let label = if at == 0 { pen.say(row.label).into_owned() } else { String::new() };
            vec![pen.muted(crate::ui::text::pad(&label, label_width)), own(line.to_owned(), row.style)]
        })
        .collect()
}

/// The signs of leaving and what to do next, unless nothing at all is known.
fn insight_lines<'a>(pen: &Pen<'a>, known: &Known, cols: usize, all: bool) -> Vec<Vec<Span<'a>>> {
    if is_bare(known) { Vec::new() } else { customer_insight::lines(pen, known, cols, all) }
}

/// The three lines, where the pane fills the screen.
fn portrait_lines<'a>(pen: &Pen<'a>, known: &Known, cols: usize) -> Vec<Vec<Span<'a>>> {
    if !pen.app.zoomed || is_bare(known) {
        return Vec::new();
    }
    let said = customer_insight::teller(pen).portrait(&known.person.portrait);
    let wrapped = said.iter().flat_map(|line| wrap(line, cols)).map(str::to_owned).collect::<Vec<_>>();
    wrapped.into_iter().map(|line| vec![pen.text(line)]).collect()
}

/// Nothing is known that insight could rest on.
fn is_bare(known: &Known) -> bool {
    known.profile.usage.is_empty() && known.picture.churn.signs.is_empty()
}

/// What else is worth knowing: whatever the points do not say.
fn sign_lines<'a>(pen: &Pen<'a>, known: &Known, cols: usize) -> Vec<Vec<Span<'a>>> {
    let mut lines = Vec::new();
    for sign in known.insight.signs.iter().filter(|sign| !signs::in_points(sign)) {
        let tone = signs::tone(pen, sign);
        let sentence = signs::sentence(pen, sign);
        for (at, line) in wrap(&sentence, cols.saturating_sub(3)).into_iter().enumerate() {
            let shape = if at == 0 { tone.shape() } else { "" };
            lines.push(vec![
                own(format!("{shape:<3}"), tone.style(pen)),
                own(line.to_owned(), tone.style(pen)),
            ]);
        }
    }
    lines
}

/// What is needed at once, and what may stand below.
fn rows(pen: &Pen<'_>, known: &Known, all: bool) -> (Vec<Row>, Vec<Row>) {
    let customer = &known.profile.customer;
    let (text, watch) = (pen.theme.text, pen.theme.watch);
    let mut rows = Vec::new();
    let mut add = |label, value: Option<String>, style| {
        rows.extend(value.filter(|value| !value.is_empty()).map(|value| Row { label, value, style }));
    };
    let safe = |text: &Option<RawText>| text.as_ref().map(|text| text.safe().as_str().to_owned());
    add("desk-package", safe(&customer.package), pen.theme.strong);
    add("desk-packs", packs(pen, customer), text);
    add("desk-contract", contract(pen, customer), text);
    add("desk-balance", balance(pen, customer), text);
    add("desk-taboo", safe(&customer.taboo), watch);
    let first = std::mem::take(&mut rows);
    if !is_bare(known) {
        rows.extend(customer_insight::rows(pen, &known.picture, all));
    }
    let mut add = |label, value: Option<String>, style| {
        rows.extend(value.filter(|value| !value.is_empty()).map(|value| Row { label, value, style }));
    };
    add("desk-brand", safe(&customer.brand), text);
    add("desk-prefers", join(&[&customer.preferred_channel, &customer.preferred_time], " / "), text);
    add("desk-best-hour", best_hour(pen, known), text);
    add("desk-tags", tags(customer), text);
    add("desk-consent", consent(pen, customer), text);
    add("desk-group", safe(&customer.group_name), text);
    add("desk-region", safe(&customer.region), text);
    add("desk-segment", safe(&customer.segment), text);
    add("desk-points", customer.points.map(|points| points.to_string()), text);
    add("desk-birthday", customer.birthday.map(|day| day.format("%m-%d").to_string()), text);
    add("desk-account", safe(&customer.account), text);
    add("desk-manager", safe(&customer.manager), text);
    (first, rows)
}

/// The packs that are held, by the catalogue's names where it knows them.
fn packs(pen: &Pen<'_>, customer: &Customer) -> Option<String> {
    let names = offers::held(&pen.app.catalogue, &customer.packs);
    (!names.is_empty()).then_some(names)
}

fn join(parts: &[&Option<RawText>], between: &str) -> Option<String> {
    let parts: Vec<String> =
        parts.iter().filter_map(|part| part.as_ref()).map(|part| part.safe().as_str().to_owned()).collect();
    (!parts.is_empty()).then(|| parts.join(between))
}

fn tags(customer: &Customer) -> Option<String> {
    let tags: Vec<String> = customer.tags.iter().map(|tag| tag.safe().as_str().to_owned()).collect();
    (!tags.is_empty()).then(|| tags.join("  "))
}

fn contract(pen: &Pen<'_>, customer: &Customer) -> Option<String> {
    let end = customer.contract_end?;
    let today = pen.app.now.today();
    let key = if end < today { "desk-contract-ended" } else { "desk-contract-until" };
    let mut text = pen.fill(key, &[("on", Arg::from(format::day(end, today)))]);
    if let Some(penalty) = customer.contract_penalty.filter(|penalty| penalty.0 > 0 && end >= today) {
        let amount = format::money(pen.lang(), penalty);
        text.push_str("  ");
        text.push_str(&pen.fill("desk-contract-penalty", &[("amount", Arg::from(amount))]));
    }
    Some(text)
}

fn balance(pen: &Pen<'_>, customer: &Customer) -> Option<String> {
    let balance = customer.balance.map(|amount| format::money(pen.lang(), amount));
    let arrears = customer.arrears.filter(|amount| amount.0 > 0).map(|amount| {
        pen.fill("desk-sign-arrears", &[("amount", Arg::from(format::money(pen.lang(), amount)))])
    });
    let parts: Vec<String> = balance.into_iter().chain(arrears).collect();
    (!parts.is_empty()).then(|| parts.join("  "))
}

fn best_hour(pen: &Pen<'_>, known: &Known) -> Option<String> {
    let hour = known.profile.habit.as_ref()?.best_hour()?;
    Some(pen.fill(
        "desk-best-hour-value",
        &[("from", Arg::from(format!("{hour}:00"))), ("to", Arg::from(format!("{}:00", hour + 1)))],
    ))
}

fn consent(pen: &Pen<'_>, customer: &Customer) -> Option<String> {
    let key = match customer.marketing_consent? {
        Consent::Yes => "desk-consent-yes",
        Consent::No => "desk-consent-no",
        Consent::Unknown => "desk-consent-unknown",
    };
    Some(pen.say(key).into_owned())
}

//! 客户画像 over the desk: three pages of rows, the chosen one with what to do or with its rule, and its digits. It must not judge.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::app::calls::Known;
use crate::app::event::Target;
use crate::app::line::LineEdit;
use crate::app::person::{Page as Leaf, Row, View};
use crate::content::insight_words::Teller;
use crate::content::rule_words::RuleText;
use crate::content::words::Arg;
use crate::domain::insight::types::Typed;
use crate::domain::person::experience::{Experience, Stage};
use crate::ui::customer_insight::teller;
use crate::ui::layout::rows;
use crate::ui::pen::{Page, Pen};
use crate::ui::popup::{centred, first_row, open};
use crate::ui::search::draw_field;
use crate::ui::text::{fit, own, pad, width};

/// Rows beneath the list: air, what to do in two lines, the digits.
const BELOW: u16 = 4;
/// The same when a rule is asked for, which is longer.
const BELOW_RULE: u16 = 7;
/// So many rows are always shown.
const LEAST: u16 = 3;
/// Widest and tallest that reads well.
const SIZE: (u16, u16) = (108, 24);

/// Draws the popup.
pub(super) fn draw(pen: &Pen<'_>, view: &View, area: Rect, buf: &mut Buffer) {
    let Some(known) = pen.app.customer() else { return };
    let tell = teller(pen);
    let inner = open(pen, buf, centred(area, SIZE.0, SIZE.1), title(pen, view));
    let below = match (view.why, inner.height < 12) {
        (_, true) => 1,
        (true, false) => BELOW_RULE,
        (false, false) => BELOW,
    };
    // On the smallest screens the rows matter more than what stands above them.
    let mut head = Page::new(buf, rows(inner, 0, inner.height.saturating_sub(below + LEAST)));
    draw_head(pen, &tell, known, view.page, &mut head);
    let used = head.y().saturating_sub(inner.y);
    let lines: Vec<Row> = pen.app.person_rows();
    let room = inner.height.saturating_sub(used + below).min(u16::try_from(lines.len()).unwrap_or(u16::MAX));
    draw_rows(pen, &tell, known, view, &lines, rows(inner, used, room), buf);
    if let Some(row) = lines.get(view.selected) {
        let below = rows(inner, used + room, inner.height.saturating_sub(used + room));
        draw_below(pen, &tell, known, row, view.why, below, buf);
    }
}

/// ` 画像  [画像] 体验 关系   Tab 换页 `: the open page in brackets, so that colour is not needed.
fn title<'a>(pen: &Pen<'a>, view: &View) -> Vec<Span<'a>> {
    let mut spans = vec![own(format!(" {} ", pen.say("action-open-person")), pen.theme.focus)];
    for leaf in Leaf::ALL {
        let name = pen.say(match leaf {
            Leaf::Portrait => "person-page-portrait",
            Leaf::Experience => "person-page-experience",
            Leaf::Relation => "person-page-relation",
        });
        let open = leaf == view.page;
        let text = if open { format!("[{name}]") } else { format!(" {name} ") };
        spans.push(own(text, if open { pen.theme.focus } else { pen.theme.muted }));
    }
    spans.push(pen.muted(format!("  {} ", pen.say("person-how"))));
    spans
}

fn draw_head(pen: &Pen<'_>, tell: &Teller<'_>, known: &Known, leaf: Leaf, page: &mut Page<'_>) {
    match leaf {
        Leaf::Portrait => {
            for line in tell.portrait(&known.person.portrait) {
                page.sentence(&line, pen.theme.text);
            }
            page.blank();
        }
        Leaf::Experience => {
            let names = Stage::ALL.map(|stage| tell.say(&format!("person-stage-{}", stage.code())));
            let mut spans = vec![own(" ".repeat(product_width(pen, known)), pen.theme.muted)];
            spans.extend(names.iter().map(|name| own(pad(name, stage_width(pen)), pen.theme.muted)));
            page.line(spans);
        }
        Leaf::Relation => {
            let relation = &known.person.relation;
            let args = [("width", Arg::from(relation.width)), ("depth", Arg::from(relation.depth))];
            page.line(own(tell.fill("person-relation-sum", &args), pen.theme.strong));
        }
    }
}

fn draw_rows(
    pen: &Pen<'_>,
    tell: &Teller<'_>,
    known: &Known,
    view: &View,
    lines: &[Row],
    area: Rect,
    buf: &mut Buffer,
) {
    let room = usize::from(area.height);
    let labels = lines.iter().map(|row| width(&label(tell, known, row))).max().unwrap_or(0) + 2;
    for (down, (at, row)) in
        (0..).zip(lines.iter().enumerate().skip(first_row(view.selected, lines.len(), room)).take(room))
    {
        let place = rows(area, down, 1);
        pen.ink.target(place, Target::Row(at));
        let (value, style) = value(pen, tell, known, row);
        let cols = usize::from(area.width).saturating_sub(labels);
        let named = own(pad(&label(tell, known, row), labels), pen.theme.muted);
        let typing = view.typing.as_ref().filter(|_| at == view.selected);
        let line = match (row, typing) {
            (Row::Product(at), _) => stages(pen, tell, known, *at),
            (_, Some(_)) => vec![named],
            _ => vec![named, own(fit(&value, cols).into_owned(), style)],
        };
        let mut page = Page::new(buf, place);
        match typing {
            Some(line_edit) => {
                page.line(line);
                draw_typing(pen, line_edit, labels, place, buf);
            }
            None if at == view.selected => page.selected_line(line, pen.theme.selected),
            None => page.line(line),
        }
    }
}

fn draw_typing(pen: &Pen<'_>, line: &LineEdit, labels: usize, place: Rect, buf: &mut Buffer) {
    let from = u16::try_from(labels).unwrap_or(0).min(place.width);
    let field = Rect { x: place.x + from, width: place.width - from, ..place };
    draw_field(pen, field, buf, line, true);
}

fn label(tell: &Teller<'_>, known: &Known, row: &Row) -> String {
    match row {
        Row::Persona => tell.say("insight-persona"),
        Row::Purchase => tell.say("person-purchase"),
        Row::Style => tell.say("person-style"),
        Row::Sensitivity(code) => {
            format!("{}  {}", tell.say("insight-sensitive"), tell.named("sensitivity", code))
        }
        Row::Product(at) => {
            known.person.experience.get(*at).map_or_else(String::new, |it| tell.both(&it.name))
        }
        Row::Cell(at) => known.person.relation.cells.get(*at).map_or_else(String::new, |cell| {
            let module = tell.say(&format!("person-module-{}", cell.module.code()));
            format!("{module}  {}", tell.say(&format!("person-depth-{}", cell.depth.code())))
        }),
        Row::Missing(at) => known.person.missing.get(*at).map_or_else(String::new, |missing| {
            let fact = tell.say(&format!("person-fact-{}", missing.fact.code()));
            format!("{}  {fact}", tell.say("person-missing"))
        }),
    }
}

fn value(pen: &Pen<'_>, tell: &Teller<'_>, known: &Known, row: &Row) -> (String, Style) {
    let (types, text, muted) = (&known.picture.types, pen.theme.text, pen.theme.muted);
    let or_muted = |is_there: bool| if is_there { text } else { muted };
    let kind =
        |family: &str, typed: &Option<Typed>| (tell.kind(family, typed.as_ref()), or_muted(typed.is_some()));
    match row {
        Row::Persona => kind("persona", &types.persona),
        Row::Purchase => kind("purchase", &types.purchase),
        Row::Style => kind("style", &types.style),
        Row::Sensitivity(code) => {
            let typed = sensitivity(known, code);
            (tell.sensitivity(typed), or_muted(typed.is_some()))
        }
        Row::Product(_) => (String::new(), text),
        Row::Cell(at) => known.person.relation.cells.get(*at).map_or_else(
            || (String::new(), text),
            |cell| (tell.cell(cell, &pen.app.rules), or_muted(!cell.is_empty())),
        ),
        Row::Missing(at) => {
            let missing = known.person.missing.get(*at);
            missing
                .map_or_else(|| (String::new(), text), |it| (tell.missing(it), or_muted(it.heard.is_some())))
        }
    }
}

fn sensitivity<'k>(known: &'k Known, code: &str) -> Option<&'k Typed> {
    known.picture.types.sensitivities.iter().find(|typed| typed.code == code)
}

fn product_width(pen: &Pen<'_>, known: &Known) -> usize {
    let tell = teller(pen);
    known.person.experience.iter().map(|it| width(&tell.both(&it.name))).max().unwrap_or(0) + 2
}

fn stage_width(pen: &Pen<'_>) -> usize {
    let name = |stage: Stage| width(&pen.say(&format!("person-stage-{}", stage.code())));
    Stage::ALL.into_iter().map(name).max().unwrap_or(0) + 2
}

/// A product on its way: `#` where the agent put it, `?` where it is a guess; who says so.
fn stages<'a>(pen: &Pen<'a>, tell: &Teller<'_>, known: &Known, at: usize) -> Vec<Span<'a>> {
    let Some(experience) = known.person.experience.get(at) else { return Vec::new() };
    let mark = if experience.is_guess() { "?" } else { "#" };
    let name = pad(&tell.both(&experience.name), product_width(pen, known));
    let mut spans = vec![own(name, pen.theme.text)];
    for stage in Stage::ALL {
        let here = experience.stage == Some(stage);
        let style = if here { pen.theme.strong } else { pen.theme.muted };
        spans.push(own(pad(if here { mark } else { pen.symbols.gap }, stage_width(pen)), style));
    }
    spans.push(pen.muted(said(tell, experience)));
    spans
}

/// `使用?  12 个月里用了 9 个月`
fn said(tell: &Teller<'_>, experience: &Experience) -> String {
    let source = tell.source(&experience.source);
    if experience.is_guess() {
        format!("{}  {source}", tell.say("person-guess-short"))
    } else if experience.stage.is_none() {
        format!("{}  {source}", tell.say("person-learn"))
    } else {
        source
    }
}

fn draw_below(
    pen: &Pen<'_>,
    tell: &Teller<'_>,
    known: &Known,
    row: &Row,
    why: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let mut page = Page::new(buf, rows(area, 0, area.height.saturating_sub(1)));
    page.blank();
    if why {
        if let Some(rule) = rule(pen, tell, known, row) {
            let args = [("rule", Arg::from(rule.rule)), ("file", Arg::from(rule.file))];
            let file = tell.fill("insight-rule-file", &args);
            page.sentence(&format!("{}  ({file})", rule.sentence), pen.theme.text);
        }
    } else {
        for line in advice(pen, tell, known, row) {
            page.sentence(&line, pen.theme.text);
        }
    }
    let keys = rows(area, area.height.saturating_sub(1), 1);
    Page::new(buf, keys).line(own(digits(pen, tell, row), pen.theme.accent));
}

/// What to do with it, at most two lines.
fn advice(pen: &Pen<'_>, tell: &Teller<'_>, known: &Known, row: &Row) -> Vec<String> {
    let types = &known.picture.types;
    match row {
        Row::Persona => manner(tell, "persona", types.persona.as_ref()),
        Row::Purchase => manner(tell, "purchase", types.purchase.as_ref()),
        Row::Style => manner(tell, "style", types.style.as_ref()),
        Row::Sensitivity(code) => {
            let key = format!("person-say-{code}");
            if pen.words.has(&key) { vec![tell.say(&key)] } else { Vec::new() }
        }
        Row::Product(at) => {
            let stage = known.person.experience.get(*at).and_then(|it| it.stage).unwrap_or(Stage::Awareness);
            pen.app.rules.person.method(stage).map_or_else(Vec::new, |method| {
                vec![
                    format!("{}  {}", tell.say("person-method"), tell.both(&method.way)),
                    format!("{}  {}", tell.say("person-ask"), tell.both(&method.ask)),
                ]
            })
        }
        Row::Cell(at) => known
            .person
            .relation
            .cells
            .get(*at)
            .map(|cell| tell.cell(cell, &pen.app.rules))
            .into_iter()
            .collect(),
        Row::Missing(at) => {
            known.person.missing.get(*at).map(|missing| tell.missing(missing)).into_iter().collect()
        }
    }
}

/// Do and don't of a type.
fn manner(tell: &Teller<'_>, family: &str, typed: Option<&Typed>) -> Vec<String> {
    let Some(typed) = typed else { return Vec::new() };
    let [good, bad] = tell.manner(family, typed);
    [("insight-do", good), ("insight-dont", bad)]
        .into_iter()
        .filter_map(|(label, said)| Some(format!("{}  {}", tell.say(label), said?)))
        .collect()
}

fn digits(pen: &Pen<'_>, tell: &Teller<'_>, row: &Row) -> String {
    let choices = |family: &str| {
        let named = (1..).zip(pen.app.person_choices(row));
        let named = named.map(|(digit, code)| format!("{digit} {}", tell.named(family, code)));
        let args = [("choices", Arg::from(named.collect::<Vec<String>>().join("  ")))];
        tell.fill("person-set-choice", &args)
    };
    match row {
        Row::Persona => choices("persona"),
        Row::Purchase => choices("purchase"),
        Row::Style => choices("style"),
        Row::Sensitivity(_) => tell.say("person-set-level"),
        Row::Product(_) => tell.say("person-set-stage"),
        Row::Cell(_) => tell.say("person-set-cell"),
        Row::Missing(_) => tell.say("person-set-fact"),
    }
}

fn rule(pen: &Pen<'_>, tell: &Teller<'_>, known: &Known, row: &Row) -> Option<RuleText> {
    let (types, book) = (&known.picture.types, &pen.app.rules);
    Some(match row {
        Row::Persona => tell.kind_rule("persona", types.persona.as_ref(), Some(book.types.persona_least)),
        Row::Purchase => tell.kind_rule("purchase", types.purchase.as_ref(), Some(book.types.purchase_least)),
        Row::Style => tell.kind_rule("style", types.style.as_ref(), Some(book.types.style_least)),
        Row::Sensitivity(code) => tell.kind_rule("sensitivity", sensitivity(known, code), None),
        Row::Product(at) => tell.experience_rule(known.person.experience.get(*at)?, book),
        Row::Cell(_) => tell.relation_rule(),
        Row::Missing(at) => tell.missing_rule(known.person.missing.get(*at)?),
    })
}

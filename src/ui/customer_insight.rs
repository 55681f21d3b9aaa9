//! What insight adds to F2: value, stage, type; the signs of leaving with points that add up; what to do next. It must not judge.

use ratatui::style::Style;
use ratatui::text::Span;

use crate::app::action::Action;
use crate::app::calls::Known;
use crate::content::insight_words::{Teller, serde_code};
use crate::content::words::Arg;
use crate::domain::insight::churn::{Alarm, ChurnSign};
use crate::domain::insight::picture::Picture;
use crate::domain::insight::retention::Offer;
use crate::ui::customer::Row;
use crate::ui::pen::Pen;
use crate::ui::signs::Tone;
use crate::ui::text::{own, pad_left, wrap};

type Lines<'a> = Vec<Vec<Span<'a>>>;

/// Columns of the points before a sign's sentence: `+100 `.
const POINTS: usize = 5;

/// Who puts it into words today.
pub(super) fn teller<'a>(pen: &Pen<'a>) -> Teller<'a> {
    Teller { words: pen.words, today: pen.app.now.today() }
}

/// Value, stage and type as rows of the pane; with everything that belongs to them when there is room.
pub(super) fn rows(pen: &Pen<'_>, picture: &Picture, all: bool) -> Vec<Row> {
    let (tell, text) = (teller(pen), pen.theme.text);
    let mut value = tell.value(&picture.value);
    value.extend(tell.peers(picture));
    let mut rows = vec![Row { label: "insight-value", value: value.join("  "), style: text }];
    let mut add = |label, value: String| rows.push(Row { label, value, style: text });
    if let Some(stage) = &picture.stage {
        add("insight-stage", tell.stage(stage));
        if all {
            add("insight-goal", tell.say(&format!("insight-goal-{}", stage.stage.code())));
            let may = stage.stage.actions().iter();
            let may: Vec<String> =
                may.map(|action| tell.say(&format!("stage-may-{}", serde_code(action)))).collect();
            add("stage-allowed", may.join(", "));
        }
    }
    let types = &picture.types;
    if let Some(typed) = &types.persona {
        add("insight-persona", tell.named("persona", &typed.code));
    }
    // What does not matter is said in the portrait.
    let minded = types.sensitivities.iter().filter(|typed| typed.points > 0);
    let named: Vec<String> = minded.map(|typed| tell.sensitivity_short(typed)).collect();
    if !named.is_empty() {
        add("insight-sensitive", named.join("  "));
    }
    if all {
        for (label, family, typed) in [
            ("insight-persona", "persona", &types.persona),
            ("person-purchase", "purchase", &types.purchase),
            ("person-style", "style", &types.style),
        ] {
            let Some(typed) = typed else { continue };
            if family != "persona" {
                add(label, tell.kind(family, Some(typed)));
            }
            if family != "persona" && !pen.app.zoomed {
                continue;
            }
            let [good, bad] = tell.manner(family, typed);
            good.into_iter().for_each(|good| add("insight-do", good));
            bad.into_iter().for_each(|bad| add("insight-dont", bad));
        }
    }
    rows
}

/// How loud a level is.
pub(super) const fn alarm_tone(alarm: Alarm) -> Tone {
    match alarm {
        Alarm::Red => Tone::Alarm,
        Alarm::Amber => Tone::Watch,
        Alarm::None => Tone::Calm,
    }
}

/// The level and its points, the reasons, what keeps, and what to do next. The points shown add up to the sum shown.
pub(super) fn lines<'a>(pen: &Pen<'a>, known: &Known, cols: usize, all: bool) -> Lines<'a> {
    let (tell, picture) = (teller(pen), &known.picture);
    let mut lines = vec![head(pen, picture)];
    let shown = shown(picture, all);
    for sign in &shown {
        lines.extend(sign_lines(pen, &tell, sign, cols));
    }
    let rest = picture.churn.signs.len() - shown.len();
    if rest > 0 {
        let left = picture.churn.points - shown.iter().map(|sign| sign.points).sum::<i32>();
        let text = tell.fill("insight-others", &[("n", Arg::from(rest))]);
        lines.push(vec![points(pen, left, pen.theme.muted), pen.muted(text)]);
    }
    lines.extend(own_lines(pen, &tell, picture, cols, all));
    lines.extend(next_lines(pen, &tell, picture, cols, all));
    lines.extend(method_line(pen, &tell, picture));
    lines
}

/// What the shop's own card says, apart from the built-in signs; its lines when there is room.
fn own_lines<'a>(pen: &Pen<'a>, tell: &Teller<'_>, picture: &Picture, cols: usize, all: bool) -> Lines<'a> {
    let Some(said) = tell.own(picture) else { return Vec::new() };
    let head = format!("{}  {said}", tell.say("own-label"));
    let mut lines: Lines<'a> =
        wrap(&head, cols).into_iter().map(|line| vec![pen.text(line.to_owned())]).collect();
    for (given, text) in tell.own_lines(picture, &pen.app.rules).into_iter().filter(|_| all) {
        lines.push(vec![points(pen, given, pen.theme.muted), pen.muted(text)]);
    }
    lines
}

/// The first method that may be offered, and the key that shows the others.
fn method_line<'a>(pen: &Pen<'a>, tell: &Teller<'_>, picture: &Picture) -> Option<Vec<Span<'a>>> {
    let open = picture.methods.iter().find(|fits| fits.offer == Offer::Open)?;
    let method = pen.app.rules.retention.method.get(open.at)?;
    let name = if pen.words.tag() == "en" { &method.name.en } else { &method.name.zh };
    let key = pen.key_for(Action::OpenMethods).unwrap_or_default();
    let label = format!("> {} ", tell.say("method-now"));
    Some(vec![pen.muted(label), pen.strong(name.clone()), pen.muted(format!("  {key}"))])
}

/// `!! 异动 红 115 分`: word, shape and colour.
fn head<'a>(pen: &Pen<'a>, picture: &Picture) -> Vec<Span<'a>> {
    let (tell, tone) = (teller(pen), alarm_tone(picture.alarm));
    let style = if picture.alarm == Alarm::None { pen.theme.text } else { tone.style(pen) };
    let shape = if picture.alarm == Alarm::None { "-" } else { tone.shape() };
    let sum = tell.fill("insight-points", &[("n", Arg::from(picture.churn.points))]);
    let text = format!("{shape} {} {}  {sum}", tell.say("insight-churn"), tell.alarm(picture.alarm));
    vec![own(text, style)]
}

/// Up to three signs that worry and the strongest that keeps; everything when there is room.
fn shown(picture: &Picture, all: bool) -> Vec<&ChurnSign> {
    if all {
        return picture.churn.signs.iter().collect();
    }
    let (mut worries, keeps) = picture.churn.reasons();
    worries.extend(keeps);
    worries
}

fn points<'a>(pen: &Pen<'a>, points: i32, style: Style) -> Span<'a> {
    let _ = pen;
    own(format!("{} ", pad_left(&format!("{points:+}"), POINTS - 1)), style)
}

fn sign_lines<'a>(pen: &Pen<'a>, tell: &Teller<'_>, sign: &ChurnSign, cols: usize) -> Lines<'a> {
    let style = match sign.points {
        50.. => pen.theme.alarm,
        1..50 => pen.theme.watch,
        _ => pen.theme.accent,
    };
    let sentence = tell.sign(sign);
    wrap(&sentence, cols.saturating_sub(POINTS))
        .into_iter()
        .enumerate()
        .map(|(at, line)| {
            let before =
                if at == 0 { points(pen, sign.points, style) } else { own(" ".repeat(POINTS), style) };
            vec![before, own(line.to_owned(), style)]
        })
        .collect()
}

/// What to do next and why; what is held back.
fn next_lines<'a>(pen: &Pen<'a>, tell: &Teller<'_>, picture: &Picture, cols: usize, all: bool) -> Lines<'a> {
    let mut lines = Vec::new();
    let count = if all { 3 } else { 1 };
    for (at, proposal) in picture.next.proposals.iter().take(count).enumerate() {
        let label = if at == 0 { format!("> {} ", tell.say("insight-next")) } else { "  ".to_owned() };
        lines.push(vec![pen.muted(label), pen.strong(tell.named("action", &proposal.code))]);
        let why = tell.because(proposal, picture.alarm);
        for line in wrap(&why, cols.saturating_sub(2)) {
            lines.push(vec![pen.muted(format!("  {line}"))]);
        }
    }
    if all && !picture.next.restraints.is_empty() {
        let held = picture.next.restraints.iter().map(|held| tell.named("restraint", &serde_code(held)));
        let text = format!("{}: {}", tell.say("insight-restraint"), held.collect::<Vec<_>>().join(", "));
        for line in wrap(&text, cols) {
            lines.push(vec![pen.muted(line.to_owned())]);
        }
    }
    if all && picture.held_out {
        for line in wrap(&tell.say("insight-held-out"), cols) {
            lines.push(vec![pen.muted(line.to_owned())]);
        }
    }
    lines
}

//! The rules behind what a pane shows, one row each, the chosen one in full; and how to call a sign wrong. It must not judge.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::calls::Known;
use crate::app::event::Target;
use crate::app::why::Subject;
use crate::content::insight_words::Teller;
use crate::content::rule_words::RuleText;
use crate::content::words::Arg;
use crate::domain::insight::picture::RuleBook;
use crate::domain::insight::wrong::WrongReason;
use crate::ui::customer_insight::teller;
use crate::ui::layout::rows;
use crate::ui::pen::{Page, Pen};
use crate::ui::popup::{centred, first_row, open};
use crate::ui::text::own;

/// Rows beneath the list: a line of air, the rule in at most four lines, its name, the reasons.
const BELOW: u16 = 8;

/// Draws the popup.
pub(super) fn draw(pen: &Pen<'_>, selected: usize, area: Rect, buf: &mut Buffer) {
    let Some(known) = pen.app.customer() else { return };
    let (tell, subjects) = (teller(pen), pen.app.why_rows());
    let height = u16::try_from(subjects.len()).unwrap_or(u16::MAX).saturating_add(BELOW + 2);
    let title = vec![
        own(format!(" {} ", pen.say("insight-why")), pen.theme.focus),
        pen.muted(format!(" {} ", pen.say("insight-why-how"))),
    ];
    let inner = open(pen, buf, centred(area, 92, height), title);
    let room = inner.height.saturating_sub(BELOW).max(1);
    draw_rows(pen, &tell, known, &subjects, selected, rows(inner, 0, room), buf);
    let Some(subject) = subjects.get(selected) else { return };
    let mut page = Page::new(buf, rows(inner, room, inner.height.saturating_sub(room)));
    page.blank();
    if let Some(rule) = rule(pen, &tell, known, *subject) {
        page.sentence(&rule.sentence, pen.theme.text);
        let args = [("rule", Arg::from(rule.rule)), ("file", Arg::from(rule.file))];
        page.sentence(&tell.fill("insight-rule-file", &args), pen.theme.muted);
    }
    if let Subject::Sign(at) = subject
        && let Some(sign) = known.picture.churn.signs.get(*at)
    {
        page.sentence(&tell.told(&pen.app.tallies, sign.evidence.code()), pen.theme.muted);
        page.sentence(&reasons(&tell), pen.theme.strong);
    }
}

fn reasons(tell: &Teller<'_>) -> String {
    let mut text = tell.say("insight-wrong");
    for (digit, reason) in (1..).zip(WrongReason::ALL) {
        text.push_str(&format!("  {digit} {}", tell.named("wrong", reason.code())));
    }
    text
}

fn draw_rows(
    pen: &Pen<'_>,
    tell: &Teller<'_>,
    known: &Known,
    subjects: &[Subject],
    selected: usize,
    area: Rect,
    buf: &mut Buffer,
) {
    let room = usize::from(area.height);
    let first = first_row(selected, subjects.len(), room);
    let mut page = Page::new(buf, area);
    for (at, subject) in subjects.iter().enumerate().skip(first).take(room) {
        pen.ink.target(Rect { y: page.y(), height: 1, ..area }, Target::Row(at));
        let (text, style) = row(pen, tell, known, *subject);
        let line = own(text, style);
        if at == selected {
            page.selected_line(line, pen.theme.selected);
        } else {
            page.line(line);
        }
    }
}

/// What the figure says.
fn row(pen: &Pen<'_>, tell: &Teller<'_>, known: &Known, subject: Subject) -> (String, Style) {
    let (picture, text) = (&known.picture, pen.theme.text);
    let kind = |label, family, typed| format!("{}  {}", tell.say(label), tell.kind(family, typed));
    let said = match subject {
        Subject::Points => {
            let sum = tell.fill("insight-points", &[("n", Arg::from(picture.churn.points))]);
            Some(format!("{} {}  {sum}", tell.say("insight-churn"), tell.alarm(picture.alarm)))
        }
        Subject::Sign(at) => {
            picture.churn.signs.get(at).map(|sign| format!("{:>+5} {}", sign.points, tell.sign(sign)))
        }
        Subject::Next => picture.next.proposals.first().map(|proposal| {
            format!("{}  {}", tell.say("insight-next"), tell.named("action", &proposal.code))
        }),
        Subject::Target => tell.value(&picture.value).last().cloned(),
        Subject::Standing => {
            tell.value(&picture.value).first().map(|said| format!("{}  {said}", tell.say("insight-value")))
        }
        Subject::Peers => tell.peers(picture),
        Subject::Own => tell.own(picture).map(|said| format!("{}  {said}", tell.say("own-label"))),
        Subject::Tier => tell.value(&picture.value).get(1).cloned(),
        Subject::Stage => picture.stage.as_ref().map(|stage| tell.stage(stage)),
        Subject::Persona => Some(kind("insight-persona", "persona", picture.types.persona.as_ref())),
        Subject::Purchase => Some(kind("person-purchase", "purchase", picture.types.purchase.as_ref())),
        Subject::Style => Some(kind("person-style", "style", picture.types.style.as_ref())),
        Subject::Sensitivity(at) => picture.types.sensitivities.get(at).map(|typed| {
            let name = tell.named("sensitivity", &typed.code);
            format!("{}  {name}  {}", tell.say("insight-sensitive"), tell.sensitivity(Some(typed)))
        }),
        Subject::Portrait => {
            Some(format!("{}  {}", tell.say("person-title"), tell.portrait(&known.person.portrait).join(" ")))
        }
        Subject::Unused => {
            Some(format!("{}  {}", tell.say("person-unused"), tell.unused(known.person.bundle.as_ref())))
        }
        Subject::Course(at) => picture
            .courses
            .get(at)
            .map(|course| tell.course(course).unwrap_or_else(|| tell.measure(course.measure))),
        Subject::Calling => Some(super::usage_insight::calling(tell, picture)),
        Subject::Clause(at) => picture.brief.get(at).map(|clause| tell.whole_clause(clause)),
        Subject::Quiet(at) => {
            let quiet = known.profile.quiet.get(at);
            quiet.map(|quiet| {
                tell.fill("insight-quiet", &[("rule", Arg::from(tell.named("name", &quiet.rule)))])
            })
        }
    };
    (said.unwrap_or_default(), if matches!(subject, Subject::Quiet(_)) { pen.theme.muted } else { text })
}

fn rule(pen: &Pen<'_>, tell: &Teller<'_>, known: &Known, subject: Subject) -> Option<RuleText> {
    let (picture, book) = (&known.picture, &pen.app.rules);
    Some(match subject {
        Subject::Points => tell.points_rule(picture, book),
        Subject::Sign(at) => tell.sign_rule(picture.churn.signs.get(at)?, &book.churn),
        Subject::Next => tell.next_rule(picture.next.proposals.first()?),
        Subject::Target => tell.target_rule(picture, book),
        Subject::Standing => tell.standing_rule(picture, book),
        Subject::Peers => tell.peers_rule(picture, book)?,
        Subject::Own => tell.own_rule(picture, book)?,
        Subject::Tier => tell.tier_rule(picture, book),
        Subject::Stage => tell.stage_rule(book),
        Subject::Persona | Subject::Purchase | Subject::Style => {
            return kind_rule(tell, known, book, subject);
        }
        Subject::Sensitivity(at) => {
            tell.kind_rule("sensitivity", Some(picture.types.sensitivities.get(at)?), None)
        }
        Subject::Portrait => tell.portrait_rule(book),
        Subject::Unused => tell.unused_rule(known.person.bundle.as_ref()?),
        Subject::Course(at) => tell.course_rule(picture.courses.get(at)?),
        Subject::Calling => tell.calling_rule(),
        Subject::Clause(at) => tell.clause_rule(picture.brief.get(at)?),
        Subject::Quiet(at) => tell.quiet_rule(known.profile.quiet.get(at)?),
    })
}

fn kind_rule(tell: &Teller<'_>, known: &Known, book: &RuleBook, subject: Subject) -> Option<RuleText> {
    let (types, rules) = (&known.picture.types, &book.types);
    let (family, typed, least) = match subject {
        Subject::Persona => ("persona", &types.persona, rules.persona_least),
        Subject::Purchase => ("purchase", &types.purchase, rules.purchase_least),
        Subject::Style => ("style", &types.style, rules.style_least),
        _ => return None,
    };
    Some(tell.kind_rule(family, typed.as_ref(), Some(least)))
}

//! The rule behind a figure, and "that sign is wrong": which rows there are, and what a digit does. It must not say them.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use uuid::Uuid;

use crate::app::calls::Known;
use crate::app::effect::Effect;
use crate::app::notices::{self, Toast, UNDO_TIME};
use crate::app::{App, Pane, Place, Popup, insight};
use crate::domain::insight::noticed::WrongTakenBack;
use crate::domain::insight::wrong::{Quiet, WrongAlarm, WrongReason};
use crate::domain::phone::PhoneNumber;

/// A figure that has a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The points and the level they give.
    Points,
    /// A sign of leaving, by its place.
    Sign(usize),
    /// The best proposal.
    Next,
    /// The service target.
    Target,
    /// High value, key, both.
    Standing,
    /// The place among peers.
    Peers,
    /// What the shop's own card says.
    Own,
    /// Tier this quarter against the last.
    Tier,
    /// The stage of the life cycle.
    Stage,
    /// The persona.
    Persona,
    /// The way of buying.
    Purchase,
    /// The style.
    Style,
    /// A sensitivity, by its place.
    Sensitivity(usize),
    /// The three lines.
    Portrait,
    /// What of the package lies unused.
    Unused,
    /// The direction of a measure, by its place.
    Course(usize),
    /// The best time to call.
    Calling,
    /// A sign that is quiet, by its place.
    Quiet(usize),
    /// A clause of the brief, by its place.
    Clause(usize),
}

impl App {
    /// The figures of the pane with the keyboard that have a rule. Without such a pane: those of F2.
    #[must_use]
    pub fn why_rows(&self) -> Vec<Subject> {
        let Some(known) = self.customer() else { return Vec::new() };
        if self.focus == Pane::Usage { usage_rows(known) } else { customer_rows(known) }
    }
}

fn usage_rows(known: &Known) -> Vec<Subject> {
    let picture = &known.picture;
    let mut rows: Vec<Subject> = (0..picture.courses.len()).map(Subject::Course).collect();
    rows.extend((!picture.calling.is_empty()).then_some(Subject::Calling));
    rows.extend(known.person.bundle.as_ref().map(|_| Subject::Unused));
    rows.push(Subject::Portrait);
    rows
}

fn customer_rows(known: &Known) -> Vec<Subject> {
    let picture = &known.picture;
    let mut rows = vec![Subject::Points];
    rows.extend((0..picture.churn.signs.len()).map(Subject::Sign));
    rows.extend(picture.own.as_ref().map(|_| Subject::Own));
    rows.extend(picture.next.proposals.first().map(|_| Subject::Next));
    rows.extend(picture.value.target.map(|_| Subject::Target));
    rows.push(Subject::Standing);
    rows.extend(picture.standing.map(|_| Subject::Peers));
    rows.extend(picture.value.tier.map(|_| Subject::Tier));
    rows.extend(picture.stage.map(|_| Subject::Stage));
    rows.extend(picture.types.persona.as_ref().map(|_| Subject::Persona));
    rows.extend(picture.types.purchase.as_ref().map(|_| Subject::Purchase));
    rows.extend(picture.types.style.as_ref().map(|_| Subject::Style));
    rows.extend((0..picture.types.sensitivities.len()).map(Subject::Sensitivity));
    rows.push(Subject::Portrait);
    rows.extend((0..known.profile.quiet.len()).map(Subject::Quiet));
    rows.extend((0..picture.brief.len()).map(Subject::Clause));
    rows
}

/// Whether F1 shows rules here rather than keys.
pub(crate) fn has_rules(app: &App) -> bool {
    app.popup.is_none()
        && app.place == Place::Desk
        && matches!(app.focus, Pane::Customer | Pane::Usage)
        && !app.why_rows().is_empty()
}

/// Opens the rules; from the note, those of F2.
pub(crate) fn open(app: &mut App) {
    if app.why_rows().is_empty() {
        return notices::not_here(app, "why-no-rule");
    }
    app.popup = Some(Popup::Why { selected: 0 });
}

/// The last wrong alarm, so that Ctrl-Z can take it back.
#[derive(Clone, Debug)]
pub(crate) struct LastWrong {
    id: Uuid,
    number: PhoneNumber,
    rule: String,
    until: Duration,
}

/// Ctrl-Z: the last wrong alarm of the customer on the screen is none; says whether there was one. Outside the popup only as long as a
/// wrap-up could be taken back, because Ctrl-Z belongs to the note there.
pub(crate) fn take_back(app: &mut App, out: &mut Vec<Effect>) -> bool {
    let in_popup = matches!(app.popup, Some(Popup::Why { .. }));
    let shown = app.customer().map(|known| known.profile.customer.number);
    let fits = |last: &LastWrong| Some(last.number) == shown && (in_popup || app.now.mono < last.until);
    if !app.last_wrong.as_ref().is_some_and(fits) {
        return false;
    }
    let Some(last) = app.last_wrong.take() else { return false };
    let Some(known) = insight::shown_mut(app) else { return false };
    if let Some(at) = known.profile.quiet.iter().position(|quiet| quiet.rule == last.rule) {
        known.profile.quiet.remove(at);
    }
    let back = WrongTakenBack { wrong: last.id, number: last.number, at: app.now.wall };
    out.push(Effect::TakeBackWrongAlarm(back));
    insight::see_again(app);
    notices::say(app, Toast::SignBack);
    true
}

/// A digit in the popup: the chosen sign is wrong, for this reason.
pub(crate) fn on_digit(app: &mut App, digit: u8, out: &mut Vec<Effect>) {
    let Some(Popup::Why { selected }) = app.popup else { return };
    let Some(Subject::Sign(at)) = app.why_rows().get(selected).copied() else {
        return notices::not_here(app, "why-not-a-sign");
    };
    let Some(reason) = WrongReason::of_digit(digit) else { return };
    let (now, rules) = (app.now.wall, Arc::clone(&app.rules));
    let id = app.ids.next(now);
    let Some(known) = insight::shown_mut(app) else { return };
    let Some(sign) = known.picture.churn.signs.get(at) else { return };
    let quiet = Quiet {
        rule: sign.evidence.code().to_owned(),
        reason,
        at: now,
        until: now + TimeDelta::try_days(rules.churn.wrong.quiet_days).unwrap_or_default(),
    };
    let points = sign.points;
    let number = known.profile.customer.number;
    known.profile.quiet.insert(0, quiet.clone());
    app.last_wrong =
        Some(LastWrong { id, number, rule: quiet.rule.clone(), until: app.now.mono + UNDO_TIME });
    out.push(Effect::StoreWrongAlarm(Box::new(WrongAlarm { id, number, quiet, points })));
    insight::see_again(app);
    let last = app.why_rows().len().saturating_sub(1);
    app.popup = Some(Popup::Why { selected: selected.min(last) });
    notices::say(app, Toast::SignQuiet { days: rules.churn.wrong.quiet_days });
}

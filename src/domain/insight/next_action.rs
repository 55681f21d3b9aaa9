//! 下一步最优动作: duties first, then what is worth most, by a formula in whole fen that can be said in words. It proposes; the agent decides.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::customer::Consent;
use crate::domain::event::EventKind;
use crate::domain::insight::churn::{Alarm, Churn, Evidence};
use crate::domain::insight::in_call::InCall;
use crate::domain::money::Fen;
use crate::domain::person::told;
use crate::domain::phone::PhoneNumber;
use crate::domain::profile::Profile;
use crate::domain::time::{Moment, local};

/// What kind of thing an action is, in the order in which kinds come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 服务义务: must be done, whatever it brings.
    Duty,
    /// 挽留
    Retain,
    /// 关怀
    Care,
    /// 营销
    Sale,
}

/// An action of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionRule {
    /// The stable name, for words and counts.
    pub code: String,
    /// What it is. Duties are built in and cannot be listed.
    pub kind: Kind,
    /// Signs it answers (codes of evidence), with the share of that reason's leaving it prevents, in thousandths. Empty: any customer.
    #[serde(default)]
    pub answers: std::collections::BTreeMap<String, i64>,
    /// How likely it is accepted, in thousandths.
    #[serde(default)]
    pub accepted: i64,
    /// What acceptance adds to a year's margin, in fen.
    #[serde(default)]
    pub margin: i64,
    /// What it costs, in fen.
    #[serde(default)]
    pub cost: i64,
    /// Sensitivities it suits (`security`, `price`, `service`, `brand`), with the share in thousandths by which it is worth more to whoever
    /// minds that very much. Negative for what it offends. Only the agent's word counts.
    #[serde(default)]
    pub suits: std::collections::BTreeMap<String, i64>,
    /// Its words lead to a sale, whatever its kind: unspoken while sales are held back, unless the customer asked or spoke of the bill.
    #[serde(default)]
    pub sells: bool,
}

/// The catalogue and the formula's figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActionRules {
    /// The actions.
    pub action: Vec<ActionRule>,
    /// The part of a bill that is margin, in thousandths.
    pub margin_share: i64,
    /// Risk of a red customer, in thousandths. A placeholder until local outcomes exist; it orders, it is not shown.
    pub risk_red: i64,
    /// Of an amber one.
    pub risk_amber: i64,
    /// Of anybody else.
    pub risk_other: i64,
    /// What each contact of the last thirty days takes off, in fen.
    pub fatigue: i64,
    /// One customer in so many is left without care and sales, to see what they bring; 0 for none.
    pub hold_out: u64,
}

impl Default for ActionRules {
    fn default() -> Self {
        Self {
            action: Vec::new(),
            margin_share: 350,
            risk_red: 250,
            risk_amber: 100,
            risk_other: 20,
            fatigue: 500,
            hold_out: 10,
        }
    }
}

/// A proposal with everything that led to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Which action, or which duty.
    pub code: String,
    /// What kind.
    pub kind: Kind,
    /// What it is worth in fen; 0 for a duty, whose place is not bought.
    pub worth: i64,
    /// The formula's parts; `None` for a duty.
    pub parts: Option<Parts>,
    /// The sign it answers.
    pub answers: Option<String>,
    /// What is to be reminded of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owed: Option<Owed>,
}

/// 欠费: what a reminder names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Owed {
    /// Unpaid, as the file has it.
    pub amount: Fen,
    /// Since when the line is stopped; `None` while it works. No file says when it will be.
    pub stopped_on: Option<NaiveDate>,
}

impl Proposal {
    /// A duty, or what is left when nothing is due: nothing about it is bought.
    #[must_use]
    pub fn unbought(code: &str, kind: Kind, answers: Option<&str>) -> Self {
        let answers = answers.map(str::to_owned);
        Self { code: code.to_owned(), kind, worth: 0, parts: None, answers, owed: None }
    }
}

/// worth = (accepted x margin + risk x prevents x value) x suits - cost - fatigue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Parts {
    /// Thousandths.
    pub accepted: i64,
    /// Fen.
    pub margin: i64,
    /// Thousandths.
    pub risk: i64,
    /// Thousandths.
    pub prevents: i64,
    /// A year's margin of the customer, fen.
    pub value: i64,
    /// Thousandths: 1000 when the agent has said nothing about what the customer minds.
    pub suits: i64,
    /// Fen.
    pub cost: i64,
    /// Fen.
    pub fatigue: i64,
}

impl Parts {
    /// The formula, rounded towards zero once per product.
    #[must_use]
    pub fn worth(&self) -> i64 {
        let accepted = self.accepted.saturating_mul(self.margin) / 1000;
        let kept = self.risk.saturating_mul(self.prevents).saturating_mul(self.value) / 1_000_000;
        let brings = accepted.saturating_add(kept).saturating_mul(self.suits) / 1000;
        brings.saturating_sub(self.cost).saturating_sub(self.fatigue)
    }
}

/// Why nothing but duties and retention is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Restraint {
    /// A complaint is open: serve first.
    ComplaintOpen,
    /// Money is overdue: sell nothing.
    Arrears,
    /// 免打扰
    DoNotCall,
    /// No consent to marketing; silence is a refusal.
    NoConsent,
    /// In peril: offers can remind a customer to leave, so no sale beside the retention.
    Peril,
    /// Held out, to measure.
    HeldOut,
    /// An offer was declined in this call.
    Declined,
}

/// What to do next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NextActions {
    /// Best first.
    pub proposals: Vec<Proposal>,
    /// What held others back.
    pub restraints: Vec<Restraint>,
    /// What would be proposed but for the hold-out, best first.
    pub kept_back: Vec<String>,
}

/// Orders what may be done now. Ask again when something happens in the call: a complaint, a refusal, a sign.
#[must_use]
pub fn next_actions(
    profile: &Profile,
    churn: &Churn,
    alarm: Alarm,
    now: Moment,
    rules: &ActionRules,
    heard: InCall,
) -> NextActions {
    let restraints = restraints(profile, churn, alarm, rules, heard);
    let mut proposals = duties(profile, churn, now, heard);
    proposals.sort_by_key(|duty| duty_order(&duty.code));
    let but_for_the_hold_out: Vec<Restraint> =
        restraints.iter().copied().filter(|restraint| *restraint != Restraint::HeldOut).collect();
    let mut others: Vec<Proposal> = rules
        .action
        .iter()
        .filter(|action| action.kind != Kind::Duty && allowed(action.kind, &but_for_the_hold_out))
        .filter(|action| !action.sells || may_sell(&but_for_the_hold_out, heard))
        .filter_map(|action| propose(action, profile, churn, alarm, now, (rules, heard)))
        .filter(|proposal| proposal.worth > 0)
        .collect();
    others.sort_by(|a, b| b.worth.cmp(&a.worth).then(a.kind.cmp(&b.kind)).then(a.code.cmp(&b.code)));
    let (others, kept_back): (Vec<Proposal>, Vec<Proposal>) =
        others.into_iter().partition(|proposal| allowed(proposal.kind, &restraints));
    proposals.extend(others);
    let kept_back = kept_back.into_iter().map(|proposal| proposal.code).collect();
    NextActions { proposals, restraints, kept_back }
}

/// The service duties that stand open, by their deadlines.
fn duties(profile: &Profile, churn: &Churn, now: Moment, heard: InCall) -> Vec<Proposal> {
    let duty = |code: &str, answers: Option<&str>| Proposal::unbought(code, Kind::Duty, answers);
    let mut duties: Vec<Proposal> = churn
        .signs
        .iter()
        .filter_map(|sign| match sign.evidence {
            Evidence::PortRequest { code_lives: true, .. } => {
                Some(duty("port_code_lives", Some("port_request")))
            }
            Evidence::Complaint { .. } => Some(duty("answer_complaint", Some("complaint"))),
            Evidence::BillShock { legal: true, .. } => Some(duty("tell_large_bill", Some("bill_shock"))),
            _ => None,
        })
        .collect();
    // A complaint that is heard is a duty before any file knows of it.
    if heard.complaint && duties.iter().all(|duty| duty.code != "answer_complaint") {
        duties.push(duty("answer_complaint", None));
    }
    // A new promise replaces the one that is late.
    if !heard.promised
        && profile.follow_ups.iter().any(|follow_up| follow_up.due_at.is_some_and(|due| due <= now))
    {
        duties.push(duty("keep_promise", None));
    }
    // A stop after which a payment came must be lifted within 48 hours.
    let latest = |kind: EventKind| {
        profile
            .events
            .iter()
            .filter(|event| event.kind == kind && event.at <= now)
            .map(|event| event.at)
            .max()
    };
    let stopped = latest(EventKind::Stop).filter(|at| latest(EventKind::Resume).is_none_or(|up| up < *at));
    if stopped.zip(latest(EventKind::Payment)).is_some_and(|(stop, paid)| paid > stop) {
        duties.push(duty("restore_service", Some("stopped")));
    } else if let Some(amount) = profile.customer.arrears.filter(|amount| amount.0 > 0) {
        let owed = Owed { amount, stopped_on: stopped.map(|at| local(at).date_naive()) };
        let answers = stopped.map(|_| "stopped");
        duties.push(Proposal { owed: Some(owed), ..duty("remind_arrears", answers) });
    }
    duties
}

/// Minutes, then hours, then days.
fn duty_order(code: &str) -> u8 {
    match code {
        "port_code_lives" => 0,
        "restore_service" => 1,
        "answer_complaint" => 2,
        "keep_promise" => 3,
        "tell_large_bill" => 4,
        _ => 5,
    }
}

fn restraints(
    profile: &Profile,
    churn: &Churn,
    alarm: Alarm,
    rules: &ActionRules,
    heard: InCall,
) -> Vec<Restraint> {
    let customer = &profile.customer;
    let complaint = churn.signs.iter().any(|sign| matches!(sign.evidence, Evidence::Complaint { .. }));
    let held = [
        (complaint || heard.complaint, Restraint::ComplaintOpen),
        (customer.arrears.is_some_and(|arrears| arrears.0 > 0), Restraint::Arrears),
        (customer.do_not_call == Some(true), Restraint::DoNotCall),
        // Whoever asks may be answered.
        (customer.marketing_consent != Some(Consent::Yes) && !heard.asked, Restraint::NoConsent),
        (alarm == Alarm::Red && !heard.asked, Restraint::Peril),
        (heard.declined, Restraint::Declined),
        (is_held_out(customer.number, rules.hold_out), Restraint::HeldOut),
    ];
    held.into_iter().filter_map(|(holds, restraint)| holds.then_some(restraint)).collect()
}

fn allowed(kind: Kind, restraints: &[Restraint]) -> bool {
    restraints.iter().all(|restraint| match restraint {
        Restraint::ComplaintOpen | Restraint::HeldOut => matches!(kind, Kind::Duty | Kind::Retain),
        Restraint::DoNotCall
        | Restraint::Arrears
        | Restraint::NoConsent
        | Restraint::Peril
        | Restraint::Declined => kind != Kind::Sale,
    })
}

/// Whether words that lead to a sale may be spoken: nothing holds sales back, or the customer began with the offer or the bill.
fn may_sell(restraints: &[Restraint], heard: InCall) -> bool {
    let began = (heard.asked || heard.bill) && !heard.declined;
    began || allowed(Kind::Sale, restraints)
}

/// One customer in `one_in`, always the same ones: FNV-1a over the digits.
#[must_use]
pub fn is_held_out(number: PhoneNumber, one_in: u64) -> bool {
    let hash = number.digits().bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    // The low bits of the hash are its weakest.
    one_in > 0 && (hash >> 20).is_multiple_of(one_in)
}

fn propose(
    action: &ActionRule,
    profile: &Profile,
    churn: &Churn,
    alarm: Alarm,
    now: Moment,
    (rules, heard): (&ActionRules, InCall),
) -> Option<Proposal> {
    // What was accepted is done.
    if heard.accepted && action.accepted > 0 {
        return None;
    }
    let fires = |code: &str| {
        heard.says(code) || churn.signs.iter().any(|sign| sign.points > 0 && sign.evidence.code() == code)
    };
    let best = action.answers.iter().filter(|(code, _)| fires(code)).max_by_key(|(_, share)| **share);
    if best.is_none() && !action.answers.is_empty() {
        return None;
    }
    let risk = match alarm {
        Alarm::Red => rules.risk_red,
        Alarm::Amber => rules.risk_amber,
        Alarm::None => rules.risk_other,
    };
    let contacts =
        profile.history.iter().filter(|call| call.at <= now && (now - call.at).num_days() < 30).count();
    let parts = Parts {
        // Who has just said no does not say yes to the next.
        accepted: if heard.declined { 0 } else { action.accepted },
        margin: action.margin,
        risk,
        prevents: best.map_or(0, |(_, share)| *share),
        value: year_value(profile, rules).map_or(0, |value| value.0),
        suits: suits(action, profile),
        cost: action.cost,
        fatigue: rules.fatigue.saturating_mul(i64::try_from(contacts).unwrap_or(i64::MAX)),
    };
    Some(Proposal {
        code: action.code.clone(),
        kind: action.kind,
        worth: parts.worth(),
        parts: Some(parts),
        answers: best.map(|(code, _)| code.clone()),
        owed: None,
    })
}

/// What the agent said about the four sensitivities, in thousandths of what the action brings: 3 adds the whole share, 2 half of it,
/// 1 nothing, and 0, not at all, takes the share away. Placeholders of ours: nobody has measured the shares.
fn suits(action: &ActionRule, profile: &Profile) -> i64 {
    let part = |(code, share): (&String, &i64)| match told::sensitivity(&profile.told, code) {
        Some(3) => *share,
        Some(2) => share / 2,
        Some(0) => share.saturating_neg(),
        _ => 0,
    };
    let shares = action.suits.iter().map(part).fold(0_i64, i64::saturating_add);
    shares.saturating_add(1000).clamp(0, 3000)
}

/// 年边际: twelve mean bills of the last three known months times the margin; `None` without a bill.
#[must_use]
pub fn year_value(profile: &Profile, rules: &ActionRules) -> Option<Fen> {
    let bills: Vec<i64> =
        profile.usage.iter().rev().filter_map(|usage| usage.bill.map(|bill| bill.0)).take(3).collect();
    let count = i64::try_from(bills.len()).ok().filter(|count| *count > 0)?;
    let mean = bills.iter().sum::<i64>() / count;
    Some(Fen(mean.saturating_mul(12).saturating_mul(rules.margin_share) / 1000))
}

//! The rule behind a figure in one sentence: its condition, its thresholds as the files have them, its inputs and their date.
//! It must not judge.

use crate::content::insight_words::{Teller, serde_code};
use crate::content::words::Arg;
use crate::domain::insight::churn::{ChurnSign, Evidence};
use crate::domain::insight::consumption::Course;
use crate::domain::insight::next_action::Proposal;
use crate::domain::insight::picture::{Picture, RuleBook};
use crate::domain::insight::rules::Rules;
use crate::domain::insight::types::{Because, Typed};
use crate::domain::insight::value::TargetRule;
use crate::domain::insight::wrong::Quiet;
use crate::domain::money::Fen;
use crate::domain::time::local;

/// A rule in words, and the file that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleText {
    /// The sentence.
    pub sentence: String,
    /// The rule's name in its file: `usage`.
    pub rule: String,
    /// The file: `churn.toml`.
    pub file: &'static str,
}

impl Teller<'_> {
    fn rule(&self, key: &str, args: &[(&str, Arg<'_>)], rule: &str, file: &'static str) -> RuleText {
        RuleText { sentence: self.fill(key, args), rule: rule.to_owned(), file }
    }

    /// The rule behind a sign of leaving.
    #[must_use]
    pub fn sign_rule(&self, sign: &ChurnSign, rules: &Rules) -> RuleText {
        let code = sign.evidence.code();
        let args = self.thresholds(&sign.evidence, rules);
        let mut text = self.rule(&format!("insight-rule-{code}"), &args, code, "churn.toml");
        if sign.points != sign.weight {
            let args = [("weight", Arg::from(sign.weight)), ("points", Arg::from(sign.points))];
            text.sentence.push(' ');
            text.sentence.push_str(&self.fill("insight-rule-capped", &args));
        }
        text
    }

    fn thresholds(&self, evidence: &Evidence, rules: &Rules) -> Vec<(&'static str, Arg<'static>)> {
        let n = |name, value: i32| (name, Arg::from(value));
        let days = |value: i64| ("days", Arg::from(value));
        let (competitor, service) = (&rules.competitor, &rules.service);
        match evidence {
            Evidence::UsageFall { falls, .. } => {
                let mut args = vec![decimal("amber", rules.usage.amber), decimal("red", rules.usage.red)];
                if let Some(fall) = falls.first() {
                    args.push(decimal("z", fall.z));
                    args.push(("months", Arg::from(fall.months)));
                    args.push(("month", Arg::from(fall.month.to_string())));
                }
                args
            }
            Evidence::SlowDecline(slow) => vec![
                decimal("limit", rules.usage.slow_limit),
                ("run", Arg::from(rules.usage.slow_run)),
                decimal("sum", slow.sum),
            ],
            Evidence::Silence { .. } => vec![
                ("chance", Arg::from(format!("{} %", rules.silence.chance * 100.0))),
                ("least", Arg::from(rules.silence.least_days)),
                ("most", Arg::from(rules.silence.most_days)),
            ],
            Evidence::ContractEnd { .. } => vec![
                n("p90", rules.contract.within_90),
                n("p60", rules.contract.within_60),
                n("p30", rules.contract.within_30),
            ],
            Evidence::ContractLong { .. } => {
                vec![n("year", rules.contract.year_left), n("two", rules.contract.two_years_left)]
            }
            Evidence::Hotline { .. } => vec![
                days(competitor.hotline_days),
                n("once", competitor.hotline_once),
                n("more", competitor.hotline_more),
            ],
            Evidence::Campaign { .. } => vec![days(competitor.campaign_days), n("p", competitor.campaign)],
            Evidence::FriendsLeave { .. } => {
                vec![decimal("amber", -rules.usage.amber), n("p", competitor.friends)]
            }
            Evidence::PortQuery { .. } => {
                vec![days(competitor.port_query_days), n("p", competitor.port_query)]
            }
            Evidence::PortRequest { .. } => {
                vec![days(competitor.port_request_days), n("p", competitor.port_request)]
            }
            Evidence::Complaint { .. } => vec![n("p", service.complaint)],
            Evidence::RepeatedCalls { .. } => {
                vec![("n", Arg::from(service.calls)), n("p", service.calls_points)]
            }
            Evidence::BillShock { month, .. } => vec![
                ("percent", Arg::from(service.shock_percent)),
                ("least", Arg::from(self.money(Fen(service.shock_least)))),
                ("legal", Arg::from(service.legal_percent)),
                n("p", service.shock_points),
                ("month", Arg::from(month.to_string())),
            ],
            Evidence::Stopped { .. } => vec![n("p", service.stop_points)],
            Evidence::LongStay { .. } => {
                vec![("n", Arg::from(rules.protective.long_months)), n("p", rules.protective.long)]
            }
            Evidence::Family => vec![n("p", rules.protective.family)],
            Evidence::Broadband => vec![n("p", rules.protective.broadband)],
        }
    }

    /// The service target.
    #[must_use]
    pub fn target_rule(&self, picture: &Picture, book: &RuleBook) -> RuleText {
        let (value, target) = (&book.value, picture.value.target);
        let rule = match value.target {
            TargetRule::Any => "any",
            TargetRule::Consecutive => "consecutive",
            TargetRule::Mean => "mean",
        };
        let args = [
            ("rule", Arg::from(rule)),
            ("n", Arg::from(value.target_months)),
            ("back", Arg::from(value.look_back)),
            ("bill", Arg::from(self.money(Fen(value.target_bill)))),
            ("months", Arg::from(target.map_or(0, |target| target.months))),
            ("of", Arg::from(target.map_or(0, |target| target.of))),
        ];
        self.rule("insight-rule-target", &args, "target", "value.toml")
    }

    /// The two axes, each with what it rests on.
    #[must_use]
    pub fn standing_rule(&self, picture: &Picture, book: &RuleBook) -> RuleText {
        let axes = &picture.value.axes;
        let level = axes.level.map(|level| self.say(&format!("desk-level-{}", level.code())));
        let bill = axes.bill.map(|bill| self.money(bill));
        let value: Vec<String> = level.into_iter().chain(bill).collect();
        let or_none = |text: String| Arg::from(if text.is_empty() { "none".to_owned() } else { text });
        let args = [
            ("bill", Arg::from(self.money(Fen(book.value.high_bill)))),
            ("value", or_none(value.join(", "))),
            ("influence", or_none(axes.influence.clone().unwrap_or_default())),
        ];
        self.rule("insight-rule-standing", &args, "high_bill", "value.toml")
    }

    /// The tier's direction.
    #[must_use]
    pub fn tier_rule(&self, picture: &Picture, book: &RuleBook) -> RuleText {
        let tiers: Vec<String> = book.value.tiers.iter().map(|tier| (tier / 100).to_string()).collect();
        let bill = |of: Option<Fen>| Arg::from(of.map_or_else(|| "-".to_owned(), |bill| self.money(bill)));
        let tier = picture.value.tier;
        let args = [
            ("now", bill(tier.map(|tier| tier.bill_now))),
            ("before", bill(tier.map(|tier| tier.bill_before))),
            ("tiers", Arg::from(tiers.join(" / "))),
        ];
        self.rule("insight-rule-tier", &args, "tiers", "value.toml")
    }

    /// The stage.
    #[must_use]
    pub fn stage_rule(&self, book: &RuleBook) -> RuleText {
        let stage = &book.stage;
        let args = [
            ("joining", Arg::from(stage.joining_months)),
            ("growing", Arg::from(stage.growing_months)),
            ("slope", Arg::from(format!("{:.0}", stage.slope * 100.0))),
            ("signs", Arg::from(stage.signs)),
            ("patience", Arg::from(stage.patience)),
        ];
        self.rule("insight-rule-stage", &args, "slope", "stage.toml")
    }

    /// The clues that held, each with its value: `账单 371 +20`.
    pub(crate) fn clues(&self, typed: &Typed) -> String {
        let clue = |found: &Because| {
            format!("{} {} {:+}", self.named("fact", &serde_code(&found.fact)), found.value, found.points)
        };
        if typed.because.is_empty() {
            "-".to_owned()
        } else {
            typed.because.iter().map(clue).collect::<Vec<_>>().join(", ")
        }
    }

    /// The direction of a measure.
    #[must_use]
    pub fn course_rule(&self, course: &Course) -> RuleText {
        let month = course.on_month.map_or_else(|| "none".to_owned(), |percent| format!("{percent:+}"));
        self.rule("insight-rule-course", &[("month", Arg::from(month))], "theil_sen", "-")
    }

    /// The best time to call.
    #[must_use]
    pub fn calling_rule(&self) -> RuleText {
        self.rule("insight-rule-calling", &[], "calling_time", "-")
    }

    /// The best proposal.
    #[must_use]
    pub fn next_rule(&self, proposal: &Proposal) -> RuleText {
        let Some(parts) = proposal.parts else {
            return self.rule("insight-rule-duty", &[], &proposal.code, "-");
        };
        let money = |fen: i64| Arg::from(self.money(Fen(fen)));
        let args = [
            ("worth", money(proposal.worth)),
            ("accepted", Arg::from(parts.accepted)),
            ("margin", money(parts.margin)),
            ("risk", Arg::from(parts.risk)),
            ("prevents", Arg::from(parts.prevents)),
            ("value", money(parts.value)),
            ("suits", Arg::from(parts.suits)),
            ("cost", money(parts.cost)),
            ("fatigue", money(parts.fatigue)),
        ];
        self.rule("insight-rule-next", &args, &proposal.code, "actions.toml")
    }

    /// A sign that is quiet.
    #[must_use]
    pub fn quiet_rule(&self, quiet: &Quiet) -> RuleText {
        let args = [
            ("at", Arg::from(self.day(local(quiet.at).date_naive()))),
            ("until", Arg::from(self.day(local(quiet.until).date_naive()))),
            ("reason", Arg::from(self.named("wrong", quiet.reason.code()))),
        ];
        self.rule("insight-rule-quiet", &args, &quiet.rule, "churn.toml")
    }
}

fn decimal(name: &'static str, value: f64) -> (&'static str, Arg<'static>) {
    (name, Arg::from(format!("{value:.1}")))
}

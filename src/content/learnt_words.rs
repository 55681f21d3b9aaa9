//! What a whole base taught, in sentences: by which line the points are judged, where a bill stands among its peers. It must not judge.

use crate::content::insight_words::Teller;
use crate::content::rule_words::RuleText;
use crate::content::words::Arg;
use crate::domain::insight::learnt::{Standing, Yardstick};
use crate::domain::insight::noticed::Tallies;
use crate::domain::insight::picture::{Picture, RuleBook};
use crate::domain::insight::rules::Quota;
use crate::domain::time::local;

impl Teller<'_> {
    /// What the points mean, and by which line they are red.
    #[must_use]
    pub fn points_rule(&self, picture: &Picture, book: &RuleBook) -> RuleText {
        let n = ("n", Arg::from(picture.churn.points));
        let (mut sentence, mut rule) = match picture.yardstick {
            Yardstick::Limits { red, amber } => {
                let args = [n, ("red", Arg::from(red)), ("amber", Arg::from(amber))];
                (self.fill("insight-rule-limits", &args), "levels")
            }
            Yardstick::Quota { cuts, own_book, at } => {
                let Quota { red, amber, .. } = book.churn.quota;
                let args = [
                    n,
                    ("red", Arg::from(cuts.red)),
                    ("amber", Arg::from(cuts.amber)),
                    ("customers", Arg::from(cuts.customers)),
                    ("whose", Arg::from(if own_book { "own" } else { "whole" })),
                    ("share", Arg::from(percent(red))),
                    ("more", Arg::from(percent(amber))),
                    ("at", Arg::from(self.day(local(at).date_naive()))),
                ];
                (self.fill("insight-rule-quota", &args), "quota")
            }
        };
        let raised = book.churn.floor.under(&picture.churn);
        let raised = raised.filter(|(floor, _)| *floor > picture.yardstick.alarm(picture.churn.points));
        if let Some((floor, code)) = raised {
            let args = [("level", Arg::from(self.alarm(floor)))];
            sentence.push(' ');
            sentence.push_str(&self.fill(&format!("insight-floor-{code}"), &args));
            rule = "floor";
        }
        RuleText { sentence, rule: rule.to_owned(), file: "churn.toml" }
    }

    /// How often a rule spoke in calls at this desk, and how often it was called wrong.
    #[must_use]
    pub fn told(&self, tallies: &Tallies, rule: &str) -> String {
        let of = |counts: &std::collections::BTreeMap<String, u64>| counts.get(rule).copied().unwrap_or(0);
        let (wrong, shown) = (of(&tallies.wrong), of(&tallies.shown));
        // A wrong alarm may be said without a call; it was shown then all the same.
        let args = [("wrong", Arg::from(wrong)), ("shown", Arg::from(shown.max(wrong)))];
        self.fill("insight-told", &args)
    }

    /// Where the bill stands among its peers; `None` until a base was assessed.
    #[must_use]
    pub fn peers(&self, picture: &Picture) -> Option<String> {
        let standing = picture.standing?;
        let args = [("n", Arg::from(standing.percentile)), ("who", who(standing))];
        Some(self.fill("insight-peers", &args))
    }

    /// The rule behind it.
    #[must_use]
    pub fn peers_rule(&self, picture: &Picture, book: &RuleBook) -> Option<RuleText> {
        let standing = picture.standing?;
        let customers = book.learnt.as_ref().map_or(0, |learnt| learnt.customers);
        let args = [
            ("n", Arg::from(standing.percentile)),
            ("who", who(standing)),
            ("at", Arg::from(self.day(local(standing.at).date_naive()))),
            ("customers", Arg::from(customers)),
        ];
        let sentence = self.fill("insight-rule-peers", &args);
        Some(RuleText { sentence, rule: "percentile".to_owned(), file: "-" })
    }
}

fn who(standing: Standing) -> Arg<'static> {
    Arg::from(if standing.level.is_some() { "level" } else { "all" })
}

/// `2 %`, `0.5 %`.
fn percent(thousandths: usize) -> String {
    match thousandths % 10 {
        0 => format!("{} %", thousandths / 10),
        tenth => format!("{}.{tenth} %", thousandths / 10),
    }
}

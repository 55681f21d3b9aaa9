//! The ten-second brief in words: the line to say first, and where each clause comes from. It must not judge.

use crate::content::insight_words::Teller;
use crate::content::rule_words::RuleText;
use crate::content::words::Arg;
use crate::domain::insight::brief::{Clause, Says};
use crate::domain::insight::next_action::Proposal;

impl Teller<'_> {
    /// What to say first for a proposal; a shop's own action has a line that fits any.
    #[must_use]
    pub fn first_line(&self, proposal: &Proposal) -> String {
        let key = format!("brief-line-{}", proposal.code);
        let key = if self.words.has(&key) { key.as_str() } else { "brief-line-other" };
        let line = self.fill(key, &self.owed(proposal));
        self.fill("brief-say", &[("line", Arg::from(line))])
    }

    /// What a reminder names: the amount, and since when the line is stopped.
    fn owed(&self, proposal: &Proposal) -> Vec<(&'static str, Arg<'static>)> {
        proposal.owed.map_or_else(Vec::new, |owed| {
            let stopped = owed.stopped_on.map_or_else(|| "none".to_owned(), |on| self.day(on));
            vec![("amount", Arg::from(owed.amount.to_string())), ("stopped", Arg::from(stopped))]
        })
    }

    /// A clause in full, also those that the call's own line says already.
    #[must_use]
    pub fn whole_clause(&self, clause: &Clause) -> String {
        match &clause.says {
            Says::Begin { proposal } => self.first_line(proposal),
            Says::Who { name: None, .. } => self.say("brief-nameless"),
            Says::Who { name, gender } => {
                let name = name.as_ref().map(|name| name.safe().as_str().to_owned()).unwrap_or_default();
                let title = gender
                    .map(|gender| self.say(&format!("desk-address-{}", gender.code())))
                    .unwrap_or_default();
                self.fill("insight-brief-who", &[("title", Arg::from(title)), ("name", Arg::from(name))])
            }
            Says::Level { level } => self.say(&format!("desk-level-{}", level.code())),
            Says::Tenure { years } => self.fill("insight-brief-years", &[("n", Arg::from(*years))]),
            Says::WhyNow { .. } | Says::Taboo { .. } | Says::Promise { .. } => {
                self.clause(clause).unwrap_or_default()
            }
        }
    }

    /// Where a clause comes from, and of which day.
    #[must_use]
    pub fn clause_rule(&self, clause: &Clause) -> RuleText {
        let field = self.say(&format!("brief-field-{}", clause.field.replace(['.', '_'], "-")));
        let sentence = match clause.on {
            Some(on) => {
                self.fill("brief-rule", &[("field", Arg::from(field)), ("on", Arg::from(self.day(on)))])
            }
            None => self.fill("brief-rule-undated", &[("field", Arg::from(field))]),
        };
        RuleText { sentence, rule: clause.field.to_owned(), file: "-" }
    }
}

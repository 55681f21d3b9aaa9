//! 认证: which scenarios at which score open which campaigns. The list is data, read by `content/`; here it is only decided.

use crate::domain::safe_text::SafeText;
use crate::domain::training::record::Brief;
use crate::domain::training::rehearsal::Mode;
use crate::domain::training::scenario::Group;

/// One certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Its name.
    pub id: String,
    /// For people.
    pub title: SafeText,
    /// 1 first, then higher.
    pub level: u8,
    /// All of these are needed.
    pub needs: Vec<Need>,
    /// The campaigns it opens, as the files of tasks name them; `*` at the end stands for the rest.
    pub campaigns: Vec<String>,
    /// The scripts it opens, for tasks without a campaign.
    pub scripts: Vec<String>,
}

/// What a certificate needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Which scenarios.
    pub what: What,
    /// At least so many points, with compliance passed.
    pub score: u32,
    /// At least so hard.
    pub difficulty: u8,
    /// In this mode, or a harder one.
    pub mode: Mode,
    /// In so many different scenarios.
    pub count: u32,
}

/// Which scenarios a need looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// One.
    Scenario(String),
    /// Any of a group.
    Group(Group),
}

/// How far a trainee is with one certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing<'c> {
    /// Which.
    pub certificate: &'c Certificate,
    /// For each need, how many scenarios fulfil it, at most its count.
    pub done: Vec<u32>,
}

impl Standing<'_> {
    /// Whether it is earned.
    #[must_use]
    pub fn is_earned(&self) -> bool {
        self.certificate.needs.iter().zip(&self.done).all(|(need, done)| *done >= need.count)
    }
}

impl Need {
    /// Whether an attempt counts. Hints and steps back are for learning, so a learnt call never counts.
    #[must_use]
    pub fn counts(&self, brief: &Brief) -> bool {
        let what = match &self.what {
            What::Scenario(id) => brief.scenario == *id,
            What::Group(group) => brief.group == *group,
        };
        let mode = match self.mode {
            Mode::Test => brief.mode == Mode::Test,
            _ => matches!(brief.mode, Mode::Practise | Mode::Test),
        };
        what && mode
            && brief.difficulty >= self.difficulty
            && brief.total >= self.score
            && brief.compliance_passed
    }

    fn done(&self, briefs: &[Brief]) -> u32 {
        let mut scenarios: Vec<&str> =
            briefs.iter().filter(|brief| self.counts(brief)).map(|brief| brief.scenario.as_str()).collect();
        scenarios.sort_unstable();
        scenarios.dedup();
        u32::try_from(scenarios.len()).unwrap_or(u32::MAX).min(self.count)
    }
}

/// How far a trainee is with every certificate.
#[must_use]
pub fn standings<'c>(certificates: &'c [Certificate], briefs: &[Brief]) -> Vec<Standing<'c>> {
    let standing = |certificate: &'c Certificate| Standing {
        certificate,
        done: certificate.needs.iter().map(|need| need.done(briefs)).collect(),
    };
    certificates.iter().map(standing).collect()
}

/// The certificates that guard a task and are not earned yet: none when it is open, or when nothing guards it.
#[must_use]
pub fn missing<'s, 'c>(
    standings: &'s [Standing<'c>],
    campaign: Option<&str>,
    script: Option<&str>,
) -> Vec<&'s Standing<'c>> {
    let named = |patterns: &[String], name: Option<&str>| {
        name.is_some_and(|name| {
            patterns.iter().any(|pattern| match pattern.strip_suffix('*') {
                Some(head) => name.starts_with(head),
                None => pattern == name,
            })
        })
    };
    let guards = |standing: &&Standing<'c>| {
        named(&standing.certificate.campaigns, campaign) || named(&standing.certificate.scripts, script)
    };
    let guarding: Vec<&Standing<'c>> = standings.iter().filter(guards).collect();
    // Any one certificate that opens it is enough.
    if guarding.iter().any(|standing| standing.is_earned()) { Vec::new() } else { guarding }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::training::record::tests::brief;

    fn certificate() -> Certificate {
        Certificate {
            id: "bill".into(),
            title: SafeText::new("Bill care"),
            level: 1,
            needs: vec![Need {
                what: What::Group(Group::Bill),
                score: 75,
                difficulty: 1,
                mode: Mode::Practise,
                count: 2,
            }],
            campaigns: vec!["话费理财*".into()],
            scripts: vec!["overage".into()],
        }
    }

    #[test]
    fn two_different_scenarios_open_the_campaign_and_one_twice_does_not() {
        let all = [certificate()];
        let once = [brief("a", 1, 80), brief("a", 2, 95), brief("b", 3, 70)];
        let standing = standings(&all, &once);
        assert_eq!(standing[0].done, [1]);
        assert_eq!(missing(&standing, Some("话费理财11月"), None).len(), 1);
        assert_eq!(missing(&standing, None, Some("overage")).len(), 1);
        assert!(missing(&standing, Some("别的"), None).is_empty());
        let twice = [brief("a", 1, 80), brief("b", 2, 75)];
        let standing = standings(&all, &twice);
        assert!(standing[0].is_earned() && missing(&standing, Some("话费理财11月"), None).is_empty());
    }

    #[test]
    fn a_learnt_call_and_one_without_compliance_do_not_count() {
        let (mut learnt, mut failed) = (brief("a", 1, 99), brief("b", 1, 99));
        learnt.mode = Mode::Learn;
        failed.compliance_passed = false;
        let all = [certificate()];
        assert_eq!(standings(&all, &[learnt, failed])[0].done, [0]);
    }
}

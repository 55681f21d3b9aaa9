//! What an agent is certified for, as the live desk knows it: which certificates there are, and which are earned. Pure.

use crate::domain::follow_up::Origin;
use crate::domain::training::certification::{Certificate, Standing, missing};

/// Certificates, and which of them are earned. An empty one marks nothing: who does not certify is not reminded of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passport {
    certificates: Vec<Certificate>,
    earned: Vec<String>,
}

impl Passport {
    /// From the list and the names of those that are earned.
    #[must_use]
    pub const fn new(certificates: Vec<Certificate>, earned: Vec<String>) -> Self {
        Self { certificates, earned }
    }

    /// The certificates that guard a call to make, any one of which would open it; none when it is open. Promises to a customer are always
    /// open: who has given one's word keeps it.
    #[must_use]
    pub fn missing(&self, origin: &Origin) -> Vec<&Certificate> {
        let Origin::Task { campaign, script, .. } = origin else { return Vec::new() };
        let standing = |certificate| {
            let done = |need: &crate::domain::training::certification::Need| {
                if self.has(certificate) { need.count } else { 0 }
            };
            Standing { certificate, done: certificate.needs.iter().map(done).collect() }
        };
        let standings: Vec<Standing<'_>> = self.certificates.iter().map(standing).collect();
        let name = |text: &Option<crate::domain::safe_text::RawText>| {
            text.as_ref().map(|text| text.as_raw().trim().to_owned())
        };
        let (campaign, script) = (name(campaign), name(script));
        let guards = missing(&standings, campaign.as_deref(), script.as_deref());
        guards.into_iter().map(|standing| standing.certificate).collect()
    }

    fn has(&self, certificate: &Certificate) -> bool {
        self.earned.contains(&certificate.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::call::CallId;
    use crate::domain::safe_text::{RawText, SafeText};
    use crate::domain::training::certification::{Need, What};
    use crate::domain::training::rehearsal::Mode;
    use crate::domain::training::scenario::Group;

    fn certificate(id: &str, campaign: &str) -> Certificate {
        Certificate {
            id: id.into(),
            title: SafeText::new(id),
            level: 1,
            needs: vec![Need {
                what: What::Group(Group::Bill),
                score: 75,
                difficulty: 1,
                mode: Mode::Practise,
                count: 1,
            }],
            campaigns: vec![campaign.into()],
            scripts: vec!["overage".into()],
        }
    }

    fn task(campaign: Option<&str>, script: Option<&str>) -> Origin {
        Origin::Task { campaign: campaign.map(RawText::new), script: script.map(RawText::new), priority: 5 }
    }

    #[test]
    fn a_guarded_task_names_what_is_missing_and_any_one_certificate_opens_it() {
        let all = vec![certificate("a", "合约*"), certificate("b", "合约续签*")];
        let none = Passport::new(all.clone(), Vec::new());
        let names = |passport: &Passport, origin: &Origin| {
            passport.missing(origin).iter().map(|one| one.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&none, &task(Some(" 合约续签关怀 "), None)), ["a", "b"]);
        assert_eq!(names(&none, &task(None, Some("overage"))), ["a", "b"]);
        let one = Passport::new(all, vec!["b".into()]);
        assert!(names(&one, &task(Some("合约续签关怀"), None)).is_empty());
        assert_eq!(names(&one, &task(Some("合约到期"), None)), ["a"]);
    }

    #[test]
    fn promises_and_what_nobody_guards_are_open_and_without_certificates_nothing_is_marked() {
        let none = Passport::new(vec![certificate("a", "合约*")], Vec::new());
        assert!(none.missing(&Origin::Promise { call: CallId(uuid::Uuid::nil()) }).is_empty());
        assert!(none.missing(&task(Some("别的"), None)).is_empty());
        assert!(Passport::default().missing(&task(Some("合约续签"), Some("overage"))).is_empty());
    }
}

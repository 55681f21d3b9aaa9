//! 维系专业服务力: nine skills as bars, reckoned from the items of the latest attempts. Pure.

use crate::domain::training::record::Brief;
use crate::domain::training::rehearsal::Mode;
use crate::domain::training::scenario::Skill;

/// How many of the latest whole calls count for a skill.
pub const LATEST: usize = 20;

/// One skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Which.
    pub skill: Skill,
    /// Points earned of what could be, 0 to 100, rounded; `None` when it was never practised.
    pub percent: Option<u32>,
    /// The points that could be earned: how much the bar rests on.
    pub of: u32,
}

/// The nine bars, in their order. The latest [`LATEST`] calls that practised a skill count for it.
#[must_use]
pub fn bars(briefs: &[Brief]) -> Vec<Bar> {
    let mut latest: Vec<&Brief> = briefs.iter().filter(|brief| brief.mode != Mode::Drill).collect();
    latest.sort_by_key(|brief| std::cmp::Reverse((brief.at, brief.id)));
    Skill::ALL.into_iter().map(|skill| bar(skill, &latest)).collect()
}

fn bar(skill: Skill, latest: &[&Brief]) -> Bar {
    let practised = latest.iter().filter(|brief| brief.items.iter().any(|item| item.skill == skill));
    let (mut earned, mut of) = (0_u32, 0_u32);
    for brief in practised.take(LATEST) {
        for item in brief.items.iter().filter(|item| item.skill == skill) {
            of = of.saturating_add(item.weight);
            earned = earned.saturating_add(if item.held { item.weight } else { 0 });
        }
    }
    let percent = (of > 0)
        .then(|| u32::try_from((u64::from(earned) * 100 + u64::from(of) / 2) / u64::from(of)).unwrap_or(100));
    Bar { skill, percent, of }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::training::record::ItemBrief;
    use crate::domain::training::record::tests::brief;
    use crate::domain::training::rubric::Section;

    #[test]
    fn bars_weigh_items_and_leave_out_what_was_never_practised() {
        let item =
            |skill, weight, held| ItemBrief { id: "x".into(), section: Section::Soft, skill, weight, held };
        let mut one = brief("a", 1, 50);
        one.items =
            vec![item(Skill::Care, 10, true), item(Skill::Care, 5, false), item(Skill::Retention, 4, false)];
        let bars = bars(&[one]);
        let of = |skill| bars.iter().find(|bar| bar.skill == skill).unwrap().percent;
        assert_eq!(of(Skill::Care), Some(67));
        assert_eq!(of(Skill::Retention), Some(0));
        assert_eq!(of(Skill::Complaint), None);
        assert_eq!(bars.len(), 9);
    }
}

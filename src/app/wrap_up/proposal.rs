//! What a note seems to say about the outcome. Only ever a proposal: the agent sees it before anything is saved, and silence is allowed.

use crate::domain::disposition::Disposition;

/// Words that speak for an outcome. The order is the order of trust: an agreed call-back outweighs a refusal in the same note.
const SIGNS: &[(Disposition, &[&str])] = &[
    (Disposition::WrongNumber, &["空号", "错号", "打错", "号码错误", "wrong number"]),
    (Disposition::Escalated, &["转投诉", "投诉工单", "要投诉", "转单", "升级处理", "escalat"]),
    (
        Disposition::Interested,
        &["回访", "回电", "再联系", "再打给", "约了", "call back", "callback", "follow up", "follow-up"],
    ),
    (
        Disposition::Refused,
        &[
            "拒绝",
            "不需要",
            "不考虑",
            "不同意",
            "不办",
            "不升",
            "没兴趣",
            "不感兴趣",
            "别再打",
            "refus",
            "not interested",
        ],
    ),
    (
        Disposition::Agreed,
        &["成交", "同意办", "同意升", "同意续", "已办理", "办理成功", "已开通", "答应办", "agreed"],
    ),
    (
        Disposition::Interested,
        &["考虑", "商量", "有意向", "感兴趣", "先看看", "短信方案", "think about", "interested"],
    ),
    (
        Disposition::Resolved,
        &["已解决", "已处理", "已答复", "已告知", "已解释", "已查询", "问题解决", "resolved", "solved"],
    ),
];

/// What stands before a word and turns it round.
const NEGATIONS: &[&str] =
    &["不", "没", "无", "勿", "别", "未", "不用", "无需", "不要", "不必", "not ", "no "];

/// The outcome to propose; `None` when nothing speaks for one.
pub(crate) fn disposition(missed: bool, note: &str) -> Option<Disposition> {
    let note = note.to_lowercase();
    let written = SIGNS
        .iter()
        .find(|(_, words)| words.iter().any(|word| says(&note, word)))
        .map(|(disposition, _)| *disposition);
    written.or_else(|| missed.then_some(Disposition::NotReached))
}

/// Whether the word stands there without being denied.
fn says(note: &str, word: &str) -> bool {
    note.match_indices(word).any(|(at, _)| {
        let before = note.get(..at).unwrap_or_default();
        !NEGATIONS.iter().any(|negation| before.ends_with(negation))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_speaks_and_what_was_denied_does_not() {
        use Disposition::{Agreed, Escalated, Interested, NotReached, Refused, Resolved, WrongNumber};
        for (missed, note, expected) in [
            (false, "", None),
            (true, "", Some(NotReached)),
            (false, "客户嫌贵", None),
            (false, "客户嫌贵,同意先看短信方案", Some(Interested)),
            (false, "嫌贵不办,约周三回访", Some(Interested)),
            (false, "不考虑,不用回访", Some(Refused)),
            (false, "同意办理159元", Some(Agreed)),
            (false, "不同意办理", Some(Refused)),
            (false, "没投诉,账单已解释", Some(Resolved)),
            (false, "要投诉到工信部", Some(Escalated)),
            (true, "空号", Some(WrongNumber)),
            (false, "Will think about it", Some(Interested)),
            (false, "not interested", Some(Refused)),
        ] {
            assert_eq!(disposition(missed, note), expected, "{note}");
        }
    }
}

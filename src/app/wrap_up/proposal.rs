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

/// Words after which nobody may assume that the matter is closed.
const UNSETTLED: &[&str] = &[
    "贵",
    "不满",
    "抱怨",
    "生气",
    "投诉",
    "转网",
    "携号",
    "携转",
    "销户",
    "没解决",
    "expensive",
    "unhappy",
    "angry",
    "complain",
    "port out",
    "leaving",
];

fn is_unsettled(note: &str) -> bool {
    UNSETTLED.iter().any(|word| note.contains(word))
}

/// What stands before a word and turns it round.
const NEGATIONS: &[&str] =
    &["不", "没", "无", "勿", "别", "未", "不用", "无需", "不要", "不必", "not ", "no "];

/// What happened on the line, as far as it speaks for an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Never answered.
    Missed,
    /// They called and were talked to: most of these calls end with their question answered.
    TheyCalled,
    /// We called: only the note can tell how that went.
    WeCalled,
}

/// The outcome to propose; `None` when nothing speaks for one.
pub(crate) fn disposition(line: Line, note: &str) -> Option<Disposition> {
    let note = note.to_lowercase();
    let written = SIGNS
        .iter()
        .find(|(_, words)| words.iter().any(|word| says(&note, word)))
        .map(|(disposition, _)| *disposition);
    written.or(match line {
        Line::Missed => Some(Disposition::NotReached),
        // Somebody who wrote nothing has nothing to propose from.
        Line::TheyCalled if !note.trim().is_empty() && !is_unsettled(&note) => Some(Disposition::Resolved),
        Line::TheyCalled | Line::WeCalled => None,
    })
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
        for (line, note, expected) in [
            (Line::TheyCalled, "", None),
            (Line::TheyCalled, "问流量怎么查", Some(Resolved)),
            (Line::TheyCalled, "嫌贵,不办", Some(Refused)),
            (Line::TheyCalled, "嫌贵", None),
            (Line::WeCalled, "", None),
            (Line::Missed, "", Some(NotReached)),
            (Line::WeCalled, "客户嫌贵", None),
            (Line::WeCalled, "客户嫌贵,同意先看短信方案", Some(Interested)),
            (Line::WeCalled, "嫌贵不办,约周三回访", Some(Interested)),
            (Line::WeCalled, "不考虑,不用回访", Some(Refused)),
            (Line::WeCalled, "同意办理159元", Some(Agreed)),
            (Line::WeCalled, "不同意办理", Some(Refused)),
            (Line::WeCalled, "没投诉,账单已解释", Some(Resolved)),
            (Line::WeCalled, "要投诉到工信部", Some(Escalated)),
            (Line::Missed, "空号", Some(WrongNumber)),
            (Line::WeCalled, "Will think about it", Some(Interested)),
            (Line::WeCalled, "not interested", Some(Refused)),
        ] {
            assert_eq!(disposition(line, note), expected, "{note}");
        }
    }
}

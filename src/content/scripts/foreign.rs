//! How other systems write scripts in plain text: their marks for fields, their headings, who speaks. Tables and small readers; it must not
//! know our files.

use crate::domain::script::Stage;

/// Names of fields in other systems, in lower case, and ours.
const NAMES: &[(&str, &[&str])] = &[
    ("customer.salutation", &["称呼", "尊称", "称谓", "salutation", "title"]),
    (
        "customer.name",
        &[
            "姓名",
            "客户姓名",
            "客户名称",
            "客户",
            "name",
            "fullname",
            "full_name",
            "first_name",
            "customer",
            "customer_name",
        ],
    ),
    ("customer.surname", &["姓", "姓氏", "surname", "last_name", "lastname"]),
    (
        "customer.number",
        &["号码", "手机号", "手机号码", "电话", "电话号码", "phone", "phone_number", "mobile", "number"],
    ),
    ("customer.level", &["级别", "等级", "客户级别", "vip级别", "level", "vip"]),
    ("customer.tenure_years", &["网龄", "在网年限", "tenure", "years"]),
    ("customer.region", &["地区", "地市", "城市", "归属地", "region", "city", "state"]),
    ("account.balance", &["余额", "账户余额", "balance"]),
    ("account.arrears", &["欠费", "欠费金额", "arrears", "overdue"]),
    ("account.points", &["积分", "points"]),
    (
        "account.contract_end",
        &["到期日", "合约到期", "合约到期日", "协议到期日", "contract_end", "expiry", "expiry_date"],
    ),
    ("account.contract_penalty", &["违约金", "penalty"]),
    ("usage.month", &["月份", "账期", "month"]),
    ("usage.bill", &["话费", "账单", "账单金额", "消费", "消费金额", "bill", "amount"]),
    ("usage.data", &["流量", "已用流量", "data"]),
    ("usage.minutes", &["分钟", "分钟数", "通话时长", "minutes"]),
    ("usage.overage", &["超套费用", "套外费用", "超出费用", "overage"]),
    ("package.name", &["套餐", "套餐名", "套餐名称", "资费", "package", "plan", "package_name", "plan_name"]),
    ("package.fee", &["月费", "套餐费", "月租", "fee", "monthly_fee"]),
    ("offer.name", &["推荐套餐", "推荐", "新套餐", "offer", "offer_name"]),
    ("offer.saving_month", &["节省", "每月节省", "月省", "saving"]),
    ("agent.id", &["工号", "座席工号", "客服工号", "user", "agent_id", "agent"]),
    ("agent.name", &["座席姓名", "客服姓名", "客户经理", "座席", "agent_name", "user_name"]),
    ("agent.company", &["公司", "企业名称", "单位", "company"]),
    ("call.greeting", &["问候", "问候语", "greeting"]),
    ("call.reason", &["来电原因", "外呼原因", "事由", "reason"]),
];

/// Headings and the stages they name.
const STAGES: &[(Stage, &str, &[&str])] = &[
    (Stage::Opening, "opening", &["开场", "开场白", "问候", "opening", "greeting", "introduction"]),
    (Stage::Identity, "identity", &["核身", "身份核实", "身份核验", "核对身份", "identity", "verification"]),
    (Stage::Rapport, "rapport", &["寒暄", "暖场", "rapport"]),
    (
        Stage::Discovery,
        "discovery",
        &["探询", "需求探询", "了解需求", "挖掘需求", "提问", "discovery", "questions", "needs"],
    ),
    (
        Stage::Presentation,
        "presentation",
        &["呈现", "产品介绍", "介绍", "方案", "推荐", "presentation", "offer", "pitch"],
    ),
    (Stage::Objection, "objection", &["异议", "异议处理", "objection", "objections"]),
    (Stage::Commitment, "commitment", &["促成", "办理", "成交", "commitment", "close", "closing the sale"]),
    (Stage::Confirmation, "confirmation", &["确认", "复述", "confirmation", "recap"]),
    (Stage::Closing, "closing", &["结束", "结束语", "结束话术", "closing", "goodbye", "ending"]),
];

/// Who speaks, before a colon.
const OURS: [&str; 8] = ["坐席", "座席", "客服", "话务员", "客户经理", "agent", "rep", "operator"];
const THEIRS: [&str; 5] = ["客户", "用户", "顾客", "customer", "caller"];

/// A longer name is no mark but text in brackets.
const LONGEST_NAME: usize = 20;

/// A step of such a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Foreign {
    /// The stage that a heading named.
    pub(super) stage: Option<Stage>,
    /// What the agent says.
    pub(super) lines: Vec<String>,
    /// What the customer is expected to say, for the agent's eyes.
    pub(super) notes: Vec<String>,
}

/// A piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark<'t> {
    /// Words.
    Text(&'t str),
    /// A mark with a name in it.
    Field {
        /// As it stands there.
        raw: &'t str,
        /// What is in it.
        name: &'t str,
    },
}

/// The steps of a text: its paragraphs, or, without a blank line in it, its lines.
pub(super) fn steps(text: &str) -> Vec<Foreign> {
    let paragraphs = text.trim().lines().any(|line| line.trim().is_empty());
    let (mut steps, mut open, mut stage): (Vec<Foreign>, Option<Foreign>, _) = (Vec::new(), None, None);
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            steps.extend(open.take());
        } else if let Some(named) = heading(line) {
            steps.extend(open.take());
            stage = Some(named);
        } else if let Some(theirs) = spoken_by(line, &THEIRS) {
            let note = line.to_owned();
            match (open.as_mut(), steps.last_mut()) {
                (Some(step), _) | (None, Some(step)) => step.notes.push(note),
                (None, None) => {
                    open = Some(Foreign { stage, lines: vec![theirs.to_owned()], notes: Vec::new() })
                }
            }
        } else {
            let said = unnumbered(spoken_by(line, &OURS).unwrap_or(line)).to_owned();
            if said.is_empty() {
                continue;
            }
            open.get_or_insert_with(|| Foreign { stage, ..Foreign::default() }).lines.push(said);
            if !paragraphs {
                steps.extend(open.take());
            }
        }
    }
    steps.extend(open);
    steps
}

/// `[开场]`, `【开场】`, `开场：` alone on a line.
fn heading(line: &str) -> Option<Stage> {
    let name = line.trim_matches(['[', ']', '【', '】', '#', '*', '=', ':', '：', ' ']).to_lowercase();
    let bare = name == line.to_lowercase();
    let found = STAGES.iter().find(|(_, _, names)| names.contains(&name.as_str()));
    found.filter(|_| !bare).map(|(stage, ..)| *stage)
}

fn spoken_by<'t>(line: &'t str, who: &[&str]) -> Option<&'t str> {
    let (head, tail) = line.split_once(['：', ':'])?;
    who.contains(&head.trim().to_lowercase().as_str()).then(|| tail.trim())
}

/// Without `1.`, `2、`, `（3）`, `-` in front.
fn unnumbered(line: &str) -> &str {
    let inner = line.trim_start_matches(['（', '(']);
    let digits = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let mark = digits.trim_start_matches(['.', '、', '）', ')', '．']);
    let numbered = digits.len() < inner.len() && mark.len() < digits.len();
    // `3.5` is a figure, no number of a step.
    if numbered && !mark.starts_with(|c: char| c.is_ascii_digit()) {
        return mark.trim();
    }
    line.strip_prefix("- ").or_else(|| line.strip_prefix("· ")).unwrap_or(line).trim()
}

/// The name of a stage in script files.
pub(super) fn code(stage: Stage) -> &'static str {
    STAGES.iter().find(|(known, ..)| *known == stage).map_or("discovery", |(_, code, _)| code)
}

/// That a call is recorded is always to be said.
pub(super) fn must_be_said(lines: &[String]) -> bool {
    lines.iter().any(|line| line.contains("录音") || line.to_lowercase().contains("recorded"))
}

/// Our field for a name of theirs.
pub(super) fn field(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase().replace([' ', '-'], "_");
    let known = |(field, names): &&(&'static str, &[&str])| names.contains(&name.as_str()) || *field == name;
    NAMES.iter().find(known).map(|(field, _)| *field)
}

/// A line in its words and marks.
pub(super) fn marks(line: &str) -> Vec<Mark<'_>> {
    let (mut marks, mut rest, mut plain) = (Vec::new(), line, 0);
    while let Some(c) = rest.get(plain..).and_then(|tail| tail.chars().next()) {
        let Some((raw, name)) = rest.get(plain..).and_then(mark) else {
            plain += c.len_utf8();
            continue;
        };
        marks.extend(rest.get(..plain).filter(|text| !text.is_empty()).map(Mark::Text));
        marks.push(Mark::Field { raw, name });
        rest = rest.get(plain + raw.len()..).unwrap_or_default();
        plain = 0;
    }
    marks.extend(Some(rest).filter(|text| !text.is_empty()).map(Mark::Text));
    marks
}

/// The mark at the beginning of a text.
fn mark(text: &str) -> Option<(&str, &str)> {
    const KINDS: [(&str, &str); 4] = [("--A--", "--B--"), ("#", "#"), ("[", "]"), ("【", "】")];
    KINDS.iter().find_map(|(open, close)| {
        let name = text.strip_prefix(open)?.split_once(close)?.0;
        let count = name.chars().count();
        let fine = (1..=LONGEST_NAME).contains(&count)
            && name.trim().len() == name.len()
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'))
            && !name.chars().all(|c| c.is_ascii_digit());
        fine.then(|| (text.get(..open.len() + name.len() + close.len()).unwrap_or(text), name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_and_what_only_looks_like_one_is_text() {
        let names = |line| {
            let named = |mark: Mark<'_>| match mark {
                Mark::Field { name, .. } => Some(name.to_owned()),
                Mark::Text(_) => None,
            };
            marks(line).into_iter().filter_map(named).collect::<Vec<_>>()
        };
        assert_eq!(names("--A--first_name--B--你好#工号#[套餐]"), ["first_name", "工号", "套餐"]);
        assert_eq!(
            names("第#1#步 [ x ] [] ## #没有结尾 [很长很长很长很长很长很长很长很长很长很长很长]"),
            Vec::<String>::new()
        );
        assert_eq!(names("--A--没有结尾"), Vec::<String>::new());
    }

    #[test]
    fn numbers_speakers_and_headings_are_taken_off() {
        assert_eq!(unnumbered("1. 您好"), "您好");
        assert_eq!(unnumbered("（2）请讲"), "请讲");
        assert_eq!(unnumbered("3.5 元起"), "3.5 元起");
        assert_eq!(heading("【结束语】"), Some(Stage::Closing));
        assert_eq!(heading("介绍"), None, "a bare word may be said");
        let steps = steps("坐席：您好\n客户：你好\n坐席：请讲\n");
        assert_eq!((steps.len(), steps[0].notes.as_slice()), (2, &["客户：你好".to_owned()][..]));
    }
}

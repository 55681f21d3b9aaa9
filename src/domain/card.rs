//! 卡片: short answers to what customers say, and facts worth having at hand, found while the customer still speaks. Pure: the text files
//! behind them are read by `content/`.

use std::sync::Arc;

use serde::Deserialize;

use crate::domain::customer::Level;
use crate::domain::safe_text::SafeText;
use crate::domain::search::normalise;
use crate::domain::spin::SpinType;

/// What a card is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    /// 异议: something a customer says against it.
    Objection,
    /// 知识: a fact, and how to say it.
    Knowledge,
    /// 换个说法: a rule, said as it serves the customer.
    Wording,
    /// 十种武器: a way to keep a customer, and when it is the wrong one.
    Weapon,
    /// 钻金银举措: what a level may expect of the agent.
    Measure,
    /// 八个角度: where loyalty comes from, and what to look at.
    Angle,
    /// One SPIN question. Their files have a shape of their own, so no card file may name it.
    #[serde(skip)]
    Spin,
}

impl CardKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Objection,
        Self::Knowledge,
        Self::Wording,
        Self::Weapon,
        Self::Measure,
        Self::Angle,
        Self::Spin,
    ];
}

/// A part of a card, in the order in which it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CardPart {
    /// 何时用
    When,
    /// 怎么做
    Do,
    /// 认同
    Acknowledge,
    /// 澄清
    Clarify,
    /// 回答
    Answer,
    /// 证明
    Proof,
    /// 确认
    Check,
    /// 婉拒: a polite no.
    PoliteNo,
    /// 不要说
    Avoid,
    /// A question to ask.
    Ask(SpinType),
}

impl CardPart {
    /// Every part that a card file may hold, in order.
    pub const ALL: [Self; 9] = [
        Self::When,
        Self::Do,
        Self::Acknowledge,
        Self::Clarify,
        Self::Answer,
        Self::Proof,
        Self::Check,
        Self::PoliteNo,
        Self::Avoid,
    ];

    /// Its name in the files and the words: `polite-no`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::When => "when",
            Self::Do => "do",
            Self::Acknowledge => "acknowledge",
            Self::Clarify => "clarify",
            Self::Answer => "answer",
            Self::Proof => "proof",
            Self::Check => "check",
            Self::PoliteNo => "polite-no",
            Self::Avoid => "avoid",
            Self::Ask(kind) => kind.code(),
        }
    }
}

/// One part with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardLine {
    /// Which part.
    pub part: CardPart,
    /// What to say (or, for [`CardPart::Avoid`], what not to say).
    pub text: SafeText,
}

/// What a card is found by: a phrase, and the same in pinyin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardKey {
    /// Normalised text.
    pub text: String,
    /// Whole pinyin without spaces; empty for a phrase without Chinese characters.
    pub pinyin: String,
    /// Pinyin initials, or the first letters of the words.
    pub initials: String,
}

/// One card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The same in every language.
    pub id: String,
    /// What it is for.
    pub kind: CardKind,
    /// What the customer says, or what it is about.
    pub title: SafeText,
    /// What it belongs to, such as a product; it stands for the title beside the script.
    pub group: Option<SafeText>,
    /// The customers it is for; none named means everybody.
    pub levels: Vec<Level>,
    /// The scripts at whose steps it is offered first.
    pub scripts: Vec<String>,
    /// The project wrote it and knows no source for it.
    pub ours: bool,
    /// What to say, in order.
    pub lines: Vec<CardLine>,
    /// The title first, then other words for the same.
    pub keys: Vec<CardKey>,
    /// Everything on it, normalised, for words in the middle of an answer.
    pub body: String,
}

impl Card {
    /// Whether it is for a customer of this level. One whose level nobody knows is shown everything.
    #[must_use]
    pub fn suits(&self, level: Option<Level>) -> bool {
        self.levels.is_empty() || level.is_none_or(|level| self.levels.contains(&level))
    }

    /// The kind of question it asks; `None` when it asks none.
    #[must_use]
    pub fn asks(&self) -> Option<SpinType> {
        self.lines.iter().find_map(|line| match line.part {
            CardPart::Ask(kind) => Some(kind),
            _ => None,
        })
    }
}

/// Every card of both languages.
#[derive(Clone, Debug, Default)]
pub struct Cards {
    /// 简体中文
    pub zh: Vec<Arc<Card>>,
    /// English
    pub en: Vec<Arc<Card>>,
}

/// How well one word answers, best (0) first; `None` when it does not.
fn rank(card: &Card, word: &str) -> Option<u8> {
    let own = card.keys.iter().filter_map(|key| rank_key(key, word)).min();
    // One Latin letter is in every text.
    let speaks = word.len() > 1 && card.body.contains(word);
    own.or_else(|| speaks.then_some(8))
}

fn rank_key(key: &CardKey, word: &str) -> Option<u8> {
    let long = word.len() > 1;
    let rank = if key.text == word || key.initials == word {
        0
    } else if key.text.starts_with(word) {
        1
    } else if key.pinyin == word {
        2
    } else if key.initials.starts_with(word) {
        3
    } else if key.pinyin.starts_with(word) {
        4
    } else if long && key.text.contains(word) {
        5
    } else if long && key.initials.contains(word) {
        6
    } else if word.len() > 2 && key.pinyin.contains(word) {
        7
    } else {
        return None;
    };
    Some(rank)
}

/// The places of the cards that answer what was typed, best first; every card when nothing was typed. All words must be found.
#[must_use]
pub fn find(cards: &[Arc<Card>], typed: &str) -> Vec<usize> {
    let whole = normalise(typed);
    if whole.is_empty() {
        return (0..cards.len()).collect();
    }
    let words: Vec<String> =
        typed.split_whitespace().map(normalise).filter(|word| !word.is_empty()).collect();
    let mut found: Vec<(u8, usize)> = cards
        .iter()
        .enumerate()
        .filter_map(|(at, card)| {
            let together = rank(card, &whole);
            let apart = || {
                let ranks: Option<Vec<u8>> = words.iter().map(|word| rank(card, word)).collect();
                ranks.and_then(|ranks| ranks.into_iter().max())
            };
            Some((together.or_else(apart)?, at))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(id: &str, keys: &[(&str, &str, &str)], body: &str) -> Arc<Card> {
        let key = |(text, pinyin, initials): &(&str, &str, &str)| CardKey {
            text: normalise(text),
            pinyin: (*pinyin).to_owned(),
            initials: (*initials).to_owned(),
        };
        Arc::new(Card {
            id: id.to_owned(),
            kind: CardKind::Objection,
            title: SafeText::new(keys[0].0),
            group: None,
            levels: Vec::new(),
            scripts: Vec::new(),
            ours: false,
            lines: Vec::new(),
            keys: keys.iter().map(key).collect(),
            body: normalise(body),
        })
    }

    fn shelf() -> Vec<Arc<Card>> {
        vec![
            card("price", &[("太贵了", "taiguile", "tgl"), ("便宜", "pianyi", "py")], "每月多付的钱"),
            card("signal", &[("信号不好", "xinhaobuhao", "xhbh")], "基站检修"),
            card("port", &[("I want to leave", "", "iwtl")], "porting code, sixty minutes"),
        ]
    }

    fn ids(typed: &str) -> Vec<usize> {
        find(&shelf(), typed)
    }

    #[test]
    fn cards_answer_to_text_pinyin_initials_and_words() {
        assert_eq!(ids(""), [0, 1, 2]);
        assert_eq!(ids("贵"), [0]);
        assert_eq!(ids("tgl"), [0]);
        assert_eq!(ids("TaiGui"), [0]);
        assert_eq!(ids("xh"), [1]);
        assert_eq!(ids("基站"), [1]);
        assert_eq!(ids("leave want"), [2]);
        assert_eq!(ids("sixty code"), [2]);
        assert_eq!(ids("sixty 基站"), Vec::<usize>::new());
    }

    #[test]
    fn the_nearest_card_comes_first() {
        let mut cards = shelf();
        cards.push(card("cheap", &[("便", "bian", "b")], ""));
        assert_eq!(find(&cards, "便"), [3, 0]);
    }
}

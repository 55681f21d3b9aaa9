//! SPIN 情景 难点 暗示 需求效益: the four kinds of question that lead from how things are to what a change is worth. It counts; the questions
//! are text files.

use std::collections::BTreeMap;

use serde::Serialize;

/// A kind of question, in the order in which a talk moves through them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpinType {
    /// 情景: how things are.
    Situation,
    /// 难点: what is hard about it.
    Problem,
    /// 暗示: what follows from that.
    Implication,
    /// 需求效益: what a solution would be worth.
    NeedPayoff,
}

impl SpinType {
    /// Every kind, in order.
    pub const ALL: [Self; 4] = [Self::Situation, Self::Problem, Self::Implication, Self::NeedPayoff];

    /// Its name in files and words: `need-payoff`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Situation => "situation",
            Self::Problem => "problem",
            Self::Implication => "implication",
            Self::NeedPayoff => "need-payoff",
        }
    }

    /// S, P, I or N.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Situation => 'S',
            Self::Problem => 'P',
            Self::Implication => 'I',
            Self::NeedPayoff => 'N',
        }
    }
}

/// The questions that were put beside the script in one call. The same question twice is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    questions: BTreeMap<String, SpinType>,
}

impl Asked {
    /// A question was chosen.
    pub fn add(&mut self, question: &str, kind: SpinType) {
        self.questions.insert(question.to_owned(), kind);
    }

    /// How many of each kind.
    #[must_use]
    pub fn count(&self) -> SpinCount {
        let of = |kind| self.questions.values().filter(|asked| **asked == kind).count();
        SpinCount {
            situation: of(SpinType::Situation),
            problem: of(SpinType::Problem),
            implication: of(SpinType::Implication),
            need_payoff: of(SpinType::NeedPayoff),
        }
    }
}

/// How many questions of each kind were asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SpinCount {
    /// S
    pub situation: usize,
    /// P
    pub problem: usize,
    /// I
    pub implication: usize,
    /// N
    pub need_payoff: usize,
}

impl SpinCount {
    /// Whether nothing was asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// `S2 P1 I0 N0`.
    #[must_use]
    pub fn label(&self) -> String {
        let Self { situation, problem, implication, need_payoff } = self;
        format!("S{situation} P{problem} I{implication} N{need_payoff}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_counts_once_and_by_its_kind() {
        let mut asked = Asked::default();
        assert!(asked.count().is_empty());
        asked.add("data-s1", SpinType::Situation);
        asked.add("data-s1", SpinType::Situation);
        asked.add("data-n2", SpinType::NeedPayoff);
        assert_eq!(asked.count().label(), "S1 P0 I0 N1");
    }
}

//! Conditions of scenarios: `mood < 40 and not said identity`. It reads and decides them; it must not change anything.

use std::collections::BTreeMap;

/// What a condition looks at.
pub trait Ground {
    /// 0 to 100.
    fn mood(&self) -> i64;
    /// Seconds since the call was connected.
    fn seconds(&self) -> i64;
    /// Points earned so far, 0 to 100.
    fn score(&self) -> i64;
    /// Whether a point was made.
    fn said(&self, point: &str) -> bool;
    /// Whether a slip happened; `any`: whether one did.
    fn slipped(&self, slip: &str) -> bool;
    /// Whether a task was done and rightly answered.
    fn done(&self, task: &str) -> bool;
    /// Whether an offer was made; `any`: whether one was.
    fn offered(&self, offer: &str) -> bool;
    /// How often a turn was reached.
    fn visits(&self, turn: &str) -> i64;
    /// What answers have set.
    fn facts(&self) -> &BTreeMap<String, String>;
}

/// A condition: every atom must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Condition {
    /// What must hold, joined by `and`.
    pub atoms: Vec<Atom>,
}

/// One part of a condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Atom {
    /// `not` stands before it.
    pub not: bool,
    /// What is looked at.
    pub test: Test,
}

/// What can be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Test {
    /// `mood < 40`
    Mood(Compare, i64),
    /// `time > 90`, in seconds
    Time(Compare, i64),
    /// `score < 50`
    Score(Compare, i64),
    /// `visits greeting > 1`
    Visits(String, Compare, i64),
    /// `said identity`
    Said(String),
    /// `slipped rude`
    Slipped(String),
    /// `done check-bill`
    Done(String),
    /// `offered any`
    Offered(String),
    /// `concern = price`
    Fact(String, String),
}

/// How numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Compare {
    /// `<`
    Below,
    /// `>`
    Above,
}

impl Compare {
    const fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Self::Below => left < right,
            Self::Above => left > right,
        }
    }
}

/// The text is not a condition; the word names what was not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a condition: {0}")]
pub struct NotACondition(pub String);

impl Condition {
    /// Reads a condition. An empty text always holds.
    ///
    /// # Errors
    /// With the part that was not understood.
    pub fn parse(text: &str) -> Result<Self, NotACondition> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let parts = words.split(|word| *word == "and").filter(|_| !words.is_empty());
        let atoms = parts.map(|part| atom(part).ok_or_else(|| NotACondition(part.join(" "))));
        Ok(Self { atoms: atoms.collect::<Result<_, _>>()? })
    }

    /// Whether everything holds.
    #[must_use]
    pub fn holds(&self, ground: &dyn Ground) -> bool {
        self.atoms.iter().all(|atom| atom.test.holds(ground) != atom.not)
    }

    /// The names in it: kind (`said`, `slipped`, `done`, `offered`, `visits`) and name.
    pub fn names(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.atoms.iter().filter_map(|atom| match &atom.test {
            Test::Said(name) => Some(("said", name.as_str())),
            Test::Slipped(name) => Some(("slipped", name.as_str())),
            Test::Done(name) => Some(("done", name.as_str())),
            Test::Offered(name) => Some(("offered", name.as_str())),
            Test::Visits(name, ..) => Some(("visits", name.as_str())),
            Test::Mood(..) | Test::Time(..) | Test::Score(..) | Test::Fact(..) => None,
        })
    }
}

fn atom(words: &[&str]) -> Option<Atom> {
    let (not, words) = match words {
        ["not", rest @ ..] => (true, rest),
        all => (false, all),
    };
    let number = |text: &str| text.parse::<i64>().ok();
    let compare = |text: &str| match text {
        "<" => Some(Compare::Below),
        ">" => Some(Compare::Above),
        _ => None,
    };
    let test = match words {
        ["mood", sign, value] => Test::Mood(compare(sign)?, number(value)?),
        ["time", sign, value] => Test::Time(compare(sign)?, number(value)?),
        ["score", sign, value] => Test::Score(compare(sign)?, number(value)?),
        ["visits", turn, sign, value] => Test::Visits((*turn).to_owned(), compare(sign)?, number(value)?),
        ["said", name] => Test::Said((*name).to_owned()),
        ["slipped", name] => Test::Slipped((*name).to_owned()),
        ["done", name] => Test::Done((*name).to_owned()),
        ["offered", name] => Test::Offered((*name).to_owned()),
        [name, "=", value] => Test::Fact((*name).to_owned(), (*value).to_owned()),
        _ => return None,
    };
    Some(Atom { not, test })
}

impl Test {
    fn holds(&self, ground: &dyn Ground) -> bool {
        match self {
            Self::Mood(sign, value) => sign.holds(ground.mood(), *value),
            Self::Time(sign, value) => sign.holds(ground.seconds(), *value),
            Self::Score(sign, value) => sign.holds(ground.score(), *value),
            Self::Visits(turn, sign, value) => sign.holds(ground.visits(turn), *value),
            Self::Said(name) => ground.said(name),
            Self::Slipped(name) => ground.slipped(name),
            Self::Done(name) => ground.done(name),
            Self::Offered(name) => ground.offered(name),
            Self::Fact(name, value) => ground.facts().get(name) == Some(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(BTreeMap<String, String>);

    impl Ground for Fixed {
        fn mood(&self) -> i64 {
            35
        }
        fn seconds(&self) -> i64 {
            90
        }
        fn score(&self) -> i64 {
            50
        }
        fn said(&self, point: &str) -> bool {
            point == "identity"
        }
        fn slipped(&self, _: &str) -> bool {
            false
        }
        fn done(&self, _: &str) -> bool {
            false
        }
        fn offered(&self, offer: &str) -> bool {
            offer == "any"
        }
        fn visits(&self, _: &str) -> i64 {
            2
        }
        fn facts(&self) -> &BTreeMap<String, String> {
            &self.0
        }
    }

    #[test]
    fn conditions_read_and_hold() {
        let ground = Fixed(BTreeMap::from([("concern".to_owned(), "price".to_owned())]));
        for (text, expected) in [
            ("", true),
            ("mood < 40", true),
            ("mood < 35", false),
            ("mood > 34 and time > 89", true),
            ("said identity and not slipped any", true),
            ("not said identity", false),
            ("offered any and concern = price", true),
            ("concern = speed", false),
            ("visits start > 1", true),
            ("score < 50", false),
        ] {
            assert_eq!(Condition::parse(text).unwrap().holds(&ground), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (text, wrong) in
            [("mood <", "mood <"), ("said a and moody", "moody"), ("mood = 4 and", "mood = 4")]
        {
            assert_eq!(Condition::parse(text), Err(NotACondition(wrong.to_owned())), "{text}");
        }
    }
}

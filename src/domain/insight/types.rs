//! 客户类型: persona, way of buying, style and sensitivities as points that clues give, each clue a rule in a file. A type is a guess; the
//! agent's word goes before it.

use serde::{Deserialize, Serialize};

use crate::domain::insight::type_facts::Facts;
use crate::domain::person::told::{self, Told};
use crate::domain::profile::Profile;
use crate::domain::time::Moment;

/// What a clue may look at. A fact that is unknown gives nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// Whole years of age.
    Age,
    /// Place in the order of levels, 0 none to 9 diamond.
    Level,
    /// Months on the network.
    Tenure,
    /// Mean bill of the known months, up to six, in yuan.
    Bill,
    /// The same for minutes.
    Minutes,
    /// The same for data, GB.
    DataGb,
    /// Months of the last twelve with roaming minutes or data.
    RoamingMonths,
    /// Months of the last twelve in which something was paid beyond the package.
    OverageMonths,
    /// Share of calls between 20:00 and 24:00, percent.
    EveningShare,
    /// Complaints in a year.
    Complaints,
    /// Calls to the service line and visits to a shop in a year.
    ServiceContacts,
    /// Changes of package in a year.
    PackageChanges,
    /// Days until the contract ends; negative when it has ended.
    ContractDays,
    /// Questions about porting out, and requests, in 60 days.
    PortQueries,
    /// Mean seconds of our last calls, where two or more are known.
    TalkSeconds,
    /// Mean of the different numbers spoken with, of the known months, up to six.
    DistinctNumbers,
    /// Tags, segment, brand, package and corporate group as one text.
    Words,
}

/// One clue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clue {
    /// What it speaks for.
    pub speaks_for: String,
    /// What it looks at.
    pub fact: Fact,
    /// At least this.
    #[serde(default)]
    pub from: Option<f64>,
    /// Less than this.
    #[serde(default)]
    pub below: Option<f64>,
    /// Holds one of these words.
    #[serde(default)]
    pub words: Vec<String>,
    /// What it gives; negative speaks against.
    pub points: i32,
}

/// The clues for everything that is a type.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TypeRules {
    /// Points below which no persona is named.
    pub persona_least: i32,
    /// The same for the way of buying.
    pub purchase_least: i32,
    /// The same for the style.
    pub style_least: i32,
    /// What the agent's word counts for a sensitivity: not at all, a little, yes, very much.
    pub said_points: [i32; 4],
    /// Clues for one of the personas.
    pub persona: Vec<Clue>,
    /// Clues for a way of buying: straight, modified, new_task.
    pub purchase: Vec<Clue>,
    /// Clues for a style: dominant, influencing, steady, cautious.
    pub style: Vec<Clue>,
    /// Clues for the sensitivities: security, price, service, brand.
    pub sensitivity: Vec<Clue>,
}

/// A fact that spoke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Because {
    /// Which.
    pub fact: Fact,
    /// Its value, or the rule's word that was found.
    pub value: String,
    /// What it gave.
    pub points: i32,
}

/// A type, its points, and the facts that gave them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Typed {
    /// The code, such as `business_elite` or `price`.
    pub code: String,
    /// What counts: the sum of its clues, or what the agent's word counts.
    pub points: i32,
    /// Every clue that held, in the order of the file.
    pub because: Vec<Because>,
    /// The agent says so, and since when; then the clues do not count.
    pub said: Option<Said>,
}

impl Typed {
    /// What the clues alone give.
    #[must_use]
    pub fn guess(&self) -> i32 {
        self.because.iter().map(|because| because.points).sum()
    }
}

/// The agent's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// How much, 0 to 3, for a sensitivity.
    pub level: Option<u8>,
    /// When.
    pub at: Moment,
}

/// What kind of customer this is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CustomerType {
    /// The likeliest persona; `None` when nothing speaks clearly or two are equally likely.
    pub persona: Option<Typed>,
    /// 购买类型
    pub purchase: Option<Typed>,
    /// 行为风格
    pub style: Option<Typed>,
    /// Every sensitivity that something speaks for or of which the agent said something, the strongest first.
    pub sensitivities: Vec<Typed>,
}

/// The codes that clues speak for, in the order of the file.
#[must_use]
pub fn codes(clues: &[Clue]) -> Vec<&str> {
    let mut codes: Vec<&str> = Vec::new();
    for clue in clues {
        if !codes.contains(&clue.speaks_for.as_str()) {
            codes.push(&clue.speaks_for);
        }
    }
    codes
}

/// Adds up the clues; what the agent said goes before.
#[must_use]
pub fn customer_type(profile: &Profile, now: Moment, rules: &TypeRules) -> CustomerType {
    let facts = Facts::of(profile, now);
    let one = |clues: &[Clue], least, filed| one_of(clues, &facts, least, told::about(&profile.told, filed));
    CustomerType {
        persona: one(&rules.persona, rules.persona_least, "persona"),
        purchase: one(&rules.purchase, rules.purchase_least, "purchase"),
        style: one(&rules.style, rules.style_least, "style"),
        sensitivities: sensitivities(&facts, profile, rules),
    }
}

/// The one that the agent named, else the one that clearly leads.
fn one_of(clues: &[Clue], facts: &Facts, least: i32, word: Option<&Told>) -> Option<Typed> {
    let mut sums = add_up(clues, facts);
    let named = word.and_then(|told| Some((told.text.as_ref()?.as_raw(), told.at)));
    if let Some((code, at)) = named.filter(|(code, _)| codes(clues).contains(code)) {
        let found = sums.into_iter().find(|sum| sum.code == code).unwrap_or_else(|| nothing(code));
        return Some(Typed { said: Some(Said { level: None, at }), ..found });
    }
    sums.retain(|sum| sum.points > 0);
    let mut sums = sums.into_iter();
    sums.next().filter(|best| {
        best.points >= least.max(1) && sums.next().is_none_or(|second| second.points < best.points)
    })
}

fn nothing(code: &str) -> Typed {
    Typed { code: code.to_owned(), points: 0, because: Vec::new(), said: None }
}

fn sensitivities(facts: &Facts, profile: &Profile, rules: &TypeRules) -> Vec<Typed> {
    let mut found = add_up(&rules.sensitivity, facts);
    for code in codes(&rules.sensitivity) {
        let word = told::about(&profile.told, &format!("sensitivity.{code}"));
        let Some((level, at)) =
            word.and_then(|told| Some((told.level.filter(|level| *level <= 3)?, told.at)))
        else {
            continue;
        };
        let at_code = found.iter().position(|sum| sum.code == code);
        let mut typed = at_code.map_or_else(|| nothing(code), |at| found.remove(at));
        typed.points = rules.said_points.get(usize::from(level)).copied().unwrap_or(0);
        typed.said = Some(Said { level: Some(level), at });
        found.push(typed);
    }
    found.retain(|sum| sum.points > 0 || sum.said.is_some());
    sort(&mut found);
    found
}

fn add_up(clues: &[Clue], facts: &Facts) -> Vec<Typed> {
    let mut sums: Vec<Typed> = Vec::new();
    for clue in clues {
        let Some(value) = facts.found(clue) else { continue };
        let because = Because { fact: clue.fact, value, points: clue.points };
        match sums.iter_mut().find(|sum| sum.code == clue.speaks_for) {
            Some(sum) => {
                sum.points += clue.points;
                sum.because.push(because);
            }
            None => {
                sums.push(Typed { points: clue.points, because: vec![because], ..nothing(&clue.speaks_for) })
            }
        }
    }
    sort(&mut sums);
    sums
}

fn sort(sums: &mut [Typed]) {
    sums.sort_by(|a, b| b.points.cmp(&a.points).then(a.code.cmp(&b.code)));
}

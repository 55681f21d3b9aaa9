//! Hears what a trainee says in free text, by stated rules only: word lists, and a rule for "not". It says what matched where; it must not guess.
//!
//! The rules, each of which is shown afterwards:
//! 1. Width, case, spaces and 您/你 make no difference. A Chinese word may be typed in characters, in whole pinyin, or half and half;
//!    pinyin counts only from one syllable border to another (`xian` is not 西安's `xi` inside `xiang`).
//! 2. A Latin word counts only whole; with a `*` at its end it counts as the beginning of a word.
//! 3. A way of a list counts when all its words stand in one sentence, in any order, and none of its forbidden ones does.
//! 4. A word with an odd number of negators within [`REACH`] characters (or Latin words) before it in its clause does not count.
//!    A negator inside a harmless word (`不好意思`) is none, and a negator that is part of the word itself is no negation of it.
//! 5. A word that cuts a harmless word in two (`能退` in `能不能退`) does not count.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::sync::Arc;

use crate::domain::safe_text::SafeText;
use crate::domain::training::spelling::{Cell, Kind, cells, fold};

/// How far before a word a negator reaches: so many Chinese characters or Latin words may stand between them.
pub const REACH: usize = 3;

/// More of what was typed is not listened to, in characters.
pub const LONGEST: usize = 2_000;

/// Everything that is listened for.
#[derive(Clone, Debug, Default)]
pub struct Ears {
    /// Points, slips and phrases, in order.
    pub lists: Vec<List>,
    /// 不, not.
    pub negators: Vec<Word>,
    /// Words that hold a negator and negate nothing.
    pub harmless: Vec<Word>,
    /// Every pinyin syllable; none where nobody types pinyin.
    pub syllables: Arc<BTreeSet<String>>,
}

/// A list of ways to say one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Its name: `identity`.
    pub name: String,
    /// What it is worth.
    pub sort: Sort,
    /// The ways.
    pub ways: Vec<Alternative>,
}

/// What a list is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A point that may be wanted.
    Point,
    /// Something that is wrong to say, negated or not.
    Slip,
}

/// One way to say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alternative {
    /// As it is written in the file, to be shown.
    pub text: String,
    /// All of these stand in one sentence.
    pub all: Vec<Word>,
    /// None of these stands there.
    pub none: Vec<Word>,
    /// A match inside one of these does not count: `保证` in `保证金`.
    pub except: Vec<Word>,
    /// What serves better, for a phrase to avoid.
    pub instead: Option<SafeText>,
}

/// A word or phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it is written.
    pub text: String,
    units: Vec<Unit>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Unit {
    /// A character, or its pinyin.
    Sign { c: char, spelled: Vec<String> },
    /// A Latin word or a number. `open`: it may go on.
    Latin { word: Vec<char>, open: bool },
}

/// A list that was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The list's name.
    pub list: String,
    /// The way of it, as it stands in the file.
    pub way: String,
    /// Where, in bytes of the text; one range for each word of the way.
    pub spans: Vec<Range<usize>>,
    /// What serves better, for a phrase to avoid.
    pub instead: Option<SafeText>,
}

/// What was heard in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Points made; at most one match a list.
    pub points: Vec<Match>,
    /// Things that are wrong to say.
    pub slips: Vec<Match>,
    /// Points whose words stand there, but negated.
    pub negated: Vec<Match>,
}

impl Heard {
    /// Whether a point was made.
    #[must_use]
    pub fn has(&self, point: &str) -> bool {
        self.points.iter().any(|found| found.list == point)
    }
}

impl Word {
    /// A word as it is written in a list. `spell` gives a character's pinyin readings, and none for what has none.
    /// `None` when nothing in it can be compared.
    #[must_use]
    pub fn new(text: &str, spell: &dyn Fn(char) -> Vec<String>) -> Option<Self> {
        let chars: Vec<char> = text.trim().chars().map(fold).collect();
        let mut units = Vec::new();
        let mut at = 0;
        while let Some(c) = chars.get(at) {
            let latin = |c: &char| c.is_ascii_alphanumeric() || *c == '\'';
            if latin(c) && *c != '\'' {
                let word: Vec<char> = chars.iter().skip(at).take_while(|c| latin(c)).copied().collect();
                at += word.len();
                let open = chars.get(at) == Some(&'*');
                at += usize::from(open);
                units.push(Unit::Latin { word, open });
                continue;
            }
            at += 1;
            if !c.is_whitespace() && !matches!(c, '\'' | '-' | '·' | '*') {
                units.push(Unit::Sign { c: *c, spelled: spell(*c) });
            }
        }
        (!units.is_empty()).then(|| Self { text: text.trim().to_owned(), units })
    }

    /// Whether it can stand in a text at all: most words do not, and most texts have no letters.
    fn may_stand(&self, text: &Text) -> bool {
        self.units.iter().all(|unit| match unit {
            Unit::Sign { c, spelled } => (text.letters && !spelled.is_empty()) || text.signs.contains(c),
            Unit::Latin { word, open: false } => text.words.contains(word.as_slice()),
            Unit::Latin { word, .. } => text.words.iter().any(|known| known.starts_with(word)),
        })
    }

    /// Where the word ends when it begins at `at`.
    fn ends(&self, text: &[Cell], at: usize) -> Option<usize> {
        let begins = text.get(at).zip(self.units.first()).is_some_and(|(cell, unit)| unit.may_begin(cell));
        if !begins {
            return None;
        }
        let mut ends = vec![at];
        for (place, unit) in self.units.iter().enumerate() {
            let mut next = Vec::new();
            for end in ends {
                unit.step(text, end, place == 0, &mut next);
            }
            if next.is_empty() {
                return None;
            }
            next.sort_unstable();
            next.dedup();
            ends = next;
        }
        let last_is_sign = matches!(self.units.last(), Some(Unit::Sign { .. }));
        // A word that ends in pinyin ends where a syllable may end.
        let whole = |end: &usize| {
            end.checked_sub(1)
                .and_then(|last| text.get(last))
                .is_some_and(|cell| !last_is_sign || cell.kind != Kind::Letter || cell.closes)
        };
        ends.into_iter().rfind(whole)
    }
}

fn gaps(text: &[Cell], at: usize) -> usize {
    text.iter().skip(at).take_while(|cell| cell.kind == Kind::Gap).count()
}

impl Unit {
    fn may_begin(&self, cell: &Cell) -> bool {
        match self {
            Self::Sign { c, spelled } => cell.c == *c || (cell.opens && !spelled.is_empty()),
            Self::Latin { word, .. } => word.first() == Some(&cell.c),
        }
    }

    /// Adds every place where this unit may end when it begins at `at`.
    fn step(&self, text: &[Cell], at: usize, first: bool, ends: &mut Vec<usize>) {
        let skipped = if first { 0 } else { gaps(text, at) };
        let at = at + skipped;
        let Some(cell) = text.get(at) else { return };
        match self {
            Self::Sign { c, .. } if cell.c == *c => {
                ends.push(at + 1);
            }
            // Before a first unit the letters must read as syllables; between two units they do by themselves.
            Self::Sign { spelled, .. } if cell.kind == Kind::Letter && (!first || cell.opens) => {
                for syllable in spelled {
                    let fits =
                        syllable.chars().zip(text.iter().skip(at)).filter(|(c, cell)| *c == cell.c).count();
                    if fits == syllable.len() {
                        ends.push(at + fits);
                    }
                }
            }
            Self::Sign { .. } => {}
            Self::Latin { word, open } => {
                let glued = at
                    .checked_sub(1)
                    .and_then(|before| text.get(before))
                    .is_some_and(|before| matches!(before.kind, Kind::Letter | Kind::Digit));
                let same = word.iter().zip(text.iter().skip(at)).filter(|(c, cell)| **c == cell.c).count();
                let goes_on =
                    text.get(at + same).is_some_and(|next| matches!(next.kind, Kind::Letter | Kind::Digit));
                if same == word.len() && !glued && (*open || !goes_on) {
                    let more = text
                        .iter()
                        .skip(at + same)
                        .take_while(|cell| *open && cell.kind == Kind::Letter)
                        .count();
                    ends.push(at + same + more);
                }
            }
        }
    }
}

/// Places in cells where a word stands.
type Place = Range<usize>;

/// A text as cells, and which characters and Latin words stand in it.
struct Text {
    cells: Vec<Cell>,
    signs: HashSet<char>,
    words: HashSet<Vec<char>>,
    letters: bool,
}

impl Text {
    fn new(text: &str, syllables: &BTreeSet<String>) -> Self {
        let cells = cells(text, syllables);
        let signs = cells.iter().map(|cell| cell.c).collect();
        let letters = cells.iter().any(|cell| cell.kind == Kind::Letter);
        let mut words = HashSet::new();
        // A word with an apostrophe stands there whole, and its parts by themselves.
        for apostrophe in [true, false] {
            let part = |cell: &Cell| is_latin(cell) || (apostrophe && cell.c == '\'');
            words.extend(
                cells
                    .split(|cell| !part(cell))
                    .filter(|run| !run.is_empty())
                    .map(|run| run.iter().map(|cell| cell.c).collect::<Vec<char>>()),
            );
        }
        Self { cells, signs, words, letters }
    }

    fn find(&self, word: &Word) -> Vec<Place> {
        if !word.may_stand(self) {
            return Vec::new();
        }
        (0..self.cells.len()).filter_map(|at| word.ends(&self.cells, at).map(|end| at..end)).collect()
    }
}

fn within(inner: &Place, outer: &Place) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// A text with its negators found.
struct Listening {
    text: Text,
    harmless: Vec<Place>,
    negators: Vec<Place>,
    /// Number of the sentence of each cell.
    sentences: Vec<usize>,
}

impl Ears {
    /// Listens to a text.
    #[must_use]
    pub fn hear(&self, text: &str) -> Heard {
        let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        let listening = self.listen(text.get(..end).unwrap_or_default());
        let mut heard = Heard::default();
        for list in &self.lists {
            match list.sort {
                Sort::Point => {
                    let found = list.ways.iter().find_map(|way| listening.plain(&list.name, way));
                    match found {
                        Some(found) => heard.points.push(found),
                        None => heard
                            .negated
                            .extend(list.ways.iter().find_map(|way| listening.any(&list.name, way))),
                    }
                }
                Sort::Slip => {
                    heard.slips.extend(list.ways.iter().filter_map(|way| listening.any(&list.name, way)));
                }
            }
        }
        heard
    }

    /// The list of a name.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&List> {
        self.lists.iter().find(|list| list.name == name)
    }

    fn listen(&self, text: &str) -> Listening {
        let text = Text::new(text, &self.syllables);
        let harmless: Vec<Place> = self.harmless.iter().flat_map(|word| text.find(word)).collect();
        let mut negators: Vec<Place> = self
            .negators
            .iter()
            .flat_map(|word| text.find(word))
            .filter(|place| !harmless.iter().any(|outer| within(place, outer)))
            .collect();
        // 不能 and 不 begin at one place; the longer one comes first.
        negators.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
        let mut number = 0;
        let sentences = text
            .cells
            .iter()
            .map(|cell| {
                number += usize::from(cell.kind == Kind::Sentence);
                number
            })
            .collect();
        Listening { text, harmless, negators, sentences }
    }
}

impl Listening {
    /// A way that counts.
    fn plain(&self, list: &str, way: &Alternative) -> Option<Match> {
        self.matched(list, way, true)
    }

    /// A way whose words stand there, negated or not.
    fn any(&self, list: &str, way: &Alternative) -> Option<Match> {
        self.matched(list, way, false)
    }

    fn matched(&self, list: &str, way: &Alternative, plain: bool) -> Option<Match> {
        if !way.all.iter().all(|word| word.may_stand(&self.text)) {
            return None;
        }
        let except: Vec<Place> = way.except.iter().flat_map(|word| self.text.find(word)).collect();
        let places = |word: &Word| {
            let mut places = self.text.find(word);
            places.retain(|place| !except.iter().any(|outer| within(place, outer)));
            places.retain(|place| !plain || !(self.is_negated(place) || self.is_cut(place)));
            places
        };
        let all: Vec<Vec<Place>> = way.all.iter().map(places).collect();
        let none: Vec<usize> = way
            .none
            .iter()
            .flat_map(|word| self.text.find(word))
            .filter_map(|place| self.sentence(&place))
            .collect();
        let first = all.first()?;
        let sentence = first.iter().filter_map(|place| self.sentence(place)).find(|sentence| {
            let here =
                |places: &Vec<Place>| places.iter().any(|place| self.sentence(place) == Some(*sentence));
            !none.contains(sentence) && all.iter().all(here)
        })?;
        let spans = all
            .iter()
            .filter_map(|places| places.iter().find(|place| self.sentence(place) == Some(sentence)))
            .filter_map(|place| self.bytes(place))
            .collect();
        Some(Match { list: list.to_owned(), way: way.text.clone(), spans, instead: way.instead.clone() })
    }

    fn sentence(&self, place: &Place) -> Option<usize> {
        self.sentences.get(place.start).copied()
    }

    fn bytes(&self, place: &Place) -> Option<Range<usize>> {
        let last = place.end.checked_sub(1)?;
        Some(self.text.cells.get(place.start)?.at..self.text.cells.get(last)?.end)
    }

    fn is_negated(&self, place: &Place) -> bool {
        let before = self.negators.iter().filter(|negator| negator.end <= place.start);
        let mut count = 0;
        let mut end = 0;
        for negator in before.filter(|negator| self.reaches(negator.end, place.start)) {
            // Of negators that overlap the longest counts: 不能 is one, not two.
            if negator.start >= end {
                end = negator.end;
                count += 1;
            }
        }
        count % 2 == 1
    }

    /// Whether a harmless word is cut in two: 能退 in 能不能退 is a question, and 你好 in 你好不好 no greeting.
    fn is_cut(&self, place: &Place) -> bool {
        self.harmless.iter().any(|outer| {
            let apart = outer.end <= place.start || place.end <= outer.start;
            !apart && !within(place, outer) && !within(outer, place)
        })
    }

    /// Whether little enough stands between two places, and no comma or full stop.
    fn reaches(&self, from: usize, to: usize) -> bool {
        let between = self.text.cells.get(from..to).unwrap_or_default();
        if between.iter().any(|cell| matches!(cell.kind, Kind::Clause | Kind::Sentence)) {
            return false;
        }
        let mut count = 0;
        let mut inside = from.checked_sub(1).and_then(|at| self.text.cells.get(at)).is_some_and(is_latin);
        for cell in between {
            let latin = is_latin(cell);
            count += usize::from(cell.kind == Kind::Sign || (latin && !inside));
            inside = latin;
        }
        count <= REACH
    }
}

fn is_latin(cell: &Cell) -> bool {
    matches!(cell.kind, Kind::Letter | Kind::Digit)
}

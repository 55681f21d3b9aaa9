//! 卡片 files: many cards a file, read, checked and made findable. It must not know the screen.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use pinyin::{ToPinyin, ToPinyinMulti};
use serde::Deserialize;
use toml::Spanned;

use crate::content::finding::{Finding, Weight};
use crate::content::phrases;
use crate::content::source::Source;
use crate::content::spin;
use crate::domain::card::{Card, CardKey, CardKind, CardLine, CardPart, Cards};
use crate::domain::customer::Level;
use crate::domain::safe_text::SafeText;
use crate::domain::search::normalise;

macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        &[$((
            $name,
            include_str!(concat!("../../assets/cards/zh-CN/", $name, ".toml")),
            include_str!(concat!("../../assets/cards/en/", $name, ".toml")),
        )),+]
    };
}

/// Name, Chinese and English text of every card file that comes with the program.
const BUILT_IN: &[(&str, &str, &str)] =
    built_in!["price", "leaving", "service", "knowledge", "wording", "weapons", "measures", "angles"];

/// What a file's `source` says when the project wrote it and knows no other source.
pub(crate) const OURS: &str = "ours";

/// A phrase has at most so many keys: more readings than that are a poem.
const MOST_READINGS: usize = 8;

/// Two lines of 26 full-width characters: what is shown of a card at a time on a small screen.
const LONGEST: usize = 104;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// `ours`: the project wrote these cards and knows no source for them.
    #[serde(default)]
    source: Option<String>,
    #[serde(rename = "card")]
    cards: Vec<FileCard>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileCard {
    id: Spanned<String>,
    title: Spanned<String>,
    kind: CardKind,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    levels: Vec<Spanned<String>>,
    when: Option<Spanned<String>>,
    r#do: Option<Spanned<String>>,
    acknowledge: Option<Spanned<String>>,
    clarify: Option<Spanned<String>>,
    answer: Spanned<String>,
    proof: Option<Spanned<String>>,
    check: Option<Spanned<String>>,
    polite_no: Option<Spanned<String>>,
    avoid: Option<Spanned<String>>,
}

impl FileCard {
    fn part(&self, part: CardPart) -> Option<&Spanned<String>> {
        match part {
            CardPart::When => self.when.as_ref(),
            CardPart::Do => self.r#do.as_ref(),
            CardPart::Ask(_) => None,
            CardPart::Acknowledge => self.acknowledge.as_ref(),
            CardPart::Clarify => self.clarify.as_ref(),
            CardPart::Answer => Some(&self.answer),
            CardPart::Proof => self.proof.as_ref(),
            CardPart::Check => self.check.as_ref(),
            CardPart::PoliteNo => self.polite_no.as_ref(),
            CardPart::Avoid => self.avoid.as_ref(),
        }
    }

    fn parts(&self) -> impl Iterator<Item = (CardPart, &Spanned<String>)> {
        CardPart::ALL.into_iter().filter_map(|part| Some((part, self.part(part)?)))
    }

    /// What a card of this kind cannot do without.
    fn missing(&self) -> Option<CardPart> {
        let needed: &[CardPart] = match self.kind {
            CardKind::Objection => &[CardPart::Acknowledge, CardPart::Clarify, CardPart::Check],
            CardKind::Knowledge => &[CardPart::Check],
            CardKind::Wording => &[CardPart::Avoid],
            CardKind::Weapon => &[CardPart::When, CardPart::Do, CardPart::Avoid],
            CardKind::Measure => &[CardPart::Do],
            CardKind::Angle => &[CardPart::Do, CardPart::Check],
            CardKind::Spin => &[],
        };
        needed.iter().copied().find(|part| self.part(*part).is_none())
    }
}

/// The cards of both languages: the call centre's own (`cards/zh-CN/*.toml` beside the settings) before the built-in ones, of two with
/// one id the first. What is wrong with a file comes back as findings; a file with an error is not used.
#[must_use]
pub fn load(config: Option<&Path>) -> (Cards, Vec<Finding>) {
    let (zh, mut findings) = load_one("zh-CN", config);
    let (en, more) = load_one("en", config);
    findings.extend(more);
    (Cards { zh, en }, findings)
}

fn load_one(tag: &str, config: Option<&Path>) -> (Vec<Arc<Card>>, Vec<Finding>) {
    let folder = config.map(|folder| folder.join("cards").join(tag));
    let own = folder.map(|folder| Source::files_in(&folder)).unwrap_or_default();
    let own = own.iter().filter_map(|path| Source::read(path).ok());
    let (mut cards, mut findings, mut known) = (Vec::new(), Vec::new(), BTreeSet::new());
    for source in own.chain(built_in(tag)) {
        let found = check(&source, tag);
        let usable = found.iter().all(|finding| finding.weight < Weight::Error);
        findings.extend(found);
        let Some(file) = read(&source).ok().filter(|_| usable) else { continue };
        let ours = file.source.as_deref() == Some(OURS);
        for card in file.cards {
            if known.insert(card.id.get_ref().clone()) {
                cards.push(Arc::new(made(&card, ours)));
            }
        }
    }
    let (questions, more) = spin::load(tag, config);
    cards.extend(questions);
    findings.extend(more);
    (cards, findings)
}

/// The ids of every card of a language that reads, the call centre's own among them.
#[must_use]
pub fn ids(tag: &str, config: Option<&Path>) -> BTreeSet<String> {
    let own = config.map(|folder| Source::files_in(&folder.join("cards").join(tag))).unwrap_or_default();
    let own = own.iter().filter_map(|path| Source::read(path).ok());
    let mut ids = built_in_ids(tag).clone();
    ids.extend(ids_in(own));
    ids
}

fn ids_in(sources: impl Iterator<Item = Source>) -> BTreeSet<String> {
    let files = sources.filter_map(|source| read(&source).ok());
    files.flat_map(|file| file.cards).map(|card| card.id.into_inner()).collect()
}

/// Read once: a check of one script must not read a hundred cards anew.
fn built_in_ids(tag: &str) -> &'static BTreeSet<String> {
    static IDS: LazyLock<[BTreeSet<String>; 2]> =
        LazyLock::new(|| ["zh-CN", "en"].map(|tag| ids_in(built_in(tag))));
    let [zh, en] = &*IDS;
    if tag == "en" { en } else { zh }
}

/// The built-in files of a language.
pub fn built_in(tag: &str) -> impl Iterator<Item = Source> {
    let english = tag == "en";
    let folder = if english { "en" } else { "zh-CN" };
    BUILT_IN.iter().map(move |(name, zh, en)| {
        Source::built_in(&format!("assets/cards/{folder}/{name}.toml"), if english { en } else { zh })
    })
}

fn read(source: &Source) -> Result<File, Box<Finding>> {
    toml::from_str(&source.text).map_err(|error| Box::new(Finding::toml(source, &error)))
}

/// Everything that is wrong with a card file.
#[must_use]
pub fn check(source: &Source, tag: &str) -> Vec<Finding> {
    let file = match read(source) {
        Ok(file) => file,
        Err(finding) => return vec![*finding],
    };
    let phrases = phrases::built_in(tag);
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for card in &file.cards {
        if !seen.insert(card.id.get_ref().clone()) {
            let found = Finding::error(source, card.id.span(), "card-twice");
            findings.push(found.with("card", card.id.get_ref()));
        }
        for text in [&card.id, &card.title].into_iter().chain(card.parts().map(|(_, text)| text)) {
            if text.get_ref().trim().is_empty() {
                findings.push(Finding::error(source, text.span(), "empty"));
            }
        }
        for level in card.levels.iter().filter(|level| Level::parse(level.get_ref()).is_none()) {
            let found = Finding::error(source, level.span(), "card-level");
            findings.push(found.with("level", level.get_ref()));
        }
        if let Some(part) = card.missing() {
            let found = Finding::error(source, card.id.span(), "card-incomplete");
            findings.push(found.with("part", part.code().replace('-', "_")));
        }
        findings.extend(card.parts().filter_map(|(_, text)| too_long(source, text)));
        for (_, text) in card.parts().filter(|(part, _)| *part != CardPart::Avoid) {
            let raw = source.text.get(text.span()).unwrap_or_default();
            for (at, phrase) in phrases::find(raw, &phrases) {
                let start = text.span().start + at;
                let found = Finding::warning(source, start..start + phrase.avoid.len(), "avoid");
                findings.push(found.with("phrase", &phrase.avoid).with("instead", &phrase.instead));
            }
        }
    }
    findings
}

fn too_long(source: &Source, text: &Spanned<String>) -> Option<Finding> {
    let cells = text.get_ref().chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    (cells > LONGEST).then(|| {
        let found = Finding::warning(source, text.span(), "card-long");
        found.with("cells", cells).with("limit", LONGEST)
    })
}

fn made(card: &FileCard, ours: bool) -> Card {
    let title = card.title.get_ref();
    let lines: Vec<CardLine> =
        card.parts().map(|(part, text)| CardLine { part, text: SafeText::new(text.get_ref()) }).collect();
    let keys = std::iter::once(title).chain(&card.words).flat_map(|phrase| keys(phrase)).collect();
    let body = lines.iter().map(|line| normalise(&line.text)).collect::<Vec<_>>().join("\n");
    Card {
        id: card.id.get_ref().clone(),
        kind: card.kind,
        title: SafeText::new(title),
        group: None,
        levels: card.levels.iter().filter_map(|level| Level::parse(level.get_ref())).collect(),
        scripts: Vec::new(),
        ours,
        lines,
        keys,
        body,
    }
}

/// What a phrase is found by. Of several readings the usual one counts: a phrase is found by its other characters then.
pub(crate) fn key(phrase: &str) -> CardKey {
    let text = normalise(phrase);
    if text.is_ascii() {
        let initials = phrase.split_whitespace().filter_map(|word| word.chars().next());
        let initials = initials.flat_map(char::to_lowercase).collect();
        return CardKey { text, pinyin: String::new(), initials };
    }
    let mut found = CardKey { text, ..CardKey::default() };
    for c in found.text.chars() {
        match c.to_pinyin() {
            Some(reading) => {
                found.pinyin.push_str(reading.plain());
                found.initials.push_str(reading.first_letter());
            }
            None if c.is_ascii_alphanumeric() => {
                found.pinyin.push(c);
                found.initials.push(c);
            }
            None => {}
        }
    }
    found
}

/// The same with every other reading of one character at a time: 银行 is found as `yinhang` and as `yinxing`, because nobody knows which one
/// comes to the mind of whoever types while listening.
fn keys(phrase: &str) -> Vec<CardKey> {
    let usual = key(phrase);
    let characters: Vec<char> = usual.text.chars().collect();
    let mut keys = vec![usual];
    for (at, c) in characters.iter().enumerate() {
        let mut known: Vec<&str> = c.to_pinyin().map(|reading| reading.plain()).into_iter().collect();
        for other in c.to_pinyin_multi().into_iter().flatten() {
            if keys.len() < MOST_READINGS && !known.contains(&other.plain()) {
                known.push(other.plain());
                keys.push(read_as(&characters, at, other));
            }
        }
    }
    keys
}

/// A phrase with one character read in another way. Only its sound: the characters themselves are found by the usual key.
fn read_as(characters: &[char], at: usize, other: pinyin::Pinyin) -> CardKey {
    let mut found = CardKey::default();
    for (place, c) in characters.iter().enumerate() {
        let reading = if place == at { Some(other) } else { c.to_pinyin() };
        match reading {
            Some(reading) => {
                found.pinyin.push_str(reading.plain());
                found.initials.push_str(reading.first_letter());
            }
            None if c.is_ascii_alphanumeric() => {
                found.pinyin.push(*c);
                found.initials.push(*c);
            }
            None => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::words::Words;
    use crate::domain::card;

    #[test]
    fn at_least_sixty_good_cards_come_with_each_language_and_each_has_its_twin() {
        let (cards, findings) = load(None);
        let words = Words::new("en");
        let shown: Vec<String> = findings.iter().map(|finding| finding.render(&words, false)).collect();
        assert!(findings.is_empty(), "{}", shown.join("\n"));
        assert!(cards.zh.len() >= 60, "{}", cards.zh.len());
        let names =
            |cards: &[Arc<Card>]| cards.iter().map(|card| (card.id.clone(), card.kind)).collect::<Vec<_>>();
        assert_eq!(names(&cards.zh), names(&cards.en));
        let parts = |cards: &[Arc<Card>]| {
            let of = |card: &Arc<Card>| card.lines.iter().map(|line| line.part).collect::<Vec<_>>();
            cards.iter().map(|card| (card.id.clone(), of(card))).collect::<Vec<_>>()
        };
        assert_eq!(parts(&cards.zh), parts(&cards.en));
    }

    #[test]
    fn a_card_is_found_by_characters_pinyin_and_initials() {
        let (cards, _) = load(None);
        let first = |typed: &str| cards.zh[card::find(&cards.zh, typed)[0]].id.clone();
        for typed in ["太贵", "taigui", "tgl", "贵"] {
            assert_eq!(first(typed), "too-expensive", "{typed}");
        }
        assert_eq!(cards.en[card::find(&cards.en, "too exp")[0]].id, "too-expensive");
    }

    #[test]
    fn a_character_with_two_readings_is_found_by_both() {
        let found = |typed: &str, phrase: &str| {
            let all = keys(phrase);
            all.iter().any(|key| key.pinyin == typed || key.initials == typed)
        };
        for typed in ["yinhang", "yinxing", "yh", "yx"] {
            assert!(found(typed, "银行"), "{typed}");
        }
        assert!(found("chongfu", "重复") && found("zhongfu", "重复"));
        assert!(keys("行行行行行行行行").len() <= MOST_READINGS);
        assert_eq!(keys("too expensive").len(), 1);
    }

    #[test]
    fn an_objection_without_its_question_and_a_card_twice_are_found() {
        let text = "[[card]]\nid = \"a\"\ntitle = \"T\"\nkind = \"objection\"\nacknowledge = \"x\"\nanswer = \"I guarantee it\"\n";
        let source = Source::built_in(
            "x.toml",
            &format!("{text}check = \"y\"\n{text}clarify = \"z\"\ncheck = \"y\"\n"),
        );
        let found: Vec<_> =
            check(&source, "en").iter().map(|finding| (finding.code, finding.place().0)).collect();
        assert_eq!(found, [("card-incomplete", 2), ("avoid", 6), ("card-twice", 9), ("avoid", 13)]);
    }

    #[test]
    fn a_long_part_is_found() {
        let long = "长".repeat(53);
        let text = format!(
            "[[card]]\nid = \"a\"\ntitle = \"T\"\nkind = \"knowledge\"\nanswer = \"{long}\"\ncheck = \"y\"\n"
        );
        let found = check(&Source::built_in("x.toml", &text), "zh-CN");
        assert_eq!((found[0].code, found[0].place()), ("card-long", (5, 10)));
    }
}

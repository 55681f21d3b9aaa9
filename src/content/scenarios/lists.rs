//! Lists of words that free text is heard by: `assets/training/synonyms.*.txt` and the `[points]` of scenarios. It reads; it must not judge.
//!
//! One list a line: `name: way | way`. A way is words joined by `+`, all of which must stand in one sentence; a word behind `!` must not.
//! A line that begins with a space goes on. `#` begins a remark. Three names are special: `@not` are negators, `@harmless` are words
//! that hold a negator and negate nothing, and a name that begins with `!` is a slip: something that is wrong to say.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use pinyin::{ToPinyin, ToPinyinMulti};

use crate::content::finding::Finding;
use crate::content::phrases;
use crate::content::source::Source;
use crate::domain::safe_text::SafeText;
use crate::domain::training::ears::{Alternative, Ears, List, Sort, Word};

const ZH: &str = include_str!("../../../assets/training/synonyms.zh-CN.txt");
const EN: &str = include_str!("../../../assets/training/synonyms.en.txt");

/// More ways than this nobody reads.
const MOST_WAYS: usize = 200;

/// The slip of a phrase from the list of phrases to avoid.
pub(crate) const PHRASE: &str = "phrase";

static SYLLABLES: LazyLock<Arc<BTreeSet<String>>> = LazyLock::new(|| {
    let mut all: BTreeSet<String> = ('\u{4e00}'..='\u{9fff}').flat_map(spell).collect();
    // Interjections without a vowel, and single letters but a, e and o, would make syllables of any Latin word.
    all.retain(|syllable| {
        matches!(syllable.as_str(), "a" | "e" | "o")
            || (syllable.len() > 1 && syllable.contains(['a', 'e', 'i', 'o', 'u', 'v']))
    });
    Arc::new(all)
});

/// A character's readings without tones, the usual one first; `ü` is `v`, as people type it.
fn spell(c: char) -> Vec<String> {
    let Some(usual) = c.to_pinyin() else { return Vec::new() };
    let mut out = vec![usual.plain().replace('ü', "v")];
    for other in c.to_pinyin_multi().into_iter().flatten() {
        let plain = other.plain().replace('ü', "v");
        if !out.contains(&plain) {
            out.push(plain);
        }
    }
    out
}

/// A list of words, read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    pub(crate) lists: Vec<List>,
    pub(crate) negators: Vec<Word>,
    pub(crate) harmless: Vec<Word>,
}

/// The built-in lists of a language.
pub(crate) fn built_in(tag: &str) -> Source {
    let (name, text) = if tag == "en" { ("en", EN) } else { ("zh-CN", ZH) };
    Source::built_in(&format!("assets/training/synonyms.{name}.txt"), text)
}

/// The lists of a language: a file `training/synonyms.zh-CN.txt` beside the settings comes first, and of two lists with one name the
/// first counts.
pub(crate) fn load(tag: &str, config: Option<&Path>) -> (Lists, Vec<Finding>) {
    let own = config.map(|folder| folder.join("training").join(format!("synonyms.{tag}.txt")));
    let own = own.filter(|path| path.is_file()).and_then(|path| Source::read(&path).ok());
    let mut all = Lists::default();
    let mut findings = Vec::new();
    for source in own.into_iter().chain([built_in(tag)]) {
        let (read, found) = read(&source);
        findings.extend(found);
        for list in read.lists {
            if !all.lists.iter().any(|known| known.name == list.name) {
                all.lists.push(list);
            }
        }
        all.negators.extend(read.negators);
        all.harmless.extend(read.harmless);
    }
    (all, findings)
}

/// Reads a file of lists.
pub(crate) fn read(source: &Source) -> (Lists, Vec<Finding>) {
    let (mut lists, mut findings) = (Lists::default(), Vec::new());
    for (span, line) in logical_lines(&source.text) {
        let Some((name, ways)) = line.split_once(':').map(|(name, ways)| (name.trim(), ways)) else {
            findings.push(Finding::error(source, span, "list-shape"));
            continue;
        };
        let plain = name.trim_start_matches(['!', '@']);
        if plain.is_empty() || !plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            findings.push(Finding::error(source, span, "list-shape"));
            continue;
        }
        let read = ways_of(ways);
        if read.is_empty() || read.len() > MOST_WAYS {
            findings.push(Finding::error(source, span, "list-empty").with("list", name));
            continue;
        }
        let words = || read.iter().flat_map(|way| way.all.iter().cloned());
        match name {
            "@not" => lists.negators.extend(words()),
            "@harmless" => lists.harmless.extend(words()),
            _ if lists.lists.iter().any(|list| list.name == plain) => {
                findings.push(Finding::error(source, span, "list-twice").with("list", name));
            }
            _ => {
                let sort = if name.starts_with('!') { Sort::Slip } else { Sort::Point };
                lists.lists.push(List { name: plain.to_owned(), sort, ways: read });
            }
        }
    }
    (lists, findings)
}

/// Lines with what goes on in the next ones, and where they begin.
fn logical_lines(text: &str) -> Vec<(Range<usize>, String)> {
    let mut lines: Vec<(Range<usize>, String)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, plain) = (at, line.trim_end());
        at += line.len();
        if plain.trim().is_empty() || plain.starts_with('#') {
            continue;
        }
        match lines.last_mut() {
            Some((_, last)) if plain.starts_with([' ', '\t']) => {
                last.push(' ');
                last.push_str(plain.trim());
            }
            _ => lines.push((start..start + plain.len(), plain.to_owned())),
        }
    }
    lines
}

/// A scenario's own point.
pub(crate) fn point(name: &str, ways: &str) -> List {
    List { name: name.to_owned(), sort: Sort::Point, ways: ways_of(ways) }
}

/// The ways of a list.
pub(crate) fn ways_of(text: &str) -> Vec<Alternative> {
    text.split('|').filter_map(way).collect()
}

fn way(text: &str) -> Option<Alternative> {
    let mut way = Alternative { text: text.trim().to_owned(), ..Alternative::default() };
    for part in text.split('+').map(str::trim).filter(|part| !part.is_empty()) {
        match part.strip_prefix('!') {
            Some(word) => way.none.extend(Word::new(word, &spell)),
            None => way.all.extend(Word::new(part, &spell)),
        }
    }
    (!way.all.is_empty()).then_some(way)
}

/// The ears of a scenario: its own points before the shared lists, and the phrases to avoid.
pub(crate) fn ears(tag: &str, own: Vec<List>, shared: &Lists) -> Ears {
    let mut lists = own;
    for list in &shared.lists {
        if !lists.iter().any(|known| known.name == list.name) {
            lists.push(list.clone());
        }
    }
    let avoided = phrases::built_in(tag).into_iter().filter_map(|phrase| {
        Some(Alternative {
            all: vec![Word::new(&phrase.avoid, &spell)?],
            none: Vec::new(),
            except: phrase.except.iter().filter_map(|word| Word::new(word, &spell)).collect(),
            instead: Some(SafeText::new(&phrase.instead)),
            text: phrase.avoid,
        })
    });
    lists.push(List { name: PHRASE.to_owned(), sort: Sort::Slip, ways: avoided.collect() });
    Ears {
        lists,
        negators: shared.negators.clone(),
        harmless: shared.harmless.clone(),
        syllables: if tag == "en" { Arc::default() } else { Arc::clone(&SYLLABLES) },
    }
}

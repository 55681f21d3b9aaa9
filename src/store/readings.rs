//! How the characters of a name are read in pinyin, with the several readings of surnames. Pure tables.

use pinyin::{ToPinyin, ToPinyinMulti};

/// At most so many readings of one character; what is rarer is noise in a search.
pub(crate) const MOST: usize = 4;

/// The readings of one character, the usual one first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Readings {
    words: [&'static str; MOST],
    count: usize,
}

impl Readings {
    fn add(&mut self, word: &'static str) {
        if word.is_empty() || self.iter().any(|known| known == word) {
            return;
        }
        if let Some(place) = self.words.get_mut(self.count) {
            *place = word;
            self.count += 1;
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.words.iter().take(self.count).copied()
    }

    pub(crate) fn first(&self) -> Option<&'static str> {
        self.iter().next()
    }
}

/// Surnames that are read in their own way, or in more than one. The first reading is the surname's own.
const SURNAMES: &[(char, &[&str])] = &[
    ('万', &["wan", "mo"]),
    ('乐', &["yue", "le"]),
    ('乜', &["nie", "mie"]),
    ('仇', &["qiu", "chou"]),
    ('令', &["ling"]),
    ('任', &["ren"]),
    ('会', &["gui", "hui"]),
    ('便', &["pian", "bian"]),
    ('俞', &["yu", "shu"]),
    ('俟', &["qi", "si"]),
    ('冼', &["xian"]),
    ('区', &["ou", "qu"]),
    ('单', &["shan", "dan"]),
    ('卜', &["bu"]),
    ('句', &["gou", "ju"]),
    ('召', &["shao", "zhao"]),
    ('叶', &["ye", "xie"]),
    ('员', &["yun", "yuan"]),
    ('哈', &["ha"]),
    ('啜', &["chuai", "chuo"]),
    ('宓', &["mi", "fu"]),
    ('宿', &["su", "xiu"]),
    ('尉', &["wei", "yu"]),
    ('尹', &["yin"]),
    ('应', &["ying"]),
    ('强', &["qiang", "jiang"]),
    ('折', &["she", "zhe"]),
    ('撒', &["sa"]),
    ('晟', &["cheng", "sheng"]),
    ('曲', &["qu"]),
    ('曾', &["zeng", "ceng"]),
    ('朴', &["piao", "pu"]),
    ('柏', &["bai", "bo"]),
    ('查', &["zha", "cha"]),
    ('殷', &["yin"]),
    ('洗', &["xian", "xi"]),
    ('澹', &["tan", "dan"]),
    ('燕', &["yan"]),
    ('牟', &["mu", "mou"]),
    ('瞿', &["qu", "ju"]),
    ('盖', &["ge", "gai"]),
    ('石', &["shi"]),
    ('祭', &["zhai", "ji"]),
    ('秘', &["bi", "mi"]),
    ('种', &["chong", "zhong"]),
    ('粘', &["nian", "zhan"]),
    ('纪', &["ji"]),
    ('繁', &["po", "fan"]),
    ('缪', &["miao", "mou", "mu"]),
    ('翟', &["zhai", "di"]),
    ('能', &["nai", "neng"]),
    ('葛', &["ge"]),
    ('行', &["xing", "hang"]),
    ('褚', &["chu", "zhu"]),
    ('覃', &["qin", "tan"]),
    ('角', &["jue", "jiao"]),
    ('解', &["xie", "jie"]),
    ('谌', &["chen", "shen"]),
    ('贲', &["ben", "fei"]),
    ('贾', &["jia", "gu"]),
    ('车', &["che"]),
    ('逄', &["pang"]),
    ('都', &["du", "dou"]),
    ('重', &["chong", "zhong"]),
    ('长', &["zhang", "chang"]),
    ('阚', &["kan"]),
    ('隗', &["wei", "kui"]),
    ('隽', &["juan", "jun"]),
    ('黑', &["he", "hei"]),
    ('沈', &["shen"]),
];

const ASCII: &str = "abcdefghijklmnopqrstuvwxyz0123456789";

/// The keyboard has no ü.
fn typed(word: &'static str) -> &'static str {
    match word {
        "lü" => "lv",
        "nü" => "nv",
        "lüe" | "lve" => "lve",
        "nüe" | "nve" => "nve",
        other if other.is_ascii() => other,
        _ => "",
    }
}

/// All readings of a character; `first` says that it begins a name, so that it is read as a surname.
/// A Latin letter or a digit is read as itself; anything else has no reading.
pub(crate) fn readings(c: char, first: bool) -> Readings {
    let mut out = Readings::default();
    if c.is_ascii() {
        let at = ASCII.find(c.to_ascii_lowercase());
        out.add(at.and_then(|at| ASCII.get(at..at + 1)).unwrap_or_default());
        return out;
    }
    if first {
        if let Ok(at) = SURNAMES_SORTED.binary_search_by_key(&c, |(surname, _)| *surname) {
            for word in SURNAMES_SORTED.get(at).map_or(&[] as &[&str], |(_, words)| words) {
                out.add(word);
            }
            return out;
        }
        out.add(c.to_pinyin().map_or("", |reading| typed(reading.plain())));
    } else {
        out.add(c.to_pinyin().map_or("", |reading| typed(reading.plain())));
        for reading in c.to_pinyin_multi().into_iter().flatten() {
            out.add(typed(reading.plain()));
        }
    }
    // Many type `lu` for lü.
    if let Some(plain) = out.first().and_then(|word| match word {
        "lv" => Some("lu"),
        "nv" => Some("nu"),
        _ => None,
    }) {
        out.add(plain);
    }
    out
}

static SURNAMES_SORTED: std::sync::LazyLock<Vec<(char, &'static [&'static str])>> =
    std::sync::LazyLock::new(|| {
        let mut table = SURNAMES.to_vec();
        table.sort_unstable_by_key(|(surname, _)| *surname);
        table
    });

/// The initials by the usual readings, `wxm`; `None` when nothing in the name can be read.
pub(crate) fn initials(name: &str) -> Option<String> {
    let mut out = String::new();
    for c in name.chars() {
        // The other readings of a character inside a name are not needed, and cost more than the first.
        let word = if c.is_ascii() || out.is_empty() {
            readings(c, out.is_empty()).first()
        } else {
            c.to_pinyin().map(|reading| typed(reading.plain()))
        };
        out.extend(word.and_then(|word| word.chars().next()));
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(c: char, first: bool) -> Vec<&'static str> {
        readings(c, first).iter().collect()
    }

    #[test]
    fn surnames_are_read_as_surnames() {
        assert_eq!(all('单', true), ["shan", "dan"]);
        assert_eq!(all('曾', true), ["zeng", "ceng"]);
        assert_eq!(all('王', true), ["wang"]);
        assert_eq!(all('吕', true), ["lv", "lu"]);
        assert!(all('重', false).contains(&"zhong") && all('重', false).contains(&"chong"));
        assert_eq!(all('A', true), ["a"]);
        assert_eq!(all('·', true), [""; 0]);
    }

    #[test]
    fn initials_follow_the_usual_reading() {
        assert_eq!(initials("王小明").as_deref(), Some("wxm"));
        assert_eq!(initials("单田芳").as_deref(), Some("stf"));
        assert_eq!(initials("Ann 李").as_deref(), Some("annl"));
        assert_eq!(initials("··"), None);
    }

    #[test]
    fn every_reading_can_be_typed() {
        for c in '\u{4e00}'..='\u{9fff}' {
            for word in readings(c, true).iter().chain(readings(c, false).iter()) {
                assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{c} {word}");
            }
        }
    }
}

//! Finding people: what was asked, what was found, and why it matched.

use crate::domain::customer::{CustomerId, Level};
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;

/// One customer found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHit {
    /// The store's row.
    pub id: CustomerId,
    /// Number.
    pub number: PhoneNumber,
    /// Name, when known.
    pub name: Option<RawText>,
    /// Level, when known.
    pub level: Option<Level>,
    /// Package, when known.
    pub package: Option<RawText>,
    /// Why it is here; the order of the variants is the order of the list.
    pub matched: Matched,
}

/// Why a customer was found, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matched {
    /// The whole number.
    WholeNumber,
    /// The last four digits.
    LastFour,
    /// The whole name.
    WholeName,
    /// The number begins with it.
    NumberPrefix,
    /// The number ends with it.
    NumberSuffix,
    /// The name begins with it.
    NamePrefix,
    /// The full pinyin of the whole name.
    WholePinyin,
    /// All initials.
    WholeInitials,
    /// The pinyin of the name begins with it (`wangx`).
    PinyinPrefix,
    /// The initials begin with it.
    InitialsPrefix,
    /// Somewhere in the name.
    NamePart,
    /// Somewhere in the number.
    NumberPart,
    /// Pinyin or initials from a later character on.
    PinyinPart,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchResult {
    /// Best first, at most as many as asked for.
    pub hits: Vec<SearchHit>,
    /// How many there are in all, when that was cheap to know.
    pub total: Option<usize>,
}

/// Brings a query into its comparable form: full-width to half-width, upper to lower case, no spaces or apostrophes.
#[must_use]
pub fn normalise(query: &str) -> String {
    query
        .chars()
        .filter_map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
            c if c.is_whitespace() || c.is_control() => None,
            '\'' | '’' | '-' | '·' => None,
            c => Some(c),
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_compare_without_width_case_and_spaces() {
        assert_eq!(normalise(" Wang Xiao'Ming "), "wangxiaoming");
        assert_eq!(normalise("１３８-0013"), "1380013");
        assert_eq!(normalise("王 小明"), "王小明");
    }
}

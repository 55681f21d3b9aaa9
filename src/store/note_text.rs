//! Full text of notes: every character that is not a Latin letter or a digit stands alone, so that any run of Chinese
//! characters is found as a phrase, without a dictionary.

use crate::domain::search::normalise;

/// A text as it is indexed.
pub(crate) fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        let single = !c.is_ascii() && c.is_alphanumeric();
        if single {
            out.push(' ');
        }
        out.push(match c {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
                char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
            }
            c => c,
        });
        if single {
            out.push(' ');
        }
    }
    out
}

/// The query for what somebody typed: words apart must all occur; a Latin word or number by its beginning.
/// `None` when nothing in it can be searched for.
pub(crate) fn query(typed: &str) -> Option<String> {
    let phrases: Vec<String> = typed
        .split_whitespace()
        .map(normalise)
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| {
            let star = if word.ends_with(|c: char| c.is_ascii_alphanumeric()) { "*" } else { "" };
            // Quoting makes operators and signs plain text.
            format!("\"{}\"{star}", spaced(&word).replace('"', " ").trim())
        })
        .collect();
    (!phrases.is_empty()).then(|| phrases.join(" AND "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_stands_apart_and_words_stay_whole() {
        assert_eq!(spaced("嫌5G贵ok"), " 嫌 5G 贵 ok");
        assert_eq!(query("嫌贵").as_deref(), Some("\"嫌  贵\""));
        assert_eq!(query("5G 流量").as_deref(), Some("\"5g\"* AND \"流  量\""));
        assert_eq!(query("\"OR"), Some("\"or\"*".to_owned()));
        assert_eq!(query(" … "), None);
    }
}

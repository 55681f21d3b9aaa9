//! What was typed, made fit for a text field: cleaned, and cut into words. Pure.

use crate::domain::safe_text::{REPLACEMENT, SafeText};

/// Text as a keyboard or a paste delivers it, without what a terminal would obey or could not show.
#[must_use]
pub fn typed(text: &str) -> String {
    // A mark may be typed after its letter, in an event of its own: give it something to stand on meanwhile.
    let standing = SafeText::lines(&format!("x{text}"));
    standing.chars().skip(1).filter(|c| *c != REPLACEMENT).collect()
}

/// How many characters before the cursor make up the word that Ctrl-W erases: the blanks, then a Latin word or number, or up to two
/// Chinese characters, or one sign. 0 only for nothing.
#[must_use]
pub fn word_before(before: &str) -> usize {
    let blanks = before.chars().rev().take_while(|c| c.is_whitespace()).count();
    let mut rest = before.chars().rev().skip(blanks).peekable();
    let word = match rest.peek() {
        None => 0,
        Some(c) if c.is_ascii_alphanumeric() => rest.take_while(char::is_ascii_alphanumeric).count(),
        Some(c) if c.is_alphanumeric() => {
            rest.take(2).take_while(|c| c.is_alphanumeric() && !c.is_ascii()).count()
        }
        Some(_) => 1,
    };
    blanks + word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_comes_through() {
        assert_eq!(typed("a\u{1b}[31m\u{202e}b\r\nc\td\u{200d}"), "a[31mb\nc d");
        assert_eq!(typed("\u{301}"), "\u{301}", "a mark may come after its letter");
        assert_eq!(typed("𠮷野家"), "𠮷野家");
    }

    #[test]
    fn words_are_short_in_chinese() {
        for (before, count) in [
            ("", 0),
            ("  ", 2),
            ("客户嫌贵", 2),
            ("贵", 1),
            ("99 yuan", 4),
            ("yuan ", 5),
            ("好,", 1),
            ("a贵", 1),
        ] {
            assert_eq!(word_before(before), count, "{before}");
        }
    }
}

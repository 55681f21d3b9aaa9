//! Text from outside, and the one door through which it may reach a screen, a log or a title.
//!
//! [`RawText`] keeps what came in, byte for byte (rare surnames use private-use and variation characters), and can be
//! stored or exported. It cannot be drawn: only [`SafeText`] can, and only [`RawText::safe`] and [`SafeText::new`] make one.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Text that a caller, a file or a database supplied. Its `Debug` shows the length only, so that it cannot leak into a panic.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RawText(String);

impl RawText {
    /// Takes the text as it is.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// `None` for text that is empty or only white space.
    #[must_use]
    pub fn non_empty(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The original, for storage, export and comparison only.
    #[must_use]
    pub fn as_raw(&self) -> &str {
        &self.0
    }

    /// The form that may be drawn, on one line.
    #[must_use]
    pub fn safe(&self) -> SafeText {
        SafeText::new(&self.0)
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for RawText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawText({} characters)", self.0.chars().count())
    }
}

impl From<&str> for RawText {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Text that cannot drive a terminal, hide, turn the reading direction or stack marks without end.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SafeText(String);

/// What stands where a dangerous or invisible character was. Shown rather than dropped, so that nobody is fooled.
pub const REPLACEMENT: char = '\u{FFFD}';

/// More stacked marks than this serve no language and smear over neighbouring lines.
const MARKS_PER_BASE: usize = 4;

impl SafeText {
    /// One line: line breaks and tabs become a space.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(clean(text, |_| ' '))
    }

    /// Several lines: `\n` stays; a tab becomes a space; `\r\n` counts as one break.
    #[must_use]
    pub fn lines(text: &str) -> Self {
        let unix = text.replace("\r\n", "\n");
        Self(clean(&unix, |break_| if break_ == '\t' { ' ' } else { '\n' }))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::ops::Deref for SafeText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SafeText({} characters)", self.0.chars().count())
    }
}

fn clean(text: &str, on_break: impl Fn(char) -> char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        if matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' | '\u{85}') {
            marks = 0;
            out.push(on_break(c));
        } else if is_joiner(c) {
            // Zero-width joiners and variation selectors: terminals disagree about their width, and nothing is lost without them.
        } else if is_mark(c) && !is_hidden(c) {
            marks += 1;
            // A mark needs something to sit on, else it lands on a border.
            if out.is_empty() || marks > MARKS_PER_BASE {
                continue;
            }
            out.push(c);
        } else {
            marks = 0;
            out.push(if is_hidden(c) { REPLACEMENT } else { c });
        }
    }
    out
}

fn is_joiner(c: char) -> bool {
    matches!(u32::from(c), 0x200D | 0xFE00..=0xFE0F | 0xE0100..=0xE01EF)
}

/// Combining marks by block (Unicode 16, Mn and Me of the blocks that stack).
fn is_mark(c: char) -> bool {
    matches!(
        u32::from(c),
        0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05BD | 0x0610..=0x061A | 0x064B..=0x065F
            | 0x0E31 | 0x0E34..=0x0E3A | 0x0E47..=0x0E4E | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF
            | 0x20D0..=0x20FF | 0x302A..=0x302F | 0x3099..=0x309A | 0xFE20..=0xFE2F
    )
}

/// Controls, direction marks, invisible fillers, tags, private use and non-characters.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            u32::from(c),
            0x00AD | 0x034F | 0x061C | 0x070F | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
                | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xE000..=0xF8FF
                | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB | 0x13430..=0x1343F | 0x1BCA0..=0x1BCA3
                | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF | 0xF0000..=0x10FFFF
        )
        || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_and_direction_marks_are_shown_not_obeyed() {
        let hostile = "王\u{1b}[31m\u{202e}明\u{200b}\u{0007}";
        assert_eq!(SafeText::new(hostile).as_str(), "王\u{fffd}[31m\u{fffd}明\u{fffd}\u{fffd}");
    }

    #[test]
    fn every_character_comes_out_harmless() {
        for c in '\0'..=char::MAX {
            for out in SafeText::new(&format!("a{c}b")).chars() {
                assert!(!out.is_control(), "U+{:04X} came through", u32::from(c));
                assert!(!is_hidden(out) && !is_joiner(out), "U+{:04X} came through", u32::from(c));
            }
        }
    }

    #[test]
    fn names_with_rare_characters_survive() {
        for name in ["𠮷野", "欧阳娜娜", "Zoë", "王·小明", "e\u{301}"] {
            assert_eq!(SafeText::new(name).as_str(), name);
        }
    }

    #[test]
    fn stacked_marks_end_after_four_and_never_lead() {
        let zalgo = format!("a{}", "\u{301}".repeat(60));
        assert_eq!(SafeText::new(&zalgo).chars().count(), 5);
        assert_eq!(SafeText::new("\u{301}a").as_str(), "a");
    }

    #[test]
    fn lines_stay_lines_only_when_asked() {
        assert_eq!(SafeText::new("一\r\n二\t三").as_str(), "一  二 三");
        assert_eq!(SafeText::lines("一\r\n二\t三").as_str(), "一\n二 三");
    }

    #[test]
    fn debug_tells_no_secrets() {
        assert_eq!(format!("{:?}", RawText::new("张三 13800000001")), "RawText(14 characters)");
        assert_eq!(format!("{:?}", SafeText::new("张三")), "SafeText(2 characters)");
    }
}

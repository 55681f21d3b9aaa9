//! 短信模板: texts that are filled for one customer, copied and sent by the agent with whatever sends messages there. Pure: the files
//! behind them are read by `content/`.

use serde::Serialize;

use crate::domain::safe_text::SafeText;

/// A template whose fields are filled for one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The same in every language.
    pub id: String,
    /// For the list.
    pub title: SafeText,
    /// It was written for a situation, and this customer is in it.
    pub fits: bool,
    /// What is copied. A field that could not be filled is visible as `⟦…?⟧`.
    pub text: SafeText,
    /// How many of them there are.
    pub gaps: usize,
    /// How long it is on its way.
    pub length: SmsLength,
}

impl Message {
    /// A template with its words filled in.
    #[must_use]
    pub fn filled(id: &str, title: SafeText, fits: bool, text: SafeText) -> Self {
        let gaps = text.matches('⟦').count();
        let length = SmsLength::of(&text);
        Self { id: id.to_owned(), title, fits, text, gaps, length }
    }
}

/// How a text is charged: in segments, of characters of 7 or of 16 bits (3GPP TS 23.038 and 23.040).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SmsLength {
    /// Units of the alphabet that is used: septets, or 16-bit units.
    pub units: usize,
    /// How many short messages it takes; none for an empty text.
    pub segments: usize,
    /// Whether every character must take 16 bits because one of them does.
    pub wide: bool,
}

impl SmsLength {
    /// Units of a single short message, and of each one of several, in 7 and in 16 bits: the joining header takes the rest.
    const NARROW: (usize, usize) = (160, 153);
    const WIDE: (usize, usize) = (70, 67);

    /// The length of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let narrow: Option<Vec<usize>> = text.chars().map(septets).collect();
        let wide = narrow.is_none();
        // A character is never cut in two by the end of a segment.
        let costs = narrow.unwrap_or_else(|| text.chars().map(char::len_utf16).collect());
        let units = costs.iter().sum();
        let (single, each) = if wide { Self::WIDE } else { Self::NARROW };
        let segments = if units <= single { usize::from(units > 0) } else { packed(&costs, each) };
        Self { units, segments, wide }
    }
}

/// How many segments of `each` units hold the characters when none of them is cut.
fn packed(costs: &[usize], each: usize) -> usize {
    let (mut segments, mut used) = (1, 0);
    for cost in costs {
        if used + cost > each {
            segments += 1;
            used = 0;
        }
        used += cost;
    }
    segments
}

/// What a character takes of the 7-bit alphabet (TS 23.038, 6.2.1), two for its extension table; `None` when it is not in it.
fn septets(c: char) -> Option<usize> {
    const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
    const EXTENDED: &str = "\u{c}^{}\\[~]|€";
    if c.is_ascii_alphanumeric() || BASIC.contains(c) { Some(1) } else { EXTENDED.contains(c).then_some(2) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn segments(text: &str) -> (usize, usize) {
        let length = SmsLength::of(text);
        (length.units, length.segments)
    }

    #[test]
    fn seventy_chinese_characters_are_one_message_and_seventy_one_are_two() {
        assert_eq!(segments(""), (0, 0));
        assert_eq!(segments(&"好".repeat(70)), (70, 1));
        assert_eq!(segments(&"好".repeat(71)), (71, 2));
        assert_eq!(segments(&"好".repeat(134)), (134, 2));
        assert_eq!(segments(&"好".repeat(135)), (135, 3));
        assert_eq!(
            segments(&format!("{}好", "a".repeat(69))),
            (70, 1),
            "one character makes all of them wide"
        );
    }

    #[test]
    fn latin_text_takes_seven_bits_and_brackets_take_two_places() {
        assert_eq!(segments(&"a".repeat(160)), (160, 1));
        assert_eq!(segments(&"a".repeat(161)), (161, 2));
        assert_eq!(segments("[10086]"), (9, 1));
        assert!(!SmsLength::of("Total: £5 €3").wide && SmsLength::of("“quoted”").wide);
        // The bracket does not fit behind 152 letters, so that segment stays one short.
        assert_eq!(segments(&format!("{}[{}", "a".repeat(152), "a".repeat(153))), (307, 3));
        assert_eq!(segments(&"𠮷".repeat(34)), (68, 1));
        assert_eq!(segments(&"𠮷".repeat(67)), (134, 3), "33 of them to a segment of 67");
    }

    proptest! {
        #[test]
        fn more_text_never_takes_fewer_segments(text in "[a-z\\[好𠮷]{0,300}", more in "[a-z\\[好𠮷]{0,20}") {
            let (short, long) = (SmsLength::of(&text), SmsLength::of(&format!("{text}{more}")));
            prop_assert!(long.segments >= short.segments);
        }
    }
}

//! Splits the text of a row into its fields. Knows quotes; knows nothing of files.

/// Where a field lies in the row's text.
pub(crate) type Span = (u32, u32);

/// How splitting a row with quotes ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closed {
    /// Every quote is closed, and right behind it ends its field.
    Yes,
    /// Every quote is closed, but text follows one: `"a"b`.
    Loosely,
    /// A quote is open at the end: the row goes on in the next line, or is damaged.
    No,
}

/// The row has no quote at all: fields end at every delimiter. Nothing is copied.
pub(crate) fn split_plain(text: &str, delimiter: u8, spans: &mut Vec<Span>) {
    spans.clear();
    let mut start = 0;
    for end in memchr::memchr_iter(delimiter, text.as_bytes()) {
        spans.push((start, end as u32));
        start = end as u32 + 1;
    }
    spans.push((start, text.len() as u32));
}

/// The row has quotes. A field that begins with one ends at its closing quote, `""` inside is one quote, and a delimiter or
/// a line break inside is text. A quote in the middle of a field is itself. Fields are written to `out` without their quotes.
pub(crate) fn split_quoted(text: &str, delimiter: u8, out: &mut String, spans: &mut Vec<Span>) -> Closed {
    out.clear();
    spans.clear();
    let delimiter = char::from(delimiter);
    let mut chars = text.chars().peekable();
    let mut closed = Closed::Yes;
    loop {
        let start = out.len() as u32;
        if chars.peek() == Some(&'"') {
            chars.next();
            loop {
                match chars.next() {
                    Some('"') if chars.peek() == Some(&'"') => {
                        chars.next();
                        out.push('"');
                    }
                    Some('"') => break,
                    Some(c) => out.push(c),
                    None => return Closed::No,
                }
            }
            if chars.peek().is_some_and(|next| *next != delimiter) {
                closed = Closed::Loosely;
            }
        }
        let more = loop {
            match chars.next() {
                Some(c) if c == delimiter => break true,
                Some(c) => out.push(c),
                None => break false,
            }
        };
        spans.push((start, out.len() as u32));
        if !more {
            return closed;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quoted(text: &str) -> Option<Vec<String>> {
        let (mut out, mut spans) = (String::new(), Vec::new());
        let closed = split_quoted(text, b',', &mut out, &mut spans);
        let field = |(from, to): &Span| out.get(*from as usize..*to as usize).unwrap().to_owned();
        (closed != Closed::No).then(|| spans.iter().map(field).collect())
    }

    #[test]
    fn quotes_as_spreadsheets_write_them() {
        assert_eq!(quoted(r#"1,"王,""小""明",x"#).unwrap(), ["1", r#"王,"小"明"#, "x"]);
        assert_eq!(quoted("\"a\nb\",").unwrap(), ["a\nb", ""]);
        assert_eq!(quoted(r#"5" 屏,x"#).unwrap(), [r#"5" 屏"#, "x"]);
        assert_eq!(quoted(r#"1,"open,x"#), None);
    }

    proptest! {
        #[test]
        fn what_is_quoted_reads_back(fields in proptest::collection::vec("[a-z,\"\n王 ]{0,6}", 1..6)) {
            let row: Vec<String> = fields.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect();
            prop_assert_eq!(quoted(&row.join(",")).unwrap(), fields);
        }

        #[test]
        fn without_quotes_both_ways_agree(text in "[a-z,;王 ]{0,30}") {
            let mut spans = Vec::new();
            split_plain(&text, b',', &mut spans);
            let plain: Vec<String> = spans.iter().map(|(from, to)| text.get(*from as usize..*to as usize).unwrap().to_owned()).collect();
            prop_assert_eq!(quoted(&text).unwrap(), plain);
        }
    }
}

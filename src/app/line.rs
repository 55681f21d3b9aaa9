//! A text field of one line: the search, the palette, the reason of a follow-up.

use crate::app::text;

/// Text and cursor. The cursor is counted in characters from the start and never lies beyond the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEdit {
    text: String,
    cursor: usize,
}

/// Longer lines than this are cut: no search, reason or command needs more.
pub const LINE_LIMIT: usize = 200;

impl LineEdit {
    /// A field that holds `text`, with the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut line = Self::default();
        line.insert(text);
        line
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The part before the cursor: its width is where the terminal's cursor stands.
    #[must_use]
    pub fn before_cursor(&self) -> &str {
        self.text.get(..self.byte(self.cursor)).unwrap_or_default()
    }

    /// The cursor, in characters from the start.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Writes at the cursor. Line breaks become a space, invisible and control characters are left out.
    pub fn insert(&mut self, text: &str) {
        let room = LINE_LIMIT.saturating_sub(self.text.chars().count());
        let clean: String =
            text::typed(text).chars().map(|c| if c == '\n' { ' ' } else { c }).take(room).collect();
        let at = self.byte(self.cursor);
        self.text.insert_str(at, &clean);
        self.cursor += clean.chars().count();
    }

    /// Erases the character before the cursor.
    pub fn backspace(&mut self) -> bool {
        if self.cursor == 0 {
            return false;
        }
        self.cursor -= 1;
        self.delete()
    }

    /// Erases the character under the cursor.
    pub fn delete(&mut self) -> bool {
        let at = self.byte(self.cursor);
        if at >= self.text.len() {
            return false;
        }
        self.text.remove(at);
        true
    }

    /// Erases the word before the cursor, as the note does.
    pub fn delete_word(&mut self) -> bool {
        let count = text::word_before(self.before_cursor());
        (0..count).fold(false, |changed, _| self.backspace() | changed)
    }

    /// One character to the left.
    pub fn left(&mut self) {
        self.cursor = self.cursor.saturating_sub(1);
    }

    /// One character to the right.
    pub fn right(&mut self) {
        self.cursor = (self.cursor + 1).min(self.text.chars().count());
    }

    /// To the start.
    pub fn home(&mut self) {
        self.cursor = 0;
    }

    /// To the end.
    pub fn end(&mut self) {
        self.cursor = self.text.chars().count();
    }

    fn byte(&self, at: usize) -> usize {
        self.text.char_indices().nth(at).map_or(self.text.len(), |(byte, _)| byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_edited_by_the_character() {
        let mut line = LineEdit::new("王小明");
        line.left();
        assert!(line.backspace());
        assert_eq!((line.text(), line.before_cursor()), ("王明", "王"));
        assert!(line.delete());
        assert!(!line.delete());
        line.insert("晓\n红\u{202e}");
        assert_eq!((line.text(), line.cursor()), ("王晓 红", 4));
    }

    #[test]
    fn a_field_ends_somewhere() {
        assert_eq!(LineEdit::new(&"长".repeat(1000)).text().chars().count(), LINE_LIMIT);
    }
}

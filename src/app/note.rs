//! The note while it is typed: the one place where the app holds a widget crate's state (see `app/mod.rs`).

use std::time::Duration;

use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use crate::app::key::KeyCode;
use crate::app::text::{typed, word_before};
use crate::domain::note::NOTE_LIMIT;
use crate::domain::time::{Moment, Now};

/// A pause of this length ends an undo step.
const STEP_PAUSE: Duration = Duration::from_millis(500);
/// An undo step that is typed without a pause ends after this many characters.
const STEP_LENGTH: usize = 30;
/// Drafts go to disk at most this often while somebody types.
const DRAFT_PAUSE: Duration = Duration::from_millis(300);
/// This many new characters go to disk at once.
const DRAFT_BURST: usize = 20;
/// Undo steps that are kept.
const UNDO_DEPTH: usize = 200;

/// A multi-line text field with undo. What is typed in one burst is one undo step.
#[derive(Debug)]
pub struct NoteEditor {
    /// The widget's state; `ui/` draws it and asks it where the cursor is.
    pub area: TextArea<'static>,
    /// When text was last changed, on the monotonic clock, while that change is not on disk yet.
    pub dirty_since: Option<Duration>,
    /// When the draft was last written to disk.
    pub saved_at: Option<Moment>,
    undo: Vec<Step>,
    redo: Vec<Step>,
    /// When the last edit was made; `None` after anything that ends an undo step.
    last_edit: Option<Duration>,
    /// Characters changed since the last time the draft was handed out.
    unsaved: usize,
    /// How many edits there were.
    edits: u64,
    /// When the draft was last handed out.
    handed_at: Option<Duration>,
    /// The stamp of the newest draft handed out; older ones may be skipped by whoever writes them.
    on_the_way: Option<Moment>,
}

/// One undo step: how many of the widget's own edits it is made of.
#[derive(Clone, Copy, Debug)]
struct Step {
    edits: usize,
    characters: usize,
    inserts: bool,
}

/// What became of a text that was put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inserted {
    /// All of it is there.
    Whole,
    /// The note is full: the rest was left out.
    Cut,
}

impl Default for NoteEditor {
    fn default() -> Self {
        Self::holding("")
    }
}

impl NoteEditor {
    /// A note that begins with `text`, for drafts that come back; undo does not go behind it.
    #[must_use]
    pub fn holding(text: &str) -> Self {
        let clean: String = typed(text).chars().take(NOTE_LIMIT).collect();
        let mut area = area(clean.split('\n').map(str::to_owned).collect());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self {
            area,
            dirty_since: None,
            saved_at: None,
            undo: Vec::new(),
            redo: Vec::new(),
            last_edit: None,
            unsaved: 0,
            edits: 0,
            handed_at: None,
            on_the_way: None,
        }
    }

    /// The whole text, lines joined with `\n`.
    #[must_use]
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// How many characters, line breaks not counted.
    #[must_use]
    pub fn count(&self) -> usize {
        self.area.lines().iter().map(|line| line.chars().count()).sum()
    }

    /// Whether nothing but white space was written.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.area.lines().iter().all(|line| line.trim().is_empty())
    }

    /// Writes at the cursor: one call is one burst, and so (part of) one undo step.
    pub fn insert(&mut self, text: &str, mono: Duration) -> Inserted {
        let clean = typed(text);
        let used = self.count() + self.area.lines().len().saturating_sub(1);
        let room = NOTE_LIMIT.saturating_sub(used);
        let fits: String = clean.chars().take(room).collect();
        let cut = fits.len() < clean.len();
        if !fits.is_empty() {
            self.begin(mono, true);
            let done = self.area.insert_str(&fits);
            self.edited(done, fits.chars().count(), mono);
            if fits.contains('\n') {
                self.last_edit = None;
            }
        }
        if cut { Inserted::Cut } else { Inserted::Whole }
    }

    /// Erases the character (or line break) before the cursor.
    pub fn backspace(&mut self, mono: Duration) {
        self.begin(mono, false);
        let done = self.area.delete_char();
        self.edited(done, 1, mono);
    }

    /// Erases the character (or line break) under the cursor.
    pub fn delete(&mut self, mono: Duration) {
        self.begin(mono, false);
        let done = self.area.delete_next_char();
        self.edited(done, 1, mono);
    }

    /// Erases the word before the cursor: a Latin word or number, or two Chinese characters, never a whole sentence.
    pub fn delete_word(&mut self, mono: Duration) {
        self.last_edit = None;
        for _ in 0..word_before(&self.before_cursor()).max(1) {
            self.backspace(mono);
        }
        self.last_edit = None;
    }

    /// Replaces the last `count` characters before the cursor by `text`, as an undo step of its own.
    pub fn replace_before(&mut self, count: usize, text: &str, mono: Duration) -> Inserted {
        self.last_edit = None;
        for _ in 0..count {
            self.backspace(mono);
        }
        let inserted = self.insert(text, mono);
        // Both halves are one step: whoever takes the text back wants the typed characters again.
        if let (Some(late), Some(early)) = (self.undo.pop(), self.undo.pop()) {
            self.undo.push(Step { edits: late.edits + early.edits, ..late });
        }
        self.last_edit = None;
        inserted
    }

    /// Moves the cursor; `false` when the key moves nothing here.
    pub fn travel(&mut self, code: KeyCode, by_word: bool) -> bool {
        let to = match code {
            KeyCode::Left if by_word => CursorMove::WordBack,
            KeyCode::Right if by_word => CursorMove::WordForward,
            KeyCode::Left => CursorMove::Back,
            KeyCode::Right => CursorMove::Forward,
            KeyCode::Up => CursorMove::Up,
            KeyCode::Down => CursorMove::Down,
            KeyCode::Home if by_word => CursorMove::Top,
            KeyCode::End if by_word => CursorMove::Bottom,
            KeyCode::Home => CursorMove::Head,
            KeyCode::End => CursorMove::End,
            _ => return false,
        };
        self.last_edit = None;
        self.area.move_cursor(to);
        true
    }

    /// Puts the cursor on a character of a line, both from 0; beyond the end means the end.
    pub fn jump(&mut self, line: usize, column: usize) {
        self.last_edit = None;
        let fit = |value: usize| u16::try_from(value).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(fit(line), fit(column)));
    }

    /// Takes the last step back; `false` when there is none.
    pub fn undo(&mut self, mono: Duration) -> bool {
        let Some(step) = self.undo.pop() else { return false };
        let edits = (0..step.edits).take_while(|_| self.area.undo()).count();
        self.redo.push(Step { edits, ..step });
        self.touched(1, mono);
        self.last_edit = None;
        true
    }

    /// Does the last step again that was taken back; `false` when there is none.
    pub fn redo(&mut self, mono: Duration) -> bool {
        let Some(step) = self.redo.pop() else { return false };
        let edits = (0..step.edits).take_while(|_| self.area.redo()).count();
        self.undo.push(Step { edits, ..step });
        self.touched(1, mono);
        self.last_edit = None;
        true
    }

    /// The text of the cursor's line before the cursor.
    #[must_use]
    pub fn before_cursor(&self) -> String {
        let (line, column) = self.position();
        self.area.lines().get(line).map(|line| line.chars().take(column).collect()).unwrap_or_default()
    }

    /// Line and character of the cursor, both from 0.
    #[must_use]
    pub fn position(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    /// Whether the draft should go to disk now: the first character after a pause does, then one at most every 300 ms or 20
    /// characters; `at_rest` (a tick of the clock, a change of focus) takes whatever is left.
    #[must_use]
    pub(crate) fn wants_saving(&self, mono: Duration, at_rest: bool) -> bool {
        self.unsaved > 0
            && (at_rest
                || self.unsaved >= DRAFT_BURST
                || self.handed_at.is_none_or(|at| mono.saturating_sub(at) >= DRAFT_PAUSE))
    }

    /// The draft is on its way to the disk.
    pub(crate) fn handed_out(&mut self, now: Now) {
        self.unsaved = 0;
        self.handed_at = Some(now.mono);
        self.on_the_way = Some(now.wall);
    }

    /// The draft with this stamp is on disk.
    pub(crate) fn saved(&mut self, at: Moment) {
        self.saved_at = Some(at);
        if self.on_the_way == Some(at) {
            self.on_the_way = None;
        }
        if self.on_the_way.is_none() && self.unsaved == 0 {
            self.dirty_since = None;
        }
    }

    /// The draft has to be written again, because what carried it was lost.
    pub(crate) fn keep_again(&mut self, mono: Duration) {
        self.on_the_way = None;
        self.touched(1, mono);
    }

    /// Something that is kept beside the note has changed; the next draft carries it.
    pub(crate) fn goes_with_more(&mut self, mono: Duration) {
        self.touched(1, mono);
    }

    fn begin(&mut self, mono: Duration, inserts: bool) {
        self.redo.clear();
        let goes_on = self.last_edit.is_some_and(|last| mono.saturating_sub(last) < STEP_PAUSE)
            && self.undo.last().is_some_and(|step| step.inserts == inserts && step.characters < STEP_LENGTH);
        if !goes_on {
            if self.undo.len() >= UNDO_DEPTH {
                self.undo.remove(0);
            }
            self.undo.push(Step { edits: 0, characters: 0, inserts });
        }
    }

    fn edited(&mut self, done: bool, characters: usize, mono: Duration) {
        if let Some(step) = self.undo.last_mut() {
            if done {
                step.edits += 1;
                step.characters += characters;
            } else if step.edits == 0 {
                self.undo.pop();
            }
        }
        if done {
            self.touched(characters, mono);
            self.last_edit = Some(mono);
        }
    }

    /// A number that changes with every edit.
    #[must_use]
    pub(crate) const fn edits(&self) -> u64 {
        self.edits
    }

    fn touched(&mut self, characters: usize, mono: Duration) {
        self.edits += 1;
        self.unsaved = self.unsaved.saturating_add(characters);
        self.dirty_since = Some(mono);
    }
}

/// The widget as we want it: wrapped, and without a painted cursor, because the terminal's own cursor stands there.
fn area(lines: Vec<String>) -> TextArea<'static> {
    let mut area = TextArea::new(lines);
    area.set_wrap_mode(WrapMode::WordOrGlyph);
    area.set_cursor_line_style(Default::default());
    area.set_cursor_style(Default::default());
    // More than the undo steps above can need: a step is at most a burst or 30 characters.
    area.set_max_histories(UNDO_DEPTH * (STEP_LENGTH + 1));
    area
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(at: u64) -> Now {
        let wall = crate::domain::time::parse_moment("2026-11-22 10:42:08").unwrap();
        Now { wall: wall + chrono::TimeDelta::milliseconds(i64::try_from(at).unwrap()), mono: ms(at) }
    }

    const fn ms(at: u64) -> Duration {
        Duration::from_millis(at)
    }

    #[test]
    fn a_burst_is_one_step_and_a_pause_ends_it() {
        let mut note = NoteEditor::default();
        note.insert("你好世界", ms(0));
        note.insert("再见", ms(900));
        note.insert("了", ms(1000));
        assert!(note.undo(ms(2000)));
        assert_eq!(note.text(), "你好世界");
        assert!(note.undo(ms(2000)));
        assert_eq!(note.text(), "");
        assert!(!note.undo(ms(2000)));
        assert!(note.redo(ms(2000)) && note.redo(ms(2000)) && !note.redo(ms(2000)));
        assert_eq!(note.text(), "你好世界再见了");
    }

    #[test]
    fn undo_is_more_than_twenty_deep() {
        let mut note = NoteEditor::default();
        for at in 0..100 {
            note.insert("嗯\n", ms(at * 1000));
        }
        assert_eq!((0..200).take_while(|_| note.undo(ms(0))).count(), 100);
        assert_eq!(note.text(), "");
    }

    #[test]
    fn a_word_is_never_a_whole_chinese_note() {
        let mut note = NoteEditor::default();
        note.insert("客户嫌贵说移动那边便宜 99 yuan", ms(0));
        let before = note.count();
        note.delete_word(ms(10));
        assert!(note.text().ends_with("99 "));
        note.delete_word(ms(20));
        note.delete_word(ms(30));
        assert_eq!(note.text(), "客户嫌贵说移动那边");
        assert!(before - note.count() < 14);
        let mut two_lines = NoteEditor::holding("一\n");
        two_lines.delete_word(ms(0));
        assert_eq!(two_lines.text(), "一");
    }

    #[test]
    fn what_was_pasted_is_harmless_and_ends() {
        let mut note = NoteEditor::default();
        note.insert("a\u{1b}[31m\u{202e}b\r\nc\td\u{200d}", ms(0));
        assert_eq!(note.text(), "a[31mb\nc d");
        assert_eq!(note.insert(&"长".repeat(NOTE_LIMIT), ms(1)), Inserted::Cut);
        assert_eq!(note.text().chars().count(), NOTE_LIMIT);
        assert_eq!(note.insert("满", ms(2)), Inserted::Cut);
    }

    #[test]
    fn drafts_are_due_at_once_then_every_300_ms_or_20_characters() {
        let mut note = NoteEditor::default();
        assert!(!note.wants_saving(ms(0), true));
        note.insert("一", ms(0));
        assert!(note.wants_saving(ms(0), false));
        note.handed_out(now(0));
        note.insert("二", ms(100));
        assert!(!note.wants_saving(ms(100), false));
        assert!(note.wants_saving(ms(100), true) && note.wants_saving(ms(300), false));
        note.insert(&"三".repeat(20), ms(110));
        assert!(note.wants_saving(ms(110), false));
    }

    #[test]
    fn a_note_is_clean_only_when_the_last_draft_is_on_disk() {
        let mut note = NoteEditor::default();
        note.insert("一", ms(0));
        note.handed_out(now(0));
        note.insert("二", ms(400));
        note.handed_out(now(400));
        note.saved(now(0).wall);
        assert!(note.dirty_since.is_some());
        note.saved(now(400).wall);
        assert!(note.dirty_since.is_none());
    }
}

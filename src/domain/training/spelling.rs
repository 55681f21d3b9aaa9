//! A typed text as cells that compare: half width, lower case, and for letters whether a pinyin syllable may begin or end there.

use std::collections::BTreeSet;

/// The longest syllable (`zhuang`).
const LONGEST: usize = 6;

/// What a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A character that stands for itself.
    Sign,
    /// A Latin letter.
    Letter,
    /// A digit.
    Digit,
    /// White space, a hyphen, an apostrophe: a border, and nothing else.
    Gap,
    /// A comma: a clause ends.
    Clause,
    /// A full stop: a sentence ends.
    Sentence,
}

/// One character of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    pub(crate) c: char,
    pub(crate) kind: Kind,
    /// Bytes in the text as it was typed.
    pub(crate) at: usize,
    pub(crate) end: usize,
    /// What stands before it in its run of letters can be read as whole syllables.
    pub(crate) opens: bool,
    /// What stands behind it in its run of letters can be read as whole syllables.
    pub(crate) closes: bool,
}

/// One form for characters that mean the same: full width is half width, upper case is lower case, 您 is 你.
pub(crate) fn fold(c: char) -> char {
    let half = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        '’' | '‘' => '\'',
        '您' => '你',
        'ü' | 'Ü' => 'v',
        c => c,
    };
    half.to_lowercase().next().unwrap_or(half)
}

fn kind(c: char) -> Kind {
    match c {
        'a'..='z' => Kind::Letter,
        '0'..='9' => Kind::Digit,
        '。' | '!' | '?' | ';' => Kind::Sentence,
        ',' | '、' | ':' | '—' | '…' | '(' | ')' => Kind::Clause,
        '\'' | '-' | '·' => Kind::Gap,
        c if c.is_whitespace() => Kind::Gap,
        _ => Kind::Sign,
    }
}

/// Takes a text apart. A full stop between digits, as in `1.5`, ends nothing.
pub(crate) fn cells(text: &str, syllables: &BTreeSet<String>) -> Vec<Cell> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut cells: Vec<Cell> = chars
        .iter()
        .enumerate()
        .map(|(place, (at, raw))| {
            let c = fold(*raw);
            let next_is_digit = chars.get(place + 1).is_some_and(|(_, next)| fold(*next).is_ascii_digit());
            let kind = match c {
                '.' if next_is_digit => Kind::Sign,
                '.' => Kind::Sentence,
                c => kind(c),
            };
            Cell { c, kind, at: *at, end: at + raw.len_utf8(), opens: false, closes: false }
        })
        .collect();
    let mut start = 0;
    while start < cells.len() {
        let run = cells.iter().skip(start).take_while(|cell| cell.kind == Kind::Letter).count();
        if run > 0 && !syllables.is_empty() {
            borders(cells.get_mut(start..start + run).unwrap_or_default(), syllables);
        }
        start += run.max(1);
    }
    cells
}

/// Marks where syllables may begin and end in a run of letters.
fn borders(run: &mut [Cell], syllables: &BTreeSet<String>) {
    let letters: String = run.iter().map(|cell| cell.c).collect();
    let length = letters.len();
    let is = |from: usize, to: usize| letters.get(from..to).is_some_and(|piece| syllables.contains(piece));
    let mut before = vec![false; length + 1];
    let mut behind = vec![false; length + 1];
    if let (Some(first), Some(last)) = (before.first_mut(), behind.last_mut()) {
        (*first, *last) = (true, true);
    }
    for to in 1..=length {
        let fits =
            (to.saturating_sub(LONGEST)..to).any(|from| before.get(from) == Some(&true) && is(from, to));
        if let Some(place) = before.get_mut(to) {
            *place = fits;
        }
    }
    for from in (0..length).rev() {
        let fits =
            (from + 1..=length.min(from + LONGEST)).any(|to| behind.get(to) == Some(&true) && is(from, to));
        if let Some(place) = behind.get_mut(from) {
            *place = fits;
        }
    }
    for (at, cell) in run.iter_mut().enumerate() {
        cell.opens = before.get(at) == Some(&true);
        cell.closes = behind.get(at + 1) == Some(&true);
    }
}

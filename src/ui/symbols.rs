//! The signs we draw ourselves, in two sets: one for terminals that show `─` in one cell, and one in plain ASCII for those that
//! take two cells for every ambiguous character. It must not hold words.

use crate::domain::call::CallState;

/// A set of signs, each exactly one cell wide on the terminal it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbols {
    /// The terminal draws ambiguous characters two cells wide, so text from outside is replaced where it holds one.
    pub wide: bool,
    /// Left to right.
    pub horizontal: &'static str,
    /// Top to bottom.
    pub vertical: &'static str,
    /// Corners: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// Heights of a chart column, empty to full.
    pub column: &'static [&'static str],
    /// Lengths of a bar's last cell, empty to full.
    pub bar: &'static [&'static str],
    /// The mark at the left of the line to say.
    pub say: &'static str,
    /// An unknown month.
    pub gap: &'static str,
}

impl Symbols {
    /// Lines and blocks, for terminals that draw them in one cell.
    pub const NARROW: Self = Self {
        wide: false,
        horizontal: "─",
        vertical: "│",
        corners: ["┌", "┐", "└", "┘"],
        column: &[" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        bar: &[" ", "╸", "━"],
        say: "▌",
        gap: ".",
    };

    /// Plain ASCII, for terminals that need two cells for `─`.
    pub const WIDE: Self = Self {
        wide: true,
        horizontal: "-",
        vertical: "|",
        corners: ["+", "+", "+", "+"],
        column: &[" ", ".", ":", "#"],
        bar: &[" ", "#"],
        say: "|",
        gap: ".",
    };

    /// The set for a terminal that draws ambiguous characters in one cell or in two.
    #[must_use]
    pub const fn for_width(ambiguous_cells: u16) -> Self {
        if ambiguous_cells >= 2 { Self::WIDE } else { Self::NARROW }
    }

    /// The shape of a call's state, two ASCII cells, so that it is never told by colour alone.
    #[must_use]
    pub const fn state(state: CallState) -> &'static str {
        match state {
            CallState::Ringing => "<<",
            CallState::Dialling => ">>",
            CallState::Talking => "<>",
            CallState::Held => "||",
            CallState::Ended => "[]",
            CallState::Unknown => "??",
        }
    }
}

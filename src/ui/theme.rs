//! Colours and their meaning: roles, not colours, are what the panes ask for. It must not know what is drawn.
//!
//! The palette is Okabe and Ito's, which people with any colour vision tell apart; every state is also a word and a shape.

use ratatui::style::{Color, Modifier, Style};

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// 24 bits.
    True,
    /// The 256-colour cube.
    Cube,
    /// The sixteen named colours.
    Sixteen,
    /// None: weight and reverse only.
    Mono,
}

impl Depth {
    /// Reads what the environment says: `NO_COLOR` (set and not empty), `COLORTERM`, `TERM`.
    #[must_use]
    pub fn of_terminal(no_color: Option<&str>, colorterm: Option<&str>, term: Option<&str>) -> Self {
        let term = term.unwrap_or_default();
        if no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" {
            Self::Mono
        } else if colorterm.is_some_and(|value| matches!(value, "truecolor" | "24bit")) {
            Self::True
        } else if term.contains("256color") {
            Self::Cube
        } else {
            Self::Sixteen
        }
    }
}

/// What the terminal's own background is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Bright letters on a dark ground.
    Dark,
    /// Dark letters on a bright ground.
    Light,
}

/// One hue in its three twins.
#[derive(Clone, Copy)]
struct Hue {
    rgb: u32,
    cube: u8,
    named: Color,
}

impl Hue {
    const fn color(self, depth: Depth) -> Color {
        match depth {
            Depth::True => {
                let [_, r, g, b] = self.rgb.to_be_bytes();
                Color::Rgb(r, g, b)
            }
            Depth::Cube => Color::Indexed(self.cube),
            Depth::Sixteen => self.named,
            Depth::Mono => Color::Reset,
        }
    }
}

/// The styles of the screen, by role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Values and sentences.
    pub text: Style,
    /// Values that carry the eye: names, amounts.
    pub strong: Style,
    /// Labels, units, hints.
    pub muted: Style,
    /// Lines around panes.
    pub border: Style,
    /// Keys, the focused pane, bars.
    pub accent: Style,
    /// Border and title of the pane with the keyboard.
    pub focus: Style,
    /// All is well.
    pub good: Style,
    /// Keep an eye on it.
    pub watch: Style,
    /// Act on it in this call.
    pub alarm: Style,
    /// The line to say: the strongest contrast on the screen.
    pub say: Style,
    /// The chosen row of a list.
    pub selected: Style,
    /// A state as a filled badge: calm, wanting attention.
    pub badge: Style,
    /// The badge of a ringing call.
    pub badge_ring: Style,
    /// The badge that says that nothing here is real.
    pub badge_training: Style,
}

impl Theme {
    /// The theme for a terminal.
    #[must_use]
    pub fn new(depth: Depth, ground: Ground) -> Self {
        if depth == Depth::Mono {
            return Self::mono();
        }
        let dark = ground == Ground::Dark;
        let pick = |on_dark: Hue, on_light: Hue| if dark { on_dark } else { on_light }.color(depth);
        let hue = |rgb, cube, named| Hue { rgb, cube, named };
        let accent = pick(hue(0x56_B4_E9, 74, Color::LightCyan), hue(0x00_5F_96, 24, Color::Blue));
        let good = pick(hue(0x00_9E_73, 36, Color::LightGreen), hue(0x00_6B_4E, 23, Color::Green));
        let watch = pick(hue(0xE6_9F_00, 178, Color::LightYellow), hue(0x8A_5F_00, 94, Color::Yellow));
        let alarm = pick(hue(0xF0_6A_1A, 202, Color::LightRed), hue(0xB8_46_00, 130, Color::Red));
        let muted = pick(hue(0x87_91_9B, 246, Color::DarkGray), hue(0x6A_73_7D, 243, Color::DarkGray));
        let line = pick(hue(0x3D_46_50, 239, Color::DarkGray), hue(0xC0_C6_CC, 251, Color::Gray));
        let body = pick(hue(0xC8_CE_D4, 252, Color::Reset), hue(0x2A_30_36, 236, Color::Reset));
        let bright = pick(hue(0xFF_FF_FF, 231, Color::White), hue(0x00_00_00, 16, Color::Black));
        let ink = pick(hue(0x0B_10_15, 233, Color::Black), hue(0xFF_FF_FF, 231, Color::White));
        let row = pick(hue(0x1C_3A_50, 24, Color::Blue), hue(0xCF_E6_F5, 153, Color::Cyan));
        // What is plain takes weight away: it may be drawn over the bold border of the focused pane.
        let fg = |color| Style::new().fg(color).remove_modifier(Modifier::BOLD);
        Self {
            text: fg(body),
            strong: fg(bright).add_modifier(Modifier::BOLD),
            muted: fg(muted),
            border: fg(line),
            accent: fg(accent),
            focus: fg(accent).add_modifier(Modifier::BOLD),
            good: fg(good),
            watch: fg(watch),
            alarm: fg(alarm).add_modifier(Modifier::BOLD),
            say: fg(bright).add_modifier(Modifier::BOLD),
            selected: fg(bright).bg(row).add_modifier(Modifier::BOLD),
            badge: fg(ink).bg(accent).add_modifier(Modifier::BOLD),
            badge_ring: fg(ink).bg(watch).add_modifier(Modifier::BOLD),
            badge_training: fg(ink).bg(good).add_modifier(Modifier::BOLD),
        }
    }

    /// Weight and reverse only, for `NO_COLOR` and terminals without colours.
    fn mono() -> Self {
        let plain = Style::new().remove_modifier(Modifier::BOLD);
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let dim = plain.add_modifier(Modifier::DIM);
        let reversed = bold.add_modifier(Modifier::REVERSED);
        Self {
            text: plain,
            strong: bold,
            muted: dim,
            border: dim,
            accent: plain,
            focus: bold,
            good: plain,
            watch: bold,
            alarm: bold.add_modifier(Modifier::UNDERLINED),
            say: bold,
            selected: reversed,
            badge: reversed,
            badge_ring: reversed,
            badge_training: reversed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_decides_how_many_colours() {
        let depth = Depth::of_terminal;
        assert_eq!(depth(Some("1"), Some("truecolor"), Some("xterm-256color")), Depth::Mono);
        assert_eq!(depth(Some(""), Some("truecolor"), None), Depth::True);
        assert_eq!(depth(None, None, Some("xterm-256color")), Depth::Cube);
        assert_eq!(depth(None, Some("yes"), Some("xterm")), Depth::Sixteen);
    }

    #[test]
    fn a_theme_without_colours_has_none() {
        let theme = Theme::new(Depth::Mono, Ground::Dark);
        for style in [theme.text, theme.alarm, theme.watch, theme.selected, theme.badge, theme.accent] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }
}

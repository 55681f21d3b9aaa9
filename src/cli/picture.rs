//! `seatmate picture`: draws a screen of the demo without a terminal, as text or SVG. The same arguments give the same bytes.

use crate::app::Lang;
use crate::cli::args::{Picture, PictureFormat};
use crate::cli::scenes::{Scene, play};
use crate::cli::{Door, Exit, Failure};
use crate::domain::problem::{Problem, Severity};
use crate::domain::time::Moment;
use crate::ui::{Depth, Ground, Look, Symbols, Theme, picture};

/// Carries the verb out.
///
/// # Errors
/// There is no such screen; or the output cannot be written.
pub fn run(args: &Picture, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let Some(name) = &args.screen else {
        for scene in Scene::ALL {
            writeln!(door.out, "{}", scene.name())?;
        }
        return Ok(Exit::Done);
    };
    let Some(scene) = Scene::parse(name) else {
        let names = Scene::ALL.map(Scene::name).join(" ");
        return Err(Failure::usage(Problem::new("no-such-screen", Severity::Failure).with("screens", names)));
    };
    let lang = if door.words.tag() == Lang::Zh.tag() { Lang::Zh } else { Lang::En };
    let theme = match args.theme.as_deref() {
        Some("light") => PictureTheme::Light,
        Some("mono") => PictureTheme::Mono,
        _ => PictureTheme::Dark,
    };
    let now = door.now();
    let drawn = paint(scene, lang, args.size, now, theme, args.format);
    door.out.write_all(drawn.as_bytes())?;
    Ok(Exit::Done)
}

/// The theme of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureTheme {
    /// Bright on dark.
    Dark,
    /// Dark on bright.
    Light,
    /// Without colours.
    Mono,
}

/// Draws a screen of the demo as it is at `now`.
#[must_use]
pub fn paint(
    scene: Scene,
    lang: Lang,
    size: (u16, u16),
    now: Moment,
    theme: PictureTheme,
    format: PictureFormat,
) -> String {
    let (depth, ground) = match theme {
        PictureTheme::Dark => (Depth::True, Ground::Dark),
        PictureTheme::Light => (Depth::True, Ground::Light),
        PictureTheme::Mono => (Depth::Mono, Ground::Dark),
    };
    let app = play(scene, lang, size, now);
    let look = Look::new(Theme::new(depth, ground), Symbols::NARROW);
    let drawn = picture::Picture::new(&app, &look, size);
    match format {
        PictureFormat::Svg => drawn.svg(ground),
        PictureFormat::Text => drawn.text(),
    }
}

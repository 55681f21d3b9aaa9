//! Every screen of the demo, drawn through the app's own road, at three sizes in both languages.
//!
//! After a change that is meant to be seen: `INSTA_UPDATE=always cargo test --test it screens`, look at the difference, commit it.

use std::fmt::Write as _;

use seatmate::app::Lang;
use seatmate::cli::args::PictureFormat;
use seatmate::cli::picture::{PictureTheme, paint};
use seatmate::cli::scenes::{Scene, usual_now};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];

fn text(scene: Scene, lang: Lang, size: (u16, u16)) -> String {
    paint(scene, lang, size, usual_now(), PictureTheme::Dark, PictureFormat::Text)
}

#[test]
fn every_screen_at_every_size_in_both_languages() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for scene in Scene::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let mut all = String::new();
                for size in SIZES {
                    let screen = text(scene, lang, size);
                    nothing_is_missing(&screen, scene);
                    let _ = writeln!(all, "--- {}x{}\n{screen}", size.0, size.1);
                }
                insta::assert_snapshot!(format!("{}.{}", scene.name(), lang.tag()), all);
            }
        }
        for lang in [Lang::Zh, Lang::En] {
            insta::assert_snapshot!(format!("too-small.{}", lang.tag()), text(Scene::Desk, lang, (60, 12)));
        }
    });
}

/// A sentence that is missing shows its key, and an argument that is missing its name.
fn nothing_is_missing(screen: &str, scene: Scene) {
    for key in ["[desk-", "[action-", "[toast-", "[problem-", "[why-", "[event-", "[disposition-", "{$"] {
        assert!(!screen.contains(key), "{key} on {}", scene.name());
    }
}

#[test]
fn a_picture_is_the_same_every_time() {
    let svg = || paint(Scene::Desk, Lang::Zh, (120, 36), usual_now(), PictureTheme::Dark, PictureFormat::Svg);
    assert_eq!(svg(), svg());
}

/// The pictures of the README and how each is made.
const PICTURES: [(&str, &str, Lang, (u16, u16)); 11] = [
    ("docs/desk-120x36.svg", "desk", Lang::Zh, (120, 36)),
    ("docs/desk-120x36.en.svg", "desk", Lang::En, (120, 36)),
    ("docs/desk-80x24.svg", "desk", Lang::Zh, (80, 24)),
    ("docs/second-120x36.svg", "second", Lang::Zh, (120, 36)),
    ("docs/wrap-up-80x24.svg", "wrap-up", Lang::Zh, (80, 24)),
    ("docs/training-120x36.svg", "rehearsal", Lang::Zh, (120, 36)),
    ("docs/training-120x36.en.svg", "rehearsal", Lang::En, (120, 36)),
    ("docs/result-120x36.svg", "result", Lang::Zh, (120, 36)),
    ("docs/result-120x36.en.svg", "result", Lang::En, (120, 36)),
    ("docs/record-120x36.svg", "record", Lang::Zh, (120, 36)),
    ("docs/record-120x36.en.svg", "record", Lang::En, (120, 36)),
];

/// `UPDATE_PICTURES=1 cargo test --test it pictures_of_the_readme` draws them anew.
#[test]
fn pictures_of_the_readme_are_those_the_program_draws() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for (file, scene, lang, size) in PICTURES {
        let scene = Scene::parse(scene).unwrap();
        let drawn = paint(scene, lang, size, usual_now(), PictureTheme::Dark, PictureFormat::Svg);
        let path = root.join(file);
        if std::env::var_os("UPDATE_PICTURES").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &drawn).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == drawn,
            "{file} no longer shows what the program draws; UPDATE_PICTURES=1 cargo test --test it pictures_of_the_readme"
        );
    }
}

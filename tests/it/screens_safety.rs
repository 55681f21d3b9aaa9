//! Nothing that a caller, a file or a paste supplies can drive the terminal, hide, or move a border.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use seatmate::app::effect::Effect;
use seatmate::app::event::Event;
use seatmate::app::key::{Key, KeyCode};
use seatmate::app::update::update;
use seatmate::app::{App, Lang, Mode, Start};
use seatmate::cli::scenes::{Scene, play, usual_now};
use seatmate::domain::call::{CallId, CallKey, CallKind, Direction, Party, Signal};
use seatmate::domain::customer::{Customer, CustomerId};
use seatmate::domain::event::{CustomerEvent, EventKind};
use seatmate::domain::follow_up::{DueFollowUp, FollowUp, Origin};
use seatmate::domain::person::told::Told;
use seatmate::domain::phone::PhoneNumber;
use seatmate::domain::profile::{PastCall, Profile};
use seatmate::domain::safe_text::{RawText, SafeText};
use seatmate::domain::script::{Script, Stage, Step};
use seatmate::domain::search::{Matched, SearchHit, SearchResult};
use seatmate::domain::time::Now;
use seatmate::ui::{Depth, Ground, Look, Symbols, Theme, draw};
use unicode_width::UnicodeWidthStr as _;

/// Controls, direction marks, invisible characters, tags, joiners, stacked marks, private use, non-characters.
fn hostile() -> Vec<char> {
    let ranges = [
        0x00..=0x1F,
        0x7F..=0x9F,
        0xAD..=0xAD,
        0x300..=0x303,
        0x34F..=0x34F,
        0x61C..=0x61C,
        0x115F..=0x1160,
        0x180B..=0x180F,
        0x200B..=0x200F,
        0x2028..=0x202F,
        0x2060..=0x206F,
        0x3164..=0x3164,
        0xE000..=0xE003,
        0xFE00..=0xFE0F,
        0xFEFF..=0xFEFF,
        0xFFA0..=0xFFA0,
        0xFFF9..=0xFFFF,
        0xE0001..=0xE0002,
        0xE0020..=0xE0024,
        0x10FFFD..=0x10FFFF,
    ];
    ranges.into_iter().flatten().filter_map(char::from_u32).collect()
}

fn check(buf: &Buffer, from: &str) {
    for cell in &buf.content {
        let symbol = cell.symbol();
        assert_eq!(SafeText::new(symbol).as_str(), symbol, "{from} let {symbol:?} through");
        assert!(!symbol.contains('\n'), "{from}");
    }
    // Every border is closed: no text has pushed a line out of its column.
    for y in 0..buf.area.height {
        let mut x = 0;
        while x < buf.area.width {
            x += (buf[(x, y)].symbol().width() as u16).max(1);
        }
        assert_eq!(x, buf.area.width, "{from}: row {y} is not as wide as the screen");
    }
}

fn profile(number: PhoneNumber, text: &str) -> Profile {
    let raw = || Some(RawText::new(text));
    let mut customer = Customer::bare(number);
    customer.name = raw();
    customer.brand = raw();
    customer.package = raw();
    customer.account = raw();
    customer.group_name = raw();
    customer.region = raw();
    customer.segment = raw();
    customer.tags = vec![RawText::new(text)];
    customer.preferred_channel = raw();
    customer.preferred_time = raw();
    customer.taboo = raw();
    customer.manager = raw();
    let at = usual_now();
    Profile {
        id: CustomerId(1),
        customer,
        usage: Vec::new(),
        habit: None,
        events: vec![CustomerEvent { at, kind: EventKind::Visit, detail: raw() }],
        history: vec![PastCall {
            call: CallId(uuid::Uuid::from_u128(1)),
            at,
            direction: Direction::In,
            talked_seconds: None,
            disposition: None,
            note: raw(),
        }],
        follow_ups: vec![follow_up(number, text)],
        offers: Vec::new(),
        quiet: Vec::new(),
        told: ["relation.work.custom", "fact.birthday", "style", text]
            .map(|about| Told { about: about.to_owned(), level: Some(9), text: raw(), at })
            .to_vec(),
        tried: Vec::new(),
    }
}

fn follow_up(number: PhoneNumber, text: &str) -> FollowUp {
    FollowUp {
        id: uuid::Uuid::from_u128(2),
        number,
        customer: None,
        due_at: None,
        reason: RawText::new(text),
        origin: Origin::Task { campaign: Some(RawText::new(text)), script: None, priority: 5 },
    }
}

fn script(text: &str) -> Script {
    let step = Step {
        must_say: true,
        note: Some(SafeText::new(text)),
        ..Step::plain(0, Stage::Opening, SafeText::new(text))
    };
    Script::plain("x", SafeText::new(text), CallKind::Inbound, vec![step])
}

/// The app, and a feed that answers every question with `text`.
struct Hostile {
    app: App,
    now: Now,
    number: PhoneNumber,
    text: String,
}

impl Hostile {
    fn new(text: &str) -> Self {
        let now = Now { wall: usual_now(), mono: Duration::from_secs(600) };
        let app = App::new(Start {
            lang: Lang::Zh,
            mode: Mode::Demo,
            agent: text.to_owned(),
            now,
            seed: [1; 16],
            snippets: vec![text.to_owned()],
            names: seatmate::app::palette::names(|_, key| format!("{key}{text}")),
            can_dial: true,
            size: (120, 36),
        });
        Self { app, now, number: PhoneNumber::parse("13800138000").unwrap(), text: text.to_owned() }
    }

    fn feed(&mut self, event: Event) {
        for effect in update(&mut self.app, event, self.now) {
            let answer = match effect {
                Effect::FindCustomer { ticket, .. } | Effect::LoadCustomer { ticket, .. } => {
                    Event::Found { ticket, profile: Some(Box::new(profile(self.number, &self.text))) }
                }
                Effect::FindScript { ticket, .. } => {
                    Event::ScriptFound { ticket, script: Some(script(&self.text)), others: Vec::new() }
                }
                Effect::Search { ticket, .. } => {
                    let hit = SearchHit {
                        id: CustomerId(1),
                        number: self.number,
                        name: Some(RawText::new(self.text.as_str())),
                        level: None,
                        package: Some(RawText::new(self.text.as_str())),
                        matched: Matched::NamePart,
                    };
                    Event::SearchFound { ticket, result: SearchResult { hits: vec![hit], total: None } }
                }
                _ => continue,
            };
            self.feed(answer);
        }
    }

    fn press(&mut self, key: Key) {
        self.feed(Event::Key(key));
    }

    fn screen(&self, from: &str) {
        for symbols in [Symbols::NARROW, Symbols::WIDE] {
            let look = Look::new(Theme::new(Depth::True, Ground::Dark), symbols);
            for size in [(80, 24), (200, 60), (60, 12)] {
                let area = Rect::new(0, 0, size.0, size.1);
                let mut buf = Buffer::empty(area);
                draw(&self.app, &look, area, &mut buf);
                check(&buf, from);
            }
        }
    }
}

#[test]
fn no_hostile_character_leaves_through_any_field_of_any_screen() {
    for chunk in hostile().chunks(48) {
        let text: String = chunk.iter().flat_map(|c| ['王', *c, 'b']).collect();
        let mut desk = Hostile::new(&text);
        let row = DueFollowUp {
            follow_up: follow_up(desk.number, &text),
            name: Some(RawText::new(text.as_str())),
            level: None,
            last_contact: None,
        };
        desk.feed(Event::FollowUps(vec![row]));
        desk.screen("home");
        desk.press(Key::f(8));
        desk.screen("follow-ups");
        desk.press(Key::ctrl('f'));
        desk.feed(Event::Typed(text.clone()));
        desk.screen("search");
        let ring = |key: &str, party: Party| Signal::Ringing {
            call: CallKey(key.to_owned()),
            party,
            name: Some(RawText::new(text.as_str())),
        };
        desk.feed(Event::Call(ring("a", Party::Number(desk.number))));
        desk.screen("ringing");
        desk.press(Key::ctrl('n'));
        desk.feed(Event::Pasted(text.clone()));
        desk.screen("note");
        desk.feed(Event::Call(ring("b", Party::Unreadable(RawText::new(text.as_str())))));
        desk.screen("second call");
        for pane in 2..=7 {
            desk.press(Key::f(pane));
            desk.screen("pane");
            desk.press(Key::f(pane));
            desk.screen("zoomed pane");
        }
        desk.press(Key::f(2));
        let (tab, enter) = (Key::plain(KeyCode::Tab), Key::plain(KeyCode::Enter));
        for key in [enter, tab, tab, enter] {
            desk.press(key);
            desk.screen("person");
        }
        desk.feed(Event::Pasted(text.clone()));
        desk.screen("written about a person");
        desk.press(enter);
        desk.screen("person");
        for (key, name) in [(Key::ctrl('e'), "snippets"), (Key::ctrl('p'), "palette"), (Key::f(1), "help")] {
            desk.press(key);
            desk.screen(name);
            desk.press(Key::plain(KeyCode::Esc));
        }
        desk.press(Key::f(9));
        desk.screen("wrap-up");
    }
}

#[test]
fn on_terminals_that_draw_ambiguous_characters_wide_there_are_none() {
    let look = Look::new(Theme::new(Depth::True, Ground::Dark), Symbols::WIDE);
    for scene in Scene::ALL {
        for lang in [Lang::Zh, Lang::En] {
            let app = play(scene, lang, (120, 36), usual_now());
            let area = Rect::new(0, 0, 120, 36);
            let mut buf = Buffer::empty(area);
            draw(&app, &look, area, &mut buf);
            for cell in &buf.content {
                let symbol = cell.symbol();
                assert_eq!(symbol.width(), symbol.width_cjk(), "{symbol} on {}", scene.name());
            }
        }
    }
}

#[test]
fn at_most_three_hues_besides_grey_are_on_a_screen() {
    let look = Look::new(Theme::new(Depth::True, Ground::Dark), Symbols::NARROW);
    let grey = |color: ratatui::style::Color| match color {
        ratatui::style::Color::Rgb(r, g, b) => r.max(g).max(b) - r.min(g).min(b) < 24,
        _ => true,
    };
    for scene in Scene::ALL {
        let area = Rect::new(0, 0, 200, 60);
        let mut buf = Buffer::empty(area);
        draw(&play(scene, Lang::Zh, (200, 60), usual_now()), &look, area, &mut buf);
        let mut hues: Vec<_> = buf.content.iter().map(|cell| cell.fg).filter(|fg| !grey(*fg)).collect();
        hues.sort_by_key(|hue| format!("{hue}"));
        hues.dedup();
        assert!(hues.len() <= 3, "{}: {hues:?}", scene.name());
    }
}

#[test]
fn no_number_is_shown_whole_before_it_is_asked_for() {
    for scene in Scene::ALL {
        let screen = seatmate::cli::picture::paint(
            scene,
            Lang::Zh,
            (200, 60),
            usual_now(),
            seatmate::cli::picture::PictureTheme::Dark,
            seatmate::cli::args::PictureFormat::Text,
        );
        let run = screen.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
        assert!(run < Some(8), "{} shows {run:?} digits in a row", scene.name());
    }
}

/// Text is made in two places only: our own sentences and safe text. Everything else would be a third door.
#[test]
fn only_one_file_makes_pieces_of_text() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
    let entries = |folder: std::path::PathBuf| {
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>()
    };
    let (folders, mut files): (Vec<_>, Vec<_>) = entries(folder).into_iter().partition(|path| path.is_dir());
    files.extend(folders.into_iter().flat_map(entries));
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = std::fs::read_to_string(&path).unwrap();
        let code = source.split("#[cfg(test)]").next().unwrap();
        for door in [
            "Span::raw",
            "Span::styled",
            "Span::from",
            "Line::raw",
            "Line::styled",
            "Text::raw",
            "set_string",
            ".as_raw()",
        ] {
            let allowed = name == "text.rs" && matches!(door, "Span::styled" | "set_string");
            assert!(
                allowed || !code.contains(door),
                "src/ui/{name} uses `{door}`; only ui/text.rs makes text"
            );
        }
    }
}

/// Every problem and every reason that the source names has its words in both languages.
#[test]
fn every_problem_has_its_words() {
    fn sources(folder: &std::path::Path, out: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, out);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                out.push_str(source.split("#[cfg(test)]").next().unwrap());
            }
        }
    }
    let mut source = String::new();
    sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    let quoted = |after: &str| -> Vec<String> {
        source
            .split(after)
            .skip(1)
            .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split_once('"'))
            .map(|(code, _)| code.to_owned())
            .collect()
    };
    let problems = quoted("Problem::new(");
    assert!(problems.len() > 20);
    for lang in [Lang::Zh, Lang::En] {
        let words = seatmate::content::words::Words::new(lang.tag());
        for code in &problems {
            assert!(words.has(&format!("problem-{code}")), "problem-{code} in {}", lang.tag());
            assert!(words.has(&format!("problem-{code}.hint")), "problem-{code}.hint in {}", lang.tag());
        }
        for why in quoted("why: ") {
            assert!(words.has(&why), "{why} in {}", lang.tag());
        }
    }
}

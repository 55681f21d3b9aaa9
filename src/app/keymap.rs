//! Which key asks for what, where: one table, from which help, the palette and the README's key table are made.
//!
//! Rules behind the table: with a Chinese input method on, letters and `;` never arrive and punctuation arrives full-width, so no
//! command is a bare letter; input methods and window managers own Ctrl-Space, Ctrl-. and most Alt keys; terminals cannot tell
//! Ctrl-H/I/J/M from Backspace, Tab and Enter; Esc, Enter, Space and Tab are also pressed to steer the input method, so none of
//! them ends a call, saves or discards.

use crate::app::Pane;
use crate::app::action::Action;
use crate::app::key::{Key, KeyCode};
use crate::app::layer::Layer;

mod evidence;
mod training;

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where.
    pub layer: Layer,
    /// The key.
    pub key: Key,
    /// What it asks for.
    pub action: Action,
}

const fn on(layer: Layer, key: Key, action: Action) -> Binding {
    Binding { layer, key, action }
}

const fn plain(code: KeyCode) -> Key {
    Key::plain(code)
}

const fn sign(c: char) -> Key {
    Key::plain(KeyCode::Char(c))
}

/// The table. Where an action has several keys, the first is the one that hints show.
pub const BINDINGS: &[Binding] = &[
    // Everywhere.
    on(Layer::Global, Key::f(1), Action::OpenHelp),
    on(Layer::Global, Key::f(2), Action::Focus(Pane::Customer)),
    on(Layer::Global, Key::f(3), Action::Focus(Pane::Usage)),
    on(Layer::Global, Key::f(4), Action::Focus(Pane::Script)),
    on(Layer::Global, Key::f(5), Action::Focus(Pane::Offers)),
    on(Layer::Global, Key::f(6), Action::Focus(Pane::Note)),
    on(Layer::Global, Key::f(7), Action::Focus(Pane::History)),
    on(Layer::Global, Key::f(8), Action::OpenFollowUps),
    on(Layer::Global, Key::f(9), Action::WrapUp),
    on(Layer::Global, Key::ctrl('n'), Action::AnswerCall),
    on(Layer::Global, Key::f(12), Action::AnswerCall),
    on(Layer::Global, Key::ctrl('k'), Action::ParkCall),
    on(Layer::Global, Key::ctrl('x'), Action::ToggleHold),
    on(Layer::Global, Key::f(10), Action::ToggleHold),
    on(Layer::Global, Key::ctrl('d'), Action::HangUp),
    on(Layer::Global, Key::ctrl('f'), Action::OpenSearch),
    on(Layer::Global, Key::ctrl('p'), Action::OpenPalette),
    on(Layer::Global, Key::ctrl('e'), Action::OpenSnippets),
    on(Layer::Global, Key::ctrl('o'), Action::OpenCards),
    on(Layer::Global, Key::ctrl('u'), Action::OpenScripts),
    on(Layer::Global, Key::ctrl('z'), Action::Undo),
    on(Layer::Global, Key::ctrl('r'), Action::Redo),
    on(Layer::Global, Key::ctrl('s'), Action::SaveNow),
    on(Layer::Global, Key::ctrl('t'), Action::Reveal),
    on(Layer::Global, Key::ctrl('y'), Action::CopyLine),
    on(Layer::Global, Key::ctrl('g'), Action::OpenLeader),
    on(Layer::Global, Key::ctrl('l'), Action::Redraw),
    on(Layer::Global, plain(KeyCode::Esc), Action::Back),
    on(Layer::Global, Key::ctrl('q'), Action::Quit),
    // The desk between calls.
    on(Layer::Home, plain(KeyCode::Enter), Action::NextCall),
    on(Layer::Home, sign('?'), Action::OpenHelp),
    on(Layer::Home, sign(':'), Action::OpenPalette),
    on(Layer::Home, sign('/'), Action::OpenSearch),
    // A pane that is no text field.
    on(Layer::Pane, plain(KeyCode::Tab), Action::Next),
    on(Layer::Pane, plain(KeyCode::BackTab), Action::Previous),
    on(Layer::Pane, plain(KeyCode::Up), Action::Up),
    on(Layer::Pane, plain(KeyCode::Down), Action::Down),
    on(Layer::Pane, plain(KeyCode::Left), Action::Left),
    on(Layer::Pane, plain(KeyCode::Right), Action::Right),
    on(Layer::Pane, plain(KeyCode::PageUp), Action::PageUp),
    on(Layer::Pane, plain(KeyCode::PageDown), Action::PageDown),
    on(Layer::Pane, plain(KeyCode::Home), Action::Home),
    on(Layer::Pane, plain(KeyCode::End), Action::End),
    on(Layer::Pane, plain(KeyCode::Enter), Action::Accept),
    on(Layer::Pane, sign('1'), Action::Digit(1)),
    on(Layer::Pane, sign('2'), Action::Digit(2)),
    on(Layer::Pane, sign('3'), Action::Digit(3)),
    on(Layer::Pane, sign('4'), Action::Digit(4)),
    on(Layer::Pane, sign('5'), Action::Digit(5)),
    on(Layer::Pane, sign('6'), Action::Digit(6)),
    on(Layer::Pane, sign('7'), Action::Digit(7)),
    on(Layer::Pane, sign('8'), Action::Digit(8)),
    on(Layer::Pane, sign('9'), Action::Digit(9)),
    on(Layer::Pane, sign('0'), Action::Digit(0)),
    on(Layer::Pane, sign('+'), Action::More),
    on(Layer::Pane, sign('='), Action::More),
    on(Layer::Pane, sign('-'), Action::Less),
    on(Layer::Pane, sign('#'), Action::OpenMethods),
    on(Layer::Pane, sign('?'), Action::OpenHelp),
    on(Layer::Pane, sign(':'), Action::OpenPalette),
    on(Layer::Pane, sign('/'), Action::OpenSearch),
    // The note.
    on(Layer::Note, plain(KeyCode::Tab), Action::Next),
    on(Layer::Note, plain(KeyCode::BackTab), Action::Previous),
    on(Layer::Note, plain(KeyCode::PageDown), Action::PageDown),
    on(Layer::Note, plain(KeyCode::PageUp), Action::PageUp),
    on(Layer::Note, Key::ctrl('w'), Action::DeleteWord),
    // The wrap-up form.
    on(Layer::WrapUp, plain(KeyCode::Tab), Action::Next),
    on(Layer::WrapUp, plain(KeyCode::BackTab), Action::Previous),
    on(Layer::WrapUp, plain(KeyCode::Enter), Action::Next),
    on(Layer::WrapUp, plain(KeyCode::Up), Action::Up),
    on(Layer::WrapUp, plain(KeyCode::Down), Action::Down),
    on(Layer::WrapUp, plain(KeyCode::Left), Action::Left),
    on(Layer::WrapUp, plain(KeyCode::Right), Action::Right),
    on(Layer::WrapUp, plain(KeyCode::PageUp), Action::PageUp),
    on(Layer::WrapUp, plain(KeyCode::PageDown), Action::PageDown),
    on(Layer::WrapUp, plain(KeyCode::Delete), Action::NoFollowUp),
    on(Layer::WrapUp, plain(KeyCode::Backspace), Action::NoFollowUp),
    on(Layer::WrapUp, sign('1'), Action::Digit(1)),
    on(Layer::WrapUp, sign('2'), Action::Digit(2)),
    on(Layer::WrapUp, sign('3'), Action::Digit(3)),
    on(Layer::WrapUp, sign('4'), Action::Digit(4)),
    on(Layer::WrapUp, sign('5'), Action::Digit(5)),
    on(Layer::WrapUp, sign('6'), Action::Digit(6)),
    on(Layer::WrapUp, sign('7'), Action::Digit(7)),
    on(Layer::WrapUp, sign('8'), Action::Digit(8)),
    on(Layer::WrapUp, sign('9'), Action::Digit(9)),
    on(Layer::WrapUp, sign('0'), Action::Digit(0)),
    on(Layer::WrapUp, sign('?'), Action::OpenHelp),
    on(Layer::WrapUp, sign(':'), Action::OpenPalette),
    // What the follow-up is about.
    on(Layer::WrapUpText, plain(KeyCode::Tab), Action::Next),
    on(Layer::WrapUpText, plain(KeyCode::BackTab), Action::Previous),
    on(Layer::WrapUpText, plain(KeyCode::Enter), Action::Next),
    on(Layer::WrapUpText, plain(KeyCode::Up), Action::Previous),
    on(Layer::WrapUpText, plain(KeyCode::Down), Action::Next),
    on(Layer::WrapUpText, Key::ctrl('w'), Action::DeleteWord),
    // The search.
    on(Layer::Search, plain(KeyCode::Enter), Action::Accept),
    on(Layer::Search, Key::f(2), Action::LookAt),
    on(Layer::Search, Key::f(3), Action::CallOut),
    on(Layer::Search, plain(KeyCode::Up), Action::Up),
    on(Layer::Search, plain(KeyCode::Down), Action::Down),
    on(Layer::Search, plain(KeyCode::PageUp), Action::PageUp),
    on(Layer::Search, plain(KeyCode::PageDown), Action::PageDown),
    on(Layer::Search, Key::ctrl('w'), Action::DeleteWord),
    // The calls to make.
    on(Layer::FollowUps, plain(KeyCode::Enter), Action::Accept),
    on(Layer::FollowUps, Key::f(2), Action::LookAt),
    on(Layer::FollowUps, Key::ctrl('u'), Action::Postpone),
    on(Layer::FollowUps, plain(KeyCode::Up), Action::Up),
    on(Layer::FollowUps, plain(KeyCode::Down), Action::Down),
    on(Layer::FollowUps, plain(KeyCode::PageUp), Action::PageUp),
    on(Layer::FollowUps, plain(KeyCode::PageDown), Action::PageDown),
    on(Layer::FollowUps, plain(KeyCode::Home), Action::Home),
    on(Layer::FollowUps, plain(KeyCode::End), Action::End),
    on(Layer::FollowUps, sign('?'), Action::OpenHelp),
    on(Layer::FollowUps, sign(':'), Action::OpenPalette),
    on(Layer::FollowUps, sign('/'), Action::OpenSearch),
    // Popups.
    on(Layer::Help, plain(KeyCode::Up), Action::Up),
    on(Layer::Help, plain(KeyCode::Down), Action::Down),
    on(Layer::Help, plain(KeyCode::PageUp), Action::PageUp),
    on(Layer::Help, plain(KeyCode::PageDown), Action::PageDown),
    on(Layer::Help, plain(KeyCode::Home), Action::Home),
    on(Layer::Help, plain(KeyCode::End), Action::End),
    on(Layer::Help, plain(KeyCode::Enter), Action::Accept),
    on(Layer::Help, sign('?'), Action::Back),
    on(Layer::Palette, plain(KeyCode::Up), Action::Up),
    on(Layer::Palette, plain(KeyCode::Down), Action::Down),
    on(Layer::Palette, plain(KeyCode::PageUp), Action::PageUp),
    on(Layer::Palette, plain(KeyCode::PageDown), Action::PageDown),
    on(Layer::Palette, plain(KeyCode::Enter), Action::Accept),
    on(Layer::Palette, Key::ctrl('w'), Action::DeleteWord),
    on(Layer::Snippets, plain(KeyCode::Up), Action::Up),
    on(Layer::Snippets, plain(KeyCode::Down), Action::Down),
    on(Layer::Snippets, plain(KeyCode::Enter), Action::Accept),
    on(Layer::Snippets, sign('1'), Action::Digit(1)),
    on(Layer::Snippets, sign('2'), Action::Digit(2)),
    on(Layer::Snippets, sign('3'), Action::Digit(3)),
    on(Layer::Snippets, sign('4'), Action::Digit(4)),
    on(Layer::Snippets, sign('5'), Action::Digit(5)),
    on(Layer::Snippets, sign('6'), Action::Digit(6)),
    on(Layer::Snippets, sign('7'), Action::Digit(7)),
    on(Layer::Snippets, sign('8'), Action::Digit(8)),
    on(Layer::Snippets, sign('9'), Action::Digit(9)),
    on(Layer::Cards, plain(KeyCode::Up), Action::Up),
    on(Layer::Cards, plain(KeyCode::Down), Action::Down),
    on(Layer::Cards, plain(KeyCode::PageUp), Action::PageUp),
    on(Layer::Cards, plain(KeyCode::PageDown), Action::PageDown),
    on(Layer::Cards, plain(KeyCode::Enter), Action::Accept),
    on(Layer::Cards, Key::ctrl('w'), Action::DeleteWord),
    on(Layer::Why, plain(KeyCode::Up), Action::Up),
    on(Layer::Why, plain(KeyCode::Down), Action::Down),
    on(Layer::Why, plain(KeyCode::PageUp), Action::PageUp),
    on(Layer::Why, plain(KeyCode::PageDown), Action::PageDown),
    on(Layer::Why, plain(KeyCode::Home), Action::Home),
    on(Layer::Why, plain(KeyCode::End), Action::End),
    on(Layer::Why, sign('1'), Action::Digit(1)),
    on(Layer::Why, sign('2'), Action::Digit(2)),
    on(Layer::Why, sign('3'), Action::Digit(3)),
    on(Layer::Why, sign('4'), Action::Digit(4)),
    on(Layer::Why, sign('5'), Action::Digit(5)),
    on(Layer::Why, sign('#'), Action::OpenMethods),
    on(Layer::Methods, plain(KeyCode::Up), Action::Up),
    on(Layer::Methods, plain(KeyCode::Down), Action::Down),
    on(Layer::Methods, plain(KeyCode::Home), Action::Home),
    on(Layer::Methods, plain(KeyCode::End), Action::End),
    on(Layer::Methods, sign('1'), Action::Digit(1)),
    on(Layer::Methods, sign('2'), Action::Digit(2)),
    on(Layer::Methods, sign('3'), Action::Digit(3)),
    on(Layer::Scripts, plain(KeyCode::Up), Action::Up),
    on(Layer::Scripts, plain(KeyCode::Down), Action::Down),
    on(Layer::Scripts, plain(KeyCode::PageUp), Action::PageUp),
    on(Layer::Scripts, plain(KeyCode::PageDown), Action::PageDown),
    on(Layer::Scripts, plain(KeyCode::Enter), Action::Accept),
    on(Layer::Scripts, sign('1'), Action::Digit(1)),
    on(Layer::Scripts, sign('2'), Action::Digit(2)),
    on(Layer::Scripts, sign('3'), Action::Digit(3)),
    on(Layer::Scripts, sign('4'), Action::Digit(4)),
    on(Layer::Scripts, sign('5'), Action::Digit(5)),
    on(Layer::Scripts, sign('6'), Action::Digit(6)),
    on(Layer::Scripts, sign('7'), Action::Digit(7)),
    on(Layer::Scripts, sign('8'), Action::Digit(8)),
    on(Layer::Scripts, sign('9'), Action::Digit(9)),
    // The person.
    on(Layer::Person, plain(KeyCode::Up), Action::Up),
    on(Layer::Person, plain(KeyCode::Down), Action::Down),
    on(Layer::Person, plain(KeyCode::Left), Action::Left),
    on(Layer::Person, plain(KeyCode::Right), Action::Right),
    on(Layer::Person, plain(KeyCode::PageUp), Action::PageUp),
    on(Layer::Person, plain(KeyCode::PageDown), Action::PageDown),
    on(Layer::Person, plain(KeyCode::Home), Action::Home),
    on(Layer::Person, plain(KeyCode::End), Action::End),
    on(Layer::Person, plain(KeyCode::Tab), Action::Next),
    on(Layer::Person, plain(KeyCode::BackTab), Action::Previous),
    on(Layer::Person, plain(KeyCode::Enter), Action::Accept),
    on(Layer::Person, sign('1'), Action::Digit(1)),
    on(Layer::Person, sign('2'), Action::Digit(2)),
    on(Layer::Person, sign('3'), Action::Digit(3)),
    on(Layer::Person, sign('4'), Action::Digit(4)),
    on(Layer::Person, sign('5'), Action::Digit(5)),
    on(Layer::Person, sign('6'), Action::Digit(6)),
    on(Layer::Person, sign('0'), Action::Digit(0)),
    on(Layer::Person, sign('+'), Action::More),
    on(Layer::Person, sign('='), Action::More),
    on(Layer::Person, sign('-'), Action::Less),
    on(Layer::PersonText, plain(KeyCode::Enter), Action::Accept),
    on(Layer::PersonText, plain(KeyCode::Up), Action::Up),
    on(Layer::PersonText, plain(KeyCode::Down), Action::Down),
    on(Layer::PersonText, plain(KeyCode::Tab), Action::Next),
    on(Layer::PersonText, plain(KeyCode::BackTab), Action::Previous),
    on(Layer::PersonText, Key::ctrl('w'), Action::DeleteWord),
    on(Layer::Messages, plain(KeyCode::Up), Action::Up),
    on(Layer::Messages, plain(KeyCode::Down), Action::Down),
    on(Layer::Messages, plain(KeyCode::PageUp), Action::PageUp),
    on(Layer::Messages, plain(KeyCode::PageDown), Action::PageDown),
    on(Layer::Messages, plain(KeyCode::Enter), Action::Accept),
    on(Layer::Messages, sign('1'), Action::Digit(1)),
    on(Layer::Messages, sign('2'), Action::Digit(2)),
    on(Layer::Messages, sign('3'), Action::Digit(3)),
    on(Layer::Messages, sign('4'), Action::Digit(4)),
    on(Layer::Messages, sign('5'), Action::Digit(5)),
    on(Layer::Messages, sign('6'), Action::Digit(6)),
    on(Layer::Messages, sign('7'), Action::Digit(7)),
    on(Layer::Messages, sign('8'), Action::Digit(8)),
    on(Layer::Messages, sign('9'), Action::Digit(9)),
    // After Ctrl-G: the F-keys by digit, and what has no key of its own.
    on(Layer::Leader, sign('1'), Action::OpenHelp),
    on(Layer::Leader, sign('2'), Action::Focus(Pane::Customer)),
    on(Layer::Leader, sign('3'), Action::Focus(Pane::Usage)),
    on(Layer::Leader, sign('4'), Action::Focus(Pane::Script)),
    on(Layer::Leader, sign('5'), Action::Focus(Pane::Offers)),
    on(Layer::Leader, sign('6'), Action::Focus(Pane::Note)),
    on(Layer::Leader, sign('7'), Action::Focus(Pane::History)),
    on(Layer::Leader, sign('8'), Action::OpenFollowUps),
    on(Layer::Leader, sign('9'), Action::WrapUp),
    on(Layer::Leader, sign('0'), Action::Zoom),
    on(Layer::Leader, sign('='), Action::NextCall),
    on(Layer::Leader, sign('-'), Action::ToggleHold),
    on(Layer::Leader, sign('#'), Action::CloseCall),
    on(Layer::Leader, sign('?'), Action::OpenWhy),
    on(Layer::Leader, sign('+'), Action::OpenPerson),
    on(Layer::Leader, sign(':'), Action::OpenMessages),
    on(Layer::Leader, sign('*'), Action::SwitchLanguage),
    on(Layer::Leader, sign('/'), Action::CustomerAsked),
    on(Layer::Leader, sign('!'), Action::BillComplaint),
];

/// Every row: the table above and that of training.
pub fn bindings() -> impl Iterator<Item = &'static Binding> + Clone {
    BINDINGS.iter().chain(training::BINDINGS).chain(evidence::BINDINGS)
}

/// One action and every key that asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What is asked for.
    pub action: Action,
    /// The keys, the one to show first.
    pub keys: Vec<Key>,
}

impl Row {
    /// The keys as text: `Ctrl-N F12`; many digits are shown as a range.
    #[must_use]
    pub fn label(&self) -> String {
        if matches!(self.action, Action::Digit(_)) && self.keys.len() > 2 {
            let zero = self.keys.contains(&sign('0'));
            return if zero { "0-9" } else { "1-9" }.to_owned();
        }
        self.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }
}

/// The rows that help and the README show for `layer`: its own bindings, then the global ones that it does not cover.
/// Several keys of one action are one row.
#[must_use]
pub fn rows(layer: Layer) -> Vec<Row> {
    let mut rows = own_rows(layer);
    if layer != Layer::Global && layer != Layer::Leader {
        for binding in bindings().filter(|binding| binding.layer == Layer::Global) {
            let covered = bindings().any(|own| own.layer == layer && own.key == binding.key);
            if !covered {
                add(&mut rows, *binding);
            }
        }
    }
    rows
}

/// The rows of `layer` without the global ones, for a manual that lists each key once.
#[must_use]
pub fn own_rows(layer: Layer) -> Vec<Row> {
    let mut rows = Vec::new();
    for binding in bindings().filter(|binding| binding.layer == layer) {
        add(&mut rows, *binding);
    }
    rows
}

fn add(rows: &mut Vec<Row>, binding: Binding) {
    match rows.iter_mut().find(|row| row.action.key() == binding.action.key()) {
        Some(row) => row.keys.push(binding.key),
        None => rows.push(Row { action: binding.action, keys: vec![binding.key] }),
    }
}

/// The key to show for `action` in a hint: the layer's own one, else the global one, else the one after Ctrl-G.
#[must_use]
pub fn key_for(layer: Layer, action: Action) -> Option<Key> {
    [layer, Layer::Global, Layer::Leader].into_iter().find_map(|layer| {
        bindings()
            .find(|binding| binding.layer == layer && binding.action == action)
            .map(|binding| binding.key)
    })
}

/// What `key` asks for in `layer`: the layer's own binding, else the global one. Full-width forms count as their half-width twins
/// where letters are not text.
#[must_use]
pub fn resolve(layer: Layer, key: Key) -> Option<Action> {
    let key = normal(key, !layer.is_text());
    let find = |wanted: Layer| {
        bindings().find(|binding| binding.layer == wanted && binding.key == key).map(|binding| binding.action)
    };
    find(layer).or_else(|| find(Layer::Global))
}

/// One spelling for one key: no case after Ctrl, no Shift beside a character, and half-width where `fold` says so.
fn normal(key: Key, fold: bool) -> Key {
    match key.code {
        KeyCode::Char(c) if key.ctrl => {
            Key { code: KeyCode::Char(c.to_ascii_lowercase()), shift: false, ..key }
        }
        KeyCode::Char(c) if fold => Key { code: KeyCode::Char(half_width(c)), shift: false, ..key },
        KeyCode::Char(_) | KeyCode::BackTab => Key { shift: false, ..key },
        _ => key,
    }
}

/// What a Chinese input method makes of a sign, taken back: `？` is `?`, `１` is `1`, `、` is `/`.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '、' => '/',
        '。' => '.',
        '\u{3000}' => ' ',
        '—' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_key_means_two_things_in_one_layer() {
        let mut seen = HashSet::new();
        for binding in bindings() {
            assert!(seen.insert((binding.layer, binding.key)), "{:?} {}", binding.layer, binding.key);
        }
    }

    #[test]
    fn no_command_is_a_letter_or_a_key_that_others_own() {
        for Binding { layer, key, .. } in bindings() {
            assert!(!key.alt, "{layer:?}: {key}: Alt keys belong to others");
            let KeyCode::Char(c) = key.code else { continue };
            if key.ctrl {
                assert!(c.is_ascii_lowercase(), "{layer:?}: {key}");
                assert!(!"hijmc".contains(c), "{layer:?}: {key} is another key, or reserved");
            } else {
                assert!(
                    "0123456789?!:/-+=*#".contains(c) || *layer == Layer::Replay && c == ' ',
                    "{layer:?}: {key} is lost with an input method"
                );
                assert!(!layer.is_text(), "{layer:?}: {key} is text there");
            }
        }
    }

    #[test]
    fn keys_that_steer_the_input_method_neither_save_nor_end_nor_leave() {
        let steering = [KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::BackTab, KeyCode::Char(' ')];
        for binding in bindings().filter(|binding| steering.contains(&binding.key.code)) {
            assert!(
                !matches!(
                    binding.action,
                    Action::WrapUp | Action::HangUp | Action::CloseCall | Action::ParkCall | Action::Quit
                ),
                "{binding:?}"
            );
        }
    }

    #[test]
    fn f10_and_f11_are_never_the_only_way() {
        for binding in bindings() {
            if matches!(binding.key.code, KeyCode::F(10 | 11)) {
                let others = bindings().filter(|other| other.action == binding.action).count();
                assert!(others > 1, "{binding:?}");
            }
        }
    }

    #[test]
    fn every_action_has_a_key() {
        for action in Action::ALL {
            assert!(bindings().any(|binding| binding.action == action), "{action:?} has no key");
        }
        for binding in bindings() {
            let known = Action::ALL.iter().any(|action| action.key() == binding.action.key());
            assert!(known, "{:?} is missing in Action::ALL", binding.action);
        }
    }

    #[test]
    fn full_width_signs_are_commands_only_where_they_are_not_text() {
        let key = |c| Key::plain(KeyCode::Char(c));
        for (sign, action) in
            [('？', Action::OpenHelp), ('：', Action::OpenPalette), ('、', Action::OpenSearch)]
        {
            assert_eq!(resolve(Layer::Pane, key(sign)), Some(action));
            assert_eq!(resolve(Layer::Note, key(sign)), None);
        }
        assert_eq!(resolve(Layer::WrapUp, key('１')), Some(Action::Digit(1)));
        assert_eq!(resolve(Layer::Note, key('1')), None);
        assert_eq!(resolve(Layer::Note, Key::ctrl('N')), Some(Action::AnswerCall));
    }

    #[test]
    fn help_shows_each_action_once_with_all_its_keys() {
        let rows = rows(Layer::Search);
        let look = rows.iter().find(|row| row.action == Action::LookAt).map(Row::label);
        assert_eq!(look.as_deref(), Some("F2"));
        assert!(rows.iter().all(|row| row.action != Action::Focus(Pane::Customer)), "F2 is covered there");
        let answer = rows.iter().find(|row| row.action == Action::AnswerCall).map(Row::label);
        assert_eq!(answer.as_deref(), Some("Ctrl-N F12"));
        assert_eq!(own_rows(Layer::WrapUp).iter().filter(|row| row.label() == "0-9").count(), 1);
    }
}

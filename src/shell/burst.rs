//! What came from the terminal at once, as events: an input method's commit or a paste becomes text, never commands. Pure.

use std::time::Duration;

use crate::app::event::Event;
use crate::app::key::{Key, KeyCode};
use crate::shell::keys::Input;

/// So many keys within [`BURST`] were not typed by hand: a paste without brackets.
const PASTED_KEYS: usize = 16;
/// Nobody types two keys in so short a time.
pub const BURST: Duration = Duration::from_millis(20);
/// A paste as short as this, on one line, may be an input method's commit: it is treated as typing.
const COMMIT_LENGTH: usize = 20;

/// Turns inputs into events. Remembers for a moment that a paste came, because its rest may come late.
#[derive(Debug, Default)]
pub struct Bursts {
    text_until: Duration,
}

impl Bursts {
    /// Events for everything that was read at `at` (monotonic), in order. Cursor reports are left out: they answer the shell.
    pub fn take(&mut self, inputs: Vec<Input>, at: Duration) -> Vec<Event> {
        let textual = inputs.iter().filter(|input| text_of(input).is_some()).count();
        let mut pasted = textual >= PASTED_KEYS || at < self.text_until;
        let mut events = Vec::new();
        let mut run = String::new();
        for input in inputs {
            match input {
                Input::Paste(text) => {
                    flush(&mut run, pasted, &mut events);
                    events.extend(paste(&text));
                    // Keys right behind a paste are what followed a forged end of it.
                    pasted = true;
                }
                Input::Key(key) if pasted => run.extend(text_of(&Input::Key(key))),
                Input::Key(Key { code: KeyCode::Char(c), ctrl: false, alt: false, .. }) => run.push(c),
                Input::Key(key) => {
                    flush(&mut run, pasted, &mut events);
                    events.push(Event::Key(key));
                }
                Input::Mouse(mouse) => {
                    flush(&mut run, pasted, &mut events);
                    events.push(Event::Mouse(mouse));
                }
                Input::CursorAt { .. } => {}
            }
        }
        flush(&mut run, pasted, &mut events);
        if pasted {
            self.text_until = at + BURST;
        }
        events
    }
}

/// What a key is when it is text: characters, line breaks, tabs.
fn text_of(input: &Input) -> Option<char> {
    match input {
        Input::Key(Key { code, ctrl: false, alt: false, .. }) => match code {
            KeyCode::Char(c) => Some(*c),
            KeyCode::Enter => Some('\n'),
            KeyCode::Tab => Some('\t'),
            _ => None,
        },
        _ => None,
    }
}

fn flush(run: &mut String, pasted: bool, events: &mut Vec<Event>) {
    let text = std::mem::take(run);
    if text.is_empty() {
        return;
    }
    // A slow line brings several key presses at once, and `/` with what follows must still open the search. What an input method
    // commits holds at least one character that no keyboard has.
    let by_hand = !pasted && (text.is_ascii() || text.chars().count() == 1);
    if by_hand {
        events.extend(text.chars().map(|c| Event::Key(Key::plain(KeyCode::Char(c)))));
    } else {
        events.push(Event::Typed(text));
    }
}

fn paste(text: &str) -> Option<Event> {
    let text: String = text
        .replace("\r\n", "\n")
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    if text.is_empty() {
        return None;
    }
    let commit = text.chars().count() <= COMMIT_LENGTH && !text.contains('\n');
    Some(if commit { Event::Typed(text) } else { Event::Pasted(text) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::keys::KeyReader;

    fn events(bytes: &str) -> Vec<String> {
        let inputs = KeyReader::default().feed(bytes.as_bytes());
        shown(Bursts::default().take(inputs, Duration::from_secs(1)))
    }

    fn shown(events: Vec<Event>) -> Vec<String> {
        events
            .into_iter()
            .map(|event| match event {
                Event::Key(key) => format!("{:?}", key.code),
                Event::Typed(text) => format!("typed {text}"),
                Event::Pasted(text) => format!("pasted {text}"),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn one_commit_of_an_input_method_is_one_event() {
        assert_eq!(events("你好世界"), ["typed 你好世界"]);
        assert_eq!(events("a"), ["Char('a')"]);
        assert_eq!(events("你好\x1b[20~好"), ["typed 你好", "F(9)", "Char('好')"]);
        assert_eq!(events("\x1b[200~你好\x1b[201~"), ["typed 你好"]);
        assert_eq!(events("5G套餐"), ["typed 5G套餐"]);
        assert_eq!(events("/12"), ["Char('/')", "Char('1')", "Char('2')"]);
    }

    #[test]
    fn a_paste_presses_no_command_key() {
        let long = "嫌贵,想看看别家的套餐,合约还有两个月";
        assert_eq!(events(&format!("\x1b[200~{long}\r\nq\x11\x1b[201~")), [format!("pasted {long}\nq")]);
        // Without brackets: line breaks stay, everything that is no text is gone.
        assert_eq!(events(&format!("{long}\r\x11\x1b[20~第二行")), [format!("typed {long}\n第二行")]);
        // A forged end of paste.
        assert_eq!(events("\x1b[200~x\x1b[201~\x11q\r"), ["typed x", "typed q\n"]);
    }

    #[test]
    fn the_rest_of_a_paste_may_come_late() {
        let mut bursts = Bursts::default();
        let mut reader = KeyReader::default();
        let at = Duration::from_secs(1);
        bursts.take(reader.feed(b"0123456789abcdef"), at);
        let late = bursts.take(reader.feed(b"g\r\x11"), at + Duration::from_millis(10));
        assert_eq!(shown(late), ["typed g\n"]);
        let by_hand = bursts.take(reader.feed(b"\r"), at + Duration::from_millis(100));
        assert_eq!(shown(by_hand), ["Enter"]);
    }

    #[test]
    fn held_keys_stay_keys() {
        assert_eq!(events(&"\x1b[B".repeat(30)).len(), 30);
        assert_eq!(events(&"\x7f".repeat(30)).len(), 30);
    }
}

//! What reached the desk while somebody trained, in order and with its time: enough to show every frame again. It must not hold what
//! can be worked out anew: the customer, the script and the prices come from the same places as they did then.

use std::time::Duration;

use uuid::Uuid;

use crate::app::action::Action;
use crate::app::event::{Event, Mouse, MouseKind, Target, Ticket};
use crate::app::key::{Key, KeyCode};
use crate::app::wrap_up::WrapUpField;
use crate::app::{Lang, Pane};
use crate::domain::call::CallId;
use crate::domain::time::Moment;

/// The first word of a written tape; another one is another format.
const FORMAT: &str = "seatmate-tape-1";

/// The recorded session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tape {
    /// How it began.
    pub head: Head,
    /// What happened, in order.
    pub heard: Vec<Heard>,
}

/// Everything the desk was told before the first event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The seed of the rehearsal, and of the ids.
    pub seed: u64,
    /// When it began.
    pub began: Moment,
    /// The language of the screen.
    pub lang: Lang,
    /// Columns and rows.
    pub size: (u16, u16),
    /// The last ticket that was given out before.
    pub ticket: u64,
    /// The rounds of a drill, as places of turns; empty for a whole call.
    pub rounds: Vec<usize>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Since the beginning, in whole milliseconds.
    pub at: Duration,
    /// What.
    pub what: What,
}

/// What can happen to a desk in training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A key.
    Key(Key),
    /// Text, as an input method commits it.
    Typed(String),
    /// A paste.
    Pasted(String),
    /// A click on something that was drawn. Clicks on calls are told by their place in the list.
    Clicked(Target),
    /// A click on a call, by its place in the list.
    ClickedCall(usize),
    /// The wheel, `true` for up.
    Wheel(bool),
    /// A second.
    Tick,
    /// Another size of the window.
    Resized(u16, u16),
    /// The outside answered the question with this ticket.
    Answered(Ticket),
    /// A draft is on disk.
    DraftSaved(CallId, Moment),
    /// A call is on disk.
    WrapUpSaved(CallId, Moment),
    /// The next answer of a kind came: its questions are answered in their order.
    Next(Kind),
    /// So many events wait.
    Unsent(u64),
    /// A small record is on disk.
    Recorded(Uuid),
}

/// Answers without a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The calls to make.
    FollowUps,
    /// Where a call stopped that was made before.
    Stopped,
    /// Messages that may follow a call.
    Messages,
    /// What was counted.
    Tallies,
}

impl Kind {
    const NAMED: [(&'static str, Self); 4] = [
        ("due", Self::FollowUps),
        ("stopped", Self::Stopped),
        ("messages", Self::Messages),
        ("tallies", Self::Tallies),
    ];

    /// The kind of an answer.
    #[must_use]
    pub const fn of(event: &Event) -> Option<Self> {
        match event {
            Event::FollowUps(_) => Some(Self::FollowUps),
            Event::StoppedFound { .. } => Some(Self::Stopped),
            Event::MessagesFilled { .. } => Some(Self::Messages),
            Event::Tallies(_) => Some(Self::Tallies),
            _ => None,
        }
    }
}

impl What {
    /// What an event leaves on the tape; `None` for what cannot happen in training, or changes nothing there. `place` finds a call's place
    /// in the list.
    #[must_use]
    pub fn of(event: &Event, place: impl Fn(CallId) -> Option<usize>) -> Option<Self> {
        Some(match event {
            Event::Key(key) => Self::Key(*key),
            Event::Typed(text) => Self::Typed(text.clone()),
            Event::Pasted(text) => Self::Pasted(text.clone()),
            Event::Clicked(Target::Call(call)) => Self::ClickedCall(place(*call)?),
            Event::Clicked(target) => Self::Clicked(*target),
            Event::Mouse(Mouse { kind: MouseKind::WheelUp, .. }) => Self::Wheel(true),
            Event::Mouse(Mouse { kind: MouseKind::WheelDown, .. }) => Self::Wheel(false),
            Event::Tick => Self::Tick,
            Event::Resized { columns, rows } => Self::Resized(*columns, *rows),
            Event::Found { ticket, .. }
            | Event::ScriptFound { ticket, .. }
            | Event::Advised { ticket, .. }
            | Event::SearchFound { ticket, .. } => Self::Answered(*ticket),
            Event::DraftSaved { call, at } => Self::DraftSaved(*call, *at),
            Event::WrapUpSaved { call, at } => Self::WrapUpSaved(*call, *at),
            Event::Unsent(count) => Self::Unsent(*count),
            Event::Recorded { id } => Self::Recorded(*id),
            other => Self::Next(Kind::of(other)?),
        })
    }

    /// The event again, where it needs nothing from outside.
    #[must_use]
    pub fn event(&self, call_at: impl Fn(usize) -> Option<CallId>) -> Option<Event> {
        Some(match self {
            Self::Key(key) => Event::Key(*key),
            Self::Typed(text) => Event::Typed(text.clone()),
            Self::Pasted(text) => Event::Pasted(text.clone()),
            Self::Clicked(target) => Event::Clicked(*target),
            Self::ClickedCall(place) => Event::Clicked(Target::Call(call_at(*place)?)),
            Self::Wheel(up) => {
                let kind = if *up { MouseKind::WheelUp } else { MouseKind::WheelDown };
                Event::Mouse(Mouse { column: 0, row: 0, kind })
            }
            Self::Tick => Event::Tick,
            Self::Resized(columns, rows) => Event::Resized { columns: *columns, rows: *rows },
            Self::DraftSaved(call, at) => Event::DraftSaved { call: *call, at: *at },
            Self::WrapUpSaved(call, at) => Event::WrapUpSaved { call: *call, at: *at },
            Self::Unsent(count) => Event::Unsent(*count),
            Self::Recorded(id) => Event::Recorded { id: *id },
            Self::Answered(_) | Self::Next(_) => return None,
        })
    }
}

impl Tape {
    /// As text, a line each.
    #[must_use]
    pub fn written(&self) -> String {
        let Head { seed, began, lang, size, ticket, rounds } = &self.head;
        let rounds: Vec<String> = rounds.iter().map(usize::to_string).collect();
        let mut text = format!(
            "{FORMAT} {seed} {} {} {} {} {ticket} {}\n",
            began.timestamp_millis(),
            lang.tag(),
            size.0,
            size.1,
            rounds.join(",")
        );
        for heard in &self.heard {
            text.push_str(&format!("{} {}\n", heard.at.as_millis(), write(&heard.what)));
        }
        text
    }

    /// Reads what [`Self::written`] wrote; `None` when it is anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let head: Vec<&str> = lines.next()?.split(' ').collect();
        let [FORMAT, seed, began, lang, columns, rows, ticket, rounds] = head.as_slice() else { return None };
        let head = Head {
            seed: seed.parse().ok()?,
            began: millis(began)?,
            lang: if *lang == Lang::Zh.tag() { Lang::Zh } else { Lang::En },
            size: (columns.parse().ok()?, rows.parse().ok()?),
            ticket: ticket.parse().ok()?,
            rounds: rounds
                .split(',')
                .filter(|round| !round.is_empty())
                .map(|round| round.parse().ok())
                .collect::<Option<_>>()?,
        };
        let heard = lines.map(|line| {
            let (at, what) = line.split_once(' ')?;
            Some(Heard { at: Duration::from_millis(at.parse().ok()?), what: read(what)? })
        });
        Some(Self { head, heard: heard.collect::<Option<_>>()? })
    }
}

fn millis(text: &str) -> Option<Moment> {
    Moment::from_timestamp_millis(text.parse().ok()?)
}

fn write(what: &What) -> String {
    match what {
        What::Key(key) => format!("key {}", write_key(*key)),
        What::Typed(text) => format!("text {}", escaped(text)),
        What::Pasted(text) => format!("paste {}", escaped(text)),
        What::Clicked(target) => format!("click {}", write_target(*target)),
        What::ClickedCall(place) => format!("click call {place}"),
        What::Wheel(up) => format!("wheel {}", if *up { "up" } else { "down" }),
        What::Tick => "tick".to_owned(),
        What::Resized(columns, rows) => format!("size {columns} {rows}"),
        What::Answered(ticket) => format!("answer {}", ticket.0),
        What::DraftSaved(call, at) => format!("draft {} {}", call.0.simple(), at.timestamp_millis()),
        What::WrapUpSaved(call, at) => format!("saved {} {}", call.0.simple(), at.timestamp_millis()),
        What::Next(kind) => {
            let name = Kind::NAMED.iter().find(|(_, named)| named == kind).map_or("", |(name, _)| name);
            format!("next {name}")
        }
        What::Unsent(count) => format!("unsent {count}"),
        What::Recorded(id) => format!("record {}", id.simple()),
    }
}

fn read(text: &str) -> Option<What> {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let pair = || rest.split_once(' ');
    let call = || Some((CallId(Uuid::try_parse(pair()?.0).ok()?), millis(pair()?.1)?));
    Some(match word {
        "key" => What::Key(read_key(rest)?),
        "text" => What::Typed(unescaped(rest)?),
        "paste" => What::Pasted(unescaped(rest)?),
        "click" => match rest.strip_prefix("call ") {
            Some(place) => What::ClickedCall(place.parse().ok()?),
            None => What::Clicked(read_target(rest)?),
        },
        "wheel" => What::Wheel(rest == "up"),
        "tick" => What::Tick,
        "size" => What::Resized(pair()?.0.parse().ok()?, pair()?.1.parse().ok()?),
        "answer" => What::Answered(Ticket(rest.parse().ok()?)),
        "draft" => call().map(|(call, at)| What::DraftSaved(call, at))?,
        "saved" => call().map(|(call, at)| What::WrapUpSaved(call, at))?,
        "next" => What::Next(Kind::NAMED.iter().find(|(name, _)| *name == rest).map(|(_, kind)| *kind)?),
        "unsent" => What::Unsent(rest.parse().ok()?),
        "record" => What::Recorded(Uuid::try_parse(rest).ok()?),
        _ => return None,
    })
}

const NAMED: [(&str, KeyCode); 14] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backtab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
];

/// `c--` and so on for the modifiers, then the key: `--- enter`, `c-- U+006E`.
fn write_key(key: Key) -> String {
    let mark = |on: bool, c: char| if on { c } else { '-' };
    let mods: String = [mark(key.ctrl, 'c'), mark(key.alt, 'a'), mark(key.shift, 's')].iter().collect();
    let name = match key.code {
        KeyCode::Char(c) => format!("U+{:04X}", u32::from(c)),
        KeyCode::F(number) => format!("f{number}"),
        code => NAMED
            .iter()
            .find(|(_, named)| *named == code)
            .map_or_else(String::new, |(name, _)| (*name).to_owned()),
    };
    format!("{mods} {name}")
}

fn read_key(text: &str) -> Option<Key> {
    let (mods, name) = text.split_once(' ')?;
    let code = match (name.strip_prefix("U+"), name.strip_prefix('f')) {
        (Some(hex), _) => KeyCode::Char(char::from_u32(u32::from_str_radix(hex, 16).ok()?)?),
        (None, Some(number)) => KeyCode::F(number.parse().ok()?),
        _ => NAMED.iter().find(|(named, _)| *named == name).map(|(_, code)| *code)?,
    };
    Some(Key { code, ctrl: mods.contains('c'), alt: mods.contains('a'), shift: mods.contains('s') })
}

fn write_target(target: Target) -> String {
    match target {
        Target::Pane(pane) => format!("pane {}", pane.f_key()),
        Target::Note { line, column } => format!("note {line} {column}"),
        Target::Row(row) => format!("row {row}"),
        Target::Call(_) => "nothing".to_owned(),
        Target::Field(field) => format!("field {}", FIELDS.iter().position(|f| *f == field).unwrap_or(0)),
        Target::Disposition(digit) => format!("outcome {digit}"),
        Target::Action(action) => {
            format!("action {}", Action::ALL.iter().position(|a| a.key() == action.key()).unwrap_or(0))
        }
    }
}

const FIELDS: [WrapUpField; 4] =
    [WrapUpField::Note, WrapUpField::Disposition, WrapUpField::DueAt, WrapUpField::Reason];

fn read_target(text: &str) -> Option<Target> {
    let mut words = text.split(' ');
    let word = words.next()?;
    let mut number = || words.next()?.parse::<usize>().ok();
    Some(match word {
        "pane" => {
            let key = number()?;
            Target::Pane(Pane::ALL.into_iter().find(|pane| usize::from(pane.f_key()) == key)?)
        }
        "note" => Target::Note { line: number()?, column: number()? },
        "row" => Target::Row(number()?),
        "field" => Target::Field(*FIELDS.get(number()?)?),
        "outcome" => Target::Disposition(u8::try_from(number()?).ok()?),
        "action" => Target::Action(*Action::ALL.get(number()?)?),
        _ => return None,
    })
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

fn unescaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                'n' => '\n',
                'r' => '\r',
                '\\' => '\\',
                _ => return None,
            },
            other => other,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::time::parse_moment;

    fn head() -> Head {
        let began = parse_moment("2026-11-22 10:42:08").unwrap();
        Head { seed: 7, began, lang: Lang::Zh, size: (120, 36), ticket: 3, rounds: vec![2, 0] }
    }

    fn key() -> impl Strategy<Value = Key> {
        let code = prop_oneof![
            any::<char>().prop_map(KeyCode::Char),
            (1_u8..13).prop_map(KeyCode::F),
            proptest::sample::select(NAMED.map(|(_, code)| code).to_vec()),
        ];
        (code, any::<(bool, bool, bool)>()).prop_map(|(code, (ctrl, alt, shift))| Key {
            code,
            ctrl,
            alt,
            shift,
        })
    }

    fn what() -> impl Strategy<Value = What> {
        let at = || (0_i64..4_000_000_000_000).prop_map(|at| Moment::from_timestamp_millis(at).unwrap());
        let call = || any::<u128>().prop_map(|id| CallId(Uuid::from_u128(id)));
        prop_oneof![
            key().prop_map(What::Key),
            any::<String>().prop_map(What::Typed),
            any::<String>().prop_map(What::Pasted),
            (any::<usize>(), any::<usize>())
                .prop_map(|(line, column)| What::Clicked(Target::Note { line, column })),
            any::<usize>().prop_map(|row| What::Clicked(Target::Row(row))),
            proptest::sample::select(Pane::ALL.to_vec()).prop_map(|pane| What::Clicked(Target::Pane(pane))),
            proptest::sample::select(FIELDS.to_vec()).prop_map(|field| What::Clicked(Target::Field(field))),
            proptest::sample::select(Action::ALL.to_vec()).prop_map(|a| What::Clicked(Target::Action(a))),
            any::<u8>().prop_map(|digit| What::Clicked(Target::Disposition(digit))),
            any::<usize>().prop_map(What::ClickedCall),
            any::<bool>().prop_map(What::Wheel),
            Just(What::Tick),
            any::<(u16, u16)>().prop_map(|(columns, rows)| What::Resized(columns, rows)),
            any::<u64>().prop_map(|ticket| What::Answered(Ticket(ticket))),
            (call(), at()).prop_map(|(call, at)| What::DraftSaved(call, at)),
            (call(), at()).prop_map(|(call, at)| What::WrapUpSaved(call, at)),
            proptest::sample::select(Kind::NAMED.map(|(_, kind)| kind).to_vec()).prop_map(What::Next),
            any::<u64>().prop_map(What::Unsent),
            any::<u128>().prop_map(|id| What::Recorded(Uuid::from_u128(id))),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(whats in proptest::collection::vec((0_u64..10_000_000, what()), 0..20)) {
            let heard = whats
                .into_iter()
                .map(|(at, what)| Heard { at: Duration::from_millis(at), what })
                .collect();
            let tape = Tape { head: head(), heard };
            prop_assert_eq!(Tape::read(&tape.written()), Some(tape));
        }

        #[test]
        fn rubbish_is_refused_and_never_panics(text in "\\PC{0,80}") {
            let _ = Tape::read(&text);
            let _ = Tape::read(&format!("{}{text}\n", Tape { head: head(), heard: Vec::new() }.written()));
        }
    }
}

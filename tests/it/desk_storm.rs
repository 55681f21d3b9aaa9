//! A desk in a storm: any keys, texts and reports in any order. Nothing typed is lost, no call disappears, the keys that steer an
//! input method end nothing, and nothing panics.

use std::collections::BTreeMap;

use proptest::prelude::*;
use seatmate::app::Popup;
use seatmate::app::action::Action;
use seatmate::app::event::Event;
use seatmate::app::layer::Layer;
use seatmate::domain::call::{CallId, CallKey, CallState, EndReason, Party, Signal};

use crate::desk::{Desk, LI, NOBODY, WANG, ZHAO};

#[derive(Clone, Debug)]
enum Step {
    Press(&'static str),
    Type(&'static str),
    /// A text that is like no other.
    Mark,
    Paste,
    Wait(u64),
    Signal(u8, u32),
    Disk(bool),
}

/// Keys that erase nothing on purpose.
const KEYS: &[&str] = &[
    "F1",
    "F2",
    "F3",
    "F4",
    "F5",
    "F6",
    "F7",
    "F8",
    "F9",
    "F9",
    "F10",
    "F12",
    "Ctrl-N",
    "Ctrl-K",
    "Ctrl-X",
    "Ctrl-D",
    "Ctrl-F",
    "Ctrl-P",
    "Ctrl-E",
    "Ctrl-S",
    "Ctrl-T",
    "Ctrl-Y",
    "Ctrl-G",
    "Ctrl-L",
    "Ctrl-Q",
    "Ctrl-U",
    "Ctrl-C",
    "Ctrl-A",
    "Ctrl-V",
    "Ctrl-X",
    "Esc",
    "Enter",
    "Tab",
    "Shift-Tab",
    "Space",
    "Up",
    "Down",
    "Left",
    "Right",
    "Home",
    "End",
    "PgUp",
    "PgDn",
    "0",
    "1",
    "2",
    "3",
    "4",
    "8",
    "#",
    "*",
    "=",
    "？",
    "：",
    "、",
];
/// Keys that erase, or bring back.
const ERASING: &[&str] = &["Backspace", "Delete", "Ctrl-W", "Ctrl-Z", "Ctrl-Z", "Ctrl-R"];
/// Keys that steer an input method.
const STEERING: &[&str] = &["Esc", "Enter", "Tab", "Shift-Tab", "Space"];
const TEXTS: &[&str] =
    &["客户嫌贵", "回访", "a", "7", "/1", "\u{1b}[2J", "一\n二", "8000", "创嘿", "👨\u{200d}👩"];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        10 => proptest::sample::select(KEYS).prop_map(Step::Press),
        3 => proptest::sample::select(TEXTS).prop_map(Step::Type),
        6 => Just(Step::Mark),
        1 => Just(Step::Paste),
        4 => (1_u64..1500).prop_map(Step::Wait),
        6 => (0_u8..8, 1_u32..6).prop_map(|(what, ring)| Step::Signal(what, ring)),
        1 => any::<bool>().prop_map(Step::Disk),
    ]
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![4 => step(), 1 => proptest::sample::select(ERASING).prop_map(Step::Press)]
}

fn signal(what: u8, ring: u32) -> Signal {
    let call = CallKey(format!("sim:{ring}"));
    let numbers = [WANG, LI, ZHAO, NOBODY, "anonymous", "Karen"];
    let party = Party::parse(numbers[ring as usize % numbers.len()]);
    match what {
        0 | 1 => Signal::Ringing { call, party, name: None },
        2 => Signal::Dialling { call, party },
        3 => Signal::Answered { call },
        4 => Signal::Held { call },
        5 => Signal::Unheld { call },
        6 => Signal::Ended {
            call,
            reason: if ring.is_multiple_of(2) { EndReason::HungUp } else { EndReason::Missed },
        },
        _ if ring.is_multiple_of(2) => Signal::Lost,
        _ => Signal::Connected,
    }
}

struct Storm {
    desk: Desk,
    marks: Vec<String>,
    count: u32,
}

impl Storm {
    fn new(can_dial: bool) -> Self {
        let desk = if can_dial { Desk::that_can_dial() } else { Desk::new() };
        Self { desk, marks: Vec::new(), count: 0 }
    }

    fn goes_on(&mut self, step: &Step) {
        match step {
            Step::Press(key) => self.press(key),
            Step::Type(text) => {
                self.desk.types(text);
            }
            Step::Mark => self.mark(),
            Step::Paste => {
                self.desk.pastes("一张长长的单子,从别处来的,不是打出来的字");
            }
            Step::Wait(millis) => {
                self.desk.waits(*millis);
            }
            Step::Signal(what, ring) => {
                self.desk.signal(signal(*what, *ring));
            }
            Step::Disk(full) => self.desk.outside.disk_full = *full,
        }
        self.every_call_is_somewhere();
    }

    /// Enter in help or the palette may run an action that erases, by name.
    fn erases_by_name(&self) -> bool {
        let chosen = match &self.desk.app.popup {
            Some(Popup::Help { selected }) => self.desk.app.help_rows().get(*selected).map(|row| row.action),
            Some(Popup::Palette { selected, .. }) => {
                self.desk.app.palette_rows().get(*selected).map(|name| name.action)
            }
            _ => None,
        };
        matches!(chosen, Some(Action::Undo | Action::Redo | Action::DeleteWord))
    }

    fn press(&mut self, key: &str) {
        if key == "Enter" && self.erases_by_name() {
            return;
        }
        let before = self.live();
        let saved = self.desk.outside.wrapped.len();
        // Enter and Esc in a popup or a list run what was chosen there, by name; that is not a slip of the hand.
        let chosen = matches!(self.desk.app.layer(), Layer::Help | Layer::Palette | Layer::Leader);
        self.desk.press(key);
        if STEERING.contains(&key) && !chosen {
            for (id, state) in before {
                let now = self.desk.app.calls.get(id).map(|call| call.state);
                assert_eq!(now, Some(state), "{key} changed a call");
            }
            assert_eq!(self.desk.outside.wrapped.len(), saved, "{key} saved a wrap-up");
        }
    }

    /// Types a text that is like no other, and remembers it when the note was what took it.
    fn mark(&mut self) {
        self.count += 1;
        // One character each, so that no cursor can come between.
        let mark = char::from_u32(0x5000 + self.count).unwrap().to_string();
        let fields = [Layer::Search, Layer::Palette, Layer::Cards, Layer::WrapUpText];
        let elsewhere = fields.contains(&self.desk.app.layer());
        let in_call = self.desk.app.calls.current().is_some();
        self.desk.types(&mark);
        let between = self.desk.app.layer() == Layer::Search;
        if !elsewhere && in_call && !between {
            self.marks.push(mark);
        }
    }

    fn live(&self) -> BTreeMap<CallId, CallState> {
        let live = self.desk.app.calls.open.iter().filter(|call| call.is_live());
        live.map(|call| (call.id, call.state)).collect()
    }

    fn every_call_is_somewhere(&self) {
        let outside = &self.desk.outside;
        let open = &self.desk.app.calls.open;
        for id in outside.starts.keys().chain(open.iter().map(|call| &call.id)) {
            let here = open.iter().filter(|call| call.id == *id).count();
            let there = usize::from(outside.wrapped.contains_key(id));
            assert_eq!(here + there, 1, "a call is open or wrapped up, and only once");
        }
        if let Some(current) = self.desk.app.calls.current {
            assert!(open.iter().any(|call| call.id == current && !call.saving));
        }
        for call in open {
            assert_eq!(call.end.is_some(), call.state == CallState::Ended);
        }
    }

    fn drafts_equal_notes(&mut self) {
        self.desk.outside.disk_full = false;
        self.desk.waits(4000);
        for call in &self.desk.app.calls.open {
            let draft = self.desk.outside.drafts.get(&call.id).map_or("", String::as_str);
            assert_eq!(draft, call.note.text(), "a second later the draft is the note");
        }
    }

    fn nothing_typed_is_lost(&self) {
        let open = self.desk.app.calls.open.iter().map(|call| call.note.text());
        let wrapped = self.desk.outside.wrapped.values().filter_map(|wrap_up| wrap_up.note.as_ref());
        let all: Vec<String> = open.chain(wrapped.map(|note| note.body.as_raw().to_owned())).collect();
        for mark in &self.marks {
            assert!(all.iter().any(|text| text.contains(mark.as_str())), "{mark} is lost");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_typed_is_lost(can_dial: bool, steps in proptest::collection::vec(step(), 1..250)) {
        let mut storm = Storm::new(can_dial);
        for step in &steps {
            storm.goes_on(step);
        }
        storm.drafts_equal_notes();
        storm.nothing_typed_is_lost();
    }

    #[test]
    fn drafts_follow_every_edit(can_dial: bool, steps in proptest::collection::vec(any_step(), 1..250)) {
        let mut storm = Storm::new(can_dial);
        for step in &steps {
            storm.goes_on(step);
        }
        storm.drafts_equal_notes();
        storm.desk.screen(80, 24);
    }

    #[test]
    fn any_text_is_harmless(text in "\\PC{0,40}|[\\x00-\\x20\\u{200b}-\\u{202e}]{0,10}") {
        let mut desk = Desk::new();
        desk.rings(WANG).answered(1);
        desk.happens(Event::Typed(text.clone())).happens(Event::Pasted(text));
        let harmless = |c: char| c == '\n' || !c.is_control();
        prop_assert!(desk.note().chars().all(harmless));
    }
}

//! What terminals send, whole, cut in two, and broken.

use proptest::prelude::*;

use super::*;

fn read(bytes: &[u8]) -> Vec<Input> {
    let mut reader = KeyReader::default();
    let mut inputs = reader.feed(bytes);
    inputs.extend(reader.idle());
    assert!(!reader.waits());
    inputs
}

fn key(code: KeyCode) -> Input {
    Input::Key(Key::plain(code))
}

fn typed(text: &str) -> Vec<Input> {
    text.chars().map(|c| key(KeyCode::Char(c))).collect()
}

#[test]
fn keys_of_every_terminal_we_name() {
    for (bytes, code) in [
        ("\x1bOP", KeyCode::F(1)),
        ("\x1b[11~", KeyCode::F(1)),
        ("\x1b[[A", KeyCode::F(1)),
        ("\x1b[[E", KeyCode::F(5)),
        ("\x1b[15~", KeyCode::F(5)),
        ("\x1b[17~", KeyCode::F(6)),
        ("\x1b[20~", KeyCode::F(9)),
        ("\x1b[21~", KeyCode::F(10)),
        ("\x1b[24~", KeyCode::F(12)),
        ("\x1b[A", KeyCode::Up),
        ("\x1bOA", KeyCode::Up),
        ("\x1b[H", KeyCode::Home),
        ("\x1b[1~", KeyCode::Home),
        ("\x1b[4~", KeyCode::End),
        ("\x1b[3~", KeyCode::Delete),
        ("\x1b[5~", KeyCode::PageUp),
        ("\x1b[Z", KeyCode::BackTab),
        ("\r", KeyCode::Enter),
        ("\t", KeyCode::Tab),
        ("\x7f", KeyCode::Backspace),
        ("\x1b", KeyCode::Esc),
        ("中", KeyCode::Char('中')),
        ("𠮷", KeyCode::Char('𠮷')),
    ] {
        assert_eq!(read(bytes.as_bytes()), [key(code)], "{bytes:?}");
    }
    assert_eq!(read(b"\x11"), [Input::Key(Key::ctrl('q'))]);
    assert_eq!(read(b"\x1b[1;5C"), [Input::Key(Key { ctrl: true, ..Key::plain(KeyCode::Right) })]);
    assert_eq!(read(b"\x1bx"), [Input::Key(Key { alt: true, ..Key::plain(KeyCode::Char('x')) })]);
    assert_eq!(read(b"\x1b[1;2R"), [Input::Key(Key { shift: true, ..Key::f(3) })]);
}

#[test]
fn characters_whose_code_ends_like_a_control_are_characters() {
    // U+521B, U+4E0D, U+5903: the low byte is ESC, Enter, Ctrl-C.
    assert_eq!(read("创不夃".as_bytes()), typed("创不夃"));
}

#[test]
fn half_a_sequence_holds_up_nothing() {
    for half in ["\x1b[", "\x1b[1;", "\x1bO", "\x1b]", "\x1b]11;rgb:", "\x1bP1$r", "\x1b[[", "\u{4e2d}"] {
        let mut reader = KeyReader::default();
        let bytes = half.as_bytes();
        let head = if half == "\u{4e2d}" { &bytes[..2] } else { bytes };
        reader.feed(head);
        assert!(reader.waits(), "{half:?}");
        reader.idle();
        assert_eq!(reader.feed(b"\x1b[20~x"), [vec![key(KeyCode::F(9))], typed("x")].concat(), "{half:?}");
    }
    // Even without a pause, the next sequence is read whole.
    assert_eq!(read(b"\x1b[\x1b[20~"), [key(KeyCode::F(9))]);
    assert_eq!(read("\x1b[中".as_bytes()), typed("中"));
}

#[test]
fn what_a_terminal_answers_presses_no_key() {
    for answer in [
        "\x1b]11;rgb:0000/0000/0000\x07",
        "\x1b]10;qqqq\x1b\\",
        "\x1bP>|XTerm(370)\x1b\\",
        "\x1b[?62;22c",
        "\x1b[I",
    ] {
        assert_eq!(read(answer.as_bytes()), [], "{answer:?}");
    }
    assert_eq!(read(b"\x1b[2;3R"), [Input::CursorAt { row: 2, column: 3 }]);
}

#[test]
fn a_paste_is_one_thing_even_with_keys_inside() {
    assert_eq!(read(b"\x1b[200~q\r\x11\x1b[20~\x1b[201~"), [Input::Paste("q\r\x11\x1b[20~".to_owned())]);
    let mut reader = KeyReader::default();
    assert_eq!(reader.feed(b"\x1b[200~one\x1b[20"), []);
    assert_eq!(reader.feed(b"1~x"), [vec![Input::Paste("one".to_owned())], typed("x")].concat());
    // Never ended: given after a silence.
    assert_eq!(read("\x1b[200~一二".as_bytes()), [Input::Paste("一二".to_owned())]);
}

#[test]
fn clicks_and_wheels_count_from_zero() {
    let at = |kind| Input::Mouse(Mouse { column: 9, row: 4, kind });
    assert_eq!(read(b"\x1b[<0;10;5M\x1b[<0;10;5m"), [at(MouseKind::Click)]);
    assert_eq!(read(b"\x1b[<64;10;5M\x1b[<65;10;5M"), [at(MouseKind::WheelUp), at(MouseKind::WheelDown)]);
    assert_eq!(read(b"\x1b[<35;10;5M"), []);
}

proptest! {
    #[test]
    fn cutting_the_bytes_anywhere_changes_nothing(cut in 0_usize..64) {
        let all = "嫌贵\x1b[20~a\x1b[200~粘贴\n\x1b[201~\x1bOP\x1b[<0;3;4M\x1b]11;rgb:0\x07\x1b[1;5C创".as_bytes();
        let cut = cut.min(all.len());
        let mut reader = KeyReader::default();
        let mut inputs = reader.feed(&all[..cut]);
        inputs.extend(reader.feed(&all[cut..]));
        prop_assert_eq!(inputs, read(all));
    }

    #[test]
    fn no_bytes_stall_or_stop_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut reader = KeyReader::default();
        reader.feed(&bytes);
        reader.idle();
        reader.idle();
        prop_assert!(!reader.waits());
        prop_assert_eq!(reader.feed(b"x").len(), 1);
    }

    #[test]
    fn text_comes_through_as_it_was_typed(text in "[^\\p{Cc}]{0,60}") {
        prop_assert_eq!(read(text.as_bytes()), typed(&text));
    }
}

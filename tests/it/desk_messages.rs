//! Stories of message templates: filled for the customer, read before they are sent, copied, recorded.

use seatmate::app::Popup;
use seatmate::app::notices::Toast;
use seatmate::content::fields::Speaker;
use seatmate::domain::used::Use;
use seatmate::shell::scripts::ScriptShelf;

use crate::desk::{Desk, WANG};

fn talking(own: &str) -> Desk {
    let config = tempfile::tempdir().unwrap();
    let folder = config.path().join("messages/zh-CN");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("own.toml"), own).unwrap();
    let (shelf, findings) =
        ScriptShelf::load(config.path(), Speaker { id: "8001".into(), ..Speaker::default() });
    assert!(findings.is_empty());
    let mut desk = Desk::new();
    desk.outside.shelf = Some(shelf);
    desk.rings(WANG).press("Ctrl-N").answered(1);
    desk
}

const TWO: &str = "
[[message]]
id = \"long\"
title = \"长的\"
text = \"{{ customer.name | default('您') }}好，{{ usage.month }}的账单请查收。\"
[[message]]
id = \"vip\"
title = \"金卡\"
when = \"customer.vip\"
text = \"{{ customer.name | default('您') }}好，这是您的专线。\"
";

#[test]
fn a_template_is_read_copied_and_recorded_and_the_fitting_one_comes_first() {
    let mut desk = talking(&TWO.replace("{{ usage.month }}", "本月"));
    desk.types("记一下").press("Ctrl-G :");
    let screen = desk.screen(80, 24);
    assert!(screen.contains("王小明好，这是您的专线。") && screen.contains("按 1 条发"), "{screen}");
    desk.press("Enter");
    assert_eq!(desk.outside.copied.last().unwrap().as_str(), "王小明好，这是您的专线。");
    assert_eq!(desk.toast(), Some(&Toast::MessageCopied { segments: 1 }));
    let used = desk.outside.used.last().unwrap();
    assert_eq!((used.call, &used.what), (desk.call().id, &Use::Message { message: "vip".to_owned() }));
    assert!(desk.app.popup.is_none() && desk.note() == "记一下");
}

#[test]
fn a_gap_is_seen_in_the_list_and_said_when_it_is_copied() {
    let mut desk = talking(
        "[[message]]\nid = \"a\"\ntitle = \"甲\"\ntext = \"{{ usage.month | default('⟦月份?⟧') }}的账单\"\n",
    );
    desk.press("Ctrl-G :");
    assert!(desk.screen(120, 36).contains("缺 1 项"));
    desk.press("1");
    assert_eq!(desk.toast(), Some(&Toast::MessageHasGaps { gaps: 1 }));
    assert_eq!(desk.outside.copied.last().unwrap().as_str(), "⟦月份?⟧的账单");
}

#[test]
fn esc_leaves_without_a_trace_and_between_calls_there_is_nobody_to_write_to() {
    let mut desk = talking(&TWO.replace("{{ usage.month }}", "本月"));
    desk.press("Ctrl-G : Down Esc");
    assert!(desk.outside.copied.is_empty() && desk.outside.used.is_empty());
    desk.press("Ctrl-K Ctrl-G :");
    assert_eq!(desk.refusal(), "why-no-call");
    assert!(!matches!(desk.app.popup, Some(Popup::Messages { .. })));
}

#[test]
fn a_template_without_a_fallback_is_refused_when_it_is_loaded() {
    let config = tempfile::tempdir().unwrap();
    let folder = config.path().join("messages/zh-CN");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("own.toml"), TWO).unwrap();
    let (_, findings) = ScriptShelf::load(config.path(), Speaker::default());
    assert_eq!(findings.iter().map(|found| found.code).collect::<Vec<_>>(), ["no-fallback"]);
}

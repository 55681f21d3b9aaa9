//! A rehearsal from the menu to the three questions, in keystrokes and screens, on the real store of training.

use seatmate::app::layer::Layer;
use seatmate::app::{Lang, Pane, Place};
use seatmate::domain::training::rehearsal::{Mode, Phase};

use crate::trainee::Trainee;

/// Connected, with the keyboard in F4.
fn talking(mode: Mode, lang: Lang) -> Trainee {
    let mut trainee = Trainee::new(lang);
    trainee.begins("bill-overage", mode, 1).connects();
    assert_eq!((trainee.app.focus, trainee.app.layer()), (Pane::Script, Layer::Talk));
    trainee
}

#[test]
fn the_menu_begins_a_call_with_a_customer_on_every_pane() {
    let mut trainee = Trainee::new(Lang::Zh);
    trainee.shows("训练：客户是虚构的").shows("话费理财").shows("怎么练");
    let place = trainee.app.training.as_deref().unwrap().lessons.rows.iter();
    let at = place.into_iter().position(|lesson| lesson.id == "bill-overage").unwrap();
    for _ in 0..at {
        trainee.press("Down");
    }
    trainee.press("1").shows("看得到话术和提示").press("Enter");
    trainee.until("the customer", |app| app.customer().is_some());
    trainee.shows("拨号中").shows("王雨桐").shows("正在拨给客户").shows("4G飞享套餐58元档");
    trainee.waits(4).shows("通话中").shows("耐心").shows("友好");
}

#[test]
fn choices_by_digit_earn_points_and_move_the_mood() {
    let mut trainee = talking(Mode::Practise, Lang::Zh);
    trainee.chooses("您好，我是移动客户经理").shows("+3 问好并报身份").shows("情绪 +");
    assert_eq!(trainee.app.focus, Pane::Script);
    // From the note, F4 and a digit go back to the note.
    trainee.press("F6 F4");
    trainee.chooses("为了保护您的账户");
    assert_eq!(trainee.app.focus, Pane::Note);
    trainee.types("核过身").press("F4").shows("核过身");
    trainee.press("9").shows("没有这个选项");
}

#[test]
fn words_of_ones_own_are_heard_in_characters_and_in_pinyin_and_never_lost() {
    let mut trainee = talking(Mode::Practise, Lang::Zh);
    trainee.chooses("您好，我是移动客户经理");
    trainee.press("Enter");
    assert_eq!(trainee.app.layer(), Layer::Say);
    trainee.types("麻烦说一下身份证").press("Esc").shows("麻烦说一下身份证");
    assert_eq!(trainee.app.layer(), Layer::Talk);
    // Words go on where they were left, without a key to open the field; a digit is text in it.
    trainee.types("后4位").shows("身份证后4位");
    assert_eq!(trainee.app.layer(), Layer::Say);
    trainee.press("Backspace Backspace").types("四位").press("Enter").shows("听到：").shows("+10 核对身份");
    assert_eq!(trainee.app.layer(), Layer::Talk);
    let mut other = talking(Mode::Practise, Lang::Zh);
    other.chooses("您好，我是移动客户经理");
    other.types("shenfenzheng houswei").press("Enter").shows("没听出要点");
    other.types("shenfenzheng housiwei").press("Enter").shows("+10 核对身份");
}

#[test]
fn what_should_not_be_said_is_named_with_what_serves_better() {
    let mut trainee = talking(Mode::Practise, Lang::Zh);
    trainee.chooses("您好，我是移动客户经理").chooses("为了保护您的账户");
    trainee.chooses("那是您自己的问题").shows("! 怪罪客户");
    assert!(trainee.session().rehearsal.mood() < 60);
}

#[test]
fn learning_shows_script_and_hints_and_steps_back_and_a_test_shows_none_of_them() {
    let mut trainee = talking(Mode::Learn, Lang::Zh);
    trainee.shows("话术 开场").shows("提示（扣 2 分）").shows("悔一步");
    trainee.press("*").shows("* ").press("1").press("0").shows("已收回上一句");
    assert_eq!(trainee.session().rehearsal.hints(), 1);
    let mut test = talking(Mode::Test, Lang::Zh);
    test.hides("话术 开场").hides("提示").hides("悔一步").shows("按 Enter，用自己的话回答").shows("限时");
    // No choices: a digit is the beginning of what is said.
    test.press("1");
    assert_eq!(test.app.layer(), Layer::Say);
    test.press("Esc *").shows("这里没有提示").press("0").shows("不能悔步");
    test.types("您好，我是客户经理").press("Enter").hides("听到").hides("+3 问好");
}

#[test]
fn whoever_is_silent_is_asked_and_then_left() {
    let mut trainee = talking(Mode::Practise, Lang::Zh);
    trainee.waits(26);
    assert!(trainee.session().said_now().len() >= 2, "{:?}", trainee.session().said_now());
    trainee.waits(60);
    assert_eq!(trainee.session().rehearsal.phase(), Phase::WrapUp);
    trainee.shows("已结束").shows("按 F9 写小结");
    trainee.press("F9 Tab 4 F9").shows("成绩");
    let total = trainee.app.training.as_deref().unwrap().result.as_ref().unwrap().score.total;
    assert!(total < 50, "{total}");
}

#[test]
fn hanging_up_asks_twice_and_ends_the_call() {
    let mut trainee = talking(Mode::Practise, Lang::Zh);
    trainee.press("Ctrl-D");
    assert_eq!(trainee.session().rehearsal.phase(), Phase::Talking);
    trainee.press("Ctrl-D").shows("已结束");
    assert_eq!(trainee.session().rehearsal.phase(), Phase::WrapUp);
}

#[test]
fn an_offer_on_f5_is_an_offer_to_the_customer() {
    let mut trainee = talking(Mode::Practise, Lang::Zh);
    trainee
        .until("what packages cost", |app| app.customer().is_some_and(|known| known.offers.advice.is_some()));
    trainee.chooses("您好，我是移动客户经理").chooses("为了保护您的账户").chooses("这样扣着确实");
    let before = trainee.session().rehearsal.transcript().len();
    trainee.press("F5 7 F4");
    assert!(trainee.session().rehearsal.transcript().len() > before, "the customer answers an offer");
}

#[test]
fn a_good_call_ends_in_a_good_result_and_three_questions() {
    let mut trainee = talking(Mode::Practise, Lang::Zh);
    trainee.talks_well();
    trainee.press("F9").types("客户看视频多，连续几个月超套，已对比套餐和加油包，同意换套餐，下月生效");
    trainee.press("Tab 3 Tab Delete F9").shows("成绩").shows("逐项点评").shows("第一次练这个场景");
    let result = trainee.app.training.as_deref().unwrap().result.as_ref().unwrap();
    assert!(result.score.adds_up() && result.score.complete);
    assert!(result.score.total >= 75, "{:#?}", result.score);
    trainee.press("PgDn PgDn Home Enter").shows("哪一点值得学习").types("先共情再算账");
    assert_eq!(trainee.app.layer(), Layer::Review);
    trainee.press("Tab").types("语速").press("Enter").types("先说结论").press("F9");
    trainee.shows("改三个问题").press("4").shows("先共情再算账").press("Esc Esc").shows("最好");
    assert_eq!(trainee.app.layer(), Layer::Lessons);
    // A worse one does not hide the better one.
    let best = trainee.app.training.as_deref().unwrap().lessons.chosen().unwrap().best.unwrap();
    trainee.begins("bill-overage", Mode::Practise, 2).connects().press("Ctrl-D Ctrl-D F9 Tab 4 F9");
    trainee.shows(&format!("最好成绩 {best} 分，保持不变")).press("1");
    trainee.until("the same once more", |app| app.customer().is_some());
    assert_eq!(trainee.session().rehearsal.scenario().id, "bill-overage");
}

#[test]
fn the_same_seed_gives_the_same_customer_and_words() {
    let said = |seed| {
        let mut trainee = Trainee::new(Lang::En);
        trainee.begins("bill-overage", Mode::Practise, seed).connects().talks_well();
        let lines = trainee.session().rehearsal.transcript().to_vec();
        (trainee.app.customer().unwrap().profile.customer.number, lines)
    };
    assert_eq!(said(11), said(11));
    assert_ne!(said(11).0, said(12).0);
}

#[test]
fn the_banner_is_on_every_frame_in_both_languages() {
    for (lang, banner) in [(Lang::Zh, "训练"), (Lang::En, "TRAINING")] {
        let mut trainee = Trainee::new(lang);
        let sizes = [(80, 24), (120, 36), (200, 60), (60, 12)];
        let check = |trainee: &Trainee| {
            for (columns, rows) in sizes {
                let screen = trainee.screen(columns, rows);
                assert!(
                    screen.lines().next().unwrap_or_default().contains(banner),
                    "{columns}x{rows}:\n{screen}"
                );
            }
        };
        check(&trainee);
        trainee.begins("bill-overage", Mode::Learn, 3);
        for keys in
            ["F2", "F3", "F5", "F7", "F8", "Esc", "Ctrl-F", "Esc", "F1", "Esc", "Ctrl-P", "Esc", "F4", "F4"]
        {
            trainee.press(keys);
            check(&trainee);
        }
        trainee.connects();
        check(&trainee);
        trainee.press("Ctrl-D Ctrl-D F9");
        check(&trainee);
        trainee.press("Tab 4 F9");
        assert_eq!(trainee.app.place, Place::Training);
        check(&trainee);
        trainee.press("Enter");
        check(&trainee);
        trainee.press("Esc 3");
        check(&trainee);
        trainee.press("Right Tab");
        check(&trainee);
    }
}

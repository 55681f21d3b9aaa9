//! What is heard in free text, by hand: Chinese, pinyin, half and half, English, and what must not be heard.

use proptest::prelude::*;

use super::lists;
use crate::domain::training::ears::{Ears, Heard};
use std::sync::LazyLock;

fn ears(tag: &str, own: &[(&str, &str)]) -> Ears {
    let (shared, findings) = lists::load(tag, None);
    assert!(findings.is_empty());
    lists::ears(tag, own.iter().map(|(name, ways)| lists::point(name, ways)).collect(), &shared)
}

static ZH: LazyLock<Ears> = LazyLock::new(|| {
    ears(
        "zh-CN",
        &[
            ("can-return", "能退 | 可以退"),
            ("cannot-return", "不能退 | 退不了"),
            ("xi-an", "西安"),
            ("fee", "每月+元+!免费"),
            ("five-g", "5G"),
        ],
    )
});
static EN: LazyLock<Ears> = LazyLock::new(|| ears("en", &[("refund", "refund*"), ("fee", "a month + yuan")]));

fn points(heard: &Heard) -> Vec<&str> {
    heard.points.iter().map(|found| found.list.as_str()).collect()
}

#[test]
fn chinese_is_heard_without_spaces_and_in_any_width() {
    for text in [
        "请说一下证件后四位",
        "跟您核对一下身份,证件号后四位是多少?",
        "证 件 后 四 位",
        "zhengjian houSIwei",
        "zheng jian hou si wei",
        "请报zhengjian后si位",
        "ｚｈｅｎｇｊｉａｎ后四位",
    ] {
        assert!(ZH.hear(text).has("identity"), "{text}");
    }
    assert!(
        ZH.hear("您好").has("greeting")
            && ZH.hear("你好").has("greeting")
            && ZH.hear("ni hao").has("greeting")
    );
    assert!(ZH.hear("这是５Ｇ套餐").has("five-g"));
}

#[test]
fn pinyin_counts_only_from_border_to_border() {
    assert!(
        ZH.hear("xian").has("xi-an") && ZH.hear("xi'an").has("xi-an") && ZH.hear("wozaixian").has("xi-an")
    );
    for text in ["xiang", "xianzai de shi", "exian", "diannao", "xi", "XML"] {
        assert_eq!(ZH.hear(text).has("xi-an"), text == "xianzai de shi" || text == "exian", "{text}");
    }
    assert!(!ZH.hear("nihaoma hello").has("thanks"));
}

#[test]
fn a_negator_undoes_a_point_and_a_word_that_holds_one_does_not() {
    let heard = |text: &str| {
        points(&ZH.hear(text))
            .into_iter()
            .filter(|name| name.contains("return"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(heard("这个能退"), ["can-return"]);
    assert_eq!(heard("这个不能退"), ["cannot-return"]);
    assert_eq!(heard("这个没有办法可以退"), Vec::<String>::new());
    assert_eq!(heard("不好意思,能退的"), ["can-return"]);
    assert_eq!(heard("不是不可以退"), ["can-return"], "two negators undo each other");
    assert_eq!(heard("别着急。可以退"), ["can-return"], "another sentence");
    assert_eq!(heard("能不能退"), Vec::<String>::new());
    assert_eq!(heard("bu keyi tui"), Vec::<String>::new());
    let negated = ZH.hear("这个没法可以退").negated;
    assert!(negated.iter().any(|found| found.list == "can-return"));
}

#[test]
fn words_of_one_way_stand_in_one_sentence_and_forbidden_ones_do_not() {
    assert!(ZH.hear("每月128元").has("fee"));
    assert!(!ZH.hear("每月都付。一共128元").has("fee"));
    assert!(!ZH.hear("每月0元免费").has("fee"));
    assert!(ZH.hear("每月1.5元").has("fee"), "a point between digits ends no sentence");
}

#[test]
fn what_matched_is_told_with_its_place() {
    let text = "您好,请说证件后四位";
    let heard = ZH.hear(text);
    let found = heard.points.iter().find(|found| found.list == "identity").unwrap();
    assert_eq!(found.way, "证件后四位");
    assert_eq!(text.get(found.spans[0].clone()), Some("证件后四位"));
}

#[test]
fn slips_and_phrases_are_heard_with_what_serves_better() {
    let heard = ZH.hear("我不知道,你闭嘴");
    let slips: Vec<&str> = heard.slips.iter().map(|found| found.list.as_str()).collect();
    assert!(slips.contains(&"insult") && slips.contains(&"phrase"));
    assert!(heard.slips.iter().any(|found| found.instead.is_some()));
    assert!(ZH.hear("具体金额不一定").slips.is_empty());
    assert!(ZH.hear("bi zui").slips.iter().any(|found| found.list == "insult"));
    assert!(EN.hear("I don't know").slips.iter().any(|found| found.list == "phrase"));
    assert!(EN.hear("The crazyhorse plan").slips.is_empty());
}

#[test]
fn english_is_heard_by_whole_words() {
    assert!(EN.hear("May I have the last four of your ID document?").has("identity"));
    assert!(EN.hear("We can refund it").has("refund") && EN.hear("It is refundable").has("refund"));
    assert!(!EN.hear("We cannot refund it").has("refund") && !EN.hear("We do not ever refund").has("refund"));
    assert!(!EN.hear("We don't want to keep you, a refund").points.is_empty());
    assert!(EN.hear("It is 50 yuan, a month").has("fee"), "a comma does not part words of one way");
    assert!(!EN.hear("prefund").has("refund"));
    assert!(EN.hear("I’m sorry").has("empathy"));
    assert!(!EN.hear("").has("greeting"));
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(200))]

    #[test]
    fn any_text_is_heard_without_harm_and_places_are_of_the_text(text in "\\PC{0,60}") {
        for ears in [&*ZH, &*EN] {
            let heard = ears.hear(&text);
            for found in heard.points.iter().chain(&heard.slips).chain(&heard.negated) {
                for span in &found.spans {
                    prop_assert!(text.get(span.clone()).is_some_and(|piece| !piece.is_empty()));
                }
            }
        }
    }

    #[test]
    fn a_way_is_heard_in_its_own_words(seed in 0_usize..10_000) {
        for ears in [&*ZH, &*EN] {
            let list = &ears.lists[seed % ears.lists.len()];
            let way = &list.ways[seed % list.ways.len()];
            let text = crate::domain::training::explore::spoken(way);
            let heard = ears.hear(&text);
            let found = heard.points.iter().chain(&heard.slips).any(|found| found.list == list.name);
            prop_assert!(found, "{}: {}", list.name, text);
        }
    }
}

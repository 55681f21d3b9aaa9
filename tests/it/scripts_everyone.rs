//! Every script and message that comes with the program, for every customer of the demo, in both languages: nothing is read aloud with a hole
//! in it that cannot be seen. And what the linter says, case by case.

use seatmate::content::fields::{Filling, Speaker};
use seatmate::content::messages::Messages;
use seatmate::content::scripts::{self, Scripts};
use seatmate::content::source::Source;
use seatmate::content::words::Words;
use seatmate::content::{cards, messages};
use seatmate::domain::call::CallKind;
use seatmate::domain::script::Facts;
use seatmate::domain::time::parse_moment;
use seatmate::synth::demo::World;

fn whole(text: &str, what: &str) {
    assert!(!text.trim().is_empty(), "{what}: nothing to say");
    for bad in ["{{", "{%", "[field-", "[say-", "undefined"] {
        assert!(!text.to_lowercase().contains(bad), "{what}: {bad} in {text}");
    }
    for line in text.lines() {
        assert!(
            !line.trim_matches(['，', '。', ',', '.', ' ', '：', ':']).is_empty(),
            "{what}: an empty line in {text}"
        );
    }
    assert_eq!(text.matches('⟦').count(), text.matches('⟧').count(), "{what}: half a gap in {text}");
}

#[test]
fn every_field_is_filled_or_visibly_missing_for_every_customer_of_the_demo() {
    let now = parse_moment("2026-11-22T10:42:00+08:00").unwrap();
    let world = World::new(now);
    let speaker = Speaker { id: "8001".into(), ..Speaker::default() };
    let facts = Facts::new();
    let mut filled = 0;
    for tag in ["zh-CN", "en"] {
        let (words, shelf, templates) =
            (Words::new(tag), Scripts::built_in(tag), Messages::load(tag, None).0);
        let ids: Vec<String> = shelf.ids().map(str::to_owned).collect();
        let people = world.customers.iter().map(|customer| world.profile(customer.number)).chain([None]);
        for profile in people {
            let filling = Filling {
                profile: profile.as_ref(),
                speaker: &speaker,
                kind: CallKind::Inbound,
                now,
                words: &words,
                facts: &facts,
                pitch: None,
            };
            for id in &ids {
                let script = shelf.open(Some(id), &filling).unwrap();
                whole(&script.bridge, id);
                for step in &script.steps {
                    whole(&step.say, &format!("{tag} {id} {}", step.id));
                    step.answers.iter().for_each(|answer| whole(&answer.say, id));
                    filled += 1;
                }
            }
            for message in templates.filled(&filling) {
                whole(&message.text, &message.id);
                assert_eq!(message.gaps, message.text.matches('⟦').count());
            }
        }
    }
    assert!(filled > 5_000, "{filled}");
}

const HEAD: &str = "id = \"x\"\ntitle = \"X\"\nkind = \"inbound\"\n";

/// A step that must be said, with more in it.
fn step(more: &str) -> String {
    format!("[[step]]\nstage = \"opening\"\nmust_say = true\nsay = \"Hello.\"\n{more}\n")
}

fn say(text: &str) -> String {
    format!("[[step]]\nstage = \"presentation\"\nmust_say = true\nsay = \"{text}\"\n")
}

/// A finding and the smallest file that has it.
fn cases() -> Vec<(&'static str, &'static str, String)> {
    let script = |code, steps: String| (code, "scripts/en/x.toml", format!("{HEAD}{steps}"));
    let ten = (0..10).map(|at| format!("{{ say = \"{at}\" }}")).collect::<Vec<_>>().join(", ");
    let card = |more: &str| {
        format!("[[card]]\nid = \"a\"\ntitle = \"T\"\nkind = \"knowledge\"\nanswer = \"x\"\n{more}")
    };
    let message = |text: &str| format!("[[message]]\nid = \"a\"\ntitle = \"A\"\ntext = \"{text}\"\n");
    vec![
        script("toml", "step = 7\n".into()),
        script("no-steps", "step = []\n".into()),
        script("empty", say(" ")),
        script("template", say("{% if customer.vip %}x")),
        script("unknown-field", say("{{ customer.salutaton | default('x') }}")),
        script("no-fallback", say("{{ package.name }}")),
        script("unsafe-rounding", say("{{ offer.saving_month | round_up | default('x') }}")),
        script("gap-written", say("Hello ⟦name?⟧.")),
        script("long-line", say(&"word ".repeat(14))),
        script("avoid", say("I guarantee it.")),
        script("no-benefit", say("It has 30 GB.")),
        script("dangling", step("goto = \"there\"")),
        script("step-twice", [step("id = \"a\""), step("id = \"a\"")].concat()),
        script("unreachable", [step("end = true"), step("")].concat()),
        script("no-way-out", [step("id = \"a\""), step("goto = \"a\"")].concat()),
        script("no-must-say", "[[step]]\nstage = \"opening\"\nsay = \"Hello.\"\n".into()),
        script("part-unknown", format!("{}[[step]]\nuse = \"nothing\"\n", step(""))),
        script("step-shape", format!("{}[[step]]\nsay = \"x\"\n", step(""))),
        script("no-answers", format!("{}[[step]]\nstage = \"discovery\"\nask = \"Why?\"\n", step(""))),
        script("too-many-answers", step(&format!("answers = [{ten}]"))),
        script("card-unknown", step("card = \"nothing\"")),
        script("stage-order", [say("You pay less."), step("")].concat()),
        ("card-twice", "cards/en/x.toml", format!("{0}{0}", card("check = \"y\"\n"))),
        ("card-incomplete", "cards/en/x.toml", card("")),
        ("card-long", "cards/en/x.toml", card(&format!("check = \"{}\"\n", "word ".repeat(24)))),
        ("message-twice", "messages/en/x.toml", format!("{0}{0}", message("x"))),
        ("message-long", "messages/en/x.toml", message(&"word ".repeat(70))),
    ]
}

#[test]
fn the_linter_says_what_is_wrong_case_by_case() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for tag in ["zh-CN", "en"] {
        let (words, mut all) = (Words::new(tag), String::new());
        for (code, name, text) in cases() {
            let source = Source::built_in(name, &text);
            let findings = match name.split('/').next() {
                Some("cards") => cards::check(&source, "en"),
                Some("messages") => messages::check(&source, "en"),
                _ => scripts::check(&source, "en"),
            };
            let codes: Vec<&str> = findings.iter().map(|found| found.code).collect();
            let found = findings.iter().find(|found| found.code == code);
            let found = found.unwrap_or_else(|| panic!("{code} is not among {codes:?}"));
            all.push_str(&format!("--- {code}\n{}\n", found.render(&words, false)));
        }
        settings.bind(|| insta::assert_snapshot!(format!("linter.{tag}"), all));
    }
}

/// The five minutes of the manual: its file, and its commands, as they stand there.
#[test]
fn the_five_minutes_of_the_manual_run() {
    let manual = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/scripts.md")).unwrap();
    let part =
        manual.split("## Your own script in five minutes").nth(1).unwrap().split("\n## ").next().unwrap();
    let block = |kind: &str| {
        part.split(&format!("```{kind}\n")).nth(1).unwrap().split("```").next().unwrap().to_owned()
    };
    let seat = crate::cli::Seat::new();
    seat.write("config/scripts/en/my-first.toml", &block("toml"));
    seat.write("old.txt", &block("text"));
    let mut ran = 0;
    for line in block("sh").lines().filter_map(|line| line.strip_prefix("seatmate ")) {
        let line = line.split(" #").next().unwrap().trim();
        let line =
            line.replace("my-first.toml", "@config/scripts/en/my-first.toml").replace("old.txt", "@old.txt");
        let done = seat.run(&format!("--lang en {line}"));
        assert!([0, 3].contains(&done.code), "{line}: {done:?}");
        assert!(!done.out.contains("error"), "{line}: {done:?}");
        ran += 1;
    }
    assert!(ran >= 3);
}

//! Stories of the checker: the built-in scenarios and the template are without findings, and what is wrong is found where it is written.

use super::*;
use crate::content::finding::Weight;
use crate::content::words::Words;

fn shown(findings: &[Finding], tag: &str) -> String {
    let words = Words::new(tag);
    findings.iter().map(|finding| finding.render(&words, false)).collect::<Vec<_>>().join("\n")
}

/// The checker walks every scenario: each ending is reached, the best way scores 95 or more, silence less than 50, rudeness fails
/// compliance, and typing an answer's words earns what choosing it earns. The stories below show that it sees when one of these is not so.
#[test]
fn nothing_is_wrong_with_the_built_in_scenarios() {
    for tag in ["zh-CN", "en"] {
        let findings: Vec<Finding> = built_in(tag).flat_map(|source| check(&source, tag)).collect();
        assert!(findings.is_empty(), "{}", shown(&findings, tag));
        let parts = check(&built_in_parts(tag), tag);
        assert!(parts.is_empty(), "{}", shown(&parts, tag));
        assert!(check_lists(&built_in_lists(tag)).is_empty());
    }
}

#[test]
fn twins_differ_in_nothing_but_words() {
    for (zh, en) in built_in("zh-CN").zip(built_in("en")) {
        let differs: Vec<Finding> = check_twin(&zh, &en).into_iter().collect();
        assert!(differs.is_empty(), "{}", shown(&differs, "en"));
    }
}

#[test]
fn the_template_is_without_findings_and_has_its_name() {
    for tag in ["zh-CN", "en"] {
        let source = Source::built_in("my.toml", &template(tag, "my \"case\"/1"));
        assert!(source.text.contains("id = \"mycase1\""));
        let findings = check(&source, tag);
        assert!(findings.is_empty(), "{}", shown(&findings, tag));
        let picture = picture(&source, tag, Notation::Mermaid).unwrap();
        assert!(picture.contains("-.->|\"result = later\"| e0"), "{picture}");
    }
}

fn codes(change: impl Fn(&str) -> String) -> Vec<(&'static str, usize)> {
    let text = change(&template("en", "x"));
    let findings = check(&Source::built_in("x.toml", &text), "en");
    for finding in &findings {
        let words = Words::new("en");
        assert!(!finding.message(&words).contains("finding-"), "{}", finding.code);
    }
    findings.iter().map(|finding| (finding.code, finding.place().0)).collect()
}

#[test]
fn what_is_wrong_is_found_where_it_is_written() {
    let one = |from: &str, to: &str| {
        codes(|text| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        })
    };
    let first = |from: &str, to: &str| one(from, to).first().map(|(code, _)| *code);
    assert_eq!(first("goto = \"done\"", "goto = \"gone\""), Some("lead-unknown"));
    assert_eq!(first("when = \"result = later\"", "when = \"moody\""), Some("not-a-condition"));
    assert_eq!(first("when = \"result = later\"", "when = \"said nothing-at-all\""), Some("point-unknown"));
    assert_eq!(first("weight = 20", "weight = 19"), Some("weights"));
    assert_eq!(first("use = \"identity\"", "use = \"identify\""), Some("part-unknown"));
    assert_eq!(first("difficulty = 1", "difficulty = 9"), Some("out-of-range"));
    assert_eq!(first("level = \"gold\"", "level = \"golden\""), Some("persona-word"));
    assert_eq!(first("note = [\"worry\"]", "note = [\"worries\"]"), Some("point-unknown"));
    assert_eq!(first("kind = \"critical\"", "kind = \"red_flag\""), Some("item-shape"));
    assert_eq!(first("id = \"solve\"", "id = \"ask\""), Some("name-twice"));
    assert_eq!(first("worry = \"bill | charge*\"", "worry = \" | \""), Some("list-empty"));
    assert_eq!(
        first("{ say = \"That is how", "{ say = \"{{ customer.nam }} That is how"),
        Some("unknown-field")
    );
    let avoided = one("say = \"I understand. ", "say = \"I guarantee, I understand. ");
    assert!(avoided.iter().any(|(code, _)| *code == "avoid"), "{avoided:?}");
    let unheard = one("What is it about the bill that looks wrong?\", points", "Fine.\", points");
    assert!(unheard.iter().any(|(code, _)| *code == "not-heard"), "{unheard:?}");
    assert_eq!(
        first("model = \"I check every line", "model = \"I guarantee: I check every line"),
        Some("avoid")
    );
}

#[test]
fn ways_that_lead_nowhere_and_best_ways_that_are_not_good_are_found() {
    let found = codes(|text| text.replace("set = { result = \"later\" }", "set = { result = \"never\" }"));
    assert!(found.iter().any(|(code, _)| *code == "ending-unreached"), "{found:?}");
    let found = codes(|text| {
        text.replace("points = [\"follow-up\", \"consent\", \"result\"]", "points = [\"follow-up\"]")
    });
    assert!(found.iter().any(|(code, _)| *code == "best-too-low"), "{found:?}");
    let found = codes(|text| {
        text.replace(
            "use = \"care\"              # 60",
            "use = \"care\"\nwithout = [\"phrases\", \"insult\", \"privacy\"] # 60",
        )
        .replace("weight = 20", "weight = 24")
    });
    assert!(found.iter().any(|(code, _)| *code == "rudeness-passes"), "{found:?}");
}

#[test]
fn a_twin_that_differs_is_found_at_its_place() {
    let (one, two) = (template("zh-CN", "x"), template("en", "x").replace("mood = 8", "mood = 9"));
    let found = check_twin(&Source::built_in("zh", &one), &Source::built_in("en", &two)).unwrap();
    assert_eq!(found.code, "twin-differs");
    assert!(one.lines().nth(found.place().0 - 1).unwrap().contains("mood = 8"));
    assert!(
        check_twin(&Source::built_in("zh", &one), &Source::built_in("en", &template("en", "x"))).is_none()
    );
}

#[test]
fn hostile_files_are_findings_and_never_end_the_program() {
    let long = format!("id = \"{}\"", "x".repeat(200_000));
    let many: String = (0..300)
        .map(|at| format!("[[turn]]\nid = \"q{at}\"\nsay = \"x\"\nanswers = [{{ say = \"y\" }}]\n"))
        .collect();
    let circle = "[[turn]]\nid = \"a\"\ngoto = \"b\"\n[[turn]]\nid = \"b\"\ngoto = \"a\"\n";
    let head = template("en", "x").split("[[turn]]").next().unwrap().to_owned();
    for text in [
        String::new(),
        "\u{0}\u{1b}[31m".into(),
        long,
        head.clone(),
        format!("{head}{many}"),
        format!("{head}{circle}"),
        format!("{head}[[turn]]\nanswers = [{{ say = \"{{{{ 1/0 }}}}\" }}]\n"),
        template("en", "x").replace("mood = 8", "mood = 999"),
        template("en", "x").replace("weight = 20", "weight = 4294967295"),
    ] {
        let findings = check(&Source::built_in("x.toml", &text), "en");
        assert!(
            findings.iter().any(|finding| finding.weight == Weight::Error),
            "{}",
            text.get(..80).unwrap_or_default()
        );
    }
}

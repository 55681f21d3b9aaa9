//! A finished call as a case to practise: nothing of the customer is in it, and it can be practised at once.

use seatmate::content::practice_case::{scrubbed, written};
use seatmate::content::scenarios;
use seatmate::content::scripts::Scripts;
use seatmate::content::source::Source;
use seatmate::content::words::Words;
use seatmate::domain::call::CallKind;
use seatmate::domain::disposition::Disposition;
use seatmate::domain::time::{local, parse_moment};
use seatmate::domain::training::case::{Case, Course};
use seatmate::synth::demo::World;

/// The longest run of digits.
fn longest_run(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0)
}

fn course(steps: &[&str], number: &str, name: &str) -> Course {
    Course {
        script: Some("overage".to_owned()),
        // What does not look like a code could be anything.
        steps: steps
            .iter()
            .map(|step| (*step).to_owned())
            .chain([name.to_owned(), number.to_owned()])
            .collect(),
        told: vec![
            ("concern".to_owned(), "price".to_owned()),
            ("who".to_owned(), name.to_owned()),
            ("number".to_owned(), number.to_owned()),
        ],
        offers: vec!["accepted".to_owned(), number.to_owned()],
    }
}

#[test]
fn nothing_of_any_customer_of_the_demo_is_in_a_case() {
    let now = parse_moment("2026-11-22 10:42:08").unwrap();
    let world = World::new(now);
    assert!(world.customers.len() >= 100);
    let words = Words::new("zh-CN");
    let scripts = Scripts::built_in("zh-CN");
    for customer in &world.customers {
        let profile = world.profile(customer.number).unwrap();
        let number = customer.number.digits();
        let name =
            customer.name.as_ref().map_or_else(|| "无名氏甲".to_owned(), |name| name.as_raw().to_owned());
        let case = Case::of(
            CallKind::CareOutbound,
            Some(Disposition::Interested),
            course(&[], &number, &name),
            Some(&profile),
            local(now).date_naive(),
        );
        let note = scrubbed(&format!("{name}说{number}的账单多了128.50元，回电139 1234 5678"), Some(&name));
        let text = written(&case, "case-bill-1", Some(&note), &scripts, &words, now);
        assert!(longest_run(&text) < 5, "{text}");
        assert!(!text.contains(&name) && !text.contains(&number), "{text}");
        assert!(text.contains("concern = price") && !text.contains("who ="), "{text}");
        for field in [&customer.group_name, &customer.account, &customer.customer_id, &customer.taboo] {
            let secret = field.as_ref().map(|text| text.as_raw().to_owned()).unwrap_or_default();
            assert!(secret.chars().count() < 4 || !text.contains(&secret), "{secret}: {text}");
        }
    }
}

#[test]
fn a_case_can_be_practised_at_once_in_both_languages_and_for_both_directions() {
    let now = parse_moment("2026-11-22 10:42:08").unwrap();
    let world = World::new(now);
    for tag in ["zh-CN", "en"] {
        let (words, scripts) = (Words::new(tag), Scripts::built_in(tag));
        for kind in [CallKind::CareOutbound, CallKind::Inbound] {
            for customer in world.customers.iter().take(3) {
                let profile = world.profile(customer.number);
                let today = local(now).date_naive();
                let case = Case::of(
                    kind,
                    Some(Disposition::Agreed),
                    course(&[], "1", "x y"),
                    profile.as_ref(),
                    today,
                );
                let text = written(&case, "case-bill-1", None, &scripts, &words, now);
                let source = Source::built_in(&format!("scenarios/{tag}/case-bill-1.toml"), &text);
                let found = scenarios::check(&source, tag);
                let wrong: Vec<String> = found
                    .iter()
                    .filter(|finding| finding.weight == seatmate::content::finding::Weight::Error)
                    .map(|finding| finding.render(&words, false))
                    .collect();
                assert!(wrong.is_empty(), "{tag} {kind:?}\n{}\n{text}", wrong.join("\n"));
            }
        }
    }
}

#[test]
fn a_note_loses_its_names_and_figures() {
    let note = scrubbed("王小明王先生说张总也在，电话13912345678，三百块", Some("王小明"));
    for gone in ["王小明", "小明", "王先生", "1391", "三"] {
        assert!(!note.contains(gone), "{gone}: {note}");
    }
    let english = scrubbed("Ms Mary Poppins asked about 128 yuan", Some("Mary Poppins"));
    assert!(!english.contains("Mary") && !english.contains("128"), "{english}");
}

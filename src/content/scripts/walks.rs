//! Stories of script files: filled, chosen, walked to their end, refused.

use super::*;
use crate::content::fields::Speaker;
use crate::content::words::Words;
use crate::domain::call::CallKind;
use crate::domain::customer::{Customer, CustomerId, Gender};
use crate::domain::money::Fen;
use crate::domain::person::told::{self, Told};
use crate::domain::phone::PhoneNumber;
use crate::domain::profile::Profile;
use crate::domain::safe_text::RawText;
use crate::domain::script::Facts;
use crate::domain::time::{Moment, parse_moment};

fn now() -> Moment {
    parse_moment("2026-11-22T10:42:00+08:00").unwrap()
}

fn profile() -> Profile {
    let mut customer = Customer::bare(PhoneNumber::parse("19900000001").unwrap());
    customer.name = Some(RawText::new("王小明"));
    customer.gender = Some(Gender::Male);
    customer.arrears = Some(Fen(2850));
    Profile {
        id: CustomerId(1),
        customer,
        usage: Vec::new(),
        habit: None,
        events: Vec::new(),
        history: Vec::new(),
        follow_ups: Vec::new(),
        offers: Vec::new(),
        quiet: Vec::new(),
        told: Vec::new(),
        tried: Vec::new(),
    }
}

fn said_by(template: &str, profile: Option<&Profile>) -> String {
    let words = Words::new("zh-CN");
    let speaker = Speaker { id: "8001".into(), ..Speaker::default() };
    let filling = Filling {
        profile,
        speaker: &speaker,
        kind: CallKind::Inbound,
        now: now(),
        words: &words,
        facts: &Facts::new(),
        pitch: None,
    };
    said(&engine(), template, &fields::context(&filling)).to_string()
}

#[test]
fn fields_fall_back_or_show_their_gap() {
    let known = profile();
    assert_eq!(said_by("{{ customer.salutation | default('您') }}好", Some(&known)), "王先生好");
    assert_eq!(said_by("{{ customer.salutation | default('您') }}好", None), "您好");
    assert_eq!(said_by("{{ customer.salutation }}好", None), "⟦称呼?⟧好");
    assert_eq!(said_by("{{ package.name }}", Some(&known)), "⟦套餐名?⟧");
}

#[test]
fn amounts_speak_and_compare() {
    let known = profile();
    assert_eq!(said_by("{{ account.arrears }}", Some(&known)), "28.50 元");
    assert_eq!(said_by("{% if account.arrears %}欠{% endif %}", Some(&known)), "欠");
    assert_eq!(said_by("{% if account.arrears | number > 28 %}多{% endif %}", Some(&known)), "多");
    assert_eq!(said_by("{% if account.arrears %}欠{% endif %}", None), "");
    assert_eq!(said_by("{% if account.contract_days | number > 3 %}x{% endif %}", Some(&known)), "");
    assert_eq!(said_by("{{ customer.number }}", Some(&known)), "199****0001");
}

#[test]
fn filters_speak_amounts_days_and_round_to_the_safe_side() {
    let known = profile();
    let said = |template: &str| said_by(template, Some(&known));
    assert_eq!(said("{{ account.arrears | whole }}"), "29 元", "what is owed goes up");
    assert_eq!(said("{{ account.arrears | round_down }}"), "28 元");
    assert_eq!(said("{{ 28.5 | money }}、{{ 12.34 | money }}"), "28.50 元、12.34 元");
    assert_eq!(said("{{ 3 | money | whole }}"), "3 元");
    assert_eq!(said("{{ 1.5 | gb }} {{ 1.5 | gb | whole }}"), "1.5 GB 1 GB", "what one gets goes down");
    assert_eq!(said("{{ '2026-11-22' | date }} {{ '明天' | date }}"), "11 月 22 日 明天");
    assert_eq!(said("{{ need.day | date | default('改天') }}"), "改天");
    assert_eq!(said("{{ '13800138000' | masked }}"), "138****8000");
    assert_eq!(said("{{ usage.bill | whole | default('账单') }}"), "账单", "a gap stays one");
}

#[test]
fn what_is_recommended_fills_its_fields_and_answers_the_need() {
    use crate::domain::recommend::pitch::{Need, Pitch};
    use crate::domain::recommend::spoken::Spoken;
    let spoken = Spoken {
        months: 6,
        today: Fen(11_840),
        there: Fen(9_990),
        worst: Fen::yuan(108),
        saves_month: Some(Fen::yuan(18)),
        saves_year: Some(Fen::yuan(190)),
        wins: 5,
        of: 6,
        rollover_lost_gb_tenths: 0,
        must_check: false,
        slow_days: 0,
        estimated: false,
    };
    let mut pitch = Pitch {
        name: RawText::new("畅享 98"),
        fee: Fen::yuan(98),
        data: 20 * 1024 * 1024,
        more_data: Some(10 * 1024 * 1024),
        minutes: Some(300),
        more_minutes: None,
        spoken: Some(spoken),
        need: None,
    };
    let said = |pitch: Option<&Pitch>, template: &str| {
        let (words, speaker) = (Words::new("zh-CN"), Speaker::default());
        let facts = Facts::new();
        let filling = Filling {
            profile: None,
            speaker: &speaker,
            kind: CallKind::Inbound,
            now: now(),
            words: &words,
            facts: &facts,
            pitch,
        };
        super::said(&engine(), template, &fields::context(&filling)).to_string()
    };
    let all = "{{ offer.name }} {{ offer.fee }} {{ offer.saving_month }} {{ offer.there }} {{ offer.data }} {{ offer.benefit }}";
    let price = "畅享 98 98 元 18 元 99.90 元 20 GB 按您最近 6 个月的用量，每月少付约 18 元。";
    assert_eq!(said(Some(&pitch), all), price);
    assert_eq!(said(Some(&pitch), "{{ offer.there | whole }}"), "100 元");
    pitch.need = Some(Need::Data);
    assert_eq!(said(Some(&pitch), "{{ offer.benefit }}"), "每月比现在多 10 GB。");
    pitch.need = Some(Need::Minutes);
    assert_eq!(said(Some(&pitch), "{{ offer.benefit }}"), "⟦对客户的好处?⟧", "nothing to say is not said");
    assert_eq!(said(None, "{% if offer.known %}x{% endif %}{{ offer.name }}"), "⟦推荐套餐?⟧");
}

#[test]
fn what_the_agent_set_about_a_person_steers_a_script_and_can_be_said() {
    let mut known = profile();
    let template = "{% if person.price >= 2 %}省{% endif %}{{ person.price }}{{ person.service }}{{ person.minds | default('-') }}";
    assert_eq!(said_by(template, None), "00-");
    assert_eq!(said_by(template, Some(&known)), "00-", "a guess of the rules is nobody's word");
    let mut set = |about: &str, level| {
        let told = Told { about: format!("sensitivity.{about}"), level: Some(level), text: None, at: now() };
        told::put(&mut known.told, told);
        said_by(template, Some(&known))
    };
    assert_eq!(set("price", 1), "10-");
    assert_eq!(set("price", 2), "省20价格");
    assert_eq!(set("service", 3), "省23服务");
    assert_eq!(set("price", 0), "03服务");
}

#[test]
fn a_name_is_data_and_never_a_template_or_a_control_code() {
    let mut known = profile();
    known.customer.name = Some(RawText::new("{{ agent.id }}\u{1b}[31m"));
    assert_eq!(said_by("{{ customer.name }}", Some(&known)), "{{ agent.id }}\u{FFFD}[31m");
}

#[test]
fn every_kind_of_call_has_an_opening_in_both_languages_even_for_a_stranger() {
    for tag in ["zh-CN", "en"] {
        let (scripts, findings) = Scripts::load(tag, None);
        let words = Words::new(tag);
        let shown: Vec<String> = findings.iter().map(|finding| finding.render(&words, false)).collect();
        assert!(findings.is_empty(), "{}", shown.join("\n"));
        let speaker = Speaker { id: "8001".into(), ..Speaker::default() };
        for kind in CallKind::ALL {
            for profile in [None, Some(&profile())] {
                let filling = Filling {
                    profile,
                    speaker: &speaker,
                    kind,
                    now: now(),
                    words: &words,
                    facts: &Facts::new(),
                    pitch: None,
                };
                let script = scripts.open(None, &filling).unwrap();
                assert_eq!(script.kind, kind);
                assert!(script.steps.len() >= 4, "{tag} {kind:?}");
                assert!(script.steps.iter().any(|step| step.must_say), "{tag} {kind:?}");
                for step in &script.steps {
                    assert!(!step.say.contains('⟦'), "{tag} {kind:?}: {}", step.say.as_str());
                }
            }
        }
    }
}

/// What must be the same in both languages: everything but the words.
fn shape(file: &File) -> String {
    let step = |step: &FileStep| {
        let text =
            |value: &Option<toml::Spanned<String>>| value.as_ref().map(|value| value.get_ref().clone());
        let answers: Vec<_> =
            step.answers.iter().map(|answer| (text(&answer.goto), answer.end, answer.set.clone())).collect();
        let stage = step.stage.as_ref().map(|stage| *stage.get_ref());
        let card = text(&step.card);
        let kind = match step.node() {
            Node::Words(kind, _) => format!("{kind:?}"),
            Node::Turn => "turn".to_owned(),
            Node::Part | Node::Unclear => "part".to_owned(),
        };
        format!(
            "{:?}",
            (
                text(&step.id),
                stage,
                step.is_must_say(),
                text(&step.when),
                answers,
                text(&step.goto),
                card,
                &step.set,
                step.evidence.is_some(),
                kind
            )
        )
    };
    let when = file.when.as_ref().map(|when| when.get_ref().clone());
    let steps: Vec<String> = file.steps.iter().map(step).collect();
    format!(
        "{:?} {:?} {when:?} {} {}\n{}",
        file.id.get_ref(),
        file.kind,
        file.priority,
        file.by_hand,
        steps.join("\n")
    )
}

#[test]
fn every_script_has_its_twin_in_the_other_language() {
    let shapes = |tag: &str| Scripts::built_in(tag).files.iter().map(shape).collect::<Vec<_>>();
    let (zh, en) = (shapes("zh-CN"), shapes("en"));
    assert_eq!((zh.len(), en.len()), (BUILT_IN.len(), BUILT_IN.len()));
    for (zh, en) in zh.iter().zip(&en) {
        // The opening scripts were written apart; their steps differ in nothing but words too.
        assert_eq!(zh, en);
    }
}

#[test]
fn every_card_a_script_names_is_there() {
    let (cards, _) = crate::content::cards::load(None);
    for file in Scripts::built_in("en").files {
        for card in file.steps.iter().filter_map(|step| step.card.as_ref()) {
            assert!(cards.en.iter().any(|known| known.id == *card.get_ref()), "{}", card.get_ref());
        }
    }
}

static SHELVES: std::sync::LazyLock<[Scripts; 2]> =
    std::sync::LazyLock::new(|| [Scripts::built_in("zh-CN"), Scripts::built_in("en")]);

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(12))]

    /// Answers, going on and jumping about: every way through every script comes to its end, and none shows a gap.
    #[test]
    fn any_walk_of_any_script_ends(keys in proptest::collection::vec(0_u8..6, 80), known in proptest::bool::ANY) {
        use crate::domain::script::Walk;
        let person = profile();
        for tag in ["zh-CN", "en"] {
            let (words, speaker) = (Words::new(tag), Speaker::default());
            let scripts = &SHELVES[usize::from(tag == "en")];
            for file in &scripts.files {
                let (mut walk, mut at, mut count) = (Walk::default(), 0, 0);
                let fill_with = |facts: &Facts| {
                    let filling = Filling {
                        profile: Some(&person).filter(|_| known),
                        speaker: &speaker,
                        kind: file.kind,
                        now: now(),
                        words: &words,
                        facts,
                        pitch: None,
                    };
                    fill(file, &scripts.benefits, &filling)
                };
                let mut script = fill_with(&walk.facts);
                while let Some(step) = script.steps.get(at) {
                    proptest::prop_assert!(!step.say.contains('⟦'), "{} {}: {}", tag, script.id, step.say.as_str());
                    proptest::prop_assert!(count < 60, "{tag} {} does not end", script.id);
                    let key = keys[count];
                    at = walk.answer(&script, at, key).unwrap_or_else(|| walk.forward(&script, at));
                    let again = fill_with(&walk.facts);
                    at = if at >= script.steps.len() { at } else { again.index_of(script.steps[at].order) };
                    if at < script.steps.len() {
                        script = again;
                    } else {
                        break;
                    }
                    count += 1;
                }
            }
        }
    }
}

#[test]
fn a_situation_opens_its_script_and_the_highest_priority_wins() {
    use crate::domain::event::{CustomerEvent, EventKind};
    let (words, speaker, facts) = (Words::new("zh-CN"), Speaker::default(), Facts::new());
    let scripts = Scripts::built_in("zh-CN");
    let mut person = profile();
    let opened = |profile: &Profile, kind| {
        let filling = Filling {
            profile: Some(profile),
            speaker: &speaker,
            kind,
            now: now(),
            words: &words,
            facts: &facts,
            pitch: None,
        };
        (scripts.open(None, &filling).unwrap().id, scripts.titles(&filling))
    };
    let (id, titles) = opened(&person, CallKind::CareOutbound);
    assert_eq!(id, "arrears");
    assert!(titles[0].fits && !titles.last().unwrap().fits);
    person.events.push(CustomerEvent { at: now(), kind: EventKind::PortRequest, detail: None });
    assert_eq!(opened(&person, CallKind::CareOutbound).0, "retention-port");
    assert_eq!(opened(&person, CallKind::Inbound).0, "port-inbound");
    person.customer.arrears = None;
    person.events.clear();
    assert_eq!(opened(&person, CallKind::CareOutbound).0, "care-open");
    assert_eq!(opened(&person, CallKind::SurveyOutbound).0, "survey-open");
}

//! The insight part of `seatmate show`: the brief, value, stage and type, signs of leaving with points and rules, what to do next.
//! It must not compute anything.

use crate::cli::paper::line;
use crate::cli::show::Page;
use crate::cli::{Door, Failure, show_text};
use crate::content::insight_words::{Teller, serde_code};
use crate::content::words::Arg;
use crate::domain::insight::Sign;
use crate::domain::insight::brief::Says;
use crate::domain::time::local;

/// Prints it.
pub(crate) fn print(page: &Page<'_>, door: &mut Door<'_>) -> Result<(), Failure> {
    let picture = page.picture;
    let today = local(door.now()).date_naive();
    let others: Vec<String> = page
        .insight
        .signs
        .iter()
        .filter(|sign| !in_points(sign))
        .map(|sign| show_text::say_sign(sign, door))
        .collect();
    let tell = Teller { words: &door.words, today };
    let said = picture.brief.iter().filter_map(|clause| match &clause.says {
        Says::Begin { proposal } => Some(tell.first_line(proposal)),
        _ => tell.clause(clause),
    });
    let said: Vec<String> = said.collect();
    if !said.is_empty() {
        writeln!(door.out, "{}", said.join("  "))?;
    }
    for sign in others {
        writeln!(door.out, "! {sign}")?;
    }
    let sum = tell.fill("insight-points", &[("n", Arg::from(picture.churn.points))]);
    line(door.out, &tell.say("insight-churn"), &format!("{}  {sum}", tell.alarm(picture.alarm)))?;
    writeln!(door.out, "       {}", tell.points_rule(picture, page.rules).sentence)?;
    for sign in &picture.churn.signs {
        let rule = tell.sign_rule(sign, &page.rules.churn);
        writeln!(door.out, "{:>+5}  {}", sign.points, tell.sign(sign))?;
        writeln!(door.out, "       [{}] {}", rule.rule, rule.sentence)?;
        let wrong = page.wrong.iter().filter(|count| count.rule == sign.evidence.code());
        let times: u64 = wrong.map(|count| count.times).sum();
        if times > 0 {
            let said = tell.fill("insight-wrong-times", &[("n", Arg::from(times))]);
            writeln!(door.out, "       {said}")?;
        }
    }
    if let Some(said) = tell.own(picture) {
        line(door.out, &tell.say("own-label"), &said)?;
    }
    for (given, text) in tell.own_lines(picture, page.rules) {
        writeln!(door.out, "{given:>+5}  {text}")?;
    }
    for quiet in &page.profile.quiet {
        writeln!(door.out, "    0  {}", tell.quiet_rule(quiet).sentence)?;
    }
    for (label, value) in facts(page, &tell) {
        line(door.out, &label, &value)?;
    }
    Ok(())
}

/// Whether the points of leaving say it already.
const fn in_points(sign: &Sign) -> bool {
    !matches!(
        sign,
        Sign::PromiseOpen { .. }
            | Sign::Arrears { .. }
            | Sign::RepeatedOverage { .. }
            | Sign::DoNotMarket
            | Sign::Birthday { .. }
    )
}

fn facts(page: &Page<'_>, tell: &Teller<'_>) -> Vec<(String, String)> {
    let picture = page.picture;
    let mut value = tell.value(&picture.value);
    value.extend(tell.peers(picture));
    let mut facts = vec![(tell.say("insight-value"), value.join("  "))];
    let mut add = |key: &str, value: Option<String>| {
        facts.extend(value.filter(|value| !value.is_empty()).map(|value| (tell.say(key), value)));
    };
    add("insight-stage", picture.stage.as_ref().map(|stage| tell.stage(stage)));
    let courses: Vec<String> = picture.courses.iter().filter_map(|course| tell.course(course)).collect();
    add("insight-trend", Some(courses.join("  ")));
    let next = picture.next.proposals.first().map(|proposal| {
        format!("{} ({})", tell.named("action", &proposal.code), tell.because(proposal, picture.alarm))
    });
    add("insight-next", next);
    let held: Vec<String> =
        picture.next.restraints.iter().map(|held| tell.named("restraint", &serde_code(held))).collect();
    add("insight-restraint", Some(held.join("  ")));
    facts
}

//! `seatmate show` as text for people. It must not compute anything, and prints outside text only in its safe form.

use crate::cli::paper::{self, line, minute};
use crate::cli::show::Page;
use crate::cli::{Door, Failure, find, show_insight, show_person};
use crate::content::answers;
use crate::domain::customer::Customer;
use crate::domain::fit::{Fit, Verdict};
use crate::domain::insight::{Insight, Sign, Trend};
use crate::domain::mask;
use crate::domain::money::Fen;
use crate::domain::profile::Profile;
use crate::domain::safe_text::RawText;
use crate::domain::script::Script;
use crate::domain::usage::{Kilobytes, UsageMonth};

/// How many past calls and months are worth a glance; JSON has them all.
const RECENT_CALLS: usize = 5;
const RECENT_MONTHS: u32 = 12;

/// Prints the page.
pub(crate) fn print(page: &Page<'_>, door: &mut Door<'_>) -> Result<(), Failure> {
    head(page, door)?;
    show_insight::print(page, door)?;
    show_person::print(page, door)?;
    customer(&page.profile.customer, door)?;
    usage(page.profile, page.insight, door)?;
    fit(page.fit, door)?;
    follow_ups(page.profile, door)?;
    history(page.profile, door)?;
    offers(page, door)?;
    page.script.map_or(Ok(()), |found| script(found, door))
}

fn head(page: &Page<'_>, door: &mut Door<'_>) -> Result<(), Failure> {
    let customer = &page.profile.customer;
    let mut parts =
        vec![paper::or_dash(customer.name.as_ref()), page.number.clone(), find::level(customer.level, door)];
    let today = crate::domain::time::local(door.now()).date_naive();
    if let Some(months) = customer.tenure_months(today) {
        parts.push(
            door.words.with("show-tenure", &[("years", months / 12), ("months", months % 12)]).into_owned(),
        );
    }
    writeln!(door.out, "{}", parts.join("  "))?;
    Ok(())
}

/// A sign of the plain kind in one sentence.
pub(crate) fn say_sign(sign: &Sign, door: &Door<'_>) -> String {
    let (key, args): (&str, Vec<(&str, String)>) = match sign {
        Sign::PortRequested { at } => ("show-sign-port-requested", vec![("at", minute(*at))]),
        Sign::PortQueried { at } => ("show-sign-port-queried", vec![("at", minute(*at))]),
        Sign::ComplaintOpen { since } => ("show-sign-complaint", vec![("since", minute(*since))]),
        Sign::PromiseOpen { due_at } => {
            ("show-sign-promise", vec![("due", due_at.map_or_else(|| "-".to_owned(), minute))])
        }
        Sign::CompetitorHotline { times } => ("show-sign-hotline", vec![("times", times.to_string())]),
        Sign::Arrears { amount } => ("show-sign-arrears", vec![("amount", amount.to_string())]),
        Sign::BillShock { latest, before } => {
            ("show-sign-bill", vec![("latest", latest.to_string()), ("before", before.to_string())])
        }
        Sign::RepeatedOverage { months, latest } => {
            ("show-sign-overage", vec![("months", months.to_string()), ("latest", latest.to_string())])
        }
        Sign::UsageDrop { latest, before } => {
            ("show-sign-drop", vec![("latest", latest.to_string()), ("before", before.to_string())])
        }
        Sign::ContractEnd { on, days } => {
            ("show-sign-contract", vec![("on", on.to_string()), ("days", days.to_string())])
        }
        Sign::DoNotMarket => ("show-sign-no-marketing", Vec::new()),
        Sign::Birthday { days } => ("show-sign-birthday", vec![("days", days.to_string())]),
    };
    door.words.with(key, &args).into_owned()
}

fn customer(customer: &Customer, door: &mut Door<'_>) -> Result<(), Failure> {
    let text = |text: &Option<RawText>| text.as_ref().map(|text| text.safe().as_str().to_owned());
    let money = |amount: Option<Fen>| amount.map(|amount| amount.to_string());
    let packs: Vec<String> = customer.packs.iter().map(|pack| pack.safe().as_str().to_owned()).collect();
    let tags: Vec<String> = customer.tags.iter().map(|tag| tag.safe().as_str().to_owned()).collect();
    let facts = [
        ("show-package", text(&customer.package)),
        ("show-packs", Some(packs.join(" + ")).filter(|packs| !packs.is_empty())),
        ("show-contract-end", customer.contract_end.map(|day| day.to_string())),
        ("show-balance", money(customer.balance)),
        ("show-points", customer.points.map(|points| points.to_string())),
        ("show-group", text(&customer.group_name)),
        ("show-region", text(&customer.region)),
        ("show-channel", text(&customer.preferred_channel)),
        ("show-time", text(&customer.preferred_time)),
        ("show-tags", Some(tags.join(" ")).filter(|tags| !tags.is_empty())),
        ("show-taboo", text(&customer.taboo)),
        ("show-manager", text(&customer.manager)),
    ];
    for (key, value) in facts {
        if let Some(value) = value {
            line(door.out, &door.words.get(key), &value)?;
        }
    }
    Ok(())
}

fn usage(profile: &Profile, insight: &Insight, door: &mut Door<'_>) -> Result<(), Failure> {
    if profile.usage.is_empty() {
        return Ok(());
    }
    let title = |key: &str| door.words.get(key).into_owned();
    let titles = ["show-month", "show-bill", "show-minutes", "show-data", "show-beyond"];
    let mut rows = vec![titles.iter().map(|key| title(key)).collect::<Vec<String>>()];
    let months = profile.months(RECENT_MONTHS);
    rows.extend(months.iter().skip_while(|(_, usage)| usage.is_none()).map(|(month, usage)| {
        let mut row = vec![month.to_string()];
        row.extend(measures(*usage));
        row
    }));
    writeln!(door.out)?;
    paper::figures(door.out, &rows)?;
    let trends = [("show-bill", insight.bill), ("show-minutes", insight.voice), ("show-data", insight.data)];
    let changes: Vec<String> = trends
        .iter()
        .filter_map(|(key, trend)| Some(format!("{} {}", title(key), change(trend.as_ref().copied()?)?)))
        .collect();
    if !changes.is_empty() {
        line(door.out, &title("show-trend"), &changes.join("  "))?;
    }
    Ok(())
}

/// Against the median of the months before, with its sign.
fn change(trend: Trend) -> Option<String> {
    trend.percent().map(|percent| format!("{percent:+} %"))
}

/// What is unknown stays empty: a dash, never a zero.
fn measures(usage: Option<&UsageMonth>) -> [String; 4] {
    let dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    [
        dash(usage.and_then(|usage| usage.bill).map(|bill| bill.to_string())),
        dash(usage.and_then(|usage| usage.voice_min).map(|minutes| minutes.0.to_string())),
        dash(usage.and_then(|usage| usage.data).map(Kilobytes::gb_tenths)),
        dash(usage.and_then(UsageMonth::overage_fee).map(|fee| fee.to_string())),
    ]
}

fn fit(fit: Option<&Fit>, door: &mut Door<'_>) -> Result<(), Failure> {
    let Some(fit) = fit else { return Ok(()) };
    let key = match fit.verdict {
        Verdict::Fits => "show-fit-fits",
        Verdict::Watch => "show-fit-watch",
        Verdict::TooSmall => "show-fit-too-small",
        Verdict::TooFewMonths => "show-fit-too-few",
    };
    let args = [
        ("over", fit.months_over.to_string()),
        ("months", fit.months.to_string()),
        ("mean", fit.mean_overage.to_string()),
    ];
    let verdict = door.words.with(key, &args).into_owned();
    line(door.out, &door.words.get("show-fit"), &verdict)?;
    Ok(())
}

fn follow_ups(profile: &Profile, door: &mut Door<'_>) -> Result<(), Failure> {
    for due in &profile.follow_ups {
        let when = due.due_at.map_or_else(|| "-".to_owned(), minute);
        line(
            door.out,
            &door.words.get("show-follow-up"),
            &format!("{when}  {}", due.reason.safe().as_str()),
        )?;
    }
    Ok(())
}

fn history(profile: &Profile, door: &mut Door<'_>) -> Result<(), Failure> {
    for call in profile.history.iter().take(RECENT_CALLS) {
        let outcome = call.disposition.map_or_else(String::new, |disposition| {
            door.words.get(&format!("cli-disposition-{}", disposition.code().replace('_', "-"))).into_owned()
        });
        let note = call.note.as_ref().map(|note| mask::numbers_in(note.as_raw())).unwrap_or_default();
        let talked = call.talked_seconds.map_or_else(|| "-".to_owned(), paper::talked);
        let parts = [minute(call.at), talked, outcome, paper::safe(&note)];
        let said = parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("  ");
        line(door.out, &door.words.get("show-history"), &said)?;
    }
    Ok(())
}

/// What was said to offers, newest first.
fn offers(page: &Page<'_>, door: &mut Door<'_>) -> Result<(), Failure> {
    for past in page.profile.offers.iter().take(RECENT_CALLS) {
        let said = format!("{}  {}", minute(past.at), answers::line(&door.words, page.catalogue, past));
        line(door.out, &door.words.get("show-offer"), &said)?;
    }
    Ok(())
}

fn script(script: &Script, door: &mut Door<'_>) -> Result<(), Failure> {
    writeln!(door.out, "\n{}", door.words.with("show-script", &[("title", script.title.as_str())]))?;
    for (number, step) in (1..).zip(&script.steps) {
        let must =
            if step.must_say { format!("[{}] ", door.words.get("show-must-say")) } else { String::new() };
        let indent = format!("\n{}", " ".repeat(4));
        writeln!(door.out, "{number:>2}. {must}{}", step.say.as_str().replace('\n', &indent))?;
        if let Some(note) = &step.note {
            writeln!(door.out, "    ({})", note.as_str())?;
        }
    }
    Ok(())
}

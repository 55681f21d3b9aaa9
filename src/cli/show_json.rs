//! `seatmate show --json`: the profile under the names that the import files use. It must not compute anything.

use serde_json::{Value, json};

use crate::cli::paper::{self, instant};
use crate::cli::show::Page;
use crate::cli::{Door, Failure, show_person};
use crate::domain::customer::{Consent, Customer, Gender, Level};
use crate::domain::follow_up::FollowUp;
use crate::domain::insight::{Sign, Trend};
use crate::domain::mask;
use crate::domain::money::Fen;
use crate::domain::profile::PastCall;
use crate::domain::recommend::answer::PastOffer;
use crate::domain::script::Script;
use crate::domain::usage::{Kilobytes, UsageMonth};

/// Prints one JSON document.
pub(crate) fn print(page: &Page<'_>, door: &mut Door<'_>) -> Result<(), Failure> {
    let profile = page.profile;
    let today = crate::domain::time::local(door.now()).date_naive();
    let document = json!({
        "customer": customer(&profile.customer, &page.number),
        "tenure_months": profile.customer.tenure_months(today),
        "usage": profile.usage.iter().map(usage).collect::<Vec<_>>(),
        "best_hour": profile.habit.as_ref().and_then(crate::domain::habit::Habit::best_hour),
        "events": profile.events.iter().map(|event| json!({
            "at": instant(event.at),
            "kind": event.kind,
            "detail": event.detail,
        })).collect::<Vec<_>>(),
        "history": profile.history.iter().map(past).collect::<Vec<_>>(),
        "follow_ups": profile.follow_ups.iter().map(follow_up).collect::<Vec<_>>(),
        "offers": profile.offers.iter().map(offer).collect::<Vec<_>>(),
        "insight": {
            "signs": page.insight.signs.iter().map(sign).collect::<Vec<_>>(),
            "bill": page.insight.bill.map(money_trend),
            "voice_min": page.insight.voice.map(|trend| trend_of(trend, &|minutes| json!(minutes))),
            "data_mb": page.insight.data.map(|trend| trend_of(trend, &megabytes_signed)),
        },
        "picture": page.picture,
        "person": show_person::json(page),
        "told": show_person::told(page),
        "quiet": profile.quiet,
        "wrong_alarms": page.wrong,
        "fit": page.fit,
        "script": page.script.map(script),
    });
    writeln!(door.out, "{}", paper::json(&document)?)?;
    Ok(())
}

fn customer(customer: &Customer, number: &str) -> Value {
    json!({
        "number": number,
        "customer_id": customer.customer_id,
        "name": customer.name,
        "gender": customer.gender.map(Gender::code),
        "birthday": customer.birthday,
        "level": customer.level.map(Level::code),
        "brand": customer.brand,
        "package": customer.package,
        "joined_on": customer.joined_on,
        "contract_end": customer.contract_end,
        "contract_penalty": customer.contract_penalty,
        "balance": customer.balance,
        "arrears": customer.arrears,
        "credit_limit": customer.credit_limit,
        "points": customer.points,
        "account": customer.account,
        "group_name": customer.group_name,
        "region": customer.region,
        "segment": customer.segment,
        "tags": customer.tags,
        "preferred_channel": customer.preferred_channel,
        "preferred_time": customer.preferred_time,
        "taboo": customer.taboo,
        "marketing_consent": customer.marketing_consent.map(Consent::code),
        "do_not_call": customer.do_not_call,
        "manager": customer.manager,
        "packs": customer.packs,
        "package_since": customer.package_since,
    })
}

/// Megabytes as a number: an exact count of kilobytes, so 1536 KB is 1.5.
fn megabytes(data: Kilobytes) -> Value {
    data.to_string().parse::<serde_json::Number>().map_or(Value::Null, Value::Number)
}

fn megabytes_signed(kb: i64) -> Value {
    u64::try_from(kb).map_or(Value::Null, |kb| megabytes(Kilobytes(kb)))
}

fn usage(month: &UsageMonth) -> Value {
    json!({
        "month": month.month,
        "bill": month.bill,
        "package_fee": month.package_fee,
        "voice_fee": month.voice_fee,
        "data_fee": month.data_fee,
        "sms_fee": month.sms_fee,
        "vas_fee": month.vas_fee,
        "roaming_fee": month.roaming_fee,
        "voice_min": month.voice_min,
        "voice_out_min": month.voice_out_min,
        "data_mb": month.data.map(megabytes),
        "sms": month.sms,
        "calls": month.calls,
        "distinct_numbers": month.distinct_numbers,
        "roaming_min": month.roaming_min,
        "roaming_mb": month.roaming_data.map(megabytes),
        "overage_mb": month.overage_data.map(megabytes),
        "zero_days": month.zero_days,
        "onnet_share": month.onnet_share.map(|share| f64::from(share.0) / 1000.0),
    })
}

fn past(call: &PastCall) -> Value {
    json!({
        "call": call.call,
        "at": instant(call.at),
        "direction": call.direction,
        "talked_seconds": call.talked_seconds,
        "disposition": call.disposition,
        "note": call.note.as_ref().map(|note| mask::numbers_in(note.as_raw())),
    })
}

pub(super) fn offer(past: &PastOffer) -> Value {
    json!({
        "call": past.call,
        "at": instant(past.at),
        "offer": past.offer,
        "answer": past.said.code(),
        "reason": past.said.reason(),
        "saving_month": past.saving,
    })
}

fn follow_up(due: &FollowUp) -> Value {
    json!({
        "id": due.id,
        "due_at": due.due_at.map(instant),
        "reason": due.reason,
        "origin": due.origin,
    })
}

/// Instants in one form everywhere: the derived form has nanoseconds and UTC.
fn sign(sign: &Sign) -> Value {
    let mut value = serde_json::to_value(sign).unwrap_or_default();
    let at = match sign {
        Sign::PortRequested { at } | Sign::PortQueried { at } => Some(("at", *at)),
        Sign::ComplaintOpen { since } => Some(("since", *since)),
        Sign::PromiseOpen { due_at } => due_at.map(|at| ("due_at", at)),
        _ => None,
    };
    if let (Some((key, at)), Some(fields)) = (at, value.as_object_mut()) {
        fields.insert(key.to_owned(), json!(instant(at)));
    }
    value
}

fn money_trend(trend: Trend) -> Value {
    trend_of(trend, &|fen| json!(Fen(fen)))
}

fn trend_of(trend: Trend, unit: &dyn Fn(i64) -> Value) -> Value {
    json!({ "latest": unit(trend.latest), "before": unit(trend.before), "percent": trend.percent() })
}

fn script(script: &Script) -> Value {
    let steps: Vec<Value> = script
        .steps
        .iter()
        .map(|step| {
            json!({
                "stage": format!("{:?}", step.stage).to_lowercase(),
                "say": step.say.as_str(),
                "must_say": step.must_say,
                "note": step.note.as_ref().map(|note| note.as_str()),
            })
        })
        .collect();
    json!({ "id": script.id, "title": script.title.as_str(), "kind": script.kind, "steps": steps })
}

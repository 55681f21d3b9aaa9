//! Rows become customers, months, habits, events and tasks.

use uuid::Uuid;

use crate::domain::customer::{Consent, Customer, Gender, Level};
use crate::domain::event::{CustomerEvent, EventKind};
use crate::domain::follow_up::{FollowUp, Origin};
use crate::domain::habit::HabitCell;
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;
use crate::domain::usage::{Minutes, UsageMonth};
use crate::intake::cells::Fields;
use crate::intake::summary::Reason;

pub(crate) fn customer(fields: Fields<'_>) -> Result<Customer, Reason> {
    let mut customer = Customer::bare(fields.number(0)?);
    customer.customer_id = fields.text(1);
    customer.name = fields.text(2);
    customer.gender = fields.word(3, "gender", Gender::parse)?;
    customer.birthday = fields.date(4, "birthday")?;
    customer.level = fields.word(5, "level", Level::parse)?;
    customer.brand = fields.text(6);
    customer.package = fields.text(7);
    customer.joined_on = fields.date(8, "joined_on")?;
    customer.contract_end = fields.date(9, "contract_end")?;
    customer.contract_penalty = fields.money(10, "contract_penalty")?;
    customer.balance = fields.money(11, "balance")?;
    customer.arrears = fields.money(12, "arrears")?;
    customer.credit_limit = fields.money(13, "credit_limit")?;
    customer.points = fields.count(14, "points", u32::MAX)?.map(i64::from);
    customer.account = fields.text(15);
    customer.group_name = fields.text(16);
    customer.region = fields.text(17);
    customer.segment = fields.text(18);
    customer.tags = several(fields, 19);
    customer.preferred_channel = fields.text(20);
    customer.preferred_time = fields.text(21);
    customer.taboo = fields.text(22);
    customer.marketing_consent = fields.word(23, "marketing_consent", Consent::parse)?;
    customer.do_not_call = fields.word(24, "do_not_call", yes_or_no)?;
    customer.manager = fields.text(25);
    customer.packs = several(fields, 26);
    customer.package_since = fields.date(27, "package_since")?;
    Ok(customer)
}

fn several(fields: Fields<'_>, at: usize) -> Vec<RawText> {
    let Some(cell) = fields.cell(at) else { return Vec::new() };
    cell.text.split([';', '；', '|']).filter_map(RawText::non_empty).collect()
}

fn yes_or_no(text: &str) -> Option<bool> {
    match Consent::parse(text)? {
        Consent::Yes => Some(true),
        Consent::No => Some(false),
        Consent::Unknown => None,
    }
}

pub(crate) fn usage(fields: Fields<'_>) -> Result<(PhoneNumber, UsageMonth), Reason> {
    let number = fields.number(0)?;
    let minutes = |at, field| Ok::<_, Reason>(fields.count(at, field, 1_000_000)?.map(Minutes));
    let month = UsageMonth {
        month: fields.month(1)?,
        bill: fields.money(2, "bill")?,
        package_fee: fields.money(3, "package_fee")?,
        voice_fee: fields.money(4, "voice_fee")?,
        data_fee: fields.money(5, "data_fee")?,
        sms_fee: fields.money(6, "sms_fee")?,
        vas_fee: fields.money(7, "vas_fee")?,
        roaming_fee: fields.money(8, "roaming_fee")?,
        voice_min: minutes(9, "voice_min")?,
        voice_out_min: minutes(10, "voice_out_min")?,
        data: fields.data(11, "data_mb")?,
        sms: fields.count(12, "sms", 10_000_000)?,
        calls: fields.count(13, "calls", 10_000_000)?,
        distinct_numbers: fields.count(14, "distinct_numbers", 10_000_000)?,
        roaming_min: minutes(15, "roaming_min")?,
        roaming_data: fields.data(16, "roaming_mb")?,
        overage_data: fields.data(17, "overage_mb")?,
        zero_days: fields.count(18, "zero_days", 31)?.and_then(|days| u8::try_from(days).ok()),
        onnet_share: fields.share(19, "onnet_share")?,
    };
    if month.has_measure() { Ok((number, month)) } else { Err(Reason::plain("no-measure")) }
}

pub(crate) fn habit(fields: Fields<'_>) -> Result<(PhoneNumber, HabitCell), Reason> {
    let number = fields.number(0)?;
    let weekday = fields.word(1, "weekday", weekday)?.ok_or(Reason::of("empty", "weekday"))?;
    let hour = fields.count(2, "hour", 23)?.ok_or(Reason::of("empty", "hour"))?;
    let calls = fields.count(3, "calls", 10_000_000)?.ok_or(Reason::of("empty", "calls"))?;
    let hour = u8::try_from(hour).map_err(|_| Reason::of("bad-count", "hour"))?;
    Ok((number, HabitCell { weekday, hour, calls }))
}

/// 1 to 7, or 周一 to 周日.
fn weekday(text: &str) -> Option<u8> {
    if let Ok(day) = text.trim_end_matches(".0").parse() {
        return (1..=7).contains(&day).then_some(day);
    }
    let day = text.trim_start_matches("星期").trim_start_matches("礼拜").trim_start_matches('周');
    ["一", "二", "三", "四", "五", "六", "日"]
        .iter()
        .zip(1..)
        .find_map(|(name, number)| (*name == day || (day == "天" && number == 7)).then_some(number))
}

pub(crate) fn event(fields: Fields<'_>) -> Result<(PhoneNumber, CustomerEvent), Reason> {
    let number = fields.number(0)?;
    let at = fields.moment(1, "at")?.ok_or(Reason::of("empty", "at"))?;
    let kind = fields.word(2, "kind", event_kind)?.ok_or(Reason::of("empty", "kind"))?;
    Ok((number, CustomerEvent { at, kind, detail: fields.text(3) }))
}

/// A code, or the word that Chinese systems use.
fn event_kind(text: &str) -> Option<EventKind> {
    let kind = match text {
        "拨打竞争对手客服" | "拨打他网客服" | "异网客服" => EventKind::CompetitorHotline,
        "携转查询" | "携转资格查询" => EventKind::PortQuery,
        "携转申请" | "携转授权码申请" => EventKind::PortRequest,
        "投诉" => EventKind::Complaint,
        "投诉办结" | "投诉归档" => EventKind::ComplaintClosed,
        "致电客服" | "客服来电" => EventKind::ServiceCall,
        "停机" => EventKind::Stop,
        "复机" | "开机" => EventKind::Resume,
        "套餐变更" | "变更套餐" => EventKind::PackageChange,
        "缴费" | "充值" => EventKind::Payment,
        "到厅" | "到访营业厅" => EventKind::Visit,
        "营销活动" | "营销" => EventKind::Campaign,
        "出境漫游" | "国际漫游" => EventKind::Roaming,
        code => return EventKind::parse(code),
    };
    Some(kind)
}

pub(crate) fn task(fields: Fields<'_>) -> Result<FollowUp, Reason> {
    let number = fields.number(0)?;
    let reason = fields.text(1).ok_or(Reason::of("empty", "reason"))?;
    let due_at = fields.moment(2, "due_at")?;
    let campaign = fields.text(3);
    let script = fields.text(4);
    let priority = fields.count(5, "priority", 9)?.unwrap_or(5).max(1);
    let priority = u8::try_from(priority).map_err(|_| Reason::of("bad-count", "priority"))?;
    let id = task_id(number, &reason, due_at.map(|at| at.timestamp()), [campaign.as_ref(), script.as_ref()]);
    let origin = Origin::Task { campaign, script, priority };
    Ok(FollowUp { id, number, customer: None, due_at, reason, origin })
}

/// The same task has the same id in every file. Its priority may change without making it another one.
fn task_id(number: PhoneNumber, reason: &RawText, due: Option<i64>, rest: [Option<&RawText>; 2]) -> Uuid {
    let mut hash = blake3::Hasher::new_derive_key("seatmate 2026 imported task");
    hash.update(&number.key().to_le_bytes());
    hash.update(&due.map_or([0; 9], |due| {
        let mut bytes = [1; 9];
        for (slot, byte) in bytes.iter_mut().skip(1).zip(due.to_le_bytes()) {
            *slot = byte;
        }
        bytes
    }));
    for text in [Some(reason)].into_iter().chain(rest) {
        let text = text.map_or("", RawText::as_raw);
        hash.update(&(text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    let mut bytes = [0; 16];
    for (slot, byte) in bytes.iter_mut().zip(hash.finalize().as_bytes()) {
        *slot = *byte;
    }
    Uuid::new_v8(bytes)
}

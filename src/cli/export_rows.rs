//! Records as rows of an export: which columns, in which order, masked or not. It must not know the file's form.

use serde_json::{Map, Value, json};

use crate::cli::paper::instant;
use crate::domain::follow_up::Origin;
use crate::domain::mask;
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;
use crate::store::answers::OfferRow;
use crate::store::person_facts::PersonRow;
use crate::store::read::{CallRow, FollowUpRow, NoteRow};

/// Kinds of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Record {
    Note,
    Call,
    FollowUp,
    Offer,
    Person,
    Rehearsal,
}

impl Record {
    /// The word in the first column of a mixed export.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Call => "call",
            Self::FollowUp => "follow_up",
            Self::Offer => "offer",
            Self::Person => "person",
            Self::Rehearsal => "rehearsal",
        }
    }

    const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Note => {
                &["id", "call_id", "at", "number", "name", "direction", "kind", "disposition", "body"]
            }
            Self::Call => &[
                "id",
                "began_at",
                "number",
                "name",
                "direction",
                "kind",
                "answered_at",
                "ended_at",
                "talked_seconds",
                "held_seconds",
                "end_reason",
                "disposition",
                "wrapped_at",
                "feed_key",
                "follow_up_id",
            ],
            Self::Rehearsal => &[
                "id",
                "agent",
                "at",
                "scenario",
                "group",
                "difficulty",
                "mode",
                "pressure",
                "total",
                "compliance",
                "hints",
                "talked_seconds",
                "latency_ms",
                "items_held",
                "items",
            ],
            Self::Person => &["number", "name", "about", "level", "text", "at"],
            Self::FollowUp => &[
                "id",
                "number",
                "name",
                "due_at",
                "reason",
                "origin",
                "campaign",
                "script",
                "priority",
                "state",
                "opened_at",
                "done_at",
                "done_by",
            ],
            Self::Offer => {
                &["id", "call_id", "at", "number", "name", "offer", "answer", "answer_reason", "saving_month"]
            }
        }
    }
}

/// The columns of an export; a mixed one begins with `record` and has each column once.
pub(crate) fn columns_of(records: &[Record]) -> Vec<&'static str> {
    let mut columns: Vec<&'static str> = if records.len() > 1 { vec!["record"] } else { Vec::new() };
    for record in records {
        for column in record.columns() {
            if !columns.contains(column) {
                columns.push(column);
            }
        }
    }
    columns
}

/// Whether numbers and names are hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Masking {
    On,
    Off,
}

impl Masking {
    fn number(self, number: Option<PhoneNumber>) -> Value {
        let said = number.map(|number| match self {
            Self::On => number.masked(),
            Self::Off => number.digits(),
        });
        json!(said)
    }

    fn name(self, name: Option<&RawText>) -> Value {
        let said = name.map(|name| match self {
            Self::On => mask::name(name.as_raw()),
            Self::Off => name.as_raw().to_owned(),
        });
        json!(said)
    }

    fn text(self, text: &str) -> Value {
        match self {
            Self::On => json!(mask::numbers_in(text)),
            Self::Off => json!(text),
        }
    }

    fn optional(self, text: Option<&RawText>) -> Value {
        text.map_or(Value::Null, |text| self.text(text.as_raw()))
    }
}

/// A row by column name; what is unknown is null.
pub(crate) type Row = Map<String, Value>;

fn row(value: Value) -> Row {
    if let Value::Object(row) = value { row } else { Row::new() }
}

pub(crate) fn note_row(found: &NoteRow, masking: Masking) -> Row {
    row(json!({
        "id": found.note.id,
        "call_id": found.note.call,
        "at": instant(found.note.at),
        "number": masking.number(found.note.number),
        "name": masking.name(found.name.as_ref()),
        "direction": found.call.direction,
        "kind": found.call.kind,
        "disposition": found.disposition,
        "body": masking.text(found.note.body.as_raw()),
    }))
}

pub(crate) fn call_row(found: &CallRow, masking: Masking) -> Row {
    let end = found.end.as_ref();
    let talked =
        end.and_then(|end| end.answered_at.map(|answered| (end.ended_at - answered).num_seconds().max(0)));
    row(json!({
        "id": found.start.id,
        "began_at": instant(found.start.at),
        "number": masking.number(found.customer_number.or(found.start.number)),
        "name": masking.name(found.name.as_ref()),
        "direction": found.start.direction,
        "kind": found.start.kind,
        "answered_at": end.and_then(|end| end.answered_at).map(instant),
        "ended_at": end.map(|end| instant(end.ended_at)),
        "talked_seconds": talked,
        "held_seconds": end.map(|end| end.held_seconds),
        "end_reason": end.map(|end| end.reason),
        "disposition": found.disposition,
        "wrapped_at": found.wrapped_at.map(instant),
        // Some phones use the number itself as the name of a call.
        "feed_key": masking.text(&found.start.key.0),
        "follow_up_id": found.start.follow_up,
    }))
}

pub(crate) fn offer_row(found: &OfferRow, masking: Masking) -> Row {
    let answer = &found.answer;
    row(json!({
        "id": found.id,
        "call_id": answer.call,
        "at": instant(answer.at),
        "number": masking.number(found.number),
        "name": masking.name(found.name.as_ref()),
        "offer": answer.offer,
        "answer": answer.said.code(),
        "answer_reason": answer.said.reason(),
        "saving_month": answer.saving,
    }))
}

pub(crate) fn follow_up_row(found: &FollowUpRow, masking: Masking) -> Row {
    let due = &found.follow_up;
    let (origin, campaign, script) = match &due.origin {
        Origin::Promise { .. } => ("promise", None, None),
        Origin::Task { campaign, script, .. } => ("task", campaign.as_ref(), script.as_ref()),
    };
    row(json!({
        "id": due.id,
        "number": masking.number(Some(due.number)),
        "name": masking.name(found.name.as_ref()),
        "due_at": due.due_at.map(instant),
        "reason": masking.text(due.reason.as_raw()),
        "origin": origin,
        "campaign": masking.optional(campaign),
        "script": masking.optional(script),
        "priority": due.origin.priority(),
        "state": found.state,
        "opened_at": instant(found.opened_at),
        "done_at": found.done_at.map(instant),
        "done_by": found.done_by,
    }))
}

pub(crate) fn person_row(found: &PersonRow, masking: Masking) -> Row {
    row(json!({
        "number": masking.number(Some(found.number)),
        "name": masking.name(found.name.as_ref()),
        "about": found.told.about,
        "level": found.told.level,
        "text": masking.optional(found.told.text.as_ref()),
        "at": instant(found.told.at),
    }))
}

//! `seatmate export rehearsals`: attempts as rows, or the team's event log as it is chained. Nothing real is opened, and no typed word leaves.

use std::io::{BufWriter, Write};

use serde_json::{Value, json};

use crate::cli::args::{Export, ExportFormat};
use crate::cli::export_rows::{Record, Row, columns_of};
use crate::cli::export_sink::Sink;
use crate::cli::paper::{self, instant};
use crate::cli::{Door, Failure, training_files};
use crate::domain::training::record::Brief;
use crate::store::event_log::EventRow;

/// Writes every attempt; returns how many rows there were.
pub(crate) fn write(
    args: &Export,
    door: &Door<'_>,
    file: impl Write,
    to_terminal: bool,
) -> Result<u64, Failure> {
    if args.team {
        return write_team(door, BufWriter::new(file));
    }
    let writer = BufWriter::new(file);
    let mut sink = match args.format {
        ExportFormat::Csv => Sink::csv(writer, columns_of(&[Record::Rehearsal]), args.bom, to_terminal)?,
        ExportFormat::Ndjson => Sink::ndjson(writer),
    };
    for brief in training_files::briefs(door)? {
        sink.put(Record::Rehearsal, false, row(&brief, &door.agent))?;
    }
    Ok(sink.finish()?)
}

fn row(brief: &Brief, agent: &str) -> Row {
    let held = brief.items.iter().filter(|item| item.held).count();
    let value = json!({
        "id": brief.id,
        "agent": agent,
        "at": instant(brief.at),
        "scenario": brief.scenario,
        "group": brief.group,
        "difficulty": brief.difficulty,
        "mode": brief.mode,
        "pressure": brief.pressure,
        "total": brief.total,
        "compliance": brief.compliance_passed,
        "hints": brief.hints,
        "talked_seconds": brief.talked / 1_000,
        "latency_ms": brief.latency,
        "items_held": held,
        "items": brief.items.len(),
    });
    if let Value::Object(row) = value { row } else { Row::new() }
}

/// Every event of the team's log with its link, one per line: whoever collects the files can compute the chain again.
fn write_team(door: &Door<'_>, mut out: impl Write) -> Result<u64, Failure> {
    let Some(store) = training_files::team(door)? else { return Ok(0) };
    let reader = store.reader()?;
    let mut rows = 0;
    for stream in reader.streams()? {
        reader.for_each_event(stream.id, 0, |event: EventRow| -> Result<(), Failure> {
            writeln!(out, "{}", paper::json(&event_json(&event, &door.agent))?)?;
            rows += 1;
            Ok(())
        })?;
    }
    out.flush()?;
    Ok(rows)
}

fn event_json(event: &EventRow, agent: &str) -> Value {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    json!({
        "agent": agent,
        "stream": event.stream,
        "seq": event.seq,
        "event": event.event,
        "kind": event.kind,
        "schema": event.schema,
        "hlc": event.hlc,
        "occurred_at": event.occurred_at,
        "entity": event.entity,
        "salt": event.salt.as_deref().map(hex),
        // As text: the hash is over these very bytes.
        "payload": event.payload,
        "payload_hash": hex(&event.payload_hash),
        "prev": hex(&event.prev),
        "hash": hex(&event.hash),
    })
}

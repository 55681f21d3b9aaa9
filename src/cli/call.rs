//! `seatmate call …`: what a softphone's hook tells the desk that is running. It ends at once and never waits for a person.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::cli::args::{Call, CallVerb};
use crate::cli::{Door, Exit, Failure};
use crate::domain::mask;
use crate::domain::problem::{Problem, Severity};

/// A softphone waits for its hook, so the desk has this long to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// No honest answer is longer: 64 calls with everything that is known of each.
const ANSWER_LIMIT: u64 = 256 * 1024;

/// The refusals of the control socket that have a sentence of their own.
const REFUSALS: [&str; 7] = [
    "bad number",
    "bad call id",
    "no open call",
    "no such call",
    "several open calls",
    "too many calls",
    "bad request",
];

/// Carries the verb out. Exit code 0: done; 1: no desk is running; 2: refused.
///
/// # Errors
/// No desk listens, or it refused.
pub fn run(args: &Call, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let Some(answer) = ask(&door.paths.socket, &request(&args.verb)) else {
        return Err(Problem::new("desk-not-running", Severity::Failure).into());
    };
    if answer.get("ok") != Some(&Value::Bool(true)) {
        let why = answer.get("err").and_then(Value::as_str).unwrap_or_default();
        return Err(Failure::usage(refusal(why)));
    }
    if matches!(args.verb, CallVerb::State) {
        show(&answer, door)?;
    }
    Ok(Exit::Done)
}

fn refusal(why: &str) -> Problem {
    // Only words we know are repeated: whatever listens there could answer anything.
    let known = REFUSALS.iter().find(|known| **known == why).copied().unwrap_or("other");
    Problem::new("call-refused", Severity::Failure).with("why", known.replace(' ', "-"))
}

fn request(verb: &CallVerb) -> Value {
    let mut fields = Map::new();
    let mut set = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            fields.insert(name.to_owned(), json!(value));
        }
    };
    let op = match verb {
        CallVerb::Ring { number, name, id, out } => {
            set("num", Some(number));
            set("name", name.as_deref());
            set("call", id.as_deref());
            set("dir", out.then_some("out"));
            "ring"
        }
        CallVerb::Dial { number } => {
            set("num", Some(number));
            "dial"
        }
        CallVerb::State => "state",
        CallVerb::Answer { number, id }
        | CallVerb::Hold { number, id }
        | CallVerb::Unhold { number, id }
        | CallVerb::End { number, id } => {
            set("num", number.as_deref());
            set("call", id.as_deref());
            change(verb)
        }
    };
    set("op", Some(op));
    fields.insert("v".to_owned(), json!(1));
    Value::Object(fields)
}

const fn change(verb: &CallVerb) -> &'static str {
    match verb {
        CallVerb::Answer { .. } => "answer",
        CallVerb::Hold { .. } => "hold",
        CallVerb::Unhold { .. } => "unhold",
        _ => "end",
    }
}

fn ask(socket: &Path, request: &Value) -> Option<Value> {
    let mut stream = UnixStream::connect(socket).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.set_write_timeout(Some(PATIENCE)).ok()?;
    stream.write_all(format!("{request}\n").as_bytes()).ok()?;
    let mut line = String::new();
    BufReader::new(stream.take(ANSWER_LIMIT)).read_line(&mut line).ok()?;
    serde_json::from_str(&line).ok()
}

/// Numbers are masked unless asked for as JSON, which is for programs of the same user.
fn show(answer: &Value, door: &mut Door<'_>) -> Result<(), Failure> {
    let calls = answer.get("calls").cloned().unwrap_or_else(|| json!([]));
    if door.json {
        writeln!(door.out, "{calls}")?;
        return Ok(());
    }
    for call in calls.as_array().into_iter().flatten() {
        let text = |name: &str| call.get(name).and_then(Value::as_str);
        let number = text("num").map_or_else(|| "-".to_owned(), mask::digits);
        let (name, state) = (text("call").unwrap_or("-"), text("state").unwrap_or("-"));
        writeln!(door.out, "{name}\t{state}\t{number}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_says_what_it_knows_and_nothing_else() {
        let verb =
            CallVerb::Ring { number: "138 0013 8000".into(), name: None, id: Some("a1".into()), out: true };
        assert_eq!(
            request(&verb),
            json!({"v": 1, "op": "ring", "num": "138 0013 8000", "call": "a1", "dir": "out"})
        );
        let answer = CallVerb::Answer { number: None, id: None };
        assert_eq!(request(&answer), json!({"v": 1, "op": "answer"}));
        let end = CallVerb::End { number: Some("10086".into()), id: None };
        assert_eq!(request(&end), json!({"v": 1, "op": "end", "num": "10086"}));
    }

    #[test]
    fn a_foreign_answer_is_not_repeated() {
        assert_eq!(refusal("\u{1b}[31mno").args, [("why", "other".to_owned())]);
        assert_eq!(refusal("bad number").args, [("why", "bad-number".to_owned())]);
    }
}

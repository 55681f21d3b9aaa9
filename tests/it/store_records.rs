//! The story of a call: it begins, is written about, ends, is wrapped up, taken back, and wrapped up again; and every
//! change is in the event log.

use chrono::Duration;
use seatmate::domain::call::{CallEnd, CallId, CallKey, CallKind, CallStart, Direction, EndReason};
use seatmate::domain::disposition::Disposition;
use seatmate::domain::evidence::Evidence;
use seatmate::domain::follow_up::{FollowUp, Origin};
use seatmate::domain::money::Fen;
use seatmate::domain::note::{Draft, Note, NoteId, WrapUp};
use seatmate::domain::recommend::answer::{OfferAnswer, Said, Why};
use seatmate::domain::safe_text::RawText;
use seatmate::domain::time::Moment;
use seatmate::store::read::NoteQuery;
use seatmate::store::{Put, Reader, Store, StoreError};
use seatmate::sync::verify::verify_local;
use uuid::Uuid;

use crate::store_reference::{INVENTED, now, number, shop, wang};

pub(crate) fn start(id: u128) -> CallStart {
    CallStart {
        id: CallId(Uuid::from_u128(id)),
        key: CallKey(format!("sim:{id}")),
        direction: Direction::In,
        kind: CallKind::Inbound,
        number: Some(wang().number),
        customer: None,
        at: now(),
        follow_up: None,
    }
}

pub(crate) fn end(id: u128) -> CallEnd {
    CallEnd {
        id: CallId(Uuid::from_u128(id)),
        answered_at: Some(now() + Duration::seconds(5)),
        ended_at: now() + Duration::seconds(65),
        held_seconds: 3,
        reason: EndReason::HungUp,
    }
}

pub(crate) fn wrap_up(id: u128, body: &str) -> WrapUp {
    let call = CallId(Uuid::from_u128(id));
    WrapUp {
        end: end(id),
        note: Some(Note {
            id: NoteId(Uuid::from_u128(id + 1_000)),
            call,
            number: Some(wang().number),
            customer: None,
            body: RawText::new(body),
            at: now(),
        }),
        disposition: Disposition::Interested,
        follow_up: None,
        completes: None,
        at: now() + Duration::seconds(80),
    }
}

fn promise(id: u128, call: u128, due: Moment) -> FollowUp {
    FollowUp {
        id: Uuid::from_u128(id),
        number: wang().number,
        customer: None,
        due_at: Some(due),
        reason: RawText::new("约回访"),
        origin: Origin::Promise { call: CallId(Uuid::from_u128(call)) },
    }
}

fn task(id: u128) -> FollowUp {
    FollowUp {
        due_at: None,
        origin: Origin::Task {
            campaign: Some(RawText::new("升档")),
            script: Some(RawText::new("care-01")),
            priority: 3,
        },
        ..promise(id, 0, now())
    }
}

pub(crate) fn kinds(reader: &Reader) -> Vec<String> {
    let mut out = Vec::new();
    for stream in reader.streams().unwrap() {
        reader
            .for_each_event(stream.id, 0, |event| {
                out.push(event.kind);
                Ok::<(), StoreError>(())
            })
            .unwrap();
    }
    out
}

fn with_wang(store: &Store) {
    let mut loader = store.loader(now()).unwrap();
    loader.put_customer(&wang()).unwrap();
    loader.commit().unwrap();
}

#[test]
fn a_call_from_ring_to_history() {
    let shop = shop();
    with_wang(&shop.store);
    let mut recorder = shop.store.recorder().unwrap();
    let reader = shop.store.reader().unwrap();
    let id = reader.profile_by_number(wang().number).unwrap().unwrap().id;

    recorder.start_call(&start(1)).unwrap();
    recorder.start_call(&start(1)).unwrap();
    recorder.link_call(start(1).id, id, wang().number, now()).unwrap();
    let draft =
        Draft {
            call: start(1).id, body: RawText::new("嫌月租贵"), evidence: Default::default(), at: now()
        };
    recorder.save_draft(&draft).unwrap();
    let waiting = reader.unfinished().unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].draft.as_raw(), "嫌月租贵");
    assert_eq!(waiting[0].start.customer, Some(id));
    assert_eq!(waiting[0].end, None);
    // What the checks of a complaint found goes with the draft, also with an empty one.
    let found = r#"[{"script":"complaint-sp","step":"bill","found":{"words":"8 月两笔"}},{"script":"complaint-sp","step":"gateway","found":{"digit":2}}]"#;
    let evidence: Evidence = serde_json::from_str(found).unwrap();
    let with = |body: &str| Draft { body: RawText::new(body), evidence: evidence.clone(), ..draft.clone() };
    for body in ["", "嫌月租贵"] {
        recorder.save_draft(&with(body)).unwrap();
        let waiting = &reader.unfinished().unwrap()[0];
        assert_eq!((waiting.draft.as_raw(), &waiting.evidence), (body, &evidence));
    }
    recorder.save_draft(&draft).unwrap();
    assert!(reader.unfinished().unwrap()[0].evidence.is_empty());
    recorder.end_call(&end(1)).unwrap();
    assert_eq!(reader.unfinished().unwrap()[0].end, Some(end(1)));

    let mut wrap = wrap_up(1, "嫌月租贵,想降档到129,明天回访");
    wrap.follow_up = Some(promise(50, 1, now() + Duration::days(1)));
    recorder.save_wrap_up(&wrap).unwrap();
    recorder.save_wrap_up(&wrap).unwrap();
    // A draft that was still on its way.
    recorder.save_draft(&draft).unwrap();
    assert!(reader.unfinished().unwrap().is_empty());

    let profile = reader.profile_by_id(id).unwrap().unwrap();
    assert_eq!(profile.history.len(), 1);
    assert_eq!(profile.history[0].talked_seconds, Some(60));
    assert_eq!(profile.history[0].disposition, Some(Disposition::Interested));
    assert_eq!(profile.history[0].note, wrap.note.as_ref().map(|note| note.body.clone()));
    assert_eq!(
        profile.follow_ups,
        [FollowUp { customer: Some(id), ..promise(50, 1, now() + Duration::days(1)) }]
    );
    let due = reader.follow_ups().unwrap();
    assert_eq!(due[0].name, wang().name);
    assert_eq!(due[0].last_contact, Some(now()));
    assert_eq!(
        kinds(&reader),
        ["call.start", "call.link", "call.end", "note.add", "disp.set", "followup.open"]
    );
    assert_eq!(reader.unsent().unwrap(), 6);
    assert!(verify_local(&reader).unwrap().is_clean());
}

#[test]
fn taken_back_and_saved_again() {
    let shop = shop();
    with_wang(&shop.store);
    let mut recorder = shop.store.recorder().unwrap();
    let reader = shop.store.reader().unwrap();
    assert_eq!(recorder.put_task(&task(60), now()).unwrap(), Put::Inserted);
    assert_eq!(recorder.put_task(&task(60), now()).unwrap(), Put::Unchanged);
    recorder.start_call(&start(1)).unwrap();
    let mut wrap = wrap_up(1, "第一稿");
    wrap.follow_up = Some(promise(50, 1, now() + Duration::days(1)));
    wrap.completes = Some(task(60).id);
    recorder.save_wrap_up(&wrap).unwrap();
    assert_eq!(reader.follow_ups().unwrap().len(), 1);

    let back = recorder.reopen(start(1).id, now()).unwrap();
    assert_eq!(back.draft.as_raw(), "第一稿");
    assert_eq!(reader.unfinished().unwrap(), [back]);
    assert!(matches!(recorder.reopen(start(1).id, now()), Err(StoreError::NotThere { .. })));
    let open: Vec<Uuid> = reader.follow_ups().unwrap().iter().map(|due| due.follow_up.id).collect();
    assert_eq!(open, [task(60).id], "the promise is gone, the task is back");
    assert!(reader.notes(&NoteQuery::default()).unwrap().is_empty());

    // The app has a new id for the note by now; the call still has one note.
    let mut again = wrap_up(1, "第二稿");
    again.note = again.note.map(|note| Note { id: NoteId(Uuid::from_u128(77)), ..note });
    again.disposition = Disposition::Resolved;
    recorder.save_wrap_up(&again).unwrap();
    let notes = reader.notes(&NoteQuery::default()).unwrap();
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].note.body.as_raw(), "第二稿");
    assert_eq!(notes[0].disposition, Some(Disposition::Resolved));
    assert_eq!(
        kinds(&reader),
        [
            "call.start",
            "call.end",
            "note.add",
            "disp.set",
            "followup.open",
            "followup.done",
            "disp.set",
            "note.amend",
            "followup.edit",
            "followup.edit",
            "note.amend",
            "disp.set"
        ]
    );
    assert!(verify_local(&reader).unwrap().is_clean());
}

#[test]
fn edits_name_the_event_they_edit() {
    let shop = shop();
    let mut recorder = shop.store.recorder().unwrap();
    let reader = shop.store.reader().unwrap();
    recorder.start_call(&start(1)).unwrap();
    recorder.save_wrap_up(&wrap_up(1, "甲")).unwrap();
    recorder.save_wrap_up(&wrap_up(1, "乙")).unwrap();
    let mut add = None;
    let mut base = None;
    let stream = reader.streams().unwrap()[0].id;
    reader
        .for_each_event(stream, 0, |event| {
            match event.kind.as_str() {
                "note.add" => add = Some(event.event),
                "note.amend" => base = event.base,
                _ => {}
            }
            let payload = event.payload.unwrap();
            assert!(event.subject.as_deref().is_none_or(|subject| !subject.contains("13800138000")));
            assert!(serde_json::from_str::<serde_json::Value>(&payload).is_ok());
            Ok::<(), StoreError>(())
        })
        .unwrap();
    assert!(add.is_some());
    assert_eq!(add, base);
}

#[test]
fn a_follow_up_is_put_off_and_a_task_once_done_stays_done() {
    let shop = shop();
    let mut recorder = shop.store.recorder().unwrap();
    let reader = shop.store.reader().unwrap();
    recorder.put_tasks(&[task(60), task(61)], now()).unwrap();
    assert!(kinds(&reader).is_empty(), "imported tasks are not the agent's own");
    let later = now() + Duration::hours(3);
    recorder.postpone(task(60).id, later, now()).unwrap();
    recorder.postpone(task(60).id, later, now()).unwrap();
    assert_eq!(kinds(&reader), ["followup.edit"]);
    assert_eq!(reader.follow_ups().unwrap()[0].follow_up.due_at, Some(later));
    recorder.start_call(&start(1)).unwrap();
    let mut wrap = wrap_up(1, "办好");
    wrap.completes = Some(task(61).id);
    recorder.save_wrap_up(&wrap).unwrap();
    assert_eq!(recorder.put_task(&task(61), now()).unwrap(), Put::Unchanged);
    assert_eq!(reader.follow_ups().unwrap().len(), 1);
    assert!(matches!(
        recorder.postpone(task(61).id, later, now()),
        Err(StoreError::NotThere { what: "follow-up" })
    ));
}

#[test]
fn notes_are_found_by_any_chinese_run_and_by_words() {
    let shop = shop();
    let mut recorder = shop.store.recorder().unwrap();
    let reader = shop.store.reader().unwrap();
    for (id, body) in [(1, "客户嫌贵,想看5G套餐"), (2, "宽带装机 ok"), (3, "嫌 贵 不要")] {
        recorder.start_call(&start(id)).unwrap();
        recorder.save_wrap_up(&wrap_up(id, body)).unwrap();
    }
    let find = |text: &str| {
        let query = NoteQuery { text: Some(text.to_owned()), ..NoteQuery::default() };
        let mut out: Vec<u128> =
            reader.notes(&query).unwrap().iter().map(|row| row.note.call.0.as_u128()).collect();
        out.sort_unstable();
        out
    };
    assert_eq!(find("嫌贵"), [1, 3]);
    assert_eq!(find("贵"), [1, 3]);
    assert_eq!(find("5g"), [1]);
    assert_eq!(find("OK 宽带"), [2]);
    assert_eq!(find("装机不"), [0_u128; 0]);
    assert_eq!(find("\" OR *"), [0_u128; 0]);
    let since = NoteQuery { since: Some(now() + Duration::days(1)), ..NoteQuery::default() };
    assert!(reader.notes(&since).unwrap().is_empty());
    let of = NoteQuery { number: Some(number("13900139000")), ..NoteQuery::default() };
    assert!(reader.notes(&of).unwrap().is_empty());
    let two = NoteQuery { number: Some(wang().number), limit: Some(2), ..NoteQuery::default() };
    assert_eq!(reader.notes(&two).unwrap().len(), 2);
}

#[test]
fn a_new_base_touches_no_note() {
    let shop = shop();
    with_wang(&shop.store);
    let mut recorder = shop.store.recorder().unwrap();
    let id = shop.store.reader().unwrap().profile_by_number(wang().number).unwrap().unwrap().id;
    let begun = CallStart { customer: Some(id), ..start(1) };
    recorder.start_call(&begun).unwrap();
    recorder.save_wrap_up(&wrap_up(1, "写过")).unwrap();
    drop(recorder);
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(shop.dir.path().join(format!("reference.db{suffix}")));
    }
    let store = Store::open(shop.dir.path(), &shop.key, INVENTED).unwrap();
    let mut loader = store.loader(now()).unwrap();
    let mut other = wang();
    other.number = number("13700137000");
    loader.put_customer(&other).unwrap();
    loader.put_customer(&wang()).unwrap();
    loader.commit().unwrap();
    let profile = store.reader().unwrap().profile_by_number(wang().number).unwrap().unwrap();
    assert_ne!(profile.id, id, "the row is another one now");
    assert_eq!(profile.history.len(), 1);
    assert!(store.reader().unwrap().profile_by_number(other.number).unwrap().unwrap().history.is_empty());
}

#[test]
fn streams_are_monthly_and_a_clock_that_goes_back_opens_none() {
    let shop = shop();
    let mut recorder = shop.store.recorder().unwrap();
    let reader = shop.store.reader().unwrap();
    for (id, days) in [(1, 0), (2, 20), (3, -40), (4, 20)] {
        let begun = CallStart { at: now() + Duration::days(days), ..start(id) };
        recorder.start_call(&begun).unwrap();
    }
    let streams = reader.streams().unwrap();
    assert_eq!(streams.len(), 2);
    assert_eq!((streams[0].next_seq, streams[1].next_seq), (2, 4));
    assert_eq!(streams[1].parent, Some(streams[0].id));
    assert_eq!(streams[1].parent_seq, Some(1));
    assert!(!streams[0].open && streams[1].open);
    let mut last = 0;
    for stream in streams {
        reader
            .for_each_event(stream.id, 0, |event| {
                assert!(event.hlc > last);
                last = event.hlc;
                Ok::<(), StoreError>(())
            })
            .unwrap();
    }
    assert!(verify_local(&reader).unwrap().is_clean());
}

#[test]
fn a_call_nobody_knows_is_refused_and_writes_nothing() {
    let shop = shop();
    let mut recorder = shop.store.recorder().unwrap();
    assert!(matches!(recorder.end_call(&end(9)), Err(StoreError::NotThere { what: "call" })));
    assert!(matches!(recorder.save_wrap_up(&wrap_up(9, "x")), Err(StoreError::NotThere { .. })));
    let draft = Draft { call: start(9).id, body: RawText::new("x"), evidence: Default::default(), at: now() };
    assert!(matches!(recorder.save_draft(&draft), Err(StoreError::NotThere { .. })));
    recorder.log_reveal(None, None, None, now()).unwrap();
    recorder.log_export("notes", 3, true, None, now()).unwrap();
    assert_eq!(shop.store.reader().unwrap().unsent().unwrap(), 0);
}

#[test]
fn what_was_used_is_an_event_once_and_names_nobody() {
    use seatmate::domain::used::{Use, Used};
    let shop = shop();
    let store = &shop.store;
    let mut recorder = store.recorder().unwrap();
    recorder.start_call(&start(1)).unwrap();
    let used = |id: u128, what: Use| Used {
        id: Uuid::from_u128(id),
        call: CallId(Uuid::from_u128(1)),
        at: now(),
        what,
    };
    let card = used(70, Use::Card { card: "too-expensive".to_owned() });
    recorder.record_use(&card).unwrap();
    recorder.record_use(&card).unwrap();
    let path = Use::Path {
        script: "inbound-open".to_owned(),
        steps: vec!["1".to_owned()],
        unsaid: Vec::new(),
        stopped_at: None,
        said: Vec::new(),
        told: Default::default(),
        spin: seatmate::domain::spin::SpinCount::default(),
    };
    recorder.record_use(&used(71, path)).unwrap();
    recorder.record_use(&used(72, Use::Message { message: "figures".to_owned() })).unwrap();
    let reader = store.reader().unwrap();
    assert_eq!(kinds(&reader), ["call.start", "card.use", "script.path", "message.use"]);
    let stranger =
        Used { call: CallId(Uuid::from_u128(9)), ..used(73, Use::Message { message: "x".to_owned() }) };
    assert!(matches!(recorder.record_use(&stranger), Err(StoreError::NotThere { .. })));
}

#[test]
fn whoever_looks_behind_a_mask_leaves_the_reason() {
    let shop = shop();
    with_wang(&shop.store);
    let id = shop.store.reader().unwrap().profile_by_number(wang().number).unwrap().unwrap().id;
    let mut recorder = shop.store.recorder().unwrap();
    recorder.log_reveal(Some(id), Some(start(1).id), None, now()).unwrap();
    recorder.log_reveal(Some(id), None, Some("核对投诉"), now()).unwrap();
    recorder.log_export("notes", 3, true, Some("质检抽查"), now()).unwrap();
    let connection = seatmate::store::open_for_repair(shop.dir.path(), &shop.key).unwrap();
    let mut statement = connection.prepare("SELECT action, detail FROM audit ORDER BY seq").unwrap();
    let rows: Vec<(String, serde_json::Value)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))
        .unwrap()
        .map(|row| row.map(|(action, detail)| (action, serde_json::from_str(&detail).unwrap())).unwrap())
        .collect();
    let call = start(1).id;
    assert_eq!(rows[0], ("reveal".to_owned(), serde_json::json!({ "call": call, "reason": null })));
    assert_eq!(rows[1].1, serde_json::json!({ "call": null, "reason": "核对投诉" }));
    assert_eq!(rows[2].0, "export");
    assert_eq!(rows[2].1["reason"], "质检抽查");
    assert_eq!(shop.store.reader().unwrap().first_bad_audit_row().unwrap(), None);
}

#[test]
fn what_a_customer_said_to_an_offer_is_recorded_once_with_its_event() {
    let shop = shop();
    let store = &shop.store;
    let mut recorder = store.recorder().unwrap();
    recorder.start_call(&start(1)).unwrap();
    let answer = |id: u128, said| OfferAnswer {
        id: Uuid::from_u128(id),
        call: CallId(Uuid::from_u128(1)),
        offer: "middle+pack".to_owned(),
        said,
        saving: Some(Fen::yuan(30)),
        at: now(),
    };
    let before = store.reader().unwrap().unsent().unwrap();
    recorder.answer_offer(&answer(70, Said::Declined(Why::Price))).unwrap();
    recorder.answer_offer(&answer(71, Said::Declined(Why::Price))).unwrap();
    assert_eq!(store.reader().unwrap().unsent().unwrap(), before + 1, "the same answer twice is one event");
    recorder.answer_offer(&answer(72, Said::Accepted)).unwrap();
    assert_eq!(
        store.reader().unwrap().unsent().unwrap(),
        before + 2,
        "another answer replaces it and is told"
    );
    assert!(verify_local(&store.reader().unwrap()).unwrap().is_clean());
}

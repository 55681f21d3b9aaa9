//! The store's threads as the shell uses them: ask, go on, and get answers.

use std::sync::mpsc::{Receiver, channel};

use seatmate::domain::money::Fen;
use seatmate::domain::note::Draft;
use seatmate::domain::person::told::{Saying, Told};
use seatmate::domain::recommend::answer::{OfferAnswer, Said, Why};
use seatmate::domain::safe_text::RawText;
use seatmate::store::worker::{Reply, Request, StoreThreads, spawn};

use crate::store_records::{end, kinds, start, wrap_up};
use uuid::Uuid;

use crate::store_reference::{Shop, now, shop, wang};

fn desk() -> (Shop, StoreThreads, Receiver<Reply>) {
    let shop = shop();
    let mut loader = shop.store.loader(now()).unwrap();
    loader.put_customer(&wang()).unwrap();
    loader.commit().unwrap();
    let (answer, replies) = channel();
    let threads = spawn(&shop.store, move |reply| {
        let _ = answer.send(reply);
    })
    .unwrap();
    (shop, threads, replies)
}

fn until<T>(replies: &Receiver<Reply>, wanted: impl Fn(Reply) -> Option<T>) -> T {
    loop {
        if let Some(found) = wanted(replies.recv().unwrap()) {
            return found;
        }
    }
}

#[test]
fn what_is_told_of_a_person_comes_back_with_the_profile() {
    let (_shop, threads, replies) = desk();
    let told = Told { about: "sensitivity.price".to_owned(), level: Some(2), text: None, at: now() };
    let (id, number) = (Uuid::from_u128(9), wang().number);
    let saying = Saying { id, number, call: None, at: now(), told: told.clone() };
    threads.send(Request::Remember(Box::new(saying)));
    until(&replies, |reply| matches!(reply, Reply::Unsent(1)).then_some(()));
    threads.send(Request::ProfileByNumber { ticket: 3, number });
    let profile = until(&replies, |reply| match reply {
        Reply::Profile { ticket: 3, profile } => Some(profile.unwrap()),
        _ => None,
    });
    assert_eq!(profile.told, [told]);
}

#[test]
fn a_call_through_the_threads() {
    let (_shop, threads, replies) = desk();
    threads.send(Request::ProfileByNumber { ticket: 7, number: wang().number });
    let profile = until(&replies, |reply| match reply {
        Reply::Profile { ticket: 7, profile } => Some(profile.unwrap()),
        _ => None,
    });
    assert_eq!(profile.customer, wang());
    threads.send(Request::StartCall(Box::new(start(1))));
    let at = now();
    for text in ["嫌", "嫌贵"] {
        threads.send(Request::SaveDraft(Draft {
            call: start(1).id,
            body: RawText::new(text),
            evidence: Default::default(),
            at,
        }));
    }
    threads.send(Request::EndCall(Box::new(end(1))));
    threads.send(Request::SaveWrapUp(Box::new(wrap_up(1, "嫌贵"))));
    let call = until(&replies, |reply| match reply {
        Reply::WrapUpSaved { call, .. } => Some(call),
        _ => None,
    });
    assert_eq!(call, start(1).id);
    threads.send(Request::ProfileById { ticket: 8, id: profile.id });
    let profile = until(&replies, |reply| match reply {
        Reply::Profile { ticket: 8, profile } => Some(profile.unwrap()),
        _ => None,
    });
    assert_eq!(profile.history.len(), 1);
    threads.send(Request::Reopen { call, at });
    let back = until(&replies, |reply| match reply {
        Reply::Reopened(back) => Some(back),
        _ => None,
    });
    assert_eq!(back.draft.as_raw(), "嫌贵");
}

#[test]
fn people_are_found_before_and_after_the_index_is_ready() {
    let (shop, threads, replies) = desk();
    let find = |text: &str| {
        threads.send(Request::Search { ticket: 1, text: text.to_owned(), limit: 9 });
        until(&replies, |reply| match reply {
            Reply::Search { result, .. } => Some(result.hits),
            _ => None,
        })
    };
    assert_eq!(find("8000").len(), 1);
    // The index knows parts; the database's own does not. Sooner or later it is there.
    while find("小明").is_empty() {
        std::thread::yield_now();
    }
    // And after an import it becomes new by itself.
    let mut loader = shop.store.loader(now()).unwrap();
    let mut other = wang();
    other.number = crate::store_reference::number("13700137000");
    loader.put_customer(&other).unwrap();
    loader.commit().unwrap();
    while find("小明").len() < 2 {
        std::thread::yield_now();
    }
}

#[test]
fn what_cannot_be_saved_is_said_with_its_call() {
    let (_shop, threads, replies) = desk();
    threads.send(Request::SaveWrapUp(Box::new(wrap_up(9, "没有这个通话"))));
    let (call, problem) = until(&replies, |reply| match reply {
        Reply::SaveFailed { call, problem } => Some((call, problem)),
        _ => None,
    });
    assert_eq!(call, start(9).id);
    assert_eq!(problem.code, "store-not-there");
}

/// An answer that comes before its call is refused whole and told by its id; told again behind the call it is written once.
#[test]
fn an_answer_is_confirmed_by_its_id_and_written_once() {
    let (shop, threads, replies) = desk();
    let answer = OfferAnswer {
        id: Uuid::from_u128(70),
        call: start(1).id,
        offer: "a+b".to_owned(),
        said: Said::Declined(Why::Bother),
        saving: Some(Fen::yuan(30)),
        at: now(),
    };
    let tell = || threads.send(Request::AnswerOffer(Box::new(answer.clone())));
    tell();
    let (id, code) = until(&replies, |reply| match reply {
        Reply::RecordFailed { id, problem } => Some((id, problem.code)),
        _ => None,
    });
    assert_eq!((id, code.is_empty()), (answer.id, false));
    threads.send(Request::StartCall(Box::new(start(1))));
    for _ in 0..2 {
        tell();
        let id = until(&replies, |reply| match reply {
            Reply::Recorded { id } => Some(id),
            _ => None,
        });
        assert_eq!(id, answer.id);
    }
    let reader = shop.store.reader().unwrap();
    let profile = reader.profile_by_number(wang().number).unwrap().unwrap();
    assert_eq!(profile.offers.len(), 1);
    let past = &profile.offers[0];
    assert_eq!((past.offer.as_str(), past.said, past.saving), ("a+b", answer.said, answer.saving));
    assert_eq!(kinds(&reader), ["call.start", "offer.answer"], "told three times, written once");
}

/// A word about a person is confirmed by its id, and told again it is written once.
#[test]
fn a_word_about_a_person_is_confirmed_by_its_id_and_written_once() {
    let (shop, threads, replies) = desk();
    let told = Told { about: "sensitivity.price".to_owned(), level: Some(3), text: None, at: now() };
    let saying =
        Saying { id: Uuid::from_u128(71), number: wang().number, call: None, at: now(), told: told.clone() };
    for _ in 0..2 {
        threads.send(Request::Remember(Box::new(saying.clone())));
        let id = until(&replies, |reply| match reply {
            Reply::Recorded { id } => Some(id),
            _ => None,
        });
        assert_eq!(id, saying.id);
    }
    let reader = shop.store.reader().unwrap();
    assert_eq!(reader.told(wang().number).unwrap(), [told]);
    assert_eq!(kinds(&reader), ["person.set"]);
}

#[test]
fn leaving_saves_what_was_asked() {
    let (shop, threads, _replies) = desk();
    for id in 1..=20 {
        threads.send(Request::StartCall(Box::new(start(id))));
        threads.send(Request::SaveWrapUp(Box::new(wrap_up(id, "最后一刻"))));
    }
    threads.finish();
    assert_eq!(shop.store.reader().unwrap().counts().unwrap().notes, 20);
}

//! Of several drafts waiting for one call only the last is written.

use super::*;
use crate::domain::safe_text::RawText;
use crate::domain::time::parse_moment;

#[test]
fn only_the_newest_draft_of_each_call_is_written() {
    let at = parse_moment("2026-11-22T10:00:00Z").unwrap();
    let draft = |call: u128, body: &str| {
        let call = CallId(Uuid::from_u128(call));
        Request::SaveDraft(Draft { call, body: RawText::new(body), evidence: Default::default(), at })
    };
    let batch = vec![draft(1, "a"), draft(2, "x"), Request::Unsent, draft(1, "ab"), draft(1, "abc")];
    let left: Vec<String> = newest_drafts(batch)
        .iter()
        .map(|request| match request {
            Request::SaveDraft(draft) => draft.body.as_raw().to_owned(),
            _ => "-".to_owned(),
        })
        .collect();
    assert_eq!(left, ["x", "-", "abc"]);
}

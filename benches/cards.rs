//! Cards by the customer's words, while the customer still speaks: 5,000 of them, found by Chinese, pinyin, initials and words of an
//! objection. The yardstick is an empty frame of the terminal library.

use std::hint::black_box;
use std::sync::Arc;

use seatmate::content::cards;
use seatmate::domain::card::{Card, find};

use crate::desk::EmptyFrame;
use crate::yard::{Figure, each, paired, percentile};

const MANY: usize = 5_000;
/// What agents type: characters, pinyin, initials, words apart, and what finds nothing.
const TYPED: [&str; 6] = ["贵", "taigui", "xz", "信号 不好", "xyzzy", "违约金"];

/// The figure of the card search.
pub fn figures() -> Vec<Figure> {
    let own = cards::load(None).0.zh;
    let many: Vec<Arc<Card>> = own.iter().cycle().take(MANY).cloned().collect();
    let mut empty = EmptyFrame::new(120, 36);
    vec![paired(
        "search in 5,000 cards, every word of six (p50 of 200)",
        "<= 1 frame of 60 Hz",
        9,
        "one empty frame",
        || percentile(each(200, |at| _ = black_box(find(&many, TYPED[at % TYPED.len()]))), 0.5),
        || percentile(each(200, |_| empty.draw()), 0.5),
    )]
}

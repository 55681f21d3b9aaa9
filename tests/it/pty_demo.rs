//! What a newcomer does in the first minute.

use crate::pty::{Launch, home};

#[test]
fn look() {
    let home = home();
    let mut desk = Launch::new(home.path(), &["demo", "--ambiguous", "1"]).start();
    desk.shows("<< 来电");
    println!("{}", desk.text());
    desk.press("Ctrl-N").shows("通话中");
    println!("{}", desk.text());
    desk.types("客户嫌贵").shows("客户嫌贵");
    println!("{:?}", (desk.cursor(), desk.behind("客户嫌贵")));
    desk.press("F9").shows("1");
    let t = std::time::Instant::now();
    desk.until("x", |_| t.elapsed().as_secs() > 2);
    println!("{}", desk.text());
    desk.press("F9");
    let t = std::time::Instant::now();
    desk.until("x", |_| t.elapsed().as_secs() > 2);
    println!("{}", desk.text());
    desk.press("Ctrl-Q").press("Ctrl-Q");
    println!("{}", desk.ends());
}

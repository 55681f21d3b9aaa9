//! What insight adds to F3: directions, in and beyond the package, the best time to call, and the week as a map. It must not judge.

use ratatui::text::Span;

use crate::app::calls::Known;
use crate::content::insight_words::Teller;
use crate::content::words::Arg;
use crate::domain::insight::picture::Picture;
use crate::domain::money::Fen;
use crate::domain::usage::UsageMonth;
use crate::ui::customer_insight::teller;
use crate::ui::pen::{Page, Pen};
use crate::ui::text::{own, pad, width};

/// `周二 10:00  周四 15:00`
fn hours(tell: &Teller<'_>, picture: &Picture) -> String {
    let hours = picture.calling.iter().map(|time| {
        let day = tell.say(&format!("insight-day-{}", time.weekday));
        tell.fill("insight-call-hour", &[("day", Arg::from(day)), ("hour", Arg::from(time.hour))])
    });
    hours.collect::<Vec<String>>().join("  ")
}

/// The same with its label.
pub(super) fn calling(tell: &Teller<'_>, picture: &Picture) -> String {
    format!("{}  {}", tell.say("insight-call-at"), hours(tell, picture))
}

/// The mean paid within and beyond the package, over the known months of six.
fn bundle(known: &Known) -> Option<(Fen, Fen)> {
    let months: Vec<(Fen, Fen)> = known
        .profile
        .months(6)
        .iter()
        .filter_map(|(_, usage)| {
            usage.and_then(|usage: &UsageMonth| usage.package_fee.zip(usage.overage_fee()))
        })
        .collect();
    let count = i64::try_from(months.len()).ok().filter(|count| *count > 0)?;
    let (inside, beyond) = months.iter().fold((0, 0), |sum, month| (sum.0 + month.0.0, sum.1 + month.1.0));
    Some((Fen(inside / count), Fen(beyond / count)))
}

/// Labels with their values, several on a line where they fit.
fn packed(lines: &[(String, String)], cols: usize) -> Vec<Vec<(String, bool)>> {
    let mut out: Vec<Vec<(String, bool)>> = Vec::new();
    let mut used = 0;
    for (label, value) in lines {
        let wide = width(label) + width(value) + 2;
        match out.last_mut().filter(|_| used + wide + 2 <= cols) {
            Some(line) => {
                line.extend([(label.clone(), true), (value.clone(), false)]);
                used += wide + 2;
            }
            None => {
                out.push(vec![(label.clone(), true), (value.clone(), false)]);
                used = wide;
            }
        }
    }
    out
}

/// What is in and beyond the plan, what lies unused, the directions, the best time to call; as far as there is room.
pub(super) fn draw(pen: &Pen<'_>, known: &Known, page: &mut Page<'_>) {
    let (tell, picture) = (teller(pen), &known.picture);
    let courses: Vec<String> = picture.courses.iter().filter_map(|course| tell.course(course)).collect();
    let mut lines: Vec<(String, String)> = Vec::new();
    if let Some((inside, beyond)) = bundle(known) {
        let args = [("in", Arg::from(inside.to_string())), ("out", Arg::from(beyond.to_string()))];
        lines.push((tell.say("insight-bundle"), tell.fill("insight-bundle-value", &args)));
    }
    // What the customer has is known, so it can be said that the rest is not.
    if known.profile.customer.package.is_some() {
        lines.push((tell.say("person-unused"), tell.unused(known.person.bundle.as_ref())));
    }
    if !courses.is_empty() {
        lines.push((tell.say("insight-trend"), courses.join("  ")));
    }
    if !picture.calling.is_empty() {
        lines.push((tell.say("insight-call-at"), hours(&tell, picture)));
    }
    for line in packed(&lines, page.cols()) {
        page.line(
            line.into_iter()
                .map(
                    |(text, is_label)| {
                        if is_label { pen.muted(format!("{text}  ")) } else { pen.text(format!("{text}  ")) }
                    },
                )
                .collect::<Vec<_>>(),
        );
    }
}

/// The week as seven rows of 24 columns, with the hours beneath. Only where nine rows and 80 columns are free.
pub(super) fn draw_week(pen: &Pen<'_>, known: &Known, page: &mut Page<'_>) {
    let Some(habit) = known.profile.habit.as_ref().filter(|_| page.left() >= 10 && page.cols() >= 56) else {
        return;
    };
    let tell = teller(pen);
    let most = (1..=7).flat_map(|day| (0..24).map(move |hour| habit.calls(day, hour))).max().unwrap_or(0);
    page.blank();
    let name = |day: u8| tell.say(&format!("insight-day-{day}"));
    let label = (1..=7).map(|day| width(&name(day))).max().unwrap_or(2) + 1;
    for day in 1..=7 {
        let mut spans: Vec<Span<'_>> = vec![pen.muted(pad(&name(day), label))];
        for hour in 0..24 {
            let calls = habit.calls(day, hour);
            let best =
                known.picture.calling.first().is_some_and(|time| (time.weekday, time.hour) == (day, hour));
            let style = if best { pen.theme.strong } else { pen.theme.accent };
            spans.push(own(format!("{} ", shade(pen, calls, most)), style));
        }
        page.line(spans);
    }
    let hours: String =
        (0..24).map(|hour| if hour % 6 == 0 { format!("{hour:<12}") } else { String::new() }).collect();
    page.line(vec![pen.muted(" ".repeat(label)), pen.muted(hours)]);
}

/// More calls, more ink; no call is a dot.
fn shade(pen: &Pen<'_>, calls: u32, most: u32) -> &'static str {
    if calls == 0 || most == 0 {
        return pen.symbols.gap;
    }
    let steps = pen.symbols.column.len().saturating_sub(1).max(1);
    let at = (u64::from(calls) * steps as u64).div_ceil(u64::from(most));
    pen.symbols.column.get(usize::try_from(at).unwrap_or(1)).copied().unwrap_or(pen.symbols.gap)
}

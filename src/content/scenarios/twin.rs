//! Whether a scenario and its twin in the other language differ in nothing but words. It compares; it must not mend.

use std::fmt::Write as _;

use toml::Spanned;

use crate::content::finding::Finding;
use crate::content::scenarios::file::{File, FileItem, FileTurn, Said, read};
use crate::content::source::Source;

/// What differs, at the first place where it does.
pub(crate) fn check(source: &Source, other: &Source) -> Option<Finding> {
    let (one, two) = (read(source).ok()?, read(other).ok()?);
    let (one_shape, two_shape) = (shape(&one), shape(&two));
    let differs = one_shape.iter().zip(&two_shape).find(|(one, two)| one.1 != two.1);
    let (span, what) = match differs {
        Some(((span, what), _)) => (span.clone(), what.clone()),
        None if one_shape.len() != two_shape.len() => (one.id.span(), one.id.get_ref().clone()),
        None => return None,
    };
    let what = what.split_whitespace().next().unwrap_or_default().to_owned();
    let found = Finding::error(source, span, "twin-differs");
    Some(found.with("name", what).with("other", &other.name))
}

type Shape = Vec<(std::ops::Range<usize>, String)>;

fn names(list: &[Spanned<String>]) -> Vec<&str> {
    list.iter().map(|name| name.get_ref().as_str()).collect()
}

fn name(text: &Option<Spanned<String>>) -> Option<&str> {
    text.as_ref().map(|text| text.get_ref().as_str())
}

/// Everything but words, piece by piece, each with its place.
fn shape(file: &File) -> Shape {
    let mut head = format!("{} {:?} {:?}", file.id.get_ref(), file.group.get_ref(), file.kind);
    let mood = file.mood.as_ref().map(|mood| *mood.get_ref());
    let patience = file.patience.as_ref().map(|patience| *patience.get_ref());
    let points: Vec<&String> = file.points.keys().collect();
    // Writing to a string does not fail.
    let _ = write!(
        head,
        "{} {} {:?} {:?} {mood:?} {patience:?} {points:?} {:?} {:?} {:?}",
        file.difficulty.get_ref(),
        file.minutes.get_ref(),
        name(&file.script),
        file.skills,
        file.persona.pattern,
        names(&file.record.note),
        (&file.record.dispositions, names(&file.record.follow_up)),
    );
    let mut out = vec![(file.id.span(), head)];
    for (at, turn) in file.turns.iter().enumerate() {
        turn_shape(at, turn, &mut out, file.id.span());
    }
    out.extend(file.endings.iter().map(|ending| {
        (ending.id.span(), format!("{} {:?} {:?}", ending.id.get_ref(), ending.kind, ending.dispositions))
    }));
    for task in &file.tasks {
        let right: Vec<bool> = task.found.iter().map(|found| found.right).collect();
        let signs = (name(&task.open), name(&task.action), name(&task.card));
        out.push((task.id.span(), format!("{} {signs:?} {right:?}", task.id.get_ref())));
    }
    out.extend(file.items.iter().map(|item| item_shape(item, file.id.span())));
    out
}

fn count(said: &Said) -> usize {
    said.as_ref().map_or(0, |said| said.get_ref().all().len())
}

fn turn_shape(at: usize, turn: &FileTurn, out: &mut Shape, fallback: std::ops::Range<usize>) {
    let id = name(&turn.id).or(name(&turn.part)).map_or_else(|| format!("t{}", at + 1), str::to_owned);
    let span = turn.id.as_ref().or(turn.part.as_ref()).map_or(fallback, Spanned::span);
    let ways: Vec<_> =
        turn.ways.iter().map(|way| (way.when.get_ref(), name(&way.goto), name(&way.end))).collect();
    let offers: Vec<_> = turn
        .offers
        .iter()
        .map(|offer| {
            (
                offer.offer.get_ref(),
                offer.saves,
                names(&offer.points),
                offer.mood,
                offer.stay,
                name(&offer.goto),
            )
        })
        .collect();
    let head = format!(
        "{id} {:?} {:?} {} {} {ways:?} {offers:?} {:?} {:?} {:?}",
        name(&turn.part),
        turn.stage,
        count(&turn.say) > 0,
        count(&turn.cross) > 0,
        names(&turn.tasks),
        (turn.within, name(&turn.late)),
        (name(&turn.goto), name(&turn.end)),
    );
    out.push((span, head));
    for answer in &turn.answers {
        let leads = (name(&answer.goto), name(&answer.end), answer.stay, answer.hidden);
        let text = format!(
            "{id} {:?} {:?} {:?} {:?} {:?} {:?} {leads:?}",
            names(&answer.points),
            answer.slips,
            name(&answer.needs),
            name(&answer.when),
            answer.mood,
            answer.set,
        );
        out.push((answer.say.span(), text));
    }
}

fn item_shape(item: &FileItem, fallback: std::ops::Range<usize>) -> (std::ops::Range<usize>, String) {
    let span = item.id.as_ref().or(item.part.as_ref()).map_or(fallback, Spanned::span);
    let id = name(&item.id).or(name(&item.part)).unwrap_or_default();
    let rule = (names(&item.points), names(&item.any), names(&item.tasks), &item.never, names(&item.endings));
    let more = (name(&item.when), name(&item.before), item.within, item.record, names(&item.without));
    let text =
        format!("{id} {:?} {:?} {} {rule:?} {more:?} {:?}", item.section, item.kind, item.weight, item.skill);
    (span, text)
}

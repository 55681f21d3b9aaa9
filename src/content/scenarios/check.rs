//! What can be wrong with a scenario as it is written: texts, names, conditions, weights, sizes. It finds; it must not mend.
//! What only a walk can show is in `tried.rs`.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;

use crate::content::check::text::Judge;
use crate::content::finding::{Finding, Weight};
use crate::content::scenarios::file::{File, FileAnswer, FileItem, FileTurn, Parts, Said, read, read_parts};
use crate::content::scenarios::lists::{self, Lists};
use crate::content::scenarios::made::{ending_place, said_by_answers, turn_place};
use crate::content::scenarios::{is_parts, tried};
use crate::content::source::Source;
use crate::domain::customer::{Consent, Gender, Level};
use crate::domain::disposition::Disposition;
use crate::domain::event::EventKind;
use crate::domain::training::condition::{Condition, Test};
use crate::domain::training::ears::Ears;
use crate::domain::training::rubric::ItemKind;

/// Nobody writes more by hand.
const MOST_TURNS: usize = 200;
const MOST_ITEMS: usize = 60;
const MOST_ENDINGS: usize = 40;

/// There are nine digits.
const MOST_ANSWERS: usize = 9;

/// Everything that is wrong with a scenario file, or with a file of parts.
pub(crate) fn whole(source: &Source, tag: &str, parts: &Parts, shared: &Lists) -> Vec<Finding> {
    let judge = Judge::new(source, tag);
    if is_parts(source) {
        return match read_parts(source) {
            Ok(own) => own
                .parts
                .iter()
                .flat_map(|part| part.turns.iter())
                .flat_map(|turn| texts(&judge, turn))
                .collect(),
            Err(finding) => vec![*finding],
        };
    }
    let file = match read(source) {
        Ok(file) => file,
        Err(finding) => return vec![*finding],
    };
    let whole = file.clone().expanded(parts);
    let own = whole.points.iter().map(|(name, ways)| lists::point(name, ways.get_ref())).collect();
    let ears = lists::ears(tag, own, shared);
    let check = Check { judge: &judge, source, file: &file, whole: &whole, parts, ears: &ears };
    let mut findings = check.all();
    if findings.iter().all(|finding| finding.weight < Weight::Error) {
        findings.extend(tried::check(source, &whole, tag, shared));
    }
    findings.sort_by_key(|finding| finding.span.start);
    findings
}

/// A file with everything that it may name.
struct Check<'a> {
    judge: &'a Judge<'a>,
    source: &'a Source,
    /// As it is written: its places are places of this source.
    file: &'a File,
    /// With the parts in their places.
    whole: &'a File,
    parts: &'a Parts,
    ears: &'a Ears,
}

impl Check<'_> {
    fn all(&self) -> Vec<Finding> {
        let file = self.file;
        let mut findings: Vec<Finding> = [&file.id, &file.title, &file.about]
            .into_iter()
            .filter_map(|text| self.judge.empty(text))
            .chain(self.judge.template(&file.about, None))
            .collect();
        findings.extend(file.turns.iter().flat_map(|turn| texts(self.judge, turn)));
        findings.extend(file.items.iter().flat_map(|item| self.item_texts(item)));
        for ending in &file.endings {
            findings.extend(self.judge.empty(&ending.title));
            findings.extend(ending.say.iter().flat_map(|say| self.judge.template(say, None)));
        }
        for task in &file.tasks {
            findings.extend(self.judge.template(&task.say, None));
        }
        findings.extend(file.record.model.iter().flat_map(|model| self.judge.phrases(model)));
        findings.extend(self.numbers());
        findings.extend(self.persona());
        findings.extend(self.sizes());
        findings.extend(self.twice());
        findings.extend(self.turns());
        findings.extend(self.items());
        findings.extend(self.points());
        findings
    }

    fn error(&self, span: Range<usize>, code: &'static str, name: &str) -> Finding {
        Finding::error(self.source, span, code).with("name", name)
    }

    fn numbers(&self) -> Vec<Finding> {
        let file = self.file;
        let mut wrong = Vec::new();
        let mut range = |span: Range<usize>, value: u64, low: u64, high: u64| {
            if value < low || value > high {
                let found = Finding::error(self.source, span, "out-of-range");
                wrong.push(found.with("low", low).with("high", high));
            }
        };
        range(file.difficulty.span(), u64::from(*file.difficulty.get_ref()), 1, 3);
        range(file.minutes.span(), u64::from(*file.minutes.get_ref()), 1, 60);
        if let Some(mood) = &file.mood {
            range(mood.span(), u64::from(*mood.get_ref()), 5, 100);
        }
        if let Some(patience) = &file.patience {
            range(patience.span(), u64::from(*patience.get_ref()), 5, 600);
        }
        wrong
    }

    /// Words of the persona that nobody would understand.
    fn persona(&self) -> Vec<Finding> {
        let persona = &self.file.persona;
        let mut wrong: Vec<&str> = Vec::new();
        wrong.extend(persona.level.as_deref().filter(|text| Level::parse(text).is_none()));
        wrong.extend(persona.gender.as_deref().filter(|text| Gender::parse(text).is_none()));
        wrong.extend(persona.consent.as_deref().filter(|text| Consent::parse(text).is_none()));
        let kinds = persona.events.iter().map(|event| event.kind.as_str());
        wrong.extend(kinds.filter(|text| EventKind::parse(text).is_none()));
        let dispositions = persona.calls.iter().map(|call| call.disposition.as_str());
        wrong.extend(dispositions.filter(|text| Disposition::parse(text).is_none()));
        let directions = persona.calls.iter().map(|call| call.direction.as_str());
        wrong.extend(directions.filter(|text| !matches!(*text, "in" | "out")));
        let place = |value: &str| {
            let quoted = format!("\"{value}\"");
            let at = self.source.text.find(&quoted);
            at.map_or(self.file.id.span(), |at| at..at + quoted.len())
        };
        wrong.into_iter().map(|value| self.error(place(value), "persona-word", value)).collect()
    }

    fn sizes(&self) -> Vec<Finding> {
        let sizes = [
            (self.whole.turns.len(), MOST_TURNS),
            (self.whole.items.len(), MOST_ITEMS),
            (self.whole.endings.len(), MOST_ENDINGS),
        ];
        let too_many = sizes.into_iter().filter(|(count, limit)| count > limit);
        let mut findings: Vec<Finding> = too_many
            .map(|(_, limit)| {
                Finding::error(self.source, self.file.id.span(), "too-large").with("limit", limit)
            })
            .collect();
        if self.whole.turns.is_empty() {
            findings.push(Finding::error(self.source, self.file.id.span(), "no-turns"));
        }
        for turn in &self.file.turns {
            let mut shown = turn.answers.iter().filter(|answer| !answer.hidden);
            if let Some(answer) = shown.nth(MOST_ANSWERS) {
                let found = Finding::error(self.source, answer.say.span(), "too-many-answers");
                findings.push(found.with("limit", MOST_ANSWERS));
            }
        }
        findings
    }

    /// Names that are used twice.
    fn twice(&self) -> Vec<Finding> {
        let turns: Vec<&Spanned<String>> =
            self.file.turns.iter().filter_map(|turn| turn.id.as_ref()).collect();
        let endings = self.file.endings.iter().map(|ending| &ending.id).collect();
        let tasks = self.file.tasks.iter().map(|task| &task.id).collect();
        let items = self.file.items.iter().filter_map(|item| item.id.as_ref()).collect();
        [turns, endings, tasks, items]
            .into_iter()
            .flat_map(|names| {
                let mut seen = BTreeSet::new();
                names.into_iter().filter(move |name| !seen.insert(name.get_ref().as_str()))
            })
            .map(|name| self.error(name.span(), "name-twice", name.get_ref()))
            .collect()
    }

    fn turns(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for turn in &self.file.turns {
            if let Some(part) = turn.part.as_ref().filter(|part| self.parts.turns(part.get_ref()).is_none()) {
                findings.push(
                    Finding::error(self.source, part.span(), "part-unknown").with("part", part.get_ref()),
                );
            }
            let answers = turn.answers.iter().flat_map(|answer| [&answer.goto, &answer.end]);
            let offers = turn.offers.iter().flat_map(|offer| [&offer.goto, &offer.end]);
            let ways = turn.ways.iter().flat_map(|way| [&way.goto, &way.end]);
            let leads =
                [&turn.goto, &turn.end, &turn.late].into_iter().chain(answers).chain(offers).chain(ways);
            findings.extend(leads.flatten().filter_map(|name| self.lead(name)));
            let known = |task: &&Spanned<String>| {
                !self.whole.tasks.iter().any(|known| known.id.get_ref() == task.get_ref())
            };
            findings.extend(
                turn.tasks
                    .iter()
                    .filter(known)
                    .map(|task| self.error(task.span(), "task-unknown", task.get_ref())),
            );
            let conditions = turn.ways.iter().map(|way| &way.when);
            let conditions = conditions.chain(turn.answers.iter().filter_map(|answer| answer.when.as_ref()));
            findings.extend(conditions.flat_map(|when| self.condition(when)));
        }
        findings
    }

    fn lead(&self, name: &Spanned<String>) -> Option<Finding> {
        let known =
            turn_place(self.whole, name.get_ref()).or_else(|| ending_place(self.whole, name.get_ref()));
        known.is_none().then(|| self.error(name.span(), "lead-unknown", name.get_ref()))
    }

    /// A condition that cannot be read, or that names nothing.
    fn condition(&self, when: &Spanned<String>) -> Vec<Finding> {
        let condition = match Condition::parse(when.get_ref()) {
            Ok(condition) => condition,
            Err(error) => return vec![self.error(when.span(), "not-a-condition", &error.0)],
        };
        let unknown = |(kind, name): (&'static str, &str)| match kind {
            "said" => (!self.can_be_said(name)).then(|| self.error(when.span(), "point-unknown", name)),
            "done" => {
                let known = self.whole.tasks.iter().any(|task| task.id.get_ref() == name);
                (!known).then(|| self.error(when.span(), "task-unknown", name))
            }
            "visits" => {
                turn_place(self.whole, name).is_none().then(|| self.error(when.span(), "lead-unknown", name))
            }
            _ => None,
        };
        condition.names().filter_map(unknown).collect()
    }

    /// Whether anything makes a point: a list of words, an answer, an offer, a step of the script.
    fn can_be_said(&self, point: &str) -> bool {
        let has = |points: &[Spanned<String>]| points.iter().any(|known| known.get_ref() == point);
        let turns = &self.whole.turns;
        point.starts_with("step:")
            || self.ears.list(point).is_some()
            || turns.iter().flat_map(|turn| &turn.answers).any(|answer| has(&answer.points))
            || turns.iter().flat_map(|turn| &turn.offers).any(|offer| has(&offer.points))
    }

    fn items(&self) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.file.items.iter().flat_map(|item| self.item(item)).collect();
        let sum: u64 = self.whole.items.iter().map(|item| u64::from(item.weight)).sum();
        if sum != 100 {
            let span = self.file.items.first().and_then(|item| item.part.as_ref().or(item.id.as_ref()));
            let span = span.map_or(self.file.id.span(), Spanned::span);
            findings.push(Finding::error(self.source, span, "weights").with("sum", sum));
        }
        findings
    }

    fn item(&self, item: &FileItem) -> Vec<Finding> {
        if let Some(part) = &item.part {
            let unknown = self.parts.items(part.get_ref()).is_none();
            let found =
                || Finding::error(self.source, part.span(), "part-unknown").with("part", part.get_ref());
            return unknown.then(found).into_iter().collect();
        }
        let span = item.id.as_ref().or(item.text.as_ref()).map_or(self.file.id.span(), Spanned::span);
        let mut findings = Vec::new();
        let name = item.id.as_ref().map_or("?", |id| id.get_ref().as_str());
        if item.id.is_none() || item.section.is_none() || item.text.is_none() || !is_sound(item) {
            findings.push(self.error(span.clone(), "item-shape", name));
        }
        let derived = !item.tasks.is_empty() || said_by_answers(self.whole, item).is_some();
        if item.better.is_none() && item.model.is_none() && !derived {
            findings.push(Finding::warning(self.source, span.clone(), "no-better").with("name", name));
        }
        let points = item.points.iter().chain(&item.any);
        findings.extend(
            points
                .filter(|point| !self.can_be_said(point.get_ref()))
                .map(|point| self.error(point.span(), "point-unknown", point.get_ref())),
        );
        let task = |task: &&Spanned<String>| {
            !self.whole.tasks.iter().any(|known| known.id.get_ref() == task.get_ref())
        };
        findings.extend(
            item.tasks
                .iter()
                .filter(task)
                .map(|task| self.error(task.span(), "task-unknown", task.get_ref())),
        );
        let ending = |name: &&Spanned<String>| ending_place(self.whole, name.get_ref()).is_none();
        findings.extend(
            item.endings
                .iter()
                .filter(ending)
                .map(|name| self.error(name.span(), "lead-unknown", name.get_ref())),
        );
        let left = |turn: &&Spanned<String>| turn_place(self.whole, turn.get_ref()).is_none();
        let before = item.before.iter().filter(left);
        findings.extend(before.map(|turn| self.error(turn.span(), "lead-unknown", turn.get_ref())));
        findings.extend(item.when.iter().flat_map(|when| self.condition(when)));
        findings
    }

    /// Own points without a way, and points of the record and of `needs` that nothing makes.
    fn points(&self) -> Vec<Finding> {
        let empty = self.file.points.iter().filter(|(_, ways)| lists::ways_of(ways.get_ref()).is_empty());
        let mut findings: Vec<Finding> = empty
            .map(|(name, ways)| Finding::error(self.source, ways.span(), "list-empty").with("list", name))
            .collect();
        let heard = |point: &&Spanned<String>| self.ears.list(point.get_ref()).is_none();
        findings.extend(
            self.file
                .record
                .note
                .iter()
                .filter(heard)
                .map(|point| self.error(point.span(), "point-unknown", point.get_ref())),
        );
        let needs =
            self.file.turns.iter().flat_map(|turn| &turn.answers).filter_map(|answer| answer.needs.as_ref());
        findings.extend(
            needs
                .filter(|point| !self.can_be_said(point.get_ref()))
                .map(|point| self.error(point.span(), "point-unknown", point.get_ref())),
        );
        let due = self.file.record.follow_up.iter();
        findings.extend(due.filter_map(|name| self.lead(name)));
        findings
    }

    fn item_texts(&self, item: &FileItem) -> Vec<Finding> {
        let texts = item.text.iter().chain(&item.better).chain(&item.model);
        let mut findings: Vec<Finding> = texts.flat_map(|text| self.judge.template(text, None)).collect();
        findings.extend(item.model.iter().flat_map(|model| self.judge.phrases(model)));
        findings
    }
}

/// An item looks at something; what must not happen is told by slips alone; a fatal item has no weight, and nothing else is without.
fn is_sound(item: &FileItem) -> bool {
    let looks =
        !item.points.is_empty() || !item.any.is_empty() || !item.tasks.is_empty() || !item.endings.is_empty();
    let looks = looks || item.when.is_some() || item.within.is_some() || item.record.is_some();
    let at_score = item
        .when
        .as_ref()
        .and_then(|when| Condition::parse(when.get_ref()).ok())
        .is_some_and(|condition| condition.atoms.iter().any(|atom| matches!(atom.test, Test::Score(..))));
    match item.kind {
        ItemKind::Fatal => !looks && !item.never.is_empty() && item.weight == 0,
        ItemKind::RedFlag => !item.never.is_empty() && item.weight > 0,
        ItemKind::Critical | ItemKind::Optional => {
            (looks || !item.never.is_empty()) && item.weight > 0 && !at_score
        }
    }
}

/// What is wrong with the texts of a turn.
fn texts(judge: &Judge<'_>, turn: &FileTurn) -> Vec<Finding> {
    let said = lines(&turn.say).chain(lines(&turn.cross));
    let replies = turn.answers.iter().flat_map(|answer| lines(&answer.reply));
    let offers = turn.offers.iter().flat_map(|offer| lines(&offer.reply));
    let notes = turn.hint.iter().chain(&turn.note).cloned();
    let mut findings: Vec<Finding> =
        said.chain(replies).chain(offers).chain(notes).flat_map(|text| judge.template(&text, None)).collect();
    findings.extend(turn.answers.iter().flat_map(|answer| answer_texts(judge, answer)));
    findings
}

fn answer_texts(judge: &Judge<'_>, answer: &FileAnswer) -> Vec<Finding> {
    let mut findings: Vec<Finding> = judge.empty(&answer.say).into_iter().collect();
    findings.extend(judge.template(&answer.say, None));
    findings.extend(judge.long_lines(&answer.say));
    // What is put there to be wrong may sound wrong; a good answer may not.
    let is_good =
        !answer.points.is_empty() && answer.slips.is_empty() && answer.mood.is_none_or(|mood| mood >= 0);
    if is_good {
        findings.extend(judge.phrases(&answer.say));
    }
    findings
}

/// Each line of a list as a text of its own, at the place of the list.
fn lines(said: &Said) -> impl Iterator<Item = Spanned<String>> {
    let all = said.iter().flat_map(|said| {
        let span = said.span();
        said.get_ref().all().iter().map(move |line| Spanned::new(span.clone(), line.clone()))
    });
    all.collect::<Vec<_>>().into_iter()
}

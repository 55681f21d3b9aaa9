//! From a scenario as it is written to one that can be rehearsed: fields filled, names turned into places. It must not judge; what
//! cannot be read was found before.

use std::sync::Arc;

use minijinja::{Environment, Value};
use toml::Spanned;

use crate::content::scenarios::file::{
    File, FileAnswer, FileEnding, FileItem, FileOffer, FileTask, FileTurn, FileWay, Said,
};
use crate::content::scenarios::lists::{self, Lists};
use crate::domain::safe_text::SafeText;
use crate::domain::training::condition::Condition;
use crate::domain::training::ears::Ears;
use crate::domain::training::rubric::{Expected, Item, Rule, Section};
use crate::domain::training::scenario::{
    Answer, DeskSign, Ending, Evidence, Lead, OfferWay, Scenario, Task, Turn, Way,
};

/// What a scenario begins with when it does not say.
const MOOD: u8 = 60;
const PATIENCE: u16 = 25;

/// A file with what fills its fields.
pub(crate) struct Making<'a> {
    pub(crate) file: &'a File,
    pub(crate) hash: &'a str,
    pub(crate) tag: &'a str,
    pub(crate) lists: &'a Lists,
    pub(crate) env: &'a Environment<'a>,
    pub(crate) context: &'a Value,
}

impl Making<'_> {
    /// The scenario.
    pub(crate) fn scenario(&self) -> Scenario {
        let file = self.file;
        let ears = self.ears();
        Scenario {
            id: file.id.get_ref().clone(),
            hash: self.hash.to_owned(),
            title: self.fill(file.title.get_ref()),
            about: self.fill(file.about.get_ref()),
            group: *file.group.get_ref(),
            difficulty: (*file.difficulty.get_ref()).clamp(1, 3),
            minutes: (*file.minutes.get_ref()).clamp(1, 60),
            kind: file.kind,
            script: file.script.as_ref().map(|script| script.get_ref().clone()),
            skills: file.skills.clone(),
            mood: file.mood.as_ref().map_or(MOOD, |mood| *mood.get_ref()).min(100),
            patience: file.patience.as_ref().map_or(PATIENCE, |patience| *patience.get_ref()).max(5),
            nudges: file.nudges.iter().map(|line| self.fill(line)).collect(),
            unclear: file.unclear.iter().map(|line| self.fill(line)).collect(),
            turns: file.turns.iter().enumerate().map(|(at, turn)| self.turn(at, turn, &ears)).collect(),
            endings: file.endings.iter().map(|ending| self.ending(ending)).collect(),
            tasks: file.tasks.iter().map(|task| self.task(task)).collect(),
            items: file.items.iter().enumerate().map(|(at, item)| self.item(at, item)).collect(),
            record: Expected {
                note: names(&file.record.note),
                dispositions: file.record.dispositions.clone(),
                follow_up: names(&file.record.follow_up),
                model: self.maybe(file.record.model.as_ref()),
            },
            ears: Arc::new(ears),
        }
    }

    pub(crate) fn ears(&self) -> Ears {
        let own = self.file.points.iter().map(|(name, ways)| lists::point(name, ways.get_ref()));
        let own = own.filter(|list| !list.ways.is_empty()).collect();
        lists::ears(self.tag, own, self.lists)
    }

    fn fill(&self, text: &str) -> SafeText {
        let filled = self.env.render_str(text.trim(), self.context).unwrap_or_else(|_| "⟦?⟧".to_owned());
        let lines: Vec<&str> = filled.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
        SafeText::lines(&lines.join("\n"))
    }

    fn maybe(&self, text: Option<&Spanned<String>>) -> Option<SafeText> {
        text.map(|text| self.fill(text.get_ref()))
    }

    fn lines(&self, said: &Said) -> Vec<SafeText> {
        let all = said.as_ref().map(|said| said.get_ref().all()).unwrap_or_default();
        all.iter().map(|line| self.fill(line)).collect()
    }

    fn turn(&self, at: usize, turn: &FileTurn, ears: &Ears) -> Turn {
        let places = turn
            .tasks
            .iter()
            .filter_map(|task| self.file.tasks.iter().position(|known| known.id.get_ref() == task.get_ref()));
        Turn {
            id: turn_name(at, turn),
            stage: turn.stage,
            say: self.lines(&turn.say),
            cross: self.lines(&turn.cross),
            ways: turn.ways.iter().map(|way| self.way(way)).collect(),
            answers: turn.answers.iter().map(|answer| self.answer(answer, ears)).collect(),
            offers: turn.offers.iter().map(|offer| self.offer(offer)).collect(),
            tasks: places.collect(),
            hint: self.maybe(turn.hint.as_ref()),
            note: self.maybe(turn.note.as_ref()),
            within: turn.within,
            late: turn.late.as_ref().map(|late| self.named(late)),
            next: self.lead(turn.goto.as_ref(), turn.end.as_ref(), false),
        }
    }

    fn way(&self, way: &FileWay) -> Way {
        Way {
            when: condition(&way.when).unwrap_or_default(),
            lead: self.lead(way.goto.as_ref(), way.end.as_ref(), false),
        }
    }

    fn answer(&self, answer: &FileAnswer, ears: &Ears) -> Answer {
        let say = self.fill(answer.say.get_ref());
        let mut slips = answer.slips.clone();
        // A line break in a model line is only where it was wrapped; in a sentence of a trainee it would end it.
        for found in ears.hear(&say.replace('\n', " ")).slips {
            if !slips.contains(&found.list) {
                slips.push(found.list);
            }
        }
        let points = names(&answer.points);
        let usual = usual_mood(points.len(), slips.len());
        Answer {
            say,
            points,
            needs: answer.needs.as_ref().map(|needs| needs.get_ref().clone()),
            when: answer.when.as_ref().and_then(condition),
            hidden: answer.hidden,
            mood: answer.mood.unwrap_or(usual).clamp(-50, 50),
            sets: answer.set.clone().into_iter().collect(),
            reply: self.lines(&answer.reply),
            lead: self.lead(answer.goto.as_ref(), answer.end.as_ref(), answer.stay),
            slips,
        }
    }

    fn offer(&self, offer: &FileOffer) -> OfferWay {
        let points = names(&offer.points);
        let usual = usual_mood(points.len(), offer.slips.len());
        OfferWay {
            offer: offer.offer.get_ref().clone(),
            saves: offer.saves,
            points,
            slips: offer.slips.clone(),
            mood: offer.mood.unwrap_or(usual).clamp(-50, 50),
            reply: self.lines(&offer.reply),
            lead: self.lead(offer.goto.as_ref(), offer.end.as_ref(), offer.stay),
        }
    }

    fn ending(&self, ending: &FileEnding) -> Ending {
        Ending {
            id: ending.id.get_ref().clone(),
            title: self.fill(ending.title.get_ref()),
            say: self.maybe(ending.say.as_ref()),
            kind: ending.kind,
            dispositions: ending.dispositions.clone(),
        }
    }

    fn task(&self, task: &FileTask) -> Task {
        let open = task.open.as_ref().map(|pane| DeskSign::Open(pane.get_ref().clone()));
        let action =
            task.action.as_ref().map(|action| DeskSign::Action(format!("action-{}", action.get_ref())));
        let card = task.card.as_ref().map(|card| DeskSign::Card(card.get_ref().clone()));
        let found = task
            .found
            .iter()
            .map(|found| Evidence { say: self.fill(found.say.get_ref()), right: found.right });
        Task {
            id: task.id.get_ref().clone(),
            say: self.fill(task.say.get_ref()),
            sign: open.or(action).or(card),
            found: found.collect(),
        }
    }

    fn item(&self, at: usize, item: &FileItem) -> Item {
        Item {
            id: item.id.as_ref().map_or_else(|| format!("item-{}", at + 1), |id| id.get_ref().clone()),
            section: item.section.unwrap_or(Section::Resolution),
            kind: item.kind,
            weight: item.weight.min(100),
            text: self.maybe(item.text.as_ref()).unwrap_or_default(),
            rule: Rule {
                points: names(&item.points),
                any: names(&item.any),
                tasks: names(&item.tasks),
                never: item.never.clone(),
                endings: names(&item.endings),
                when: item.when.as_ref().and_then(condition),
                before: item.before.as_ref().map(|turn| turn.get_ref().clone()),
                within: item.within,
                record: item.record,
            },
            better: self
                .maybe(item.better.as_ref())
                .unwrap_or_else(|| self.fill(&said_by_tasks(self.file, item))),
            model: self.maybe(item.model.as_ref().or_else(|| said_by_answers(self.file, item))),
            skill: item.skill,
        }
    }

    fn lead(&self, goto: Option<&Spanned<String>>, end: Option<&Spanned<String>>, stay: bool) -> Lead {
        match (goto, end) {
            (Some(goto), _) => self.named(goto),
            (None, Some(end)) => ending_place(self.file, end.get_ref()).map_or(Lead::Following, Lead::End),
            (None, None) if stay => Lead::Stay,
            (None, None) => Lead::Following,
        }
    }

    /// A turn, or an ending, by its name.
    fn named(&self, name: &Spanned<String>) -> Lead {
        let turn = turn_place(self.file, name.get_ref()).map(Lead::Turn);
        turn.or_else(|| ending_place(self.file, name.get_ref()).map(Lead::End)).unwrap_or_default()
    }
}

/// What an item's tasks say is to be done: what would have been better when it does not say so itself.
pub(crate) fn said_by_tasks(file: &File, item: &FileItem) -> String {
    let wanted = item
        .tasks
        .iter()
        .filter_map(|task| file.tasks.iter().find(|known| known.id.get_ref() == task.get_ref()));
    wanted.map(|task| task.say.get_ref().trim()).collect::<Vec<_>>().join("\n")
}

/// The words of the answer that makes most of an item's points, and least beside them: the model line when it has none of its own.
pub(crate) fn said_by_answers<'f>(file: &'f File, item: &FileItem) -> Option<&'f Spanned<String>> {
    let wanted: Vec<&String> = item.points.iter().chain(&item.any).map(Spanned::get_ref).collect();
    let good = |answer: &&FileAnswer| answer.slips.is_empty() && answer.mood.is_none_or(|mood| mood >= 0);
    let answers: Vec<&FileAnswer> = file.turns.iter().flat_map(|turn| &turn.answers).filter(good).collect();
    let made =
        |answer: &FileAnswer| answer.points.iter().filter(|point| wanted.contains(&point.get_ref())).count();
    // Of several that are as good the first one counts.
    let best = answers
        .into_iter()
        .rev()
        .max_by_key(|answer| (made(answer), std::cmp::Reverse(answer.points.len())))?;
    (made(best) > 0).then_some(&best.say)
}

/// A good sentence pleases a little, one that is wrong annoys a lot, an empty one annoys a little.
fn usual_mood(points: usize, slips: usize) -> i8 {
    if slips > 0 {
        -15
    } else if points == 0 {
        -4
    } else {
        i8::try_from(points * 2).unwrap_or(6).min(6)
    }
}

pub(crate) fn turn_name(at: usize, turn: &FileTurn) -> String {
    turn.id.as_ref().map_or_else(|| format!("t{}", at + 1), |id| id.get_ref().clone())
}

pub(crate) fn turn_place(file: &File, name: &str) -> Option<usize> {
    file.turns.iter().enumerate().position(|(at, turn)| turn_name(at, turn) == name)
}

pub(crate) fn ending_place(file: &File, name: &str) -> Option<usize> {
    file.endings.iter().position(|ending| ending.id.get_ref() == name)
}

pub(crate) fn condition(text: &Spanned<String>) -> Option<Condition> {
    Condition::parse(text.get_ref()).ok()
}

fn names(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|name| name.get_ref().clone()).collect()
}

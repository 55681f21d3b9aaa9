//! The person in sentences, for the screen and for the command line: the portrait, each judgement with who says so, each rule with its
//! inputs. It must not judge.

use crate::content::insight_words::{Teller, serde_code};
use crate::content::rule_words::RuleText;
use crate::content::words::Arg;
use crate::domain::insight::picture::RuleBook;
use crate::domain::insight::types::Typed;
use crate::domain::money::Fen;
use crate::domain::person::bundle::Bundle;
use crate::domain::person::experience::{Experience, Source};
use crate::domain::person::missing::Missing;
use crate::domain::person::portrait::{Paying, Portrait, Talking, Using};
use crate::domain::person::relation::Cell;
use crate::domain::person::rules::Both;
use crate::domain::safe_text::SafeText;
use crate::domain::time::{Moment, local};
use crate::domain::usage::Kilobytes;

/// A figure, or `none`, on which sentences choose their words.
fn or_none(value: Option<String>) -> Arg<'static> {
    Arg::from(value.unwrap_or_else(|| "none".to_owned()))
}

/// Tenths as a decimal.
fn tenths(value: u64) -> String {
    format!("{}.{}", value / 10, value % 10)
}

impl Teller<'_> {
    fn on_day(&self, at: Moment) -> String {
        self.day(local(at).date_naive())
    }

    /// A sentence of a rule file in the language, fit to be drawn: a shop writes those files.
    #[must_use]
    pub fn both(&self, both: &Both) -> String {
        SafeText::new(both.of(self.words.tag())).as_str().to_owned()
    }

    /// The three lines.
    #[must_use]
    pub fn portrait(&self, portrait: &Portrait) -> [String; 3] {
        [self.using(&portrait.using), self.talking(&portrait.talking), self.paying(&portrait.paying)]
    }

    fn using(&self, using: &Using) -> String {
        let known = match (using.data, using.minutes) {
            (Some(_), Some(_)) => "both",
            (Some(_), None) => "data",
            (None, Some(_)) => "voice",
            (None, None) => "none",
        };
        // Below one percent a month nobody would notice.
        let trend = match using.direction {
            Some(10..) => "up",
            Some(..=-10) => "down",
            Some(_) => "flat",
            None => "none",
        };
        let args = [
            ("known", Arg::from(known)),
            ("gb", or_none(using.data.map(Kilobytes::gb_tenths))),
            ("minutes", or_none(using.minutes.map(|minutes| minutes.to_string()))),
            ("lean", or_none(using.lean.map(|lean| serde_code(&lean).into_owned()))),
            ("trend", Arg::from(trend)),
            ("percent", or_none(using.direction.map(|direction| tenths(direction.unsigned_abs())))),
        ];
        self.fill("person-using", &args)
    }

    fn talking(&self, talking: &Talking) -> String {
        let busy = talking.busiest.as_ref();
        let text = |value: Option<u64>| or_none(value.map(|value| value.to_string()));
        let args = [
            ("busy", Arg::from(if busy.is_some() { "yes" } else { "no" })),
            ("from", text(busy.map(|busy| u64::from(busy.from)))),
            ("to", text(busy.map(|busy| u64::from(busy.to)))),
            ("share", text(busy.map(|busy| busy.share))),
            ("weekend", text(talking.weekend)),
            ("each", or_none(talking.each.map(tenths))),
            ("numbers", text(talking.numbers)),
            ("onnet", text(talking.onnet)),
        ];
        self.fill("person-talking", &args)
    }

    fn paying(&self, paying: &Paying) -> String {
        let money = |fen: Option<Fen>| or_none(fen.map(|fen| fen.to_string()));
        let part = paying.largest.map(|(part, _)| self.say(&format!("person-part-{}", serde_code(&part))));
        let over = paying.over.map(|over| if over == 0 { "never".to_owned() } else { over.to_string() });
        let args = [
            ("bill", money(paying.bill)),
            ("package", money(paying.package)),
            ("part", or_none(part)),
            ("amount", money(paying.largest.map(|(_, fee)| fee))),
            ("over", or_none(over)),
            ("of", Arg::from(paying.of.to_string())),
            ("wasted", money(paying.wasted)),
        ];
        self.fill("person-paying", &args)
    }

    /// What of the package lies unused, and what that costs; unknown stays unknown.
    #[must_use]
    pub fn unused(&self, bundle: Option<&Bundle>) -> String {
        let Some(unused) = bundle.and_then(|bundle| bundle.unused) else {
            return self.say("person-unused-unknown");
        };
        if unused.minutes == 0 && unused.kb == 0 {
            return self.say("person-unused-nothing");
        }
        let kb = u64::try_from(unused.kb).ok().filter(|kb| *kb > 0);
        let args = [
            ("gb", or_none(kb.map(|kb| Kilobytes(kb).gb_tenths()))),
            ("minutes", or_none((unused.minutes > 0).then(|| unused.minutes.to_string()))),
            ("fee", Arg::from(unused.fee.to_string())),
        ];
        self.fill("person-unused-value", &args)
    }

    /// A persona, a way of buying or a style with who says so.
    #[must_use]
    pub fn kind(&self, family: &str, typed: Option<&Typed>) -> String {
        typed.map_or_else(
            || self.say("person-unclear"),
            |typed| format!("{}  {}", self.named(family, &typed.code), self.who_says(typed)),
        )
    }

    fn who_says(&self, typed: &Typed) -> String {
        match typed.said {
            Some(said) => self.fill("person-said", &[("at", Arg::from(self.on_day(said.at)))]),
            None => self.fill("person-guess", &[("points", Arg::from(typed.points))]),
        }
    }

    /// How much something matters: the agent's word with its date, else the guess.
    #[must_use]
    pub fn sensitivity(&self, typed: Option<&Typed>) -> String {
        let Some(typed) = typed else { return self.say("person-nothing") };
        let level = typed.said.and_then(|said| said.level);
        let Some(level) = level else { return self.who_says(typed) };
        let guess = self.fill("person-guess", &[("points", Arg::from(typed.guess()))]);
        let level = self.say(&format!("person-level-{level}"));
        if typed.because.is_empty() {
            format!("{level}  {}", self.who_says(typed))
        } else {
            format!("{level}  {}  ({guess})", self.who_says(typed))
        }
    }

    /// `价格 很在意`, `品牌 35`: for a line of several.
    #[must_use]
    pub fn sensitivity_short(&self, typed: &Typed) -> String {
        let name = self.named("sensitivity", &typed.code);
        match typed.said.and_then(|said| said.level) {
            Some(level) => format!("{name} {}", self.say(&format!("person-level-{level}"))),
            None => format!("{name} {}", typed.points),
        }
    }

    /// What to do and what not to do with a type; nothing for a code of a shop's own file.
    #[must_use]
    pub fn manner(&self, family: &str, typed: &Typed) -> [Option<String>; 2] {
        ["do", "dont"].map(|part| {
            let key = format!("insight-{family}-{}.{part}", typed.code);
            self.words.has(&key).then(|| self.say(&key))
        })
    }

    /// The stage of a product in one word; what is to be learned says so.
    #[must_use]
    pub fn stage_of(&self, experience: &Experience) -> String {
        experience.stage.map_or_else(
            || self.say("person-learn"),
            |stage| self.say(&format!("person-stage-{}", stage.code())),
        )
    }

    /// Who says so.
    #[must_use]
    pub fn source(&self, source: &Source) -> String {
        match source {
            Source::Agent { at } => {
                self.fill("person-experience-agent", &[("at", Arg::from(self.on_day(*at)))])
            }
            Source::Months { used, known } => {
                let args = [("used", Arg::from(*used)), ("known", Arg::from(*known))];
                self.fill("person-experience-months", &args)
            }
            Source::Word { word } => self.fill(
                "person-experience-word",
                &[("word", Arg::from(SafeText::new(word).as_str().to_owned()))],
            ),
            Source::Nobody => self.say("person-experience-nobody"),
        }
    }

    /// What is written in a cell, with its date; an empty one says what to learn.
    #[must_use]
    pub fn cell(&self, cell: &Cell, book: &RuleBook) -> String {
        let Some(at) = cell.at else {
            let ask = book.person.learn(cell.module, cell.depth);
            let ask = ask.map(|learn| self.both(&learn.ask)).unwrap_or_default();
            return format!("{}  {ask}", self.say("person-learn"));
        };
        let level = cell.level.map(|level| self.say(&format!("person-relation-level-{level}")));
        let text = cell.text.as_ref().map(|text| text.safe().as_str().to_owned());
        let said = [level, text, Some(self.on_day(at))];
        said.into_iter().flatten().collect::<Vec<_>>().join("  ")
    }

    /// A missing fact: the channel and the question, or what was heard since.
    #[must_use]
    pub fn missing(&self, missing: &Missing) -> String {
        if let Some((text, at)) = &missing.heard {
            let heard = self.fill("person-heard", &[("at", Arg::from(self.on_day(*at)))]);
            return format!("{heard}  {}", text.safe().as_str());
        }
        let channel = missing.channel.map_or_else(|| "none".to_owned(), |it| serde_code(&it).into_owned());
        format!("{}  {}", self.say(&format!("person-channel-{channel}")), self.both(&missing.ask))
    }

    fn person_rule(&self, sentence: String, rule: &str, file: &'static str) -> RuleText {
        RuleText { sentence, rule: rule.to_owned(), file }
    }

    /// The rule behind the portrait.
    #[must_use]
    pub fn portrait_rule(&self, book: &RuleBook) -> RuleText {
        let rules = &book.person.portrait;
        let args = [
            ("months", Arg::from(rules.months)),
            ("minutes", Arg::from(rules.middle_minutes)),
            ("gb", Arg::from(Kilobytes::from_mb(rules.middle_mb).gb_tenths())),
            ("percent", Arg::from(rules.lean_percent)),
        ];
        self.person_rule(self.fill("person-rule-portrait", &args), "portrait", "person.toml")
    }

    /// The rule behind what lies unused.
    #[must_use]
    pub fn unused_rule(&self, bundle: &Bundle) -> RuleText {
        let allowance = &bundle.allowance;
        let args = [
            ("minutes", or_none(allowance.minutes.map(|minutes| minutes.0.to_string()))),
            ("gb", or_none(allowance.data.map(Kilobytes::gb_tenths))),
            ("fee", Arg::from(self.money(allowance.fee))),
            ("minute", Arg::from(self.money(allowance.worth_minute))),
            ("each", Arg::from(self.money(allowance.worth_gb))),
            ("rolls", Arg::from(if allowance.rolls { "yes" } else { "no" })),
            ("package", Arg::from(bundle.package.clone())),
            ("n", Arg::from(bundle.unused.map_or(0, |unused| unused.months))),
        ];
        self.person_rule(self.fill("person-rule-unused", &args), "worth", "person.toml")
    }

    /// The rule behind a persona, a way of buying, a style or a sensitivity: its clues with their values, and the agent's word.
    #[must_use]
    pub fn kind_rule(&self, family: &str, typed: Option<&Typed>, least: Option<i32>) -> RuleText {
        let choice = least.map(|least| self.fill("person-rule-choice", &[("least", Arg::from(least))]));
        let mut sentence = match typed {
            None => self.say("person-rule-none"),
            Some(typed) => self.clues_said(typed),
        };
        if let Some(choice) = choice {
            sentence.push(' ');
            sentence.push_str(&choice);
        }
        let rule = typed.map_or_else(|| family.to_owned(), |typed| format!("{family}.{}", typed.code));
        self.person_rule(sentence, &rule, "types.toml")
    }

    fn clues_said(&self, typed: &Typed) -> String {
        let facts = self.clues(typed);
        match typed.said {
            Some(said) => {
                let args = [
                    ("at", Arg::from(self.on_day(said.at))),
                    ("level", or_none(said.level.map(|level| level.to_string()))),
                    ("points", Arg::from(typed.points)),
                    ("guess", Arg::from(typed.guess())),
                    ("facts", Arg::from(facts)),
                ];
                self.fill("person-rule-said", &args)
            }
            None => {
                let args = [("points", Arg::from(typed.points)), ("facts", Arg::from(facts))];
                self.fill("person-rule-guess", &args)
            }
        }
    }

    /// The rule behind the stage of a product.
    #[must_use]
    pub fn experience_rule(&self, experience: &Experience, book: &RuleBook) -> RuleText {
        let args = [
            ("n", Arg::from(book.person.loyal_months)),
            ("source", Arg::from(self.source(&experience.source))),
        ];
        let rule = format!("product.{}", experience.product);
        self.person_rule(self.fill("person-rule-experience", &args), &rule, "person.toml")
    }

    /// The rule behind the relation.
    #[must_use]
    pub fn relation_rule(&self) -> RuleText {
        self.person_rule(self.say("person-rule-relation"), "relation", "person.toml")
    }

    /// The rule behind a missing fact.
    #[must_use]
    pub fn missing_rule(&self, missing: &Missing) -> RuleText {
        let rule = format!("missing.{}", missing.fact.code());
        self.person_rule(self.say("person-rule-missing"), &rule, "person.toml")
    }
}

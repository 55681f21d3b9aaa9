//! `seatmate show`: one customer as the screen shows one, as text or JSON. The number is masked unless asked for with a reason.

use crate::cli::args::{ScriptKind, Show};
use crate::cli::notes::number;
use crate::cli::unlock::Wants;
use crate::cli::{Door, Exit, Failure, show_json, show_text};
use crate::content::calendar;
use crate::content::fields::{Filling, Speaker};
use crate::content::own_card;
use crate::content::scripts::Scripts;
use crate::content::settings::Settings;
use crate::content::{packages, promotions, rules};
use crate::domain::call::CallKind;
use crate::domain::fit::{self, Fit};
use crate::domain::insight::own_card::OwnCard;
use crate::domain::insight::picture::{self, Picture, RuleBook};
use crate::domain::insight::{self, Insight};
use crate::domain::person::{Person, person};
use crate::domain::problem::{Problem, Severity};
use crate::domain::profile::Profile;
use crate::domain::recommend::Catalogue;
use crate::domain::script::Facts;
use crate::domain::script::Script;
use crate::store::Store;
use crate::store::wrong_signs::WrongCount;

/// What the two printers receive.
pub(crate) struct Page<'a> {
    /// As the store has it.
    pub profile: &'a Profile,
    /// Signs and trends.
    pub insight: &'a Insight,
    /// Value, stage, type, signs of leaving, what to do next, the brief.
    pub picture: &'a Picture,
    /// Portrait, product stages, relation, what is missing.
    pub person: &'a Person,
    /// The rules it was seen by.
    pub rules: &'a RuleBook,
    /// How often each rule was called wrong at this desk.
    pub wrong: &'a [WrongCount],
    /// How the package fits.
    pub fit: Option<&'a Fit>,
    /// The packages, for their names.
    pub catalogue: &'a Catalogue,
    /// What to say first.
    pub script: Option<&'a Script>,
    /// The number as it may be printed.
    pub number: String,
}

/// Carries the verb out.
///
/// # Errors
/// A number that does not read (2), a customer who is not there (1), a store that cannot be opened or read.
pub fn run(args: &Show, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let number = number(&args.number)?;
    let store = door.store(Wants::Existing)?;
    let reader = store.reader()?;
    let Some(profile) = reader.profile_by_number(number)? else {
        return Err(Problem::new("no-customer", Severity::Notice).into());
    };
    let shown = if args.reveal.reveal {
        log(&store, &profile, args, door)?;
        profile.customer.number.digits()
    } else {
        profile.customer.number.masked()
    };
    let now = door.now();
    let insight = insight::assess(&profile, now);
    let (rules, findings) = rules::load(Some(&door.paths.config()));
    if !findings.is_empty() {
        door.complain(&Problem::new("rules-wrong", Severity::Warning).with("count", findings.len()));
    }
    let mut rules = rules.with_learnt(reader.learnt()?);
    rules.own = own_card(door);
    let picture = picture::look(&profile, now, &rules);
    let shelf = packages::load(Some(&door.paths.config())).0;
    let person = person(&profile, &rules.person, &shelf.packages);
    let wrong = reader.wrong_counts()?;
    let fit = fit::of(&profile);
    let catalogue =
        packages::on_offer(&door.paths.config(), &Settings::load(&door.paths.settings).unwrap_or_default());
    let script = open_script(&profile, kind(args.script), door);
    let page = Page {
        profile: &profile,
        insight: &insight,
        picture: &picture,
        person: &person,
        rules: &rules,
        wrong: &wrong,
        fit: fit.as_ref(),
        catalogue: &catalogue,
        script: script.as_ref(),
        number: shown,
    };
    if door.json {
        show_json::print(&page, door)?
    } else {
        show_text::print(&page, door)?
    }
    Ok(Exit::Done)
}

/// The shop's own card; one that cannot be read is complained of.
pub(crate) fn own_card(door: &mut Door<'_>) -> Option<OwnCard> {
    let settings = Settings::load(&door.paths.settings).unwrap_or_default();
    let loaded = own_card::load(&door.paths.data, &door.paths.config(), settings.own_card.as_deref());
    loaded.unwrap_or_else(|_| {
        door.complain(&Problem::new("own-card-wrong", Severity::Warning));
        None
    })
}

/// The reveal is on record before anything is printed; when it cannot be recorded, nothing is.
fn log(store: &Store, profile: &Profile, args: &Show, door: &Door<'_>) -> Result<(), Failure> {
    let mut recorder = store.recorder()?;
    recorder.log_reveal(Some(profile.id), None, args.reveal.reason.as_deref(), door.now())?;
    Ok(())
}

fn open_script(profile: &Profile, kind: CallKind, door: &Door<'_>) -> Option<Script> {
    let settings = Settings::load(&door.paths.settings).unwrap_or_default();
    let speaker = Speaker {
        id: door.agent.clone(),
        name: settings.agent_name,
        company: settings.company,
        festivals: calendar::own(&door.paths.config()).0.into(),
        promotions: Some(promotions::load(&door.paths.config()).0),
    };
    let (scripts, _) = Scripts::load(door.words.tag(), Some(&door.paths.config()));
    let filling = Filling {
        profile: Some(profile),
        speaker: &speaker,
        kind,
        now: door.now(),
        words: &door.words,
        facts: &Facts::new(),
        pitch: None,
    };
    scripts.open(None, &filling)
}

const fn kind(kind: ScriptKind) -> CallKind {
    match kind {
        ScriptKind::Inbound => CallKind::Inbound,
        ScriptKind::CareOutbound => CallKind::CareOutbound,
        ScriptKind::SurveyOutbound => CallKind::SurveyOutbound,
        ScriptKind::FollowUp => CallKind::FollowUp,
    }
}

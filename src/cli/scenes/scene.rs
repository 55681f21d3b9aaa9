//! The screens that can be drawn without a terminal, by name. It must not play them.

/// A screen that can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// Between calls, nothing waits.
    Home,
    /// Between calls; calls wait for their wrap-up.
    Tray,
    /// A customer rings.
    Ringing,
    /// A call in full swing: the README's picture.
    Desk,
    /// The same with the customer's pane in front.
    Customer,
    /// The same with the usage pane filling the screen.
    Usage,
    /// The same with the offers in front.
    Offers,
    /// The same with the offers filling the screen: months by packages.
    Compare,
    /// A second call rings during the first.
    Second,
    /// On hold.
    Held,
    /// The other side hung up while the agent was typing.
    Ended,
    /// A number that no file has.
    Unknown,
    /// A withheld number.
    Withheld,
    /// A customer looked at without a call.
    Look,
    /// Finding people.
    Search,
    /// The calls to make.
    FollowUps,
    /// F9.
    WrapUp,
    /// F1 over a call.
    Help,
    /// Ctrl-P over a call.
    Palette,
    /// Ctrl-E over a call.
    Snippets,
    /// Ctrl-O over a call.
    Cards,
    /// A card beside the script.
    Card,
    /// Ctrl-G : over a call.
    Messages,
    /// Ctrl-G over a call.
    Leader,
    /// F1 in F2: the rules behind a bill that jumped.
    Why,
    /// # in F2: how to keep a customer who may leave.
    Methods,
    /// The person: portrait.
    Person,
    /// The person: products.
    PersonProducts,
    /// The person: relation.
    PersonRelation,
    /// The menu of training.
    Lessons,
    /// A conversation with an invented customer.
    Rehearsal,
    /// Words of one's own in a test.
    Say,
    /// The result of a rehearsal.
    Result,
    /// A trainee's record: skills, and what to practise next.
    Record,
    /// The record: certificates.
    RecordCertificates,
    /// The record: scenarios, one with its attempts.
    RecordScenarios,
    /// The record: points and when they are due.
    RecordPoints,
}

impl Scene {
    /// Every screen, in the order of a shift.
    pub const ALL: [Self; 37] = [
        Self::Home,
        Self::Tray,
        Self::Ringing,
        Self::Desk,
        Self::Customer,
        Self::Usage,
        Self::Offers,
        Self::Compare,
        Self::Second,
        Self::Held,
        Self::Ended,
        Self::Unknown,
        Self::Withheld,
        Self::Look,
        Self::Search,
        Self::FollowUps,
        Self::WrapUp,
        Self::Help,
        Self::Palette,
        Self::Snippets,
        Self::Cards,
        Self::Card,
        Self::Messages,
        Self::Leader,
        Self::Why,
        Self::Methods,
        Self::Person,
        Self::PersonProducts,
        Self::PersonRelation,
        Self::Lessons,
        Self::Rehearsal,
        Self::Say,
        Self::Result,
        Self::Record,
        Self::RecordCertificates,
        Self::RecordScenarios,
        Self::RecordPoints,
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Tray => "tray",
            Self::Ringing => "ringing",
            Self::Desk => "desk",
            Self::Customer => "customer",
            Self::Usage => "usage",
            Self::Offers => "offers",
            Self::Compare => "compare",
            Self::Second => "second",
            Self::Held => "held",
            Self::Ended => "ended",
            Self::Unknown => "unknown",
            Self::Withheld => "withheld",
            Self::Look => "look",
            Self::Search => "search",
            Self::FollowUps => "follow-ups",
            Self::WrapUp => "wrap-up",
            Self::Help => "help",
            Self::Palette => "palette",
            Self::Snippets => "snippets",
            Self::Cards => "cards",
            Self::Card => "card",
            Self::Messages => "messages",
            Self::Leader => "leader",
            Self::Why => "why",
            Self::Methods => "methods",
            Self::Person => "person",
            Self::PersonProducts => "person-products",
            Self::PersonRelation => "person-relation",
            Self::Lessons => "lessons",
            Self::Rehearsal => "rehearsal",
            Self::Say => "say",
            Self::Result => "result",
            Self::Record => "record",
            Self::RecordCertificates => "record-certificates",
            Self::RecordScenarios => "record-scenarios",
            Self::RecordPoints => "record-points",
        }
    }

    /// Reads a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scene| scene.name() == name)
    }
}

//! A scenario: a customer who answers back, written as turns, with what a good call earns. Plain values; it must not run anything.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::call::CallKind;
use crate::domain::disposition::Disposition;
use crate::domain::safe_text::SafeText;
use crate::domain::script::Stage;
use crate::domain::training::condition::Condition;
use crate::domain::training::ears::Ears;
use crate::domain::training::rubric::{Expected, Item};

/// A scenario whose fields are filled for one invented customer.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The file's id, such as `bill-overage`.
    pub id: String,
    /// A fingerprint of the file's text: an attempt says on which text it was made.
    pub hash: String,
    /// Title for lists.
    pub title: SafeText,
    /// What the trainee is told before the call.
    pub about: SafeText,
    /// Which kind of exercise.
    pub group: Group,
    /// 1 easy, 2 usual, 3 hard.
    pub difficulty: u8,
    /// How long the call should take.
    pub minutes: u8,
    /// Inbound rings; everything else the trainee dials.
    pub kind: CallKind,
    /// The script that goes with it.
    pub script: Option<String>,
    /// What it practises most, first of all the first.
    pub skills: Vec<Skill>,
    /// Mood at the beginning, 0 to 100.
    pub mood: u8,
    /// Seconds of silence before the customer says something.
    pub patience: u16,
    /// What the customer says when nobody speaks.
    pub nudges: Vec<SafeText>,
    /// What the customer says when nothing was understood.
    pub unclear: Vec<SafeText>,
    /// The conversation; it begins with the first.
    pub turns: Vec<Turn>,
    /// How it may end. The four of [`Ending::OWN`] are always there.
    pub endings: Vec<Ending>,
    /// What is to be done on the desk.
    pub tasks: Vec<Task>,
    /// What earns points. Weights make 100.
    pub items: Vec<Item>,
    /// What the record of the call should hold.
    pub record: Expected,
    /// How free text is heard.
    pub ears: Arc<Ears>,
}

/// Which kind of exercise: the nine fields of outbound service, and what goes beyond them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// 入门课
    Lesson,
    /// 首次入网关怀
    Welcome,
    /// 俱乐部活动介绍
    Club,
    /// 话费理财
    Bill,
    /// 主动营销活动推荐
    Marketing,
    /// 生日、节假日关怀
    Birthday,
    /// 离网挽留
    Retention,
    /// 欠费提醒
    Arrears,
    /// 客户信息收集
    Information,
    /// 满意度回访
    Satisfaction,
    /// 投诉处理
    Complaint,
    /// SPIN 探询
    Spin,
    /// 异议快练
    Objection,
    /// 难缠客户
    Difficult,
    /// 沉默客户
    Silent,
    /// 携转授权码
    Port,
}

impl Group {
    /// Every group, in the order of the list.
    pub const ALL: [Self; 16] = [
        Self::Lesson,
        Self::Welcome,
        Self::Club,
        Self::Bill,
        Self::Marketing,
        Self::Birthday,
        Self::Retention,
        Self::Arrears,
        Self::Information,
        Self::Satisfaction,
        Self::Complaint,
        Self::Spin,
        Self::Objection,
        Self::Difficult,
        Self::Silent,
        Self::Port,
    ];

    /// Its name in files and words: `bill`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Welcome => "welcome",
            Self::Club => "club",
            Self::Bill => "bill",
            Self::Marketing => "marketing",
            Self::Birthday => "birthday",
            Self::Retention => "retention",
            Self::Arrears => "arrears",
            Self::Information => "information",
            Self::Satisfaction => "satisfaction",
            Self::Complaint => "complaint",
            Self::Spin => "spin",
            Self::Objection => "objection",
            Self::Difficult => "difficult",
            Self::Silent => "silent",
            Self::Port => "port",
        }
    }
}

/// 维系专业服务力: what an agent is good at. Three of knowledge, five of behaviour, one of result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skill {
    /// 专业基础: 生命周期知识
    LifecycleKnowledge,
    /// 专业基础: 电话拜访知识
    CallingKnowledge,
    /// 专业基础: 关系维系知识
    RelationKnowledge,
    /// 职业行为: 生命周期管理
    Lifecycle,
    /// 职业行为: 电话营销
    Marketing,
    /// 职业行为: 离网挽留
    Retention,
    /// 职业行为: 投诉处理
    Complaint,
    /// 职业行为: 客户关怀
    Care,
    /// 价值产出: 服务价值
    ServiceValue,
}

impl Skill {
    /// Every skill, in the order of the bars.
    pub const ALL: [Self; 9] = [
        Self::LifecycleKnowledge,
        Self::CallingKnowledge,
        Self::RelationKnowledge,
        Self::Lifecycle,
        Self::Marketing,
        Self::Retention,
        Self::Complaint,
        Self::Care,
        Self::ServiceValue,
    ];

    /// Its name in files and words: `calling_knowledge`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::LifecycleKnowledge => "lifecycle_knowledge",
            Self::CallingKnowledge => "calling_knowledge",
            Self::RelationKnowledge => "relation_knowledge",
            Self::Lifecycle => "lifecycle",
            Self::Marketing => "marketing",
            Self::Retention => "retention",
            Self::Complaint => "complaint",
            Self::Care => "care",
            Self::ServiceValue => "service_value",
        }
    }
}

/// One turn: the customer says something, and the trainee answers.
#[derive(Clone, Debug, Default)]
pub struct Turn {
    /// Its name.
    pub id: String,
    /// The stage of the call, as in scripts.
    pub stage: Option<Stage>,
    /// What the customer says; one is drawn by the seed. Empty: nothing, the conversation waits.
    pub say: Vec<SafeText>,
    /// What the customer says instead when the mood is below 40.
    pub cross: Vec<SafeText>,
    /// Where one is sent on arriving, before a word is said: the first whose condition holds.
    pub ways: Vec<Way>,
    /// What the trainee may answer, by digit or in words of one's own.
    pub answers: Vec<Answer>,
    /// What follows when an offer is made on the desk.
    pub offers: Vec<OfferWay>,
    /// What is to be done on the desk in this turn, as places in [`Scenario::tasks`]. A turn with tasks and without answers goes on by
    /// itself once they are done; one with answers does not wait for them.
    pub tasks: Vec<usize>,
    /// What helps here; asking for it costs points.
    pub hint: Option<SafeText>,
    /// For the trainee's eyes in learn mode, for nothing.
    pub note: Option<SafeText>,
    /// Seconds in which an answer is due.
    pub within: Option<u16>,
    /// What follows when it is not given in time.
    pub late: Option<Lead>,
    /// Where it goes on, unless an answer says otherwise.
    pub next: Lead,
}

/// Where one is sent without having said anything.
#[derive(Clone, Debug)]
pub struct Way {
    /// When.
    pub when: Condition,
    /// Where to.
    pub lead: Lead,
}

/// What the trainee may say.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The words of the choice, and a model for one's own.
    pub say: SafeText,
    /// What saying it tells the customer. Free text that holds all of these counts as this answer.
    pub points: Vec<String>,
    /// What is wrong with saying it: `rude`, `promise`, `blame`; items of the kind red flag and fatal look for these.
    pub slips: Vec<String>,
    /// A point that must have been made before, else it is the slip `privacy`.
    pub needs: Option<String>,
    /// It is only offered when this holds.
    pub when: Option<Condition>,
    /// It is not shown as a choice; only free text reaches it.
    pub hidden: bool,
    /// What it does to the mood.
    pub mood: i8,
    /// What it tells the scenario: `concern` is `price`.
    pub sets: Vec<(String, String)>,
    /// What the customer says to it at once.
    pub reply: Vec<SafeText>,
    /// Where it leads.
    pub lead: Lead,
}

/// What follows when an offer is made on the desk.
#[derive(Clone, Debug)]
pub struct OfferWay {
    /// Codes of package and packs as the desk knows them; a `*` at the end stands for the rest, alone for every offer.
    pub offer: String,
    /// Only an offer that saves the customer money (or, when false, only one that does not).
    pub saves: Option<bool>,
    /// As if this had been said.
    pub points: Vec<String>,
    /// What is wrong with offering it.
    pub slips: Vec<String>,
    /// What it does to the mood.
    pub mood: i8,
    /// What the customer says to it.
    pub reply: Vec<SafeText>,
    /// Where it leads.
    pub lead: Lead,
}

impl OfferWay {
    /// Whether an offer is meant.
    #[must_use]
    pub fn fits(&self, offer: &str, saves: bool) -> bool {
        let named = match self.offer.strip_suffix('*') {
            Some(head) => offer.starts_with(head),
            None => offer == self.offer,
        };
        named && self.saves.is_none_or(|wanted| wanted == saves)
    }
}

/// Where something leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lead {
    /// To the turn behind it.
    #[default]
    Following,
    /// To the turn with this place.
    Turn(usize),
    /// To the ending with this place.
    End(usize),
    /// Nowhere: the same turn waits for another answer.
    Stay,
}

/// How a call ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Its name.
    pub id: String,
    /// In a few words.
    pub title: SafeText,
    /// What the customer says last.
    pub say: Option<SafeText>,
    /// What to make of it.
    pub kind: EndingKind,
    /// The dispositions that fit; when empty those of [`Expected`] do.
    pub dispositions: Vec<Disposition>,
}

impl Ending {
    /// Endings that every scenario has: the mood fell to zero, nobody spoke, the trainee hung up, the time was over.
    pub const OWN: [&'static str; 4] = ["angry", "silent", "left", "late"];
}

/// What to make of an ending.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndingKind {
    /// As it should be.
    Good,
    /// Nothing lost, nothing won.
    #[default]
    Fair,
    /// The customer is worse off, or we are.
    Bad,
}

/// Something to do on the desk while the customer waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its name.
    pub id: String,
    /// What to do.
    pub say: SafeText,
    /// What shows that it was done; `None` when the question alone does.
    pub sign: Option<DeskSign>,
    /// What was found, to choose from by digit; empty when nothing is asked.
    pub found: Vec<Evidence>,
}

/// A possible answer to "what did you find?".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// In a few words.
    pub say: SafeText,
    /// Whether it is what the desk shows.
    pub right: bool,
}

/// Something that the desk can tell about itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskSign {
    /// A pane was opened or zoomed: `customer`, `usage`, `script`, `offers`, `note`, `history`, `follow_ups`.
    Open(String),
    /// An action was carried out, by its key in the words: `action-search`.
    Action(String),
    /// A card was opened, by its id.
    Card(String),
}

/// A fingerprint of a text (FNV-1a, 64 bits, two seeds): says whether two texts are the same, not who wrote them.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    let fold = |seed: u64| {
        text.bytes().fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3))
    };
    format!("{:016x}{:016x}", fold(0xCBF2_9CE4_8422_2325), fold(0x9AE1_6A3B_2F90_404F))
}

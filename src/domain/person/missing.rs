//! 待了解: facts that the record does not have, the best channel to ask through, and the question. It asks nobody.

use serde::{Deserialize, Serialize};

use crate::domain::customer::{Consent, Customer};
use crate::domain::event::EventKind;
use crate::domain::person::rules::{AskFor, Both, PersonRules};
use crate::domain::person::told;
use crate::domain::profile::Profile;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;

/// A fact of the record that a customer can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Name.
    Name,
    /// Form of address.
    Gender,
    /// Birthday.
    Birthday,
    /// Package.
    Package,
    /// End of the contract.
    ContractEnd,
    /// Company or group.
    GroupName,
    /// Region.
    Region,
    /// Channel they like.
    PreferredChannel,
    /// Time they like.
    PreferredTime,
    /// What not to mention.
    Taboo,
    /// Whether marketing is welcome.
    MarketingConsent,
}

impl Field {
    /// The code in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Gender => "gender",
            Self::Birthday => "birthday",
            Self::Package => "package",
            Self::ContractEnd => "contract_end",
            Self::GroupName => "group_name",
            Self::Region => "region",
            Self::PreferredChannel => "preferred_channel",
            Self::PreferredTime => "preferred_time",
            Self::Taboo => "taboo",
            Self::MarketingConsent => "marketing_consent",
        }
    }

    fn is_known(self, customer: &Customer) -> bool {
        match self {
            Self::Name => customer.name.is_some(),
            Self::Gender => customer.gender.is_some(),
            Self::Birthday => customer.birthday.is_some(),
            Self::Package => customer.package.is_some(),
            Self::ContractEnd => customer.contract_end.is_some(),
            Self::GroupName => customer.group_name.is_some(),
            Self::Region => customer.region.is_some(),
            Self::PreferredChannel => customer.preferred_channel.is_some(),
            Self::PreferredTime => customer.preferred_time.is_some(),
            Self::Taboo => customer.taboo.is_some(),
            Self::MarketingConsent => !matches!(customer.marketing_consent, None | Some(Consent::Unknown)),
        }
    }
}

/// 信息收集渠道: the ways of the seeds, and the call that is being talked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// In this call.
    ThisCall,
    /// 走访
    Visit,
    /// 电话回访
    FollowUpCall,
    /// 到营业厅
    Shop,
    /// 赠小礼品
    SmallGift,
    /// 直投互动
    DirectMail,
    /// 投诉时
    Complaint,
    /// 函件回复
    LetterReply,
    /// 满意度回访
    SatisfactionCall,
    /// 办优惠业务
    Discount,
    /// 市场调查
    Survey,
    /// 提供奖励
    Reward,
}

impl Channel {
    /// Calls that we make.
    const fn is_a_call_out(self) -> bool {
        matches!(self, Self::FollowUpCall | Self::SatisfactionCall | Self::Survey)
    }

    /// Ways that are marketing.
    const fn is_marketing(self) -> bool {
        matches!(self, Self::SmallGift | Self::DirectMail | Self::Discount | Self::Reward | Self::Survey)
    }
}

/// A fact that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// Which.
    pub fact: Field,
    /// Through which channel to ask; `None`: not now.
    pub channel: Option<Channel>,
    /// The question.
    pub ask: Both,
    /// What the agent has heard since, and when; the record does not have it yet.
    pub heard: Option<(RawText, Moment)>,
}

impl Missing {
    /// What the agent's word is filed under.
    #[must_use]
    pub fn about(&self) -> String {
        format!("fact.{}", self.fact.code())
    }
}

/// What is missing, in the order of the rules; what was heard since comes last.
#[must_use]
pub fn missing(profile: &Profile, rules: &PersonRules) -> Vec<Missing> {
    let mut found: Vec<Missing> = rules
        .missing
        .iter()
        .filter(|rule| !rule.fact.is_known(&profile.customer))
        .map(|rule| one(profile, rule))
        .collect();
    found.sort_by_key(|missing| missing.heard.is_some());
    found
}

fn one(profile: &Profile, rule: &AskFor) -> Missing {
    let customer = &profile.customer;
    let complaint = has_open_complaint(profile);
    let open = |channel: &&Channel| match channel {
        Channel::Complaint => complaint,
        _ if complaint => false,
        channel => {
            let called = channel.is_a_call_out() && customer.do_not_call == Some(true);
            let pressed = channel.is_marketing() && customer.marketing_consent == Some(Consent::No);
            !called && !pressed
        }
    };
    let missing = Missing {
        fact: rule.fact,
        channel: rule.channels.iter().find(open).copied(),
        ask: rule.ask.clone(),
        heard: None,
    };
    let heard =
        told::about(&profile.told, &missing.about()).and_then(|told| Some((told.text.clone()?, told.at)));
    Missing { heard, ..missing }
}

/// Whoever has an open complaint is asked about nothing else.
fn has_open_complaint(profile: &Profile) -> bool {
    let latest = |kind| profile.events.iter().filter(|event| event.kind == kind).map(|event| event.at).max();
    let closed = latest(EventKind::ComplaintClosed);
    latest(EventKind::Complaint).is_some_and(|at| closed.is_none_or(|closed| closed < at))
}

//! What happened to a customer outside our calls: complaints, competitor hotline calls, stops, payments.

use serde::{Deserialize, Serialize};

use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;

/// One thing that happened to a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerEvent {
    /// When.
    pub at: Moment,
    /// What.
    pub kind: EventKind,
    /// In the operator's words.
    pub detail: Option<RawText>,
}

/// The kinds that the operator's files may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// 拨打竞争对手客服
    CompetitorHotline,
    /// 携转资格查询 (CXXZ)
    PortQuery,
    /// 携转授权码申请 (SQXZ), valid for 60 minutes
    PortRequest,
    /// 投诉
    Complaint,
    /// 投诉办结
    ComplaintClosed,
    /// 致电客服
    ServiceCall,
    /// 停机
    Stop,
    /// 复机
    Resume,
    /// 套餐变更
    PackageChange,
    /// 缴费
    Payment,
    /// 到访营业厅
    Visit,
    /// 营销活动
    Campaign,
    /// 出境漫游
    Roaming,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::CompetitorHotline,
        Self::PortQuery,
        Self::PortRequest,
        Self::Complaint,
        Self::ComplaintClosed,
        Self::ServiceCall,
        Self::Stop,
        Self::Resume,
        Self::PackageChange,
        Self::Payment,
        Self::Visit,
        Self::Campaign,
        Self::Roaming,
    ];

    /// The code in files: `port_query`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CompetitorHotline => "competitor_hotline",
            Self::PortQuery => "port_query",
            Self::PortRequest => "port_request",
            Self::Complaint => "complaint",
            Self::ComplaintClosed => "complaint_closed",
            Self::ServiceCall => "service_call",
            Self::Stop => "stop",
            Self::Resume => "resume",
            Self::PackageChange => "package_change",
            Self::Payment => "payment",
            Self::Visit => "visit",
            Self::Campaign => "campaign",
            Self::Roaming => "roaming",
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL.into_iter().find(|kind| kind.code().eq_ignore_ascii_case(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_read_back_from_their_codes() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::parse(kind.code()), Some(kind));
        }
        assert_eq!(EventKind::parse("gossip"), None);
    }
}

//! Signs that make a level by themselves, whatever keeps the customer: a stated rule, beside the points. It must not add or take points.

use serde::{Deserialize, Serialize};

use crate::domain::insight::churn::{Alarm, Churn, Evidence};

/// 保底级别: the least level while a sign stands. Priors of ours: whoever holds a code may be gone within the hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Floor {
    /// 携转授权码有效期内
    pub port_code_lives: Alarm,
    /// 携转授权码申请, within the days that it counts.
    pub port_request: Alarm,
}

impl Default for Floor {
    fn default() -> Self {
        Self { port_code_lives: Alarm::Red, port_request: Alarm::Amber }
    }
}

impl Floor {
    /// The least level that the signs leave, and the rule that says so.
    #[must_use]
    pub fn under(&self, churn: &Churn) -> Option<(Alarm, &'static str)> {
        churn.signs.iter().find_map(|sign| match sign.evidence {
            Evidence::PortRequest { code_lives: true, .. } => {
                Some((self.port_code_lives.max(self.port_request), "port_code_lives"))
            }
            Evidence::PortRequest { .. } => Some((self.port_request, "port_request")),
            _ => None,
        })
    }

    /// The level of the points, or the floor when that is higher.
    #[must_use]
    pub fn raise(&self, churn: &Churn, level: Alarm) -> Alarm {
        self.under(churn).map_or(level, |(floor, _)| floor.max(level))
    }
}

//! 回访: calls that were promised, and tasks that a campaign asks for.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::call::CallId;
use crate::domain::customer::{CustomerId, Level};
use crate::domain::phone::PhoneNumber;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;

/// A call to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Its id (UUIDv7; for imported tasks derived from their content, so that importing twice changes nothing).
    pub id: Uuid,
    /// Whom to call.
    pub number: PhoneNumber,
    /// The customer, when known.
    pub customer: Option<CustomerId>,
    /// When it is due; `None` for a task without a time.
    pub due_at: Option<Moment>,
    /// What it is about, in words.
    pub reason: RawText,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a follow-up comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// 承诺: promised in a call.
    Promise {
        /// That call.
        call: CallId,
    },
    /// 任务: imported.
    Task {
        /// The campaign's name.
        campaign: Option<RawText>,
        /// The script to open with.
        script: Option<RawText>,
        /// 1 = most urgent to 9; 5 when the file does not say.
        priority: u8,
    },
}

impl Origin {
    /// 1 = most urgent. A promise to a customer comes before any task.
    #[must_use]
    pub const fn priority(&self) -> u8 {
        match self {
            Self::Promise { .. } => 0,
            Self::Task { priority, .. } => *priority,
        }
    }
}

/// A row of the list: the follow-up and what the agent needs to know before calling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueFollowUp {
    /// The call to make.
    pub follow_up: FollowUp,
    /// Name, when the customer is known.
    pub name: Option<RawText>,
    /// Level, when known.
    pub level: Option<Level>,
    /// When the customer was last called or called us.
    pub last_contact: Option<Moment>,
}

/// The order of the list: overdue promises first, then by time, then tasks without a time by priority; stable on ties.
pub fn sort(rows: &mut [DueFollowUp]) {
    rows.sort_by(|a, b| {
        let key = |row: &DueFollowUp| {
            let follow_up = &row.follow_up;
            (follow_up.due_at.is_none(), follow_up.due_at, follow_up.origin.priority(), follow_up.id)
        };
        key(a).cmp(&key(b))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_moment;

    fn row(id: u128, due: Option<&str>, priority: u8) -> DueFollowUp {
        DueFollowUp {
            follow_up: FollowUp {
                id: Uuid::from_u128(id),
                number: PhoneNumber::parse("13800138000").unwrap(),
                customer: None,
                due_at: due.and_then(parse_moment),
                reason: RawText::new("回访"),
                origin: Origin::Task { campaign: None, script: None, priority },
            },
            name: None,
            level: None,
            last_contact: None,
        }
    }

    #[test]
    fn due_first_then_by_priority() {
        let mut rows = vec![
            row(1, None, 5),
            row(2, Some("2026-11-22 11:00"), 5),
            row(3, None, 1),
            row(4, Some("2026-11-22 09:00"), 9),
        ];
        sort(&mut rows);
        let order: Vec<u128> = rows.iter().map(|row| row.follow_up.id.as_u128()).collect();
        assert_eq!(order, [4, 2, 3, 1]);
    }
}

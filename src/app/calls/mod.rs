//! The calls on the desk: a list, not one slot, because a second call may ring while the first is being talked to or wrapped up.

mod open_call;
mod who;

use std::time::Duration;

use crate::domain::call::{CallId, CallKey, CallState, CallSummary, EndReason};

pub(crate) use open_call::Link;
pub use open_call::OpenCall;
pub use who::{Known, Looking, Who};

/// Every call that is open or waits for its wrap-up, oldest first, and which of them is on the screen.
#[derive(Debug, Default)]
pub struct Calls {
    /// Oldest first.
    pub open: Vec<OpenCall>,
    /// The one on the screen.
    pub current: Option<CallId>,
    /// The last wrapped-up call as it was on the screen, while Ctrl-Z can still take it back.
    pub undoable: Option<Box<OpenCall>>,
    /// Keys whose end was seen a moment ago, so that a late or repeated report starts no ghost.
    pub(crate) gone: Vec<Gone>,
}

/// Within this time after a call's end, a report about it is late or repeated; after it, the key may be a new call's.
pub(crate) const GHOST_TIME: Duration = Duration::from_secs(5);

/// A key that ended a moment ago.
#[derive(Debug)]
pub(crate) struct Gone {
    /// Which.
    pub(crate) key: CallKey,
    /// When, on the monotonic clock.
    pub(crate) at: Duration,
    /// Whether the desk had that call; else a late `Ringing` still deserves a missed call.
    pub(crate) known: bool,
    /// Why it ended.
    pub(crate) reason: EndReason,
}

impl Calls {
    /// The call on the screen.
    #[must_use]
    pub fn current(&self) -> Option<&OpenCall> {
        self.current.and_then(|id| self.get(id))
    }

    /// The call on the screen, to change it.
    pub fn current_mut(&mut self) -> Option<&mut OpenCall> {
        let id = self.current?;
        self.get_mut(id)
    }

    /// By id.
    #[must_use]
    pub fn get(&self, id: CallId) -> Option<&OpenCall> {
        self.open.iter().find(|call| call.id == id)
    }

    /// By id, to change it.
    pub fn get_mut(&mut self, id: CallId) -> Option<&mut OpenCall> {
        self.open.iter_mut().find(|call| call.id == id)
    }

    /// The call that has been ringing longest, on the screen or not.
    #[must_use]
    pub fn ringing(&self) -> Option<&OpenCall> {
        self.open.iter().find(|call| call.state == CallState::Ringing)
    }

    /// Calls that ring, or were picked up at the handset, and have not been on the screen: the call bar announces them,
    /// oldest first.
    pub fn announced(&self) -> impl Iterator<Item = &OpenCall> {
        self.open.iter().filter(|call| Some(call.id) != self.current && call.is_news())
    }

    /// Calls that are not on the screen: parked, ended without wrap-up, or restored after a crash. The pending tray.
    pub fn tray(&self) -> impl Iterator<Item = &OpenCall> {
        self.open.iter().filter(|call| Some(call.id) != self.current && !call.is_news() && !call.saving)
    }

    /// The call of the tray that comes after the one on the screen, round and round.
    #[must_use]
    pub(crate) fn after_current(&self) -> Option<CallId> {
        let at = self.open.iter().position(|call| Some(call.id) == self.current).map_or(0, |at| at + 1);
        let (before, after) = self.open.split_at_checked(at)?;
        after
            .iter()
            .chain(before)
            .find(|call| Some(call.id) != self.current && call.state != CallState::Ringing && !call.saving)
            .map(|call| call.id)
    }

    /// The call of the tray that needs the agent most: one that lasts, else the oldest one.
    #[must_use]
    pub(crate) fn best_of_tray(&self) -> Option<CallId> {
        let live = |call: &&OpenCall| matches!(call.state, CallState::Talking | CallState::Held);
        self.tray().find(live).or_else(|| self.tray().next()).map(|call| call.id)
    }

    /// The open call with this key that a feed may still be speaking of.
    pub(crate) fn by_key_mut(&mut self, key: &CallKey) -> Option<&mut OpenCall> {
        self.open.iter_mut().rev().find(|call| call.key == *key)
    }

    /// What the control socket may see, oldest first.
    #[must_use]
    pub(crate) fn summaries(&self) -> Vec<CallSummary> {
        let summary = |call: &OpenCall| CallSummary {
            key: call.key.clone(),
            state: call.state,
            number: call.party.number(),
            since: call.since,
            customer: call.who.customer_id(),
        };
        self.open.iter().filter(|call| call.state.is_live()).map(summary).collect()
    }

    /// Drops what only mattered for a moment.
    pub(crate) fn forget(&mut self, mono: Duration) {
        self.gone.retain(|gone| mono.saturating_sub(gone.at) < GHOST_TIME);
    }

    /// Calls whose wrap-up is on its way to the disk.
    pub fn saving(&self) -> impl Iterator<Item = &OpenCall> {
        self.open.iter().filter(|call| call.saving)
    }
}

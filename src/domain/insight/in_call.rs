//! What has been heard in this call, as far as it changes what to do next. It must not change the signs: they rest on records.

use serde::Serialize;

/// What was heard until now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InCall {
    /// The customer is unhappy with service or network.
    pub complaint: bool,
    /// The customer complains about the bill or the price.
    pub bill: bool,
    /// The customer speaks of a competitor.
    pub competitor: bool,
    /// The customer asked for an offer.
    pub asked: bool,
    /// An offer was accepted.
    pub accepted: bool,
    /// An offer was declined.
    pub declined: bool,
    /// A call back was promised.
    pub promised: bool,
}

impl InCall {
    /// What an answer in a script tells: `concern = price, network, service, competitor`.
    #[must_use]
    pub fn with_fact(mut self, name: &str, value: &str) -> Self {
        if name == "concern" {
            match value {
                "price" | "bill" => self.bill = true,
                "network" | "service" | "attitude" => self.complaint = true,
                "competitor" | "port" => self.competitor = true,
                _ => {}
            }
        }
        self
    }

    /// Whether what was heard is a reason that this sign stands for.
    #[must_use]
    pub fn says(self, sign: &str) -> bool {
        match sign {
            "bill_shock" => self.bill,
            "complaint" | "repeated_calls" => self.complaint,
            "hotline" => self.competitor,
            _ => false,
        }
    }
}

//! `seatmate call`, as softphone hooks write it. It parses and does nothing else.

use clap::{Args, Subcommand};

/// `call`
#[derive(Clone, Debug, Args)]
pub struct Call {
    /// What happened at the phone, or what it should do.
    #[command(subcommand)]
    pub verb: CallVerb,
}

/// The words of the control socket.
#[derive(Clone, Debug, Subcommand)]
pub enum CallVerb {
    /// A call rings.
    Ring {
        /// The other party, as the phone spells it.
        number: String,
        /// The name the network shows.
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// The phone's own name for the call.
        #[arg(long, value_name = "ID")]
        id: Option<String>,
        /// The phone dials out.
        #[arg(id = "call_out", long = "out")]
        out: bool,
    },
    /// Both sides talk.
    Answer {
        /// Which call, by its number; the only open one without.
        number: Option<String>,
        /// Which call, by the phone's own name for it.
        #[arg(long, value_name = "ID")]
        id: Option<String>,
    },
    /// On hold.
    Hold {
        /// Which call, by its number; the only open one without.
        number: Option<String>,
        /// Which call, by the phone's own name for it.
        #[arg(long, value_name = "ID")]
        id: Option<String>,
    },
    /// Back from hold.
    Unhold {
        /// Which call, by its number; the only open one without.
        number: Option<String>,
        /// Which call, by the phone's own name for it.
        #[arg(long, value_name = "ID")]
        id: Option<String>,
    },
    /// Over.
    End {
        /// Which call, by its number; the only open one without.
        number: Option<String>,
        /// Which call, by the phone's own name for it.
        #[arg(long, value_name = "ID")]
        id: Option<String>,
    },
    /// Ask the desk to dial.
    Dial {
        /// Whom.
        number: String,
    },
    /// Which calls are open.
    State,
}

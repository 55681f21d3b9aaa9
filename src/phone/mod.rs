//! Call feeds: the simulator and the local control socket. They speak `domain::call::Signal` and know nothing of the screen.

pub mod line;
pub mod signal_socket;
pub mod simulator;

use crate::domain::call::CallKey;
use crate::domain::phone::PhoneNumber;

/// What a feed can be asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Pick up.
    Answer(CallKey),
    /// Hang up.
    HangUp(CallKey),
    /// Hold.
    Hold(CallKey),
    /// Take back from hold.
    Unhold(CallKey),
    /// Dial.
    Dial(PhoneNumber),
}

//! The keys of the field in which the slot of a check is written. The rules are those of the whole table.

use super::{Binding, on, plain};
use crate::app::action::Action;
use crate::app::key::{Key, KeyCode};
use crate::app::layer::Layer;

/// The rows of that field.
pub(super) const BINDINGS: &[Binding] = &[
    on(Layer::Finding, plain(KeyCode::Enter), Action::Accept),
    on(Layer::Finding, plain(KeyCode::Tab), Action::Next),
    on(Layer::Finding, plain(KeyCode::BackTab), Action::Previous),
    on(Layer::Finding, Key::ctrl('w'), Action::DeleteWord),
];

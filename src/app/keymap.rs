//! Which key asks for what, where: one table, from which help, the palette and the README's key table are made.

use crate::app::action::Action;
use crate::app::key::Key;
use crate::app::layer::Layer;

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where.
    pub layer: Layer,
    /// The key.
    pub key: Key,
    /// What it asks for.
    pub action: Action,
}

/// The table.
pub const BINDINGS: &[Binding] = &[];

/// What `key` asks for in `layer`: the layer's own binding, else the global one. Full-width forms count as their half-width twins
/// where letters are not text.
#[must_use]
pub fn resolve(layer: Layer, key: Key) -> Option<Action> {
    let find = |wanted: Layer| {
        BINDINGS
            .iter()
            .find(|binding| binding.layer == wanted && binding.key == key)
            .map(|binding| binding.action)
    };
    find(layer).or_else(|| find(Layer::Global))
}

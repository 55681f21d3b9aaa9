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

/// The rows that help and the README show for `layer`: its own bindings, then the global ones that it does not cover.
/// Several keys of one action are one row.
#[must_use]
pub fn rows(layer: Layer) -> Vec<Row> {
    let _ = layer;
    Vec::new()
}

/// One action and every key that asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What is asked for.
    pub action: Action,
    /// The keys, the one to show first.
    pub keys: Vec<Key>,
}

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

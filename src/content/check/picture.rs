//! The ways through a script as a picture, in Graphviz or Mermaid: a shape for each kind of node, an arrow a way, named by its answer or
//! its condition. It must not judge anything.

use std::fmt::Write as _;

use crate::content::check::graph::{Edge, Why, ways};
use crate::content::scripts::file::{File, FileStep, Node};
use crate::domain::script::StepKind;

/// How a picture of the ways is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Graphviz.
    Dot,
    /// Mermaid.
    Mermaid,
}

/// The form of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Say,
    Must,
    Ask,
    Choose,
    Card,
    Turn,
    Part,
}

impl Shape {
    /// Attributes for Graphviz.
    const fn dot(self) -> &'static str {
        match self {
            Self::Say => "shape=box",
            Self::Must => "shape=box, penwidth=2",
            Self::Ask => "shape=parallelogram",
            Self::Choose => "shape=diamond",
            Self::Card => "shape=note",
            Self::Turn => "shape=box, style=\"rounded,dashed\"",
            Self::Part => "shape=folder",
        }
    }

    /// What opens and closes a node in Mermaid.
    const fn mermaid(self) -> (&'static str, &'static str) {
        match self {
            Self::Say => ("[\"", "\"]"),
            Self::Must => ("[[\"", "\"]]"),
            Self::Ask => ("[/\"", "\"/]"),
            Self::Choose => ("{\"", "\"}"),
            Self::Card => (">\"", "\"]"),
            Self::Turn => ("(\"", "\")"),
            Self::Part => ("([\"", "\"])"),
        }
    }
}

/// The ways through a script as a picture.
pub(crate) fn picture(file: &File, notation: Notation) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = match notation {
        Notation::Dot => writeln!(out, "digraph \"{}\" {{", plain(file.id.get_ref())),
        Notation::Mermaid => writeln!(out, "flowchart TD"),
    };
    let all = ways(file);
    for (at, (step, edges)) in file.steps.iter().zip(&all.edges).enumerate() {
        let (shape, text) = drawn(step);
        let _ = match notation {
            Notation::Dot => writeln!(out, "  n{at} [{}, label=\"{text}\"];", shape.dot()),
            Notation::Mermaid => {
                let (open, close) = shape.mermaid();
                writeln!(out, "  n{at}{open}{text}{close}")
            }
        };
        for edge in edges.iter().filter(|edge| step.answers.is_empty() || edge.why != Why::On) {
            arrow(&mut out, notation, at, edge);
        }
    }
    let end = file.steps.len();
    let _ = match notation {
        Notation::Dot => writeln!(out, "  n{end} [shape=doublecircle, label=\"\"];\n}}"),
        Notation::Mermaid => writeln!(out, "  n{end}((\".\"))"),
    };
    out
}

/// A straight arrow for a way that is taken, a dashed one for falling through where a condition does not hold.
fn arrow(out: &mut String, notation: Notation, from: usize, edge: &Edge) {
    let to = edge.to;
    let _ = match (notation, &edge.why) {
        (Notation::Dot, Why::On) => writeln!(out, "  n{from} -> n{to};"),
        (Notation::Dot, Why::Answer(say)) => {
            writeln!(out, "  n{from} -> n{to} [label=\"{}\"];", first_line(say))
        }
        (Notation::Dot, Why::Unless(when)) => {
            writeln!(out, "  n{from} -> n{to} [style=dashed, label=\"not ({})\"];", plain(when))
        }
        (Notation::Mermaid, Why::On) => writeln!(out, "  n{from} --> n{to}"),
        (Notation::Mermaid, Why::Answer(say)) => {
            writeln!(out, "  n{from} -->|\"{}\"| n{to}", first_line(say))
        }
        (Notation::Mermaid, Why::Unless(when)) => {
            writeln!(out, "  n{from} -.->|\"not ({})\"| n{to}", plain(when))
        }
    };
}

/// The form of a step, and its first words or what it does.
fn drawn(step: &FileStep) -> (Shape, String) {
    match step.node() {
        Node::Words(kind, text) => {
            let shape = match kind {
                StepKind::Ask => Shape::Ask,
                StepKind::Choose => Shape::Choose,
                StepKind::Say if step.is_must_say() => Shape::Must,
                StepKind::Say => Shape::Say,
            };
            let mark = if step.is_must_say() { "! " } else { "" };
            (shape, format!("{mark}{}", first_line(text.get_ref())))
        }
        Node::Part => (Shape::Part, step.part.as_ref().map(|part| plain(part.get_ref())).unwrap_or_default()),
        Node::Turn | Node::Unclear => {
            let shape = if step.card.is_some() { Shape::Card } else { Shape::Turn };
            (shape, does(step))
        }
    }
}

/// What a step without words does: `concern = price, goto offer`.
fn does(step: &FileStep) -> String {
    let mut does: Vec<String> = step.set.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    does.extend(step.card.as_ref().map(|card| card.get_ref().clone()));
    does.extend(step.goto.as_ref().map(|goto| format!("goto {}", goto.get_ref())));
    if step.end && step.goto.is_none() {
        does.push("end".to_owned());
    }
    plain(&does.join(", "))
}

fn first_line(text: &str) -> String {
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with("{%"))
        .unwrap_or_default();
    plain(line)
}

/// Quotes and control characters would end the label.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c == '"' || c == '\\' || c.is_control() { '\'' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::scripts;
    use crate::content::source::Source;

    #[test]
    fn every_kind_of_node_has_its_shape_and_every_way_its_name() {
        let text = "id = \"x\"\ntitle = \"X\"\nkind = \"inbound\"
[[step]]\nstage = \"opening\"\nmust_say = \"Recorded.\"
[[step]]\nstage = \"discovery\"\nask = \"Why?\"\nanswers = [{ say = \"price\", goto = \"b\" }, { say = \"no\", end = true }]
[[step]]\nid = \"b\"\nset = { concern = \"price\" }\ncard = \"too-expensive\"
[[step]]\nwhen = \"customer.vip\"\nend = true
[[step]]\nstage = \"closing\"\nchoose = \"How \\\"now\\\"?\"\nanswers = [{ say = \"calm\" }]
[[step]]\nuse = \"identity\"
[[step]]\ngoto = \"b\"\n";
        let source = Source::built_in("x.toml", text);
        let mermaid = scripts::picture(&source, Notation::Mermaid).unwrap();
        let expected = "flowchart TD
  n0[[\"! Recorded.\"]]
  n0 --> n1
  n1[/\"Why?\"/]
  n1 -->|\"price\"| n2
  n1 -->|\"no\"| n7
  n2>\"concern = price, too-expensive\"]
  n2 --> n3
  n3(\"end\")
  n3 --> n7
  n3 -.->|\"not (customer.vip)\"| n4
  n4{\"How 'now'?\"}
  n4 -->|\"calm\"| n5
  n5([\"identity\"])
  n5 --> n6
  n6(\"goto b\")
  n6 --> n2
  n7((\".\"))
";
        assert_eq!(mermaid, expected);
        let dot = scripts::picture(&source, Notation::Dot).unwrap();
        assert!(dot.starts_with("digraph \"x\"") && dot.contains("n6 -> n2;"), "{dot}");
        assert!(dot.contains("n3 -> n4 [style=dashed, label=\"not (customer.vip)\"];"), "{dot}");
    }
}

//! 关系: width (work, life, feeling) by depth (we fit what we offer; we have lived through something together). Only the agent fills it;
//! an empty cell is something to learn.

use serde::{Deserialize, Serialize};

use crate::domain::person::told;
use crate::domain::profile::Profile;
use crate::domain::safe_text::RawText;
use crate::domain::time::Moment;

/// 宽度: a part of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Module {
    /// 工作
    Work,
    /// 生活
    Life,
    /// 情感
    Feeling,
}

/// 深度
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Depth {
    /// 定制化: what we offer fits what we know.
    Custom,
    /// 体验式: something lived through together.
    Experience,
}

impl Module {
    /// In the order of the screen.
    pub const ALL: [Self; 3] = [Self::Work, Self::Life, Self::Feeling];

    /// The code in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Life => "life",
            Self::Feeling => "feeling",
        }
    }
}

impl Depth {
    /// In the order of the screen.
    pub const ALL: [Self; 2] = [Self::Custom, Self::Experience];

    /// The code in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Custom => "custom",
            Self::Experience => "experience",
        }
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Which part of life.
    pub module: Module,
    /// How deep.
    pub depth: Depth,
    /// How well, 1 to 3; `None` when it was not said.
    pub level: Option<u8>,
    /// In the agent's words.
    pub text: Option<RawText>,
    /// When it was written; `None` is an empty cell.
    pub at: Option<Moment>,
}

impl Cell {
    /// What it is filed under.
    #[must_use]
    pub fn about(&self) -> String {
        format!("relation.{}.{}", self.module.code(), self.depth.code())
    }

    /// Whether there is something to learn.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.at.is_none()
    }
}

/// How we stand with each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Relation {
    /// Six cells: each part of life at both depths.
    pub cells: Vec<Cell>,
    /// Parts of life of which something is known, 0 to 3.
    pub width: usize,
    /// The deepest that is reached: 0 nowhere, 1 we fit, 2 we have lived through something.
    pub depth: usize,
}

/// Reads what the agent has written.
#[must_use]
pub fn relation(profile: &Profile) -> Relation {
    let cells: Vec<Cell> = Module::ALL
        .into_iter()
        .flat_map(|module| Depth::ALL.map(|depth| cell(profile, module, depth)))
        .collect();
    let filled = |cell: &&Cell| !cell.is_empty();
    let width = Module::ALL
        .into_iter()
        .filter(|module| cells.iter().filter(filled).any(|cell| cell.module == *module))
        .count();
    let depth = cells
        .iter()
        .filter(filled)
        .map(|cell| if cell.depth == Depth::Experience { 2 } else { 1 })
        .max()
        .unwrap_or(0);
    Relation { cells, width, depth }
}

fn cell(profile: &Profile, module: Module, depth: Depth) -> Cell {
    let empty = Cell { module, depth, level: None, text: None, at: None };
    match told::about(&profile.told, &empty.about()) {
        Some(told) => Cell {
            level: told.level.filter(|level| (1..=3).contains(level)),
            text: told.text.clone(),
            at: Some(told.at),
            ..empty
        },
        None => empty,
    }
}

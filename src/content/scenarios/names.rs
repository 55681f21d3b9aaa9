//! What scenarios and their points are called, for records. It must not fill anything.

use std::collections::BTreeMap;

use crate::content::scenarios::Scenarios;
use crate::domain::safe_text::SafeText;
use crate::domain::training::repetition::Point;
use crate::domain::training::report::Known;

impl Scenarios {
    /// Every scenario by name.
    #[must_use]
    pub fn known(&self) -> Vec<Known> {
        self.list()
            .into_iter()
            .map(|listing| Known {
                id: listing.id,
                title: listing.title,
                group: listing.group,
                difficulty: listing.difficulty,
            })
            .collect()
    }

    /// What the points of each group are called; a text with fields in it means nobody in particular and is left out.
    #[must_use]
    pub fn points(&self) -> BTreeMap<Point, SafeText> {
        let mut points = BTreeMap::new();
        for (file, _) in &self.files {
            for item in &file.items {
                if let (Some(id), Some(text)) = (&item.id, &item.text)
                    && !text.get_ref().contains("{{")
                {
                    let point = Point { group: *file.group.get_ref(), item: id.get_ref().clone() };
                    points.entry(point).or_insert_with(|| SafeText::new(text.get_ref().trim()));
                }
            }
        }
        points
    }
}

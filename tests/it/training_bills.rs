//! The customers of the scenarios pay what their packages say: otherwise F5 would keep silent in every exercise about packages.

use seatmate::content::packages;
use seatmate::content::scenarios::Scenarios;
use seatmate::domain::recommend::{Case, Settings, WhatIf};
use seatmate::domain::time::{local, parse_moment};
use seatmate::synth::staged;

/// Every persona whose package the catalogue knows, billed: the desk's model must find the bill within the tenth that
/// [`Settings::error_per_mille`] allows.
#[test]
fn the_bill_of_every_persona_is_the_bill_of_the_package() {
    let now = parse_moment("2026-11-22T10:42:00+08:00").unwrap();
    let catalogue = packages::load(None).0.on_offer();
    let mut rated = 0;
    for tag in ["zh-CN", "en"] {
        let scenarios = Scenarios::built_in(tag);
        for listing in scenarios.list() {
            let persona = scenarios.persona(&listing.id).unwrap();
            let world = staged::world(persona, 5, now, &catalogue.packages);
            let profile = world.profile(world.customers[0].number).unwrap();
            let case = Case::of(&profile, &catalogue, local(now).date_naive());
            if case.current.is_none() {
                continue;
            }
            let advice = case.advise(&catalogue.packages, WhatIf::default(), Settings::default());
            let Some(error) = advice.model.error_per_mille else { continue };
            rated += 1;
            assert!(error <= 100, "{tag}/{}: {error} per mille off", listing.id);
        }
    }
    assert!(rated > 40, "only {rated} personas hold a package that the catalogue knows");
}

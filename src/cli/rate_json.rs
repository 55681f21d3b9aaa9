//! `seatmate rate --json`: the whole answer as one document, amounts as in the import files. It must not compute anything.

use serde_json::{Value, json};

use crate::cli::rate::Page;
use crate::cli::{Door, Failure, paper};
use crate::content::offers;
use crate::domain::recommend::{Advice, Catalogue, Ranked, Refused};

/// Prints one JSON document.
pub(crate) fn print(page: &Page<'_>, door: &mut Door<'_>) -> Result<(), Failure> {
    let advice = page.advice;
    let wanted = |code: &str| page.only.is_none_or(|package| package.code == code);
    let entry = |found: &Ranked| entry(page.catalogue, found);
    let document = json!({
        "number": page.profile.customer.number.masked(),
        "package": page.profile.customer.package,
        "example": page.catalogue.is_example,
        "months": advice.months,
        "bills": advice.bills,
        "missing": advice.missing,
        "model": advice.model,
        "settings": advice.settings,
        "verdict": verdict(advice),
        "said": offers::verdict(&door.words, page.catalogue, advice),
        "answered": page.profile.offers.iter().map(crate::cli::show_json::offer).collect::<Vec<_>>(),
        "current": advice.current.as_ref().map(entry),
        "stay_plus": advice.stay_plus.as_ref().map(entry),
        "ranked": advice.ranked.iter().filter(|found| wanted(&found.code)).map(entry).collect::<Vec<_>>(),
        "refused": advice.refused.iter().filter(|found| wanted(&found.code)).map(|found| refused(page.catalogue, found))
            .collect::<Vec<_>>(),
        "explained": page.explained.iter().map(|plan| json!({
            "code": plan.code, "name": plan.name, "bills": plan.bills,
        })).collect::<Vec<_>>(),
    });
    writeln!(door.out, "{}", paper::json(&document)?)?;
    Ok(())
}

/// Positions become codes: nobody outside knows the order of our list.
fn verdict(advice: &Advice) -> Value {
    let code = |at: Option<usize>| at.and_then(|at| advice.ranked.get(at)).map(|entry| entry.code.clone());
    let to = match advice.verdict {
        crate::domain::recommend::Verdict::Switch { to, .. } => Some(to),
        _ => None,
    };
    let mut value = serde_json::to_value(&advice.verdict).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        fields.insert("to".to_owned(), json!(code(to)));
        fields.insert("cheapest".to_owned(), json!(code(advice.cheapest)));
        fields.insert("same_price".to_owned(), json!(code(advice.same_price)));
    }
    value
}

fn entry(catalogue: &Catalogue, found: &Ranked) -> Value {
    let mut value = serde_json::to_value(found).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        fields.insert("name".to_owned(), json!(offers::name(catalogue, found)));
        fields.insert("saving".to_owned(), json!(found.saving.ok()));
        fields.insert("withheld".to_owned(), json!(found.saving.err()));
        fields.insert("must_check".to_owned(), json!(found.must_check()));
    }
    value
}

fn refused(catalogue: &Catalogue, found: &Refused) -> Value {
    let mut value = serde_json::to_value(found).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        let name = catalogue.get(found.package).map(|package| package.name.clone());
        fields.insert("name".to_owned(), json!(name));
    }
    value
}

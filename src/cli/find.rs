//! `seatmate find`: people by digits, name, pinyin or initials. Prints masked numbers only.

use serde_json::json;

use crate::cli::args::Find;
use crate::cli::paper;
use crate::cli::unlock::Wants;
use crate::cli::{Door, Exit, Failure};
use crate::domain::customer::Level;
use crate::domain::search::{Matched, SearchHit, SearchResult};
use crate::store::Reader;

/// Carries the verb out.
///
/// # Errors
/// When the store cannot be opened or read. Finding nobody is exit code 1 without a word, as `grep` does.
pub fn run(args: &Find, door: &mut Door<'_>) -> Result<Exit, Failure> {
    let reader = door.store(Wants::Existing)?.reader()?;
    let limit = usize::try_from(args.limit).unwrap_or(usize::MAX);
    let result = search(&reader, &args.text.join(" "), limit)?;
    if door.json {
        print_json(&result, door)?
    } else {
        print_text(&result, door)?
    }
    Ok(if result.hits.is_empty() { Exit::Failed } else { Exit::Done })
}

/// One question does not pay for an index of the whole base, unless the database's own indexes cannot answer it.
fn search(reader: &Reader, query: &str, limit: usize) -> Result<SearchResult, Failure> {
    let quick = reader.find_by_index(query, limit)?;
    if quick.hits.len() >= limit {
        return Ok(quick);
    }
    Ok(reader.find_once(query, limit)?)
}

fn print_text(result: &SearchResult, door: &mut Door<'_>) -> Result<(), Failure> {
    let rows: Vec<Vec<String>> = result.hits.iter().map(|hit| row(hit, door)).collect();
    paper::columns(door.out, &rows)?;
    let hidden = result.total.unwrap_or(0).saturating_sub(result.hits.len());
    if hidden > 0 {
        writeln!(door.out, "{}", door.words.with("find-more", &[("count", hidden as u64)]))?;
    }
    Ok(())
}

fn row(hit: &SearchHit, door: &Door<'_>) -> Vec<String> {
    vec![
        hit.number.masked(),
        paper::or_dash(hit.name.as_ref()),
        level(hit.level, door),
        paper::or_dash(hit.package.as_ref()),
        door.words.get(&format!("find-{}", matched(hit.matched).replace('_', "-"))).into_owned(),
    ]
}

/// The level's name, or a dash when it is unknown.
pub(crate) fn level(level: Option<Level>, door: &Door<'_>) -> String {
    level.map_or_else(
        || "-".to_owned(),
        |level| door.words.get(&format!("cli-level-{}", level.code())).into_owned(),
    )
}

fn print_json(result: &SearchResult, door: &mut Door<'_>) -> Result<(), Failure> {
    let hits: Vec<serde_json::Value> = result
        .hits
        .iter()
        .map(|hit| {
            json!({
                "id": hit.id,
                "number": hit.number.masked(),
                "name": hit.name,
                "level": hit.level.map(Level::code),
                "package": hit.package,
                "matched": matched(hit.matched),
            })
        })
        .collect();
    let document = json!({ "hits": hits, "total": result.total });
    writeln!(door.out, "{}", paper::json(&document)?)?;
    Ok(())
}

const fn matched(why: Matched) -> &'static str {
    match why {
        Matched::WholeNumber => "whole_number",
        Matched::LastFour => "last_four",
        Matched::WholeName => "whole_name",
        Matched::NumberPrefix => "number_prefix",
        Matched::NumberSuffix => "number_suffix",
        Matched::NamePrefix => "name_prefix",
        Matched::WholePinyin => "whole_pinyin",
        Matched::WholeInitials => "whole_initials",
        Matched::PinyinPrefix => "pinyin_prefix",
        Matched::InitialsPrefix => "initials_prefix",
        Matched::NamePart => "name_part",
        Matched::NumberPart => "number_part",
        Matched::PinyinPart => "pinyin_part",
    }
}

//! What documents point at: files and headings by links, pictures, and paths of the checkout between backticks.
//!
//! Addresses on other machines are left alone.

use crate::part::{self, Kind, Part};
use crate::{read, root};

/// How paths begin that are named from the root of the checkout.
const FOLDERS: [&str; 7] = ["src/", "crates/", "tests/", "docs/", "style/", "public/", "deploy/"];
/// What stands before what is pointed at, and what behind it.
const MARKS: [(&str, char); 3] = [("](", ')'), ("src=\"", '"'), ("srcset=\"", '"')];

/// What a document points at, each with its line.
pub(crate) fn targets(document: &str) -> Vec<(usize, String)> {
    let parts = part::of(document);
    let prose = parts.iter().filter(|part| part.kind == Kind::Prose);
    prose.flat_map(targets_of).collect()
}

fn targets_of(part: &Part) -> Vec<(usize, String)> {
    let found = MARKS.iter().flat_map(|(mark, end)| {
        part.text.match_indices(mark).filter_map(move |(place, _)| {
            let target = part.text.get(place + mark.len()..)?.split(*end).next()?;
            let line = part.line + part.text.get(..place)?.matches('\n').count();
            Some((line, target.to_owned()))
        })
    });
    found.collect()
}

/// Everything that a document points at in vain.
pub(crate) fn problems(name: &str, document: &str) -> Vec<String> {
    let links = targets(document).into_iter().filter(|(_, target)| !target.contains("://"));
    let dead = links.filter(|(_, target)| !leads_somewhere(name, document, target));
    let parts = part::of(document);
    let code = parts.iter().filter(|part| part.kind == Kind::Code);
    let gone = code.filter_map(|part| Some((part.line, path(&part.text)?))).filter(|(_, path)| !exists(path));
    let gone = gone.map(|(line, path)| (line, path.to_owned()));
    dead.chain(gone).map(|(line, target)| format!("{name}:{line}: {target}")).collect()
}

/// Whether a link in that document leads to a file, and to a heading of it where it names one.
fn leads_somewhere(name: &str, document: &str, target: &str) -> bool {
    let (file, heading) = target.split_once('#').map_or((target, None), |(file, it)| (file, Some(it)));
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = match (file, folder) {
        ("", _) => name.to_owned(),
        (file, "") => file.to_owned(),
        (file, folder) => file.strip_prefix("../").map_or_else(|| format!("{folder}/{file}"), str::to_owned),
    };
    let text = || if path == name { Ok(document.to_owned()) } else { read(&path) };
    let has_heading = |heading| text().is_ok_and(|text| headings(&text).iter().any(|it| it == heading));
    exists(&path) && heading.is_none_or(has_heading)
}

fn exists(path: &str) -> bool {
    root().join(path).exists()
}

/// The path that a piece of code names, if it names one. A test of a file may follow it.
fn path(code: &str) -> Option<&str> {
    let path = code.split("::").next()?;
    let is_plain = path.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-./".contains(letter));
    (is_plain && FOLDERS.iter().any(|folder| path.starts_with(folder))).then_some(path)
}

/// The names by which the headings of a document are linked to, as hosts of repositories make them.
fn headings(document: &str) -> Vec<String> {
    let text = part::without_blocks(document);
    let titles = text.lines().filter(|line| line.starts_with('#'));
    titles.map(|line| anchor(line.trim_start_matches('#').trim())).collect()
}

fn anchor(title: &str) -> String {
    let kept = title.chars().filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
    kept.flat_map(char::to_lowercase).map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

#[test]
fn headings_are_linked_to_in_small_letters_without_marks() {
    assert_eq!(anchor("What happens when…"), "what-happens-when");
    assert_eq!(anchor("Add a code: `Code::LotLost`"), "add-a-code-codelotlost");
}

#[test]
fn what_is_gone_is_noticed_wherever_a_document_points_at_it() {
    for (line, gone) in [
        ("See [that](docs/GONE.md).", "docs/GONE.md"),
        ("See [that](docs/API.md#gone).", "docs/API.md#gone"),
        ("See [that](#gone).", "#gone"),
        ("![A picture](docs/pictures/gone.png)", "docs/pictures/gone.png"),
        ("<img src=\"docs/pictures/gone.png\">", "docs/pictures/gone.png"),
        ("<source srcset=\"docs/pictures/gone.png\">", "docs/pictures/gone.png"),
        ("It is in `src/gone.rs`.", "src/gone.rs"),
        ("It is `tests/gone.rs::a_test`.", "tests/gone.rs"),
    ] {
        assert_eq!(problems("README.md", line), [format!("README.md:1: {gone}")]);
    }
    for line in [
        "[a](docs/API.md#where-it-comes-from) [b](https://rustup.rs) [c](#floors)",
        "`src/lib.rs` `src/pages/` `crates/words/languages/*.json` `domain::csv` `[a](b)`",
        "```sh\n[a](b)\n```",
    ] {
        assert_eq!(problems("README.md", &format!("# Floors\n{line}\n")), [""; 0], "{line}");
    }
    assert_eq!(problems("docs/API.md", "[a](../README.md) [b](API.md)"), [""; 0]);
}

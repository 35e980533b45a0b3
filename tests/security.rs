//! Holds `docs/SECURITY.md` to its word: every test that it names is there, and every line of its tables either names
//! one or says why there is none.
//!
//! It reads sources as text and runs none of those tests.

use std::fs;
use std::io;
use std::path::Path;

/// How the document shortens where tests lie.
const PLACES: [(&str, &str); 4] = [
    ("api/", "crates/exchange/tests/api/"),
    ("exchange/", "crates/exchange/src/"),
    ("web/", "tests/web/"),
    ("e2e/", "tests/e2e/"),
];
/// How a line begins that names no test but a reason.
const EXCEPTION: &str = "Exception:";

/// A test that the document names.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    file: String,
    test: String,
}

/// The tests that a text names, as `file::test` between backticks.
fn named(text: &str) -> Vec<Named> {
    let quoted = text.split('`').skip(1).step_by(2);
    let pairs = quoted.filter_map(|quoted| quoted.split_once(".rs::"));
    pairs.map(|(file, test)| Named { file: in_full(&format!("{file}.rs")), test: test.to_owned() }).collect()
}

fn in_full(file: &str) -> String {
    let place =
        PLACES.iter().find_map(|(short, full)| file.strip_prefix(short).map(|rest| format!("{full}{rest}")));
    place.unwrap_or_else(|| file.to_owned())
}

/// Whether a source holds a test of that name: a function behind an attribute that makes it one.
fn holds(source: &str, test: &str) -> bool {
    let lines: Vec<_> = source.lines().map(str::trim).collect();
    lines.iter().enumerate().any(|(place, line)| {
        let name = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
        let is_it = name.and_then(|name| name.split(['(', '<']).next()) == Some(test);
        let attributes = lines[..place].iter().rev().take_while(|line| line.starts_with("#["));
        is_it && attributes.into_iter().any(|line| line.contains("test"))
    })
}

/// Everything that is wrong with the document, with the number of its line.
fn problems(document: &str, read: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut problems = Vec::new();
    for (place, line) in document.lines().enumerate() {
        let line_number = place + 1;
        let tests = named(line);
        for Named { file, test } in &tests {
            match read(file) {
                None => problems.push(format!("{line_number}: there is no {file}")),
                Some(source) if !holds(&source, test) => {
                    problems.push(format!("{line_number}: {file} has no test {test}"));
                }
                Some(_) => {}
            }
        }
        if is_row(line) && tests.is_empty() && !line.contains(EXCEPTION) {
            problems.push(format!("{line_number}: neither a test nor an exception: {line}"));
        }
    }
    problems
}

/// Whether a line is a row of a table that promises something: its first cell is a number with dots, or a threat.
fn is_row(line: &str) -> bool {
    let first = line.strip_prefix("| ").and_then(|rest| rest.split(" |").next()).unwrap_or_default();
    let is_number = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_number || THREATS.contains(&first)
}

/// The kinds of threats, each with a row of its own at least.
const THREATS: [&str; 6] =
    ["Spoofing", "Tampering", "Repudiation", "Disclosure", "Denial of service", "Elevation of privilege"];
/// The requirements of ASVS that have to have a row.
const REQUIREMENTS: [&str; 82] = [
    "1.2.10", "2.2.1", "2.2.2", "2.3.1", "2.3.3", "2.3.4", "2.4.1", "3.2.1", "3.2.2", "3.3.1", "3.3.2",
    "3.3.3", "3.3.4", "3.4.1", "3.4.2", "3.4.3", "3.4.4", "3.4.5", "3.4.6", "3.4.7", "3.4.8", "3.5.1",
    "3.5.2", "3.5.3", "3.5.8", "3.6.1", "3.7.2", "4.1.1", "4.1.4", "4.2.1", "6.1.1", "6.2.1", "6.2.2",
    "6.2.3", "6.2.4", "6.2.5", "6.2.6", "6.2.7", "6.2.8", "6.2.9", "6.2.10", "6.2.11", "6.2.12", "6.3.1",
    "6.3.2", "6.3.3", "6.3.8", "7.1.1", "7.2.1", "7.2.3", "7.2.4", "7.3.1", "7.3.2", "7.4.1", "7.4.3",
    "7.4.4", "7.5.2", "8.2.1", "8.2.2", "8.2.3", "8.3.1", "11.4.2", "13.4.1", "13.4.2", "13.4.5", "14.2.1",
    "14.3.1", "14.3.2", "14.3.3", "15.3.3", "15.3.4", "15.3.7", "15.4.2", "16.2.1", "16.3.1", "16.3.2",
    "16.3.3", "16.3.4", "16.5.1", "16.5.2", "16.5.3", "16.5.4",
];

fn document() -> io::Result<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/SECURITY.md"))
}

#[test]
fn every_test_that_the_document_names_is_there_and_every_row_names_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let problems = problems(&document().unwrap(), |file| fs::read_to_string(root.join(file)).ok());
    assert!(problems.is_empty(), "docs/SECURITY.md:\n{}", problems.join("\n"));
}

#[test]
fn every_requirement_and_every_kind_of_threat_has_a_row() {
    let document = document().unwrap();
    let first = |line: &str| line.strip_prefix("| ")?.split(" |").next().map(str::to_owned);
    let rows: Vec<String> = document.lines().filter(|line| is_row(line)).filter_map(first).collect();
    for wanted in REQUIREMENTS.iter().chain(&THREATS) {
        assert!(rows.iter().any(|row| row == wanted), "{wanted} has no row");
    }
}

#[test]
fn a_test_that_was_renamed_a_file_that_is_gone_and_an_empty_row_are_noticed() {
    let read = |file: &str| {
        (file == "crates/exchange/tests/api/door.rs")
            .then(|| "#[tokio::test]\nasync fn it_is_shut() {}\n\nfn it_is_open() {}\n".to_owned())
    };
    assert_eq!(problems("| 1.2.3 | shut | `api/door.rs::it_is_shut` |", read), [""; 0]);
    assert_eq!(problems("| 1.2.3 | shut | Exception: there is no door |", read), [""; 0]);
    assert_eq!(problems("| requirement | how | proof |", read), [""; 0]);
    for (line, words) in [
        ("| 1.2.3 | shut | `api/door.rs::it_was_shut` |", "has no test it_was_shut"),
        ("| 1.2.3 | shut | `api/door.rs::it_is` |", "has no test it_is"),
        ("| 1.2.3 | shut | `api/door.rs::it_is_open` |", "has no test it_is_open"),
        ("As `api/window.rs::it_is_shut` says.", "there is no crates/exchange/tests/api/window.rs"),
        ("| 1.2.3 | shut | believe us |", "neither a test nor an exception"),
        ("| Spoofing | shut | believe us |", "neither a test nor an exception"),
    ] {
        let found = problems(line, read);
        assert!(
            matches!(&found[..], [one] if one.starts_with("1: ") && one.contains(words)),
            "{line}: {found:?}"
        );
    }
}

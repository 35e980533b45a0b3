//! Keeps the styles in order, which no compiler reads: every token that is used is there, and the page names every file.
//!
//! It reads the files as text. How they look, and whether people can read them, is the audit's matter.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// Every file of styles with its text.
fn files() -> io::Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("style"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        found.push((name, fs::read_to_string(&path)?));
    }
    found.sort();
    Ok(found)
}

/// A text without its comments; the lines stay where they are.
fn without_comments(text: &str) -> String {
    let mut pieces = text.split("/*");
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (comment, rest) = piece.split_once("*/").unwrap_or((piece, ""));
        kept.extend(comment.chars().filter(|letter| *letter == '\n'));
        kept.push_str(rest);
    }
    kept
}

/// The name of a custom property that a text begins with.
fn name(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// The custom properties that a text gives a value.
fn defined(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(str::trim).filter(|line| line.starts_with("--"));
    lines
        .filter(|line| line.strip_prefix(name(line)).is_some_and(|rest| rest.trim().starts_with(':')))
        .map(name)
}

/// Everything that is wrong with one file, line by line.
fn problems(file: &str, text: &str, known: &BTreeSet<&str>) -> Vec<String> {
    let mut problems = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let used = line.match_indices("var(").filter_map(|(place, mark)| line.get(place + mark.len()..));
        for property in used.map(|rest| name(rest.trim())).filter(|property| !known.contains(property)) {
            problems.push(format!("style/{file}:{number}: nothing defines {property}"));
        }
    }
    problems
}

#[test]
fn every_token_that_is_used_is_there() {
    let files: Vec<_> =
        files().unwrap().into_iter().map(|(name, text)| (name, without_comments(&text))).collect();
    let known: BTreeSet<&str> = files.iter().flat_map(|(_, text)| defined(text)).collect();
    assert!(known.len() > 40, "the tokens are found");
    let found: Vec<_> = files.iter().flat_map(|(name, text)| problems(name, text, &known)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_page_names_every_file_of_styles() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("index.html")).unwrap();
    for (name, _) in files().unwrap() {
        assert!(page.contains(&format!("href=\"style/{name}\"")), "index.html does not name style/{name}");
    }
}

#[test]
fn a_token_that_is_mistyped_is_noticed() {
    let text = ".a {\n  --own: 1px;\n  color: var(--ink);\n  margin: var(--own, 0);\n}\n";
    let known: BTreeSet<&str> = defined(text).chain(["--ink"]).collect();
    assert_eq!(problems("a.css", text, &known), [""; 0]);
    let mistyped = text.replace("--ink", "--ikn");
    assert_eq!(problems("a.css", &mistyped, &known), ["style/a.css:3: nothing defines --ikn"]);
    assert_eq!(problems("a.css", &without_comments("/* var(--gone)\n */ a {"), &known), [""; 0]);
}

//! Holds `docs/DESIGN.md` and the styles to each other: every token stands in its tables with the value that it has,
//! what it says of contrast was computed from these values, colours and motion come from tokens.
//!
//! It reads files as text. How the app looks is seen in a browser, not here.

#[path = "design/colour.rs"]
mod colour;
#[path = "design/tokens.rs"]
mod tokens;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::tokens::{Tokens, ordinary, pair, with_more_contrast};

/// What text needs to be read, and what a control needs to be found.
const ENOUGH: [(&str, f64); 2] = [("text", 4.5), ("control", 3.0)];
/// The longest that anything moves that does not say that something is under way.
const LONGEST_MS: u32 = 200;

fn file(path: &str) -> io::Result<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
}

fn tokens_css() -> io::Result<String> {
    file("style/tokens.css")
}

fn document() -> io::Result<String> {
    file("docs/DESIGN.md")
}

/// The cells of the rows of the document's tables whose first cell begins with a token.
fn rows(document: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| -> Vec<String> {
        let inner = line.trim().trim_matches('|');
        inner.split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    document.lines().filter(|line| line.starts_with("| `--")).map(cells).collect()
}

/// What stands between backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// The rows about one token, and those about a token on another.
fn split_rows(document: &str) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    rows(document).into_iter().partition(|row| quoted(&row[0]).len() == 1)
}

#[test]
fn every_token_stands_in_the_document_with_its_value_and_a_reason() {
    let tokens = ordinary(&tokens_css().unwrap());
    let (told, _) = split_rows(&document().unwrap());
    let names: Vec<_> = told.iter().map(|row| quoted(&row[0])[0].to_owned()).collect();
    let missing: Vec<_> = tokens.keys().filter(|name| !names.contains(name)).collect();
    assert!(missing.is_empty(), "docs/DESIGN.md does not tell of {missing:?}");
    for row in &told {
        let (name, [.., reason]) = (quoted(&row[0])[0], row.as_slice()) else { panic!("{row:?}") };
        let value = tokens.get(name).unwrap_or_else(|| panic!("there is no {name}"));
        assert_eq!(quoted(&row[1]).first(), Some(&value.as_str()), "{name}");
        assert!(reason.len() > 10, "{name} has no reason");
    }
}

/// How far the one stands apart from the other, by light and by dark.
fn contrasts(tokens: &Tokens, over: &str, under: &str) -> [f64; 2] {
    let colours = |name: &str| {
        let value = tokens.get(name).unwrap_or_else(|| panic!("there is no {name}"));
        pair(value).unwrap_or_else(|| panic!("{name} is no pair of colours: {value}"))
    };
    let (over, under) = (colours(over), colours(under));
    [over[0].contrast(under[0]), over[1].contrast(under[1])]
}

#[test]
fn what_stands_on_a_ground_can_be_read_on_it_in_both_themes_and_with_more_contrast() {
    let style = tokens_css().unwrap();
    let (everybody, more) = (ordinary(&style), with_more_contrast(&style));
    assert_ne!(everybody, more, "the block for more contrast was not found");
    let (_, pairs) = split_rows(&document().unwrap());
    for (what, least) in ENOUGH {
        assert!(pairs.iter().any(|row| row.get(1).map(String::as_str) == Some(what)), "no pair for {what}");
        for row in pairs.iter().filter(|row| row[1] == what) {
            let [over, under] = quoted(&row[0])[..] else { panic!("{row:?}") };
            let found = contrasts(&everybody, over, under);
            let told = found.map(|ratio| format!("{ratio:.1}"));
            assert_eq!(row[2..4], told, "{over} on {under}");
            for ratio in found.into_iter().chain(contrasts(&more, over, under)) {
                assert!(ratio >= least, "{over} on {under}: {ratio:.2}, which is too little for {what}");
            }
        }
    }
    assert!(pairs.iter().all(|row| ENOUGH.iter().any(|(what, _)| row[1] == *what)), "a pair of no kind");
}

/// The style sheets but for the tokens.
fn sheets() -> io::Result<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let found: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    Ok(found.into_iter().filter(|path| !path.ends_with("tokens.css")).collect())
}

/// Whether a line writes a colour of its own.
fn has_colour(line: &str) -> bool {
    let is_hex = |part: &str| part.len() >= 3 && part.chars().take(3).all(|sign| sign.is_ascii_hexdigit());
    let value = line.split_once(": ").map_or("", |(_, value)| value);
    value.split('#').skip(1).any(is_hex) || value.contains("rgb") || value.contains("hsl")
}

#[test]
fn colours_are_written_among_the_tokens_alone() {
    let sheets = sheets().unwrap();
    assert!(sheets.len() > 3, "the style sheets were not found");
    for sheet in sheets {
        let text = fs::read_to_string(&sheet).unwrap();
        let found: Vec<_> = text.lines().filter(|line| has_colour(line)).collect();
        assert!(found.is_empty(), "{}: {found:?}", sheet.display());
    }
    assert!(has_colour("  color: #12ab34;") && !has_colour("  fill: var(--water);"));
}

#[test]
fn whatever_moves_once_is_over_within_a_fifth_of_a_second() {
    let tokens = ordinary(&tokens_css().unwrap());
    for name in ["--quick", "--beat"] {
        let span = tokens[name].strip_suffix("ms").and_then(|span| span.parse::<u32>().ok()).unwrap();
        assert!(span <= LONGEST_MS, "{name} takes {span} ms");
    }
    for sheet in sheets().unwrap() {
        let text = fs::read_to_string(&sheet).unwrap();
        let moves = |line: &&str| line.contains("animation: ") || line.contains("transition: ");
        for line in text.lines().filter(moves).filter(|line| !line.contains("infinite")) {
            let is_token = line.contains("var(--quick)") || line.contains("var(--beat)");
            assert!(is_token, "{}: {line}", sheet.display());
        }
    }
}

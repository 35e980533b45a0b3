//! The words of the app in the manual: whatever is bold there stands in the English dictionary.
//!
//! A value such as `{count}` may be any number, and one of [`TEXTS`] any words.

use crate::part::{self, Kind};

/// What stands around bold text.
const BOLD: &str = "**";
/// The values that are words; all others begin with a digit.
const TEXTS: [&str; 10] =
    ["account", "browser", "cause", "columns", "device", "file", "filter", "page", "request", "text"];

/// What is bold in a document, each with its line.
pub(crate) fn bold(document: &str) -> Vec<(usize, String)> {
    let parts = part::of(document);
    let mut found = Vec::new();
    for part in parts.iter().filter(|part| part.kind == Kind::Prose) {
        let mut line = part.line;
        for (place, piece) in part.text.split(BOLD).enumerate() {
            if place % 2 == 1 {
                let words: Vec<_> = piece.split_whitespace().collect();
                found.push((line, words.join(" ")));
            }
            line += piece.matches('\n').count();
        }
    }
    found
}

/// Everything that is bold and no wording.
pub(crate) fn problems(manual: &str, dictionary: &str) -> Vec<String> {
    // The first line names the edition.
    let wordings: Vec<_> = dictionary.lines().skip(1).flat_map(|line| line.split('\t')).collect();
    let unknown = bold(manual).into_iter().filter(|(_, text)| !wordings.iter().any(|it| says(it, text)));
    unknown.map(|(line, text)| format!("{line}: the app never says “{text}”")).collect()
}

/// Whether a wording says that, with something in the place of each of its values.
fn says(wording: &str, text: &str) -> bool {
    let Some((first, values)) = wording.split_once('{') else { return wording == text };
    let values: Vec<_> = values.split('{').filter_map(|value| value.split_once('}')).collect();
    let has_words = first.contains(char::is_alphabetic)
        || values.iter().any(|(_, behind)| behind.contains(char::is_alphabetic));
    has_words && text.strip_prefix(first).is_some_and(|text| are_said(&values, text))
}

/// Whether a text is such values, each with what stands behind it.
fn are_said(values: &[(&str, &str)], text: &str) -> bool {
    let [(name, behind), rest @ ..] = values else { return text.is_empty() };
    let is_text = TEXTS.contains(name);
    let is_value = |value: &str| match value.chars().next() {
        Some(first) => first.is_ascii_digit() || is_text && !first.is_whitespace(),
        None => false,
    };
    text.match_indices(behind).any(|(end, _)| {
        let (value, left) = (text.get(..end), text.get(end + behind.len()..));
        value.is_some_and(is_value) && left.is_some_and(|left| are_said(rest, left))
    })
}

#[test]
fn a_button_that_is_called_otherwise_is_noticed() {
    let dictionary = "0123\nBuy now\n{count} lot\t{count} lots\nConfirm and pay {credits}\n{first} {second}\n{a} of {b} done\n";
    for known in ["Buy now", "1 lot", "12 lots", "Confirm and pay 620 credits", "3 of 4 done"] {
        assert_eq!(problems(&format!("Press **{known}** here."), dictionary), [""; 0]);
    }
    for unknown in ["Buy", "Buy now!", "lots", "Many lots", "Confirm and pay ", "of 4 done", "Any words"] {
        let words = unknown.trim();
        assert_eq!(
            problems(&format!("A line\nand **{unknown}** in it."), dictionary),
            [format!("2: the app never says “{words}”")]
        );
    }
    assert_eq!(bold("A **bold\nword** and `**code**`."), [(1, "bold word".to_owned())]);
}

//! A document in parts: what is prose and what stands between backticks. What stands between fences is neither.
//!
//! It knows as much of Markdown as our documents use.

/// How a block of code begins and ends.
const FENCE: &str = "```";

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Words.
    Prose,
    /// What stood between backticks.
    Code,
}

/// A part of a document.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// What it is.
    pub(crate) kind: Kind,
    /// The line on which it begins, counted from 1.
    pub(crate) line: usize,
    /// Its text.
    pub(crate) text: String,
}

/// The document with empty lines in the place of its blocks of code.
pub(crate) fn without_blocks(document: &str) -> String {
    let mut is_inside = false;
    let mut text = String::new();
    for line in document.lines() {
        let is_fence = line.trim_start().starts_with(FENCE);
        if !is_fence && !is_inside {
            text.push_str(line);
        }
        is_inside ^= is_fence;
        text.push('\n');
    }
    text
}

/// The parts of a document in their order. A part may go over the end of a line.
pub(crate) fn of(document: &str) -> Vec<Part> {
    let text = without_blocks(document);
    let kinds = [Kind::Prose, Kind::Code].into_iter().cycle();
    let mut line = 1;
    let pieces = text.split('`').zip(kinds);
    pieces
        .map(|(piece, kind)| {
            let part = Part { kind, line, text: piece.to_owned() };
            line += piece.matches('\n').count();
            part
        })
        .collect()
}

#[test]
fn a_document_falls_into_words_and_code_and_blocks_are_left_out() {
    let parts = of("One `two\nthree` four.\n```sh\n[dead](end)\n```\nfive `six`\n");
    let seen: Vec<_> = parts.iter().map(|part| (part.kind, part.line, part.text.trim())).collect();
    assert_eq!(
        seen,
        [
            (Kind::Prose, 1, "One"),
            (Kind::Code, 1, "two\nthree"),
            (Kind::Prose, 2, "four.\n\n\n\nfive"),
            (Kind::Code, 6, "six"),
            (Kind::Prose, 6, ""),
        ]
    );
}

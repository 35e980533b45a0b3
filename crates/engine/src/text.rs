//! Looking for a part of a text in either case, in any script.
//!
//! Cases are folded letter by letter, as Unicode has them; what is written with other letters in one case
//! (`ß`, `SS`) or composed in another way is another text.

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needle {
    folded: String,
}

impl Needle {
    /// Looks for the text without the white space around it; nothing where that is empty.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let mut folded = String::new();
        fold(text.trim(), &mut folded);
        (!folded.is_empty()).then_some(Self { folded })
    }

    /// Whether the text has it. `scratch` is overwritten.
    pub(crate) fn is_in(&self, text: &str, scratch: &mut String) -> bool {
        if text.is_ascii() {
            return self.is_in_ascii(text.as_bytes());
        }
        fold(text, scratch);
        has(scratch.as_bytes(), self.folded.as_bytes(), |byte| byte)
    }

    /// Whether the text has it, where it has no letters but those of ASCII.
    pub(crate) fn is_in_ascii(&self, text: &[u8]) -> bool {
        has(text, self.folded.as_bytes(), |byte| byte.to_ascii_lowercase())
    }
}

/// Whether a part of `text` is `part` once each byte of it is folded.
fn has(text: &[u8], part: &[u8], fold: impl Fn(u8) -> u8) -> bool {
    let Some((first, rest)) = part.split_first() else { return true };
    let Some(last) = text.len().checked_sub(part.len()) else { return false };
    (0..=last).any(|at| {
        fold(text[at]) == *first && text[at + 1..].iter().zip(rest).all(|(byte, other)| fold(*byte) == *other)
    })
}

/// Writes the text with every letter in lower case; the two small sigmas are one.
fn fold(text: &str, folded: &mut String) {
    folded.clear();
    for letter in text.chars().flat_map(char::to_lowercase) {
        folded.push(if letter == 'ς' { 'σ' } else { letter });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_in(part: &str, text: &str) -> bool {
        Needle::new(part).is_none_or(|needle| needle.is_in(text, &mut String::from("left over")))
    }

    #[test]
    fn a_part_is_found_in_either_case_and_any_script() {
        for (part, text) in [
            ("roof", "South ROOF"),
            (" ROOF ", "south roof"),
            ("süd", "DACH SÜD"),
            ("крыша", "КРЫША на юге"),
            ("στέγησ", "ΝΌΤΙΑ ΣΤΈΓΗς"),
            ("k", "300 \u{212a}"),
            ("太阳", "屋顶太阳能"),
            ("☀", "☀️"),
            ("", "anything"),
            ("  ", ""),
        ] {
            assert!(is_in(part, text), "{part} in {text}");
        }
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        for (part, text) in [("roof", "roo"), ("roof", "rroo of"), ("a", ""), ("sued", "SÜD"), ("ä", "a")] {
            assert!(!is_in(part, text), "{part} in {text}");
        }
        assert!(is_in("aab", "aaab"));
    }
}

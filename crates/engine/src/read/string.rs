//! Strings of JSON: finding where one ends, and what its escapes stand for.

use super::cursor::{Read, Stop};

/// A byte of each of the eight of a word.
const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x80 * ONES;

/// A string between its quotes: well-formed, but its escapes not resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Text<'a> {
    raw: &'a [u8],
    is_escaped: bool,
}

impl<'a> Text<'a> {
    /// The string whose opening quote was just read, and how many bytes there are up to behind the closing one.
    pub(super) fn begin(bytes: &'a [u8]) -> Read<(Self, usize)> {
        let (mut at, mut is_escaped, mut is_ascii) = (0, false, true);
        loop {
            while let Some(word) = bytes.get(at..at + 8).and_then(|word| word.try_into().ok()) {
                if has_special(u64::from_le_bytes(word)) {
                    break;
                }
                at += 8;
            }
            match *bytes.get(at).ok_or(Stop::More)? {
                b'"' => break,
                b'\\' => {
                    is_escaped = true;
                    at += escape_length(&bytes[at..])?;
                }
                0..0x20 => return Err(Stop::NotJson),
                byte => {
                    is_ascii &= byte.is_ascii();
                    at += 1;
                }
            }
        }
        let raw = &bytes[..at];
        if !is_ascii && std::str::from_utf8(raw).is_err() {
            return Err(Stop::NotJson);
        }
        Ok((Self { raw, is_escaped }, at + 1))
    }

    /// What the string says; nothing where an escape stands for half a character. `scratch` may be overwritten.
    pub(super) fn resolve<'b>(self, scratch: &'b mut String) -> Option<&'b str>
    where
        'a: 'b,
    {
        let raw = std::str::from_utf8(self.raw).ok()?;
        if !self.is_escaped {
            return Some(raw);
        }
        scratch.clear();
        let mut parts = raw.split('\\');
        scratch.push_str(parts.next()?);
        while let Some(part) = parts.next() {
            let mut rest = part.chars();
            match rest.next() {
                // The second of two backslashes parts the text too.
                None => {
                    scratch.push('\\');
                    rest = parts.next()?.chars();
                }
                Some('u') => {
                    let unit = unit(part)?;
                    let (character, last) = match char::from_u32(unit) {
                        Some(character) => (character, part),
                        None if part.len() > 5 => return None,
                        None => {
                            let second = parts.next()?;
                            (pair(unit, second)?, second)
                        }
                    };
                    scratch.push(character);
                    rest = last.get(5..)?.chars();
                }
                Some(letter) => scratch.push(match letter {
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    mark => mark,
                }),
            }
            scratch.push_str(rest.as_str());
        }
        Some(scratch)
    }
}

/// Whether any byte is a quote, a backslash, a control character or no ASCII.
const fn has_special(word: u64) -> bool {
    let quotes = word ^ (b'"' as u64 * ONES);
    let backslashes = word ^ (b'\\' as u64 * ONES);
    let controls = word.wrapping_sub(0x20 * ONES);
    let found = quotes.wrapping_sub(ONES) & !quotes
        | backslashes.wrapping_sub(ONES) & !backslashes
        | controls & !word
        | word;
    found & HIGHS != 0
}

/// How long the escape is that begins these bytes.
fn escape_length(bytes: &[u8]) -> Read<usize> {
    match *bytes.get(1).ok_or(Stop::More)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(2),
        b'u' => {
            for place in 2..6 {
                if !bytes.get(place).ok_or(Stop::More)?.is_ascii_hexdigit() {
                    return Err(Stop::NotJson);
                }
            }
            Ok(6)
        }
        _ => Err(Stop::NotJson),
    }
}

/// The number of `uXXXX`.
fn unit(escape: &str) -> Option<u32> {
    u32::from_str_radix(escape.get(1..5)?, 16).ok()
}

/// The character of two halves, of which the second is still written.
fn pair(first: u32, second: &str) -> Option<char> {
    let second = second.starts_with('u').then(|| unit(second))??;
    let (high, low) = (first.checked_sub(0xd800)?, second.checked_sub(0xdc00)?);
    if high < 0x400 && low < 0x400 { char::from_u32(0x10000 + (high << 10) + low) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(inside: &[u8]) -> Result<Option<String>, Stop> {
        let bytes = [inside, b"\" and more"].concat();
        let (text, length) = Text::begin(&bytes)?;
        assert_eq!(bytes.get(length - 1), Some(&b'"'));
        Ok(text.resolve(&mut String::from("left over")).map(str::to_owned))
    }

    proptest! {
        #[test]
        fn strings_are_those_of_serde_json(
            parts in prop::collection::vec(prop_oneof![
                Just(r"\\".to_owned()), Just(r#"\""#.to_owned()), Just(r"\u00e4".to_owned()), Just(r"\ud83d".to_owned()),
                Just(r"\ude00".to_owned()), Just(r"\uD83D\uDE00".to_owned()), Just("u".to_owned()), Just(r"\".to_owned()),
                "[ -~]{0,9}", "\\PC{0,9}", "\\\\[bfnrtu/\"x]", any::<char>().prop_map(String::from),
            ], 0..9)
        ) {
            let inside = parts.concat();
            let expected = serde_json::from_str::<String>(&format!("\"{inside}\"")).ok();
            let quoted = inside.replace("\\\\", "").replace("\\\"", "").contains('"');
            if !quoted {
                prop_assert_eq!(read(inside.as_bytes()).ok().flatten(), expected, "{}", inside);
            }
        }
    }

    #[test]
    fn half_a_character_is_json_and_says_nothing() {
        for half in [r"\ud83d", r"\ude00", r"\ud83d\u0041", r"\ud83dx", r"\ud83d\n", r"\ud83d\\ude00"] {
            assert_eq!(read(half.as_bytes()), Ok(None), "{half}");
        }
        assert_eq!(read(&[0xff]), Err(Stop::NotJson));
        assert_eq!(read(b"a\nb"), Err(Stop::NotJson));
        assert_eq!(Text::begin(b"abc\\u00"), Err(Stop::More));
    }
}

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
    is_plain: bool,
}

impl<'a> Text<'a> {
    /// The string whose opening quote was just read, and how many bytes there are up to behind the closing one.
    pub(super) fn begin(bytes: &'a [u8]) -> Read<(Self, usize)> {
        let (mut at, mut is_escaped, mut is_plain) = (0, false, true);
        loop {
            while let Some(word) = bytes.get(at..at + 8).and_then(|word| word.try_into().ok()) {
                let plain = plain_bytes(u64::from_le_bytes(word));
                at += plain;
                if plain < 8 {
                    break;
                }
            }
            match *bytes.get(at).ok_or(Stop::More)? {
                b'"' => break,
                b'\\' => {
                    is_escaped = true;
                    is_plain = false;
                    at += escape_length(&bytes[at..])?;
                }
                0..0x20 => return Err(Stop::NotJson),
                byte => {
                    is_plain &= byte < 0x7f;
                    at += 1;
                }
            }
        }
        let raw = &bytes[..at];
        if !is_plain && std::str::from_utf8(raw).is_err() {
            return Err(Stop::NotJson);
        }
        Ok((Self { raw, is_escaped, is_plain }, at + 1))
    }

    /// Whether it is what it says, and nothing but what ASCII prints.
    pub(super) const fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// How long it is as it is written.
    pub(super) const fn len(&self) -> usize {
        self.raw.len()
    }

    /// Which of these it says, by what they are called.
    pub(super) fn which<T: Copy>(self, all: &[T], token: fn(T) -> &'static str) -> Option<T> {
        let is_it = |one: &&T| token(**one).as_bytes() == self.raw;
        match all.iter().find(is_it) {
            None if self.is_escaped => {
                let mut said = String::new();
                self.resolve(&mut said).and_then(|said| all.iter().find(|one| token(**one) == said)).copied()
            }
            found => found.copied(),
        }
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
        let mut rest = raw;
        while let Some(at) = rest.bytes().position(|byte| byte == b'\\') {
            scratch.push_str(rest.get(..at)?);
            let mut length = 2;
            scratch.push(match *rest.as_bytes().get(at + 1)? {
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'u' => {
                    let first = unit(rest.as_bytes().get(at..)?)?;
                    let second = unit(rest.as_bytes().get(at + 6..)?);
                    let character = char::from_u32(first);
                    length = if character.is_some() { 6 } else { 12 };
                    character.or_else(|| pair(first, second?))?
                }
                mark => mark.into(),
            });
            rest = rest.get(at + length..)?;
        }
        scratch.push_str(rest);
        Some(scratch)
    }
}

/// How many bytes there are before a quote, a backslash, or what ASCII does not print.
const fn plain_bytes(word: u64) -> usize {
    let quotes = word ^ (b'"' as u64 * ONES);
    let backslashes = word ^ (b'\\' as u64 * ONES);
    let controls = word.wrapping_sub(0x20 * ONES);
    let found = quotes.wrapping_sub(ONES) & !quotes
        | backslashes.wrapping_sub(ONES) & !backslashes
        | controls & !word
        | word.wrapping_add(ONES)
        | word;
    // What is carried from byte to byte only reaches those behind the first that was found.
    (found & HIGHS).trailing_zeros() as usize / 8
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

/// The number of an escape like `\u00e4`.
fn unit(escape: &[u8]) -> Option<u32> {
    let digits = escape.get(..6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |sum, digit| Some(sum << 4 | char::from(*digit).to_digit(16)?))
}

/// The character of two halves.
fn pair(first: u32, second: u32) -> Option<char> {
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

//! A place in bytes of JSON, and the tokens that begin there: white space, marks, numbers and strings.

use super::digits;
use super::string::Text;

/// Why reading does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The bytes end before the token does.
    More,
    /// What stands there is no JSON.
    NotJson,
    /// Lists and objects are nested too deeply.
    TooDeep,
}

pub(super) type Read<T> = Result<T, Stop>;

/// A number of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// Written as digits alone, and not too large.
    Whole(u64),
    /// Any other.
    Other,
}

/// A place in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// Everything from here on.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Goes so many bytes on.
    pub(super) const fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// The byte that stands here.
    pub(super) fn peek(&self) -> Read<u8> {
        self.bytes.get(self.at).copied().ok_or(Stop::More)
    }

    /// The byte that stands here, going on behind it.
    pub(super) fn take(&mut self) -> Read<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Ok(byte)
    }

    /// Goes on behind the mark that has to stand here.
    pub(super) fn expect(&mut self, mark: u8) -> Read<()> {
        if self.take()? == mark { Ok(()) } else { Err(Stop::NotJson) }
    }

    /// Goes on behind the word that has to stand here.
    pub(super) fn word(&mut self, word: &[u8]) -> Read<()> {
        word.iter().try_for_each(|byte| self.expect(*byte))
    }

    /// Goes on behind white space; says what stands there.
    pub(super) fn space(&mut self) -> Read<u8> {
        loop {
            match self.peek()? {
                b' ' | b'\n' | b'\t' | b'\r' => self.at += 1,
                byte => return Ok(byte),
            }
        }
    }

    /// The number that begins here. The byte behind it has to be known.
    pub(super) fn number(&mut self) -> Read<Number> {
        if let Some((number, length)) = digits::leading(self.rest())
            && !matches!(self.rest().get(length), None | Some(b'0'..=b'9' | b'.' | b'e' | b'E'))
        {
            self.at += length;
            return Ok(Number::Whole(number));
        }
        self.any_number()
    }

    /// The same for numbers of every form.
    #[cold]
    fn any_number(&mut self) -> Read<Number> {
        let is_negative = self.peek()? == b'-';
        self.at += usize::from(is_negative);
        let first = self.take()?;
        if !first.is_ascii_digit() {
            return Err(Stop::NotJson);
        }
        let mut whole = Some(u64::from(first - b'0'));
        while first != b'0' && self.peek()?.is_ascii_digit() {
            let digit = u64::from(self.take()? - b'0');
            whole = whole.and_then(|whole| whole.checked_mul(10)?.checked_add(digit));
        }
        let mut is_whole = !is_negative;
        if self.peek()? == b'.' {
            self.at += 1;
            self.digits()?;
            is_whole = false;
        }
        if matches!(self.peek()?, b'e' | b'E') {
            self.at += 1;
            self.at += usize::from(matches!(self.peek()?, b'+' | b'-'));
            self.digits()?;
            is_whole = false;
        }
        Ok(whole.filter(|_| is_whole).map_or(Number::Other, Number::Whole))
    }

    /// At least one digit.
    fn digits(&mut self) -> Read<()> {
        if !self.take()?.is_ascii_digit() {
            return Err(Stop::NotJson);
        }
        while self.peek()?.is_ascii_digit() {
            self.at += 1;
        }
        Ok(())
    }

    /// The string that begins here.
    pub(super) fn string(&mut self) -> Read<Text<'a>> {
        self.expect(b'"')?;
        let (text, length) = Text::begin(self.rest())?;
        self.at += length;
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_json_has() {
        for (text, expected) in [
            ("0,", Ok(Number::Whole(0))),
            ("7,                 ", Ok(Number::Whole(7))),
            ("0,                 ", Ok(Number::Whole(0))),
            ("01,                ", Ok(Number::Whole(0))),
            ("12345678,          ", Ok(Number::Whole(12_345_678))),
            ("1790000000123,     ", Ok(Number::Whole(1_790_000_000_123))),
            ("1234567890123456,  ", Ok(Number::Whole(1_234_567_890_123_456))),
            ("12345678901234567, ", Ok(Number::Whole(12_345_678_901_234_567))),
            ("12345678.5,        ", Ok(Number::Other)),
            ("12345678e5,        ", Ok(Number::Other)),
            ("-12345678,         ", Ok(Number::Other)),
            ("18446744073709551615,", Ok(Number::Whole(u64::MAX))),
            ("18446744073709551616,", Ok(Number::Other)),
            ("-1,", Ok(Number::Other)),
            ("-0,", Ok(Number::Other)),
            ("7.0,", Ok(Number::Other)),
            ("1e3,", Ok(Number::Other)),
            ("1E+400,", Ok(Number::Other)),
            ("1e-3,", Ok(Number::Other)),
            ("01,", Ok(Number::Whole(0))),
            ("12", Err(Stop::More)),
            ("-", Err(Stop::More)),
            ("1.", Err(Stop::More)),
            ("1e+", Err(Stop::More)),
            ("-a", Err(Stop::NotJson)),
            ("1.a", Err(Stop::NotJson)),
            ("1ea", Err(Stop::NotJson)),
            ("+1,", Err(Stop::NotJson)),
        ] {
            assert_eq!(Cursor::new(text.as_bytes()).number(), expected, "{text}");
        }
    }
}

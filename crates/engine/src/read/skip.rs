//! Going over a value that nobody needs: it has to be JSON, and that is all.
//!
//! Nothing calls itself, so no depth of nesting can use up the stack.

use super::cursor::{Cursor, Read, Stop};

/// How deeply lists and objects may stand in each other, the answer itself counted.
const DEEPEST: u32 = 128;

impl Cursor<'_> {
    /// Goes on behind the value that begins here. `depth` is how many lists and objects are open around it.
    pub(super) fn skip(&mut self, depth: u32) -> Read<()> {
        // A bit for each that is open inside the value, the innermost lowest: set for an object.
        let mut open = 0_u128;
        let mut inside = 0;
        loop {
            let byte = self.space()?;
            match byte {
                b'"' => drop(self.string()?),
                b'-' | b'0'..=b'9' => drop(self.number()?),
                b't' => self.word(b"true")?,
                b'f' => self.word(b"false")?,
                b'n' => self.word(b"null")?,
                b'[' | b'{' => {
                    self.advance(1);
                    if self.space()? == byte + 2 {
                        self.advance(1);
                    } else if depth + inside == DEEPEST {
                        return Err(Stop::TooDeep);
                    } else {
                        inside += 1;
                        open = open << 1 | u128::from(byte == b'{');
                        if byte == b'{' {
                            self.key()?;
                        }
                        continue;
                    }
                }
                _ => return Err(Stop::NotJson),
            }
            // A value has ended, and with it whatever ends here.
            loop {
                if inside == 0 {
                    return Ok(());
                }
                let is_object = open & 1 == 1;
                match (self.space()?, is_object) {
                    (b',', false) => {
                        self.advance(1);
                        break;
                    }
                    (b',', true) => {
                        self.advance(1);
                        self.key()?;
                        break;
                    }
                    (b']', false) | (b'}', true) => {
                        self.advance(1);
                        inside -= 1;
                        open >>= 1;
                    }
                    _ => return Err(Stop::NotJson),
                }
            }
        }
    }

    /// Goes on behind the name of a member and its colon.
    fn key(&mut self) -> Read<()> {
        self.space()?;
        self.string()?;
        self.colon()
    }

    /// Goes on behind a colon and the white space around it.
    pub(super) fn colon(&mut self) -> Read<()> {
        self.space()?;
        self.expect(b':')?;
        self.space().map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::de::IgnoredAny;

    /// What is read of a value with a comma behind it: how many bytes, where it is JSON.
    fn skip(text: &str) -> Read<usize> {
        let bytes = format!("{text},");
        let mut cursor = Cursor::new(bytes.as_bytes());
        cursor.skip(0)?;
        Ok(cursor.at())
    }

    proptest! {
        #[test]
        fn what_is_gone_over_is_what_serde_json_ignores(
            tokens in prop::collection::vec(prop::sample::select(vec![
                "[", "]", "{", "}", ",", ":", "\"a\"", "\"\\u00ff\"", "1", "-0.5e3", "01", "true", "nul", "null", " ", "\n", "\"", "\u{a0}",
            ]), 1..14)
        ) {
            let text = tokens.concat();
            let trimmed = text.trim_end_matches([' ', '\n']);
            let is_json = serde_json::from_str::<IgnoredAny>(&text).is_ok();
            prop_assert_eq!(skip(&text) == Ok(trimmed.len()) && !trimmed.is_empty(), is_json, "{}", text);
        }
    }

    #[test]
    fn what_is_nested_too_deeply_is_given_up_and_nothing_overflows() {
        let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(skip(&nested(128)), Ok(257));
        assert_eq!(skip(&nested(129)), Err(Stop::TooDeep));
        assert_eq!(skip(&"[".repeat(1_000_000)), Err(Stop::TooDeep));
        assert_eq!(skip(&"{\"a\":".repeat(1_000_000)), Err(Stop::TooDeep));
        assert_eq!(skip("[[1,{\"a\":[]}],{}"), Err(Stop::More));
    }
}

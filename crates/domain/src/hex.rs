//! Bytes of a fixed length written as lower-case hexadecimal, the form in which addresses and lot
//! hashes travel. It reads either case and writes one; it does no hashing.

use std::fmt;

/// Why a text is not the hexadecimal form of the expected bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected} hexadecimal digits")]
pub struct NotHex {
    /// How many digits the text should have had.
    pub expected: usize,
}

/// Reads exactly `2 × N` hexadecimal digits of either case.
///
/// # Errors
/// [`NotHex`] for any other length or character.
pub fn parse<const N: usize>(text: &str) -> Result<[u8; N], NotHex> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return Err(NotHex { expected: 2 * N });
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let value = pair
            .iter()
            .try_fold(0, |sum, digit| Some(sum * 16 + char::from(*digit).to_digit(16)?))
            .and_then(|value| u8::try_from(value).ok())
            .ok_or(NotHex { expected: 2 * N })?;
        *byte = value;
    }
    Ok(bytes)
}

/// Writes the bytes as lower-case digits.
///
/// # Errors
/// Only those of the formatter.
pub fn write(bytes: &[u8], formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_case_is_read() {
        assert_eq!(parse::<2>("0aFF"), Ok([0x0a, 0xff]));
    }

    #[test]
    fn another_length_or_character_is_refused() {
        for text in ["", "0", "0aF", "0aFF0", "0aFg", "0aéé", "+1-1"] {
            assert_eq!(parse::<2>(text), Err(NotHex { expected: 4 }), "{text}");
        }
    }
}

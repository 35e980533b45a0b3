//! Hexadecimal digits into bytes, eight digits at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x80 * ONES;

/// The bytes of exactly `2 × N` digits of either case; `N` is a multiple of four.
pub(super) fn bytes<const N: usize>(digits: &[u8]) -> Option<[u8; N]> {
    const { assert!(N.is_multiple_of(4), "digits are read by eights") };
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    let mut are_digits = HIGHS;
    for (four, eight) in bytes.chunks_exact_mut(4).zip(digits.chunks_exact(8)) {
        let word = u64::from_le_bytes(eight.try_into().ok()?);
        are_digits &= digits_among(word);
        four.copy_from_slice(&four_bytes(word));
    }
    (are_digits == HIGHS).then_some(bytes)
}

/// The high bit of each byte that is a digit.
const fn digits_among(word: u64) -> u64 {
    let lower = word | (0x20 * ONES);
    let is_number = at_least(word, b'0') & !at_least(word, b'9' + 1);
    let is_letter = at_least(lower, b'a') & !at_least(lower, b'f' + 1);
    // What is carried comes from a byte above 127, which is none.
    (is_number | is_letter) & !word
}

/// The bytes of eight digits, of which the first is the lowest byte of the word.
const fn four_bytes(word: u64) -> [u8; 4] {
    // A letter has the bit of 64, and its low four bits are nine too few.
    let numbers = (word & (0x0f * ONES)).wrapping_add((word >> 6 & ONES).wrapping_mul(9));
    let pairs = (numbers << 4 | numbers >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs | pairs >> 8) & 0x0000_ffff_0000_ffff;
    ((fours | fours >> 16) as u32).to_le_bytes()
}

/// The high bit of each byte that is at least `least`, where all are below 128.
const fn at_least(word: u64, least: u8) -> u64 {
    word.wrapping_add((0x80 - least as u64) * ONES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn digits_are_those_of_the_domain(text in prop_oneof!["[0-9a-fA-F]{40}", "[/-:@-G`-g]{40}", "[ -~]{40}", ".{40}", "[0-9a-f]{38,42}"]) {
            prop_assert_eq!(bytes::<20>(text.as_bytes()), domain::hex::parse(&text).ok());
        }
    }

    #[test]
    fn every_byte_is_read_as_it_is_written() {
        for byte in 0..=u8::MAX {
            let digits = format!("{byte:02x}{byte:02X}").repeat(2);
            assert_eq!(bytes(digits.as_bytes()), Some([byte; 4]));
        }
        for place in 0..8 {
            for byte in (0..=u8::MAX).filter(|byte| !byte.is_ascii_hexdigit()) {
                let mut digits = *b"00000000";
                digits[place] = byte;
                assert_eq!(bytes::<4>(&digits), None, "{byte} at {place}");
            }
        }
    }
}

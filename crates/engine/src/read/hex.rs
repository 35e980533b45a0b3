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
    for (four, eight) in bytes.chunks_exact_mut(4).zip(digits.chunks_exact(8)) {
        four.copy_from_slice(&four_bytes(u64::from_le_bytes(eight.try_into().ok()?))?);
    }
    Some(bytes)
}

/// The bytes of eight digits, of which the first is the lowest byte of the word.
fn four_bytes(word: u64) -> Option<[u8; 4]> {
    let lower = word | 0x20 * ONES;
    let is_digit = at_least(word, b'0') & !at_least(word, b'9' + 1);
    let is_letter = at_least(lower, b'a') & !at_least(lower, b'f' + 1);
    if word & HIGHS != 0 || (is_digit | is_letter) & HIGHS != HIGHS {
        return None;
    }
    // A letter has the bit of 64, and its low four bits are nine too few.
    let numbers = (word & 0x0f * ONES) + 9 * (word >> 6 & ONES);
    let pairs = (numbers << 4 | numbers >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs | pairs >> 8) & 0x0000_ffff_0000_ffff;
    Some(((fours | fours >> 16) as u32).to_le_bytes())
}

/// The high bit of each byte that is at least `least`; the bytes are below 128.
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

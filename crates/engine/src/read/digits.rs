//! Decimal digits into a number, eight at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x80 * ONES;
/// What a number is multiplied by for so many digits behind it.
const POWERS: [u64; 9] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// The number that the first digits make, and how many they are, up to sixteen. Nothing where there are none, or
/// a zero that others follow, or too few bytes to tell in one look.
pub(super) fn leading(bytes: &[u8]) -> Option<(u64, usize)> {
    let (first, length) = eight(bytes.get(..8)?);
    if length < 8 {
        let is_number = length != 0 && (bytes[0] != b'0' || length == 1);
        return is_number.then_some((first, length));
    }
    let (second, more) = eight(bytes.get(8..16)?);
    (bytes[0] != b'0').then_some((first * POWERS[more] + second, 8 + more))
}

/// The number that the first of eight bytes make, and how many of them are digits.
fn eight(bytes: &[u8]) -> (u64, usize) {
    let word = bytes.try_into().map_or(0, u64::from_le_bytes) ^ (0x30 * ONES);
    // A digit is now at most nine: anything else has its high bit, or gets it.
    let others = (word | word.wrapping_add(0x76 * ONES)) & HIGHS;
    // A carry can only reach bytes behind the first that is no digit.
    let length = others.trailing_zeros() as usize / 8;
    // The digits stand at the end, zeros before them; then twos, fours and eights of them become one.
    let digits = if length == 0 { 0 } else { word << (64 - 8 * length) };
    let twos = (digits.wrapping_mul(10) + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (twos.wrapping_mul(100) + (twos >> 16)) & 0x0000_ffff_0000_ffff;
    let number = (fours.wrapping_mul(10_000) + (fours >> 32)) & 0xffff_ffff;
    (number, length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn digits_make_the_number_that_they_are(text in "[1-9][0-9]{0,15}", behind in "[^0-9]{17}") {
            let read = leading(format!("{text}{behind}").as_bytes());
            prop_assert_eq!(read, Some((text.parse().unwrap(), text.len())));
        }

        #[test]
        fn what_follows_the_digits_is_no_part_of_them(length in 1..8_usize, behind in prop::array::uniform8(any::<u8>())) {
            let bytes = [&b"12345678"[..length], &behind].concat();
            if !behind[0].is_ascii_digit() {
                prop_assert_eq!(leading(&bytes), Some((12_345_678 / POWERS[8 - length], length)));
            }
        }
    }

    #[test]
    fn what_is_no_number_at_one_look_is_none() {
        for text in ["", "1", "1234567", "-1234567", "a2345678", "01234567,", "0123456789012345,"] {
            assert_eq!(leading(text.as_bytes()), None, "{text}");
        }
        assert_eq!(leading(b"0,      "), Some((0, 1)));
    }
}

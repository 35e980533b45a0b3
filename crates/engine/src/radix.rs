//! Sorting by whole numbers: digit by digit from the lowest, without a single comparison.
//!
//! Equal keys keep their order. Digits that all keys share cost nothing, so small ranges are quick.

/// Bits of a digit: its 2,048 counters stay in the nearest cache.
const DIGIT: u32 = 11;
const DIGITS: usize = 1 << DIGIT;

/// Orders `items` by `keys`, which stand in the same order; equal keys keep their order.
///
/// The keys are consumed: they are in no useful order afterwards.
pub(crate) fn sort<T: Copy>(items: &mut Vec<T>, mut keys: Vec<u64>) {
    let Some(lowest) = keys.iter().copied().min() else { return };
    let mut range = 0;
    let mut is_sorted = true;
    let mut before = 0;
    for key in &mut keys {
        *key -= lowest;
        range |= *key;
        is_sorted &= before <= *key;
        before = *key;
    }
    if is_sorted {
        return;
    }
    let mut next_items = items.clone();
    let mut next_keys = vec![0; keys.len()];
    let mut shift = 0;
    while shift < u64::BITS && range >> shift != 0 {
        let mut starts = [0_u32; DIGITS];
        for key in &keys {
            starts[digit(*key, shift)] += 1;
        }
        let mut start = 0;
        for count in &mut starts {
            start += std::mem::replace(count, start);
        }
        for (key, item) in keys.iter().zip(items.iter()) {
            let place = &mut starts[digit(*key, shift)];
            next_keys[*place as usize] = *key;
            next_items[*place as usize] = *item;
            *place += 1;
        }
        std::mem::swap(&mut keys, &mut next_keys);
        std::mem::swap(items, &mut next_items);
        shift += DIGIT;
    }
}

const fn digit(key: u64, shift: u32) -> usize {
    (key >> shift) as usize & (DIGITS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_a_stable_sort(
            keys in prop::collection::vec(prop_oneof![0..20_u64, any::<u64>(), Just(u64::MAX)], 0..300)
        ) {
            let mut items: Vec<usize> = (0..keys.len()).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| keys[*item]);
            sort(&mut items, keys);
            prop_assert_eq!(items, expected);
        }
    }
}

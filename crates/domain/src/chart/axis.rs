//! An axis with round numbers, and places along it.
//!
//! How a number is written is the browser's work.

/// A place along an axis, in ten-thousandths of its length from where it begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(u32);

impl Place {
    /// Where an axis begins.
    pub const START: Self = Self(0);
    /// Where an axis ends.
    pub const END: Self = Self(10_000);

    /// So many of so many equal parts; the end where there are no parts or more than all.
    #[must_use]
    pub fn share(part: u128, whole: u128) -> Self {
        let end = u128::from(Self::END.0);
        // A part of a whole that large is a share of both by the same number.
        let fold = 1_u128 << (128 - whole.leading_zeros()).saturating_sub(100);
        let (part, whole) = (part.min(whole) / fold, whole / fold);
        let share = (part * end + whole / 2).checked_div(whole).unwrap_or(end);
        Self(u32::try_from(share).unwrap_or(Self::END.0))
    }

    /// How many ten-thousandths.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The same distance from the other end.
    #[must_use]
    pub const fn from_end(self) -> Self {
        Self(Self::END.0 - self.0)
    }

    /// The place so many ten-thousandths from the start, the end at most.
    #[must_use]
    pub fn at(ten_thousandths: u32) -> Self {
        Self(ten_thousandths.min(Self::END.0))
    }

    /// As styles write it.
    #[must_use]
    pub fn percent(self) -> String {
        format!("{}.{:02}%", self.0 / 100, self.0 % 100)
    }
}

/// An axis of numbers that begins and ends with a tick, its ticks 1, 2 or 5 times a power of ten apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    first: u64,
    step: u64,
    steps: u32,
}

impl Axis {
    /// An axis that holds both, with about so many steps. It begins at zero, unless both ends lie far above it and close
    /// to each other.
    #[must_use]
    pub fn of(low: u64, high: u64, steps: u32) -> Self {
        let (low, high) = (low.min(high), low.max(high));
        let from = if low > high / 2 && low < high { low } else { 0 };
        let step = round_step(high - from, steps.max(1));
        let first = from / step * step;
        let steps = (high - first).div_ceil(step).max(1);
        // As many as were asked for and one more, so it fits.
        Self { first, step, steps: u32::try_from(steps).unwrap_or(u32::MAX) }
    }

    /// An axis from zero that holds that number.
    #[must_use]
    pub fn up_to(high: u64, steps: u32) -> Self {
        Self::of(0, high, steps)
    }

    /// How far its ticks are apart.
    #[must_use]
    pub const fn step(self) -> u64 {
        self.step
    }

    /// Where it ends. Past the largest number there is that is the largest one.
    #[must_use]
    pub fn end(self) -> u64 {
        u64::try_from(u128::from(self.first) + self.length()).unwrap_or(u64::MAX)
    }

    /// Its ticks.
    pub fn ticks(self) -> impl Iterator<Item = u64> {
        (0..=u64::from(self.steps))
            .map_while(move |place| self.first.checked_add(place.checked_mul(self.step)?))
    }

    /// Where a number stands; what lies outside stands at the nearer end.
    #[must_use]
    pub fn place(self, number: u64) -> Place {
        Place::share(u128::from(number.saturating_sub(self.first)), self.length())
    }

    fn length(self) -> u128 {
        u128::from(self.step) * u128::from(self.steps)
    }
}

/// The smallest of 1, 2 or 5 times a power of ten of which so many make up the span.
pub(super) fn round_step(span: u64, steps: u32) -> u64 {
    let (span, steps) = (u128::from(span), u128::from(steps));
    let mut power = 1_u64;
    loop {
        for factor in [1, 2, 5] {
            match power.checked_mul(factor) {
                Some(step) if u128::from(step) * steps >= span => return step,
                Some(_) => {}
                None => return power,
            }
        }
        match power.checked_mul(10) {
            Some(larger) => power = larger,
            None => return power,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(low: u64, high: u64) -> Vec<u64> {
        Axis::of(low, high, 5).ticks().collect()
    }

    #[test]
    fn ticks_are_round_numbers_and_hold_what_is_shown() {
        assert_eq!(ticks(0, 873), [0, 200, 400, 600, 800, 1_000]);
        assert_eq!(ticks(210, 520), [0, 200, 400, 600]);
        assert_eq!(ticks(9_310, 9_420), [9_300, 9_350, 9_400, 9_450]);
        assert_eq!(ticks(0, 3), [0, 1, 2, 3]);
    }

    #[test]
    fn one_value_alone_and_nothing_at_all_have_an_axis_too() {
        assert_eq!(ticks(500, 500), [0, 100, 200, 300, 400, 500]);
        assert_eq!(ticks(0, 0), [0, 1]);
        assert_eq!(ticks(1, 1), [0, 1]);
    }

    #[test]
    fn the_largest_number_there_is_stands_on_its_axis() {
        let axis = Axis::up_to(u64::MAX, 4);
        let ticks: Vec<u64> = axis.ticks().collect();
        assert_eq!(ticks[1], 5_000_000_000_000_000_000);
        assert!(axis.place(u64::MAX) < Place::END && axis.place(u64::MAX).get() > 9_000);
        assert_eq!(axis.end(), u64::MAX);
    }

    #[test]
    fn a_place_is_told_in_percent() {
        assert_eq!(Axis::up_to(1_000, 5).place(125).percent(), "12.50%");
        assert_eq!(Place::share(1, 3).from_end().percent(), "66.67%");
        assert_eq!(Place::share(u128::MAX, u128::MAX), Place::END);
        assert_eq!(Place::share(1, 0), Place::END);
    }
}

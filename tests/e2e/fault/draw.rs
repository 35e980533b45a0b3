//! Numbers that look random and are the same for the same seed, so that a run can be played again.

/// A sequence of numbers (splitmix64).
#[derive(Clone, Copy, Debug)]
pub(super) struct Draw(u64);

impl Draw {
    /// The sequence of that seed.
    pub(super) const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below that one.
    pub(super) const fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    /// True so many times in a hundred.
    pub(super) const fn is(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of them.
    pub(super) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        let place = usize::try_from(self.below(all.len() as u64)).unwrap_or_default();
        all[place]
    }

    /// One of them, each as often as its weight says.
    pub(super) fn weighed<T: Copy>(&mut self, all: &[(u64, T)]) -> T {
        let mut left = self.below(all.iter().map(|(weight, _)| weight).sum());
        for (weight, one) in all {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return *one,
            }
        }
        unreachable!("the number is below the sum of all weights")
    }
}

#[test]
fn the_same_seed_draws_the_same_and_weights_are_kept() {
    let draw = |seed| {
        let mut draw = Draw::of(seed);
        (0..1_000).map(|_| draw.weighed(&[(9, 'a'), (1, 'b')])).collect::<String>()
    };
    assert_eq!(draw(7), draw(7));
    assert_ne!(draw(7), draw(8));
    let rare = draw(7).matches('b').count();
    assert!((50..200).contains(&rare), "{rare}");
}

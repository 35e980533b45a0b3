//! A range of anything that can be compared.

/// From one value to another, both included; an end that is not said is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range<T> {
    /// The least.
    pub from: Option<T>,
    /// The most.
    pub to: Option<T>,
}

impl<T> Default for Range<T> {
    fn default() -> Self {
        Self { from: None, to: None }
    }
}

impl<T: PartialOrd> Range<T> {
    /// Between two values. Ends that stand the wrong way round change places: what is meant is clear.
    #[must_use]
    pub fn between(one: Option<T>, other: Option<T>) -> Self {
        match (&one, &other) {
            (Some(from), Some(to)) if to < from => Self { from: other, to: one },
            _ => Self { from: one, to: other },
        }
    }
}

impl<T> Range<T> {
    /// Whether everything lies in it.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_the_wrong_way_round_change_places() {
        let range = |from, to| Range { from, to };
        assert_eq!(Range::between(Some(5), Some(1)), range(Some(1), Some(5)));
        assert_eq!(Range::between(Some(1), Some(5)), range(Some(1), Some(5)));
        assert_eq!(Range::between(Some(5), None), range(Some(5), None));
        assert!(Range::<u64>::between(None, None).is_open());
    }
}

//! Which rows are in the document: the arithmetic of scrolling, in whole CSS pixels, without a document.

use std::ops::Range;

/// Rows kept ready above and below those in sight.
const OVERSCAN: usize = 3;
/// No more rows are in the document, however high the region is: one that grows with its rows would take all.
const MOST: usize = 160;

/// What the browser says about the scrolling region, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sight {
    /// How far it is scrolled.
    pub(super) top: usize,
    /// How much of the rows it shows.
    pub(super) height: usize,
    /// The height of a row; never zero.
    pub(super) row: usize,
}

impl Sight {
    /// How many rows it takes to fill the region wherever it is scrolled to.
    pub(super) fn room(self) -> usize {
        (self.height.div_ceil(self.row) + 1 + 2 * OVERSCAN).min(MOST)
    }

    /// The places of the rows to have in the document, of so many in all.
    pub(super) fn window(self, count: usize) -> Range<usize> {
        let room = self.room();
        let first = (self.top / self.row).saturating_sub(OVERSCAN);
        let start = first.min(count.saturating_sub(room));
        start..(start + room).min(count)
    }

    /// The place of the first row in sight, of so many in all.
    pub(super) fn first_in_sight(self, count: usize) -> Option<usize> {
        let place = self.top / self.row;
        (place < count).then_some(place)
    }

    /// How far to scroll so that a row which moved stands where it stood.
    pub(super) const fn top_after(self, before: usize, after: usize) -> usize {
        (self.top + after * self.row).saturating_sub(before * self.row)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_row_in_sight_is_in_the_document(
            top in 0..5_000_000_usize,
            height in 0..3_000_usize,
            row in 20..200_usize,
            count in 0..120_000_usize,
        ) {
            // A browser does not scroll beyond the last row.
            let top = top.min((count * row).saturating_sub(height));
            let sight = Sight { top, height, row };
            let window = sight.window(count);
            prop_assert!(window.end <= count && window.len() <= sight.room());
            for place in [top / row, (top + height.saturating_sub(1)) / row] {
                prop_assert!(place >= count || window.contains(&place), "{place} in {window:?}");
            }
        }

        #[test]
        fn a_row_that_moved_stands_where_it_stood(top in 0..100_000_usize, before in 0..2_000_usize, after in 0..2_000_usize) {
            let sight = Sight { top: top + before * 56, height: 500, row: 56 };
            prop_assert_eq!(sight.top_after(before, after), top + after * 56);
        }
    }
}

//! Labels beside what they name, moved just so far that none covers another.

use crate::chart::axis::Place;

/// The places nearest to the wanted ones that are `least` ten-thousandths apart, in the same order. Where there is no room
/// for all they share it.
#[must_use]
pub fn apart(wanted: &[Place], least: u32) -> Vec<Place> {
    let gaps = u32::try_from(wanted.len().saturating_sub(1)).unwrap_or(u32::MAX).max(1);
    let least = least.min(Place::END.get() / gaps);
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|one| wanted[*one]);
    let mut places: Vec<u32> = order.iter().map(|one| wanted[*one].get()).collect();
    for at in 1..places.len() {
        places[at] = places[at].max(places[at - 1] + least);
    }
    let mut limit = Place::END.get();
    for place in places.iter_mut().rev() {
        *place = (*place).min(limit);
        limit = place.saturating_sub(least);
    }
    let mut spread = vec![Place::START; wanted.len()];
    for (one, place) in order.into_iter().zip(places) {
        spread[one] = Place::at(place);
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(wanted: &[u32]) -> Vec<u32> {
        let wanted: Vec<Place> = wanted.iter().map(|place| Place::at(*place)).collect();
        apart(&wanted, 1_000).into_iter().map(Place::get).collect()
    }

    #[test]
    fn labels_keep_their_places_where_there_is_room_and_make_room_where_there_is_none() {
        assert_eq!(spread(&[5_000, 100, 9_000]), [5_000, 100, 9_000]);
        assert_eq!(spread(&[5_000, 5_100, 4_900]), [5_900, 6_900, 4_900]);
        assert_eq!(spread(&[10_000, 9_900]), [10_000, 9_000]);
        assert_eq!(spread(&[]), [0; 0]);
    }
}

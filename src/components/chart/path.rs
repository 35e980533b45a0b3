//! The ways of lines and areas as SVG has them, in a square of ten thousand that is stretched to its place.

use std::fmt::Write;

use domain::chart::Place;

/// A point: how far along, and how high.
pub(super) type Point = (Place, Place);

fn go(way: &mut String, sign: char, place: Place) {
    // Writing into a text cannot fail.
    let _ = write!(way, "{sign}{}", place.get());
}

fn to(way: &mut String, sign: char, (along, up): Point) {
    go(way, sign, along);
    go(way, ' ', up.from_end());
}

/// Lines across the picture at those heights.
pub(super) fn across(heights: impl Iterator<Item = Place>) -> String {
    let mut way = String::new();
    for height in heights {
        to(&mut way, 'M', (Place::START, height));
        go(&mut way, 'H', Place::END);
    }
    way
}

/// A line through the points of each run, and none between runs.
pub(super) fn runs<'a>(runs: impl IntoIterator<Item = &'a Vec<Point>>) -> String {
    let mut way = String::new();
    for run in runs {
        for (at, point) in run.iter().enumerate() {
            to(&mut way, if at == 0 { 'M' } else { 'L' }, *point);
        }
    }
    way
}

/// A dot at each point, drawn by the end of a line that goes nowhere.
pub(super) fn dots<'a>(points: impl IntoIterator<Item = &'a Point>) -> String {
    let mut way = String::new();
    for point in points {
        to(&mut way, 'M', *point);
        way.push_str("h0");
    }
    way
}

/// What a step function goes through: it begins at that height, changes at each point, and is level in between.
pub(super) fn steps(begin: Point, points: &[Point]) -> String {
    let mut way = String::new();
    to(&mut way, 'M', begin);
    for (along, up) in points {
        go(&mut way, 'H', *along);
        go(&mut way, 'V', up.from_end());
    }
    go(&mut way, 'H', Place::END);
    way
}

/// What lies between two step functions that begin at the foot of the picture and change at the same places.
pub(super) fn between(upper: &[Point], lower: &[Point]) -> String {
    let mut way = steps((Place::START, Place::START), upper);
    if let Some((_, up)) = lower.last() {
        go(&mut way, 'V', up.from_end());
    }
    for (at, (along, _)) in lower.iter().enumerate().rev() {
        let before =
            at.checked_sub(1).and_then(|before| lower.get(before)).map_or(Place::START, |(_, up)| *up);
        go(&mut way, 'H', *along);
        go(&mut way, 'V', before.from_end());
    }
    way.push('Z');
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(points: &[(u32, u32)]) -> Vec<Point> {
        points.iter().map(|(along, up)| (Place::at(*along), Place::at(*up))).collect()
    }

    #[test]
    fn a_line_stops_where_a_run_ends() {
        let both = [points(&[(0, 0), (10, 20)]), points(&[(50, 10_000)])];
        assert_eq!(runs(&both), "M0 10000L10 9980M50 0");
        assert_eq!(dots(&both[1]), "M50 0h0");
        assert_eq!(runs(&[]), "");
    }

    #[test]
    fn steps_are_level_and_jump() {
        let way = steps((Place::START, Place::at(100)), &points(&[(30, 200), (70, 50)]));
        assert_eq!(way, "M0 9900H30V9800H70V9950H10000");
    }

    #[test]
    fn an_area_goes_back_the_way_of_its_lower_edge() {
        let (upper, lower) = (points(&[(30, 500), (70, 900)]), points(&[(30, 100), (70, 200)]));
        assert_eq!(between(&upper, &lower), "M0 10000H30V9500H70V9100H10000V9800H70V9900H30V10000Z");
        assert_eq!(across([Place::START, Place::END].into_iter()), "M0 10000H10000M0 0H10000");
    }
}

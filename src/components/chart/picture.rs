//! What a picture consists of, ready to be put on the page.

use domain::chart::{Axis, Place, apart};
use domain::energy::EnergyType;

use crate::components::chart::path;

/// The least distance of two names, in ten-thousandths of the height.
const NAME_HEIGHT: u32 = 1_200;

/// A picture.
#[derive(Debug, Default)]
pub struct Picture {
    /// What is written along the axis that goes up.
    pub up: Vec<(Place, String)>,
    /// What is written along the axis that lines run on.
    pub along: Vec<(Place, String)>,
    /// The drawing, from the back to the front.
    pub lines: Vec<Line>,
    /// What stands beside the lines to name them.
    pub names: Vec<(Place, EnergyType)>,
}

/// A line, an area or a row of dots.
#[derive(Debug)]
pub struct Line {
    /// How it looks.
    pub class: String,
    /// Its way.
    pub way: String,
}

/// The places along the picture where values can be read off, each as far from the next.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reads {
    /// How many.
    pub count: usize,
    /// The first of them.
    pub first: Place,
    /// The last of them.
    pub last: Place,
    /// Which of them is read before anybody chooses one.
    pub usual: usize,
}

impl Picture {
    /// A picture with that axis going up, written as `write` does, and its lines across.
    pub(super) fn on(axis: Axis, write: impl Fn(u64) -> String) -> Self {
        let up: Vec<_> = axis.ticks().map(|tick| (axis.place(tick), write(tick))).collect();
        let across = path::across(up.iter().map(|(place, _)| *place));
        Self { lines: vec![Line { class: "grid".to_owned(), way: across }], up, ..Self::default() }
    }

    /// Draws something more.
    pub(super) fn draw(&mut self, class: &str, energy_type: EnergyType, way: String) {
        if !way.is_empty() {
            self.lines.push(Line { class: format!("{class} {class}-{}", energy_type.token()), way });
        }
    }

    /// Names lines that end at those heights, so that no name covers another.
    pub(super) fn name(&mut self, ends: &[(Place, EnergyType)]) {
        // None reaches over what is written along the foot.
        let (low, high) = (NAME_HEIGHT / 2, Place::END.get());
        let wanted: Vec<Place> =
            ends.iter().map(|(place, _)| Place::at(place.get().clamp(low, high))).collect();
        let places = apart(&wanted, NAME_HEIGHT);
        self.names = places.into_iter().zip(ends).map(|(place, (_, one))| (place, *one)).collect();
    }
}

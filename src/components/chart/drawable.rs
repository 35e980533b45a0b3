//! What can be drawn, and what has to be known of it.
//!
//! Pictures are handed on by this one type: a view is compiled once for all of them.

use std::sync::Arc;

use words::Label;

use crate::components::chart::picture::{Picture, Reads};
use crate::components::chart::twin::Figures;

/// Something that is drawn.
pub type Subject = Arc<dyn Drawable>;

/// Figures that can be drawn, told and written as a table. Whatever it says follows the language.
pub trait Drawable: Send + Sync {
    /// What the picture is called, and in which units.
    fn title(&self) -> Title;

    /// What is to be seen, in a sentence made from the figures.
    fn summary(&self) -> String;

    /// Where values can be read off; nothing where there is nothing to draw.
    fn reads(&self) -> Option<Reads>;

    /// What can be read off at one of these places.
    fn read(&self, place: usize) -> String;

    /// What is drawn.
    fn picture(&self) -> Option<Picture>;

    /// The same as a table.
    fn figures(&self) -> Figures;
}

/// The words around a picture.
#[derive(Clone, Copy, Debug)]
pub struct Title {
    /// What it is called.
    pub title: Label,
    /// What the figures are, and what not.
    pub means: Label,
    /// What goes up.
    pub unit_up: Label,
    /// What goes along.
    pub unit_along: Label,
    /// Its name in tests.
    pub test_id: &'static str,
}

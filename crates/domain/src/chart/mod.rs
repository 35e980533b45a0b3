//! Pictures of figures before anybody draws them: axes with round numbers, and what stands where along them.
//!
//! Everything is whole numbers and bounded, however much there is to show. It knows no drawing, no words and no clock.

mod axis;
mod balance;
mod prices;
mod spread;
mod supply;
mod time_axis;

pub use axis::{Axis, Place};
pub use balance::{BalanceCourse, NotFollowed, Step};
pub use prices::{HOURS, HourlyPrices, Means};
pub use spread::apart;
pub use supply::{Level, Offer, Supply};
pub use time_axis::{Grain, TimeAxis};

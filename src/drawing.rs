//! The drawings as lines, for whoever puts them on the page. None of them carries meaning alone.

use domain::energy::EnergyType;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The mark of Wattpool: a level with three waves.
    Brand,
    /// A sun.
    Solar,
    /// A drop.
    Water,
    /// A gust.
    Wind,
    /// A pool of lots.
    Pool,
    /// An arrow into the pool.
    Deliver,
    /// A person.
    Account,
    /// A pulse line.
    Service,
    /// A tick.
    Done,
    /// A cross.
    Refused,
    /// A sign that wants attention.
    Warning,
    /// A copy of a sheet.
    Copy,
    /// A printer.
    Print,
    /// A globe.
    Language,
    /// Three sliders.
    Filters,
    /// Columns between two axes.
    Chart,
}

impl Shape {
    /// Whether it is drawn from where lines begin, and so the other way where they begin on the right.
    #[must_use]
    pub const fn is_directed(self) -> bool {
        matches!(self, Self::Pool | Self::Chart)
    }

    /// Its lines, as SVG has them, in a square of 24.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Brand => {
                "M3 8c2.2 0 2.2 1.8 4.5 1.8S9.8 8 12 8s2.2 1.8 4.5 1.8S18.8 8 21 8M3 13c2.2 0 2.2 1.8 4.5 1.8S9.8 13 12 13s2.2 1.8 4.5 1.8S18.8 13 21 13M3 18c2.2 0 2.2 1.8 4.5 1.8S9.8 18 12 18s2.2 1.8 4.5 1.8S18.8 18 21 18"
            }
            Self::Solar => {
                "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M4.9 4.9l1.8 1.8M17.3 17.3l1.8 1.8M19.1 4.9l-1.8 1.8M6.7 17.3l-1.8 1.8"
            }
            Self::Water => {
                "M12 3c3.8 4.6 6 7.8 6 11a6 6 0 0 1-12 0c0-3.200 2.200-6.400 6-11zM9 14.500a3 3 0 0 0 3 3"
            }
            Self::Wind => {
                "M3 9h10.500a2.750 2.750 0 1 0-2.700-3.300M3 13h15a2.750 2.750 0 1 1-2.700 3.300M3 17h7.500a2 2 0 1 1-1.900 2.600"
            }
            Self::Pool => "M4 5h16M4 10h16M4 15h10M4 20h6",
            Self::Deliver => {
                "M12 3v11M7.500 9.500 12 14l4.500-4.500M4 18c2 0 2 1.600 4 1.600s2-1.600 4-1.600 2 1.600 4 1.600 2-1.600 4-1.600"
            }
            Self::Account => {
                "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.500 20c1-3.600 4-5 7.500-5s6.500 1.400 7.500 5"
            }
            Self::Service => "M3 12h4l2.500-6 4 12 2.500-6h5",
            Self::Done => "M5 12.500l4.500 4.500L19 7.500",
            Self::Refused => "M6.500 6.500l11 11M17.500 6.500l-11 11",
            Self::Warning => "M12 4 2.800 20h18.400zM12 10v4.500M12 17.300v.2",
            Self::Copy => "M9 9h10v11H9zM5 15V4h10",
            Self::Print => "M7 8V3h10v5M7 17H4V9.500h16V17h-3M7 14h10v7H7z",
            Self::Language => {
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3.500 9h17M3.500 15h17M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18"
            }
            Self::Chart => "M4 4v16h16M9 16v-5M13 16V8M17 16v-3",
            Self::Filters => "M4 6h9M17 6h3M15 4v4M4 12h3M11 12h9M9 10v4M4 18h8M16 18h4M14 16v4",
        }
    }
}

impl From<EnergyType> for Shape {
    fn from(energy_type: EnergyType) -> Self {
        match energy_type {
            EnergyType::Solar => Self::Solar,
            EnergyType::Water => Self::Water,
            EnergyType::Wind => Self::Wind,
        }
    }
}

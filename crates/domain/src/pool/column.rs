//! What lots can be ordered by, and which way.

/// A column by which a person may order the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Where the energy comes from, in the order in which the types are listed everywhere.
    EnergyType,
    /// The energy of the lot.
    Amount,
    /// Its power.
    Power,
    /// Its price as a whole.
    Value,
    /// Its price per kWh, exactly.
    PricePerKwh,
    /// When it was delivered.
    TimestampSell,
    /// When it leaves the pool.
    TimestampExpire,
    /// The seller's address as it is written.
    Seller,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 8] = [
        Self::EnergyType,
        Self::Amount,
        Self::Power,
        Self::Value,
        Self::PricePerKwh,
        Self::TimestampSell,
        Self::TimestampExpire,
        Self::Seller,
    ];

    /// The name in addresses and markup.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::EnergyType => "type",
            Self::Amount => "amount",
            Self::Power => "power",
            Self::Value => "value",
            Self::PricePerKwh => "price",
            Self::TimestampSell => "delivered",
            Self::TimestampExpire => "expires",
            Self::Seller => "seller",
        }
    }

    /// The column of that name.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.token() == token)
    }
}

/// Which way a column is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The smallest first.
    #[default]
    Ascending,
    /// The largest first.
    Descending,
}

impl Direction {
    /// Both, the usual one first.
    pub const ALL: [Self; 2] = [Self::Ascending, Self::Descending];

    /// The name in addresses and markup.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Ascending => "up",
            Self::Descending => "down",
        }
    }

    /// The direction of that name.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.token() == token)
    }

    /// The other one.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

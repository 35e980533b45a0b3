//! The global data: the exchange in figures, and what becomes of writing all of it into a file.
//!
//! Only operators see either. How the file is written is the exchange's matter.

use std::fmt;

use crate::credits::{Credits, PowerUnit};
use crate::hex;

/// The exchange in figures, all of one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GlobalData {
    /// How many accounts there are.
    pub accounts: u64,
    /// How many lots wait for a buyer.
    pub waiting: u64,
    /// How many lots were ever delivered.
    pub lots: u64,
    /// How many of them were sold.
    pub sold: u64,
    /// How many of them were taken back.
    pub revoked: u64,
    /// The number of the newest event in the pool's history.
    pub block_height: u64,
    /// What the exchange asks per kWh where a seller names no price.
    pub power_unit: PowerUnit,
    /// The credits of all accounts together.
    pub credits: Credits,
}

/// The SHA-256 of a file's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Checksum(pub [u8; 32]);

impl std::str::FromStr for Checksum {
    type Err = hex::NotHex;

    fn from_str(text: &str) -> Result<Self, hex::NotHex> {
        hex::parse(text).map(Self)
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex::write(&self.0, formatter)
    }
}

/// The file that the global data was written into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Persisted {
    /// Its name, without the folder.
    pub file: String,
    /// Its length.
    pub bytes: u64,
    /// What its bytes are checked by.
    pub sha256: Checksum,
}

/// Why the global data was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PersistFailure {
    /// The folder for it does not exist.
    MissingFolder,
    /// There is no room left for it.
    DiskFull,
    /// The exchange may not write there.
    NotPermitted,
    /// Anything else; the exchange's log says what.
    Other,
}

impl PersistFailure {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::MissingFolder, Self::DiskFull, Self::NotPermitted, Self::Other];

    /// The name on the wire.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::MissingFolder => "missing_folder",
            Self::DiskFull => "disk_full",
            Self::NotPermitted => "not_permitted",
            Self::Other => "other",
        }
    }

    /// The reason of that name on the wire; anything unknown is [`PersistFailure::Other`].
    #[must_use]
    pub fn from_token(token: &str) -> Self {
        Self::ALL.into_iter().find(|reason| reason.token() == token).unwrap_or(Self::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_reads_back_and_any_other_name_is_another_reason() {
        for reason in PersistFailure::ALL {
            assert_eq!(PersistFailure::from_token(reason.token()), reason);
        }
        assert_eq!(PersistFailure::from_token("on_fire"), PersistFailure::Other);
    }
}

//! A lot: energy that a seller delivers into the pool and one buyer purchases whole.
//!
//! The wire calls it a transaction. How it travels is the protocol's matter.

use std::fmt;

use crate::account::Address;
use crate::credits::{LotPrice, PricePerKwh};
use crate::energy::{EnergyType, WattHours, Watts};
use crate::form::{self, Problem};
use crate::hex;
use crate::timestamp::Timestamp;

/// Names a lot: 32 bytes, `txHash` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LotHash(pub [u8; 32]);

impl std::str::FromStr for LotHash {
    type Err = hex::NotHex;

    fn from_str(text: &str) -> Result<Self, hex::NotHex> {
        hex::parse(text).map(Self)
    }
}

impl fmt::Display for LotHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex::write(&self.0, formatter)
    }
}

/// Where a lot stands. Only `Waiting` ever changes, and only once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LotStatus {
    /// In the pool.
    Waiting,
    /// Sold.
    Succeeded,
    /// Taken back by its seller.
    Revoked,
    /// Left the pool unsold when its time was over.
    Expired,
}

impl LotStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Succeeded, Self::Revoked, Self::Expired];

    /// The name on the wire and in SQL.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Succeeded => "succeeded",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
        }
    }

    /// Reads the name on the wire or in SQL.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.token() == token)
    }
}

/// A note by the seller: at most 280 printable characters, line feeds and tabs allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note(String);

impl Note {
    /// The most characters of a note.
    pub const MAX_CHARACTERS: usize = 280;

    /// Takes the text as it is.
    ///
    /// # Errors
    /// [`Problem::TooLong`] or [`Problem::Unprintable`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Self::check(text).map(|()| Self(text.to_owned()))
    }

    /// Whether the text may be a note, for whoever keeps it elsewhere.
    ///
    /// # Errors
    /// Those of [`Note::parse`].
    pub fn check(text: &str) -> Result<(), Problem> {
        if text.chars().count() > Self::MAX_CHARACTERS {
            Err(Problem::TooLong)
        } else if text.lines().flat_map(|line| line.split('\t')).any(form::has_unprintable) {
            Err(Problem::Unprintable)
        } else {
            Ok(())
        }
    }

    /// The note as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One lot as the exchange knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    /// Its name.
    pub hash: LotHash,
    /// Where it stands.
    pub status: LotStatus,
    /// The ledger's sequence number of its delivery; later lots have higher ones.
    pub block_height: u64,
    /// When it was delivered.
    pub timestamp_sell: Timestamp,
    /// When it was bought.
    pub timestamp_buy: Option<Timestamp>,
    /// When it leaves the pool unsold.
    pub timestamp_expire: Timestamp,
    /// Its power.
    pub power: Watts,
    /// Its energy.
    pub amount: WattHours,
    /// Its price as a whole.
    pub value: LotPrice,
    /// Where the energy comes from.
    pub energy_type: EnergyType,
    /// The seller's address.
    pub seller: Address,
    /// The buyer's address, once bought.
    pub buyer: Option<Address>,
    /// The seller's note.
    pub note: Note,
}

impl Lot {
    /// The price per kWh, for comparing.
    #[must_use]
    pub fn price_per_kwh(&self) -> PricePerKwh {
        self.value.per_kwh(self.amount)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn lot(byte: u8, energy_type: EnergyType, credits: u64) -> Lot {
        Lot {
            hash: LotHash([byte; 32]),
            status: LotStatus::Waiting,
            block_height: u64::from(byte),
            timestamp_sell: Timestamp(1),
            timestamp_buy: None,
            timestamp_expire: Timestamp(2),
            power: Watts::new(1_000).unwrap(),
            amount: WattHours::new(1_000).unwrap(),
            value: LotPrice::new(credits).unwrap(),
            energy_type,
            seller: Address([byte; 20]),
            buyer: None,
            note: Note::default(),
        }
    }

    #[test]
    fn every_status_reads_back() {
        for status in LotStatus::ALL {
            assert_eq!(LotStatus::from_token(status.token()), Some(status));
        }
        assert_eq!(LotStatus::from_token("succeed"), None);
    }

    #[test]
    fn a_note_may_hold_lines_emoji_and_markup_but_nothing_invisible() {
        assert!(Note::parse("Roof, south side\n\t<b>5 kWp</b> ☀️ شمس").is_ok());
        assert_eq!(Note::parse("a\u{202e}b"), Err(Problem::Unprintable));
        assert_eq!(Note::parse("a\0b"), Err(Problem::Unprintable));
        assert!(Note::parse("a\r\nb").is_ok());
        assert_eq!(Note::parse("a\rb"), Err(Problem::Unprintable));
        assert!(Note::parse(&"☀".repeat(280)).is_ok());
        assert_eq!(Note::parse(&"☀".repeat(281)), Err(Problem::TooLong));
    }
}

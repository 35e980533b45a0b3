//! A held purchase: lots that nobody else can have until their buyer confirms, releases them, or the time
//! runs out. Nothing is charged meanwhile.
//!
//! It counts no time; whoever shows it brings a clock, and the exchange's clock decides.

use std::time::Duration;

use crate::credits::Credits;
use crate::handshake::Handshake;
use crate::purchase::{LotOutcome, Purchase};
use crate::timestamp::Timestamp;

/// A purchase that waits for its buyer's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Names it.
    pub id: Handshake,
    /// What the held lots cost together.
    pub total: Credits,
    /// How long they are held from the answer on.
    pub expires_in: Duration,
    /// Each lot in the order of the request: held, or why not.
    pub outcomes: Vec<LotOutcome>,
}

/// What is held, and until when by the clock of whoever was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What is held.
    pub hold: Hold,
    /// When the time is over. The exchange's clock decides.
    pub until: Timestamp,
}

impl Hold {
    /// How many lots are held.
    #[must_use]
    pub fn held(&self) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.is_held()).count()
    }

    /// Whether it says of each lot of that purchase what became of it, in its order, and of no other.
    #[must_use]
    pub fn answers(&self, purchase: &Purchase) -> bool {
        purchase.is_told_by(&self.outcomes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credits::LotPrice;
    use crate::lot::LotHash;
    use crate::purchase::Pick;
    use crate::status::{Code, Status};

    #[test]
    fn whatever_goes_on_is_held_and_nothing_else() {
        let lots = [Some(Code::PurchaseHeld.into()), Status::from_number(638), Some(Code::LotSold.into())];
        let outcomes: Vec<_> = (1..)
            .zip(lots)
            .map(|(byte, status)| LotOutcome { hash: LotHash([byte; 32]), status: status.unwrap() })
            .collect();
        let hold = Hold {
            id: Handshake([7; 16]),
            total: Credits(600),
            expires_in: Duration::from_secs(120),
            outcomes,
        };
        assert_eq!(hold.held(), 2);
        let pick = |byte| Pick { hash: LotHash([byte; 32]), value: LotPrice::new(300).unwrap() };
        let of = |bytes: &[u8]| Purchase::validate(bytes.iter().copied().map(pick).collect()).unwrap();
        assert!(hold.answers(&of(&[1, 2, 3])));
        assert!(!hold.answers(&of(&[1, 2])));
        assert!(!hold.answers(&of(&[2, 1, 3])));
    }
}

//! What a client asked and was answered, with when it began and ended.

/// A number that grows with every begin and every end: one operation was over before another began exactly where its
/// end is below the other's begin.
pub(super) type Tick = u64;

/// A lot, an account or a hold, by its place among those of a history.
pub(super) type Place = usize;

/// An operation of one account.
#[derive(Clone, Debug)]
pub(super) struct Operation {
    pub(super) account: Place,
    pub(super) told: Told,
    pub(super) begin: Tick,
    pub(super) end: Tick,
}

/// What was asked for, together with what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// 733: the lot is in the pool, at that price.
    Delivered { lot: Place, value: u64 },
    /// 732: bought, and that balance is left.
    Bought { lot: Place, balance: u64 },
    /// 631: held under that name.
    Held { lot: Place, hold: Place },
    /// 835.
    SoldBefore { lot: Place },
    /// 833.
    NotForSale { lot: Place },
    /// 828.
    TooDear { lot: Place },
    /// The hold is confirmed: bought (732) or, for want of credits, not (828); and that balance is left.
    Confirmed { hold: Place, is_bought: bool, balance: u64 },
    /// Confirming is answered 833: the hold is over.
    Over { hold: Place },
    /// 736: the hold is released, now or before.
    Released { hold: Place },
    /// 735.
    Revoked { lot: Place },
    /// 838. Where an answer was lost before, that may have been 735.
    RevokedTooLate { lot: Place, was_lost: bool },
    /// Asking for a lot: 734.
    IsAvailable { lot: Place },
    /// Asking for an account's balance.
    Has { balance: u64 },
    /// Asking for the pool: so many lots wait.
    Waiting { total: u64 },
}

impl Told {
    /// Whether it changes nothing, wherever it stands in an order.
    pub(super) fn is_look(&self) -> bool {
        match self {
            Self::SoldBefore { .. }
            | Self::NotForSale { .. }
            | Self::TooDear { .. }
            | Self::Over { .. }
            | Self::IsAvailable { .. }
            | Self::Has { .. }
            | Self::Waiting { .. } => true,
            Self::RevokedTooLate { was_lost, .. } => !was_lost,
            Self::Delivered { .. }
            | Self::Bought { .. }
            | Self::Held { .. }
            | Self::Confirmed { .. }
            | Self::Released { .. }
            | Self::Revoked { .. } => false,
        }
    }
}

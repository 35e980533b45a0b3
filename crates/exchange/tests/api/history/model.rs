//! An exchange that does one thing after the other: what it may answer to each.
//!
//! It is told operations with their answers, and refuses those that it would have answered otherwise. It knows no
//! clock: nothing expires, and no hold ends by itself.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::operation::{Operation, Place, Told};

/// Where a lot stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Stand {
    Unborn,
    Waiting,
    Held,
    Sold,
    Revoked,
}

/// What is the same in every order of a history.
#[derive(Debug)]
struct Lot {
    seller: Place,
    value: u64,
}

/// A state, and what was said in the history whose state it is.
#[derive(Debug)]
pub(super) struct Model {
    confirm_above: u64,
    lots: Vec<Lot>,
    held: Vec<Place>,
    stands: Vec<Stand>,
    balances: Vec<u64>,
    /// The hold that an account has open.
    open: Vec<Option<Place>>,
    waiting: u64,
    /// Changes with each stand and is the same where all stands are.
    mark: u64,
}

/// What a step changed, as it was before.
#[derive(Debug, Default)]
pub(super) struct Undo {
    stands: Vec<(Place, Stand)>,
    balances: Vec<(Place, u64)>,
    open: Option<(Place, Option<Place>)>,
}

impl Model {
    /// The state before a history, in which every account has that balance.
    pub(super) fn before(history: &[Operation], accounts: usize, balance: u64, confirm_above: u64) -> Self {
        let (mut lots, mut held) = (Vec::new(), Vec::new());
        for operation in history {
            if let Told::Delivered { lot, value } = operation.told {
                lots.push((lot, Lot { seller: operation.account, value }));
            }
            if let Told::Held { lot, hold } = operation.told {
                held.push((hold, lot));
            }
        }
        lots.sort_by_key(|(place, _)| *place);
        held.sort_unstable();
        assert!(lots.iter().map(|(place, _)| *place).eq(0..lots.len()), "each lot is delivered once");
        assert!(held.iter().map(|(place, _)| *place).eq(0..held.len()), "each hold has a name of its own");
        Self {
            confirm_above,
            stands: vec![Stand::Unborn; lots.len()],
            lots: lots.into_iter().map(|(_, lot)| lot).collect(),
            held: held.into_iter().map(|(_, lot)| lot).collect(),
            balances: vec![balance; accounts],
            open: vec![None; accounts],
            waiting: 0,
            mark: 0,
        }
    }

    /// What tells this state from others in which the same operations are done.
    pub(super) fn mark(&self) -> (u64, Vec<Option<Place>>) {
        (self.mark, self.open.clone())
    }

    /// Does what was asked if that is answered as it was; nothing where it would be answered otherwise.
    pub(super) fn step(&mut self, operation: &Operation) -> Option<Undo> {
        let account = operation.account;
        let mut undo = Undo::default();
        let is_so = match operation.told {
            Told::Delivered { lot, .. } => self.moves(lot, Stand::Unborn, Stand::Waiting, &mut undo),
            Told::Bought { lot, balance } => {
                self.lots[lot].value <= self.confirm_above
                    && self.moves(lot, Stand::Waiting, Stand::Sold, &mut undo)
                    && self.pays(account, lot, &mut undo)
                    && self.balances[account] == balance
            }
            Told::Held { lot, hold } => {
                self.lots[lot].value > self.confirm_above
                    && self.balances[account] >= self.lots[lot].value
                    && self.moves(lot, Stand::Waiting, Stand::Held, &mut undo)
                    && self.opens(account, Some(hold), &mut undo)
            }
            Told::SoldBefore { lot } => self.stands[lot] == Stand::Sold,
            Told::NotForSale { lot } => matches!(self.stands[lot], Stand::Held | Stand::Revoked),
            Told::TooDear { lot } => {
                self.stands[lot] == Stand::Waiting && self.balances[account] < self.lots[lot].value
            }
            Told::Confirmed { hold, is_bought, balance } => {
                let lot = self.held[hold];
                let is_covered = self.balances[account] >= self.lots[lot].value;
                self.open[account] == Some(hold)
                    && is_bought == is_covered
                    && self.opens(account, None, &mut undo)
                    && (!is_bought
                        || (self.moves(lot, Stand::Waiting, Stand::Sold, &mut undo)
                            && self.pays(account, lot, &mut undo)))
                    && self.balances[account] == balance
            }
            Told::Over { hold } => self.open[account] != Some(hold),
            Told::Released { hold } => {
                self.open[account] != Some(hold) || self.opens(account, None, &mut undo)
            }
            Told::Revoked { lot } => {
                self.lots[lot].seller == account && self.moves(lot, Stand::Waiting, Stand::Revoked, &mut undo)
            }
            Told::RevokedTooLate { lot, was_lost } => {
                self.stands[lot] != Stand::Waiting
                    || (was_lost && self.moves(lot, Stand::Waiting, Stand::Revoked, &mut undo))
            }
            Told::IsAvailable { lot } => self.stands[lot] == Stand::Waiting,
            Told::Has { balance } => self.balances[account] == balance,
            Told::Waiting { total } => self.waiting == total,
        };
        if is_so {
            Some(undo)
        } else {
            self.undo(undo);
            None
        }
    }

    /// Takes a step back.
    pub(super) fn undo(&mut self, undo: Undo) {
        for (lot, stand) in undo.stands.into_iter().rev() {
            self.put(lot, stand);
        }
        for (account, balance) in undo.balances.into_iter().rev() {
            self.balances[account] = balance;
        }
        if let Some((account, hold)) = undo.open {
            self.open[account] = hold;
        }
    }

    fn moves(&mut self, lot: Place, from: Stand, to: Stand, undo: &mut Undo) -> bool {
        if self.stands[lot] != from {
            return false;
        }
        undo.stands.push((lot, from));
        self.put(lot, to);
        true
    }

    fn put(&mut self, lot: Place, stand: Stand) {
        let part = |stand: Stand| {
            let mut hasher = DefaultHasher::new();
            (lot, stand).hash(&mut hasher);
            hasher.finish()
        };
        self.waiting += u64::from(stand == Stand::Waiting);
        self.waiting -= u64::from(self.stands[lot] == Stand::Waiting);
        self.mark ^= part(self.stands[lot]) ^ part(stand);
        self.stands[lot] = stand;
    }

    fn pays(&mut self, buyer: Place, lot: Place, undo: &mut Undo) -> bool {
        let Lot { seller, value } = self.lots[lot];
        if seller == buyer || self.balances[buyer] < value {
            return false;
        }
        undo.balances.extend([(buyer, self.balances[buyer]), (seller, self.balances[seller])]);
        self.balances[buyer] -= value;
        self.balances[seller] += value;
        true
    }

    /// Puts a hold, or none, in the place of the one that the account has open, whose lot waits again.
    fn opens(&mut self, account: Place, hold: Option<Place>, undo: &mut Undo) -> bool {
        let earlier = std::mem::replace(&mut self.open[account], hold);
        undo.open = Some((account, earlier));
        earlier.is_none_or(|earlier| self.moves(self.held[earlier], Stand::Held, Stand::Waiting, undo))
    }
}

//! What a tab keeps of purchases, deliveries and revokes whose outcome is not known yet, as it stands in the
//! tab's storage.
//!
//! A tab may be loaded anew with a newer or older app, and anything may stand in its storage: what cannot be read
//! as it was meant is nothing. Where it is kept is not decided here.

use domain::account::AccountName;
use domain::delivery::{DeliveryDraft, Stay};
use domain::energy::EnergyType;
use domain::idempotency::IdempotencyKey;
use domain::number::DecimalMark;
use domain::pending::{Pending, Sending, Wish as Wanted};
use domain::purchase::Purchase;
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

use crate::OffTheWire;
use crate::lot::{DeliveryLot, Lot};
use crate::purchase;
use crate::rows::{Row, Rows};

/// The form in which it is kept. Another one is not read.
const VERSION: u16 = 1;

/// All that a tab keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    version: u16,
    intents: Rows<Intent>,
}

/// One intent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Intent {
    account: String,
    key: String,
    made_at: u64,
    sent_at: u64,
    stamps: Vec<u64>,
    wish: Wish,
}

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Wish {
    Purchase { lots: Vec<Lot>, held: Option<Held> },
    Delivery { lot: DeliveryLot, draft: Draft },
    Revoke { lot: Lot },
}

/// What is held of a purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Held {
    hold: purchase::Held,
    until: u64,
    is_confirmed: bool,
}

/// A delivery as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Draft {
    energy_type: Option<String>,
    power: String,
    amount: String,
    value: String,
    hours: u64,
    note: String,
    decimal_mark: String,
}

impl From<&Pending> for Kept {
    fn from(pending: &Pending) -> Self {
        Self { version: VERSION, intents: pending.intents().iter().map(Intent::from).collect() }
    }
}

impl From<Kept> for Pending {
    fn from(kept: Kept) -> Self {
        let intents = Some(kept).filter(|kept| kept.version == VERSION).into_iter();
        intents.flat_map(|kept| kept.intents).filter_map(|intent| (&intent).try_into().ok()).collect()
    }
}

impl Row for Intent {
    fn is_usable(&self) -> bool {
        domain::pending::Intent::try_from(self).is_ok()
    }
}

impl From<&domain::pending::Intent> for Intent {
    fn from(intent: &domain::pending::Intent) -> Self {
        let domain::pending::Intent { account, sending, wish } = intent;
        let Sending { key, made_at, sent_at, stamps } = sending;
        Self {
            account: account.to_string(),
            key: key.to_string(),
            made_at: made_at.0,
            sent_at: sent_at.0,
            stamps: stamps.clone(),
            wish: wish.into(),
        }
    }
}

impl TryFrom<&Intent> for domain::pending::Intent {
    type Error = OffTheWire;

    fn try_from(intent: &Intent) -> Result<Self, OffTheWire> {
        Ok(Self {
            account: AccountName::parse(&intent.account).map_err(|_| OffTheWire("account"))?,
            sending: Sending {
                key: IdempotencyKey::parse(&intent.key).map_err(|_| OffTheWire("key"))?,
                made_at: Timestamp(intent.made_at),
                sent_at: Timestamp(intent.sent_at),
                stamps: intent.stamps.clone(),
            },
            wish: (&intent.wish).try_into()?,
        })
    }
}

impl From<&Wanted> for Wish {
    fn from(wanted: &Wanted) -> Self {
        match wanted {
            Wanted::Purchase { lots, held, is_confirmed } => Self::Purchase {
                lots: lots.iter().map(Lot::from).collect(),
                held: held.as_ref().map(|held| Held {
                    hold: (&held.hold).into(),
                    until: held.until.0,
                    is_confirmed: *is_confirmed,
                }),
            },
            Wanted::Delivery { draft, delivery } => {
                Self::Delivery { lot: delivery.into(), draft: draft.into() }
            }
            Wanted::Revoke { lot } => Self::Revoke { lot: lot.into() },
        }
    }
}

impl TryFrom<&Wish> for Wanted {
    type Error = OffTheWire;

    fn try_from(wish: &Wish) -> Result<Self, OffTheWire> {
        Ok(match wish {
            Wish::Purchase { lots, held } => {
                let lots: Vec<_> =
                    lots.iter().map(domain::lot::Lot::try_from).collect::<Result<_, OffTheWire>>()?;
                let purchase = Purchase::of(&lots).map_err(|_| OffTheWire("lots"))?;
                let is_confirmed = held.as_ref().is_some_and(|held| held.is_confirmed);
                let held = held.as_ref().map(domain::hold::Held::try_from).transpose()?;
                if held.as_ref().is_some_and(|held| !held.hold.answers(&purchase)) {
                    return Err(OffTheWire("held"));
                }
                Self::Purchase { lots, held, is_confirmed }
            }
            Wish::Delivery { lot, draft } => {
                Self::Delivery { draft: draft.try_into()?, delivery: lot.try_into()? }
            }
            Wish::Revoke { lot } => Self::Revoke { lot: lot.try_into()? },
        })
    }
}

impl TryFrom<&Held> for domain::hold::Held {
    type Error = OffTheWire;

    fn try_from(held: &Held) -> Result<Self, OffTheWire> {
        Ok(Self { hold: held.hold.clone().try_into()?, until: Timestamp(held.until) })
    }
}

impl From<&DeliveryDraft> for Draft {
    fn from(draft: &DeliveryDraft) -> Self {
        Self {
            energy_type: draft.energy_type.map(|energy_type| energy_type.token().to_owned()),
            power: draft.power_kw.clone(),
            amount: draft.amount_kwh.clone(),
            value: draft.value.clone(),
            hours: draft.stay.hours(),
            note: draft.note.clone(),
            decimal_mark: draft.decimal_mark.token().to_owned(),
        }
    }
}

impl TryFrom<&Draft> for DeliveryDraft {
    type Error = OffTheWire;

    fn try_from(draft: &Draft) -> Result<Self, OffTheWire> {
        let energy_type = draft.energy_type.as_deref().map(EnergyType::parse).transpose();
        let stay = Stay::ALL.into_iter().find(|stay| stay.hours() == draft.hours);
        Ok(Self {
            energy_type: energy_type.map_err(|_| OffTheWire("energyType"))?,
            power_kw: draft.power.clone(),
            amount_kwh: draft.amount.clone(),
            value: draft.value.clone(),
            stay: stay.ok_or(OffTheWire("hours"))?,
            note: draft.note.clone(),
            decimal_mark: DecimalMark::from_token(&draft.decimal_mark).ok_or(OffTheWire("decimalMark"))?,
        })
    }
}

//! The transaction object, and the deliveries that bring one into being.

use domain::account::Address;
use domain::credits::LotPrice;
use domain::energy::{EnergyType, WattHours, Watts};
use domain::lot::{LotHash, LotStatus, Note};
use domain::status::{Code, Status};
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use crate::schema;
use crate::{FieldProblem, OffTheWire};

/// A lot on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Lot {
    /// 64 hexadecimal digits.
    #[cfg_attr(feature = "schema", schema(value_type = schema::LotHash))]
    pub tx_hash: String,
    /// `waiting`, `succeeded`, `revoked` or `expired`.
    #[cfg_attr(feature = "schema", schema(value_type = schema::LotStatus))]
    pub status: String,
    /// The ledger's sequence number of the delivery.
    #[cfg_attr(feature = "schema", schema(value_type = schema::BlockHeight))]
    pub block_height: u64,
    /// Unix milliseconds.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Moment))]
    pub timestamp_sell: u64,
    /// Unix milliseconds; null until bought.
    #[cfg_attr(feature = "schema", schema(value_type = Option<schema::Moment>, required = true))]
    pub timestamp_buy: Option<u64>,
    /// Unix milliseconds.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Moment))]
    pub timestamp_expire: u64,
    /// Watts.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Watts))]
    pub power: u64,
    /// Credits for the whole lot.
    #[cfg_attr(feature = "schema", schema(value_type = schema::LotPrice))]
    pub value: u64,
    /// Watt-hours.
    #[cfg_attr(feature = "schema", schema(value_type = schema::WattHours))]
    pub amount: u64,
    /// `solar`, `water` or `wind`.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schema(value_type = schema::EnergyType))]
    pub energy_type: String,
    /// The seller's address.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Address))]
    pub to: String,
    /// The buyer's address; null until bought.
    #[cfg_attr(feature = "schema", schema(value_type = Option<schema::Address>, required = true))]
    pub from: Option<String>,
    /// The seller's note.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Note))]
    pub input_data: String,
}

impl From<&domain::lot::Lot> for Lot {
    fn from(lot: &domain::lot::Lot) -> Self {
        Self {
            tx_hash: lot.hash.to_string(),
            status: lot.status.token().to_owned(),
            block_height: lot.block_height,
            timestamp_sell: lot.timestamp_sell.0,
            timestamp_buy: lot.timestamp_buy.map(|moment| moment.0),
            timestamp_expire: lot.timestamp_expire.0,
            power: lot.power.get(),
            value: lot.value.get(),
            amount: lot.amount.get(),
            energy_type: lot.energy_type.token().to_owned(),
            to: lot.seller.to_string(),
            from: lot.buyer.as_ref().map(Address::to_string),
            input_data: lot.note.as_str().to_owned(),
        }
    }
}

impl TryFrom<Lot> for domain::lot::Lot {
    type Error = OffTheWire;

    fn try_from(lot: Lot) -> Result<Self, OffTheWire> {
        Self::try_from(&lot)
    }
}

impl TryFrom<&Lot> for domain::lot::Lot {
    type Error = OffTheWire;

    fn try_from(lot: &Lot) -> Result<Self, OffTheWire> {
        Ok(Self {
            hash: lot.tx_hash.parse().map_err(|_| OffTheWire("txHash"))?,
            status: LotStatus::from_token(&lot.status).ok_or(OffTheWire("status"))?,
            block_height: lot.block_height,
            timestamp_sell: Timestamp(lot.timestamp_sell),
            timestamp_buy: lot.timestamp_buy.map(Timestamp),
            timestamp_expire: Timestamp(lot.timestamp_expire),
            power: Watts::new(lot.power).map_err(|_| OffTheWire("power"))?,
            amount: WattHours::new(lot.amount).map_err(|_| OffTheWire("amount"))?,
            value: LotPrice::new(lot.value).map_err(|_| OffTheWire("value"))?,
            energy_type: EnergyType::parse(&lot.energy_type).map_err(|_| OffTheWire("type"))?,
            seller: lot.to.parse().map_err(|_| OffTheWire("to"))?,
            buyer: lot.from.as_ref().map(|from| from.parse()).transpose().map_err(|_| OffTheWire("from"))?,
            note: Note::parse(&lot.input_data).map_err(|_| OffTheWire("inputData"))?,
        })
    }
}

/// The body of a delivery: 1 to 500 lots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Delivery {
    /// The lots to put into the pool.
    #[cfg_attr(feature = "schema", schema(value_type = schema::DeliveryLots))]
    pub tx: Vec<DeliveryLot>,
}

/// One lot of a delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DeliveryLot {
    /// `solar`, `water` or `wind`.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schema(value_type = schema::EnergyType))]
    pub energy_type: String,
    /// Watts.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Watts))]
    pub power: u64,
    /// Watt-hours.
    #[cfg_attr(feature = "schema", schema(value_type = schema::WattHours))]
    pub amount: u64,
    /// Credits for the whole lot; null leaves the price to the exchange.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Option<schema::LotPrice>))]
    pub value: Option<u64>,
    /// Unix milliseconds.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Moment))]
    pub timestamp_expire: u64,
    /// The seller's note.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = schema::Note))]
    pub input_data: String,
}

impl From<&domain::delivery::Delivery> for DeliveryLot {
    fn from(delivery: &domain::delivery::Delivery) -> Self {
        Self {
            energy_type: delivery.energy_type.token().to_owned(),
            power: delivery.power.get(),
            amount: delivery.amount.get(),
            value: delivery.value.map(LotPrice::get),
            timestamp_expire: delivery.timestamp_expire.0,
            input_data: delivery.note.as_str().to_owned(),
        }
    }
}

impl TryFrom<&DeliveryLot> for domain::delivery::Delivery {
    type Error = OffTheWire;

    fn try_from(lot: &DeliveryLot) -> Result<Self, OffTheWire> {
        Ok(Self {
            energy_type: EnergyType::parse(&lot.energy_type).map_err(|_| OffTheWire("type"))?,
            power: Watts::new(lot.power).map_err(|_| OffTheWire("power"))?,
            amount: WattHours::new(lot.amount).map_err(|_| OffTheWire("amount"))?,
            value: lot.value.map(LotPrice::new).transpose().map_err(|_| OffTheWire("value"))?,
            timestamp_expire: Timestamp(lot.timestamp_expire),
            note: Note::parse(&lot.input_data).map_err(|_| OffTheWire("inputData"))?,
        })
    }
}

/// What a delivery answers (733).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Delivered {
    /// Each lot in the order of the request.
    pub result: Vec<DeliveryOutcome>,
}

/// What became of one lot of a delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DeliveryOutcome {
    /// 733, or 830 where the lot cannot be taken as it is.
    #[cfg_attr(feature = "schema", schema(value_type = schema::DeliveryStatus))]
    pub status: u16,
    /// The new lot's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<schema::LotHash>, nullable = false))]
    pub tx_hash: Option<String>,
    /// The new lot's price in credits, derived where none was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<schema::LotPrice>, nullable = false))]
    pub value: Option<u64>,
    /// What cannot be used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
}

impl From<&domain::delivery::Delivered> for DeliveryOutcome {
    fn from(delivered: &domain::delivery::Delivered) -> Self {
        match delivered {
            domain::delivery::Delivered::InPool { hash, value } => Self {
                status: Code::Delivered.number(),
                tx_hash: Some(hash.to_string()),
                value: Some(value.get()),
                fields: Vec::new(),
            },
            domain::delivery::Delivered::Refused { status, problems } => Self {
                status: status.number(),
                tx_hash: None,
                value: None,
                fields: problems.iter().map(Into::into).collect(),
            },
        }
    }
}

impl TryFrom<&DeliveryOutcome> for domain::delivery::Delivered {
    type Error = OffTheWire;

    fn try_from(outcome: &DeliveryOutcome) -> Result<Self, OffTheWire> {
        let status = Status::from_number(outcome.status).ok_or(OffTheWire("status"))?;
        match (&outcome.tx_hash, outcome.value) {
            (Some(hash), Some(value)) => Ok(Self::InPool {
                hash: hash.parse().map_err(|_| OffTheWire("txHash"))?,
                value: LotPrice::new(value).map_err(|_| OffTheWire("value"))?,
            }),
            _ => Ok(Self::Refused { status, problems: outcome.fields.iter().map(Into::into).collect() }),
        }
    }
}

/// Reads 64 hexadecimal digits.
///
/// # Errors
/// [`OffTheWire`] for anything else.
pub fn hash(text: &str) -> Result<LotHash, OffTheWire> {
    text.parse().map_err(|_| OffTheWire("txHash"))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const LOT: &str = r#"{"txHash":"00000000000000000000000000000000000000000000000000000000000000ff",
        "status":"waiting","blockHeight":7,"timestampSell":1,"timestampBuy":null,"timestampExpire":2,
        "power":3,"value":4,"amount":5,"type":"wind","to":"00000000000000000000000000000000000000aa",
        "from":null,"inputData":"<b>\"roof\"</b>"}"#;

    #[test]
    fn a_lot_goes_into_the_domain_and_back_unchanged() {
        let on_the_wire: Lot = serde_json::from_str(LOT).unwrap();
        let lot = domain::lot::Lot::try_from(on_the_wire.clone()).unwrap();
        assert_eq!((lot.energy_type, lot.value.get()), (EnergyType::Wind, 4));
        assert_eq!(Lot::from(&lot), on_the_wire);
        assert_eq!(
            serde_json::to_value(&on_the_wire).unwrap(),
            serde_json::from_str::<serde_json::Value>(LOT).unwrap()
        );
    }

    #[test]
    fn a_lot_that_breaks_a_rule_names_the_member() {
        for (from, to, member) in [
            ("\"waiting\"", "\"gone\"", "status"),
            ("\"value\":4", "\"value\":0", "value"),
            ("\"wind\"", "\"coal\"", "type"),
            ("aa\"", "a\"", "to"),
        ] {
            let broken: Lot = serde_json::from_str(&LOT.replace(from, to)).unwrap();
            assert_eq!(domain::lot::Lot::try_from(broken), Err(OffTheWire(member)));
        }
    }
}

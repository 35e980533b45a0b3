//! The body of a delivery: one lot, said twice, as each version of pec-server reads another place.

use domain::credits::LotPrice;
use serde::Serialize;

use crate::pec::session::Token;

/// One lot to put into the pool: flat for some versions, in a list for others.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    session_id: String,
    #[serde(flatten)]
    flat: DeliveryLot,
    tx: [DeliveryLot; 1],
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct DeliveryLot {
    timestamp_gen: u64,
    timestamp_sell: u64,
    timestamp_expire: u64,
    power: u64,
    value: u64,
    amount: u64,
    #[serde(rename = "type")]
    energy_type: &'static str,
    input_data: String,
}

impl Delivery {
    /// Puts that lot into the pool at that price. `stamp` tells it from every other lot: the server overwrites
    /// an earlier one of the same stamp.
    #[must_use]
    pub fn of(session: &Token, delivery: &domain::delivery::Delivery, value: LotPrice, stamp: u64) -> Self {
        let lot = DeliveryLot {
            timestamp_gen: stamp,
            timestamp_sell: stamp,
            timestamp_expire: delivery.timestamp_expire.0,
            power: delivery.power.get(),
            value: value.get(),
            amount: delivery.amount.get(),
            energy_type: delivery.energy_type.token(),
            input_data: delivery.note.as_str().to_owned(),
        };
        Self { session_id: session.to_string(), flat: lot.clone(), tx: [lot] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::energy::{EnergyType, WattHours, Watts};
    use domain::lot::Note;
    use domain::timestamp::Timestamp;
    use serde_json::json;

    #[test]
    fn the_same_members_stand_flat_and_in_a_list_of_one() {
        let delivery = domain::delivery::Delivery {
            energy_type: EnergyType::Wind,
            power: Watts::new(4_200).unwrap(),
            amount: WattHours::new(12_500).unwrap(),
            value: None,
            timestamp_expire: Timestamp(9),
            note: Note::parse("ridge").unwrap(),
        };
        let session: Token = "0f".repeat(32).parse().unwrap();
        let body = Delivery::of(&session, &delivery, LotPrice::new(7).unwrap(), 8);
        let mut lot = json!({
            "timestampGen": 8, "timestampSell": 8, "timestampExpire": 9, "power": 4_200, "value": 7,
            "amount": 12_500, "type": "wind", "inputData": "ridge"
        });
        let in_list = json!([lot]);
        lot["sessionId"] = json!("0f".repeat(32));
        lot["tx"] = in_list;
        assert_eq!(serde_json::to_value(&body).unwrap(), lot);
    }
}

//! Delivering: one lot a call, each under a stamp of its own, and none twice.

use domain::credits::LotPrice;
use domain::delivery::{Delivered, Delivery};
use domain::energy::{EnergyType, WattHours, Watts};
use domain::form::{Field, Problem};
use domain::lot::Note;
use domain::status::Misfortune;
use domain::timestamp::Timestamp;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::api::new_key;

use super::server::{Server, losing_the_first, member, script, session, told};
use crate::script::{Script, line};

fn delivery() -> Delivery {
    Delivery {
        energy_type: EnergyType::Wind,
        power: Watts::new(4_200).unwrap(),
        amount: WattHours::new(12_500).unwrap(),
        value: LotPrice::new(7).ok(),
        timestamp_expire: Timestamp(4_000_000_000_000),
        note: Note::parse("<b>ridge</b>").unwrap(),
    }
}

fn sent(script: &Script) -> Vec<Value> {
    let bodies = script.sent("POST /tx/delivery").into_iter();
    bodies.map(|request| serde_json::from_str(request.body.as_deref().unwrap()).unwrap()).collect()
}

fn is_in_pool(delivered: &Delivered) -> bool {
    matches!(delivered, Delivered::InPool { value, .. } if value.get() == 7)
}

#[wasm_bindgen_test]
async fn each_delivery_stands_flat_and_in_a_list_under_a_later_stamp() {
    let script = script(&Server::with(vec![]), |_, _| None);
    let member = member(&script).await;
    for _ in 0..5 {
        let mut delivery = delivery();
        delivery.timestamp_expire.0 += 1;
        assert!(is_in_pool(&member.deliver(&delivery, &new_key()).await.unwrap()));
    }
    let bodies = sent(&script);
    for body in &bodies {
        assert_eq!(body["sessionId"], json!(session()));
        assert_eq!(body["tx"].as_array().map(Vec::len), Some(1));
        for (member, value) in body["tx"][0].as_object().unwrap() {
            assert_eq!(&body[member], value, "{member}");
        }
        assert_eq!(
            (&body["value"], &body["power"], &body["type"]),
            (&json!(7), &json!(4_200), &json!("wind"))
        );
    }
    let stamps: Vec<u64> = bodies.iter().map(|body| body["timestampGen"].as_u64().unwrap()).collect();
    assert!(stamps.windows(2).all(|pair| pair[0] < pair[1]), "{stamps:?}");
}

#[wasm_bindgen_test]
async fn a_delivery_whose_answer_was_lost_is_looked_up_and_not_sent_again() {
    let script = losing_the_first(&Server::with(vec![]), "POST /tx/delivery");
    let (member, key) = (member(&script).await, new_key());
    assert!(member.deliver(&delivery(), &key).await.unwrap_err().leaves_outcome_unknown());
    assert!(is_in_pool(&member.deliver(&delivery(), &key).await.unwrap()));
    assert_eq!(sent(&script).len(), 1);
}

#[wasm_bindgen_test]
async fn a_delivery_that_never_arrived_is_sent_anew_under_a_new_stamp() {
    let script = script(&Server::with(vec![]), {
        let mut is_lost = false;
        move |request, _| {
            (line(request) == "POST /tx/delivery" && !is_lost).then(|| {
                is_lost = true;
                Err(Misfortune::Unreachable)
            })
        }
    });
    let (member, key) = (member(&script).await, new_key());
    assert!(member.deliver(&delivery(), &key).await.is_err());
    assert!(is_in_pool(&member.deliver(&delivery(), &key).await.unwrap()));
    let bodies = sent(&script);
    assert_eq!(bodies.len(), 2);
    assert_ne!(bodies[0]["timestampGen"], bodies[1]["timestampGen"]);
}

#[wasm_bindgen_test]
async fn an_answer_without_a_name_is_told_by_the_account_and_one_that_failed_is_refused() {
    for (result, is_taken) in
        [(json!([]), true), (json!("undefined"), true), (json!([{ "msg": "failed" }]), false)]
    {
        let script = script(&Server::with(vec![]), move |request, server| {
            (line(request) == "POST /tx/delivery").then(|| {
                server.act(request);
                Ok(told(733, json!({ "result": result })))
            })
        });
        let member = member(&script).await;
        let delivered = member.deliver(&delivery(), &new_key()).await.unwrap();
        assert_eq!(is_in_pool(&delivered), is_taken, "{delivered:?}");
    }
}

#[wasm_bindgen_test]
async fn a_lot_without_a_price_is_not_sent_as_nobody_sets_one_there() {
    let script = script(&Server::with(vec![]), |_, _| None);
    let member = member(&script).await;
    let delivery = Delivery { value: None, ..delivery() };
    let Ok(Delivered::Refused { problems, .. }) = member.deliver(&delivery, &new_key()).await else {
        panic!("it was not refused");
    };
    assert_eq!(problems.of(Field::Value), Some(Problem::Missing));
    assert!(!member.sets_prices() && sent(&script).is_empty());
}

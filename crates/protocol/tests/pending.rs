//! Whatever stands in the storage of a tab, reading it ends with intents that keep every rule, or with none, and
//! never with a panic; and what was kept is read as it was.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use std::time::Duration;

use domain::account::{AccountName, Address};
use domain::credits::{Credits, LotPrice};
use domain::delivery::{Delivery, DeliveryDraft, Stay};
use domain::energy::{EnergyType, WattHours, Watts};
use domain::handshake::Handshake;
use domain::hold::{Held, Hold};
use domain::idempotency::IdempotencyKey;
use domain::lot::{Lot, LotHash, LotStatus, Note};
use domain::number::DecimalMark;
use domain::pending::{Intent, MAX_KEPT, Pending, Sending, Wish};
use domain::purchase::{LotOutcome, Purchase};
use domain::status::Status;
use domain::timestamp::Timestamp;
use proptest::prelude::*;
use serde_json::Value;
use wattpool_protocol::pending::Kept;

fn read(text: &str) -> Pending {
    serde_json::from_str::<Kept>(text).map(Pending::from).unwrap_or_default()
}

fn write(pending: &Pending) -> String {
    serde_json::to_string(&Kept::from(pending)).unwrap()
}

fn lot(byte: u8, credits: u64, note: &str) -> Lot {
    Lot {
        hash: LotHash([byte; 32]),
        status: LotStatus::Waiting,
        block_height: u64::MAX,
        timestamp_sell: Timestamp(7),
        timestamp_buy: None,
        timestamp_expire: Timestamp::UNKNOWN,
        power: Watts::new(4_200).unwrap(),
        amount: WattHours::new(12_500).unwrap(),
        value: LotPrice::new(credits).unwrap(),
        energy_type: EnergyType::Wind,
        seller: Address([byte; 20]),
        buyer: None,
        note: Note::parse(note).unwrap(),
    }
}

fn purchase() -> impl Strategy<Value = Wish> {
    let lots = prop::collection::btree_set(any::<u8>(), 1..9);
    (lots, 1_u64..1_000, prop::option::of((any::<[u8; 16]>(), any::<u64>(), 600_u16..1_000)), any::<bool>())
        .prop_map(|(bytes, credits, held, is_confirmed)| {
            let lots: Vec<Lot> = bytes.into_iter().map(|byte| lot(byte, credits, "<b>ridge</b>")).collect();
            let held = held.map(|(id, until, status)| {
                let status = Status::from_number(status).unwrap();
                let outcomes = lots.iter().map(|lot| LotOutcome { hash: lot.hash, status }).collect();
                let expires_in = Duration::from_secs(120);
                let hold = Hold { id: Handshake(id), total: Credits(credits), expires_in, outcomes };
                Held { hold, until: Timestamp(until) }
            });
            Wish::Purchase { lots, is_confirmed: held.is_some() && is_confirmed, held }
        })
}

fn delivery() -> impl Strategy<Value = Wish> {
    (".{0,30}", ".{0,30}", any::<u64>(), 0_usize..6, 0_usize..3, prop::option::of(1_u64..9)).prop_map(
        |(typed, note, expire, stay, mark, credits)| {
            let draft = DeliveryDraft {
                energy_type: credits.map(|_| EnergyType::Solar),
                power_kw: typed.clone(),
                amount_kwh: typed,
                stay: Stay::ALL[stay],
                note,
                decimal_mark: DecimalMark::ALL[mark],
                ..DeliveryDraft::default()
            };
            let delivery = Delivery {
                energy_type: EnergyType::Solar,
                power: Watts::new(1).unwrap(),
                amount: WattHours::new(1).unwrap(),
                value: credits.map(|credits| LotPrice::new(credits).unwrap()),
                timestamp_expire: Timestamp(expire),
                note: Note::parse("شمس ☀️").unwrap(),
            };
            Wish::Delivery { draft, delivery }
        },
    )
}

fn wish() -> impl Strategy<Value = Wish> {
    prop_oneof![purchase(), delivery(), any::<u8>().prop_map(|byte| Wish::Revoke { lot: lot(byte, 3, "") }),]
}

prop_compose! {
    fn intent()(
        name in "[A-Za-z]{1,20}", key in "[!-~]{1,64}", made_at: u64, sent_at: u64,
        stamps in prop::collection::btree_set(any::<u64>(), 0..3), wish in wish(),
    ) -> Intent {
        let key = IdempotencyKey::parse(&key).unwrap();
        let (made_at, sent_at) = (Timestamp(made_at), Timestamp(sent_at));
        let sending = Sending { key, made_at, sent_at, stamps: stamps.into_iter().collect() };
        Intent { account: AccountName::parse(&name).unwrap(), sending, wish }
    }
}

fn pending() -> impl Strategy<Value = Pending> {
    prop::collection::vec(intent(), 0..4).prop_map(|intents| intents.into_iter().collect())
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z]{1,8}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Every place in a value, as pointers.
fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Array(rows) => {
            rows.iter().enumerate().for_each(|(at, row)| places(row, &format!("{here}/{at}"), found));
        }
        Value::Object(members) => {
            members.iter().for_each(|(name, member)| places(member, &format!("{here}/{name}"), found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What a reader may rely on, whatever was in the storage.
fn keeps_the_rules(pending: &Pending) -> bool {
    pending.intents().len() <= MAX_KEPT
        && pending.intents().iter().all(|intent| match &intent.wish {
            Wish::Purchase { lots, held, is_confirmed } => Purchase::of(lots).is_ok_and(|purchase| {
                held.as_ref().map_or(!is_confirmed, |held| held.hold.answers(&purchase))
            }),
            Wish::Delivery { .. } | Wish::Revoke { .. } => true,
        })
}

proptest! {
    #[test]
    fn what_was_kept_is_read_as_it_was(pending in pending()) {
        prop_assert_eq!(read(&write(&pending)), pending);
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>()) {
        prop_assert_eq!(read(&text), Pending::default());
    }

    #[test]
    fn a_text_that_was_cut_off_is_nothing(pending in pending(), cut in any::<prop::sample::Index>()) {
        let text = write(&pending);
        let end = text.floor_char_boundary(cut.index(text.len()));
        prop_assert_eq!(read(&text[..end]), Pending::default());
    }

    #[test]
    fn with_anything_at_any_place_what_is_left_keeps_the_rules(
        pending in pending(), place in any::<prop::sample::Index>(), rubbish in value(),
    ) {
        let mut kept: Value = serde_json::from_str(&write(&pending)).unwrap();
        let mut all = Vec::new();
        places(&kept, "", &mut all);
        *kept.pointer_mut(&all[place.index(all.len())]).unwrap() = rubbish;
        let left = read(&kept.to_string());
        prop_assert!(keeps_the_rules(&left));
        prop_assert!(left.intents().len() <= pending.intents().len() + 1);
    }
}

#[test]
fn one_intent_that_cannot_be_read_leaves_the_others_and_another_form_is_nothing() {
    let text = |hash: &str| {
        let lot = serde_json::json!({
            "txHash": hash, "status": "waiting", "blockHeight": 1, "timestampSell": 1, "timestampBuy": null,
            "timestampExpire": 2, "power": 3, "value": 4, "amount": 5, "type": "wind", "to": "aa".repeat(20),
            "from": null, "inputData": ""
        });
        serde_json::json!({
            "account": "mara", "key": hash, "madeAt": 1, "sentAt": 1, "stamps": [], "wish": { "revoke": { "lot": lot } }
        })
    };
    let intents = [text("soon"), Value::Null, text(&"0f".repeat(32))];
    let kept = |version: u16| serde_json::json!({ "version": version, "intents": intents }).to_string();
    assert_eq!(read(&kept(1)).intents().len(), 1);
    assert_eq!(read(&kept(2)), Pending::default());
}

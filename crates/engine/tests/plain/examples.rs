//! What answers do to the plain list, told by hand, so that the engine is held against what is meant.

use domain::account::Address;
use domain::credits::LotPrice;
use domain::energy::{EnergyType, WattHours, Watts};
use domain::lot::{Lot, LotHash, LotStatus, Note};
use domain::pool::{PoolAnswer, PoolVersion};
use domain::timestamp::Timestamp;

use super::list::PlainList;

fn lot(byte: u8, credits: u64) -> Lot {
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
        energy_type: EnergyType::Wind,
        seller: Address([byte; 20]),
        buyer: None,
        note: Note::default(),
    }
}

fn three() -> PlainList {
    let lots = vec![lot(3, 5), lot(2, 9), lot(1, 5)];
    PlainList { version: Some(PoolVersion("a".into())), lots }
}

fn difference(changed: Vec<Lot>, removed: Vec<LotHash>) -> PoolAnswer {
    PoolAnswer::Difference { version: PoolVersion("b".into()), changed, removed }
}

#[test]
fn a_difference_leads_to_what_a_full_answer_would_have_said() {
    let mut list = three();
    list.apply(difference(vec![lot(5, 1), lot(4, 2), lot(2, 7)], vec![LotHash([3; 32])]));
    let said = PoolAnswer::Full {
        version: PoolVersion("b".into()),
        lots: vec![lot(5, 1), lot(4, 2), lot(2, 7), lot(1, 5)],
    };
    let mut full = PlainList::default();
    full.apply(said);
    assert_eq!(list, full);
}

#[test]
fn a_lot_that_comes_back_stands_where_it_stood() {
    let mut list = three();
    list.apply(difference(Vec::new(), vec![LotHash([2; 32])]));
    assert_eq!(list.lots, [lot(3, 5), lot(1, 5)]);
    list.apply(difference(vec![lot(2, 9)], Vec::new()));
    assert_eq!(list.lots, three().lots);
}

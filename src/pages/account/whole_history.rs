//! Where the whole history of an account comes from: every page of every list, and the span of time that days mean
//! here.
//!
//! What is written of it is the domain's `history`.

use domain::calendar::{self, LocalTime, Written};
use domain::credits::Credits;
use domain::history::{Period, Side};
use domain::lot::Lot;
use domain::status::Failure;
use domain::timestamp::Timestamp;
use leptos::prelude::{RwSignal, Set};

use crate::api::{LotList, Member, Page, Statement};
use crate::browser::clock;

/// All that an account did.
pub struct WholeHistory {
    /// Every lot of every list.
    pub lists: Vec<(Side, Vec<Lot>)>,
    /// The balance with the first page.
    pub first_balance: Option<Credits>,
    /// The balance with the last page. Where it is another one, lots changed lists meanwhile.
    pub balance: Option<Credits>,
}

impl WholeHistory {
    /// How many lots that are.
    pub fn lots(&self) -> usize {
        self.lists.iter().map(|(_, lots)| lots.len()).sum()
    }
}

/// Every lot of every list, list by list: a lot that is taken back meanwhile is found among those.
pub async fn fetch_whole(
    member: &Member,
    progress: RwSignal<Option<(u64, u64)>>,
) -> Result<WholeHistory, Failure> {
    let mut lists = Vec::new();
    let mut done = 0;
    let mut balances = Vec::new();
    for side in [Side::Delivery, Side::Purchase, Side::Revoke] {
        let mut lots: Vec<Lot> = Vec::new();
        loop {
            let before = lots.last().map(|lot| lot.block_height);
            let statement = member.statement(Page { before, limit: Some(Page::MAX_LIMIT) }).await?;
            let all = statement.deliveries.total + statement.purchases.total + statement.revoked.total;
            balances.push(statement.balance);
            let LotList { total, lots: more } = list_of(side, statement);
            // A list without pages comes as a whole; it is not added twice.
            let is_last = more.is_empty();
            done += more.len() as u64;
            lots.extend(more);
            progress.set(Some((done.min(all), all)));
            if is_last || lots.len() as u64 >= total {
                break;
            }
        }
        lists.push((side, lots));
    }
    let [first_balance, balance] =
        [balances.first(), balances.last()].map(|balance| balance.copied().flatten());
    Ok(WholeHistory { lists, first_balance, balance })
}

fn list_of(side: Side, statement: Statement) -> LotList {
    match side {
        Side::Delivery => statement.deliveries,
        Side::Purchase => statement.purchases,
        Side::Revoke => statement.revoked,
    }
}

/// The span from the beginning of one day to the end of the other, in the zone of this device. Days that stand the
/// wrong way round change places; what is no day is no limit.
pub fn period_of(from: &str, until: &str) -> Period {
    let (first, last) = match (day_of(from), day_of(until)) {
        (Some(one), Some(other)) if other.0 < one.0 => (Some(other), Some(one)),
        days => days,
    };
    Period { from: first.map(|(begin, _)| begin), until: last.map(|(_, end)| end) }
}

/// When a day begins and when the next one does.
fn day_of(day: &str) -> Option<(Timestamp, Timestamp)> {
    let Some(Written::Local(begin)) = calendar::parse(&format!("{day}T00:00")) else { return None };
    let end = LocalTime { day: begin.day + 1, ..begin };
    Some((clock::local(begin)?, clock::local(end)?))
}

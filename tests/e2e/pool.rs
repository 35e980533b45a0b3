//! Looking at the pool: what is filtered, in which order, and what is picked.

use crate::Trouble;
use crate::market::{Offer, number};
use crate::patience::eventually;
use crate::stage::Stage;
use crate::visitor::Visitor;

const LOTS: [Offer<'static>; 4] = [
    Offer { energy_type: "Solar", energy: "20", power: "5", price: 30, note: "lot one" },
    Offer { energy_type: "Water", energy: "400", power: "90", price: 210, note: "lot two" },
    Offer { energy_type: "Wind", energy: "60", power: "12.5", price: 9, note: "lot three" },
    Offer { energy_type: "Wind", energy: "75", power: "15", price: 100, note: "lot four" },
];

/// Waits until the rows, from top to bottom, are the lots with these numbers.
pub(crate) async fn sees_rows(visitor: &Visitor, notes: &[&str]) -> Result<(), Trouble> {
    eventually(&format!("{} sees the rows {notes:?}", visitor.name()), async || {
        let rows = visitor.texts_of("pool-row").await?;
        let are_these =
            rows.len() == notes.len() && rows.iter().zip(notes).all(|(row, note)| row.contains(note));
        Ok(are_these.then_some(()))
    })
    .await?;
    assert_eq!(number(&visitor.text_of("pool-count").await?)?, notes.len() as u64);
    Ok(())
}

#[tokio::test]
async fn the_pool_can_be_filtered_sorted_and_picked_from() {
    Stage::play("pool", async |stage| {
        let seller = stage.visitor("seller").await?;
        seller.sign_up("Ada").await?;
        for lot in LOTS {
            seller.deliver(lot).await?;
        }
        seller.follow("Account").await?;
        let address = seller.text_of("address").await?;
        let buyer = stage.visitor("buyer").await?;
        buyer.sign_up("Grace").await?;

        buyer.click_on("sort-value").await?;
        sees_rows(&buyer, &["lot three", "lot one", "lot four", "lot two"]).await?;
        buyer.click_on("sort-value").await?;
        sees_rows(&buyer, &["lot two", "lot four", "lot one", "lot three"]).await?;

        buyer.click_on("filter-wind").await?;
        sees_rows(&buyer, &["lot four", "lot three"]).await?;
        buyer.click_on("filter-solar").await?;
        sees_rows(&buyer, &["lot four", "lot one", "lot three"]).await?;
        buyer.click_on("filter-wind").await?;
        buyer.click_on("filter-solar").await?;
        sees_rows(&buyer, &["lot two", "lot four", "lot one", "lot three"]).await?;

        buyer.type_into("Seller's address", &address[..10]).await?;
        sees_rows(&buyer, &["lot two", "lot four", "lot one", "lot three"]).await?;
        buyer.type_into("Seller's address", "nobody at all").await?;
        buyer.reads("No lot passes your filters.").await?;
        buyer.press("Show all lots").await?;

        buyer.click_in("select-row", "pool-row", "lot one").await?;
        buyer.click_in("select-row", "pool-row", "lot three").await?;
        eventually("two lots are picked", async || {
            Ok((number(&buyer.text_of("selection-total").await?)? == 39).then_some(()))
        })
        .await?;
        buyer.review().await?;
        buyer.press("Cancel").await?;
        assert_eq!(number(&buyer.text_of("selection-total").await?)?, 39);
        buyer.review().await?;
        buyer.press("Buy now").await?;
        buyer.sees_attribute("lot-outcome", "data-code", "732").await?;
        assert_eq!(buyer.texts_of("lot-outcome").await?.len(), 2);
        buyer.press("Done").await?;
        sees_rows(&buyer, &["lot two", "lot four"]).await
    })
    .await;
}

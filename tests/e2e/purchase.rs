//! Buying: the whole way of a lot from its seller to its buyer, and what happens to those who come second.

use std::time::Duration;

use crate::market::{OPENING_BALANCE, Offer, number};
use crate::patience::{eventually, within};
use crate::stage::Stage;

#[tokio::test]
async fn a_lot_goes_from_one_person_to_another_and_its_price_the_other_way() {
    Stage::play("purchase", async |stage| {
        let lot = Offer::wind(240, "From the hill above the bay");
        let seller = stage.visitor("seller").await?;
        seller.sign_up("Ada").await?;
        let buyer = stage.visitor("buyer").await?;
        buyer.sign_up("Grace").await?;
        assert_eq!(seller.balance().await?, OPENING_BALANCE);
        assert_eq!(buyer.balance().await?, OPENING_BALANCE);

        buyer.follow("Pool").await?;
        buyer.reads("The pool is empty.").await?;
        seller.deliver(lot).await?;
        // The pool is asked for every second here; ten are for a machine that has much to do.
        within(Duration::from_secs(10), "the lot is in the pool with the next refresh", async || {
            Ok(buyer.texts_of("pool-row").await?.iter().any(|row| row.contains(lot.note)).then_some(()))
        })
        .await?;

        buyer.pick(lot.note).await?;
        assert_eq!(number(&buyer.text_of("selection-total").await?)?, lot.price);
        buyer.review().await?;
        buyer.reads_in("review", "240").await?;
        buyer.press("Buy now").await?;
        buyer.sees_attribute("lot-outcome", "data-code", "732").await?;
        assert_eq!(number(&buyer.text_of("new-balance").await?)?, OPENING_BALANCE - lot.price);
        buyer.press("Done").await?;
        buyer.misses_in("pool-row", lot.note).await?;
        seller.has_balance(OPENING_BALANCE + lot.price).await?;

        seller.sees_attribute("heartbeat", "data-state", "alive").await?;
        let heard = stage.exchange.count(725)?;
        eventually("ten heartbeats are answered", async || {
            Ok((stage.exchange.count(725)? >= heard + 10).then_some(()))
        })
        .await?;

        seller.log_out().await?;
        buyer.log_out().await?;
        stage.exchange.kill()?;
        stage.exchange.start_again().await?;

        seller.log_in("Ada").await?;
        buyer.log_in("Grace").await?;
        seller.has_balance(OPENING_BALANCE + lot.price).await?;
        buyer.has_balance(OPENING_BALANCE - lot.price).await?;
        assert!(seller.reads_in("account-lot", lot.note).await?.contains("Sold"));
        assert!(buyer.reads_in("account-lot", lot.note).await?.contains("Bought"));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn of_two_who_picked_the_same_lot_one_gets_it_and_the_other_is_not_charged() {
    Stage::play("purchase-race", async |stage| {
        let lot = Offer::wind(75, "Only one of it");
        let seller = stage.visitor("seller").await?;
        seller.sign_up("Ada").await?;
        seller.deliver(lot).await?;
        let (quick, slow) = (stage.visitor("quick").await?, stage.visitor("slow").await?);
        for (visitor, account) in [(&quick, "Grace"), (&slow, "Edsger")] {
            visitor.sign_up(account).await?;
            visitor.pick(lot.note).await?;
            visitor.review().await?;
        }

        quick.press("Buy now").await?;
        quick.sees_attribute("lot-outcome", "data-code", "732").await?;
        slow.press("Buy now").await?;
        slow.sees_attribute("lot-outcome", "data-code", "835").await?;
        let words = slow.text_of("lot-outcome").await?;
        assert!(
            words.contains("Somebody else was faster") && words.contains("You were not charged"),
            "{words}"
        );
        assert_eq!(number(&slow.text_of("new-balance").await?)?, OPENING_BALANCE);

        slow.press("Done").await?;
        slow.has_balance(OPENING_BALANCE).await?;
        quick.press("Done").await?;
        quick.has_balance(OPENING_BALANCE - lot.price).await?;
        seller.has_balance(OPENING_BALANCE + lot.price).await
    })
    .await;
}

#[tokio::test]
async fn a_lot_that_the_balance_does_not_cover_is_refused_and_the_others_are_bought() {
    Stage::play("purchase-balance", async |stage| {
        let (dear, cheap) = (Offer::wind(OPENING_BALANCE + 1, "Dear"), Offer::wind(40, "Cheap"));
        let seller = stage.visitor("seller").await?;
        seller.sign_up("Ada").await?;
        seller.deliver(dear).await?;
        seller.deliver(cheap).await?;
        let buyer = stage.visitor("buyer").await?;
        buyer.sign_up("Grace").await?;
        buyer.pick(dear.note).await?;
        buyer.pick(cheap.note).await?;
        assert_eq!(number(&buyer.text_of("selection-total").await?)?, dear.price + cheap.price);

        buyer.review().await?;
        buyer.press("Buy now").await?;
        buyer.sees_attribute("lot-outcome", "data-code", "828").await?;
        buyer.sees_attribute("lot-outcome", "data-code", "732").await?;
        assert_eq!(number(&buyer.text_of("new-balance").await?)?, OPENING_BALANCE - cheap.price);
        buyer.press("Done").await?;
        buyer.misses_in("pool-row", cheap.note).await?;
        buyer.reads_in("pool-row", dear.note).await?;
        Ok(())
    })
    .await;
}

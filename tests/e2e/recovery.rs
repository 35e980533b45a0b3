//! The exchange stops at the worst moment: nothing typed is lost, nobody is logged out, and what was asked
//! for twice counts once.

use crate::Trouble;
use crate::market::{OPENING_BALANCE, Offer, number};
use crate::patience::eventually;
use crate::stage::Stage;
use crate::visitor::Visitor;

/// Waits until it can be seen what became of something. The app asks by itself; once it has asked often
/// enough, it is the person's turn.
async fn finds_out(visitor: &Visitor, outcome: &str) -> Result<(), Trouble> {
    eventually(&format!("{} finds out what became of it", visitor.name()), async || {
        if !visitor.texts_of(outcome).await?.is_empty() {
            return Ok(Some(()));
        }
        visitor.press_if_there("Check again").await?;
        Ok(None)
    })
    .await
}

#[tokio::test]
async fn a_purchase_whose_answer_is_lost_is_found_again_and_counts_once() {
    Stage::play("recovery-answer", async |stage| {
        stage.lay_wire().await?;
        let lot = Offer::wind(300, "Bought in the dark");
        let seller = stage.visitor("seller").await?;
        seller.sign_up("Ada").await?;
        seller.deliver(lot).await?;
        let buyer = stage.visitor("buyer").await?;
        buyer.sign_up("Grace").await?;
        buyer.pick(lot.note).await?;
        buyer.review().await?;

        stage.wire()?.lose_answers();
        buyer.press("Buy now").await?;
        buyer.reads_in("message", "We do not know yet whether the purchase went through.").await?;
        assert!(stage.exchange.count(732)? > 0, "the exchange should have sold the lot by now");
        stage.exchange.kill()?;
        buyer.reads_in("message", "We do not know yet whether the purchase went through.").await?;

        stage.exchange.start_again().await?;
        stage.wire()?.mend();
        finds_out(&buyer, "lot-outcome").await?;
        buyer.sees_attribute("lot-outcome", "data-code", "732").await?;
        assert_eq!(number(&buyer.text_of("new-balance").await?)?, OPENING_BALANCE - lot.price);
        buyer.press("Done").await?;
        buyer.has_balance(OPENING_BALANCE - lot.price).await?;
        assert_eq!(buyer.texts_of("account-lot").await?.len(), 1);
        seller.has_balance(OPENING_BALANCE + lot.price).await
    })
    .await;
}

#[tokio::test]
async fn a_purchase_whose_answer_is_lost_is_found_again_after_the_page_was_loaded_anew() {
    Stage::play("recovery-reload", async |stage| {
        stage.lay_wire().await?;
        let lot = Offer::wind(300, "Bought before the reload");
        let seller = stage.visitor("seller").await?;
        seller.sign_up("Ada").await?;
        seller.deliver(lot).await?;
        let buyer = stage.visitor("buyer").await?;
        buyer.sign_up("Grace").await?;
        buyer.pick(lot.note).await?;
        buyer.review().await?;

        stage.wire()?.lose_answers();
        buyer.press("Buy now").await?;
        buyer.reads_in("message", "We do not know yet whether the purchase went through.").await?;
        assert!(stage.exchange.count(732)? > 0, "the exchange should have sold the lot by now");
        buyer.reload().await?;
        buyer.reads_in("message", "We do not know yet whether the purchase went through.").await?;
        buyer.open("/service").await?;
        buyer.reads_in("under-way", "We do not know yet whether the purchase went through.").await?;

        stage.wire()?.mend();
        buyer.open("/pool").await?;
        finds_out(&buyer, "lot-outcome").await?;
        buyer.sees_attribute("lot-outcome", "data-code", "732").await?;
        assert_eq!(number(&buyer.text_of("new-balance").await?)?, OPENING_BALANCE - lot.price);
        buyer.press("Done").await?;
        buyer.has_balance(OPENING_BALANCE - lot.price).await?;
        assert_eq!(buyer.texts_of("account-lot").await?.len(), 1);
        seller.has_balance(OPENING_BALANCE + lot.price).await
    })
    .await;
}

#[tokio::test]
async fn a_purchase_that_never_arrived_is_made_once_the_exchange_is_back() {
    Stage::play("recovery-request", async |stage| {
        let lot = Offer::wind(300, "Bought a little later");
        let seller = stage.visitor("seller").await?;
        seller.sign_up("Ada").await?;
        seller.deliver(lot).await?;
        let buyer = stage.visitor("buyer").await?;
        buyer.sign_up("Grace").await?;
        buyer.pick(lot.note).await?;
        buyer.review().await?;

        stage.exchange.kill()?;
        buyer.press("Buy now").await?;
        buyer.reads_in("message", "We do not know yet whether the purchase went through.").await?;
        stage.exchange.start_again().await?;
        finds_out(&buyer, "lot-outcome").await?;
        buyer.sees_attribute("lot-outcome", "data-code", "732").await?;
        buyer.press("Done").await?;
        buyer.has_balance(OPENING_BALANCE - lot.price).await?;
        seller.has_balance(OPENING_BALANCE + lot.price).await
    })
    .await;
}

#[tokio::test]
async fn an_exchange_that_is_away_logs_nobody_out_and_loses_nothing_typed() {
    Stage::play("recovery-delivery", async |stage| {
        let lot = Offer::wind(55, "Delivered in a storm");
        let seller = stage.visitor("seller").await?;
        seller.sign_up("Ada").await?;
        seller.sees_attribute("heartbeat", "data-state", "alive").await?;
        seller.describe(lot).await?;

        stage.exchange.kill()?;
        seller.press("Deliver").await?;
        seller.reads_in("message", "We do not know yet whether the lot reached the pool.").await?;
        seller.sees_attribute("heartbeat", "data-state", "unreachable").await?;
        seller.reads_in("connection", "The exchange does not answer.").await?;
        seller.reads_in("cut-off", "Not possible while the exchange cannot be reached.").await?;
        assert_eq!(seller.value_of("Price in credits").await?, "55");
        assert_eq!(seller.value_of("Note").await?, lot.note);

        stage.exchange.start_again().await?;
        seller.sees_attribute("heartbeat", "data-state", "alive").await?;
        finds_out(&seller, "delivered").await?;
        seller.follow("Account").await?;
        seller.reads_in("account-lot", lot.note).await?;
        assert_eq!(seller.texts_of("account-lot").await?.len(), 1);
        Ok(())
    })
    .await;
}

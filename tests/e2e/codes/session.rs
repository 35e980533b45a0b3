//! A session that has ended: whatever somebody does next says so by a code of its own, over the page that
//! stays as it is.
//!
//! What is asked by itself would notice first, so this journey is a quiet one.

use domain::status::{Action, Code};
use thirtyfour::By;
use words::Label;

use super::witness::Witness;
use crate::Trouble;
use crate::market::{Offer, PASSWORD};
use crate::patience::eventually;
use crate::stage::Stage;
use crate::visitor::Visitor;

pub(super) async fn play(stage: &mut Stage, witness: &mut Witness) -> Result<(), Trouble> {
    let visitor = stage.visitor("visitor").await?;
    visitor.sign_up("Ada").await?;
    visitor.reads(witness.words.say(Label::PoolEmpty)).await?;
    settles(&visitor).await?;

    visitor.lose_session().await?;
    visitor.follow("Account").await?;
    witness.reads_message(&visitor, Code::AccountNoSession, Action::Look).await?;
    comes_back(&visitor, "Ada").await?;

    visitor.lose_session().await?;
    visitor.follow("Pool").await?;
    witness.reads_message(&visitor, Code::PoolNoSession, Action::Look).await?;
    comes_back(&visitor, "Ada").await?;

    let (kept, sold) = (Offer::wind(40, "Kept after all"), Offer::wind(60, "Sold to Grace"));
    visitor.describe(sold).await?;
    visitor.lose_session().await?;
    visitor.press("Deliver").await?;
    witness.reads_message(&visitor, Code::DeliveryNoSession, Action::Deliver).await?;
    comes_back(&visitor, "Ada").await?;
    assert_eq!(visitor.value_of("Note").await?, sold.note);
    visitor.press("Deliver").await?;
    visitor.text_of("delivered").await?;
    visitor.deliver(kept).await?;

    visitor.follow("Account").await?;
    visitor.press_in("Take back", "account-lot", kept.note).await?;
    visitor.lose_session().await?;
    visitor.press("Take back").await?;
    witness.reads_message(&visitor, Code::RevokeNoSession, Action::Revoke).await?;
    comes_back(&visitor, "Ada").await?;
    visitor.press("Take back").await?;
    visitor.sees_attribute("account-lot", "data-status", "revoked").await?;

    visitor.log_out().await?;
    visitor.sign_up("Grace").await?;
    visitor.pick(sold.note).await?;
    visitor.review().await?;
    settles(&visitor).await?;
    visitor.lose_session().await?;
    visitor.press("Buy now").await?;
    witness.reads_message(&visitor, Code::PurchaseNoSession, Action::Purchase).await?;
    comes_back(&visitor, "Grace").await?;
    visitor.press("Buy now").await?;
    visitor.sees_attribute("lot-outcome", "data-code", "732").await?;
    visitor.press("Done").await?;

    visitor.lose_session().await?;
    visitor.press("Log out").await?;
    visitor.arrives_at("/login").await?;
    let left = witness.words.say(Label::HasLeft);
    witness.reads_on_page(&visitor, Code::LogOutNoSession, left).await
}

/// Logs in again over the page.
async fn comes_back(visitor: &Visitor, account: &str) -> Result<(), Trouble> {
    visitor.text_of("log-in-again").await?;
    visitor.fill_in(account, PASSWORD).await?;
    visitor.press("Log in").await?;
    settles(visitor).await
}

/// Waits until the one heartbeat of a session has been answered, so that no other will notice its end.
async fn settles(visitor: &Visitor) -> Result<(), Trouble> {
    // It may stand under a dialog that is still open.
    let alive = "[data-testid=heartbeat][data-state=alive]";
    eventually(&format!("{} is connected", visitor.name()), async || {
        Ok(visitor.browser().find(By::Css(alive)).await.ok().map(drop))
    })
    .await
}

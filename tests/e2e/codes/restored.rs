//! An exchange whose database was brought back from before: people who hold on to what they saw are told that
//! it is not known.

use domain::status::{Action, Code};

use super::witness::Witness;
use crate::Trouble;
use crate::market::Offer;
use crate::stage::Stage;

pub(super) async fn play(stage: &mut Stage, witness: &mut Witness) -> Result<(), Trouble> {
    stage.lay_wire().await?;
    let (seller, buyer) = (stage.visitor("seller").await?, stage.visitor("buyer").await?);
    seller.sign_up("Ada").await?;
    buyer.sign_up("Grace").await?;
    stage.exchange.kill()?;
    stage.exchange.database().keep_copy()?;
    stage.exchange.start_again().await?;

    let lot = Offer::wind(90, "Delivered after the backup");
    seller.deliver(lot).await?;
    buyer.pick(lot.note).await?;
    buyer.review().await?;
    seller.follow("Account").await?;
    seller.press_in("Take back", "account-lot", lot.note).await?;
    stage.exchange.kill()?;
    stage.exchange.database().bring_back()?;
    stage.exchange.start_again().await?;

    buyer.press("Buy now").await?;
    witness.reads_outcome(&buyer, Code::LotUnknown).await?;
    seller.press("Take back").await?;
    witness.reads_message(&seller, Code::RevokeUnknown, Action::Revoke).await?;
    buyer.press("Done").await?;
    buyer.misses_in("pool-row", lot.note).await
}

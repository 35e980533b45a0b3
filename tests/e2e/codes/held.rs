//! A purchase that costs much: held for its buyer and from everybody else, released, and confirmed too late.

use domain::credits::Credits;
use domain::status::{Action, Code};
use words::Label;

use super::witness::Witness;
use crate::Trouble;
use crate::market::Offer;
use crate::stage::Stage;
use crate::visitor::Visitor;

/// How an exchange is run that holds what costs more than a hundred credits for ten seconds.
const IMPATIENT: &[&str] = &["--confirm-above", "100", "--hold-seconds", "10"];
const DEAR: Offer<'static> = Offer::wind(200, "Dear enough to think about");

pub(super) async fn play(stage: &mut Stage, witness: &mut Witness) -> Result<(), Trouble> {
    stage.lay_wire().await?;
    let seller = stage.visitor("seller").await?;
    seller.sign_up("Ada").await?;
    seller.deliver(DEAR).await?;
    let (first, second) = (stage.visitor("first").await?, stage.visitor("second").await?);
    for (visitor, account) in [(&first, "Grace"), (&second, "Edsger")] {
        visitor.sign_up(account).await?;
        visitor.pick(DEAR.note).await?;
        visitor.review().await?;
    }

    first.press("Buy now").await?;
    asks(&first, witness).await?;
    second.press("Buy now").await?;
    witness.reads_outcome(&second, Code::LotNotForSale).await?;
    second.press("Done").await?;
    first.press(witness.words.say(Label::ReleaseLots)).await?;
    let released = witness.headline(Code::HoldReleased);
    witness.reads_in(&first, Code::HoldReleased, "notices", released).await?;
    second.reads_in("pool-row", DEAR.note).await?;

    // The confirmation is on its way for longer than the lots are held.
    stage.exchange.kill()?;
    stage.exchange.change_options(IMPATIENT);
    stage.exchange.start_again().await?;
    first.reads_in("pool-row", DEAR.note).await?;
    first.review().await?;
    first.press("Buy now").await?;
    stage.wire()?.keep("PUT /tx/purchase/");
    let confirm = Label::ConfirmPurchase.with("credits", Credits(DEAR.price));
    first.press(&witness.words.tell(confirm)).await?;
    second.misses_in("pool-row", DEAR.note).await?;
    second.reads_in("pool-row", DEAR.note).await?;
    first.reads_in("held-for", witness.words.say(Label::HeldOver)).await?;
    stage.wire()?.mend();
    witness.reads_message(&first, Code::LotNotForSale, Action::Purchase).await
}

/// Reads the question that a held purchase asks.
async fn asks(visitor: &Visitor, witness: &mut Witness) -> Result<(), Trouble> {
    let heading = witness.words.say(Label::HeldHeading);
    witness.reads_in(visitor, Code::PurchaseHeld, "review", heading).await?;
    let held = witness.words.say(Label::LotHeld);
    witness.reads_in(visitor, Code::PurchaseHeld, "held-lot", held).await
}

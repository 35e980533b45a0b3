//! Delivering, buying and taking back: the codes of level 3, and the catalogue, which is the only place that
//! speaks of 734.

use domain::form::{Field, Problem};
use domain::status::{Action, Code, Reason};
use thirtyfour::By;
use words::{Phrase, problem};

use super::account::JSON;
use super::witness::Witness;
use crate::Trouble;
use crate::market::{OPENING_BALANCE, Offer};
use crate::stage::Stage;
use crate::visitor::Visitor;

const SHARED: Offer<'static> = Offer::wind(75, "Wanted by two");
const CONTESTED: Offer<'static> = Offer::wind(20, "Sold while its seller hesitates");
const DEAR: Offer<'static> = Offer::wind(OPENING_BALANCE + 1, "Too dear for anybody");

pub(super) async fn play(stage: &mut Stage, witness: &mut Witness) -> Result<(), Trouble> {
    stage.lay_wire().await?;
    let seller = stage.visitor("seller").await?;
    seller.sign_up("Ada").await?;
    seller.deliver(SHARED).await?;
    let delivered = witness.headline(Code::Delivered);
    witness.reads_in(&seller, Code::Delivered, "delivered", delivered).await?;

    // A lot that is refused by itself is named at its field; the other lots of the call are not its matter.
    stage.wire()?.change("POST /tx/delivery", "\"type\":\"wind\"", "\"type\":\"wand\"");
    seller.describe(CONTESTED).await?;
    seller.press("Deliver").await?;
    let choose = witness.words.tell(problem::of(Field::EnergyType, Problem::Malformed));
    assert!(seller.reads_beside("type").await?.contains(&choose));
    assert!(stage.wire()?.has_heard(Code::LotRequestMalformed.number()));
    stage.wire()?.mend();
    seller.press("Deliver").await?;
    seller.text_of("delivered").await?;
    seller.deliver(DEAR).await?;

    let quick = stage.visitor("quick").await?;
    quick.sign_up("Grace").await?;
    witness.reads_in(&quick, Code::PoolFetched, "pool-row", SHARED.note).await?;
    looks_it_up(&quick, witness).await?;
    quick.pick(SHARED.note).await?;
    quick.review().await?;
    let slow = stage.visitor("slow").await?;
    slow.sign_up("Edsger").await?;
    slow.pick(SHARED.note).await?;
    slow.review().await?;

    stage.wire()?.change("PUT /tx/purchase", JSON.0, JSON.1);
    quick.press("Buy now").await?;
    witness.reads_message(&quick, Code::LotRequestMalformed, Action::Purchase).await?;
    stage.wire()?.mend();
    quick.press("Cancel").await?;
    quick.review().await?;
    quick.press("Buy now").await?;
    witness.reads_outcome(&quick, Code::Purchased).await?;
    quick.press("Done").await?;
    slow.press("Buy now").await?;
    witness.reads_outcome(&slow, Code::LotSold).await?;
    slow.press("Done").await?;

    slow.pick(DEAR.note).await?;
    slow.review().await?;
    slow.press("Buy now").await?;
    witness.reads_outcome(&slow, Code::BalanceTooSmall).await?;

    seller.follow("Account").await?;
    seller.press_in("Take back", "account-lot", CONTESTED.note).await?;
    quick.pick(CONTESTED.note).await?;
    quick.review().await?;
    quick.press("Buy now").await?;
    quick.sees_attribute("lot-outcome", "data-code", "732").await?;
    seller.press("Take back").await?;
    witness.reads_message(&seller, Code::RevokeTooLate, Action::Revoke).await?;
    seller.press("Keep it").await?;
    seller.press_in("Take back", "account-lot", DEAR.note).await?;
    seller.press("Take back").await?;
    let revoked = witness.headline(Code::LotRevoked);
    witness.reads_in(&seller, Code::LotRevoked, "notices", revoked).await
}

/// No screen asks whether a lot is available; a script of the page does here, and its answer is looked up.
async fn looks_it_up(visitor: &Visitor, witness: &mut Witness) -> Result<(), Trouble> {
    let row = visitor.browser().find(By::Css("[data-testid=pool-row]")).await?;
    let hash = row.attr("data-hash").await?.ok_or("a row without a hash")?;
    let code = visitor.fetch_code(&format!("/tx/available/{hash}")).await?;
    assert_eq!(code, u64::from(Code::LotAvailable.number()));
    visitor.open(&format!("/help/codes/{code}")).await?;
    let headline = witness.headline(Code::LotAvailable);
    witness.reads_in(visitor, Code::LotAvailable, "code-entry", headline).await?;
    let next_step = witness.words.say(Phrase::NextStep(Reason::Code(Code::LotAvailable)));
    visitor.reads_in("code-entry", next_step).await?;

    visitor.open("/help/codes").await?;
    visitor.reads_in("code-line", witness.headline(Code::LotFault)).await?;
    let lines = visitor.texts_of("code-line").await?;
    for code in Code::ALL {
        let (number, headline) = (code.number().to_string(), witness.headline(*code));
        assert!(lines.iter().any(|line| line.contains(&number) && line.contains(headline)), "{number}");
    }
    Ok(())
}

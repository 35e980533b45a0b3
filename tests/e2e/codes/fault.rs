//! A database that breaks under the running exchange: each level says by its own code that the exchange is at
//! fault, and all is well again once it is mended.

use domain::status::{Action, Code};
use words::Label;

use super::witness::Witness;
use crate::Trouble;
use crate::stage::Stage;

pub(super) async fn play(stage: &mut Stage, witness: &mut Witness) -> Result<(), Trouble> {
    let ada = stage.visitor("ada").await?;
    ada.sign_up("Ada").await?;
    stage.exchange.appoint("Ada", &[])?;
    ada.open("/service").await?;
    ada.text_of("operators").await?;
    let database = stage.exchange.database();

    // No address is that short; whoever reads the row finds what cannot be.
    database.change("UPDATE accounts SET address = x'00'").await?;
    ada.press(witness.words.say(Label::ShowNewest)).await?;
    witness.reads_message(&ada, Code::ServiceFault, Action::Look).await?;
    ada.follow("Pool").await?;
    witness.reads_message(&ada, Code::LotFault, Action::Look).await?;
    ada.follow("Account").await?;
    witness.reads_message(&ada, Code::AccountFault, Action::Look).await?;
    database.change("UPDATE accounts SET address = randomblob(20)").await?;
    ada.text_of("balance").await?;

    database.change("ALTER TABLE identity RENAME TO hidden").await?;
    ada.follow("Service").await?;
    witness.reads_message(&ada, Code::DatabaseUnavailable, Action::Look).await?;
    ada.reads_in("service-state", witness.words.say(Label::InTrouble)).await?;
    database.change("ALTER TABLE hidden RENAME TO identity").await?;
    ada.reads_in("service-state", witness.words.say(Label::Running)).await.map(drop)
}

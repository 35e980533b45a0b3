//! A database that is broken, while the exchange does not run and while it does: each level says by its own code that
//! the exchange is at fault, and all is well again once it is mended.

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

    // Nobody has less than nothing, and no lot is of coal: whoever reads these rows finds what cannot be. What was read
    // before, a running exchange still knows.
    stage.exchange.kill()?;
    database.change("UPDATE accounts SET balance = -1").await?;
    database
        .change(
            "INSERT INTO lots (hash, status, block_height, timestamp_sell, timestamp_expire, power, amount, value,
                               energy_type, seller, note)
             SELECT randomblob(32), 'waiting', 0, 0, 4102444800000, 1, 1, 1, 'coal', id, '' FROM accounts",
        )
        .await?;
    stage.exchange.start_again().await?;
    ada.press(witness.words.say(Label::ShowNewest)).await?;
    witness.reads_message(&ada, Code::ServiceFault, Action::Look).await?;
    ada.follow("Pool").await?;
    witness.reads_message(&ada, Code::LotFault, Action::Look).await?;
    ada.follow("Account").await?;
    witness.reads_message(&ada, Code::AccountFault, Action::Look).await?;
    database.change("DELETE FROM lots").await?;
    database.change("UPDATE accounts SET balance = 1000").await?;
    ada.text_of("balance").await?;

    database.change("ALTER TABLE identity RENAME TO hidden").await?;
    ada.follow("Service").await?;
    witness.reads_message(&ada, Code::DatabaseUnavailable, Action::Look).await?;
    ada.reads_in("service-state", witness.words.say(Label::InTrouble)).await?;
    database.change("ALTER TABLE hidden RENAME TO identity").await?;
    ada.reads_in("service-state", witness.words.say(Label::Running)).await.map(drop)
}

//! What people do here, done without a pointer. At each stop it can be seen where they are, each page begins at its
//! heading, and whatever opened something has the focus again when that is closed. Filters are used in `finding`.

use thirtyfour::Key;

use crate::Trouble;
use crate::market::{Offer, PASSWORD};
use crate::patience::eventually;
use crate::stage::Stage;
use crate::visitor::Visitor;

/// A lot as its row calls the box that picks it.
const RIDGE: &str = "Select Wind 120 kWh 21";
/// Rows as they are typed.
const ROWS: &str = "type;amount;power;value;timestampExpire;inputData\nsolar;12;3;9;24;\nwater;7;2;5;12;";

#[tokio::test]
async fn somebody_without_a_pointer_opens_an_account_sells_a_lot_and_takes_it_back() {
    Stage::play("keyboard-sell", async |stage| {
        let ada = stage.visitor("ada").await?;
        ada.open("/").await?;
        ada.sees_heading("Sell the sunshine off your roof.").await?;
        ada.enter_at("Skip to the content").await?;
        ada.enter_at("Open an account").await?;
        ada.turns_to("Sign up", "Sign up").await?;
        ada.enter_at("Sign up").await?;
        stands_in(&ada, "problem-summary").await?;
        ada.write_at("Account name", "Ada").await?;
        ada.write_at("Password", PASSWORD).await?;
        ada.hit(Key::Enter + "").await?;
        ada.turns_to("Pool", "Pool").await?;

        ada.enter_at("Deliver").await?;
        ada.turns_to("Deliver", "Deliver").await?;
        ada.tab_to("Solar").await?;
        ada.hit(" ").await?;
        ada.write_at("Energy in kWh", "12").await?;
        ada.write_at("Power in kW", "3").await?;
        ada.write_at("Price in credits", "17").await?;
        ada.step_back_to("Power in kW").await?;
        ada.step_back_to("Energy in kWh").await?;
        // Whoever comes by Tab has all of a field selected, and types over it.
        ada.write_at("Price in credits", "7").await?;
        ada.hit(Key::Enter + "").await?;
        stands_in(&ada, "delivered").await?;
        ada.enter_at("See it in your account").await?;
        ada.turns_to("Account", "Account").await?;

        ada.text_of("account-lot").await?;
        ada.enter_at("Take back").await?;
        ada.stands_at("Keep it").await?;
        ada.hit(Key::Escape + "").await?;
        ada.stands_at("Take back").await?;
        ada.hit(Key::Enter + "").await?;
        ada.stands_at("Keep it").await?;
        ada.enter_at("Take back").await?;
        // The lot is gone from its list, and with it the button.
        ada.stands_at("Deliveries 0").await?;
        ada.enter_at("Log out").await?;
        ada.turns_to("Log in", "Log in").await
    })
    .await;
}

#[tokio::test]
async fn somebody_without_a_pointer_delivers_rows_of_a_table_and_takes_the_history_along() {
    Stage::play("keyboard-rows", async |stage| {
        let ada = stage.visitor("ada").await?;
        ada.sign_up("Ada").await?;
        ada.enter_at("Deliver").await?;
        ada.turns_to("Deliver", "Deliver").await?;
        ada.enter_at("Paste rows instead").await?;
        ada.write_at("Rows, the first with the names", ROWS).await?;
        ada.enter_at("Read the rows").await?;
        ada.reads_in("preview", "19 kWh").await?;
        ada.enter_at("Deliver 2 lots").await?;
        ada.reads_in("shipped", "2").await?;
        ada.stands_at("Many lots from a file").await?;
        ada.enter_at("See it in your account").await?;
        ada.turns_to("Account", "Account").await?;
        ada.enter_at("Prepare the file").await?;
        ada.reads_in("history", "2").await?;
        ada.tab_to("Save wattpool-history.csv").await
    })
    .await;
}

#[tokio::test]
async fn somebody_without_a_pointer_logs_in_thinks_twice_and_buys() {
    Stage::play("keyboard-buy", async |stage| {
        let ada = stage.visitor("ada").await?;
        ada.sign_up("Ada").await?;
        ada.log_out().await?;
        let seller = stage.visitor("seller").await?;
        seller.sign_up("Bruno").await?;
        seller.deliver(Offer::wind(21, "ridge")).await?;

        ada.write_at("Account name", "Ada").await?;
        ada.write_at("Password", PASSWORD).await?;
        ada.enter_at("Log in").await?;
        ada.turns_to("Pool", "Pool").await?;
        ada.reads_in("pool-row", "ridge").await?;
        ada.tab_to(RIDGE).await?;
        ada.hit(" ").await?;
        ada.reads_in("selection-total", "21").await?;
        ada.enter_at("Review purchase").await?;
        ada.stands_at("Cancel").await?;
        ada.hit(Key::Escape + "").await?;
        ada.stands_at("Review purchase").await?;
        ada.hit(Key::Enter + "").await?;
        ada.stands_at("Cancel").await?;
        ada.enter_at("Buy now").await?;
        ada.reads_in("new-balance", "979").await?;
        ada.stands_at("Done").await?;
        ada.hit(Key::Enter + "").await?;
        stands_in(&ada, "pool-table").await?;
        ada.enter_at("Account").await?;
        ada.turns_to("Account", "Account").await?;
        ada.reads_in("balance", "979").await?;
        ada.enter_at("Log out").await?;
        ada.turns_to("Log in", "Log in").await
    })
    .await;
}

/// Waits until what has that test id has the focus itself.
async fn stands_in(visitor: &Visitor, id: &str) -> Result<(), Trouble> {
    eventually(&format!("{} stands in {id}", visitor.name()), async || {
        let focused = visitor.browser().active_element().await?;
        Ok((focused.attr("data-testid").await?.as_deref() == Some(id)).then_some(()))
    })
    .await
}

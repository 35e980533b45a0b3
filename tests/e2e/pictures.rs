//! Pictures of prices, supply and a balance, from lots that people put in and bought.

use crate::market::Offer;
use crate::stage::Stage;

const SOLAR: Offer<'static> =
    Offer { energy_type: "Solar", energy: "20", power: "5", price: 10, note: "lot one" };

#[tokio::test]
async fn prices_supply_and_a_balance_are_drawn_from_what_people_did() {
    Stage::play("pictures", async |stage| {
        let seller = stage.visitor("seller").await?;
        seller.sign_up("Ada").await?;
        seller.deliver(SOLAR).await?;
        seller.deliver(Offer::wind(30, "lot two")).await?;

        let buyer = stage.visitor("buyer").await?;
        buyer.sign_up("Grace").await?;
        buyer.press("Prices and supply").await?;
        let prices = buyer.text_of("prices-chart").await?;
        assert!(prices.contains("Wind at 0.25 credits per kWh; dearest: Solar at 0.5."), "{prices}");
        let supply = buyer.text_of("supply-chart").await?;
        assert!(supply.contains("Of 140 kWh in the pool, 120 kWh cost 0.25 credits"), "{supply}");
        // Where it is unfolded it is still so after the page was loaded anew, and lots come into it by themselves.
        buyer.reload().await?;
        buyer.reads_in("prices-chart", "Solar at 0.5.").await?;
        seller.deliver(Offer { price: 200, ..Offer::wind(200, "lot three") }).await?;
        buyer.reads_in("prices-chart", "dearest: Wind at").await?;

        buyer.click_in("select-row", "pool-row", "lot one").await?;
        buyer.review().await?;
        buyer.press("Buy now").await?;
        buyer.sees_attribute("lot-outcome", "data-code", "732").await?;
        buyer.press("Done").await?;
        for (visitor, ends) in [(&buyer, "to 990 credits"), (&seller, "to 1,010 credits")] {
            visitor.follow("Account").await?;
            visitor.press("Balance over time").await?;
            let told = visitor.text_of("balance-chart").await?;
            assert!(told.contains("from 1,000 credits") && told.contains(ends), "{told}");
        }
        Ok(())
    })
    .await;
}

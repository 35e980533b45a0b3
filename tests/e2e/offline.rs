//! The app without an exchange: it opens, shows the lots that were last seen for what they are, and goes on by itself.

use crate::Trouble;
use crate::console;
use crate::installed::is_kept;
use crate::market::Offer;
use crate::patience::eventually;
use crate::stage::Stage;
use crate::visitor::Visitor;

/// Whether a button, or the box of a row, cannot be pressed.
async fn is_disabled(visitor: &Visitor, selector: &str) -> Result<bool, Trouble> {
    let look = format!("return document.querySelector(\"{selector}\").disabled;");
    Ok(visitor.browser().execute(&look, Vec::new()).await?.convert()?)
}

#[tokio::test]
async fn the_pool_opens_without_an_exchange_with_its_last_lots_of_which_none_can_be_bought() {
    Stage::play("offline-pool", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        visitor.sign_up("Ada").await?;
        is_kept(&visitor).await?;
        visitor.deliver(Offer::wind(30, "Seen before the dark")).await?;
        visitor.open("/pool").await?;
        visitor.reads_in("pool-row", "Seen before the dark").await?;
        visitor.reads_in("freshness", "As of").await?;

        stage.exchange.kill()?;
        visitor.open("/pool?sort=price").await?;
        visitor.reads_in("kept-pool", "Lots from your last visit, as they were then.").await?;
        visitor.reads_in("pool-row", "Seen before the dark").await?;
        visitor.reads_in("freshness", "May be old: as of").await?;
        visitor.reads_in("cut-off", "Not possible while the exchange cannot be reached.").await?;
        assert!(is_disabled(&visitor, "[data-testid=select-row]").await?);
        assert!(is_disabled(&visitor, ".tray .button-primary").await?);

        stage.exchange.start_again().await?;
        eventually("the page is of now again", async || {
            Ok(visitor.texts_of("kept-pool").await?.is_empty().then_some(()))
        })
        .await?;
        visitor.reads_in("pool-row", "Seen before the dark").await?;
        visitor.reads_in("freshness", "As of").await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn who_leaves_takes_the_last_lots_along() {
    Stage::play("offline-left", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        visitor.sign_up("Ada").await?;
        is_kept(&visitor).await?;
        visitor.deliver(Offer::wind(30, "Nobody else's business")).await?;
        visitor.open("/pool").await?;
        visitor.reads_in("pool-row", "Nobody else's business").await?;
        visitor.press("Log out").await?;
        visitor.sees_heading("Log in").await?;
        // That the tour was seen is no secret.
        let kept = "return Object.keys(localStorage).filter((key) => key !== 'wattpool-tour');";
        let kept: Vec<String> = visitor.browser().execute(kept, Vec::new()).await?.convert()?;
        assert_eq!(kept, [""; 0]);

        stage.exchange.kill()?;
        visitor.open("/pool").await?;
        visitor.reads_in("message", "The exchange cannot be reached").await?;
        assert_eq!(visitor.texts_of("kept-pool").await?, [""; 0]);
        console::read(visitor.browser()).await;
        Ok(())
    })
    .await;
}

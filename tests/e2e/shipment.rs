//! Many lots from a file, the whole way: chosen, looked at, sent part by part over a wire that loses answers and a
//! page that is loaded anew, and every one of them in the pool once. And the account's history as a file.

use std::io::Write;

use tempfile::NamedTempFile;
use thirtyfour::prelude::*;

use crate::Trouble;
use crate::patience::eventually;
use crate::stage::Stage;
use crate::visitor::Visitor;

const LOTS: usize = 60;
const UNKNOWN: &str = "We do not know yet whether the lots that were just sent reached the pool.";

/// A file with two rows to mend among the good ones.
fn file() -> Result<NamedTempFile, Trouble> {
    let mut file = NamedTempFile::with_suffix(".csv")?;
    writeln!(file, "type;amount;power;value;timestampExpire;inputData")?;
    writeln!(file, "coal;1;1;1;24;\nsolar;1,5;1;1;24;")?;
    for lot in 1..=LOTS {
        writeln!(file, "wind;{lot}000;5000;{lot};48;\"Ridge; row {lot}\"")?;
    }
    Ok(file)
}

impl Visitor {
    async fn choose_file(&self, file: &NamedTempFile) -> Result<(), Trouble> {
        let path = file.path().to_string_lossy();
        eventually("the file can be chosen", async || {
            self.browser().find(By::Id("lots-file")).await?.send_keys(path.as_ref()).await?;
            Ok(Some(()))
        })
        .await
    }

    /// Presses whichever button lets the shipment go on, until it is over.
    async fn sees_it_through(&self) -> Result<(), Trouble> {
        eventually("the shipment is over", async || {
            if !self.texts_of("shipped").await?.is_empty() {
                return Ok(Some(()));
            }
            for button in ["Check again", "Check now", "Send the rest"] {
                self.press_if_there(button).await?;
            }
            Ok(None)
        })
        .await
    }
}

#[tokio::test]
async fn a_file_of_lots_is_looked_at_and_delivered_once_whatever_happens_on_the_way() {
    Stage::play("shipment", async |stage| {
        stage.lay_wire().await?;
        let seller = stage.visitor("seller").await?;
        seller.sign_up("Ada").await?;
        seller.follow("Deliver").await?;
        let file = file()?;
        seller.choose_file(&file).await?;
        seller.reads_in("preview", "1,830 kWh").await?;
        seller.reads_in("many-lots", "Choose solar, water or wind.").await?;
        assert_eq!(stage.exchange.count(733)?, 0, "nothing was sent yet");

        stage.wire()?.lose_answers();
        seller.press("Deliver 60 lots").await?;
        seller.reads_in("message", UNKNOWN).await?;
        seller.reads_in("progress", "Lots done: 0 of 60.").await?;
        assert!(stage.exchange.count(733)? > 0, "the exchange should have taken the first part by now");
        seller.open("/pool").await?;
        stage.wire()?.mend();
        seller.follow("Deliver").await?;
        seller.sees_it_through().await?;
        seller.reads_in("shipped", "60").await?;

        seller.follow("Account").await?;
        seller.sees_heading("Deliveries 60").await?;
        let buyer = stage.visitor("buyer").await?;
        buyer.sign_up("Grace").await?;
        buyer.reads_in("pool-row", "Ridge; row 60").await?;
        buyer.reads_in("pool-count", "60").await?;

        seller.press("Prepare the file").await?;
        seller.reads_in("history", "60").await?;
        seller.reads_in("take-along", "Save wattpool-history.csv").await.map(drop)
    })
    .await;
}

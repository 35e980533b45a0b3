//! Receipts on paper: nothing but the receipt, on one page of the sizes that people have, from the purchase and from
//! the history.

use serde_json::{Value, json};
use thirtyfour::common::print::{PrintPage, PrintParameters};

use crate::Trouble;
use crate::device::Device;
use crate::patience::eventually;
use crate::stage::Stage;
use crate::visitor::Visitor;

/// So many lots fit on one page.
const LOTS: usize = 25;
/// The sheets that people print on, in centimetres.
const SHEETS: [(&str, f64, f64); 2] = [("A4", 21.0, 29.7), ("US Letter", 21.59, 27.94)];
/// What begins each page in a file of Chromium's, but for the tree that the pages hang on.
const PAGE: &[u8] = b"/Type /Page";

#[tokio::test]
async fn a_receipt_is_printed_alone_on_one_page_right_away_and_from_the_history() {
    Stage::play("receipt", async |stage| {
        let seller = Device::sign_up(stage.exchange.port(), "Ada").await?;
        let notes: Vec<_> = (1..=LOTS).map(|number| format!("Hill {number:02}")).collect();
        seller.deliver(&notes).await?;
        let buyer = stage.visitor("buyer").await?;
        // Every row is in sight.
        buyer.browser().set_window_rect(0, 0, 1280, 1800).await?;
        buyer.sign_up("Grace").await?;
        for note in &notes {
            buyer.pick(note).await?;
        }
        buyer.review().await?;
        buyer.press("Buy now").await?;
        buyer.text_of("new-balance").await?;
        // The printer's own window is not opened where nobody could close it.
        buyer.press("Print receipt").await?;
        let fresh = printed(&buyer).await?;
        for part in ["Receipt", "Grace", "25 lots", "300 kWh", "0.083", "25 credits", "975 credits"] {
            assert!(fresh.contains(part), "{part} is not on:\n{fresh}");
        }
        assert_eq!(fresh.matches("12 kWh").count(), LOTS, "{fresh}");
        assert!(!fresh.contains("Log out") && !fresh.contains("Done"), "more than the receipt:\n{fresh}");
        fits_on_one_page(&buyer).await?;

        buyer.press("Done").await?;
        buyer.follow("Account").await?;
        buyer.press_in("Receipt", "account-lot", "Hill 01").await?;
        buyer.text_of("receipt-total").await?;
        let later = printed(&buyer).await?;
        let reference =
            |text: &str| text.lines().find(|line| line.matches('-').count() == 3).map(str::to_owned);
        assert!(reference(&fresh).is_some() && reference(&fresh) == reference(&later), "{fresh}\n{later}");
        assert_eq!(later.matches("12 kWh").count(), LOTS, "{later}");
        fits_on_one_page(&buyer).await
    })
    .await;
}

/// What is on the paper: everything that can be read while the browser shows the page as it prints it.
async fn printed(visitor: &Visitor) -> Result<String, Trouble> {
    let show = async |media: &str| -> Result<Value, Trouble> {
        Ok(visitor.browser().cdp().send_raw("Emulation.setEmulatedMedia", json!({ "media": media })).await?)
    };
    show("print").await?;
    let text = eventually("the receipt is on the paper", async || {
        Ok(Some(visitor.page().await?).filter(|text| !text.is_empty()))
    })
    .await;
    show("").await?;
    text
}

async fn fits_on_one_page(visitor: &Visitor) -> Result<(), Trouble> {
    for (sheet, width, height) in SHEETS {
        let parameters = PrintParameters { page: PrintPage { width, height }, ..PrintParameters::default() };
        let file = visitor.browser().print_page(parameters).await?;
        let pages =
            file.windows(PAGE.len() + 1).filter(|part| part.starts_with(PAGE) && !part.ends_with(b"s"));
        assert_eq!(pages.count(), 1, "pages of {sheet}");
    }
    Ok(())
}

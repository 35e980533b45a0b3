//! Finding lots without a pointer: every filter is reached and used by the keys that a browser takes itself.

use thirtyfour::{Key, TypingData};

use crate::Trouble;
use crate::market::Offer;
use crate::patience::eventually;
use crate::pool::sees_rows;
use crate::stage::Stage;
use crate::visitor::Visitor;

const LOTS: [Offer<'static>; 3] = [
    Offer { energy_type: "Solar", energy: "20", power: "5", price: 30, note: "lot one" },
    Offer { energy_type: "Wind", energy: "60", power: "12.5", price: 9, note: "lot two" },
    Offer { energy_type: "Wind", energy: "75", power: "15", price: 100, note: "lot three" },
];

/// More presses of Tab than the page has stops before the table.
const STOPS: usize = 80;

/// Whatever has the focus gets the keys.
async fn types(visitor: &Visitor, keys: impl Into<TypingData>) -> Result<(), Trouble> {
    Ok(visitor.browser().action_chain().send_keys(keys).perform().await?)
}

async fn focused(visitor: &Visitor) -> Result<Option<String>, Trouble> {
    let element = visitor.browser().active_element().await?;
    Ok(match element.attr("data-testid").await? {
        None => element.id().await?,
        name => name,
    })
}

/// Presses Tab until that has the focus.
async fn goes_to(visitor: &Visitor, name: &str) -> Result<(), Trouble> {
    goes_by(visitor, name, || Key::Tab + "").await
}

/// Presses Tab and Shift until that has the focus.
async fn goes_back_to(visitor: &Visitor, name: &str) -> Result<(), Trouble> {
    goes_by(visitor, name, || Key::Shift + Key::Tab).await
}

async fn goes_by(visitor: &Visitor, name: &str, keys: impl Fn() -> TypingData) -> Result<(), Trouble> {
    for _ in 0..STOPS {
        if focused(visitor).await?.as_deref() == Some(name) {
            return Ok(());
        }
        types(visitor, keys()).await?;
    }
    Err(format!("{name} is not reached by the keyboard").into())
}

async fn has_focus(visitor: &Visitor, name: &str) -> Result<(), Trouble> {
    eventually(&format!("{name} has the focus"), async || {
        Ok((focused(visitor).await?.as_deref() == Some(name)).then_some(()))
    })
    .await
}

/// The panel stayed open, and whoever pressed Tab beyond its end went on below it, out of their own sight.
#[tokio::test]
async fn whoever_goes_on_by_keys_leaves_the_filters_behind() {
    Stage::play("finding-beyond", async |stage| {
        let visitor = stage.visitor("seller").await?;
        visitor.sign_up("Ada").await?;
        visitor.deliver(Offer::wind(21, "ridge")).await?;
        visitor.open("/pool").await?;
        sees_rows(&visitor, &["ridge"]).await?;
        visitor.enter_at("Filters").await?;
        has_focus(&visitor, "filters-heading").await?;
        visitor.tab_to("Show lots").await?;
        // It looks at every stop whether anything lies over it.
        visitor.tab_to("Lots that wait for a buyer").await
    })
    .await;
}

#[tokio::test]
async fn lots_are_found_by_keyboard_alone() {
    Stage::play("finding-keyboard", async |stage| {
        let visitor = stage.visitor("seller").await?;
        visitor.sign_up("Ada").await?;
        for lot in LOTS {
            visitor.deliver(lot).await?;
        }
        visitor.open("/pool?sort=value").await?;
        sees_rows(&visitor, &["lot two", "lot one", "lot three"]).await?;

        goes_to(&visitor, "filter-wind").await?;
        types(&visitor, " ").await?;
        sees_rows(&visitor, &["lot two", "lot three"]).await?;
        visitor.arrives_at("/pool?type=wind&sort=value").await?;

        goes_to(&visitor, "filters-open").await?;
        types(&visitor, Key::Enter + "").await?;
        has_focus(&visitor, "filters-heading").await?;
        goes_to(&visitor, "filter-price-to").await?;
        types(&visitor, "0.5").await?;
        sees_rows(&visitor, &["lot two"]).await?;
        types(&visitor, Key::Escape + "").await?;
        has_focus(&visitor, "filters-open").await?;
        visitor.arrives_at("/pool?type=wind&price=-0.5&sort=value").await?;

        // They stand above what they come from.
        goes_back_to(&visitor, "chip-wind").await?;
        types(&visitor, Key::Enter + "").await?;
        has_focus(&visitor, "chip-price").await?;
        visitor.arrives_at("/pool?price=-0.5&sort=value").await?;
        types(&visitor, Key::Enter + "").await?;
        has_focus(&visitor, "filters-open").await?;
        sees_rows(&visitor, &["lot two", "lot one", "lot three"]).await?;
        visitor.arrives_at("/pool?sort=value").await?;

        visitor.browser().back().await?;
        sees_rows(&visitor, &["lot two"]).await?;
        visitor.browser().back().await?;
        visitor.arrives_at("/pool?type=wind&price=-0.5&sort=value").await
    })
    .await;
}

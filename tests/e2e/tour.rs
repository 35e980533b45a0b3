//! The tour of somebody who just opened an account: it covers nothing, and is over when they say so.

use crate::market::Offer;
use crate::patience::eventually;
use crate::stage::Stage;

/// Whether the tour and anything that can be pressed elsewhere on the page overlap.
const OVERLAPS: &str = "
    const tour = document.querySelector('[data-testid=tour]');
    const place = tour.getBoundingClientRect();
    return [...document.querySelectorAll('a, button, input, select')].filter((control) => {
        const box = control.getBoundingClientRect();
        const isApart = box.right <= place.left || box.left >= place.right || box.bottom <= place.top
            || box.top >= place.bottom || !control.checkVisibility() || tour.contains(control);
        return !isApart;
    }).map((control) => control.outerHTML);";

#[tokio::test]
async fn somebody_new_is_shown_around_goes_on_with_their_work_and_is_not_asked_again() {
    Stage::play("tour", async |stage| {
        let ada = stage.visitor("ada").await?;
        ada.sign_up("Ada").await?;
        ada.reads_in("tour", "Step 1 of 3").await?;
        for (width, height) in [(1280, 900), (480, 740)] {
            ada.browser().set_window_rect(0, 0, width, height).await?;
            let covered = eventually("the page is laid out", async || {
                let answer = ada.browser().execute(OVERLAPS, Vec::new()).await?;
                Ok(answer.json().as_array().cloned())
            })
            .await?;
            // A header that stays in sight lies over whatever is scrolled below it.
            assert!(covered.is_empty(), "{width} wide: {covered:?}");
        }
        ada.press("Next").await?;
        ada.reads_in("tour", "Put in what you make").await?;
        ada.deliver(Offer::wind(21, "ridge")).await?;
        ada.press("Next").await?;
        ada.press("End the tour").await?;
        ada.reload().await?;
        ada.sees_heading("Deliver").await?;
        assert!(ada.texts_of("tour").await?.is_empty());
        ada.follow("Service").await?;
        ada.press("Show the tour again").await?;
        ada.reads_in("tour", "Step 1 of 3").await?;
        ada.press("Skip the tour").await
    })
    .await;
}

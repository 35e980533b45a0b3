//! Delivering and taking back: amounts that cannot be used, notes of every kind, and the question before a
//! lot is taken out of the pool.

use crate::market::Offer;
use crate::stage::Stage;

#[tokio::test]
async fn amounts_that_cannot_be_used_are_named_at_their_fields_and_stay_there() {
    Stage::play("delivery-form", async |stage| {
        let seller = stage.visitor("seller").await?;
        seller.sign_up("Ada").await?;
        seller.follow("Deliver").await?;
        seller.press("Deliver").await?;
        seller.sees_heading("There is a problem").await?;
        for field in ["type", "power", "amount"] {
            seller.reads_beside(field).await?;
        }

        seller.choose("Water").await?;
        for (label, text) in [("Energy in kWh", "-5"), ("Power in kW", "0.0001"), ("Price in credits", "2.5")]
        {
            seller.type_into(label, text).await?;
        }
        seller.type_into("Note", &"n".repeat(281)).await?;
        seller.press("Deliver").await?;
        seller.reads_in("problem-summary", "Credits are whole").await?;
        assert!(seller.reads_beside("amount").await?.contains("the energy"));
        assert!(seller.reads_beside("power").await?.contains("at most three decimals"));
        assert!(seller.reads_beside("value").await?.contains("Credits are whole"));
        assert!(seller.reads_beside("inputData").await?.contains("at most 280 characters"));
        assert_eq!(seller.value_of("Energy in kWh").await?, "-5");
        assert_eq!(seller.value_of("Power in kW").await?, "0.0001");
        assert_eq!(seller.value_of("Price in credits").await?, "2.5");
        assert_eq!(seller.value_of("Note").await?.len(), 281);

        for (label, text) in [("Energy in kWh", "12.5"), ("Power in kW", "4.5"), ("Price in credits", "5")] {
            seller.type_into(label, text).await?;
        }
        seller.type_into("Note", "now it is fine").await?;
        seller.reads_in("derived-price", "0.4").await?;
        seller.press("Deliver").await?;
        seller.reads_in("delivered", "12.5").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_note_is_shown_as_it_was_typed_and_does_nothing() {
    Stage::play("delivery-notes", async |stage| {
        let notes = [
            "🌊 Fresh from the river",
            "רוח מהצפון",
            "<img src=x onerror=alert(1)> & \"quotes\"",
            "=1+1 {{x}} %s ../..",
        ];
        let seller = stage.visitor("seller").await?;
        seller.sign_up("Ada").await?;
        for note in notes {
            seller.deliver(Offer::wind(10, note)).await?;
        }
        let buyer = stage.visitor("buyer").await?;
        buyer.sign_up("Grace").await?;
        for note in notes {
            buyer.reads_in("pool-row", note).await?;
        }
        seller.follow("Account").await?;
        for note in notes {
            seller.reads_in("account-lot", note).await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_lot_is_taken_back_only_after_a_question() {
    Stage::play("delivery-revoke", async |stage| {
        let lot = Offer::wind(80, "On second thought");
        let seller = stage.visitor("seller").await?;
        seller.sign_up("Ada").await?;
        seller.deliver(lot).await?;
        let buyer = stage.visitor("buyer").await?;
        buyer.sign_up("Grace").await?;
        buyer.reads_in("pool-row", lot.note).await?;

        seller.follow("Account").await?;
        seller.press_in("Take back", "account-lot", lot.note).await?;
        seller.press("Keep it").await?;
        assert!(seller.reads_in("account-lot", lot.note).await?.contains("In the pool"));
        seller.press_in("Take back", "account-lot", lot.note).await?;
        seller.press("Take back").await?;
        seller.sees_attribute("account-lot", "data-status", "revoked").await?;
        seller.sees_heading("Taken back 1").await?;
        buyer.misses_in("pool-row", lot.note).await
    })
    .await;
}

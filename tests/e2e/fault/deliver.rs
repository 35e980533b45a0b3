//! Delivering a lot: it is in the pool once if the page says so, and not at all if the page says that.

use domain::status::Consequence;
use words::{Label, Phrase};

use super::person::Person;
use super::plan::Journey;
use super::truth::Truth;
use crate::Trouble;
use crate::market::Offer;

/// Describes a lot and delivers it. Gives what is not so.
pub(super) async fn play(person: &Person, journey: &Journey, truth: &Truth) -> Result<Vec<String>, Trouble> {
    let note = format!("delivered {}.", journey.number);
    person.goes_to(Label::Pool).await?;
    person.visitor.describe(Offer::wind(1, &note)).await?;
    person.proxy.spoil(&[journey.order]);
    // What is said of an earlier lot that was refused stays until then.
    person.visitor.press(person.words.say(Label::Deliver)).await?;
    let said = person
        .until_as_member("it is said what became of the delivery", async |glance| {
            if glance.is_delivered {
                return Ok(Some(Ok(())));
            }
            if let Some(card) = glance.cards.first() {
                if person.takes_remedy(card, journey.is_patient).await? {
                    return Ok(None);
                }
                return Ok(Some(Err(card.rest.clone())));
            }
            if !glance.is_busy {
                person.presses(Label::Deliver).await?;
            }
            Ok(None)
        })
        .await?;
    person.proxy.calm();
    let fate = truth.of_note(&note).await?;
    let not_delivered = person.words.say(Phrase::from(Consequence::NotDelivered));
    let is_so = match &said {
        Ok(()) => fate.lots == 1 && fate.status == "waiting",
        Err(words) => words.contains(not_delivered) && fate.lots == 0,
    };
    if fate.lots > 0 {
        // The pool stays short, so that every row of it is in sight.
        person.device.revoke(&fate.hash).await?;
    }
    Ok(if is_so { Vec::new() } else { vec![format!("the page says {said:?}, and “{note}” is {fate:?}")] })
}

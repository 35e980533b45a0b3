//! Taking a lot back: what the list of the account shows in the end has to be what the books say.

use domain::status::Consequence;
use words::{Label, Phrase};

use super::person::Person;
use super::plan::Journey;
use super::truth::Truth;
use crate::Trouble;

/// Takes back a lot that the other device has just delivered. Gives what is not so.
pub(super) async fn play(person: &Person, journey: &Journey, truth: &Truth) -> Result<Vec<String>, Trouble> {
    let note = format!("to take back {}.", journey.number);
    let hashes = person.device.deliver(std::slice::from_ref(&note)).await?;
    person.goes_to(Label::Deliver).await?;
    person.goes_to(Label::Account).await?;
    let take_back = person.words.say(Label::TakeBack);
    person.visitor.press_in(take_back, "account-lot", &note).await?;
    person.proxy.spoil(&[journey.order]);
    let not_revoked = person.words.say(Phrase::from(Consequence::NotRevoked));
    let mut last_word = String::new();
    let shown = person
        .until_as_member("it is seen what became of the lot", async |glance| {
            if glance.dialog.as_deref() == Some("revoke") {
                let card = glance.cards.first().filter(|card| !card.is_for_want_of_session());
                if let Some(card) = card {
                    if person.takes_remedy(card, journey.is_patient).await? {
                        return Ok(None);
                    }
                    last_word.clone_from(&card.rest);
                    for label in [Label::ShowNewest, Label::KeepIt, Label::Close] {
                        if glance.can_press(person.words.say(label)) {
                            person.presses(label).await?;
                            break;
                        }
                    }
                } else if !glance.is_busy {
                    person.presses(Label::TakeBack).await?;
                }
                return Ok(None);
            }
            let row = glance.lots.iter().find(|lot| lot.text.contains(&note));
            match row.map(|lot| lot.status.as_str()) {
                Some("revoked") => Ok(Some("revoked")),
                // Whatever else was said, the list is read again.
                Some("waiting") if last_word.contains(not_revoked) => Ok(Some("waiting")),
                Some(_) | None => match glance.cards.first() {
                    Some(card) => person.takes_remedy(card, journey.is_patient).await.map(|_| None),
                    None => Ok(None),
                },
            }
        })
        .await?;
    person.proxy.calm();
    let fate = truth.of_note(&note).await?;
    if fate.status == "waiting" {
        person.device.revoke(&fate.hash).await?;
    }
    let is_so = fate.lots == hashes.len() && fate.status == shown;
    let lie = || format!("the page shows {shown} after “{last_word}”, and “{note}” is {fate:?}");
    Ok(if is_so { Vec::new() } else { vec![lie()] })
}

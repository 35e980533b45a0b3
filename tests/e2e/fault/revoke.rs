//! Taking a lot back: what the list of the account shows in the end has to be what the books say.

use std::cell::Cell;

use words::Label;

use super::asks::Asks;
use super::call::Call;
use super::glance::Glance;
use super::person::Person;
use super::plan::Journey;
use super::truth::Truth;
use crate::Trouble;

/// Takes back a lot that the other device has just delivered. Gives what is not so.
pub(super) async fn play(person: &Person, journey: &Journey, truth: &Truth) -> Result<Vec<String>, Trouble> {
    let note = format!("to take back {}.", journey.number);
    person.device.deliver(std::slice::from_ref(&note)).await?;
    person.steps_aside().await?;
    person.goes_to(Label::Account).await?;
    let take_back = person.words.say(Label::TakeBack);
    person.visitor.press_in(take_back, "account-lot", &note).await?;
    person.proxy.spoil(&[journey.order]);
    let first = person.proxy.count();
    let is_list_new = Cell::new(false);
    let shown = person
        .until_as_member("it is seen what became of the lot", async |glance| {
            if glance.dialog.as_deref() == Some("revoke") {
                look_on(person, journey, glance).await?;
                return Ok(None);
            }
            if let Some(card) = glance.cards.first() {
                person.takes_remedy(card, journey.is_patient).await?;
                return Ok(None);
            }
            // What was read before this glance is what the list shows.
            let was_new = is_list_new.replace(is_list_read(&person.proxy.calls_from(first)));
            let row = glance.lots.iter().find(|lot| lot.text.contains(&note));
            Ok(row.filter(|_| was_new).map(|lot| lot.status.clone()))
        })
        .await?;
    person.proxy.calm();
    let fate = truth.of_note(&note).await?;
    if fate.status == "waiting" {
        person.device.revoke(&fate.hash).await?;
    }
    let is_so = fate.lots == 1 && fate.status == shown;
    Ok(if is_so { Vec::new() } else { vec![format!("the page shows {shown}, and “{note}” is {fate:?}")] })
}

/// Whether the list was read since the lot was last asked for.
fn is_list_read(calls: &[Call]) -> bool {
    let asked = calls.iter().rposition(|call| call.asks == Asks::Revoke);
    asked.is_some_and(|asked| calls[asked..].iter().any(|call| call.asks == Asks::Account && call.is_done()))
}

/// Looks at the question, and at what is said of the answer.
async fn look_on(person: &Person, journey: &Journey, glance: &Glance) -> Result<(), Trouble> {
    // Whoever had to log in first goes on where they were.
    match glance.cards.first().filter(|card| !card.is_for_want_of_session()) {
        Some(card) => {
            if !person.takes_remedy(card, journey.is_patient).await? {
                for label in [Label::ShowNewest, Label::KeepIt, Label::Close] {
                    if glance.can_press(person.words.say(label)) {
                        return person.presses(label).await;
                    }
                }
            }
            Ok(())
        }
        None if glance.is_busy => Ok(()),
        None => person.presses(Label::TakeBack).await,
    }
}

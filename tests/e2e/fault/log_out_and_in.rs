//! Logging out and in again: whoever wants to leave does, and is let in again.

use words::Label;

use super::person::Person;
use super::plan::Journey;
use crate::Trouble;

/// Logs out, and in again.
pub(super) async fn play(person: &Person, journey: &Journey) -> Result<Vec<String>, Trouble> {
    person.goes_to(Label::Pool).await?;
    person.proxy.spoil(&[journey.order]);
    person
        .until("the person has left", async |glance| {
            if glance.dialog.as_deref() == Some("log-in-again") {
                person.presses(Label::LeavePage).await?;
            } else if glance.path == "/login" {
                return Ok(Some(()));
            } else if !glance.is_busy {
                person.presses(Label::LogOut).await?;
            }
            Ok(None)
        })
        .await?;
    person
        .until_as_member("the person is in again", async |glance| {
            if let Some(card) = glance.cards.first() {
                super::look::looks_again(person, journey, card).await?;
                return Ok(None);
            }
            Ok((glance.path == "/pool" && glance.has_pool).then_some(()))
        })
        .await?;
    Ok(Vec::new())
}

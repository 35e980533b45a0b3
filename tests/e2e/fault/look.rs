//! Looking: at the pool and at the account.

use words::Label;

use super::glance::Card;
use super::person::Person;
use super::plan::Journey;
use super::truth::Truth;
use crate::Trouble;
use crate::market::number;

/// Looks at the pool, coming from another page or loading it anew.
pub(super) async fn at_pool(
    person: &Person,
    journey: &Journey,
    is_reload: bool,
) -> Result<Vec<String>, Trouble> {
    if is_reload {
        // No beat of the page that is left is to be spoilt instead.
        person.visitor.browser().goto("about:blank").await?;
        person.proxy.spoil(&[journey.order]);
        person.visitor.open("/pool").await?;
    } else {
        person.steps_aside().await?;
        person.proxy.spoil(&[journey.order]);
        person.goes_to(Label::Pool).await?;
    }
    person
        .until_as_member("the pool is seen, or why it is not", async |glance| {
            if let Some(card) = glance.cards.first() {
                return looks_again(person, journey, card).await;
            }
            Ok((glance.path == "/pool" && glance.has_pool && !glance.is_busy).then_some(()))
        })
        .await?;
    Ok(Vec::new())
}

/// Looks at the account; the balance that is shown has to be the one of the books.
pub(super) async fn at_account(
    person: &Person,
    journey: &Journey,
    truth: &Truth,
) -> Result<Vec<String>, Trouble> {
    person.steps_aside().await?;
    person.proxy.spoil(&[journey.order]);
    person.goes_to(Label::Account).await?;
    let shown = person
        .until_as_member("the account is seen, or why it is not", async |glance| {
            if let Some(card) = glance.cards.first() {
                return Ok(looks_again(person, journey, card).await?.map(|()| None));
            }
            let is_whole = !glance.is_busy && glance.open_sessions > 0;
            Ok(glance.balance.clone().filter(|_| is_whole).map(Some))
        })
        .await?;
    let balance = truth.balance(&person.account).await?;
    let lie = match shown.as_deref().map(number).transpose()? {
        Some(shown) if shown != balance => {
            Some(format!("{shown} credits are shown, and {balance} are there"))
        }
        Some(_) | None => None,
    };
    Ok(lie.into_iter().collect())
}

/// Does what the message says; that it says what cannot be done from here is the end.
pub(super) async fn looks_again(
    person: &Person,
    journey: &Journey,
    card: &Card,
) -> Result<Option<()>, Trouble> {
    if person.takes_remedy(card, journey.is_patient).await? {
        return Ok(None);
    }
    for label in [Label::ReloadPage, Label::ShowNewest] {
        if person.offers(card, label) {
            person.presses(label).await?;
            return Ok(None);
        }
    }
    Ok(Some(()))
}

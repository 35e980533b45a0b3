//! Buying lots: what the page says in the end has to be what the books say, and one decision counts once.

use domain::status::{Code, Consequence};
use words::{Label, Phrase};

use super::glance::Glance;
use super::person::Person;
use super::plan::Journey;
use super::truth::Truth;
use crate::Trouble;
use crate::device::Device;
use crate::patience::eventually;

/// What the page says of a purchase.
#[derive(Clone, Debug)]
enum Said {
    /// What became of each lot.
    Outcomes(Vec<u16>),
    /// That none was bought.
    NotCharged,
    /// Something else, and no way to go on.
    Strange(String),
}

/// Picks the lots that a supplier has just delivered, and buys them. Gives the notes of those that the page
/// calls bought, and what is not so.
pub(super) async fn play(
    person: &Person,
    journey: &Journey,
    supplier: &Device,
    truth: &Truth,
    lots: usize,
) -> Result<(Vec<String>, Vec<String>), Trouble> {
    let notes: Vec<String> = (1..=lots).map(|lot| format!("to buy {}-{lot}.", journey.number)).collect();
    let hashes = supplier.deliver(&notes).await?;
    person.goes_to(Label::Pool).await?;
    picks(person, &notes).await?;
    person.visitor.review().await?;
    person.proxy.spoil(&[journey.order]);
    let said = person
        .until_as_member("it is said what became of the purchase", async |glance| {
            look_on(person, journey, glance).await
        })
        .await?;
    let mut bought = Vec::new();
    let mut lies = Vec::new();
    for (place, note) in notes.iter().enumerate() {
        let is_said = match &said {
            Said::Outcomes(codes) => codes.get(place).copied() == Some(Code::Purchased.number()),
            Said::NotCharged => false,
            Said::Strange(text) => {
                lies.push(format!("the purchase ends with “{text}”"));
                false
            }
        };
        let fate = truth.of_note(note).await?;
        let is_so = fate.buyer.as_deref() == Some(&person.account);
        if is_said != is_so || fate.charges != i64::from(is_so) {
            lies.push(format!("the page says {said:?}, and of “{note}” is true: {fate:?}"));
        }
        if is_said {
            bought.push(note.clone());
        }
    }
    person.proxy.calm();
    for (hash, note) in hashes.iter().zip(&notes) {
        if truth.of_note(note).await?.status == "waiting" {
            supplier.revoke(hash).await?;
        }
    }
    Ok((bought, lies))
}

/// Picks those lots and no other. Where lots come and go above, another row may stand under the pointer when it is
/// pressed; whoever sees that another lot is picked begins anew. A journey once bought what it had not looked for.
async fn picks(person: &Person, notes: &[String]) -> Result<(), Trouble> {
    let picked = "return [...document.querySelectorAll('[data-testid=pool-row]')]
        .filter((row) => row.querySelector('[data-testid=select-row]').checked).map((row) => row.innerText);";
    eventually(&format!("{notes:?} are picked"), async || {
        for note in notes {
            person.visitor.click_in("select-row", "pool-row", note).await?;
        }
        let rows: Vec<String> = person.visitor.browser().execute(picked, Vec::new()).await?.convert()?;
        let are_these = rows.len() == notes.len()
            && notes.iter().all(|note| rows.iter().any(|row| row.contains(note.as_str())));
        if !are_these && !rows.is_empty() {
            person.visitor.press(person.words.say(Label::Clear)).await?;
        }
        Ok(are_these.then_some(()))
    })
    .await
}

async fn look_on(person: &Person, journey: &Journey, glance: &Glance) -> Result<Option<Said>, Trouble> {
    if !glance.outcomes.is_empty() {
        return Ok(Some(Said::Outcomes(glance.outcomes.clone())));
    }
    if let Some(card) = glance.cards.first() {
        if person.takes_remedy(card, journey.is_patient).await? {
            return Ok(None);
        }
        let not_charged = person.words.say(Phrase::from(Consequence::NotCharged));
        let said = if card.rest.contains(not_charged) {
            Said::NotCharged
        } else {
            Said::Strange(format!("{} {}", card.headline, card.rest))
        };
        return Ok(Some(said));
    }
    if !glance.is_busy {
        // At first, and again after logging in; where the page was left meanwhile, it says how to go on.
        for label in [Label::BuyNow, Label::SettleIt] {
            person.presses(label).await?;
        }
    }
    Ok(None)
}

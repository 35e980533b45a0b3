//! What stands on a message card, and what should stand there by the dictionary in use.
//!
//! It reads; whether the message itself is the right one is decided by whoever makes it.

use domain::status::{Cause, Failure, Message, catalogue};
use wattpool::language::{said, told};
use wattpool::route;
use words::{Label, Sentence, phrase};

use crate::screen::Screen;
use crate::script::REQUEST_ID;

/// The parts of a message card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What happened.
    pub headline: String,
    /// What it means and what to do next.
    pub text: String,
    /// Code and request.
    pub reference: String,
    /// Where the reference leads.
    pub address: String,
    /// The label of the button or link, where there is one.
    pub button: Option<String>,
}

impl Card {
    /// What a message has to say, with the button for whoever does it by hand.
    pub fn of(message: &Message) -> Self {
        let [headline, consequence, next_step] = phrase::parts(message);
        let cause = phrase::cause(message);
        let reference = match &message.request_id {
            Some(request) => Label::Reference.with("cause", cause).with("request", request.as_str()),
            None => cause,
        };
        Self {
            headline: said(headline).to_owned(),
            text: told(Sentence::from(consequence).then(next_step)),
            reference: told(reference),
            address: route::code(&catalogue::slug(message.reason)),
            button: phrase::button(message.remedy).map(|label| said(label).to_owned()),
        }
    }

    /// What stands on the first card below a selector.
    pub fn on(screen: &Screen, place: &str) -> Self {
        let card = |part: &str| format!("{place} [data-testid=message] {part}");
        let link = screen.find(&card(".reference a"));
        Self {
            headline: screen.text(&card(".message-headline")),
            text: screen.text(&card(".message-headline + p")),
            reference: screen.text(&card(".reference a")),
            address: link.and_then(|link| link.get_attribute("href")).unwrap_or_default(),
            button: screen.find(&card(".button")).map(|button| button.text_content().unwrap_or_default()),
        }
    }

    /// All of its words.
    pub fn words(&self) -> String {
        let Self { headline, text, reference, address: _, button } = self;
        format!("{headline} {text} {reference} {}", button.as_deref().unwrap_or_default())
    }
}

/// The first whole number in a text.
pub fn number_in(text: &str) -> Option<u64> {
    text.split(|letter: char| !letter.is_ascii_digit()).find(|digits| !digits.is_empty())?.parse().ok()
}

/// The failure of an answer that came with the request id of the scripts.
pub fn answered(cause: Cause) -> Failure {
    Failure { request_id: Some(REQUEST_ID.to_owned()), ..Failure::new(cause) }
}

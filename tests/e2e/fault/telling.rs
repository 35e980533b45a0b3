//! What a call that failed gives to read, by the words of the dictionary, and whether that was read.

use domain::status::{Action, Failure, Message, Misfortune};
use words::{Label, Sentence, phrase};

use super::call::Call;
use super::watch::{Event, Kind};
use crate::wording::Wording;

/// The words of one failure.
pub(super) struct Telling {
    headline: String,
    rest: String,
    consequence: String,
    ends_session: bool,
}

impl Telling {
    /// What is to be read of a call, where it failed.
    pub(super) fn of(call: &Call, words: &Wording) -> Option<Self> {
        Some(Self::of_failure(call.failure.as_ref()?, call.asks.action(), words))
    }

    /// What is to be read of calls that were not sent, because nobody answered those before.
    pub(super) fn of_silence(words: &Wording) -> [Self; Action::ALL.len()] {
        let kept = Failure::from(Misfortune::CircuitOpen);
        Action::ALL.map(|action| Self::of_failure(&kept, action, words))
    }

    fn of_failure(failure: &Failure, action: Action, words: &Wording) -> Self {
        let message = Message::of(failure, action);
        let [headline, consequence, next_step] = phrase::parts(&message);
        Self {
            headline: words.say(headline).to_owned(),
            rest: words.tell(Sentence::from(consequence).then(next_step)),
            consequence: words.say(consequence).to_owned(),
            ends_session: failure.ends_session(),
        }
    }

    /// Whether that is what was shown.
    pub(super) fn is_in(&self, event: &Event, words: &Wording) -> bool {
        match event.kind {
            Kind::Message => event.headline == self.headline && event.rest == self.rest,
            Kind::Notice => {
                let unseen = format!("{} {}", self.consequence, words.say(Label::OpenPoolToCheck));
                event.headline.starts_with(&self.headline) || event.headline == unseen
            }
            Kind::LogIn => self.ends_session,
            Kind::Panic => false,
        }
    }
}

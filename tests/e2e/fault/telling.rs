//! What a call that failed gives to read, by the words of the dictionary, and whether that was read.

use domain::status::{Action, Failure, Message, Misfortune};
use words::{Sentence, phrase};

use super::call::Call;
use super::watch::{Event, Kind};
use crate::wording::Wording;

/// The words of one failure.
pub(super) struct Telling {
    headline: String,
    rest: String,
    ends_session: bool,
}

impl Telling {
    /// What is to be read of a call, where it failed.
    pub(super) fn of(call: &Call, words: &Wording) -> Option<Self> {
        let failure = call.failure.as_ref()?;
        Some(Self::of_message(&Message::of(failure, call.asks.action()), failure.ends_session(), words))
    }

    /// What is to be read of a call that failed where an earlier try of the same may have been done.
    pub(super) fn of_later_try(call: &Call, words: &Wording) -> Option<Self> {
        let failure = call.failure.as_ref()?;
        let message = Message::of_unknown(failure, call.asks.action());
        Some(Self::of_message(&message, failure.ends_session(), words))
    }

    /// What is to be read of calls that were not sent, because nobody answered those before.
    pub(super) fn of_silence(words: &Wording) -> Vec<Self> {
        let kept = Failure::from(Misfortune::CircuitOpen);
        let messages = |action| [Message::of(&kept, action), Message::of_unknown(&kept, action)];
        let messages = Action::ALL.into_iter().flat_map(messages);
        messages.map(|message| Self::of_message(&message, false, words)).collect()
    }

    fn of_message(message: &Message, ends_session: bool, words: &Wording) -> Self {
        let [headline, consequence, next_step] = phrase::parts(message);
        Self {
            headline: words.say(headline).to_owned(),
            rest: words.tell(Sentence::from(consequence).then(next_step)),
            ends_session,
        }
    }

    /// Whether that is what was shown.
    pub(super) fn is_in(&self, event: &Event) -> bool {
        match event.kind {
            Kind::Message => event.headline == self.headline && event.rest == self.rest,
            Kind::Notice => event.headline.starts_with(&self.headline),
            Kind::LogIn => self.ends_session,
            Kind::Panic => false,
        }
    }
}

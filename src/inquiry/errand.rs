//! What can be asked for until it is known, and how far that is. It asks nobody.

use std::future::Future;

use domain::account::AccountName;
use domain::pending::Intent;
use domain::status::{Action, Failure, Message};
use words::Sentence;

use crate::api::Member;
use crate::inquiry::tries::Tries;

/// One thing that a person wants done, once.
pub trait Errand: Clone + Send + Sync + 'static {
    /// What the exchange says of it.
    type Answer: Clone + PartialEq + Send + Sync + 'static;

    /// What the person does.
    const ACTION: Action;

    /// The one that the tab kept; nothing where another kind of wish was.
    fn recalled(intent: Intent) -> Option<Self>;

    /// The same to be kept.
    fn intent(&self, account: AccountName) -> Intent;

    /// Its tries.
    fn tries(&self) -> &Tries;

    /// The same, to take note of one.
    fn tries_mut(&mut self) -> &mut Tries;

    /// Asks for it.
    fn ask(self, member: Member) -> impl Future<Output = Result<Self::Answer, Failure>> + 'static;

    /// What a person is told of an answer: whether it is good news, and in which words.
    fn tell(answer: &Self::Answer) -> (bool, Sentence);
}

/// How far it is.
#[derive(Clone, PartialEq)]
pub enum Stage<A> {
    /// Nothing was sent yet.
    Idle,
    /// It is on its way.
    Sending,
    /// It may have been done, and is being asked for without a word from the exchange yet.
    Checking,
    /// It is not known whether the exchange acted.
    Unknown(Message),
    /// The exchange did not do it.
    Refused(Failure),
    /// The exchange has spoken.
    Answered(A),
}

impl<A> Stage<A> {
    /// Whether nobody knows yet what becomes of it.
    #[must_use]
    pub const fn is_unsettled(&self) -> bool {
        match self {
            Self::Sending | Self::Checking | Self::Unknown(_) => true,
            Self::Idle | Self::Refused(_) | Self::Answered(_) => false,
        }
    }

    /// What is wrong, where anything is.
    #[must_use]
    pub fn message(&self, action: Action) -> Option<Message> {
        match self {
            Self::Unknown(message) => Some(message.clone()),
            Self::Refused(failure) => Some(Message::of(failure, action)),
            Self::Idle | Self::Sending | Self::Checking | Self::Answered(_) => None,
        }
    }
}

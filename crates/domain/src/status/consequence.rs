//! What a failure means for the person: decided by what they were doing and by what the answer proves.
//!
//! The sentences are in the `words` crate.

use crate::status::{Action, Code, Failure, Reason};

/// What it means for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Consequence {
    /// No account was opened.
    NoAccount,
    /// Nobody knows yet whether the account was opened.
    AccountUnknown,
    /// The person is not logged in.
    NotLoggedIn,
    /// Nobody knows yet whether they are logged in.
    LogInUnknown,
    /// They may still be logged in.
    MaybeLoggedIn,
    /// What they see may be out of date.
    OutOfDate,
    /// Nothing was put into the pool.
    NotDelivered,
    /// Nobody knows yet whether the lot reached the pool.
    DeliveryUnknown,
    /// What was just sent of many lots was not put into the pool.
    ParcelNotDelivered,
    /// Nobody knows yet whether what was just sent of many lots reached the pool.
    ParcelUnknown,
    /// They were not charged.
    NotCharged,
    /// Nobody knows yet whether the purchase went through.
    PurchaseUnknown,
    /// The lot was not taken back.
    NotRevoked,
    /// Nobody knows yet whether the lot was taken back.
    RevokeUnknown,
    /// An earlier try whose answer was lost may have taken the lot back.
    MaybeRevoked,
    /// The session elsewhere was not ended.
    SessionNotEnded,
    /// Nobody knows yet whether the session elsewhere has ended.
    SessionEndUnknown,
    /// They are signed out, and nothing that they typed is lost.
    SignedOut,
}

impl Consequence {
    /// Every consequence.
    pub const ALL: [Self; 18] = [
        Self::NoAccount,
        Self::AccountUnknown,
        Self::NotLoggedIn,
        Self::LogInUnknown,
        Self::MaybeLoggedIn,
        Self::OutOfDate,
        Self::NotDelivered,
        Self::DeliveryUnknown,
        Self::ParcelNotDelivered,
        Self::ParcelUnknown,
        Self::NotCharged,
        Self::PurchaseUnknown,
        Self::NotRevoked,
        Self::RevokeUnknown,
        Self::MaybeRevoked,
        Self::SessionNotEnded,
        Self::SessionEndUnknown,
        Self::SignedOut,
    ];

    /// What a failure of that action means.
    #[must_use]
    pub fn of(failure: &Failure, action: Action) -> Self {
        if failure.leaves_outcome_unknown() {
            return Self::of_unknown(action);
        }
        if failure.ends_session() {
            return Self::SignedOut;
        }
        if action == Action::Revoke && failure.reason() == Reason::Code(Code::RevokeTooLate) {
            return Self::MaybeRevoked;
        }
        match action {
            Action::SignUp => Self::NoAccount,
            Action::LogIn => Self::NotLoggedIn,
            Action::LogOut => Self::MaybeLoggedIn,
            Action::Look => Self::OutOfDate,
            Action::Deliver => Self::NotDelivered,
            Action::Ship => Self::ParcelNotDelivered,
            Action::Purchase => Self::NotCharged,
            Action::Revoke => Self::NotRevoked,
            Action::EndSession => Self::SessionNotEnded,
        }
    }

    /// What it means that nobody knows whether it was done.
    #[must_use]
    pub const fn of_unknown(action: Action) -> Self {
        match action {
            Action::SignUp => Self::AccountUnknown,
            Action::LogIn => Self::LogInUnknown,
            Action::LogOut => Self::MaybeLoggedIn,
            Action::Look => Self::OutOfDate,
            Action::Deliver => Self::DeliveryUnknown,
            Action::Ship => Self::ParcelUnknown,
            Action::Purchase => Self::PurchaseUnknown,
            Action::Revoke => Self::RevokeUnknown,
            Action::EndSession => Self::SessionEndUnknown,
        }
    }

    /// Whether nobody knows yet what became of it.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        matches!(
            self,
            Self::AccountUnknown
                | Self::LogInUnknown
                | Self::DeliveryUnknown
                | Self::ParcelUnknown
                | Self::PurchaseUnknown
                | Self::RevokeUnknown
                | Self::SessionEndUnknown
        )
    }
}

//! What a person reads of a failure: what happened, what it means for them, what to do next, and a
//! small reference. The app acts on the [`Remedy`], never on a number.
//!
//! Here it is decided what is said; the sentences themselves are in the `words` crate, in every language.

use std::time::Duration;

use crate::handshake::Progress;
use crate::status::{
    Cause, Code, Consequence, Failure, HttpClass, Misfortune, Reason, Remedy, Rule, Severity,
};

/// What the person was doing; it decides what a failure means for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Opening an account.
    SignUp,
    /// Logging in.
    LogIn,
    /// Logging out.
    LogOut,
    /// Looking at something: pool, account or service.
    Look,
    /// Putting a lot into the pool.
    Deliver,
    /// Putting a part of many lots into the pool.
    Ship,
    /// Buying lots.
    Purchase,
    /// Taking a lot back.
    Revoke,
    /// Ending a session elsewhere.
    EndSession,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 9] = [
        Self::SignUp,
        Self::LogIn,
        Self::LogOut,
        Self::Look,
        Self::Deliver,
        Self::Ship,
        Self::Purchase,
        Self::Revoke,
        Self::EndSession,
    ];

    /// Whether it puts lots into the pool or takes them out.
    const fn changes_lots(self) -> bool {
        matches!(self, Self::Deliver | Self::Ship | Self::Purchase | Self::Revoke)
    }
}

/// What a person is told to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NextStep {
    /// What the reason says.
    OfReason(Reason),
    /// Find out what became of it; asking again never counts twice.
    CheckOutcome,
    /// Open the account again; if the name is taken then, it was opened.
    SignUpAgain,
    /// Log in again; twice does no harm.
    LogInAgain,
    /// End the session again; twice does no harm.
    EndSessionAgain,
}

/// What a person reads, before it is put into a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What happened; it leads to the entry of the catalogue.
    pub reason: Reason,
    /// What it means for the person.
    pub consequence: Consequence,
    /// What to do next.
    pub next_step: NextStep,
    /// The same for the app: which button to show.
    pub remedy: Remedy,
    /// How much it wants to be seen.
    pub severity: Severity,
    /// How much is done of what goes on, where the answer says it.
    pub progress: Option<Progress>,
    /// The custom code or HTTP status, for markup; the app never decides by it.
    pub code: Option<u16>,
    /// The request that it is about, for whoever has to look it up.
    pub request_id: Option<String>,
}

impl Message {
    /// What to say of a failure of that action.
    #[must_use]
    pub fn of(failure: &Failure, action: Action) -> Self {
        let reason = failure.reason();
        let Rule { severity, remedy } = Rule::of(reason);
        let (remedy, next_step) = what_next(failure, action, remedy);
        Self {
            reason,
            consequence: Consequence::of(failure, action),
            next_step,
            remedy,
            severity,
            progress: failure.progress,
            code: number_of(failure.cause),
            request_id: failure.request_id.clone(),
        }
    }

    /// What to say of a failure to find out what became of something that may have been done before: that is
    /// still not known, whatever this failure would say of a first try.
    #[must_use]
    pub fn of_unknown(failure: &Failure, action: Action) -> Self {
        let message = Self::of(failure, action);
        if message.remedy == Remedy::CheckOutcome {
            return message;
        }
        let (remedy, next_step) = match failure.retry_after {
            _ if failure.ends_session() => (Remedy::SignInAgain, NextStep::OfReason(failure.reason())),
            Some(wait) => (Remedy::Wait(wait.min(LONGEST_WAIT)), NextStep::CheckOutcome),
            None => (Remedy::CheckOutcome, NextStep::CheckOutcome),
        };
        Self { consequence: Consequence::of_unknown(action), next_step, remedy, ..message }
    }

    /// Whether a person would read the same; only the request may differ.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        let Self { reason, consequence, next_step, remedy, severity, progress, code, request_id: _ } = self;
        (*reason, *consequence, *next_step) == (other.reason, other.consequence, other.next_step)
            && (*remedy, *severity, *progress, *code)
                == (other.remedy, other.severity, other.progress, other.code)
    }
}

/// The next step. While the outcome is unknown, a change to lots is asked for again under the same key;
/// opening an account, logging in and ending a session carry no key, so they are tried again.
fn what_next(failure: &Failure, action: Action, remedy: Remedy) -> (Remedy, NextStep) {
    let reason = failure.reason();
    let is_heard_of = reason != Reason::Misfortune(Misfortune::Aborted);
    let is_unknown = is_heard_of && failure.leaves_outcome_unknown();
    if is_unknown && action.changes_lots() {
        return (Remedy::CheckOutcome, NextStep::CheckOutcome);
    }
    // Who wants something other than to leave can do nothing else, whatever the code was made for.
    if failure.ends_session() && remedy == Remedy::Nothing && action != Action::LogOut {
        return (Remedy::SignInAgain, NextStep::OfReason(Reason::Code(Code::HeartbeatNoSession)));
    }
    // Nobody entered anything who only looks; the app itself asked wrongly, and a newer one may not.
    if action == Action::Look && remedy == Remedy::FixInput && failure.retry_after.is_none() {
        return (Remedy::Reload, NextStep::OfReason(Reason::HttpClass(HttpClass::Refused)));
    }
    let again = try_again(action).filter(|_| is_unknown);
    let is_dead_end = matches!(remedy, Remedy::Nothing | Remedy::KeepGoing);
    let remedy = if is_dead_end && again.is_some() { Remedy::TryAgain } else { remedy };
    match (after_wait(reason, remedy, failure.retry_after), again) {
        (remedy @ (Remedy::TryAgain | Remedy::Wait(_)), Some(again)) => (remedy, again),
        (remedy, _) => (remedy, NextStep::OfReason(reason)),
    }
}

/// What to do while it is not known whether an account was opened, a person logged in or a session ended: none
/// carries a key, and trying again does no harm.
const fn try_again(action: Action) -> Option<NextStep> {
    match action {
        Action::SignUp => Some(NextStep::SignUpAgain),
        Action::LogIn => Some(NextStep::LogInAgain),
        Action::EndSession => Some(NextStep::EndSessionAgain),
        Action::LogOut
        | Action::Look
        | Action::Deliver
        | Action::Ship
        | Action::Purchase
        | Action::Revoke => None,
    }
}

/// The longest wait that an answer can impose.
pub const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// An answer that says when to come back may be repeated then, whatever it is; but a code that wants
/// another request wants it later too.
fn after_wait(reason: Reason, remedy: Remedy, retry_after: Option<Duration>) -> Remedy {
    match (reason, remedy, retry_after) {
        (Reason::Http(_) | Reason::HttpClass(_), _, Some(wait))
        | (_, Remedy::TryAgain | Remedy::Wait(_), Some(wait)) => Remedy::Wait(wait.min(LONGEST_WAIT)),
        (_, remedy, _) => remedy,
    }
}

const fn number_of(cause: Cause) -> Option<u16> {
    match cause {
        Cause::Status(status) => Some(status.number()),
        Cause::Http(number) => Some(number),
        Cause::Misfortune(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::Status;

    fn every_failure() -> Vec<Failure> {
        let statuses = (600..1000).filter_map(Status::from_number).map(Cause::Status);
        let http = (0..600).map(Cause::Http);
        let misfortunes = Misfortune::ALL.map(Cause::Misfortune);
        statuses.chain(http).chain(misfortunes).map(Failure::new).collect()
    }

    #[test]
    fn a_purchase_without_an_answer_is_never_called_failed() {
        let message = Message::of(&Misfortune::Unreachable.into(), Action::Purchase);
        assert_eq!(message.remedy, Remedy::CheckOutcome);
        assert_eq!(message.consequence, Consequence::PurchaseUnknown);
        let refused = Message::of(&Status::from(Code::LotRequestMalformed).into(), Action::Purchase);
        assert_eq!(refused.consequence, Consequence::NotCharged);
    }

    #[test]
    fn a_person_is_told_that_they_were_not_charged_only_where_it_is_certain() {
        for failure in every_failure() {
            let message = Message::of(&failure, Action::Purchase);
            let is_unknown = failure.leaves_outcome_unknown();
            assert_eq!(message.consequence == Consequence::PurchaseUnknown, is_unknown, "{failure}");
            if failure.cause != Cause::Misfortune(Misfortune::Aborted) {
                assert_eq!(message.remedy == Remedy::CheckOutcome, is_unknown, "{failure}");
            }
        }
    }

    #[test]
    fn while_it_is_not_known_what_became_of_it_no_failure_to_find_out_calls_it_failed() {
        for failure in every_failure() {
            for (action, unknown) in [
                (Action::Deliver, Consequence::DeliveryUnknown),
                (Action::Ship, Consequence::ParcelUnknown),
                (Action::Purchase, Consequence::PurchaseUnknown),
                (Action::Revoke, Consequence::RevokeUnknown),
            ] {
                let message = Message::of_unknown(&failure, action);
                assert_eq!(message.consequence, unknown, "{failure}");
                let remedy = if failure.ends_session() { Remedy::SignInAgain } else { Remedy::CheckOutcome };
                assert_eq!(message.remedy, remedy, "{failure}");
            }
        }
        let busy = Failure { retry_after: Some(Duration::from_secs(9)), ..Failure::new(Cause::Http(429)) };
        let message = Message::of_unknown(&busy, Action::Purchase);
        assert_eq!(message.remedy, Remedy::Wait(Duration::from_secs(9)));
    }

    #[test]
    fn what_carries_no_key_and_has_no_answer_is_never_called_failed_and_is_tried_again() {
        let lost = Failure::from(Misfortune::TimedOut);
        let sign_up = Message::of(&lost, Action::SignUp);
        assert_eq!(
            (sign_up.consequence, sign_up.next_step),
            (Consequence::AccountUnknown, NextStep::SignUpAgain)
        );
        let log_in = Message::of(&lost, Action::LogIn);
        assert_eq!((log_in.consequence, log_in.next_step), (Consequence::LogInUnknown, NextStep::LogInAgain));
        let end = Message::of(&lost, Action::EndSession);
        assert_eq!(
            (end.consequence, end.next_step),
            (Consequence::SessionEndUnknown, NextStep::EndSessionAgain)
        );
        assert_eq!([sign_up.remedy, log_in.remedy, end.remedy], [Remedy::TryAgain; 3]);
        assert_eq!(Message::of(&lost, Action::LogOut).consequence, Consequence::MaybeLoggedIn);
        let taken = Message::of(&Status::from(Code::AccountNameTaken).into(), Action::SignUp);
        assert_eq!(taken.consequence, Consequence::NoAccount);
        for failure in every_failure() {
            for action in [Action::SignUp, Action::LogIn, Action::LogOut, Action::Look, Action::EndSession] {
                assert_ne!(
                    Message::of(&failure, action).remedy,
                    Remedy::CheckOutcome,
                    "{failure} {action:?}"
                );
            }
        }
    }

    #[test]
    fn a_lot_that_waits_no_longer_is_never_said_to_stay_in_the_pool() {
        let message = Message::of(&Status::from(Code::RevokeTooLate).into(), Action::Revoke);
        assert_eq!(message.consequence, Consequence::MaybeRevoked);
        let unknown = Message::of(&Status::from(Code::RevokeUnknown).into(), Action::Revoke);
        assert_eq!(unknown.consequence, Consequence::NotRevoked);
    }

    #[test]
    fn who_must_modify_the_request_is_never_told_to_repeat_it() {
        for number in [400, 403, 404, 405, 503] {
            let failure = Failure::new(Cause::Http(number));
            for action in Action::ALL {
                assert_ne!(Message::of(&failure, action).remedy, Remedy::TryAgain, "{number} {action:?}");
            }
            let with_time = Failure { retry_after: Some(Duration::from_secs(7)), ..failure };
            assert_eq!(
                Message::of(&with_time, Action::Look).remedy,
                Remedy::Wait(Duration::from_secs(7)),
                "{number}"
            );
        }
    }

    #[test]
    fn nobody_who_only_looks_is_told_to_change_what_they_entered() {
        for failure in every_failure() {
            assert_ne!(Message::of(&failure, Action::Look).remedy, Remedy::FixInput, "{failure}");
        }
    }

    /// 827 is made for logging out, where nothing is left to do. As an answer to a purchase it told a person to do
    /// nothing, and the review kept its refusal after they had logged in again.
    #[test]
    fn whoever_is_without_a_session_is_told_to_log_in_unless_they_leave() {
        for failure in every_failure().into_iter().filter(Failure::ends_session) {
            for action in Action::ALL.into_iter().filter(|action| *action != Action::LogOut) {
                let message = Message::of(&failure, action);
                assert_eq!(message.remedy, Remedy::SignInAgain, "{failure} {action:?}");
            }
        }
        let gone = Status::from(Code::LogOutNoSession).into();
        assert_eq!(Message::of(&gone, Action::LogOut).remedy, Remedy::Nothing);
    }

    #[test]
    fn who_is_told_to_wait_waits_that_long() {
        for number in [413, 429] {
            let asked_to_wait =
                Failure { retry_after: Some(Duration::from_secs(9)), ..Failure::new(Cause::Http(number)) };
            let message = Message::of(&asked_to_wait, Action::Look);
            assert_eq!(message.remedy, Remedy::Wait(Duration::from_secs(9)), "{number}");
        }
    }

    #[test]
    fn a_wait_is_never_longer_than_five_minutes() {
        let asked =
            Failure { retry_after: Some(Duration::from_secs(86_400)), ..Failure::new(Cause::Http(429)) };
        assert_eq!(Message::of(&asked, Action::Look).remedy, Remedy::Wait(Duration::from_secs(300)));
    }
}

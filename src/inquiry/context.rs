//! One inquiry at a time: whose answer is awaited, when it is asked again, and the moments at which it is worth it.

use std::future::Future;

use domain::account::AccountName;
use domain::idempotency::IdempotencyKey;
use domain::retry::NextTry;
use domain::status::{Action, Failure, Message};
use leptos::prelude::{
    Callable, Callback, Effect, Get, GetValue, SetValue, Signal, StoredValue, UpdateValue, WithValue,
};

use crate::api::Member;
use crate::browser::task::TaskScope;
use crate::heartbeat::use_heartbeat;
use crate::retry::Retry;
use crate::session::SessionContext;

/// One decision after the other, each asked until it is known what became of it; copies are the same.
#[derive(Clone, Copy)]
pub struct Inquiry {
    action: Action,
    /// Whose answer is awaited. Another decision need not wait for it.
    asked: StoredValue<Option<IdempotencyKey>>,
    retry: Retry,
    session: StoredValue<SessionContext>,
    tasks: StoredValue<TaskScope>,
}

/// What a try came to.
pub enum Outcome<T> {
    /// It was answered.
    Answered(T),
    /// It was refused, and no earlier try was done.
    Refused(Failure),
    /// It is not known whether it was done.
    Unknown(Message),
}

impl Inquiry {
    /// Inquiries of the current owner about something of that kind.
    #[must_use]
    pub fn new(action: Action, session: &SessionContext) -> Self {
        Self {
            action,
            asked: StoredValue::new(None),
            retry: Retry::new(action),
            session: StoredValue::new(session.clone()),
            tasks: StoredValue::new(TaskScope::new()),
        }
    }

    /// Calls back with the account that sits here now, where that changes; and whenever there is a living session
    /// and an exchange that answers, after there was not.
    pub fn follow(self, on_account: impl Fn(Option<AccountName>) + 'static, on_return: impl Fn() + 'static) {
        let session = self.session.get_value();
        let is_cut_off = use_heartbeat().is_cut_off;
        Effect::new(move |before: Option<(Option<AccountName>, bool)>| {
            let (known, was_there) = before.unwrap_or_default();
            let account = session.account().and_then(|account| AccountName::parse(&account).ok());
            let is_there = session.is_member() && !is_cut_off.get();
            if account != known {
                on_account(account.clone());
            }
            if is_there && !was_there {
                on_return();
            }
            (account, is_there)
        });
    }

    /// When it is asked again.
    #[must_use]
    pub fn next_try(self) -> Signal<NextTry> {
        self.retry.next_try()
    }

    /// Whether the answer to that decision is on its way.
    #[must_use]
    pub fn is_asking(self, key: &IdempotencyKey) -> bool {
        self.asked.with_value(|asked| asked.as_ref() == Some(key))
    }

    /// Whether it is neither being asked nor will be by itself.
    #[must_use]
    pub fn rests(self, key: &IdempotencyKey) -> bool {
        !self.is_asking(key) && !self.retry.is_planned()
    }

    /// Nothing is to be asked again.
    pub fn end(self) {
        self.retry.succeed();
    }

    /// The person wants it asked, and may count on as many tries as at first.
    pub fn by_hand(self, ask: impl Fn() + Send + Sync + 'static) {
        self.retry.by_hand(Callback::new(move |()| ask())).run(());
    }

    /// Plans the next try where there is to be one: of what is not known, and of what was refused only while the
    /// person looks and so still wants it.
    pub fn plan<T>(self, outcome: &Outcome<T>, is_seen: bool, ask: impl FnOnce() + 'static) {
        match outcome {
            Outcome::Unknown(message) => self.retry.fail(message, ask),
            Outcome::Refused(failure) if is_seen => self.retry.fail(&Message::of(failure, self.action), ask),
            Outcome::Refused(_) | Outcome::Answered(_) => self.retry.succeed(),
        }
    }

    /// The account that sits here.
    #[must_use]
    pub fn account(self) -> Option<AccountName> {
        let member = self.session.with_value(SessionContext::member_now);
        member.map(|member| member.account().clone())
    }

    /// Asks; not while that very decision is being asked, because then its answer is the answer. `is_lost` says
    /// whether an earlier try may have been done: then only what proves that none was is a refusal.
    pub fn ask<T: 'static, A: Future<Output = Result<T, Failure>> + 'static>(
        self,
        key: IdempotencyKey,
        is_lost: bool,
        work: impl FnOnce(Member) -> A,
        then: impl FnOnce(Outcome<T>) + 'static,
    ) {
        if !self.is_asking(&key) {
            self.retry.begin();
            self.send(key, work, move |answer| then(self.outcome_of(answer, is_lost)));
        }
    }

    /// Asks for something that need not be asked again, unless that decision is being asked.
    pub fn send<T: 'static, A: Future<Output = Result<T, Failure>> + 'static>(
        self,
        key: IdempotencyKey,
        work: impl FnOnce(Member) -> A,
        then: impl FnOnce(Result<T, Failure>) + 'static,
    ) {
        let session = self.session.get_value();
        let Some(member) = session.member_now().filter(|_| !self.is_asking(&key)) else { return };
        self.asked.set_value(Some(key.clone()));
        let ticket = session.ticket();
        let account = member.account().clone();
        let answer = work(member);
        self.tasks.get_value().spawn(async move {
            let answer = answer.await;
            let _ = self.asked.try_update_value(|asked| {
                if asked.as_ref() == Some(&key) {
                    *asked = None;
                }
            });
            if let Err(failure) = &answer {
                session.heed(failure, ticket);
            }
            // Whoever asked may have left while it was on its way; then it is nobody's any more.
            if self.account() == Some(account) {
                then(answer);
            }
        });
    }

    fn outcome_of<T>(self, answer: Result<T, Failure>, is_lost: bool) -> Outcome<T> {
        match answer {
            Ok(answer) => Outcome::Answered(answer),
            Err(failure)
                if failure.leaves_outcome_unknown() || (is_lost && !failure.settles_earlier_tries()) =>
            {
                Outcome::Unknown(Message::of_unknown(&failure, self.action))
            }
            Err(failure) => Outcome::Refused(failure),
        }
    }
}

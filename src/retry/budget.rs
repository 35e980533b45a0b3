//! The one budget for tries that nobody asked for: every request earns a tenth of one.

use std::sync::{Arc, Mutex, PoisonError};

use domain::retry::RetryBudget;
use domain::status::Misfortune;
use leptos::prelude::{expect_context, provide_context};

use crate::api::transport::{LocalFuture, Transport};
use crate::browser::fetch::{Request, Response};

/// A handle to the budget; copies are the same budget.
#[derive(Clone, Default)]
pub struct Budget(Arc<Mutex<RetryBudget>>);

impl Budget {
    pub(super) fn spend(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).spend()
    }

    fn earn(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).earn();
    }
}

/// Puts up the budget in the current owner.
pub fn provide_retry_budget() -> Budget {
    let budget = Budget::default();
    provide_context(budget.clone());
    budget
}

pub(super) fn use_retry_budget() -> Budget {
    expect_context()
}

/// A way to the exchange on which every request counts.
pub struct Counting {
    /// The way itself.
    pub transport: Arc<dyn Transport>,
    /// What the requests earn.
    pub budget: Budget,
}

impl Transport for Counting {
    fn send(&self, request: Request) -> LocalFuture<Result<Response, Misfortune>> {
        self.budget.earn();
        self.transport.send(request)
    }
}

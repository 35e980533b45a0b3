//! The one budget for tries that nobody asked for: every request earns a tenth of one.

use std::sync::{Arc, Mutex, PoisonError};

use domain::retry::RetryBudget;
use leptos::prelude::{expect_context, provide_context};

/// A handle to the budget; copies are the same budget.
#[derive(Clone, Default)]
pub struct Budget(Arc<Mutex<RetryBudget>>);

impl Budget {
    pub(super) fn spend(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).spend()
    }

    pub(super) fn earn(&self) {
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

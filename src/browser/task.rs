//! Work that ends with the page that started it: when the owner is gone, its futures are dropped, and
//! with them their requests are aborted.

use std::future::Future;

use futures::FutureExt;
use futures::channel::oneshot;
use futures::future::{self, AbortHandle, Shared};
use leptos::prelude::on_cleanup;
use leptos::task::spawn_local;

/// The tasks of one owner.
#[derive(Clone)]
pub struct TaskScope {
    closed: Shared<oneshot::Receiver<()>>,
}

impl TaskScope {
    /// A scope that ends with the current owner.
    #[must_use]
    pub fn new() -> Self {
        let (close, closed) = oneshot::channel();
        on_cleanup(move || drop(close));
        Self { closed: closed.shared() }
    }

    /// Runs the work until it is done, aborted by the handle, or the scope ends.
    pub fn spawn(&self, work: impl Future<Output = ()> + 'static) -> AbortHandle {
        let closed = self.closed.clone();
        let (work, handle) = future::abortable(work);
        spawn_local(async move {
            // The scope is looked at first: work that has not begun when it ends must not find its owner gone.
            future::select(closed, Box::pin(work)).await;
        });
        handle
    }
}

impl Default for TaskScope {
    fn default() -> Self {
        Self::new()
    }
}

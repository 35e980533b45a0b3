//! Routes that describe themselves: each line names method, path, handler and what is told about it.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::routing::{self, MethodRouter};
use utoipa::openapi::HttpMethod;

use super::About;
use super::part::{Signature, Told};
use crate::exchange::Exchange;

/// Routes with their description.
#[derive(Default)]
pub(in crate::http) struct Routes {
    /// What answers.
    pub(super) router: Router<Arc<Exchange>>,
    /// What is described.
    pub(super) operations: Vec<Operation>,
}

/// One call that can be made.
pub(super) struct Operation {
    /// The method.
    pub(super) method: HttpMethod,
    /// The path, its parameters in braces.
    pub(super) path: &'static str,
    /// What is told about it.
    pub(super) about: &'static About,
    /// What its handler's signature says.
    pub(super) told: Told,
}

impl Routes {
    /// Answers GET at that path, and HEAD with it.
    pub(in crate::http) fn get<H, T, P>(self, path: &'static str, handler: H, about: &'static About) -> Self
    where
        H: Handler<T, Arc<Exchange>> + Signature<P>,
        T: 'static,
    {
        self.add(HttpMethod::Get, path, about, H::told(), routing::get(handler))
    }

    /// Answers POST at that path.
    pub(in crate::http) fn post<H, T, P>(self, path: &'static str, handler: H, about: &'static About) -> Self
    where
        H: Handler<T, Arc<Exchange>> + Signature<P>,
        T: 'static,
    {
        self.add(HttpMethod::Post, path, about, H::told(), routing::post(handler))
    }

    /// Answers PUT at that path.
    pub(in crate::http) fn put<H, T, P>(self, path: &'static str, handler: H, about: &'static About) -> Self
    where
        H: Handler<T, Arc<Exchange>> + Signature<P>,
        T: 'static,
    {
        self.add(HttpMethod::Put, path, about, H::told(), routing::put(handler))
    }

    /// Answers DELETE at that path.
    pub(in crate::http) fn delete<H, T, P>(
        self,
        path: &'static str,
        handler: H,
        about: &'static About,
    ) -> Self
    where
        H: Handler<T, Arc<Exchange>> + Signature<P>,
        T: 'static,
    {
        self.add(HttpMethod::Delete, path, about, H::told(), routing::delete(handler))
    }

    /// Takes bodies of up to so many bytes at the routes that are there so far.
    pub(in crate::http) fn with_bodies_up_to(mut self, bytes: usize) -> Self {
        self.router = self.router.route_layer(DefaultBodyLimit::max(bytes));
        self
    }

    /// The routes of both.
    pub(in crate::http) fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.operations.extend(other.operations);
        self
    }

    /// What answers, and what is described.
    pub(in crate::http) fn apart(self, cookie: &str) -> (Router<Arc<Exchange>>, super::Document) {
        let document = super::Document::of(self.operations, cookie);
        (self.router, document)
    }

    fn add(
        mut self,
        method: HttpMethod,
        path: &'static str,
        about: &'static About,
        told: Told,
        route: MethodRouter<Arc<Exchange>>,
    ) -> Self {
        self.router = self.router.route(path, route);
        self.operations.push(Operation { method, path, about, told });
        self
    }
}

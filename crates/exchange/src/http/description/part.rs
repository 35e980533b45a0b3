//! What the arguments of a handler say about its operation.
//!
//! Each extractor of ours says it in its own file; those of axum that only look at a request are here, and say nothing.

use axum::extract::State;
use axum::http::HeaderMap;
use domain::form::Problems;
use protocol::schema::Schemas;
use utoipa::ToSchema;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{Ref, Required};

use super::ending::{Ending, Holds};
use crate::error::Error;

/// An operation, as far as its handler's signature tells.
#[derive(Default)]
pub(crate) struct Told {
    /// What stands in path, query and headers.
    pub(crate) parameters: Vec<Parameter>,
    /// What the body holds.
    pub(crate) body: Option<Holds>,
    /// How it can end because of its arguments.
    pub(crate) endings: Vec<Ending>,
    /// Whether it needs a session.
    pub(crate) needs_session: bool,
    /// Whether it is done once under its key.
    pub(crate) is_keyed: bool,
}

/// An argument of a handler.
pub(crate) trait Part {
    /// Adds what it says.
    fn tell(told: &mut Told);
}

/// A handler, by its arguments.
pub(crate) trait Signature<Parts> {
    /// What they say.
    fn told() -> Told;
}

macro_rules! signatures {
    ($(($($part:ident),*))*) => {
        $(impl<F, R, $($part: Part),*> Signature<($($part,)*)> for F
        where
            F: Fn($($part),*) -> R,
        {
            fn told() -> Told {
                let mut told = Told::default();
                $($part::tell(&mut told);)*
                told
            }
        })*
    };
}

signatures! { (A) (A, B) (A, B, C) (A, B, C, D) (A, B, C, D, E) }

impl<S> Part for State<S> {
    fn tell(_: &mut Told) {}
}

impl Part for HeaderMap {
    fn tell(_: &mut Told) {}
}

/// The refusal of what is not as it should be.
pub(crate) fn malformed() -> Error {
    Error::Malformed(Problems::default())
}

/// A part of the path that holds such a noun.
pub(crate) fn path_parameter<T: ToSchema>(name: &str) -> Parameter {
    parameter::<T>(name, ParameterIn::Path)
}

/// A header that holds such a noun.
pub(crate) fn header<T: ToSchema>(name: &str) -> Parameter {
    parameter::<T>(name, ParameterIn::Header)
}

fn parameter<T: ToSchema>(name: &str, place: ParameterIn) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(Required::True)
        .schema(Some(Ref::from_schema_name(T::name())))
        .build()
}

/// The schemas that only parameters and lists name.
pub(super) fn nouns() -> Schemas {
    let mut schemas = protocol::schema::nouns();
    super::ending::holds::<protocol::lot::DeliveryLot>(&mut schemas);
    super::ending::holds::<protocol::purchase::Pick>(&mut schemas);
    super::ending::holds::<protocol::FieldProblem>(&mut schemas);
    schemas
}

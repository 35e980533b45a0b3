//! The description of the interface: OpenAPI, made from the same lines that route the calls.
//!
//! [`Routes`] takes a handler together with what is to be told [`About`] it. What a handler's arguments say for
//! themselves, such as a session that is needed, a body or a query, is read from its signature ([`part`]), so it cannot
//! be forgotten or told wrong. The ways in which an operation ends are [`Ending`]s; [`answers`] makes the answers from
//! them, [`document`] serves the whole. It decides nothing about a call.

mod answers;
mod document;
mod ending;
mod part;
mod routes;

pub(super) use document::{Document, PATH};
pub(super) use ending::{Ending, NOTHING, holds};
pub(super) use part::{Part, Told, header, malformed, path_parameter};
pub(super) use routes::Routes;

use domain::status::Code;

/// What is to be told of an operation beyond what its handler's signature says.
pub(super) struct About {
    /// Its name, which is nobody else's.
    pub(super) name: &'static str,
    /// What it does, in a few words.
    pub(super) summary: &'static str,
    /// What there is to know about it.
    pub(super) description: &'static str,
    /// The ways in which it ends that its arguments do not know of.
    pub(super) endings: &'static [Ending],
    /// What its answers lead to.
    pub(super) leads: &'static [Lead],
}

/// Another operation that goes on with what an answer holds.
pub(super) struct Lead {
    /// The code of the answer.
    pub(super) from: Code,
    /// The operation.
    pub(super) to: &'static About,
    /// The parameters that it is called with, and where they stand.
    pub(super) parameters: &'static [(&'static str, &'static str)],
    /// The body that it is called with, as JSON whose texts say where their values stand.
    pub(super) body: Option<&'static str>,
}

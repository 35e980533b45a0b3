//! The answers of an operation, made from the ways in which it can end: one for each HTTP status, and in it the code
//! and content of each ending that travels on it.

use std::collections::BTreeMap;

use domain::status::{Code, Level, Reason};
use protocol::schema::Schemas;
use serde_json::Value;
use utoipa::openapi::link::LinkBuilder;
use utoipa::openapi::schema::{AllOf, Array, ObjectBuilder, OneOf};
use utoipa::openapi::{
    Content, Header, Ref, RefOr, Response, ResponseBuilder, Responses, ResponsesBuilder, Schema, Type,
};

use super::About;
use super::ending::Ending;
use super::part::Told;
use crate::error::Error;

/// The media type of every answer.
const JSON: &str = "application/json";

/// Everything that can be answered, each code once for each HTTP status.
pub(super) fn of(about: &About, told: &Told, level: Level, schemas: &mut Schemas) -> Responses {
    let mut by_status: BTreeMap<u16, BTreeMap<Code, Ending>> = BTreeMap::new();
    for ending in told.endings.iter().chain(about.endings) {
        by_status.entry(ending.http_status().as_u16()).or_default().insert(ending.code(level), *ending);
    }
    let answers = by_status.iter().map(|(status, endings)| {
        let response = response(endings, schemas);
        let response = leads(about, endings, headers(told, endings, about, response));
        (status.to_string(), response.build())
    });
    let answers: Vec<(String, Response)> = answers.collect();
    ResponsesBuilder::new().responses_from_iter(answers).build()
}

fn response(endings: &BTreeMap<Code, Ending>, schemas: &mut Schemas) -> ResponseBuilder {
    let lines: Vec<String> =
        endings.keys().map(|code| format!("{}: {}", code.number(), words(*code))).collect();
    let mut bodies: Vec<RefOr<Schema>> = endings
        .iter()
        .filter_map(|(code, ending)| {
            Some(match ending {
                Ending::Unchanged(_) => return None,
                Ending::Done(code, holds) => match holds(schemas) {
                    Some(content) => {
                        let envelope = envelope(*code, None, schemas);
                        Schema::AllOf(AllOf::builder().item(envelope).item(content).build()).into()
                    }
                    None => envelope(*code, None, schemas).into(),
                },
                Ending::Error(error) => envelope(*code, Some(&error()), schemas).into(),
            })
        })
        .collect();
    let response = ResponseBuilder::new().description(lines.join("\n\n"));
    match (bodies.pop(), bodies.is_empty()) {
        (None, _) => response,
        (Some(only), true) => response.content(JSON, Content::new(Some(only))),
        (Some(last), false) => {
            bodies.push(last);
            let any = bodies.into_iter().fold(OneOf::builder(), |any, body| any.item(body));
            response.content(JSON, Content::new(Some(Schema::OneOf(any.build()))))
        }
    }
}

/// What every answer of that code holds, whoever gives it.
fn envelope(code: Code, error: Option<&Error>, schemas: &mut Schemas) -> Ref {
    let name = format!("Answer{}", code.number());
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let number = ObjectBuilder::new().schema_type(Type::Integer).enum_values(Some([code.number()]));
    let mut answer = ObjectBuilder::new()
        .description(Some(words(code)))
        .property("status", number.description(Some("The code.")))
        .property("msg", text().description(Some("English for logs; never shown to people.")))
        .required("status")
        .required("msg");
    let fields = || {
        let list = Array::new(Ref::from_schema_name("FieldProblem"));
        Schema::Array(list)
    };
    answer = match error {
        Some(
            Error::Malformed(_)
            | Error::NoSuchPath
            | Error::WrongMethod
            | Error::TooLong
            | Error::WrongMediaType,
        ) => answer.property("fields", fields()),
        Some(Error::WeakPassword { .. }) => answer
            .property("fields", fields())
            .property("text", text().description(Some("The rule that the password broke, in English.")))
            .required("fields")
            .required("text"),
        Some(Error::PersistFailed(_)) => {
            answer.property("reason", Ref::from_schema_name("PersistFailure")).required("reason")
        }
        Some(
            Error::NoSession(_)
            | Error::Refused(_)
            | Error::TooManyAttempts { .. }
            | Error::Busy
            | Error::TimedOut
            | Error::Database(_)
            | Error::Fault(_)
            | Error::NoSuchAccount(_)
            | Error::PortInUse(_)
            | Error::CannotListen(_)
            | Error::Unusable(_)
            | Error::DatabaseUnavailable(_),
        )
        | None => answer,
    };
    schemas.push((name.clone(), Schema::Object(answer.build()).into()));
    Ref::from_schema_name(name)
}

fn headers(
    told: &Told,
    endings: &BTreeMap<Code, Ending>,
    about: &About,
    mut response: ResponseBuilder,
) -> ResponseBuilder {
    let is_done = endings.values().any(|ending| ending.error().is_none());
    let is_any = |wanted: fn(&Error) -> bool| {
        endings.values().filter_map(|ending| ending.error()).any(|error| wanted(&error))
    };
    let is_about_session = [Code::LoggedIn, Code::LoggedOut].iter().any(|code| endings.contains_key(code));
    let is_conditional = about.endings.iter().any(|ending| matches!(ending, Ending::Unchanged(_)));
    let wanted = [
        (protocol::REQUEST_ID, true, "Names the request in answers and logs."),
        ("ETag", is_done && is_conditional, "Names this state, for `If-None-Match`."),
        (
            protocol::IDEMPOTENCY_REPLAYED,
            is_done && told.is_keyed,
            "`true` where the answer was given before.",
        ),
        ("Set-Cookie", is_about_session, "Hands the session out, or takes it back."),
        (
            "WWW-Authenticate",
            is_any(|error| matches!(error, Error::NoSession(_))),
            "How a session is proved.",
        ),
        (
            "Retry-After",
            is_any(|error| error.retry_after().is_some()),
            "Seconds to wait before it is asked again, where they are known.",
        ),
    ];
    for (name, is_sent, description) in wanted {
        if is_sent {
            let mut header = Header::new(ObjectBuilder::new().schema_type(Type::String).build());
            header.description = Some(description.to_owned());
            response = response.header(name, header);
        }
    }
    response
}

fn leads(about: &About, endings: &BTreeMap<Code, Ending>, mut response: ResponseBuilder) -> ResponseBuilder {
    let is_done = |code| matches!(endings.get(code), Some(Ending::Done(..)));
    for lead in about.leads.iter().filter(|lead| is_done(&lead.from)) {
        let mut link = LinkBuilder::new().operation_id(lead.to.name).description(lead.to.summary);
        for (name, place) in lead.parameters {
            link = link.parameter(*name, Value::from(*place));
        }
        let body: Option<Value> = lead.body.and_then(|body| serde_json::from_str(body).ok());
        response = response.link(lead.to.name, link.request_body(body).build());
    }
    response
}

fn words(code: Code) -> &'static str {
    words::english::headline(Reason::Code(code))
}

//! `/openapi.json`: the description as one document, made when the exchange starts. Anybody may read it.
//!
//! It does not describe itself.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::status::Level;
use sha2::{Digest, Sha256};
use utoipa::openapi::path::{OperationBuilder, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::ObjectBuilder;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    Components, Content, HttpMethod, InfoBuilder, License, OpenApi, OpenApiBuilder, Paths, Required, Type,
};

use super::answers;
use super::ending::Ending;
use super::part::{malformed, nouns};
use super::routes::Operation;
use crate::error::Error;
use crate::http::{level, pool};

/// Where it is served.
pub(in crate::http) const PATH: &str = "/openapi.json";
/// The name of the security scheme.
const SESSION: &str = "session";

const ABOUT: &str = "\
The exchange behind the front end. Every answer is JSON whose `status` is a code of 600 to 999; the code decides, and the \
HTTP status follows from it. Units are whole: watts, watt-hours, credits, Unix milliseconds. Members that are not named \
here are ignored in requests, and may be added to answers.

A session is a cookie that a log-in sets. Calls that change something carry `Content-Type: application/json`, also \
without a body, and `Sec-Fetch-Site: same-origin`; a browser that sends no `Sec-Fetch-Site` is told by its `Origin`.

At any path under `/usr`, `/tx` and `/serv` that is not named here, the answer is 404 with the code 820, 830 or 810; \
a method that a path does not know is answered 405 with `Allow` and the same codes. HEAD is answered like GET, without \
the body.";

/// The description, ready to be sent.
#[derive(Clone, Debug)]
pub(in crate::http) struct Document {
    json: String,
    etag: String,
}

impl Document {
    /// Describes the operations; sessions travel in the cookie of that name.
    pub(super) fn of(operations: Vec<Operation>, cookie: &str) -> Self {
        let json = openapi(operations, cookie).to_json().unwrap_or_default();
        let digest = Sha256::digest(&json);
        let digits: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Self { json, etag: format!("\"{digits}\"") }
    }

    /// Answers a request with it.
    pub(in crate::http) fn answer(&self, headers: &HeaderMap) -> Result<Response, Error> {
        let response = if pool::is_known(headers.get(header::IF_NONE_MATCH), &self.etag) {
            axum::http::StatusCode::NOT_MODIFIED.into_response()
        } else {
            let media_type = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
            (media_type, Body::from(self.json.clone())).into_response()
        };
        let mut response = pool::revalidated(response, &self.etag)?;
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        Ok(response)
    }
}

fn openapi(operations: Vec<Operation>, cookie: &str) -> OpenApi {
    let mut schemas = nouns();
    let mut paths = Paths::new();
    for operation in operations {
        let path = operation.path;
        let method = operation.method.clone();
        let described = describe(operation, &mut schemas);
        paths.add_path_operation(path, vec![method], described);
    }
    let mut components = Components::new();
    components.schemas.extend(schemas);
    let cookie = ApiKeyValue::with_description(cookie, "The session that a log-in opens; no script sees it.");
    components.add_security_scheme(SESSION, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    let mut license = License::new(env!("CARGO_PKG_LICENSE"));
    license.identifier = Some(env!("CARGO_PKG_LICENSE").to_owned());
    let info = InfoBuilder::new()
        .title("Wattpool exchange")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(ABOUT))
        .license(Some(license));
    OpenApiBuilder::new().info(info.build()).paths(paths).components(Some(components)).build()
}

fn describe(
    operation: Operation,
    schemas: &mut protocol::schema::Schemas,
) -> utoipa::openapi::path::Operation {
    let Operation { method, path, about, mut told } = operation;
    // A fault and a database that is away can happen to every operation.
    told.endings.push(Ending::Error(|| Error::Fault(String::new())));
    told.endings.push(Ending::Error(|| Error::DatabaseUnavailable(String::new())));
    if method != HttpMethod::Get {
        told.endings.push(Ending::Error(|| Error::WrongMediaType));
        told.endings.push(Ending::Error(malformed));
        told.parameters.push(header("Sec-Fetch-Site", "same-origin", "Where the call comes from."));
        if told.body.is_none() {
            told.parameters.push(header("Content-Type", "application/json", "The call has no body."));
        }
    }
    if about.endings.iter().any(|ending| matches!(ending, Ending::Unchanged(_))) {
        told.parameters.push(if_none_match());
    }
    let level = level(path);
    let mut described = OperationBuilder::new()
        .tag(tag(level))
        .operation_id(Some(about.name))
        .summary(Some(about.summary))
        .description(Some(about.description))
        .responses(answers::of(about, &told, level, schemas));
    if let Some(content) = told.body.and_then(|holds| holds(schemas)) {
        let body = RequestBodyBuilder::new()
            .content("application/json", Content::new(Some(content)))
            .required(Some(Required::True));
        described = described.request_body(Some(body.build()));
    }
    if told.needs_session {
        described = described.security(SecurityRequirement::new(SESSION, [""; 0]));
    }
    told.parameters.into_iter().fold(described, OperationBuilder::parameter).build()
}

fn header(name: &str, only: &str, description: &str) -> Parameter {
    let value = ObjectBuilder::new().schema_type(Type::String).enum_values(Some([only]));
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::True)
        .description(Some(description))
        .schema(Some(value.build()))
        .build()
}

fn if_none_match() -> Parameter {
    ParameterBuilder::new()
        .name("If-None-Match")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("The `ETag` of the state that the client has; 304 while nothing has changed."))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).build()))
        .build()
}

fn tag(level: Level) -> &'static str {
    match level {
        Level::User => "usr",
        Level::Transaction => "tx",
        Level::Service | Level::Other => "serv",
    }
}

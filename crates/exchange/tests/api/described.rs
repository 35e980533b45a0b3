//! Every answer that a test is given is held against the description that the exchange serves of itself: its HTTP
//! status and its code have to be listed for that call. And the description is looked at as a document.

use std::collections::BTreeSet;

use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::person::{Answer, Person, send};
use crate::running::Running;

const PATH: &str = "/openapi.json";

/// Whether a call could be answered so.
///
/// # Panics
/// If the description of the exchange at that origin does not list it.
pub(crate) async fn check(origin: &str, method: &Method, path: &str, answer: &Answer) {
    static DESCRIPTION: OnceCell<Value> = OnceCell::const_new();
    let is_api = protocol::path::API_PREFIXES.iter().any(|prefix| path.starts_with(&format!("{prefix}/")));
    // Browsers report by themselves; no client of the interface does.
    if !is_api || path == protocol::path::VIOLATIONS {
        return;
    }
    let description = DESCRIPTION.get_or_init(|| async {
        let answer = reqwest::get(format!("{origin}{PATH}")).await.unwrap();
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    });
    if let Err(problem) = compare(description.await, method, path, answer.codes()) {
        panic!("{method} {path} {problem}: {answer:?}");
    }
}

fn compare(
    description: &Value,
    method: &Method,
    path: &str,
    (http, code): (u16, u64),
) -> Result<(), &'static str> {
    let malformed = [810, 820, 830].contains(&code);
    let paths = description["paths"].as_object().unwrap();
    let Some((_, operations)) = paths.iter().find(|(template, _)| is_of(path, template)) else {
        return if http == 404 && (malformed || method == Method::HEAD) {
            Ok(())
        } else {
            Err("is not described")
        };
    };
    let name = if method == Method::HEAD { "GET" } else { method.as_str() };
    // A method that is not written in capitals is another one.
    let operation = operations.get(name.to_lowercase()).filter(|_| name == name.to_uppercase());
    let Some(operation) = operation else {
        let is_refused = [405, 415].contains(&http) || http == 400;
        // What answers HEAD has no body, and so no code.
        return if is_refused && (malformed || method == Method::HEAD) {
            Ok(())
        } else {
            Err("is not described")
        };
    };
    let Some(response) = operation["responses"].get(http.to_string()) else {
        return Err("is described without this HTTP status");
    };
    let schema = &response["content"]["application/json"]["schema"];
    let has_body = method != Method::HEAD && http != 304;
    if has_body && !codes(description, schema).contains(&code) {
        return Err("is described without this code");
    }
    Ok(())
}

/// Whether the path is one of those that the template stands for.
fn is_of(path: &str, template: &str) -> bool {
    let is_same = |(part, wanted): (&str, &str)| {
        part == wanted || (!part.is_empty() && wanted.starts_with('{') && wanted.ends_with('}'))
    };
    path.split('/').count() == template.split('/').count()
        && path.split('/').zip(template.split('/')).all(is_same)
}

/// The codes of the answers that a schema allows.
fn codes(description: &Value, schema: &Value) -> BTreeSet<u64> {
    if let Some(name) = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/components/schemas/")) {
        let status = &description["components"]["schemas"][name]["properties"]["status"]["enum"];
        let is_answer = name.starts_with("Answer");
        return status.as_array().filter(|_| is_answer).into_iter().flatten().map(number).collect();
    }
    let parts = ["oneOf", "allOf"].iter().filter_map(|word| schema[word].as_array());
    parts.flatten().flat_map(|part| codes(description, part)).collect()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

async fn description(person: &Person) -> Value {
    let answer = person.get(PATH).await;
    assert_eq!(answer.http, 200);
    answer.body
}

#[tokio::test]
async fn an_answer_that_is_not_listed_is_noticed() {
    let exchange = Running::start().await;
    let description = description(&exchange.stranger()).await;
    for (method, path, codes, is_listed) in [
        (Method::GET, "/serv/status", (200, 711), true),
        (Method::HEAD, "/serv/status", (200, 0), true),
        (Method::GET, "/serv/status", (200, 713), false),
        (Method::GET, "/serv/status", (201, 711), false),
        (Method::POST, "/serv/status", (405, 810), true),
        (Method::POST, "/serv/status", (200, 711), false),
        (Method::GET, "/tx/available/0f", (400, 836), true),
        (Method::GET, "/tx/available/0f", (400, 838), false),
        (Method::DELETE, "/tx/delivery/0f", (400, 838), true),
        (Method::GET, "/tx/available/", (404, 830), true),
        (Method::GET, "/tx/nothing", (200, 731), false),
        (Method::PUT, "/tx/purchase", (201, 631), true),
        (Method::PUT, "/tx/purchase", (200, 631), false),
        (Method::GET, "/tx/pool", (304, 0), true),
        (Method::GET, "/usr/alive", (304, 0), false),
    ] {
        let is_fine = compare(&description, &method, path, codes).is_ok();
        assert_eq!(is_fine, is_listed, "{method} {path} {codes:?}");
    }
    exchange.close().await;
}

#[tokio::test]
async fn anybody_may_read_the_description_and_asks_whether_it_is_still_the_same() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    let answer = person.get(PATH).await;
    assert_eq!(answer.http, 200);
    assert_eq!(answer.header(CONTENT_TYPE.as_str()), "application/json");
    assert_eq!(answer.header("cache-control"), "no-cache");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.body["openapi"], "3.1.0");
    let tag = answer.header("etag").to_owned();
    let again = send(person.bare(Method::GET, PATH).header("If-None-Match", &tag)).await;
    assert_eq!((again.http, again.text.as_str(), again.header("etag")), (304, "", tag.as_str()));
    exchange.close().await;
}

#[tokio::test]
async fn every_operation_says_what_it_does_under_a_name_of_its_own() {
    let exchange = Running::start().await;
    let description = description(&exchange.stranger()).await;
    let mut names = BTreeSet::new();
    let mut links = BTreeSet::new();
    for (path, operations) in description["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            for word in ["summary", "description"] {
                assert!(!operation[word].as_str().unwrap().is_empty(), "{method} {path}");
            }
            assert!(names.insert(operation["operationId"].as_str().unwrap()), "{method} {path}");
            for response in operation["responses"].as_object().unwrap().values() {
                for link in response["links"].as_object().into_iter().flat_map(serde_json::Map::values) {
                    links.insert(link["operationId"].as_str().unwrap());
                    // What is no JSON would have been left out.
                    assert!(link["parameters"].is_object() || !link["requestBody"].is_null(), "{link}");
                }
            }
        }
    }
    assert!(links.is_subset(&names), "{links:?}");
    assert_eq!(names.len(), 18);
    exchange.close().await;
}

#[tokio::test]
async fn every_name_that_the_description_uses_is_explained_in_it() {
    let exchange = Running::start().await;
    let description = description(&exchange.stranger()).await;
    let text = description.to_string();
    let schemas = description["components"]["schemas"].as_object().unwrap();
    let used: BTreeSet<&str> = text
        .split("\"#/components/schemas/")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .collect();
    let unexplained: Vec<_> = used.iter().filter(|name| !schemas.contains_key(**name)).collect();
    assert!(unexplained.is_empty(), "{unexplained:?}");
    assert_eq!(schemas["Watts"]["maximum"], json!(domain::energy::Watts::MAX));
    exchange.close().await;
}

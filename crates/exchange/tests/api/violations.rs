//! Reports of browsers that a page broke its policy: taken from anybody, believed little, written down sparingly.

use reqwest::Method;
use serde_json::{Value, json};

use crate::database::Database;
use crate::person::{Answer, Person, send};
use crate::process::Process;
use crate::running::Running;

fn report(blocked: &str) -> Value {
    json!({
        "type": "csp-violation", "age": 10, "user_agent": "canary agent",
        "url": "http://localhost/reset?token=canary",
        "body": {
            "documentURL": "http://localhost/reset?token=canary", "blockedURL": blocked, "disposition": "enforce",
            "effectiveDirective": "script-src-elem", "sample": "canary()", "statusCode": 200,
            "originalPolicy": "default-src 'none'", "sourceFile": "http://localhost/canary.js"
        }
    })
}

async fn send_as(person: &Person, media_type: &str, body: String) -> Answer {
    let call = person.bare(Method::POST, "/serv/violations").header("Content-Type", media_type);
    send(call.body(body)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_one_line_of_known_words_and_never_what_else_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::of(folder.path());
    let mut exchange = Process::start(&database);
    let person = Person::new(&exchange.url);
    let reports =
        json!([report("https://evil.example:8443/canary?a=canary#canary"), report("inline"), {"type": "x"}]);
    let answer = send_as(&person, "application/reports+json", reports.to_string()).await;
    assert_eq!(answer.codes(), (200, 711), "{answer:?}");
    let forged = json!([report("https://a\ncode=722 canary")]).to_string();
    assert_eq!(send_as(&person, "application/reports+json", forged).await.codes(), (200, 711));
    let many = Value::Array(vec![report("eval"); 30]).to_string();
    for _ in 0..10 {
        assert_eq!(send_as(&person, "application/reports+json", many.clone()).await.codes(), (200, 711));
    }
    let (_, log) = exchange.stop();
    let lines: Vec<_> = log.lines().filter(|line| line.contains("a page broke its policy")).collect();
    let words = [
        "directive=\"script-src-elem\" blocked=\"https://evil.example:8443\" disposition=\"enforce\" count=1",
        "blocked=\"inline\" disposition=\"enforce\" count=2",
        "blocked=\"other\" disposition=\"enforce\" count=3",
        "blocked=\"eval\" disposition=\"enforce\" count=4",
    ];
    for (line, words) in lines.iter().zip(words) {
        assert!(line.contains(words), "{line}");
    }
    // The minute may have changed meanwhile, hardly twice.
    assert!((20..=60).contains(&lines.len()), "{}", lines.len());
    assert!(!log.contains("canary"), "{log}");
}

#[tokio::test]
async fn what_is_no_report_is_refused() {
    let exchange = Running::start().await;
    let person = exchange.stranger();
    for (media_type, body, codes) in [
        ("application/json", "[]".to_owned(), (415, 810)),
        ("application/csp-report", "{}".to_owned(), (415, 810)),
        ("text/plain", "[]".to_owned(), (415, 810)),
        ("application/reports+json", "{}".to_owned(), (400, 810)),
        ("application/reports+json", "[".to_owned(), (400, 810)),
        ("application/reports+json", String::new(), (400, 810)),
        ("application/reports+json", format!("[\"{}\"]", "x".repeat(16 * 1024)), (413, 810)),
        ("application/reports+json", "[]".to_owned(), (200, 711)),
        ("application/reports+json", "[null, 5, {\"type\": \"csp-violation\"}]".to_owned(), (200, 711)),
    ] {
        let answer = send_as(&person, media_type, body.clone()).await;
        assert_eq!(answer.codes(), codes, "{media_type} {}", &body[..body.len().min(50)]);
    }
    assert_eq!(person.get("/serv/violations").await.codes(), (405, 810));
    exchange.close().await;
}

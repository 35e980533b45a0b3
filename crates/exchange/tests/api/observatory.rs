//! The tests of Mozilla's HTTP Observatory, done anew over what the exchange really answers, with its scores.
//!
//! It is asked by plain HTTP, as it is on its own; what TLS in front of it would add is said at the end.

use std::collections::BTreeMap;

use serde_json::json;

use crate::app_files::with_app;
use crate::person::{Answer, PASSWORD};

/// What a test found.
struct Finding {
    test: &'static str,
    passes: bool,
    score: i32,
}

fn directives(policy: &str) -> BTreeMap<&str, Vec<&str>> {
    policy
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_whitespace();
            words.next().map(|name| (name, words.collect()))
        })
        .collect()
}

/// Whether the page asks for nothing but files of its own place.
fn loads_only_its_own(page: &str) -> bool {
    page.match_indices("src=").all(|(place, _)| {
        let address = page[place + 4..].trim_start_matches(['"', '\'']);
        address.starts_with('/') && !address.starts_with("//")
    })
}

fn policy(answer: &Answer) -> Finding {
    let policy = directives(answer.header("content-security-policy"));
    let scripts = policy.get("script-src").or(policy.get("default-src")).cloned().unwrap_or_default();
    let styles = policy.get("style-src").or(policy.get("default-src")).cloned().unwrap_or_default();
    let is_unsafe = |sources: &[&str]| {
        sources.iter().any(|source| {
            ["'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*"].contains(source)
        })
    };
    let has_default = policy.get("default-src").is_some_and(|sources| sources == &["'none'"]);
    let passes = !is_unsafe(&scripts)
        && !is_unsafe(&styles)
        && policy.get("base-uri").is_some_and(|sources| sources == &["'none'"])
        && policy.contains_key("frame-ancestors")
        && policy.contains_key("form-action");
    Finding {
        test: "content-security-policy",
        passes,
        score: if passes && has_default {
            10
        } else if passes {
            5
        } else {
            -25
        },
    }
}

fn cookies(log_in: &Answer) -> Finding {
    let cookie = log_in.header("set-cookie");
    let passes = cookie.starts_with("__Host-")
        && ["; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/"].iter().all(|it| cookie.contains(it))
        && !cookie.contains("Domain=");
    Finding { test: "cookies", passes, score: if passes { 5 } else { -40 } }
}

fn header(test: &'static str, answer: &Answer, good: &[&str], score: i32, missing: i32) -> Finding {
    let passes = good.contains(&answer.header(test));
    Finding { test, passes, score: if passes { score } else { missing } }
}

fn findings(url: &str, page: &Answer, log_in: &Answer) -> Vec<Finding> {
    let frames = directives(page.header("content-security-policy"));
    let is_framed_by_nobody = frames.get("frame-ancestors").is_some_and(|sources| sources == &["'none'"]);
    let is_open = page.headers.keys().any(|name| name.as_str().starts_with("access-control-allow"));
    let is_encrypted = url.starts_with("https://");
    let sri = loads_only_its_own(&page.text);
    vec![
        policy(page),
        cookies(log_in),
        Finding {
            test: "cross-origin-resource-sharing",
            passes: !is_open,
            score: if is_open { -50 } else { 0 },
        },
        Finding { test: "redirection", passes: is_encrypted, score: if is_encrypted { 0 } else { -20 } },
        header("referrer-policy", page, &["no-referrer", "same-origin", "strict-origin"], 5, -5),
        Finding {
            test: "strict-transport-security",
            passes: is_encrypted && page.header("strict-transport-security").contains("max-age="),
            score: if is_encrypted { 0 } else { -20 },
        },
        Finding { test: "subresource-integrity", passes: sri, score: if sri { 0 } else { -50 } },
        header("x-content-type-options", page, &["nosniff"], 0, -5),
        Finding {
            test: "x-frame-options",
            passes: is_framed_by_nobody,
            score: if is_framed_by_nobody { 5 } else { -20 },
        },
        header("cross-origin-resource-policy", page, &["same-origin"], 10, 0),
        header("cross-origin-opener-policy", page, &["same-origin"], 10, 0),
        header("cross-origin-embedder-policy", page, &["require-corp"], 10, 0),
    ]
}

/// Bonuses count only for whoever has 90 points without them.
fn score(findings: &[&Finding]) -> i32 {
    let base = 100 + findings.iter().map(|finding| finding.score.min(0)).sum::<i32>();
    let bonus: i32 = findings.iter().map(|finding| finding.score.max(0)).sum();
    if base >= 90 { base + bonus } else { base }
}

#[tokio::test]
async fn all_tests_pass_but_the_two_that_want_tls_in_front() {
    let exchange = with_app().await;
    let person = exchange.stranger();
    person.sign_up("mara").await;
    let log_in = person.post("/usr/login", json!({"account": "mara", "password": PASSWORD})).await;
    let page = person.get("/").await;
    let findings = findings(&exchange.url, &page, &log_in);
    let failed: Vec<_> = findings.iter().filter(|finding| !finding.passes).map(|it| it.test).collect();
    assert_eq!(failed, ["redirection", "strict-transport-security"]);
    let scores: BTreeMap<_, _> = findings.iter().map(|finding| (finding.test, finding.score)).collect();
    for (test, expected) in [
        ("content-security-policy", 10),
        ("cookies", 5),
        ("referrer-policy", 5),
        ("x-frame-options", 5),
        ("cross-origin-resource-policy", 10),
    ] {
        assert_eq!(scores[test], expected, "{test}");
    }
    assert_eq!(score(&findings.iter().collect::<Vec<_>>()), 60);
    let behind_tls: Vec<_> = findings.iter().filter(|finding| finding.passes).collect();
    assert_eq!(score(&behind_tls), 155);
    exchange.close().await;
}

#[test]
fn a_policy_that_lets_more_in_fails() {
    let answer = |text: &str| Answer {
        http: 200,
        headers: [("content-security-policy".parse().unwrap(), text.parse().unwrap())].into_iter().collect(),
        text: String::new(),
        body: json!(null),
    };
    let good = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; \
                form-action 'self'; frame-ancestors 'none'";
    assert_eq!(policy(&answer(good)).score, 10);
    for (old, new) in [
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        ("script-src 'self'", "script-src 'self' 'unsafe-eval'"),
        ("script-src 'self'", "script-src https:"),
        ("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
        ("base-uri 'none'; ", ""),
    ] {
        assert!(!policy(&answer(&good.replace(old, new))).passes, "{new}");
    }
    assert!(!loads_only_its_own("<script src=\"https://evil.example/a.js\">"));
    assert!(!loads_only_its_own("<script src=//evil.example/a.js>"));
}

//! A report of a browser that a page broke its policy, as far as it may be written down.
//!
//! Only words that are known beforehand and origins get through; everything else is "other".

use serde_json::Value;

/// What is written of a report.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Report {
    /// What was broken.
    pub(super) directive: &'static str,
    /// The origin, or the kind of content, that it was broken by.
    pub(super) blocked: String,
    /// Whether it was kept from it, or only noticed.
    pub(super) disposition: &'static str,
}

/// Whatever is not known.
const OTHER: &str = "other";
/// The directives that browsers name.
const DIRECTIVES: [&str; 20] = [
    "base-uri",
    "connect-src",
    "default-src",
    "font-src",
    "form-action",
    "frame-ancestors",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "require-trusted-types-for",
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src",
    "style-src-attr",
    "style-src-elem",
    "trusted-types",
    "worker-src",
];
/// What browsers call content without an origin.
const KINDS: [&str; 8] =
    ["blob", "data", "eval", "inline", "self", "trusted-types-policy", "trusted-types-sink", "wasm-eval"];
/// What browsers do about it.
const DISPOSITIONS: [&str; 2] = ["enforce", "report"];
/// The longest origin, in bytes.
const LONGEST_ORIGIN: usize = 120;

impl Report {
    /// Reads a report of a broken policy; nothing where it is of something else.
    pub(super) fn read(report: &Value) -> Option<Self> {
        let body = report.get("body").filter(|_| report["type"] == "csp-violation")?;
        let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
        let blocked = text("blockedURL");
        Some(Self {
            directive: known(&DIRECTIVES, text("effectiveDirective")),
            blocked: origin(blocked).unwrap_or_else(|| known(&KINDS, blocked).to_owned()),
            disposition: known(&DISPOSITIONS, text("disposition")),
        })
    }
}

fn known(words: &[&'static str], word: &str) -> &'static str {
    words.iter().find(|known| **known == word).copied().unwrap_or(OTHER)
}

/// Scheme, host and port of an address, without whatever else it holds.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let is_plain = |text: &str, signs: &[u8]| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || signs.contains(&byte))
    };
    (is_plain(scheme, b"+-.") && is_plain(host, b".-:[]") && scheme.len() + host.len() <= LONGEST_ORIGIN)
        .then(|| format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(directive: &str, blocked: &str, disposition: &str) -> Report {
        let body = json!({"effectiveDirective": directive, "blockedURL": blocked, "disposition": disposition,
                          "documentURL": "https://here/?secret", "sample": "secret"});
        Report::read(&json!({"type": "csp-violation", "body": body})).unwrap()
    }

    #[test]
    fn of_an_address_only_the_origin_is_kept() {
        for (blocked, expected) in [
            ("https://evil.example:8443/a?token=secret#secret", "https://evil.example:8443"),
            ("http://[::1]:3000/secret", "http://[::1]:3000"),
            ("inline", "inline"),
            ("trusted-types-sink", "trusted-types-sink"),
            ("https://user:secret@evil.example/", OTHER),
            ("https://", OTHER),
            ("https://a\nline=forged", OTHER),
            ("secret", OTHER),
            ("", OTHER),
        ] {
            assert_eq!(read("script-src-elem", blocked, "enforce").blocked, expected, "{blocked}");
        }
        assert_eq!(read("img-src", &format!("https://{}", "a".repeat(200)), "enforce").blocked, OTHER);
    }

    #[test]
    fn only_known_words_are_kept() {
        let report = read("script-src\nforged", "inline", "secret");
        assert_eq!((report.directive, report.disposition), (OTHER, OTHER));
        let report = read("script-src-elem", "inline", "report");
        assert_eq!((report.directive, report.disposition), ("script-src-elem", "report"));
    }

    #[test]
    fn reports_of_something_else_are_none() {
        for report in [json!(null), json!({"type": "csp-violation"}), json!({"type": "crash", "body": {}})] {
            assert_eq!(Report::read(&report), None, "{report}");
        }
        assert!(
            Report::read(&json!({"type": "csp-violation", "body": 5})).is_some_and(|it| it.blocked == OTHER)
        );
    }
}

//! Which browser on which system a `User-Agent` speaks of, as families and no closer.
//!
//! Nothing else of the header is kept: it describes a person more closely than they need to know a session of
//! theirs again. Browsers claim to be their forerunners too, so the first row of a table that fits decides. What is
//! not usual stays unknown; nothing but words on a screen depends on it.

use axum::http::{HeaderMap, header};
use domain::open_session::{Browser, Device, System};

/// No browser says so much of itself.
const LONGEST: usize = 1024;

/// Names of products; who claims to be another one stands above it.
const BROWSERS: [(&str, Browser); 14] = [
    ("Edg", Browser::Edge),
    ("EdgA", Browser::Edge),
    ("EdgiOS", Browser::Edge),
    ("Edge", Browser::Edge),
    ("OPR", Browser::Opera),
    ("OPT", Browser::Opera),
    ("SamsungBrowser", Browser::Samsung),
    ("Firefox", Browser::Firefox),
    ("FxiOS", Browser::Firefox),
    ("CriOS", Browser::Chrome),
    ("HeadlessChrome", Browser::Chrome),
    ("Chromium", Browser::Chrome),
    ("Chrome", Browser::Chrome),
    ("Safari", Browser::Safari),
];

/// How a part of the first comment begins; who claims to be another one stands above it.
const SYSTEMS: [(&str, System); 8] = [
    ("Android", System::Android),
    ("CrOS", System::ChromeOs),
    ("iPhone", System::Ios),
    ("iPad", System::Ios),
    ("iPod", System::Ios),
    ("Windows", System::Windows),
    ("Macintosh", System::MacOs),
    ("Linux", System::Linux),
];

/// What the request comes from, as far as it says so.
pub(super) fn device(headers: &HeaderMap) -> Device {
    headers
        .get(header::USER_AGENT)
        .filter(|value| value.len() <= LONGEST)
        .and_then(|value| value.to_str().ok())
        .map(read)
        .unwrap_or_default()
}

fn read(text: &str) -> Device {
    let system = text.split_once('(').and_then(|(_, rest)| rest.split_once(')')).and_then(|(comment, _)| {
        let begins = |mark: &str| comment.split(';').any(|part| part.trim_start().starts_with(mark));
        SYSTEMS.into_iter().find(|(mark, _)| begins(mark)).map(|(_, system)| system)
    });
    let outside = without_comments(text);
    let has = |product: &str| {
        outside.split(' ').filter_map(|word| word.split_once('/')).any(|(name, _)| name == product)
    };
    let browser = BROWSERS
        .into_iter()
        .find(|(product, _)| has(product))
        .map(|(_, browser)| browser)
        // Safari is at home on Apple's systems; elsewhere others go by its name.
        .filter(|browser| *browser != Browser::Safari || matches!(system, Some(System::MacOs | System::Ios)));
    Device { browser, system }
}

/// Comments stand in parentheses, which may stand in each other.
fn without_comments(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|character| {
            match character {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEBKIT: &str = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
    const BLINK: &str = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";

    #[test]
    fn what_browsers_say_of_themselves_is_understood() {
        use Browser::{Chrome, Edge, Firefox, Opera, Safari, Samsung};
        use System::{Android, ChromeOs, Ios, Linux, MacOs, Windows};
        let iphone = "iPhone; CPU iPhone OS 18_5 like Mac OS X";
        for (comment, products, browser, system) in [
            ("X11; Linux x86_64; rv:140.0", "Gecko/20100101 Firefox/140.0".to_owned(), Firefox, Linux),
            (
                "X11; Ubuntu; Linux x86_64; rv:140.0",
                "Gecko/20100101 Firefox/140.0".to_owned(),
                Firefox,
                Linux,
            ),
            (
                "Windows NT 10.0; Win64; x64; rv:140.0",
                "Gecko/20100101 Firefox/140.0".to_owned(),
                Firefox,
                Windows,
            ),
            ("Android 15; Mobile; rv:140.0", "Gecko/140.0 Firefox/140.0".to_owned(), Firefox, Android),
            (iphone, format!("{WEBKIT} FxiOS/140.0 Mobile/15E148 Safari/605.1.15"), Firefox, Ios),
            ("Windows NT 10.0; Win64; x64", format!("{BLINK} Safari/537.36"), Chrome, Windows),
            ("Linux; Android 10; K", format!("{BLINK} Mobile Safari/537.36"), Chrome, Android),
            ("X11; CrOS x86_64 14541.0.0", format!("{BLINK} Safari/537.36"), Chrome, ChromeOs),
            ("X11; Linux x86_64", BLINK.replace("Chrome", "HeadlessChrome"), Chrome, Linux),
            ("iPad; CPU OS 18_5 like Mac OS X", format!("{WEBKIT} CriOS/140.0 Safari/604.1"), Chrome, Ios),
            ("Windows NT 10.0; Win64; x64", format!("{BLINK} Safari/537.36 Edg/140.0.0.0"), Edge, Windows),
            ("Linux; Android 10; K", format!("{BLINK} Mobile Safari/537.36 EdgA/140.0.0.0"), Edge, Android),
            (iphone, format!("{WEBKIT} Version/18.0 EdgiOS/140.0 Mobile/15E148 Safari/604.1"), Edge, Ios),
            ("Macintosh; Intel Mac OS X 10_15_7", format!("{BLINK} Safari/537.36 OPR/120.0"), Opera, MacOs),
            (
                "Macintosh; Intel Mac OS X 10_15_7",
                format!("{WEBKIT} Version/18.5 Safari/605.1.15"),
                Safari,
                MacOs,
            ),
            (iphone, format!("{WEBKIT} Version/18.5 Mobile/15E148 Safari/604.1"), Safari, Ios),
            (
                "Linux; Android 10; K",
                format!("AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 {BLINK} Safari/537.36"),
                Samsung,
                Android,
            ),
        ] {
            let text = format!("Mozilla/5.0 ({comment}) {products}");
            assert_eq!(read(&text), Device { browser: Some(browser), system: Some(system) }, "{text}");
        }
    }

    #[test]
    fn what_is_not_usual_is_unknown() {
        for text in [
            "",
            " ",
            "curl/8.5.0",
            "Firefox",
            "firefox/140.0",
            "Mozilla/5.0",
            "Mozilla/5.0 (Firefox/140.0)",
            "Mozilla/5.0 ((Linux) Firefox/140.0",
            "((((((((",
            "))))(",
            "/ / /",
            "Safari/605.1.15",
        ] {
            assert_eq!(read(text), Device::default(), "{text}");
        }
        let half = read("Mozilla/5.0 (X11; FreeBSD amd64; rv:140.0) Gecko/20100101 Firefox/140.0");
        assert_eq!(half, Device { browser: Some(Browser::Firefox), system: None });
        let other = read(&format!("Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Version/18.0 Safari/605.1.15"));
        assert_eq!(other, Device { browser: None, system: Some(System::Linux) });
    }

    #[test]
    fn what_no_browser_would_send_is_not_looked_at() {
        let of = |bytes: &[u8]| {
            let mut headers = HeaderMap::new();
            headers.insert(header::USER_AGENT, bytes.try_into().unwrap());
            device(&headers)
        };
        let usual = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";
        assert_eq!(of(usual.as_bytes()).browser, Some(Browser::Firefox));
        assert_eq!(of(format!("{usual}{}", " ".repeat(LONGEST)).as_bytes()), Device::default());
        assert_eq!(of(&[usual.as_bytes(), b" \xff\xfe"].concat()), Device::default());
        assert_eq!(device(&HeaderMap::new()), Device::default());
    }
}

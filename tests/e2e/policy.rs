//! The page's policy in a real browser: what it keeps from happening, and that nothing of ours needs it to look away.
//!
//! Every journey watches for breaches besides, and is a failure with one: see `console`.

use std::fs;

use serde_json::{Value, json};

use crate::Trouble;
use crate::console::{self, defects};
use crate::exchange::root;
use crate::patience::eventually;
use crate::stage::Stage;
use crate::visitor::Visitor;

/// Markup as the app's own templates have it.
const HARMLESS: [&str; 5] = [
    "<p class=\"note\">South roof</p>",
    "<svg viewBox=\"0 0 24 24\"><path d=\"M3 8\"/></svg>",
    "<button type=\"button\">On</button>",
    "once = twice",
    "<!>",
];
/// Markup that could run something.
const HARMFUL: [&str; 8] = [
    "<script>canary()</script>",
    "< script src=/x.js>",
    "<img src=x onerror=canary()>",
    "<svg/onload=canary()>",
    "<a href=\"javascript:canary()\">x</a>",
    "<iframe src=/></iframe>",
    "<base href=https://evil.example>",
    "<object data=/x></object>",
];

/// Has the page make something of that markup, and says whether it was let.
async fn is_let_through(visitor: &Visitor, markup: &str) -> Result<bool, Trouble> {
    let script = "try { document.createElement('div').innerHTML = arguments[0]; return true; }
        catch (refusal) { if (refusal instanceof TypeError) return false; throw refusal; }";
    Ok(visitor.browser().execute(script, vec![json!(markup)]).await?.convert()?)
}

/// Waits until the console has spoken of a breach, so that it does not count against the journey.
async fn hears_of_breaches(visitor: &Visitor) -> Result<(), Trouble> {
    eventually("the browser speaks of its policy", async || {
        Ok((!defects(&console::read(visitor.browser()).await).is_empty()).then_some(()))
    })
    .await
}

#[tokio::test]
async fn only_markup_that_can_run_nothing_is_made_into_a_page() {
    Stage::play("policy-markup", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        visitor.open("/login").await?;
        visitor.sees_heading("Log in").await?;
        for markup in HARMLESS {
            assert!(is_let_through(&visitor, markup).await?, "{markup}");
        }
        assert_eq!(defects(&console::read(visitor.browser()).await), [""; 0]);
        for markup in HARMFUL {
            assert!(!is_let_through(&visitor, markup).await?, "{markup}");
        }
        hears_of_breaches(&visitor).await
    })
    .await;
}

#[tokio::test]
async fn nothing_foreign_is_run_loaded_or_sent() {
    Stage::play("policy-foreign", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        visitor.open("/login").await?;
        visitor.sees_heading("Log in").await?;
        // Each says what became of it: the directive that kept it from happening.
        let script = "const done = arguments[arguments.length - 1], broken = [];
            addEventListener('securitypolicyviolation', (breach) => {
                broken.push(breach.effectiveDirective);
                if (broken.length === 4) done(broken.sort());
            });
            const image = new Image();
            image.src = 'https://evil.example/x.png';
            fetch('https://evil.example/').catch(() => {});
            document.body.setAttribute('style', 'color: red');
            try { trustedTypes.createPolicy('another', {}); } catch {}";
        let broken: Vec<String> =
            visitor.browser().execute_async(script, Vec::<Value>::new()).await?.convert()?;
        assert_eq!(broken, ["connect-src", "img-src", "style-src-attr", "trusted-types"]);
        hears_of_breaches(&visitor).await
    })
    .await;
}

#[test]
fn the_page_of_the_release_holds_no_script_and_no_style_of_its_own() -> Result<(), Trouble> {
    let page = fs::read_to_string(root().join("dist/index.html"))?;
    let page = page.to_lowercase();
    assert!(!page.contains("<style") && !page.contains(" style=") && !page.contains("javascript:"), "{page}");
    let scripts: Vec<_> = page.split("<script ").skip(1).collect();
    assert_eq!(scripts.len(), page.matches("<script").count());
    for script in &scripts {
        let (attributes, rest) = script.split_once('>').ok_or("a script without an end")?;
        assert!(
            attributes.contains("/boot.js")
                && attributes.contains("src=/start-")
                && rest.starts_with("</script>"),
            "{script}"
        );
    }
    assert_eq!(scripts.len(), 1);
    let handlers = ["onload", "onerror", "onclick", "onfocus", "onsubmit", "ontoggle"];
    assert!(!handlers.iter().any(|handler| page.contains(&format!(" {handler}="))), "{page}");
    // Whatever is fetched ahead to be run says what it has to be.
    for link in page.split("<link ").skip(1).filter(|link| link.contains("rel=modulepreload")) {
        assert!(link.contains("integrity=\"sha256-"), "{link}");
    }
    Ok(())
}

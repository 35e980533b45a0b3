//! Signing up, logging in, logging in again over the page, logging out.

use domain::status::Misfortune;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen::Screen;
use crate::script::{Script, answer, code, line};

fn as_guest() -> std::sync::Arc<Script> {
    Script::new(|request| line(request).starts_with("GET /usr/alive").then(|| Ok(code(826))))
}

#[wasm_bindgen_test]
async fn an_empty_form_names_both_fields_and_asks_nobody() {
    let script = as_guest();
    let screen = Screen::open("/signup", &script).await;
    screen.press("Sign up");
    screen.wait_for("[data-testid=problem-summary]").await;
    assert_eq!(screen.text("#account-problem"), "Enter an account name.");
    assert_eq!(screen.text("#password-problem"), "Enter a password.");
    screen
        .until("the summary has focus", |screen| {
            web_sys::window().unwrap().document().unwrap().active_element().as_ref()
                == screen.find("[data-testid=problem-summary]").as_deref()
        })
        .await;
    assert!(script.sent("POST").is_empty());
}

#[wasm_bindgen_test]
async fn a_taken_name_is_told_beside_the_field_and_nothing_typed_is_lost() {
    let script = Script::new(|request| match line(request).as_str() {
        "GET /usr/alive" => Some(Ok(code(826))),
        "POST /usr/signup" => Some(Ok(code(821))),
        _ => None,
    });
    let screen = Screen::open("/signup", &script).await;
    screen.type_into("Account name", "<b>mara</b> شمس");
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.press("Sign up");
    screen.wait_for("[data-testid=problem-summary]").await;
    assert_eq!(screen.text("#account-problem"), "This account name is taken; choose another.");
    assert_eq!(screen.field("Account name").value(), "<b>mara</b> شمس");
    assert_eq!(screen.field("Password").value(), "violet kettle orbits slowly");
}

#[wasm_bindgen_test]
async fn a_code_that_arrives_as_the_http_status_reads_the_same() {
    for response in [code(824), answer(824, &serde_json::Value::Null)] {
        let script = Script::new(move |request| match line(request).as_str() {
            "GET /usr/alive" => Some(Ok(code(826))),
            "POST /usr/login" => Some(Ok(response.clone())),
            _ => None,
        });
        let screen = Screen::open("/login", &script).await;
        screen.type_into("Account name", "mara");
        screen.type_into("Password", "wrong");
        screen.press("Log in");
        screen.wait_for("[data-testid=problem-summary]").await;
        assert_eq!(screen.text("#password-problem"), "The password is not right; type it again.");
    }
}

#[wasm_bindgen_test]
async fn five_presses_send_one_request() {
    let script = as_guest();
    let screen = Screen::open("/login", &script).await;
    screen.type_into("Account name", "mara");
    screen.type_into("Password", "violet kettle orbits slowly");
    for _ in 0..5 {
        screen.press("Log in");
    }
    screen.wait_for("[data-testid=pool-table]").await;
    assert_eq!(script.sent("POST /usr/login").len(), 1);
}

#[wasm_bindgen_test]
async fn signing_up_logs_in_and_shows_the_pool() {
    let script = as_guest();
    let screen = Screen::open("/signup", &script).await;
    screen.type_into("Account name", "mara");
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.press("Sign up");
    screen.wait_for("[data-testid=pool-table]").await;
    assert!(screen.button("Log out").is_some());
}

#[wasm_bindgen_test]
async fn a_guest_at_a_members_page_logs_in_and_arrives_there() {
    let script = as_guest();
    let screen = Screen::open("/account", &script).await;
    screen.until("the log-in page", |screen| screen.button("Log in").is_some()).await;
    screen.type_into("Account name", "mara");
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.press("Log in");
    screen.wait_for("[data-testid=balance]").await;
}

#[wasm_bindgen_test]
async fn a_session_that_ran_out_is_renewed_over_the_page() {
    let script = Script::new({
        let mut beats = 0;
        move |request| match line(request).as_str() {
            beat if beat.starts_with("GET /usr/alive") => {
                beats += 1;
                (beats == 3).then(|| Ok(code(826)))
            }
            _ => None,
        }
    });
    let screen = Screen::open("/deliver", &script).await;
    screen.until("the form", |screen| screen.button("Deliver").is_some()).await;
    screen.type_into("Energy in kWh", "12.5");
    screen.wait_for("dialog[open]").await;
    assert_eq!(screen.field("Account name").value(), "mara");
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.press("Log in");
    screen.until("the dialog is gone", |screen| screen.find("dialog[open]").is_none()).await;
    assert_eq!(screen.field("Energy in kWh").value(), "12.5");
}

#[wasm_bindgen_test]
async fn without_an_answer_it_is_not_known_who_is_here() {
    let script = Script::new({
        let mut tries = 0;
        move |request| {
            tries += 1;
            (line(request).starts_with("GET /usr/alive") && tries == 1)
                .then_some(Err(Misfortune::Unreachable))
        }
    });
    let screen = Screen::open("/pool", &script).await;
    screen
        .until("it says so", |screen| screen.text("main").contains("The exchange cannot be reached."))
        .await;
    screen.wait_for("[data-testid=pool-table]").await;
}

#[wasm_bindgen_test]
async fn logging_out_leads_to_the_log_in_page() {
    let script = Script::new(|_| None);
    let screen = Screen::open("/pool", &script).await;
    screen.until("the member's button", |screen| screen.button("Log out").is_some()).await;
    screen.press("Log out");
    screen.until("the words", |screen| screen.text("main").contains("You are logged out.")).await;
    assert_eq!(web_sys::window().unwrap().location().pathname().unwrap(), "/login");
    assert_eq!(
        screen.find("[data-testid=heartbeat]").unwrap().get_attribute("data-state").as_deref(),
        Some("off")
    );
}

#[wasm_bindgen_test]
async fn too_many_attempts_are_told_with_the_seconds_that_are_left() {
    let script = Script::new(|request| match line(request).as_str() {
        "GET /usr/alive" => Some(Ok(code(826))),
        "POST /usr/login" => {
            Some(Ok(wattpool::browser::fetch::Response { retry_after: Some("2".to_owned()), ..code(829) }))
        }
        _ => None,
    });
    let screen = Screen::open("/login", &script).await;
    screen.type_into("Account name", "mara");
    screen.type_into("Password", "wrong");
    screen.press("Log in");
    screen.wait_for("[data-testid=countdown]").await;
    screen
        .until("it may be tried", |screen| screen.text("[data-testid=countdown]") == "You can try again now.")
        .await;
    assert_eq!(script.sent("POST /usr/login").len(), 1, "a password is never sent by itself");
}

/// A slow answer to a question of the old session opened the log-in again over the new one.
#[wasm_bindgen_test]
async fn a_late_refusal_does_not_end_the_session_that_came_after() {
    let script = Script::new({
        let (mut pools, mut is_renewed) = (0, false);
        move |request| match line(request).as_str() {
            "POST /usr/login" => {
                is_renewed = true;
                None
            }
            beat if beat.starts_with("GET /usr/alive") => (pools >= 2 && !is_renewed).then(|| Ok(code(826))),
            pool if pool.starts_with("GET /tx/pool") => {
                pools += 1;
                match pools {
                    1 => None,
                    2 => Some(Ok(code(831))),
                    // The message of the late refusal would be gone with the next good answer.
                    _ => Some(Ok(code(930))),
                }
            }
            _ => None,
        }
    });
    script.hold("GET /tx/pool?since");
    let screen = Screen::open("/pool", &script).await;
    screen.wait_for("dialog[open]").await;
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.press("Log in");
    screen.until("the dialog is gone", |screen| screen.find("dialog[open]").is_none()).await;
    script.release();
    screen.until("the late refusal", |screen| screen.find("[data-testid=message]").is_some()).await;
    assert!(screen.find("dialog[open]").is_none());
}

/// Logged in as somebody else in another tab, this one showed the old name and spent the new money.
#[wasm_bindgen_test]
async fn the_page_follows_when_somebody_else_logs_in_in_this_browser() {
    let script = Script::new({
        let mut beats = 0;
        move |request| {
            line(request).starts_with("GET /usr/alive").then(|| {
                beats += 1;
                let account = if beats < 3 { "mara" } else { "noor" };
                let body = serde_json::json!({
                    "status": 725, "msg": "", "account": account, "expiresIn": 1800, "poolVersion": "v1"
                });
                Ok(answer(200, &body))
            })
        }
    });
    let screen = Screen::open("/pool", &script).await;
    screen.until("mara", |screen| screen.text(".who") == "mara").await;
    screen.until("noor", |screen| screen.text(".who") == "noor").await;
    assert!(screen.text("[data-testid=notices]").contains("noor logged in in this browser"));
}

#[wasm_bindgen_test]
async fn an_answer_that_says_nothing_of_a_session_makes_nobody_a_guest() {
    for http in [400, 403, 404, 429, 503] {
        let script = Script::new({
            let mut asked = 0;
            move |request| {
                asked += 1;
                (line(request).starts_with("GET /usr/alive") && asked == 1)
                    .then(|| Ok(answer(http, &serde_json::Value::Null)))
            }
        });
        let screen = Screen::open("/account", &script).await;
        screen.until("it says so", |screen| screen.text("main").contains(&format!("HTTP {http}"))).await;
        // Whoever is told to wait need not; everything else comes back by itself.
        if screen.button("Try now").is_some() {
            screen.press("Try now");
        }
        screen.wait_for("[data-testid=balance]").await;
    }
}

#[wasm_bindgen_test]
async fn the_skip_link_leads_to_the_content() {
    let screen = Screen::open("/service", &as_guest()).await;
    screen.click(".skip");
    let active = web_sys::window().unwrap().document().unwrap().active_element();
    assert_eq!(active.as_ref(), screen.find("main").as_deref());
}

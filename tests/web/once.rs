//! What could count twice is never done again without being asked for: logging in, signing up, logging out.

use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::fetch::Response;

use crate::chance::Chance;
use crate::remedy::in_turn;
use crate::screen::Screen;
use crate::script::{Script, code, empty, line, page};

/// Waits until the session was asked after twice more: with no jitter, whatever is tried again by itself
/// would have been.
async fn two_beats(screen: &Screen, script: &Script) {
    let beats = script.sent("GET /usr/alive").len();
    screen.until("two beats", |_| script.sent("GET /usr/alive").len() >= beats + 2).await;
}

#[wasm_bindgen_test]
async fn logging_in_signing_up_and_logging_out_are_never_tried_again_by_themselves() {
    let _chance = Chance::always(0.0);
    for (path, button, call) in
        [("/login", "Log in", "POST /usr/login"), ("/signup", "Sign up", "POST /usr/signup")]
    {
        let waits = Response { retry_after: Some("0".to_owned()), ..page(503) };
        for failure in [code(920), empty(647), waits] {
            let script = Script::new(move |request| (line(request) == call).then(|| Ok(failure.clone())));
            let screen = Screen::open(path, &script).await;
            screen.type_into("Account name", "mara");
            screen.type_into("Password", "violet kettle orbits slowly");
            screen.press(button);
            screen.wait_for("[data-testid=message]").await;
            two_beats(&screen, &script).await;
            assert_eq!(script.sent(call).len(), 1, "{path}");
        }
    }
    let script = in_turn("DELETE /usr/logout", [code(920)]);
    let screen = Screen::open("/pool", &script).await;
    screen.until("the member's button", |screen| screen.button("Log out").is_some()).await;
    screen.press("Log out");
    screen
        .until("a notice", |screen| {
            screen.text("[data-testid=notices]").contains("You may still be logged in.")
        })
        .await;
    two_beats(&screen, &script).await;
    assert_eq!(script.sent("DELETE /usr/logout").len(), 1);
}

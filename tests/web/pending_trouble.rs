//! What can come between an answer that was lost and the one that tells: no network, a session that ends, another
//! person, a time that runs out, rubbish in the storage.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::status::Misfortune;
use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::fetch::Response;
use wattpool::browser::storage::tab;
use wattpool::settings::Settings;

use crate::hold;
use crate::lost::{
    PURCHASE_UNKNOWN, Switch, account, answering_purchases, are_one_decision, bought_both, deliver,
    delivered, is_told, is_unknown, losing_answers, lost_purchase, take_back,
};
use crate::purchase::{pool_of_two, review};
use crate::screen::{PENDING, Screen};
use crate::script::{Script, alive, code, line, page};

#[wasm_bindgen_test]
async fn whoever_is_offline_after_the_reload_is_told_once_the_network_is_back() {
    let kept = lost_purchase().await;
    let beats = Arc::new(AtomicU64::new(0));
    let script = Script::new({
        let beats = Arc::clone(&beats);
        move |request| match line(request) {
            line if line.starts_with("GET /usr/alive") && beats.fetch_add(1, Ordering::Relaxed) < 3 => {
                Some(Err(Misfortune::Offline))
            }
            line if line == "PUT /tx/purchase" => Some(Ok(bought_both())),
            _ => pool_of_two(request).map(Ok),
        }
    });
    let screen = Screen::open_keeping(&kept, Settings::default(), "/pool", &script).await;
    screen.wait_for("[data-testid=message]").await;
    assert!(script.sent("PUT").is_empty(), "nobody knows yet who is here");
    screen.wait_for("[data-testid=new-balance]").await;
    assert_eq!(script.sent("PUT /tx/purchase").len(), 1);
}

/// A session that was over while it was asked what became of a purchase made it "you were not charged", and the
/// purchase had gone through.
#[wasm_bindgen_test]
async fn nothing_but_an_answer_to_the_purchase_itself_calls_it_refused() {
    let not_one_of_them = [Ok(page(403)), Ok(code(829)), Ok(code(912)), Ok(code(832))];
    let answers = [Err(Misfortune::TimedOut)].into_iter().chain(not_one_of_them).chain([Ok(bought_both())]);
    let script = answering_purchases(answers);
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    screen.press("Buy now");
    for tries in 2..=5 {
        is_unknown(&screen, PURCHASE_UNKNOWN).await;
        assert!(!screen.text("[data-testid=review]").contains("You were not charged."));
        screen
            .until("the next try", |screen| {
                if script.sent("PUT /tx/purchase").len() < tries
                    && let Some(button) =
                        ["Check now", "Check again", "Try now"].iter().find_map(|label| screen.button(label))
                {
                    button.click();
                }
                script.sent("PUT /tx/purchase").len() >= tries
            })
            .await;
    }
    screen.wait_for("[data-testid=log-in-again][open]").await;
    is_unknown(&screen, PURCHASE_UNKNOWN).await;
    let screen = screen.reload("/pool", &script).await;
    screen.wait_for("[data-testid=new-balance]").await;
    let sent = script.sent("PUT /tx/purchase");
    assert!(sent.len() == 6 && are_one_decision(&sent));
}

#[wasm_bindgen_test]
async fn whoever_logs_in_again_is_told_what_became_of_it() {
    let script = answering_purchases([Err(Misfortune::TimedOut), Ok(code(832)), Ok(bought_both())]);
    let screen = Screen::open("/pool", &script).await;
    review(&screen).await;
    screen.press("Buy now");
    screen.wait_for("[data-testid=log-in-again][open]").await;
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.press("Log in");
    screen.wait_for("[data-testid=new-balance]").await;
    let sent = script.sent("PUT /tx/purchase");
    assert!(sent.len() == 3 && are_one_decision(&sent));
}

#[wasm_bindgen_test]
async fn what_is_not_known_at_a_log_out_is_kept_for_its_owner_and_told_at_the_next_log_in() {
    let is_back = Switch::default();
    let script = losing_answers(&is_back);
    let screen = Screen::open("/deliver", &script).await;
    deliver(&screen).await;
    is_unknown(&screen, "We do not know yet").await;
    screen.press("Log out");
    let words = "log in again in this tab, and you are told";
    screen.until("the words", |screen| screen.text("main").contains(words)).await;
    assert!(!screen.text("main").contains("Nothing of yours stays"));
    is_back.store(true, Ordering::Relaxed);
    screen.type_into("Account name", "mara");
    screen.type_into("Password", "violet kettle orbits slowly");
    screen.press("Log in");
    is_told(&screen, "Your lot is in the pool.").await;
    assert!(are_one_decision(&script.sent("POST /tx/delivery")));
    assert_eq!(tab::get(PENDING), None);
}

#[wasm_bindgen_test]
async fn nobody_else_in_the_tab_sees_or_settles_it() {
    let kept = lost_purchase().await;
    let script = Script::new(|request| {
        line(request)
            .starts_with("GET /usr/alive")
            .then(|| Ok(alive("noor", 1_800)))
            .or_else(|| pool_of_two(request).map(Ok))
    });
    let screen = Screen::open_keeping(&kept, Settings::default(), "/pool", &script).await;
    screen.wait_for("[data-testid=pool-row]").await;
    let beats = script.sent("GET /usr/alive").len();
    screen.until("two beats", |_| script.sent("GET /usr/alive").len() >= beats + 2).await;
    assert!(screen.find("[data-testid=review][open]").is_none());
    assert!(screen.find("[data-testid=unsettled]").is_none());
    assert!(script.sent("PUT").is_empty());
    let script = answering_purchases([Ok(bought_both())]);
    let screen = screen.reload("/pool", &script).await;
    screen.wait_for("[data-testid=new-balance]").await;
}

#[wasm_bindgen_test]
async fn rubbish_in_the_storage_is_nothing() {
    let kept = lost_purchase().await;
    let another_form = kept.replace("\"version\":1", "\"version\":2");
    let worthless = kept.replace("\"value\":1", "\"value\":0");
    for rubbish in
        ["", "{", "null", "[]", "7", "{\"version\":1,\"intents\":[null,{}]}", &another_form, &worthless]
    {
        let script = Script::new(|request| pool_of_two(request).map(Ok));
        let screen = Screen::open_keeping(rubbish, Settings::default(), "/pool", &script).await;
        screen.wait_for("[data-testid=pool-row]").await;
        assert!(screen.find("[data-testid=review][open]").is_none(), "{rubbish}");
        assert!(script.sent("PUT").is_empty(), "{rubbish}");
        review(&screen).await;
    }
}

#[wasm_bindgen_test]
async fn a_hold_whose_time_ran_out_meanwhile_is_told_and_not_asked_about() {
    let script = hold::exchange(1, []);
    let screen = Screen::open("/pool", &script).await;
    hold::buy(&screen).await;
    let kept = tab::get(PENDING).unwrap();
    screen.until("over", |screen| screen.text("[data-testid=held-for]").contains("The time is over")).await;
    drop(screen);
    let screen = Screen::open_keeping(&kept, Settings::default(), "/pool", &script).await;
    is_told(&screen, "The time is over; the lots are back in the pool.").await;
    assert!(screen.find("[data-testid=review][open]").is_none());
    assert_eq!(tab::get(PENDING), None);
}

#[wasm_bindgen_test]
async fn a_lot_that_was_sold_before_it_could_be_taken_back_is_told_so() {
    let answers = [Err(Misfortune::Unreachable), Ok(code(838))];
    let script = revoking(answers, false);
    let screen = Screen::open("/account", &script).await;
    take_back(&screen).await;
    screen
        .until("refused", |screen| {
            screen.text("[data-testid=revoke]").contains("This lot no longer waits in the pool.")
        })
        .await;
    assert_eq!(tab::get(PENDING), None);
}

fn revoking(
    answers: impl IntoIterator<Item = Result<Response, Misfortune>>,
    is_revoked: bool,
) -> Arc<Script> {
    let mut answers = answers.into_iter().collect::<Vec<_>>().into_iter();
    Script::new(move |request| match line(request) {
        line if line.starts_with("DELETE /tx/delivery/") => answers.next(),
        line if line.starts_with("GET /usr/account") => Some(Ok(account(is_revoked))),
        _ => None,
    })
}

#[wasm_bindgen_test]
async fn a_key_is_made_for_each_decision_and_none_is_kept_of_what_is_known() {
    let script = Script::new(|request| (line(request) == "POST /tx/delivery").then(|| Ok(delivered())));
    let screen = Screen::open("/deliver", &script).await;
    for lots in 1..=2 {
        deliver(&screen).await;
        screen.until("sent", |_| script.sent("POST").len() == lots).await;
        screen.wait_for("[data-testid=delivered]").await;
        assert_eq!(tab::get(PENDING), None);
    }
    assert!(!are_one_decision(&script.sent("POST")));
}

//! Moments at which the app asks at once whether the session lives, and what counts as the person's doing.

use std::sync::Arc;

use domain::status::Misfortune;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::pretence::{Pretence, to_document, to_window, transition};
use crate::screen::Screen;
use crate::script::{Script, line};

fn beats(script: &Script) -> Vec<String> {
    script.sent("GET /usr/alive").iter().map(line).collect()
}

/// A page that asks for nothing by itself for an hour, after its first beat.
async fn open(script: &Arc<Script>) -> Screen {
    let screen = Screen::open_unhurried("/deliver", script).await;
    screen.until("alive", |screen| screen.find("[data-state=alive]").is_some()).await;
    screen
}

/// What happens, and what is pretended for as long as it lasts.
type Happening = fn() -> Option<Pretence>;

#[wasm_bindgen_test]
async fn whenever_an_answer_is_worth_having_it_asks_at_once_and_once() {
    const AN_HOUR: f64 = 3_600_000.0;
    let moments: [(&str, Happening); 5] = [
        ("the tab is looked at again", || {
            to_document("visibilitychange");
            None
        }),
        ("the network is back", || {
            to_window("online");
            None
        }),
        ("the page comes out of the browser's memory", || {
            transition("pageshow", true);
            None
        }),
        ("the device slept", || Some(Pretence::clock(AN_HOUR))),
        ("its clock was set back", || Some(Pretence::clock(-AN_HOUR))),
    ];
    for (what, happens) in moments {
        let script = Script::new(|_| None);
        let screen = open(&script).await;
        let before = beats(&script).len();
        let _pretence = happens();
        screen.until(what, |_| beats(&script).len() > before).await;
        screen.until("alive", |screen| screen.find("[data-state=alive]").is_some()).await;
        assert_eq!(beats(&script).len(), before + 1, "{what}");
        assert!(beats(&script).iter().all(|beat| !beat.contains("active")), "{what}: {:?}", beats(&script));
    }
}

#[wasm_bindgen_test]
async fn a_tab_that_nobody_sees_is_not_woken_by_being_hidden() {
    let script = Script::new(|_| None);
    let screen = open(&script).await;
    let before = beats(&script).len();
    let hidden = Pretence::hidden();
    to_document("visibilitychange");
    drop(hidden);
    to_document("visibilitychange");
    screen.until("a beat", |_| beats(&script).len() > before).await;
    screen.until("alive", |screen| screen.find("[data-state=alive]").is_some()).await;
    assert_eq!(beats(&script).len(), before + 1, "it is woken by being seen");
}

#[wasm_bindgen_test]
async fn only_what_a_person_does_prolongs_the_session() {
    let script = Script::new(|_| None);
    let screen = open(&script).await;
    let deeds = ["pointerdown", "keydown", "wheel"];
    let nobodys =
        ["focus", "blur", "scroll", "resize", "mousemove", "hashchange", "languagechange", "offline"];
    for (happening, is_deed) in deeds.map(|it| (it, true)).into_iter().chain(nobodys.map(|it| (it, false))) {
        let before = beats(&script).len();
        to_window(happening);
        to_document("visibilitychange");
        screen.until("a beat", |_| beats(&script).len() > before).await;
        let says_so = beats(&script).last().is_some_and(|beat| beat.ends_with("?active=true"));
        assert_eq!(says_so, is_deed, "{happening}");
        screen.until("alive", |screen| screen.find("[data-state=alive]").is_some()).await;
    }
    to_window("online");
}

/// The press of "Stay signed in" went with a beat whose answer was lost, and the next beat said nothing of it.
#[wasm_bindgen_test]
async fn what_a_beat_said_in_vain_the_next_one_says_again() {
    let script = Script::new({
        let mut is_lost = false;
        move |request| {
            let loses = line(request).ends_with("?active=true") && !is_lost;
            is_lost |= loses;
            loses.then_some(Err(Misfortune::TimedOut))
        }
    });
    let screen = open(&script).await;
    let active = || script.sent("GET /usr/alive?active=true").len();
    to_window("keydown");
    to_document("visibilitychange");
    screen.until("it is lost", |_| active() == 1).await;
    to_document("visibilitychange");
    screen.until("it is said again", |_| active() == 2).await;
    let before = beats(&script).len();
    to_document("visibilitychange");
    screen.until("the next beat", |_| beats(&script).len() > before).await;
    assert_eq!(active(), 2, "it was heard");
}

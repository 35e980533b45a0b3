//! The catalogue of codes.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen::Screen;
use crate::script::Script;

#[wasm_bindgen_test]
async fn the_catalogue_is_searched_by_number_and_by_word() {
    let screen = Screen::open("/help/codes", &Script::new(|_| None)).await;
    screen.wait_for("[data-testid=code-line]").await;
    screen.type_into("Number or word", "823");
    screen.until("one entry", |screen| screen.count("[data-testid=code-line]") == 1).await;
    assert!(screen.text("[data-testid=code-line]").contains("There is no account of this name."));
    screen.type_into("Number or word", "faster");
    screen.until("the sold lot", |screen| screen.text("[data-testid=code-line]").contains("835")).await;
    screen.type_into("Number or word", "no such words");
    screen.until("nothing", |screen| screen.text("main").contains("No entry fits.")).await;
}

#[wasm_bindgen_test]
async fn a_number_that_no_list_has_is_read_by_its_digits() {
    for (path, words) in [
        ("/help/codes/823", "There is no account of this name."),
        ("/help/codes/647", "The exchange is still working on it."),
        ("/help/codes/404", "The exchange has nothing at this address."),
        ("/help/codes/timed-out", "The exchange did not answer in time."),
        ("/help/codes/%3Cb%3E", "There is no such code."),
    ] {
        let screen = Screen::open(path, &Script::new(|_| None)).await;
        screen.until(words, |screen| screen.text("main").contains(words)).await;
    }
}

//! The table of lots under the keyboard: from row to row in the order that is seen, however far, and no lot has the
//! focus that nobody gave it to.

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

use crate::screen::Screen;
use crate::table::{Market, Styles, many, row, scroll_to, scroller};

const INPUTS: &str = "[data-testid=select-row]";

/// The place of the row that has the focus, as a screen reader counts it.
fn place(screen: &Screen) -> Option<u32> {
    let active = web_sys::window()?.document()?.active_element()?;
    let row = active.closest("[data-testid=pool-row]").ok()??;
    scroller(screen).contains(Some(&row)).then(|| row.get_attribute("aria-rowindex")?.parse().ok())?
}

/// What Tab goes to from what has the focus, or with Shift: the next in the document.
fn neighbour(screen: &Screen, step: isize) -> Option<HtmlElement> {
    let active = web_sys::window()?.document()?.active_element()?;
    let inputs = screen.elements(INPUTS);
    let at = inputs.iter().position(|input| *AsRef::<Element>::as_ref(input) == active)?;
    inputs.get(at.checked_add_signed(step)?).cloned()
}

/// The rows that were used again for lots further down stood before the others in the document. Whoever pressed Tab
/// in the last row but them left the table, and never came to the lots that had not been in sight at first.
#[wasm_bindgen_test]
async fn who_goes_from_row_to_row_comes_to_every_lot_in_its_order() {
    let _styles = Styles::put_on();
    let market = Market::new(many((1..=300).rev()), vec![], vec![]);
    let screen = Screen::open("/pool", &market.script).await;
    scroll_to(&screen, 300).await;
    screen.find(INPUTS).unwrap().focus().unwrap();
    let all = screen.elements(INPUTS).len();
    let mut at = place(&screen).unwrap();
    for (step, wanted) in [(1, at + 120), (-1, at)] {
        assert!(wanted.abs_diff(at) as usize > 2 * all, "{all} rows are too many for this to say anything");
        while at != wanted {
            let next = at.checked_add_signed(i32::try_from(step).unwrap()).unwrap();
            screen.until(&format!("a row after {at}"), |screen| neighbour(screen, step).is_some()).await;
            neighbour(&screen, step).unwrap().focus().unwrap();
            assert_eq!(place(&screen), Some(next), "after {at}");
            at = next;
        }
    }
}

/// The row was used again for another lot and kept the focus, so that a press of the space bar picked a lot that
/// nobody had gone to.
#[wasm_bindgen_test]
async fn a_row_that_is_scrolled_out_of_the_document_gives_the_focus_to_the_table() {
    let _styles = Styles::put_on();
    let market = Market::new(many((1..=300).rev()), vec![], vec![]);
    let screen = Screen::open("/pool", &market.script).await;
    scroll_to(&screen, 300).await;
    let first = screen.find(&format!("{} {INPUTS}", row(300))).unwrap();
    first.focus().unwrap();
    scroll_to(&screen, 40).await;
    let active = || web_sys::window().unwrap().document().unwrap().active_element();
    screen
        .until("the table has it", |screen| active().as_ref() == Some(scroller(screen).unchecked_ref()))
        .await;
}

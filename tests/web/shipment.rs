//! Delivering many lots from a file: what is read of it, what is sent, and what is told row by row.

use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::browser::storage::tab;

use crate::lost::is_told;
use crate::purchase::key_of;
use crate::screen::{SHIPMENTS, Screen};
use crate::shipped::{
    HEADER, Market, choose, figures, file_of, look_at, notes_of, over, read, states, text_behind,
};

#[wasm_bindgen_test]
async fn a_file_is_looked_at_row_by_row_and_nothing_is_sent_before_the_person_says_so() {
    let market = Market::default();
    let script = market.script(|_, _| None);
    let screen = Screen::open("/deliver", &script).await;
    let text = format!(
        "{HEADER}\nsolar;12500;4200;7;24;\"roof; south\"\ncoal;12.5;1,500;0;yesterday;x\nwind;250000;30000;;48;\n"
    );
    look_at(&screen, &text).await;
    assert_eq!(figures(&screen, "preview")[..3], ["2", "1", "262.5 kWh"]);
    assert!(figures(&screen, "preview")[3].starts_with("7 credits and 1 at the price"), "one has no price");
    assert_eq!(states(&screen), ["ready", "bad", "ready"]);
    let problems = screen.texts(".row-problems li");
    assert_eq!(
        problems,
        [
            "Choose solar, water or wind.",
            "Write the energy in whole watt-hours, such as 12500.",
            "Write the power in whole watts, such as 4200.",
            "Enter the price as at least 1 credit.",
            "Write the end in hours from now, such as 24, or as 2026-12-01T18:00.",
        ]
    );
    let mend = read(&text_behind(&screen, "to-mend").await);
    assert_eq!((mend.rows.len(), mend.rows[0].cells[1].as_str()), (1, "12.5"));
    screen.click(".check input");
    screen.until("only the bad row", |screen| states(screen) == ["bad"]).await;
    assert!(script.sent("POST").is_empty());

    screen.press("Deliver 2 lots");
    assert_eq!(over(&screen).await, ["2", "0", "0"]);
    is_told(&screen, "From your file, lots in the pool: 2 of 2.").await;
    assert_eq!(market.notes(), ["roof; south", ""]);
    assert_eq!(states(&screen), ["waiting", "waiting"]);
    assert_eq!(screen.texts("[data-testid=file-row] th"), ["2", "4"], "by the rows of the file");
    screen.press("Another file");
    screen.wait_for("#lots-file").await;
    assert_eq!(tab::get(SHIPMENTS), None);
}

#[wasm_bindgen_test]
async fn a_file_that_cannot_be_read_says_why_and_pasted_rows_do_as_well() {
    let market = Market::default();
    let screen = Screen::open("/deliver", &market.script(|_, _| None)).await;
    for (text, words) in [
        ("type;amount\nwind;1", "The first row does not name power, timestampExpire; write the names"),
        (&*format!("{HEADER}\nwind;1;1;1;24;\"open"), "A quotation mark in row 2 is not closed"),
        (HEADER, "No lot was found"),
    ] {
        choose(&screen, text).await;
        screen.until(words, |screen| screen.text("#lots-file-problem").contains(words)).await;
    }
    screen.type_into("Rows, the first with the names", &file_of(1).replace(';', "\t"));
    screen.press("Read the rows");
    screen.wait_for("[data-testid=preview]").await;
    screen.press("Deliver 1 lot");
    over(&screen).await;
    assert_eq!(market.notes(), notes_of(1));
}

#[wasm_bindgen_test]
async fn the_template_is_a_file_that_can_be_delivered() {
    let screen = Screen::open("/deliver", &Market::default().script(|_, _| None)).await;
    let template = text_behind(&screen, "template").await;
    assert_eq!(
        screen.find("[data-testid=template]").unwrap().get_attribute("download").as_deref(),
        Some("wattpool-template.csv")
    );
    look_at(&screen, &template).await;
    assert_eq!(figures(&screen, "preview")[..2], ["3", "0"]);
}

#[wasm_bindgen_test]
async fn many_lots_go_out_part_by_part_with_their_progress_in_sight() {
    let market = Market::default();
    let script = market.script(|_, _| None);
    script.hold("POST /tx/delivery");
    let screen = Screen::open("/deliver", &script).await;
    look_at(&screen, &file_of(120)).await;
    assert_eq!(states(&screen).len(), 50, "so many rows are in sight at a time");
    screen.press("Next rows");
    screen.until("the next ones", |screen| screen.text("caption").contains("Rows 51 to 100 of 120")).await;
    let button = screen.find("[data-testid=ship]").unwrap();
    button.click();
    button.click();
    screen
        .until("none yet", |screen| screen.text("[data-testid=progress]").contains("Lots done: 0 of 120."))
        .await;
    screen.until("sent", |_| script.sent("POST").len() == 1).await;
    assert_eq!(states(&screen)[..11], [["sent"; 10].as_slice(), &["open"]].concat());
    script.release();
    assert_eq!(over(&screen).await, ["120", "0", "0"]);
    assert_eq!(market.notes(), notes_of(120));
    let mut keys: Vec<_> = script.sent("POST").iter().map(key_of).collect();
    keys.dedup();
    assert_eq!((keys.len(), script.sent("POST").len()), (12, 12), "each part once, under its own key");
}

#[wasm_bindgen_test]
async fn what_is_refused_is_told_in_its_row_and_can_be_saved_to_be_mended() {
    let market = Market::default();
    let screen = Screen::open("/deliver", &market.script(|_, _| None)).await;
    look_at(&screen, &format!("{}wind;1000;500;3;24;=refuse this\r\n", file_of(1))).await;
    screen.press("Deliver 2 lots");
    assert_eq!(over(&screen).await, ["1", "1", "0"]);
    assert_eq!(states(&screen), ["waiting", "refused"]);
    assert!(screen.text("[data-state=refused]").contains("at least a minute ahead"));
    let text = text_behind(&screen, "unshipped").await;
    assert!(text.contains("'=refuse this"), "no spreadsheet takes it for a formula");
    let rest = read(&text);
    assert_eq!(rest.good().map(|(_, lot)| lot.note.as_str()).collect::<Vec<_>>(), ["=refuse this"]);
}

#[wasm_bindgen_test]
async fn whoever_stops_hears_what_was_delivered_and_what_was_not() {
    let market = Market::default();
    let script = market.script(|_, _| None);
    let screen = Screen::open("/deliver", &script).await;
    script.hold("POST /tx/delivery");
    look_at(&screen, &file_of(25)).await;
    screen.press("Deliver 25 lots");
    screen.until("sent", |_| script.sent("POST").len() == 1).await;
    screen.press("Stop after the current part");
    screen
        .until("it says so", |screen| screen.text("[data-testid=many-lots]").contains("It stops as soon as"))
        .await;
    script.release();
    assert_eq!(over(&screen).await, ["10", "0", "15"]);
    assert_eq!(market.notes(), notes_of(10));
    let rest = read(&text_behind(&screen, "unshipped").await);
    assert_eq!(rest.good().count(), 15);
    let screen = screen.reload("/deliver", &script).await;
    assert_eq!(over(&screen).await, ["10", "0", "15"], "it stays told until the person has seen it");
    assert_eq!(script.sent("POST").len(), 1);
}

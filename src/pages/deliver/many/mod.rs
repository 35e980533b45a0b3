//! Many lots from a file: chosen or pasted, looked at, delivered, and told row by row.
//!
//! What is sent and when is decided at the pier, which outlives this page.

mod choice;
mod course;
mod line;
mod preview;
mod rows;

use domain::shipment::LotFile;
use leptos::prelude::*;
use words::Label;

use crate::api::Member;
use crate::browser::{clock, document};
use crate::language::say;
use crate::pages::deliver::many::choice::FileChoice;
use crate::pages::deliver::many::course::ShipmentCourse;
use crate::pages::deliver::many::preview::FilePreview;
use crate::shipment::{Stage, use_pier};

/// The id of the heading, which takes focus where what had it is gone.
const HEADING: &str = "many-lots";

/// What was read of a file at one moment.
#[derive(Clone, PartialEq)]
pub struct Looked {
    /// What stands in it; it is read again when the person sends it, because time passes.
    pub bytes: Vec<u8>,
    /// What was read.
    pub file: LotFile,
    /// Whether it is not what the person saw before.
    pub is_changed: bool,
}

/// The place of many lots on the page.
#[component]
pub fn ManyLots(
    /// Who delivers.
    member: Member,
) -> impl IntoView {
    let pier = use_pier();
    let looked = RwSignal::new(None::<Looked>);
    pier.has_place.set(true);
    on_cleanup(move || {
        // The app may be gone with the page.
        let _ = pier.has_place.try_set(false);
    });
    let is_free = Memo::new(move |_| pier.stage.with(|stage| *stage == Stage::Idle));
    let is_read = Memo::new(move |_| looked.with(Option::is_some));
    let deliver = Callback::new(move |()| {
        let Some(Looked { bytes, file, .. }) = looked.get_untracked() else { return };
        let Ok(newest) = LotFile::read_bytes(&bytes, clock::now(), &clock::local) else { return };
        let rows = |file: &LotFile| file.good().map(|(row, _)| row).collect::<Vec<_>>();
        if rows(&newest) == rows(&file) {
            pier.ship(newest.good().map(|(row, lot)| (row, lot.clone())).collect());
            looked.set(None);
            document::focus(HEADING);
        } else {
            looked.set(Some(Looked { bytes, file: newest, is_changed: true }));
        }
    });
    let takes_many = member.takes_many();
    view! {
        <section class="panel many" aria-labelledby=HEADING data-testid="many-lots">
            <h2 id=HEADING tabindex="-1">{say(Label::ManyLots)}</h2>
            {move || match (is_free.get(), is_read.get()) {
                _ if !takes_many => view! { <p class="quiet">{say(Label::OneLotAtATime)}</p> }.into_any(),
                (false, _) => view! { <ShipmentCourse /> }.into_any(),
                (true, true) => view! { <FilePreview looked on_deliver=deliver /> }.into_any(),
                (true, false) => view! { <FileChoice looked /> }.into_any(),
            }}
        </section>
    }
}

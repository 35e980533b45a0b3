//! What was read of a file, before anything of it is sent: how many rows are good, what they come to, and what is
//! wrong with the others.

use domain::shipment::{self, LotFile};
use leptos::prelude::*;
use words::{Label, Value};

use crate::browser::document;
use crate::components::{CutOffReason, FileLink};
use crate::heartbeat::use_heartbeat;
use crate::language::{say, shown, tell, told};
use crate::pages::deliver::many::line::Line;
use crate::pages::deliver::many::rows::RowTable;
use crate::pages::deliver::many::{HEADING, Looked};

/// The preview.
#[component]
pub fn FilePreview(
    /// What was read.
    looked: RwSignal<Option<Looked>>,
    /// Called when the person wants the good rows in the pool.
    on_deliver: Callback<()>,
) -> impl IntoView {
    let is_cut_off = use_heartbeat().is_cut_off;
    let only_bad = RwSignal::new(false);
    let read = move |look: fn(&LotFile) -> u64| {
        looked.with(|looked| looked.as_ref().map(|looked| look(&looked.file))).unwrap_or_default()
    };
    let good = Memo::new(move |_| read(|file| file.good().count() as u64));
    let bad = Memo::new(move |_| read(|file| file.rows.iter().filter(|row| row.lot.is_err()).count() as u64));
    let unpriced =
        Memo::new(move |_| read(|file| file.good().filter(|(_, lot)| lot.value.is_none()).count() as u64));
    let energy = move || shown(Value::Energy(read(LotFile::energy)));
    let price = move || {
        let named = looked.with(|looked| looked.as_ref().map(|looked| looked.file.price()));
        let open = match unpriced.get() {
            0 => String::new(),
            number => told(Label::PriceOpen.with("number", Value::Integer(number))),
        };
        format!("{} {open}", shown(named.unwrap_or_default()))
    };
    // The places of the rows in sight.
    let places = Memo::new(move |_| {
        looked.with(|looked| {
            let rows = looked.iter().flat_map(|looked| looked.file.rows.iter().enumerate());
            let only_bad = only_bad.get();
            rows.filter(|(_, row)| !only_bad || row.lot.is_err()).map(|(place, _)| place).collect::<Vec<_>>()
        })
    });
    let line = Callback::new(move |place: usize| {
        let row = places.with(|places| places.get(place).copied())?;
        looked.with(|looked| Some(Line::from(looked.as_ref()?.file.rows.get(row)?)))
    });
    let mend = move || {
        let text = looked.with(|looked| looked.as_ref().map(|looked| shipment::unusable(&looked.file)));
        text.filter(|_| bad.get() > 0).map(|text| {
            view! { <FileLink label=Label::DownloadRowsToMend name="wattpool-to-mend.csv" text test_id="to-mend" /> }
        })
    };
    let leave = move |_| {
        looked.set(None);
        document::focus(HEADING);
    };
    let is_changed = move || looked.with(|looked| looked.as_ref().is_some_and(|looked| looked.is_changed));
    view! {
        <h3>{say(Label::RowsRead)}</h3>
        <p class="note" role="status" hidden=move || !is_changed()>{say(Label::RowsChanged)}</p>
        <div class="facts" data-testid="preview">
            <Fact name=Label::RowsGood value=move || shown(Value::Integer(good.get())) />
            <Fact name=Label::RowsBad value=move || shown(Value::Integer(bad.get())) />
            <Fact name=Label::Energy value=energy />
            <Fact name=Label::Price value=price />
        </div>
        <p class="field-problem" role="status" hidden=move || good.get() != 0>{say(Label::NothingToDeliver)}</p>
        <CutOffReason is_cut_off />
        <div class="actions">
            <Show when=move || good.get() != 0>
                <button
                    type="button"
                    class="button button-primary"
                    data-testid="ship"
                    disabled=is_cut_off
                    on:click=move |_| on_deliver.run(())
                >
                    {move || told(Label::DeliverRows.count(good.get()))}
                </button>
            </Show>
            <button type="button" class="button" on:click=leave>
                {say(Label::AnotherFile)}
            </button>
            {mend}
        </div>
        <Show when=move || bad.get() != 0>
            <label class="check">
                <input type="checkbox" bind:checked=only_bad />
                {say(Label::OnlyRowsToMend)}
            </label>
        </Show>
        <RowTable count=Signal::derive(move || places.with(Vec::len)) line />
    }
}

/// One figure with its name.
#[component]
pub fn Fact(
    /// What it is.
    name: Label,
    /// The figure.
    #[prop(into)]
    value: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="fact">
            <span class="fact-name">{tell(name)}</span>
            <span class="fact-value">{value}</span>
        </div>
    }
}

//! Choosing a file of lots or pasting its rows, with what has to stand in it and a template.

use domain::shipment::{self, COLUMNS, FileProblem, LotFile, MAX_BYTES};
use leptos::html::Input;
use leptos::prelude::*;
use words::{Label, Sentence, shipment as telling};

use crate::browser::file::{self, NotRead};
use crate::browser::task::TaskScope;
use crate::browser::{clock, document};
use crate::components::FileLink;
use crate::language::{say, tell, told};
use crate::pages::deliver::many::Looked;

/// The choice of a file.
#[component]
pub fn FileChoice(
    /// Takes what was read.
    looked: RwSignal<Option<Looked>>,
) -> impl IntoView {
    let tasks = TaskScope::new();
    let input = NodeRef::<Input>::new();
    let pasted = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<Sentence>);
    let look = move |bytes: Vec<u8>| match LotFile::read_bytes(&bytes, clock::now(), &clock::local) {
        Ok(file) => looked.set(Some(Looked { bytes, file, is_changed: false })),
        Err(why) => problem.set(Some(telling::of_file(&why))),
    };
    let choose = move |_| {
        let Some(input) = input.get_untracked() else { return };
        problem.set(None);
        tasks.spawn(async move {
            match file::read(&input, MAX_BYTES).await {
                Ok(bytes) => look(bytes),
                Err(NotRead::None) => {}
                Err(NotRead::TooLarge) => problem.set(Some(telling::of_file(&FileProblem::TooLarge))),
                Err(NotRead::Unreadable) => problem.set(Some(Label::FileUnread.into())),
            }
            // Whoever has mended the file chooses the same one again.
            file::forget(&input);
        });
    };
    let read_pasted = move |_| {
        problem.set(None);
        look(pasted.get_untracked().into_bytes());
        if problem.with_untracked(Option::is_some) {
            document::focus("lots-file-problem");
        }
    };
    view! {
        <p>{say(Label::ManyLotsLead)}</p>
        <p class="quiet">{tell(telling::limit())}</p>
        <div class="field" class:has-problem=move || problem.with(Option::is_some)>
            <label for="lots-file">{say(Label::CsvFile)}</label>
            <p
                class="field-problem"
                id="lots-file-problem"
                role="alert"
                tabindex="-1"
                hidden=move || problem.with(Option::is_none)
            >
                {move || problem.get().map(told)}
            </p>
            <input
                id="lots-file"
                type="file"
                accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
                aria-describedby="lots-file-problem"
                aria-invalid=move || problem.with(Option::is_some).to_string()
                node_ref=input
                on:change=choose
            />
        </div>
        <div class="actions">
            <FileLink
                label=Label::DownloadTemplate
                name="wattpool-template.csv"
                text=shipment::template()
                test_id="template"
            />
        </div>
        <details>
            <summary>{say(Label::PasteRows)}</summary>
            <div class="field">
                <label for="lots-rows">{say(Label::PastedRows)}</label>
                <textarea id="lots-rows" rows="6" dir="auto" spellcheck="false" bind:value=pasted></textarea>
                <button type="button" class="button" on:click=read_pasted>
                    {say(Label::ReadRows)}
                </button>
            </div>
        </details>
        <details>
            <summary>{say(Label::ManyLotsForm)}</summary>
            <ul class="rules">
                <li>{tell(Label::ManyLotsColumns.with("columns", telling::names(&COLUMNS)))}</li>
                <li>{say(Label::ManyLotsNumbers)}</li>
                <li>{say(Label::ManyLotsEnds)}</li>
            </ul>
        </details>
    }
}

//! What is held for the person, who confirms or releases it while the seconds run.
//!
//! The exchange knows when the time is over; this only says how much should be left.

use std::time::Duration;

use domain::hold::Held;
use domain::status::{Reason, Remedy};
use leptos::prelude::*;
use words::{Label, Phrase, Sentence};

use crate::browser::{clock, timer};
use crate::components::{CutOffReason, EnergyBadge, Icon, Live, MessageCard, Shape};
use crate::heartbeat::use_heartbeat;
use crate::language::{said, say, show, tell, told};
use crate::purchase::{Decision, Stage, use_desk};

const SECOND: Duration = Duration::from_secs(1);

/// The question that a held purchase asks.
#[component]
pub fn HeldLots(
    /// What is held of which decision.
    decision: Decision,
    /// The same, by itself.
    held: Held,
    /// Called when the newest pool is wanted.
    on_refresh: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let is_cut_off = use_heartbeat().is_cut_off;
    let Held { hold, until } = held;
    let left = RwSignal::new(clock::seconds_until(until));
    timer::every(SECOND, move || {
        // The dialog may be gone.
        let _ = left.try_set(clock::seconds_until(until));
    });
    let is_confirming = Memo::new(move |_| desk.stage.with(|stage| *stage == Stage::Buying));
    let is_releasing = Memo::new(move |_| desk.stage.with(|stage| *stage == Stage::Releasing));
    let is_busy = Memo::new(move |_| is_confirming.get() || is_releasing.get());
    let message = Memo::new(move |_| desk.stage.with(|stage| stage.message().cloned()));
    let is_checking = Memo::new(move |_| desk.stage.with(|stage| *stage == Stage::Checking));
    // There is nothing to decide while it is not known whether it was confirmed, or once it was refused.
    let is_decided = Memo::new(move |_| is_checking.get() || message.with(Option::is_some));
    // Whether it was confirmed must be found out even when the time is over.
    let is_over = Memo::new(move |_| left.get() == 0 && !is_busy.get() && !is_decided.get());
    let confirm = Callback::new(move |()| desk.buy());
    let release = Callback::new(move |()| {
        if is_over.get_untracked() || is_decided.get_untracked() {
            desk.close();
            if is_over.get_untracked() {
                desk.give_up();
            }
        } else {
            desk.release();
        }
    });
    let rows = hold
        .outcomes
        .iter()
        .filter_map(|outcome| {
            let lot = decision.lots.iter().find(|lot| lot.hash == outcome.hash).cloned()?;
            let is_held = outcome.is_held();
            let words = if is_held {
                Sentence::from(Label::LotHeld)
            } else {
                Sentence::from(Phrase::Headline(Reason::of_status(outcome.status))).then(Label::NotCharged)
            };
            Some(view! {
                <li
                    class="review-lot"
                    class:refused=!is_held
                    data-testid="held-lot"
                    data-code=outcome.status.number().to_string()
                >
                    <EnergyBadge energy_type=lot.energy_type />
                    <span class="review-what">
                        {tell(Label::EnergyFor.with("energy", lot.amount).with("credits", lot.value))}
                    </span>
                    <span class="outcome-words">
                        <Icon shape=if is_held { Shape::Done } else { Shape::Refused } />
                        {tell(words)}
                    </span>
                </li>
            })
        })
        .collect_view();
    let total = hold.total;
    view! {
        <h2 id="review-heading" tabindex="-1">{say(Label::HeldHeading)}</h2>
        <p>{say(Label::HeldText)}</p>
        <ul class="review-lots">{rows}</ul>
        <p class="review-total">{say(Label::Total)} " " <strong>{show(total)}</strong></p>
        <p class="countdown" role="timer" data-testid="held-for">
            {move || match left.get() {
                0 => told(Label::HeldOver),
                seconds => told(Label::HeldFor.count(seconds)),
            }}
        </p>
        {move || {
            message
                .get()
                .map(|message| {
                    let on_remedy = if message.remedy == Remedy::Refresh { on_refresh } else { confirm };
                    view! { <MessageCard message next_try=desk.next_try() on_remedy takes_focus=true /> }
                })
        }}
        <Live>
            <Show when=move || is_checking.get()>
                <p class="note" data-testid="checking">{say(Label::CheckingPurchase)}</p>
            </Show>
        </Live>
        <CutOffReason is_cut_off=Signal::derive(move || is_cut_off.get() && !is_over.get() && !is_decided.get()) />
        <div class="actions">
            <button
                type="button"
                class="button"
                class:busy=is_releasing
                autofocus
                disabled=is_busy
                on:click=move |_| release.run(())
            >
                {move || match (is_over.get() || is_decided.get(), is_releasing.get()) {
                    (true, _) => said(Label::Close),
                    (false, true) => said(Label::Releasing),
                    (false, false) => said(Label::ReleaseLots),
                }}
            </button>
            <Show when=move || !is_over.get() && !is_decided.get()>
                <button
                    type="button"
                    class="button button-primary"
                    class:busy=is_confirming
                    disabled=is_cut_off
                    aria-busy=move || is_confirming.get().to_string()
                    on:click=move |_| {
                        if !is_busy.get_untracked() {
                            confirm.run(());
                        }
                    }
                >
                    {move || {
                        if is_confirming.get() {
                            said(Label::Confirming).to_owned()
                        } else {
                            told(Label::ConfirmPurchase.with("credits", total))
                        }
                    }}
                </button>
            </Show>
        </div>
    }
}

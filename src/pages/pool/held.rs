//! What is held for the person, who confirms or releases it.
//!
//! It counts no seconds down; the exchange knows when the time is over.

use domain::hold::Hold;
use leptos::prelude::*;

use crate::browser::intl;

/// The question that a held purchase asks.
#[component]
pub fn HeldLots(
    /// What is held.
    hold: Hold,
    /// Called when the person wants it.
    on_confirm: Callback<()>,
    /// Called when the person does not.
    on_release: Callback<()>,
) -> impl IntoView {
    let (held, all) = (intl::integer(hold.held() as u64), intl::integer(hold.outcomes.len() as u64));
    view! {
        <h2 id="review-heading" tabindex="-1">"Confirm your purchase"</h2>
        <p>{format!("{held} of {all} lots are held for you for {}.", intl::duration(hold.expires_in))}</p>
        <p class="review-total">"Total " <strong>{intl::credits_with_unit(hold.total)}</strong></p>
        <p class="quiet">"You are not charged before you confirm."</p>
        <div class="actions">
            <button type="button" class="button" autofocus on:click=move |_| on_release.run(())>
                "Release the lots"
            </button>
            <button type="button" class="button button-primary" on:click=move |_| on_confirm.run(())>
                "Confirm purchase"
            </button>
        </div>
    }
}

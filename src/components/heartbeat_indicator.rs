//! Whether the session lives, in words that need no explanation.

use domain::heartbeat::Pulse;
use leptos::prelude::*;
use words::phrase::meaning;

use crate::language::said;

/// A dot that beats while the session lives.
#[component]
pub fn HeartbeatIndicator(
    /// How the heartbeat goes.
    #[prop(into)]
    pulse: Signal<Pulse>,
    /// Whether it repeats the one in the header: it is not announced again, and says more.
    #[prop(optional)]
    is_copy: bool,
) -> impl IntoView {
    view! {
        <span
            class="heartbeat"
            role=(!is_copy).then_some("status")
            data-testid=(!is_copy).then_some("heartbeat")
            data-state=move || pulse.get().token()
            title=move || said(meaning(pulse.get()))
        >
            <span class="heartbeat-dot" aria-hidden="true"></span>
            <span class="heartbeat-word">
                {move || if is_copy { said(meaning(pulse.get())) } else { said(pulse.get()) }}
            </span>
        </span>
    }
}

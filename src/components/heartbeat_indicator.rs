//! Whether the session lives, in words that need no explanation.

use domain::heartbeat::Pulse;
use leptos::prelude::*;

/// The word beside the dot.
const fn word(pulse: Pulse) -> &'static str {
    match pulse {
        Pulse::Off => "Not signed in",
        Pulse::Checking => "Connecting",
        Pulse::Alive => "Connected",
        Pulse::Unreachable => "Reconnecting",
    }
}

/// What that means.
const fn meaning(pulse: Pulse) -> &'static str {
    match pulse {
        Pulse::Off => "Nobody is signed in.",
        Pulse::Checking => "Asking the exchange whether your session is alive.",
        Pulse::Alive => "The exchange answers and your session is alive.",
        Pulse::Unreachable => {
            "The exchange does not answer. You stay signed in; it is tried again by itself."
        }
    }
}

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
            title=move || meaning(pulse.get())
        >
            <span class="heartbeat-dot" aria-hidden="true"></span>
            <span class="heartbeat-word">
                {move || if is_copy { meaning(pulse.get()) } else { word(pulse.get()) }}
            </span>
        </span>
    }
}

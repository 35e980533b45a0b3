//! Word that the device is offline or the exchange silent, above every page, for as long as that is so.
//!
//! What the page shows stays; what is old in it says so itself.

use domain::retry::NextTry;
use domain::status::Remedy;
use leptos::prelude::*;
use words::Label;

use crate::components::remedy_button::Again;
use crate::components::{Icon, Shape};
use crate::language::said;

/// What keeps the page from the exchange.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connection {
    /// Nothing, as far as is known.
    #[default]
    Open,
    /// The device has no network.
    Offline,
    /// The exchange does not answer.
    Silent,
}

/// The banner; nothing while the way is open, and a part of the page with a name only while it is not.
#[component]
pub fn ConnectionBanner(
    /// What keeps the page from the exchange.
    #[prop(into)]
    connection: Signal<Connection>,
    /// When the exchange is asked again.
    next_try: Signal<NextTry>,
    /// Asks it now.
    on_try: Callback<()>,
) -> impl IntoView {
    let connection = Memo::new(move |_| connection.get());
    view! {
        <section
            class="connection"
            aria-label=move || (connection.get() != Connection::Open).then(|| said(Label::ConnectionPart))
            data-testid="connection"
        >
            <p role="status">
                {move || match connection.get() {
                    Connection::Open => "",
                    Connection::Offline => said(Label::OfflineBanner),
                    Connection::Silent => said(Label::SilentBanner),
                }}
            </p>
            <Show when=move || connection.get() == Connection::Silent>
                <Again remedy=Remedy::TryAgain label=Label::TryAgain next_try on_press=on_try />
            </Show>
        </section>
    }
}

/// Why a button that changes something cannot be pressed; nothing while it can.
#[component]
pub fn CutOffReason(
    /// Whether the exchange would not hear of it.
    #[prop(into)]
    is_cut_off: Signal<bool>,
) -> impl IntoView {
    view! {
        <Show when=move || is_cut_off.get()>
            <p class="cut-off" data-testid="cut-off">
                <Icon shape=Shape::Warning />
                {move || said(Label::NotWhileCutOff)}
            </p>
        </Show>
    }
}

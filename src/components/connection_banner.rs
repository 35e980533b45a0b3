//! Word that the device is offline or the exchange silent, above every page, for as long as that is so.

use leptos::prelude::*;
use words::Label;

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

/// The banner; nothing while the way is open.
#[component]
pub fn ConnectionBanner(
    /// What keeps the page from the exchange.
    #[prop(into)]
    connection: Signal<Connection>,
) -> impl IntoView {
    view! {
        <div class="connection" role="status" data-testid="connection">
            <Show when=move || connection.get() != Connection::Open>
                <p>
                    <Icon shape=Shape::Warning />
                    {move || match connection.get() {
                        Connection::Open => "",
                        Connection::Offline => said(Label::OfflineBanner),
                        Connection::Silent => said(Label::SilentBanner),
                    }}
                </p>
            </Show>
        </div>
    }
}

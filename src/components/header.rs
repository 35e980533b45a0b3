//! What stands above every page: the mark, the ways to the pages, who is here and whether they are
//! connected.

use domain::heartbeat::Pulse;
use leptos::prelude::*;
use leptos_router::components::A;
use words::{Label, Language};

use crate::components::{HeartbeatIndicator, Icon, LanguageSwitch, Shape};
use crate::language::say;
use crate::route;

/// The header.
#[component]
pub fn Header(
    /// The account's name, if somebody is logged in.
    #[prop(into)]
    account: Signal<Option<String>>,
    /// Whether it is known who is here.
    #[prop(into)]
    is_known: Signal<bool>,
    /// How the heartbeat goes.
    #[prop(into)]
    pulse: Signal<Pulse>,
    /// Whether a log-out is on its way.
    #[prop(into)]
    is_leaving: Signal<bool>,
    /// Called when the person wants to log out.
    #[prop(into)]
    on_log_out: Callback<()>,
    /// Called when the person wants another language.
    on_language: Callback<Language>,
) -> impl IntoView {
    let is_member = Memo::new(move |_| account.with(Option::is_some));
    view! {
        <header class="header">
            <A href=route::WELCOME attr:class="brand">
                <Icon shape=Shape::Brand />
                "Wattpool"
            </A>
            <nav class="nav" aria-label=say(Label::Pages)>
                <A href=route::POOL>
                    <Icon shape=Shape::Pool />
                    {say(Label::Pool)}
                </A>
                <A href=route::DELIVER>
                    <Icon shape=Shape::Deliver />
                    {say(Label::Deliver)}
                </A>
                <A href=route::ACCOUNT>
                    <Icon shape=Shape::Account />
                    {say(Label::Account)}
                </A>
                <A href=route::SERVICE>
                    <Icon shape=Shape::Service />
                    {say(Label::Service)}
                </A>
            </nav>
            <div class="header-end">
                <LanguageSwitch on_choose=on_language />
                <HeartbeatIndicator pulse />
                <Show
                    when=move || is_member.get()
                    fallback=move || {
                        view! {
                            <Show when=move || is_known.get()>
                                <A href=route::LOG_IN attr:class="button button-quiet">{say(Label::LogIn)}</A>
                                <A href=route::SIGN_UP attr:class="button button-primary header-sign-up">
                                    {say(Label::SignUp)}
                                </A>
                            </Show>
                        }
                    }
                >
                    <span class="who" title=move || account.get()>{move || account.get()}</span>
                    <button
                        type="button"
                        class="button button-quiet"
                        aria-busy=move || is_leaving.get().to_string()
                        on:click=move |_| {
                            if !is_leaving.get_untracked() {
                                on_log_out.run(());
                            }
                        }
                    >
                        {say(Label::LogOut)}
                    </button>
                </Show>
            </div>
        </header>
    }
}

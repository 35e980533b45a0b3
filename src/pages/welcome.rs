//! What Wattpool is, for somebody who has never seen it.

use domain::energy::EnergyType;
use leptos::prelude::*;
use leptos_router::components::A;
use words::Label;

use crate::components::{EnergyBadge, Icon, PageHeading, Shape};
use crate::language::say;
use crate::route;
use crate::session::use_session;

/// The first page.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let session = use_session();
    let is_member = Memo::new(move |_| session.is_member());
    view! {
        <section class="hero">
            <div class="hero-text">
                <PageHeading
                    title=Label::WelcomeTitle
                    heading=Label::WelcomeHeading
                    lead=Label::WelcomeLead
                />
                <div class="actions">
                    <Show
                        when=move || is_member.get()
                        fallback=|| {
                            view! {
                                <A href=route::SIGN_UP attr:class="button button-primary button-large">
                                    {say(Label::OpenAccount)}
                                </A>
                                <A href=route::LOG_IN attr:class="button button-large">{say(Label::HaveAccount)}</A>
                            }
                        }
                    >
                        <A href=route::POOL attr:class="button button-primary button-large">{say(Label::WatchPool)}</A>
                        <A href=route::DELIVER attr:class="button button-large">{say(Label::DeliverLot)}</A>
                    </Show>
                </div>
                <p class="hero-types">
                    {EnergyType::ALL.map(|energy_type| view! { <EnergyBadge energy_type /> }).collect_view()}
                </p>
            </div>
            <Level />
        </section>
        <section class="steps" aria-label=say(Label::HowItWorks)>
            <article>
                <Icon shape=Shape::Deliver />
                <h2>{say(Label::Deliver)}</h2>
                <p>{say(Label::StepDeliver)}</p>
            </article>
            <article>
                <Icon shape=Shape::Pool />
                <h2>{say(Label::Pool)}</h2>
                <p>{say(Label::StepPool)}</p>
            </article>
            <article>
                <Icon shape=Shape::Done />
                <h2>{say(Label::Settle)}</h2>
                <p>{say(Label::StepSettle)}</p>
            </article>
        </section>
    }
}

/// The drawing of the level: three waves, one a type of energy.
#[component]
fn Level() -> impl IntoView {
    view! {
        <svg class="level" viewBox="0 0 400 320" preserveAspectRatio="xMidYMax slice" aria-hidden="true" focusable="false">
            <circle class="level-sun" cx="290" cy="92" r="46" />
            <path class="level-wind" d="M0 150c50 0 50 26 100 26s50-26 100-26 50 26 100 26 50-26 100-26v170H0z" />
            <path class="level-water" d="M0 196c50 0 50 22 100 22s50-22 100-22 50 22 100 22 50-22 100-22v124H0z" />
            <path class="level-solar" d="M0 246c50 0 50 18 100 18s50-18 100-18 50 18 100 18 50-18 100-18v74H0z" />
        </svg>
    }
}

//! What Wattpool is, for somebody who has never seen it: what one can do here, how it goes, and how outcomes are told.

use domain::credits::Credits;
use domain::energy::EnergyType;
use domain::status::{Code, Reason, catalogue};
use leptos::prelude::*;
use leptos_router::components::A;
use words::{Label, Phrase, Value};

use crate::components::{EnergyBadge, Icon, PageHeading, Shape};
use crate::language::{say, tell};
use crate::route;
use crate::session::use_session;

/// The lots of the drawing: a roof, a turbine and a mill wheel on a good day. Watt-hours and credits.
const LOTS: [(EnergyType, u64, u64); 3] =
    [(EnergyType::Solar, 12_400, 8), (EnergyType::Wind, 148_000, 75), (EnergyType::Water, 54_700, 26)];
/// Outcomes that say by themselves how outcomes are told: done, refused by others, refused by the balance.
const OUTCOMES: [(Code, Shape); 3] = [
    (Code::Purchased, Shape::Done),
    (Code::LotSold, Shape::Refused),
    (Code::BalanceTooSmall, Shape::Warning),
];

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
            </div>
            <Level />
        </section>
        <section class="steps" aria-label=say(Label::HowItWorks)>
            <Step shape=Shape::Deliver heading=Label::Deliver text=Label::StepDeliver />
            <Step shape=Shape::Pool heading=Label::Pool text=Label::StepPool />
            <Step shape=Shape::Done heading=Label::Settle text=Label::StepSettle />
        </section>
        <section class="plain-words" aria-labelledby="plain-words">
            <div>
                <h2 id="plain-words">{say(Label::PlainWords)}</h2>
                <p class="quiet">{say(Label::PlainWordsText)}</p>
                <A href=route::CODES>{say(Label::AllStatusCodes)}</A>
            </div>
            <ul>{OUTCOMES.map(|(code, shape)| view! { <PlainWord reason=Reason::Code(code) shape /> }).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Step(shape: Shape, heading: Label, text: Label) -> impl IntoView {
    view! {
        <article>
            <Icon shape />
            <h2>{say(heading)}</h2>
            <p>{say(text)}</p>
        </article>
    }
}

/// An outcome as it is told: its number, what happened and what to do.
#[component]
fn PlainWord(reason: Reason, shape: Shape) -> impl IntoView {
    view! {
        <li class="plain-word">
            <Icon shape />
            <p>
                <strong>{say(Phrase::Headline(reason))}</strong>
                " "
                {say(Phrase::NextStep(reason))}
                " "
                <A href=route::code(&catalogue::slug(reason)) attr:class="quiet">
                    {tell(words::catalogue::label(reason))}
                </A>
            </p>
        </li>
    }
}

/// The drawing of the level: a roof and a turbine on the shore of the pool, which has a wave for each type of energy,
/// and a lot on each wave. It says nothing that the words beside it do not say.
#[component]
fn Level() -> impl IntoView {
    let lots = LOTS.map(|(energy_type, amount, credits)| {
        let energy = Label::EnergyFor.with("energy", Value::Energy(amount)).with("credits", Credits(credits));
        view! {
            <p class=format!("level-lot level-lot-{}", energy_type.token())>
                <EnergyBadge energy_type />
                {tell(energy)}
            </p>
        }
    });
    view! {
        <div class="level" aria-hidden="true">
            <svg viewBox="0 0 400 340" preserveAspectRatio="xMidYMax slice" focusable="false">
                <circle class="level-sun" cx="206" cy="62" r="30" />
                <path class="level-shore" d="M0 146c60-16 104-12 150-2s120 16 250-14v60H0z" />
                <path class="level-house" d="M44 96h76v56H44z" />
                <path class="level-roof" d="M32 98 60 58h78l-6 40z" />
                <path class="level-grid" d="M66 66h60l-5 24H50zM85 66l-11 24M106 66l-8 24M58 78h66" />
                <path class="level-mast" d="M326 66v78" />
                <path class="level-mast" d="M326 66V24M326 66l36 21M326 66l-36 21" />
                <path class="level-solar" d="M0 160c50 0 50 16 100 16s50-16 100-16 50 16 100 16 50-16 100-16v180H0z" />
                <path class="level-wind" d="M0 220c50 0 50 18 100 18s50-18 100-18 50 18 100 18 50-18 100-18v120H0z" />
                <path class="level-water" d="M0 280c50 0 50 20 100 20s50-20 100-20 50 20 100 20 50-20 100-20v60H0z" />
            </svg>
            {lots.collect_view()}
        </div>
    }
}

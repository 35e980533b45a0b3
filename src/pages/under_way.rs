//! Word of what is not settled yet, over any page on which it cannot be seen otherwise: a purchase, a delivery or a
//! lot to take back whose outcome is asked for, and lots that are held.
//!
//! It only shows; what is asked and when is decided where each is made.

use domain::retry::NextTry;
use domain::status::Message;
use leptos::prelude::*;
use leptos_router::components::A;
use words::Label;

use crate::components::MessageCard;
use crate::delivery::{self, use_dock};
use crate::language::say;
use crate::purchase::{self, use_desk};
use crate::revoke::{self, use_gate};
use crate::route;

/// What is to be said of one thing.
#[derive(Clone, PartialEq)]
enum Word {
    /// Nothing.
    None,
    /// That it is so.
    Plain(Label),
    /// Why it is not known yet.
    Unknown(Message),
}

/// The words about whatever is out of sight; nothing while all is settled.
#[component]
pub fn UnderWay() -> impl IntoView {
    let (desk, dock, gate) = (use_desk(), use_dock(), use_gate());
    let purchase = Memo::new(move |_| match desk.stage.get() {
        _ if desk.has_place.get() => Word::None,
        purchase::Stage::Checking => Word::Plain(Label::CheckingPurchase),
        purchase::Stage::Unknown(message) => Word::Unknown(message),
        purchase::Stage::Held => Word::Plain(Label::ToldHeld),
        purchase::Stage::Reviewing
        | purchase::Stage::Buying
        | purchase::Stage::Releasing
        | purchase::Stage::Released
        | purchase::Stage::NotBought(_)
        | purchase::Stage::Bought(_) => Word::None,
    });
    let delivery = Memo::new(move |_| match dock.stage.get() {
        _ if dock.has_place.get() => Word::None,
        delivery::Stage::Checking => Word::Plain(Label::CheckingDelivery),
        delivery::Stage::Unknown(message) => Word::Unknown(message),
        delivery::Stage::Free
        | delivery::Stage::Sending
        | delivery::Stage::Refused(_)
        | delivery::Stage::Missing
        | delivery::Stage::Delivered(_) => Word::None,
    });
    let revoke = Memo::new(move |_| match gate.stage.get() {
        _ if gate.is_seen() => Word::None,
        revoke::Stage::Checking => Word::Plain(Label::CheckingRevoke),
        revoke::Stage::Unknown(message) => Word::Unknown(message),
        revoke::Stage::Asking
        | revoke::Stage::Sending
        | revoke::Stage::Refused(_)
        | revoke::Stage::Settled => Word::None,
    });
    let is_any =
        move || [purchase, delivery, revoke].iter().any(|word| word.with(|word| *word != Word::None));
    view! {
        <Show when=is_any>
            <section class="under-way" aria-label=say(Label::UnderWay) data-testid="under-way">
                <Line
                    word=purchase
                    next_try=desk.next_try()
                    on_check=Callback::new(move |()| desk.buy())
                    on_look=Callback::new(move |()| desk.is_open.set(true))
                    path=route::POOL
                />
                <Line
                    word=delivery
                    next_try=dock.next_try()
                    on_check=Callback::new(move |()| dock.check())
                    on_look=Callback::new(|()| {})
                    path=route::DELIVER
                />
                <Line
                    word=revoke
                    next_try=gate.next_try()
                    on_check=Callback::new(move |()| gate.take_back())
                    on_look=Callback::new(move |()| gate.is_open.set(true))
                    path=route::ACCOUNT
                />
            </section>
        </Show>
    }
}

/// The word about one thing, with the way to where it can be looked at.
#[component]
fn Line(
    word: Memo<Word>,
    next_try: Signal<NextTry>,
    on_check: Callback<()>,
    on_look: Callback<()>,
    path: &'static str,
) -> impl IntoView {
    move || match word.get() {
        Word::None => ().into_any(),
        Word::Plain(label) => view! {
            <p class="note" role="status">
                {say(label)} " "
                <A href=path attr:class="button button-small" on:click=move |_| on_look.run(())>
                    {say(Label::LookAtIt)}
                </A>
            </p>
        }
        .into_any(),
        Word::Unknown(message) => view! { <MessageCard message next_try on_remedy=on_check /> }.into_any(),
    }
}

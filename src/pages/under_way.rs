//! Word of what is not settled yet, over any page on which it cannot be seen otherwise: a purchase, a delivery or a
//! lot to take back whose outcome is asked for, lots that are held, and lots of a file that are on their way.
//!
//! It only shows; what is asked and when is decided where each is made.

use domain::retry::NextTry;
use domain::status::Message;
use leptos::prelude::*;
use leptos_router::components::A;
use words::Label;

use crate::components::{Live, MessageCard};
use crate::delivery::use_dock;
use crate::inquiry::{Course, Errand, Stage};
use crate::language::{said, say};
use crate::purchase::{self, use_desk};
use crate::revoke::use_gate;
use crate::route;
use crate::session::use_session;
use crate::shipment::{self, use_pier};

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

/// The words about whatever is out of sight; nothing while all is settled, but the places where it would be said.
#[component]
pub fn UnderWay() -> impl IntoView {
    let (desk, dock, pier, gate) = (use_desk(), use_dock(), use_pier(), use_gate());
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
    let delivery = word_of(dock.course, Label::CheckingDelivery);
    let shipment = Memo::new(move |_| match pier.stage.get() {
        _ if pier.has_place.get() => Word::None,
        shipment::Stage::Sending | shipment::Stage::Checking => Word::Plain(Label::ShippingUnderWay),
        shipment::Stage::Unknown(message) => Word::Unknown(message),
        shipment::Stage::Halted(_) | shipment::Stage::Interrupted => Word::Plain(Label::ShippingHalts),
        shipment::Stage::Idle | shipment::Stage::Over => Word::None,
    });
    let revoke = word_of(gate.course, Label::CheckingRevoke);
    // It is somebody's, so it is not shown before it is known that they are still here.
    let session = use_session();
    let is_put_away = Memo::new(move |_| session.is_put_away());
    let [purchase, delivery, shipment, revoke] = [purchase, delivery, shipment, revoke]
        .map(|word| Memo::new(move |_| if is_put_away.get() { Word::None } else { word.get() }));
    let is_shown = Memo::new(move |_| {
        [purchase, delivery, shipment, revoke].iter().any(|word| word.with(|word| *word != Word::None))
    });
    view! {
        <section
            class:under-way=is_shown
            aria-label=move || is_shown.get().then(|| said(Label::UnderWay))
            data-testid=move || is_shown.get().then_some("under-way")
        >
            <Line
                word=purchase
                next_try=desk.next_try()
                on_check=Callback::new(move |()| desk.buy())
                on_look=Callback::new(move |()| desk.is_open.set(true))
                path=route::POOL
            />
            <Line
                word=delivery
                next_try=dock.course.next_try()
                on_check=Callback::new(move |()| dock.course.run())
                on_look=Callback::new(|()| {})
                path=route::DELIVER
            />
            <Line
                word=shipment
                next_try=pier.next_try()
                on_check=Callback::new(move |()| pier.run())
                on_look=Callback::new(|()| {})
                path=route::DELIVER
            />
            <Line
                word=revoke
                next_try=gate.course.next_try()
                on_check=Callback::new(move |()| gate.course.run())
                on_look=Callback::new(move |()| gate.is_open.set(true))
                path=route::ACCOUNT
            />
        </section>
    }
}

/// What is to be said of an errand that cannot be seen.
fn word_of<E: Errand>(course: Course<E>, checking: Label) -> Memo<Word> {
    Memo::new(move |_| match course.stage.get() {
        _ if course.is_seen.get() => Word::None,
        Stage::Checking => Word::Plain(checking),
        Stage::Unknown(message) => Word::Unknown(message),
        Stage::Idle | Stage::Sending | Stage::Refused(_) | Stage::Answered(_) => Word::None,
    })
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
    let plain = move |label| {
        view! {
            <p class="note">
                {say(label)} " "
                <A href=path attr:class="button button-small" on:click=move |_| on_look.run(())>
                    {say(Label::LookAtIt)}
                </A>
            </p>
        }
    };
    view! {
        <Live>
            {move || match word.get() {
                Word::Plain(label) => Some(plain(label)),
                Word::None | Word::Unknown(_) => None,
            }}
        </Live>
        {move || match word.get() {
            Word::Unknown(message) => Some(view! { <MessageCard message next_try on_remedy=on_check /> }),
            Word::None | Word::Plain(_) => None,
        }}
    }
}

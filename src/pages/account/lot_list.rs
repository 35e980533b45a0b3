//! One list of an account: lots delivered, bought, or taken back.

use domain::account::Address;
use domain::lot::{Lot, LotStatus};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use leptos_router::components::A;
use words::{Label, Phrase, Value};

use crate::api::{LotList, Statement};
use crate::components::{EmptyState, EnergyBadge, Moment, Shape};
use crate::language::{say, show, shown, tell};
use crate::route;

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Lots delivered and not taken back.
    Deliveries,
    /// Lots bought.
    Purchases,
    /// Lots taken back.
    Revoked,
}

impl Kind {
    /// Every list, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Deliveries, Self::Purchases, Self::Revoked];

    const fn heading(self) -> Label {
        match self {
            Self::Deliveries => Label::Deliveries,
            Self::Purchases => Label::Purchases,
            Self::Revoked => Label::TakenBack,
        }
    }

    /// The id of its heading.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Deliveries => "deliveries",
            Self::Purchases => "purchases",
            Self::Revoked => "revoked",
        }
    }

    /// The list of that kind.
    pub const fn of(self, statement: &Statement) -> &LotList {
        match self {
            Self::Deliveries => &statement.deliveries,
            Self::Purchases => &statement.purchases,
            Self::Revoked => &statement.revoked,
        }
    }

    /// The list of that kind, to change it.
    pub const fn of_mut(self, statement: &mut Statement) -> &mut LotList {
        match self {
            Self::Deliveries => &mut statement.deliveries,
            Self::Purchases => &mut statement.purchases,
            Self::Revoked => &mut statement.revoked,
        }
    }
}

/// One list with its heading.
#[component]
pub fn LotSection(
    /// Which list.
    kind: Kind,
    /// Its lots.
    #[prop(into)]
    list: Signal<LotList>,
    /// Now.
    #[prop(into)]
    now: Signal<Timestamp>,
    /// Called for the next page.
    on_older: Callback<Kind>,
    /// Called when the person wants a lot back.
    on_revoke: Callback<Lot>,
    /// Called when the person wants the receipt of the purchase that a lot belongs to.
    on_receipt: Callback<Lot>,
) -> impl IntoView {
    let total = move || list.with(|list| list.total);
    let has_older = move || list.with(LotList::has_older);
    view! {
        <section class="panel" aria-labelledby=kind.id()>
            <h2 id=kind.id() tabindex="-1">{say(kind.heading())} " " <span class="count">{move || shown(Value::Integer(total()))}</span></h2>
            <Show when=move || list.with(|list| !list.lots.is_empty()) fallback=move || view! { <Nothing kind /> }>
                <ul class="lots">
                    <For
                        each=move || list.get().lots
                        key=|lot| (lot.hash, lot.status)
                        children=move |lot| view! { <LotItem kind lot now on_revoke on_receipt /> }
                    />
                </ul>
            </Show>
            <Show when=has_older>
                <button type="button" class="button" on:click=move |_| on_older.run(kind)>
                    {say(Label::ShowOlder)}
                </button>
            </Show>
        </section>
    }
}

#[component]
fn Nothing(kind: Kind) -> impl IntoView {
    match kind {
        Kind::Deliveries => view! {
            <EmptyState shape=Shape::Deliver headline=Label::NoDeliveries>
                <p>{say(Label::NoDeliveriesText)}</p>
                <A href=route::DELIVER attr:class="button">{say(Label::DeliverLot)}</A>
            </EmptyState>
        }
        .into_any(),
        Kind::Purchases => view! {
            <EmptyState shape=Shape::Pool headline=Label::NoPurchases>
                <p>{say(Label::NoPurchasesText)}</p>
                <A href=route::POOL attr:class="button">{say(Label::LookAtPool)}</A>
            </EmptyState>
        }
        .into_any(),
        Kind::Revoked => {
            view! { <p class="quiet">{say(Label::NoneTakenBack)} " " {say(Label::NoneTakenBackText)}</p> }
                .into_any()
        }
    }
}

/// What a status means in words.
fn status_word(kind: Kind, status: LotStatus) -> Phrase {
    match kind {
        Kind::Purchases => Label::Bought.into(),
        Kind::Deliveries | Kind::Revoked => status.into(),
    }
}

#[component]
fn LotItem(
    kind: Kind,
    lot: Lot,
    now: Signal<Timestamp>,
    on_revoke: Callback<Lot>,
    on_receipt: Callback<Lot>,
) -> impl IntoView {
    let status = lot.status;
    let other = match kind {
        Kind::Purchases => Some((Label::FromSeller, lot.seller)),
        Kind::Deliveries | Kind::Revoked => lot.buyer.map(|buyer| (Label::ToBuyer, buyer)),
    };
    let (word, moment) = match (kind, status) {
        (Kind::Purchases, _) | (_, LotStatus::Succeeded) => {
            (None, lot.timestamp_buy.unwrap_or(lot.timestamp_sell))
        }
        (_, LotStatus::Waiting) => (Some(Label::LeavesPool), lot.timestamp_expire),
        (_, LotStatus::Expired) => (Some(Label::LeftPool), lot.timestamp_expire),
        (_, LotStatus::Revoked) => (Some(Label::DeliveredAt), lot.timestamp_sell),
    };
    let note = lot.note.as_str().to_owned();
    let has_note = !note.is_empty();
    let revoke = (kind == Kind::Deliveries && status == LotStatus::Waiting).then(|| {
        let lot = lot.clone();
        view! {
            <button type="button" class="button button-small" on:click=move |_| on_revoke.run(lot.clone())>
                {say(Label::TakeBack)}
            </button>
        }
    });
    let receipt = (kind == Kind::Purchases).then(|| {
        let lot = lot.clone();
        view! {
            <button type="button" class="button button-small" on:click=move |_| on_receipt.run(lot.clone())>
                {say(Label::Receipt)}
            </button>
        }
    });
    view! {
        <li class="lot" data-testid="account-lot" data-status=status.token()>
            <EnergyBadge energy_type=lot.energy_type />
            <div class="lot-what">
                <p>
                    <strong>{tell(Label::EnergyAt.with("energy", lot.amount).with("power", lot.power))}</strong>
                </p>
                <p class="quiet">
                    <Moment at=moment now label=word />
                    {other.map(|(word, address)| view! { " · " {say(word)} " " <ShortAddress address /> })}
                </p>
                {has_note.then(|| view! { <p class="lot-note" dir="auto">{note}</p> })}
            </div>
            <p class=format!("state state-{}", status.token())>{say(status_word(kind, status))}</p>
            <p class="lot-price">{show(lot.value)}</p>
            {revoke}
            {receipt}
        </li>
    }
}

/// An address that fits into a line; in full on hovering.
#[component]
fn ShortAddress(address: Address) -> impl IntoView {
    let text = address.to_string();
    let short: String = text.chars().take(8).collect();
    view! { <code title=text>{short} "…"</code> }
}

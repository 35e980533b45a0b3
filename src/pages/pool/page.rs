//! The pool page: it puts together what is watched, chosen, picked and bought.

use std::collections::HashMap;

use domain::basket::Basket;
use domain::pool::{Pool, PoolAnswer, PoolQuery, PoolVersion};
use domain::status::Remedy;
use domain::timestamp::Timestamp;
use engine::Filter;
use leptos::prelude::*;
use leptos_router::components::A;
use words::Label;

use crate::api::{Member, Page, Statement};
use crate::browser::task::TaskScope;
use crate::components::{EmptyState, Freshness, MessageCard, PageHeading, Shape, Skeleton};
use crate::heartbeat::use_heartbeat;
use crate::language::say;
use crate::pages::pool::review::Review;
use crate::pages::pool::table::PoolTable;
use crate::pages::pool::toolbar::Toolbar;
use crate::pages::pool::tray::Tray;
use crate::pages::pool::watch::PoolWatch;
use crate::pool::{PoolFacts, QueryContext};
use crate::purchase::{Stage, use_desk};
use crate::route;
use crate::session::use_session;
use crate::settings::Settings;

/// The pool page.
#[component]
pub fn PoolPage(
    /// Who looks and buys.
    member: Member,
) -> impl IntoView {
    let session = use_session();
    let settings = expect_context::<Settings>();
    let tasks = TaskScope::new();
    let watch = PoolWatch::start(member.clone(), session, settings.pool);
    let query = QueryContext::start();
    let basket = RwSignal::new(Basket::default());
    let statement = RwSignal::new(None::<Statement>);
    let desk = use_desk();

    let looked_at = Memo::new(move |_| {
        // Time passes for a query that speaks of it.
        let is_timed = query.query.with(|query| query.expiry.is_some());
        let now = if is_timed { watch.now.get() } else { watch.now.get_untracked() };
        watch.pool.with(|pool| query.query.with(|query| look(pool, query, now)))
    });
    let order = Memo::new(move |_| looked_at.with(|(_, order)| order.clone()));
    let facts = Memo::new(move |_| looked_at.with(|(facts, _)| *facts));
    let has_heard = Memo::new(move |_| watch.heard_at.with(Option::is_some));
    let is_cut_off = use_heartbeat().is_cut_off;
    let is_stale = Signal::derive(move || is_cut_off.get() || watch.message.with(Option::is_some));
    let is_pool_empty = Memo::new(move |_| watch.pool.with(|pool| pool.lots().is_empty()));
    let own_address = Memo::new(move |_| {
        statement.with(|statement| statement.as_ref().and_then(|statement| statement.address))
    });

    // Own lots and the balance are worth knowing, but nothing waits for them.
    let read_statement = {
        let member = member.clone();
        Callback::new(move |()| {
            let member = member.clone();
            tasks.spawn(async move {
                if let Ok(newest) = member.statement(Page { before: None, limit: Some(1) }).await {
                    statement.set(Some(newest));
                }
            });
        })
    };
    // They change when an own lot leaves the pool, when a purchase is settled, and before one is reviewed.
    let own_lots = Memo::new(move |_| {
        let own = own_address.get();
        watch.pool.with(|pool| pool.lots().iter().filter(|lot| Some(lot.seller) == own).count())
    });
    let is_unsettled = Memo::new(move |_| desk.is_unsettled());
    Effect::new(move |_| {
        own_lots.track();
        if has_heard.get() && !is_unsettled.get() {
            read_statement.run(());
        }
    });
    Effect::new(move |_| {
        watch.pool.with(|pool| {
            if basket.with_untracked(|basket| !basket.is_empty()) {
                basket.update(|basket| basket.reconcile(pool));
            }
        });
    });
    // A decision takes its lots out of the basket; a refusal of all of them, or second thoughts, puts them back.
    Effect::new(move |_| {
        let is_held = desk
            .decision
            .with_untracked(|decision| decision.as_ref().is_some_and(|decision| decision.held.is_some()));
        let is_refused = desk.stage.with(|stage| match stage {
            Stage::Buying => Some(false),
            // Held lots are not in the pool; whoever logs in again goes on with them.
            Stage::NotBought(message) if is_held && message.remedy == Remedy::SignInAgain => None,
            Stage::NotBought(_) | Stage::Released => Some(true),
            Stage::Reviewing
            | Stage::Checking
            | Stage::Held
            | Stage::Releasing
            | Stage::Unknown(_)
            | Stage::Bought(_) => None,
        });
        let Some(is_refused) = is_refused else { return };
        let lots = desk.decision.get_untracked().map(|decision| decision.lots).unwrap_or_default();
        basket.update(|basket| {
            for lot in &lots {
                if basket.contains(&lot.hash) != is_refused {
                    basket.toggle(lot);
                }
            }
        });
    });
    let ask = watch.ask;
    Effect::new(move |_| {
        if desk.stage.with(|stage| matches!(stage, Stage::Bought(_) | Stage::Released)) {
            ask.run(());
        }
    });
    let review = Callback::new(move |()| {
        read_statement.run(());
        if let Ok(purchase) = basket.with_untracked(Basket::purchase) {
            desk.review(purchase, basket.with_untracked(|basket| basket.lots().cloned().collect()));
        }
    });
    let balance = Signal::derive(move || {
        statement.with(|statement| statement.as_ref().and_then(|statement| statement.balance))
    });
    view! {
        <div class="pool">
            <div class="pool-top">
                <PageHeading title=Label::Pool />
                <Freshness heard_at=watch.heard_at is_stale=is_stale />
            </div>
            {move || watch.message.get().map(|message| view! { <MessageCard message next_try=watch.next_try on_remedy=watch.ask /> })}
            <Toolbar facts query />
            <Show when=move || !has_heard.get() && watch.message.with(Option::is_none)>
                <Skeleton rows=8 />
            </Show>
            <Show when=move || has_heard.get()>
                <PoolTable watch query order basket own_address>
                    <Show
                        when=move || is_pool_empty.get()
                        fallback=move || {
                            view! {
                                <EmptyState shape=Shape::Pool headline=Label::NoLotPasses>
                                    <button
                                        type="button"
                                        class="button"
                                        on:click=move |_| query.change(PoolQuery::show_all)
                                    >
                                        {say(Label::ShowAllLots)}
                                    </button>
                                </EmptyState>
                            }
                        }
                    >
                        <EmptyState shape=Shape::Water headline=Label::PoolEmpty>
                            <p>{say(Label::PoolEmptyText)}</p>
                            <A href=route::DELIVER attr:class="button button-primary">{say(Label::DeliverFirst)}</A>
                        </EmptyState>
                    </Show>
                </PoolTable>
            </Show>
            <Tray basket balance on_review=review />
            <Review balance on_refresh=watch.ask />
        </div>
    }
}

/// The pool in figures, and the places of the lots that pass, in order.
fn look(pool: &Pool, query: &PoolQuery, now: Timestamp) -> (PoolFacts, Vec<usize>) {
    let mut lots = engine::Pool::default();
    let version = pool.version().cloned().unwrap_or_else(|| PoolVersion(String::new()));
    lots.apply(&PoolAnswer::Full { version, lots: pool.lots().to_vec() });
    lots.set_sort(query.sort);
    lots.set_filter(Filter::of(query, now));
    let places: HashMap<_, _> =
        pool.lots().iter().enumerate().map(|(place, lot)| (lot.hash, place)).collect();
    let order: Vec<_> = lots.rows(0, usize::MAX).filter_map(|row| places.get(row.hash()).copied()).collect();
    let facts = PoolFacts { total: lots.len(), shown: order.len(), counts: lots.counts(), mix: lots.mix() };
    (facts, order)
}

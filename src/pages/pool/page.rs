//! The pool page: it puts together what is watched, chosen, picked and bought.

use domain::pool::PoolQuery;
use domain::status::Remedy;
use engine::Filter;
use leptos::prelude::*;
use leptos_router::components::A;
use words::Label;

use crate::api::{Member, Page, Statement};
use crate::browser::task::TaskScope;
use crate::components::{
    EmptyState, Freshness, MessageCard, PageHeading, Shape, Skeleton, UnfoldButton, remembered,
};
use crate::heartbeat::use_heartbeat;
use crate::language::{say, told};
use crate::pages::pool::chips::Chips;
use crate::pages::pool::found::Found;
use crate::pages::pool::lots::Lots;
use crate::pages::pool::market::{MARKET_ID, MARKET_KEY, Market};
use crate::pages::pool::review::Review;
use crate::pages::pool::toolbar::Toolbar;
use crate::pages::pool::tray::Tray;
use crate::pages::pool::watch::PoolWatch;
use crate::pool::{QueryContext, use_pool};
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
    let pool = use_pool();
    let watch = PoolWatch::start(pool, member.clone(), session, settings.pool);
    pool.restore(member.account());
    let query = QueryContext::start();
    let statement = RwSignal::new(None::<Statement>);
    let desk = use_desk();

    Effect::new(move |before: Option<PoolQuery>| {
        let query = query.query.get();
        // Time passes for a query that speaks of it.
        if query.expiry.is_some() {
            watch.heard_at.track();
        }
        let store = pool.store();
        let filter = Filter::of(&query, store.now());
        if before.as_ref() == Some(&query) {
            store.renew_filter(filter);
        } else {
            store.set_view(filter, query.sort);
        }
        query
    });
    Effect::new(move |_| {
        if let Some(heard_at) = watch.heard_at.get() {
            pool.note_heard(heard_at);
        }
    });
    let has_heard = Memo::new(move |_| watch.heard_at.with(Option::is_some));
    let is_cut_off = use_heartbeat().is_cut_off;
    let is_stale = Signal::derive(move || is_cut_off.get() || watch.message.with(Option::is_some));
    let is_pool_empty = Memo::new(move |_| pool.facts.with(|facts| facts.total == 0));
    // The first rows are worth seeing before the last have come.
    let has_rows = Memo::new(move |_| has_heard.get() || !is_pool_empty.get());
    Effect::new(move |_| {
        let own = statement.with(|statement| statement.as_ref().and_then(|statement| statement.address));
        pool.store().set_own(own);
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
        pool.facts.track();
        statement.track();
        pool.store().own_lots()
    });
    let is_unsettled = Memo::new(move |_| desk.is_unsettled());
    Effect::new(move |_| {
        own_lots.track();
        if has_heard.get() && !is_unsettled.get() {
            read_statement.run(());
        }
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
        let names = lots.iter().map(|lot| lot.hash);
        if is_refused {
            pool.store().want(names);
        } else {
            pool.store().put_back(names);
        }
    });
    let ask = watch.ask;
    Effect::new(move |_| {
        if desk.stage.with(|stage| matches!(stage, Stage::Bought(_) | Stage::Released)) {
            ask.run(());
        }
    });
    let review = Callback::new(move |()| {
        read_statement.run(());
        if let Ok((purchase, lots)) = pool.purchase() {
            desk.review(purchase, lots);
        }
    });
    let balance = Signal::derive(move || {
        statement.with(|statement| statement.as_ref().and_then(|statement| statement.balance))
    });
    let newest = Signal::derive(move || {
        statement.with(|statement| {
            statement.as_ref().and_then(|statement| statement.purchases.lots.first().cloned())
        })
    });
    let is_market_open = remembered(MARKET_KEY);
    let has_market = Memo::new(move |_| is_market_open.get() && has_rows.get());
    view! {
        <div class="pool" class:pool-unfolded=has_market>
            <div class="pool-top">
                <PageHeading title=Label::Pool />
                <div class="found">
                    <Found facts=pool.facts.into() query />
                    <Chips query />
                </div>
                <UnfoldButton label=Label::PricesAndSupply controls=MARKET_ID is_open=is_market_open />
                <Freshness heard_at=watch.heard_at is_stale=is_stale />
            </div>
            {move || watch.message.get().map(|message| view! { <MessageCard message next_try=watch.next_try on_remedy=watch.ask /> })}
            <Show when=move || has_market.get()>
                <Market />
            </Show>
            <Toolbar facts=pool.facts query />
            <Show when=move || !has_rows.get() && watch.message.with(Option::is_none)>
                <Skeleton rows=8 />
            </Show>
            <div class="pool-body" hidden=move || !has_rows.get()>
                <Lots on_sort=Callback::new(move |column| query.change(|query| query.toggle_sort(column)))>
                    <Show
                        when=move || is_pool_empty.get()
                        fallback=move || {
                            view! {
                                <EmptyState shape=Shape::Pool headline=Label::NoLotPasses>
                                    <p>
                                        {move || {
                                            told(Label::LotsHidden.count(pool.facts.with(|facts| facts.total as u64)))
                                        }}
                                    </p>
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
                </Lots>
            </div>
            <Tray balance on_review=review />
            <Review balance newest on_refresh=watch.ask />
        </div>
    }
}

//! The account page: it asks for the statement, and again after every change.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::credits::Credits;
use domain::status::{Action, Failure, Message};
use leptos::prelude::*;
use words::Label;

use crate::api::{LotList, Member, Page, Statement};
use crate::browser::task::TaskScope;
use crate::browser::{clock, document, timer, wake};
use crate::components::{Freshness, Icon, MessageCard, PageHeading, Shape, Skeleton, show_message};
use crate::heartbeat::use_heartbeat;
use crate::language::{said, say, shown};
use crate::pages::account::balance::BalanceOverTime;
use crate::pages::account::lot_list::{Kind, LotSection};
use crate::pages::account::open_sessions::OpenSessions;
use crate::pages::account::receipt::ReceiptDialog;
use crate::pages::account::revoke::RevokeDialog;
use crate::pages::account::take_along::TakeAlong;
use crate::retry::Retry;
use crate::revoke::use_gate;
use crate::session::{Ticket, use_session};

/// How often the statement is asked for while the page is open.
const PERIOD: Duration = Duration::from_secs(10);

/// The account page.
#[component]
pub fn AccountPage(
    /// Whose account it is.
    member: Member,
) -> impl IntoView {
    let session = use_session();
    let tasks = TaskScope::new();
    let statement = RwSignal::new(None::<Statement>);
    let message = RwSignal::new(None::<Message>);
    let retry = Retry::new(Action::Look);
    let gate = use_gate();
    let asked_receipt = RwSignal::new(None);
    let now = RwSignal::new(clock::now());
    let heard_at = RwSignal::new(None);
    let is_cut_off = use_heartbeat().is_cut_off;
    let is_stale = Signal::derive(move || is_cut_off.get() || message.with(Option::is_some));
    let is_page_known = Memo::new(move |_| statement.with(Option::is_some) || message.with(Option::is_some));
    let account = member.account().to_string();

    let fail = {
        let session = session.clone();
        Callback::new(move |(failure, ticket): (Failure, Ticket)| -> Message {
            session.heed(&failure, ticket);
            let newest = Message::of(&failure, Action::Look);
            show_message(message, newest.clone());
            newest
        })
    };
    let read_again = StoredValue::new(Callback::new(|()| {}));
    let read = {
        let (member, tasks, session) = (member.clone(), tasks.clone(), session.clone());
        Callback::new(move |()| {
            let member = member.clone();
            let ticket = session.ticket();
            retry.begin();
            tasks.spawn(async move {
                match member.statement(Page::default()).await {
                    Ok(newest) => {
                        retry.succeed();
                        message.set(None);
                        now.set(clock::now());
                        heard_at.set(Some(clock::now()));
                        statement.update(|statement| match statement {
                            Some(known) => known.renew(newest),
                            None => *statement = Some(newest),
                        });
                    }
                    Err(failure) => {
                        let message = fail.run((failure, ticket));
                        retry.fail(&message, move || read_again.get_value().run(()));
                    }
                }
            });
        })
    };
    read_again.set_value(read);
    session.on_renewal(move || read.run(()));
    let read_older = {
        let member = member.clone();
        Callback::new(move |kind: Kind| {
            let before = statement.with_untracked(|statement| {
                kind.of(statement.as_ref()?).lots.last().map(|lot| lot.block_height)
            });
            let member = member.clone();
            let ticket = session.ticket();
            tasks.spawn(async move {
                match member.statement(Page { before, limit: None }).await {
                    Ok(mut older) => statement.update(|statement| {
                        if let Some(statement) = statement {
                            kind.of_mut(statement).append(std::mem::take(kind.of_mut(&mut older)));
                        }
                    }),
                    Err(failure) => drop(fail.run((failure, ticket))),
                }
            });
        })
    };
    read.run(());
    timer::every(PERIOD, move || {
        if !wake::is_hidden() && !retry.is_planned() {
            read.run(());
        }
    });
    wake::on_wake(move |_| read.run(()));

    let list = move |kind: Kind| {
        Signal::derive(move || {
            statement.with(|statement| {
                statement.as_ref().map(|statement| kind.of(statement).clone()).unwrap_or_default()
            })
        })
    };
    let address = Memo::new(move |_| {
        statement.with(|statement| statement.as_ref().and_then(|statement| statement.address))
    });
    let balance = Signal::derive(move || {
        statement.with(|statement| statement.as_ref().and_then(|statement| statement.balance))
    });
    let historian = member.clone();
    view! {
        <div class="page-top">
            <PageHeading title=Label::Account />
            <Freshness heard_at is_stale />
        </div>
        {move || message.get().map(|message| view! { <MessageCard message next_try=retry.next_try() on_remedy=retry.by_hand(read) /> })}
        <Show when=move || statement.with(Option::is_none) && message.with(Option::is_none)>
            <Skeleton />
        </Show>
        <Show when=move || statement.with(Option::is_some)>
            <div class="facts" class:stale=is_stale>
                <div class="fact fact-wide">
                    <span class="fact-name">{say(Label::Balance)}</span>
                    <span class="fact-value" data-testid="balance">
                        {move || statement.with(|statement| statement.as_ref().map(|statement| told_or_not(statement.balance)))}
                    </span>
                </div>
                <div class="fact">
                    <span class="fact-name">{say(Label::AccountName)}</span>
                    <span class="fact-value" dir="auto">{account.clone()}</span>
                </div>
                <div class="fact">
                    <span class="fact-name">{say(Label::Address)}</span>
                    <span class="fact-value address">
                        <code data-testid="address">
                            {move || address.get().map_or_else(|| said(Label::NotTold).to_owned(), |address| address.to_string())}
                        </code>
                        <button
                            type="button"
                            class="button button-quiet button-icon"
                            hidden=move || address.with(Option::is_none)
                            on:click=move |_| {
                                if let Some(address) = address.get_untracked() {
                                    document::copy(&address.to_string());
                                }
                            }
                        >
                            <Icon shape=Shape::Copy />
                            <span class="visually-hidden">{say(Label::CopyAddress)}</span>
                        </button>
                    </span>
                    <span class="fact-hint">{say(Label::AddressHint)}</span>
                </div>
            </div>
            <BalanceOverTime member=historian.clone() balance />
            {Kind::ALL
                .into_iter()
                .map(|kind| {
                    view! {
                        <LotSection
                            kind
                            list=list(kind)
                            now
                            on_older=read_older
                            on_revoke=Callback::new(move |lot| gate.question(lot))
                            on_receipt=Callback::new(move |lot| asked_receipt.set(Some(lot)))
                        />
                    }
                })
                .collect_view()}
        </Show>
        <TakeAlong member=member.clone() />
        {member
            .tells_sessions()
            .then(|| {
                view! {
                    <OpenSessions
                        member=member.clone()
                        is_page_stale=is_stale
                        is_page_known
                    />
                }
            })}
        <RevokeDialog on_change=read />
        <ReceiptDialog
            asked=asked_receipt
            purchases=list(Kind::Purchases)
            account=member.account().to_string()
            on_older=read_older
        />
    }
}

/// The balance, or that the exchange does not tell it.
fn told_or_not(balance: Option<Credits>) -> String {
    balance.map_or_else(|| said(Label::NotTold).to_owned(), shown)
}

impl Statement {
    /// Takes in a newer first page and keeps the older pages that were fetched.
    fn renew(&mut self, newest: Self) {
        let Self { balance, address, deliveries, purchases, revoked } = newest;
        self.balance = balance;
        self.address = address;
        self.deliveries.renew(deliveries);
        self.purchases.renew(purchases);
        self.revoked.renew(revoked);
    }
}

impl LotList {
    /// Whether there are older ones that were not fetched.
    pub(super) fn has_older(&self) -> bool {
        (self.lots.len() as u64) < self.total && !self.lots.is_empty()
    }

    /// Takes in an older page. One that was asked for twice counts once.
    fn append(&mut self, older: Self) {
        self.total = older.total;
        let known: BTreeSet<_> = self.lots.iter().map(|lot| lot.hash).collect();
        self.lots.extend(older.lots.into_iter().filter(|lot| !known.contains(&lot.hash)));
    }

    /// Older pages are kept while the list is as it was; where it changed they may no longer be true.
    fn renew(&mut self, newest: Self) {
        let is_as_before = self.total == newest.total
            && self.lots.len() >= newest.lots.len()
            && self.lots.iter().zip(&newest.lots).all(|(known, newest)| known.hash == newest.hash);
        if is_as_before {
            self.lots.splice(..newest.lots.len(), newest.lots);
        } else {
            *self = newest;
        }
    }
}

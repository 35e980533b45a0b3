//! The pier: what a person does with the one shipment. How that goes on by itself stands in `course`.

use domain::account::AccountName;
use domain::delivery::Delivery;
use domain::retry::NextTry;
use domain::shipment::Shipment;
use domain::status::Action;
use leptos::prelude::{
    GetUntracked, RwSignal, Set, SetValue, Signal, StoredValue, Update, WithUntracked, expect_context,
    provide_context,
};

use crate::api::new_key;
use crate::inquiry::Inquiry;
use crate::notices::{NoticesContext, use_notices};
use crate::session::SessionContext;
use crate::shipment::stage::Stage;

/// The pier at which many lots are delivered; copies are the same pier.
#[derive(Clone, Copy)]
pub struct Pier {
    /// The shipment, once there is one.
    pub shipment: RwSignal<Option<Shipment>>,
    /// How far it is.
    pub stage: RwSignal<Stage>,
    /// Whether the page is there on which it can be looked at.
    pub has_place: RwSignal<bool>,
    /// Whose it is.
    pub(super) owner: StoredValue<Option<AccountName>>,
    /// Whether it was begun before the app was loaded anew: then no new part goes out by itself.
    pub(super) is_recalled: StoredValue<bool>,
    pub(super) inquiry: Inquiry,
    pub(super) notices: NoticesContext,
}

/// Puts up the pier in the current owner.
pub fn provide_pier(session: &SessionContext) -> Pier {
    let pier = Pier {
        shipment: RwSignal::new(None),
        stage: RwSignal::new(Stage::Idle),
        has_place: RwSignal::new(false),
        owner: StoredValue::new(None),
        is_recalled: StoredValue::new(false),
        inquiry: Inquiry::new(Action::Ship, session),
        notices: use_notices(),
    };
    provide_context(pier);
    pier.inquiry.follow(move |newest| pier.change_hands(newest), move || pier.go_on());
    pier
}

/// The pier of the app.
#[must_use]
pub fn use_pier() -> Pier {
    expect_context()
}

impl Pier {
    /// When it is asked again.
    #[must_use]
    pub fn next_try(self) -> Signal<NextTry> {
        self.inquiry.next_try()
    }

    /// Puts these lots into the pool, each known by the row that it came from, because the person wants it. Not while
    /// there is another shipment.
    pub fn ship(self, lots: Vec<(usize, Delivery)>) {
        let is_free = self.stage.with_untracked(|stage| *stage == Stage::Idle);
        if is_free && !lots.is_empty() && self.inquiry.account().is_some() {
            self.owner.set_value(self.inquiry.account());
            self.shipment.set(Some(Shipment::new(new_key(), lots)));
            self.run();
        }
    }

    /// Sends what is left, or asks again what became of the last part, because the person wants it.
    pub fn run(self) {
        let is_sent = self.shipment.with_untracked(|shipment| shipment.as_ref()?.sent_at).is_some();
        match self.stage.get_untracked() {
            Stage::Sending | Stage::Checking | Stage::Over => return,
            Stage::Unknown(_) if is_sent => {}
            Stage::Idle | Stage::Unknown(_) | Stage::Halted(_) | Stage::Interrupted => {
                self.is_recalled.set_value(false);
            }
        }
        self.stage.set(if is_sent { Stage::Checking } else { Stage::Sending });
        self.inquiry.by_hand(move || self.ask());
    }

    /// Nothing more is sent. What was sent is waited for.
    pub fn stop(self) {
        self.shipment.update(|shipment| {
            if let Some(shipment) = shipment {
                shipment.is_stopped = true;
            }
        });
        self.keep();
        if self.shipment.with_untracked(|shipment| shipment.as_ref().is_some_and(Shipment::is_over)) {
            self.inquiry.end();
            self.be_over();
        }
    }

    /// The person has seen what became of it.
    pub fn clear(self) {
        if self.stage.with_untracked(|stage| *stage == Stage::Over) {
            self.forget();
            self.shipment.set(None);
            self.stage.set(Stage::Idle);
        }
    }
}

//! Somebody who makes every kind of call without a screen, and hears one answer.

use std::sync::{Arc, Mutex};

use domain::account::{CredentialsDraft, LogIn, SignUp};
use domain::credits::LotPrice;
use domain::delivery::{Delivery, DeliveryDraft};
use domain::energy::EnergyType;
use domain::lot::LotHash;
use domain::open_session::SessionId;
use domain::purchase::{Pick, Purchase};
use domain::status::{Action, Failure, Misfortune};
use wattpool::api::{Guest, Member, new_key};
use wattpool::browser::clock;
use wattpool::browser::fetch::Response;
use wattpool::settings::Settings;
use words::Language;

use crate::screen;
use crate::script::Script;

const HASH: LotHash = LotHash([7; 32]);

type Answer = Result<Response, Misfortune>;

/// Somebody whose every call gets the same answer.
pub struct Caller {
    guest: Guest,
    member: Member,
    next: Arc<Mutex<Option<Answer>>>,
}

impl Caller {
    /// Somebody with a session.
    pub async fn new() -> Self {
        screen::speak(Language::English);
        let next = Arc::new(Mutex::new(None));
        let script = Script::new({
            let next = Arc::clone(&next);
            move |_| next.lock().unwrap().clone()
        });
        let guest = Guest::new(script, &Settings::default());
        let member = guest.resume().await.unwrap();
        Self { guest, member, next }
    }

    /// What a call of that kind makes of an answer.
    pub async fn hear(&self, action: Action, answer: Answer) -> Result<(), Failure> {
        *self.next.lock().unwrap() = Some(answer);
        let draft = CredentialsDraft { account: "mara".into(), password: "violet kettle orbits".into() };
        let lot = DeliveryDraft {
            energy_type: Some(EnergyType::Wind),
            power_kw: "4".into(),
            amount_kwh: "12".into(),
            ..DeliveryDraft::default()
        };
        let key = new_key();
        match action {
            Action::SignUp => self.guest.sign_up(&SignUp::validate(&draft).unwrap()).await,
            Action::LogIn => self.guest.log_in(&LogIn::validate(&draft).unwrap()).await.map(drop),
            Action::LogOut => self.member.log_out().await,
            Action::Look => self.guest.service().await.map(drop),
            Action::Deliver => {
                let delivery = Delivery::validate(&lot, clock::now()).unwrap();
                self.member.deliver(&delivery, &key).await.map(drop)
            }
            Action::Ship => {
                let delivery = Delivery::validate(&lot, clock::now()).unwrap();
                self.member.deliver_many(&[delivery], &key).await.map(drop)
            }
            Action::Purchase => {
                let pick = Pick { hash: HASH, value: LotPrice::new(3).unwrap() };
                let purchase = Purchase::validate(vec![pick]).unwrap();
                self.member.purchase(&purchase, &key).await.map(drop)
            }
            Action::Revoke => self.member.revoke(&HASH).await,
            Action::EndSession => self.member.end_session(&SessionId([7; 16])).await,
        }
    }
}

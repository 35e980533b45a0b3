//! What is on its way between the tabs of a browser and the exchange: answers, losses, tidings.

use std::time::Duration;

use wattpool_domain::account::AccountName;
use wattpool_domain::heartbeat;
use wattpool_domain::session;
use wattpool_domain::tidings::Tidings;

use crate::tab::Wish;
use crate::world::World;

/// How long a request is waited for.
const TIME_LIMIT: u64 = 8_000;

/// What is on its way and arrives when the device has been awake for so long.
pub(crate) struct Parcel {
    /// When it arrives.
    pub(crate) due: u64,
    tab: usize,
    content: Content,
}

enum Content {
    /// The answer to the beat of that number.
    Answer(u64, Answer),
    /// Who is here, if anybody is, as an answer to the question of that number.
    Found(u64, Option<AccountName>),
    /// Nobody answered that question.
    NotFoundOut(u64),
    /// What another tab says.
    Tidings(Tidings),
}

enum Answer {
    Alive { account: AccountName, lasts: Duration },
    Over,
    Missing,
}

impl World {
    /// Something arrives.
    pub(crate) fn arrive(&mut self, Parcel { tab, content, .. }: Parcel) {
        match content {
            // A beat that was given up has no answer.
            Content::Answer(number, _) if self.tabs[tab].beat != Some(number) => {}
            Content::Answer(_, answer) => {
                self.tabs[tab].beat = None;
                match answer {
                    Answer::Alive { account, lasts } => {
                        let heard = Tidings::Heard { account: account.clone(), lasts, pool_version: None };
                        self.tell_others(tab, &heard);
                        self.beat(tab, heartbeat::Event::BeatAnswered);
                        self.tell(tab, session::Event::Heard { account, lasts });
                    }
                    Answer::Over => {
                        self.beat(tab, heartbeat::Event::BeatMissed);
                        self.tell_others(tab, &Tidings::Expired);
                        self.tell(tab, session::Event::RefusedForSession);
                    }
                    Answer::Missing => self.beat(tab, heartbeat::Event::BeatMissed),
                }
            }
            // Whoever logged in or out since is not overtaken.
            Content::Found(number, _) | Content::NotFoundOut(number)
                if self.tabs[tab].resume != Some(number) => {}
            Content::Found(_, Some(account)) => {
                let moment = self.moment();
                self.tabs[tab].enter(&account, moment);
                self.post(tab);
            }
            Content::Found(_, None) => {
                self.tabs[tab].resume = None;
                self.tell(tab, session::Event::NobodyFound);
            }
            Content::NotFoundOut(_) => self.ask_who_is_here(tab),
            Content::Tidings(Tidings::Heard { account, lasts, .. }) => {
                self.beat(tab, heartbeat::Event::Told);
                self.tell(tab, session::Event::Heard { account, lasts });
            }
            Content::Tidings(Tidings::Entered { .. }) => {
                if !self.tabs[tab].session.is_alive() {
                    self.ask_who_is_here(tab);
                }
            }
            Content::Tidings(Tidings::Expired) => self.tell(tab, session::Event::OverElsewhere),
            Content::Tidings(Tidings::Left { .. }) => self.tell(tab, session::Event::Left),
            Content::Tidings(Tidings::Active) => {}
        }
    }

    fn ask_who_is_here(&mut self, tab: usize) {
        self.tabs[tab].wishes.push(Wish::Resume);
        self.post(tab);
    }

    /// Sends what a tab wants. What the exchange answers is decided now and arrives later.
    pub(crate) fn post(&mut self, tab: usize) {
        for wish in std::mem::take(&mut self.tabs[tab].wishes) {
            self.sent += 1;
            let is_lost =
                !self.has_network || self.loses_one_in > 0 && self.sent.is_multiple_of(self.loses_one_in);
            let found = self.ends_at.filter(|ends_at| *ends_at > self.now);
            let lasts = found.map(|ends_at| Duration::from_millis(ends_at - self.now));
            let account = self.account.clone();
            let content = match (wish, lasts) {
                (Wish::Resume, lasts) => {
                    self.tabs[tab].resume = Some(self.sent);
                    match lasts {
                        _ if is_lost => Content::NotFoundOut(self.sent),
                        lasts => Content::Found(self.sent, lasts.map(|_| account)),
                    }
                }
                (Wish::Beat, lasts) => {
                    let answer = match lasts {
                        _ if is_lost => Answer::Missing,
                        Some(lasts) => Answer::Alive { account, lasts },
                        None => Answer::Over,
                    };
                    Content::Answer(self.tabs[tab].beats, answer)
                }
            };
            let wait = if is_lost { TIME_LIMIT } else { self.latency };
            self.parcels.push(Parcel { due: self.awake + wait, tab, content });
        }
    }

    /// Tells the other tabs, which hear it at once.
    pub(crate) fn tell_others(&mut self, from: usize, tidings: &Tidings) {
        for tab in (0..self.tabs.len()).filter(|tab| *tab != from) {
            self.parcels.push(Parcel { due: self.awake, tab, content: Content::Tidings(tidings.clone()) });
        }
    }
}

//! Some tabs of one browser, the session that the exchange knows of, and the time that goes by.

use wattpool_domain::account::AccountName;
use wattpool_domain::heartbeat;
use wattpool_domain::session;
use wattpool_domain::tidings::Tidings;
use wattpool_domain::timestamp::Timestamp;

use crate::tab::{LIFE, Moment, Tab, millis};
use crate::way::Parcel;

/// The world.
pub struct World {
    /// The tabs; the first one leads.
    pub tabs: Vec<Tab>,
    /// Whether requests reach the exchange.
    pub has_network: bool,
    /// How many milliseconds an answer takes.
    pub latency: u64,
    /// Which requests are lost all the same: one in so many, none for zero.
    pub loses_one_in: u64,
    pub(crate) now: u64,
    pub(crate) awake: u64,
    behind: i64,
    pub(crate) account: AccountName,
    pub(crate) ends_at: Option<u64>,
    pub(crate) sent: u64,
    pub(crate) parcels: Vec<Parcel>,
}

impl World {
    /// So many tabs in which nobody is logged in yet.
    pub fn new(tabs: usize) -> Self {
        let mut tabs: Vec<Tab> = (0..tabs).map(|_| Tab::default()).collect();
        if let Some(first) = tabs.first_mut() {
            first.leads = true;
        }
        Self {
            tabs,
            has_network: true,
            latency: 0,
            loses_one_in: 0,
            now: 1_800_000_000_000,
            awake: 0,
            behind: 0,
            account: AccountName::parse("mara").unwrap(),
            ends_at: None,
            sent: 0,
            parcels: Vec::new(),
        }
    }

    /// What the device sees of time.
    pub fn moment(&self) -> Moment {
        Moment { shown: Timestamp(self.now.saturating_add_signed(self.behind)), awake: self.awake }
    }

    /// Whether the session lives at the exchange.
    pub fn is_alive(&self) -> bool {
        self.ends_at.is_some_and(|ends_at| ends_at > self.now)
    }

    /// Somebody logs in in that tab.
    pub fn log_in(&mut self, tab: usize) {
        if self.has_network && !self.tabs[tab].session.is_alive() {
            self.ends_at = Some(self.now + millis(LIFE));
            let account = self.account.clone();
            self.tell_others(tab, &Tidings::Entered { account: account.clone() });
            let moment = self.moment();
            self.tabs[tab].enter(&account, moment);
            self.post(tab);
        }
    }

    /// The person logs out in that tab.
    pub fn log_out(&mut self, tab: usize) {
        self.tell(tab, session::Event::LogOutSent);
        if self.has_network {
            self.ends_at = None;
            let account = self.account.clone();
            self.tell_others(tab, &Tidings::Left { account });
            self.tell(tab, session::Event::Left);
        } else {
            self.tell(tab, session::Event::LogOutFailed);
        }
    }

    /// The exchange ends the session, for whatever reason.
    pub fn end(&mut self) {
        self.ends_at = None;
    }

    /// The person does something, which the next beat says.
    pub fn act(&mut self) {
        if self.is_alive() {
            self.ends_at = Some(self.now + millis(LIFE));
        }
    }

    /// The clock of the device is set.
    pub fn set_clock(&mut self, ahead: i64) {
        self.behind = ahead;
        self.wake_all();
    }

    /// The device sleeps; its timers stand still.
    pub fn sleep(&mut self, duration: u64) {
        self.now += duration;
        self.wake_all();
    }

    /// Somebody looks at that tab again.
    pub fn look(&mut self, tab: usize) {
        self.beat(tab, heartbeat::Event::Woken);
    }

    /// That tab leads from now on.
    pub fn lead(&mut self, leader: usize) {
        for tab in 0..self.tabs.len() {
            self.tabs[tab].leads = tab == leader;
            self.beat(tab, heartbeat::Event::PaceChanged);
        }
    }

    /// The browser brings that page back as it was.
    pub fn bring_back(&mut self, tab: usize) {
        self.tell(tab, session::Event::BroughtBack);
        self.beat(tab, heartbeat::Event::Returned);
    }

    fn wake_all(&mut self) {
        for tab in 0..self.tabs.len() {
            self.beat(tab, heartbeat::Event::Returned);
        }
    }

    /// Something happens to a tab's session.
    pub fn tell(&mut self, tab: usize, event: session::Event) {
        let moment = self.moment();
        self.tabs[tab].tell_session(event, moment);
        self.post(tab);
    }

    /// Time goes by, and whatever is due in it happens in order.
    pub fn pass(&mut self, duration: u64) {
        let end = self.awake + duration;
        let mut happenings = 0;
        while let Some(due) = self.next_due().filter(|due| *due <= end) {
            let step = due.saturating_sub(self.awake);
            self.awake += step;
            self.now += step;
            self.happen();
            happenings += 1;
            // Two timers and a beat for each tab, and what each tells the others; none of them without a pause.
            let most = (self.tabs.len() as u64).pow(2) * (10 + duration / 400);
            assert!(happenings <= most, "{happenings} happenings in {duration} ms");
        }
        let step = end - self.awake;
        self.awake += step;
        self.now += step;
    }

    fn next_due(&self) -> Option<u64> {
        let waits = self.tabs.iter().flat_map(|tab| [tab.alarm, tab.timer]).flatten();
        waits.chain(self.parcels.iter().map(|parcel| parcel.due)).min()
    }

    /// One thing that is due happens.
    fn happen(&mut self) {
        if let Some(place) = self.parcels.iter().position(|parcel| parcel.due <= self.awake) {
            let parcel = self.parcels.remove(place);
            return self.arrive(parcel);
        }
        let awake = self.awake;
        let is_over = |wait: Option<u64>| wait.is_some_and(|due| due <= awake);
        if let Some(tab) = self.tabs.iter().position(|tab| is_over(tab.alarm)) {
            self.tabs[tab].alarm = None;
            self.tell(tab, session::Event::TimePassed);
        } else if let Some(tab) = self.tabs.iter().position(|tab| is_over(tab.timer)) {
            self.tabs[tab].timer = None;
            self.beat(tab, heartbeat::Event::WaitEnded);
        }
    }

    pub(crate) fn beat(&mut self, tab: usize, event: heartbeat::Event) {
        let moment = self.moment();
        self.tabs[tab].tell_heartbeat(event, moment);
        self.post(tab);
    }
}

//! One tab: its two machines, wired as the app wires them, and what each of them waits for.

use std::time::Duration;

use wattpool_domain::account::AccountName;
use wattpool_domain::heartbeat::{self, FIRST_RETRY, Heartbeat, spread};
use wattpool_domain::session::{self, PAUSE, Renewal, Session};
use wattpool_domain::timestamp::Timestamp;

/// The ordinary time between two beats of the tab that leads.
pub const INTERVAL: Duration = Duration::from_secs(30);
/// How many of them a tab that follows waits.
pub const PATIENCE: u32 = 3;
/// How long a session lasts.
pub const LIFE: Duration = Duration::from_secs(1_800);

/// What a tab sees of time.
#[derive(Clone, Copy)]
pub struct Moment {
    /// What the device's clock shows. It may jump either way.
    pub shown: Timestamp,
    /// How long the device has been awake, in milliseconds: what its timers count.
    pub awake: u64,
}

/// What a tab asks of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A beat is to be sent.
    Beat,
    /// The exchange is to be asked who is here, until it answers.
    Resume,
}

/// A tab.
#[derive(Default)]
pub struct Tab {
    /// Who is here.
    pub session: Session,
    /// Whether they are asked about.
    pub heartbeat: Heartbeat,
    /// Whether it beats for all.
    pub leads: bool,
    /// When the session's wait is over.
    pub alarm: Option<u64>,
    /// When the heartbeat's wait is over.
    pub timer: Option<u64>,
    /// The number of the beat on its way.
    pub beat: Option<u64>,
    /// How many were sent.
    pub beats: u64,
    /// The number of the question who is here, while it is open.
    pub resume: Option<u64>,
    /// What it wants from the world.
    pub wishes: Vec<Wish>,
    /// What spreads its waits.
    pub units: Units,
}

/// Chance that can be told beforehand.
pub struct Units(pub Box<dyn FnMut() -> f64>);

impl Default for Units {
    fn default() -> Self {
        Self(Box::new(|| 0.5))
    }
}

impl Tab {
    fn interval(&self) -> Duration {
        if self.leads { INTERVAL } else { INTERVAL * PATIENCE }
    }

    /// Somebody is here.
    pub fn enter(&mut self, account: &AccountName, moment: Moment) {
        let account = account.clone();
        self.resume = None;
        self.tell_session(session::Event::Entered { account, lasts: LIFE, renewal: Renewal::ByUse }, moment);
    }

    /// Something happened to the session.
    pub fn tell_session(&mut self, event: session::Event, moment: Moment) {
        let was_alive = self.session.is_alive();
        let may_end = matches!(event, session::Event::RefusedForSession | session::Event::Left);
        let (next, command) = std::mem::take(&mut self.session).on(event, moment.shown);
        self.session = next;
        assert!(!was_alive || self.session.is_alive() || may_end, "only a code or the person ends a session");
        match command {
            session::Command::Nothing => {}
            session::Command::WakeAt(at) => {
                let wait = moment.shown.until(at);
                assert!((PAUSE..=LIFE).contains(&wait), "a wait that is bounded: {wait:?}");
                self.alarm = Some(moment.awake + millis(wait));
            }
            session::Command::Ask => self.tell_heartbeat(heartbeat::Event::Woken, moment),
            session::Command::Forget => (self.alarm, self.resume) = (None, None),
            session::Command::Resume => {
                (self.alarm, self.resume) = (None, None);
                self.wishes.push(Wish::Resume);
            }
        }
        match (was_alive, self.session.is_alive()) {
            (false, true) => self.tell_heartbeat(heartbeat::Event::SignedIn, moment),
            (true, false) => self.tell_heartbeat(heartbeat::Event::SessionEnded, moment),
            (true, true) | (false, false) => {}
        }
        self.check();
    }

    /// Something happened to the heartbeat.
    pub fn tell_heartbeat(&mut self, event: heartbeat::Event, moment: Moment) {
        let (next, command) = self.heartbeat.on(event, self.interval());
        self.heartbeat = next;
        match command {
            heartbeat::Command::Nothing => {}
            heartbeat::Command::SendBeat => {
                assert_eq!(self.beat, None, "never two beats on their way");
                self.send();
            }
            heartbeat::Command::SendBeatAnew => self.send(),
            heartbeat::Command::Wait(wait) => {
                assert!(
                    (FIRST_RETRY..=INTERVAL * PATIENCE).contains(&wait),
                    "a wait that is bounded: {wait:?}"
                );
                self.timer = Some(moment.awake + millis(spread(wait, (self.units.0)())));
            }
            heartbeat::Command::Stop => (self.timer, self.beat) = (None, None),
        }
    }

    fn send(&mut self) {
        assert!(self.session.is_alive(), "no beat after the session");
        self.timer = None;
        self.beats += 1;
        self.beat = Some(self.beats);
        self.wishes.push(Wish::Beat);
    }

    /// Whoever is here is asked about sooner or later, and nobody else.
    fn check(&self) {
        let is_planned = self.timer.is_some() || self.beat.is_some();
        assert_eq!(is_planned, self.session.is_alive(), "{:?} {:?}", self.session, self.heartbeat);
        assert!(self.timer.is_none() || self.beat.is_none(), "it waits or it asks");
    }
}

/// In whole milliseconds.
pub fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

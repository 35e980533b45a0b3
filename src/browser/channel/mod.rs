//! A channel between the tabs of one browser: what one says, all others hear, each of them once.
//!
//! It knows no meaning of what is said. Where the browser has no channels, what is said travels through its
//! storage; where it has no storage either, nobody hears anything.

mod broadcast;
mod stored;

use send_wrapper::SendWrapper;

use broadcast::Broadcast;
use stored::Stored;

/// One end of a channel; copies are the same end.
#[derive(Clone)]
pub struct Channel {
    way: Option<Way>,
}

#[derive(Clone)]
enum Way {
    Broadcast(SendWrapper<Broadcast>),
    Stored(SendWrapper<Stored>),
}

impl Channel {
    /// Opens a channel of that name and hears what others say until the current owner is gone.
    pub fn open(name: &str, hear: impl Fn(String) + Clone + 'static) -> Self {
        let broadcast = Broadcast::open(name, hear.clone()).map(|way| Way::Broadcast(SendWrapper::new(way)));
        let stored = || Stored::open(name, hear).map(|way| Way::Stored(SendWrapper::new(way)));
        Self { way: broadcast.or_else(stored) }
    }

    /// Says something to the other tabs.
    pub fn say(&self, text: &str) {
        match &self.way {
            Some(Way::Broadcast(way)) => way.say(text),
            Some(Way::Stored(way)) => way.say(text),
            None => {}
        }
    }
}

//! The stage of one journey: an exchange with an empty database, a driver, and the people who come.
//!
//! One journey is played at a time, since a browser takes a whole core. Everything on the stage ends with
//! it, whatever happens; after a failure, pictures and consoles are left under `target/e2e`.

use std::fs;
use std::future::{Future, poll_fn};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::pin::pin;
use std::task::Poll;

use tokio::sync::Semaphore;

use crate::Trouble;
use crate::browser;
use crate::console;
use crate::driver::Driver;
use crate::exchange::{self, Exchange, Manner};
use crate::visitor::Visitor;
use crate::wire::Wire;

static ONE_AT_A_TIME: Semaphore = Semaphore::const_new(1);

/// What a journey has to play with.
pub(crate) struct Stage {
    /// The exchange; the journey may kill it and start it again.
    pub(crate) exchange: Exchange,
    wire: Option<Wire>,
    visitors: Vec<Visitor>,
    driver: Driver,
    folder: PathBuf,
}

impl Stage {
    /// Plays a journey to its end.
    ///
    /// # Panics
    /// When the journey fails, or when a browser's console holds what it must not.
    pub(crate) async fn play(name: &str, journey: impl AsyncFnOnce(&mut Self) -> Result<(), Trouble>) {
        Self::play_in(name, Manner::ORDINARY, journey).await;
    }

    /// Plays a journey to its end at an exchange that is run in some manner of its own.
    ///
    /// # Panics
    /// As [`Self::play`].
    pub(crate) async fn play_in(
        name: &str,
        manner: Manner,
        journey: impl AsyncFnOnce(&mut Self) -> Result<(), Trouble>,
    ) {
        let _turn = ONE_AT_A_TIME.acquire().await;
        let mut stage = match Self::set(name, manner).await {
            Ok(stage) => stage,
            Err(trouble) => panic!("the stage could not be set: {trouble}"),
        };
        let limit = manner.limit;
        let outcome = tokio::time::timeout(limit, caught(journey(&mut stage))).await;
        let mut problems = match outcome {
            Ok(Ok(())) => Vec::new(),
            Ok(Err(trouble)) => vec![trouble.to_string()],
            Err(_) => vec![format!("the journey was not over after {} s", limit.as_secs())],
        };
        problems.extend(stage.clear(!problems.is_empty()).await);
        assert!(problems.is_empty(), "{}\nsee {}", problems.join("\n"), stage.folder.display());
    }

    /// Lets somebody in who reads English, with a browser of their own.
    pub(crate) async fn visitor(&mut self, name: &str) -> Result<Visitor, Trouble> {
        self.visitor_reading(name, browser::ENGLISH).await
    }

    /// Lets somebody in whose browser prefers those languages, as it lists them for websites.
    pub(crate) async fn visitor_reading(&mut self, name: &str, languages: &str) -> Result<Visitor, Trouble> {
        let port = self.wire.as_ref().map_or_else(|| self.exchange.port(), Wire::port);
        self.visitor_at(name, port, languages).await
    }

    /// Lets somebody in who prefers those languages and finds the exchange on that port of this machine.
    pub(crate) async fn visitor_at(
        &mut self,
        name: &str,
        port: u16,
        languages: &str,
    ) -> Result<Visitor, Trouble> {
        let browser = browser::open(&self.driver.address(), languages).await?;
        let visitor = Visitor::enter(name, browser, format!("http://localhost:{port}"));
        self.visitors.push(visitor.clone());
        Ok(visitor)
    }

    /// Puts a wire between the exchange and everybody who comes from now on.
    pub(crate) async fn lay_wire(&mut self) -> Result<(), Trouble> {
        self.wire = Some(Wire::lay(self.exchange.port()).await?);
        Ok(())
    }

    /// The wire that was laid.
    pub(crate) fn wire(&self) -> Result<&Wire, Trouble> {
        self.wire.as_ref().ok_or_else(|| "no wire was laid".into())
    }

    async fn set(name: &str, manner: Manner) -> Result<Self, Trouble> {
        let folder = exchange::target().join("e2e").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let exchange = Exchange::start(folder.join("exchange.log"), manner).await?;
        Ok(Self { exchange, wire: None, visitors: Vec::new(), driver: Driver::start()?, folder })
    }

    /// Closes every browser; says what their consoles hold that they must not.
    async fn clear(&mut self, has_failed: bool) -> Vec<String> {
        let mut problems = Vec::new();
        for visitor in std::mem::take(&mut self.visitors) {
            let name = visitor.name().to_owned();
            let entries = console::read(visitor.browser()).await;
            let defects = console::defects(&entries);
            if has_failed || !defects.is_empty() {
                let lines: Vec<String> = entries.iter().map(console::line).collect();
                let _ = fs::write(self.folder.join(format!("{name}.console.txt")), lines.join("\n"));
                let _ = visitor.browser().screenshot(&self.folder.join(format!("{name}.png"))).await;
            }
            problems.extend(defects.into_iter().map(|line| format!("in the console of {name}: {line}")));
            let _ = visitor.leave().await;
        }
        problems
    }
}

/// Says something that is shown even where all goes well.
pub(crate) fn announce(line: &str) {
    // Nobody may be listening.
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Runs to the end of a journey; an assertion that fails becomes trouble like any other.
async fn caught(journey: impl Future<Output = Result<(), Trouble>>) -> Result<(), Trouble> {
    let mut journey = pin!(journey);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| journey.as_mut().poll(context))) {
        Ok(poll) => poll,
        Err(panic) => {
            let words = panic.downcast_ref::<String>().map(String::as_str);
            let words =
                words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic without words");
            Poll::Ready(Err(words.to_owned().into()))
        }
    })
    .await
}

//! A running exchange of one test: its own database, its own port, its own clock.

use std::fs;
use std::time::Duration;

use domain::credits::Credits;
use exchange::app::App;
use exchange::clock::Clock;
use exchange::hash_count::HashCount;
use exchange::operation::Operation;
use exchange::settings::{HashCost, Limits, Settings};
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::audit;
use crate::database::Database;
use crate::person::Person;

/// What every account of a test starts with.
pub(crate) const OPENING_BALANCE: u64 = 1000;
/// How long lots are held.
pub(crate) const HOLD_SECONDS: u64 = 120;

pub(crate) struct Running {
    pub(crate) url: String,
    pub(crate) clock: Clock,
    /// The password hashes that it has computed.
    pub(crate) hashes: HashCount,
    pub(crate) folder: TempDir,
    pub(crate) database: Database,
    stop: Option<oneshot::Sender<()>>,
    served: Option<JoinHandle<()>>,
}

impl Running {
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::start_in(folder).await
    }

    pub(crate) async fn start_in(folder: TempDir) -> Self {
        Self::start_with(folder, Limits::default()).await
    }

    pub(crate) async fn start_with(folder: TempDir, limits: Limits) -> Self {
        Self::start_changed(folder, |settings| settings.limits = limits).await
    }

    /// Where purchases have to be confirmed that cost more than so many credits.
    pub(crate) async fn start_confirming(folder: TempDir, above: u64) -> Self {
        Self::start_changed(folder, |settings| settings.confirm_above = Credits(above)).await
    }

    /// One that has nothing confirmed and the usual limits, but for the change.
    pub(crate) async fn start_changed(folder: TempDir, change: impl FnOnce(&mut Settings)) -> Self {
        let database = Database::of(folder.path());
        Self::start_on(database, folder, change).await
    }

    /// The same on that database.
    pub(crate) async fn start_on(
        database: Database,
        folder: TempDir,
        change: impl FnOnce(&mut Settings),
    ) -> Self {
        let persist_dir = (!database.is_file()).then(|| folder.path().join("persisted"));
        if let Some(folder) = &persist_dir {
            // A folder that is named has to exist.
            fs::create_dir_all(folder).unwrap();
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let clock = Clock::standing_at(Clock::default().now());
        let hashes = HashCount::default();
        let mut settings = Settings {
            database: database.address.clone(),
            app: App::Folder(folder.path().join("dist")),
            persist_dir,
            opening_balance: Credits(OPENING_BALANCE),
            power_unit: "0.5".parse().unwrap(),
            confirm_above: Credits(u64::MAX),
            hold_for: Duration::from_secs(HOLD_SECONDS),
            is_insecure_http: false,
            conceals_accounts: false,
            sign_ups: u32::MAX,
            clock: clock.clone(),
            hash_cost: HashCost { memory_kib: 64, passes: 1 },
            hash_count: hashes.clone(),
            sweep_every: Duration::from_millis(10),
            limits: Limits::default(),
            operation: Operation::default(),
        };
        change(&mut settings);
        let is_encrypted = settings.operation.tls.is_some();
        let url = format!("{}://{address}", if is_encrypted { "https" } else { "http" });
        let (stop, stopped) = oneshot::channel();
        let served = tokio::spawn(async move {
            let until = async move {
                let _ = stopped.await;
            };
            exchange::run(listener, settings, until).await.unwrap();
        });
        let running = Self { url, clock, hashes, folder, database, stop: Some(stop), served: Some(served) };
        if !is_encrypted {
            assert_eq!(running.stranger().get("/serv/status").await.codes(), (200, 711));
        }
        running
    }

    /// Somebody without an account.
    pub(crate) fn stranger(&self) -> Person {
        Person::new(&self.url)
    }

    /// Somebody who is signed up and logged in.
    pub(crate) async fn member(&self, name: &str) -> Person {
        let mut person = self.stranger();
        person.sign_up(name).await;
        person.log_in(name).await;
        person
    }

    /// A member whose account is an operator's.
    pub(crate) async fn operator(&self, name: &str) -> Person {
        let person = self.member(name).await;
        exchange::operator::appoint(&self.database.address, name, true).await.unwrap();
        person
    }

    /// Hours pass.
    pub(crate) fn pass(&self, time: Duration) {
        self.clock.advance(time);
    }

    pub(crate) fn now(&self) -> u64 {
        self.clock.now().0
    }

    /// Tells the exchange to stop and waits until it takes no more connections.
    pub(crate) async fn stop(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
        while TcpStream::connect(self.url.split_once("://").unwrap().1).await.is_ok() {}
    }

    /// Stops the exchange, checks its books and gives its folder, for another exchange to start in.
    pub(crate) async fn leave(mut self) -> TempDir {
        self.stop().await;
        self.served.take().unwrap().await.unwrap();
        audit::check(&self.database).await;
        std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap())
    }

    /// Stops the exchange and checks its books.
    pub(crate) async fn close(mut self) {
        if self.stop.is_some() {
            self.stop().await;
        }
        self.served.take().unwrap().await.unwrap();
        audit::check(&self.database).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        assert!(self.stop.is_none() || std::thread::panicking(), "a test has to close its exchange");
    }
}

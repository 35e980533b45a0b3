//! The real binary as a process of its own, with everything it logs. When it has ended, its books are checked.

use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::database::Database;

pub(crate) struct Process {
    child: Child,
    database: Database,
    pub(crate) url: String,
    log: Arc<Mutex<String>>,
    reader: Option<thread::JoinHandle<()>>,
}

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_exchange");

fn command(program: &[&str], database: &Database, listen: &str) -> Command {
    let mut command = Command::new(program[0]);
    command
        .args(&program[1..])
        .args(["serve", "--listen", listen, "--dist", "/nonexistent"])
        .args(["--database", &database.address])
        .current_dir(&database.folder)
        .env_remove("RUST_LOG")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

/// Starts it where it cannot start, and gives its exit code and log.
pub(crate) fn fail(database: &Database, listen: &str) -> (Option<i32>, String) {
    fail_as(&[PROGRAM], database, listen)
}

/// The same by another program, which starts it in its own way.
pub(crate) fn fail_as(program: &[&str], database: &Database, listen: &str) -> (Option<i32>, String) {
    let mut child = command(program, database, listen).spawn().unwrap();
    let mut log = String::new();
    for line in BufReader::new(child.stderr.take().unwrap()).lines() {
        log += &format!("{}\n", line.unwrap());
        if log.contains("711 listening on ") {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("it started on {}:\n{log}", database.address);
        }
    }
    (child.wait().unwrap().code(), log)
}

/// The same where no file may grow beyond so many blocks of 512 bytes.
pub(crate) fn fail_with_small_files(database: &Database, blocks: u32) -> (Option<i32>, String) {
    fail_as(&["sh", "-c", &small_files(blocks), "sh", PROGRAM], database, "127.0.0.1:0")
}

/// What a shell does so that no file grows beyond so many blocks.
fn small_files(blocks: u32) -> String {
    // Without the trap the first byte too many would end the process.
    format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"")
}

/// What it prints where it is asked for help with one of its commands while that variable is set.
pub(crate) fn help(what: &str, variable: &str, value: &str) -> String {
    let output = Command::new(PROGRAM).args([what, "--help"]).env(variable, value).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

/// Starts it with options that it cannot start with, and gives its exit code and log.
pub(crate) fn fail_with(database: &Database, options: &[&str]) -> (Option<i32>, String) {
    let output = command(&[PROGRAM], database, "127.0.0.1:0").args(options).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// Runs `exchange operator` with those arguments, and gives its exit code, output and log.
pub(crate) fn operator(database: &Database, arguments: &[&str]) -> (Option<i32>, String, String) {
    visit("operator", database, arguments)
}

/// Runs `exchange audit`, and gives its exit code, output and log.
pub(crate) fn audit(database: &Database) -> (Option<i32>, String, String) {
    visit("audit", database, &[])
}

/// Runs `exchange backup` into that file, and gives its exit code, output and log.
pub(crate) fn back_up(database: &Database, file: &Path) -> (Option<i32>, String, String) {
    visit("backup", database, &[file.to_str().unwrap()])
}

/// Runs `exchange renew`, and gives its exit code, output and log.
pub(crate) fn renew(database: &Database) -> (Option<i32>, String, String) {
    visit("renew", database, &[])
}

/// Runs `exchange healthcheck`, and gives its exit code.
pub(crate) fn healthcheck(url: &str) -> Option<i32> {
    let mut command = Command::new(PROGRAM);
    command.args(["healthcheck", "--url", url]).env_remove("RUST_LOG").stderr(Stdio::null());
    command.status().unwrap().code()
}

fn visit(what: &str, database: &Database, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(PROGRAM);
    command.arg(what).args(arguments).args(["--database", &database.address]).env_remove("RUST_LOG");
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

impl Process {
    /// Starts it on a free port and waits until it says where it listens.
    pub(crate) fn start(database: &Database) -> Self {
        Self::spawn(database, command(&[PROGRAM], database, "127.0.0.1:0"))
    }

    /// Starts it with further options.
    pub(crate) fn start_with(database: &Database, options: &[&str]) -> Self {
        let mut command = command(&[PROGRAM], database, "127.0.0.1:0");
        command.args(options);
        Self::spawn(database, command)
    }

    /// Starts it where it may have no more than so many files open, connections among them.
    pub(crate) fn start_with_few_files(database: &Database, most: u32) -> Self {
        let script = format!("ulimit -n {most}; exec \"$@\"");
        Self::spawn(database, command(&["sh", "-c", &script, "sh", PROGRAM], database, "127.0.0.1:0"))
    }

    /// Starts it so that it logs whatever it can of its own.
    pub(crate) fn start_talkative(database: &Database) -> Self {
        let mut command = command(&[PROGRAM], database, "127.0.0.1:0");
        command.env("RUST_LOG", "info,exchange=trace");
        Self::spawn(database, command)
    }

    /// Starts it where no file may grow beyond so many blocks of 512 bytes.
    pub(crate) fn start_with_small_files(database: &Database, blocks: u32) -> Self {
        let script = small_files(blocks);
        Self::spawn(database, command(&["sh", "-c", &script, "sh", PROGRAM], database, "127.0.0.1:0"))
    }

    /// Starts it where nobody reads on once it listens, and gives what could be read, which may be dropped.
    pub(crate) fn start_unread(database: &Database) -> (Self, impl Sized + use<>) {
        Self::begin(database, command(&[PROGRAM], database, "127.0.0.1:0"))
    }

    fn spawn(database: &Database, command: Command) -> Self {
        let (mut process, lines) = Self::begin(database, command);
        let written = Arc::clone(&process.log);
        process.reader = Some(thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                *written.lock().unwrap() += &format!("{line}\n");
            }
        }));
        process
    }

    fn begin(database: &Database, mut command: Command) -> (Self, Lines<BufReader<ChildStderr>>) {
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut text = String::new();
        let url = loop {
            let line = lines.next().expect("it ended before it listened").unwrap();
            text += &format!("{line}\n");
            if let Some((_, url)) = line.split_once("711 listening on ") {
                break url.split([' ', '"']).next().unwrap().to_owned();
            }
        };
        let log = Arc::new(Mutex::new(text));
        (Self { child, database: database.clone(), url, log, reader: None }, lines)
    }

    /// SIGKILL: no chance to write anything.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends it a signal, such as `-STOP`.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    /// Everything it has logged so far.
    pub(crate) fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// Waits until it has logged something that many times.
    pub(crate) async fn has_logged(&self, text: &str, times: usize) {
        while self.log().matches(text).count() < times {
            tokio::task::yield_now().await;
        }
    }

    /// Where it tells its metrics.
    pub(crate) fn metrics(&self) -> String {
        let log = self.log();
        log.split_once("metrics on ").unwrap().1.split_whitespace().next().unwrap().to_owned()
    }

    /// SIGTERM, then everything it logged.
    pub(crate) fn stop(&mut self) -> (ExitStatus, String) {
        self.signal("-TERM");
        self.end()
    }

    /// Waits until it has ended by itself, and gives everything it logged.
    pub(crate) fn end(&mut self) -> (ExitStatus, String) {
        let status = self.child.wait().unwrap();
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        (status, self.log.lock().unwrap().clone())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if !thread::panicking() {
            let (code, findings, log) = audit(&self.database);
            assert_eq!((code, findings.as_str()), (Some(0), ""), "{log}");
        }
    }
}

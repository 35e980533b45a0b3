//! The real binary as a process of its own, with everything it logs. When it has ended, its books are checked.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
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

/// Runs `exchange operator` with those arguments, and gives its exit code, output and log.
pub(crate) fn operator(database: &Database, arguments: &[&str]) -> (Option<i32>, String, String) {
    visit("operator", database, arguments)
}

/// Runs `exchange audit`, and gives its exit code, output and log.
pub(crate) fn audit(database: &Database) -> (Option<i32>, String, String) {
    visit("audit", database, &[])
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

    /// Starts it where it may have no more than so many files open, connections among them.
    pub(crate) fn start_with_few_files(database: &Database, most: u32) -> Self {
        let script = format!("ulimit -n {most}; exec \"$@\"");
        Self::spawn(database, command(&["sh", "-c", &script, "sh", PROGRAM], database, "127.0.0.1:0"))
    }

    /// Starts it where no file may grow beyond so many blocks of 512 bytes.
    pub(crate) fn start_with_small_files(database: &Database, blocks: u32) -> Self {
        let script = small_files(blocks);
        Self::spawn(database, command(&["sh", "-c", &script, "sh", PROGRAM], database, "127.0.0.1:0"))
    }

    fn spawn(database: &Database, mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut text = String::new();
        let url = loop {
            let line = lines.next().expect("it ended before it listened").unwrap();
            text += &format!("{line}\n");
            if let Some((_, url)) = line.split_once("711 listening on ") {
                break url.trim().to_owned();
            }
        };
        let log = Arc::new(Mutex::new(text));
        let written = Arc::clone(&log);
        let reader = thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                *written.lock().unwrap() += &format!("{line}\n");
            }
        });
        Self { child, database: database.clone(), url, log, reader: Some(reader) }
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

    /// SIGTERM, then everything it logged.
    pub(crate) fn stop(&mut self) -> (ExitStatus, String) {
        self.signal("-TERM");
        self.end()
    }

    /// Waits until it has ended by itself, and gives everything it logged.
    pub(crate) fn end(&mut self) -> (ExitStatus, String) {
        let status = self.child.wait().unwrap();
        self.reader.take().unwrap().join().unwrap();
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

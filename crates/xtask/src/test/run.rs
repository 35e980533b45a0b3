//! Running one command of a suite: its lines are shown as they come and read on the way.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, ExitStatus};
use std::sync::mpsc::{self, RecvTimeoutError};

use super::tally::{self, Tally};
use crate::failure::Failure;
use crate::interruption;
use crate::process::Group;

/// What a command left behind.
pub(crate) struct Run {
    /// The tests that it counted.
    pub(crate) tally: Tally,
    /// How it ended.
    pub(crate) status: ExitStatus,
    /// Whether a driver said that it did not start.
    pub(crate) had_hiccup: bool,
}

/// Runs a command to its end and shows its lines on `output`.
///
/// # Errors
/// [`Failure::NotStarted`], [`Failure::Interrupted`].
pub(crate) fn run(mut command: Command, output: &mut impl Write) -> Result<Run, Failure> {
    let program = command.get_program().display().to_string();
    let pipe = std::io::pipe().and_then(|(reader, writer)| Ok((reader, writer.try_clone()?, writer)));
    let (reader, errors, lines) = pipe.map_err(|error| Failure::NotStarted { program, error })?;
    let mut group = Group::start(command.stdout(lines).stderr(errors))?;
    // Our ends of the pipe go with the command; the lines then end when the last child's do.
    drop(command);
    let (sender, lines) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(reader).split(b'\n').map_while(Result::ok) {
            if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                break;
            }
        }
    });
    let mut tally = Tally::default();
    let mut had_hiccup = false;
    loop {
        match lines.recv_timeout(interruption::PAUSE) {
            Ok(line) => {
                let _ = writeln!(output, "{line}");
                tally.add_line(&line);
                had_hiccup |= tally::is_hiccup(&line);
            }
            Err(RecvTimeoutError::Timeout) if interruption::happened() => return Err(Failure::Interrupted),
            // A grandchild may hold the pipe open after the child is done.
            Err(RecvTimeoutError::Timeout) if group.ended().is_some() => break,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    Ok(Run { tally, status: group.wait()?, had_hiccup })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn both_streams_are_read_and_the_exit_status_is_kept() {
        let mut command = Command::new("sh");
        command.args([
            "-c",
            "echo 'test result: ok. 2 passed; 0 failed; 0 ignored'; echo 'driver failed to bind port' >&2; exit 3",
        ]);
        let mut shown = Vec::new();
        let run = run(command, &mut shown).unwrap();
        assert_eq!(String::from_utf8(shown).unwrap().lines().count(), 2);
        assert_eq!((run.tally.passed, run.had_hiccup, run.status.code()), (2, true, Some(3)));
    }

    #[test]
    fn a_grandchild_that_stays_does_not_keep_us_and_is_ended() {
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 600 & echo 'test result: ok. 1 passed; 0 failed; 0 ignored'"]);
        let start = std::time::Instant::now();
        assert_eq!(run(command, &mut Vec::new()).unwrap().tally.passed, 1);
        assert!(start.elapsed().as_secs() < 60);
    }
}

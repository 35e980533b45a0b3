//! A PostgreSQL server for tests: in a folder of its own, reached through a socket in there, and gone with this value.
//!
//! Its programs come from the machine's own packages. It keeps nothing: what it is told need not survive.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::interruption;
use crate::package::{self, find_program};
use crate::place;
use crate::process;
use crate::service::Service;

/// The variable by which tests know a server. One that is set already is used as it is.
pub(crate) const SERVER: &str = "EXCHANGE_TEST_POSTGRES";
/// Who may do everything on the server.
const OWNER: &str = "tester";
/// Who runs the server where root must not.
const USERS: [&str; 2] = ["postgres", "nobody"];
/// Where Debian keeps its programs: in `bin` of a folder for each version.
const DEBIANS: &str = "/usr/lib/postgresql";

/// Makes sure that the programs are there, and says in which folder. There is none where they cannot be had, unless
/// `CI` is set: then nothing may be left out.
///
/// # Errors
/// [`Failure::NotInstalled`], [`Failure::Interrupted`].
pub(crate) fn ensure() -> Result<Option<PathBuf>, Failure> {
    if let Some(programs) = find() {
        return Ok(Some(programs));
    }
    package::install(&["postgresql"])?;
    match find() {
        None if env::var_os("CI").is_some() => Err(Failure::NotInstalled {
            tool: "PostgreSQL".to_owned(),
            remedy: "sudo apt-get install postgresql (or your system's package of it)".to_owned(),
        }),
        programs => Ok(programs),
    }
}

fn find() -> Option<PathBuf> {
    // What is on the search path may be a link to where all of them are.
    if let Some(program) = find_program("initdb").and_then(|program| program.canonicalize().ok()) {
        return program.parent().map(Path::to_path_buf);
    }
    let versions = fs::read_dir(DEBIANS).ok()?.filter_map(Result::ok);
    let version = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions.map(|entry| entry.path()).max_by_key(|path| version(path))?;
    Some(newest.join("bin")).filter(|programs| programs.join("initdb").is_file())
}

/// How long a server may take until it answers.
const START_LIMIT: Duration = Duration::from_secs(60);

/// A running server.
pub(crate) struct Server {
    // In this order: first it ends, then its folder goes.
    _service: Service,
    folder: Folder,
}

impl Server {
    /// Makes a server with the programs of that folder, starts it, and waits until it answers.
    ///
    /// # Errors
    /// [`Failure::File`], [`Failure::StepFailed`], [`Failure::NotStarted`], [`Failure::Died`],
    /// [`Failure::Interrupted`].
    pub(crate) fn start(programs: &Path) -> Result<Self, Failure> {
        Self::start_with(programs, "fsync=off")
    }

    /// The same, but what it was told is on its disk, as it is in service.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub(crate) fn start_durable(programs: &Path) -> Result<Self, Failure> {
        Self::start_with(programs, "fsync=on")
    }

    fn start_with(programs: &Path, durability: &str) -> Result<Self, Failure> {
        let folder = Folder::make()?;
        let data = folder.path.join("data");
        let mut making = folder.command(&programs.join("initdb"));
        making.arg("--pgdata").arg(&data).args(["--username", OWNER, "--auth", "trust"]);
        making.args(["--encoding", "UTF8", "--locale", "C", "--no-sync"]).stdout(Stdio::null());
        process::run("initdb", &mut making)?;

        place::make_folder(&place::serve())?;
        let mut serving = folder.command(&programs.join("postgres"));
        serving.arg("-D").arg(&data).arg("-k").arg(&folder.path);
        // Nobody but us reaches it, and nothing in it outlives us.
        for setting in ["listen_addresses=", durability, "max_connections=200"] {
            serving.args(["-c", setting]);
        }
        let mut service = Service::start_logged("the PostgreSQL server", "postgres.log", &mut serving)?;
        let mut asking = folder.command(&programs.join("pg_isready"));
        asking.arg("--quiet").arg("--host").arg(&folder.path).args(["--username", OWNER]);
        let asked = Instant::now();
        loop {
            match process::run("pg_isready", &mut asking) {
                Ok(()) => return Ok(Self { _service: service, folder }),
                // It is not ready yet.
                Err(Failure::StepFailed { .. }) if asked.elapsed() < START_LIMIT => {}
                Err(failure) => return Err(failure),
            }
            service.check()?;
            interruption::pause()?;
        }
    }

    /// Makes a database of that name.
    ///
    /// # Errors
    /// [`Failure::StepFailed`], [`Failure::NotStarted`], [`Failure::Interrupted`].
    pub(crate) fn make(&self, programs: &Path, name: &str) -> Result<(), Failure> {
        let mut making = self.folder.command(&programs.join("createdb"));
        making.arg("--host").arg(&self.folder.path).args(["--username", OWNER, name]);
        process::run("createdb", &mut making)
    }

    /// Its address, to which the name of a database is added.
    pub(crate) fn address(&self) -> String {
        format!("postgres://{OWNER}@{}", self.folder.path.display().to_string().replace('/', "%2F"))
    }
}

/// The folder of a server, which nobody else can look into.
struct Folder {
    path: PathBuf,
    /// Number of the user and of the group that the server runs as, where it must not run as we do.
    runs_as: Option<(u32, u32)>,
}

impl Folder {
    fn make() -> Result<Self, Failure> {
        let path = env::temp_dir().join(format!("wattpool-postgres-{}", std::process::id()));
        let failure = |error| Failure::File { path: path.clone(), error };
        fs::create_dir(&path).map_err(failure)?;
        let folder = Self { runs_as: other_user(), path: path.clone() };
        #[cfg(unix)]
        {
            use std::os::unix::fs::{PermissionsExt, chown};
            fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).map_err(failure)?;
            if let Some((user, group)) = folder.runs_as {
                chown(&path, Some(user), Some(group)).map_err(failure)?;
            }
        }
        Ok(folder)
    }

    /// A program that runs in here, as whoever may.
    fn command(&self, program: &(impl AsRef<OsStr> + ?Sized)) -> Command {
        let mut command = process::command(Path::new(program));
        command.current_dir(&self.path);
        #[cfg(unix)]
        if let Some((user, group)) = self.runs_as {
            std::os::unix::process::CommandExt::uid(&mut command, user);
            std::os::unix::process::CommandExt::gid(&mut command, group);
        }
        command
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(failure) = place::remove_folder(&self.path) {
            eprintln!("xtask: {failure}");
        }
    }
}

/// Who runs the server in place of root.
fn other_user() -> Option<(u32, u32)> {
    #[cfg(unix)]
    if package::is_root() {
        let user = USERS.iter().find_map(|name| nix::unistd::User::from_name(name).ok().flatten())?;
        return Some((user.uid.as_raw(), user.gid.as_raw()));
    }
    None
}

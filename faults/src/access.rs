//! What the system no longer allows: handles, writing, and the folder itself.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::client::Sender;
use crate::load::send_all;
use crate::outage::{Meanwhile, RECOVERY, proven, under_load};
use crate::serve::{Serve, Start};
use crate::strace::Strace;
use crate::trial::{NotHere, Trial, text, tool};
use crate::until::{last, seconds, until};
use crate::{events, proof};

/// The user and group of nobody.
const NOBODY: &str = "65534";
/// What runs a program as nobody.
const AS_NOBODY: [&str; 4] = [
    "setpriv",
    "--reuid=65534",
    "--regid=65534",
    "--clear-groups",
];

/// The process may open nothing more: a new connection gets the handle of an idle one.
pub fn no_handles(trial: &Trial) -> Result<String> {
    let serve = Serve::start(trial)?;
    // Held open while the handles are counted: without it, there would be none for any connection.
    let mut first = Sender::connect(serve.address)?;
    send(&mut first, 0)?;
    let process = serve.process().to_string();
    let open = std::fs::read_dir(format!("/proc/{process}/fd"))?.count();
    tool("prlimit", ["--pid", &process, &format!("--nofile={open}:")])?;
    drop(first);
    let busy_before = processor_time(&process)?;
    // More come than there are handles for, and say nothing.
    let silent: Vec<_> = (0..20)
        .map(|_| Sender::connect(serve.address))
        .collect::<std::io::Result<_>>()?;
    let took = served_all_the_same(trial, &serve)?;
    let idle = Duration::from_secs(2);
    last(idle);
    drop(silent);
    let busy = processor_time(&process)?.saturating_sub(busy_before);
    ensure!(
        busy < idle / 2,
        "without handles it span: {}",
        seconds(busy)
    );
    tool("prlimit", ["--pid", &process, "--nofile=1024:"])?;
    send_all(serve.address, &[51])?;
    serve.stop()?;
    proof::all_there(trial, &(0..=51).collect::<Vec<_>>())?;
    Ok(format!(
        "beside 20 silent ones a new connection was answered {} after it came; {} of \
         processor time in {}",
        seconds(took),
        seconds(busy),
        seconds(idle)
    ))
}

/// Sends events over a new connection; says how long the first took.
fn served_all_the_same(trial: &Trial, serve: &Serve) -> Result<Duration> {
    let asked = Instant::now();
    let mut sender = Sender::connect(serve.address)?;
    // Without a handle to spare, one that is idle may be sent away at any time.
    let mut send = |number: usize| {
        let request = events::request(&events::body(number));
        sender.send(&request).or_else(|_| {
            sender = Sender::connect(serve.address)?;
            sender.send(&request)
        })
    };
    ensure!(send(1)?.is_success(), "on a new connection");
    let took = asked.elapsed();
    ensure!(took < RECOVERY, "it took {}", seconds(took));
    for number in 2..50 {
        ensure!(send(number)?.is_success(), "after the first");
    }
    // A failing sync makes the writer want a new handle.
    let strace = Strace::inject(serve, &trial.folder, "fsync,fdatasync:error=EIO")?;
    let refused = send(50)?;
    ensure!(refused.status == 503, "{refused:?}");
    strace.detach()?;
    ensure!(send(50)?.is_success(), "without a new handle");
    Ok(took)
}

/// Sends an event, which has to be acknowledged.
fn send(sender: &mut Sender, number: usize) -> Result<()> {
    let answer = sender.send(&events::request(&events::body(number)))?;
    ensure!(
        answer.is_success(),
        "event {number} was answered {answer:?}"
    );
    Ok(())
}

/// Makes the writer open the ledger anew: an event meets a failing sync.
fn a_failing_sync(trial: &Trial, serve: &Serve, sender: &mut Sender, number: usize) -> Result<()> {
    let strace = Strace::inject(serve, &trial.folder, "fsync,fdatasync:error=EIO")?;
    let answer = sender.send(&events::request(&events::body(number)))?;
    ensure!(answer.status == 503, "{answer:?}");
    strace.detach().map(drop)
}

/// The processor time that a process has used.
fn processor_time(process: &str) -> Result<Duration> {
    const TICK: Duration = Duration::from_millis(10);
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    let (_, fields) = stat.rsplit_once(") ").context("no such format")?;
    let ticks = fields.split(' ').skip(11).take(2).map(str::parse::<u32>);
    Ok(TICK * ticks.sum::<Result<u32, _>>()?)
}

/// The file system becomes read-only: while the receiver runs, and before it starts.
pub fn read_only(trial: &Trial) -> Result<String> {
    trial.has_mounts()?;
    let ledger = trial.ledger();
    let folder = text(&ledger)?;
    std::fs::create_dir(&ledger)?;
    tool("mount", ["-t", "tmpfs", "tmpfs", folder])?;
    let serve = Serve::start(trial)?;
    let outage = under_load(
        trial,
        &serve,
        0,
        Meanwhile::Nothing,
        || Strace::inject(&serve, &trial.folder, "pwrite64:error=EROFS"),
        |strace| strace.detach().map(drop),
    )?;
    serve.stop()?;
    tool("mount", ["-o", "remount,bind,ro", folder])?;
    let said = Start::of(trial).refused()?;
    ensure!(
        said.contains(folder) && said.contains("Read-only file system"),
        "it does not say where and why: {said}"
    );
    tool("mount", ["-o", "remount,bind,rw", folder])?;
    let figures = proven(trial, Serve::start(trial)?, &outage)?;
    Ok(format!("{figures}; a start on it names path and reason"))
}

/// The folder is taken from the user whom the receiver runs as.
pub fn permission(trial: &Trial) -> Result<String> {
    if tool(AS_NOBODY[0], AS_NOBODY[1..].iter().copied().chain(["true"])).is_err() {
        return Err(NotHere("this user cannot run a program as another one").into());
    }
    let ledger = trial.ledger();
    std::fs::create_dir(&ledger)?;
    set_mode(&trial.folder, 0o711)?;
    set_mode(&ledger, 0o700)?;
    give_to(NOBODY, &ledger)?;
    // Where the program was built may be closed to others.
    let program = trial.folder.join("countertop-cli");
    std::fs::copy(&trial.program, &program)?;
    let start = || Start::of(trial).program(&program).below(AS_NOBODY);
    let again = lost_while_running(trial, start().start()?)?;
    give_to("0", &ledger)?;
    let said = start().refused()?;
    ensure!(
        said.contains(text(&ledger)?) && said.contains("Permission denied"),
        "it does not say where and why: {said}"
    );
    give_to(NOBODY, &ledger)?;
    start().start()?.stop()?;
    proof::all_there(trial, &[0, 1, 2, 3])?;
    Ok(format!(
        "503 where the ledger could not be opened again, as before {} after it; a start without \
         permission names path and reason",
        seconds(again)
    ))
}

/// The folder is taken and given back; tells how long after that an event was acknowledged.
fn lost_while_running(trial: &Trial, serve: Serve) -> Result<Duration> {
    let mut sender = Sender::connect(serve.address)?;
    for number in 0..3 {
        send(&mut sender, number)?;
    }
    give_to("0", &trial.ledger())?;
    a_failing_sync(trial, &serve, &mut sender, 3)?;
    give_to(NOBODY, &trial.ledger())?;
    let ((), again) = until("an answer after the fault", RECOVERY, || {
        Ok(send(&mut sender, 3).ok())
    })?;
    serve.stop()?;
    Ok(again)
}

fn set_mode(path: &Path, mode: u32) -> Result<()> {
    let permissions = std::fs::Permissions::from_mode(mode);
    Ok(std::fs::set_permissions(path, permissions)?)
}

fn give_to(user: &str, folder: &Path) -> Result<()> {
    tool("chown", ["-R", &format!("{user}:{user}"), text(folder)?]).map(drop)
}

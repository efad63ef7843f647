//! Runs faults, each in a process of its own, and says what came of them.

use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};

use crate::list::{FAULTS, Fault, Play};
use crate::trial::{Ground, NotHere, Pace, Trial, tool, tools_are_here};
use crate::until::{seconds, until};
use crate::words::Order;

/// The exit code of a fault that cannot be injected here.
const NOT_HERE: u8 = 3;
/// The exit code of a fault that waits for something to be built.
const ELSEWHERE: u8 = 4;

/// How often something came of a fault.
#[derive(Default)]
struct Tally {
    held: usize,
    failed: Vec<u32>,
    not_here: Vec<u32>,
    elsewhere: Vec<u32>,
}

/// Does what the command line says.
pub fn run(order: Order) -> Result<ExitCode> {
    match order {
        Order::One {
            program,
            pace,
            number,
            folder,
            ground,
        } => {
            let trial = Trial {
                program,
                folder,
                pace,
                ground,
            };
            one(number, &trial)
        }
        Order::All {
            program,
            pace,
            numbers,
        } => {
            let program = program
                .canonicalize()
                .with_context(|| format!("no program {}", program.display()))?;
            all(&program, pace, &numbers)
        }
    }
}

fn fault(number: u32) -> Result<&'static Fault> {
    FAULTS
        .iter()
        .find(|it| it.number == number)
        .with_context(|| format!("there is no fault {number}"))
}

/// Injects one fault here and prints its line.
fn one(number: u32, trial: &Trial) -> Result<ExitCode> {
    let fault = fault(number)?;
    if trial.ground == Ground::Own {
        // A network of its own begins without even its loopback.
        tool("ip", ["link", "set", "lo", "up"])?;
    }
    let began = Instant::now();
    let outcome = outcome(fault, trial);
    line(fault, &outcome, began.elapsed())?;
    Ok(ExitCode::from(outcome.code()))
}

/// What came of a fault, with what is to be said about it.
enum Outcome {
    Held(String),
    NotHere(String),
    Elsewhere(String),
    Failed(String),
}

impl Outcome {
    fn code(&self) -> u8 {
        match self {
            Self::Held(_) => 0,
            Self::NotHere(_) => NOT_HERE,
            Self::Elsewhere(_) => ELSEWHERE,
            Self::Failed(_) => 1,
        }
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Held(figures) => write!(f, "held: {figures}"),
            Self::NotHere(why) => write!(f, "not possible here: {why}"),
            Self::Elsewhere(what) => write!(f, "not here, but by {what}"),
            Self::Failed(why) => write!(f, "FAILED: {why}"),
        }
    }
}

fn outcome(fault: &Fault, trial: &Trial) -> Outcome {
    let played = match &fault.play {
        Play::Due(play) => play(trial),
        Play::Elsewhere(what) => return Outcome::Elsewhere((*what).to_owned()),
    };
    match played {
        Ok(figures) => Outcome::Held(figures),
        Err(error) if error.is::<NotHere>() => Outcome::NotHere(error.to_string()),
        Err(error) => Outcome::Failed(format!("{error:#}")),
    }
}

fn line(fault: &Fault, outcome: &Outcome, took: Duration) -> Result<()> {
    let Fault { number, name, .. } = fault;
    let outcome = outcome.to_string().trim_end().replace('\n', " | ");
    let took = seconds(took);
    Ok(writeln!(
        std::io::stdout().lock(),
        "{number:>3}  {name:<34} {outcome} ({took})"
    )?)
}

fn all(program: &Path, pace: Pace, numbers: &[u32]) -> Result<ExitCode> {
    let chosen: Vec<&Fault> = match numbers {
        [] => FAULTS.iter().collect(),
        some => some.iter().map(|it| fault(*it)).collect::<Result<_>>()?,
    };
    tools_are_here()?;
    let wrapping = wrapping();
    let began = Instant::now();
    let mut tally = Tally::default();
    for fault in chosen {
        let Tally {
            held,
            failed,
            not_here,
            elsewhere,
        } = &mut tally;
        match apart(program, pace, fault, &wrapping)? {
            0 => *held += 1,
            NOT_HERE => not_here.push(fault.number),
            ELSEWHERE => elsewhere.push(fault.number),
            _ => failed.push(fault.number),
        }
    }
    writeln!(
        std::io::stdout().lock(),
        "Faults: {} held, {} failed{}, {} not possible here{}, {} played elsewhere{}; {}",
        tally.held,
        tally.failed.len(),
        named(&tally.failed),
        tally.not_here.len(),
        named(&tally.not_here),
        tally.elsewhere.len(),
        named(&tally.elsewhere),
        seconds(began.elapsed())
    )?;
    Ok(match tally.failed.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

fn named(numbers: &[u32]) -> String {
    match numbers {
        [] => String::new(),
        some => {
            let words: Vec<String> = some.iter().map(u32::to_string).collect();
            format!(" ({})", words.join(", "))
        }
    }
}

/// What gives a process mounts, a network and processes of its own.
struct Wrapping {
    words: Vec<&'static str>,
    ground: Ground,
}

/// Tries what the system allows: as root, as root of a user namespace, or not at all.
fn wrapping() -> Wrapping {
    // It ends with us, however we end.
    const WITH_US: &[&str] = &["setpriv", "--pdeathsig", "KILL"];
    const NAMESPACES: &[&str] = &[
        "--mount",
        "--net",
        "--pid",
        "--fork",
        "--kill-child",
        "--mount-proc",
    ];
    for unshare in [&["unshare"][..], &["unshare", "--map-root-user"]] {
        let words = [WITH_US, unshare, NAMESPACES].concat();
        let try_it = words[1..].iter().copied();
        if tool(words[0], try_it.chain(["ip", "link", "set", "lo", "up"])).is_ok() {
            return Wrapping {
                words,
                ground: Ground::Own,
            };
        }
    }
    Wrapping {
        words: WITH_US.to_vec(),
        ground: Ground::Shared,
    }
}

/// Injects a fault in a process and a folder of its own; gives back that process's exit code.
fn apart(program: &Path, pace: Pace, fault: &Fault, wrapping: &Wrapping) -> Result<u8> {
    let folder = tempfile::Builder::new()
        .prefix("countertop-fault-")
        .tempdir()?;
    let ours = std::env::current_exe()?.into_os_string();
    let words = wrapping.words.iter().map(std::ffi::OsString::from);
    let mut words = words.chain([ours]);
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).arg("--program").arg(program);
    command.args(["--one", &fault.number.to_string()]);
    command.arg("--in").arg(folder.path());
    if pace == Pace::Long {
        command.arg("--long");
    }
    if wrapping.ground == Ground::Shared {
        command.arg("--shared");
    }
    // In a group of its own, so that all of it can be ended.
    let mut child = command.stdin(Stdio::null()).process_group(0).spawn()?;
    let limit = match pace {
        Pace::Short => Duration::from_secs(4 * 60),
        Pace::Long => Duration::from_secs(2 * 60 * 60),
    };
    let ended = until("its end", limit, || Ok(child.try_wait()?));
    let Ok((status, took)) = ended else {
        kill_process_group(Pid::from_child(&child), Signal::KILL)?;
        child.wait()?;
        let stuck = Outcome::Failed("it does not end".to_owned());
        line(fault, &stuck, limit)?;
        return Ok(1);
    };
    match status.code().and_then(|code| u8::try_from(code).ok()) {
        Some(code @ (0 | 1 | NOT_HERE | ELSEWHERE)) => Ok(code),
        Some(101) => {
            line(fault, &Outcome::Failed("it panicked".to_owned()), took)?;
            Ok(1)
        }
        _ => bail!("the process of fault {} ended with {status}", fault.number),
    }
}

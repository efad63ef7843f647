//! `countertop-cli serve` as a child process.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::commands::undisturbed;
use crate::events;
use crate::trial::Trial;
use crate::until::{PATIENCE, until};

/// How the receiver is started.
pub struct Start {
    program: PathBuf,
    ledger: PathBuf,
    below: Vec<OsString>,
    env: Vec<(String, String)>,
}

impl Start {
    /// On the trial's ledger.
    pub fn of(trial: &Trial) -> Self {
        Self {
            program: trial.program.clone(),
            ledger: trial.ledger(),
            below: Vec::new(),
            env: Vec::new(),
        }
    }

    /// On another ledger.
    pub fn ledger(mut self, ledger: &Path) -> Self {
        ledger.clone_into(&mut self.ledger);
        self
    }

    /// Another copy of the program.
    pub fn program(mut self, program: &Path) -> Self {
        program.clone_into(&mut self.program);
        self
    }

    /// Started by another program, which is given the receiver's command line after these words.
    pub fn below<W: Into<OsString>>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.below = words.into_iter().map(Into::into).collect();
        self
    }

    /// With a variable in its environment.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The command, not started yet.
    pub fn command(&self) -> Command {
        let words = self.below.iter().cloned();
        let mut words = words.chain([self.program.clone().into_os_string()]);
        let mut command = undisturbed(words.next().unwrap_or_default());
        command
            .args(words)
            .arg("--data-dir")
            .arg(&self.ledger)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .env("COUNTERTOP_WEBHOOK_SECRET", events::secret_text())
            .envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }

    fn spawn(&self) -> Result<Child> {
        self.command()
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("the receiver cannot be started")
    }

    /// Starts it and waits until it receives.
    pub fn start(self) -> Result<Serve> {
        let began = Instant::now();
        let mut child = self.spawn()?;
        let stderr = child.stderr.take().context("no stderr")?;
        let log = Log::follow(stderr);
        let stdout = child.stdout.take().context("no stdout")?;
        let mut serve = Serve {
            child,
            process: None,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            ready_after: Duration::ZERO,
            log,
        };
        let line = first_line(stdout)
            .recv_timeout(PATIENCE)
            .ok()
            .filter(|line| !line.is_empty());
        let Some(line) = line else {
            serve.end(Signal::KILL)?;
            bail!("the receiver does not start: {}", serve.log.last_words()?);
        };
        let ready: Value = serde_json::from_str(&line).context("its first line is no JSON")?;
        let url = ready["listening"].as_str().unwrap_or_default();
        let host = url
            .trim_start_matches("http://")
            .trim_end_matches("/webhook");
        serve.address = host
            .parse()
            .with_context(|| format!("it listens on '{url}'"))?;
        serve.ready_after = began.elapsed();
        // The lock names the receiver itself, whatever program started it.
        let holder = std::fs::read_to_string(self.ledger.join("receiver.lock"))?;
        serve.process = holder.trim().parse().ok().and_then(Pid::from_raw);
        ensure!(serve.process.is_some(), "the lock names no process");
        Ok(serve)
    }

    /// Starts what must not start: gives back the line that it leaves with.
    pub fn refused(self) -> Result<String> {
        let mut child = self.spawn()?;
        let log = Log::follow(child.stderr.take().context("no stderr")?);
        let ready = first_line(child.stdout.take().context("no stdout")?);
        let ended = until("the receiver's leaving", PATIENCE, || {
            ensure!(
                ready.try_recv().unwrap_or_default().is_empty(),
                "the receiver starts, and should be refused"
            );
            Ok(child.try_wait()?)
        });
        if ended.is_err() {
            child.kill()?;
            child.wait()?;
        }
        let (status, _) = ended?;
        let said = log.last_words()?;
        let said = said.trim_end();
        ensure!(
            status.code() == Some(1) && said.lines().count() == 1 && said.starts_with("error: "),
            "the receiver should be refused in one line with exit code 1, but: {status}, {said:?}"
        );
        Ok(said.to_owned())
    }
}

/// A running receiver. Dropping it kills it.
pub struct Serve {
    child: Child,
    process: Option<Pid>,
    /// Where it listens.
    pub address: SocketAddr,
    /// How long it took until it received.
    pub ready_after: Duration,
    /// What it says.
    pub log: Log,
}

impl Serve {
    /// Starts a receiver on the trial's ledger.
    pub fn start(trial: &Trial) -> Result<Self> {
        Start::of(trial).start()
    }

    /// Its process.
    pub fn process(&self) -> i32 {
        self.process.map_or(0, |it| it.as_raw_nonzero().get())
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) -> Result<()> {
        let process = self.process.context("it is not running")?;
        Ok(kill_process(process, signal)?)
    }

    /// Ends it at once, as a crash does.
    pub fn kill(mut self) -> Result<()> {
        self.end(Signal::KILL)
    }

    /// Asks it to end, and waits until it has; it must end well.
    pub fn stop(mut self) -> Result<()> {
        self.end(Signal::TERM)?;
        let status = self.child.wait()?;
        ensure!(
            status.success(),
            "it ended with {status}: {}",
            self.log.text()
        );
        Ok(())
    }

    /// Whether it still runs.
    pub fn is_running(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_none())
    }

    fn end(&mut self, signal: Signal) -> Result<()> {
        if self.child.try_wait()?.is_none() {
            match self.process {
                Some(process) => kill_process(process, signal)?,
                None => self.child.kill()?,
            }
            let child = &mut self.child;
            until("the receiver's end", PATIENCE, || Ok(child.try_wait()?))?;
        }
        Ok(())
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.end(Signal::KILL);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a program says on stderr, as it comes.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<String>>);

impl Log {
    pub(crate) fn follow(pipe: impl std::io::Read + Send + 'static) -> Self {
        let log = Self::default();
        let lines = log.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(pipe).lines() {
                let Ok(line) = line else { return };
                let mut text = lines.0.lock().unwrap_or_else(PoisonError::into_inner);
                text.push_str(&line);
                text.push('\n');
            }
        });
        log
    }

    /// What it said before it ended: the pipe is read to its end soon after that.
    fn last_words(&self) -> Result<String> {
        let (said, _) = until("a word why", PATIENCE, || {
            let text = self.text();
            Ok((!text.is_empty()).then_some(text))
        })?;
        Ok(said)
    }

    /// All that it said so far.
    pub fn text(&self) -> String {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// The first line of a pipe; what follows is read and dropped.
fn first_line(pipe: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut pipe = BufReader::new(pipe);
        let mut line = String::new();
        // An empty line says that it ended before it wrote one.
        let _ = pipe.read_line(&mut line);
        let _ = sender.send(line);
        let _ = std::io::copy(&mut pipe, &mut std::io::sink());
    });
    receiver
}

//! A program that runs: what it says, and its end.

use std::process::ExitStatus;
use std::time::Duration;

use tokio::process::{ChildStdin, Command};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

use crate::{group, lines};

/// How long the last words of a program that ended may take. Others that it started may hold its output
/// open for ever.
const LAST_WORDS: Duration = Duration::from_millis(500);
/// How many lines wait at most; a program that says more has to wait, too.
const WAITING_LINES: usize = 256;

/// A running program.
pub(crate) struct Child {
    child: tokio::process::Child,
    group: Option<u32>,
    /// Open for as long as it may run: the guard looks at that. Waiting for a child would close what it
    /// still had of it.
    _stdin: Option<ChildStdin>,
    lines: mpsc::Receiver<String>,
    /// How it ended, once it did, and until when last words may come.
    ended: Option<(ExitStatus, Instant)>,
}

/// What comes from a program.
pub(crate) enum Word {
    /// A line.
    Line(String),
    /// Nothing more: it has ended, and this is how.
    End(String),
}

impl Child {
    pub(crate) fn start(mut command: Command) -> std::io::Result<Self> {
        let mut child = command.spawn()?;
        let (send, lines) = mpsc::channel(WAITING_LINES);
        if let Some(out) = child.stdout.take() {
            tokio::spawn(lines::read(out, send.clone()));
        }
        if let Some(errors) = child.stderr.take() {
            tokio::spawn(lines::read(errors, send));
        }
        Ok(Self {
            group: child.id(),
            _stdin: child.stdin.take(),
            child,
            lines,
            ended: None,
        })
    }

    /// The next word. What was said comes before the end, unless others go on talking.
    pub(crate) async fn next(&mut self) -> Word {
        let (status, until) = match self.ended {
            Some(ended) => ended,
            None => tokio::select! {
                biased;
                Some(line) = self.lines.recv() => return Word::Line(line),
                status = self.child.wait() => match status {
                    Ok(status) => *self.ended.insert((status, Instant::now() + LAST_WORDS)),
                    Err(error) => return Word::End(format!("cannot be watched: {error}.")),
                },
            },
        };
        match timeout_at(until, self.lines.recv()).await {
            Ok(Some(line)) if Instant::now() < until => Word::Line(line),
            Ok(_) | Err(_) => Word::End(group::ending(status)),
        }
    }

    /// Ends the program with all that it started.
    pub(crate) async fn end(mut self) {
        // Whoever waits for a place for its words has to be let go.
        self.lines.close();
        group::end(&mut self.child, self.group).await;
    }
}

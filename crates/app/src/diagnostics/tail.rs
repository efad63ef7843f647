//! The newest lines of the log, kept in memory for a bundle.
//!
//! The words of a line are the program's own. What was put into it is kept only where it is a number, a
//! truth value, or under a name that never holds anything of a customer's.

use std::collections::VecDeque;
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex, PoisonError};

use countertop_domain::UnixSeconds;
use countertop_receiver::Clock;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

/// How many lines are kept.
const KEPT: usize = 500;
/// Longest line, in bytes.
const LONGEST: usize = 1000;
/// The names of texts that are told: they hold words of ours or of the system's.
const TOLD: &[&str] = &["error", "reason", "path", "code", "mode", "finding", "kept"];

/// Keeps the newest lines of the log. Clones share them.
#[derive(Clone)]
pub struct Tail {
    lines: Arc<Mutex<VecDeque<String>>>,
    clock: Arc<dyn Clock>,
}

impl Tail {
    /// An empty one. It hears what it is put into a subscriber for.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            lines: Arc::default(),
            clock,
        }
    }

    /// The lines, oldest first.
    pub fn lines(&self) -> Vec<String> {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().cloned().collect()
    }

    fn push(&self, mut line: String) {
        if line.len() > LONGEST {
            let end = (0..=LONGEST).rev().find(|at| line.is_char_boundary(*at));
            line.truncate(end.unwrap_or(0));
        }
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() == KEPT {
            lines.pop_front();
        }
        lines.push_back(line.replace(['\n', '\r'], " "));
    }
}

impl<S: Subscriber> Layer<S> for Tail {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut line = Line::default();
        event.record(&mut line);
        let UnixSeconds(now) = self.clock.now();
        let (level, target) = (event.metadata().level(), event.metadata().target());
        self.push(format!(
            "{now} {level} {target}: {}{}",
            line.message, line.fields
        ));
    }
}

/// One line in the making.
#[derive(Default)]
struct Line {
    message: String,
    fields: String,
}

impl Line {
    fn field(&mut self, field: &Field, value: impl std::fmt::Display) {
        // Writing to a text cannot fail.
        let _ = write!(self.fields, " {}={value}", field.name());
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        match field.name() {
            "message" => self.message = format!("{value:?}"),
            name if TOLD.contains(&name) => self.field(field, format_args!("{value:?}")),
            _ => self.field(field, "[not shown]"),
        }
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.field(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.field(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.field(field, value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.field(field, value);
    }
}

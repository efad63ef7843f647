//! What every way in which Stripe reaches the receiver has to say and to do.

use crate::launch::Launch;
use crate::ways::ngrok_agent::Agent;
use crate::{Door, Kind, Reach};

/// A way in which Stripe reaches the receiver, with what it needs to know: a key, a host, a name.
pub trait Way: Send + Sync + 'static {
    /// Which one it is. The kind says what is known of it before it is chosen.
    fn kind(&self) -> Kind;

    /// What is to be done so that Stripe reaches this door.
    #[doc(hidden)]
    fn task(&self, door: &Door) -> Task;
}

/// A way that a live key may go with. The Stripe CLI and quick tunnels are none, so that nothing that
/// takes one of these can be given them.
pub trait ForLive: Way {}

/// What is to be done.
#[derive(Debug)]
pub enum Task {
    /// Nothing: nobody reaches the door.
    Nothing,
    /// Nothing either, since somebody else sees to it.
    Trust(Reach),
    /// A program is to run.
    Run(Launch),
    /// An agent may be running that leads to the door already; where none does, one is to run.
    Join(Agent, Launch),
}

/// What a line that a program said comes to.
#[derive(Debug)]
pub enum Sign {
    /// Stripe reaches the door.
    Up(Reach),
    /// It does no more, and the program tries again by itself.
    Lost,
}

/// Makes sense of what a program says, from its start to its end.
pub trait Signs: Send + std::fmt::Debug {
    /// Reads a line of its output.
    fn read(&mut self, line: &str) -> Option<Sign>;

    /// Whether a line is kept for people to read.
    fn is_for_people(&self, _line: &str) -> bool {
        true
    }

    /// Why it cannot succeed, where it said so; a sentence of ours, with what to do.
    fn verdict(&self) -> Option<String>;
}

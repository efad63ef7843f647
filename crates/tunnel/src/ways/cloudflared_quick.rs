//! A quick tunnel of cloudflared: no account, a new name at each start, for trying things out.

use std::time::Duration;

use crate::launch::Launch;
use crate::way::Task;
use crate::ways::cloudflared::{ARGUMENTS, Log};
use crate::{Door, Kind, Way};

/// How long it may take to get a name and a connection.
const PATIENCE: Duration = Duration::from_secs(60);

/// A file that is there and empty: the rules of a configuration of the merchant's own would lead elsewhere.
const NO_CONFIGURATION: &str = if cfg!(windows) { "NUL" } else { "/dev/null" };

/// `cloudflared tunnel --url …`.
#[derive(Clone, Copy, Debug, Default)]
pub struct CloudflaredQuick;

impl Way for CloudflaredQuick {
    fn kind(&self) -> Kind {
        Kind::CloudflaredQuick
    }

    fn task(&self, door: &Door) -> Task {
        let Some(program) = self.kind().program() else {
            return Task::Nothing;
        };
        let launch = Launch::new(program, PATIENCE, Log::telling(door))
            .args(ARGUMENTS)
            .args(["--config", NO_CONFIGURATION, "--url", &door.origin()]);
        Task::Run(launch)
    }
}

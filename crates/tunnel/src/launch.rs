//! A program as it is to be started: its arguments never hold a secret, its environment may.

use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use crate::Program;
use crate::way::Signs;

/// What a program gets of our own environment. Nothing else: ours may hold keys that are not its.
const PASSED_ON: &[&str] = &[
    // Where things are.
    "PATH",
    "HOME",
    "TMPDIR",
    "TEMP",
    "TMP",
    "XDG_CONFIG_HOME",
    "XDG_RUNTIME_DIR",
    // Who we are, and in which language.
    "USER",
    "LOGNAME",
    "LANG",
    "LC_ALL",
    "TZ",
    // How to the network, and whom to trust there.
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    // The keys that an agent keeps for ssh.
    "SSH_AUTH_SOCK",
    // What Windows' programs do not start without.
    "SystemRoot",
    "SystemDrive",
    "ComSpec",
    "PATHEXT",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "ProgramData",
    "ProgramFiles",
];

/// A program to be started.
#[derive(Debug)]
pub struct Launch {
    pub(crate) program: Program,
    args: Vec<OsString>,
    secrets: Vec<(&'static str, SecretString)>,
    settings: Vec<(&'static str, OsString)>,
    /// How long it may take until Stripe reaches the door.
    pub(crate) patience: Duration,
    pub(crate) signs: Box<dyn Signs>,
}

impl Launch {
    pub(crate) fn new(program: Program, patience: Duration, signs: impl Signs + 'static) -> Self {
        Self {
            program,
            args: Vec::new(),
            secrets: Vec::new(),
            settings: Vec::new(),
            patience,
            signs: Box::new(signs),
        }
    }

    pub(crate) fn args<A: Into<OsString>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Gives it a secret, by its environment alone.
    pub(crate) fn secret(mut self, name: &'static str, secret: &SecretString) -> Self {
        self.secrets.push((name, secret.clone()));
        self
    }

    /// Sets a variable that may be seen.
    pub(crate) fn setting(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.settings.push((name, value.into()));
        self
    }

    pub(crate) fn known_secrets(&self) -> impl Iterator<Item = &SecretString> {
        self.secrets.iter().map(|(_, secret)| secret)
    }

    /// The command for the program at this path.
    pub(crate) fn command(&self, path: &Path) -> tokio::process::Command {
        let mut command = crate::group::command(path, &self.args);
        set_environment(&mut command);
        command.envs(self.settings.iter().map(|(name, value)| (name, value)));
        for (name, secret) in &self.secrets {
            command.env(name, secret.expose_secret());
        }
        command
    }
}

/// Leaves a command as much of our environment as a program needs.
fn set_environment(command: &mut tokio::process::Command) {
    command.env_clear();
    for name in PASSED_ON {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
}

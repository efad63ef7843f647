//! A desktop session without a display, and processes in it that use the keychain.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use countertop_vault::{Keychain, KeychainState, Place, Vault};
use secrecy::ExposeSecret;

use crate::{KEY, PASSPHRASE, api_key, kept, light, places, randomness, secret};

/// The name of the entries in a test's keychain.
const SERVICE: &str = "countertop-test";
/// What the process is to do, one word after the other.
const STEPS: &str = "VAULT_STEPS";
/// Where the encrypted file is to be.
const FILE: &str = "VAULT_FILE";
/// How long a prompt is waited for where nobody is.
const PROMPT: Duration = Duration::from_secs(3);
/// How long anything else may take.
const LONG: Duration = Duration::from_secs(30);

/// A person's folders, empty at first.
pub struct Home(tempfile::TempDir);

impl Home {
    pub fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let runtime = home.path().join("run");
        std::fs::create_dir(&runtime).unwrap();
        let owner = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        std::fs::set_permissions(&runtime, owner).unwrap();
        Self(home)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn file(&self) -> PathBuf {
        self.path().join("secrets")
    }

    /// A program that knows of these folders and of nothing else.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", path())
            .env("HOME", self.path())
            .env("XDG_DATA_HOME", self.path().join("data"))
            .env("XDG_CONFIG_HOME", self.path().join("config"))
            .env("XDG_RUNTIME_DIR", self.path().join("run"))
            .env("TMPDIR", self.path().join("run"))
            .env(FILE, self.file());
        command
    }

    /// A process of this test that takes steps, and reads the key from its standard input.
    pub fn process(&self, steps: &str) -> Child {
        let mut command = self.command(std::env::current_exe().unwrap());
        command.args(["--exact", "session::process", "--ignored", "--nocapture"]);
        piped(command.env(STEPS, steps))
    }

    /// Runs a script on a bus of its own; `take STEPS` in it is a process that takes steps.
    pub fn script(&self, options: &[&str], script: &str) -> String {
        for program in ["dbus-run-session", "gnome-keyring-daemon"] {
            assert!(
                std::env::split_paths(&path()).any(|folder| folder.join(program).is_file()),
                "{program} is not on the PATH: run `cargo xtask setup tests`"
            );
        }
        let take = "take() { VAULT_STEPS=\"$*\" \"$EXE\" --exact session::process --ignored \
                    --nocapture <<<\"$KEY\" | grep --line-buffered '^> '; }";
        let script = format!("{take}\n{script}");
        let mut command = self.command("timeout");
        command
            .args(["60", "dbus-run-session"])
            .args(options)
            .args(["--", "bash", "-eu", "-o", "pipefail", "-c", &script])
            .env("EXE", std::env::current_exe().unwrap())
            .env("KEY", KEY);
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complaints = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}\n{complaints}");
        said
    }
}

fn path() -> std::ffi::OsString {
    std::env::var_os("PATH").unwrap()
}

fn piped(command: &mut Command) -> Child {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let key = format!("{KEY}\n");
    child
        .stdin
        .as_mut()
        .unwrap()
        .write_all(key.as_bytes())
        .unwrap();
    child
}

/// The process: it says what comes of each step on a line of its own.
#[tokio::test]
#[ignore = "a process of other tests"]
async fn process() {
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(std::io::stderr)
        .init();
    let mut key = String::new();
    std::io::stdin().read_line(&mut key).unwrap();
    let key = secret(key.trim());
    let keychain = Keychain::new(SERVICE);
    let mut vault = Vault::keychain(&keychain, LONG);
    for step in std::env::var(STEPS).unwrap().split_whitespace() {
        let said = match step {
            "check" | "impatient" => {
                let patience = if step == "check" { PROMPT } else { PROMPT / 6 };
                let state = keychain.check(patience, &randomness()).await;
                if !state.places().contains(&Place::Keychain) {
                    vault = Vault::memory();
                }
                told(&state)
            }
            "file" => {
                let file = std::env::var_os(FILE).unwrap();
                let made = Vault::new_file(Path::new(&file), secret(PASSPHRASE), light());
                vault = made.await.unwrap();
                vault.place().as_str().to_owned()
            }
            "put" => format!("{:?}", vault.put(&api_key(), &key).await),
            "get" => match vault.get(&api_key()).await {
                Ok(Some(found)) if found.expose_secret() == key.expose_secret() => "the key".into(),
                Ok(Some(_)) => "another key".into(),
                Ok(None) => "nothing".into(),
                Err(error) => error.to_string(),
            },
            "remove" => format!("{:?}", vault.remove(&api_key()).await),
            "contract" => {
                places::check(&vault).await;
                places::check_texts(&vault).await;
                format!("{:?}", kept(&vault, &api_key()).await)
            }
            "wait" => {
                println!("> waiting");
                let ended = tokio::task::spawn_blocking(|| {
                    std::io::stdin().read_line(&mut String::new()).unwrap()
                });
                ended.await.unwrap().to_string()
            }
            unknown => panic!("{unknown} is no step"),
        };
        println!("> {step}: {said}");
    }
}

fn told(state: &KeychainState) -> String {
    match state {
        KeychainState::Works => "works".to_owned(),
        KeychainState::Locked => "locked".to_owned(),
        KeychainState::Unanswered => "unanswered".to_owned(),
        KeychainState::Absent { reason } => format!("absent, {reason}"),
    }
}

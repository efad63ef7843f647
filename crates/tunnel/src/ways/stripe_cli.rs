//! The Stripe CLI: `stripe listen` holds a connection to Stripe and posts each event to the door.
//!
//! It signs with a secret of its own, misses what happens while it is off, and never tries a failed
//! delivery again: catching up closes both. It is for test keys only.

use std::path::PathBuf;
use std::time::Duration;

use countertop_domain::UnixSeconds;
use countertop_stripe_wire::secret;
use secrecy::{ExposeSecret, SecretString};

use crate::launch::Launch;
use crate::way::{Sign, Signs, Task};
use crate::ways::stripe_login;
use crate::{Door, Kind, Reach, Way};

/// How long it may take to open a session.
const PATIENCE: Duration = Duration::from_secs(45);
/// Fewest characters of a key that the CLI takes.
const SHORTEST_KEY: usize = 12;

/// A key of test mode, secret or restricted: the only kind that the CLI is given.
#[derive(Clone, Debug)]
pub struct TestKey(SecretString);

/// Why a text cannot be one. Never says what the text was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TestKeyError {
    /// A live key must not come near it.
    #[error("this is a live key, and the Stripe CLI is for trying things out: use another way")]
    Live,
    /// Something else.
    #[error("this is no key of test mode: it must begin with sk_test_ or rk_test_")]
    Other,
}

impl TestKey {
    /// Checks a key.
    ///
    /// # Errors
    /// When it is not one of test mode.
    pub fn parse(key: &SecretString) -> Result<Self, TestKeyError> {
        let text = key.expose_secret().trim();
        if text.starts_with("sk_live_") || text.starts_with("rk_live_") {
            return Err(TestKeyError::Live);
        }
        let is_test = text.starts_with("sk_test_") || text.starts_with("rk_test_");
        if !is_test || text.len() < SHORTEST_KEY || text.contains(char::is_whitespace) {
            return Err(TestKeyError::Other);
        }
        Ok(Self(SecretString::from(text.to_owned())))
    }
}

/// `stripe listen`.
#[derive(Clone, Debug)]
pub struct StripeCli {
    /// The key that it listens with.
    pub key: TestKey,
    /// A folder of its own for what it keeps: the merchant's own logins must neither be used nor changed.
    pub home: PathBuf,
    /// Where the practice store is, `http://127.0.0.1:PORT`; none is Stripe itself.
    pub practice_store: Option<String>,
}

impl Way for StripeCli {
    fn kind(&self) -> Kind {
        Kind::StripeCli
    }

    fn task(&self, door: &Door) -> Task {
        let Some(program) = self.kind().program() else {
            return Task::Nothing;
        };
        let forward_to = door.url();
        let mut launch = Launch::new(program, PATIENCE, Listening::with(&self.key))
            .args([
                "listen",
                "--all-snapshot",
                "--skip-update",
                "--color",
                "off",
            ])
            .args(["--forward-to", &forward_to])
            .secret("STRIPE_API_KEY", &self.key.0)
            .setting("STRIPE_CLI_TELEMETRY_OPTOUT", "true")
            .setting("HOME", self.home.clone())
            .setting("USERPROFILE", self.home.clone())
            .setting("XDG_CONFIG_HOME", self.home.join("config"));
        if let Some(base) = &self.practice_store {
            launch = launch.args(["--no-wss", "--api-base", base]);
        }
        Task::Run(launch)
    }
}

/// What `stripe listen` says.
#[derive(Debug, Default)]
struct Listening {
    key_expires: Option<UnixSeconds>,
    verdict: Option<&'static str>,
}

const EXPIRED: &str = "The key has expired, as the Stripe CLI's own keys do after 90 days. Make a new \
    restricted key in Stripe's Dashboard, or run `stripe login` again.";
const NOT_ACCEPTED: &str = "Stripe does not accept the key. Check that it is whole and was not deleted \
    or rolled in Stripe's Dashboard.";
const NOT_ALLOWED: &str = "The key may not listen to events. Give the restricted key the permission to \
    write to the Stripe CLI's sessions, or use a secret key of test mode.";

impl Listening {
    fn with(key: &TestKey) -> Self {
        Self {
            key_expires: stripe_login::expiry(&key.0),
            verdict: None,
        }
    }
}

impl Signs for Listening {
    fn read(&mut self, line: &str) -> Option<Sign> {
        if line.contains("Session expired, reconnecting") {
            return Some(Sign::Lost);
        }
        if line.contains("has expired") || line.contains("xpired API Key") {
            self.verdict = Some(EXPIRED);
        } else if line.contains("status=401") {
            self.verdict.get_or_insert(NOT_ACCEPTED);
        } else if line.contains("status=403") {
            self.verdict.get_or_insert(NOT_ALLOWED);
        }
        let reach = ready(line)?;
        Some(Sign::Up(Reach {
            key_expires: self.key_expires,
            ..reach
        }))
    }

    fn verdict(&self) -> Option<String> {
        self.verdict.map(str::to_owned)
    }
}

/// `Ready! You are using Stripe API Version [V]. Your webhook signing secret is whsec_… (^C to quit)`
fn ready(line: &str) -> Option<Reach> {
    let (_, rest) = line.split_once("Ready!")?;
    let (_, secret) = rest.split_once("signing secret is ")?;
    let secret = secret::parse(secret.split_whitespace().next()?).ok()?;
    let version = rest
        .split_once('[')
        .and_then(|(_, rest)| rest.split_once(']'));
    Some(Reach {
        secret: Some(secret),
        api_version: version.map(|(version, _)| version.to_owned()),
        ..Reach::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_keys_of_test_mode_are_taken() {
        for (key, expected) in [
            ("sk_test_abcdefgh", None),
            (" rk_test_abcdefgh\n", None),
            ("sk_live_abcdefgh", Some(TestKeyError::Live)),
            ("rk_live_abcdefgh", Some(TestKeyError::Live)),
            ("pk_test_abcdefgh", Some(TestKeyError::Other)),
            ("sk_test_a b c d e", Some(TestKeyError::Other)),
            ("sk_test_abc", Some(TestKeyError::Other)),
            ("", Some(TestKeyError::Other)),
        ] {
            let parsed = TestKey::parse(&SecretString::from(key));
            assert_eq!(parsed.err(), expected, "{key}");
        }
    }

    #[test]
    fn readiness_tells_the_secret_and_the_version() {
        let line = "Ready! You are using Stripe API Version [2026-09-30.endive]. Your webhook signing \
                    secret is whsec_abc123 (^C to quit)";
        let Some(Sign::Up(reach)) = Listening::default().read(line) else {
            panic!("not up");
        };
        assert_eq!(reach.secret.unwrap().expose_secret(), "whsec_abc123");
        assert_eq!(reach.api_version.as_deref(), Some("2026-09-30.endive"));
        for line in [
            "Getting ready...",
            "Ready! Your webhook signing secret is",
            "Ready! Your webhook signing secret is abc",
            "2026-11-28 17:58:26   --> charge.succeeded [evt_1]",
        ] {
            assert!(Listening::default().read(line).is_none(), "{line}");
        }
    }

    #[test]
    fn a_refusal_is_turned_into_a_sentence() {
        for (lines, expected) in [
            (
                &[
                    "level=fatal msg=\"Error while authenticating with Stripe: Authorization failed, status=401, body={",
                ][..],
                Some(NOT_ACCEPTED),
            ),
            (
                &[
                    "Authorization failed, status=401, body={",
                    "\"message\": \"Expired API Key provided: rk_test_***\"",
                ],
                Some(EXPIRED),
            ),
            (
                &["The API key for the default profile has expired. Run `stripe login`"],
                Some(EXPIRED),
            ),
            (
                &["Authorization failed, status=403, body={"],
                Some(NOT_ALLOWED),
            ),
            (&["dial tcp 127.0.0.1:9: connect: connection refused"], None),
            (&["Authorization failed, status=500, body={"], None),
        ] {
            let mut signs = Listening::default();
            for line in lines {
                assert!(signs.read(line).is_none());
            }
            assert_eq!(signs.verdict().as_deref(), expected, "{lines:?}");
        }
    }
}

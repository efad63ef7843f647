//! The doctor: what of the connection works, what does not, and what to do about it.
//!
//! It looks and changes nothing: it makes no folder and no ledger, and asks Stripe only questions that
//! change nothing there.

mod disk;
mod key;
mod ledger;
mod receiver;

use std::path::Path;

use countertop_domain::UnixSeconds;
use countertop_receiver::Clock;
use countertop_store::{Ledger, Role, Room};
use countertop_stripe_client::Client;
use serde::Serialize;

use crate::ipc::Said;
use crate::permissions::FeatureCheck;

/// What was found of one part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which part.
    pub part: Part,
    /// Whether it is well.
    pub verdict: Verdict,
    /// What was found, as one sentence.
    pub found: String,
    /// What to do, as one sentence; none where there is nothing to do.
    pub advice: Option<String>,
    /// The same in the window, where it is another: without commands and options.
    #[serde(skip)]
    pub in_window: Option<String>,
    /// What was found and what to do as texts of the window's catalogue.
    #[serde(skip)]
    pub said: (Option<Said>, Option<Said>),
    /// What the key may do in one respect, where that is what was found.
    #[serde(skip)]
    pub feature: Option<FeatureCheck>,
}

/// The parts that are looked at, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The API key, and whether Stripe knows it.
    Key,
    /// What the key may do.
    Permissions,
    /// The webhook's signing secrets.
    Secret,
    /// The receiver and its port.
    Port,
    /// How Stripe reaches the receiver.
    Tunnel,
    /// This computer's clock against Stripe's.
    Clock,
    /// The folder and the disk that it lies on.
    Disk,
    /// The ledger's file and what is in it.
    Ledger,
    /// Through when the ledger is complete.
    Completeness,
}

/// Whether a part is well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It works.
    Well,
    /// It could not be looked at, or it may be so on purpose.
    Unknown,
    /// Something does not work, or will not for long.
    Trouble,
}

/// Everything that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checkup {
    /// Whether nothing is in trouble.
    pub healthy: bool,
    /// When, in Unix seconds.
    pub at: i64,
    /// The findings, in the order of the parts.
    pub findings: Vec<Finding>,
}

/// What is looked at.
pub struct Patient<'a> {
    /// The ledger's folder.
    pub folder: &'a Path,
    /// The way to the API; none without a key. Why it cannot be used, where it cannot.
    pub client: Result<Option<Client>, String>,
    /// How many signing secrets there are. Why they cannot be used, where they cannot.
    pub secrets: Result<usize, String>,
    /// Where the receiver is to listen, where that is to be tried.
    pub listen: Option<std::net::SocketAddr>,
    /// This computer's clock.
    pub clock: &'a dyn Clock,
}

/// Looks at everything.
pub async fn examine(patient: Patient<'_>) -> Checkup {
    let room = Room::of(patient.folder);
    let ledger = match room.ledger_exists {
        true => Ledger::open(patient.folder, Role::Beside).map(Some),
        false => Ok(None),
    };
    let opened = ledger.as_ref().ok().and_then(Option::as_ref);
    let mut findings = key::look(&patient.client, patient.clock).await;
    findings.push(receiver::secret(&patient.secrets));
    let now = patient.clock.now();
    findings.extend(receiver::look(&room, opened, patient.listen, now));
    findings.extend(disk::look(patient.folder, &room, opened));
    findings.extend(ledger::look(&ledger, now));
    if let Ok(Some(ledger)) = ledger {
        ledger.close();
    }
    findings.sort_by_key(|it| it.part as u8);
    Checkup {
        healthy: findings.iter().all(|it| it.verdict != Verdict::Trouble),
        at: now.0,
        findings,
    }
}

impl Finding {
    fn well(part: Part, found: impl Into<String>) -> Self {
        Self {
            part,
            verdict: Verdict::Well,
            found: found.into(),
            advice: None,
            in_window: None,
            said: (None, None),
            feature: None,
        }
    }

    /// With what to do in the window, where no command is typed.
    fn in_window(mut self, advice: impl Into<String>) -> Self {
        self.in_window = Some(advice.into());
        self
    }

    /// With the same as texts of the window's catalogue.
    fn said(mut self, found: impl Into<Option<Said>>, advice: impl Into<Option<Said>>) -> Self {
        self.said = (found.into(), advice.into());
        self
    }

    fn of_feature(mut self, feature: &FeatureCheck) -> Self {
        self.feature = Some(feature.clone());
        self
    }

    fn unknown(part: Part, found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            part,
            verdict: Verdict::Unknown,
            found: found.into(),
            advice: Some(advice.into()),
            in_window: None,
            said: (None, None),
            feature: None,
        }
    }

    fn trouble(part: Part, found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            part,
            verdict: Verdict::Trouble,
            found: found.into(),
            advice: Some(advice.into()),
            in_window: None,
            said: (None, None),
            feature: None,
        }
    }
}

/// A time as people and programs read it.
fn shown(time: UnixSeconds) -> String {
    jiff::Timestamp::from_second(time.0).map_or_else(|_| time.to_string(), |it| it.to_string())
}

/// The first letter of a sentence in a capital.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string());
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{}{}{end}", first.unwrap_or_default(), letters.as_str())
}

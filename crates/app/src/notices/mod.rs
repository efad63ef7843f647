//! Notices on the desktop: what a merchant wants to hear of while nobody looks at the window.
//!
//! What is worth one is decided here, from commits and from the state of the connection; whoever hosts the
//! app shows it. A notice names amounts and nobody: it is read over shoulders.

mod batch;
mod teller;
mod window;

use serde::{Deserialize, Serialize};

pub(crate) use teller::{Line, Teller, TellerConfig};

/// Setting: which kinds are wanted, as JSON.
const CHOICE: &str = "notices";

/// A notice to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub title: String,
    /// More of it, as a sentence or an amount.
    pub text: String,
}

/// Which kinds are wanted for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "snake_case")]
pub(crate) struct Choice {
    /// A payment succeeded.
    pub(crate) payments: bool,
    /// A dispute was opened, or a payout failed.
    pub(crate) losses: bool,
    /// Stripe does not reach this computer, or does not take the key.
    pub(crate) trouble: bool,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            payments: true,
            losses: true,
            trouble: true,
        }
    }
}

impl Choice {
    fn wants(self, kind: batch::Kind) -> bool {
        match kind {
            batch::Kind::Paid => self.payments,
            batch::Kind::Disputed | batch::Kind::PayoutFailed => self.losses,
        }
    }

    /// As it is kept. What cannot be read is as if nobody had chosen.
    fn read(kept: Option<&str>) -> Self {
        kept.and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }
}

//! What a tunnel tells of itself.

use std::time::Duration;

use countertop_domain::UnixSeconds;
use secrecy::SecretString;

use crate::PublicUrl;

/// How a tunnel is.
#[derive(Clone, Debug)]
pub enum State {
    /// Nothing runs, and nothing will before it is asked for.
    Off,
    /// It is being opened.
    Starting {
        /// Since when.
        since: UnixSeconds,
    },
    /// As far as the way itself can tell, Stripe reaches the receiver.
    Up {
        /// Since when.
        since: UnixSeconds,
        /// Where, and under which secret.
        reach: Reach,
    },
    /// Stripe does not reach the receiver.
    Down {
        /// Since when.
        since: UnixSeconds,
        /// Why.
        why: Trouble,
        /// When it is tried again; none while the program itself is trying.
        next_try: Option<UnixSeconds>,
    },
}

impl State {
    /// Where Stripe reaches the receiver, if it does.
    pub fn reach(&self) -> Option<&Reach> {
        match self {
            Self::Up { reach, .. } => Some(reach),
            Self::Off | Self::Starting { .. } | Self::Down { .. } => None,
        }
    }

    /// Why it does not.
    pub fn trouble(&self) -> Option<&Trouble> {
        match self {
            Self::Down { why, .. } => Some(why),
            Self::Off | Self::Starting { .. } | Self::Up { .. } => None,
        }
    }
}

/// How Stripe reaches the receiver at the moment.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// The URL to register an endpoint at; none where the way needs none.
    pub url: Option<PublicUrl>,
    /// The secret that the way itself signs with.
    pub secret: Option<SecretString>,
    /// The API version that the way said its events have.
    pub api_version: Option<String>,
    /// The day on which the key that the way goes with expires, where that is known.
    pub key_expires: Option<UnixSeconds>,
    /// The port at the far end, where that picked one.
    pub far_port: Option<u16>,
}

/// How long before its end a key's expiry is worth a word.
const BEFORE_EXPIRY_SECONDS: i64 = 14 * 24 * 3600;

impl Reach {
    /// What will end this before long, as a sentence with what to do.
    pub fn warning(&self, now: UnixSeconds) -> Option<String> {
        let left = self.key_expires?.0 - now.0;
        let days = left.max(0) / (24 * 3600);
        (left < BEFORE_EXPIRY_SECONDS).then(|| {
            format!(
                "The key that the Stripe CLI made expires in {days} days, as its keys do after 90. Make a \
                 restricted key in Stripe's Dashboard, or run `stripe login` again and give the new key."
            )
        })
    }

    pub(crate) fn at(url: PublicUrl) -> Self {
        Self {
            url: Some(url),
            ..Self::default()
        }
    }
}

/// Why Stripe does not reach the receiver.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The way's program is nowhere on the PATH.
    #[error("{program} is not installed. {how_to_get}")]
    NotInstalled {
        /// The program.
        program: &'static str,
        /// A sentence.
        how_to_get: &'static str,
    },
    /// The system does not start it.
    #[error("{program} could not be started: {reason}. Check that it may be run.")]
    NotStarted {
        /// The program.
        program: &'static str,
        /// What the system says.
        reason: String,
    },
    /// It runs, and nothing comes of it.
    #[error(
        "{program} did not connect within {} seconds, and was ended. Check the network.",
        .within.as_secs()
    )]
    Hung {
        /// The program.
        program: &'static str,
        /// How long it had.
        within: Duration,
    },
    /// It said why it cannot.
    #[error("{sentence}")]
    Refused {
        /// The program.
        program: &'static str,
        /// Why, and what to do.
        sentence: String,
    },
    /// It ended by itself, or somebody ended it.
    #[error("{program} {ending}{}", .said.as_ref().map_or_else(String::new, |said| format!(" It said last: {said}")))]
    Ended {
        /// The program.
        program: &'static str,
        /// How, as the rest of a sentence.
        ending: String,
        /// The last line that it said, without secrets.
        said: Option<String>,
    },
    /// It lost its connection, and tries again by itself.
    #[error("{program} lost its connection and is trying again.")]
    Lost {
        /// The program.
        program: &'static str,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_expires_is_announced_two_weeks_before() {
        let day = 24 * 3600;
        let expires = UnixSeconds(1_796_083_200);
        for (key_expires, before, days) in [
            (None, 0, None),
            (Some(expires), 15 * day, None),
            (Some(expires), 14 * day - 1, Some("in 13 days")),
            (Some(expires), 0, Some("in 0 days")),
            (Some(expires), -day, Some("in 0 days")),
        ] {
            let reach = Reach {
                key_expires,
                ..Reach::default()
            };
            let warning = reach.warning(UnixSeconds(expires.0 - before));
            assert_eq!(warning.is_some(), days.is_some(), "{before}");
            assert!(
                warning
                    .unwrap_or_default()
                    .contains(days.unwrap_or_default())
            );
        }
    }
}

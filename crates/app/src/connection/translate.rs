//! From the connection's own types to those that cross to the window, and back.

use std::path::PathBuf;

use countertop_store::Why;
use countertop_tunnel::{Kind, State};

use super::{Choice, ConnectionState, EndpointState, Proven};
use crate::ipc::{AbsenceReason, EndpointStatus, TunnelState, WayChoice, WayKind, WayProof};

impl From<Kind> for WayKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::CatchUpOnly => Self::CatchUpOnly,
            Kind::StripeCli => Self::StripeCli,
            Kind::CloudflaredQuick => Self::CloudflaredQuick,
            Kind::CloudflaredNamed => Self::CloudflaredNamed,
            Kind::Ngrok => Self::Ngrok,
            Kind::Ssh => Self::Ssh,
            Kind::FixedUrl => Self::FixedUrl,
        }
    }
}

impl From<&State> for TunnelState {
    fn from(state: &State) -> Self {
        match state {
            State::Off => Self::Off,
            State::Starting { since } => Self::Starting { since: since.0 },
            State::Up { since, reach } => Self::Up {
                since: since.0,
                url: reach.url.as_ref().map(ToString::to_string),
            },
            State::Down {
                since,
                why,
                next_try,
            } => Self::Down {
                since: since.0,
                why: why.to_string(),
                next_try: next_try.map(|it| it.0),
            },
        }
    }
}

impl From<&EndpointState> for EndpointStatus {
    fn from(state: &EndpointState) -> Self {
        match state {
            EndpointState::NotNeeded => Self::NotNeeded,
            EndpointState::Waiting => Self::Waiting,
            EndpointState::AtWork { url, since, note } => Self::AtWork {
                url: url.clone(),
                since: since.0,
                note: note.clone(),
            },
            EndpointState::SwitchedOff { sentence } => Self::SwitchedOff {
                sentence: sentence.clone(),
            },
            EndpointState::Failing { sentence, next_try } => Self::Failing {
                sentence: sentence.clone(),
                next_try: next_try.0,
            },
        }
    }
}

impl From<&Proven> for WayProof {
    fn from(proven: &Proven) -> Self {
        match proven {
            Proven::Through { at, round_trip } => Self::Through {
                at: at.0,
                round_trip_ms: u64::try_from(round_trip.as_millis()).unwrap_or(u64::MAX),
            },
            Proven::Blocked { since, sentence } => Self::Blocked {
                since: since.0,
                sentence: sentence.clone(),
            },
        }
    }
}

impl ConnectionState {
    /// On which other computers Countertop has an endpoint, too.
    pub(crate) fn other_computers(&self) -> Vec<String> {
        self.elsewhere.iter().map(|it| it.machine.clone()).collect()
    }
}

impl From<Why> for AbsenceReason {
    fn from(why: Why) -> Self {
        match why {
            Why::Asleep => Self::Asleep,
            Why::Offline => Self::Offline,
            Why::Stopped => Self::Stopped,
            Why::Unreached => Self::Unreached,
        }
    }
}

impl From<WayChoice> for Choice {
    fn from(choice: WayChoice) -> Self {
        match choice {
            WayChoice::CatchUpOnly => Self::CatchUpOnly,
            WayChoice::StripeCli => Self::StripeCli,
            WayChoice::CloudflaredQuick => Self::CloudflaredQuick,
            WayChoice::CloudflaredNamed { url, name } => Self::CloudflaredNamed {
                url,
                name: name.and_then(given),
            },
            WayChoice::Ngrok { url } => Self::Ngrok {
                url: url.and_then(given),
            },
            WayChoice::Ssh {
                destination,
                port,
                identity,
                far_port,
                url,
            } => Self::Ssh {
                destination,
                port,
                identity: identity.and_then(given).map(PathBuf::from),
                far_port,
                url,
            },
            WayChoice::FixedUrl { url } => Self::FixedUrl { url },
        }
    }
}

/// A field that was left empty says nothing.
fn given(text: String) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

impl From<Choice> for WayChoice {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::CatchUpOnly => Self::CatchUpOnly,
            Choice::StripeCli => Self::StripeCli,
            Choice::CloudflaredQuick => Self::CloudflaredQuick,
            Choice::CloudflaredNamed { url, name } => Self::CloudflaredNamed { url, name },
            Choice::Ngrok { url } => Self::Ngrok { url },
            Choice::Ssh {
                destination,
                port,
                identity,
                far_port,
                url,
            } => Self::Ssh {
                destination,
                port,
                identity: identity.map(|path| path.display().to_string()),
                far_port,
                url,
            },
            Choice::FixedUrl { url } => Self::FixedUrl { url },
        }
    }
}

//! How an endpoint is known to be ours: only what passes here is ever changed or deleted.

use std::collections::BTreeMap;

use countertop_domain::WebhookEndpointId;
use countertop_stripe_client::WebhookEndpoint;

use super::installation::Installation;
use crate::links;

/// Which installation made it.
const INSTALLATION: &str = "countertop_installation";
/// The computer's name, for people.
const MACHINE: &str = "countertop_machine";
/// When it was last enabled again by us, in Unix seconds.
pub(super) const ENABLED_AGAIN: &str = "countertop_enabled_again";

/// An endpoint that this installation made. Only [`sort`] makes one.
#[derive(Clone, Debug)]
pub(super) struct Ours(WebhookEndpoint);

impl Ours {
    pub(super) fn endpoint(&self) -> &WebhookEndpoint {
        &self.0
    }
}

/// An endpoint that Countertop made on another computer, or from another folder. It may be in use, so
/// it is left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Its id.
    pub id: WebhookEndpointId,
    /// The name of that computer.
    pub machine: String,
    /// Where it delivers to.
    pub url: String,
}

/// The endpoints of an account, sorted by who made them.
#[derive(Debug)]
pub(super) struct Found {
    /// Newest first.
    pub(super) ours: Vec<Ours>,
    pub(super) elsewhere: Vec<Elsewhere>,
    /// All of them.
    pub(super) count: usize,
}

/// What we put on an endpoint that we make.
pub(super) fn marks(installation: &Installation) -> BTreeMap<String, String> {
    let mut marks = links::mark();
    marks.insert(INSTALLATION.to_owned(), installation.id().to_owned());
    marks.insert(MACHINE.to_owned(), installation.machine().to_owned());
    marks
}

/// Sorts endpoints by who made them.
pub(super) fn sort(endpoints: Vec<WebhookEndpoint>, installation: &Installation) -> Found {
    let count = endpoints.len();
    let (mut ours, mut elsewhere) = (Vec::new(), Vec::new());
    for endpoint in endpoints {
        let is_marked = links::mark()
            .iter()
            .all(|(key, value)| endpoint.metadata.get(key) == Some(value));
        match endpoint.metadata.get(INSTALLATION) {
            Some(id) if is_marked && id == installation.id() => ours.push(Ours(endpoint)),
            Some(_) if is_marked => elsewhere.push(told(endpoint)),
            // Somebody else's, whatever it says.
            Some(_) | None => {}
        }
    }
    // Ids tell the order within one second.
    ours.sort_by(|a, b| (b.0.created, &b.0.id).cmp(&(a.0.created, &a.0.id)));
    Found {
        ours,
        elsewhere,
        count,
    }
}

fn told(endpoint: WebhookEndpoint) -> Elsewhere {
    let machine = endpoint.metadata.get(MACHINE).cloned();
    Elsewhere {
        id: endpoint.id,
        machine: machine.unwrap_or_else(|| "another computer".to_owned()),
        url: endpoint.url,
    }
}

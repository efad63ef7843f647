//! Opening or closing many links at once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use countertop_domain::PaymentLinkId;
use countertop_store::{Ledger, LinkRow as StoredLink};
use countertop_stripe_client::Client;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::ipc::{IpcError, LinkRefused, LinksChanged, SetLinksActive};
use crate::links::{self, Activity, LinkError};
use crate::refusals::sentence;
use crate::{App, link_use};

/// Most links of one call.
const MOST: usize = 500;
/// How many are changed at a time: some 20 a second, within Stripe's 25 of a test account.
const AT_A_TIME: usize = 4;

impl App {
    /// Opens or closes links. Those that cannot be changed are told with the reason; the others are
    /// changed all the same.
    ///
    /// # Errors
    /// When too many are named, or the ledger cannot be read.
    pub async fn set_links_active(&self, choice: SetLinksActive) -> Result<LinksChanged, IpcError> {
        if choice.ids.len() > MOST {
            let message = format!("Up to {MOST} links can be changed at once; choose fewer.");
            return Err(IpcError::of_field("ids", message));
        }
        let activity = match choice.active {
            true => Activity::Open,
            false => Activity::Closed,
        };
        let shop = self.shop().await?;
        let crew = Crew {
            ledger: Arc::clone(shop.ledger()),
            client: shop.client().clone(),
            activity,
            turns: Arc::new(Semaphore::new(AT_A_TIME)),
            is_cut_off: Arc::default(),
        };
        let mut seen = HashSet::new();
        let ids: Vec<_> = choice
            .ids
            .into_iter()
            .filter(|it| seen.insert(it.clone()))
            .collect();
        let mut outcomes = crew.change(&ids).await;
        let mut answer = LinksChanged {
            changed: Vec::new(),
            refused: Vec::new(),
        };
        for id in ids {
            match outcomes.remove(&id) {
                Some(Ok(link)) => answer
                    .changed
                    .push(link_use::of_ledger(shop.ledger(), link)?),
                Some(Err(message)) => answer.refused.push(LinkRefused { id, message }),
                None => {
                    let message =
                        "It was not tried by a fault of this program; try again.".to_owned();
                    answer.refused.push(LinkRefused { id, message });
                }
            }
        }
        Ok(answer)
    }
}

/// Links by their id as they are now, or why they are not changed.
type Outcomes = HashMap<String, Result<StoredLink, String>>;

#[derive(Clone)]
struct Crew {
    ledger: Arc<Ledger>,
    client: Client,
    activity: Activity,
    turns: Arc<Semaphore>,
    /// Stripe cannot be reached: the rest is not tried, each would take as long to fail.
    is_cut_off: Arc<AtomicBool>,
}

impl Crew {
    async fn change(&self, ids: &[String]) -> Outcomes {
        let mut tasks = JoinSet::new();
        for id in ids {
            let (crew, id) = (self.clone(), id.clone());
            tasks.spawn(async move {
                let outcome = crew.change_one(&id).await;
                (id, outcome)
            });
        }
        let mut outcomes = HashMap::new();
        while let Some(done) = tasks.join_next().await {
            match done {
                Ok((id, outcome)) => {
                    outcomes.insert(id, outcome);
                }
                Err(error) => tracing::error!(%error, "The change of a link was broken off."),
            }
        }
        outcomes
    }

    async fn change_one(&self, id: &str) -> Result<StoredLink, String> {
        let id: PaymentLinkId = id
            .parse()
            .map_err(|error: countertop_domain::IdError| sentence(&error))?;
        // The semaphore is never closed.
        let _turn = self.turns.acquire().await;
        if self.is_cut_off.load(Ordering::Relaxed) {
            return Err(
                "Nothing was sent, because Stripe cannot be reached; try again.".to_owned(),
            );
        }
        let changed = links::set_active(&self.ledger, &self.client, &id, self.activity).await;
        changed.map_err(|error| {
            if matches!(error, LinkError::NotSent { .. }) {
                self.is_cut_off.store(true, Ordering::Relaxed);
            }
            sentence(&error)
        })
    }
}

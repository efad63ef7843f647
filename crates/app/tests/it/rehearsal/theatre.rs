//! A practice store, a receiver and a ledger, on which stories are played.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use countertop_app::ipc::{ActKind, EndedHow, PlayStory, StoryPhase, StoryRun, Verdict};
use countertop_app::randomness;
use countertop_app::reception::Reception;
use countertop_app::rehearsal::{Pace, Rehearsals, StageConfig};
use countertop_sandbox::{Sandbox, SandboxConfig, Webhook};
use countertop_store::{Ledger, Role};
use countertop_stripe_client::{ApiBase, Client, ClientConfig};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::time::{sleep, timeout};

/// A story of half a minute is over in two seconds.
pub(super) const FAST: u32 = 15;
pub(super) const LONG: Duration = Duration::from_secs(60);
pub(super) const LOOK_EVERY: Duration = Duration::from_millis(20);

/// A practice store, a receiver and a ledger, with the key in hand.
pub(super) struct Theatre {
    pub(super) _home: tempfile::TempDir,
    pub(super) ledger: Arc<Ledger>,
    pub(super) reception: Reception,
    pub(super) sandbox: Sandbox,
    pub(super) rehearsals: Rehearsals,
}

impl Theatre {
    pub(super) async fn open(times: u32, patience: Duration) -> Self {
        let home = tempfile::tempdir().unwrap();
        let ledger = Arc::new(Ledger::open(home.path(), Role::Receiver).unwrap());
        let free_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let secret = SecretString::from("whsec_of_the_rehearsal");
        let secrets = vec![secret.clone()];
        let reception = Reception::start(Arc::clone(&ledger), free_port, secrets)
            .await
            .unwrap();
        let sandbox = countertop_sandbox::start(SandboxConfig {
            listen: free_port,
            data_dir: home.path().join("stripe"),
            webhook: Some(Webhook {
                url: reception.url(),
                secret: Some(secret),
            }),
            seed: Some(1),
            payments: 0,
            clock: None,
        })
        .await
        .unwrap();
        let base = ApiBase::parse(&sandbox.base_url()).unwrap();
        let key = sandbox.api_key().clone();
        let config = ClientConfig::new(key.clone(), base, randomness::system());
        let rehearsals = Rehearsals::new(StageConfig {
            ledger: Arc::clone(&ledger),
            client: Client::new(config).unwrap(),
            store: sandbox.base_url(),
            api_key: key,
            counters: Box::new(reception.counter()),
            pace: Pace::times(times),
            patience,
            seed: || 7,
        })
        .unwrap();
        Self {
            _home: home,
            ledger,
            reception,
            sandbox,
            rehearsals,
        }
    }

    /// Waits until the condition is true of the story.
    pub(super) async fn until(&self, holds: impl Fn(&StoryRun) -> bool) -> StoryRun {
        let waiting = async {
            loop {
                let run = self.rehearsals.run().unwrap();
                if holds(&run) {
                    return run;
                }
                sleep(LOOK_EVERY).await;
            }
        };
        let found = timeout(LONG, waiting).await;
        found.unwrap_or_else(|_| panic!("not seen in time: {:?}", self.rehearsals.run()))
    }

    pub(super) async fn play(&self, story: PlayStory) -> StoryRun {
        self.rehearsals.play(story).unwrap();
        self.until(|run| run.phase == StoryPhase::Ended).await
    }

    /// Asks the practice store's API, as its owner may.
    pub(super) async fn ask(&self, method: &str, path: &str, body: &str) -> Value {
        let client = countertop_sandbox::local_client().unwrap();
        let answer = client
            .request(
                method.parse().unwrap(),
                format!("{}{path}", self.sandbox.base_url()),
            )
            .bearer_auth(self.sandbox.api_key().expose_secret())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body.to_owned())
            .send()
            .await
            .unwrap();
        let text = answer.text().await.unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// Whether what happens now reaches the ledger at once.
    pub(super) async fn delivers(&self) {
        delivers(&self.sandbox, &self.ledger).await;
    }

    pub(super) async fn close(self) {
        self.rehearsals.close().await;
        self.sandbox.shutdown().await.unwrap();
        self.reception.shutdown().await;
        Arc::into_inner(self.ledger).unwrap().close();
    }
}

/// Makes a customer and waits, not as long as for a second try, until the ledger was told.
pub(super) async fn delivers(sandbox: &Sandbox, ledger: &Ledger) {
    let client = countertop_sandbox::local_client().unwrap();
    let ask = |method: &str, path: &str| {
        client
            .request(
                method.parse().unwrap(),
                format!("{}{path}", sandbox.base_url()),
            )
            .bearer_auth(sandbox.api_key().expose_secret())
            .send()
    };
    assert_eq!(ask("POST", "/v1/customers").await.unwrap().status(), 200);
    let newest = ask("GET", "/v1/events?type=customer.created&limit=1");
    let newest = newest.await.unwrap().text().await.unwrap();
    let newest: Value = serde_json::from_str(&newest).unwrap();
    let id = newest["data"][0]["id"].as_str().unwrap();
    let arrived = async {
        while ledger.event(id).unwrap().is_none() {
            sleep(LOOK_EVERY).await;
        }
    };
    let in_time = timeout(Duration::from_millis(900), arrived).await;
    assert!(in_time.is_ok(), "a fault is still on: {newest}");
}

/// The verdict on a story that was played to its end.
pub(super) fn verdict(run: &StoryRun) -> &Verdict {
    let ending = run.ending.as_ref().unwrap();
    assert_eq!((ending.how, &ending.reason), (EndedHow::Played, &None));
    ending.verdict.as_ref().unwrap()
}

/// The verdict that nothing is missing.
pub(super) fn complete(run: &StoryRun) -> &Verdict {
    let verdict = verdict(run);
    assert!(verdict.complete, "{verdict:?}");
    assert_eq!(verdict.told, verdict.recorded);
    assert_eq!((&verdict.missing, &verdict.differences), (&vec![], &vec![]));
    let ledger = run.ledger;
    assert_eq!((ledger.told, ledger.recorded), (verdict.told, verdict.told));
    verdict
}

pub(super) fn kinds(run: &StoryRun) -> Vec<ActKind> {
    run.acts.iter().rev().map(|act| act.kind).collect()
}

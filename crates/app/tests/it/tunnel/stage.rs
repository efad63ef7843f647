//! A practice store and a receiver with a ledger, and nothing between them yet.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use countertop_app::reception::Reception;
use countertop_receiver::{Clock, SystemClock};
use countertop_sandbox::{Sandbox, SandboxConfig};
use countertop_store::{EventFilter, Ledger, Role};
use countertop_tunnel::{Door, Pauses, Programs, Setup, State};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

/// How long a condition may take to come true: programs are started for it.
const LONG: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(20);

pub struct Stage {
    pub home: tempfile::TempDir,
    pub sandbox: Sandbox,
    pub reception: Reception,
    ledger: Arc<Ledger>,
}

impl Stage {
    pub async fn open() -> Self {
        let home = tempfile::tempdir().unwrap();
        let free_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let sandbox = countertop_sandbox::start(SandboxConfig {
            listen: free_port,
            data_dir: home.path().join("stripe"),
            webhook: None,
            seed: Some(1),
            payments: 0,
            clock: None,
        });
        let sandbox = sandbox.await.unwrap();
        let ledger = Arc::new(Ledger::open(&home.path().join("ledger"), Role::Receiver).unwrap());
        // Nobody signs with this one: the right secret is learnt from the way.
        let secrets = vec![SecretString::from("whsec_of_nobody")];
        let reception = Reception::start(Arc::clone(&ledger), free_port, secrets);
        let reception = reception.await.unwrap();
        Self {
            home,
            sandbox,
            reception,
            ledger,
        }
    }

    /// What a tunnel to the receiver needs, with programs from these folders.
    pub fn setup(&self, folders: Vec<PathBuf>) -> Setup {
        Setup {
            door: Door::parse(&self.reception.url()).unwrap(),
            programs: Programs::in_folders(folders),
            pauses: Pauses {
                first: Duration::from_millis(200),
                longest: Duration::from_secs(1),
                steady: Duration::from_secs(60),
            },
            now: Arc::new(|| SystemClock.now()),
            chance: Arc::new(|| 0),
        }
    }

    /// Has the receiver take what is signed with these.
    pub fn take(&self, secrets: &[SecretString]) {
        (self.reception.secret_taker())(secrets);
    }

    /// Asks the practice store's API.
    pub async fn post(&self, path: &str, form: String) -> Value {
        let client = countertop_sandbox::local_client().unwrap();
        let answer = client
            .post(format!("{}{path}", self.sandbox.base_url()))
            .bearer_auth(self.sandbox.api_key().expose_secret())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(form);
        let answer = answer.send().await.unwrap();
        assert_eq!(answer.status(), 200);
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }

    /// Makes something happen at the practice store; gives back the id of the product.
    pub async fn happen(&self, name: &str) -> String {
        let product = self.post("/v1/products", format!("name={name}")).await;
        product["id"].as_str().unwrap().to_owned()
    }

    /// Whether the ledger has an event of this object, which came by a webhook.
    pub fn knows(&self, object: &str) -> bool {
        let events = self.ledger.events(&EventFilter::default()).unwrap();
        events.rows.iter().any(|row| {
            let event = self.ledger.event(&row.id).unwrap().unwrap();
            let body: Value = serde_json::from_slice(&event.body).unwrap();
            row.source == "webhook" && body["data"]["object"]["id"] == object
        })
    }

    pub async fn close(self) {
        self.reception.shutdown().await;
        self.sandbox.shutdown().await.unwrap();
    }
}

/// Waits for a state of a tunnel.
pub async fn until(
    state: &mut watch::Receiver<State>,
    what: &str,
    holds: impl Fn(&State) -> bool,
) -> State {
    let found = timeout(LONG, state.wait_for(|state| holds(state))).await;
    match found.map(|found| found.map(|found| found.clone())) {
        Ok(Ok(found)) => found,
        _ => panic!("{what}: {:?}", *state.borrow()),
    }
}

/// Waits for anything else.
pub async fn eventually(what: &str, holds: impl Fn() -> bool) {
    let wait = async {
        while !holds() {
            sleep(LOOK_EVERY).await;
        }
    };
    assert!(timeout(LONG, wait).await.is_ok(), "{what}");
}

pub fn is_up(state: &State) -> bool {
    state.reach().is_some()
}

pub fn is_down(state: &State) -> bool {
    state.trouble().is_some()
}

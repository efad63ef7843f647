//! Our webhook endpoint at a real practice store, among endpoints of others.

mod crash;
mod life;
mod wire;

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use countertop_app::accounts::{KeptSecret, Keys, KeysError, Later, StripeAccount};
use countertop_app::endpoint::{Endpoint, EndpointConfig};
use countertop_app::randomness;
use countertop_domain::{Mode, UnixSeconds};
use countertop_receiver::{
    Clock, Delivery, Receipt, Receiver, ReceiverConfig, Recorder, SystemClock, Unavailable,
};
use countertop_stripe_client::Client;
use countertop_stripe_wire::RecordedEvent;
use countertop_tunnel::PublicUrl;
use reqwest::Method;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::account::Account;

/// What could not be delivered at once is tried again within 23 seconds, and once more a minute later.
const DEADLINE: Duration = Duration::from_secs(90);

impl Account {
    /// Somebody else's endpoint.
    pub async fn foreign(&self, url: &str, metadata: Value) -> Value {
        // Of this type nothing happens here, so that none of them is ever sent anything.
        let given =
            json!({"url": url, "enabled_events": ["account.updated"], "metadata": metadata});
        let made = self.api(Method::POST, "webhook_endpoints", given).await;
        assert_eq!(made["object"], "webhook_endpoint", "{made}");
        made
    }

    /// Endpoints that must never change: of nobody's, and of others who use Countertop.
    pub async fn strangers(&self, url: &str) -> Vec<Value> {
        for metadata in [
            json!({}),
            json!({"made_with": "countertop"}),
            json!({"countertop_installation": self.installation("till").id()}),
            json!({"made_with": "countertop", "countertop_installation": "another", "countertop_machine": "office"}),
        ] {
            self.foreign("https://example.com/hook", metadata).await;
        }
        self.foreign(url, json!({"made_with": "something else"}))
            .await;
        let switched_off = self.foreign("https://example.org/", json!({})).await;
        let path = format!("webhook_endpoints/{}", switched_off["id"].as_str().unwrap());
        self.api(Method::POST, &path, json!({"disabled": true}))
            .await;
        self.endpoints().await
    }
}

/// A door at a real port that takes what is signed with the secrets that it was told.
#[derive(Clone)]
pub struct Door {
    receiver: Arc<Receiver>,
    /// What the events that came are about.
    pub about: Arc<Mutex<Vec<String>>>,
    pub refused: Arc<Mutex<usize>>,
    pub secrets: Arc<Mutex<Vec<SecretString>>>,
}

struct Taking(Arc<Mutex<Vec<String>>>, Arc<Mutex<usize>>);

impl Recorder for Taking {
    async fn record(&self, event: RecordedEvent) -> Result<Receipt, Unavailable> {
        let about = event.envelope().unwrap().subject.clone();
        self.0.lock().unwrap().extend(about);
        Ok(Receipt {
            first_seen: true,
            first_counted: true,
            aside: None,
        })
    }

    fn note(&self, delivery: Delivery) {
        if delivery.status != 200 {
            *self.1.lock().unwrap() += 1;
        }
    }
}

impl Door {
    pub async fn open() -> Self {
        let (about, refused) = (Arc::default(), Arc::default());
        let taking = Taking(Arc::clone(&about), Arc::clone(&refused));
        let config = ReceiverConfig {
            listen: "127.0.0.1:0".parse().unwrap(),
            secrets: vec![randomness::webhook_secret()],
            clock: Box::new(SystemClock),
        };
        let receiver = countertop_receiver::start(config, taking).await.unwrap();
        Self {
            receiver: Arc::new(receiver),
            about,
            refused,
            secrets: Arc::default(),
        }
    }

    pub fn url(&self) -> PublicUrl {
        PublicUrl::parse(&self.receiver.url()).unwrap()
    }

    fn accept(&self) -> Box<countertop_app::endpoint::Accept> {
        let door = self.clone();
        Box::new(move |secrets| {
            *door.secrets.lock().unwrap() = secrets.to_vec();
            door.receiver.set_secrets(secrets);
        })
    }

    /// Waits until something that happens now has come, signed well.
    pub async fn gets_what_happens(&self, account: &Account) {
        let made = account
            .api(Method::POST, "products", json!({"name": "Cake"}))
            .await;
        assert_eq!(made["object"], "product", "{made}");
        let product = made["id"].as_str().unwrap();
        let came = || self.about.lock().unwrap().iter().any(|it| it == product);
        let coming = async {
            // Not just anything: what happened before may still be under way.
            while !came() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let come = tokio::time::timeout(DEADLINE, coming).await;
        let refused = *self.refused.lock().unwrap();
        let secrets = self.secrets.lock().unwrap().len();
        assert!(
            come.is_ok() && refused == 0,
            "{refused} were refused, with {secrets} secrets; at Stripe: {:#?}",
            account.endpoints().await
        );
    }
}

/// Keeps secrets in memory, for as many starts as a test has; refuses when told to.
#[derive(Default)]
pub struct Drawer {
    pub text: Mutex<Option<SecretString>>,
    pub is_stuck: Mutex<bool>,
}

impl Drawer {
    fn with<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Option<SecretString>) -> T,
    ) -> Later<'_, T> {
        let done = match *self.is_stuck.lock().unwrap() {
            true => Err(KeysError::Other(
                "the keychain is locked; unlock it".to_owned(),
            )),
            false => Ok(act(&mut self.text.lock().unwrap())),
        };
        Box::pin(std::future::ready(done))
    }
}

impl Keys for Drawer {
    fn get<'a>(&'a self, _: &'a StripeAccount, _: KeptSecret) -> Later<'a, Option<SecretString>> {
        self.with(|text| text.clone())
    }

    fn put<'a>(
        &'a self,
        _: &'a StripeAccount,
        kind: KeptSecret,
        secret: &'a SecretString,
    ) -> Later<'a, ()> {
        assert_eq!(kind, KeptSecret::WebhookSecrets);
        self.with(|text| *text = Some(secret.clone()))
    }

    fn remove<'a>(&'a self, _: &'a StripeAccount, _: KeptSecret) -> Later<'a, ()> {
        self.with(|text| *text = None)
    }
}

/// A clock that is set by hand.
#[derive(Clone, Default)]
pub struct HandClock(Arc<AtomicI64>);

impl HandClock {
    pub fn move_by(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for HandClock {
    fn now(&self) -> UnixSeconds {
        UnixSeconds(1_800_000_000 + self.0.load(Ordering::Relaxed))
    }
}

/// Our endpoint, as a program that has just started has it.
pub fn started(account: &Account, client: Client, shelf: &Arc<Drawer>, door: &Door) -> Endpoint {
    started_at(account, client, shelf, door, HandClock::default())
}

pub fn started_at(
    account: &Account,
    client: Client,
    shelf: &Arc<Drawer>,
    door: &Door,
    clock: HandClock,
) -> Endpoint {
    Endpoint::new(EndpointConfig {
        account: StripeAccount {
            id: "acct_1".parse().unwrap(),
            mode: Mode::Test,
        },
        client,
        installation: account.installation("till"),
        keys: Arc::clone(shelf) as Arc<dyn Keys>,
        clock: Box::new(clock),
        accept: door.accept(),
    })
}

/// The endpoints that are not among these.
pub fn besides(all: &[Value], these: &[Value]) -> Vec<Value> {
    let added = all.iter().filter(|it| !these.contains(it));
    added.cloned().collect()
}

/// Fails where one of these is not there, unchanged.
pub fn assert_untouched(all: &[Value], these: &[Value]) {
    for endpoint in these {
        assert!(all.contains(endpoint), "changed or gone: {endpoint}");
    }
}

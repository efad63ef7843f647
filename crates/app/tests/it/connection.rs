//! A connection to a real practice store: what it does about our endpoint when the way opens, moves,
//! is given up, and when Stripe fails or somebody else changes things.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use countertop_app::accounts::StripeAccount;
use countertop_app::connection::{
    Choice, ChoiceError, Connection, ConnectionConfig, ConnectionState, Credentials, EndpointState,
    Missed, Pace, Signers,
};
use countertop_app::endpoint::{Endpoint, EndpointConfig};
use countertop_app::randomness;
use countertop_app::reception::Reception;
use countertop_domain::{Mode, UnixSeconds};
use countertop_receiver::SystemClock;
use countertop_store::{EventFilter, Ledger, Role};
use countertop_tunnel::{Door, Pauses, Programs, Setup};
use reqwest::Method;
use secrecy::SecretString;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::timeout;

use crate::account::Account;
use crate::endpoint::Drawer;

const DEADLINE: Duration = Duration::from_secs(20);

/// A shop: a ledger and a receiver into it, beside an account.
struct Shop {
    account: Account,
    ledger: Arc<Ledger>,
    reception: Reception,
    /// Another door into the same ledger.
    back_door: Reception,
    drawer: Arc<Drawer>,
    missed: Arc<Mutex<Vec<Missed>>>,
    _folder: TempDir,
}

impl Shop {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Arc::new(Ledger::open(folder.path(), Role::Receiver).unwrap());
        let anywhere = "127.0.0.1:0".parse().unwrap();
        let door = || {
            let nobodys = vec![randomness::webhook_secret()];
            Reception::start(Arc::clone(&ledger), anywhere, nobodys)
        };
        Self {
            account: Account::open().await,
            reception: door().await.unwrap(),
            back_door: door().await.unwrap(),
            ledger,
            drawer: Arc::default(),
            missed: Arc::default(),
            _folder: folder,
        }
    }

    fn connect(&self, mode: Mode, choice: Choice) -> Result<Connection, ChoiceError> {
        let takers = [&self.reception, &self.back_door].map(Reception::secret_taker);
        let take = move |secrets: &[SecretString]| takers.iter().for_each(|take| take(secrets));
        let signers = Arc::new(Signers::new(Box::new(take)));
        let for_endpoint = Arc::clone(&signers);
        let endpoint = Endpoint::new(EndpointConfig {
            account: StripeAccount {
                id: "acct_1".parse().unwrap(),
                mode,
            },
            client: self.account.client(),
            installation: self.account.installation("till"),
            keys: Arc::clone(&self.drawer) as _,
            clock: Box::new(SystemClock),
            accept: Box::new(move |secrets| for_endpoint.of_endpoint(secrets)),
        });
        let missed = Arc::clone(&self.missed);
        Connection::open(ConnectionConfig {
            mode,
            choice,
            credentials: self.credentials(),
            setup: Setup {
                door: Door::parse(&self.reception.url()).unwrap(),
                programs: Programs::in_folders(Vec::new()),
                pauses: Pauses::default(),
                now: Arc::new(|| UnixSeconds(1)),
                chance: Arc::new(|| 0),
            },
            endpoint: Arc::new(endpoint),
            signers,
            clock: Arc::new(SystemClock),
            catch_up: Box::new(move |why| missed.lock().unwrap().push(why)),
            pace: Pace {
                look: Duration::from_millis(30),
                retries: vec![Duration::from_millis(10)],
                goodbye: Duration::from_secs(5),
            },
        })
    }

    fn credentials(&self) -> Credentials {
        Credentials {
            api_key: SecretString::from("sk_live_0123456789abcdef"),
            tunnel_token: None,
            cli_home: std::env::temp_dir(),
            practice_store: None,
        }
    }

    fn here(&self) -> Choice {
        Choice::FixedUrl {
            url: self.reception.url(),
        }
    }

    /// Something happens at the account, and comes by webhook.
    async fn hears(&self) {
        let name = json!({"name": "Cake"});
        let product = self.account.api(Method::POST, "products", name).await;
        let id = product["id"].as_str().unwrap().to_owned();
        eventually("the event", || {
            let rows = self.ledger.events(&EventFilter::default()).unwrap().rows;
            rows.iter().any(|row| {
                let body = self.ledger.event(&row.id).unwrap().unwrap();
                String::from_utf8_lossy(&body.body).contains(&id)
            })
        })
        .await;
    }

    async fn ours(&self) -> Vec<Value> {
        let all = self.account.endpoints().await.into_iter();
        all.filter(|it| it["metadata"]["countertop_machine"] == "till")
            .collect()
    }
}

async fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let waiting = async {
        while !is_so() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let met = timeout(DEADLINE, waiting).await;
    assert!(met.is_ok(), "{what}");
}

/// Waits until the connection says so.
async fn says(
    connection: &Connection,
    what: &str,
    is_so: impl Fn(&ConnectionState) -> bool,
) -> ConnectionState {
    let mut state = connection.state();
    let met = timeout(DEADLINE, state.wait_for(|state| is_so(state))).await;
    let now = || format!("{what}: {:?}", connection.state().borrow().clone());
    met.unwrap_or_else(|_| panic!("{}", now())).unwrap().clone()
}

fn is_at_work(state: &ConnectionState) -> bool {
    matches!(state.endpoint, EndpointState::AtWork { .. })
}

#[tokio::test]
async fn an_endpoint_follows_the_way() {
    let shop = Shop::open().await;
    let strangers = shop.account.strangers("https://shop.example/webhook").await;
    let connection = shop.connect(Mode::Test, shop.here()).unwrap();
    says(&connection, "registered", is_at_work).await;
    assert_eq!(
        *shop.missed.lock().unwrap(),
        [Missed::Opened, Missed::Registered]
    );
    shop.hears().await;
    let first = shop.ours().await;
    assert_eq!(first.len(), 1);

    let there = shop.back_door.url();
    let moved = Choice::FixedUrl { url: there.clone() };
    connection.choose(moved, shop.credentials()).await.unwrap();
    says(
        &connection,
        "moved",
        |state| matches!(&state.endpoint, EndpointState::AtWork { url, .. } if *url == there),
    )
    .await;
    shop.hears().await;
    let second = shop.ours().await;
    assert_eq!(second.len(), 1);
    assert_eq!(second[0]["id"], first[0]["id"]);
    assert_eq!(second[0]["url"], there);

    let none = Choice::CatchUpOnly;
    connection.choose(none, shop.credentials()).await.unwrap();
    eventually_none(&shop).await;
    says(&connection, "given up", |state| {
        state.endpoint == EndpointState::NotNeeded
    })
    .await;
    assert_eq!(shop.account.endpoints().await, strangers);
    connection.close().await;
}

async fn eventually_none(shop: &Shop) {
    let waiting = async {
        while !shop.ours().await.is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(DEADLINE, waiting).await.unwrap();
}

#[tokio::test]
async fn a_start_goes_on_with_the_secret_that_was_kept() {
    let shop = Shop::open().await;
    let connection = shop.connect(Mode::Test, shop.here()).unwrap();
    says(&connection, "registered", is_at_work).await;
    let before = shop.ours().await;
    connection.close().await;
    assert_eq!(
        shop.ours().await,
        before,
        "it stays, for what comes while we are away"
    );

    shop.reception.secret_taker()(&[randomness::webhook_secret()]);
    let connection = shop.connect(Mode::Test, shop.here()).unwrap();
    says(&connection, "at work", is_at_work).await;
    assert_eq!(shop.ours().await[0]["id"], before[0]["id"]);
    shop.hears().await;
    connection.close().await;
}

#[tokio::test]
async fn a_failing_stripe_is_said_and_asked_again() {
    let shop = Shop::open().await;
    shop.account
        .practice("faults", json!({"api_500": 1.0}))
        .await;
    let connection = shop.connect(Mode::Test, shop.here()).unwrap();
    let state = says(&connection, "failing", |state| {
        matches!(state.endpoint, EndpointState::Failing { .. })
    })
    .await;
    let EndpointState::Failing { sentence, .. } = &state.endpoint else {
        unreachable!();
    };
    assert!(sentence.contains("webhook_endpoints"), "{sentence}");
    shop.account.practice("faults", json!({})).await;
    says(&connection, "mended", is_at_work).await;
    shop.hears().await;
    connection.close().await;
}

#[tokio::test]
async fn what_others_do_to_our_endpoint_is_noticed() {
    let shop = Shop::open().await;
    let connection = shop.connect(Mode::Test, shop.here()).unwrap();
    says(&connection, "registered", is_at_work).await;

    let first = shop.ours().await;
    let path = |endpoint: &Value| format!("webhook_endpoints/{}", endpoint["id"].as_str().unwrap());
    shop.account
        .api(Method::DELETE, &path(&first[0]), json!({}))
        .await;
    let again = async {
        loop {
            let now = shop.ours().await;
            if now.len() == 1 && now[0]["id"] != first[0]["id"] {
                return now;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let second = timeout(DEADLINE, again).await.unwrap();
    shop.hears().await;

    let disable = json!({"disabled": true});
    shop.account
        .api(Method::POST, &path(&second[0]), disable.clone())
        .await;
    says(&connection, "enabled again", |state| {
        matches!(&state.endpoint, EndpointState::AtWork { note: Some(_), .. })
    })
    .await;
    shop.hears().await;

    shop.account
        .api(Method::POST, &path(&second[0]), disable)
        .await;
    says(&connection, "left switched off", |state| {
        matches!(&state.endpoint, EndpointState::SwitchedOff { .. })
    })
    .await;
    connection.close().await;
}

#[tokio::test]
async fn a_new_secret_is_had_when_asked_for() {
    let shop = Shop::open().await;
    let connection = shop.connect(Mode::Test, shop.here()).unwrap();
    says(&connection, "registered", is_at_work).await;
    let first = shop.ours().await;
    connection.renew_secret();
    let renewed = async {
        while shop
            .ours()
            .await
            .iter()
            .any(|it| it["id"] == first[0]["id"])
        {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(DEADLINE, renewed).await.unwrap();
    assert_eq!(shop.ours().await.len(), 1);
    shop.hears().await;
    connection.close().await;
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_and_changes_nothing() {
    let shop = Shop::open().await;
    for (mode, choice, part) in [
        (
            Mode::Live,
            Choice::CloudflaredQuick,
            "for trying things out",
        ),
        (Mode::Live, Choice::StripeCli, "live key"),
        (
            Mode::Test,
            Choice::FixedUrl {
                url: "http://shop.example/".into(),
            },
            "https",
        ),
        (
            Mode::Test,
            Choice::CloudflaredNamed {
                url: "https://shop.example/".into(),
                name: None,
            },
            "token",
        ),
        (
            Mode::Test,
            Choice::Ssh {
                destination: "-oProxyCommand=x".into(),
                port: None,
                identity: None,
                far_port: None,
                url: "https://shop.example/".into(),
            },
            "host",
        ),
    ] {
        let Err(refused) = shop.connect(mode, choice.clone()) else {
            panic!("{choice:?}");
        };
        assert!(refused.to_string().contains(part), "{choice:?}: {refused}");
    }
    let connection = shop.connect(Mode::Test, shop.here()).unwrap();
    says(&connection, "registered", is_at_work).await;
    let wrong = Choice::FixedUrl { url: "shop".into() };
    assert!(connection.choose(wrong, shop.credentials()).await.is_err());
    shop.hears().await;
    connection.close().await;
}

#[test]
fn a_choice_is_read_as_it_was_written() {
    for choice in [
        Choice::CatchUpOnly,
        Choice::StripeCli,
        Choice::Ngrok { url: None },
        Choice::Ssh {
            destination: "me@shop.example".into(),
            port: Some(2222),
            identity: Some("/keys/shop".into()),
            far_port: Some(8000),
            url: "https://shop.example/webhook".into(),
        },
    ] {
        assert_eq!(Choice::read(Some(&choice.write())), choice);
    }
    for nothing in [None, Some(""), Some("{\"way\":\"pigeon\"}")] {
        assert_eq!(Choice::read(nothing), Choice::CatchUpOnly);
    }
}

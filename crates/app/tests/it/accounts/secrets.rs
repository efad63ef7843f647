//! The secrets beside an account's key: its tunnel's token, and what deliveries are signed with.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use countertop_app::accounts::{KeptSecret, Keys, Later, StripeAccount};
use countertop_app::ipc::{AccountData, ChooseWay, IpcError, ReceiverState, WayChoice};
use countertop_app::{App, AppConfig, Programs};
use countertop_receiver::{Clock, SystemClock};
use countertop_stripe_wire::signature::sign;
use countertop_vault::Vault;
use secrecy::{ExposeSecret, SecretString};
use tempfile::TempDir;
use tokio::sync::Semaphore;

use super::{Desk, remove, switch};

const TOKEN: &str = "eyJhIjoiTUFSS0VEIn0";
const DEADLINE: Duration = Duration::from_secs(20);

/// A program that stands in for cloudflared: it notes the token that it is given, and says that it is up.
struct StandIn(TempDir);

impl StandIn {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cloudflared");
        let notes = folder.path().join("tokens");
        let script = format!(
            "#!/bin/sh\necho \"$TUNNEL_TOKEN\" >> {}\n\
             echo '2026-09-14T10:00:02Z INF Registered tunnel connection connIndex=0' >&2\nexec sleep 600\n",
            notes.display()
        );
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Self(folder)
    }

    fn folder(&self) -> PathBuf {
        self.0.path().to_owned()
    }

    /// The token of each start, once there were so many.
    async fn tokens(&self, count: usize) -> Vec<String> {
        let read = async {
            loop {
                let text = fs::read_to_string(self.0.path().join("tokens")).unwrap_or_default();
                let tokens: Vec<_> = text.lines().map(str::to_owned).collect();
                if tokens.len() >= count {
                    return tokens;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(DEADLINE, read).await.unwrap()
    }
}

async fn start(desk: &Desk, keys: Arc<dyn Keys>, programs: PathBuf) -> App {
    let mut config = AppConfig::new(desk.home.path().to_owned(), "till")
        .with_api_base(&desk.stripe.sandbox.base_url())
        .unwrap();
    config.keys = keys;
    config.programs = Programs::in_folders(vec![programs, PathBuf::from("/bin")]);
    App::start(config).await.unwrap()
}

async fn choose(app: &App, choice: WayChoice, token: Option<&str>) -> Result<(), IpcError> {
    let token = token.map(SecretString::from);
    app.choose_way(ChooseWay { choice, token }).await.map(drop)
}

fn tunnel(url: &str, name: Option<&str>) -> WayChoice {
    WayChoice::CloudflaredNamed {
        url: url.to_owned(),
        name: name.map(str::to_owned),
    }
}

async fn kept(keys: &Vault, account: &StripeAccount, kind: KeptSecret) -> Option<String> {
    let kept = Keys::get(keys, account, kind).await.unwrap();
    kept.map(|it| it.expose_secret().to_owned())
}

fn account(id: &str) -> StripeAccount {
    match id.parse().unwrap() {
        countertop_app::accounts::AccountName::Stripe(account) => account,
        countertop_app::accounts::AccountName::Practice => panic!("{id}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tunnels_token_is_kept_while_its_way_is_gone() {
    let desk = Desk::new().await;
    let program = StandIn::new();
    let keys = Arc::new(desk.keys.clone());
    let app = start(&desk, keys.clone(), program.folder()).await;
    let id = desk.add(&app).await;
    let owner = account(&id);
    let token = || kept(&desk.keys, &owner, KeptSecret::TunnelToken);
    let (one, other) = ("https://till.example.com", "https://shop.example.com");

    let refused = choose(&app, tunnel(one, None), None).await.unwrap_err();
    assert_eq!(refused.details["field"], "name");
    choose(&app, tunnel(one, None), Some(TOKEN)).await.unwrap();
    assert_eq!(program.tokens(1).await, [TOKEN]);
    assert_eq!(token().await.as_deref(), Some(TOKEN));
    // The same way without a new token.
    choose(&app, tunnel(other, None), None).await.unwrap();
    assert_eq!(program.tokens(2).await, [TOKEN; 2]);
    // One that cannot be meant changes nothing.
    let wrong = choose(&app, tunnel("nowhere", None), Some("another")).await;
    assert_eq!(wrong.unwrap_err().details["field"], "url");
    assert_eq!(token().await.as_deref(), Some(TOKEN));
    app.shutdown().await;

    let app = start(&desk, keys, program.folder()).await;
    assert_eq!(program.tokens(3).await, [TOKEN; 3], "after a restart");
    choose(&app, tunnel(one, None), Some("newer"))
        .await
        .unwrap();
    assert_eq!(program.tokens(4).await[3], "newer");
    assert_eq!(token().await.as_deref(), Some("newer"));
    // By its name it needs none, and another way has none.
    choose(&app, tunnel(one, Some("till")), None).await.unwrap();
    assert_eq!(token().await, None);
    choose(&app, tunnel(one, None), Some(TOKEN)).await.unwrap();
    choose(&app, WayChoice::CatchUpOnly, None).await.unwrap();
    assert_eq!(token().await, None);
    let refused = choose(&app, tunnel(one, None), None).await.unwrap_err();
    assert_eq!(refused.details["field"], "name");
    choose(&app, tunnel(one, None), Some(TOKEN)).await.unwrap();
    remove(&app, &id, AccountData::Delete).await;
    for kind in KeptSecret::ALL {
        assert_eq!(kept(&desk.keys, &owner, kind).await, None, "{kind:?}");
    }
    app.shutdown().await;
}

/// Keys of which one kind is given once the door is opened, as when a keychain asks somebody.
struct Slow {
    kind: KeptSecret,
    vault: Vault,
    door: Semaphore,
}

impl Keys for Slow {
    fn get<'a>(
        &'a self,
        account: &'a StripeAccount,
        kind: KeptSecret,
    ) -> Later<'a, Option<SecretString>> {
        Box::pin(async move {
            if kind == self.kind {
                let _passed = self.door.acquire().await.unwrap();
            }
            Keys::get(&self.vault, account, kind).await
        })
    }

    fn put<'a>(
        &'a self,
        account: &'a StripeAccount,
        kind: KeptSecret,
        secret: &'a SecretString,
    ) -> Later<'a, ()> {
        Keys::put(&self.vault, account, kind, secret)
    }

    fn remove<'a>(&'a self, account: &'a StripeAccount, kind: KeptSecret) -> Later<'a, ()> {
        Keys::remove(&self.vault, account, kind)
    }
}

/// Delivers a signed event; gives back the answer's status and how soon it may come again.
async fn deliver(app: &App, secret: &SecretString) -> (u16, Option<String>) {
    let ReceiverState::Receiving { address } = app.app_state().await.unwrap().receiver else {
        panic!("it does not receive");
    };
    let body = r#"{"id":"evt_1","object":"event","type":"ping","created":1,"livemode":false}"#;
    let signature = sign(secret, SystemClock.now(), body.as_bytes());
    let answer = countertop_sandbox::local_client()
        .unwrap()
        .post(address)
        .header("Content-Type", "application/json")
        .header("Stripe-Signature", signature)
        .body(body);
    let answer = answer.send().await.unwrap();
    let again = answer.headers().get("retry-after");
    let again = again.map(|it| it.to_str().unwrap().to_owned());
    (answer.status().as_u16(), again)
}

#[tokio::test(flavor = "multi_thread")]
async fn until_the_secrets_are_read_stripe_is_asked_to_send_it_again() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    let id = desk.add(&app).await;
    app.shutdown().await;
    let secret = SecretString::from("whsec_of_another_signer");
    let text = r#"[{"signer":"another","secret":"whsec_of_another_signer","until":null}]"#;
    let text = SecretString::from(text);
    let secrets = KeptSecret::WebhookSecrets;
    Keys::put(&desk.keys, &account(&id), secrets, &text)
        .await
        .unwrap();

    let slow = Arc::new(Slow {
        kind: KeptSecret::WebhookSecrets,
        vault: desk.keys.clone(),
        door: Semaphore::new(0),
    });
    let app = start(&desk, slow.clone(), Path::new("/bin").to_owned()).await;
    assert_eq!(deliver(&app, &secret).await, (503, Some("5".to_owned())));
    slow.door.add_permits(1);
    let taken = async {
        while deliver(&app, &secret).await.0 != 200 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(DEADLINE, taken).await.unwrap();
    let foreign = SecretString::from("whsec_of_nobody_at_all");
    assert_eq!(deliver(&app, &foreign).await.0, 400);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keychain_that_asks_somebody_holds_up_no_other_account() {
    let desk = Desk::new().await;
    let app = desk.start().await;
    let id = desk.add(&app).await;
    switch(&app, "practice").await.unwrap();
    app.shutdown().await;
    let slow = Arc::new(Slow {
        kind: KeptSecret::ApiKey,
        vault: desk.keys.clone(),
        door: Semaphore::new(0),
    });
    let app = Arc::new(start(&desk, slow.clone(), PathBuf::from("/bin")).await);
    let (opener, wanted) = (Arc::clone(&app), id.clone());
    let opening = tokio::spawn(async move { switch(&opener, &wanted).await.unwrap() });
    let meanwhile = async {
        while app.app_state().await.unwrap().account.id != id {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let state = app.app_state().await.unwrap();
        assert!(state.problem.unwrap().message.contains("keychain"));
        switch(&app, "practice").await.unwrap()
    };
    let back = tokio::time::timeout(DEADLINE, meanwhile).await.unwrap();
    assert!(back.problem.is_none(), "{:?}", back.problem);
    // Whoever answers it at last finds the account that was chosen meanwhile.
    slow.door.add_permits(1);
    let state = tokio::time::timeout(DEADLINE, opening).await.unwrap();
    assert_eq!(state.unwrap().account.id, "practice");
    let state = app.app_state().await.unwrap();
    assert!(state.account.id == "practice" && state.problem.is_none());
    assert!(switch(&app, &id).await.unwrap().problem.is_none());
    Arc::into_inner(app).unwrap().shutdown().await;
}
